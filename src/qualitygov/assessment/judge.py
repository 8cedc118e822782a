"""Judging targets (目标判定): a measurement held against its line, with bounds and the reason.

The line is a threshold, the year before, every period, or the rank among the county's towns. Each
target is read three times: as things stand, at worst and at best.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.instead import with_stand_ins
from qualitygov.assessment.lines import held_against_line, in_every_period, trend
from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.peers import faster, ranked, steady
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.silence import awaiting, nothing_to_judge, result_of
from qualitygov.assessment.target import Target
from qualitygov.core.due import Excusal
from qualitygov.core.period import Period
from qualitygov.text import Text

Measured = Mapping[str, Measurement]
AMONG_TOWNS = frozenset({"rank", "faster"})
"""Kinds of targets that hold a town against the county's other towns."""


def judge(
    target: Target,
    facts: FactTables,
    town: str,
    period: Period,
    towns: Iterable[str] = (),
    *,
    ends: date | None = None,
) -> TargetResult:
    """Judge the target for one town over a period (判定).

    A rank needs all the county's `towns`. `ends` is the last day of the year where `period` is cut.
    """
    everyone = sorted({town, *towns}) if target.kind in AMONG_TOWNS else [town]
    return judge_all(target, facts, everyone, period, ends=ends)[town]


def judge_all(
    target: Target,
    facts: FactTables,
    towns: Iterable[str],
    period: Period,
    *,
    ends: date | None = None,
) -> Mapping[str, TargetResult]:
    """Judge the target for many towns at once (逐镇判定)."""
    measured = {town: target.indicator.measure(facts, town, period, ends) for town in towns}
    why = not_in_force(target, period)
    if why is not None:
        return {
            town: result_of(target, Verdict.NOT_IN_FORCE, one, why)
            for town, one in measured.items()
        }
    running = ends is not None and period.last < ends
    before: Measured = {}
    if target.steady:
        earlier = period.years_before(1)
        before = {town: target.indicator.measure(facts, town, earlier) for town in measured}
    return {
        town: with_stand_ins(
            awaiting(
                nothing_to_judge(target, one, running=running)
                or _judged(target, one, facts, _Towns(measured, before))
            )
        )
        for town, one in measured.items()
    }


@attrs.frozen
class _Towns:
    """What was measured of all towns (各镇测量值): now, and of a steady rank the year before."""

    now: Measured
    before: Measured


def _judged(
    target: Target, measured: Measurement, facts: FactTables, towns: _Towns
) -> TargetResult:
    if target.kind == "rank":
        found = ranked(target, measured, towns.now)
        if not target.steady:
            return found
        return steady(found, _year_before(target, towns.before[measured.town], towns.before))
    if target.kind == "faster":
        return faster(target, measured, towns.now)
    if target.kind == "trend":
        earlier = measured.period.years_before(target.years_back)
        return trend(target, measured, target.indicator.measure(facts, measured.town, earlier))
    if target.kind == "every-period":
        return in_every_period(target, measured, facts)
    return held_against_line(target, measured)


def _year_before(target: Target, own: Measurement, everyone: Measured) -> TargetResult:
    """The rank in the year before."""
    return nothing_to_judge(target, own, running=False) or ranked(target, own, everyone)


def not_in_force(target: Target, period: Period) -> Text | None:
    """Return why a target is not in force at the end of a period (未施行原因), None where it is.

    One that nobody has verified costs nobody anything.
    """
    if target.unsigned:
        return Excusal.UNSIGNED.label
    if period.last < target.in_force_from:
        day = target.in_force_from
        return Text(f"目标自 {day} 起施行", f"the target is in force from {day}")
    last = target.in_force_to
    if last is not None and last < period.last:
        return Text(f"目标施行至 {last}", f"the target was in force to {last}")
    return None
