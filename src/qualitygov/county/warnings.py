"""Early warnings of a county (县域质量安全预警): each sampled target of each town, period by period.

Clause 3.1.3.d.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.target import Target
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.safety.warning import EarlyWarning, Failure, WarningLevel, warn
from qualitygov.text import Language


@attrs.frozen(repr=False)
class TownWarning(Result):
    """The warning for one target of one town (乡镇预警)."""

    brief: ClassVar[tuple[str, ...]] = ("town", "target", "warning")

    town: str
    target: Target
    warning: EarlyWarning

    def say(self, language: Language = "en") -> str:
        """Return level, target and the first reason as one line."""
        level, label = self.warning.level.say(language), self.target.label.say(language)
        return f"{level}  {label}: {self.warning.reasons[0][1].say(language)}"


def warned_targets(plan: AssessmentPlan) -> tuple[Target, ...]:
    """Return the targets that are watched (预警目标).

    Rates known from samples, against a line from below.
    """
    return tuple(
        target
        for target in plan.targets.values()
        if target.acceptance
        and target.indicator.sampled
        and target.indicator.kind == "rate"
        and target.value is not None
        and target.op == "at-least"
    )


def _periods(plan: AssessmentPlan) -> list[Period]:
    """The periods whose rates are looked at, the latest last.

    Years, or quarters or months of this one.
    """
    every = plan.rules.choice("warning.every")
    if every == "quarter":
        return [*plan.period.split("quarter")]
    if every == "month":
        return [*plan.period.split("month")]
    return [
        *(
            plan.period.years_before(years)
            for years in range(plan.rules.whole("warning.falls"), 0, -1)
        ),
        plan.period,
    ]


def _failures(
    target: Target, facts: FactTables, town: str, against: Iterable[str]
) -> list[Failure]:
    """The failed samples behind a rate, by unit and kind, where the facts name them."""
    ids = set(against)
    rows = (row for row in facts.rows(target.indicator.facts, town) if row.id in ids)
    return [Failure(row.id, row.subject, row.category) for row in rows if hasattr(row, "category")]


@clauses("3.1.3.d", "3.1.3.c")
def county_warnings(
    plan: AssessmentPlan, facts: FactTables, towns: Iterable[str]
) -> tuple[TownWarning, ...]:
    """Return the warnings in force at the end of the period (县域预警), the gravest first.

    Targets without one are left out.
    """
    periods = _periods(plan)
    found = []
    for town in sorted(towns):
        for target in warned_targets(plan):
            assert target.value is not None
            measured = [target.indicator.measure(facts, town, period) for period in periods]
            rates = [Rate(one.numerator, one.denominator) for one in measured]
            failures = _failures(target, facts, town, measured[-1].ids.against if measured else ())
            warning = warn(rates, plan.context, target=target.value, failures=failures)
            if warning.level not in (WarningLevel.NONE, WarningLevel.INSUFFICIENT):
                found.append(TownWarning(town, target, warning))
    grave = list(WarningLevel).index
    return tuple(
        sorted(found, key=lambda one: (-grave(one.warning.level), one.town, one.target.id))
    )
