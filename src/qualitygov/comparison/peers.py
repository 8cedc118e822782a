"""Each town against the rest (同类对比), with the correction that many comparisons need.

Clauses 3.4.2.a, 3.1.3.c.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.comparison.change import Level, level_of, p_of, shown_p
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.exact_tests import holm
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.context import Context
from qualitygov.text import Language, Text


class PeerVerdict(Vocabulary):
    """How one stands among its peers (同类对比结论)."""

    BETTER = "better", "优于其他", "better than the rest"
    WORSE = "worse", "劣于其他", "worse than the rest"
    NO_PROVEN_DIFFERENCE = "no-proven-difference", "与其他无显著差异", "no proven difference"
    INSUFFICIENT = "insufficient", "数据不足", "insufficient data"


@attrs.frozen(kw_only=True, repr=False)
class PeerComparison(Result):
    """One town against all others together (同类对比).

    `p` of the test alone, `corrected` by Holm for all towns tested.
    """

    brief: ClassVar[tuple[str, ...]] = ("town", "own", "rest", "verdict")

    town: str
    own: Rate
    rest: Rate
    p: Fraction | None
    corrected: Fraction | None
    verdict: PeerVerdict
    reason: Text

    def say(self, language: Language = "en") -> str:
        """Return the comparison as one line."""
        return f"{self.town} {self.reason.say(language)}"


def pooled(rates: Mapping[str, Rate]) -> Rate:
    """Return all counts together (合计).

    >>> pooled({"a": Rate(3, 4), "b": Rate(1, 6)})
    Rate(4, 10)
    """
    return Rate(
        sum(rate.numerator for rate in rates.values()),
        sum(rate.denominator for rate in rates.values()),
    )


def _untested(town: str, own: Rate, rest: Rate, level: Level) -> PeerComparison:
    reason = Text(
        f"样本 {own.denominator} 个，其他 {rest.denominator} 个，应各有 {level.minimum} 个："
        f"{PeerVerdict.INSUFFICIENT.label.zh}",
        f"{own.denominator} observed, {rest.denominator} of the rest, "
        f"{level.minimum} needed of each: insufficient data",
    )
    return PeerComparison(
        town=town,
        own=own,
        rest=rest,
        p=None,
        corrected=None,
        verdict=PeerVerdict.INSUFFICIENT,
        reason=reason,
    )


@attrs.frozen
class _Test:
    """The p value of one test, and the same corrected for all (检验结果)."""

    p: Fraction
    corrected: Fraction


def _tested(
    town: str, own: Rate, rest: Rate, test: _Test, *, proven: bool, up: bool
) -> PeerComparison:
    if not proven or own == rest:
        verdict = PeerVerdict.NO_PROVEN_DIFFERENCE
    else:
        verdict = PeerVerdict.BETTER if (own > rest) is up else PeerVerdict.WORSE
    shown = f"p = {shown_p(test.p)}, {shown_p(test.corrected)}"
    reason = Text(
        f"{own}（{own.percent()}），其他 {rest}（{rest.percent()}），{shown}（校正后）："
        f"{verdict.label.zh}",
        f"{own} ({own.percent()}), the rest {rest} ({rest.percent()}), {shown} corrected: "
        f"{verdict.label.en}",
    )
    return PeerComparison(
        town=town,
        own=own,
        rest=rest,
        p=test.p,
        corrected=test.corrected,
        verdict=verdict,
        reason=reason,
    )


def _without(total: Rate, own: Rate) -> Rate:
    return Rate(total.numerator - own.numerator, total.denominator - own.denominator)


@clauses("3.4.2.a", "3.1.3.c")
def compare_peers(
    rates: Mapping[str, Rate], context: Context, *, higher_is_better: bool = True
) -> tuple[PeerComparison, ...]:
    """Hold each town against all others together (同类对比), in order of their codes.

    Of twelve towns that are all alike one is bound to look odd now and then, so each p value is
    corrected for how many were tested. A town without enough observations is not tested; what it
    has still counts among the rest of the others.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> towns = {"a": Rate(58, 60), "b": Rate(40, 60), "c": Rate(55, 60), "d": Rate(2, 2)}
    >>> [one.verdict.value for one in compare_peers(towns, context)]
    ['better', 'worse', 'no-proven-difference', 'insufficient']
    """
    level, towns, total = level_of(context), sorted(rates), pooled(rates)
    rest = {town: _without(total, rates[town]) for town in towns}
    ps = {town: p for town in towns if (p := p_of(rest[town], rates[town], level)) is not None}
    corrected = dict(zip(ps, holm(tuple(ps.values())), strict=True))
    found = []
    for town in towns:
        if town not in ps:
            found.append(_untested(town, rates[town], rest[town], level))
            continue
        test = _Test(ps[town], corrected[town])
        proven = test.corrected <= level.doubt
        found.append(
            _tested(town, rates[town], rest[town], test, proven=proven, up=higher_is_better)
        )
    return tuple(found)
