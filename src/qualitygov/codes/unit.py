"""The key of a unit (主体键): credit code and organization code lead to one archive.

Clause 3.2.2.a.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import attrs

from qualitygov.codes import credit_code, keys, organization_code, registration_number
from qualitygov.errors import CodeError, FieldError
from qualitygov.text import Text

_CREDIT = 18
_KEY = slice(8, 17)
PATTERN = f"^(?:{credit_code.PATTERN}|{organization_code.PATTERN}|{keys.PATTERN})$"
"""The shape of every plain code and key, for columns."""

NO_CODE = Text(
    "应为 18 位统一社会信用代码、9 位组织机构代码（大写，无空格）或无代码单位的主体键",
    "expected a credit code of 18 or an organization code of 9 characters, capital, without "
    "spaces, or the key of a unit without one",
)


def compact(code: str) -> str:
    """Bring a code or key to its plain form (规整); a registration number becomes its key.

    What is neither stays a plain text, which no field takes.

    >>> compact("9133 0203 6747 3724 4w"), compact("330298344947287")
    ('91330203674737244W', 'reg:330298344947287')
    """
    plain = organization_code.compact(code)
    if keys.COLON in plain:
        return keys.compact(code)
    if registration_number.has_shape(plain):
        return keys.of_registration(plain)
    return plain


def has_shape(code: str) -> bool:
    """Whether a plain text is a credit code, an organization code or a key (格式是否正确)."""
    return credit_code.has_shape(code) or organization_code.has_shape(code) or keys.has_shape(code)


class UnitKey:
    """The one key of a unit (主体键): its organization code, or what it has in place of one."""

    @staticmethod
    def of(code: str) -> str:
        """Return the key of a code or of a key, in any spelling.

        Eighteen ASCII letters and digits are taken for a credit code and only cut, since this is
        called for each record; the fields of entities have judged their shape. Raises `CodeError`
        for anything else.

        >>> UnitKey.of("91110000600037341L") == UnitKey.of("60003734-1") == "600037341"
        True
        >>> UnitKey.of("330298344947287")
        'reg:330298344947287'
        """
        if code.__class__ is str and len(code) == _CREDIT and code.isalnum() and code.isascii():
            return code[_KEY] if code.isupper() or code.isdigit() else code[_KEY].upper()
        plain = compact(code)
        if credit_code.has_shape(plain):
            return plain[_KEY]
        if organization_code.has_shape(plain) or keys.has_shape(plain):
            return plain
        raise CodeError("code.length", NO_CODE + Text(f"：{code}", f": {code}"))

    @staticmethod
    def find(code: str | None) -> str | None:
        """Return the key of what may be a code (主体键查找); None for what is none.

        >>> UnitKey.find("91110000600037341L"), UnitKey.find("9.13303E+17"), UnitKey.find(None)
        ('600037341', None, None)
        """
        try:
            return None if code is None else UnitKey.of(code)
        except CodeError:
            return None

    @staticmethod
    def has(key: str, code: str) -> bool:
        """Whether a plain code is that of the unit with this key (代码是否属于该主体).

        A key in place of a code is never cut: what stands at its ninth place means nothing.
        """
        return code == key or (code[_KEY] == key and keys.COLON not in code)


@attrs.frozen
class unit_code:  # noqa: N801 - used like a function, as attrs' own validators are
    """A field that holds a plain credit code, organization code or key of a unit (主体代码).

    Its check characters may fail.

    About one published code in 8,000 fails a check, so the shape alone is demanded here;
    `check_unit` tells the rest.
    """

    demands: ClassVar[type] = str
    clean: ClassVar[Callable[[str], str]] = staticmethod(compact)
    example: ClassVar[str] = "91330299MA2837B62L"
    form: ClassVar[Text] = Text(
        "18 位统一社会信用代码、9 位组织机构代码，或无代码单位的主体键",
        "a credit code of 18 or an organization code of 9 characters, or the key of a unit "
        "without one",
    )
    described: ClassVar[Mapping[str, Any]] = {"pattern": PATTERN}

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or not has_shape(value):
            raise FieldError("code.unit", NO_CODE)


def check_unit(code: str) -> tuple[Text, ...]:
    """Return what fails of a code's check characters, in words (校验位检查); empty when all is well.

    Raises `CodeError` for what is neither a code nor a key.

    >>> check_unit("91110000600037341L")
    ()
    """
    plain = compact(code)
    if keys.has_shape(plain):
        number = plain.removeprefix(keys.REGISTRATION)
        return registration_number.check(number) if registration_number.has_shape(number) else ()
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
