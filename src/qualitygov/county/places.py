"""How towns stand in their year (各镇名次): as closed, where the year was closed; else as computed.

A closed result stands, whatever is computed today: rank, front group, who has to report, and what a
later year is compared with all follow it. Clauses 2.2.a, 4.5.c, 4.5.e.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Self

import attrs

from qualitygov.assessment.parts import OpenPart
from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.ranking import competition_ranks, front_of
from qualitygov.assessment.said import said_grade, said_rank, said_score
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points
from qualitygov.core.result import Result
from qualitygov.credit import confirmations_of_nothing
from qualitygov.returns import (
    ClosedResult,
    Closing,
    DecisionFlaw,
    closing_flaws,
    excuse_flaws,
    finding_flaws,
)
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.text import Language, Text

NO_RECORD = Text("确认的记录不存在", "the record that it decides on does not exist")
EARLIER = Text("早于拟入档记录", "before the record that it decides on")


@attrs.frozen(kw_only=True, repr=False)
class Place(Result):
    """How a town stands in its year (乡镇名次).

    Rank, score and grade with their bounds, which agree where the result was `closed`. `unsettled`
    is what can still change them, each with the day by which it is settled; what has no day of its
    own is settled at the year's cut-off, when open facts count as they stand.
    """

    brief: ClassVar[tuple[str, ...]] = ("town", "rank", "score", "grade", "closed")

    town: str
    rank: int | None
    rank_between: tuple[int, int] | None
    score: Points | None
    lowest: Points | None
    highest: Points | None
    grade: str | None
    grade_between: tuple[str, str] | None
    front_group: bool
    has_to_report: bool
    closed: bool
    unsettled: tuple[OpenPart, ...] = ()

    @classmethod
    def of_closed(cls, result: ClosedResult) -> Self:
        """Return the place that a closed result gives (核定名次), by itself."""
        return cls(
            town=result.town,
            rank=result.rank,
            rank_between=(result.rank, result.rank),
            score=result.score,
            lowest=result.score,
            highest=result.score,
            grade=result.grade,
            grade_between=(result.grade, result.grade),
            front_group=False,
            has_to_report=False,
            closed=True,
        )

    @property
    def settles_on(self) -> date | None:
        """The day by which the last open part is settled; None where one has no such day."""
        days = [one.settles_on for one in self.unsettled]
        known = [day for day in days if day is not None]
        return max(known, default=None) if len(known) == len(days) else None

    @property
    def said_rank(self) -> str:
        """The rank as a person reads it."""
        return said_rank(self.rank, self.rank_between)

    @property
    def said_score(self) -> str:
        """The score as a person reads it."""
        return said_score(self.score, self.lowest, self.highest)

    @property
    def said_grade(self) -> Text:
        """The grade as a person reads it: alone where it is final."""
        return said_grade(self.grade, self.grade_between)

    def say(self, language: Language = "en") -> str:
        """Return score, grade and rank, and what would settle them, as one sentence."""
        grade, rank = self.said_grade.say(language), self.said_rank
        text = {
            "zh": f"{self.said_score} 分，等级 {grade}，第 {rank} 名",
            "en": f"{self.said_score} points, grade {grade}, rank {rank}",
        }[language]
        if not self.unsettled:
            return text
        parts = "；" if language == "zh" else "; "
        what = parts.join(one.say(language) for one in self.unsettled)
        return text + {"zh": f"；待定：{what}", "en": f"; open: {what}"}[language]


def _by_cutoff(part: OpenPart, context: Context) -> OpenPart:
    """What has no day of its own is settled at the cut-off, as long as that is to come."""
    if part.settles_on is not None or context.as_of >= context.cutoff:
        return part
    return attrs.evolve(part, settles_on=context.cutoff)


def _computed(town: TownAssessment, context: Context) -> Place:
    return Place(
        town=town.town,
        rank=town.rank,
        rank_between=town.rank_between,
        score=town.score,
        lowest=town.lowest,
        highest=town.highest,
        grade=town.grade,
        grade_between=town.grade_between,
        front_group=town.front_group,
        has_to_report=town.has_to_report,
        closed=False,
        unsettled=tuple(_by_cutoff(one, context) for one in town.unsettled),
    )


def _vetoed(result: ClosedResult, plan: AssessmentPlan) -> bool:
    """Whether a closed grade is worse than its score gives: a veto forced it."""
    return _step(result, plan) > 0


def _step(result: ClosedResult, plan: AssessmentPlan) -> int:
    """How many grades below that of its score a result was closed; negative above it."""
    return plan.rank_of(result.grade) - plan.rank_of(plan.grade_at(result.score))


@clauses("4.5.c", "4.5.e")
def places_of(
    towns: Iterable[TownAssessment], closings: Mapping[str, Closing], context: Context
) -> Mapping[str, Place]:
    """Return how each town stands (各镇名次), in order of rank.

    Where the year was closed, the front group and the last towns are those of the closed ranks.
    """
    places, vetoed, plan = dict[str, Place](), dict[str, bool](), None
    for town in towns:
        plan, closing = town.plan, closings.get(town.town)
        if closing is None:
            places[town.town], vetoed[town.town] = _computed(town, context), bool(town.vetoes)
        else:
            places[town.town] = Place.of_closed(closing.standing)
            vetoed[town.town] = _vetoed(closing.standing, plan)
    if plan is None or not closings:
        return places
    ranks = [one.rank for one in places.values() if one.rank is not None]
    for code, one in places.items():
        if one.rank is not None:
            front, last = front_of(one.rank, ranks, plan, vetoed=vetoed[code])
            places[code] = attrs.evolve(one, front_group=front, has_to_report=last)
    ordered = sorted(places.values(), key=lambda one: (one.rank is None, one.rank or 0, one.town))
    return {one.town: one for one in ordered}


# What is wrong with the decisions on a year


def _contradictions(
    results: Iterable[ClosedResult], towns: Iterable[str], plan: AssessmentPlan
) -> Iterator[DecisionFlaw]:
    """Ranks, scores and grades that cannot all be right, and towns without a result."""
    standing = list(results)
    keys = [(not _vetoed(one, plan), one.score.thousandths) for one in standing]
    left = sorted({*towns} - {one.town for one in standing})
    for one, rank in zip(standing, competition_ranks(keys), strict=True):
        if _step(one, plan) < 0:
            found = plan.grade_at(one.score)
            why = Text(
                f"核定 {one.score} 分应为 {found} 等，核定等级为 {one.grade}",
                f"{one.score} points are grade {found}, and it was closed with grade {one.grade}",
            )
            yield DecisionFlaw(id=one.id, town=one.town, why=why, counts=True)
        if not left and one.rank != rank:
            why = Text(
                f"核定第 {one.rank} 名，按核定得分应为第 {rank} 名",
                f"closed with rank {one.rank}, which by the closed scores is rank {rank}",
            )
            yield DecisionFlaw(id=one.id, town=one.town, why=why, counts=True)
    for town in left if standing else ():
        why = Text(
            "其他乡镇已核定，该镇尚无核定结果", "closed for other towns, and not for this one"
        )
        yield DecisionFlaw(id=town, town=town, why=why, counts=True)


def _confirmations_of_nothing(view: CountyView, context: Context) -> Iterator[DecisionFlaw]:
    """The decisions on proposed records that decide nothing: no such record, or it came later."""
    for one, record in view.once(confirmations_of_nothing, context):
        why = NO_RECORD if record is None else EARLIER
        yield DecisionFlaw(id=one.record, town="", why=why)


@clauses("4.5.c", "4.5.e")
def decision_flaws(
    view: CountyView, plan: AssessmentPlan, closings: Mapping[str, Closing], context: Context
) -> tuple[DecisionFlaw, ...]:
    """Return what is wrong with the decisions on a year (年度决定差错): those not used, and clashes.

    Ranks that contradict the scores stand until a decision corrects them, as after the score of one
    town was corrected and the others' ranks were not.
    """
    towns = [town.code for town in view.towns(context)]
    standing = [closing.standing for closing in closings.values()]
    return (
        *closing_flaws(view, context),
        *excuse_flaws(view, context),
        *_confirmations_of_nothing(view, context),
        *_contradictions(standing, towns, plan),
        *finding_flaws(view, context),
    )
