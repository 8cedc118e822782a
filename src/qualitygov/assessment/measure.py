"""Measuring indicators for rows (测量指标): the ways of counting, one function each.

Everything is exact: counts are whole numbers, sums fractions multiplied out at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import attrs

from qualitygov.assessment.indicator import ChecklistItem, Measurement, Sliced
from qualitygov.core.periods import within_term
from qualitygov.plan.condition import fulfills

__all__ = ["measure"]


@attrs.frozen
class _Counted:
    """What was counted: above and under the line, rows looked at, ids that speak against."""

    above: int
    under: int
    rows: int
    against: tuple[str, ...] = ()
    before: Measurement | None = None


def measure(at: Sliced) -> Measurement:
    """Measure an indicator for a town over a period (测量)."""
    counted = _WAYS[at.indicator.kind](at)
    return Measurement(
        indicator=at.indicator.id,
        town=at.town,
        period=at.period,
        numerator=counted.above,
        denominator=counted.under,
        rows=counted.rows,
        against=counted.against,
        before=counted.before,
        in_percent=at.indicator.in_percent,
    )


def _named(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(str(row.id) for row in rows if getattr(row, "id", None) is not None))


def _rate(at: Sliced) -> _Counted:
    indicator = at.indicator
    over = above = 0
    against: list[Any] = []
    for row in at.rows:
        under, counted = fulfills(row, indicator.over), fulfills(row, indicator.counts)
        over += under
        above += counted
        if counted is not indicator.higher_is_better and (under or counted):
            against.append(row)
    return _Counted(above if over else 0, over, over, _named(against))


def _count(at: Sliced) -> _Counted:
    indicator = at.indicator
    rows = [row for row in at.rows if fulfills(row, indicator.counts)]
    if indicator.distinct is None:
        return _Counted(len(rows), 1, len(rows))
    values = {getattr(row, indicator.distinct) for row in rows}
    return _Counted(len(values - {None}), 1, len(rows))


def _whole_quotient(above: Fraction, under: Fraction) -> tuple[int, int]:
    """Two exact sums as whole numbers, multiplied out by what lies under their own lines."""
    scale = lcm(above.denominator, under.denominator)
    return int(above * scale), int(under * scale)


def _share(at: Sliced) -> _Counted:
    indicator = at.indicator
    assert indicator.sum is not None
    assert indicator.of is not None
    above, under, rows = Fraction(0), Fraction(0), 0
    for row in at.rows:
        upper, lower = getattr(row, indicator.sum), getattr(row, indicator.of)
        if upper is None or lower is None:
            continue
        if fulfills(row, indicator.counts):
            above += Fraction(upper)
        if fulfills(row, indicator.over):
            under += Fraction(lower)
            rows += 1
    if under <= 0:
        return _Counted(0, 0, rows)
    return _Counted(*_whole_quotient(above, under), rows)


def _summed(at: Sliced) -> tuple[Fraction, int]:
    assert at.indicator.sum is not None
    values = [
        Fraction(value)
        for row in at.rows
        if fulfills(row, at.indicator.counts)
        and (value := getattr(row, at.indicator.sum)) is not None
    ]
    return sum(values, Fraction(0)), len(values)


def _total(at: Sliced) -> _Counted:
    total, rows = _summed(at)
    return _Counted(total.numerator, total.denominator, rows) if rows else _Counted(0, 0, 0)


def _mean(at: Sliced) -> _Counted:
    total, rows = _summed(at)
    return _Counted(*_whole_quotient(total, Fraction(rows)), rows) if rows else _Counted(0, 0, 0)


def _against_year_before(at: Sliced) -> _Counted:
    indicator = at.indicator
    of = "total" if indicator.sum is not None else "count"
    plain = attrs.evolve(indicator, kind=of)
    now, before = (
        attrs.evolve(measure(attrs.evolve(at, indicator=plain, period=period)), in_percent=percent)
        for period, percent in (
            (at.period, False),
            (at.period.years_before(1), indicator.in_percent),
        )
    )
    above = under = 0
    if now.defined and before.defined:
        change = now.value.fraction - before.value.fraction
        if indicator.kind == "increase":
            above, under = change.numerator, change.denominator
        elif before.value.fraction > 0:
            above, under = _whole_quotient(change, before.value.fraction)
    return _Counted(above, under, now.rows, before=before)


def _checklist(at: Sliced) -> _Counted:
    indicator, day = at.indicator, at.period.last
    there = {
        item.id
        for row in at.facts.rows(indicator.facts, at.town)
        if row.checklist == indicator.checklist
        and row.on <= day
        and row.valid_from <= day
        and (row.valid_to is None or day <= row.valid_to)
        for item in indicator.items
        if row.item == item.id and _recent(row.on, day, item)
    }
    lacking = tuple(item.id for item in indicator.items if item.id not in there)
    return _Counted(len(there), len(indicator.items), len(there), lacking)


def _recent(on: date, day: date, item: ChecklistItem) -> bool:
    return item.max_age is None or within_term(on, day, item.max_age)


def _composite(at: Sliced) -> _Counted:
    total, weights, rows = Fraction(0), 0, 0
    for part, weight in at.indicator.parts:
        measured = measure(attrs.evolve(at, indicator=part))
        if not measured.defined or measured.denominator < part.minimum:
            return _Counted(0, 0, rows)
        total += measured.value.fraction * weight
        weights += weight
        rows += measured.rows
    mean = total / weights
    return _Counted(mean.numerator, mean.denominator, rows)


_WAYS: Mapping[str, Callable[[Sliced], _Counted]] = {
    "rate": _rate,
    "count": _count,
    "share": _share,
    "index": _share,
    "total": _total,
    "mean": _mean,
    "growth": _against_year_before,
    "increase": _against_year_before,
    "checklist": _checklist,
    "composite": _composite,
}
