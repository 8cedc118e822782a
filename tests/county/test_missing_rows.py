"""Rows that are not there: each is missing one time, for whom owes it, and none is worth hiding."""

from __future__ import annotations

import functools
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualitygov import CountyData, OfficialCalendar, Text, Town, assess_county, load_rulebook
from qualitygov.assessment import Verdict, compile_assessment
from qualitygov.complaint import Complaint, ComplaintKind, ComplaintMove, ComplaintMoveKind
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.county.facts import facts_of
from qualitygov.governance import (
    FindingRecipient,
    GovernanceUnit,
    InspectionVisit,
    Meeting,
    MeetingKind,
    ResponsibilityLetter,
    ResponsibleRole,
    SharedFinding,
    Task,
    TaskProgress,
    TaskStep,
    UnitType,
    VisitIssue,
)
from qualitygov.inspection import Conclusion, InspectionSample, SampleDomain, Stage
from qualitygov.returns import prefilled, quarters
from qualitygov.rulebook import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.safety import Hazard
from qualitygov.subject import CountyView, Unread
from qualitygov.supervision import QuotaScope, SupervisionQuota

pytestmark = pytest.mark.clause("3.1.2.b", "4.5.a", "4.5.c")
BOOK, CALENDAR = load_rulebook("strong-town"), OfficialCalendar()
A, UNIT = "330299101", "91330299MA2837B62L"
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
CLOSE = Context.of_year(BOOK, 2016, calendar=CALENDAR)
PLAN = compile_assessment(CLOSE, "full")
DAY = timedelta(days=1)


def county(**rows):
    towns = [Town(code=A, name=Text("甲镇", "Town A"), parent="330299")]
    return CountyData(id="330299", name=Text("县", "County"), towns=towns, **rows)


def full(data):
    """The county with returns of everything there is."""
    sheets = [one for part in quarters(YEAR) for one in prefilled(data, CLOSE, part)]
    return data.replace(returns=sheets)


def measured(data, name):
    facts = facts_of(CountyView(data), CLOSE)
    return PLAN.targets[name].indicator.measure(facts, A, YEAR)


def pair(rate):
    return rate.numerator, rate.denominator


def meeting(kind, day):
    return Meeting(id=f"{kind.value}/{day}", town=A, kind=kind, held_on=day, minutes="纪要")


ENDS = (date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 30))
MEETINGS = [meeting(kind, day) for kind in MeetingKind for day in ENDS]


@pytest.mark.parametrize(("kept", "value"), [(8, (8, 8)), (7, (7, 8)), (3, (3, 8)), (0, (0, 8))])
def test_a_meeting_that_is_not_there_is_missing_one_time(kept, value):
    data = full(county(meetings=MEETINGS)).replace(meetings=MEETINGS[:kept])
    found = measured(data, "joint-meetings")
    assert pair(found.value) == pair(found.lowest) == pair(found.highest) == value
    assert found.due == 8
    assert len(found.ids.missing) == 8 - kept
    counts = [n for standings in found.by_duty.values() for n in standings.values()]
    assert sum(counts) == 8  # the duties explain the whole


def test_what_nobody_owed_is_never_missing():
    """A second meeting of a quarter, which the return states and which is not there."""
    data = full(county(meetings=[*MEETINGS, meeting(MeetingKind.JOINT, date(2016, 3, 2))]))
    found = measured(data.replace(meetings=MEETINGS), "joint-meetings")
    assert (pair(found.value), found.reported.gone) == ((8, 8), 0)


def test_a_refused_row_is_the_one_that_its_duty_lacks():
    data = full(county(meetings=MEETINGS))
    unread = [Unread(table="meetings", town=A, row=3)]
    refused = CountyData(
        id=data.id,
        name=data.name,
        towns=data.towns.rows,
        meetings=MEETINGS[:7],
        returns=data.returns.rows,
        unread=unread,
    )
    assert pair(measured(refused, "joint-meetings").value) == (7, 8)


def unit(name):
    return GovernanceUnit(
        id=name,
        town=A,
        name=name,
        kind=UnitType.DEPARTMENT,
        role=ResponsibleRole.ANSWERS,
        since=date(2014, 1, 1),
    )


def letter(name):
    return ResponsibilityLetter(
        id=f"L-{name}", town=A, unit=name, year=2016, signed_on=date(2016, 3, 1), document="书"
    )


def test_no_unit_pays_for_a_row_that_another_owes():
    letters = [letter("U1"), letter("U3")]
    data = full(county(units=[unit("U1"), unit("U3")], letters=letters))
    before, after = (
        {one.id: one for one in assess_county(each, CLOSE, profile="full").units}
        for each in (data, data.replace(letters=letters[:1]))
    )
    own = {name: {line.item.id: line for line in one.lines} for name, one in after.items()}
    assert after["U1"].lines == before["U1"].lines
    assert pair(own["U1"]["letter"].share) == (1, 1)
    assert pair(own["U3"]["letter"].share) == (0, 1)
    assert after["U3"].lowest < before["U3"].lowest
    found = measured(data.replace(letters=letters[:1]), "responsibility-letters")
    assert (pair(found.value), found.by_duty) == ((1, 2), {"letter": {"done": 1, "missing": 1}})


# What a row brings


def complaint(number, good):
    names = ("accepted", "investigated", "not-upheld", "told") if good else ()
    moves = tuple(
        ComplaintMove(
            kind=ComplaintMoveKind(name),
            day=date(2016, 9, 1) + (1 + at) * DAY,
            authority="局",
            document="文",
        )
        for at, name in enumerate(names)
    )
    return Complaint(
        id=f"T{number}",
        town=A,
        kind=ComplaintKind.PRODUCT,
        happened_on=date(2016, 8, 30),
        registered_on=date(2016, 9, 1),
        severity="general",
        subject=UNIT,
        moves=moves,
    )


def task(number, good):
    days = {
        TaskStep.PLAN: date(2016, 2, 1),
        TaskStep.MEASURE: date(2016, 5, 3),
        TaskStep.EFFECT: date(2016, 9, 1),
        TaskStep.CHECK: date(2016, 9, 20),
    }
    return Task(
        id=f"K{number}",
        town=A,
        unit="U1",
        quality=Quality.PRODUCT,
        target="food-production",
        year=2016,
        due_on=date(2016, 9, 30),
        progress=tuple(
            TaskProgress(noted_on=day, step=step, document="文")
            for step, day in (days.items() if good else ())
        ),
    )


def finding(number, good):
    on = date(2016, 9, 1)
    return SharedFinding(
        id=f"G{number}",
        town=A,
        unit="U1",
        matter="事项",
        found_on=on,
        recipients=tuple(
            FindingRecipient(
                unit=name, sent_on=on if good else None, received_on=on if good else None
            )
            for name in ("U2", "U3")
        ),
    )


def visit(number, good):
    on = date(2016, 5, 3)
    return InspectionVisit(
        id=f"D{number}",
        town=A,
        unit="U1",
        held_on=on,
        document="通报",
        issues=tuple(
            VisitIssue(matter=f"{at}", answers="U1", closed_on=on if good else None)
            for at in range(3)
        ),
    )


def hazard(number, good):
    done = {
        "ordered_on": date(2016, 3, 2),
        "rectified_on": date(2016, 3, 10),
        "rechecked_on": date(2016, 3, 15),
        "passed": True,
    }
    return Hazard(
        id=f"Y{number}",
        subject=UNIT,
        town=A,
        matter="通道",
        grade="general",
        found_on=date(2016, 3, 1),
        document="文",
        **(done if good else {}),
    )


BROUGHT = {
    "complaint-handling": ("complaints", complaint),
    "task-documents": ("tasks", task),
    "task-progress": ("tasks", task),
    "sharing": ("shared_findings", finding),
    "inspection-issues": ("inspections", visit),
    "hazard-inspection": ("hazards", hazard),
}


@functools.cache
def of_rows(name, kinds):
    table, make = BROUGHT[name]
    return full(county(**{table: [make(at, good) for at, good in enumerate(kinds)]}))


def value(rate):
    return rate.fraction if rate.defined else 0


@pytest.mark.parametrize("name", BROUGHT)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_row_is_worth_hiding_however_many_facts_it_brings(name, data):
    """Law of silence: nine good rows and a bad one are never worse than the nine alone.

    The rows that stay show how many facts a row may bring; where none is left, nothing is.
    """
    kinds = tuple(data.draw(st.lists(st.booleans(), min_size=2, max_size=8)))
    whole = of_rows(name, kinds)
    table = BROUGHT[name][0]
    rows = whole.tables[table].rows
    taken = data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1, max_size=len(rows) - 1))
    left = [row for at, row in enumerate(rows) if at not in taken]
    before = measured(whole, name)
    after = measured(whole.replace(**{table: left}), name)
    for end in ("value", "lowest", "highest"):
        assert value(getattr(after, end)) <= value(getattr(before, end)), end


@pytest.mark.parametrize("name", BROUGHT)
def test_the_worst_row_is_not_worth_hiding_among_good_ones(name):
    kinds = (*[True] * 9, False)
    whole = of_rows(name, kinds)
    table = BROUGHT[name][0]
    hidden = measured(whole.replace(**{table: whole.tables[table].rows[:9]}), name)
    open_ = measured(whole, name)
    assert hidden.value <= open_.value < Rate(1, 1)
    assert "not on file" in hidden.say()
    assert "缺行" in hidden.say("zh")


# Other owners' rows


def sample(number):
    return InspectionSample(
        id=f"S{number}",
        subject=UNIT,
        town=A,
        domain=SampleDomain.INDUSTRIAL,
        stage=Stage.PRODUCTION,
        product="电线",
        sampled_on=date(2016, 5, 3),
        reported_on=date(2016, 5, 20),
        known_on=date(2016, 5, 20),
        document="检",
        stated=Conclusion.PASS,
    )


def test_what_another_owners_rows_do_not_show_is_open_and_not_missing():
    """A quota of three samples of which the bureau's return states three, and two are there."""
    quota = SupervisionQuota(
        id="Q1",
        town=A,
        scope=QuotaScope.SAMPLE,
        topic="电线",
        visits=3,
        first_day=YEAR.first,
        last_day=YEAR.last,
        domain=SampleDomain.INDUSTRIAL,
        stage=Stage.PRODUCTION,
    )
    samples = [sample(number) for number in range(3)]
    data = full(county(quotas=[quota], samples=samples))
    assert pair(measured(data, "supervision-checks").value) == (1, 1)
    found = measured(data.replace(samples=samples[:2]), "supervision-checks")
    assert (pair(found.lowest), pair(found.highest), found.due) == ((0, 1), (1, 1), 1)
    assert found.by_duty == {"supervision-quota": {"open": 1}}
    assert (found.ids.open, found.ids.missing) == (("Q1",), ())
    fewer = full(county(quotas=[quota], samples=samples[:2]))  # the bureau says two: missing
    assert pair(measured(fewer, "supervision-checks").value) == (0, 1)
    targets = assess_county(fewer, CLOSE, profile="full").town(A).targets
    assert targets["supervision-checks"].verdict is Verdict.MISSED
