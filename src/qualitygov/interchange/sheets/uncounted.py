"""Cells of workbooks without a value (无值单元格): errors, and formulas that nobody computed.

Where a workbook has one, its reader gives nothing for it, as for an empty cell; here it gets the
text that stands in it, so that nobody takes it for nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qualitygov.errors import MissingExtraError
from qualitygov.interchange.sheets.binary import errors_xlsb
from qualitygov.interchange.sheets.open_document import uncounted_ods
from qualitygov.interchange.sheets.opened import EXTRA, kind_of

Uncounted = Mapping[tuple[int, int], str]
"""The texts of cells without a value, by row and column from 0: ``#N/A``, ``=A1&B1``."""

FORMULA = "="
"""What a formula shows of which only that it is one is known."""

_SUSPECT = re.compile(
    rb"""\bt=["']e["']|(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*"""
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_COMPUTED_TEXT = "str"
_ERROR = "e"


def _sheets(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                yield packed.read(name)


def _formula(value: Any) -> str:
    """The text of a formula, of whatever kind: an array's, a shared one's."""
    text = str(getattr(value, "text", None) or value)
    return text if text.startswith(FORMULA) else FORMULA + text


def _in_xlsx(path: Path) -> dict[str, Uncounted]:
    if not any(_SUSPECT.search(one) for one in _sheets(path)):
        return {}
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and slow to start

    found: dict[str, dict[tuple[int, int], str]] = {}
    valued: dict[str, set[tuple[int, int]]] = {}
    for computed in (True, False):
        book = load_workbook(path, read_only=True, data_only=computed)
        try:
            for sheet in book.worksheets:
                own = found.setdefault(sheet.title, {})
                known = valued.setdefault(sheet.title, set())
                for cell in (one for row in sheet.iter_rows() for one in row):
                    _look(cell, own, known, computed=computed)
        finally:
            book.close()
    return {name: own for name, own in found.items() if own}


def _look(
    cell: Any, own: dict[tuple[int, int], str], known: set[tuple[int, int]], *, computed: bool
) -> None:
    """Note a cell that is an error; one with a value; then a formula that has none."""
    kind = getattr(cell, "data_type", None)
    if cell.value is None and kind != _COMPUTED_TEXT:
        return
    at = (cell.row - 1, cell.column - 1)
    if computed and kind == _ERROR:
        own[at] = str(cell.value)
    elif computed:
        known.add(at)
    elif kind == "f" and at not in known and at not in own:
        own[at] = _formula(cell.value)


def _in_xls(path: Path) -> dict[str, Uncounted]:
    """Errors, and formulas of which only that they are some is known."""
    import xlrd  # noqa: PLC0415 - an extra

    found: dict[str, Uncounted] = {}
    for sheet in xlrd.open_workbook(str(path), on_demand=True).sheets():
        own = {}
        for row in range(sheet.nrows):
            cells = sheet.row(row)
            filled = any(str(cell.value).strip() for cell in cells)
            for column, cell in enumerate(cells):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    own[row, column] = xlrd.error_text_from_code.get(cell.value, "#N/A")
                elif filled and cell.ctype == xlrd.XL_CELL_TEXT and not cell.value:
                    own[row, column] = FORMULA
        if own:
            found[sheet.name] = own
    return found


_READERS: Mapping[str, Callable[[Path], Mapping[str, Uncounted]]] = {
    "xlsx": _in_xlsx,
    "xlsb": errors_xlsb,
    "ods": uncounted_ods,
    "xls": _in_xls,
}


def uncounted_of(path: Path) -> dict[str, Uncounted]:
    """Return the cells without a value, sheet by sheet (无值单元格)."""
    try:
        return dict(_READERS[kind_of(path)](path))
    except ImportError as error:
        raise MissingExtraError(error.name or "openpyxl", EXTRA) from None
    except Exception:  # noqa: BLE001 - one that only calamine can read says nothing of them
        return {}


def with_texts(rows: Sequence[tuple[str, ...]], texts: Uncounted) -> list[tuple[str, ...]]:
    """Return rows in which the texts stand where nothing did (补入单元格原文).

    >>> with_texts([("a", "")], {(0, 1): "#N/A", (1, 0): "=A1"})
    [('a', '#N/A'), ('=A1',)]
    """
    made = [list(row) for row in rows]
    for (row, column), text in texts.items():
        made += [[] for _ in range(row + 1 - len(made))]
        made[row] += [""] * (column + 1 - len(made[row]))
        made[row][column] = text
    return [tuple(row) for row in made]
