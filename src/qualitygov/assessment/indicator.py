"""Indicators (指标), compiled.

What is measured for a town and a period, and the measurement with its numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.core.exact import Rate, round_gbt8170
from qualitygov.core.period import Period
from qualitygov.core.periods import Term
from qualitygov.plan.condition import Checks, fulfills
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.assessment import IndicatorKind, Quality
from qualitygov.text import Language, Text

__all__ = ["ChecklistItem", "Indicator", "Measurement", "Sliced"]

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


@attrs.frozen(kw_only=True)
class Indicator:
    """Indicator (指标): the compiled form of one `IndicatorRule`.

    `measure` counts it for a town and a period.

    Clause 2.2. `minimum` is the fewest facts under the line from which anything may be concluded.

    >>> from datetime import date
    >>> from qualitygov.assessment import compile_assessment
    >>> from qualitygov.rulebook import Context, load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of=date(2016, 12, 31))
    >>> plan = compile_assessment(context)
    >>> indicator = plan.indicators["food-production"]
    >>> indicator.measure(FactTables.of({}), "330299101", plan.period).say()
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

    def measure(self, facts: FactTables, town: str, period: Period) -> Measurement:
        """Measure it for a town over a period (测量); the order of the facts does not matter."""
        from qualitygov.assessment.measure import measure  # noqa: PLC0415 - it reads indicators

        return measure(Sliced(self, facts, town, period))

    def measure_frame(self, facts: Any, period: Period) -> Any:
        """Measure it for all towns of a fact table, on the engine that holds it (批量测量).

        See `frame.rate_frame`.
        """
        from qualitygov.assessment.frame import rate_frame  # noqa: PLC0415 - narwhals is an extra

        return rate_frame(self, facts, period)


@attrs.frozen
class Sliced:
    """What an indicator is measured on (测量范围): a town's facts over a period."""

    indicator: Indicator
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
