"""What files hold (文件与工作表): sheets of cells as text, whatever form the file has."""

from __future__ import annotations

from qualitygov.interchange.sheets.files import Failure, readable, sheets_of
from qualitygov.interchange.sheets.grid import Merge, Sheet, SheetRow, sheet_of
from qualitygov.interchange.sheets.memory import frame_sheet, sql_sheet

__all__ = [
    "Failure",
    "Merge",
    "Sheet",
    "SheetRow",
    "frame_sheet",
    "readable",
    "sheet_of",
    "sheets_of",
    "sql_sheet",
]
