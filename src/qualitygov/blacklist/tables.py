"""The table of blacklist cases (黑名单案件表)."""

from __future__ import annotations

from qualitygov.blacklist.case import BlacklistCase
from qualitygov.blacklist.entities import Move
from qualitygov.subject.table import Child, TableSpec
from qualitygov.text import Text

CASES = TableSpec(
    name="cases",
    entity=BlacklistCase,
    label=Text("黑名单案件", "blacklist cases"),
    file="cases.csv",
    owner="bureau",
    unit="subject",
    town=None,
    child=Child(file="case_moves.csv", field="moves", entity=Move, key="case"),
)
