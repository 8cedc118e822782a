"""Laws of governance.

What is missed stays missed with fewer facts, unknown deadlines are said, order never matters.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from governance_world import BOOK, END, START, TOWN, at, unit, view
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import TableCalendar, WeekdayCalendar
from qualitygov.governance import (
    BudgetHead,
    BudgetLine,
    Meeting,
    MeetingKind,
    QualityAssistant,
    UnitReport,
    UnitType,
    areas_of,
    budget_trend,
)
from qualitygov.rulebook.context import Context
from qualitygov.subject import duty_facts

pytestmark = pytest.mark.clause("3.1.1.b", "3.1.1.d", "3.1.1.f", "4.3.a", "4.5.a")
UNPUBLISHED = TableCalendar(years=frozenset({2015}), exceptions={})


UNITS = (unit("market"), unit("works"), unit("east", UnitType.AREA), unit("west", UnitType.AREA))


def sent(unit="market", quarter=3, after=0):
    end = {3: date(2016, 3, 31), 6: date(2016, 6, 30), 9: date(2016, 9, 30), 12: END}[quarter]
    day = end + timedelta(days=after)
    return UnitReport(
        id=f"W-{unit}-{day}", town=TOWN, unit=unit, covers_to=end, submitted_on=day, document="报告"
    )


def calendar_of(reports=(), meetings=(), calendar=None, as_of=date(2017, 6, 1)):
    """The duties of 2016, by what was done by a day."""
    context = Context.of_year(BOOK, 2016, as_of=as_of, known_at=date(2019, 1, 1), calendar=calendar)
    county = view(units=UNITS, unit_reports=reports, meetings=meetings)
    return {one.id: one for one in duty_facts(county, context) if one.on.year == END.year}


def first_report(reports, calendar, as_of=date(2017, 6, 1)):
    return calendar_of(reports, calendar=calendar, as_of=as_of)["unit-report/market/2016-03-31"]


@pytest.mark.parametrize(("after", "standing"), [(0, "done"), (1, "open"), (200, "open")])
def test_an_unknown_deadline_is_not_called_kept(after, standing):
    report = first_report([sent(after=after)], UNPUBLISHED)
    assert (report.by, report.settles_on, report.standing) == (None, None, standing)


def test_an_unknown_deadline_leaves_a_duty_open():
    assert first_report([], UNPUBLISHED).standing == "open"
    week = WeekdayCalendar()
    days = [first_report([], week, date(2016, 4, n)).standing for n in (11, 12)]
    assert days == ["open", "missing"]


REPORTS = st.lists(
    st.builds(
        sent,
        st.sampled_from(["market", "works", "east"]),
        st.sampled_from([3, 6, 9, 12]),
        st.integers(0, 60),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)
MEETINGS = st.lists(
    st.builds(
        lambda kind, day: Meeting(
            id=f"H-{kind.value}-{day}",
            town=TOWN,
            kind=kind,
            held_on=date(2016, 1, 1) + timedelta(days=day),
            minutes="纪要",
        ),
        st.sampled_from(list(MeetingKind)),
        st.integers(0, 365),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)
CALENDARS = st.sampled_from([None, WeekdayCalendar(), UNPUBLISHED])


DAYS = st.dates(date(2016, 1, 1), date(2018, 1, 1))
GOOD = ("done", "open", "late", "failed", "missing")
"""Standings, the better first."""


@given(REPORTS, MEETINGS, CALENDARS, st.data(), DAYS)
def test_no_duty_stands_better_when_rows_are_taken_away(reports, meetings, calendar, data, on):
    whole = calendar_of(reports, meetings, calendar, on)
    left = [one for one in reports if data.draw(st.booleans())]
    fewer = calendar_of(left, meetings[1:], calendar, on)
    assert whole.keys() == fewer.keys()
    for name, fact in whole.items():
        if fact.standing != "excused":
            assert GOOD.index(fewer[name].standing) >= GOOD.index(fact.standing)


@given(REPORTS, MEETINGS, st.randoms(), DAYS)
def test_order_plays_no_part_and_no_deed_counts_twice(reports, meetings, shuffler, on):
    whole = calendar_of(reports, meetings, WeekdayCalendar(), on)
    again, more = list(reports), list(meetings)
    shuffler.shuffle(again)
    shuffler.shuffle(more)
    assert calendar_of(again, more, WeekdayCalendar(), on) == whole
    used = [(one.duty, one.deed) for one in whole.values() if one.deed is not None]
    assert len(used) == len(set(used))


@given(REPORTS, MEETINGS, DAYS, DAYS)
def test_what_is_final_stays_final(reports, meetings, one, two):
    """On a later day nothing that was settled is settled otherwise."""
    early, late = sorted((one, two))
    before, after = (
        calendar_of(reports, meetings, WeekdayCalendar(), day) for day in (early, late)
    )
    for name, fact in before.items():
        if fact.standing in ("done", "late"):
            assert after[name] == fact
        if fact.standing == "missing":
            assert after[name].standing in ("missing", "late")
        if fact.standing == "open":
            assert fact.settles_on >= early


@given(st.integers(2011, 9890))
def test_every_duty_lies_within_its_year(year):
    context = Context.of_year(BOOK, year, calendar=WeekdayCalendar())
    facts = [one for one in duty_facts(view(units=UNITS), context) if one.on.year == year]
    assert facts
    assert all(date(year - 1, 1, 1) <= one.first <= one.on <= date(year, 12, 31) for one in facts)
    assert all(one.by is None or one.by >= one.first for one in facts)
    assert len({one.id for one in facts}) == len(facts)


LINES = st.lists(
    st.builds(
        lambda head, year, cents: BudgetLine(
            town=TOWN, head=head, year=year, amount=Decimal(cents) / 100, document="预算"
        ),
        st.sampled_from([BudgetHead.AWARDS, BudgetHead.BRANDS]),
        st.sampled_from([2015, 2016]),
        st.integers(0, 10**6),
    ),
    max_size=8,
)


def trends(lines):
    return budget_trend(lines, town=TOWN, year=2016)


@given(LINES, st.randoms())
def test_the_order_of_budget_lines_does_not_matter(lines, shuffler):
    again = list(lines)
    shuffler.shuffle(again)
    assert trends(again) == trends(lines)
    for trend in trends(lines):
        assert (trend.shortfall is not None) is (trend.rising is False)


ASSISTANTS = st.lists(
    st.builds(
        lambda n, area, day: QualityAssistant(
            id=f"X{n}",
            town=TOWN,
            area=area,
            person="李四",
            since=START,
            until=START + timedelta(days=day),
        ),
        st.integers(0, 99),
        st.sampled_from(["east", "west"]),
        st.integers(0, 1500),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(ASSISTANTS, st.dates(START, END))
def test_another_assistant_never_uncovers_an_area(assistants, on):
    def covered(serving):
        return {
            state.area
            for state in areas_of(TOWN, at(on), units=UNITS, assistants=serving)
            if state.covered
        }

    for n in range(len(assistants)):
        assert covered(assistants[:n]) <= covered(assistants[: n + 1])
