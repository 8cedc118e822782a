"""Judging targets (目标判定): a measurement held against its line, with the reason.

The line is a threshold, the year before, every period, or the rank among the county's towns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.measure import Measurement
from qualitygov.assessment.result import PeriodResult, TargetResult, Verdict
from qualitygov.assessment.target import NOTHING, Target
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.text import Text

Measured = Mapping[str, Measurement]
FEWEST_PEERS = 2  # a rank says nothing about a town alone
SIGNS = {"at-least": "≥", "at-most": "≤", "equal": "="}


def judge(
    target: Target, facts: FactTables, town: str, period: Period, towns: Iterable[str] = ()
) -> TargetResult:
    """Judge the target for one town over a period (判定).

    A rank needs all the county's `towns`.
    """
    everyone = sorted({town, *towns}) if target.kind == "rank" else [town]
    return judge_all(target, facts, everyone, period)[town]


def judge_all(
    target: Target, facts: FactTables, towns: Iterable[str], period: Period
) -> Mapping[str, TargetResult]:
    """Judge the target for many towns at once (逐镇判定)."""
    measured = {town: target.indicator.measure(facts, town, period) for town in towns}
    if period.last < target.in_force_from or (
        target.in_force_to is not None and period.first > target.in_force_to
    ):
        return {town: _not_in_force(target, one) for town, one in measured.items()}
    if target.kind == "rank":
        return {town: _ranked(target, one, measured) for town, one in measured.items()}
    if target.kind == "trend":
        earlier = period.years_before(target.years_back)
        return {
            town: _trend(target, one, target.indicator.measure(facts, town, earlier))
            for town, one in measured.items()
        }
    if target.kind == "every-period":
        return {town: _in_every_period(target, one, facts) for town, one in measured.items()}
    return {town: _held_against_line(target, one) for town, one in measured.items()}


def _result(
    target: Target, verdict: Verdict, measured: Measurement, reason: Text, **numbers: Any
) -> TargetResult:
    return TargetResult(
        target=target,
        town=measured.town,
        period=measured.period,
        verdict=verdict,
        measured=measured,
        reason=reason,
        **numbers,
    )


def _not_in_force(target: Target, measured: Measurement) -> TargetResult:
    reason = Text(
        f"目标自 {target.in_force_from} 起施行",
        f"the target is in force from {target.in_force_from}",
    )
    return _result(target, Verdict.NOT_IN_FORCE, measured, reason)


def _enough(target: Target, measured: Measurement) -> bool:
    """Whether there is a value, and enough under the line for it to count."""
    return measured.defined and measured.denominator >= target.indicator.minimum


def _too_little(target: Target, measured: Measurement, **numbers: Any) -> TargetResult:
    if measured.defined:
        reason = Text(
            f"{measured.say('zh')}，样本不足 {target.indicator.minimum} 个",
            f"{measured.say()}, fewer than the {target.indicator.minimum} needed",
        )
    else:
        reason = Text("无数据", "no data")
    return _result(target, Verdict.INSUFFICIENT, measured, reason, **numbers)


def _verdict_at(target: Target, measured: Measurement) -> Verdict:
    if not _enough(target, measured):
        return Verdict.INSUFFICIENT
    return (
        Verdict.MET if target.distance(measured.value, target.line) >= NOTHING else Verdict.MISSED
    )


def _shown(target: Target, line: Rate) -> str:
    return line.percent() if target.indicator.in_percent else str(Fraction(line.fraction))


def _held_against_line(target: Target, measured: Measurement) -> TargetResult:
    verdict = _verdict_at(target, measured)
    if verdict is Verdict.INSUFFICIENT:
        return _too_little(target, measured, line=target.line)
    goal = f"{SIGNS[target.op]} {_shown(target, target.line)}"
    zh, en = f"{measured.say('zh')}，目标 {goal}", f"{measured.say()}, target {goal}"
    if target.kind == "checklist" and measured.against:
        names = {item.id: item.label for item in target.indicator.items}
        zh += "，缺：" + "、".join(names[name].zh for name in measured.against)
        en += ", lacking: " + ", ".join(names[name].en for name in measured.against)
    return _result(
        target,
        verdict,
        measured,
        Text(zh, en),
        line=target.line,
        distance=target.distance(measured.value, target.line),
    )


def _in_every_period(target: Target, measured: Measurement, facts: FactTables) -> TargetResult:
    assert target.every is not None
    parts = [
        target.indicator.measure(facts, measured.town, part)
        for part in measured.period.split(target.every)
    ]
    periods = tuple(PeriodResult(part, _verdict_at(target, part)) for part in parts)
    verdicts = {_verdict_at(target, measured), *(part.verdict for part in periods)}
    if Verdict.MISSED in verdicts:
        verdict = Verdict.MISSED
    elif Verdict.INSUFFICIENT in verdicts or not periods:
        verdict = Verdict.INSUFFICIENT
    else:
        verdict = Verdict.MET
    goal = f"{SIGNS[target.op]} {_shown(target, target.line)}"
    each = [f"{p.period} {p.measured.show()} {{}}" for p in periods]
    zh = "、".join(text.format(p.verdict.label.zh) for text, p in zip(each, periods, strict=True))
    en = ", ".join(text.format(p.verdict.label.en) for text, p in zip(each, periods, strict=True))
    reason = Text(
        f"{measured.say('zh')}，目标 {goal}；逐期：{zh}",
        f"{measured.say()}, target {goal} in each period: {en}",
    )
    distance = target.distance(measured.value, target.line) if measured.defined else None
    return _result(
        target, verdict, measured, reason, line=target.line, distance=distance, periods=periods
    )


def _goal(target: Target) -> Text:
    """What a trend asks for; of an indicator of which less is better, that it falls."""
    if target.direction == "falling-by":
        by = target.by.percent()
        return Text(f"应下降 {by} 以上", f"should fall by {by} or more")
    up, down = Text("提高", "rise"), Text("下降", "fall")
    good, bad = (up, down) if target.indicator.higher_is_better else (down, up)
    if target.direction == "rising":
        return Text("应", "should ") + good
    return Text("不应", "should not ") + bad


def _trend(target: Target, measured: Measurement, before: Measurement) -> TargetResult:
    if not (_enough(target, measured) and _enough(target, before)):
        short = measured if not _enough(target, measured) else before
        numbers = _too_little(target, short).reason
        when = Text(f"{short.period}：", f"{short.period}: ")
        return _result(target, Verdict.INSUFFICIENT, measured, when + numbers, before=before)
    line = (
        before.value
        if target.direction != "falling-by"
        else Rate.of(before.value.fraction * (1 - target.by.fraction))
    )
    gap = measured.value.fraction - line.fraction
    if target.direction == "falling-by" or not target.indicator.higher_is_better:
        gap = -gap
    verdict = (
        Verdict.MET if gap > 0 or (gap == 0 and target.direction != "rising") else Verdict.MISSED
    )
    goal = _goal(target)
    reason = Text(
        f"由 {before.say('zh')}（{before.period}）到 {measured.say('zh')}，{goal.zh}",
        f"from {before.say()} in {before.period} to {measured.say()}, {goal.en}",
    )
    return _result(
        target, verdict, measured, reason, line=line, distance=Rate.of(gap), before=before
    )


def _ranked(target: Target, measured: Measurement, everyone: Measured) -> TargetResult:
    if not _enough(target, measured):
        return _too_little(target, measured)
    values = [one.value for one in everyone.values() if _enough(target, one)]
    peers = len(values)
    if peers < FEWEST_PEERS:
        reason = Text(
            f"{measured.say('zh')}，无可比乡镇",
            f"{measured.say()}, and no town to compare with",
        )
        return _result(target, Verdict.INSUFFICIENT, measured, reason, peers=peers)
    sign = 1 if target.indicator.higher_is_better else -1
    own = measured.value.fraction * sign
    rank = 1 + len([value for value in values if value.fraction * sign > own])
    front = -(-peers // target.divisor)
    enough = target.above is None or measured.value > target.above
    verdict = Verdict.MET if rank <= front and enough else Verdict.MISSED
    zh = f"{measured.say('zh')}，全县 {peers} 个乡镇中第 {rank}，前 {front} 名为前列"
    en = f"{measured.say()}, rank {rank} of {peers} towns, the front group being the first {front}"
    if not enough:
        assert target.above is not None
        zh, en = (
            f"{zh}，但须高于 {_shown(target, target.above)}",
            f"{en}, but it has to be above {_shown(target, target.above)}",
        )
    return _result(
        target,
        verdict,
        measured,
        Text(zh, en),
        line=Rate(front, 1),
        distance=Rate(front - rank, 1),
        rank=rank,
        peers=peers,
    )
