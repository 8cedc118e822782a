"""Periods of an assessment (考核周期).

Years, quarters and months as pairs of days, cut at the day of evaluation.
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Iterator
from datetime import date
from typing import Literal

import attrs

from qualitygov.core.given import of_type
from qualitygov.core.periods import ONE_DAY, as_day
from qualitygov.errors import bilingual

SUNDAY = 6
MONTHS = {"year": 12, "quarter": 3, "month": 1}
STARTS = {"calendar": 1, "july-june": 7}
MARKS = {12: "", 6: "H", 3: "Q", 1: "-"}
"""How a part of a year is named, by its months: 2016, 2016H1, 2016Q2, 2016-05."""


def _last_of_month(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _years_before(day: date, years: int) -> date:
    """The same day years earlier; a month's last day stays the month's last day."""
    year, longest = day.year - years, _last_of_month(day.year - years, day.month)
    whole = day.day == _last_of_month(day.year, day.month)
    return date(year, day.month, longest if whole else min(day.day, longest))


def _months_after(first: date, months: int) -> date:
    year, month = divmod(12 * first.year + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


@attrs.frozen(order=True)
class Period:
    """A period from `first` to `last`, both included (周期), in order of its days.

    Both are days, or ISO text of one; raises `FieldError` for anything else.

    >>> Period(date(2016, 1, 1), date(2016, 12, 31)).years_before(1)
    Period(first=datetime.date(2015, 1, 1), last=datetime.date(2015, 12, 31))
    """

    first: date = attrs.field(converter=as_day)
    last: date = attrs.field(converter=as_day)

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise bilingual(
                "period.order",
                f"周期止于 {self.last}，早于起始日 {self.first}",
                f"ends on {self.last}, before {self.first}",
            )

    @property
    def name(self) -> str:
        """What it is called (期间名称): a year, half, quarter or month by its name, else its days.

        >>> Period(date(2016, 4, 1), date(2016, 6, 30)).name
        '2016Q2'
        >>> Period(date(2016, 4, 1), date(2016, 6, 29)).name
        '2016-04-01–2016-06-29'
        """
        for months, mark in MARKS.items():
            if self == part_of_year(self.first, months):
                number = (self.first.month - 1) // months + 1
                part = {"": "", "-": f"{number:02d}"}.get(mark, str(number))
                return f"{self.first.year}{mark}{part}"
        return str(self)

    def years_before(self, years: int) -> Period:
        """The same stretch of an earlier year (往年同期)."""
        return Period(_years_before(self.first, years), _years_before(self.last, years))

    def years_and_before(self) -> range:
        """The calendar years of it and the one before them (所涉年度及上年)."""
        return range(self.first.year - 1, self.last.year + 1)

    def until(self, day: date) -> Period:
        """The part of it up to a day (截至某日); raises `FieldError` when it has not begun by then."""
        return Period(self.first, min(self.last, as_day(day)))

    def touches(self, other: Period) -> bool:
        """Whether the two have a day in common (是否相交)."""
        of_type(other, Period, "other")
        return self.first <= other.last and other.first <= self.last

    def covers(self, other: Period) -> bool:
        """Whether the whole of another period lies in this one (涵盖).

        >>> year = Period(date(2016, 1, 1), date(2016, 12, 31))
        >>> year.covers(year), year.covers(year.years_before(1))
        (True, False)
        """
        of_type(other, Period, "other")
        return self.first <= other.first and other.last <= self.last

    def split(self, every: Literal["year", "quarter", "month"]) -> Iterator[Period]:
        """Yield the quarters or months that have ended within the period (逐期).

        A part that still runs is left out.
        """
        first = self.first
        while (end := _months_after(first, MONTHS[every]) - ONE_DAY) <= self.last:
            yield Period(first, end)
            first = end + ONE_DAY

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= as_day(day) <= self.last

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


def end_of_week(day: date) -> date:
    """Return the Sunday of the week in which a day lies (所在周周日), as GB/T 7408 has weeks.

    >>> str(end_of_week(date(2016, 3, 15))), str(end_of_week(date(2015, 3, 15)))
    ('2016-03-20', '2015-03-15')
    """
    return day + (SUNDAY - day.weekday()) * ONE_DAY


@functools.lru_cache(maxsize=4096)
def part_of_year(day: date, months: int) -> Period:
    """Return the year, half, quarter or month that a day lies in (所在期间), by its `months`.

    >>> part_of_year(date(2016, 5, 4), 3).name, part_of_year(date(2016, 5, 4), 12).name
    ('2016Q2', '2016')
    """
    start = day.month - (day.month - 1) % months
    end = start + months - 1
    last = date(day.year, end, _last_of_month(day.year, end))
    return Period(date(day.year, start, 1), last)


def year_of(day: date, style: str) -> int:
    """Return the assessment year in which a day lies.

    Named by the calendar year in which it ends (考核年度).

    >>> year_of(date(2016, 8, 1), "july-june"), year_of(date(2016, 8, 1), "calendar")
    (2017, 2016)
    """
    return day.year + (STARTS[style] > 1 and day.month >= STARTS[style])


def whole_year(year: int, style: str) -> Period:
    """Return an assessment year from its first to its last day (考核年度起止).

    >>> str(whole_year(2016, "july-june"))
    '2015-07-01–2016-06-30'
    """
    start = STARTS[style]
    first = date(year - (start > 1), start, 1)
    return Period(first, _months_after(first, MONTHS["year"]) - ONE_DAY)
