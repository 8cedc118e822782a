"""Cells as towns write them (单元格规整).

Nulls, dates, numbers and codes in their many spellings, to one plain form.

A cell is only ever brought to another spelling of the same value. What could mean two things is
left as it is, and the field refuses it with its own message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from qualitygov.core.names import plain_name
from qualitygov.core.vocabulary import Vocabulary

NULLS = frozenset({"", "\\N", "\\n", "-", "/", "无", "NULL", "null"})
"""Cells that mean "nothing".

A required field refuses them, a field that may be empty takes None.
"""

Cleaner = Callable[[str], Any]
_DATE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?"
)
_COMPACT_DATE = re.compile(r"(?:19|20)\d{6}")
_SERIAL = re.compile(r"[345]\d{4}")
_EXCEL_EPOCH = date(1899, 12, 30)
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万元|万|元)?")
_LINE = re.compile(r"[\r\n]+")
_PARTS = re.compile(r"[;；、|，\r\n]+")
NO_END_YEAR = 9999
TEN_THOUSAND = 4  # as a power of ten: shifting the exponent rounds nothing
_BOOLS = {
    "y": "true",
    "n": "false",
    "yes": "true",
    "no": "false",
    "t": "true",
    "f": "false",
    "有": "true",
}


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def day(cell: str) -> str | None:
    """Dates with or without padding (日期).

    With a time, as eight digits, or as an Excel serial between 1982 and 2064; 9999 is no end.
    """
    text = _plain(cell)
    found = _DATE.fullmatch(text)
    if found:
        year, month, number = (int(part) for part in found.groups())
        return None if year == NO_END_YEAR else f"{year:04d}-{month:02d}-{number:02d}"
    if _COMPACT_DATE.fullmatch(text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if _SERIAL.fullmatch(text):
        return (_EXCEL_EPOCH + timedelta(days=int(text))).isoformat()
    return text


def moment(cell: str) -> str:
    """A moment with or without padding (时间); without a time it is left as it is, and refused."""
    text = _plain(cell)
    found = _MOMENT.fullmatch(text)
    if not found:
        return text
    year, month, number, hour, minute, second = (int(part or 0) for part in found.groups())
    return f"{year:04d}-{month:02d}-{number:02d}T{hour:02d}:{minute:02d}:{second:02d}"


def number(cell: str) -> str:
    """Numbers in full width (数).

    With thousands separators, or in 万元 (tens of thousands of yuan, brought to yuan).
    """
    text = _plain(cell).replace(" ", "")
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    sign, whole, part, unit = found.groups()
    value = Decimal(f"{sign}{whole.replace(',', '')}{part or ''}")
    if unit not in ("万元", "万"):
        return f"{value:f}"
    minus, digits, exponent = value.as_tuple()
    yuan = f"{Decimal((minus, digits, int(exponent) + TEN_THOUSAND)):f}"
    return yuan.rstrip("0").rstrip(".") if "." in yuan else yuan


def flag(cell: str) -> str:
    """Yes and no in their spellings (是否)."""
    text = _plain(cell).lower()
    return _BOOLS.get(text, text)


def labels(kind: type[Vocabulary]) -> Cleaner:
    """Return the cleaner of a vocabulary: its spellings become the value (词表单元格).

    Width, brackets, spaces and capitals do not matter. A spelling that two members share is left as
    it is.
    """
    known: dict[str, str | None] = {}
    for member in kind:
        for spelling in map(plain_name, member.spellings):
            same = known.get(spelling, member.value) == member.value
            known[spelling] = member.value if same else None
    return lambda cell: known.get(plain_name(cell)) or cell.strip()


def several(clean: Cleaner) -> Cleaner:
    """Return the cleaner of a list in one cell (一格多项): its parts, each brought to its form.

    >>> several(str.strip)("城关镇； 老街镇")
    ['城关镇', '老街镇']
    """
    return lambda cell: [clean(part) for part in _PARTS.split(cell) if part.strip()]


def several_labels(kind: type[Vocabulary]) -> Cleaner:
    """Return the cleaner of a list of words in one cell (一格多词), each word once.

    A word of the list may itself hold a sign that parts stand between (没收违法所得、非法财物): the
    longest that fits is taken.
    """
    clean = labels(kind)
    words = {plain_name(spelling) for member in kind for spelling in member.spellings}
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    part = re.compile(rf"(?:{longest})(?=[;、|,]|$)|[^;、|,]+")
    return lambda cell: list(
        dict.fromkeys(map(clean, part.findall(plain_name(_LINE.sub(";", cell)))))
    )
