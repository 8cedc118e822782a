"""Complaints (质量投诉): registered, accepted, investigated, handled, within their deadlines.

Clauses 3.1.4.a-b.
"""

from __future__ import annotations

from qualitygov.complaint.case import NEXT, Complaint, ComplaintStatus, Stage
from qualitygov.complaint.entities import (
    ComplaintKind,
    ComplaintMove,
    ComplaintMoveKind,
    ComplaintState,
    PublicRequest,
    RefusalGround,
    ViolationReport,
)
from qualitygov.complaint.events import ComplaintEvent, complaint_events
from qualitygov.complaint.facts import (
    ComplaintFact,
    ReportFact,
    RequestFact,
    SatisfactionFact,
    complaint_facts,
    report_facts,
    request_facts,
    satisfaction_facts,
)
from qualitygov.complaint.states import complaint_problems, complaint_states, report_stages
from qualitygov.complaint.tables import COMPLAINTS, REPORTS, REQUESTS
from qualitygov.complaint.worklist import SECTIONS, WORKLISTS, complaints_overdue
from qualitygov.subject import (
    EventSpec,
    FactSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

__all__ = [
    "COMPLAINTS",
    "NEXT",
    "REPORTS",
    "REQUESTS",
    "SUBJECT",
    "Complaint",
    "ComplaintEvent",
    "ComplaintFact",
    "ComplaintKind",
    "ComplaintMove",
    "ComplaintMoveKind",
    "ComplaintState",
    "ComplaintStatus",
    "PublicRequest",
    "RefusalGround",
    "ReportFact",
    "RequestFact",
    "SatisfactionFact",
    "Stage",
    "ViolationReport",
    "complaint_events",
    "complaint_facts",
    "complaint_problems",
    "complaint_states",
    "complaints_overdue",
    "report_facts",
    "report_stages",
    "request_facts",
    "satisfaction_facts",
]

SUBJECT = Subject(
    name="complaint",
    label=Text("质量投诉", "complaints"),
    tables=(COMPLAINTS, REPORTS, REQUESTS),
    facts=(
        FactSpec(
            name="complaint",
            row=ComplaintFact,
            make=complaint_facts,
            rests_on=(COMPLAINTS,),
            per="complaint",
            most=3,
            weights=(
                Weight("complaints", brings=3),
                Weight("complaint_moves", brings=2, spoils=1),
            ),
        ),
        FactSpec(
            name="complainant",
            row=SatisfactionFact,
            make=satisfaction_facts,
            rests_on=(COMPLAINTS,),
            weights=(Weight("complaint_moves", spoils=1),),
        ),
        FactSpec(
            name="report",
            row=ReportFact,
            make=report_facts,
            rests_on=(REPORTS,),
            per="report",
            most=2,
        ),
        FactSpec(name="public-request", row=RequestFact, make=request_facts, rests_on=(REQUESTS,)),
    ),
    events=(EventSpec(name="complaint", row=ComplaintEvent, make=complaint_events),),
    worklists=WORKLISTS,
    sections=SECTIONS,
    checks=((Complaint, complaint_problems),),
)
