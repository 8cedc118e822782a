"""Strategies of plain types (基本类型的测试数据策略), given Hypothesis's own module.

The core does not import Hypothesis: who draws passes ``hypothesis.strategies`` and the validators
of the field, whose attributes bound what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from qualitygov.core import check
from qualitygov.core.exact import Points, Rate

Checks = Sequence[Any]
FIRST, LAST = date(2012, 1, 1), date(2017, 12, 31)
EARLY_YEAR, LATE_YEAR = 1990, 2020
LARGEST = 500
ALPHABET = "甲乙丙丁戊己庚辛abcXYZ0123456789"


def texts(st: Any, checks: Checks) -> Any:
    """Draw short texts, of the form that the field demands (文本)."""
    for part in checks:
        if isinstance(part, check.matching):
            ascii_only = st.characters(min_codepoint=ord("*"), max_codepoint=126)
            return st.from_regex(part.pattern, fullmatch=True, alphabet=ascii_only)
    return st.text(ALPHABET, min_size=1, max_size=8)


def flags(st: Any, _: Checks) -> Any:
    """Draw truth values (是否)."""
    return st.booleans()


def bounds(checks: Checks) -> tuple[int, int]:
    """Return the bounds that validators name (取值范围); years within a few of today's."""
    for part in checks:
        if isinstance(part, check.within):
            years = part.low <= EARLY_YEAR and part.high >= LATE_YEAR
            return (EARLY_YEAR, LATE_YEAR) if years else (part.low, part.high)
        if isinstance(part, check.at_least):
            return part.bound, max(LARGEST, part.bound)
    return 0, LARGEST


def wholes(st: Any, checks: Checks) -> Any:
    """Draw whole numbers within the field's bounds (整数)."""
    return st.integers(*bounds(checks))


def decimals(st: Any, checks: Checks) -> Any:
    """Draw exact numbers of two places within the field's bounds (小数)."""
    return st.decimals(*bounds(checks), places=2)


def days(st: Any, _: Checks) -> Any:
    """Draw days of six years (日期)."""
    return st.dates(FIRST, LAST)


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def moments(st: Any, _: Checks) -> Any:
    """Draw moments to the minute (时间)."""
    first, last = (datetime.combine(day, time()) for day in (FIRST, LAST))
    return st.datetimes(first, last).map(_to_the_minute)


def points(st: Any, _: Checks) -> Any:
    """Draw points (分值)."""
    return st.integers(-100_000, 100_000).map(Points)


def rates(st: Any, _: Checks) -> Any:
    """Draw rates between 1 and 99 percent (率)."""
    return st.integers(1, 99).map(lambda count: Rate(count, 100))


def fractions(st: Any, _: Checks) -> Any:
    """Draw fractions between 0 and 1 (分数)."""
    return st.integers(0, 99).map(lambda count: Fraction(count, 100))
