"""Words in rules and cases (规则用词检查): a word that no row can hold is an error, never a silence.

What the columns of facts and events may hold, their classes say (`qualitygov.rulebook.columns`);
kinds, severities, duties and checklists are the book's own. Columns of free words stay free.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from qualitygov.core.kinds import field_types
from qualitygov.core.near import near
from qualitygov.errors import Problem
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.columns import KINDS, SEVERITIES, WordsOf, held_by, lists_of, words_of
from qualitygov.rulebook.model.assessment import Conditions, IndicatorRule, VetoRule
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.words import shown, unknown
from qualitygov.subject import Event
from qualitygov.text import Text

CODE = "rulebook.word"
Counting = IndicatorRule | VetoRule
COUNTED = ("where", "counts", "over")
NOT_WORDS = frozenset({"id", "unit", "document", "authority", "category"})
"""Columns of every event that hold names and numbers, never a kind or a severity."""


def _limits(conditions: Conditions) -> dict[str, tuple[str, ...]]:
    """The words to which conditions limit columns."""
    return {name: one.any_of for name, one in conditions.items() if one.any_of is not None}


def _unknown(place: str, word: str, column: str, known: set[str]) -> Problem:
    what = Text(f"列 {column} 没有此词", f"no such word in the column {column}")
    return unknown(CODE, place, word, known, what)


def _conditions(
    path: str, conditions: Conditions, row: Conditions, cls: type, book: Rulebook
) -> Iterator[Problem]:
    """Yield the words of conditions that no row of a class can hold; `row` holds of them all."""
    lists, limits = lists_of(cls), _limits({**row, **conditions})
    for column, words in _limits(conditions).items():
        known = held_by(lists[column], book, limits) if column in lists else None
        for word in words if known is not None else ():
            if known is not None and word not in known:
                yield _unknown(f"{path}.{column}.any_of", word, column, known)


def indicator_words(
    rule: Counting, tables: Mapping[str, type], book: Rulebook
) -> Iterator[Problem]:
    """Yield the words of an indicator or a veto that no fact can hold (指标用词检查)."""
    cls = tables.get(rule.facts)
    if cls is None:
        return
    for field in COUNTED if isinstance(rule, IndicatorRule) else COUNTED[:1]:
        path = f"{rule.section}.{rule.id}.{field}"
        yield from _conditions(path, getattr(rule, field), rule.where, cls, book)


# event rules


@attrs.frozen
class _Columns:
    """The columns of an event with what a rule's conditions leave of their words."""

    rule: EventRule
    cls: type
    book: Rulebook

    def known(self, column: str | None) -> set[str] | None:
        """The words that a column may hold, None for a free one."""
        lists = lists_of(self.cls)
        if column is None or column not in lists:
            return None
        return held_by(lists[column], self.book, _limits(self.rule.where))

    def listed(self, column: str | None) -> set[str] | None:
        """The words that a column may hold where the rule holds, None for a free one."""
        known, limits = self.known(column), _limits(self.rule.where)
        return known if known is None or column not in limits else known & set(limits[column])

    def any_severity(self, column: str) -> bool:
        """Whether a column holds severities of whatever kind."""
        return any(
            isinstance(one, WordsOf) and (one.section, one.part) == ("credit-rule", "scale")
            for one in lists_of(self.cls).get(column, ())
        )

    @property
    def path(self) -> str:
        return f"{self.rule.section}.{self.rule.id}"


def _kinds(columns: _Columns) -> Iterator[Problem]:
    """A column of kinds holds kinds of record."""
    column, found = columns.rule.kind_from, columns.listed(columns.rule.kind_from)
    if column is None:
        return
    place, kinds = f"{columns.path}.kind_from", words_of(KINDS, columns.book)
    if column in NOT_WORDS:
        yield Problem(CODE, place, column, Text("应为记录类别列", "a column of kinds of record"))
    elif found is not None and found.isdisjoint(kinds):
        expected = Text("此列没有任何记录类别", "a column of kinds of record; it holds none")
        yield Problem(CODE, place, column, expected)


def _scale(columns: _Columns) -> set[str]:
    """The severities that a record of the rule may have."""
    kind = columns.rule.kind
    kinds = columns.listed(columns.rule.kind_from) if kind is None else {kind}
    return words_of(SEVERITIES, columns.book, kinds)


def _severities(columns: _Columns) -> Iterator[Problem]:
    """A column of severities holds words that are translated, or that stand in the scale."""
    rule, column = columns.rule, columns.rule.severity_from
    if column is None:
        return
    place = f"{columns.path}.severity_from"
    if column in NOT_WORDS:
        yield Problem(CODE, place, column, Text("应为程度列", "a column of severities"))
        return
    known, found = columns.known(column), columns.listed(column)
    if known is None or found is None:
        return
    for word in rule.severities:
        if word not in known:
            yield _unknown(f"{columns.path}.severities.{word}", word, column, known)
    if rule.severities or columns.any_severity(column):
        return
    scale = _scale(columns)
    for word in sorted(found - scale):
        hint = near(word, scale)
        expected = Text(
            f"列 {column} 可取此词，而它不是程度（{hint.zh}）；请以 where 限定或写 severities",
            f"a severity, and the column {column} may hold this word ({hint.en});"
            " limit it in where, or translate it in severities",
        )
        yield Problem(CODE, place, shown(word), expected)


def _optional(cls: type, column: str) -> bool:
    hint = field_types(cls).get(column)
    several = typing.get_origin(hint) in (typing.Union, types.UnionType)
    return several and type(None) in typing.get_args(hint)


def event_words(
    rule: EventRule, events: Mapping[str, type[Event]], book: Rulebook
) -> Iterator[Problem]:
    """Yield the words of an event rule that give no record (入档规则用词检查).

    Also a day of decision that an event may lack, since such an event would give none.
    """
    cls = events.get(rule.event)
    if cls is None:
        return
    columns = _Columns(rule, cls, book)
    yield from _conditions(f"{columns.path}.where", rule.where, rule.where, cls, book)
    yield from _kinds(columns)
    yield from _severities(columns)
    if _optional(cls, rule.decided):
        expected = Text("应为必有日期的列", "a day that no event lacks")
        yield Problem(CODE, f"{columns.path}.decided", rule.decided, expected)


# rows


def row_words(row: Any, book: Rulebook) -> Iterator[Problem]:
    """Yield the columns of a row whose word is not in their list (行内用词检查), with near words."""
    cls: type = type(row)
    lists = lists_of(cls)
    limits = {name: (getattr(row, name),) for name in lists if getattr(row, name) is not None}
    for column, (word,) in limits.items():
        known = held_by(lists[column], book, limits)
        if known is not None and word not in known:
            yield _unknown(column, str(word), column, known)
