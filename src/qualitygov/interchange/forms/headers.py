"""Headers as offices write them (表头规整): marks, units in brackets, spaces and line breaks aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

import attrs

_MARKS = re.compile(r"[*※★☆＊]|\((?:必填|选填|必填项|选填项)\)")
_SPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_PARTS = r"[║|‖∥┃│¦/\\、,;:(\[]+"
_ITEMS = re.compile(
    r"\(?(?:主要)?(?:不合格|不符合|问题|超标)(?:检验|检测)?(?:项目?|指标)(?:名称)?"
    rf"{_PARTS}(?:检验|检测|实测)(?:结果|数值|值)"
    rf"{_PARTS}(?:标准|限量|规定)?(?:值|要求|限值|指标|规定)[)\]]?"
)
ITEMS = "不合格项目║检验结果║标准值"
"""The header of a column with all failing items of a sample, however its parts are written."""

_BRACKET = re.compile(r"[(\[【〔{]((?:[^()\[\]【】〔〕{}]|\([^()]*\))*)[)\]】〕}]$")


def header_key(text: str) -> str:
    r"""Return a header as it is compared (表头比较键).

    >>> header_key("企业名称\n（字号名称）*"), header_key("Ｃｏｄｅ ＊")
    ('企业名称(字号名称)', 'code')
    >>> header_key("(不合格项目|检测结果|限量值)")
    '不合格项目║检验结果║标准值'
    """
    if text.isascii() and text.isalnum():
        return text.casefold()
    plain = unicodedata.normalize("NFKC", text)
    key = _MARKS.sub("", _SPACE.sub("", plain)).casefold()
    return ITEMS if "项" in key and _ITEMS.fullmatch(key) else key


@attrs.frozen
class Header:
    """A header of a sheet (表头): as it is written, and as it is compared.

    `bare` leaves out what stands in brackets at its end, `note` is that: a unit, or a remark.
    """

    raw: str
    key: str
    bare: str
    note: str | None

    @classmethod
    def of(cls, raw: str) -> Header:
        """Read a header (读取表头).

        >>> Header.of("注册资本（万元）").bare, Header.of("注册资本（万元）").note
        ('注册资本', '万元')
        >>> Header.of("等效声级（dB(A)）").bare
        '等效声级'
        """
        key = header_key(raw)
        if key.isalnum():
            return cls(raw, key, key, None)
        found = _BRACKET.search(key)
        bare = key[: found.start()] if found else key
        return cls(raw, key, bare or key, found[1] if found and bare else None)

    def is_one_of(self, names: Collection[str]) -> bool:
        """Whether it is one of these names, with or without what stands in brackets (表头相符)."""
        return self.key in names or self.bare in names
