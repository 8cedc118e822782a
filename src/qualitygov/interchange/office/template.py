"""Workbooks to fill (填报模板): a sheet for each table, and one that says how to fill them.

What is filled in is read back without any mapping. Notes and examples stand in cell notes and on a
sheet of their own, and are never taken for data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.office import examples
from qualitygov.interchange.office.headings import Heading, headings_of
from qualitygov.interchange.office.writer import Book
from qualitygov.rulebook.book import Rulebook

NOTES = "填表说明"
LAST = 20_000
"""So many rows have drop-downs and checks."""

NARROWEST, WIDEST = 12, 40
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(9999, 12, 31)
_HEAD = ("工作表", "列名", "是否必填", "填写形式", "计量单位", "示例", "说明")
_WIDTHS = (24, 34, 10, 44, 12, 26, 60)
_GENERAL = (
    "1. 每行填一条，从表头下一行起填；表头、工作表名和列的顺序请勿改动，不用的列可以不填。",
    "2. 带 * 的列必须填写；空着的单元格表示“未知”或“没有”，不要填 0、无、/ 等。",
    "3. 代码、编号列已设为文本格式，请勿改为数字，否则 15 位以上的代码会被表格软件改坏。",
    "4. 有下拉列表的列从列表中选择；各列可选的词见本表下方。",
    "5. 本表所列示例仅供参考，读入时不计；填好后把整个工作簿放入县域文件夹的 data 中即可。",
)


@attrs.frozen
class _Part:
    """One sheet to fill (待填工作表): its table and columns."""

    table: TableAbout
    headings: tuple[Heading, ...]

    @property
    def name(self) -> str:
        return self.table.sheet_name


@attrs.define
class _Notes:
    """The sheet of notes while it is laid out: its rows, and where the words of each list stand."""

    rows: list[tuple[str, Sequence[str]]] = attrs.field(factory=list)
    lists: dict[tuple[str, ...], str] = attrs.field(factory=dict)

    def add(self, style: str, *cells: str) -> None:
        self.rows.append((style, cells))

    def words(self, heading: Heading) -> None:
        """Add the words of a column one below the other, once for each list."""
        words = tuple(word.label for word in heading.words)
        if not words or words in self.lists:
            return
        self.add("text")
        self.add("head", f"可选的词：{heading.title}")
        first = len(self.rows) + 1
        for word in words:
            self.add("text", word)
        self.lists[words] = f"='{NOTES}'!$A${first}:$A${len(self.rows)}"


def _about(heading: Heading) -> str:
    """What the note on a header says."""
    parts = [
        ("必填" if heading.required else "选填") + "。" + heading.meaning,
        f"填写形式：{heading.form}。",
        f"计量单位：{heading.unit}。" if heading.unit else "",
        f"示例：{heading.example}" if heading.example else "",
    ]
    return "\n".join(part for part in parts if part)


def _line(part: _Part, heading: Heading) -> tuple[str, ...]:
    """What the sheet of notes says of a column."""
    return (
        part.name,
        heading.header,
        "必填" if heading.required else "选填",
        heading.form,
        heading.unit or "",
        heading.example or "按实际填写",
        heading.meaning,
    )


def _notes(title: str, parts: Sequence[_Part]) -> _Notes:
    notes = _Notes()
    notes.add("title", f"《{title}》{NOTES}")
    for line in _GENERAL:
        notes.add("plain", line)
    notes.add("text")
    notes.add("head", *_HEAD)
    for part in parts:
        for one in part.headings:
            notes.add("text", *_line(part, one))
    for part in parts:
        for one in part.headings:
            notes.words(one)
    return notes


def _write_notes(book: Book, notes: _Notes) -> None:
    sheet = book.sheet(NOTES)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width, book.formats["text"])
    styles = {"text": "wrap", "plain": "text"}
    for row, (style, cells) in enumerate(notes.rows):
        for at, text in enumerate(cells):
            sheet.write_string(row, at, text, book.formats[styles.get(style, style)])


# The sheets to fill


def _width(heading: Heading) -> int:
    """How wide a column is: a Chinese character takes two places."""
    wide = sum(1 if one.isascii() else 2 for one in heading.header) + 4
    longest = max((len(word.label) * 2 for word in heading.words), default=0)
    least = 24 if "代码" in heading.title else NARROWEST
    return max(least, min(WIDEST, max(wide, longest)))


def _format(heading: Heading) -> str:
    """Text for everything that a spreadsheet would otherwise make into something else."""
    if heading.kind == "day" and not heading.several:
        return "day"
    number = heading.kind in ("whole", "decimal") and not heading.several
    return "number" if number else "text"


def _checks(heading: Heading, lists: dict[tuple[str, ...], str]) -> Iterator[dict[str, Any]]:
    """What a spreadsheet checks while a column is filled."""
    told = {"input_title": heading.title[:32], "input_message": _short(heading)}
    if heading.words:
        source = lists[tuple(word.label for word in heading.words)]
        wrong = {"error_title": "不在列表中", "error_message": "请从下拉列表选择。"}
        yield {
            **told,
            **wrong,
            "validate": "list",
            "source": source,
            "show_error": not (heading.several or heading.open),
        }
    elif heading.several:
        return
    elif heading.kind == "flag":
        wrong = {"error_title": "应为是或否", "error_message": "请选“是”或“否”。"}
        yield {**told, **wrong, "validate": "list", "source": ["是", "否"]}
    elif heading.kind == "day":
        yield {
            **told,
            "validate": "date",
            "criteria": "between",
            "minimum": _FIRST_DAY,
            "maximum": _LAST_DAY,
            "error_type": "warning" if heading.loose else "stop",
            "error_title": "应为日期",
            "error_message": f"{heading.form}。"[:255],
        }
    elif heading.kind in ("whole", "decimal"):
        yield from _number(heading, told)


def _number(heading: Heading, told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if heading.low is None:
        return
    both = heading.high is not None
    limits = {"minimum": heading.low, "maximum": heading.high} if both else {"value": heading.low}
    yield {
        **told,
        **limits,
        "validate": "integer" if heading.kind == "whole" else "decimal",
        "criteria": "between" if both else ">=",
        "error_title": "数值不合要求",
        "error_message": f"应为{heading.form}。",
    }


def _short(heading: Heading) -> str:
    return f"{'必填' if heading.required else '选填'}；{heading.form}"[:255]


def _write_part(book: Book, part: _Part, notes: _Notes) -> None:
    sheet = book.sheet(part.name)
    for at, heading in enumerate(part.headings):
        sheet.set_column(at, at, _width(heading), book.formats[_format(heading)])
        style = book.formats["star" if heading.required else "head"]
        sheet.write_string(0, at, heading.header, style)
        sheet.write_comment(0, at, _about(heading), {"author": "", "x_scale": 2, "y_scale": 1.5})
        for one in _checks(heading, notes.lists):
            sheet.data_validation(1, at, LAST, at, one)
    sheet.freeze_panes(1, 0)


def template_file(table: TableAbout) -> str:
    """Return the name of a table's workbook (模板文件名).

    >>> from qualitygov.county.subjects import SUBJECTS
    >>> from qualitygov.interchange.catalogue import catalogue
    >>> template_file(catalogue(SUBJECTS)["samples"])
    '抽查样品.xlsx'
    """
    return f"{TableAbout(table.spec).sheet_name}.xlsx"


def template_workbook(table: TableAbout, book: Rulebook, *, county: str = examples.COUNTY) -> bytes:
    """Return a workbook to fill (填报模板): a table's sheet, those of its child tables, and notes.

    `book` gives the words of drop-downs, `county` the code that examples begin with. The template
    of a child table is that of its parent. Raises `MissingExtraError` without the extra ``excel``.
    """
    own = TableAbout(table.spec)
    tables = (own, *(TableAbout(table.spec, child) for child in table.spec.children))
    parts = [_Part(one, headings_of(one, book, county)) for one in tables]
    notes = _notes(own.label.zh, parts)
    made = Book(own.label.zh)
    for part in parts:
        _write_part(made, part, notes)
    _write_notes(made, notes)
    return made.content()
