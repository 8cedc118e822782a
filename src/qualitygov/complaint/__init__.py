"""Complaints (质量投诉): registered, accepted, investigated, handled, within their deadlines.

Clause 3.1.4.a.
"""

from __future__ import annotations

from qualitygov.complaint.case import NEXT, Complaint, ComplaintStatus, Stage
from qualitygov.complaint.entities import (
    ComplaintKind,
    ComplaintMove,
    ComplaintMoveKind,
    ComplaintState,
    RefusalGround,
)
from qualitygov.complaint.records import ComplaintFact, complaint_facts, credit_records, overdue
from qualitygov.complaint.report import ReportFact, ViolationReport, report_facts, report_stages

__all__ = [
    "NEXT",
    "Complaint",
    "ComplaintFact",
    "ComplaintKind",
    "ComplaintMove",
    "ComplaintMoveKind",
    "ComplaintState",
    "ComplaintStatus",
    "RefusalGround",
    "ReportFact",
    "Stage",
    "ViolationReport",
    "complaint_facts",
    "credit_records",
    "overdue",
    "report_facts",
    "report_stages",
]
