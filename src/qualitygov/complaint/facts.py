"""Fact rows of complaints and reports (投诉举报事实行). Clauses 3.1.4.a-b."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.complaint.case import Complaint, ComplaintStatus
from qualitygov.complaint.entities import ComplaintMoveKind, ComplaintState, ViolationReport
from qualitygov.complaint.states import complaint_states, kept, report_stages
from qualitygov.complaint.tables import REPORTS
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.service import ANSWERS, SatisfactionScale
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class ComplaintFact:
    """One complaint as indicators see it (投诉事实).

    `judged` says that the deadlines are known, `asked` that the complainant was asked.
    """

    id: str
    town: str
    on: date
    kind: str
    subject: str | None
    state: str
    closed: bool
    judged: bool
    in_time: bool | None
    overdue: bool
    upheld: bool
    asked: bool
    satisfied: bool | None


@clauses("3.1.4.a")
def complaint_facts(view: CountyView, context: Context) -> tuple[ComplaintFact, ...]:
    """Return the rows of the complaints registered by `as_of` (投诉事实行)."""
    rules = context.rules
    scale = rules.entry(SatisfactionScale, rules.choice("service.scale"))
    satisfied_from = ANSWERS + 1 - scale.satisfied
    states = view.once(complaint_states, context)
    return tuple(_complaint_fact(one, status, satisfied_from) for one, status in states)


def _complaint_fact(one: Complaint, status: ComplaintStatus, satisfied_from: int) -> ComplaintFact:
    closed = status.state is ComplaintState.CLOSED
    answer = one.satisfaction if closed else None
    return ComplaintFact(
        id=one.id,
        town=one.town,
        on=one.registered_on,
        kind=one.kind.value,
        subject=one.subject,
        state=status.state.value,
        closed=closed,
        judged=status.in_time is not None,
        in_time=status.in_time,
        overdue=status.overdue,
        upheld=status.result is ComplaintMoveKind.UPHELD,
        asked=answer is not None,
        satisfied=None if answer is None else answer >= satisfied_from,
    )


@attrs.frozen(kw_only=True)
class ReportFact:
    """One report as indicators see it (举报事实); `judged` says that its deadlines are known."""

    id: str
    town: str
    on: date
    subject: str
    decided: bool
    filed: bool
    judged: bool
    in_time: bool | None


@clauses("3.1.4.a")
def report_facts(view: CountyView, context: Context) -> tuple[ReportFact, ...]:
    """Return the rows of the reports received by `as_of` (举报事实行)."""
    received = (one for one in view.known(REPORTS, context) if context.happened(one.received_on))
    return tuple(_report_fact(one, context) for one in received)


def _report_fact(one: ViolationReport, context: Context) -> ReportFact:
    in_time = kept(report_stages(one, context), context)
    decided = context.happened(one.decided_on)
    return ReportFact(
        id=one.id,
        town=one.town,
        on=one.received_on,
        subject=one.subject,
        decided=decided,
        filed=decided and one.filed,
        judged=in_time is not None,
        in_time=in_time,
    )
