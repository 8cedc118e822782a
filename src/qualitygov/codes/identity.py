"""What stands in a cell for an identifier (标识单元格): any code that a unit may have, or none.

`identify` brings a cell to the code or key that every field of a unit takes. Nothing is guessed: a
code that a spreadsheet turned into a number is gone, a letter that no code has may stand for two
others, a missing character may be any. Such cells are refused, with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NoReturn

import attrs

from qualitygov.codes import credit_code, keys, organization_code, person, registration_number
from qualitygov.codes.unit import UnitKey, check_unit, compact
from qualitygov.core.cells import is_null
from qualitygov.core.names import ZERO_WIDTH
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import CodeError
from qualitygov.text import Text

Cell = str | int | float | Decimal | None
"""A cell as a reader gives it: a text, a number, or nothing."""


class IdentityKind(Vocabulary):
    """What a unit is known by (主体标识类型)."""

    CREDIT = "credit-code", "统一社会信用代码", "credit code"
    ORGANIZATION = "organization-code", "组织机构代码", "organization code"
    REGISTRATION = "registration-number", "注册号", "registration number"
    MASKED = "masked-code", "脱敏代码", "code published with stars"
    FOREIGN = "foreign-id", "境外登记号", "identifier of Hong Kong or abroad"
    NAME = "name-and-address", "名称和地址", "name and address alone"


@attrs.frozen(kw_only=True)
class Identity:
    """What a cell says of who a unit is (主体标识).

    `code` is what the fields of a unit take: a code as it is, or a key. `warnings` say what is odd
    about it, such as a check character that fails.
    """

    code: str
    kind: IdentityKind
    registration_number: str | None = None
    masked_code: str | None = None
    foreign_id: str | None = None
    warnings: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        """The unit's key, under which its records are found."""
        return UnitKey.of(self.code)


WRITE_AS_TEXT = Text(
    "请把该列设为“文本”格式，重新填写完整代码",
    "format the column as text and write the whole code again",
)
DESTROYED = Text(
    "电子表格已把代码变成数字（最多保留 15 位），其余数字已丢失，无法还原；",
    "a spreadsheet destroyed the code: it made a number of it, and digits are lost; ",
)
MOST_DIGITS = 15
LOST = "000"
_LENGTHS = (credit_code.LENGTH, organization_code.LENGTH, registration_number.LENGTH)
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?E\+\d{1,3}|[+-]?\d+\.\d+E-?\d{1,3}")
_POINT = re.compile(r"(\d+)\.0*")
_FORMULA = re.compile(r'="(.*)"')
_LABEL = re.compile(
    r"(?:统一社会信用代码|社会信用代码|统一代码|信用代码|组织机构代码|机构代码|工商注册号|注册号)"
    r"(?:证)?\s*:?\s*(?=[0-9A-Za-z])"
)
_ABROAD = re.compile(
    r"(?P<label>[^0-9A-Za-z]*(?:香港|澳门|台湾|港澳台|境外|海外|国外|外国|商业登记)[^0-9A-Za-z]*)"
    r"(?P<id>[0-9A-Za-z][0-9A-Za-z.\-]{3,39})"
)
_HONG_KONG = re.compile(r"\d{8}-\d{3}(?:-\d{2}-\d{2}-[0-9A-Z])?")
_PLACES = (("港澳台", "ZZ/"), ("台湾", "TW/"), ("澳门", "MO/"), ("香港", ""), ("商业登记", ""))
_ELSEWHERE = "ZZ/"  # a place that the label does not name; no country has this code


def identify(cell: Cell, *, name: str | None = None, address: str | None = None) -> Identity:
    """Return who a unit is by its identifier cell (识别主体), or by name and address without one.

    Raises `CodeError` for a cell that is no whole identifier, and where there is neither one nor a
    name with an address.

    >>> identify("91 330298 maucyrwd13").code, identify("３３０２９８３４４９４７２８７").code
    ('91330298MAUCYRWD13', 'reg:330298344947287')
    >>> identify("无", name="豆腐摊", address="农贸市场12号").code
    'name:豆腐摊@农贸市场12号'
    >>> try:
    ...     identify("9.13303E+17")
    ... except CodeError as error:
    ...     error.code
    'code.destroyed'
    """
    if isinstance(cell, (bool, int, float, Decimal)):
        return _number(cell)
    text = _text(cell)
    if is_null(text):
        return _by_name(name, address)
    point = _POINT.fullmatch(text)
    if point is not None:
        return _number(int(point[1]))
    if keys.has_shape(keys.compact(text)):
        return _of_key(keys.compact(text))
    abroad = _ABROAD.fullmatch(text)
    if abroad is not None and not credit_code.has_shape(compact(abroad["id"])):
        label = abroad["label"]
        place = next((prefix for word, prefix in _PLACES if word in label), _ELSEWHERE)
        return _of_key(keys.of_foreign(place + abroad["id"]))
    text = _LABEL.sub("", text, count=1)
    if "*" in text:
        return _masked(text, name)
    if _HONG_KONG.fullmatch(text):
        return _of_key(keys.of_foreign(text))
    return _plain(text)


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is empty or a sign for nothing (是否为空)."""
    return cell is None or (isinstance(cell, str) and is_null(_text(cell)))


def _text(cell: str | None) -> str:
    """The text of a cell: half-width, without signs that nobody sees or that mark it as a text."""
    wide = unicodedata.normalize("NFKC", cell or "")
    text = "".join(one for one in wide if one not in ZERO_WIDTH).strip()
    formula = _FORMULA.fullmatch(text)
    return (text if formula is None else formula[1]).lstrip("'’`").strip()


def _refuse(code: str, zh: str, en: str) -> NoReturn:
    raise CodeError(code, Text(zh, en))


def _destroyed(found: object) -> NoReturn:
    text = DESTROYED + WRITE_AS_TEXT
    raise CodeError("code.destroyed", text + Text(f"（{found}）", f" ({found})"))


def _number(cell: float | Decimal) -> Identity:
    """The identifier in a number cell, which keeps fifteen digits and no leading zero."""
    whole = not isinstance(cell, bool) and cell == cell // 1 and cell >= 0
    if not whole:
        _refuse("code.number", f"不是代码：{cell}", f"this number is no code: {cell}")
    digits = str(int(cell))
    if len(digits) > MOST_DIGITS:
        _destroyed(f"{cell:.6G}" if isinstance(cell, float) else cell)
    if len(digits) < organization_code.LENGTH:
        _lost_zero(digits)
    return _plain(digits)


def _lost_zero(digits: str) -> NoReturn:
    zh = f"只有 {len(digits)} 位数字：作为组织机构代码，电子表格已丢掉开头的 0，不作猜测；"
    en = f"{len(digits)} digits: an organization code has nine, a spreadsheet took a leading zero; "
    raise CodeError("code.leading-zero", Text(zh, en) + WRITE_AS_TEXT)


def _by_name(name: str | None, address: str | None) -> Identity:
    given = [_text(one) for one in (name, address)]
    if any(map(is_null, given)):
        _refuse(
            "code.missing",
            "没有代码时须有名称和地址",
            "without a code, a unit needs a name and an address",
        )
    return Identity(code=keys.of_name(*given), kind=IdentityKind.NAME)


def _masked(text: str, name: str | None) -> Identity:
    if is_null(_text(name)):
        _refuse(
            "code.masked",
            "脱敏代码不能单独识别主体，须有名称",
            "a code with stars names no unit without its name",
        )
    return _of_key(keys.of_masked(text, name or ""))


def _of_key(key: str) -> Identity:
    """The identity that a key stands for."""
    prefix, _, rest = key.partition(keys.COLON)
    kind, field = _KINDS[prefix]
    value = rest.partition("@")[0]
    fields = {} if field is None else {field: value}
    return Identity(code=key, kind=kind, warnings=check_unit(key), **fields)


_KINDS: dict[str, tuple[IdentityKind, str | None]] = {
    "reg": (IdentityKind.REGISTRATION, "registration_number"),
    "masked": (IdentityKind.MASKED, "masked_code"),
    "foreign": (IdentityKind.FOREIGN, "foreign_id"),
    "name": (IdentityKind.NAME, None),
}


def _plain(text: str) -> Identity:
    """The identity of a code or a registration number, in any spelling."""
    plain = organization_code.compact(text)
    if _SCIENTIFIC.fullmatch(text.upper()):
        _destroyed(text)
    if person.is_likely(plain):
        raise CodeError("code.person", person.NEVER_KEPT)
    if plain.isdecimal() and len(plain) == organization_code.LENGTH - 1:
        _lost_zero(plain)
    if len(plain) not in _LENGTHS:
        _refuse(
            "code.length",
            f"代码应为 18 位、9 位，注册号应为 15 位，实际 {len(plain)} 位：{text}",
            f"a code has 18 or 9 characters, a registration number 15, not {len(plain)}: {text}",
        )
    if len(plain) == registration_number.LENGTH:
        return _of_key(keys.of_registration(plain))
    return _code(plain)


def _code(plain: str) -> Identity:
    """The identity of a credit code or organization code: a failing check is a warning."""
    credit = len(plain) == credit_code.LENGTH
    strange = sorted(set(plain) - set(credit_code.ALPHABET)) if credit else []
    if strange and set(strange) <= set("IOSVZ"):
        named = ", ".join(strange)
        _refuse(
            "code.letters",
            f"统一社会信用代码中不会有字母 {named}，不作猜测：{plain}",
            f"the letter {named} is never in a credit code; nothing is guessed: {plain}",
        )
    warnings = check_unit(plain)
    if credit and warnings and plain.endswith(LOST):
        _destroyed(plain)
    kind = IdentityKind.CREDIT if credit else IdentityKind.ORGANIZATION
    return Identity(code=plain, kind=kind, warnings=warnings)
