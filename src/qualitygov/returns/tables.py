"""Tables of the year (年度报送数据表): returns, excuses, closed results, later findings."""

from __future__ import annotations

from qualitygov.returns.entities import ClosedResult, Excuse, LaterFinding, Return
from qualitygov.subject import TableSpec
from qualitygov.text import Text

RETURNS = TableSpec(
    name="returns",
    entity=Return,
    label=Text("报表", "returns"),
    file="returns.csv",
    owner="office",
)

EXCUSES = TableSpec(
    name="excuses",
    entity=Excuse,
    label=Text("免予考核", "excuses"),
    file="excuses.csv",
    town=None,
    owner="office",
)

CLOSED = TableSpec(
    name="closed_results",
    entity=ClosedResult,
    label=Text("核定结果", "closed results"),
    file="closed_results.csv",
    owner="office",
)

FINDINGS = TableSpec(
    name="later_findings",
    entity=LaterFinding,
    label=Text("追加扣分", "later findings"),
    file="later_findings.csv",
    owner="office",
)
