"""Unified social credit code (统一社会信用代码), GB 32100-2015.

Eighteen characters of the alphabet ``0123456789ABCDEFGHJKLMNPQRTUWXY``, whose value is their place:

- 1: the registering department; 2: the kind of body within it;
- 3-8: the division of the registering authority (GB/T 2260), digits;
- 9-17: the organization code of the unit (GB 11714), with its own check character;
- 18: the check, modulo 31 over the powers of three: ``(31 - sum(value * 3**i) mod 31) mod 31``.

About one published code in 8,000 fails one of its two checks, so `check` reports both and refuses
nothing, while `validate` demands the code's own check and, when `strict`, the organization code's
as well.

>>> validate("9133 0203 6747 3724 4w")
'91330203674737244W'
>>> is_valid("91110000600037341L"), organization_code("91110000600037341L")
(True, '600037341')
"""

from __future__ import annotations

import re

import attrs

from qualitygov.codes import organization_code as _organization
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import CodeError
from qualitygov.text import Text

LENGTH = 18
MODULUS = 31
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {char: at for at, char in enumerate(ALPHABET)}
_WEIGHED = tuple(
    {char: value * pow(3, at, MODULUS) for char, value in _VALUES.items()} for at in range(17)
)
"""What each character counts at each of the first seventeen places."""

PATTERN = f"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{8}}[0-9X][{ALPHABET}]"
_SHAPE = re.compile(PATTERN)

compact = _organization.compact


class Department(Vocabulary):
    """Registering department, the first character (登记管理部门代码)."""

    STAFFING = "1", "机构编制", "institutional staffing"
    FOREIGN_AFFAIRS = "2", "外交", "foreign affairs"
    JUSTICE = "3", "司法行政", "justice"
    CULTURE = "4", "文化", "culture"
    CIVIL_AFFAIRS = "5", "民政", "civil affairs"
    TOURISM = "6", "旅游", "tourism"
    RELIGION = "7", "宗教", "religion"
    UNIONS = "8", "工会", "trade unions"
    MARKET = "9", "市场监管", "market regulation"
    MILITARY = "A", "中央军委", "military commission"
    AGRICULTURE = "N", "农业农村（集体经济组织）", "agriculture (rural collectives)"
    OTHER = "Y", "其他", "other"


@attrs.frozen
class Check:
    """Both checks of a credit code (两项校验结果)."""

    code: str
    credit_check: bool
    organization_check: bool

    @property
    def passed(self) -> bool:
        """Whether both checks pass."""
        return self.credit_check and self.organization_check

    @property
    def expected(self) -> tuple[str, str]:
        """The right check characters.

        The code's own (18th), and that of the organization code inside (17th).

        The first is reckoned over the code as it stands; correcting the second changes it.
        """
        return calc_check_digit(self.code), _organization.calc_check_digit(self.code[8:17])

    @property
    def reason(self) -> Text | None:
        """What fails, in one sentence; None when both checks pass."""
        return Text.joined(self.failures) if self.failures else None

    @property
    def failures(self) -> tuple[Text, ...]:
        """What fails, in words."""
        failed = []
        if not self.credit_check:
            right = calc_check_digit(self.code)
            failed.append(
                Text(
                    f"统一社会信用代码校验码应为 {right}",
                    f"the credit code's check character should be {right}",
                )
            )
        if not self.organization_check:
            right = _organization.calc_check_digit(self.code[8:17])
            failed.append(
                Text(
                    f"其中组织机构代码校验码应为 {right}",
                    f"the organization code's check character should be {right}",
                )
            )
        return tuple(failed)


def calc_check_digit(body: str) -> str:
    """Return the check character for the first seventeen characters (校验码).

    Raises `CodeError` where they are no such code.
    """
    try:
        total = 0
        for values, char in zip(_WEIGHED, body[:17], strict=True):
            total += values[char]
    except (KeyError, ValueError):
        raise CodeError(
            "code.characters",
            Text(
                f"应以 17 位代码字符开头：{body}",
                f"expected seventeen characters of a credit code to begin with: {body}",
            ),
        ) from None
    return ALPHABET[-total % MODULUS]


def has_shape(code: str) -> bool:
    """Whether a plain code has the right length and characters, its checks aside (格式是否正确)."""
    return _SHAPE.fullmatch(code) is not None


def _shaped(code: str) -> str:
    plain = compact(code)
    if len(plain) != LENGTH:
        raise CodeError(
            "code.length",
            Text(
                f"统一社会信用代码应为 {LENGTH} 位，实际 {len(plain)} 位：{code}",
                f"a credit code has {LENGTH} characters, not {len(plain)}: {code}",
            ),
        )
    if not has_shape(plain):
        raise CodeError(
            "code.characters",
            Text(
                f"统一社会信用代码含非法字符：{code}",
                f"a credit code has digits and capital letters but I, O, S, V, Z: {code}",
            ),
        )
    return plain


def check(code: str) -> Check:
    """Report both checks (校验两项); raises `CodeError` only for a wrong length or wrong characters.

    >>> check("91110000600037341L").passed
    True
    """
    plain = _shaped(code)
    return Check(
        plain,
        plain[17] == calc_check_digit(plain),
        plain[16] == _organization.calc_check_digit(plain[8:17]),
    )


def validate(code: str, *, strict: bool = False) -> str:
    """Return the plain code (校验); raises `CodeError` naming what is wrong.

    The code's own check must pass; when `strict`, that of the organization code inside must pass
    too.
    """
    result = check(code)
    if not result.credit_check or (strict and not result.organization_check):
        raise CodeError("code.check", result.failures[0] + Text(f"：{code}", f": {code}"))
    return result.code


def is_valid(code: str, *, strict: bool = False) -> bool:
    """Whether the code passes `validate` (是否有效)."""
    try:
        validate(code, strict=strict)
    except CodeError:
        return False
    return True


def format(code: str) -> str:  # noqa: A001 - the fourth verb of every code module
    """Print the code as the standard does (标准写法): eighteen characters without a break."""
    return compact(code)


def organization_code(code: str) -> str:
    """Return the organization code inside, characters 9 to 17 (主体标识码)."""
    return _shaped(code)[8:17]


def department(code: str) -> Department:
    """Return the registering department (登记管理部门).

    Raises `CodeError` for one that does not exist.
    """
    plain = _shaped(code)
    try:
        return Department(plain[0])
    except ValueError:
        raise CodeError(
            "code.department",
            Text(f"无此登记管理部门：{plain[0]}", f"no such registering department: {plain[0]}"),
        ) from None
