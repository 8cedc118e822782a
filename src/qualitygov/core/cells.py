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
_EXPONENT = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}", re.ASCII)
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


def decimal(cell: str) -> str:
    """Numbers as `number` does, also with the exponent that workbooks write (小数)."""
    text = number(cell)
    return f"{Decimal(text):f}" if _EXPONENT.fullmatch(text) else text


def flag(cell: str) -> str:
    """Yes and no in their spellings (是否)."""
    text = _plain(cell).lower()
    return _BOOLS.get(text, text)


def labels(kind: type[Vocabulary]) -> Cleaner:
    """Return the cleaner of a vocabulary: its labels and values become the value (词表单元格)."""
    known = {
        spelling: member.value
        for member in kind
        for spelling in (member.label.zh, member.label.en, member.value)
    }
    return lambda cell: known.get(cell.strip(), cell.strip())
