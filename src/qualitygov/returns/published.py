"""Excuses as a section of the report (免予考核公布): used or not, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.returns.excused import excuse_states
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section
from qualitygov.text import Text


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for state in view.once(excuse_states, context):
        one = state.excuse
        approved = f"{one.approved_by} {one.approved_on}"
        yield state.name, state.what, one.reason, approved, one.document, state.outcome


EXCUSED = Section(
    name="excuses",
    title=Text("经核准免予考核", "Excuses"),
    clauses="3.1.2.b, 4.5.c",
    columns=(
        Column(Text("适用对象", "for")),
        Column(Text("免予考核事项", "what is excused")),
        Column(Text("理由", "reason")),
        Column(Text("批准单位和日期", "approved by, on")),
        Column(Text("文件", "document")),
        Column(Text("是否采用", "used")),
    ),
    rows=_rows,
    order=7,
    most=50,
)
