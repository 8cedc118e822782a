"""Industry code (国民经济行业代码), GB/T 4754, editions 2011 and 2017.

The letter of a section (门类) and two to four digits: division (大类), group (中类), class (小类).
Tables of offices often have the digits alone. The letter follows from the division, by the edition
in force: 79 is residential services (O) by that of 2011 and land management (N) by that of 2017.
A number cell has no leading zero: 141 is the group 141 or the class 0141, and nobody can say which.

>>> read_industry("5245.0", known_on=date(2018, 1, 2)).code, read_industry("Ｃ１３１２").code
('F5245', 'C1312')
>>> read_industry("141").readings
('A0141', 'C141')
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import attrs

from qualitygov.core.cells import is_null
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import CodeError, FieldError
from qualitygov.text import Text


class Edition(Vocabulary):
    """Edition of the classification of industries (行业分类版本)."""

    OF_2011 = "2011", "GB/T 4754-2011", "GB/T 4754-2011"
    OF_2017 = "2017", "GB/T 4754-2017", "GB/T 4754-2017"


SINCE_2017 = date(2017, 10, 1)
"""The day on which the edition of 2017 came into force."""

_FIRST_OF = "ABCDEFGHIJKLMNOPQRST"
_FIRSTS: Mapping[Edition, tuple[int, ...]] = {
    Edition.OF_2011: (
        1, 6, 13, 44, 47, 51, 53, 61, 63, 66, 70, 71, 73, 76, 79, 82, 83, 85, 90, 96,
    ),
    Edition.OF_2017: (
        1, 6, 13, 44, 47, 51, 53, 61, 63, 66, 70, 71, 73, 76, 80, 83, 84, 86, 91, 97,
    ),
}  # fmt: skip
"""The first division of each section, A to T; the last section has one division."""

UNKNOWN = frozenset({"未知", "未知行业", "不详", "行业不详", "未分类"})
_NUMBER = re.compile(r"([0-9]+)(?:\.0*)?")
_CODE = re.compile(r"([A-T])\s*-?\s*([0-9]{2,4})(?:\.0*)?")
_LENGTHS = (2, 3, 4)


@attrs.frozen
class IndustryReading:
    """What a cell says of an industry (行业代码读取结果).

    `code` is None where it is not known; `readings` are what it may be, where it may be several,
    and `told` says so.
    """

    code: str | None
    readings: tuple[str, ...] = ()
    told: Text | None = None


def edition_on(day: date) -> Edition:
    """Return the edition in force on a day (某日版本)."""
    return Edition.OF_2017 if day >= SINCE_2017 else Edition.OF_2011


def section_of(digits: str, edition: Edition) -> str | None:
    """Return the section of a division, group or class (门类); None where there is no such division.

    >>> section_of("7910", Edition.OF_2011), section_of("7910", Edition.OF_2017)
    ('O', 'N')
    """
    division, firsts = int(digits[:2]), _FIRSTS[edition]
    if not firsts[0] <= division <= firsts[-1]:
        return None
    return _FIRST_OF[bisect(firsts, division) - 1]


def sections_of(digits: str) -> tuple[str, ...]:
    """Return the sections that a division has by any edition (各版门类)."""
    found = (section_of(digits, edition) for edition in Edition)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def compact(code: str) -> str:
    """Bring a code to its plain form (规整): half-width, capital, without spaces."""
    if not isinstance(code, str):
        raise CodeError("code.text", Text(f"应为文本：{code!r}", f"expected a text, not {code!r}"))
    return unicodedata.normalize("NFKC", code).strip().upper()


def has_shape(code: str) -> bool:
    """Whether a plain text is a code with the letter of its section by some edition (格式是否正确)."""
    shaped = re.fullmatch(r"[A-T][0-9]{2,4}", code) is not None
    return shaped and code[0] in sections_of(code[1:])


def divisions() -> tuple[str, ...]:
    """Return every division with the letter of its section, of each edition (全部大类), in order.

    >>> divisions()[:2], "O79" in divisions(), "N79" in divisions()
    (('A01', 'A02'), True, True)
    """
    digits = (f"{number:02}" for number in range(1, 100))
    return tuple(sorted(letter + two for two in digits for letter in sections_of(two)))


SECTIONS = {
    "A": ("农、林、牧、渔业", "agriculture, forestry, animal husbandry and fishery"),
    "B": ("采矿业", "mining"),
    "C": ("制造业", "manufacturing"),
    "D": ("电力、热力、燃气及水生产和供应业", "electricity, heat, gas and water supply"),
    "E": ("建筑业", "construction"),
    "F": ("批发和零售业", "wholesale and retail trade"),
    "G": ("交通运输、仓储和邮政业", "transport, storage and post"),
    "H": ("住宿和餐饮业", "accommodation and catering"),
    "I": ("信息传输、软件和信息技术服务业", "information, software and related services"),
    "J": ("金融业", "finance"),
    "K": ("房地产业", "real estate"),
    "L": ("租赁和商务服务业", "leasing and business services"),
    "M": ("科学研究和技术服务业", "scientific research and technical services"),
    "N": ("水利、环境和公共设施管理业", "water, environment and public facilities"),
    "O": ("居民服务、修理和其他服务业", "services to households, repair and others"),
    "P": ("教育", "education"),
    "Q": ("卫生和社会工作", "health and social work"),
    "R": ("文化、体育和娱乐业", "culture, sports and entertainment"),
    "S": ("公共管理、社会保障和社会组织", "public administration and social organizations"),
    "T": ("国际组织", "international organizations"),
}
"""The sections of GB/T 4754, which 2011 and 2017 name alike."""


def section_name(code: str) -> Text | None:
    """Return the name of the section of an industry code (门类名称), None where there is none.

    >>> section_name("H6110").zh
    '住宿和餐饮业'
    """
    found = SECTIONS.get(code[:1])
    return None if found is None else Text(*found)


def begins_code(text: str) -> bool:
    """Whether a plain text is a section, or a code with its letter (门类或行业代码).

    >>> begins_code("C"), begins_code("C13"), begins_code("F5Z2"), begins_code("A13")
    (True, True, False, False)
    """
    return (len(text) == 1 and text in _FIRST_OF) or has_shape(text)


@attrs.frozen
class industry:  # noqa: N801 - used like a function, as attrs' own validators are
    """A field that holds an industry code with its letter (行业代码)."""

    demands: ClassVar[type] = str
    clean: ClassVar[Callable[[str], str]] = staticmethod(compact)
    described: ClassVar[Mapping[str, Any]] = {"pattern": "^[A-T][0-9]{2,4}$"}
    example: ClassVar[str] = "C1512"
    form: ClassVar[Text] = Text("GB/T 4754 行业代码", "an industry code of GB/T 4754")

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or not has_shape(value):
            raise FieldError("code.industry", EXPECTED)


EXPECTED = Text(
    "应为 GB/T 4754 行业代码：与大类相符的门类字母加 2 至 4 位数字",
    "expected an industry code of GB/T 4754: the letter of the division's section and 2 to 4 "
    "digits",
)


def read_industry(
    cell: str | float | Decimal | None,
    *,
    edition: Edition | None = None,
    known_on: date | None = None,
) -> IndustryReading:
    """Return the industry that a cell says (读取行业代码), with or without its letter.

    The edition is `edition`, else that in force when the row became known; without both, what the
    editions do not say alike is not known. Raises `CodeError` for a letter that does not fit its
    digits, for a division that there is not, and for what is no code.
    """
    wanted = edition or (None if known_on is None else edition_on(known_on))
    editions = tuple(Edition) if wanted is None else (wanted,)
    text = (
        compact(str(cell)) if cell is not None and not isinstance(cell, bool) else str(cell or "")
    )
    if is_null(text) or text in UNKNOWN:
        return IndustryReading(None)
    number, coded = _NUMBER.fullmatch(text), _CODE.fullmatch(text)
    if coded is not None:
        return IndustryReading(_fitting(coded[1], coded[2], editions))
    if number is None or len(number[1]) > max(_LENGTHS):
        raise CodeError("code.industry", EXPECTED + Text(f"：{text}", f": {text}"))
    return _of_digits(number[1], editions)


def _fitting(letter: str, digits: str, editions: tuple[Edition, ...]) -> str:
    found = [section_of(digits, edition) for edition in editions]
    if letter in found:
        return letter + digits
    named = " / ".join(edition.label.zh for edition in editions)
    right = ", ".join(sorted({one for one in found if one is not None})) or "–"
    others = [e.label.zh for e in Edition if section_of(digits, e) == letter]
    other = Text(f"；按 {others[0]} 相符", f"; by {others[0]} it fits") if others else Text("", "")
    raise CodeError(
        "code.industry",
        Text(
            f"门类字母 {letter} 与大类 {digits[:2]} 不符，按 {named} 应为 {right}",
            f"the letter {letter} does not fit division {digits[:2]}: by {named} it is {right}",
        )
        + other,
    )


def _of_digits(digits: str, editions: tuple[Edition, ...]) -> IndustryReading:
    """The code of digits alone: unknown where a leading zero or the edition decides."""
    short = len(digits) in (1, 3) and not digits.startswith("0")
    spelled = [f"0{digits}", digits] if short else [digits]
    readings = tuple(
        dict.fromkeys(
            section + one
            for one in spelled
            if len(one) in _LENGTHS
            for edition in editions
            if (section := section_of(one, edition)) is not None
        )
    )
    if not readings:
        raise CodeError(
            "code.industry",
            Text(
                f"没有大类 {digits[:2]}：{digits}", f"there is no division {digits[:2]}: {digits}"
            ),
        )
    if short:
        return IndustryReading(None, readings, _told(readings, LOST_ZERO))
    if len(readings) > 1:
        return IndustryReading(None, readings, _told(readings, NO_EDITION))
    return IndustryReading(readings[0])


LOST_ZERO = Text("可能丢失了开头的 0", "it may have lost a leading zero")
NO_EDITION = Text("两版门类不同且版本不明", "the editions differ, and which one holds is not known")


def _told(readings: tuple[str, ...], why: Text) -> Text:
    named = Text("、".join(readings), " or ".join(readings))
    return (
        Text("行业代码不明：", "the industry is not known: ")
        + why
        + Text("（", " (")
        + named
        + Text("）", ")")
    )
