"""Conditions as values (条件表达式): written once, evaluated for rows and for columns.

A condition is a small tree: a column compared with a value or with a day of the context, one of
some words, empty, and these joined by and, or, not. `qualitygov.plan.rows` makes a closure of it,
`qualitygov.plan.columns` an expression of a frame. An empty value fulfills no comparison, so that a
condition is always true or false, in both.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal

import attrs

Kind = Literal["day", "whole", "word", "flag"]
Value = date | int | str | bool
Operator = Literal["<", "<=", "==", ">=", ">"]

OPERATORS: Mapping[Operator, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
TYPES: Mapping[Kind, type] = {"day": date, "whole": int, "word": str, "flag": bool}


class Expr:
    """A condition (条件): true or false of every row.

    >>> overdue = day("closed_on").after(Given("as_of")) | day("closed_on").absent()
    >>> sorted(columns_of(overdue))
    ['closed_on']
    """

    __slots__ = ()

    def __and__(self, other: Expr) -> Expr:
        return all_of([self, other])

    def __or__(self, other: Expr) -> Expr:
        return any_of([self, other])

    def __invert__(self) -> Expr:
        return negated(self)


@attrs.frozen
class Given:
    """A day that the context gives (评价时点的日期): ``as_of``, ``known_at`` or ``horizon``."""

    name: Literal["as_of", "known_at", "horizon"]


@attrs.frozen
class Column:
    """A column of a table, or a field of a row (列), and the kind of value in it.

    Raises `TypeError` where it is compared with a value of another kind.
    """

    name: str
    kind: Kind

    def compared(self, sign: Operator, value: Value | Given) -> Expr:
        """Compare it with a value (比较); an empty column never fulfills this."""
        wanted = TYPES[self.kind]
        fits = self.kind == "day" if isinstance(value, Given) else type(value) is wanted
        if not fits:
            msg = f"the column {self.name} holds a {self.kind}; it is not compared with {value!r}"
            raise TypeError(msg)
        return Compare(self, sign, value)

    def until(self, value: date | Given) -> Expr:
        """On or before a day (不晚于)."""
        return self.compared("<=", value)

    def before(self, value: date | Given) -> Expr:
        """Before a day (早于)."""
        return self.compared("<", value)

    def after(self, value: date | Given) -> Expr:
        """After a day (晚于)."""
        return self.compared(">", value)

    def since(self, value: date | Given) -> Expr:
        """On or after a day (不早于)."""
        return self.compared(">=", value)

    def one_of(self, words: Iterable[str]) -> Expr:
        """One of some words (为下列之一)."""
        if self.kind != "word":
            msg = f"the column {self.name} holds a {self.kind}, not a word"
            raise TypeError(msg)
        return OneOf(self, frozenset(words))

    def absent(self) -> Expr:
        """Empty (为空)."""
        return Absent(self)

    def there(self) -> Expr:
        """Not empty (不为空)."""
        return Not(Absent(self))


@attrs.frozen
class Compare(Expr):
    """A column compared with a value or with a day of the context (比较)."""

    column: Column
    sign: Operator
    value: Value | Given


@attrs.frozen
class OneOf(Expr):
    """A column that holds one of some words (词表成员)."""

    column: Column
    words: frozenset[str]


@attrs.frozen
class Absent(Expr):
    """A column that is empty (为空)."""

    column: Column


@attrs.frozen
class Not(Expr):
    """A condition that does not hold (非)."""

    part: Expr


@attrs.frozen
class AllOf(Expr):
    """Conditions that all hold (且); of none, true."""

    parts: tuple[Expr, ...]


@attrs.frozen
class AnyOf(Expr):
    """Conditions of which one holds (或); of none, false."""

    parts: tuple[Expr, ...]


TRUE, FALSE = AllOf(()), AnyOf(())


def day(name: str) -> Column:
    """Return a column of days (日期列)."""
    return Column(name, "day")


def whole(name: str) -> Column:
    """Return a column of whole numbers (整数列)."""
    return Column(name, "whole")


def word(name: str) -> Column:
    """Return a column of words (词列)."""
    return Column(name, "word")


def flag(name: str) -> Column:
    """Return a column of flags (是否列)."""
    return Column(name, "flag")


def all_of(parts: Iterable[Expr]) -> Expr:
    """Join conditions that all have to hold (且)."""
    left: list[Expr] = []
    for part in parts:
        if part == FALSE:
            return FALSE
        left += part.parts if isinstance(part, AllOf) else (part,)
    return left[0] if len(left) == 1 else AllOf(tuple(left))


def any_of(parts: Iterable[Expr]) -> Expr:
    """Join conditions of which one has to hold (或)."""
    left: list[Expr] = []
    for part in parts:
        if part == TRUE:
            return TRUE
        left += part.parts if isinstance(part, AnyOf) else (part,)
    return left[0] if len(left) == 1 else AnyOf(tuple(left))


def negated(part: Expr) -> Expr:
    """Return the opposite of a condition (非)."""
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    return part.part if isinstance(part, Not) else Not(part)


def columns_of(condition: Expr) -> frozenset[str]:
    """Return the names of the columns that a condition reads (所用列)."""
    if isinstance(condition, Not):
        return columns_of(condition.part)
    if isinstance(condition, (AllOf, AnyOf)):
        return frozenset(name for part in condition.parts for name in columns_of(part))
    assert isinstance(condition, (Compare, OneOf, Absent))
    return frozenset((condition.column.name,))


def needed_column(condition: Expr) -> str | None:
    """Return a column without a value in which the condition is false (必要列), None if none is."""
    if isinstance(condition, (Compare, OneOf)):
        return condition.column.name
    if isinstance(condition, AllOf):
        return next(filter(None, map(needed_column, condition.parts)), None)
    if isinstance(condition, Not) and isinstance(condition.part, Absent):
        return condition.part.column.name
    return None


def without(condition: Expr, missing: frozenset[str]) -> Expr:
    """Return the condition for a table that lacks some columns (缺列时的条件): they are empty."""
    if isinstance(condition, Not):
        return negated(without(condition.part, missing))
    if isinstance(condition, AllOf):
        return all_of(without(part, missing) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any_of(without(part, missing) for part in condition.parts)
    assert isinstance(condition, (Compare, OneOf, Absent))
    if condition.column.name not in missing:
        return condition
    return TRUE if isinstance(condition, Absent) else FALSE
