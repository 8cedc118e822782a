"""Headers in which a quotation mark opens and a later row closes it (表头引号未闭)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qualitygov.interchange.sheets import SheetRow
from qualitygov.interchange.sheets.delimited import strictly

FEWEST = 2
"""So many names of columns make a line a header."""


def open_header(
    rows: Iterable[SheetRow], known: Callable[[str], bool], delimiter: str
) -> SheetRow | None:
    """Return the record whose first line is a header that its own mark left open (未闭合的表头)."""
    for row in rows:
        if len(row.lines) < 2 or strictly(row.lines, delimiter):  # noqa: PLR2004 - several lines
            continue
        cells = [cell.strip().strip('"') for cell in row.lines[0].split(delimiter)]
        if sum(map(known, cells)) >= FEWEST:
            return row
    return None
