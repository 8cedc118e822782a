"""Working days (工作日历): which day is one, what is not published, and deadlines counted by them.

No calendar guesses: past the last published year the answer is ``None``, and a deadline that needs it is unknown, with
the day that could not be judged.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Protocol, runtime_checkable

import attrs

from qualitygov.core.periods import Hours, Span, Term, WorkingDays, term_end
from qualitygov.errors import MissingExtraError, UnknownCalendarError
from qualitygov.text import Text

__all__ = [
    "Due",
    "OfficialCalendar",
    "TableCalendar",
    "WeekdayCalendar",
    "WorkCalendar",
    "deadline",
    "due",
    "working_days_after",
]

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@runtime_checkable
class WorkCalendar(Protocol):
    """Says of a day whether it is a working day (工作日历): True, False, or None when that is not published."""

    def is_working_day(self, day: date) -> bool | None:
        """Judge one day."""
        ...


@attrs.frozen
class WeekdayCalendar:
    """Monday to Friday, without any holiday (仅按周末判断): for those who choose to leave holidays aside.

    >>> WeekdayCalendar().is_working_day(date(2016, 10, 3))
    True
    """

    def is_working_day(self, day: date) -> bool | None:
        """Judge one day by its weekday alone."""
        return day.weekday() < SATURDAY


@attrs.frozen
class TableCalendar:
    """A calendar from one's own table (自备日历): `exceptions` overrides weekdays in the years that `years` names.

    >>> table = TableCalendar(years=frozenset({2016}), exceptions={date(2016, 10, 3): False})
    >>> table.is_working_day(date(2016, 10, 3)), table.is_working_day(date(2017, 1, 3))
    (False, None)
    """

    years: frozenset[int]
    exceptions: Mapping[date, bool]

    def is_working_day(self, day: date) -> bool | None:
        """Judge one day; None outside the table's years."""
        if day.year not in self.years:
            return None
        return self.exceptions.get(day, day.weekday() < SATURDAY)


@functools.cache
def _official() -> Any:
    try:
        import chinese_calendar  # noqa: PLC0415 - an extra, imported only where it is used
    except ImportError:
        raise MissingExtraError("chinesecalendar", "calendar") from None
    return chinese_calendar


@attrs.frozen
class OfficialCalendar:
    """The State Council's published holidays and make-up working days (国务院办公厅节假日安排), from chinesecalendar.

    Needs the extra ``calendar``. Years that are not published there are None.

    >>> OfficialCalendar().is_working_day(date(2016, 10, 3)), OfficialCalendar().is_working_day(date(2016, 10, 8))
    (False, True)
    >>> OfficialCalendar().is_working_day(date(2099, 1, 1)) is None
    True
    """

    def is_working_day(self, day: date) -> bool | None:
        """Judge one day by the published arrangement; None where there is none."""
        try:
            return bool(_official().is_workday(day))
        except NotImplementedError:
            return None


def _judged(day: date, work: WorkCalendar) -> bool:
    answer = work.is_working_day(day)
    if answer is None:
        raise UnknownCalendarError(
            "calendar.unknown",
            Text(f"{day} 是否为工作日尚未公布", f"whether {day} is a working day has not been published"),
        )
    return answer


def working_days_after(start: date, count: int, work: WorkCalendar) -> date:
    """Return the day on which `count` working days after `start` have passed (工作日届满日); `start` does not count.

    Raises `UnknownCalendarError` naming the first day that is not published.

    >>> working_days_after(date(2016, 9, 30), 7, OfficialCalendar())
    datetime.date(2016, 10, 14)
    """
    day = start
    while count > 0:
        day += ONE_DAY
        count -= _judged(day, work)
    return day


def deadline(start: date, span: Span, work: WorkCalendar) -> date:
    """Return the last day of a span (期限届满日). Civil Code, arts. 201-203.

    A term that ends on a day off ends on the next working day; working days are counted; hours end on the day on which
    they run out, a whole number of days later. Raises `UnknownCalendarError` where the calendar ends.
    """
    if isinstance(span, WorkingDays):
        return working_days_after(start, span.count, work)
    if isinstance(span, Hours):
        return start + timedelta(days=-(-span.count // 24))
    assert isinstance(span, Term)
    end = term_end(start, span)
    while not _judged(end, work):
        end += ONE_DAY
    return end


@attrs.frozen
class Due:
    """A day by which something is due (到期日), or None with the reason why it is unknown."""

    day: date | None
    reason: Text | None = None

    def passed(self, on: date) -> bool | None:
        """Whether the day has passed on `on`; None when the day is unknown."""
        return None if self.day is None else on > self.day


def due(start: date, span: Span, work: WorkCalendar | None) -> Due:
    """Return the deadline as a value that may be unknown (到期日); without a calendar, only plain terms have one.

    >>> due(date(2016, 9, 30), WorkingDays(7), None).day is None
    True
    """
    if work is None:
        if isinstance(span, WorkingDays):
            return Due(None, Text("未提供工作日历", "no working-day calendar was given"))
        return Due(deadline(start, span, _EVERY_DAY))
    try:
        return Due(deadline(start, span, work))
    except UnknownCalendarError as error:
        return Due(None, error.text)


@attrs.frozen
class _EveryDay:
    def is_working_day(self, day: date) -> bool | None:
        return True


_EVERY_DAY = _EveryDay()
