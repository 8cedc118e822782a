"""Indicators (指标), compiled.

What is measured for a town and a period, and the measurement with its numbers.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.measure import measure
from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.sliced import ChecklistItem, Sliced
from qualitygov.core.period import Period
from qualitygov.plan.condition import Checks
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.assessment import IndicatorKind, Quality
from qualitygov.rulebook.model.duty import Control, Profile, Responsible
from qualitygov.text import Text

IN_PERCENT = frozenset({"rate", "share", "growth", "checklist", "composite"})


@attrs.frozen(kw_only=True)
class Indicator:
    """Indicator (指标): the compiled form of one `IndicatorRule`.

    `measure` counts it for a town and a period.

    Clause 2.2. `minimum` is the fewest facts under the line from which anything may be concluded.
    `unsigned` says that nobody has verified its rule, or that of one of its parts.

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
    source: Text
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
    responsible: Responsible = Responsible.TOWN
    controllable: Control = Control.OWN
    profile: Profile = Profile.BRIEF
    unsigned: bool = False

    @property
    def in_percent(self) -> bool:
        """Whether its value is shown as a percentage."""
        return self.kind in IN_PERCENT

    def measure(
        self, facts: FactTables, town: str, period: Period, ends: date | None = None
    ) -> Measurement:
        """Measure it for a town over a period (测量); the order of the facts does not matter.

        `ends` is the last day of the year, where the period is cut before it.
        """
        return measure(Sliced(self, facts, town, period, ends))

    def measure_frame(self, facts: Any, period: Period) -> Any:
        """Measure it for all towns of a fact table, on the engine that holds it (批量测量).

        See `frame.rate_frame`.
        """
        from qualitygov.assessment.frame import rate_frame  # noqa: PLC0415 - narwhals is an extra

        return rate_frame(self, facts, period)
