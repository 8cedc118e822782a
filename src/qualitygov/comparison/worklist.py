"""What the report says of the year's analysis (对比分析分节)."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.comparison.analysis import QualityAnalysis
from qualitygov.comparison.change import Verdict
from qualitygov.comparison.observations import analyses_of
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.subject import Cell, Column, CountyView, Section
from qualitygov.text import Text

_LABEL = Text("同比有所改善、变差的乡镇", "towns improved, and worse, on the year before")


def _row(analysis: QualityAnalysis) -> tuple[Cell, ...]:
    verdicts = [change.verdict for change in analysis.changes.values()]
    better, worse = (
        sum(verdict is which for verdict in verdicts) for which in (Verdict.IMPROVED, Verdict.WORSE)
    )
    label = Quality(analysis.quality).label
    named = label + Text("：", ": ") + _LABEL
    return named, len(verdicts), Text(f"{better}、{worse}", f"{better}, {worse}")


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    return map(_row, analyses_of(view, context))


COMPARISON = Section(
    name="comparison",
    title=Text("对比分析", "Comparison"),
    clauses="3.1.3.c, 3.4.2.a",
    columns=(
        Column(Text("事项", "matter")),
        Column(Text("数量", "number"), "right"),
        Column(Text("情况", "what is lacking")),
    ),
    rows=_rows,
    order=125,
    most=10,
)
