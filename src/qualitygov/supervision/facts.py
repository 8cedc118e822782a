"""Fact rows of visits and quotas (检查与任务事实行). Clauses 3.1.4.b, 3.4.1.b, 3.4.3.b."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.supervision.entities import Finding, QuotaScope, VisitKind
from qualitygov.supervision.states import QuotaState, quota_states
from qualitygov.supervision.tables import QUOTAS, VISITS


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
class QuotaFact:
    """One quota whose last day has come, as indicators see it (任务事实), placed on that day."""

    id: str
    town: str
    on: date
    scope: Annotated[str, QuotaScope]
    held: int
    asked: int
    fulfilled: bool


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
    visits = view.known(VISITS, context)
    return quota_states(view.known(QUOTAS, context), context, visits=visits)


@clauses("3.4.1.b", "3.4.3.b")
def quota_facts(view: CountyView, context: Context) -> tuple[QuotaFact, ...]:
    """Return the rows of the quotas whose last day has come (任务事实行)."""
    return tuple(
        QuotaFact(
            id=state.quota.id,
            town=state.quota.town,
            on=state.quota.last_day,
            scope=state.quota.scope.value,
            held=state.rate.numerator,
            asked=state.quota.visits,
            fulfilled=not state.lacking,
        )
        for state in view.once(quotas, context)
        if context.happened(state.quota.last_day)
    )
