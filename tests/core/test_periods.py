from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from qualitygov.core.periods import Hours, Span, Term, WorkingDays, boundary, local_day, month_key, term_end, within_term
from qualitygov.errors import FieldError, UnknownCalendarError

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


@given(DAYS, DAYS, TERMS)
def test_looking_back_and_looking_forward_agree(start, as_of, term):
    assert within_term(start, as_of, term) == (start >= boundary(as_of, term)) == (as_of <= term_end(start, term))


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
    "wrong", ["", "soon", "3", "2 months 1 year", "1 year 1 year", "-3 days", "1.5 years", "7 working  days"]
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
    assert local_day(datetime(2016, 12, 31, 23, 59)) == date(2016, 12, 31)  # noqa: DTZ001 - a moment without a zone is Beijing time


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
    table = TableCalendar(years=frozenset({2016}), exceptions={date(2016, 10, 3): False, date(2016, 10, 8): True})
    assert [table.is_working_day(date(2016, 10, n)) for n in (3, 4, 8, 9)] == [False, True, True, False]
    assert table.is_working_day(date(2017, 1, 3)) is None


def test_what_is_due_may_be_unknown_and_says_why():
    assert due(date(2016, 9, 1), Term(days=30), None) == Due(date(2016, 10, 1))
    assert due(date(2016, 9, 1), WorkingDays(3), None).day is None
    unknown = due(date(2099, 1, 1), WorkingDays(3), OFFICIAL)
    assert unknown.day is None
    assert unknown.reason is not None
    assert "2099" in unknown.reason.zh
    assert (unknown.passed(date(2100, 1, 1)), Due(date(2016, 1, 1)).passed(date(2016, 1, 2))) == (None, True)


@given(st.dates(date(2014, 1, 1), date(2016, 6, 1)), st.integers(0, 40))
def test_working_days_are_counted_one_by_one(start, count):
    end = working_days_after(start, count, OFFICIAL)
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(bool(OFFICIAL.is_working_day(day)) for day in days) == count
