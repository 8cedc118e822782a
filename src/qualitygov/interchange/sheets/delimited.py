"""Text files of cells (分隔文本文件): which delimiter, and where a quotation mark swallows rows."""

from __future__ import annotations

import csv
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from qualitygov.interchange.sheets.grid import Sheet, SheetRow

DELIMITERS = (",", "\t", ";", "|", "，", "；")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LOOKED_AT = 50
Known = Callable[[str], bool]


_ANY_LENGTH = (1 << 31) - 1
_LIMIT = threading.RLock()


@contextmanager
def any_length() -> Iterator[None]:
    """Let cells be of any length while they are read (单元格长度不限), and then as before.

    The limit is one for the whole program, so that one thread reads at a time.
    """
    with _LIMIT:
        before = csv.field_size_limit(_ANY_LENGTH)
        try:
            yield
        finally:
            csv.field_size_limit(before)


@any_length()
def cells_of(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line (一行的单元格); none of a line that is no row."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


@any_length()
def closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quotation mark that opens in these lines closes in them (引号是否闭合)."""
    last: list[str] = []
    try:
        for last in csv.reader([*lines, ""], delimiter=delimiter):  # noqa: B007 - the last counts
            pass
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" not in str(error)
    return True


@any_length()
def strictly(lines: Sequence[str], delimiter: str) -> bool:
    """Whether the quotation marks of a record stand at the edges of its cells alone (引号是否规范)."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


@any_length()
def _width(text_lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many cells most rows have by this delimiter, and how many rows have them."""
    try:
        rows = [row for row in csv.reader(text_lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0, 0
    counts = Counter(len(row) for row in rows)
    return max(((w, n) for w, n in counts.items() if w > 1), key=lambda p: p[1], default=(1, 0))


def _hits(lines: Sequence[str], delimiter: str, known: Known) -> int:
    """How many cells of one line are names of columns, by this delimiter."""
    return max((sum(map(known, cells_of(line, delimiter))) for line in lines), default=0)


def delimiter_of(lines: Sequence[str], known: Known = lambda _: False) -> str:
    """Return what separates the cells (分隔符): what makes most names of columns in one line.

    `known` says whether a cell is such a name. Without any it is that by which most rows have the
    same number of cells.

    >>> delimiter_of(["a;b;c", "1,5;2;3"])
    ';'
    """
    looked_at = lines[:_LOOKED_AT]
    hits = {one: _hits(looked_at, one, known) for one in DELIMITERS}
    widths = {one: _width(looked_at, one) for one in DELIMITERS}
    best = max(DELIMITERS, key=lambda one: (hits[one], (widths[one][1] * (widths[one][0] - 1))))
    return best if hits[best] or widths[best][0] > 1 else ","


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[list[str], int, int]]:
    """The records of a file, each with the lines that it takes up."""
    reader = csv.reader(lines, delimiter=delimiter)
    start = 0
    for cells in reader:
        yield cells, start, reader.line_num
        start = reader.line_num


MOST_SHARED = 1 << 16


class _Shared(dict[str, str]):
    """Cells that are there already, so that what stands in many rows is held one time."""

    def __missing__(self, cell: str) -> str:
        if len(self) < MOST_SHARED:
            self[cell] = cell
        return cell


@any_length()
def delimited(file: str, text: str, known: Known = lambda _: False) -> Sheet:
    """Return a text file as a sheet (文本表格).

    A record with line breaks in its cells is one row. Where a quotation mark opens and never
    closes, what follows is not read, and the sheet says in which row. `known` says whether a cell
    is the name of a column.
    """
    lines = _LINE.findall(text)
    delimiter = delimiter_of(lines, known)
    rows: list[SheetRow] = []
    shared = _Shared()
    unclosed = None
    at, read = 1, 0
    for cells, start, end in _records(lines, delimiter):
        own = tuple(lines[start:end])
        if end == len(lines) and '"' in "".join(own) and not closed(own, delimiter):
            unclosed = at
            break
        found = tuple(map(shared.__getitem__, cells))
        rows.append(SheetRow(at, found, own if len(own) > 1 else ()))
        at, read = at + 1, end
    lost = 0 if unclosed is None else sum(bool(line.strip()) for line in lines[read:])
    return Sheet(file=file, rows=tuple(rows), delimiter=delimiter, unclosed=unclosed, lost=lost)
