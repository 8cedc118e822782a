"""Early warnings of a county (县域质量安全预警): each sampled target of each town, period by period.

Clause 3.1.3.d.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import ClassVar

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.target import Target
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.rulebook.model.safety import WarningRule, watchable
from qualitygov.safety.warning import EarlyWarning, Failure, WarningLevel, warn
from qualitygov.text import Language


@attrs.frozen(repr=False)
class TownWarning(Result):
    """The warning for one target of one town (乡镇预警), and the warning rule that gives it."""

    brief: ClassVar[tuple[str, ...]] = ("town", "target", "warning")

    town: str
    target: Target
    rule: WarningRule
    warning: EarlyWarning

    def say(self, language: Language = "en") -> str:
        """Return level, target and the first reason as one line."""
        level, label = self.warning.level.say(language), self.target.label.say(language)
        return f"{level}  {label}: {self.warning.reasons[0][1].say(language)}"


def warned_targets(plan: AssessmentPlan, rule: WarningRule) -> tuple[Target, ...]:
    """Return the targets that a rule watches (预警目标).

    Those that it names; without names all targets of the acceptance that can be watched.
    """
    named = rule.targets or [name for name, one in plan.targets.items() if one.acceptance]
    found = [plan.targets[name] for name in named if name in plan.targets]
    return tuple(target for target in found if watchable(target, target.indicator))


def _periods(plan: AssessmentPlan, rule: WarningRule) -> list[Period]:
    """The periods whose rates are looked at, the latest last.

    Years, or quarters or months of this one.
    """
    if rule.every != "year":
        return [*plan.period.split(rule.every)]
    return [*(plan.period.years_before(back) for back in range(rule.falls, 0, -1)), plan.period]


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

    Each rule of the book gives its own; targets without one are left out.
    """
    found = []
    for rule in plan.rules.entries(WarningRule).values():
        periods = _periods(plan, rule)
        for target, town in product(warned_targets(plan, rule), sorted(towns)):
            assert target.value is not None
            measured = [target.indicator.measure(facts, town, period) for period in periods]
            rates = [Rate(one.numerator, one.denominator) for one in measured]
            against = measured[-1].ids.against if measured else ()
            warning = warn(
                rates,
                plan.context,
                target=target.value,
                rule=rule.id,
                failures=_failures(target, facts, town, against),
            )
            if warning.level not in (WarningLevel.NONE, WarningLevel.INSUFFICIENT):
                found.append(TownWarning(town, target, rule, warning))
    grave = list(WarningLevel).index
    return tuple(
        sorted(
            found, key=lambda one: (-grave(one.warning.level), one.town, one.target.id, one.rule.id)
        )
    )
