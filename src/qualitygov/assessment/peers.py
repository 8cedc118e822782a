"""Holding a town against the county's other towns (与全县比较): ranks, and growth beyond theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import attrs

from qualitygov.assessment.lines import Test, bad_and_good, reading, shown_line, verdict_of
from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.result import NO_ENDS, Ends, Reading, TargetResult, Verdict
from qualitygov.assessment.silence import result_of
from qualitygov.assessment.target import Target
from qualitygov.core.exact import Rate
from qualitygov.text import Text

Pick = Callable[[Measurement], Rate]
FEWEST_PEERS = 2  # a rank says nothing about a town alone


def ranked(
    target: Target, measured: Measurement, everyone: Mapping[str, Measurement]
) -> TargetResult:
    """Judge by rank among the county's towns (按全县名次判定).

    Every town for which the indicator applies is a peer: one that reported nothing comes last.
    """
    others = [one for town, one in everyone.items() if town != measured.town and _peer(one)]
    peers = 1 + len(others)
    if peers < FEWEST_PEERS:
        reason = Text(
            f"{measured.say('zh')}，无可比乡镇",
            f"{measured.say()}, and no town to compare with",
        )
        return result_of(target, Verdict.TOO_FEW, measured, reason, peers=peers)
    front = -(-peers // target.divisor)
    bad, good = bad_and_good(target, measured)

    def rank_of(value: Rate, pick: Pick, *, unknown: bool = False) -> int:
        return 1 + sum(_better(target, one, pick(one), value, unknown=unknown) for one in others)

    def met_among(pick: Pick, *, unknown: bool = False) -> Test:
        return lambda value: (
            rank_of(value, pick, unknown=unknown) <= front
            and (target.above is None or value > target.above)
        )

    ends = Ends(
        reading(measured.value, met_among(lambda one: one.value)),
        reading(bad, met_among(lambda one: bad_and_good(target, one)[1], unknown=True)),
        reading(good, met_among(lambda one: bad_and_good(target, one)[0])),
    )
    rank = rank_of(measured.value, lambda one: one.value) if measured.defined else None
    zh = f"{measured.say('zh')}，全县 {peers} 个乡镇中第 {rank or '–'}，前 {front} 名为前列"
    en = (
        f"{measured.say()}, rank {rank or '–'} of {peers} towns,"
        f" the front group being the first {front}"
    )
    if target.above is not None and measured.defined and measured.value <= target.above:
        above = shown_line(target, target.above)
        zh, en = f"{zh}，但须高于 {above}", f"{en}, but it has to be above {above}"
    return result_of(
        target,
        verdict_of(ends),
        measured,
        Text(zh, en),
        ends=ends,
        line=Rate(front, 1),
        distance=Rate(front - rank, 1) if rank is not None else None,
        rank=rank,
        peers=peers,
    )


def _peer(other: Measurement) -> bool:
    """Whether another town is one to compare with: it has a value, may, or failed to report one."""
    return other.bounded or other.reported.unsaid or not other.reported.whole


def _better(target: Target, other: Measurement, its: Rate, value: Rate, *, unknown: bool) -> bool:
    """Whether a value of another town's is better; `unknown` for one that may still be anything."""
    if not its.defined:
        return unknown and other.reported.unsaid
    sign = 1 if target.indicator.higher_is_better else -1
    return its.fraction * sign > value.fraction * sign


def _both(one: Reading | None, other: Reading | None) -> Reading | None:
    if one is None or other is None:
        return None
    return Reading(one.value, one.met and other.met)


def steady(now: TargetResult, then: TargetResult) -> TargetResult:
    """Return a rank that has to be in the front group in the year before as well (稳居前列)."""
    when = Text(f"；{then.period}：", f"; {then.period}: ") + then.reason
    if then.ends.worst is None:
        return attrs.evolve(
            now,
            verdict=Verdict.MISSED if now.verdict is Verdict.MISSED else then.verdict,
            reason=now.reason + when,
            ends=now.ends if now.verdict is Verdict.MISSED else NO_ENDS,
            before=then.measured,
            costs=then.costs,
        )
    ends = Ends(
        _both(now.ends.now, then.ends.now),
        _both(now.ends.worst, then.ends.worst),
        _both(now.ends.best, then.ends.best),
    )
    return attrs.evolve(
        now,
        verdict=verdict_of(ends),
        reason=now.reason + when,
        ends=ends,
        before=then.measured,
    )


def faster(
    target: Target, measured: Measurement, everyone: Mapping[str, Measurement]
) -> TargetResult:
    """Judge a growth against that of all the county's towns together (快于全县).

    What rose from nothing is part of the county's growth, and itself faster than any.
    """
    others = [one for town, one in everyone.items() if town != measured.town]
    county = _county_growth(_now(one) for one in everyone.values())
    if county is None or not any(_both_known(_now(one)) or not one.settled for one in others):
        reason = Text(
            f"{measured.say('zh')}，无可比乡镇",
            f"{measured.say()}, and no town to compare with",
        )
        return result_of(target, Verdict.TOO_FEW, measured, reason)
    ends = Ends(
        _beyond(measured.value, _now(measured), map(_now, others)),
        _beyond(measured.lowest, _least(measured), map(_most, others)),
        _beyond(measured.highest, _most(measured), map(_least, others)),
    )
    if any(not (one.settled or one.bounded) for one in others):
        ends = Ends(ends.now, None, None)  # the county's own growth may become anything
    line = Rate.of(county)
    shown = measured.text_of(line)
    reason = Text(
        f"{measured.say('zh')}，应快于全县 {shown}",
        f"{measured.say()}, should be faster than the county's {shown}",
    )
    risen = _from_nothing(_now(measured))
    if risen:
        reason += Text(
            "；上年为零，自零增长即为快于全县", "; a rise from nothing is faster than any"
        )
    return result_of(
        target,
        verdict_of(ends),
        measured,
        reason,
        ends=ends,
        line=line,
        distance=target.distance(measured.value, line) if measured.defined and not risen else None,
        before=measured.before,
    )


Years = tuple[Rate, Rate]
"""What a town has in the year, and what it had in the year before."""


def _years(one: Measurement, now: Pick, then: Pick) -> Years:
    assert one.total is not None  # a growth has both
    assert one.before is not None
    return now(one.total), then(one.before)


def _now(one: Measurement) -> Years:
    return _years(one, lambda year: year.value, lambda year: year.value)


def _least(one: Measurement) -> Years:
    return _years(one, lambda year: year.lowest, lambda year: year.highest)


def _most(one: Measurement) -> Years:
    return _years(one, lambda year: year.highest, lambda year: year.lowest)


def _both_known(years: Years) -> bool:
    return all(one.defined for one in years)


def _from_nothing(years: Years) -> bool:
    """Whether something came of nothing (自零增长)."""
    now, then = years
    return _both_known(years) and then.fraction <= 0 < now.fraction


def _beyond(growth: Rate, own: Years, others: Iterable[Years]) -> Reading | None:
    """One reading of a growth against the county's, the town's own part of it included."""
    county = _county_growth([own, *others])
    if county is None or not growth.defined:
        return None
    return Reading(growth, _from_nothing(own) or growth.fraction > county)


def _county_growth(towns: Iterable[Years]) -> Fraction | None:
    """The growth of all towns together, of those whose two years are known."""
    after = before = Fraction(0)
    for now, then in filter(_both_known, towns):
        after += now.fraction
        before += then.fraction
    return (after - before) / before if before > 0 else None
