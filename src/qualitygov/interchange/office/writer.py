"""Workbooks that this library makes for offices (工作簿输出), by XlsxWriter.

Text is text: nothing that is written is ever a formula or a link, whatever it begins with. The same
content gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qualitygov.errors import MissingExtraError, OutputError, reason_of
from qualitygov.interchange.runs import write_anew
from qualitygov.text import Text

EXTRA = "excel"
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MADE = datetime(2016, 1, 1, tzinfo=UTC)
"""The day that workbooks name as that of their making: the clock is never read."""

TEXT = 49
"""The number format of text that every spreadsheet knows."""

HEAD, STAR, NOTE = "#DCE6F1", "#FDE9D9", "#F2F2F2"


class Book:
    """A workbook while it is made (工作簿): sheets of text, and its bytes at the end.

    Raises `MissingExtraError` without the extra ``excel``.
    """

    def __init__(self, title: str) -> None:
        try:
            import xlsxwriter  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingExtraError("XlsxWriter", EXTRA) from None
        self.buffer = io.BytesIO()
        self.workbook: Any = xlsxwriter.Workbook(self.buffer, _PLAIN)
        self.workbook.set_properties({"title": title, "created": _MADE.replace(tzinfo=None)})
        font = {"font_name": "宋体", "font_size": 11, "valign": "top"}
        self.formats = {
            "text": self._format(font, num_format=TEXT),
            "wrap": self._format(font, num_format=TEXT, text_wrap=True),
            "day": self._format(font, num_format="yyyy-mm-dd"),
            "number": self._format(font, num_format="General"),
            "head": self._format(font, bold=True, bg_color=HEAD, border=1, text_wrap=True),
            "star": self._format(font, bold=True, bg_color=STAR, border=1, text_wrap=True),
            "title": self._format({**font, "font_size": 14}, bold=True),
            "note": self._format(font, bg_color=NOTE, text_wrap=True, num_format=TEXT),
        }

    def _format(self, font: dict[str, Any], **more: Any) -> Any:
        return self.workbook.add_format({**font, **more})

    def sheet(self, name: str) -> Any:
        """Add a sheet (新增工作表)."""
        return self.workbook.add_worksheet(name)

    def table(
        self, name: str, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """Add a sheet with a header that stays, and rows of text (新增文本表)."""
        sheet = self.sheet(name)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width, self.formats["wrap"])
        for at, title in enumerate(head):
            sheet.write_string(0, at, title, self.formats["head"])
        for row, cells in enumerate(rows, 1):
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text, self.formats["wrap"])
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(head) - 1)

    def content(self) -> bytes:
        """Close the workbook and return its bytes (工作簿内容)."""
        self.workbook.close()
        return self.buffer.getvalue()


def try_folder(folder: Path) -> None:
    """Make a folder and try to write there (试写), leaving nothing behind; raises `OutputError`."""
    probe = folder / ".part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_anew(probe, "")
        probe.unlink()
    except OSError as error:
        raise OutputError(str(folder), reason_of(error)) from None


def write_new(path: Path, content: bytes) -> Path:
    """Write a file that is not there yet (写出新文件): what somebody filled is never written over.

    Raises `OutputError`.
    """
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        there = Text(
            "已有同名文件，不予覆盖；请另选文件夹或先移走",
            "a file of that name is there, and stays; choose another folder, or move it first",
        )
        raise OutputError(str(path), there) from None
    except OSError as error:
        raise OutputError(str(path), reason_of(error)) from None
    return path
