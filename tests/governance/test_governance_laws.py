"""Laws of governance.

What is missed stays missed with fewer facts, unknown deadlines are said, order never matters.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from governance_world import BOOK, END, START, TOWN, at
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import TableCalendar, WeekdayCalendar
from qualitygov.governance import (
    BudgetHead,
    BudgetLine,
    DutyState,
    GovernanceUnit,
    Meeting,
    MeetingKind,
    QualityAssistant,
    ResponsibleRole,
    UnitReport,
    UnitType,
    areas_of,
    budget_trend,
    deeds_of,
    duty_calendar,
    duty_fact,
)
from qualitygov.rulebook.model.duty import MONTHS, DutyRule

pytestmark = pytest.mark.clause("3.1.1.b", "3.1.1.d", "3.1.1.f", "4.3.a", "4.5.a")
RULES = BOOK.at(END)
UNPUBLISHED = TableCalendar(years=frozenset({2015}), exceptions={})


def unit(name, kind=UnitType.DEPARTMENT):
    return GovernanceUnit(
        id=name, town=TOWN, name=name, kind=kind, role=ResponsibleRole.COOPERATES, since=START
    )


UNITS = (unit("market"), unit("works"), unit("east", UnitType.AREA), unit("west", UnitType.AREA))


def sent(unit="market", quarter=3, after=0):
    end = {3: date(2016, 3, 31), 6: date(2016, 6, 30), 9: date(2016, 9, 30), 12: END}[quarter]
    day = end + timedelta(days=after)
    return UnitReport(
        id=f"W-{unit}-{day}", town=TOWN, unit=unit, covers_to=end, submitted_on=day, document="报告"
    )


def calendar_of(reports=(), meetings=(), calendar=None):
    deeds = deeds_of(meetings=meetings, reports=reports)
    return duty_calendar(TOWN, at(calendar=calendar), year=2016, units=UNITS, deeds=deeds)


def first_report(reports, calendar):
    statuses = calendar_of(reports, calendar=calendar)
    return next(s for s in statuses if s.id == "unit-report/market/2016-03-31")


@pytest.mark.parametrize(
    ("after", "state", "row"), [(0, "done", True), (1, "unknown", None), (200, "unknown", None)]
)
def test_an_unknown_deadline_is_not_called_kept(after, state, row):
    report = first_report([sent(after=after)], UNPUBLISHED)
    assert report.by.day is None
    assert "has not been published" in report.by.reason.en
    assert report.state(date(2017, 6, 1)).value == state
    fact = duty_fact(report, at("2017-06-01"))
    assert (fact.done, fact.in_time) == (True, row)


def test_an_unknown_deadline_is_not_called_open_or_missed_once_the_period_is_over():
    report = first_report([], UNPUBLISHED)
    assert report.state(date(2016, 3, 31)) is DutyState.OPEN
    assert report.state(date(2016, 4, 1)) is DutyState.UNKNOWN
    assert duty_fact(report, at("2017-06-01")) is None
    known = first_report([], WeekdayCalendar())
    assert [known.state(date(2016, 4, n)) for n in (11, 12)] == [DutyState.OPEN, DutyState.MISSED]


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


@given(REPORTS, MEETINGS, CALENDARS, st.data(), st.dates(START, date(2018, 1, 1)))
def test_a_missed_duty_stays_missed_when_facts_are_removed(reports, meetings, calendar, data, on):
    whole = calendar_of(reports, meetings, calendar)
    left = [one for one in reports if data.draw(st.booleans())]
    fewer = {s.id: s.state(on) for s in calendar_of(left, meetings[1:], calendar)}
    for status in whole:
        if status.state(on) is DutyState.MISSED:
            assert fewer[status.id] is DutyState.MISSED


@given(MEETINGS, MEETINGS, st.dates(START, date(2018, 1, 1)))
def test_another_meeting_never_adds_a_miss(some, more, on):
    def missed(meetings):
        return sum(status.state(on) is DutyState.MISSED for status in calendar_of((), meetings))

    assert missed([*some, *more]) <= missed(some)


LATEST = date(9998, 12, 31)


@given(st.integers(2011, 9998), REPORTS)
def test_every_calendar_ends_within_its_year(year, reports):
    deeds = deeds_of(reports=reports)
    statuses = duty_calendar(TOWN, at(LATEST), year=year, units=UNITS, deeds=deeds)
    rules = RULES.entries(DutyRule).values()
    assert 0 < len(statuses) <= sum(12 // MONTHS[rule.every] * len(UNITS) for rule in rules)
    assert all(
        date(year, 1, 1) <= status.first <= status.last <= date(year, 12, 31) for status in statuses
    )


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
