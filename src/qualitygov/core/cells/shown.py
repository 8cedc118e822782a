"""What a spreadsheet shows of a date or a number (单元格显示值), by the cell's number format."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def _codes(number_format: str) -> str:
    """The letters of a format's first section, without its literal text, in small letters."""
    return _LITERAL.sub("", number_format.split(";", maxsplit=1)[0]).lower()


def shown(value: date | datetime | Decimal | int, number_format: str) -> str:
    """Return a date or a number cell as its format shows it (按格式显示的值), never rounded.

    A date cell that shows no day is a month, and a percent cell is a percentage.

    >>> shown(date(2014, 3, 1), 'yyyy"年"m"月"'), shown(date(2014, 3, 5), "yyyy-mm-dd")
    ('2014-03', '2014-03-05')
    >>> shown(Decimal("0.955"), "0.0%"), shown(Decimal("1200"), "General")
    ('95.5%', '1200')
    """
    codes = _codes(number_format)
    if isinstance(value, datetime):
        if _no_day(codes):
            return f"{value:%Y-%m}"
        return value.isoformat() if value.time() != datetime.min.time() else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return f"{value:%Y-%m}" if _no_day(codes) else value.isoformat()
    if "%" in codes:
        percent = f"{Decimal(value).scaleb(2):f}"
        return (percent.rstrip("0").rstrip(".") if "." in percent else percent) + "%"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _no_day(codes: str) -> bool:
    """Whether a format shows year and month, and no day."""
    return "y" in codes and "m" in codes and "d" not in codes and "h" not in codes
