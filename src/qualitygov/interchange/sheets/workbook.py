"""Workbooks as sheets (工作簿): ``.xlsx``, ``.xls`` and their kin, read by calamine.

Days that are shown as months come as months, and percentages as they are shown; for these the
number formats are looked up, which only workbooks that have such formats pay for.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from qualitygov.core.cells import shown
from qualitygov.errors import MissingExtraError
from qualitygov.interchange.sheets.grid import Merge, Sheet, SheetRow, cell_text, number_text
from qualitygov.interchange.sheets.opened import EXTRA, since_1904
from qualitygov.interchange.sheets.uncounted import Uncounted, uncounted_of, with_texts
from qualitygov.text import Text

LARGEST = 1 << 30
"""So many bytes a workbook may unpack to."""

LOCKED = Text(
    "工作簿设有打开密码，未读入；请在 Excel 中去掉密码后保存",
    "the workbook has a password; not read. Take the password away in Excel and save it",
)

_STYLES = "xl/styles.xml"
_BUILT_IN = re.compile(r'numFmtId="(?:9|10|17)"')
_CODES = re.compile(r'formatCode="([^"]*)"')
_PERCENT, _MONTH = Decimal("0.5"), date(2014, 3, 1)


@attrs.frozen
class Unopened:
    """Why a workbook cannot be read (工作簿无法打开): a code, and the reason in words."""

    code: str
    reason: Text


Formats = Mapping[tuple[int, int], str]
"""The number formats of cells that show a percentage or a month, by row and column from 0."""


def _telling(code: str) -> bool:
    """Whether a number format shows a percentage, or a month without a day."""
    return shown(_PERCENT, code) != str(_PERCENT) or shown(_MONTH, code) != _MONTH.isoformat()


def _special(codes: Iterable[str]) -> bool:
    return any(_telling(code) for code in codes)


def _styles_are_special(path: Path) -> bool:
    """Whether the styles of a workbook have a format that shows a percentage or a month."""
    with zipfile.ZipFile(path) as packed:
        if _STYLES not in packed.namelist():
            return False
        styles = packed.read(_STYLES).decode("utf-8", "replace")
    return bool(_BUILT_IN.search(styles)) or _special(map(html.unescape, _CODES.findall(styles)))


def _formats_xlsx(path: Path) -> dict[str, Formats]:
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and slow to start

    if not _styles_are_special(path):
        return {}
    book = load_workbook(path, read_only=True)
    try:
        return {
            sheet.title: {
                (cell.row - 1, cell.column - 1): cell.number_format
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None and _telling(cell.number_format or "")
            }
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _formats_xls(path: Path) -> dict[str, Formats]:
    import xlrd  # noqa: PLC0415 - an extra

    book = xlrd.open_workbook(str(path), formatting_info=True, on_demand=True)
    if not _special(one.format_str for one in book.format_map.values()):
        return {}
    found: dict[str, Formats] = {}
    for sheet in book.sheets():
        found[sheet.name] = {
            (row, column): code
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
            if _telling(code := _format_of(book, sheet, row, column))
        }
    return found


def _format_of(book: Any, sheet: Any, row: int, column: int) -> str:
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    return str(book.format_map[style.format_key].format_str)


def formats_of(path: Path) -> dict[str, Formats]:
    """Return where months and percentages are shown, sheet by sheet (数字格式)."""
    try:
        return _formats_xlsx(path) if zipfile.is_zipfile(path) else _formats_xls(path)
    except ImportError as error:
        raise MissingExtraError(error.name or "openpyxl", EXTRA) from None
    except Exception:  # noqa: BLE001 - one that only calamine can read has no formats
        return {}


def _shown(value: Any, code: str | None) -> str:
    """A cell as a person sees it."""
    if code is None or isinstance(value, bool):
        return cell_text(value)
    if isinstance(value, (int, float)):
        return shown(Decimal(number_text(value)), code)
    return shown(value, code) if isinstance(value, date) else cell_text(value)


def _missing(texts: Uncounted, merges: Iterable[Merge]) -> dict[int, set[int]]:
    """The cells without a value by row, those that are merged with one among them."""
    found: dict[int, set[int]] = {}
    for row, column in texts:
        found.setdefault(row, set()).add(column)
    for one in merges:
        if one.left in found.get(one.top, ()):
            for row in range(one.top, one.bottom + 1):
                found.setdefault(row, set()).update(range(one.left, one.right + 1))
    return found


def _sheet(book: Any, about: Any, file: str, formats: Formats, texts: Uncounted) -> Sheet | None:
    kinds = type(about.typ)
    if about.typ != kinds.WorkSheet:
        return None
    sheet = book.get_sheet_by_name(about.name)
    cells = [
        tuple(_shown(cell, formats.get((at, c))) for c, cell in enumerate(row))
        for at, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    missing = _missing(texts, merges)
    rows = tuple(
        SheetRow(at, row, uncounted=frozenset(missing.get(at - 1, ())))
        for at, row in enumerate(with_texts(cells, texts) if texts else cells, 1)
    )
    visible = type(about.visible).Visible
    hidden = about.visible != visible
    return Sheet(file=file, rows=rows, name=about.name, hidden=hidden, merges=merges)


def workbook(path: Path, file: str) -> list[Sheet] | Unopened:
    """Return the sheets of a workbook (工作簿各表), or why it cannot be opened.

    Raises `MissingExtraError` without the extra ``excel``.
    """
    try:
        import python_calamine as calamine  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("python-calamine", EXTRA) from None
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        formats = formats_of(path)
        texts = uncounted_of(path)
        early = since_1904(path)
        made = [
            _sheet(book, about, file, formats.get(about.name, {}), texts.get(about.name, {}))
            for about in book.sheets_metadata
        ]
    except MissingExtraError:
        raise
    except calamine.PasswordError:
        return Unopened("file.password", LOCKED)
    except Exception as error:  # noqa: BLE001 - whatever a broken workbook makes of its reader
        return Unopened(
            "file.broken",
            Text(
                "工作簿不完整或已损坏，无法打开；请重新导出",
                f"the workbook cannot be opened ({type(error).__name__}): half a file, or broken;"
                " export it again",
            ),
        )
    return [attrs.evolve(sheet, since_1904=early) for sheet in made if sheet is not None]
