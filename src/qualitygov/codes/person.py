"""Numbers of persons (公民身份号码), GB 11643: known, so that they are never kept.

Eighteen characters: the division of the first registration (six), the day of birth (eight), a
number (three) and a check by ISO 7064, MOD 11-2; until 1999 fifteen digits without the century and
the check. A number of a person in place of a unit's code is refused, and no message repeats it.
"""

from __future__ import annotations

import re
from datetime import date

from qualitygov.codes import credit_code, registration_number
from qualitygov.text import Text

LENGTH, OLD_LENGTH = 18, 15
NEVER_KEPT = Text(
    "疑似个人身份号码：个人号码不予保存，请填写单位的代码或注册号",
    "this seems to be the number of a person, which is never kept; write the unit's own code",
)
ABROAD = "91"
"""Where credit codes of enterprises begin, too: there the check alone tells a person."""

PHONE_LENGTH = 11
_PHONE = re.compile(
    r"(?<![0-9A-Za-z.,])1[3-9][0-9]{9}(?![0-9A-Za-z.,]|\s*[元万亿%％‰吨千公斤升克米平立])"
)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_PROVINCES = frozenset(
    map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)))
) | frozenset(map(str, (*range(61, 66), 71, 81, 82, 91)))
_WEIGHTS = tuple(pow(2, 17 - at, 11) for at in range(17))


def _is_day(digits: str) -> bool:
    """Whether eight digits are a day on which somebody now alive may have been born."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= date(1900, 1, 1).year


def _check(digits: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return "10X98765432"[total % 11]


def is_likely(plain: str) -> bool:
    """Whether a plain text is the number of a person and no code of a unit (是否身份号码).

    What passes the checks of a unit's code is taken for that. A number with a day of birth in it
    whose check fails is a person's all the same, miswritten.

    >>> numbers = "11010519491231002X", "110105194912310021", "91110000600037341L"
    >>> tuple(map(is_likely, numbers))
    (True, True, False)
    """
    if LEFT_OUT in plain:
        return True
    if plain[:2] not in _PROVINCES or not plain.isascii():
        return False
    if len(plain) == LENGTH and plain[:17].isdecimal():
        checked = plain[17] == _check(plain[:17])
        meant = checked or (plain[17] in "0123456789X" and plain[:2] != ABROAD)
        return meant and _is_day(plain[6:14]) and not credit_code.is_valid(plain, strict=True)
    if len(plain) == OLD_LENGTH and plain.isdecimal():
        return _is_day("19" + plain[6:12]) and bool(registration_number.check(plain))
    return False


def hidden(text: str) -> str:
    """Return a text in which nobody's number stands in full (隐去身份号码): its first six digits.

    >>> hidden("王某（11010519491231002X）"), hidden("91110000600037341L")
    ('王某（110105************）', '91110000600037341L')
    """
    if len(text) < LENGTH:
        return text
    return _NUMBER.sub(_without_number, text)


def _without_number(found: re.Match[str]) -> str:
    number = found[0].upper()
    checked = number[17] == _check(number[:17])
    return number[:6] + "*" * 12 if checked and is_likely(number) else found[0]


def discreet(text: str) -> str:
    """Return a text in which nobody's number stands in full (隐去个人号码): identity, mobile telephone.

    An amount is no telephone: what a unit of money or of measure follows stays.

    >>> discreet("联系人王某13800138000"), discreet("13800138000元")
    ('联系人王某138****8000', '13800138000元')
    """
    if len(text) < PHONE_LENGTH:
        return text
    return _PHONE.sub(lambda found: phone(found[0]), hidden(text))


def phone(number: str) -> str:
    """Return a telephone number of which the middle is left out (电话脱敏).

    >>> phone("13800138000")
    '138****8000'
    """
    return number[:3] + "*" * max(len(number) - 7, 0) + number[-4:]


def masked(number: str) -> str:
    """Return what may be shown of a cell that is refused as a person's number (号码脱敏).

    >>> masked("330298198001011211")
    '330298************'
    """
    return number[:6] + "*" * max(len(number) - 6, 0)


LEFT_OUT = "个人号码已隐去"
"""What a copy that goes back says in place of a person's number: read again, it is one still."""


def left_out(number: str) -> str:
    """Return what stands in a copy in place of a person's number (退回表中的个人号码).

    It is no code with stars, which would name a unit.

    >>> left_out("330298198001011211"), is_likely(left_out("330298198001011211"))
    ('330298（个人号码已隐去）', True)
    """
    return f"{number[:6]}（{LEFT_OUT}）"
