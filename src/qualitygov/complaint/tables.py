"""Tables of complaints and reports (投诉举报数据表)."""

from __future__ import annotations

from qualitygov.complaint.case import Complaint
from qualitygov.complaint.entities import ComplaintMove, PublicRequest, ViolationReport
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

COMPLAINTS = TableSpec(
    name="complaints",
    entity=Complaint,
    label=Text("投诉", "complaints"),
    file="complaints.csv",
    unit="subject",
    child=Child(file="complaint_moves.csv", field="moves", entity=ComplaintMove, key="complaint"),
    lasts=2,
)

REPORTS = TableSpec(
    name="reports",
    entity=ViolationReport,
    label=Text("举报", "reports of violations"),
    file="violation_reports.csv",
    owner="bureau",
    unit="subject",
)

REQUESTS = TableSpec(
    name="public_requests",
    entity=PublicRequest,
    label=Text("群众诉求", "requests of the public"),
    file="public_requests.csv",
    department="department",
)
"""Requests of the public by 12345 and like channels (群众诉求)."""
