"""Regular analysis of each quality (定期质量分析): period over period, town by town, and among peers.

Clauses 3.1.3.c, 3.4.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from qualitygov.comparison.change import Change, compare, judged, level_of, p_of
from qualitygov.comparison.entities import ImprovementMeasure
from qualitygov.comparison.exact import holm
from qualitygov.comparison.peers import PeerComparison, compare_peers, pooled
from qualitygov.comparison.periods import Every, Period, PeriodTable, period_table
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.rulebook.rules import Rules

__all__ = [
    "ComparisonFact",
    "MeasureFact",
    "Observation",
    "QualityAnalysis",
    "analyze",
    "comparison_facts",
    "measure_facts",
]

NONE = Rate(0, 0)


@attrs.frozen
class Observation:
    """One thing that was good or not (观测): a sample, a work, a day, an answer.

    `quality` is what it speaks of.
    """

    town: str
    on: date
    quality: str
    good: bool


@attrs.frozen
class QualityAnalysis:
    """The analysis of one quality (质量分析).

    `table` holds all towns together over the periods, `changes` each town's last period against the
    one before it (corrected for how many towns were tested), `peers` each town against the rest in
    the last period.
    """

    quality: str
    last: Period
    before: Period
    table: PeriodTable
    changes: Mapping[str, Change]
    peers: tuple[PeerComparison, ...]


def _rates(observations: Iterable[Observation], every: Every) -> dict[Period, dict[str, Rate]]:
    counts: dict[Period, dict[str, list[int]]] = {}
    for one in observations:
        pair = counts.setdefault(every.of(one.on), {}).setdefault(one.town, [0, 0])
        pair[0] += one.good
        pair[1] += 1
    return {
        period: {town: Rate(*pair) for town, pair in towns.items()}
        for period, towns in counts.items()
    }


def _changes(
    before: Mapping[str, Rate], after: Mapping[str, Rate], rules: Rules
) -> dict[str, Change]:
    level = level_of(rules)
    pairs = {
        town: (before.get(town, NONE), after.get(town, NONE)) for town in sorted({*before, *after})
    }
    ps = {town: p for town, pair in pairs.items() if (p := p_of(*pair, level)) is not None}
    corrected = dict(zip(ps, holm(tuple(ps.values())), strict=True))
    return {town: judged(*pair, corrected.get(town), level) for town, pair in pairs.items()}


@clauses("3.1.3.c", "3.4.2.a")
def analyze(
    observations: Iterable[Observation], rules: Rules, as_of: date, *, every: Every = Every.YEAR
) -> tuple[QualityAnalysis, ...]:
    """Analyze each quality for the period that `as_of` lies in, against those before (定期质量分析).

    What was observed after `as_of` is not seen; the period that still runs is compared as far as it
    has come.
    """
    by_quality: dict[str, list[Observation]] = {}
    for one in observations:
        if one.on <= as_of:
            by_quality.setdefault(one.quality, []).append(one)
    last = every.of(as_of)
    before = every.of(date.fromordinal(last.first.toordinal() - 1))
    made = []
    for quality, seen in sorted(by_quality.items()):
        rates = _rates(seen, every)
        now = rates.get(last, {})
        made.append(
            QualityAnalysis(
                quality=quality,
                last=last,
                before=before,
                table=period_table(
                    {period: pooled(towns) for period, towns in rates.items()}, rules
                ),
                changes=_changes(rates.get(before, {}), now, rules),
                peers=compare_peers(now, rules),
            )
        )
    return tuple(made)


@attrs.frozen
class ComparisonFact:
    """One town and quality in the last period (对比事实), placed on the day of evaluation.

    `change` and `standing` are verdicts.
    """

    id: str
    town: str
    on: date
    quality: str
    change: str
    standing: str


@clauses("3.1.3.c", "3.4.2.a")
def comparison_facts(
    analyses: Iterable[QualityAnalysis], as_of: date
) -> tuple[ComparisonFact, ...]:
    """Return the rows of an analysis (对比事实行).

    A town without any observation of the last period stands as insufficient.
    """
    rows = []
    for analysis in analyses:
        standing = {peer.town: peer.verdict.value for peer in analysis.peers}
        rows += [
            ComparisonFact(
                id=f"{analysis.quality}/{town}/{analysis.last}",
                town=town,
                on=as_of,
                quality=analysis.quality,
                change=change.verdict.value,
                standing=standing.get(town, "insufficient"),
            )
            for town, change in analysis.changes.items()
        ]
    return tuple(rows)


@attrs.frozen
class MeasureFact:
    """One measure for improvement as indicators see it (改进事实).

    Placed on the day of its measurement.
    """

    id: str
    town: str
    on: date
    quality: str
    verdict: str
    improved: bool


@clauses("3.4.2.a")
def measure_facts(
    measures: Iterable[ImprovementMeasure], rules: Rules, as_of: date
) -> tuple[MeasureFact, ...]:
    """Return the rows of the measures whose effect was measured by `as_of` (改进事实行).

    Each judged by its counts alone.
    """
    rows = []
    for one in measures:
        if one.measured_on <= as_of:
            verdict = compare(one.before, one.after, rules).verdict.value
            rows.append(
                MeasureFact(
                    one.id,
                    one.town,
                    one.measured_on,
                    one.quality.value,
                    verdict,
                    improved=verdict == "improved",
                )
            )
    return tuple(rows)
