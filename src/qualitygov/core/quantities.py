"""Numbers in another unit (单位换算): money by powers of ten, anything else by pint."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

MONEY: Mapping[str, int] = {
    "yuan": 0,
    "元": 0,
    "人民币元": 0,
    "千元": 3,
    "万元": 4,
    "万": 4,
    "百万元": 6,
    "亿元": 8,
    "亿": 8,
}
"""Units of money, as powers of ten of a yuan."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def unit_key(unit: str) -> str:
    """Return a unit as it is compared (单位比较键).

    >>> unit_key("µg/m³") == unit_key("μg/m3")
    True
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", unit))


def _shifted(number: str, places: int) -> str:
    sign, digits, exponent = Decimal(number).as_tuple()
    moved = f"{Decimal((sign, digits, int(exponent) + places)):f}"
    return moved.rstrip("0").rstrip(".") if "." in moved else moved


def scaled(number: str, said: str, wanted: str) -> str:
    """Return a number in the unit that is wanted (换算), exactly.

    What is no number is left as it is, for its field to refuse. Raises `ValueError` for units of
    which one cannot be brought to the other.

    >>> scaled("0.5", "万元", "yuan"), scaled("31", "μg/m3", "µg/m³")
    ('5000', '31')
    """
    one, other = unit_key(said), unit_key(wanted)
    if one == other:
        return number
    if one in MONEY and other in MONEY:
        return _shifted(number, MONEY[one] - MONEY[other]) if _NUMBER.fullmatch(number) else number
    raise ValueError(said)
