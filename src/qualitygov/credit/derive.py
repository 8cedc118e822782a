"""From events to credit records by rule (事件入档): the book says which event gives which record.

Clauses 3.2.2.a-b.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.credit.entities import CreditRecord
from qualitygov.errors import Problem
from qualitygov.plan.condition import Checks, compile_checks, fulfills
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.condition import Condition
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.rules import Rules
from qualitygov.subject.event import Event
from qualitygov.text import Text

CARRIED = ("category", "measure", "heavier_penalty", "repaired_on", "revoked_on", "authority")
"""The columns of an event that its record takes over as they are."""


@attrs.frozen
class _Maker:
    """One event rule with its conditions compiled (已编译的入档规则)."""

    rule: EventRule
    checks: Checks

    def severity_of(self, event: Event) -> str | None:
        """The severity of the record, None when this event gives none."""
        rule = self.rule
        if rule.severity_from is None:
            return rule.severity
        word: str | None = getattr(event, rule.severity_from)
        return rule.severities.get(word) if rule.severities and word is not None else word

    def record(self, event: Event, context: Context) -> CreditRecord | None:
        """The record that the rule makes of the event, None when it makes none."""
        rule = self.rule
        if not fulfills(event, self.checks):
            return None
        kind = rule.kind if rule.kind_from is None else getattr(event, rule.kind_from)
        severity = self.severity_of(event)
        decided: date | None = getattr(event, rule.decided)
        if kind is None or severity is None or decided is None:
            return None
        until = event.valid_until
        if until is None and rule.valid_for is not None:
            until = context.due(decided, rule.valid_for, roll=False).day
        return CreditRecord(
            id=f"{event.id}/{rule.suffix}" if rule.suffix else event.id,
            subject=event.unit,
            kind=kind,
            severity=severity,
            happened_on=min(event.happened_on, decided),
            decided_on=decided,
            known_on=max(decided, event.known_on),
            source_document=event.document,
            valid_until=until,
            **{name: getattr(event, name) for name in CARRIED},
        )


class _Makers:
    """The event rules by day and kind of event, compiled once for each stretch of the book."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.first = context.rulebook.header.valid_from
        self.by_day: dict[date, Mapping[str, tuple[_Maker, ...]]] = {}
        self.by_stretch: dict[int, tuple[Any, Mapping[str, tuple[_Maker, ...]]]] = {}

    def of(self, kind: str, day: date) -> tuple[_Maker, ...]:
        """The rules for a kind of event in force on a day, no earlier than the book's first."""
        day = max(day, self.first)
        if day not in self.by_day:
            rules = self.context.rules_on(day).entries(EventRule)
            if id(rules) not in self.by_stretch:
                self.by_stretch[id(rules)] = (rules, _compiled(rules))
            self.by_day[day] = self.by_stretch[id(rules)][1]
        return self.by_day[day].get(kind, ())


def _compiled(rules: Mapping[str, EventRule]) -> dict[str, tuple[_Maker, ...]]:
    by_event: dict[str, list[_Maker]] = {}
    for _, rule in sorted(rules.items()):
        by_event.setdefault(rule.event, []).append(_Maker(rule, compile_checks(rule.where)))
    return {event: tuple(makers) for event, makers in by_event.items()}


@clauses("3.2.2.a", "3.2.2.b")
def records_from(events: Iterable[tuple[str, Event]], context: Context) -> tuple[CreditRecord, ...]:
    """Return the credit records that events give by the rules of the book (事件入档).

    The rules in force on the event's day decide, for an event before the book's first day those of
    that first day. An event for which no rule holds gives no record; one for which several hold
    gives several.
    """
    makers = _Makers(context)
    made = (
        maker.record(event, context)
        for kind, event in events
        for maker in makers.of(kind, event.on)
    )
    return tuple(record for record in made if record is not None)


def check_event_rules(rules: Rules, events: Mapping[str, type[Event]]) -> Iterator[Problem]:
    """Yield what is wrong with the event rules in force (事件入档规则检查).

    A kind of event that no subject declares, or a column that such an event has not or that holds
    another kind of value. `events` are the kinds of event that the subjects declare; that kinds and
    severities of record exist is checked with the book.
    """
    for name, rule in sorted(rules.entries(EventRule).items()):
        if rule.event not in events:
            known = "、".join(sorted(events)), ", ".join(sorted(events))
            expected = Text(f"应为下列事件类别之一：{known[0]}", f"one of {known[1]}")
            yield Problem("event-rule.event", f"{rule.section}.{name}.event", rule.event, expected)
            continue
        yield from _check_columns(name, rule, events[rule.event])


def _check_columns(name: str, rule: EventRule, event: type[Event]) -> Iterator[Problem]:
    kinds = _kinds_of(event)
    wanted = [(f"where.{column}", column, _wanted(one)) for column, one in rule.where.items()]
    wanted += [
        (field, column, type_)
        for field, type_ in (("kind_from", str), ("severity_from", str), ("decided", date))
        if (column := getattr(rule, field)) is not None
    ]
    known = ", ".join(sorted(kinds))
    missing = Text(f"应为事件的列：{known}", f"a column of the event: {known}")
    for field, column, type_ in wanted:
        path = f"{rule.section}.{name}.{field}"
        if column not in kinds:
            yield Problem("event-rule.column", path, column, missing)
        elif type_ not in kinds[column]:
            named = _NAMES[type_]
            expected = Text(f"应为{named.zh}列", f"a column of {named.en}")
            yield Problem("event-rule.column", path, column, expected)


_NAMES = {
    str: Text("文本", "words"),
    bool: Text("是否", "true or false"),
    int: Text("整数", "whole numbers"),
    date: Text("日期", "days"),
}


def _wanted(condition: Condition) -> type:
    if condition.any_of is not None:
        return str
    return bool if condition.flag is not None else int


def _kinds_of(event: type[Event]) -> dict[str, frozenset[type]]:
    """The types of value that each column of a kind of event may hold; words may be of a list."""
    found = {}
    for name, hint in typing.get_type_hints(event).items():
        types = typing.get_args(hint) or (hint,)
        plain = {str if isinstance(t, type) and issubclass(t, str) else t for t in types}
        found[name] = frozenset(plain)
    return {field.name: found[field.name] for field in attrs.fields(event)}
