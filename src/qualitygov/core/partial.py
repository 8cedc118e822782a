"""Days that were said in part (部分日期): a month, a year, a span of days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Self

import attrs

from qualitygov.core import cells
from qualitygov.errors import FieldError, bilingual
from qualitygov.text import Text

_FORM = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = len("2014-03")
_DAY = "-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_PATTERN = f"^[0-9]{{4}}(-(0[1-9]|1[0-2])|{_DAY}(/[0-9]{{4}}{_DAY})?)?$"
"""What is written in ISO form, for other languages; that the days exist is left to us."""


@attrs.frozen(order=True)
class Partial:
    """What was said of a day (部分日期): the first and the last day that it can mean.

    A month, a year or a span is kept as it was said; a whole day is one, too. It is written as ISO
    8601 writes it, in the shortest way: all days of a month are that month.

    >>> made = Partial.parse("2024-02")
    >>> made.first, made.last, made.day, str(made)
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29), None, '2024-02')
    >>> str(Partial(date(2023, 6, 1), date(2023, 6, 5))), Partial.parse("2024-02-29").day
    ('2023-06-01/2023-06-05', datetime.date(2024, 2, 29))
    """

    form: ClassVar[Text] = Text(
        "日期、月份、年份或起止日期，如 2024-03、2023-06-01/2023-06-05",
        "a day, a month, a year or a span such as 2024-03 or 2023-06-01/2023-06-05",
    )
    clean: ClassVar[Callable[[str], str]] = staticmethod(cells.days)
    example: ClassVar[str] = "2016-03"
    described: ClassVar[Mapping[str, str]] = {"pattern": _PATTERN}

    first: date = attrs.field()
    last: date = attrs.field()

    @last.validator
    def _not_before(self, _: attrs.Attribute[date], value: date) -> None:
        if value < self.first:
            raise bilingual(
                "partial.order",
                f"止日 {value} 早于起日 {self.first}",
                f"ends on {value}, before it begins on {self.first}",
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a day, a month, a year or a span in ISO form; raises `FieldError` for all else."""
        if not isinstance(text, str) or not _FORM.fullmatch(text):
            raise cls._unreadable(text)
        first, _, last = text.partition("/")
        begin, end = cells.bounds(first), cells.bounds(last or first)
        if begin is None or end is None:
            raise cls._unreadable(text)
        return cls(begin[0], end[1])

    @classmethod
    def _unreadable(cls, text: object) -> FieldError:
        return FieldError(
            "partial.form",
            Text("应为", "expected ") + cls.form + Text(f"，实际为 {text!r}", f", not {text!r}"),
        )

    @classmethod
    def month_of(cls, day: date) -> Self:
        """Return the month of a day (所在月份)."""
        return cls.parse(day.isoformat()[:_MONTH])

    @classmethod
    def drawn(cls, st: Any, _: Any) -> Any:
        """Return a Hypothesis strategy (测试数据策略): days, months and spans."""
        days = st.dates(date(2012, 1, 1), date(2017, 12, 31))
        spans = st.tuples(days, st.integers(0, 400)).map(
            lambda pair: cls(pair[0], pair[0] + timedelta(days=pair[1]))
        )
        return spans | days.map(cls.month_of) | days.map(lambda day: cls(day, day))

    @property
    def day(self) -> date | None:
        """The day, where it was said whole (完整日期)."""
        return self.first if self.first == self.last else None

    @property
    def is_month(self) -> bool:
        """Whether it is one whole calendar month (是否整月)."""
        return self == self.month_of(self.first)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        if self.is_month:
            return self.first.isoformat()[:_MONTH]
        year = self.first.year
        if (self.first, self.last) == (date(year, 1, 1), date(year, 12, 31)):
            return f"{year:04d}"
        return f"{self.first}/{self.last}"
