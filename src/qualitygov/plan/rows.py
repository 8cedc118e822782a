"""Conditions for rows (逐行条件): closures, and the first reason of an ordered list.

Rows are any objects with attributes. `given` holds the days of the context by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from qualitygov.plan.expr import (
    OPERATORS,
    Absent,
    AllOf,
    AnyOf,
    Compare,
    Expr,
    Given,
    Not,
    OneOf,
    needed_column,
)

R = TypeVar("R")
Holds = Callable[[Any], bool]

NOTHING_GIVEN: Mapping[str, date] = {}


def holds(condition: Expr, given: Mapping[str, date] = NOTHING_GIVEN) -> Holds:
    """Return whether a row fulfills the condition, as a function of the row (逐行判断).

    >>> from types import SimpleNamespace
    >>> from qualitygov.plan.expr import whole
    >>> enough = holds(whole("measure").compared(">=", 550))
    >>> [enough(SimpleNamespace(measure=value)) for value in (549, 550, None)]
    [False, True, False]
    """
    if isinstance(condition, Compare):
        return _compare(condition, given)
    if isinstance(condition, OneOf):
        return _one_of(condition)
    if isinstance(condition, Absent):
        get = attrgetter(condition.column.name)
        return lambda row: get(row) is None
    if isinstance(condition, Not) and isinstance(condition.part, Compare):
        return _not_compared(condition.part, given)
    if isinstance(condition, Not):
        part = holds(condition.part, given)
        return lambda row: not part(row)
    assert isinstance(condition, (AllOf, AnyOf))
    return _joined(condition, [holds(part, given) for part in condition.parts])


def _value(condition: Compare, given: Mapping[str, date]) -> Any:
    value = condition.value
    return given[value.name] if isinstance(value, Given) else value


def _not_compared(condition: Compare, given: Mapping[str, date]) -> Holds:
    get, value = attrgetter(condition.column.name), _value(condition, given)
    compare = OPERATORS[condition.sign]

    def not_compared(row: Any) -> bool:
        found = get(row)
        return found is None or not compare(found, value)

    return not_compared


def _compare(condition: Compare, given: Mapping[str, date]) -> Holds:
    get, value = attrgetter(condition.column.name), _value(condition, given)
    compare = OPERATORS[condition.sign]

    def compared(row: Any) -> bool:
        found = get(row)
        return found is not None and compare(found, value)

    return compared


def _one_of(condition: OneOf) -> Holds:
    get, words = attrgetter(condition.column.name), condition.words
    return lambda row: get(row) in words


def _joined(condition: AllOf | AnyOf, parts: Sequence[Holds]) -> Holds:
    if isinstance(condition, AnyOf):
        return lambda row: any(part(row) for part in parts)

    def together(row: Any) -> bool:
        for part in parts:  # noqa: SIM110 - a loop, since a generator costs more than the parts
            if not part(row):
                return False
        return True

    return together


def first_reason(
    reasons: Iterable[tuple[R, Expr]], given: Mapping[str, date] = NOTHING_GIVEN
) -> Callable[[Any], R | None]:
    """Return the first reason whose condition holds for a row, as a function of it (首个原因).

    Conditions at the end of the list that need a value in some column are not looked at for rows in
    which all these columns are empty, as they are in most.
    """
    ordered = [(reason, condition) for reason, condition in reasons]
    rare = len(ordered)
    while rare and needed_column(ordered[rare - 1][1]) is not None:
        rare -= 1
    always = ordered[:rare]
    seldom = [(reason, holds(condition, given)) for reason, condition in ordered[rare:]]
    names = [needed_column(condition) for _, condition in ordered[rare:]]
    if not names:
        return _chained(always, given, lambda _: None)
    values = attrgetter(*map(str, names))
    nothing = (None,) * len(names) if len(names) > 1 else None

    def rarely(row: Any) -> R | None:
        if values(row) == nothing:
            return None
        for name, here in seldom:
            if here(row):
                return name
        return None

    return _chained(always, given, rarely)


def _chained(
    reasons: Sequence[tuple[R, Expr]], given: Mapping[str, date], last: Callable[[Any], R | None]
) -> Callable[[Any], R | None]:
    """Look at reasons in their order, and at `last` when none holds."""
    for name, condition in reversed(reasons):
        last = _before(name, condition, given, last)
    return last


def _before(
    name: R, condition: Expr, given: Mapping[str, date], then: Callable[[Any], R | None]
) -> Callable[[Any], R | None]:
    if isinstance(condition, Not) and isinstance(condition.part, Compare):
        part = condition.part
        get, value, compare = (
            attrgetter(part.column.name),
            _value(part, given),
            OPERATORS[part.sign],
        )

        def reason(row: Any) -> R | None:
            found = get(row)
            if found is None or not compare(found, value):
                return name
            return then(row)

        return reason
    here = holds(condition, given)
    return lambda row: name if here(row) else then(row)
