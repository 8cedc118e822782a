"""Keys of units without a credit or organization code (无统一代码单位的主体键).

A street stall, an old individual household, a firm of Hong Kong: each has a key in place of a code,
which begins with what it rests on.

- ``reg:330298344947287``: a registration number of fifteen digits;
- ``masked:9233**********0L41@NAME``: a code that was published with stars, with the name, since
  many units have the same characters left;
- ``foreign:99999999-000``: an identifier of Hong Kong, or of another place named before it
  (``foreign:TW/12345678``);
- ``name:NAME@ADDRESS``: a name and an address alone. Two stalls of one name are two units.

Names and addresses stand in the form in which they are compared (`core.names.plain_name`); what is
no Chinese character, letter, digit or usual sign of a name is written as ``%`` and two digits. So
the keys are a regular language: entities, tables and engines accept exactly the same texts. No key
is a code, since codes have no colon.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from qualitygov.codes import registration_number
from qualitygov.codes.organization_code import compact as compact_code
from qualitygov.core.names import ZERO_WIDTH, plain_name
from qualitygov.errors import CodeError
from qualitygov.text import Text

COLON, REGISTRATION = ":", "reg:"
NAMED = "name:"
_SIGNS = "0-9A-Z()*+,./&#_·、-"
_HAN = (
    "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\uac00-\ud7a3"  # two signs, kana, hangul
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ee5d\U00030000-\U000323af"  # Chinese characters
)
_PART = f"(?:[{_SIGNS}{_HAN}]|%[0-9A-F]{{2}})+"
MASKED, FOREIGN = "[0-9A-Z*]{6,18}", "(?:[A-Z]{2}/)?[0-9A-Z][0-9A-Z.-]{3,39}"
PATTERN = f"reg:[0-9]{{15}}|masked:{MASKED}@{_PART}|foreign:{FOREIGN}|name:{_PART}@{_PART}"
"""The shape of every key, for Python and for the engines of tables alike."""

_UNSEEN = ("Cc", "Cf", "Cs")  # controls, marks of direction and the like, halves of a character
_SHAPE = re.compile(PATTERN)
_SAFE = re.compile(f"[{_SIGNS}{_HAN}]")
_MASK, _ABROAD = re.compile(MASKED), re.compile(FOREIGN)


def has_shape(key: str) -> bool:
    """Whether a text is a key (是否主体键)."""
    return _SHAPE.fullmatch(key) is not None


def _part(text: str, what: Text) -> str:
    plain = plain_name(text)
    if not plain or any(unicodedata.category(one) in _UNSEEN for one in plain):
        raise CodeError(
            "code.name",
            Text(f"{what.zh}为空或含控制字符", f"the {what.en} is empty or has control characters"),
        )
    return "".join(one if _SAFE.fullmatch(one) else quote(one, safe="") for one in plain)


NAME, ADDRESS = Text("名称", "name"), Text("地址", "address")


def of_name(name: str, address: str) -> str:
    """Return the key of a unit that has a name and an address alone (名称地址键).

    Raises `CodeError` where one of them is empty.

    >>> of_name("青石镇菜场豆腐摊", "青石镇农贸市场 12号摊位")
    'name:青石镇菜场豆腐摊@青石镇农贸市场12号摊位'
    """
    return f"name:{_part(name, NAME)}@{_part(address, ADDRESS)}"


def of_registration(number: str) -> str:
    """Return the key of a registration number (注册号键); raises `CodeError` for anything else."""
    plain = compact_code(number)
    if not registration_number.has_shape(plain):
        raise CodeError(
            "code.length",
            Text(f"注册号应为 15 位数字：{number}", f"not fifteen digits: {number}"),
        )
    return f"reg:{plain}"


def of_masked(code: str, name: str) -> str:
    """Return the key of a code published with stars (脱敏代码键), by the code and the name."""
    plain = masked(code)
    return f"masked:{plain}@{_part(name, NAME)}"


def masked(code: str) -> str:
    """Return a code with stars in its plain form (脱敏代码); raises `CodeError` for anything else."""
    plain = compact_code(code)
    if "*" not in plain or not _MASK.fullmatch(plain):
        raise CodeError(
            "code.masked",
            Text(
                f"脱敏代码应为 6 至 18 位字母、数字和星号：{code}",
                f"expected 6 to 18 letters, digits and stars: {code}",
            ),
        )
    return plain


def of_foreign(identifier: str) -> str:
    """Return the key of an identifier of Hong Kong or another place (境外登记号键)."""
    return f"foreign:{foreign(identifier)}"


def foreign(identifier: str) -> str:
    """Return such an identifier in its plain form (境外登记号); raises `CodeError` for others."""
    plain = plain_name(identifier)
    if not _ABROAD.fullmatch(plain):
        raise CodeError(
            "code.foreign",
            Text(
                f"境外登记号应为字母、数字和连字符：{identifier}",
                f"expected letters, digits and hyphens: {identifier}",
            ),
        )
    return plain


def compact(text: str) -> str:
    """Bring a key to its plain form (规整); what is no key stays as it is.

    >>> compact(" REG：330298344947287 "), compact("name:豆腐摊@农贸市场 12号")
    ('reg:330298344947287', 'name:豆腐摊@农贸市场12号')
    """
    wide = unicodedata.normalize("NFKC", text).strip(ZERO_WIDTH + " \t\r\n")
    prefix, colon, rest = wide.partition(":")
    plain = f"{prefix.strip().lower()}{colon}{plain_name(rest)}"
    return plain if has_shape(plain) else text
