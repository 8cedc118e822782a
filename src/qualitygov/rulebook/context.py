"""The context of a decision (评价时点与依据): by which rules, on which day, with which knowledge.

Every function that decides takes ``(what, context)``; rules and time travel in no other way.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date
from typing import Any, Self, TypeVar

import attrs

from qualitygov.core import knowledge
from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.given import of_type
from qualitygov.core.near import near
from qualitygov.core.period import Period, whole_year, year_of
from qualitygov.core.periods import LATEST, Span, as_day, optional_day, term_end
from qualitygov.errors import RulebookError, bilingual
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

T = TypeVar("T")


@attrs.frozen(init=False)
class Context:
    """By which rules, on which day and with which knowledge something is decided (评价时点与依据).

    `as_of` is the day up to which events are told, `known_at` the day whose knowledge is used (by
    default `as_of`), `period` what is judged (by default the assessment year of `as_of`), and
    `calendar` says which days are working days (None: deadlines in working days are unknown).
    Raises `FieldError` for an `as_of` before the period.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-09-30")
    >>> str(context.period), str(context.elapsed)
    ('2016-01-01–2016-12-31', '2016-01-01–2016-09-30')
    """

    rulebook: Rulebook
    as_of: date
    known_at: date
    period: Period
    calendar: WorkCalendar | None

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        as_of: date | str,
        known_at: date | str | None = None,
        period: Period | None = None,
        calendar: WorkCalendar | None = None,
    ) -> None:
        of_type(rulebook, Rulebook, "rulebook")
        day = _no_later(as_day(as_of))
        known = optional_day(known_at) or day
        period = _year_at(rulebook, day) if period is None else of_type(period, Period, "period")
        if day < period.first:
            raise bilingual(
                "context.early",
                f"评价日 {day} 早于考核期 {period}，尚无可评价的事项",
                f"the day {day} lies before the period {period}: nothing of it can be judged yet",
            )
        if calendar is not None:
            of_type(calendar, WorkCalendar, "calendar")  # type: ignore[type-abstract]  # a check
        self.__attrs_init__(rulebook, day, known, period, calendar)

    @classmethod
    def of_year(
        cls,
        rulebook: Rulebook,
        year: int,
        *,
        as_of: date | str | None = None,
        known_at: date | str | None = None,
        calendar: WorkCalendar | None = None,
    ) -> Self:
        """Return the context of an assessment year (考核年度).

        `as_of` is by default the year's cut-off, which ``assessment.closes`` sets after its end.
        """
        of_type(rulebook, Rulebook, "rulebook")
        if isinstance(year, bool) or not isinstance(year, int) or not 1 <= year < date.max.year:
            raise bilingual(
                "context.year", f"应为年份，实际为 {year!r}", f"expected a year, not {year!r}"
            )
        period = whole_year(year, rulebook.at(date(year, 12, 31)).choice("assessment.year"))
        day = as_of
        if day is None:
            day = term_end(period.last, rulebook.at(period.last).term("assessment.closes"))
        return cls(rulebook, as_of=day, known_at=known_at, period=period, calendar=calendar)

    @classmethod
    def of_reading(cls, rulebook: Rulebook, *, calendar: WorkCalendar | None = None) -> Self:
        """Return the context in which data is read (读取数据): everything on file is known.

        Its day is the last for which the book was reviewed; what a row has to be is judged by the
        rules of the row's own days.
        """
        last = of_type(rulebook, Rulebook, "rulebook").header.reviewed_to
        return cls(rulebook, as_of=last, known_at=date.max, calendar=calendar)

    @functools.cached_property
    def rules(self) -> Rules:
        """The rules in force on `as_of`."""
        return self.rulebook.at(self.as_of)

    def rules_on(self, day: date) -> Rules:
        """Return the rules in force on another day (某日施行的规则)."""
        return self.rulebook.at(day if day.__class__ is date else as_day(day))

    @property
    def elapsed(self) -> Period:
        """The part of the period that lies on or before `as_of`."""
        return self.period.until(self.as_of)

    @property
    def judged(self) -> Self:
        """The same context on the last day that is judged: the period's, or `as_of` before it."""
        return self.on(self.elapsed.last)

    @functools.cached_property
    def cutoff(self) -> date:
        """The period's cut-off (考核数据截止日): no deed after it counts for the period."""
        last = self.period.last
        return term_end(last, self.rules_on(last).term("assessment.closes"))

    @property
    def settled(self) -> Self:
        """The same context on the last day whose deeds count for the period.

        That is the cut-off, or `as_of` before it. A report of the fourth quarter belongs to the
        year although it is due in January, and a failed sample of December is final in January.
        """
        return self.on(min(self.as_of, self.cutoff))

    @property
    def horizon(self) -> date:
        """The last day of which anything can be told: the earlier of `as_of` and `known_at`."""
        return min(self.as_of, self.known_at)

    @property
    def year(self) -> int:
        """The assessment year: the calendar year in which the period ends."""
        return self.period.last.year

    def on(self, day: date, *, known_at: date | None = None) -> Self:
        """Return the same context on another day (另一评价日): same rules, knowledge and period.

        That may be the day of an earlier act, before the period; `known_at` sets other knowledge.
        """
        day = as_day(day)
        known = self.known_at if known_at is None else as_day(known_at)
        if (day, known) == (self.as_of, self.known_at):
            return self
        made = type(self).__new__(type(self))
        made.__attrs_init__(self.rulebook, _no_later(day), known, self.period, self.calendar)
        return made

    def due(
        self, start: date, span: Span | str, *, by: date | None = None, roll: bool = True
    ) -> Due:
        """Return a deadline, or that it is unknown and why (到期日); never raises.

        `span` is a length of time, or the name of a parameter, read in the rules in force on `by`
        (by default on `start`). Nobody is late by a parameter that nobody has verified.
        """
        start = as_day(start)
        if isinstance(span, str):
            try:
                rules = self.rules_on(start if by is None else by)
                found = rules.entries(Parameter).get(span)
                if found is not None and found.unsigned:
                    return Due(None, _unsigned(span))
                span = rules.span(span)
            except RulebookError as error:
                return Due(None, error.problems[0].expected)
        of_type(span, Span, "span")
        return due(start, span, self.calendar, roll=roll)

    def extended(self, by: Due, span: Span | str, *, on: date | None = None) -> Due:
        """Return a deadline to which some time is added (延长后的到期日); an unknown one stays so.

        It is counted from the end of the term, which alone moves off a day off. `span` is as in
        `due`, read in the rules of `on`.
        """
        of_type(by, Due, "by")
        return by if by.term_end is None else self.due(by.term_end, span, by=on)

    def due_by(self, start: date, rule: RuleEntry, part: str) -> Due:
        """Return the deadline that a field of a rule sets (按规则的到期日).

        It is unknown where nobody has verified the rule or the field, so that nobody is late by it.
        Raises `FieldError` for a field that holds no length of time.
        """
        if not isinstance(getattr(rule, part, None), Span):
            spans = [a.name for a in attrs.fields(type(rule)) if _is_span(rule, a.name)]
            hint, name = near(part, spans), f"{rule.section}.{rule.id}"
            raise bilingual(
                "context.part",
                f"{name} 没有期限 {part}；{hint.zh}",
                f"{name} sets no length of time {part}; {hint.en}",
            )
        if not rule.vouched(part):
            return Due(None, _unsigned(f"{rule.section}.{rule.id}.{part}"))
        return self.due(start, getattr(rule, part))

    def happened(self, day: date | None) -> bool:
        """Whether a day is given and lies on or before `as_of` (是否已发生)."""
        if day is None:
            return False
        return (day if day.__class__ is date else as_day(day)) <= self.as_of

    def past(self, day: date | None) -> date | None:
        """Return a day that lies on or before `as_of`, None for a later one (已发生的日期)."""
        return day if self.happened(day) else None

    def knows(self, row: object) -> bool:
        """Whether a row was known at `known_at` (当时是否已知)."""
        since = knowledge.known_day(row)
        return since is None or since <= self.known_at

    def seen(self, row: T) -> T:
        """Return a row as it was known at `known_at` (当时所知); the row itself must be known.

        Later events that were not known yet are empty in it. Raises `FieldError` for a row that was
        not known at all.
        """
        found = knowledge.as_known(row, self.known_at)
        if found is None:
            raise bilingual(
                "context.unknown",
                f"{self.known_at} 尚不知悉该记录",
                f"nobody knew of it on {self.known_at}",
            )
        return found

    def known(self, rows: Iterable[T]) -> tuple[T, ...]:
        """Return the rows that were known at `known_at`, each as it was known (当时所知各行)."""
        return knowledge.known_rows(rows, self.known_at)

    @property
    def said(self) -> Text:
        """The day, and the knowledge where it is another's, as text."""
        if self.known_at == self.as_of:
            return Text(str(self.as_of), str(self.as_of))
        return Text(
            f"{self.as_of}（按 {self.known_at} 所知）",
            f"{self.as_of} (as known on {self.known_at})",
        )


@attrs.frozen(init=False, slots=False)
class InContext:
    """Whoever answers in one context (按评价时点作答): a scorer, a screener.

    It is made of a rulebook and days, which are dates or ISO text; `known_at` reproduces what was
    known then and defaults to `as_of`. `of` makes it of a context.
    """

    context: Context

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        as_of: date | str,
        known_at: date | str | None = None,
        calendar: WorkCalendar | None = None,
    ) -> None:
        context = Context(rulebook, as_of=as_of, known_at=known_at, calendar=calendar)
        self.__attrs_init__(context)

    @classmethod
    def of(cls, context: Context) -> Self:
        """Make it of a context (由评价时点建立)."""
        made = cls.__new__(cls)
        made.__attrs_init__(of_type(context, Context, "context"))
        return made

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook."""
        return self.context.rulebook

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self.context.as_of

    @property
    def known_at(self) -> date:
        """The day whose knowledge is used."""
        return self.context.known_at

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.context,)


def _is_span(rule: RuleEntry, name: str) -> bool:
    return isinstance(getattr(rule, name), Span)


def _unsigned(name: str) -> Text:
    return Text(f"所依规则尚未核实：{name}", f"its rule is not verified yet: {name}")


def _no_later(day: date) -> date:
    """The day, if terms of rules can be counted from it."""
    if day > LATEST:
        raise bilingual(
            "context.late", f"日期 {day} 晚于 {LATEST}", f"the day {day} lies after {LATEST}"
        )
    return day


def _year_at(rulebook: Rulebook, day: date) -> Period:
    style = rulebook.at(day).choice("assessment.year")
    return whole_year(year_of(day, style), style)
