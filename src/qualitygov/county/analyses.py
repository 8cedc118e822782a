"""The regular analysis of product, engineering and environment quality (定期质量分析).

From the tables of facts. Clauses 3.1.3.c, 3.4.2.a.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qualitygov.assessment.facts import FactTables
from qualitygov.comparison.analysis import Observation, QualityAnalysis, analyze
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.rulebook.rules import Rules

__all__ = ["analyses_of"]


def _observations(facts: FactTables) -> Iterator[Observation]:
    """What is looked at.

    Samples that passed or failed, works accepted at the first attempt or not, days with good air or
    not.
    """
    for town in facts.towns:
        for sample in facts.rows("sample", town):
            if sample.conclusion in ("pass", "fail"):
                yield Observation(
                    town, sample.on, Quality.PRODUCT.value, sample.conclusion == "pass"
                )
        for project in facts.rows("project", town):
            yield Observation(
                town, project.on, Quality.ENGINEERING.value, project.accepted_first_time
            )
        for day in facts.rows("air-day", town):
            if day.valid:
                yield Observation(town, day.on, Quality.ENVIRONMENT.value, day.good is True)


@clauses("3.1.3.c", "3.4.2.a")
def analyses_of(facts: FactTables, rules: Rules, as_of: date) -> tuple[QualityAnalysis, ...]:
    """Analyze each quality over the years, before and after and among the towns (质量状况分析)."""
    return analyze(_observations(facts), rules, as_of)
