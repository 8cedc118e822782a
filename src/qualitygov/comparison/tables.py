"""Tables of continuous improvement (持续改进数据表)."""

from __future__ import annotations

from qualitygov.comparison.entities import ImprovementMeasure, RegularAnalysis
from qualitygov.subject import TableSpec
from qualitygov.text import Text

IMPROVEMENTS = TableSpec(
    name="improvements",
    entity=ImprovementMeasure,
    label=Text("改进措施", "measures for improvement"),
    file="improvement_measures.csv",
)
ANALYSES = TableSpec(
    name="analyses",
    entity=RegularAnalysis,
    label=Text("定期质量分析", "regular analyses"),
    file="quality_analyses.csv",
    department="department",
)
