"""What the judgement of a target says of itself (目标判定结果).

A verdict with its numbers, bounds, reasons and facts.
"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

import attrs

from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.target import Target
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.core.statistics import RateJudgement, judge_rate
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Language, Text


class Verdict(Vocabulary):
    """Verdict on a target (评价结论)."""

    MET = "met", "达标", "met"
    MISSED = "missed", "未达标", "missed"
    OPEN = "open", "待定", "open"
    TOO_FEW = "too-few", "样本不足", "too few"
    NOT_REPORTED = "not-reported", "未报", "not reported"
    NOT_APPLICABLE = "not-applicable", "不适用", "not applicable"
    NOT_IN_FORCE = "not-in-force", "未施行", "not in force"
    NOT_ASSESSED = "not-assessed", "未能评价", "not assessed"


@attrs.frozen
class Ends:
    """What a target comes to (判定上下限): as things stand, at worst and at best.

    Each is whether the line is reached and by which value; None where nothing can be said.
    """

    now: Reading | None
    worst: Reading | None
    best: Reading | None


@attrs.frozen
class Reading:
    """One reading of a target (一种情形): the value, and whether it reaches the line."""

    value: Rate
    met: bool


NO_ENDS = Ends(None, None, None)


@attrs.frozen
class PeriodResult(Result):
    """One quarter or month of a target held in every period (逐期判定)."""

    measured: Measurement
    verdict: Verdict

    @property
    def period(self) -> Period:
        """The period."""
        return self.measured.period


@attrs.frozen(slots=False, eq=False, repr=False)
class TargetResult(Result):
    """The verdict on one target for one town (目标判定结果).

    `measured` holds numerator, denominator and bounds; `ends` what the target comes to as things
    stand, at worst and at best: it is met when met even at worst, and missed when missed even at
    best. `line` is what the value was held against (a threshold, the value of the year before, or
    the rank that just belongs to the front group), and `distance` how far the value lies from it,
    exact, positive or zero on the good side. `rank` among `peers` towns is set for ranked targets,
    `before` for trends, `periods` where the line has to hold in each of them. `costs` says that the
    town itself answers for there being no value, so that it earns nothing.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "target",
        "town",
        "period",
        "verdict",
        "measured",
        "reason",
        "line",
        "distance",
        "before",
        "rank",
        "peers",
        "periods",
        "proof",
        "costs",
    )
    brief: ClassVar[tuple[str, ...]] = ("target", "town", "verdict")

    target: Target
    town: str
    period: Period
    verdict: Verdict
    measured: Measurement
    reason: Text
    ends: Ends = NO_ENDS
    line: Rate | None = None
    distance: Rate | None = None
    before: Measurement | None = None
    rank: int | None = None
    peers: int | None = None
    periods: tuple[PeriodResult, ...] = ()
    costs: bool = False

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.verdict is Verdict.MET

    @property
    def relieved(self) -> bool:
        """Whether nothing is judged since the target office excused facts of it (因免予考核不判)."""
        own = self.measured
        if not own.relieved or self.costs or not own.reported.whole:
            return False
        if self.verdict is Verdict.TOO_FEW:
            return own.due + own.relieved >= self.target.indicator.minimum
        return self.verdict in (Verdict.NOT_APPLICABLE, Verdict.NOT_REPORTED)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Ids of the facts that speak against the town.

        Of a checklist, the items without valid evidence.
        """
        return self.measured.ids.against

    @cached_property
    def proof(self) -> RateJudgement | None:
        """What the samples prove about the rate, exactly (抽样证明).

        None unless a sampled rate is held against a line from below, and the verdict is final and
        that of the rate: samples prove nothing of what is open, or of what one quarter decided.
        """
        target = self.target
        if self.verdict not in (Verdict.MET, Verdict.MISSED):
            return None
        sampled = target.indicator.sampled and target.value is not None and target.op != "at-most"
        if not sampled or self.ends.now is None or not self.measured.defined:
            return None
        assert target.value is not None
        found = judge_rate(
            Rate(self.measured.numerator, self.measured.denominator),
            target.value,
            minimum=target.indicator.minimum,
            confidence=target.confidence,
        )
        return found if found.met == self.met else None

    def say(self, language: Language = "en") -> str:
        """Return the verdict with its numbers and reasons as one sentence (文字说明)."""
        colon, stop = {"zh": ("：", "；"), "en": (": ", "; ")}[language]
        label, verdict = self.target.label.say(language), self.verdict.say(language)
        text = f"{label}{colon}{verdict}{stop}{self.reason.say(language)}"
        if self.proof is not None:
            text += stop + self.proof.proof.say(language)
        return text + f" [{self.target.clause}]"
