"""Fact rows of visits and quotas (检查与任务事实行). Clauses 3.1.4.b, 3.4.1.b, 3.4.3.b."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.enterprise import ENTERPRISES
from qualitygov.inspection import SAMPLES
from qualitygov.inspection.words import SampleDomain, Stage
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, settling, standing_of
from qualitygov.supervision.entities import Finding, QuotaScope, VisitKind
from qualitygov.supervision.plan import grades_of, high_risk_of, visits_of_period
from qualitygov.supervision.states import QuotaState, quota_states
from qualitygov.supervision.tables import QUOTAS, VISITS

QUOTA, VISIT = "supervision-quota", "visit-due"


@attrs.frozen(kw_only=True)
class VisitFact:
    """One visit as indicators see it (检查事实)."""

    id: str
    town: str
    on: date
    subject: str
    kind: Annotated[str, VisitKind]
    finding: Annotated[str, Finding]
    clean: bool
    drawn: bool


@attrs.frozen(kw_only=True)
class QuotaFact(Duty):
    """One quota as indicators see it (任务事实), placed on its last day; `unit` is its department.

    It is done when as many were held as were asked, and open until its last day has passed.
    """

    scope: Annotated[str, QuotaScope]
    topic: str
    held: Annotated[int, OUTCOME]
    asked: int
    domain: Annotated[str | None, SampleDomain]
    stage: Annotated[str | None, Stage]


@attrs.frozen(kw_only=True)
class VisitDueFact(Duty):
    """One visit that was due to a unit by its grade and risk (应检查事实), on the day it was due."""

    subject: str
    grade: str
    high_risk: bool


@clauses("3.1.4.b")
def visit_facts(view: CountyView, context: Context) -> tuple[VisitFact, ...]:
    """Return the rows of the visits held by ``context.as_of`` (检查事实行)."""
    return tuple(
        VisitFact(
            id=visit.id,
            town=visit.town,
            on=visit.held_on,
            subject=visit.subject,
            kind=visit.kind.value,
            finding=visit.finding.value,
            clean=visit.finding is Finding.NOTHING,
            drawn=visit.drawn,
        )
        for visit in view.known(VISITS, context)
        if context.happened(visit.held_on)
    )


def quotas(view: CountyView, context: Context) -> tuple[QuotaState, ...]:
    """Return how far each of the county's quotas is fulfilled (任务完成情况)."""
    return quota_states(
        view.known(QUOTAS, context),
        context,
        visits=view.known(VISITS, context),
        samples=view.known(SAMPLES, context),
    )


@clauses("3.4.1.b", "3.4.3.b")
def quota_facts(view: CountyView, context: Context) -> tuple[QuotaFact, ...]:
    """Return the rows of the quotas (任务事实行): those that run are open until their last day."""
    return tuple(_quota(state, context) for state in view.once(quotas, context))


def _quota(state: QuotaState, context: Context) -> QuotaFact:
    quota, by = state.quota, Due(state.quota.last_day)
    standing = Standing.DONE if not state.lacking else standing_of(by, None, context)
    return QuotaFact(
        id=quota.id,
        town=quota.town,
        on=quota.last_day,
        duty=QUOTA,
        standing=standing.value,
        unit=quota.department,
        by=by.day,
        settles_on=settling(standing, by),
        scope=quota.scope.value,
        topic=quota.topic,
        held=state.rate.numerator,
        asked=quota.visits,
        domain=None if quota.domain is None else quota.domain.value,
        stage=None if quota.stage is None else quota.stage.value,
    )


@clauses("3.1.4.b", "3.4.3.b")
def visit_due_facts(view: CountyView, context: Context) -> tuple[VisitDueFact, ...]:
    """Return the visits that were due in the period (应检查事实行), by grade and risk at its end.

    A unit that was never visited falls due from the day on which supervision of its kind began.
    """
    judged = context.judged
    due = visits_of_period(
        view.known(ENTERPRISES, judged),
        judged,
        grades=view.once(grades_of, judged),
        high_risk=view.once(high_risk_of, judged),
        visits=view.known(VISITS, judged),
    )
    return tuple(
        VisitDueFact(
            id=f"{one.code}/{one.due_on}",
            town=one.town,
            on=one.due_on,
            duty=VISIT,
            standing=one.standing.value,
            by=one.due_on,
            settles_on=settling(one.standing, Due(one.due_on)),
            subject=one.code,
            grade=one.grade,
            high_risk=one.high_risk,
        )
        for one in due
    )
