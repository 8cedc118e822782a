"""What was read and refused, as data: each problem once, in its place, and no person named."""

from __future__ import annotations

import attrs
import pytest

from qualitygov.core.fields import about
from qualitygov.errors import Problem
from qualitygov.interchange import FileCount
from qualitygov.interchange.folder import CountyReading
from qualitygov.report import TableFile, reading_document
from qualitygov.text import Text


@attrs.frozen
class Sample:
    on: str = attrs.field(metadata=about("日期", "on"))


@attrs.frozen
class Person:
    id: str = attrs.field(metadata=about("编号", "id"))
    name: str = attrs.field(metadata=about("姓名", "name", sensitivity="personal"))


EXPECTED = Text("应有", "expected")
FILES = {
    "samples.csv": TableFile(table="samples", entity=Sample),
    "items.csv": TableFile(table="samples", entity=Sample),
    "staff.csv": TableFile(table="staff", entity=Person),
}
COUNTS = (FileCount("samples.csv", 9, 2, 0), FileCount("staff.csv", 3, 1, 0))


def read(*problems):
    reading = CountyReading(None, None, COUNTS, problems)
    return reading_document(reading, files=FILES, present=["items.csv", "samples.csv"])


def problem(code, path, found="x", severity="error"):
    return Problem(code, path, found, EXPECTED, severity)


@pytest.mark.parametrize(
    ("made", "where", "expected"),
    [
        (problem("field.type", "samples.csv:3:on"), "samples", (3, "on", None, "x")),
        (problem("table.cells", "samples.csv:4"), "samples", (4, None, None, "x")),
        (
            problem("case.illegal", "samples.csv:2:T1.moves[0]"),
            "samples",
            (2, "T1.moves[0]", None, "x"),
        ),
        (problem("field.type", "items.csv:3:on"), "samples", (3, "on", None, "x")),
        (problem("table.orphan", "samples.csv:items"), "samples", (None, "items", None, "x")),
        (problem("field.type", "staff.csv:2:name", "王五"), "staff", (2, "name", None, None)),
        (problem("table.encoding", "samples.csv", ""), "file_errors", (None, None, None, None)),
        (problem("table.column", "samples.csv:1", "on"), "file_errors", (1, None, "on", "on")),
        (
            problem("table.column", "samples.csv:1", "备注", "warning"),
            "unknown_columns",
            (1, None, "备注", "备注"),
        ),
        (
            problem("county.orphan", "samples.csv:unit", "9", "warning"),
            "named",
            (None, "unit", None, "9"),
        ),
        (
            problem("code.check", "samples.csv:5:unit", "9", "warning"),
            "told",
            (5, "unit", None, "9"),
        ),
        (problem("county.file", "odd.csv", "", "warning"), "told", (None, None, None, None)),
        (problem("field.type", "odd.csv:2:on"), "file_errors", (2, "on", None, "x")),
    ],
)
def test_each_problem_has_its_place(made, where, expected):
    document = read(made)
    table = document["tables"].get(where)
    (entry,) = document[where] if table is None else table["refused"]
    assert (entry["row"], entry["field"], entry["column"], entry["found"]) == expected
    assert (entry["file"], entry["code"]) == (made.path.split(":")[0], made.code)
    assert entry["expected"] == {"zh": "应有", "en": "expected"}
    lists = [*(t["refused"] for t in document["tables"].values()), *list(document.values())[1:]]
    assert sum(map(len, lists)) == 1


def test_tables_say_what_was_read():
    assert read()["tables"] == {
        "samples": {
            "files": ["items.csv", "samples.csv"],
            "read": 9,
            "refused": [],
            "review": [],
            "ignored": [],
        },
        "staff": {"files": [], "read": 3, "refused": [], "review": [], "ignored": []},
    }
