"""A year that is over and whose last return is not due yet: all that rests on it is open."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov import CountyData, Text, Town, load_rulebook
from qualitygov.assessment import (
    FactTables,
    Reported,
    Verdict,
    compile_assessment,
    judge,
    judge_all,
)
from qualitygov.assessment.items import item_result
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.exact import Points, Rate
from qualitygov.core.period import Period
from qualitygov.county import assess_county
from qualitygov.governance import Meeting, MeetingKind
from qualitygov.returns import prefilled, quarters, returns_of
from qualitygov.rulebook import Context
from qualitygov.subject import CountyView, Duty

BOOK, CALENDAR = load_rulebook("strong-town"), OfficialCalendar()
A, B, C = "330299101", "330299102", "330299103"
DUE = date(2017, 1, 10)  # ten days after the year, a Tuesday
QUARTERS = tuple(quarters(Period(date(2016, 1, 1), date(2016, 12, 31))))


def at(day, **more):
    return Context.of_year(BOOK, 2016, as_of=day, calendar=CALENDAR, **more)


def meeting(number, on, town=A):
    return Meeting(
        id=f"M{town}{number}", town=town, kind=MeetingKind.JOINT, held_on=on, minutes="纪要"
    )


MEETINGS = [meeting(n, date(2016, 3 * n, 1)) for n in (1, 2, 3, 4)]


def county(last=(), meetings=MEETINGS):
    """Two towns that reported three quarters, and of the fourth what is in `last`."""
    towns = [Town(code=code, name=Text(code, code), parent="330299") for code in (A, B)]
    data = CountyData(id="330299", name=Text("县", "County"), towns=towns, meetings=meetings)
    before = quarters(Period(date(2015, 1, 1), date(2015, 12, 31)))
    sheets = [
        one for part in (*before, *QUARTERS[:3]) for one in prefilled(data, at("2017-03-01"), part)
    ]
    return data.replace(returns=[*sheets, *last])


def fourth(data, filed_on=date(2017, 1, 5), **rows):
    """The town's returns of the fourth quarter, with the rows they state."""
    sheet = prefilled(data, at("2017-03-01"), QUARTERS[3], filed_on=filed_on)
    return [attrs.evolve(one, rows=rows.get(one.table, one.rows)) for one in sheet if one.town == A]


def assessed(data, day, **more):
    return assess_county(data, at(day, **more), profile="full")


@pytest.mark.clause("4.5.a")
@pytest.mark.parametrize("day", ["2016-12-31", "2017-01-05", "2017-01-10"])
def test_until_the_day_of_its_return_nothing_is_met_and_nothing_missed(day):
    town = assessed(county(), day).town(A)
    meetings = town.targets["joint-meetings"]
    said = {one.verdict for one in town.targets.values()}
    assert said <= {Verdict.OPEN, Verdict.NOT_REPORTED, Verdict.NOT_APPLICABLE}
    assert meetings.measured.numerator == 4
    assert (meetings.measured.lowest, meetings.measured.highest) == (Rate(0, 1), Rate(1, 1))
    assert meetings.measured.settles_on >= DUE
    assert str(DUE) in meetings.reason.zh
    assert (town.lowest, town.highest) == (Points(0), Points.of(105))
    assert town.acceptance.readiness.value == "cannot-say"


def test_the_day_after_it_is_not_reported_and_costs_the_town():
    town = assessed(county(), "2017-01-11").town(A)
    assert town.targets["joint-meetings"].verdict is Verdict.NOT_REPORTED
    item = next(one for one in town.items if one.item.target.id == "joint-meetings")
    assert (item.points, item.highest) == (Points(0), Points(0))


def test_a_return_that_is_there_is_not_waited_for():
    data = county(last=fourth(county()))

    def verdict(day, **more):
        return assessed(data, day, **more).town(A).targets["joint-meetings"].verdict

    assert verdict("2017-01-05") is Verdict.MISSED  # four of eight
    assert verdict("2017-01-04") is Verdict.OPEN
    assert verdict("2017-01-04", known_at="2017-01-05") is Verdict.MISSED


def test_as_things_stand_an_item_keeps_its_points():
    town = assessed(county(), "2017-01-05").town(A)
    item = next(one for one in town.items if one.item.target.id == "joint-meetings")
    half = Points(item.full.thousandths // 2)
    assert (item.lowest, item.points, item.highest) == (Points(0), half, item.full)


def test_a_veto_may_still_apply_until_the_return_is_there():
    before, after = (assessed(county(), day).town(A) for day in ("2017-01-10", "2017-03-01"))
    possible = {found.veto.id for found in before.possible}
    assert not before.vetoes
    assert {found.veto.id for found in after.vetoes} <= possible
    assert possible


def test_of_a_year_that_still_runs_it_is_told_how_it_stands():
    """The third quarter's return is due on 10 October; the year is not over."""
    data = county()
    returns = [one for one in data.returns if one.period != "2016-Q3"]
    town = assessed(data.replace(returns=returns), "2016-09-30").town(A)
    told = town.targets["joint-meetings"].measured.reported
    assert (told.pending, told.awaited) == (True, None)


def report(data, day, table="meetings", *, book=BOOK, calendar=CALENDAR):
    context = Context.of_year(book, 2016, as_of=day, calendar=calendar)
    view, period = CountyView(data), context.elapsed
    return returns_of(view, context).report(view.data.tables[table].spec, A, period)


@pytest.mark.parametrize(
    ("day", "awaited"),
    [("2016-12-30", None), ("2016-12-31", DUE), ("2017-01-10", DUE), ("2017-01-11", None)],
)
def test_a_return_is_waited_for_from_the_years_end_to_its_day(day, awaited):
    assert report(county(), day).awaited == awaited
    assert report(county(), day, "samples").awaited == awaited  # a bureau's


def test_where_its_day_is_unknown_it_is_waited_for_until_the_cut_off():
    """No calendar says which days are working days."""
    book = load_rulebook(
        mapping={
            "rulebook": {"id": "c", "version": "1", "title": {"zh": "县", "en": "C"}},
            "change": [
                {
                    "section": "duty",
                    "id": "return",
                    "set": {"grace": "7 working days"},
                    "source": "县质量办",
                }
            ],
        },
        base=BOOK,
    )
    assert report(county(), "2017-02-28", book=book, calendar=None).awaited == date(2017, 3, 1)
    told = report(county(), "2017-03-01", book=book, calendar=None)
    assert (told.awaited, [part.name for part in told.lacking]) == (None, ["2016Q4"])


@settings(max_examples=8, deadline=None)
@given(st.sets(st.sampled_from([1, 2, 3, 4])), st.integers(0, 3), st.booleans())
def test_whatever_the_return_brings_lies_within_the_bounds(held, stated, filed):
    """Law: rows that come with the last return, and rows that it states and nobody has."""
    known = [one for n, one in enumerate(MEETINGS, start=1) if n in held]
    early = assessed(county(meetings=known), "2017-01-05")
    come = [attrs.evolve(one, known_on=date(2017, 1, 8)) for one in MEETINGS]
    whole = county(meetings=list({one.id: one for one in (*come, *known)}.values()))
    if filed:
        sheet = fourth(whole, filed_on=date(2017, 1, 9), meetings=stated)
        whole = whole.replace(returns=[*whole.returns, *sheet])
    later = assessed(whole, "2017-03-01")
    for town in later.towns:
        was = early.town(town.town)
        assert was.lowest <= town.lowest <= town.highest <= was.highest
        for item, earlier in zip(town.items, was.items, strict=True):
            if item.lowest is not None and earlier.lowest is not None:
                assert earlier.lowest <= item.lowest <= item.highest <= earlier.highest


# by hand, without a county

PLAN = compile_assessment(Context.of_year(BOOK, 2016))
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
TARGET = PLAN.targets["joint-meetings"]
ROWS = [
    Duty(id=f"{town}/{n}", town=town, on=date(2016, 5, 1), duty="joint-meeting", standing=standing)
    for town, standings in {A: "done done", B: "done failed", C: "done done"}.items()
    for n, standing in enumerate(standings.split())
]


def tables(awaited, own=TARGET):
    def told(_asked, town, _period):
        return Reported(pending=town in awaited, awaited=DUE if town in awaited else None)

    return FactTables.of({own.indicator.facts: ROWS}, told)


def of_kind(kind, **more):
    indicator = attrs.evolve(TARGET.indicator, kind=kind, where=())
    return attrs.evolve(TARGET, indicator=indicator, **more)


@pytest.mark.parametrize(("kind", "bounds"), [("rate", ("0/1", "1/1")), ("count", ("0/0", "0/0"))])
def test_a_part_of_a_whole_has_bounds_and_a_number_has_none(kind, bounds):
    measured = of_kind(kind).indicator.measure(tables({A}), A, YEAR)
    found = [f"{one.numerator}/{one.denominator}" for one in (measured.lowest, measured.highest)]
    assert (*found,) == bounds
    assert not measured.settled
    assert measured.defined
    whole = of_kind(kind).indicator.measure(tables(()), A, YEAR)
    assert whole.settled


@pytest.mark.parametrize("op", ["at-least", "at-most", "equal"])
def test_whichever_way_the_line_is_held_the_verdict_is_open(op):
    for kind in ("rate", "count"):
        found = judge(of_kind(kind, op=op), tables({A}), A, YEAR)
        assert found.verdict is Verdict.OPEN
        assert found.ends.now is not None


def test_too_few_may_still_become_enough():
    own = attrs.evolve(TARGET.indicator, minimum=9, where=())
    target = attrs.evolve(TARGET, indicator=own)
    assert judge(target, tables({A}), A, YEAR).verdict is Verdict.OPEN
    assert judge(target, tables(()), A, YEAR).verdict is Verdict.TOO_FEW


def test_a_trend_and_a_line_in_every_quarter_are_open():
    for changed in ({"kind": "trend"}, {"kind": "every-period", "every": "quarter"}):
        target = attrs.evolve(of_kind("rate"), **changed)
        assert judge(target, tables({A}), A, YEAR).verdict is Verdict.OPEN


def test_a_rank_is_open_while_anothers_return_may_still_come():
    target = attrs.evolve(of_kind("rate"), kind="rank", divisor=2)
    everyone = judge_all(target, tables({C}), (A, B, C), YEAR)
    assert [everyone[town].verdict.value for town in (A, B, C)] == ["met", "open", "open"]
    counted = attrs.evolve(of_kind("count"), kind="rank", divisor=2)
    everyone = judge_all(counted, tables({C}), (A, B, C), YEAR)
    assert everyone[A].verdict is Verdict.MET  # among the first two whatever C has
    front = attrs.evolve(counted, divisor=3)
    assert judge_all(front, tables(()), (A, B, C), YEAR)[A].verdict is Verdict.MET
    assert judge_all(front, tables({C}), (A, B, C), YEAR)[A].verdict is Verdict.OPEN


def test_growth_beyond_the_countys_is_open_while_the_countys_may_change():
    target = attrs.evolve(of_kind("growth"), kind="faster")
    last_year = [
        attrs.evolve(one, id=f"{one.id}/b", on=date(2015, 5, 1))
        for one in ROWS
        if one.id[-1] == "0"
    ]

    def found(awaited):
        told = tables(awaited, target).reported
        facts = FactTables.of(
            {target.indicator.facts: [*ROWS, *last_year]}, lambda *a: told(a[0], *a[1:])
        )
        return judge_all(target, facts, (A, B, C), YEAR)[A]

    assert found(()).verdict is Verdict.MET
    assert found({B}).verdict is Verdict.OPEN
    item = next(one for one in PLAN.items if one.partial == "nothing" and not one.bonus)
    earned = item_result(attrs.evolve(item, target=target), found({B}))
    assert (earned.lowest, earned.points, earned.highest) == (Points(0), earned.full, earned.full)
