"""Tables of publication (公示数据表)."""

from __future__ import annotations

from qualitygov.publication.entities import EnforcementCase
from qualitygov.publication.entities_filed import FiledCase
from qualitygov.subject import TableSpec
from qualitygov.text import Text

PENALTIES = TableSpec(
    name="penalties",
    entity=EnforcementCase,
    label=Text("行政处罚", "cases of enforcement"),
    file="enforcement_cases.csv",
    owner="bureau",
    unit="subject",
)
"""Cases in which a penalty was decided (行政处罚)."""

FILED_CASES = TableSpec(
    name="filed_cases",
    entity=FiledCase,
    label=Text("立案案件", "filed cases"),
    file="filed_cases.csv",
    owner="bureau",
    unit="subject",
)
"""Cases that were filed, decided or not (立案案件)."""
