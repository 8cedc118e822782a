"""Numbers of standards (标准号): which level of standard a number shows.

Standardization Law, art. 2.
"""

from __future__ import annotations

import re

from qualitygov.core.vocabulary import Vocabulary


class StandardLevel(Vocabulary):
    """Level of a standard (标准层级)."""

    NATIONAL = "national", "国家标准", "national standard"
    TRADE = "trade", "行业标准", "trade standard"
    LOCAL = "local", "地方标准", "local standard"
    GROUP = "group", "团体标准", "group standard"
    ENTERPRISE = "enterprise", "企业标准", "enterprise standard"


_FORMS = (
    (re.compile(r"GB(/[TZ])?\s?\d.*"), StandardLevel.NATIONAL),
    (re.compile(r"DB\d{2}(\d{2})?(/T)?\s?[\d/].*"), StandardLevel.LOCAL),
    (re.compile(r"T/[A-Z]+\s?\d.*"), StandardLevel.GROUP),
    (re.compile(r"Q/[0-9A-Z].*"), StandardLevel.ENTERPRISE),
    (re.compile(r"(?!GB|DB)[A-Z]{2}(/[TZ])?\s?\d.*"), StandardLevel.TRADE),
)


def level_of(number: str) -> StandardLevel | None:
    """Return the level that a standard's number shows (由标准号识别层级).

    None for a form that is not known.

    >>> numbers = ("GB/T 19580-2012", "JB/T 9162-2011", "DB33/T 2016-2016", "T/ZZB 0001-2016")
    >>> [level_of(number).value for number in (*numbers, "Q/HX 002-2015")]
    ['national', 'trade', 'local', 'group', 'enterprise']
    """
    return next((level for form, level in _FORMS if form.fullmatch(number)), None)
