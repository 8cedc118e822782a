"""The key of a unit (主体键): credit code and organization code lead to one archive.

Clause 3.2.2.a.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import attrs

from qualitygov.codes import credit_code, organization_code
from qualitygov.errors import CodeError, FieldError
from qualitygov.text import Text

_CREDIT = 18
_KEY = slice(8, 17)


class UnitKey:
    """The organization code as the one key of a unit (主体键)."""

    @staticmethod
    def of(code: str) -> str:
        """Return the key of a credit code or an organization code, in any spelling.

        Eighteen ASCII letters and digits are taken for a credit code and only cut, since this is
        called for each record; the fields of entities have judged their shape. Raises `CodeError`
        for what is neither code.

        >>> UnitKey.of("91110000600037341L") == UnitKey.of("60003734-1") == "600037341"
        True
        """
        if code.__class__ is str and len(code) == _CREDIT and code.isalnum() and code.isascii():
            return code[_KEY] if code.isupper() or code.isdigit() else code[_KEY].upper()
        plain = organization_code.compact(code)
        if credit_code.has_shape(plain):
            return plain[_KEY]
        if organization_code.has_shape(plain):
            return plain
        raise CodeError(
            "code.length",
            Text(
                f"应为 18 位统一社会信用代码或 9 位组织机构代码：{code}",
                f"expected a credit code of 18 or an organization code of 9 characters: {code}",
            ),
        )


@attrs.frozen
class unit_code:  # noqa: N801 - used like a function, as attrs' own validators are
    """A field that holds a plain credit code or organization code (主体代码).

    Its check characters may fail.

    About one published code in 8,000 fails a check, so the shape alone is demanded here;
    `check_unit` tells the rest.
    """

    demands: ClassVar[type] = str
    clean: ClassVar[Callable[[str], str]] = staticmethod(organization_code.compact)

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or not (
            credit_code.has_shape(value) or organization_code.has_shape(value)
        ):
            raise FieldError(
                "code.unit",
                Text(
                    "应为 18 位统一社会信用代码或 9 位组织机构代码（大写，无空格）",
                    "expected a credit code of 18 or an organization code of 9 characters, "
                    "capital, without spaces",
                ),
            )


def check_unit(code: str) -> tuple[Text, ...]:
    """Return what fails of a code's check characters, in words (校验位检查); empty when all is well.

    Raises `CodeError` for what is neither a credit code nor an organization code.

    >>> check_unit("91110000600037341L")
    ()
    """
    plain = organization_code.compact(code)
    if len(plain) != organization_code.LENGTH:
        return credit_code.check(plain).failures
    if not organization_code.has_shape(plain):
        raise CodeError(
            "code.characters",
            Text(
                f"组织机构代码含非法字符：{code}",
                f"an organization code has digits and capital letters: {code}",
            ),
        )
    right = organization_code.calc_check_digit(plain)
    if plain[8] == right:
        return ()
    return (
        Text(
            f"组织机构代码校验码应为 {right}",
            f"the organization code's check character should be {right}",
        ),
    )
