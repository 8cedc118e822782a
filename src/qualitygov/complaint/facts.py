"""Fact rows of complaints, reports and public requests (投诉举报与诉求事实行). Clauses 3.1.4.a-b."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from qualitygov.complaint.case import Complaint, ComplaintStatus, Stage, begun
from qualitygov.complaint.entities import (
    ComplaintKind,
    ComplaintMoveKind,
    ComplaintState,
    ViolationReport,
)
from qualitygov.complaint.states import complaint_states, report_stages, telling
from qualitygov.complaint.tables import REPORTS, REQUESTS
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.service import ANSWERS, SatisfactionScale
from qualitygov.subject import CountyView, Duty, Standing, owed, settling, standing_of

SATISFIED, ANSWERED = "complaint-satisfied", "request-answered"
THEN = {"complaint-accept": "handle", "complaint-handle": "tell"}
"""Which stage comes after which."""


@attrs.frozen(kw_only=True)
class ComplaintFact(Duty):
    """One stage of a complaint as indicators see it (投诉办理事实): accepted, handled, told.

    Placed on the day on which the complaint was registered. `subject` is the unit complained of.
    """

    complaint: str
    kind: Annotated[str, ComplaintKind]
    subject: str | None
    state: Annotated[str, ComplaintState]
    upheld: bool


@attrs.frozen(kw_only=True)
class SatisfactionFact(Duty):
    """One complainant who was asked (投诉人满意度事实): done where satisfied, failed where not."""

    kind: Annotated[str, ComplaintKind]
    answer: int


@attrs.frozen(kw_only=True)
class ReportFact(Duty):
    """One stage of a report of a violation (举报办理事实): checked, and its named author told."""

    report: str
    subject: str
    filed: bool


@attrs.frozen(kw_only=True)
class RequestFact(Duty):
    """One request of the public (群众诉求事实): answered in time or not."""

    channel: str


def stage_standing(stage: Stage, context: Context) -> Standing:
    """Return how a stage stands (环节办理情形); while its clock stands it is open."""
    if stage.stands_since is not None and stage.late(context.as_of) is not True:
        return Standing.OPEN
    return standing_of(stage.by, stage.done_on, context)


def _due_stages(status: ComplaintStatus, context: Context) -> Iterator[Stage]:
    """The stages that began, and those after one that is missing: they are due in their turn.

    A complaint that nobody touched is neither accepted nor handled nor told, once each day is past.
    """
    yield from status.stages
    last = status.stages[-1]
    while stage_standing(last, context) is Standing.MISSING and last.duty in THEN:
        assert last.by.day is not None
        last = begun(THEN[last.duty], last.by.day, context)
        yield last


@clauses("3.1.4.a")
def complaint_facts(view: CountyView, context: Context) -> tuple[ComplaintFact, ...]:
    """Return the stages of the complaints registered by `as_of` (投诉事实行)."""
    return tuple(
        _complaint_fact(one, status, stage, at, context)
        for one, status in view.once(complaint_states, context)
        for at, stage in enumerate(_due_stages(status, context))
    )


def _complaint_fact(
    one: Complaint, status: ComplaintStatus, stage: Stage, at: int, context: Context
) -> ComplaintFact:
    standing = stage_standing(stage, context)
    stands = stage.stands_since is not None
    return ComplaintFact(
        id=f"{one.id}/{at + 1}-{stage.duty.removeprefix('complaint-')}",
        town=one.town,
        on=one.registered_on,
        duty=stage.duty,
        standing=standing.value,
        by=None if stands else stage.by.day,
        settles_on=None if stands else settling(standing, stage.by),
        complaint=one.id,
        kind=one.kind.value,
        subject=one.subject,
        state=status.state.value,
        upheld=status.result is ComplaintMoveKind.UPHELD,
    )


@clauses("3.1.4.a")
def satisfaction_facts(view: CountyView, context: Context) -> tuple[SatisfactionFact, ...]:
    """Return the complainants that were asked by `as_of` (投诉人满意度事实行).

    One without a day was asked when the complaint was closed.
    """
    rules = context.rules
    scale = rules.entry(SatisfactionScale, rules.choice("service.scale"))
    satisfied_from = ANSWERS + 1 - scale.satisfied
    return tuple(
        SatisfactionFact(
            id=one.id,
            town=one.town,
            on=one.registered_on,
            duty=SATISFIED,
            standing=(
                Standing.DONE if one.satisfaction >= satisfied_from else Standing.FAILED
            ).value,
            kind=one.kind.value,
            answer=one.satisfaction,
        )
        for one, status in view.once(complaint_states, context)
        if one.satisfaction is not None and _asked(one, status, context)
    )


def _asked(one: Complaint, status: ComplaintStatus, context: Context) -> bool:
    if one.asked_on is None:
        return status.state is ComplaintState.CLOSED
    return context.happened(one.asked_on)


@clauses("3.1.4.a")
def report_facts(view: CountyView, context: Context) -> tuple[ReportFact, ...]:
    """Return the stages of the reports received by `as_of` (举报事实行)."""
    return tuple(
        _report_fact(one, stage, context)
        for one in view.known(REPORTS, context)
        if context.happened(one.received_on)
        for stage in _report_stages(one, context)
    )


def _report_stages(one: ViolationReport, context: Context) -> Iterator[Stage]:
    stages = report_stages(one, context)
    yield from stages
    last = stages[-1]
    missing = stage_standing(last, context) is Standing.MISSING
    if one.named and len(stages) == 1 and missing and last.by.day is not None:
        yield telling(last.by.day, None, context)


def _report_fact(one: ViolationReport, stage: Stage, context: Context) -> ReportFact:
    standing = stage_standing(stage, context)
    return ReportFact(
        id=f"{one.id}/{stage.duty.removeprefix('report-')}",
        town=one.town,
        on=one.received_on,
        duty=stage.duty,
        standing=standing.value,
        by=stage.by.day,
        settles_on=settling(standing, stage.by),
        report=one.id,
        subject=one.subject,
        filed=context.happened(one.decided_on) and one.filed,
    )


@clauses("3.1.4.a")
def request_facts(view: CountyView, context: Context) -> tuple[RequestFact, ...]:
    """Return the requests of the public received by `as_of` (群众诉求事实行)."""
    rows = []
    for one in view.known(REQUESTS, context):
        by = owed(ANSWERED, one.received_on, context)
        if by is None or not context.happened(one.received_on):
            continue
        standing = standing_of(by, one.answered_on, context)
        rows.append(
            RequestFact(
                id=one.id,
                town=one.town,
                on=one.received_on,
                duty=ANSWERED,
                standing=standing.value,
                unit=one.department,
                by=by.day,
                settles_on=settling(standing, by),
                channel=one.channel,
            )
        )
    return tuple(rows)
