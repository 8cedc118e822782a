"""The credit of a trade from that of its enterprises (行业信用).

Distribution over grades, index, grade. Clause 3.2.2.b.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points, Rate, round_gbt8170
from qualitygov.core.frozen import FrozenDict
from qualitygov.core.given import of_type, rows_of
from qualitygov.core.result import Result
from qualitygov.credit.result import CreditScore
from qualitygov.enterprise import Enterprise
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditGrade, TradeGrade
from qualitygov.text import Language, Text

PARTS = ("section", "division")
"""The parts of GB/T 4754 by which trades are told apart."""


@attrs.frozen(repr=False)
class TradeCredit(Result):
    """The credit of one trade (行业信用状况).

    `enterprises` are those that are rated, and all figures are of these alone; `not_rated` counts
    the others. `distribution` counts enterprises by grade, `mean` is their exact mean score in
    thousandths, `good_share` the share in the two best grades, `bad_share` that in the worst.
    `grade` is None, with the reason, under the fewest enterprises.
    """

    brief: ClassVar[tuple[str, ...]] = ("trade", "enterprises", "mean", "grade")

    trade: str
    enterprises: int
    distribution: Mapping[str, int]
    mean: Rate
    good_share: Rate
    bad_share: Rate
    grade: str | None
    reason: Text
    not_rated: int = 0

    @property
    def index(self) -> Points:
        """The mean score, rounded to a thousandth for display."""
        return Points(int(round_gbt8170(self.mean.fraction, 0))) if self.mean.defined else Points(0)

    def say(self, language: Language = "en") -> str:
        """Return the trade's credit as one line."""
        spread = " ".join(f"{grade} {count}" for grade, count in self.distribution.items())
        grade = self.grade or "–"
        return f"{self.trade}  {grade}  {self.index}  {spread}  {self.reason.say(language)}"


@clauses("3.2.2.b")
def trade_credit(trade: str, scores: Iterable[CreditScore], context: Context) -> TradeCredit:
    """Sum up the scores of a trade's enterprises (汇总行业信用).

    The order of the scores does not matter.
    """
    of_type(trade, str, "trade")
    of_type(context, Context, "context")
    every = tuple(rows_of(scores, CreditScore, "scores"))
    found = tuple(score for score in every if score.grade is not None)
    names = [
        g.id
        for g in sorted(
            context.rules.entries(CreditGrade).values(), key=lambda g: g.low, reverse=True
        )
    ]
    counts = {name: sum(score.grade == name for score in found) for name in names}
    good, bad = (
        Rate(counts[names[0]] + counts[names[1]], len(found)),
        Rate(counts[names[-1]], len(found)),
    )
    grade, reason = _grade(len(found), good, bad, context)
    total = sum(score.totals.score for score in found)
    return TradeCredit(
        trade=trade,
        enterprises=len(found),
        distribution=FrozenDict(counts),
        mean=Rate(total, len(found)),
        good_share=good,
        bad_share=bad,
        grade=grade,
        reason=reason,
        not_rated=len(every) - len(found),
    )


def _grade(count: int, good: Rate, bad: Rate, context: Context) -> tuple[str | None, Text]:
    rules = context.rules
    fewest = rules.whole("credit.trade-minimum")
    if count < fewest:
        return None, Text(
            f"企业不足 {fewest} 家，不评级", f"fewer than {fewest} enterprises, no grade"
        )
    for entry in sorted(rules.entries(TradeGrade).values(), key=lambda e: e.rank):
        if good >= entry.good_share and bad <= entry.bad_share:
            least, most = entry.good_share.percent(0), entry.bad_share.percent(0)
            return entry.id, Text(
                f"优良占比 {good.percent()}（不低于 {least}），"
                f"最低级占比 {bad.percent()}（不高于 {most}）",
                f"good share {good.percent()} (at least {least}), "
                f"worst share {bad.percent()} (at most {most})",
            )
    return None, Text("未达到任何等级的条件", "no grade's conditions are met")


def trade_credits(
    enterprises: Iterable[Enterprise],
    scores: Mapping[str, CreditScore],
    context: Context,
    *,
    by: Literal["section", "division"] = "section",
) -> tuple[TradeCredit, ...]:
    """Group enterprises by industry section or division (GB/T 4754) and sum up each trade (分行业汇总).

    `scores` is keyed by the enterprise's code. Enterprises without an industry form the trade
    ``"?"``. Raises `FieldError` for an enterprise without a score.
    """
    of_type(scores, Mapping, "scores")  # type: ignore[type-abstract]  # a check
    if by not in PARTS:
        raise bilingual(
            "trade.by",
            f"应为 section 或 division，实际为 {by!r}",
            f'expected "section" or "division", not {by!r}',
        )
    trades: dict[str, list[CreditScore]] = {}
    for enterprise in rows_of(enterprises, Enterprise, "enterprises"):
        trade = enterprise.section if by == "section" else enterprise.division
        score = of_type(scores.get(enterprise.code), CreditScore, f"scores[{enterprise.code!r}]")
        trades.setdefault(trade or "?", []).append(score)
    return tuple(trade_credit(trade, found, context) for trade, found in sorted(trades.items()))
