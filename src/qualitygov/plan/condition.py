"""The conditions of a rule (规则条件), compiled: words, flags and ranges of columns, nothing else."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from qualitygov.core.kinds import field_types
from qualitygov.errors import Problem
from qualitygov.plan import rows
from qualitygov.plan.expr import Expr, all_of, flag, whole, word
from qualitygov.rulebook.model.condition import Condition
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text


def _condition(check: Check) -> Expr:
    if check.words is not None:
        return word(check.column).one_of(check.words)
    if check.flag is not None:
        return flag(check.column).compared("==", check.flag)
    number, parts = whole(check.column), list[Expr]()
    if check.low is not None:
        parts.append(number.compared(">=", check.low))
    if check.high is not None:
        parts.append(number.compared("<=", check.high))
    return all_of(parts)


def _closure(check: Check) -> rows.Holds:
    return rows.holds(check.condition)


@attrs.frozen
class Check:
    """One compiled condition on one column (已编译条件).

    The value is one of `words`, equals `flag`, or lies in the range; `condition` says the same as
    an expression. `holds` says whether a row fulfills it; an empty value never does.
    """

    column: str
    words: frozenset[str] | None = None
    flag: bool | None = None
    low: int | None = None
    high: int | None = None
    condition: Expr = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_condition, takes_self=True)
    )
    holds: rows.Holds = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_closure, takes_self=True)
    )

    def __reduce__(self) -> tuple[Any, ...]:
        return Check, (self.column, self.words, self.flag, self.low, self.high)


Checks = tuple[Check, ...]


def compile_checks(conditions: Mapping[str, Condition]) -> Checks:
    """Compile a table of conditions, in order of their columns (编译条件)."""
    return tuple(
        Check(
            column,
            None if one.any_of is None else frozenset(one.any_of),
            one.flag,
            one.at_least,
            one.at_most,
        )
        for column, one in sorted(conditions.items())
    )


def condition_of(checks: Checks) -> Expr:
    """Return all of them as one condition (合并条件)."""
    return all_of(check.condition for check in checks)


def fulfills(row: Any, checks: Checks) -> bool:
    """Whether a row fulfills all of them."""
    return all(check.holds(row) for check in checks)


WORDS, FLAGS, WHOLES, DAYS = (frozenset({one}) for one in (str, bool, int, date))
NUMBERS = frozenset({int, Decimal, Fraction})
_NAMES: Mapping[frozenset[type], Text] = {
    WORDS: Text("文本", "words"),
    FLAGS: Text("是否", "true or false"),
    WHOLES: Text("整数", "whole numbers"),
    NUMBERS: Text("数值", "numbers"),
    DAYS: Text("日期", "days"),
}


@attrs.frozen
class Wanted:
    """A column that a field of a rule names (规则所需的列), and what it may hold; None is anything."""

    field: str
    column: str
    types: frozenset[type] | None = None


def wanted_by(field: str, conditions: Mapping[str, Condition]) -> Iterator[Wanted]:
    """Yield the column that each of some conditions needs (条件所需的列)."""
    for column, one in conditions.items():
        ranged = WHOLES if one.flag is None else FLAGS
        yield Wanted(f"{field}.{column}", column, ranged if one.any_of is None else WORDS)


def check_wanted(
    code: str, path: str, wanted: Iterable[Wanted], cls: type, what: Text
) -> Iterator[Problem]:
    """Yield columns that a class of rows has not, or that hold something else (检查所需的列).

    `code` is the problems' own, `path` that of the rule, and `what` says whose column is expected.
    """
    there = _held_by(cls)
    for one in wanted:
        place = f"{path}.{one.field}"
        if one.column not in there:
            yield unknown(code, place, one.column, there, what)
        elif one.types is not None and not there[one.column] & one.types:
            named = _NAMES[one.types]
            expected = Text(f"应为{named.zh}列", f"a column of {named.en}")
            yield Problem(code, place, one.column, expected)


def _held_by(cls: type) -> Mapping[str, frozenset[Any]]:
    """The types of value that each column of a class of rows may hold."""
    found = {}
    for name, hint in field_types(cls).items():
        several = typing.get_origin(hint) in (typing.Union, types.UnionType)
        found[name] = frozenset(map(_plain, typing.get_args(hint) if several else (hint,)))
    return found


def _plain(hint: Any) -> Any:
    """The plain type of a column's type: words may be of a vocabulary or a choice."""
    if typing.get_origin(hint) is typing.Literal:
        return type(typing.get_args(hint)[0])
    return str if isinstance(hint, type) and issubclass(hint, str) else hint
