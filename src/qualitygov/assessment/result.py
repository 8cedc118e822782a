"""What the judgement of a target says of itself (目标判定结果).

A verdict with its numbers, reasons and facts.
"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

import attrs

from qualitygov.assessment.measure import Measurement
from qualitygov.assessment.target import Target
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.core.statistics import RateJudgement, judge_rate
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Language, Text


class Verdict(Vocabulary):
    """Verdict on a target (目标判定)."""

    MET = "met", "达标", "met"
    MISSED = "missed", "未达标", "missed"
    INSUFFICIENT = "insufficient-data", "数据不足", "insufficient data"
    NOT_IN_FORCE = "not-in-force", "尚未施行", "not in force"


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

    `measured` holds numerator and denominator; `line` is what the value was held against (a
    threshold, the value of the year before, or the rank that just belongs to the front group), and
    `distance` how far the value lies from it, exact, positive or zero on the good side. `rank`
    among `peers` towns is set for ranked targets, `before` for trends, `periods` where the line has
    to hold in each of them.
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
    )
    brief: ClassVar[tuple[str, ...]] = ("target", "town", "verdict")

    target: Target
    town: str
    period: Period
    verdict: Verdict
    measured: Measurement
    reason: Text
    line: Rate | None = None
    distance: Rate | None = None
    before: Measurement | None = None
    rank: int | None = None
    peers: int | None = None
    periods: tuple[PeriodResult, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.verdict is Verdict.MET

    @property
    def lacking(self) -> tuple[str, ...]:
        """Ids of the facts that speak against the town.

        Of a checklist, the items without valid evidence.
        """
        return self.measured.against

    @property
    def lowest(self) -> Rate:
        """The value by which partial points are given.

        The worst of the whole period and its parts.
        """
        judged = [p.measured.value for p in self.periods if p.verdict is not Verdict.INSUFFICIENT]
        values = [self.measured.value, *judged]
        return min(values) if self.target.indicator.higher_is_better else max(values)

    @cached_property
    def proof(self) -> RateJudgement | None:
        """What the samples prove about the rate, exactly (抽样证明).

        None unless a sampled rate meets a line from above.
        """
        target = self.target
        sampled = target.indicator.sampled and target.value is not None and target.op != "at-most"
        if not sampled or self.verdict in (Verdict.INSUFFICIENT, Verdict.NOT_IN_FORCE):
            return None
        assert target.value is not None
        return judge_rate(
            Rate(self.measured.numerator, self.measured.denominator),
            target.value,
            minimum=target.indicator.minimum,
            confidence=target.confidence,
        )

    def say(self, language: Language = "en") -> str:
        """Return the verdict with its numbers and reasons as one sentence (文字说明)."""
        colon, stop = {"zh": ("：", "；"), "en": (": ", "; ")}[language]
        label, verdict = self.target.label.say(language), self.verdict.say(language)
        text = f"{label}{colon}{verdict}{stop}{self.reason.say(language)}"
        if self.proof is not None:
            text += stop + self.proof.proof.say(language)
        return text + f" [{self.target.clause}]"
