"""Numbers in cells (数值单元格): separators, powers of ten, amounts, percent, and their units.

A number keeps its unit. Where the field has one, and the cell or the header says another, the
number is brought to the field's unit exactly, or left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from qualitygov.core import units
from qualitygov.core.cells import capitals
from qualitygov.core.signs import plain
from qualitygov.errors import FieldError

MONEY: Mapping[str, int] = {
    "元": 0,
    "圆": 0,
    "yuan": 0,
    "百元": 2,
    "千元": 3,
    "万": 4,
    "万元": 4,
    "10,000 yuan": 4,
    "十万元": 5,
    "百万元": 6,
    "千万元": 7,
    "亿": 8,
    "亿元": 8,
}
"""Units of money, each as the power of ten that brings it to yuan (金额单位)."""

PERCENT = "%"
MISSING = Decimal(-999)
"""What instruments write where they measured nothing (缺测)."""

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+"
_POWER = r"(?: ?[×xX*·] ?10\^([+-]?\d{1,2})|[eE]([+-]?\d{1,2}))?"
_NUMBER = re.compile(rf"([+-]?)({_DIGITS})(\.\d+)?{_POWER}", re.ASCII)
_BARE_POWER = re.compile(r"10\^([+-]?\d{1,2})", re.ASCII)
_SHORTENED = re.compile(r"[+-]?\d(?:\.\d{1,5})?E\+(?:1[1-9]|[2-9]\d)(?!\d)", re.ASCII)
_MONEY_SIGN = re.compile(r"^(?:人民币|RMB|¥) ?")
_MONEY_NOTE = re.compile(r"(?: ?(?:\((?:认缴|实缴|人民币)\)|人民币))+$")
_BOTH = re.compile(r"(.+?)\((?:人民币|大写:?)*(.+)\)")
_IN_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*(?:\([A-Z]\))?)[)）\]】]")
_REMARKS = re.compile("[,;、]")
_TITLE_UNIT = re.compile(r"单位[:：]\s*(\S+)")
_UNIT = re.compile(
    r"[A-Za-zμµ%‰℃°/][A-Za-zμµ%‰℃°/0-9^().·-]*|(?:毫|微|千)?[克升]|公?[斤吨]|吨", re.ASCII
)


def read(text: str) -> tuple[Decimal, str] | None:
    """Return the number with which a text in half width begins, and its unit (数值与计量单位).

    None where it begins with none, or with more than one, and for one that a spreadsheet shortened:
    of 1.23E+11 nobody knows the other digits.

    >>> read("1.2×10^4CFU/g"), read("10^4"), read("1,234.5 元"), read("35 36"), read("1.2.3")
    ((Decimal('12000'), 'CFU/g'), (Decimal('10000'), ''), (Decimal('1234.5'), '元'), None, None)
    """
    if _SHORTENED.match(text):
        return None
    bare = _BARE_POWER.match(text)
    found = bare or _NUMBER.match(text)
    if found is None:
        return None
    rest = text[found.end() :].strip()
    if rest[:1].isdigit() or rest[:1] in {".", ",", "^", "+", "-", "±", "×", "~", ":"}:
        return None
    if bare:
        return _shifted(Decimal(1), int(bare[1])), rest
    sign, digits, part, power, exponent = found.groups()
    value = Decimal(f"{sign}{re.sub('[, ]', '', digits)}{part or ''}")
    return (value if power is exponent else _shifted(value, int(power or exponent))), rest


def _shifted(value: Decimal, by: int) -> Decimal:
    """Shift a number by powers of ten, which rounds nothing; no exponent is left."""
    minus, digits, exponent = value.as_tuple()
    return Decimal(f"{Decimal((minus, digits, int(exponent) + by)):f}")


def show(value: Decimal) -> str:
    """Write a number with all its digits (数值书写)."""
    return f"{value:f}"


def _trimmed(value: Decimal) -> str:
    """Write a number without zeros at its end, which a change of unit leaves there."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _yuan(text: str) -> Decimal | None:
    """An amount in yuan, in digits with its unit or in capitals; None where none is said."""
    amount = capitals.amount(text)
    if amount is not None:
        return amount
    text = _MONEY_NOTE.sub("", text)
    both = _BOTH.fullmatch(text)
    if both is not None:
        first, second = _yuan(both[1].strip()), _yuan(both[2].strip())
        return first if first == second else None
    sign = _MONEY_SIGN.match(text)
    found = read(text[sign.end() :] if sign else text)
    if found is None:
        return None
    unit = found[1].removesuffix("整")
    if unit not in MONEY:
        return found[0] if sign and not unit else None
    return _shifted(found[0], MONEY[unit])


def number(cell: str) -> str:
    """Return a number in plain digits (数); an amount with its unit, or in capitals, in yuan.

    >>> number("1,234.50"), number("１２万元"), number("人民币壹万贰仟元整"), number("2.0×10⁵")
    ('1234.50', '120000', '12000', '200000')
    >>> number("100万元人民币"), number("100 万元（认缴）"), number("50万美元")
    ('1000000', '1000000', '50万美元')
    >>> number("约100"), number("1,23"), number("3 4"), number("500±15"), number("12%")
    ('约100', '1,23', '3 4', '500±15', '12%')
    """
    text = plain(cell)
    found = read(text)
    if found is not None and not found[1]:
        return show(found[0])
    yuan = _yuan(text)
    return text if yuan is None else _trimmed(yuan)


def number_in(unit: str | None, written: str | None = None) -> Callable[[str], str]:
    """Return what brings a cell to a number in a field's unit (按计量单位规整).

    `unit` is the field's, `written` that of the header or of a title row. A unit in the cell goes
    before both. What cannot be brought to the field's unit keeps its own, and the field refuses it.

    >>> number_in("yuan", "万元")("1.2"), number_in("10,000 yuan")("5000元"), number_in("%")("9.5%")
    ('12000', '0.5', '9.5')
    >>> number_in("µg/m³", "mg/m3")("0.035"), number_in("µg/m³")("35元")
    ('35', '35元')
    >>> number_in("µg/m³", "mg/kg")("0.035")
    '0.035 mg/kg'
    """

    def clean(cell: str) -> str:
        text = plain(cell)
        if unit in MONEY or (unit is None and written in MONEY):
            return _money(text, unit or "yuan", written)
        found = read(text)
        if found is None or (unit is None and found[1]):
            return number(cell)
        value, own = found
        into, given = unit or "", own or written or unit or ""
        if not into or units.same(given, into):
            return show(value)
        try:
            return _trimmed(units.converted(value, given, into))
        except FieldError:
            return text if own else f"{text} {given}"

    return clean


def _money(text: str, unit: str, written: str | None) -> str:
    found = read(text)
    if found is not None and not found[1]:
        by = MONEY.get(written or unit)
        if by is None:
            return f"{text} {written}"
        value, moved = found[0], by - MONEY[unit]
        return _trimmed(_shifted(value, moved)) if moved else show(value)
    yuan = _yuan(text)
    return text if yuan is None else _trimmed(_shifted(yuan, -MONEY[unit]))


def whole(cell: str) -> str:
    """Return a whole number in plain digits (整数): ``1200.0`` is one.

    >>> whole("1,200.0"), whole("12.5")
    ('1200', '12.5')
    """
    text = number(cell)
    head, _, part = text.partition(".")
    return head if part and not part.strip("0") else text


def measurement(cell: str) -> str | None:
    """Return a measured value (监测值), None for -999, by which instruments say that it is missing.

    >>> measurement("35"), measurement("-999.0"), measurement("-99")
    ('35', None, '-99')
    """
    text = number(cell)
    found = read(text)
    return None if found == (MISSING, "") else text


def uncertain(cell: str) -> tuple[str, str, str] | None:
    """Return value, uncertainty and unit of ``500±15 mg/kg`` (测量不确定度); None for anything else.

    >>> uncertain("500±15mg/kg"), uncertain("500")
    (('500', '15', 'mg/kg'), None)
    """
    head, sign, tail = plain(cell).partition("±")
    value, around = read(head.strip()), read(tail.strip())
    if not sign or value is None or around is None or (value[1] and value[1] != around[1]):
        return None
    return show(value[0]), show(around[0]), around[1]


def unit_in_header(header: str) -> str | None:
    """Return the unit that a header names (表头中的计量单位), None without one.

    >>> unit_in_header("罚款金额（万元）"), unit_in_header("PM2.5（μg/m3）"), unit_in_header("单位：亿元")
    ('万元', 'μg/m3', '亿元')
    >>> unit_in_header("PM2.5（毫克/立方米）"), unit_in_header("PM2.5（mg/m³，标态）")
    ('毫克/立方米', 'mg/m^3')
    >>> unit_in_header("成立日期（年月日）"), unit_in_header("等效声级[dB(A)]"), unit_in_header("企业(名称)")
    (None, 'dB(A)', None)
    """
    named = _TITLE_UNIT.search(header)
    found = [closed(named[1])] if named else _IN_BRACKETS.findall(header)
    units_of = (unit for text in reversed(found) if (unit := unit_named(text)) is not None)
    return next(units_of, None)


_PAIRS = dict(zip("）)】]", "（(【[", strict=True))


def closed(text: str) -> str:
    """Return a text without the brackets at its end that nothing in it opens (去除多余括号).

    >>> closed("mg/m3）"), closed("dB(A)]")
    ('mg/m3', 'dB(A)')
    """
    while text and text[-1] in _PAIRS and text.count(text[-1]) > text.count(_PAIRS[text[-1]]):
        text = text[:-1]
    return text


def unit_named(text: str) -> str | None:
    """Return the unit that a text says, with a remark behind a comma or without (计量单位).

    >>> unit_named("µg／m³"), unit_named("mg/m3、日均"), unit_named("年月日")
    ('μg/m^3', 'mg/m3', None)
    """
    said = plain(text)
    if said in MONEY:
        return said
    parts = (part.strip() for part in _REMARKS.split(said))
    return next((part for part in parts if _is_unit(part)), None)


def _is_unit(text: str) -> bool:
    if not text:
        return False
    return text in MONEY or _UNIT.fullmatch(text) is not None or units.says_unit(text)
