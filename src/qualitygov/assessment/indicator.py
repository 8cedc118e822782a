"""Indicators (指标), compiled.

What is measured for a town and a period, and the measurement with its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.core.exact import Rate, round_gbt8170
from qualitygov.core.period import Period
from qualitygov.core.periods import Term, within_term
from qualitygov.plan.condition import Checks, fulfills
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.assessment import IndicatorKind, Quality
from qualitygov.text import Language, Text

__all__ = ["ChecklistItem", "Indicator", "Measurement"]

IN_PERCENT = frozenset({"rate", "share", "growth", "checklist", "composite"})
SHOWN_DIGITS = 2


@attrs.frozen
class ChecklistItem:
    """One item of a checklist (清单项).

    Evidence older than `max_age` no longer counts, where that is set.
    """

    id: str
    label: Text
    max_age: Term | None = None


@attrs.frozen
class Measurement:
    """An indicator's value for one town and period (指标测量值).

    `numerator` and `denominator` are whole numbers and `value` their quotient, undefined when
    nothing lies under the line; for a count, total or increase the denominator is 1 (or a power of
    ten, where the figures have decimals). `rows` is how many facts were looked at. `against` are
    the ids of those that speak against the town (for a checklist: the items without valid
    evidence); `before` is the year before, for growth and increase.
    """

    indicator: str
    town: str
    window: Period
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


@attrs.frozen(kw_only=True)
class Indicator:
    """Indicator (指标): the compiled form of one `IndicatorRule`.

    `measure` counts it for a town and a period.

    Clause 2.2. `minimum` is the fewest facts under the line from which anything may be concluded.

    >>> from datetime import date
    >>> from qualitygov.assessment import compile_assessment
    >>> from qualitygov.rulebook import load_rulebook
    >>> plan = compile_assessment(load_rulebook("strong-town"), date(2016, 12, 31))
    >>> indicator = plan.indicators["food-production"]
    >>> indicator.measure(FactTables.of({}), "330299101", plan.window).say()
    'no data'
    """

    id: str
    label: Text
    quality: Quality
    clause: str
    source: str
    basis: Basis
    kind: IndicatorKind
    facts: str
    where: Checks = ()
    counts: Checks = ()
    over: Checks = ()
    sum: str | None = None
    of: str | None = None
    distinct: str | None = None
    items: tuple[ChecklistItem, ...] = ()
    checklist: str | None = None
    parts: tuple[tuple[Indicator, int], ...] = ()
    at: str = "in-period"
    sampled: bool = False
    minimum: int = 1
    higher_is_better: bool = True

    @property
    def in_percent(self) -> bool:
        """Whether its value is shown as a percentage."""
        return self.kind in IN_PERCENT

    def measure(self, facts: FactTables, town: str, window: Period) -> Measurement:
        """Measure it for a town over a period (测量); the order of the facts does not matter."""
        measured: Measurement = _MEASURES[self.kind](self, facts, town, window)
        return measured

    def measure_frame(self, facts: Any, window: Period) -> Any:
        """Measure it for all towns of a fact table, on the engine that holds it (批量测量).

        See `frame.rate_frame`.
        """
        from qualitygov.assessment.frame import rate_frame  # noqa: PLC0415 - narwhals is an extra

        return rate_frame(self, facts, window)

    def rows_in(self, facts: FactTables, town: str, window: Period) -> Iterable[Any]:
        """Yield the town's rows that the period and `where` take in."""
        last = window.last
        for row in facts.rows(self.facts, town):
            if self.at == "valid-on-end":
                inside = (
                    row.valid_from is not None
                    and row.valid_from <= last
                    and (row.valid_to is None or last <= row.valid_to)
                )
            else:
                inside = row.on <= last and (self.at == "until-end" or row.on >= window.first)
            if inside and fulfills(row, self.where):
                yield row


def _named(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(str(row.id) for row in rows if getattr(row, "id", None) is not None))


def _made(
    indicator: Indicator,
    town: str,
    window: Period,
    value: tuple[int, int],
    rows: int,
    against: tuple[str, ...] = (),
) -> Measurement:
    return Measurement(
        indicator.id, town, window, *value, rows, against, in_percent=indicator.in_percent
    )


def _rate(indicator: Indicator, facts: FactTables, town: str, window: Period) -> Measurement:
    over = above = 0
    against: list[Any] = []
    for row in indicator.rows_in(facts, town, window):
        under, counted = fulfills(row, indicator.over), fulfills(row, indicator.counts)
        over += under
        above += counted
        if counted is not indicator.higher_is_better and (under or counted):
            against.append(row)
    if not over:
        return _made(indicator, town, window, (0, 0), 0, _named(against))
    return _made(indicator, town, window, (above, over), over, _named(against))


def _count(indicator: Indicator, facts: FactTables, town: str, window: Period) -> Measurement:
    rows = [
        row for row in indicator.rows_in(facts, town, window) if fulfills(row, indicator.counts)
    ]
    if indicator.distinct is None:
        number = len(rows)
    else:
        number = len(
            {value for row in rows if (value := getattr(row, indicator.distinct)) is not None}
        )
    return _made(indicator, town, window, (number, 1), len(rows))


def _whole_quotient(above: Fraction, under: Fraction) -> tuple[int, int]:
    """Two exact sums as whole numbers, multiplied out by what lies under their own lines."""
    scale = lcm(above.denominator, under.denominator)
    return int(above * scale), int(under * scale)


def _share(indicator: Indicator, facts: FactTables, town: str, window: Period) -> Measurement:
    assert indicator.sum is not None
    assert indicator.of is not None
    above, under, rows = Fraction(0), Fraction(0), 0
    for row in indicator.rows_in(facts, town, window):
        upper, lower = getattr(row, indicator.sum), getattr(row, indicator.of)
        if upper is None or lower is None:
            continue
        if fulfills(row, indicator.counts):
            above += Fraction(upper)
        if fulfills(row, indicator.over):
            under += Fraction(lower)
            rows += 1
    if under <= 0:
        return _made(indicator, town, window, (0, 0), rows)
    return _made(indicator, town, window, _whole_quotient(above, under), rows)


def _summed(
    indicator: Indicator, facts: FactTables, town: str, window: Period
) -> tuple[Fraction, int]:
    assert indicator.sum is not None
    values = [
        Fraction(value)
        for row in indicator.rows_in(facts, town, window)
        if fulfills(row, indicator.counts) and (value := getattr(row, indicator.sum)) is not None
    ]
    return sum(values, Fraction(0)), len(values)


def _total(indicator: Indicator, facts: FactTables, town: str, window: Period) -> Measurement:
    total, rows = _summed(indicator, facts, town, window)
    value = (total.numerator, total.denominator) if rows else (0, 0)
    return _made(indicator, town, window, value, rows)


def _mean(indicator: Indicator, facts: FactTables, town: str, window: Period) -> Measurement:
    total, rows = _summed(indicator, facts, town, window)
    return _made(
        indicator, town, window, _whole_quotient(total, Fraction(rows)) if rows else (0, 0), rows
    )


def _against_year_before(
    indicator: Indicator, facts: FactTables, town: str, window: Period
) -> Measurement:
    of = _total if indicator.sum is not None else _count
    now, before = (of(indicator, facts, town, w) for w in (window, window.years_before(1)))
    value: tuple[int, int] = (0, 0)
    if now.defined and before.defined:
        change = now.value.fraction - before.value.fraction
        if indicator.kind == "increase":
            value = (change.numerator, change.denominator)
        elif before.value.fraction > 0:
            value = _whole_quotient(change, before.value.fraction)
    return attrs.evolve(_made(indicator, town, window, value, now.rows), before=before)


def _checklist(indicator: Indicator, facts: FactTables, town: str, window: Period) -> Measurement:
    day = window.last
    there = {
        item.id
        for row in facts.rows(indicator.facts, town)
        if row.checklist == indicator.checklist
        and row.on <= day
        and row.valid_from <= day
        and (row.valid_to is None or day <= row.valid_to)
        for item in indicator.items
        if row.item == item.id and _recent(row.on, day, item)
    }
    lacking = tuple(item.id for item in indicator.items if item.id not in there)
    return _made(indicator, town, window, (len(there), len(indicator.items)), len(there), lacking)


def _recent(on: date, day: date, item: ChecklistItem) -> bool:
    return item.max_age is None or within_term(on, day, item.max_age)


def _composite(indicator: Indicator, facts: FactTables, town: str, window: Period) -> Measurement:
    total, weights, rows = Fraction(0), 0, 0
    for part, weight in indicator.parts:
        measured = part.measure(facts, town, window)
        if not measured.defined or measured.denominator < part.minimum:
            return _made(indicator, town, window, (0, 0), rows)
        total += measured.value.fraction * weight
        weights += weight
        rows += measured.rows
    mean = total / weights
    return _made(indicator, town, window, (mean.numerator, mean.denominator), rows)


_MEASURES: Mapping[str, Any] = {
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
