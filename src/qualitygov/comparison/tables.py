"""Tables of continuous improvement (持续改进数据表)."""

from __future__ import annotations

from qualitygov.comparison.entities import ImprovementMeasure
from qualitygov.subject import TableSpec
from qualitygov.text import Text

IMPROVEMENTS = TableSpec(
    name="improvements",
    entity=ImprovementMeasure,
    label=Text("改进措施", "measures for improvement"),
    file="improvement_measures.csv",
)
