"""Organization code (组织机构代码), GB 11714-1997.

Eight characters, digits or capital letters, and a check character, printed with a hyphen before it:
``XXXXXXXX-C``. A letter stands for 10 (A) to 35 (Z). The check is ``11 - sum(weight * value) mod
11`` with the weights 3 7 9 10 5 8 4 2; 10 is written ``X`` and 11 ``0``. Since 2015-10 it lives on
inside the unified social credit code, as its characters 9 to 17; older files have it alone. The
check cannot see two letters eleven places apart exchanged (A for L).

>>> validate("10001723-X"), is_valid("10001723-8")
('10001723X', False)
>>> format("10001723X")
'10001723-X'
"""

from __future__ import annotations

import re
import unicodedata

from qualitygov.errors import CodeError
from qualitygov.text import Text

LENGTH = 9
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHED = tuple({char: at * weight for at, char in enumerate(_ALPHABET)} for weight in _WEIGHTS)
"""What each character counts at each of the first eight places."""

PATTERN = "[0-9A-Z]{8}[0-9X]"
_SHAPE = re.compile(PATTERN)


def compact(code: str) -> str:
    """Bring a code to its plain form (规整): half-width, capital, without spaces and hyphens.

    >>> compact(" １０００１７２３－x ")
    '10001723X'
    """
    if not isinstance(code, str):
        raise CodeError("code.text", Text(f"应为文本：{code!r}", f"expected a text, not {code!r}"))
    if code.isascii() and code.isalnum():
        return code.upper()
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(c for c in plain if not c.isspace() and c not in "-\u2010\u2011\u2013\u2014")


def calc_check_digit(body: str) -> str:
    """Return the check character for the first eight characters (校验码).

    Raises `CodeError` where they are no such code.
    """
    try:
        total = 0
        for values, char in zip(_WEIGHED, body[:8], strict=True):
            total += values[char]
    except (KeyError, ValueError):
        raise CodeError(
            "code.characters",
            Text(
                f"应以 8 位数字或大写字母开头：{body}",
                f"expected eight digits or capital letters to begin with: {body}",
            ),
        ) from None
    return "0X987654321"[total % 11]


def has_shape(code: str) -> bool:
    """Whether a plain code has the right length and characters, its check aside (格式是否正确)."""
    return _SHAPE.fullmatch(code) is not None


def validate(code: str) -> str:
    """Return the plain code (校验); raises `CodeError` naming what is wrong.

    Length, characters or check.
    """
    plain = compact(code)
    if len(plain) != LENGTH:
        raise CodeError(
            "code.length",
            Text(
                f"组织机构代码应为 {LENGTH} 位，实际 {len(plain)} 位：{code}",
                f"an organization code has {LENGTH} characters, not {len(plain)}: {code}",
            ),
        )
    if not has_shape(plain):
        raise CodeError(
            "code.characters",
            Text(
                f"组织机构代码含非法字符：{code}",
                f"an organization code has digits and capital letters: {code}",
            ),
        )
    if plain[8] != calc_check_digit(plain):
        expected = calc_check_digit(plain)
        raise CodeError(
            "code.check",
            Text(
                f"组织机构代码校验码应为 {expected}：{code}",
                f"the check character should be {expected}: {code}",
            ),
        )
    return plain


def is_valid(code: str) -> bool:
    """Whether the code passes `validate` (是否有效)."""
    try:
        validate(code)
    except CodeError:
        return False
    return True


def format(code: str) -> str:  # noqa: A001 - the fourth verb of every code module
    """Print the code as the standard does (标准写法): ``XXXXXXXX-C``."""
    plain = compact(code)
    return f"{plain[:8]}-{plain[8:]}"
