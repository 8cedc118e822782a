"""How hazards, plans, notices, risks and large cases stand (质量安全状态).

Clauses 3.1.3.e-g, 3.4.3.a, 3.4.3.c. Accidents are in `qualitygov.safety.accidents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import within_term
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem, bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.safety import HazardGrade, RiskKind, RiskMatrix
from qualitygov.rulebook.words import unknown
from qualitygov.safety.entities import (
    AccountableCase,
    AccountableRole,
    EmergencyPlan,
    Hazard,
    RiskAssessment,
    RiskNotice,
)
from qualitygov.safety.tables import HAZARDS, LARGE_CASES, NOTICES, PLANS, RISKS
from qualitygov.subject import CountyView
from qualitygov.text import Text


class HazardStage(Vocabulary):
    """Where a hazard stands in the loop (隐患进程)."""

    FOUND = "found", "已发现", "found"
    ORDERED = "ordered", "已责令整改", "ordered"
    RECTIFIED = "rectified", "已整改，待复查", "rectified, to be re-checked"
    STANDING = "standing", "复查未通过", "re-check not passed"
    PASSED = "passed", "复查通过，待销号", "re-check passed, to be closed"
    CLOSED = "closed", "已销号", "closed"


@attrs.frozen(kw_only=True)
class HazardState(Result):
    """A hazard as it stands on a day (隐患状态).

    `overdue`: not removed in time; None while nobody can say.
    """

    stage: HazardStage
    rectify_by: Due
    recheck_by: Due | None
    removed_on: date | None
    overdue: bool | None


def _stage(hazard: Hazard, context: Context) -> HazardStage:
    if context.happened(hazard.closed_on):
        return HazardStage.CLOSED
    if context.happened(hazard.rechecked_on):
        return HazardStage.PASSED if hazard.passed else HazardStage.STANDING
    if context.happened(hazard.rectified_on):
        return HazardStage.RECTIFIED
    return HazardStage.ORDERED if context.happened(hazard.ordered_on) else HazardStage.FOUND


@clauses("3.1.3.g", "3.4.3.a")
def hazard_state(hazard: Hazard, context: Context) -> HazardState:
    """Return how a hazard stands on a day (隐患状态); its time runs from the day it was found.

    It counts as removed on the day it was rectified, unless the re-check says otherwise. Removed on
    the last day is in time. Raises `RulebookError` for a grade that the book does not know.
    """
    hazard = context.seen(hazard)
    grade = context.rules.entry(HazardGrade, hazard.grade)
    by = context.due(hazard.found_on, grade.rectify_within)
    stage = _stage(hazard, context)
    done = context.past(hazard.rectified_on) if stage is not HazardStage.STANDING else None
    recheck = None
    if stage is HazardStage.RECTIFIED and done is not None:
        recheck = context.due(done, grade.recheck_within)
    return HazardState(
        stage=stage,
        rectify_by=by,
        recheck_by=recheck,
        removed_on=done,
        overdue=by.passed(context.as_of if done is None else done),
    )


def hazard_problems(hazard: Hazard, context: Context) -> Iterator[Problem]:
    """Yield a grade that no rule of the book has (隐患等级核对)."""
    known = context.rulebook.typed.get(HazardGrade.section, {})
    if hazard.grade not in known:
        what = Text("没有此隐患等级", "no such grade of hazard")
        yield unknown("hazard.grade", "grade", hazard.grade, known.keys(), what)


def hazard_states(view: CountyView, context: Context) -> tuple[tuple[Hazard, HazardState], ...]:
    """Return the hazards found by `as_of`, each with its state (各隐患状态)."""
    return tuple(
        (one, hazard_state(one, context))
        for one in view.known(HAZARDS, context)
        if context.happened(one.found_on)
    )


@attrs.frozen(kw_only=True, repr=False)
class PlanState(Result):
    """A kind of risk and how a town is prepared for it (应急准备情况), with its gaps."""

    brief: ClassVar[tuple[str, ...]] = ("risk", "plan", "gaps")

    risk: str
    label: Text
    plan: str | None
    drilled_on: date | None
    gaps: tuple[Text, ...]


def _gap(live: list[EmergencyPlan], drills: list[date], kind: RiskKind, day: date) -> Text | None:
    if not live:
        return Text("无有效预案", "no plan in force")
    if not drills:
        return Text("从未演练", "never drilled")
    if not within_term(drills[-1], day, kind.drill_within):
        return Text(f"最近演练 {drills[-1]}，已超期", f"last drilled on {drills[-1]}, too long ago")
    return None


def _plan_state(own: list[EmergencyPlan], kind: RiskKind, context: Context) -> PlanState:
    live = [plan for plan in own if plan.risk == kind.id and plan.valid_on(context.as_of)]
    held = (drill.held_on for plan in live for drill in plan.drills)
    drills = sorted(day for day in held if context.happened(day))
    gap = _gap(live, drills, kind, context.as_of)
    return PlanState(
        risk=kind.id,
        label=kind.label,
        plan=live[-1].id if live else None,
        drilled_on=drills[-1] if drills else None,
        gaps=() if gap is None else (gap,),
    )


@clauses("3.1.3.e", "2.2.2.h")
def plan_states(
    town: str, context: Context, *, plans: Iterable[EmergencyPlan]
) -> tuple[PlanState, ...]:
    """Return how a town is prepared for each kind of risk (应急预案与演练核对).

    A plan in force, and a drill within its time.
    """
    own = [plan for plan in context.known(plans) if plan.town == town]
    own.sort(key=lambda plan: (plan.valid_from, plan.id))
    kinds = context.rules.entries(RiskKind)
    return tuple(_plan_state(own, kinds[name], context) for name in sorted(kinds))


def towns_prepared(view: CountyView, context: Context) -> tuple[tuple[str, PlanState], ...]:
    """Return how each town is prepared for each kind of risk (各镇应急准备情况)."""
    plans = view.known(PLANS, context)
    return tuple(
        (town.code, state)
        for town in view.towns(context)
        for state in plan_states(town.code, context, plans=plans.of_town(town.code))
    )


@attrs.frozen(kw_only=True)
class Acknowledgement(Result):
    """Whether one recipient acknowledged a notice (签收情况)."""

    notice: str
    unit: str
    by: Due
    acknowledged_on: date | None

    def late(self, day: date) -> bool | None:
        """Whether it was late, or is not there beyond its time; the last day is in time."""
        return self.by.passed(day if self.acknowledged_on is None else self.acknowledged_on)


@clauses("3.1.3.f")
def acknowledgements(notice: RiskNotice, context: Context) -> tuple[Acknowledgement, ...]:
    """Return who acknowledged a notice and who did not (签收情况), in order of the units."""
    notice = context.seen(notice)
    by = context.due(notice.issued_on, "notice.acknowledge", by=context.as_of)
    return tuple(
        Acknowledgement(
            notice=notice.id,
            unit=one.unit,
            by=by,
            acknowledged_on=context.past(one.acknowledged_on),
        )
        for one in sorted(notice.recipients, key=lambda one: one.unit)
    )


def notice_states(
    view: CountyView, context: Context
) -> tuple[tuple[RiskNotice, tuple[Acknowledgement, ...]], ...]:
    """Return the notices issued by `as_of`, each with its acknowledgements (各通报签收情况)."""
    return tuple(
        (notice, acknowledgements(notice, context))
        for notice in view.known(NOTICES, context)
        if context.happened(notice.issued_on)
    )


@clauses("3.4.3.c")
def risk_level(assessment: RiskAssessment, context: Context) -> str:
    """Return the level of an assessed risk by the matrix (风险等级).

    Raises `FieldError` where likelihood or severity lies outside the matrix.

    >>> from qualitygov.rulebook import load_rulebook
    >>> one = RiskAssessment(
    ...     id="F1", town="330299101", assessed_on=date(2016, 5, 1), matter="电梯",
    ...     likelihood=4, severity=5,
    ... )
    >>> risk_level(one, Context(load_rulebook("strong-town"), as_of="2016-12-31"))
    'very-high'
    """
    rows = context.rules.entry(RiskMatrix, "main").rows
    if assessment.likelihood > len(rows) or assessment.severity > len(rows[0]):
        raise bilingual(
            "risk.matrix",
            f"应在 1 至 {len(rows)} 与 1 至 {len(rows[0])} 之间",
            f"expected 1 to {len(rows)} and 1 to {len(rows[0])}",
        )
    return rows[assessment.likelihood - 1][assessment.severity - 1]


def risk_levels(view: CountyView, context: Context) -> tuple[tuple[RiskAssessment, str], ...]:
    """Return the risks assessed by `as_of`, each with its level (各风险等级)."""
    return tuple(
        (one, risk_level(one, context))
        for one in view.known(RISKS, context)
        if context.happened(one.assessed_on)
    )


@attrs.frozen(kw_only=True)
class AccountabilityState(Result):
    """Who was held to account in a large case, and who was not (责任追究情况)."""

    case: str
    by: Due
    lacks: tuple[Text, ...]

    def overdue(self, day: date) -> bool:
        """Whether something is lacking beyond the time for it."""
        return bool(self.lacks) and self.by.passed(day) is True


@clauses("3.4.3.c")
def accountability_state(case: AccountableCase, context: Context) -> AccountabilityState:
    """Return what a large case still lacks (责任追究核对).

    Somebody in each role, and a decision on each person.
    """
    case = context.seen(case)
    lacks = []
    for role in AccountableRole:
        persons = [one for one in case.persons if one.role is role]
        if not persons:
            lacks.append(Text(f"未明确{role.label.zh}人", f"nobody who {role.label.en}"))
        elif not all(context.happened(one.decided_on) for one in persons):
            lacks.append(Text(f"{role.label.zh}人尚未处理", f"not decided: who {role.label.en}"))
    by = context.due(case.opened_on, "accountability.within", by=context.as_of)
    return AccountabilityState(case=case.id, by=by, lacks=tuple(lacks))


def accountability_states(
    view: CountyView, context: Context
) -> tuple[tuple[AccountableCase, AccountabilityState], ...]:
    """Return the large cases opened by `as_of`, each with what it lacks (各案责任追究情况)."""
    return tuple(
        (case, accountability_state(case, context))
        for case in view.known(LARGE_CASES, context)
        if context.happened(case.opened_on)
    )
