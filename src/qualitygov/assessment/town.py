"""A town's assessment (乡镇考核结果).

Items, points, bonus, vetoes, grade, and whether it is ready for acceptance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.items import ItemResult, down_to_thousandth, item_result
from qualitygov.assessment.left import Left
from qualitygov.assessment.parts import (
    Acceptance,
    Deduction,
    OpenPart,
    Readiness,
    ScoreLine,
    VetoFound,
)
from qualitygov.assessment.plan import AssessmentPlan, GradeBand, Item
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.said import said_grade, said_rank, said_score
from qualitygov.assessment.vetoes import found_veto
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points, Rate
from qualitygov.core.result import Result
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.rulebook.model.duty import Control
from qualitygov.rulebook.remedies import review_of
from qualitygov.text import Language, Text

FULL_SCALE = 100_000  # 100 points, in thousandths


@attrs.frozen(slots=False, eq=False, repr=False)
class TownAssessment(Result):
    """The assessment of one town for one year (乡镇考核结果). Clauses 3.1.2.b, 2.2.a.

    `earned` is what the assessable items earned, out of `assessable`; `score` is that brought to
    the scale of 100, rounded down to the thousandth, with the bonus on top and later findings taken
    off; `lowest` and `highest` are what it can still become. Items that left the scale weigh
    neither way. Where less than the rulebook's share of the points is assessable, there is no
    grade. A veto forces a grade and leaves the score. `rank`, `rank_between` (best and worst),
    `front_group` and `has_to_report` are set among the county's towns.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "town",
        "year",
        "score",
        "lowest",
        "highest",
        "grade",
        "grade_between",
        "rank",
        "rank_between",
        "front_group",
        "has_to_report",
        "earned",
        "assessable",
        "bonus",
        "lines",
        "items",
        "targets",
        "vetoes",
        "possible",
        "deductions",
        "by_quality",
        "acceptance",
        "remedies",
    )
    brief: ClassVar[tuple[str, ...]] = ("town", "score", "grade", "rank")

    plan: AssessmentPlan
    town: str
    items: tuple[ItemResult, ...]
    targets: Mapping[str, TargetResult]
    vetoes: tuple[VetoFound, ...] = ()
    possible: tuple[VetoFound, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    rank: int | None = None
    rank_between: tuple[int, int] | None = None
    front_group: bool = False
    has_to_report: bool = False

    @property
    def year(self) -> int:
        """The assessment year."""
        return self.plan.year

    @property
    def not_assessable(self) -> tuple[ItemResult, ...]:
        """The items that could not be judged, bonuses left out."""
        return tuple(one for one in self.items if one.points is None and not one.item.bonus)

    @cached_property
    def earned(self) -> Points:
        """What the assessable items earned."""
        return _sum(one.points for one in self.items if not one.item.bonus)

    @cached_property
    def assessable(self) -> Points:
        """What the assessable items could have earned."""
        return _sum(one.full for one in self.items if one.points is not None and not one.item.bonus)

    @cached_property
    def bonus(self) -> Points:
        """The bonus, up to its cap."""
        return self._bonus([one.points for one in self.items if one.item.bonus])

    def _bonus(self, points: list[Points | None]) -> Points:
        return min(_sum(points), Points(self.plan.bonus_cap))

    @property
    def deducted(self) -> Points:
        """What later findings take off."""
        return _sum(one.points for one in self.deductions)

    @property
    def rate(self) -> Rate:
        """The share of the assessable points that was earned, exact.

        Undefined when nothing is assessable.
        """
        return Rate(self.earned.thousandths, self.assessable.thousandths)

    @cached_property
    def score(self) -> Points | None:
        """The score on the scale of 100, with the bonus; None when nothing is assessable."""
        return self._score([(one, one.points) for one in self.items])

    @cached_property
    def lowest(self) -> Points | None:
        """The least that the score can become."""
        return self._score([(one, one.lowest) for one in self.items])

    @cached_property
    def highest(self) -> Points | None:
        """The most that the score can become."""
        return self._score([(one, one.highest) for one in self.items])

    def _score(self, earned: list[tuple[ItemResult, Points | None]]) -> Points | None:
        regular = [(one, p) for one, p in earned if p is not None and not one.item.bonus]
        full = sum(one.item.points for one, _ in regular)
        if not full:
            return None
        share = Rate(sum(points.thousandths for _, points in regular), full)
        bonus = self._bonus([points for one, points in earned if one.item.bonus])
        score = Points(down_to_thousandth(FULL_SCALE, share)) + bonus - self.deducted
        return max(score, Points(0))

    @cached_property
    def lines(self) -> tuple[ScoreLine, ...]:
        """The lines that add up to the score (得分明细).

        The items, the step to the scale of 100, the bonus, and later findings.
        """
        return tuple(_lines(self))

    @cached_property
    def grade(self) -> str | None:
        """The grade: by the score, or the worst that a veto forces.

        None when too little is assessable.
        """
        return self._grade(self.score, self.vetoes)

    @property
    def grade_between(self) -> tuple[str, str] | None:
        """The best and the worst grade that are still possible; None where there is no grade."""
        best = self._grade(self.highest, self.vetoes)
        worst = self._grade(self.lowest, (*self.vetoes, *self.possible))
        return None if best is None or worst is None else (best, worst)

    def _grade(self, score: Points | None, vetoes: tuple[VetoFound, ...]) -> str | None:
        own = [] if self.band is None or score is None else [self.plan.grade_at(score)]
        forced = [found.grade for found in vetoes]
        return max(own + forced, key=self.plan.rank_of) if own or forced else None

    @property
    def band(self) -> GradeBand | None:
        """The grade that the score alone gives."""
        if self.score is None or not self._enough(lambda one: one.points is not None):
            return None
        return self.plan.band_at(self.score)

    @cached_property
    def may_be_ranked(self) -> bool:
        """Whether there is a grade, or will be when what is open is settled (是否可能参加排名)."""
        return self.lowest is not None and self._enough(lambda one: one.lowest is not None)

    def _enough(self, assessable: Callable[[ItemResult], bool]) -> bool:
        """Whether enough of the points can be assessed, and not too much of them is excused."""
        scale = [one for one in self.items if not one.item.bonus and one.why not in OUT_OF_SCALE]
        whole = sum(one.item.points for one in scale)
        excused = sum(one.item.points for one in scale if one.why is Left.EXCUSED)
        if not whole or self.plan.too_much_excused(Rate(excused, whole)):
            return False
        there = sum(one.item.points for one in scale if assessable(one))
        return Rate(there, whole) >= self.plan.least_assessable

    @cached_property
    def by_quality(self) -> Mapping[Quality, Rate]:
        """For each section, what its assessable items earned over what they could have earned."""
        regular = [(one, one.points) for one in self.items if not one.item.bonus]
        found = {}
        for quality in self.plan.sections:
            own = [(one, p) for one, p in regular if one.item.quality is quality and p is not None]
            above = sum(points.thousandths for _, points in own)
            found[quality] = Rate(above, sum(one.item.points for one, _ in own))
        return found

    @cached_property
    def acceptance(self) -> Acceptance:
        """Whether the town is ready for acceptance, and why (验收结论)."""
        judged = {
            name: result.verdict
            for name, result in self.targets.items()
            if result.target.acceptance and self.plan.left(result.target) is None
        }
        met, missed = (
            tuple(name for name, verdict in judged.items() if verdict is wanted)
            for wanted in (Verdict.MET, Verdict.MISSED)
        )
        lacking = tuple(name for name, verdict in judged.items() if verdict in UNDECIDED)
        if missed or any(not found.silent for found in self.vetoes):
            readiness = Readiness.NOT_READY
        else:
            readiness = Readiness.UNKNOWN if lacking or not met else Readiness.READY
        return Acceptance(readiness, met, missed, lacking)

    @property
    def unsettled(self) -> tuple[OpenPart, ...]:
        """What can still change its score, rank or grade (待定事项): open items and vetoes."""
        items = (
            OpenPart(
                one.item.id,
                one.item.label,
                one.result.measured.settles_on,
                one.result.measured.reported.unheard,
            )
            for one in self.items
            if one.lowest != one.highest
        )
        vetoes = (OpenPart(one.veto.id, one.veto.label, one.settles_on) for one in self.possible)
        return (*items, *vetoes)

    @property
    def lost_most(self) -> tuple[ItemResult, ...]:
        """The items in order of what was lost, the most first; those that lost nothing left out."""
        lost = [one for one in self.items if not one.item.bonus and one.lost > Points(0)]
        return tuple(sorted(lost, key=lambda one: (-one.lost.thousandths, one.item.id)))

    @property
    def remedies(self) -> Text:
        """How the town may object (复核、申诉途径)."""
        return review_of(self.plan.context)

    def say(self, language: Language = "en") -> str:
        """Return score, grade, rank, all items and the remedies as text (文字说明)."""
        grade = said_grade(self.grade, self.grade_between).say(language)
        ready = self.acceptance.readiness.say(language)
        head = {
            "zh": f"{self.town}：{self.year} 年度 {self.said_score} 分，等级 {grade}，"
            f"第 {self.said_rank}，{ready}",
            "en": f"{self.town}: {self.said_score} points in {self.year},"
            f" grade {grade}, rank {self.said_rank}, {ready}",
        }[language]
        rows = [
            head,
            *("  " + one.say(language) for one in self.items),
            *("  " + found.say(language) for found in self.vetoes),
            "  " + self.remedies.say(language),
        ]
        return "\n".join(rows)

    def plot(self, language: Language = "en") -> Any:
        """Return the town's qualities as a chart (五大质量图): the share of its points each earned.

        An Altair chart that a notebook shows. Raises `MissingExtraError` without the extra
        ``charts``.
        """
        from qualitygov.core import charts  # noqa: PLC0415 - an extra

        rows = ((quality.label, share) for quality, share in self.by_quality.items())
        return charts.shares(
            Text(f"{self.town} {self.year} 年度", f"{self.town} {self.year}"), rows, language
        )

    @property
    def said_score(self) -> str:
        """The score as a person reads it, with its bounds while something is open."""
        return said_score(self.score, self.lowest, self.highest)

    @property
    def said_rank(self) -> str:
        """The rank as a person reads it, with its bounds while something is open."""
        return said_rank(self.rank, self.rank_between)


UNDECIDED = frozenset({Verdict.OPEN, Verdict.TOO_FEW, Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED})
OUT_OF_SCALE = frozenset({Left.PROFILE, Left.NOT_IN_HAND, Left.NOT_IN_FORCE})


def _sum(points: Iterable[Points | None]) -> Points:
    return sum((one for one in points if one is not None), Points(0))


def _lines(town: TownAssessment) -> Iterator[ScoreLine]:
    for one in town.items:
        if one.points is not None and not one.item.bonus:
            yield ScoreLine(one.item.id, one.item.label, one.points)
    if town.score is None:
        return
    whole = Points(down_to_thousandth(FULL_SCALE, town.rate))
    if whole != town.earned:
        left, base = len(town.not_assessable), town.assessable
        label = Text(
            f"{left} 项不计分，按可评分值 {base} 折算为百分制",
            f"{left} items not scored: brought from {base} assessable points to the scale of 100",
        )
        yield ScoreLine("scale", label, whole - town.earned)
    granted = Points(0)
    for one in town.items:
        if one.item.bonus and one.points is not None and one.points != Points(0):
            granted += one.points
            yield ScoreLine(one.item.id, one.item.label, one.points)
    if granted != town.bonus:
        yield ScoreLine("bonus-cap", Text("加分封顶", "cap on the bonus"), town.bonus - granted)
    for found in town.deductions:
        yield ScoreLine(found.id, found.label, Points(0) - found.points)
    below = whole + town.bonus - town.deducted
    if below < Points(0):
        yield ScoreLine("floor", Text("扣至零分为止", "not below zero"), Points(0) - below)


def _excused(result: TargetResult) -> TargetResult:
    reason = Text(f"{Left.EXCUSED.label.zh}；", f"{Left.EXCUSED.label.en}; ") + result.reason
    return attrs.evolve(result, verdict=Verdict.NOT_APPLICABLE, reason=reason)


def _left(
    item: Item, result: TargetResult, plan: AssessmentPlan, excused: frozenset[str]
) -> Left | None:
    """Why an item leaves the scale whatever its verdict: what is not scored needs no excuse."""
    left = plan.left_of(item)
    if left is None and result.target.indicator.controllable is not Control.NONE:
        decided = item.target.id in excused or result.relieved
        return Left.EXCUSED if decided else None
    return left


@clauses("1.b", "2.1.a", "2.2.a", "3.1.2.b")
def assess_town(
    plan: AssessmentPlan,
    facts: FactTables,
    town: str,
    targets: Mapping[str, TargetResult],
    *,
    excused: frozenset[str] = frozenset(),
    deductions: tuple[Deduction, ...] = (),
) -> TownAssessment:
    """Assess one town from the verdicts on its targets and its vetoes (乡镇考核).

    `excused` names the targets that the target office excused, `deductions` what was found later.
    An item of which it excused the facts, so that nothing is left to judge, is excused as well.
    Ranks come with the county.
    """
    targets = {
        name: _excused(result) if name in excused else result for name, result in targets.items()
    }
    items = tuple(
        item_result(
            item,
            targets[item.target.id],
            _left(item, targets[item.target.id], plan, excused),
        )
        for item in plan.items
    )
    found = [found_veto(veto, facts, town, plan) for veto in plan.vetoes]
    return TownAssessment(
        plan=plan,
        town=town,
        items=items,
        targets=targets,
        vetoes=tuple(applies for applies, _ in found if applies is not None),
        possible=tuple(may for _, may in found if may is not None),
        deductions=deductions,
    )
