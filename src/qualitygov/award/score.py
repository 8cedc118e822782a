"""From percentages of items to points (评审计分).

One reviewer's score, and several reviewers' together. Clauses 3.1.3.a, 3.3.1.f.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points, round_gbt8170
from qualitygov.core.fields import about
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.award import ExcellenceCategory
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.text import Text

PERCENT = 10  # a percent of one whole point is ten thousandths


@attrs.frozen(repr=False, field_transformer=kinds.typed)
class ReviewScore(Result):
    """One reviewer's score (评审得分): points by category, and their sum."""

    brief: ClassVar[tuple[str, ...]] = ("total",)

    reviewer: str = attrs.field(metadata=about("评审员", "reviewer", sensitivity="personal"))
    categories: Mapping[str, Points]

    @property
    def total(self) -> Points:
        """The sum over the categories, of 1000."""
        return sum(self.categories.values(), Points(0))


def mark_faults(percents: Mapping[str, int], context: Context) -> Iterator[Text]:
    """Yield what is wrong with a reviewer's marks (打分问题).

    Items unknown or without a mark, percentages between the steps; steps that nobody verified
    refuse no mark.
    """
    criteria = context.rules.entries(ExcellenceCategory)
    items = [item.id for category in criteria.values() for item in category.items]
    if not items:
        yield Text("当日没有施行的评分准则", "no criteria are in force on this day")
        return
    unknown = sorted(set(percents) - set(items))
    missing = [item for item in items if item not in percents]
    if unknown:
        listed = ", ".join(unknown)
        yield Text(f"准则中没有的评分项：{listed}", f"no items of the criteria: {listed}")
    if missing:
        yield Text(f"未打分：{'、'.join(missing)}", f"without a mark: {', '.join(missing)}")
    rule = context.rules.entry(Parameter, "award.step")
    step = 1 if rule.unsigned else context.rules.whole("award.step")
    for item, percent in percents.items():
        if percent % step or not 0 <= percent <= 100:  # noqa: PLR2004 - of a hundred
            yield Text(
                f"{item} {percent}%：应在 0% 与 100% 之间，以 {step}% 为步长",
                f"{item} {percent}%: expected steps of {step}%, from 0% to 100%",
            )


@clauses("3.1.3.a", "3.3.1.f")
def review_score(
    percents: Mapping[str, int], context: Context, *, reviewer: str = ""
) -> ReviewScore:
    """Return the points that one reviewer's percentages give (评审得分), exact.

    Points of the item times the percentage.

    Raises `FieldError` with everything that is wrong with the marks.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> criteria = context.rules.entries(ExcellenceCategory).values()
    >>> percents = {item.id: 55 for category in criteria for item in category.items}
    >>> score = review_score(percents, context)
    >>> score.total, score.categories["4.4"]
    (Points.of('550'), Points.of('71.5'))
    """
    faults = tuple(mark_faults(percents, context))
    if faults:
        raise FieldError("award.marks", Text.joined(faults))
    made = {
        name: Points(sum(item.points * percents[item.id] * PERCENT for item in category.items))
        for name, category in sorted(context.rules.entries(ExcellenceCategory).items())
    }
    return ReviewScore(reviewer, made)


class ScoreState(Vocabulary):
    """Whether a score may be used (得分状态)."""

    ACCEPTED = "accepted", "有效", "accepted"
    RE_REVIEW = "re-review", "分差过大，须复评", "too wide a spread, to be reviewed again"
    TOO_FEW = "too-few", "评审人数不足", "too few reviewers"
    INCOMPLETE = "incomplete", "打分不全或有误", "marks missing or wrong"


@attrs.frozen
class CombinedScore:
    """Several reviewers' scores together (综合得分): the mean, exact, with the spread of their totals.

    `total` is the mean of the last round, whether or not it may be used; None without a complete
    review. `reasons` say what is wrong.
    """

    state: ScoreState
    round: int
    reviews: tuple[ReviewScore, ...]
    reasons: tuple[Text, ...]

    @property
    def accepted(self) -> bool:
        """Whether it may be used."""
        return self.state is ScoreState.ACCEPTED

    def _mean(self, thousandths: list[int]) -> Fraction:
        return Fraction(sum(thousandths), 1000 * len(thousandths))

    @property
    def total(self) -> Fraction | None:
        """The mean of the reviewers' totals, exact."""
        return self._mean([one.total.thousandths for one in self.reviews]) if self.reviews else None

    @property
    def categories(self) -> Mapping[str, Fraction]:
        """The mean of each category, exact."""
        names = self.reviews[0].categories if self.reviews else ()
        return {
            name: self._mean([one.categories[name].thousandths for one in self.reviews])
            for name in names
        }

    @property
    def spread(self) -> Points | None:
        """The highest total less the lowest."""
        totals = [one.total for one in self.reviews]
        return max(totals) - min(totals) if totals else None

    @property
    def shown(self) -> str:
        """The mean for display, rounded to a hundredth by GB/T 8170."""
        return "–" if self.total is None else str(round_gbt8170(self.total, 2))


def _state(
    reviews: tuple[ReviewScore, ...], faults: tuple[Text, ...], context: Context
) -> tuple[ScoreState, tuple[Text, ...]]:
    if faults:
        return ScoreState.INCOMPLETE, faults
    fewest = context.rules.whole("award.reviewers")
    if len(reviews) < max(fewest, 1):
        reason = Text(
            f"评审员 {len(reviews)} 名，应有 {fewest} 名",
            f"{len(reviews)} reviewers, {fewest} needed",
        )
        return ScoreState.TOO_FEW, (reason,)
    widest = context.rules.points("award.spread")
    totals = [review.total for review in reviews]
    spread = max(totals) - min(totals)
    if spread > widest:
        reason = Text(f"分差 {spread}，超过 {widest}", f"a spread of {spread}, more than {widest}")
        return ScoreState.RE_REVIEW, (reason,)
    return ScoreState.ACCEPTED, ()


@clauses("3.1.3.a")
def combined_score(application: AwardApplication, context: Context) -> CombinedScore:
    """Return the score of an application on a day (综合得分).

    The exact mean of its last round of reviews.

    Each reviewer marks every item; there are enough of them; and they do not differ by more than
    the rule allows, otherwise the application is reviewed again. A new round takes the place of the
    one before it as soon as it begins.
    """
    marks = [
        mark for mark in context.seen(application).reviews if context.happened(mark.reviewed_on)
    ]
    last = max((mark.round for mark in marks), default=1)
    by_reviewer: dict[str, dict[str, int]] = {}
    for mark in marks:
        if mark.round == last:
            by_reviewer.setdefault(mark.reviewer, {})[mark.item] = mark.percent
    reviews, faults = [], []
    for number, (reviewer, percents) in enumerate(sorted(by_reviewer.items()), start=1):
        wrong = tuple(mark_faults(percents, context))
        faults += [
            Text(f"第 {number} 位评审员：", f"reviewer {number}: ") + fault for fault in wrong
        ]
        if not wrong:
            reviews.append(review_score(percents, context, reviewer=reviewer))
    state, reasons = _state(tuple(reviews), tuple(faults), context)
    return CombinedScore(state, last, tuple(reviews), reasons)
