"""A town's assessment (乡镇考核结果).

Items, points, bonus, vetoes, grade, and whether it is ready for acceptance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.items import ItemResult, down_to_thousandth, item_result
from qualitygov.assessment.plan import AssessmentPlan, GradeBand, Veto
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points, Rate
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.plan.condition import fulfills
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Language, Text

FULL_SCALE = 100_000  # 100 points, in thousandths


class Readiness(Vocabulary):
    """Whether a town is ready for acceptance (验收结论). Clause 2.2.a."""

    READY = "ready", "达到验收条件", "ready"
    NOT_READY = "not-ready", "未达到验收条件", "not ready"
    UNKNOWN = "cannot-say", "数据不足，无法判断", "cannot say"


@attrs.frozen
class ScoreLine(Result):
    """One line of a town's score (得分明细行); the lines add up to the score."""

    id: str
    label: Text
    points: Points


@attrs.frozen
class VetoFound(Result):
    """A veto that applies (一票否决), and the facts it rests on."""

    veto: Veto
    facts: tuple[str, ...]
    count: int

    @property
    def grade(self) -> str:
        """The grade it forces."""
        return self.veto.grade

    def say(self, language: Language = "en") -> str:
        """Return the veto as one sentence."""
        return f"{self.veto.label.say(language)}: {', '.join(self.facts) or self.count}"


@attrs.frozen(repr=False)
class Acceptance(Result):
    """The overall acceptance verdict (验收结论), with the targets met, missed and lacking data.

    Clause 2.2.a.
    """

    brief: ClassVar[tuple[str, ...]] = ("readiness", "met", "missed", "lacking")

    readiness: Readiness
    met: tuple[str, ...]
    missed: tuple[str, ...]
    lacking: tuple[str, ...]


@attrs.frozen(slots=False, eq=False, repr=False)
class TownAssessment(Result):
    """The assessment of one town for one year (乡镇考核结果). Clauses 3.1.2.b, 2.2.a.

    `earned` is what the assessable items earned, out of `assessable`; `score` is that brought to
    the scale of 100, rounded down to the thousandth, with the bonus on top. Items that are not
    assessable stand apart in `not_assessable` and weigh neither way. Where less than the rulebook's
    share of the points is assessable, there is no grade. A veto forces a grade and leaves the
    score. `rank`, `front_group` and `has_to_report` are set among the county's towns.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "town",
        "year",
        "score",
        "grade",
        "rank",
        "front_group",
        "has_to_report",
        "earned",
        "assessable",
        "bonus",
        "lines",
        "items",
        "targets",
        "vetoes",
        "by_quality",
        "acceptance",
    )
    brief: ClassVar[tuple[str, ...]] = ("town", "score", "grade", "rank")

    plan: AssessmentPlan
    town: str
    items: tuple[ItemResult, ...]
    targets: Mapping[str, TargetResult]
    vetoes: tuple[VetoFound, ...] = ()
    rank: int | None = None
    front_group: bool = False
    has_to_report: bool = False

    @property
    def year(self) -> int:
        """The assessment year."""
        return self.plan.year

    @cached_property
    def _regular(self) -> tuple[tuple[ItemResult, Points], ...]:
        return tuple(
            (one, one.points) for one in self.items if one.points is not None and not one.item.bonus
        )

    @property
    def not_assessable(self) -> tuple[ItemResult, ...]:
        """The items that could not be judged, bonuses left out."""
        return tuple(one for one in self.items if one.points is None and not one.item.bonus)

    @cached_property
    def earned(self) -> Points:
        """What the assessable items earned."""
        return sum((points for _, points in self._regular), Points(0))

    @cached_property
    def assessable(self) -> Points:
        """What the assessable items could have earned."""
        return sum((one.full for one, _ in self._regular), Points(0))

    @cached_property
    def bonus(self) -> Points:
        """The bonus, up to its cap."""
        total = sum(
            (one.points for one in self.items if one.item.bonus and one.points is not None),
            Points(0),
        )
        return min(total, Points(self.plan.bonus_cap))

    @property
    def rate(self) -> Rate:
        """The share of the assessable points that was earned, exact.

        Undefined when nothing is assessable.
        """
        return Rate(self.earned.thousandths, self.assessable.thousandths)

    @cached_property
    def score(self) -> Points | None:
        """The score on the scale of 100, with the bonus; None when nothing is assessable."""
        if not self.rate.defined:
            return None
        return Points(down_to_thousandth(FULL_SCALE, self.rate)) + self.bonus

    @cached_property
    def lines(self) -> tuple[ScoreLine, ...]:
        """The lines that add up to the score (得分明细).

        The items, the step to the scale of 100, and the bonus.
        """
        return tuple(_lines(self))

    @cached_property
    def grade(self) -> str | None:
        """The grade: by the score, or the worst that a veto forces.

        None when too little is assessable.
        """
        forced = [found.grade for found in self.vetoes]
        own = [] if (band := self.band) is None else [band.id]
        if not forced and not own:
            return None
        return max(forced + own, key=self.plan.rank_of)

    @property
    def band(self) -> GradeBand | None:
        """The grade that the score alone gives."""
        whole = sum(self.plan.sections.values())
        if (
            self.score is None
            or Rate(self.assessable.thousandths, whole) < self.plan.least_assessable
        ):
            return None
        score = self.score.thousandths
        return next(band for band in self.plan.grades if score >= band.low)

    @cached_property
    def by_quality(self) -> Mapping[Quality, Rate]:
        """For each section, what its assessable items earned over what they could have earned."""
        return {
            quality: Rate(
                sum(
                    points.thousandths
                    for one, points in self._regular
                    if one.item.quality is quality
                ),
                sum(one.item.points for one, _ in self._regular if one.item.quality is quality),
            )
            for quality in self.plan.sections
        }

    @cached_property
    def acceptance(self) -> Acceptance:
        """Whether the town is ready for acceptance, and why (验收结论)."""
        judged = {
            name: result.verdict
            for name, result in self.targets.items()
            if result.target.acceptance
        }
        met, missed, lacking = (
            tuple(name for name, verdict in judged.items() if verdict is wanted)
            for wanted in (Verdict.MET, Verdict.MISSED, Verdict.INSUFFICIENT)
        )
        if missed or self.vetoes:
            readiness = Readiness.NOT_READY
        else:
            readiness = Readiness.UNKNOWN if lacking or not met else Readiness.READY
        return Acceptance(readiness, met, missed, lacking)

    def say(self, language: Language = "en") -> str:
        """Return score, grade, rank and all items as text (文字说明)."""
        score, grade, rank = self.score, self.grade or "–", self.rank or "–"
        points, ready = "–" if score is None else score, self.acceptance.readiness.say(language)
        head = {
            "zh": f"{self.town}：{self.year} 年度 {points} 分，等级 {grade}，第 {rank}，{ready}",
            "en": f"{self.town}: {points} points in {self.year},"
            f" grade {grade}, rank {rank}, {ready}",
        }[language]
        rows = [
            head,
            *("  " + one.say(language) for one in self.items),
            *("  " + found.say(language) for found in self.vetoes),
        ]
        return "\n".join(rows)


def _lines(town: TownAssessment) -> Iterator[ScoreLine]:
    for one, points in town._regular:  # noqa: SLF001 - of this module
        yield ScoreLine(one.item.id, one.item.label, points)
    if town.score is None:
        return
    step = town.score - town.bonus - town.earned
    if step != Points(0):
        left, base = len(town.not_assessable), town.assessable
        label = Text(
            f"{left} 项不可评，按可评分值 {base} 折算为百分制",
            f"{left} items not assessable: brought from {base} assessable points"
            " to the scale of 100",
        )
        yield ScoreLine("scale", label, step)
    granted = Points(0)
    for one in town.items:
        if one.item.bonus and one.points is not None and one.points != Points(0):
            granted += one.points
            yield ScoreLine(one.item.id, one.item.label, one.points)
    if granted != town.bonus:
        yield ScoreLine("bonus-cap", Text("加分封顶", "cap on the bonus"), town.bonus - granted)


def _found(veto: Veto, facts: FactTables, town: str, plan: AssessmentPlan) -> VetoFound | None:
    rows = [
        row
        for row in facts.rows(veto.facts, town)
        if row.on in plan.period and fulfills(row, veto.where)
    ]
    ids = tuple(sorted(str(row.id) for row in rows if getattr(row, "id", None) is not None))
    return VetoFound(veto, ids, len(rows)) if rows else None


@clauses("1.b", "2.1.a", "2.2.a", "3.1.2.b")
def assess_town(
    plan: AssessmentPlan, facts: FactTables, town: str, targets: Mapping[str, TargetResult]
) -> TownAssessment:
    """Assess one town from the verdicts on its targets and its vetoes (乡镇考核).

    Ranks come with the county.
    """
    items = tuple(item_result(item, targets[item.target.id]) for item in plan.items)
    vetoes = tuple(
        found for veto in plan.vetoes if (found := _found(veto, facts, town, plan)) is not None
    )
    return TownAssessment(plan, town, items, targets, vetoes)
