"""The table of credit records (信用记录表)."""

from __future__ import annotations

from qualitygov.credit.entities import CreditRecord
from qualitygov.subject.table import TableSpec
from qualitygov.text import Text

RECORDS = TableSpec(
    name="records",
    entity=CreditRecord,
    label=Text("信用记录", "credit records"),
    file="credit_records.csv",
    owner="bureau",
    unit="subject",
    town=None,
)
