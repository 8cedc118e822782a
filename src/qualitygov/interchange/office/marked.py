"""The user's own file with what is wrong in it (退回表): marked cells, and reasons in added columns.

A copy with the same sheets, formats and order. Mended, it is read again: the added columns are
known to the reader and decide nothing.

Nobody's number goes back in full: a number of identity in any cell, a telephone number in a text or
under a header that says so. The reader needs neither to read the copy again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from qualitygov.codes.person import LEFT_OUT, discreet, hidden, left_out, phone
from qualitygov.core.names import sheet_name
from qualitygov.errors import MissingExtraError
from qualitygov.interchange.entry import Entry
from qualitygov.interchange.forms.headers import header_key
from qualitygov.interchange.forms.layout import HIGHEST
from qualitygov.interchange.forms.match import MARKS
from qualitygov.interchange.sheets import Failure, Sheet, sheets_of

RED, YELLOW, HEAD = "FFF4B6B6", "FFFFF2B3", "FFD9D9D9"
PERSON = "code.person"
KEPT = frozenset({".xlsx", ".xlsm"})
"""Files that openpyxl opens with their formats; of any other the cells are copied as text."""


@attrs.frozen
class Marked:
    """One file that goes back (退回文件): where it was written, and how many rows are marked."""

    file: str
    path: Path
    rows: int


@attrs.frozen
class _Mark:
    """What is said of one row: whether it is refused or kept for review, and the entries."""

    refused: bool
    entries: tuple[Entry, ...]

    @property
    def cells(self) -> tuple[str, str, str]:
        kind = "拒收" if self.refused else "待核"
        reasons = "；".join(dict.fromkeys(_reason(one) for one in self.entries))
        offered = (c for one in self.entries for c in one.choices or one.candidates)
        chosen = "；".join(dict.fromkeys(offered))
        return kind, reasons, chosen


def _reason(entry: Entry) -> str:
    column = " ".join((entry.column or "").split())
    return f"“{column}”：{entry.expected.zh}" if column else entry.expected.zh


Rows = Mapping[int, _Mark]


def _marks(refused: Iterable[Entry], review: Iterable[Entry]) -> dict[str, dict[str | None, Rows]]:
    """What is said of each row, by file and sheet."""
    found: dict[str, dict[str | None, dict[int, _Mark]]] = {}
    for bad, entries in ((True, refused), (False, review)):
        for entry in entries:
            if entry.row is None:
                continue
            rows = found.setdefault(entry.file, {}).setdefault(entry.sheet, {})
            before = rows.get(entry.row, _Mark(refused=False, entries=()))
            rows[entry.row] = _Mark(bad or before.refused, (*before.entries, entry))
    return {file: dict(sheets) for file, sheets in found.items()}


def _openpyxl() -> Any:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("openpyxl", "excel") from None
    return openpyxl


def _text_book(openpyxl: Any, sheets: Sequence[Sheet]) -> Any:
    """A workbook whose cells are all text: no code is destroyed, and no formula is made."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        title = sheet.name or PurePosixPath(sheet.file).stem
        made = book.create_sheet(sheet_name(title))
        for row in sheet.rows:
            for at, text in enumerate(row.cells, 1):
                if text:
                    _write(made.cell(row.number, at), text)
    return book


def _write(cell: Any, text: str) -> None:
    """Write text as text: what begins like a formula is none."""
    cell.value = "".join(one for one in text if one.isprintable() or one in "\n\t")
    cell.data_type = "s"
    cell.number_format = "@"


_PHONES = re.compile(r"电话|手机|联系方式|联系号码|phone|mobile|\btel\b", re.IGNORECASE)
_CALLED = re.compile(r"\d{7,12}|\d{3,4}-\d{7,8}", re.ASCII)
_NUMBER = re.compile(r"\d{17}[\dXx]", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)


def _without_numbers(sheet: Any, header: int | None) -> None:
    """Leave out the numbers of persons in all cells of a sheet (隐去个人号码).

    Where nobody knows the header, every number that may be of a mobile telephone is left out.
    """
    heads = {} if header is None else _heads(sheet, header)
    phones = {at for head, at in heads.items() if _PHONES.search(head)}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, (str, int)) and cell.data_type != "f":
                text = str(cell.value)
                called = _CALLED if cell.column in phones else _MOBILE if header is None else None
                alone = called is not None and called.fullmatch(text.strip())
                left = phone(text.strip()) if alone else _in_text(text)
                if left != text and _NUMBER.fullmatch(text.strip()):
                    left = left_out(text.strip())
                if left != text:
                    cell.value = left


def _in_text(text: str) -> str:
    """A text without the numbers of persons; a number alone may be an amount or a document's."""
    return hidden(text) if text.isdecimal() else discreet(text)


def _worksheet(book: Any, name: str | None) -> Any:
    return book.worksheets[0] if name is None else book[name]


def _last_column(sheet: Any) -> int:
    """The last column with something in it, under whatever header, merged cells among them."""
    cells = [c.column for row in sheet.iter_rows() for c in row if c.value not in (None, "")]
    merged = [one.max_col for one in sheet.merged_cells.ranges]
    return int(max([*cells, *merged], default=sheet.max_column))


def _own_columns(sheet: Any, header: int) -> list[int]:
    """The added columns, those of an earlier round if they are there."""
    known = {header_key(name): at for at, name in enumerate(MARKS)}
    found = {
        known[key]: cell.column
        for cell in sheet[header]
        if isinstance(cell.value, str) and (key := header_key(cell.value)) in known
    }
    if len(found) == len(MARKS):
        return [found[at] for at in range(len(MARKS))]
    first = _last_column(sheet) + 1
    return [first + at for at in range(len(MARKS))]


def _heads(sheet: Any, header: int) -> dict[str, int]:
    """The columns by what stands in the rows of the header, the lowest first."""
    found: dict[str, int] = {}
    for row in range(min(header + HIGHEST - 1, sheet.max_row), header - 1, -1):
        for cell in sheet[row]:
            if cell.value not in (None, ""):
                found.setdefault(str(cell.value), cell.column)
    return found


def _column_of(name: str | None, heads: Mapping[str, int]) -> int:
    """The column of a header, of several rows also, by the lowest of them; else the first."""
    if not name:
        return 1
    ends = [head for head in heads if name.endswith(head)]
    return heads.get(name) or (heads[max(ends, key=len)] if ends else 1)


def _mark_sheet(openpyxl: Any, sheet: Any, rows: Rows, header: int) -> None:
    fill = openpyxl.styles.PatternFill
    wrap = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    columns = _own_columns(sheet, header)
    for one in list(sheet.merged_cells.ranges):  # our own columns are written cell by cell
        if one.max_col in columns and one.max_row >= header:
            sheet.unmerge_cells(str(one))
    heads = _heads(sheet, header)
    for row in range(header + 1, sheet.max_row + 1):  # what an earlier round said
        for at in columns:
            sheet.cell(row, at).value = None
    for at, name in zip(columns, MARKS, strict=True):
        head = sheet.cell(header, at)
        _write(head, name)
        head.fill = fill("solid", fgColor=HEAD)
        sheet.column_dimensions[head.column_letter].width = 48 if name == MARKS[1] else 16
    for number, mark in rows.items():
        for at, text in zip(columns, mark.cells, strict=True):
            cell = sheet.cell(number, at)
            _write(cell, discreet(text))
            cell.alignment = wrap
        colour = fill("solid", fgColor=RED if mark.refused else YELLOW)
        for entry in mark.entries:
            cell = sheet.cell(number, _column_of(entry.column, heads))
            cell.fill = colour
            if entry.code == PERSON and cell.value is not None:
                text = str(cell.value).strip()
                _write(cell, text if LEFT_OUT in text else left_out(text))


def _header_rows(entries: Mapping[tuple[str, str | None], int], file: str, name: str | None) -> int:
    return entries.get((file, name), 1)


def _header_of(
    headers: Mapping[tuple[str, str | None], int], file: str, title: str, *, kept: bool
) -> int | None:
    """The row of the header of a sheet of a copy; None where nobody knows it."""
    return next(
        (
            row
            for (of, name), row in headers.items()
            if of == file and (name is None or (name if kept else sheet_name(name)) == title)
        ),
        None,
    )


def marked_copies(
    folder: Path,
    out: Path,
    refused: Sequence[Entry],
    review: Sequence[Entry],
    headers: Mapping[tuple[str, str | None], int],
) -> Iterator[Marked]:
    """Write a copy of each file in which rows were refused or kept for review (写出退回表).

    `folder` holds the files as they were read, `headers` says for each file and sheet in which row
    its header stands. A workbook keeps its sheets and formats; any other file comes back as a
    workbook of text, with the ending ``.xlsx``. Raises `MissingExtraError` without the extra
    ``excel``.
    """
    openpyxl = _openpyxl()
    for file, sheets in _marks(refused, review).items():
        source = folder / file
        if not source.is_file():
            continue
        kept = source.suffix.lower() in KEPT
        if kept:
            book = openpyxl.load_workbook(source, keep_vba=source.suffix.lower() == ".xlsm")
        else:
            read = sheets_of(source, file)
            if isinstance(read, Failure):
                continue
            book = _text_book(openpyxl, read)
        for sheet in book.worksheets:
            _without_numbers(sheet, _header_of(headers, file, sheet.title, kept=kept))
        for name, rows in sheets.items():
            header = _header_rows(headers, file, name)
            _mark_sheet(
                openpyxl,
                _worksheet(book, name if kept or name is None else sheet_name(name)),
                rows,
                header,
            )
        path = _target(folder, out, file, kept=kept)
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        yield Marked(file, path, sum(len(rows) for rows in sheets.values()))


def _target(folder: Path, out: Path, file: str, *, kept: bool) -> Path:
    """Where the copy goes: under its own name, as a workbook.

    Beside a workbook of that name, or a copy of one, the ending of the file stays in the name.
    """
    if kept:
        return out / file
    plain = Path(file).with_suffix(".xlsx")
    taken = (folder / plain).exists() or (out / plain).exists()
    return out / f"{file}.xlsx" if taken else out / plain
