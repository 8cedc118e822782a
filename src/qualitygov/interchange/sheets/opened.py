"""What a workbook is made of (工作簿内部格式), and from which day its day numbers count (日期系统)."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from qualitygov.errors import MissingExtraError
from qualitygov.interchange.sheets.binary import WORKBOOK, since_1904_xlsb

EXTRA = "excel"
_CONTENT, _BOOK = "content.xml", "xl/workbook.xml"
_XLSX_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true|on)["']""")
_ODS_1904 = re.compile(rb"""<table:null-date\b[^>]*\btable:date-value=["']1904-01-01["']""")


def kind_of(path: Path) -> str:
    """Return what a workbook is made of (工作簿内部格式): ``xlsx``, ``xlsb``, ``ods`` or ``xls``."""
    if not zipfile.is_zipfile(path):
        return "xls"
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
    if WORKBOOK in names:
        return "xlsb"
    return "ods" if _CONTENT in names else "xlsx"


def _says(path: Path, part: str, said: re.Pattern[bytes]) -> bool:
    with zipfile.ZipFile(path) as packed:
        return part in packed.namelist() and said.search(packed.read(part)) is not None


def since_1904(path: Path) -> bool:
    """Return whether the day numbers of a workbook count from 1904 (是否 1904 日期系统).

    Excel for the Mac counted so. Raises `MissingExtraError` without the extra ``excel``.
    """
    kind = kind_of(path)
    if kind == "xlsx":
        return _says(path, _BOOK, _XLSX_1904)
    if kind == "ods":
        return _says(path, _CONTENT, _ODS_1904)
    try:
        return since_1904_xlsb(path) if kind == "xlsb" else _since_1904_xls(path)
    except ImportError as error:
        raise MissingExtraError(error.name or "xlrd", EXTRA) from None


def _since_1904_xls(path: Path) -> bool:
    import xlrd  # noqa: PLC0415 - an extra

    try:
        return bool(xlrd.open_workbook(str(path), on_demand=True).datemode)
    except Exception:  # noqa: BLE001 - one that only calamine can read says nothing of it
        return False
