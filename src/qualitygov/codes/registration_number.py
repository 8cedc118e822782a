"""Registration number of an enterprise or individual business (工商注册号), GS 15-2006.

Fifteen digits: the division of the registering authority (six), a number (eight) and a check digit
by ISO 7064, MOD 11,10. Units that came before the unified code of 2015 have it, and small ones have
nothing else.

>>> validate("3302 9834 4947 287"), is_valid("330298344947286")
('330298344947287', False)
"""

from __future__ import annotations

import re

from qualitygov.codes.organization_code import compact
from qualitygov.errors import CodeError
from qualitygov.text import Text

LENGTH = 15
_SHAPE = re.compile("[0-9]{15}")


def calc_check_digit(body: str) -> str:
    """Return the check digit for the first fourteen digits (校验码).

    Raises `CodeError` where they are no such digits.
    """
    if not re.fullmatch("[0-9]{14}", body[: LENGTH - 1]):
        raise CodeError(
            "code.characters",
            Text(f"应以 14 位数字开头：{body}", f"expected fourteen digits to begin with: {body}"),
        )
    product = 10
    for digit in body[: LENGTH - 1]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def has_shape(code: str) -> bool:
    """Whether a plain text has fifteen digits, its check aside (格式是否正确)."""
    return _SHAPE.fullmatch(code) is not None


def validate(code: str) -> str:
    """Return the plain number (校验); raises `CodeError` naming what is wrong.

    Length, characters or check.
    """
    plain = compact(code)
    if not has_shape(plain):
        length = len(plain) != LENGTH
        raise CodeError(
            "code.length" if length else "code.characters",
            Text(
                f"注册号应为 {LENGTH} 位数字：{code}",
                f"a registration number has {LENGTH} digits: {code}",
            ),
        )
    failures = check(plain)
    if failures:
        raise CodeError("code.check", failures[0] + Text(f"：{code}", f": {code}"))
    return plain


def check(plain: str) -> tuple[Text, ...]:
    """Return what fails of a plain number's check digit, in words (校验位检查)."""
    right = calc_check_digit(plain)
    if plain[-1] == right:
        return ()
    return (
        Text(
            f"注册号校验码应为 {right}",
            f"the registration number's check digit should be {right}",
        ),
    )


def is_valid(code: str) -> bool:
    """Whether the number passes `validate` (是否有效)."""
    try:
        validate(code)
    except CodeError:
        return False
    return True


def format(code: str) -> str:  # noqa: A001 - the fourth verb of every code module
    """Print the number as licences do (标准写法): fifteen digits without a break."""
    return compact(code)
