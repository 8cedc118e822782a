"""Cells as towns write them (单元格规整).

Nulls, dates, numbers and codes in their many spellings, to one plain form.

A cell is only ever brought to another spelling of the same value. What could mean two things is
left as it is, and the field refuses it with its own message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.codes.organization_code import compact
from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core.vocabulary import Vocabulary

__all__ = ["NULLS", "cleaner_for"]

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
NO_END_YEAR = 9999
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


def _day(cell: str) -> str | None:
    """Dates with or without padding.

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


def _moment(cell: str) -> str:
    """A moment with or without padding; a cell without a time is left as it is, and refused."""
    text = _plain(cell)
    found = _MOMENT.fullmatch(text)
    if not found:
        return text
    year, month, number, hour, minute, second = (int(part or 0) for part in found.groups())
    return f"{year:04d}-{month:02d}-{number:02d}T{hour:02d}:{minute:02d}:{second:02d}"


def _number(cell: str) -> str:
    """Numbers in full width.

    With thousands separators, or in 万元 (tens of thousands of yuan, brought to yuan).
    """
    text = _plain(cell).replace(" ", "")
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    sign, whole, part, unit = found.groups()
    value = Decimal(f"{sign}{whole.replace(',', '')}{part or ''}")
    if unit in ("万元", "万"):
        value = (value * 10_000).normalize()
    return f"{value:f}"


def _flag(cell: str) -> str:
    text = _plain(cell).lower()
    return _BOOLS.get(text, text)


def _labels(kind: type[Vocabulary]) -> Cleaner:
    known = {
        spelling: member.value
        for member in kind
        for spelling in (member.label.zh, member.label.en, member.value)
    }
    return lambda cell: known.get(cell.strip(), cell.strip())


def _has_code(validator: Any) -> bool:
    inner = getattr(validator, "validator", None)
    return isinstance(validator, (unit_code, region)) or (inner is not None and _has_code(inner))


def cleaner_for(kind: Any, attribute: attrs.Attribute[Any] | None = None) -> Cleaner:
    """Return the function that brings a cell of this type to its plain form (单元格规整函数)."""
    if attribute is not None and _has_code(attribute.validator):
        return compact
    if kind is date:
        return _day
    if kind is datetime:
        return _moment
    if kind in (int, Decimal):
        return _number
    if kind is bool:
        return _flag
    if isinstance(kind, type) and issubclass(kind, Vocabulary):
        return _labels(kind)
    return str.strip
