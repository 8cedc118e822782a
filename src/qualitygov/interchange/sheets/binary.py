"""Binary workbooks (二进制工作簿 ``.xlsb``): their errors, and their system of days, read by pyxlsb."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORKBOOK = "xl/workbook.bin"
_RELATIONS = "xl/_rels/workbook.bin.rels"
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"""\b(Id|Target)\s*=\s*["']([^"']*)["']""")
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def _records(packed: zipfile.ZipFile, part: str) -> Iterator[tuple[int, Any]]:
    """The records of a part of the workbook, each with its number."""
    from pyxlsb import biff12  # noqa: PLC0415 - an extra
    from pyxlsb.handlers import Handler  # noqa: PLC0415
    from pyxlsb.reader import BIFF12Reader  # noqa: PLC0415

    class Properties(Handler):  # type: ignore[misc]
        """The first word of a workbook's properties, whose lowest bit says 1904."""

        def read(self, reader: Any, _: int, __: int) -> int:
            return int(reader.read_int())

    class Reader(BIFF12Reader):  # type: ignore[misc]
        handlers = BIFF12Reader.handlers | {biff12.WORKBOOKPR: Properties()}

    with packed.open(part) as opened:
        yield from Reader(fp=opened)


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the part that holds it."""
    from pyxlsb import biff12  # noqa: PLC0415 - an extra

    said = map(dict, map(_ATTRIBUTE.findall, _RELATION.findall(packed.read(_RELATIONS).decode())))
    targets = {one["Id"]: one["Target"] for one in said}
    for number, item in _records(packed, WORKBOOK):
        if number == biff12.SHEET:
            target = targets[item.rId].removeprefix("/xl/")
            yield item.name, f"xl/{target}"


def errors_xlsb(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return the errors in the cells of a binary workbook, sheet by sheet (错误单元格)."""
    from pyxlsb import biff12  # noqa: PLC0415 - an extra

    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(path) as packed:
        for name, part in _parts(packed):
            row = 0
            for number, item in _records(packed, part):
                if number == biff12.ROW:
                    row = item.r
                elif number in (biff12.BOOLERR, biff12.FORMULA_BOOLERR):
                    own = found.setdefault(name, {})
                    own[row, item.c] = _ERRORS.get(int(item.v, 16), "#N/A")
    return found


def since_1904_xlsb(path: Path) -> bool:
    """Return whether the day numbers of a binary workbook count from 1904 (是否 1904 日期系统)."""
    from pyxlsb import biff12  # noqa: PLC0415 - an extra

    with zipfile.ZipFile(path) as packed:
        said = (item for n, item in _records(packed, WORKBOOK) if n == biff12.WORKBOOKPR)
        return bool(next(said, 0) & 1)
