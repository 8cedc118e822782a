"""Sheets as they stand (工作表): rows of cells as text, with the numbers that a person sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import attrs
import pendulum

from qualitygov.core.periods import CHINA

WHOLE_DIGITS = 15
"""So many digits of a number a spreadsheet keeps; of a longer one the rest is lost."""


@attrs.frozen
class SheetRow:
    """A row as it stands (原始行): its number as a person counts, and its cells.

    `lines` are the lines of the file that a record of a text file takes up, where it is more than
    one. `uncounted` are the places of cells that have no value, of which the text is what stands
    in them: an error, or a formula.
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

    A number of more than fifteen digits is shown with its exponent, since the rest is lost.

    >>> number_text(41703.0), number_text(0.1 + 0.2), number_text(9.13302981004577e17)
    ('41703', '0.3', '9.13302981004577E+17')
    """
    if isinstance(value, int) or float(value).is_integer():
        whole = int(value)
        if len(str(abs(whole))) <= WHOLE_DIGITS:
            return str(whole)
        return f"{value:.14E}" if isinstance(value, int) else repr(value).upper()
    return format(Decimal(f"{value:.15g}"), "f")


def cell_text(value: Any) -> str:
    """Return a cell of any type as text (单元格文字): days as ISO, numbers exact, nothing as empty.

    A moment with a zone is the same moment in China.

    >>> from datetime import UTC
    >>> cell_text(datetime(2014, 3, 5, 20, tzinfo=UTC)), cell_text(datetime(2014, 3, 5))
    ('2014-03-06 04:00:00', '2014-03-05')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return "" if value != value else number_text(value)  # noqa: PLR0124 - not a number
    if isinstance(value, datetime):
        zoned = value.tzinfo is not None
        there: datetime = pendulum.instance(value).in_timezone(CHINA).naive() if zoned else value
        midnight = there.time() == time()
        return there.date().isoformat() if midnight else there.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def sheet_of(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, first: int = 2
) -> Sheet:
    """Make a sheet of rows that are in memory already (内存数据转工作表).

    `first` is the number of the first row as messages name it.

    >>> sheet_of("uploads", ["id", "on"], [["A1", date(2016, 5, 4)]]).rows[1].cells
    ('A1', '2016-05-04')
    """
    body = (
        SheetRow(at, tuple(cell_text(cell) for cell in row)) for at, row in enumerate(rows, first)
    )
    return Sheet(file=name, rows=(SheetRow(first - 1, tuple(header)), *body), header=0)
