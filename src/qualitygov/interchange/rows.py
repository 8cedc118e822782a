"""Rows of a CSV file as they stand (原始行), and which of its headers feeds which column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import attrs

from qualitygov.errors import Problem
from qualitygov.interchange.columns import Column, columns_of, header_names
from qualitygov.text import Text


@attrs.frozen
class Row:
    """A row as it stands in a file (原始行): the number of its first line, and its cells."""

    line: int
    cells: dict[str, str]


def _decoded(path: Path, problems: list[Problem]) -> str | None:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    expected = Text("应为 UTF-8 或 GB18030 编码", "expected UTF-8 or GB18030")
    problems.append(Problem("table.encoding", path.name, "", expected))
    return None


def rows_of(path: Path, problems: list[Problem]) -> tuple[list[str], list[Row], list[int]]:
    """Return the header, the rows, and the lines of misshapen rows (逐行拆分)."""
    text = _decoded(path, problems)
    reader = csv.reader(io.StringIO(text or "", newline=""))
    header = [name.strip() for name in next(reader, [])]
    if not header and text is not None:
        problems.append(
            Problem("table.empty", path.name, "", Text("没有表头", "there is no header"))
        )
    rows, misshapen, line = [], [], reader.line_num + 1
    for cells in reader:
        if cells:
            if len(cells) == len(header):
                rows.append(Row(line, dict(zip(header, cells, strict=True))))
            else:
                misshapen.append(line)
                expected = Text(f"应有 {len(header)} 格", f"expected {len(header)} cells")
                problems.append(
                    Problem("table.cells", f"{path.name}:{line}", str(len(cells)), expected)
                )
        line = reader.line_num + 1
    return header, rows, misshapen


def matched_columns(
    cls: type, header: list[str], name: str, reserved: set[str], problems: list[Problem]
) -> dict[str, Column] | None:
    """Return which header feeds which column (列名对应); None when the table cannot be read at all."""
    columns = columns_of(cls, header)
    names = header_names(cls, columns)
    matched: dict[str, Column] = {}
    good = True
    for title in header:
        column = names.get(title)
        if title in reserved and column is None:
            continue
        if column is None:
            problems.append(
                Problem(
                    "table.column",
                    f"{name}:1",
                    title,
                    Text("未识别的列，未读入", "an unknown column, not read"),
                    "warning",
                )
            )
        elif column in matched.values() or header.count(title) > 1:
            problems.append(
                Problem(
                    "table.column",
                    f"{name}:1",
                    title,
                    Text(f"与另一列同为 {column.name}", f"another column is {column.name} as well"),
                )
            )
            good = False
        else:
            matched[title] = column
    for column in columns:
        if column.required and column not in matched.values():
            problems.append(
                Problem(
                    "table.column",
                    f"{name}:1",
                    column.name,
                    Text("缺少必需的列", "a required column is missing"),
                )
            )
            good = False
    return matched if good else None
