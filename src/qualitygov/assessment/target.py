"""Targets (目标), compiled: a line that an indicator is held against, and how. Clause 2.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.indicator import Indicator, Measurement
from qualitygov.assessment.result import PeriodResult, TargetResult, Verdict
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Text

__all__ = ["Target"]

Measured = Mapping[str, Measurement]
FEWEST_PEERS = 2  # a rank says nothing about a town alone
SIGNS = {"at-least": "≥", "at-most": "≤", "equal": "="}
FULL = Rate(1, 1)
NOTHING = Rate(0, 1)


@attrs.frozen(kw_only=True)
class Target:
    """Target (目标): the compiled form of one `TargetRule`; `judge` gives a verdict with its numbers.

    >>> from datetime import date
    >>> from qualitygov.assessment import compile_assessment
    >>> from qualitygov.rulebook import Context, load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of=date(2016, 12, 31))
    >>> plan = compile_assessment(context)
    >>> target = plan.targets["food-production"]
    >>> str(target.value), target.judge(FactTables.of({}), "330299101", plan.period).verdict.value
    ('19/20', 'insufficient-data')
    """

    id: str
    label: Text
    quality: Quality
    clause: str
    source: str
    basis: Basis
    indicator: Indicator
    kind: Literal["threshold", "every-period", "rank", "trend", "checklist"]
    op: Literal["at-least", "at-most", "equal"] = "at-least"
    value: Rate | None = None
    every: Literal["quarter", "month"] | None = None
    divisor: int = 1
    above: Rate | None = None
    direction: Literal["rising", "not-falling", "falling-by"] = "rising"
    by: Rate = NOTHING
    years_back: int = 1
    confidence: Rate = NOTHING
    acceptance: bool = True
    in_force_from: date = date.min
    in_force_to: date | None = None
    note: Text | None = None

    def judge(
        self, facts: FactTables, town: str, period: Period, towns: Iterable[str] = ()
    ) -> TargetResult:
        """Judge the target for one town over a period (判定).

        A rank needs all the county's `towns`.
        """
        everyone = sorted({town, *towns}) if self.kind == "rank" else [town]
        return self.judge_all(facts, everyone, period)[town]

    def judge_all(
        self, facts: FactTables, towns: Iterable[str], period: Period
    ) -> Mapping[str, TargetResult]:
        """Judge the target for many towns at once (逐镇判定)."""
        measured = {town: self.indicator.measure(facts, town, period) for town in towns}
        if period.last < self.in_force_from or (
            self.in_force_to is not None and period.first > self.in_force_to
        ):
            return {town: self._not_in_force(one) for town, one in measured.items()}
        if self.kind == "rank":
            return {town: self._ranked(one, measured) for town, one in measured.items()}
        if self.kind == "trend":
            earlier = period.years_before(self.years_back)
            return {
                town: self._trend(one, self.indicator.measure(facts, town, earlier))
                for town, one in measured.items()
            }
        if self.kind == "every-period":
            return {town: self._in_every_period(one, facts) for town, one in measured.items()}
        return {town: self._held_against_line(one) for town, one in measured.items()}

    def _result(
        self, verdict: Verdict, measured: Measurement, reason: Text, **numbers: Any
    ) -> TargetResult:
        return TargetResult(
            target=self,
            town=measured.town,
            period=measured.period,
            verdict=verdict,
            measured=measured,
            reason=reason,
            **numbers,
        )

    def _not_in_force(self, measured: Measurement) -> TargetResult:
        reason = Text(
            f"目标自 {self.in_force_from} 起施行",
            f"the target is in force from {self.in_force_from}",
        )
        return self._result(Verdict.NOT_IN_FORCE, measured, reason)

    def _enough(self, measured: Measurement) -> bool:
        """Whether there is a value, and enough under the line for it to count."""
        return measured.defined and measured.denominator >= self.indicator.minimum

    def _too_little(self, measured: Measurement, **numbers: Any) -> TargetResult:
        if measured.defined:
            reason = Text(
                f"{measured.say('zh')}，样本不足 {self.indicator.minimum} 个",
                f"{measured.say()}, fewer than the {self.indicator.minimum} needed",
            )
        else:
            reason = Text("无数据", "no data")
        return self._result(Verdict.INSUFFICIENT, measured, reason, **numbers)

    @property
    def line(self) -> Rate:
        """The threshold; a checklist's is all of its items."""
        return FULL if self.value is None else self.value

    def distance(self, value: Rate, line: Rate) -> Rate:
        """How far a value lies from a line (距目标值), positive or zero on the good side."""
        gap = value.fraction - line.fraction
        if self.op == "equal":
            return Rate.of(-abs(gap))
        return Rate.of(-gap if self.op == "at-most" else gap)

    def _verdict_at(self, measured: Measurement) -> Verdict:
        if not self._enough(measured):
            return Verdict.INSUFFICIENT
        return (
            Verdict.MET if self.distance(measured.value, self.line) >= NOTHING else Verdict.MISSED
        )

    def _shown(self, line: Rate) -> str:
        return line.percent() if self.indicator.in_percent else str(Fraction(line.fraction))

    def _held_against_line(self, measured: Measurement) -> TargetResult:
        verdict = self._verdict_at(measured)
        if verdict is Verdict.INSUFFICIENT:
            return self._too_little(measured, line=self.line)
        goal = f"{SIGNS[self.op]} {self._shown(self.line)}"
        zh, en = f"{measured.say('zh')}，目标 {goal}", f"{measured.say()}, target {goal}"
        if self.kind == "checklist" and measured.against:
            names = {item.id: item.label for item in self.indicator.items}
            zh += "，缺：" + "、".join(names[name].zh for name in measured.against)
            en += ", lacking: " + ", ".join(names[name].en for name in measured.against)
        return self._result(
            verdict,
            measured,
            Text(zh, en),
            line=self.line,
            distance=self.distance(measured.value, self.line),
        )

    def _in_every_period(self, measured: Measurement, facts: FactTables) -> TargetResult:
        assert self.every is not None
        parts = [
            self.indicator.measure(facts, measured.town, part)
            for part in measured.period.split(self.every)
        ]
        periods = tuple(PeriodResult(part, self._verdict_at(part)) for part in parts)
        verdicts = {self._verdict_at(measured), *(part.verdict for part in periods)}
        if Verdict.MISSED in verdicts:
            verdict = Verdict.MISSED
        elif Verdict.INSUFFICIENT in verdicts or not periods:
            verdict = Verdict.INSUFFICIENT
        else:
            verdict = Verdict.MET
        goal = f"{SIGNS[self.op]} {self._shown(self.line)}"
        each = [f"{p.period} {p.measured.show()} {{}}" for p in periods]
        zh = "、".join(
            text.format(p.verdict.label.zh) for text, p in zip(each, periods, strict=True)
        )
        en = ", ".join(
            text.format(p.verdict.label.en) for text, p in zip(each, periods, strict=True)
        )
        reason = Text(
            f"{measured.say('zh')}，目标 {goal}；逐期：{zh}",
            f"{measured.say()}, target {goal} in each period: {en}",
        )
        distance = self.distance(measured.value, self.line) if measured.defined else None
        return self._result(
            verdict, measured, reason, line=self.line, distance=distance, periods=periods
        )

    def _trend(self, measured: Measurement, before: Measurement) -> TargetResult:
        if not (self._enough(measured) and self._enough(before)):
            short = measured if not self._enough(measured) else before
            numbers = self._too_little(short).reason
            when = Text(f"{short.period}：", f"{short.period}: ")
            return self._result(Verdict.INSUFFICIENT, measured, when + numbers, before=before)
        line = (
            before.value
            if self.direction != "falling-by"
            else Rate.of(before.value.fraction * (1 - self.by.fraction))
        )
        gap = measured.value.fraction - line.fraction
        if self.direction == "falling-by" or not self.indicator.higher_is_better:
            gap = -gap
        verdict = (
            Verdict.MET if gap > 0 or (gap == 0 and self.direction != "rising") else Verdict.MISSED
        )
        goal = {
            "rising": Text("应提高", "should rise"),
            "not-falling": Text("不应下降", "should not fall"),
            "falling-by": Text(
                f"应下降 {self.by.percent()} 以上", f"should fall by {self.by.percent()} or more"
            ),
        }[self.direction]
        reason = Text(
            f"由 {before.say('zh')}（{before.period}）到 {measured.say('zh')}，{goal.zh}",
            f"from {before.say()} in {before.period} to {measured.say()}, {goal.en}",
        )
        return self._result(
            verdict, measured, reason, line=line, distance=Rate.of(gap), before=before
        )

    def _ranked(self, measured: Measurement, everyone: Measured) -> TargetResult:
        if not self._enough(measured):
            return self._too_little(measured)
        values = [one.value for one in everyone.values() if self._enough(one)]
        peers = len(values)
        if peers < FEWEST_PEERS:
            reason = Text(
                f"{measured.say('zh')}，无可比乡镇",
                f"{measured.say()}, and no town to compare with",
            )
            return self._result(Verdict.INSUFFICIENT, measured, reason, peers=peers)
        sign = 1 if self.indicator.higher_is_better else -1
        own = measured.value.fraction * sign
        rank = 1 + len([value for value in values if value.fraction * sign > own])
        front = -(-peers // self.divisor)
        enough = self.above is None or measured.value > self.above
        verdict = Verdict.MET if rank <= front and enough else Verdict.MISSED
        zh = f"{measured.say('zh')}，全县 {peers} 个乡镇中第 {rank}，前 {front} 名为前列"
        en = f"{measured.say()}, rank {rank} of {peers} towns, the front group being the first {front}"
        if not enough:
            assert self.above is not None
            zh, en = (
                f"{zh}，但须高于 {self._shown(self.above)}",
                f"{en}, but it has to be above {self._shown(self.above)}",
            )
        return self._result(
            verdict,
            measured,
            Text(zh, en),
            line=Rate(front, 1),
            distance=Rate(front - rank, 1),
            rank=rank,
            peers=peers,
        )
