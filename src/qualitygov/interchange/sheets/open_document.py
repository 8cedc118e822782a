"""Workbooks of the Open Document Format (开放文档表格 ``.ods``): cells without a value, by odfdo."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SUSPECT = re.compile(rb"calcext:value-type=.error|<text:p>(?:#|Err:)|table:formula=")
_CELLS = "table:table-cell|table:covered-table-cell"
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}", re.ASCII)


def _without(cell: Any) -> str | None:
    """What stands in a cell without a value: an error, or a formula; None for any other."""
    formula = cell.get_attribute("table:formula")
    text = str(cell.text_recursive).strip()
    if cell.get_attribute("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(text)):
        return text or "#N/A"
    if formula and cell.get_attribute("office:value-type") is None:
        return "=" + str(formula).partition("=")[2]
    return None


def _in_table(table: Any) -> Iterator[tuple[tuple[int, int], str]]:
    at = 0
    for row in table.get_elements("descendant::table:table-row"):
        column = 0
        for cell in row.get_elements(_CELLS):
            repeated = cell.repeated or 1
            text = _without(cell)
            if text is not None:
                for down in range(row.repeated or 1):
                    for right in range(repeated):
                        yield (at + down, column + right), text
            column += repeated
        at += row.repeated or 1


def uncounted_ods(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return the cells without a value, sheet by sheet (无值单元格): errors and bare formulas."""
    with zipfile.ZipFile(path) as packed:
        if not _SUSPECT.search(packed.read("content.xml")):
            return {}
    from odfdo import Document  # noqa: PLC0415 - an extra, and slow to start

    found = {str(table.name): dict(_in_table(table)) for table in Document(str(path)).body.tables}
    return {name: own for name, own in found.items() if own}
