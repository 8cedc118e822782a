"""The document of what was read (读取情况文件): tables, refused rows, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from qualitygov.core.fields import about_field
from qualitygov.core.form import to_plain
from qualitygov.errors import Problem
from qualitygov.interchange.folder import CountyReading

Document = dict[str, Any]


@attrs.frozen(kw_only=True)
class TableFile:
    """What a file of a county carries (数据文件): its table's name, and the class of its rows."""

    table: str
    entity: type


def _place(problem: Problem) -> tuple[str, int | None, str | None]:
    """File, row and field of a problem, whose path is ``file:row:field``."""
    file, _, rest = problem.path.partition(":")
    row, _, field = rest.partition(":")
    if row.isdecimal():
        return file, int(row), field or None
    return file, None, rest or None


def _personal(table: TableFile | None, field: str | None) -> bool:
    if table is None or field is None:
        return False
    known = attrs.fields_dict(table.entity)
    return any(
        about_field(known[name]).sensitivity == "personal"
        for name in re.split(r"[.\[\]]", field)
        if name in known
    )


def _entry(problem: Problem, files: Mapping[str, TableFile]) -> Document:
    file, row, field = _place(problem)
    unknown_column = problem.code == "table.column" and field is None
    hidden = _personal(files.get(file), field)
    return {
        "file": file,
        "sheet": None,
        "row": row,
        "column": problem.found if unknown_column else None,
        "field": field,
        "code": problem.code,
        "found": None if hidden or not problem.found else problem.found,
        "expected": to_plain(problem.expected),
    }


def _sorted(problem: Problem, files: Mapping[str, TableFile]) -> str:
    """Where an entry belongs: a part of the document, or the table that refused a row."""
    file, row, field = _place(problem)
    if problem.severity == "warning":
        by_code = {"table.column": "unknown_columns", "county.orphan": "named"}
        return by_code.get(problem.code, "told")
    whole = field is None and (row is None or problem.code == "table.column")
    if whole or file not in files:
        return "file_errors"
    return f"tables.{files[file].table}"


def reading_document(
    reading: CountyReading, *, files: Mapping[str, TableFile], present: Iterable[str]
) -> Document:
    """What was read, and what was refused, row by row (读取情况).

    `files` says what each known file carries, `present` which are there. Nothing that stood in a
    field of a person is repeated.
    """
    parts: dict[str, list[Document]] = {}
    there = tuple(present)
    for problem in reading.problems:
        parts.setdefault(_sorted(problem, files), []).append(_entry(problem, files))
    tables: dict[str, Document] = {}
    for count in reading.files:
        name = files[count.file].table if count.file in files else count.file
        tables.setdefault(name, _empty_table())["read"] += count.read
    for name, table in tables.items():
        table["files"] = [f for f in there if f in files and files[f].table == name]
        table["refused"] = parts.get(f"tables.{name}", [])
    named = {name: parts.get(name, []) for name in ("file_errors", "named", "unknown_columns")}
    return {"tables": tables, **named, "told": parts.get("told", [])}


def _empty_table() -> Document:
    return {"files": [], "read": 0, "refused": [], "review": [], "ignored": []}
