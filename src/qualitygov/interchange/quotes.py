"""Rows that a quotation mark swallowed (引号吞行): a cell with lines that are rows themselves."""

from __future__ import annotations

from collections.abc import Callable

from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.sheets import SheetRow
from qualitygov.interchange.sheets.delimited import cells_of
from qualitygov.text import Text

UNCLOSED = Text(
    "引号只开不闭，此行及以后各行未读入；请补上引号后重新导出",
    "a quotation mark opens and never closes; this row and all after it were not read",
)
SWALLOWED = Text(
    "引号未闭合，吞掉了其后的行；请补上引号，或去掉多余的引号",
    "a quotation mark that does not close swallowed the rows after it; close it, or take it away",
)

Fits = Callable[[SheetRow], bool]
"""Whether a line, taken as a row, is one of the table."""


def swallowed(match: Match, row: SheetRow, fits: Fits) -> list[SheetRow]:
    """Return the rows that a record of several lines swallowed (被吞行), none where all is well.

    A line of the record counts as a row where its quotation marks are even, it has as many cells as
    the header, and the table could read it.
    """
    delimiter = match.sheet.delimiter
    if delimiter is None or len(row.lines) < 2:  # noqa: PLR2004 - more than one line
        return []
    wanted = len(match.sheet.rows[match.place.at].cells)
    found = []
    for line in row.lines[1:]:
        if line.count('"') % 2:
            continue
        cells = tuple(cells_of(line.rstrip("\r\n"), delimiter))
        if len(cells) == wanted and fits(SheetRow(row.number, cells)):
            found.append(SheetRow(row.number, cells))
    return found
