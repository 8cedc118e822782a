"""Periods of time (期间), counted as the Civil Code does in articles 200-204.

The day on which a period begins does not count. A period of months or years ends on the
corresponding day of its last month, or on that month's last day where it has none. "Day e lies
within n months after day d" is ``month_key(e) <= month_key(d) + 32 * n``: whole numbers, the same
on every engine.

Spans are written in rulebooks as ``"36 months"``, ``"1 year 6 months"``, ``"15 days"``, ``"7
working days"`` or ``"24 hours"``.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import attrs
import pendulum

from qualitygov.core import cells
from qualitygov.errors import FieldError, bilingual
from qualitygov.text import Text

CHINA = "Asia/Shanghai"
ONE_DAY = timedelta(days=1)
LATEST = date(9899, 12, 31)
"""The last day that anything is asked of: terms reach far ahead, and the calendar ends in 9999."""

SHORTEST_MONTH, FEBRUARY = 28, 2
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TERM = re.compile(
    r"(?=\d)(?:(\d{1,6}) years?(?: (?=\d)|$))?"
    r"(?:(\d{1,6}) months?(?: (?=\d)|$))?(?:(\d{1,6}) days?)?",
    re.ASCII,
)
_WORKING_DAYS = re.compile(r"(\d{1,6}) working days?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_HOURS = re.compile(r"(\d{1,6}) hours?", re.ASCII)


def _plural(count: int, unit: str) -> str:
    return f"{count} {unit}" + ("" if count == 1 else "s")


def _unreadable(form: Text, text: str) -> FieldError:
    return FieldError(
        "span.form",
        Text("应为", "expected ") + form + Text(f"，实际为 {text!r}", f", not {text!r}"),
    )


def _whole(_: object, attribute: attrs.Attribute[int], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise bilingual(
            "span.count",
            f"{attribute.name} 应为非负整数，实际为 {value!r}",
            f"{attribute.name} should be a whole number, not {value!r}",
        )


class Span:
    """A length of time in a rule (期限): a `Term`, `WorkingDays` or `Hours`.

    >>> Span.parse("36 months"), Span.parse("7 working days"), Span.parse("24 hours")
    (Term(years=0, months=36, days=0), WorkingDays(count=7), Hours(count=24))
    """

    __slots__ = ()
    example: ClassVar[str] = "7 working days"
    form: ClassVar[Text] = Text(
        '期限，如 "36 months"、"7 working days"', 'a span such as "36 months" or "7 working days"'
    )

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read a span; raises `FieldError` for anything else."""
        if not isinstance(text, str):
            raise _unreadable(cls.form, text)
        return _span(text)


@functools.lru_cache(maxsize=1024)
def _span(text: str) -> Span:
    """Read a span; those of rules are asked for again and again."""
    for kind, pattern in ((WorkingDays, _WORKING_DAYS), (Hours, _HOURS), (Term, _TERM)):
        if pattern.fullmatch(text) is not None:
            return kind.parse(text)
    raise _unreadable(Span.form, text)


@attrs.frozen
class Term(Span):
    """Years, months and days (年月日期限): our own value, since a pendulum duration loses its months.

    >>> str(Term(years=1, months=6))
    '1 year 6 months'
    """

    example: ClassVar[str] = "36 months"
    described: ClassVar[Mapping[str, str]] = {
        "pattern": "^[0-9]{1,6} (years?|months?|days?)( [0-9]{1,6} (months?|days?)){0,2}$"
    }
    form: ClassVar[Text] = Text(
        '年月日期限，如 "36 months"、"1 year 6 months"',
        'a term such as "36 months" or "1 year 6 months"',
    )
    clean: ClassVar[Callable[[str], str]] = staticmethod(cells.written_term)
    years: int = attrs.field(default=0, validator=_whole)
    months: int = attrs.field(default=0, validator=_whole)
    days: int = attrs.field(default=0, validator=_whole)

    @classmethod
    def parse(cls, text: str) -> Term:
        """Read a term such as ``"1 year 6 months"``.

        The units stand in this order, each at most once.
        """
        found = _TERM.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise _unreadable(cls.form, text)
        return cls(*(int(count or 0) for count in found.groups()))

    @classmethod
    def drawn(cls, st: Any, _: Any) -> Any:
        """Return a Hypothesis strategy (测试数据策略): terms of some years and months."""
        return st.builds(cls, years=st.integers(0, 5), months=st.integers(1, 11))

    @property
    def total_months(self) -> int:
        """Years and months together, in months."""
        return 12 * self.years + self.months

    def __str__(self) -> str:
        parts = [
            _plural(n, unit)
            for n, unit in ((self.years, "year"), (self.months, "month"), (self.days, "day"))
            if n
        ]
        return " ".join(parts) or "0 days"


@attrs.frozen
class WorkingDays(Span):
    """A number of working days (工作日期限)."""

    example: ClassVar[str] = "7 working days"
    form: ClassVar[Text] = Text(
        '工作日期限，如 "7 working days"', 'working days such as "7 working days"'
    )
    count: int = attrs.field(validator=_whole)

    @classmethod
    def parse(cls, text: str) -> WorkingDays:
        """Read ``"7 working days"``; raises `FieldError` for anything else, another span too."""
        found = _WORKING_DAYS.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise _unreadable(cls.form, text)
        return cls(int(found[1]))

    def __str__(self) -> str:
        return _plural(self.count, "working day")


@attrs.frozen
class Hours(Span):
    """A number of hours (小时期限)."""

    example: ClassVar[str] = "24 hours"
    form: ClassVar[Text] = Text('小时期限，如 "24 hours"', 'hours such as "24 hours"')
    count: int = attrs.field(validator=_whole)

    @classmethod
    def parse(cls, text: str) -> Hours:
        """Read ``"24 hours"``; raises `FieldError` for anything else, another span too."""
        found = _HOURS.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise _unreadable(cls.form, text)
        return cls(int(found[1]))

    def __str__(self) -> str:
        return _plural(self.count, "hour")


def month_key(day: date) -> int:
    """Return the day's number in a calendar whose months all have 32 days (月键).

    >>> month_key(date(2016, 2, 29)) - month_key(date(2016, 1, 29))
    32
    """
    return (12 * day.year + day.month) * 32 + day.day


def _month_length(year: int, month: int) -> int:
    return 29 if month == FEBRUARY and calendar.isleap(year) else _MONTH_LENGTHS[month - 1]


def _shifted(day: date, months: int) -> date:
    at = 12 * day.year + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(
        year,
        month + 1,
        day.day if day.day <= SHORTEST_MONTH else min(day.day, _month_length(year, month + 1)),
    )


def term_end(start: date, term: Term) -> date:
    """Return the last day of a term that begins with `start` (期限届满日). Civil Code, arts. 201-202.

    >>> term_end(date(2016, 1, 31), Term(months=1)), term_end(date(2016, 1, 31), Term(days=15))
    (datetime.date(2016, 2, 29), datetime.date(2016, 2, 15))

    Raises `FieldError` for an end after the last day a date can hold.
    """
    try:
        return _shifted(start, term.total_months) + timedelta(days=term.days)
    except (ValueError, OverflowError):
        raise bilingual(
            "span.range",
            f"期限 {term} 超出日期范围",
            f"the term {term} ends after the last possible date",
        ) from None


def term_before(end: date, term: Term) -> date:
    """Return the day a term before another (提前日), as of what is due a month ahead of an expiry.

    >>> term_before(date(2016, 3, 31), Term(months=1)), term_before(date(2016, 3, 1), Term(days=1))
    (datetime.date(2016, 2, 29), datetime.date(2016, 2, 29))

    Raises `FieldError` for a day before the first one a date can hold.
    """
    try:
        return _shifted(end, -term.total_months) - timedelta(days=term.days)
    except (ValueError, OverflowError):
        raise bilingual(
            "span.range",
            f"期限 {term} 超出日期范围",
            f"the term {term} begins before the first possible date",
        ) from None


def within_term(start: date, later: date, term: Term) -> bool:
    """Whether `later` still lies within the term that begins with `start` (是否在期限内)."""
    if term.days:
        if term.days >= later.toordinal():
            return True
        later -= timedelta(days=term.days)
    return month_key(later) <= month_key(start) + 32 * term.total_months


def boundary(as_of: date, term: Term) -> date:
    """Return the earliest start whose term still runs on `as_of` (回溯起始日).

    For every day d: ``within_term(d, as_of, term) == (d >= boundary(as_of, term))``; so a term
    longer than the calendar reaches back to its first day.

    >>> boundary(date(2016, 3, 31), Term(months=1))
    datetime.date(2016, 3, 1)
    """
    if term.days >= as_of.toordinal():
        return date.min
    reached = as_of - timedelta(days=term.days)
    at = 12 * reached.year + reached.month - 1 - term.total_months
    year, month = divmod(at, 12)
    if year < date.min.year:
        return date.min
    if reached.day <= _month_length(year, month + 1):
        return date(year, month + 1, reached.day)
    # No such day in that month: the first of the next one, which may be January.
    return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def local_day(moment: datetime) -> date:
    """Return the calendar day of a moment in China (北京时间日期).

    A moment without a zone is taken as Beijing time.

    >>> from datetime import timezone
    >>> local_day(datetime(2016, 12, 31, 20, 0, tzinfo=timezone.utc))
    datetime.date(2017, 1, 1)
    """
    there = pendulum.instance(moment, tz=CHINA).in_timezone(CHINA)
    return date(there.year, there.month, there.day)


def as_day(value: object) -> date:
    """Return a day given as a date, as ISO text or as a moment with a zone (日期).

    The text is ``YYYY-MM-DD`` and nothing else, or a moment such as ``2016-12-31T20:00:00Z``. A
    moment is its day in China. Raises `FieldError` for anything else; a moment without a zone
    could be two days, and is refused.

    >>> as_day("2016-12-31")
    datetime.date(2016, 12, 31)
    """
    if value.__class__ is date:
        return value  # a plain date, by far the most
    if isinstance(value, datetime):
        return _day_in_china(value, value)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            if len(value) == len("2016-12-31"):
                return date.fromisoformat(value)
            return _day_in_china(datetime.fromisoformat(value), value)
        except ValueError:
            pass
    raise _no_day(value)


def optional_day(value: object) -> date | None:
    """Return a day as `as_day` does, or None where there is none (可空日期)."""
    return None if value is None else as_day(value)


def _day_in_china(moment: datetime, value: object) -> date:
    """The day in China of a moment with a zone; one without could be two days."""
    if moment.utcoffset() is None:
        raise _no_day(value)
    try:
        return local_day(moment)
    except (OverflowError, ValueError):
        raise _no_day(value) from None


def _no_day(value: object) -> FieldError:
    return bilingual(
        "context.day",
        f'应为日期（如 date(2016, 12, 31) 或 "2016-12-31"）或带时区的时间，实际为 {value!r}',
        f'expected a day such as date(2016, 12, 31) or "2016-12-31", or a moment with a zone,'
        f" not {value!r}",
    )
