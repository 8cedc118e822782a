"""Fact rows of comparisons and improvement (对比与改进事实行), from which indicators count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.comparison.analysis import QualityAnalysis
from qualitygov.comparison.change import Verdict, compare
from qualitygov.comparison.entities import ImprovementMeasure
from qualitygov.comparison.observations import analyses_of
from qualitygov.comparison.peers import PeerVerdict
from qualitygov.comparison.tables import IMPROVEMENTS
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class ComparisonFact:
    """One town and quality in the last period (对比事实), placed on the last day looked at.

    `change` and `among_peers` are verdicts.
    """

    id: str
    town: str
    on: date
    quality: Annotated[str, Quality]
    change: Annotated[str, Verdict]
    among_peers: Annotated[str, PeerVerdict]


@attrs.frozen(kw_only=True)
class MeasureFact:
    """One measure for improvement as indicators see it (改进事实).

    Placed on the day of its measurement.
    """

    id: str
    town: str
    on: date
    quality: str
    verdict: Annotated[str, Verdict]
    improved: bool


def _rows(analysis: QualityAnalysis, context: Context) -> Iterator[ComparisonFact]:
    peers = {peer.town: peer.verdict.value for peer in analysis.peers}
    for town, change in analysis.changes.items():
        yield ComparisonFact(
            id=f"{analysis.quality}/{town}/{analysis.last.name}",
            town=town,
            on=context.elapsed.last,
            quality=analysis.quality,
            change=change.verdict.value,
            among_peers=peers.get(town, "insufficient"),
        )


@clauses("3.1.3.c", "3.4.2.a")
def comparison_facts(view: CountyView, context: Context) -> tuple[ComparisonFact, ...]:
    """Return the rows of the county's analyses (对比事实行).

    A town without any observation of the last period stands as insufficient.
    """
    return tuple(row for analysis in analyses_of(view, context) for row in _rows(analysis, context))


def _measure_fact(measure: ImprovementMeasure, context: Context) -> MeasureFact:
    verdict = compare(measure.after, context, before=measure.before).verdict
    return MeasureFact(
        id=measure.id,
        town=measure.town,
        on=measure.measured_on,
        quality=measure.quality.value,
        verdict=verdict.value,
        improved=verdict is Verdict.IMPROVED,
    )


@clauses("3.4.2.a")
def measure_facts(view: CountyView, context: Context) -> tuple[MeasureFact, ...]:
    """Return the rows of the measures whose effect was measured by `as_of` (改进事实行).

    Each judged by its counts alone.
    """
    measures = view.known(IMPROVEMENTS, context).rows
    return tuple(
        _measure_fact(measure, context)
        for measure in measures
        if context.happened(measure.measured_on)
    )
