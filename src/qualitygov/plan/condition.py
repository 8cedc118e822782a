"""Conditions on the columns of a fact table (条件), compiled.

Equality, set and range, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.rulebook.model.condition import Condition

__all__ = ["Check", "Checks", "compile_checks", "fulfills"]


@attrs.frozen
class Check:
    """One compiled condition (已编译条件).

    The value is one of `words`, equals `flag`, or lies in the range.
    """

    column: str
    words: frozenset[str] | None = None
    flag: bool | None = None
    low: int | None = None
    high: int | None = None

    def holds(self, row: Any) -> bool:
        """Whether the row fulfills it; an empty value never does."""
        value = getattr(row, self.column)
        if value is None:
            return False
        if self.words is not None:
            return value in self.words
        if self.flag is not None:
            return bool(value is self.flag)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


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


def fulfills(row: Any, checks: Checks) -> bool:
    """Whether a row fulfills all of them."""
    return all(check.holds(row) for check in checks)
