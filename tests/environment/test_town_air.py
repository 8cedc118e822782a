"""The air of a town: the mean of its stations, then the day, the index, and the days a year needs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate, round_gbt8170
from qualitygov.environment import (
    SUBJECT,
    AirDay,
    AirHour,
    AirStation,
    HourlyReading,
    air_facts,
    daily_values,
    good_day_rate,
    hourly_means,
    station_facts,
    town_values,
)
from qualitygov.environment.town_air import assessable
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text
from signed_book import signed_book

pytestmark = pytest.mark.clause("2.2.5.a", "2.2.5.c")

BOOK, SIGNED = load_rulebook("strong-town"), signed_book()
TOWN, ON, DAY = "330299101", date(2016, 1, 4), timedelta(days=1)
YEAR = Context.of_year(BOOK, 2016)
OWED = Context.of_year(SIGNED, 2016)
"""By a book in which somebody verified what the operators of stations owe."""
OTHERS = ("pm10", "so2", "no2", "co", "o3_8h")
ALL_2016 = [date(2016, 1, 1) + timedelta(days=at) for at in range(366)]


def hour(at, station="A", on=ON, **values):
    numbers = {name: Decimal(value) for name, value in values.items()}
    return AirHour(town=TOWN, station=station, day=on, hour=at, **numbers)


def day(on, pm25=10, station="A", **more):
    values = dict.fromkeys(OTHERS, Decimal(1))
    pm = None if pm25 is None else Decimal(pm25)
    values = values if pm25 is not None else {}
    return AirDay(town=TOWN, station=station, day=on, pm25=pm, **{**values, **more})


def view(**rows):
    name = Text("试县", "Test County")
    return CountyView(CountyData(id="330299", name=name, subjects=(SUBJECT,), **rows))


def facts(context=YEAR, **rows):
    return air_facts(view(**rows), context.settled)


def counted(found):
    standings = [fact.standing for fact in found]
    return Rate(standings.count("done"), standings.count("done") + standings.count("failed"))


# The mean of the stations


def test_an_hour_with_one_station_is_valid_and_the_mean_is_of_hours_not_of_stations():
    # A measures 20 hours of 10; B measures the other four hours, 100 each
    hours = [
        *(hour(at, pm25=10) for at in range(20)),
        *(hour(at, "B", pm25=100) for at in range(20, 24)),
    ]
    values = town_values(hours, [], YEAR)[ON]
    assert values["pm25"] == 25  # (20 * 10 + 4 * 100) / 24; by stations it would be 10 alone
    alone = town_values([one for one in hours if one.station == "B"], [], YEAR)[ON]
    assert alone["pm25"] is None


def test_a_mean_is_rounded_one_time():
    hours = [hour(at, name, pm25=value) for at in range(24)
             for name, value in (("A", "60.4"), ("B", "60.5"), ("C", "60.7"))]  # fmt: skip
    [first, *_] = hourly_means(hours)
    assert first.values["pm25"] == Fraction("60.5") + Fraction(1, 30)
    assert town_values(hours, [], YEAR)[ON]["pm25"] == 61  # 60.5 would go to 60


def test_days_are_averaged_where_only_days_are_on_file():
    days = [day(ON, 70), day(ON, 81, "B"), day(ON, None, "C")]
    assert town_values([], days, YEAR)[ON]["pm25"] == 76  # 75.5, half to even
    assert town_values([hour(at, pm25=10) for at in range(24)], days, YEAR)[ON]["pm25"] == 10
    [fact] = facts(air_days=days, context=Context(BOOK, as_of=date(2016, 12, 31)))
    assert (fact.id, fact.aqi, fact.good) == (f"{TOWN}/2016-01-04", 102, False)


def test_what_contradicts_itself_is_not_there():
    hours = [hour(at, pm25=10) for at in range(24)]
    again = [attrs.evolve(one, pm25=Decimal(11)) for one in hours[:5]]
    assert town_values([*hours, *hours], [], YEAR)[ON]["pm25"] == 10
    assert town_values([*hours, *again], [], YEAR)[ON]["pm25"] is None
    assert town_values([], [day(ON, 10), day(ON, 10)], YEAR)[ON]["pm25"] == 10
    assert town_values([], [day(ON, 10), day(ON, 12)], YEAR)[ON]["pm25"] is None


HOURS = st.lists(st.none() | st.decimals(0, 999, places=1), min_size=24, max_size=24)


@given(
    st.dictionaries(st.sampled_from("ABC"), HOURS, min_size=1), st.randoms(use_true_random=False)
)
def test_a_towns_day_is_the_mean_of_its_hourly_means(stations, luck):
    hours = [hour(at, name, pm25=value) for name, values in stations.items()
             for at, value in enumerate(values) if value is not None]  # fmt: skip
    luck.shuffle(hours)
    means = []
    for at in range(24):
        known = [Fraction(values[at]) for values in stations.values() if values[at] is not None]
        if known:
            means.append(sum(known) / len(known))
    found = town_values(hours, [], YEAR).get(ON, {"pm25": None})["pm25"]
    assert found == (round_gbt8170(sum(means) / len(means)) if len(means) >= 20 else None)


@given(HOURS)
def test_a_town_with_one_station_has_its_values(values):
    hours = [hour(at, pm25=value) for at, value in enumerate(values) if value is not None]
    readings = [HourlyReading(ON, at, {"pm25": value}) for at, value in enumerate(values)]
    found = town_values(hours, [], YEAR).get(ON, {"pm25": None})
    assert found["pm25"] == daily_values(readings, YEAR)[ON]["pm25"]


def test_an_hour_lies_in_its_day_and_a_gap_has_no_number():
    for wrong in (24, -1):
        with pytest.raises(FieldError, match="between 0 and 23"):
            hour(wrong)
    with pytest.raises(FieldError):
        hour(0, pm25=-999)


# Good days over valid days, each by its own standard


def test_good_days_over_valid_days_each_by_its_own_standard():
    days = [
        day(date(2026, 2, 27), None),
        day(date(2026, 2, 28), 70),
        day(date(2026, 3, 1), 70),
        day(date(2026, 3, 2), 10),
    ]
    found = facts(Context(BOOK, as_of=date(2026, 3, 1)), air_days=days)
    assert [(f.valid, f.good, f.standard) for f in found] == [
        (False, False, "HJ 633-2012"),
        (True, True, "HJ 633-2012"),
        (True, False, "HJ 633-2026"),
    ]
    assert found[2].primary == "pm25"
    assert good_day_rate(found) == Rate(1, 2)


# The days that a month and a year need


def without(days, missing):
    return [one for one in days if one not in missing]


def year_of(missing):
    return facts(air_days=[day(one) for one in without(ALL_2016, missing)])


def days_in(month, count):
    return {date(2016, month, 1) + timedelta(days=at) for at in range(count)}


def test_one_valid_day_is_no_year_met():
    [one] = facts(air_days=[day(ON)])
    assert (one.standing, one.good, one.assessed) == ("excused", True, False)


@pytest.mark.parametrize(
    ("month", "most"), [(1, 4), (4, 3), (2, 4)]
)  # 27 of 31 and 30 days, 25 of the 29 of February 2016
def test_a_month_below_its_minimum_makes_the_year_too_few(month, most):
    for count, assessed in ((most, True), (most + 1, False)):
        found = year_of(days_in(month, count))
        assert {fact.assessed for fact in found} == {assessed}
        assert counted(found).denominator == (366 - count if assessed else 0)


def test_a_year_needs_324_days():
    # 366 - 42 = 324: at most 4 (of 31), 3 (of 30) and 4 days are missing of each month
    missing = set().union(*(days_in(month, 4 if month in (1, 2, 3, 5, 7, 8, 10, 12) else 3)
                            for month in range(1, 13)))  # fmt: skip
    assert len(missing) == 44
    just = set(sorted(missing)[:42])
    assert counted(year_of(just)) == Rate(324, 324)
    assert counted(year_of(set(sorted(missing)[:43]))) == Rate(0, 0)


def test_a_year_that_runs_is_open_for_its_days_to_come():
    context = Context(BOOK, as_of=date(2016, 6, 30))
    days = [day(one) for one in ALL_2016 if one <= context.as_of]
    found = facts(context, air_days=days)
    assert counted(found) == Rate(182, 182)
    ahead = [fact for fact in found if fact.standing == "open"]
    assert len(ahead) == 184
    assert all(fact.settles_on == fact.on > context.as_of for fact in ahead)
    late = facts(context, air_days=[one for one in days if one.day.month != 3])
    assert {fact.standing for fact in late} == {"excused"}


@given(st.sets(st.sampled_from(ALL_2016)), st.sampled_from(ALL_2016))
def test_a_year_stays_possible_until_its_days_are_lost(missing, as_of):
    context = Context(BOOK, as_of=as_of)
    valid = [one for one in ALL_2016 if one not in missing and one <= as_of]
    best = [one for one in ALL_2016 if one > as_of]
    end = Context(BOOK, as_of=date(2016, 12, 31))
    assert assessable(valid, YEAR.period, context) == assessable([*valid, *best], YEAR.period, end)


def july_to_june():
    own = {
        "section": "parameter",
        "id": "assessment.year",
        "source": "县",
        "set": {"value": "july-june"},
    }
    head = {"id": "own", "version": "1", "title": {"zh": "县", "en": "own"}}
    return load_rulebook(mapping={"rulebook": head, "change": [own]}, base=BOOK)


EARLIER = [date(2015, 7, 1) + timedelta(days=n) for n in range(366)]


@pytest.mark.parametrize("gone", [(), (date(2016, 2, 1), 5)])
@pytest.mark.parametrize("after", [0, 1, 30, 31, 200, 800])
def test_a_year_that_is_over_is_judged_by_its_own_months_whenever_it_is_asked(gone, after):
    book, end = july_to_june(), date(2016, 6, 30)
    lost = {gone[0] + timedelta(days=n) for n in range(gone[1])} if gone else set()
    context = Context.of_year(
        book, 2016, as_of=end + timedelta(days=after), known_at=date(2018, 12, 31)
    )
    rows = [day(one) for one in EARLIER if one not in lost]
    later = [day(end + timedelta(days=n)) for n in range(1, min(after, 26) + 1)]
    found = [f for f in facts(context, air_days=[*rows, *later]) if f.on in context.period]
    assert len(found) == 366 - len(lost)
    assert {f.standing for f in found} == ({"excused"} if lost else {"done"})


# What the operator of a station owes


def owed(context=OWED, **rows):
    return {fact.id: fact for fact in station_facts(view(**rows), context.settled)}


STATION = AirStation(id="A", town=TOWN, operator="监测公司", in_use_from=date(2016, 1, 1))


def test_completeness_is_the_operators_duty():
    found = owed(air_days=[day(one) for one in without(ALL_2016, days_in(1, 5))])
    january, year = found[f"{TOWN}/A/2016-01"], found[f"{TOWN}/A/2016"]
    assert (january.standing, january.valid_days, january.needed, january.duty) == (
        "failed", 26, 27, "air-month",
    )  # fmt: skip
    assert (year.standing, year.valid_days, year.duty) == ("done", 361, "air-year")
    assert {fact.standing for name, fact in found.items() if name != january.id} == {"done"}


def test_a_station_of_the_plan_that_is_silent_is_missing():
    found = owed(air_stations=[STATION])
    assert len(found) == 13
    assert {fact.standing for fact in found.values()} == {"missing"}
    open_now = owed(Context(SIGNED, as_of=date(2016, 6, 20)), air_stations=[STATION])
    assert [fact.id for fact in open_now.values() if fact.standing == "open"] == []
    early = owed(Context(SIGNED, as_of=date(2016, 1, 4)), air_stations=[STATION])
    assert {fact.standing for fact in early.values()} == {"open"}
    too_late = owed(Context(SIGNED, as_of=date(2016, 1, 5)), air_stations=[STATION])
    assert too_late[f"{TOWN}/A/2016-01"].standing == "missing"


def test_days_that_nobody_has_verified_cost_the_operator_nothing():
    """What the plain book asks is from memory; what is there in full is done all the same."""
    plain = YEAR
    found = owed(plain, air_days=[day(one) for one in without(ALL_2016, days_in(1, 5))])
    january = found.pop(f"{TOWN}/A/2016-01")
    assert (january.standing, january.excusal, january.valid_days) == ("excused", "unsigned", 26)
    assert {fact.standing for fact in found.values()} == {"done"}
    silent = owed(plain, air_stations=[STATION]).values()
    assert {(fact.standing, fact.excusal) for fact in silent} == {("excused", "unsigned")}


def test_a_station_owes_the_months_in_which_it_is_in_use():
    used = attrs.evolve(STATION, in_use_from=date(2016, 3, 2), in_use_to=date(2016, 6, 29))
    assert sorted(owed(air_stations=[used])) == [f"{TOWN}/A/2016-04", f"{TOWN}/A/2016-05"]
    known = Context.of_year(BOOK, 2016, known_at=date(2016, 6, 28))
    assert f"{TOWN}/A/2016-12" in owed(known, air_stations=[used])


# A day needs all pollutants of the index


def of_year(made):
    return facts(air_days=[made(one) for one in ALL_2016])


def test_a_year_of_one_pollutant_is_not_assessed():
    found = of_year(lambda on: AirDay(town=TOWN, station="A", day=on, co=Decimal("0.5")))
    assert {(fact.valid, fact.standing, fact.assessed) for fact in found} == {
        (False, "excused", False)
    }
    assert {fact.lacking for fact in found} == {"so2+no2+pm10+o3_8h+pm25"}
    owes = owed(air_days=[AirDay(town=TOWN, station="A", day=ON, co=Decimal(1))])
    assert owes[f"{TOWN}/A/2016"].valid_days == 0


@pytest.mark.parametrize(("bad", "valid"), [(42, 324), (43, None)])
def test_a_blank_on_bad_days_makes_no_good_day(bad, valid):
    missing = set().union(*(days_in(month, 4 if month in (1, 2, 3, 5, 7, 8, 10, 12) else 3)
                            for month in range(1, 13)))  # fmt: skip
    blank = set(sorted(missing)[:bad])
    found = of_year(lambda on: attrs.evolve(day(on), pm25=None) if on in blank else day(on))
    assert counted(found) == (Rate(0, 0) if valid is None else Rate(valid, valid))


def test_a_day_that_is_bad_without_the_rest_counts_as_bad():
    found = of_year(lambda on: AirDay(town=TOWN, station="A", day=on, pm25=Decimal(76)))
    assert counted(found) == Rate(0, 366)  # an index of 102 without the others
    found = of_year(lambda on: AirDay(town=TOWN, station="A", day=on, pm25=Decimal(75)))
    assert counted(found) == Rate(0, 0)  # 100: the others could be worse, or not


# One station and day twice


def test_a_station_that_gives_two_values_of_a_day_makes_it_not_valid_and_is_named():
    days = [day(one) for one in ALL_2016]
    assert counted(facts(air_days=[*days, *days])) == Rate(366, 366)
    other = [day(ON, 10, "B"), attrs.evolve(days[3], pm25=Decimal(40))]
    found = {fact.on: fact for fact in facts(air_days=[*days, *other])}
    assert (found[ON].valid, found[ON].standing) == (False, "excused")
    assert (found[ON].contradicting, found[ON].lacking) == ("A", "pm25")
    assert found[ON + DAY].contradicting == ""
    assert counted(found.values()) == Rate(365, 365)
