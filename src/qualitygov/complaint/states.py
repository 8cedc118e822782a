"""How complaints and reports stand (投诉举报状态). Clauses 3.1.4.a-b."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qualitygov.complaint.case import Complaint, ComplaintStatus, Stage
from qualitygov.complaint.entities import ViolationReport
from qualitygov.complaint.tables import COMPLAINTS
from qualitygov.core.clauses import clauses
from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.text import Text

CHECK = Text("核查并决定是否立案", "check, and decide whether to file a case")
TELL = Text("告知实名举报人", "tell the named author")


def complaint_states(
    view: CountyView, context: Context
) -> tuple[tuple[Complaint, ComplaintStatus], ...]:
    """Return the complaints registered by `as_of`, each with its status (各投诉状态)."""
    return tuple(
        (one, one.status(context))
        for one in view.known(COMPLAINTS, context)
        if context.happened(one.registered_on)
    )


def complaint_problems(complaint: Complaint, context: Context) -> Iterable[Problem]:
    """Return every illegal move of a complaint (投诉程序问题)."""
    return complaint.problems(context)


@clauses("3.1.4.a", "3.1.4.b")
def report_stages(report: ViolationReport, context: Context) -> tuple[Stage, ...]:
    """Return the stages of a report with their deadlines (举报办理环节), as they stand on a day.

    An extension granted in time is counted from the end of the first term, by the rule of the day
    on which the report came in. Telling is due to a named author only. SAMR Order 20, art. 31.
    """
    report = context.seen(report)
    by = context.due(report.received_on, "report.check")
    extended = context.past(report.extended_on)
    if extended is not None and by.day is not None and extended <= by.day:
        by = context.extended(by, "report.check-extension", on=report.received_on)
    decided = context.past(report.decided_on)
    stages = [Stage(CHECK, report.received_on, by, decided, "report-check")]
    if decided is not None and report.named:
        stages.append(telling(decided, context.past(report.told_on), context))
    return tuple(stages)


def telling(begun_on: date, told_on: date | None, context: Context) -> Stage:
    """Return the stage in which the named author of a report is told (告知环节)."""
    return Stage(TELL, begun_on, context.due(begun_on, "report.tell"), told_on, "report-tell")
