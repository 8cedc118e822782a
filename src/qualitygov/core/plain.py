"""Reading plain data (读取基本数据): texts, numbers and days of JSON and TOML, each to its value.

A function raises `FieldError` with its own words, or `TypeError` or `ValueError`; then the caller
says the form that its type has. A float is refused with the text that would be right.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qualitygov.core.exact import Points, Rate, as_decimal
from qualitygov.core.periods import as_day
from qualitygov.errors import bilingual

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ISO_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_ISO_SPAN = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}", re.ASCII)
_TERM = re.compile(r"(\d+ (year|month|day)s?( (?=\d)|$))+", re.ASCII)
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
_FLAGS = {"true": True, "false": False, "1": True, "0": False, "是": True, "否": False}


def text(value: Any) -> str:
    """Return a text (文本)."""
    if not isinstance(value, str):
        raise TypeError
    return of_characters(value)


def of_characters(value: str) -> str:
    """Return a text that is one everywhere (可交换的文本).

    Half of a surrogate pair is no character, and no file, database or answer takes it; many end a
    text at NUL. Raises `FieldError` that says where such a one is.

    >>> of_characters("某厂")
    '某厂'
    """
    if value.isprintable():  # which neither is, and few texts are not
        return value
    found = _NO_CHARACTER.search(value)
    if found is None:
        return value
    place, code = found.start() + 1, f"U+{ord(found[0]):04X}"
    raise bilingual(
        "field.character",
        f"第 {place} 个字符 {code} 不是有效字符，应改正或删去",
        f"character {place}, {code}, is none: mend it or leave it out",
    )


def flag(value: Any) -> bool:
    """Return a truth value (是否): ``true``, ``"true"``, ``"1"``, ``"是"`` and their opposites.

    A number is none, neither 1 nor 0.
    """
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise TypeError
    return _FLAGS[value.strip().lower()]


def whole(value: Any) -> int:
    """Return a whole number (整数); as text in plain digits."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise TypeError
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise ValueError
    return int(value)


def day(value: Any) -> date:
    """Return a calendar day (日期), written as ``YYYY-MM-DD`` and in no other way.

    A moment with a zone, which is no text, is its day in China.
    """
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise TypeError
        return as_day(value)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise TypeError
    if not _ISO_DAY.fullmatch(value):
        _check_whole(value)
        raise TypeError
    return date.fromisoformat(value)


def _check_whole(value: str) -> None:
    """Say of a month or a term why it is no day; raises `FieldError`."""
    if _ISO_MONTH.fullmatch(value):
        raise bilingual(
            "cell.month",
            f"只有月份 {value}，此处须有具体日期",
            f"only the month {value} is said, and a day is needed",
        )
    if _ISO_SPAN.fullmatch(value):
        raise bilingual(
            "cell.span",
            f"{value} 是起止日期，此处须为一个日期",
            f"{value} is a span of days, and one day is needed",
        )
    if _TERM.fullmatch(value):
        raise bilingual(
            "cell.term",
            f"{value} 是期限，不知从何日起算",
            f"{value} is a term, and no day from which it runs is known",
        )


def moment(value: Any) -> datetime:
    """Return a moment (时间), written as ``YYYY-MM-DDTHH:MM`` with or without seconds and zone."""
    if isinstance(value, datetime):
        return value
    if not _ISO_MOMENT.fullmatch(text(value)):
        raise ValueError
    return datetime.fromisoformat(value)


def points(value: Any) -> Points:
    """Return points (分值)."""
    return value if isinstance(value, Points) else Points.of(value)


def rate(value: Any) -> Rate:
    """Return a rate (率): ``"19/20"``, ``"95%"`` or ``"0.95"``."""
    if isinstance(value, Rate):
        return value
    if isinstance(value, str) and "/" in value:
        top, bottom = value.split("/")
        return Rate(whole(top), whole(bottom))
    if isinstance(value, str) and value.endswith("%"):
        return Rate.percent_of(value[:-1])
    return Rate.of(as_decimal(value))


def fraction(value: Any) -> Fraction:
    """Return an exact fraction (分数): ``"2/3"`` or ``"0.5"``."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and "/" in value:
        top, bottom = value.split("/")
        return Fraction(whole(top), whole(bottom))
    return Fraction(as_decimal(value))


def show_decimal(value: Decimal) -> str:
    """Write a number with all its digits and without an exponent (小数书写)."""
    return f"{value:f}"
