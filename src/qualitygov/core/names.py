"""Names as they are compared (名称规整): width, brackets, spaces and capitals do not matter.

Two spellings of one name have one plain form, and nothing else has: no word is left out, no
abbreviation is written out.
"""

from __future__ import annotations

import unicodedata

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Signs that nobody sees, which come with text that was copied from a page."""

_SAME = {
    "(": "[{〔【〖「『<《〈",
    ")": "]}〕】〗」』>》〉",
    '"': "“”„‟'‘’‚‛",
    "·": "•‧∙⋅・･",
    "-": "‐‑‒–—―−﹣",
}
_SIGNS = str.maketrans(
    {variant: sign for sign, variants in _SAME.items() for variant in variants}
    | dict.fromkeys(ZERO_WIDTH)
)


def plain_name(text: str) -> str:
    """Return the form in which names are compared (规整名称).

    >>> plain_name("南屏县瑞禾（集团） 食品有限公司") == plain_name("南屏县瑞禾(集团)食品有限公司")
    True
    >>> plain_name("存续（在营、开业、在册）"), plain_name(" Ａbc  Ltd ")
    ('存续(在营、开业、在册)', 'ABCLTD')
    """
    wide = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return unicodedata.normalize("NFKC", "".join(wide.split()).upper())


LONGEST_SHEET_NAME = 31
_NO_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def sheet_name(name: str, ending: str = "") -> str:
    """Return a name that a sheet of a workbook may have (工作表名), with an ending that is kept whole.

    >>> sheet_name("产品/食品", "-2"), len(sheet_name("一" * 40, "-2"))
    ('产品_食品-2', 31)
    """
    plain = name.translate(_NO_SHEET_NAME)[: LONGEST_SHEET_NAME - len(ending)]
    return f"{plain}{ending}" or "-"
