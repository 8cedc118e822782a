"""Numbers in Chinese characters (中文数字): capitals of amounts, and the small numbers of terms."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    "○": 0,
    "貳": 2,
    "弍": 2,
    "叄": 3,
    "參": 3,
    "两": 2,
    "陸": 6,
}
_PLACES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_GROUPS = {"亿": 100_000_000, "億": 100_000_000, "万": 10_000, "萬": 10_000}
_ONE = "[" + "".join(_DIGITS) + "]"
_WHOLE = "[" + "".join((*_DIGITS, *_PLACES, *_GROUPS)) + "]+"
_AMOUNT = re.compile(
    f"(?:人民币)?(?:(?P<yuan>{_WHOLE})[元圆])?零?(?:(?P<jiao>{_ONE})角)?零?(?:(?P<fen>{_ONE})分)?[整正]?"
)
_GROUP_OF_TEN_THOUSAND = re.compile(
    f"零?(?:{_ONE}[仟千])?零?(?:{_ONE}[佰百])?零?(?:{_ONE}?[拾十])?零?{_ONE}?"
)


def whole(text: str) -> int | None:
    """Return the whole number that Chinese characters write (中文整数), None for anything else.

    >>> whole("壹万贰仟"), whole("十八"), whole("二十"), whole("三亿零五"), whole("万二")
    (12000, 18, 20, 300000005, None)
    """
    total, rest = 0, text
    for group, size in ((("亿", "億"), 100_000_000), (("万", "萬"), 10_000)):
        cut = max(rest.rfind(sign) for sign in group)
        if cut >= 0:
            before = whole(rest[:cut]) if size > _GROUPS["万"] else _below_ten_thousand(rest[:cut])
            if not before:
                return None
            total, rest = total + before * size, rest[cut + 1 :]
    if rest or not text:
        last = _below_ten_thousand(rest)
        return None if last is None else total + last
    return total


def _below_ten_thousand(text: str) -> int | None:
    if not text or not _GROUP_OF_TEN_THOUSAND.fullmatch(text):
        return None
    total, digit = 0, None
    for sign in text:
        if sign in _PLACES:
            total += (1 if digit is None else digit) * _PLACES[sign]
            digit = None
        else:
            digit = _DIGITS[sign]
    return total + (digit or 0)


def amount(text: str) -> Decimal | None:
    """Return the yuan of an amount in capitals (大写金额), None for anything else.

    >>> amount("人民币壹万贰仟元整"), amount("叁佰零伍元肆角贰分"), amount("壹万贰仟")
    (Decimal('12000'), Decimal('305.42'), None)
    """
    found = _AMOUNT.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    yuan = whole(found["yuan"]) if found["yuan"] else 0
    if yuan is None:
        return None
    jiao, fen = (_DIGITS[found[name]] if found[name] else 0 for name in ("jiao", "fen"))
    if not (found["jiao"] or found["fen"]):
        return Decimal(yuan)
    return Decimal(100 * yuan + 10 * jiao + fen).scaleb(-2)
