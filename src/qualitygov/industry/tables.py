"""Tables of figures and evidence (统计数字与证据材料数据表)."""

from __future__ import annotations

from qualitygov.industry.entities import Evidence, Figure
from qualitygov.subject import TableSpec
from qualitygov.text import Text

FIGURES = TableSpec(
    name="figures",
    entity=Figure,
    label=Text("统计数字", "figures"),
    file="figures.csv",
    owner="bureau",
)
EVIDENCE = TableSpec(
    name="evidence", entity=Evidence, label=Text("证据材料", "evidence"), file="evidence.csv"
)
