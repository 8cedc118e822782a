"""What the regular analysis looks at (质量观测), from the facts of other subjects.

Clauses 3.1.3.c, 3.4.2.a.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualitygov.comparison.analysis import Observation, QualityAnalysis, analyze
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.subject import CountyView, Standing


def _observed(fact: Any, quality: Quality, *, good: bool) -> Observation:
    return Observation(town=fact.town, on=fact.on, quality=quality.value, good=good)


def _observations(view: CountyView, context: Context) -> Iterator[Observation]:
    """Samples that passed or failed, works accepted at once or not, days with good air or not.

    A fact without a town or a day belongs to no town and no period, and is left out.
    """

    def placed(name: str) -> Iterator[Any]:
        facts = view.facts(name, context)
        return (fact for fact in facts if fact.town is not None and fact.on is not None)

    for sample in placed("sample"):
        if sample.conclusion in ("pass", "fail"):
            yield _observed(sample, Quality.PRODUCT, good=sample.conclusion == "pass")
    for project in placed("project"):
        yield _observed(project, Quality.ENGINEERING, good=project.accepted_first_time)
    for day in placed("air-day"):
        if day.standing in (Standing.DONE, Standing.FAILED):
            yield _observed(day, Quality.ENVIRONMENT, good=day.standing == Standing.DONE)


def _analyses(view: CountyView, context: Context) -> tuple[QualityAnalysis, ...]:
    return analyze(_observations(view, context), context)


@clauses("3.1.3.c", "3.4.2.a")
def analyses_of(view: CountyView, context: Context) -> tuple[QualityAnalysis, ...]:
    """Analyze each quality over the years, before and after and among the towns (质量状况分析).

    Worked out once for each context.
    """
    return view.once(_analyses, context)
