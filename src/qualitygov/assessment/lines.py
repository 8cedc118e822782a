"""Holding a measurement against its line (与目标值比较): threshold, every period, trend, rank."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.result import NO_ENDS, Ends, PeriodResult, Reading, TargetResult, Verdict
from qualitygov.assessment.silence import nothing_to_judge, result_of
from qualitygov.assessment.target import FULL, NOTHING, Target
from qualitygov.core.exact import Rate
from qualitygov.core.trend import Trend, figure_trend, trend_verdict
from qualitygov.text import Text

SIGNS = {"at-least": "≥", "at-most": "≤", "equal": "="}

Test = Callable[[Rate], bool]


def verdict_of(ends: Ends) -> Verdict:
    """Return the verdict that the ends allow (由上下限得出结论)."""
    if ends.worst is not None and ends.worst.met:
        return Verdict.MET
    if ends.best is not None and not ends.best.met:
        return Verdict.MISSED
    return Verdict.OPEN


def bad_and_good(target: Target, measured: Measurement) -> tuple[Rate, Rate]:
    """Return the worst and the best that a value can become (最差与最好取值)."""
    ends = measured.lowest, measured.highest
    return ends if target.indicator.higher_is_better else (ends[1], ends[0])


def reading(value: Rate, met: Test) -> Reading | None:
    """Return one reading of a value, None where there is none (一种情形)."""
    return Reading(value, met(value)) if value.defined else None


def _ends_at_line(target: Target, measured: Measurement) -> Ends:
    """Now, worst and best against a threshold.

    "Equal" holds at worst only where both bounds do, and can hold at best where the line lies
    between them.
    """
    line = target.line

    def met(value: Rate) -> bool:
        return target.distance(value, line) >= NOTHING

    bad, good = bad_and_good(target, measured)
    enough = measured.denominator >= target.indicator.minimum
    now = reading(measured.value, met) if enough else None
    if target.op == "equal" and not measured.bounded:
        return Ends(now, None, None)
    if target.op == "equal":
        low, high = measured.lowest.fraction, measured.highest.fraction
        between = low <= line.fraction <= high
        return Ends(now, Reading(bad, met(bad) and met(good)), Reading(good, between))
    if target.op == "at-most":
        bad, good = measured.highest, measured.lowest
    return Ends(now, reading(bad, met), reading(good, met))


def shown_line(target: Target, line: Rate) -> str:
    """Return a line as a person reads it (目标值文本)."""
    return line.percent() if target.indicator.in_percent else str(Fraction(line.fraction))


def _open_part(measured: Measurement) -> Text:
    if measured.settles_on is None or measured.settled:
        return Text("", "")
    return Text(f"，{measured.settles_on} 前确定", f", settled by {measured.settles_on}")


def held_against_line(target: Target, measured: Measurement) -> TargetResult:
    """Judge against a threshold, or a checklist (与目标值比较)."""
    ends = _ends_at_line(target, measured)
    goal = f"{SIGNS[target.op]} {shown_line(target, target.line)}"
    reason = Text(f"{measured.say('zh')}，目标 {goal}", f"{measured.say()}, target {goal}")
    if target.kind == "checklist" and measured.ids.against:
        names = {item.id: item.label for item in target.indicator.items}
        against = measured.ids.against
        reason += Text(
            "，缺：" + "、".join(names[name].zh for name in against),
            ", lacking: " + ", ".join(names[name].en for name in against),
        )
    return result_of(
        target,
        verdict_of(ends),
        measured,
        reason + _open_part(measured),
        ends=ends,
        line=target.line,
        distance=target.distance(measured.value, target.line) if measured.defined else None,
    )


@attrs.frozen
class _Part:
    """One part of the period: its verdict, its ends, and whether having none costs the town."""

    result: PeriodResult
    ends: Ends | None
    costs: bool


def _part(target: Target, part: Measurement) -> _Part:
    nothing = nothing_to_judge(target, part, running=False)
    if nothing is not None:
        return _Part(PeriodResult(part, nothing.verdict), None, nothing.costs)
    ends = _ends_at_line(target, part)
    return _Part(PeriodResult(part, verdict_of(ends)), ends, costs=False)


def _lowest_of(target: Target, readings: list[Reading | None]) -> Reading | None:
    """The worst of some readings; it reaches the line where all do."""
    there = [one for one in readings if one is not None]
    if not there:
        return None
    pick = min if target.indicator.higher_is_better else max
    value = pick(there, key=lambda one: one.value.fraction).value
    return Reading(value, all(one.met for one in there))


def in_every_period(target: Target, measured: Measurement, facts: FactTables) -> TargetResult:
    """Judge a line that has to hold in the whole period and in each part of it (逐期判定)."""
    assert target.every is not None
    judged = [
        _part(target, target.indicator.measure(facts, measured.town, part))
        for part in measured.period.split(target.every)
    ]
    periods = tuple(part.result for part in judged)
    found = [_ends_at_line(target, measured), *(p.ends for p in judged if p.ends is not None)]
    ends = Ends(
        _lowest_of(target, [one.now for one in found]),
        _lowest_of(target, [one.worst for one in found]),
        _lowest_of(target, [one.best for one in found]),
    )
    verdict = verdict_of(ends)
    lacking = [p.verdict for p in periods if p.verdict not in _JUDGED]
    if verdict is not Verdict.MISSED and (lacking or not periods):
        verdict = lacking[0] if lacking else Verdict.TOO_FEW
    if Verdict.NOT_REPORTED in lacking or Verdict.NOT_ASSESSED in lacking:
        ends = NO_ENDS
    goal = f"{SIGNS[target.op]} {shown_line(target, target.line)}"
    zh = "、".join(f"{p.period} {p.measured.show()} {p.verdict.label.zh}" for p in periods)
    en = ", ".join(f"{p.period} {p.measured.show()} {p.verdict.label.en}" for p in periods)
    reason = Text(
        f"{measured.say('zh')}，目标 {goal}；逐期：{zh}",
        f"{measured.say()}, target {goal} in each period: {en}",
    )
    return result_of(
        target,
        verdict,
        measured,
        reason,
        ends=ends,
        line=target.line,
        distance=target.distance(measured.value, target.line) if measured.defined else None,
        periods=periods,
        costs=any(part.costs for part in judged),
    )


_JUDGED = frozenset({Verdict.MET, Verdict.MISSED, Verdict.OPEN})


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


def trend(target: Target, measured: Measurement, before: Measurement) -> TargetResult:
    """Judge against an earlier year (与往年比较)."""
    nothing = nothing_to_judge(target, before, running=False)
    if nothing is not None:
        when = Text(f"{before.period}：", f"{before.period}: ")
        return result_of(
            target,
            nothing.verdict,
            measured,
            when + nothing.reason,
            before=before,
            costs=nothing.costs,
        )

    def met_from(then: Rate) -> Test:
        return lambda value: _moved(target, value, then)

    bad, good = bad_and_good(target, measured)
    bad_then, good_then = bad_and_good(target, before)
    ends = Ends(
        reading(measured.value, met_from(before.value)) if before.defined else None,
        reading(bad, met_from(good_then)),
        reading(good, met_from(bad_then)),
    )
    goal = _goal(target)
    reason = Text(
        f"由 {before.say('zh')}（{before.period}）到 {measured.say('zh')}，{goal.zh}",
        f"from {before.say()} in {before.period} to {measured.say()}, {goal.en}",
    )
    whole = measured.defined and before.defined
    line = _trend_line(target, before.value) if whole else None
    settled = measured.settled and before.settled
    pairs = (measured.lowest, before.highest), (measured.highest, before.lowest)
    proven = all(_proven(target, now, then) for now, then in pairs)
    verdict = verdict_of(ends)
    if not proven:
        reason += Text("，差异未经证明", ", a difference that is not proven")
        verdict = Verdict.TOO_FEW if settled else Verdict.OPEN
    return result_of(
        target,
        verdict,
        measured,
        reason + _open_part(measured),
        ends=ends,
        line=line,
        distance=Rate.of(_gap(target, measured.value, line)) if line is not None else None,
        before=before,
        costs=verdict is Verdict.TOO_FEW
        and any(m.ids.missing or m.reported.lacking for m in (measured, before)),
    )


def _proven(target: Target, now: Rate, then: Rate) -> bool:
    """Whether a counted rate moved by more than chance, or is perfect and stays so.

    One work or three samples decide no trend, neither where they fall nor where they stand still.
    What stands still does not fall; that it does not rise is no more proven than a small fall.
    """
    own = target.indicator
    counted = own.kind == "rate" or (own.kind == "share" and own.sampled)
    if not counted or not now.defined or not then.defined:
        return True
    perfect = FULL if own.higher_is_better else NOTHING
    if now.fraction == then.fraction:
        enough = min(now.denominator, then.denominator) >= target.least
        return now.fraction == perfect.fraction or (target.direction == "not-falling" and enough)
    found = trend_verdict(
        (then.numerator, then.denominator),
        (now.numerator, now.denominator),
        higher_is_better=target.indicator.higher_is_better,
        minimum=target.least,
        confidence=target.confidence,
    )
    return found in (Trend.RISING, Trend.FALLING)


def _trend_line(target: Target, before: Rate) -> Rate:
    if target.direction != "falling-by":
        return before
    return Rate.of(before.fraction * (1 - target.by.fraction))


def _gap(target: Target, value: Rate, line: Rate) -> Fraction:
    gap = value.fraction - line.fraction
    falls = target.direction == "falling-by" or not target.indicator.higher_is_better
    return -gap if falls else gap


def _moved(target: Target, value: Rate, before: Rate) -> bool:
    """Whether a value moved as the trend asks; what is perfect already can only hold."""
    if target.direction == "falling-by":
        return _gap(target, value, _trend_line(target, before)) >= 0
    higher = target.indicator.higher_is_better
    perfect = FULL if higher else NOTHING
    found = figure_trend(
        (before.numerator, before.denominator),
        (value.numerator, value.denominator),
        higher_is_better=higher,
        best=perfect if target.indicator.in_percent or not higher else None,
    )
    return found is Trend.RISING or (target.direction != "rising" and found is Trend.LEVEL)
