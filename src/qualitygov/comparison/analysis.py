"""Regular analysis of each quality (定期质量分析): period over period, town by town, and among peers.

A part of a year is held against the same part of the year before: three quarters against three
quarters, never against a whole year. Clauses 3.1.3.c, 3.4.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.comparison.change import Change, judged, level_of, p_of
from qualitygov.comparison.peers import PeerComparison, compare_peers, pooled
from qualitygov.comparison.periods import Every, PeriodTable, period_table
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.exact_tests import holm
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.rulebook.context import Context

NONE = Rate(0, 0)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Observation:
    """One thing that was good or not (观测): a sample, a work, a day, an answer.

    `quality` is what it speaks of.
    """

    town: str
    on: date
    quality: str
    good: bool


@attrs.frozen(kw_only=True, repr=False)
class QualityAnalysis(Result):
    """The analysis of one quality (质量分析).

    `last` is the last period as far as it has come, `before` the same part of the year before.
    `table` holds all towns together over the periods, `changes` each town's `last` against its
    `before` (corrected for how many towns were tested), `peers` each town against the rest.
    """

    brief: ClassVar[tuple[str, ...]] = ("quality", "last", "changes", "peers")

    quality: str
    last: Period
    before: Period
    table: PeriodTable
    changes: Mapping[str, Change]
    peers: tuple[PeerComparison, ...]


def _placed(day: date, every: Every, last: Period) -> Period | None:
    """The period of a day (所属期间); None for a day that `last` has not reached in its own year."""
    whole = every.of(day)
    if whole.first.month != last.first.month:
        return whole
    part = last.years_before(last.first.year - whole.first.year)
    return part if day in part else None


def _rates(
    observations: Iterable[Observation], every: Every, last: Period
) -> dict[Period, dict[str, Rate]]:
    counts: dict[Period, dict[str, list[int]]] = {}
    for one in observations:
        period = _placed(one.on, every, last)
        if period is None:
            continue
        pair = counts.setdefault(period, {}).setdefault(one.town, [0, 0])
        pair[0] += one.good
        pair[1] += 1
    return {
        period: {town: Rate(*pair) for town, pair in towns.items()}
        for period, towns in counts.items()
    }


def _changes(
    before: Mapping[str, Rate], after: Mapping[str, Rate], context: Context
) -> dict[str, Change]:
    level = level_of(context)
    pairs = {
        town: (before.get(town, NONE), after.get(town, NONE)) for town in sorted({*before, *after})
    }
    ps = {town: p for town, pair in pairs.items() if (p := p_of(*pair, level)) is not None}
    corrected = dict(zip(ps, holm(tuple(ps.values())), strict=True))
    return {town: judged(*pair, corrected.get(town), level) for town, pair in pairs.items()}


def _analysis(
    quality: str, observations: Iterable[Observation], context: Context, *, every: Every
) -> QualityAnalysis:
    last = every.of(context.elapsed.last).until(context.elapsed.last)
    before = last.years_before(1)
    rates = _rates(observations, every, last)
    now = rates.get(last, {})
    all_towns = {period: pooled(towns) for period, towns in rates.items()}
    return QualityAnalysis(
        quality=quality,
        last=last,
        before=before,
        table=period_table(all_towns, context),
        changes=_changes(rates.get(before, {}), now, context),
        peers=compare_peers(now, context),
    )


@clauses("3.1.3.c", "3.4.2.a")
def analyze(
    observations: Iterable[Observation], context: Context, *, every: Every = Every.YEAR
) -> tuple[QualityAnalysis, ...]:
    """Analyze each quality for the last period up to `as_of`, against those before (定期质量分析).

    What was observed after `as_of`, or after the end of the context's period, is not seen. A period
    that still runs is compared, as far as it has come, with the same part of the year before.
    """
    last_day = context.elapsed.last
    by_quality: dict[str, list[Observation]] = {}
    for one in observations:
        if one.on <= last_day:
            by_quality.setdefault(one.quality, []).append(one)
    return tuple(
        _analysis(quality, seen, context, every=every)
        for quality, seen in sorted(by_quality.items())
    )
