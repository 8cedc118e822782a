"""From events to credit records by rule (事件入档): the book says which event gives which record.

Clauses 3.2.2.a-b.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.given import of_type, rows_of
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.versions import first_day_of
from qualitygov.errors import InputError, Problem, bilingual
from qualitygov.plan.condition import (
    DAYS,
    WORDS,
    Checks,
    Wanted,
    check_wanted,
    compile_checks,
    fulfills,
    wanted_by,
)
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.words import unknown
from qualitygov.subject.event import Event
from qualitygov.text import Text

PAIR = 2
CARRIED = ("category", "measure", "heavier_penalty", "authority")
"""The columns of an event that its record takes over as they are."""


@attrs.frozen
class _Maker:
    """One event rule with its conditions compiled (已编译的入档规则)."""

    rule: EventRule
    checks: Checks

    def named(self, name: str) -> str:
        """An id or a matter of an event, as its record names it."""
        return f"{name}/{self.rule.suffix}" if self.rule.suffix else name

    def severity_of(self, event: Event) -> str | None:
        """The severity of the record, None when this event gives none."""
        rule = self.rule
        if rule.severity_from is None:
            return rule.severity
        word: str | None = getattr(event, rule.severity_from)
        return rule.severities.get(word) if rule.severities and word is not None else word

    def record(self, event: Event, context: Context) -> CreditRecord | None:
        """The record that the rule makes of the event, None when it makes none.

        What was over before the day of decision gives none; what ended before it ends with it.
        """
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
        if until is not None and until < decided:
            return None
        void_on = None if rule.void_from is None else getattr(event, rule.void_from)
        void = [max(day, decided) for day in (event.revoked_on, void_on) if day is not None]
        return CreditRecord(
            id=self.named(event.id),
            subject=event.unit,
            kind=kind,
            severity=severity,
            happened_on=min(event.happened_on, decided),
            decided_on=decided,
            known_on=max(decided, event.known_on),
            source_document=event.document,
            valid_until=until,
            matter=None if event.matter is None else self.named(event.matter),
            revoked_on=min(void, default=None),
            repaired_on=None if event.repaired_on is None else max(event.repaired_on, decided),
            proposed_by=rule.id if rule.confirm else None,
            **{name: getattr(event, name) for name in CARRIED},
        )


class _Makers:
    """The event rules by day and kind of event, compiled once for each stretch of the book."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.first = first_day_of(context.rulebook, EventRule)
        self.by_day: dict[date, Mapping[str, tuple[_Maker, ...]]] = {}
        self.by_stretch: dict[int, tuple[Any, Mapping[str, tuple[_Maker, ...]]]] = {}

    def of(self, kind: str, day: date) -> tuple[_Maker, ...]:
        """The rules for a kind of event in force on a day, no earlier than the first of all."""
        day = max(day, self.first)
        if day not in self.by_day:
            rules = self.context.rulebook.of_act(day).entries(EventRule)
            if id(rules) not in self.by_stretch:
                self.by_stretch[id(rules)] = (rules, _compiled(rules))
            self.by_day[day] = self.by_stretch[id(rules)][1]
        return self.by_day[day].get(kind, ())


def _compiled(rules: Mapping[str, EventRule]) -> dict[str, tuple[_Maker, ...]]:
    by_event: dict[str, list[_Maker]] = {}
    for _, rule in sorted(rules.items()):
        if rule.unsigned:
            continue
        by_event.setdefault(rule.event, []).append(_Maker(rule, compile_checks(rule.where)))
    return {event: tuple(makers) for event, makers in by_event.items()}


@clauses("3.2.2.a", "3.2.2.b")
def records_from(events: Iterable[tuple[str, Event]], context: Context) -> tuple[CreditRecord, ...]:
    """Return the credit records that events give by the rules of the book (事件入档).

    `events` are pairs of a kind and an event. Raises `FieldError` for what is no such pair, and
    `InputError` for a kind of event of which no rule of the book says anything, on any day, and for
    an event without a column that a rule about its kind reads.

    The rules in force on the event's day decide, for an event before all of them the first ones: it
    goes on file, and the score says whether a rule covered the act. An event for which no rule
    holds gives no record; one for which several hold gives several. A rule that nobody verified
    gives none. A record is a proposal unless its rule needs no confirmation.
    """
    of_type(context, Context, "context")
    pairs = tuple(_pairs(events))
    rules: dict[str, list[EventRule]] = {}
    for *_, rule in context.rulebook.versions():
        if isinstance(rule, EventRule):
            rules.setdefault(rule.event, []).append(rule)
    problems = list(_lacking(pairs, rules))
    if problems:
        raise InputError(problems)
    return made_from(pairs, context)


def _pairs(events: Iterable[Any]) -> Iterator[tuple[str, Event]]:
    """Pairs of a kind and an event; anything else is refused."""
    for at, one in enumerate(rows_of(events, object, "events")):
        if not isinstance(one, (tuple, list)) or len(one) != PAIR:
            found = type(one).__name__
            raise bilingual(
                "argument.type",
                f"events[{at}] 应为（事件类别, 事件）二元组，实际为 {found}",
                f"events[{at}] should be a pair of a kind and an event, not {found}",
            )
        kind, event = one
        yield of_type(kind, str, f"events[{at}][0]"), of_type(event, Event, f"events[{at}][1]")


def _lacking(
    pairs: Iterable[tuple[str, Event]], rules: Mapping[str, Iterable[EventRule]]
) -> Iterator[Problem]:
    """Kinds of event that no rule is about, and columns of a rule that an event has not."""
    for (kind, cls), name in {(kind, type(event)): event.id for kind, event in pairs}.items():
        if kind not in rules:
            yield unknown("event.kind", "event", kind, rules.keys(), _NO_EVENT)
        seen = set()
        for rule in rules.get(kind, ()):
            path = f"{name}:{rule.section}.{rule.id}"
            for problem in check_wanted("event.column", path, _wanted(rule), cls, _OF_EVENT):
                if problem not in seen:  # an entry has as many versions as its history
                    seen.add(problem)
                    yield problem


def made_from(events: Iterable[tuple[str, Event]], context: Context) -> tuple[CreditRecord, ...]:
    """Return the records of events as `records_from` does; no rule need be about their kind."""
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
            place, what = f"{rule.section}.{name}.event", _NO_EVENT
            yield unknown("event-rule.event", place, rule.event, events, what)
            continue
        path = f"{rule.section}.{name}"
        yield from check_wanted(
            "event-rule.column", path, _wanted(rule), events[rule.event], _OF_EVENT
        )


_NO_EVENT = Text("没有此事件类别", "no such kind of event")
_OF_EVENT = Text("应为事件的列", "a column of the event")


def _wanted(rule: EventRule) -> Iterator[Wanted]:
    yield from wanted_by("where", rule.where)
    for field, types in (
        ("kind_from", WORDS),
        ("severity_from", WORDS),
        ("decided", DAYS),
        ("void_from", DAYS),
    ):
        column = getattr(rule, field)
        if column is not None:
            yield Wanted(field, column, types)
