"""Measuring indicators for rows (测量指标): the ways of counting, one function each.

Everything is exact: counts are whole numbers, sums fractions multiplied out at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any, ClassVar, Protocol

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.core.exact import Rate, round_gbt8170
from qualitygov.core.period import Period
from qualitygov.core.periods import Term, within_term
from qualitygov.core.result import Result
from qualitygov.plan.condition import Checks, fulfills
from qualitygov.text import Language, Text

SHOWN_DIGITS = 2


@attrs.frozen
class ChecklistItem:
    """One item of a checklist (清单项).

    Evidence older than `max_age` no longer counts, where that is set.
    """

    id: str
    label: Text
    max_age: Term | None = None


@attrs.frozen(repr=False)
class Measurement(Result):
    """An indicator's value for one town and period (指标测量值).

    `numerator` and `denominator` are whole numbers and `value` their quotient, undefined when
    nothing lies under the line; for a count, total or increase the denominator is 1 (or a power of
    ten, where the figures have decimals). `rows` is how many facts were looked at. `against` are
    the ids of those that speak against the town (for a checklist: the items without valid
    evidence); `before` is the year before, for growth and increase.
    """

    derived: ClassVar[tuple[str, ...]] = ("value",)
    brief: ClassVar[tuple[str, ...]] = ("indicator", "town", "numerator", "denominator")

    indicator: str
    town: str
    period: Period
    numerator: int
    denominator: int
    rows: int
    against: tuple[str, ...] = ()
    before: Measurement | None = None
    in_percent: bool = False

    @property
    def value(self) -> Rate:
        """The value, exact."""
        return Rate(self.numerator, self.denominator)

    @property
    def defined(self) -> bool:
        """Whether there is a value at all."""
        return self.denominator > 0

    def show(self) -> str:
        """The value as a person reads it, rounded by GB/T 8170; ``"–"`` when there is none."""
        if not self.defined:
            return "–"
        if self.in_percent:
            return self.value.percent(SHOWN_DIGITS)
        number = self.value.fraction
        return str(number) if number.denominator == 1 else str(round_gbt8170(number, SHOWN_DIGITS))

    def say(self, language: Language = "en") -> str:
        """Return the value with its numbers as a sentence."""
        if not self.defined:
            return {"zh": "无数据", "en": "no data"}[language]
        parts = (
            f" ({self.numerator}/{self.denominator})"
            if self.in_percent or self.denominator != 1
            else ""
        )
        return self.show() + parts


class Measured(Protocol):
    """What an indicator says of how it is counted."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def facts(self) -> str: ...
    @property
    def where(self) -> Checks: ...
    @property
    def counts(self) -> Checks: ...
    @property
    def over(self) -> Checks: ...
    @property
    def sum(self) -> str | None: ...
    @property
    def of(self) -> str | None: ...
    @property
    def distinct(self) -> str | None: ...
    @property
    def items(self) -> tuple[ChecklistItem, ...]: ...
    @property
    def checklist(self) -> str | None: ...
    @property
    def parts(self) -> tuple[tuple[Any, int], ...]: ...
    @property
    def at(self) -> str: ...
    @property
    def minimum(self) -> int: ...
    @property
    def higher_is_better(self) -> bool: ...
    @property
    def in_percent(self) -> bool: ...


@attrs.frozen
class Sliced:
    """What an indicator is measured on (测量范围): a town's facts over a period."""

    indicator: Measured
    facts: FactTables
    town: str
    period: Period

    def _inside(self, row: Any) -> bool:
        last = self.period.last
        if self.indicator.at == "valid-on-end":
            return (
                row.valid_from is not None
                and row.valid_from <= last
                and (row.valid_to is None or last <= row.valid_to)
            )
        begun = self.indicator.at == "until-end" or row.on >= self.period.first
        return bool(row.on <= last and begun)

    @property
    def rows(self) -> Iterator[Any]:
        """The town's rows that the period and the indicator's `where` take in."""
        for row in self.facts.rows(self.indicator.facts, self.town):
            if self._inside(row) and fulfills(row, self.indicator.where):
                yield row


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
    plain: Any = attrs.evolve(indicator, kind=of)  # type: ignore[misc]  # an attrs object
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
