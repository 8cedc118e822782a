"""Sheets as they stand (工作表): rows of cells as text, with the numbers that a person sees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import attrs
import pendulum

from qualitygov.core.periods import CHINA
from qualitygov.errors import bilingual

WHOLE_DIGITS = 15
"""So many digits of a number a spreadsheet keeps; of a longer one the rest is lost."""


@attrs.frozen
class SheetRow:
    """A row as it stands (原始行): its number as a person counts, and its cells.

    `lines` are the lines of the file that a record of a text file takes up, where it is more than
    one. `uncounted` are the places of cells that have no value, of which the text is what stands
    in them: an error, a formula, or the type of what is no cell.
    """

    number: int
    cells: tuple[str, ...]
    lines: tuple[str, ...] = ()
    uncounted: frozenset[int] = frozenset()

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it (空行)."""
        return not any(self.cells)


@attrs.frozen
class Merge:
    """Cells that were merged into one (合并单元格): first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@attrs.frozen(kw_only=True)
class Sheet:
    """One sheet of a file, or the whole of a text file (工作表).

    `file` is the path within the folder; `name` is None where the file has no sheets. `merges` are
    its merged cells, `delimiter` is what separates the cells of a text file. Where the header of a
    frame or a query is not looked for but known, `header` is the index of its row. `unclosed` is
    the row in which a quotation mark opens that never closes: it and what follows, so many `lost`
    lines, were not read. `unit` is what the title of an earlier page says of units. The day numbers
    of a sheet `since_1904` count from that year.
    """

    file: str
    rows: tuple[SheetRow, ...]
    name: str | None = None
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    header: int | None = None
    delimiter: str | None = None
    unclosed: int | None = None
    lost: int = 0
    unit: str | None = None
    since_1904: bool = False

    @property
    def stem(self) -> str:
        """The file's name without folders and ending (文件名主干)."""
        name = self.file.rsplit("/", 1)[-1]
        return name.rsplit(".", 1)[0] if "." in name else name

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it (空表)."""
        return all(row.blank for row in self.rows)

    @property
    def first_row(self) -> int | None:
        """The number of the first row in which something stands (首个非空行)."""
        return next((row.number for row in self.rows if not row.blank), None)


def number_text(value: float) -> str:
    """Return a number cell as a spreadsheet shows it (数值单元格文字).

    A number with a point of more than fifteen digits is shown with its exponent, since the rest is
    lost; a whole number in memory is exact.

    >>> number_text(41703.0), number_text(0.1 + 0.2), number_text(9.13302981004577e17)
    ('41703', '0.3', '9.13302981004577E+17')
    """
    if isinstance(value, int):
        return str(value)
    if float(value).is_integer():
        whole = int(value)
        return str(whole) if len(str(abs(whole))) <= WHOLE_DIGITS else repr(value).upper()
    return format(Decimal(f"{value:.15g}"), "f")


_MISSING = "NAType"
"""The type of the sign of pandas for nothing, which cannot be compared with itself."""


def _is_nothing(value: Any) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT, and the sign of pandas for it."""
    if value is None or type(value).__name__ == _MISSING:
        return True
    return bool(value != value)  # noqa: PLR0124 - NaN and NaT are not themselves


def is_cell(value: Any) -> bool:
    """Whether a value in memory may be a cell (是否可作单元格): no bytes, no list, no object.

    >>> is_cell("甲厂"), is_cell("甲厂".encode()), is_cell(["甲厂"]), is_cell(object())
    (True, False, False, False)
    """
    if isinstance(value, (str, int, float)):
        return True
    if isinstance(value, (memoryview, Collection)):
        return False
    own: object = type(value).__str__  # a bare object has no text of its own
    return own is not object.__str__ or _is_nothing(value)


def cell_text(value: Any) -> str:
    """Return a cell of any type as text (单元格文字): days as ISO, numbers exact, nothing as empty.

    A moment with a zone is the same moment in China. What is no cell is named by its type.

    >>> from datetime import UTC
    >>> cell_text(datetime(2014, 3, 5, 20, tzinfo=UTC)), cell_text(datetime(2014, 3, 5))
    ('2014-03-06 04:00:00', '2014-03-05')
    """
    if isinstance(value, str):
        return value
    if not is_cell(value):
        return f"<{type(value).__name__}>"
    if _is_nothing(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, datetime):
        zoned = value.tzinfo is not None
        there: datetime = pendulum.instance(value).in_timezone(CHINA).naive() if zoned else value
        midnight = there.time() == time()
        return there.date().isoformat() if midnight else there.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _row(name: str, at: int, row: Sequence[Any]) -> SheetRow:
    """A row in memory; what is no cell is named in its place."""
    given: object = row
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
        kind = type(given).__name__
        raise bilingual(
            "source.type",
            f"{name} 第 {at} 行应为按表头顺序排列的各单元格，实际为 {kind}",
            f"{name} row {at}: expected the cells in the order of the header, not {kind}",
        )
    cells = tuple(row)
    strange = frozenset(c for c, cell in enumerate(cells) if not is_cell(cell))
    return SheetRow(at, tuple(map(cell_text, cells)), uncounted=strange)


def sheet_of(
    name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]], *, first: int = 2
) -> Sheet:
    """Make a sheet of rows that are in memory already (内存数据转工作表).

    `first` is the number of the first row as messages name it. A cell of bytes, a list, or any
    other object is refused when the sheet is read. Raises `FieldError` for a row that is a text or
    a mapping.

    >>> sheet_of("uploads", ["id", "on"], [["A1", date(2016, 5, 4)]]).rows[1].cells
    ('A1', '2016-05-04')
    """
    head = _row(name, first - 1, header)
    body = (_row(name, at, row) for at, row in enumerate(rows, first))
    return Sheet(file=name, rows=(head, *body), header=0)
