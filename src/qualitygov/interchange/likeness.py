"""Whether a name may mean a table (名称近似数据表): a file's, a sheet's, exactly or nearly."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch

from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.forms.headers import header_key
from qualitygov.interchange.forms.layout import DEEPEST
from qualitygov.interchange.forms.model import Form
from qualitygov.interchange.hygiene import garbled
from qualitygov.interchange.sheets import Sheet

LIKE = 0.75
"""So much a file's name is like that of a table that it may mean it (difflib's ratio)."""

NOTES = frozenset({"填表说明", "说明", "填报说明", "数据字典"})
"""Sheets of these names may say how to fill another, and be no table for that."""

LOOKED_AT = 2000
AT_LEAST = 3
SHARE = 0.6
GARBLED_SHARE = 0.2

_ENDINGS = re.compile(r"(?:\.[0-9a-z]{1,8})+$|~$", re.IGNORECASE)
_BESIDE = re.compile(
    r"[\d\s()（）\[\]【】_\-—.]+|年度|[年月日季份]|副本|最新|最终版?|终稿|报送|上报"
)
_LISTS = re.compile(r"(?:台账|名录|名单|清单|明细|汇总|统计|记录|数据|信息|情况|登记|一览|总|表)+$")
_TEMPORARY = (".", "~$")
_BELONGINGS = frozenset({"thumbs", "desktop", "readme"})
"""Files that systems and people lay beside others, and that hold no rows."""


def _names(table: TableAbout) -> tuple[str, ...]:
    return (table.name, table.label.zh, table.label.en)


def alike(name: str, tables: Iterable[TableAbout]) -> Iterator[str]:
    """Yield the tables that the name of a file of tables, or of a sheet, is like (名称近似)."""
    key = header_key(name)
    for table in tables:
        for own in map(header_key, _names(table)):
            within = len(own) > 1 and (own in key or (len(key) > 1 and key in own))
            if within or difflib.SequenceMatcher(None, key, own).ratio() >= LIKE:
                yield table.name
                break


def of_patterns(name: str, forms: Iterable[Form]) -> set[str]:
    """Return the tables of the forms whose files are called like this (表样文件名相符)."""
    return {
        table.to
        for form in forms
        if any(fnmatch(name, pattern) for pattern in form.files)
        for table in form.tables
    }


def _core(name: str) -> str:
    """What is left of a name without year, brackets and words for any list."""
    return _LISTS.sub("", _BESIDE.sub("", header_key(name)))


def says_rows(file: str) -> bool:
    """Whether a file of another format may hold rows (是否可能含数据行).

    Temporary files, notes and those of the system hold none.

    >>> [says_rows(one) for one in ("a/二季度.pdf", "a/.DS_Store", "a/填表说明.docx", "a/Thumbs.db")]
    [True, False, False, False]
    """
    name = file.rsplit("/", 1)[-1]
    stem = _ENDINGS.sub("", name)
    beside = stem.endswith(tuple(NOTES)) or stem.casefold() in _BELONGINGS
    return not (beside or name.startswith(_TEMPORARY))


def like_of_other(file: str, tables: Iterable[TableAbout], forms: Sequence[Form]) -> set[str]:
    """Return the tables that a file of another format is named after (其他格式文件所指的表).

    Of such a file nothing but its name is known: one that only mentions a table is told. Temporary
    files and notes are none.
    """
    if not says_rows(file):
        return set()
    stem = _ENDINGS.sub("", file.rsplit("/", 1)[-1])
    key, core = header_key(stem), _core(stem)
    found = of_patterns(stem, forms)
    for table in tables:
        for own in map(header_key, _names(table)):
            same = core and core in (_core(own), own)
            if same or difflib.SequenceMatcher(None, key, own).ratio() >= LIKE:
                found.add(table.name)
    return found


def deep_header(sheet: Sheet, is_name: Callable[[str], bool]) -> int | None:
    """Return the number of a row far below that is a header (过深的表头), if there is one."""
    for row in sheet.rows[DEEPEST:LOOKED_AT]:
        cells = [cell for cell in row.cells if cell.strip()]
        names = sum(map(is_name, cells)) if len(cells) >= AT_LEAST else 0
        if names >= AT_LEAST and names >= SHARE * len(cells):
            return row.number
    return None


def is_garbled(sheet: Sheet) -> bool:
    """Whether the head of a sheet is mojibake (是否整表乱码)."""
    cells = [cell for row in sheet.rows[:DEEPEST] for cell in row.cells if cell.strip()]
    odd = [cell for cell in cells if not cell.isascii() or "?" in cell]
    bad = sum(map(garbled, odd))
    return bad > 1 and bad >= GARBLED_SHARE * len(odd)
