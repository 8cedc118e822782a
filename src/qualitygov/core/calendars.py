"""Working days (工作日历): which day is one, what is not published, and deadlines counted by them.

No calendar guesses: past the last published year the answer is ``None``, and a deadline that needs
it is unknown, with the day that could not be judged.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol, runtime_checkable

import attrs

from qualitygov.core import kinds
from qualitygov.core.periods import ONE_DAY, Hours, Span, Term, WorkingDays, term_end
from qualitygov.errors import FieldError, MissingExtraError, UnknownCalendarError, bilingual
from qualitygov.text import Text

SATURDAY = 5


@runtime_checkable
class WorkCalendar(Protocol):
    """Says of a day whether it is a working day (工作日历).

    True, False, or None when that is not published.

    `name` says which calendar it is, for reasons and reports.
    """

    @property
    def name(self) -> Text:
        """What the calendar is called."""
        ...

    def is_working_day(self, day: date) -> bool | None:
        """Judge one day."""
        ...


@attrs.frozen
class WeekdayCalendar:
    """Monday to Friday, without any holiday (仅按周末判断): for those who choose to leave holidays aside.

    >>> WeekdayCalendar().is_working_day(date(2016, 10, 3))
    True
    """

    @property
    def name(self) -> Text:
        """What the calendar is called."""
        return Text("周一至周五（不计节假日）", "Monday to Friday, holidays left aside")

    def is_working_day(self, day: date) -> bool | None:
        """Judge one day by its weekday alone."""
        return day.weekday() < SATURDAY


@attrs.frozen(field_transformer=kinds.typed)
class TableCalendar:
    """A calendar from one's own table (自备日历).

    `exceptions` overrides weekdays in the years that `years` names. Raises `FieldError` for a day
    that is no date, or for a year that is no whole number.

    >>> table = TableCalendar(years=frozenset({2016}), exceptions={date(2016, 10, 3): False})
    >>> table.is_working_day(date(2016, 10, 3)), table.is_working_day(date(2017, 1, 3))
    (False, None)
    """

    years: frozenset[int]
    exceptions: Mapping[date, bool]
    name: Text = Text("自备工作日历", "own table of working days")

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
    """The State Council's published holidays and make-up working days (国务院办公厅节假日安排).

    From chinesecalendar.

    Needs the extra ``calendar``. Years that are not published there are None.

    >>> official = OfficialCalendar()
    >>> official.is_working_day(date(2016, 10, 3)), official.is_working_day(date(2016, 10, 8))
    (False, True)
    >>> official.is_working_day(date(2099, 1, 1)) is None
    True
    """

    @property
    def name(self) -> Text:
        """What the calendar is called."""
        return Text("国务院办公厅节假日安排", "published holidays of the State Council")

    def is_working_day(self, day: date) -> bool | None:
        """Judge one day by the published arrangement; None where there is none."""
        return _published(day)


@functools.lru_cache(maxsize=8192)
def _published(day: date) -> bool | None:
    try:
        return bool(_official().is_workday(day))
    except NotImplementedError:  # how chinesecalendar says that the year is not published
        return None


def _judged(day: date, work: WorkCalendar) -> bool:
    answer = work.is_working_day(day)
    if answer is None:
        raise UnknownCalendarError(
            "calendar.unknown",
            Text(
                f"{day} 是否为工作日尚未公布（{work.name.zh}）",
                f"whether {day} is a working day has not been published ({work.name.en})",
            ),
        )
    return answer


def _next(day: date) -> date:
    if day == date.max:
        raise bilingual(
            "span.range", "期限超出日期范围", "the deadline lies after the last possible date"
        )
    return day + ONE_DAY


def working_days_after(start: date, count: int, work: WorkCalendar) -> date:
    """Return the day on which `count` working days after `start` have passed (工作日届满日).

    `start` does not count.

    Raises `UnknownCalendarError` naming the first day that is not published.

    >>> working_days_after(date(2016, 9, 30), 7, OfficialCalendar())
    datetime.date(2016, 10, 14)
    """
    day = start
    while count > 0:
        day = _next(day)
        count -= _judged(day, work)
    return day


def deadline(start: date, span: Span, work: WorkCalendar, *, roll: bool = True) -> date:
    """Return the last day of a span (期限届满日). Civil Code, arts. 201-203.

    A term that ends on a day off ends on the next working day, unless `roll` is False; working days
    are counted; hours end on the day on which they run out, a whole number of days later. Raises
    `UnknownCalendarError` where the calendar ends.
    """
    if isinstance(span, WorkingDays):
        return working_days_after(start, span.count, work)
    if isinstance(span, Hours):
        return term_end(start, Term(days=-(-span.count // 24)))
    assert isinstance(span, Term)
    end = term_end(start, span)
    while roll and not _judged(end, work):
        end = _next(end)
    return end


@attrs.frozen
class Due:
    """A day by which something is due (到期日), or None with the reason why it is unknown.

    `term_end` is the day on which the term itself ends, before it moves off a day off: what is
    added to the term is counted from there.
    """

    day: date | None
    reason: Text | None = None
    term_end: date | None = attrs.field(
        default=attrs.Factory(lambda due: due.day, takes_self=True), eq=False, repr=False
    )

    def passed(self, on: date) -> bool | None:
        """Whether the day has passed on `on`; None when the day is unknown."""
        return None if self.day is None else on > self.day


def due(start: date, span: Span, work: WorkCalendar | None, *, roll: bool = True) -> Due:
    """Return the deadline as a value that may be unknown (到期日), with the reason; never raises.

    Without a calendar working days are unknown, and a term ends on its last day, be it a day off.

    >>> due(date(2016, 9, 30), WorkingDays(7), None).day is None
    True
    """
    if work is None and isinstance(span, WorkingDays):
        return Due(None, Text("未提供工作日历", "no working-day calendar was given"))
    try:
        work = _EVERY_DAY if work is None else work
        day = deadline(start, span, work, roll=roll)
        return Due(day, term_end=deadline(start, span, work, roll=False) if roll else day)
    except (UnknownCalendarError, MissingExtraError, FieldError) as error:
        return Due(None, error.text)


@attrs.frozen
class _EveryDay:
    @property
    def name(self) -> Text:
        return Text("每日", "every day")

    def is_working_day(self, day: date) -> bool | None:
        return True


_EVERY_DAY = _EveryDay()
