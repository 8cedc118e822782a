"""How plans, notices, risks and large cases stand (质量安全状态).

Clauses 3.1.3.e-f, 3.4.3.c. Hazards and accidents have modules of their own beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.safety import RiskKind, RiskMatrix
from qualitygov.safety.entities import (
    AccountableCase,
    AccountableRole,
    EmergencyPlan,
    RiskAssessment,
    RiskNotice,
)
from qualitygov.safety.tables import LARGE_CASES, NOTICES, PLANS, RISKS
from qualitygov.subject import CountyView, owed
from qualitygov.text import Text

NOTICE, ACCOUNTABILITY = "risk-notice", "accountability"


@attrs.frozen(kw_only=True, repr=False)
class PlanState(Result):
    """A kind of risk and how a town is prepared for it (应急准备情况), with its gaps."""

    brief: ClassVar[tuple[str, ...]] = ("risk", "plan", "gaps")

    risk: str
    label: Text
    plan: str | None
    drilled_on: date | None
    gaps: tuple[Text, ...]


@clauses("3.1.3.e", "2.2.2.h")
def drill_due(kind: str, since: date, context: Context) -> Due:
    """Return by when a kind of risk is to be drilled again after a day (下次演练期限).

    By the rule of that day. A later rule with a shorter time runs from its own first day on, so
    that nobody is late by a rule younger than the day; what comes first counts. Unknown where no
    rule, or none that anybody has verified, says it.
    """
    versions = context.rulebook.typed.get(RiskKind.section, {}).get(kind, ())
    found = [
        context.due_by(max(since, first), rule, "drill_within")
        for first, last, rule in versions
        if isinstance(rule, RiskKind) and first <= context.as_of and since <= (last or date.max)
    ]
    known = [by for by in found if by.day is not None]
    return min(known, key=lambda by: by.day or date.max, default=next(iter(found), Due(None)))


def _gap(live: list[EmergencyPlan], drills: list[date], kind: str, context: Context) -> Text | None:
    if not live:
        return Text("无有效预案", "no plan in force")
    if not drills:
        return Text("从未演练", "never drilled")
    if drill_due(kind, drills[-1], context).passed(context.as_of):
        return Text(f"最近演练 {drills[-1]}，已超期", f"last drilled on {drills[-1]}, too long ago")
    return None


def _plan_state(own: list[EmergencyPlan], kind: RiskKind, context: Context) -> PlanState:
    live = [plan for plan in own if plan.risk == kind.id and plan.valid_on(context.as_of)]
    held = (drill.held_on for plan in live for drill in plan.drills)
    drills = sorted(day for day in held if context.happened(day))
    gap = None if kind.unsigned else _gap(live, drills, kind.id, context)
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

    A plan of the town's own in force, and a drill within its time.
    """
    own = [plan for plan in context.known(plans) if plan.town == town and plan.subject is None]
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
def acknowledgements(
    notice: RiskNotice, context: Context, *, units: Iterable[str] = ()
) -> tuple[Acknowledgement, ...]:
    """Return who acknowledged a notice and who did not (签收情况), in order of the units.

    Those whom the notice names, and the `units` that must be told of its products. It is due as the
    notice says, else by the rule of the day on which it was issued.
    """
    notice = context.seen(notice)
    named = {one.unit: context.past(one.acknowledged_on) for one in notice.recipients}
    everyone = {**dict.fromkeys(units), **named}
    if notice.acknowledge_by is not None:
        by: Due | None = Due(notice.acknowledge_by)
    else:
        by = owed(NOTICE, notice.issued_on, context)
    return tuple(
        Acknowledgement(notice=notice.id, unit=unit, by=by, acknowledged_on=day)
        for unit, day in sorted(everyone.items())
        if by is not None
    )


def concerned(notice: RiskNotice, view: CountyView, context: Context) -> tuple[str, ...]:
    """Return the units of the town that make or sell products of the notice's class (涉及单位).

    As they did on the day on which it was issued.
    """
    offers = view.data.tables.get("offers")
    if notice.category is None or offers is None:
        return ()
    return tuple(
        sorted(
            {
                offer.subject
                for offer in context.known(offers.of_town(notice.town))
                if offer.category == notice.category and offer.running(notice.issued_on)
            }
        )
    )


def notice_states(
    view: CountyView, context: Context
) -> tuple[tuple[RiskNotice, tuple[Acknowledgement, ...]], ...]:
    """Return the notices issued by `as_of`, each with its acknowledgements (各通报签收情况)."""
    return tuple(
        (notice, acknowledgements(notice, context, units=concerned(notice, view, context)))
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


@attrs.frozen(kw_only=True, repr=False)
class AccountabilityState(Result):
    """Who was held to account in a large case, and who was not (责任追究情况)."""

    case: str
    by: Due
    lacks: tuple[Text, ...]
    settled_on: date | None

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
    by = owed(ACCOUNTABILITY, case.opened_on, context) or Due(None)
    decided = [day for one in case.persons if (day := context.past(one.decided_on)) is not None]
    return AccountabilityState(
        case=case.id,
        by=by,
        lacks=tuple(lacks),
        settled_on=None if lacks else max(decided),
    )


def accountability_states(
    view: CountyView, context: Context
) -> tuple[tuple[AccountableCase, AccountabilityState], ...]:
    """Return the large cases opened by `as_of`, each with what it lacks (各案责任追究情况)."""
    return tuple(
        (case, accountability_state(case, context))
        for case in view.known(LARGE_CASES, context)
        if context.happened(case.opened_on)
    )
