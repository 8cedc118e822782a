"""Fact rows of complaints, reports and public requests (投诉举报与诉求事实行). Clauses 3.1.4.a-b."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.service import ANSWERS, SatisfactionScale
from qualitygov.subject import (
    CountyView,
    Duty,
    Standing,
    cutoff_after,
    owed,
    settling,
    standing_of,
)

SATISFIED, ANSWERED = "complaint-satisfied", "request-answered"
THEN = {"complaint-accept": "handle", "complaint-handle": "tell"}
"""Which stage comes after which."""
UNDONE = frozenset({Standing.OPEN, Standing.MISSING})


@attrs.frozen(kw_only=True)
class ComplaintFact(Duty):
    """One stage of a complaint as indicators see it (投诉办理事实): accepted, handled, told.

    Placed on the day on which the complaint was registered. `subject` is the unit complained of.
    """

    complaint: str
    kind: Annotated[str, ComplaintKind]
    subject: str | None
    state: Annotated[str, ComplaintState, OUTCOME]
    upheld: Annotated[bool, OUTCOME]


@attrs.frozen(kw_only=True)
class SatisfactionFact(Duty):
    """One complainant who was asked (投诉人满意度事实): done where satisfied, failed where not."""

    kind: Annotated[str, ComplaintKind]
    answer: Annotated[int | None, OUTCOME]


@attrs.frozen(kw_only=True)
class ReportFact(Duty):
    """One stage of a report of a violation (举报办理事实): checked, and its named author told."""

    report: str
    subject: str
    filed: Annotated[bool, OUTCOME]


@attrs.frozen(kw_only=True)
class RequestFact(Duty):
    """One request of the public (群众诉求事实): answered in time or not."""

    channel: str


def stage_standing(stage: Stage, context: Context) -> Standing:
    """Return how a stage stands (环节办理情形); while its clock stands it is open."""
    if stage.stands_since is not None and stage.late(context.as_of) is not True:
        return Standing.OPEN
    return standing_of(stage.by, stage.done_on, context)


@attrs.frozen
class _Due:
    """A stage that is due (应办环节), how it stands, and the day by which an open one is settled."""

    stage: Stage
    standing: Standing
    settles_on: date | None

    @classmethod
    def of(cls, stage: Stage, context: Context) -> _Due:
        """One that began."""
        standing, stands = stage_standing(stage, context), stage.stands_since is not None
        return cls(stage, standing, None if stands else settling(standing, stage.by))


def _closes(day: date, context: Context) -> date | None:
    """The cut-off of the year for which a day counts, if it is still to come (尚未截止)."""
    cutoff = cutoff_after(day, context)
    return None if cutoff is None or cutoff <= context.as_of else cutoff


def _to_come(last: _Due, after: Stage, closes: date | None, context: Context) -> _Due:
    """The stage after one that is open or missing: it may still be done in time, by the cut-off.

    What was never begun by then is missing in its turn.
    """
    if last.standing is Standing.OPEN:
        days = last.settles_on, after.by.day
        known = [day for day in days if day is not None]
        return _Due(after, Standing.OPEN, max(known) if len(known) == len(days) else None)
    standing = stage_standing(after, context)
    if standing is Standing.MISSING and closes is not None:
        return _Due(after, Standing.OPEN, closes)
    return _Due(after, standing, settling(standing, after.by))


def _due_stages(
    one: Complaint, status: ComplaintStatus, context: Context
) -> Iterator[tuple[date, _Due]]:
    """The stages that began, and those that are to come, each with the day on which it counts.

    A complaint that nobody touched is neither accepted nor handled nor told. What follows a
    reopening counts on its day, and not for a year that is over.
    """
    found = [_Due.of(stage, context) for stage in status.stages]
    last = found[-1]
    closes = _closes(last.stage.reopened_on or one.registered_on, context)
    while last.standing in UNDONE and last.stage.duty in THEN:
        start = last.stage.by.day or last.stage.begun_on
        after = begun(THEN[last.stage.duty], start, context)
        after = attrs.evolve(after, reopened_on=last.stage.reopened_on)
        last = _to_come(last, after, closes, context)
        found.append(last)
    for due in found:
        yield due.stage.reopened_on or one.registered_on, due


@clauses("3.1.4.a")
def complaint_facts(view: CountyView, context: Context) -> tuple[ComplaintFact, ...]:
    """Return the stages of the complaints registered by `as_of` (投诉事实行).

    With those that are to come of one that is not closed: they are open.
    """
    return tuple(
        ComplaintFact(
            id=f"{one.id}/{at}-{due.stage.duty.removeprefix('complaint-')}",
            town=one.town,
            on=on,
            duty=due.stage.duty,
            standing=due.standing.value,
            by=None if due.stage.stands_since is not None else due.stage.by.day,
            settles_on=due.settles_on,
            complaint=one.id,
            kind=one.kind.value,
            subject=one.subject,
            state=status.state.value,
            upheld=status.result is ComplaintMoveKind.UPHELD,
        )
        for one, status in view.once(complaint_states, context)
        for at, (on, due) in enumerate(_due_stages(one, status, context), start=1)
    )


@clauses("3.1.4.a")
def satisfaction_facts(view: CountyView, context: Context) -> tuple[SatisfactionFact, ...]:
    """Return the complainants that were asked by `as_of` (投诉人满意度事实行).

    One without a day was asked when the complaint was closed. Until the cut-off everybody else may
    still be asked, and is open.
    """
    rules = context.rules
    scale = rules.entry(SatisfactionScale, rules.choice("service.scale"))
    satisfied_from = ANSWERS + 1 - scale.satisfied
    found = (
        _complainant(one, status, satisfied_from, context)
        for one, status in view.once(complaint_states, context)
    )
    return tuple(fact for fact in found if fact is not None)


def _complainant(
    one: Complaint, status: ComplaintStatus, satisfied_from: int, context: Context
) -> SatisfactionFact | None:
    """One complainant's answer, open while it may still come; None where nobody asked."""
    answer = one.satisfaction if _asked(one, status, context) else None
    closes = _closes(one.registered_on, context) if answer is None else None
    if answer is not None:
        standing = Standing.DONE if answer >= satisfied_from else Standing.FAILED
    elif closes is not None:
        standing = Standing.OPEN
    else:
        return None
    return SatisfactionFact(
        id=one.id,
        town=one.town,
        on=one.registered_on,
        duty=SATISFIED,
        standing=standing.value,
        settles_on=closes,
        kind=one.kind.value,
        answer=answer,
    )


def _asked(one: Complaint, status: ComplaintStatus, context: Context) -> bool:
    if one.asked_on is None:
        return status.state is ComplaintState.CLOSED
    return context.happened(one.asked_on)


@clauses("3.1.4.a")
def report_facts(view: CountyView, context: Context) -> tuple[ReportFact, ...]:
    """Return the stages of the reports received by `as_of` (举报事实行)."""
    return tuple(
        _report_fact(one, due, context)
        for one in view.known(REPORTS, context)
        if context.happened(one.received_on)
        for due in _report_stages(one, context)
    )


def _report_stages(one: ViolationReport, context: Context) -> Iterator[_Due]:
    """The stages that began, and the answer to a named author that is to come."""
    found = [_Due.of(stage, context) for stage in report_stages(one, context)]
    last = found[-1]
    if one.named and len(found) == 1 and last.standing in UNDONE:
        after = telling(last.stage.by.day or last.stage.begun_on, None, context)
        found.append(_to_come(last, after, _closes(one.received_on, context), context))
    yield from found


def _report_fact(one: ViolationReport, due: _Due, context: Context) -> ReportFact:
    return ReportFact(
        id=f"{one.id}/{due.stage.duty.removeprefix('report-')}",
        town=one.town,
        on=one.received_on,
        duty=due.stage.duty,
        standing=due.standing.value,
        by=due.stage.by.day,
        settles_on=due.settles_on,
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
