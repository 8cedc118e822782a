"""The tables of credit records and of what was decided on proposed ones (信用记录表、确认表)."""

from __future__ import annotations

from qualitygov.credit.confirmation import Confirmation
from qualitygov.credit.entities import CreditRecord
from qualitygov.subject.table import TableSpec
from qualitygov.text import Text

RECORDS = TableSpec(
    name="records",
    entity=CreditRecord,
    label=Text("信用记录", "credit records"),
    file="credit_records.csv",
    day="decided_on",
    owner="bureau",
    unit="subject",
    town=None,
)

CONFIRMATIONS = TableSpec(
    name="confirmations",
    entity=Confirmation,
    label=Text("拟入档记录确认", "confirmations of proposed records"),
    file="confirmations.csv",
    owner="bureau",
    unit=None,
    town=None,
)
