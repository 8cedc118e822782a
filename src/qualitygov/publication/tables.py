"""Tables of publication (公示数据表)."""

from __future__ import annotations

from qualitygov.publication.entities import EnforcementCase
from qualitygov.subject import TableSpec
from qualitygov.text import Text

PENALTIES = TableSpec(
    name="penalties",
    entity=EnforcementCase,
    label=Text("行政处罚", "cases of enforcement"),
    file="enforcement_cases.csv",
    key=("subject", "id"),
    owner="bureau",
    unit="subject",
)
"""Cases in which a penalty was decided (行政处罚)."""
