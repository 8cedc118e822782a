from __future__ import annotations

import sys
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualitygov.core.calendars
import qualitygov.core.periods
from qualitygov.core.calendars import (
    Due,
    OfficialCalendar,
    TableCalendar,
    WeekdayCalendar,
    WorkCalendar,
    deadline,
    due,
    working_days_after,
)
from qualitygov.core.periods import (
    Hours,
    Span,
    Term,
    WorkingDays,
    boundary,
    local_day,
    month_key,
    term_end,
    within_term,
)
from qualitygov.errors import FieldError, MissingExtraError, UnknownCalendarError
from qualitygov.text import Text

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
TERMS = st.builds(Term, st.integers(0, 5), st.integers(0, 60), st.integers(0, 40))
OFFICIAL = OfficialCalendar()


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        (date(2016, 1, 31), Term(months=1), date(2016, 2, 29)),
        (date(2015, 1, 31), Term(months=1), date(2015, 2, 28)),
        (date(2016, 2, 29), Term(years=1), date(2017, 2, 28)),
        (date(2016, 12, 15), Term(months=2), date(2017, 2, 15)),
        (date(2016, 12, 31), Term(days=1), date(2017, 1, 1)),
        (date(2015, 3, 20), Term(months=36), date(2018, 3, 20)),
    ],
)
def test_a_term_ends_on_the_corresponding_day_or_the_months_last(start, term, end):
    assert term_end(start, term) == end
    assert within_term(start, end, term)
    assert not within_term(start, end + timedelta(days=1), term)


LAST_DAYS = [
    date(year, month, monthrange(year, month)[1])
    for year in (1900, 2000, 2015, 2016, 2100)
    for month in range(1, 13)
]


@pytest.mark.parametrize("last", LAST_DAYS, ids=str)
def test_every_month_has_its_own_length(last):
    """As the standard library counts them, February of leap years and of 1900 and 2100 too."""
    assert qualitygov.core.periods._month_length(last.year, last.month) == last.day
    january = date(last.year, 1, 31)
    assert term_end(january, Term(months=last.month - 1)) == last
    december = date(last.year - 1, 12, 31)
    assert term_end(december, Term(months=last.month)) == last
    assert within_term(december, last, Term(months=last.month))
    assert not within_term(december, last + timedelta(days=1), Term(months=last.month))
    for day in (29, 30, 31):
        reached = boundary(date(last.year, 12, day), Term(months=12 - last.month))
        there = day <= last.day
        assert reached == (last.replace(day=day) if there else last + timedelta(days=1))


@given(DAYS, DAYS, TERMS)
def test_looking_back_and_looking_forward_agree(start, as_of, term):
    assert (
        within_term(start, as_of, term)
        == (start >= boundary(as_of, term))
        == (as_of <= term_end(start, term))
    )


@given(DAYS, st.integers(0, 60))
def test_month_keys_count_months(day, months):
    assert within_term(day, term_end(day, Term(months=months)), Term(months=months))
    assert (month_key(day) < month_key(day + timedelta(days=1))) is True


@given(TERMS | st.integers(0, 99).map(WorkingDays) | st.integers(0, 99).map(Hours))
def test_a_span_reads_what_it_writes(span):
    again = Span.parse(str(span))
    assert str(again) == str(span)
    assert type(again) is type(span)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        " ",
        "soon",
        "3",
        "2 months 1 year",
        "1 year 1 year",
        "-3 days",
        "1.5 years",
        "7 working  days",
        "1 year6 months",
        "1 year ",
        " 1 year",
        "1 year\n6 months",
        "３ months",
        "7 working days\n",
        "1 year and 2 days",
        "9" * 5000 + " days",
    ],
)
def test_a_span_refuses_anything_else(wrong):
    with pytest.raises(FieldError):
        Span.parse(wrong)


@pytest.mark.parametrize("wrong", [-1, 1.0, True, "3"])
def test_spans_are_whole_and_not_negative(wrong):
    for make in (Term, WorkingDays, Hours):
        with pytest.raises(FieldError):
            make(wrong)


def test_a_moment_belongs_to_a_day_in_china():
    assert local_day(datetime(2016, 12, 31, 16, 0, tzinfo=UTC)) == date(2017, 1, 1)
    there = datetime(2016, 12, 31, 23, 59)  # noqa: DTZ001 - without a zone: Beijing time
    assert local_day(there) == date(2016, 12, 31)


def test_official_holidays_are_counted_and_beyond_is_unknown():
    assert isinstance(OFFICIAL, WorkCalendar)
    assert working_days_after(date(2016, 9, 30), 7, OFFICIAL) == date(2016, 10, 14)
    assert OFFICIAL.is_working_day(date(2016, 10, 8)) is True
    assert OFFICIAL.is_working_day(date(2099, 1, 1)) is None
    with pytest.raises(UnknownCalendarError, match="2099-01-02"):
        working_days_after(date(2099, 1, 1), 1, OFFICIAL)


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert deadline(date(2016, 9, 1), Term(months=1), OFFICIAL) == date(2016, 10, 8)
    assert deadline(date(2016, 9, 1), Term(months=1), WeekdayCalendar()) == date(2016, 10, 3)
    assert deadline(date(2016, 9, 1), Hours(25), OFFICIAL) == date(2016, 9, 3)


def test_a_table_knows_only_its_years():
    table = TableCalendar(
        years=frozenset({2016}), exceptions={date(2016, 10, 3): False, date(2016, 10, 8): True}
    )
    assert [table.is_working_day(date(2016, 10, n)) for n in (3, 4, 8, 9)] == [
        False,
        True,
        True,
        False,
    ]
    assert table.is_working_day(date(2017, 1, 3)) is None


def test_what_is_due_may_be_unknown_and_says_why():
    assert due(date(2016, 9, 1), Term(days=30), None) == Due(date(2016, 10, 1))
    assert due(date(2016, 9, 1), WorkingDays(3), None).day is None
    unknown = due(date(2099, 1, 1), WorkingDays(3), OFFICIAL)
    assert unknown.day is None
    assert unknown.reason is not None
    assert "2099" in unknown.reason.zh
    assert (unknown.passed(date(2100, 1, 1)), Due(date(2016, 1, 1)).passed(date(2016, 1, 2))) == (
        None,
        True,
    )


@given(st.dates(date(2014, 1, 1), date(2016, 6, 1)), st.integers(0, 40))
def test_working_days_are_counted_one_by_one(start, count):
    end = working_days_after(start, count, OFFICIAL)
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(bool(OFFICIAL.is_working_day(day)) for day in days) == count


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1 year", Term(years=1)),
        ("1 year 6 months", Term(1, 6)),
        ("1 year 3 days", Term(1, 0, 3)),
        ("2 years 1 month 1 day", Term(2, 1, 1)),
        ("36 months", Term(months=36)),
        ("1 month 15 days", Term(0, 1, 15)),
        ("0 days", Term()),
        ("1 working day", WorkingDays(1)),
        ("1 hour", Hours(1)),
    ],
)
def test_spans_are_read(text, span):
    assert Span.parse(text) == type(span).parse(text) == span
    assert str(span) == text


@given(TERMS)
def test_a_term_reads_what_it_writes_part_by_part(term):
    assert Term.parse(str(term)) == term


@pytest.mark.parametrize(
    ("kind", "others"),
    [
        (Term, ("7 working days", "24 hours")),
        (WorkingDays, ("7 days", "24 hours")),
        (Hours, ("1 day", "7 working days")),
    ],
)
def test_each_kind_of_span_reads_only_its_own(kind, others):
    for other in others:
        with pytest.raises(FieldError, match=kind.form.en):
            kind.parse(other)


EVERY_DAY = st.dates()
LONG = st.builds(
    Term, st.integers(0, 12_000), st.integers(0, 200_000), st.sampled_from([0, 1, 40, 4_000_000])
)


@given(EVERY_DAY, EVERY_DAY, TERMS | LONG)
def test_looking_back_holds_on_every_day_there_is(start, as_of, term):
    assert within_term(start, as_of, term) == (start >= boundary(as_of, term))


@given(EVERY_DAY, LONG)
def test_a_term_ends_within_the_calendar_or_says_that_it_cannot(start, term):
    try:
        end = term_end(start, term)
    except FieldError as error:
        assert error.code == "span.range"
        assert within_term(start, date.max, term)
    else:
        assert within_term(start, end, term)
        assert end == date.max or not within_term(start, end + timedelta(days=1), term)


@given(DAYS, DAYS, TERMS)
def test_a_later_start_never_ends_earlier(one, two, term):
    assert (term_end(min(one, two), term)) <= term_end(max(one, two), term)


@given(DAYS, TERMS)
def test_a_deadline_rolls_to_a_working_day_unless_it_may_not(start, term):
    calendar = WeekdayCalendar()
    end = deadline(start, term, calendar)
    plain = deadline(start, term, calendar, roll=False)
    assert plain == term_end(start, term)
    assert calendar.is_working_day(end)
    assert 0 <= (end - plain).days <= 2
    assert due(start, term, calendar, roll=False) == due(start, term, None) == Due(plain)


@given(
    EVERY_DAY, TERMS | LONG | st.integers(0, 99).map(WorkingDays) | st.integers(0, 10**6).map(Hours)
)
def test_what_is_due_never_raises(start, span):
    for calendar in (None, WeekdayCalendar()):
        found = due(start, span, calendar)
        assert (found.day is None) != (found.reason is None)


def test_a_calendar_that_is_not_installed_makes_a_deadline_unknown(monkeypatch):
    def missing():
        raise MissingExtraError("chinesecalendar", "calendar")

    monkeypatch.setattr(qualitygov.core.calendars, "_official", missing)
    qualitygov.core.calendars._published.cache_clear()
    with pytest.raises(MissingExtraError):
        OFFICIAL.is_working_day(date(2016, 1, 4))
    found = due(date(2016, 1, 4), WorkingDays(1), OFFICIAL)
    assert (found.day, "qualitygov[calendar]" in str(found.reason)) == (None, True)


def test_without_the_package_the_official_calendar_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    qualitygov.core.calendars._official.cache_clear()
    qualitygov.core.calendars._published.cache_clear()
    with pytest.raises(MissingExtraError, match="calendar"):
        OFFICIAL.is_working_day(date(2016, 1, 4))


def test_an_unknown_day_names_the_calendar():
    table = TableCalendar(years=frozenset({2016}), exceptions={}, name=Text("县表", "county table"))
    for calendar in (table, OFFICIAL, WeekdayCalendar()):
        assert isinstance(calendar, WorkCalendar)
        assert calendar.name.zh
    reason = due(date(2016, 12, 30), WorkingDays(2), table).reason
    assert reason == Text(
        "2017-01-01 是否为工作日尚未公布（县表）",
        "whether 2017-01-01 is a working day has not been published (county table)",
    )
