"""Tables as no office should send them (不合格数据表): each cell may be wrong in a way that occurs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from qualitygov.core.given import entity_class
from qualitygov.core.schema import schema_of
from qualitygov.interchange.columns import columns_of
from qualitygov.strategies.derived import entities

MOST_ROWS = 6
WRONG = (
    "", " ", "\u3000", "\ufeff", "-", "/", "无", "null", "NaN", "#REF!", "#DIV/0!", "=1+1", "+86",
    "0", "-1", "1e5", "12.50000001", "９１", "1,000", "true", "TRUE", "是否", "2016-02-30",
    "2016/2/3", "20160203", "42370", "2016年2月", "1899-12-30", "9999-12-31", "91330299",
    "91330299MA2837B62I", "'91330299MA2837B62L", "<script>", "a\nb", 'a"b', "a,b", "甲\u200b乙",
    "\x00", "😀", "x" * 300,
)  # fmt: skip
"""Cells that offices, spreadsheets and strangers have sent."""

Cells = dict[str, str | None]


def _cell(value: Any) -> str | None:
    return None if value is None else str(value)


@st.composite
def _tables(draw: DrawFn, cls: Any) -> list[Cells]:
    names = [column.field for column in columns_of(cls, [])]
    schema = schema_of(cls)
    rows: list[Cells] = []
    for one in draw(st.lists(entities(cls), min_size=1, max_size=MOST_ROWS)):
        plain = schema.dump(one)
        rows.append({name: _cell(plain.get(name)) for name in names})
    for row in rows:
        for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
            row[name] = draw(st.sampled_from(WRONG))
    if draw(st.booleans()):
        rows.append(dict(rows[0]))  # the same row twice
    if draw(st.integers(0, 3)) == 0:
        lost = draw(st.sampled_from(names))
        rows = [{name: value for name, value in row.items() if name != lost} for row in rows]
    return rows


def hostile_tables(cls: type[Any]) -> SearchStrategy[list[Cells]]:
    """Rows of text cells for an entity (不合格数据表): right ones, and some of them spoiled."""
    return _tables(entity_class(cls))
