"""Two rates held against each other (前后对比).

Improved, worse, no proven change, or too little to say. Clauses 3.4.2.a, 3.1.3.c.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate, round_gbt8170
from qualitygov.core.exact_tests import fisher_exact
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.text import Language, Text

P_DIGITS = 4  # for display only


class Verdict(Vocabulary):
    """What the comparison shows (对比结论)."""

    IMPROVED = "improved", "有所改善", "improved"
    WORSE = "worse", "有所下降", "worse"
    NO_PROVEN_CHANGE = "no-proven-change", "无显著变化", "no proven change"
    INSUFFICIENT = "insufficient", "数据不足", "insufficient data"


@attrs.frozen
class Level:
    """What a comparison is held to (检验水准).

    The fewest observations of each side, and how sure it has to be.
    """

    minimum: int
    confidence: Rate

    @property
    def doubt(self) -> Fraction:
        """The greatest p value that proves a difference."""
        return 1 - self.confidence.fraction


def level_of(context: Context) -> Level:
    """Return what the rules of the day ask of a comparison (当日检验水准)."""
    rules = context.rules
    return Level(rules.whole("comparison.minimum"), rules.rate("comparison.confidence"))


def shown_p(p: Fraction) -> str:
    """Return a p value as text, rounded by GB/T 8170 for display alone; never as zero.

    >>> shown_p(Fraction(17, 35)), shown_p(Fraction(1, 10**9))
    ('0.4857', '< 0.0001')
    """
    least = Fraction(1, 10**P_DIGITS)
    return f"< {round_gbt8170(least, P_DIGITS)}" if p < least else str(round_gbt8170(p, P_DIGITS))


@attrs.frozen(kw_only=True, repr=False)
class Change(Result):
    """A rate before and after (变化).

    With the p value of the test, the same corrected for many comparisons, and the verdict.

    `p` is None where no test was made, since data are insufficient. `corrected` is `p` itself where
    there was one comparison.
    """

    brief: ClassVar[tuple[str, ...]] = ("before", "after", "verdict")

    before: Rate
    after: Rate
    p: Fraction | None
    corrected: Fraction | None
    verdict: Verdict
    reason: Text

    @property
    def difference(self) -> Fraction | None:
        """After less before, exact; None where one of them is undefined."""
        if not (self.before.defined and self.after.defined):
            return None
        return self.after.fraction - self.before.fraction

    def say(self, language: Language = "en") -> str:
        """Return the comparison as one line."""
        return self.reason.say(language)


def _lacking(before: Rate, after: Rate, level: Level) -> Text | None:
    short = [rate for rate in (before, after) if rate.denominator < max(level.minimum, 1)]
    if not short:
        return None
    counts = [str(rate.denominator) for rate in short]
    return Text(
        f"样本 {'、'.join(counts)} 个，不足 {level.minimum} 个：{Verdict.INSUFFICIENT.label.zh}",
        f"{' and '.join(counts)} observed, fewer than {level.minimum}: "
        f"{Verdict.INSUFFICIENT.label.en}",
    )


def p_of(before: Rate, after: Rate, level: Level) -> Fraction | None:
    """Return the p value of a comparison (检验 p 值).

    None where either side has fewer observations than the rule asks for.
    """
    p = fisher_exact(before, after)
    return None if _lacking(before, after, level) is not None else p


def judged(
    before: Rate,
    after: Rate,
    corrected: Fraction | None,
    level: Level,
    *,
    higher_is_better: bool = True,
) -> Change:
    """Return the verdict on two rates by a p value that was corrected where needed (判定)."""
    lacking = _lacking(before, after, level)
    if lacking is not None:
        return Change(
            before=before,
            after=after,
            p=None,
            corrected=None,
            verdict=Verdict.INSUFFICIENT,
            reason=lacking,
        )
    if corrected is None:
        raise bilingual(
            "comparison.p", "数据充足时须有 p 值", "a p value is needed where data are sufficient"
        )
    p = fisher_exact(before, after)
    if corrected > level.doubt or before == after:
        verdict = Verdict.NO_PROVEN_CHANGE
    else:
        verdict = Verdict.IMPROVED if (after > before) is higher_is_better else Verdict.WORSE
    shown = f"{before} ({before.percent()}) → {after} ({after.percent()})"
    times = f"p = {shown_p(p)}" if p == corrected else f"p = {shown_p(p)}, {shown_p(corrected)}"
    reason = Text(f"{shown}，{times}：{verdict.label.zh}", f"{shown}, {times}: {verdict.label.en}")
    return Change(
        before=before, after=after, p=p, corrected=corrected, verdict=verdict, reason=reason
    )


@clauses("3.4.2.a", "3.1.3.c")
def compare(
    after: Rate, context: Context, *, before: Rate, higher_is_better: bool = True
) -> Change:
    """Compare a rate with what it was before (前后对比), by Fisher's exact test.

    The rulebook says how many observations each side needs and how sure a proof has to be. A
    difference within chance is no proven change, however large it looks. Raises `FieldError` for a
    rate that counts nothing.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> compare(Rate(57, 60), context, before=Rate(45, 60)).say()
    '45/60 (75.00%) → 57/60 (95.00%), p = 0.0039: improved'
    >>> compare(Rate(57, 60), context, before=Rate(8, 9)).verdict.value
    'insufficient'
    """
    level = level_of(context)
    return judged(
        before, after, p_of(before, after, level), level, higher_is_better=higher_is_better
    )
