"""The conditions of a rule (规则条件), compiled: words, flags and ranges of columns, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.plan import rows
from qualitygov.plan.expr import Expr, all_of, flag, whole, word
from qualitygov.rulebook.model.condition import Condition


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
