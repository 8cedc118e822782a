"""Plans of water and noise make duties: what was due and is not there, and samples that say nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.assessment import FactTables, compile_assessment
from qualitygov.environment import (
    SUBJECT,
    DayPart,
    NoisePoint,
    NoiseReading,
    WaterKind,
    WaterReading,
    WaterSource,
    ground_water_exceeds,
    noise_facts,
    noise_monitoring_facts,
    sample_state,
    source_problems,
    water_class,
    water_facts,
    water_monitoring_facts,
    water_problems,
)
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.environment import GroundWaterLimit, WaterLimit, WaterPlan
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town, row_problems
from qualitygov.text import Text
from signed_book import signed_book

pytestmark = pytest.mark.clause("2.2.5.d", "2.2.5.e")

PLAIN, BOOK = load_rulebook("strong-town"), signed_book()
TOWN, OTHER, DAY = "330299101", "330299102", timedelta(days=1)
YEAR = Context.of_year(BOOK, 2016)
PLANS, LIMITS = YEAR.rules.entries(WaterPlan), YEAR.rules.entries(WaterLimit)
RIVER, LAKE, GROUND = WaterKind
SOURCE = WaterSource(id="水库", town=TOWN, level="county", kind=RIVER, in_use_from=date(2016, 1, 1))
WELL = attrs.evolve(SOURCE, id="水井", level="rural", kind=GROUND, population=10_000)
POINT = NoisePoint(id="1号点", town=TOWN, zone="2", in_use_from=date(2016, 1, 1))


def clean(plan):
    """A value of each item of a plan that keeps every limit."""
    special = {"ph": Decimal(7), "dissolved-oxygen": Decimal(9)}
    return {name: special.get(name, Decimal(0)) for name in PLANS[plan].items}


def sample(month=1, plan="county-surface", *, without=(), source=SOURCE, **items):
    values = {name: v for name, v in clean(plan).items() if name not in without}
    changed = {name.replace("_", "-"): Decimal(str(v)) for name, v in items.items()}
    return WaterReading(
        id=f"W{month}{source.id}", town=TOWN, source=source.id, kind=source.kind,
        measured_on=date(2016, month, 15), volume=10, items={**values, **changed},
    )  # fmt: skip


def noise(month=1, part="day", level=50, **more):
    values = {"id": f"N{month}{part}", "town": TOWN, "site": POINT.id, **more}
    return NoiseReading(
        zone="2", part=part, level=Decimal(level), measured_on=date(2016, month, 10), **values
    )


def view(**rows):
    towns = Subject(name="towns", label=Text("乡镇", "towns"), tables=(TOWNS,))
    name = Text("试县", "Test County")
    both = [Town(code=code, name=Text("镇", "Town"), parent="330299") for code in (TOWN, OTHER)]
    subjects = (towns, SUBJECT)
    return CountyView(CountyData(id="330299", name=name, subjects=subjects, towns=both, **rows))


def water(context=YEAR, make=water_facts, **rows):
    return make(view(**rows), context.settled)


def standings(facts):
    return Counter(fact.standing for fact in facts)


MONTHS = [sample(month) for month in range(1, 13)]


# Water: what was due


def test_each_month_of_a_county_source_is_due():
    found = water(water_sources=[SOURCE], water=MONTHS)
    assert standings(found) == {"done": 12}
    owed = water(make=water_monitoring_facts, water_sources=[SOURCE], water=MONTHS[1:])
    assert standings(owed) == {"done": 11, "missing": 1}
    [missing] = [fact for fact in owed if fact.standing == "missing"]
    assert (missing.id, missing.on, missing.by) == (
        f"{TOWN}/水库/2016-01", date(2016, 1, 31), date(2016, 1, 31),
    )  # fmt: skip


def test_what_the_station_did_not_measure_is_open_for_the_town_and_never_clean():
    found = water(water_sources=[SOURCE], water=MONTHS[1:])
    assert standings(found) == {"done": 11, "open": 1}
    assert standings(water(water_sources=[SOURCE])) == {"open": 12}


@pytest.mark.parametrize(
    ("as_of", "standing"), [(date(2016, 1, 31), "open"), (date(2016, 2, 1), "missing")]
)
def test_a_sample_is_open_until_its_period_ends(as_of, standing):
    context = Context(BOOK, as_of=as_of)
    owed = water(context, water_monitoring_facts, water_sources=[SOURCE])
    assert owed[0].standing == standing
    assert owed[0].settles_on == (date(2016, 1, 31) if standing == "open" else None)
    assert standings(owed)["open"] == (12 if standing == "open" else 11)


@pytest.mark.parametrize(
    "as_of", ["2016-06-30", "2016-12-31", "2017-02-28", "2017-03-01", "2018-01-01"]
)
def test_what_is_not_measured_is_open_for_the_town_until_the_cut_off(as_of):
    """What was measured in its period may still be handed in; after the cut-off nothing counts."""
    context = Context.of_year(BOOK, 2016, as_of=as_of)
    unplanned = attrs.evolve(sample(5, without=["lead"]), id="U", source="别处")
    rows = {"water_sources": [SOURCE], "water": [unplanned], "noise_points": [POINT]}
    opened = [
        fact
        for make in (water_facts, noise_facts)
        for fact in water(context, make, **rows)
        if fact.standing == "open"
    ]
    assert {fact.duty for fact in opened} == {"water-sample", "noise-reading"}
    assert {fact.settles_on for fact in opened} == {date(2017, 3, 1)}
    done = [f for f in water(water_sources=[SOURCE], water=MONTHS) if f.settles_on is not None]
    assert done == []


def test_an_indicator_says_when_its_readings_are_settled():
    facts = FactTables.of({"water": water(water_sources=[SOURCE], water=MONTHS[1:])})
    own = compile_assessment(YEAR.judged).indicators["water-source-compliance"]
    measured = own.measure(facts, TOWN, YEAR.period)
    assert (len(measured.ids.open), measured.settles_on) == (1, date(2017, 3, 1))


@pytest.mark.parametrize("name", sorted(PLANS["county-surface"].items))
def test_a_sample_without_a_mandatory_item_is_not_assessed(name):
    incomplete = sample(1, without=[name])
    rows = {"water_sources": [SOURCE], "water": [incomplete, *MONTHS[1:]]}
    [lacking] = [fact for fact in water(**rows) if fact.standing == "open"]
    assert (lacking.lacking, lacking.volume) == (name, 0)
    assert standings(water(make=water_monitoring_facts, **rows))["missing"] == 1
    again = attrs.evolve(sample(1), id="again")
    assert standings(water(water_sources=[SOURCE], water=[incomplete, again, *MONTHS[1:]])) == {
        "done": 12
    }


def test_a_sample_that_exceeds_is_not_clean_whatever_it_lacks():
    bad = sample(1, without=["lead"], ammonia="1.01")
    [failed] = [fact for fact in water(water_sources=[SOURCE], water=[bad, *MONTHS[1:]])
                if fact.standing == "failed"]  # fmt: skip
    assert (failed.exceeding, failed.lacking, failed.compliant_volume) == ("ammonia", "lead", 0)


def test_ph_alone_is_no_clean_water():
    alone = WaterReading(
        id="W", town=TOWN, source="某河", kind=RIVER, measured_on=date(2016, 1, 5),
        items={"ph": Decimal(7)},
    )  # fmt: skip
    [fact] = water(water=[alone])
    assert fact.standing == "open"
    assert set(fact.lacking.split("+")) == {*PLANS["unplanned-surface"].items} - {"ph"}
    [fact] = water(water=[attrs.evolve(alone, items=clean("unplanned-surface"))])
    assert fact.standing == "done"


def test_an_unknown_item_is_an_error_and_its_sample_is_not_assessed():
    wrong = sample(1, amonia=1)
    [problem] = row_problems(wrong, YEAR, (SUBJECT,))
    assert problem.code == "water.item"
    assert "did you mean ammonia" in problem.expected.en
    assert standings(water(water_sources=[SOURCE], water=[wrong, *MONTHS[1:]])) == {
        "done": 11, "open": 1,
    }  # fmt: skip
    [problem] = row_problems(attrs.evolve(SOURCE, items="ph;amonia"), YEAR, (SUBJECT,))
    assert (problem.path, problem.code) == ("items", "water.item")


RURAL = attrs.evolve(SOURCE, level="rural", population=20_000)
WITHOUT_PLANS = """[rulebook]
id = "t"
version = "1"
title = { zh = "县", en = "county" }
extends = "strong-town"
""" + "".join(
    f"""
[[retire]]
section = "water-plan"
id = "{name}"
from = 2016-01-01
source = "县"
"""
    for name in ("county-surface", "unplanned-surface")
)


def quarterly(source, claimed, **changed):
    """Clean samples of all quarters by the plan of a kind of water, but for what is changed."""
    values = clean("rural-surface") | {name: Decimal(value) for name, value in changed.items()}
    return [
        WaterReading(
            id=f"Q{month}", town=TOWN, source=source.id, kind=claimed, volume=10, items=values,
            measured_on=date(2016, month, 15),
        )
        for month in (2, 5, 8, 11)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("planned", "claimed", "standing"),
    [
        (LAKE, LAKE, "failed"), (LAKE, RIVER, "failed"),
        (RIVER, RIVER, "done"), (RIVER, LAKE, "done"),
    ],
)  # fmt: skip
def test_the_plan_says_what_kind_of_water_a_source_is(planned, claimed, standing):
    """Phosphorus of 0.06 is class III in a river, and class IV in a lake."""
    source = attrs.evolve(RURAL, kind=planned)
    rows = {"water_sources": [source], "water": quarterly(source, claimed, phosphorus="0.06")}
    found = water(**rows)
    assert standings(found) == {standing: 4}
    assert {one.claimed for one in found} == {"" if claimed is planned else claimed.value}
    assert standings(water(make=water_monitoring_facts, **rows)) == {"done": 4}


def test_what_a_reading_claims_decides_for_a_source_that_stands_in_no_plan():
    for claimed, standing in ((LAKE, "failed"), (RIVER, "done")):
        found = water(water=quarterly(RURAL, claimed, phosphorus="0.06"))
        assert standings(found) == {standing: 4}


def test_surface_items_of_a_ground_source_are_no_sample_of_it():
    source = attrs.evolve(RURAL, kind=GROUND)
    rows = {"water_sources": [source], "water": quarterly(source, LAKE)}
    found = water(**rows)
    assert standings(found) == {"open": 2}
    assert {one.claimed for one in found} == {"lake"}
    assert standings(water(make=water_monitoring_facts, **rows)) == {"missing": 2}


def test_items_that_no_class_looks_at_leave_the_sample_open():
    """A river's reading that claims a lake passes its own check, and says nothing of the river."""
    source = attrs.evolve(RURAL, kind=RIVER)
    one = attrs.evolve(quarterly(source, LAKE)[0], items={"coliforms": Decimal(1)})
    found = water(water_sources=[source], water=[one])
    assert standings(found) == {"open": 4}
    [problem] = water_problems(one, YEAR)
    assert (problem.code, problem.path) == ("water.items", "items")


def test_checks_of_water_yield_problems_and_never_raise():
    wrong = sample(1, amonia=1)
    [problem] = water_problems(wrong, YEAR)
    assert (problem.code, problem.path, problem.found) == ("water.item", "items", "'amonia'")
    bare = Context(load_rulebook(text=WITHOUT_PLANS), as_of="2016-12-31")
    for lost in (source_problems(SOURCE, bare), water_problems(sample(1), bare)):
        assert [(one.code, one.path) for one in lost] == [("water.plan", "kind")]
    assert list(source_problems(attrs.evolve(SOURCE, items="ph"), bare)) == []


def test_the_plan_may_ask_for_items_of_its_own():
    own = attrs.evolve(SOURCE, items="ph；lead;")
    few = clean("unplanned-surface")
    two = [attrs.evolve(one, items={**few, "lead": Decimal(0)}) for one in MONTHS]
    assert standings(water(water_sources=[own], water=two)) == {"done": 12}
    assert standings(water(water_sources=[SOURCE], water=two)) == {"open": 12}


def test_a_plan_of_its_own_never_makes_ph_alone_clean_water():
    own = attrs.evolve(SOURCE, items="ph")
    few = clean("unplanned-surface")
    alone = [attrs.evolve(one, items={"ph": Decimal(7)}) for one in MONTHS]
    found = water(water_sources=[own], water=alone)
    assert standings(found) == {"open": 12}
    assert {frozenset(one.lacking.split("+")) for one in found} == {frozenset(few) - {"ph"}}
    enough = [attrs.evolve(one, items=few) for one in MONTHS]
    assert standings(water(water_sources=[own], water=enough)) == {"done": 12}


@pytest.mark.parametrize(
    ("population", "tons", "standing"),
    [
        (10_000, None, "missing"), (9_999, None, "missing"), (9_999, 999, "excused"),
        (9_999, 1_000, "missing"), (None, None, "missing"),
    ],
)  # fmt: skip
def test_a_rural_source_is_asked_from_a_thousand_tons_or_ten_thousand_people(
    population, tons, standing
):
    source = attrs.evolve(SOURCE, level="rural", population=population, tons=tons)
    owed = water(make=water_monitoring_facts, water_sources=[source])
    assert standings(owed) == {standing: 4}  # each quarter
    assert bool(water(water_sources=[source])) == (standing != "excused")


def test_a_source_is_due_for_the_periods_in_which_it_is_in_use():
    used = attrs.evolve(SOURCE, in_use_from=date(2016, 3, 2), in_use_to=date(2016, 6, 29))
    owed = water(make=water_monitoring_facts, water_sources=[used])
    assert [fact.id[-7:] for fact in owed] == ["2016-04", "2016-05"]


# Ground water by its own standard


def test_ground_water_is_judged_by_its_own_standard():
    well = [sample(month, "rural-ground", source=WELL) for month in (3, 9)]
    assert standings(water(water_sources=[WELL], water=well)) == {"done": 2}
    hard = sample(3, "rural-ground", source=WELL, total_hardness=451)
    assert standings(water(water_sources=[WELL], water=[hard, well[1]])) == {"failed": 1, "done": 1}
    with pytest.raises(FieldError, match="GB/T 14848"):
        water_class({"ph": Decimal(7)}, YEAR, kind=GROUND)
    with pytest.raises(FieldError, match="no such item of water: dissolved-oxygen"):
        sample_state(sample(3, "rural-ground", source=WELL, dissolved_oxygen=9), YEAR)


def test_what_nobody_has_verified_costs_nothing():
    plain = Context.of_year(PLAIN, 2016)
    well = [sample(month, "rural-ground", source=WELL) for month in (3, 9)]
    hard = sample(3, "rural-ground", source=WELL, total_hardness=451)
    rows = {"water_sources": [WELL], "water": [hard, well[1]]}
    assert standings(water(plain, **rows)) == {"excused": 1, "done": 1}
    assert {fact.excusal for fact in water(plain, **rows)} == {"unsigned", ""}
    rows = {"water_sources": [SOURCE], "water": MONTHS[1:]}  # the plan that makes January due
    assert standings(water(plain, **rows)) == {"done": 11, "excused": 1}
    owed = water(plain, make=water_monitoring_facts, **rows)
    assert standings(owed) == {"done": 11, "excused": 1}
    for facts in (water(plain, **rows), owed):
        (one,) = [fact for fact in facts if fact.standing == "excused"]
        assert (one.excusal, one.settles_on) == ("unsigned", None)
    foul = {"water_sources": [SOURCE], "water": [sample(1, ammonia=9)]}
    assert standings(water(plain, **foul))["failed"] == 1  # GB 3838 is verified


@pytest.mark.parametrize(
    ("name", "value", "day", "exceeds"),
    [
        ("ph", "6.5", "2016-01-04", False), ("ph", "6.4", "2016-01-04", True),
        ("ph", "8.5", "2016-01-04", False), ("ph", "8.6", "2016-01-04", True),
        ("arsenic", "0.05", "2018-04-30", False), ("arsenic", "0.05", "2018-05-01", True),
        ("ammonia", "0.3", "2018-04-30", True), ("ammonia", "0.3", "2018-05-01", False),
        ("total-coliforms", 3, "2016-01-04", False), ("total-coliforms", 4, "2016-01-04", True),
    ],
)  # fmt: skip
def test_class_three_of_ground_water_by_the_standard_of_the_day(name, value, day, exceeds):
    context = Context(BOOK, as_of=day)
    found = ground_water_exceeds({name: Decimal(value)}, context)
    assert found == ((name,) if exceeds else ())


def test_the_book_asks_for_items_that_have_limits():
    later = Context(BOOK, as_of=date(2020, 1, 1)).rules
    for rules in (YEAR.rules, later):
        ground = rules.entries(GroundWaterLimit)
        assert list(GroundWaterLimit.check_set(ground)) == []
        for plan in rules.entries(WaterPlan).values():
            assert set(plan.items) <= (ground if plan.ground else LIMITS).keys()
    assert list(WaterPlan.check_set(PLANS)) == []
    again = attrs.evolve(PLANS["county-surface"], id="again", items=())
    assert [p.path for p in WaterPlan.check_set({**PLANS, "again": again})] == [
        "again.items", "county-surface.level",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "name", "set_", "path", "words"),
    [
        ("water-plan", "rural-surface", 'items = ["amonia"]', "rural-surface.items", "ammonia"),
        ("water-plan", "rural-ground", 'items = ["cod"]', "rural-ground.items", "no such item"),
        ("ground-water-limit", "ph", "low = 9", "ph.low", "a low end below the high one"),
    ],
)
def test_a_plan_that_asks_for_what_has_no_limit_is_refused(
    tmp_path, section, name, set_, path, words
):
    file = tmp_path / "book.toml"
    file.write_text(
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        f'extends = "strong-town"\n[[change]]\nsection = "{section}"\nid = "{name}"\n'
        f'set = {{ {set_} }}\nsource = "x"\n',
        encoding="utf-8",
    )
    with pytest.raises(RulebookError) as raised:
        load_rulebook(file)
    found = [p for p in raised.value.problems if p.path.endswith(path)]
    assert any(words in p.expected.en for p in found), raised.value.problems


# Noise


QUARTERS = [noise(month, part) for month in (1, 4, 7, 10) for part in DayPart]


def test_each_point_is_due_each_quarter_by_day_and_by_night():
    rows = {"noise_points": [POINT], "noise": QUARTERS}
    assert standings(water(make=noise_facts, **rows)) == {"done": 8, "excused": 1}
    assert standings(water(make=noise_monitoring_facts, **rows)) == {"done": 8}
    rows["noise"] = QUARTERS[1:]
    assert standings(water(make=noise_facts, **rows)) == {"done": 7, "open": 1, "excused": 1}
    owed = water(make=noise_monitoring_facts, **rows)
    assert [fact.id for fact in owed if fact.standing == "missing"] == [f"{TOWN}/1号点/2016Q1/day"]


@pytest.mark.parametrize(
    ("as_of", "standing"), [(date(2016, 3, 31), "open"), (date(2016, 4, 1), "missing")]
)
def test_a_reading_is_open_until_its_quarter_ends(as_of, standing):
    owed = water(Context(BOOK, as_of=as_of), noise_monitoring_facts, noise_points=[POINT])
    assert {fact.standing for fact in owed if fact.on == date(2016, 3, 31)} == {standing}


def test_a_reading_that_weather_spoiled_is_none():
    rows = {"noise_points": [POINT], "noise": [noise(1, valid=False), *QUARTERS[1:]]}
    assert standings(water(make=noise_monitoring_facts, **rows)) == {"done": 7, "missing": 1}
    assert standings(water(make=noise_facts, noise=[noise(1, valid=False)])) == {}


def test_a_loud_night_fails_and_a_level_at_its_limit_does_not():
    rows = {"noise": [noise(1, "night", 50), noise(2, "night", "50.1"), noise(1, "day", 60)]}
    assert [fact.standing for fact in water(make=noise_facts, **rows)] == ["done", "failed", "done"]


def test_a_reading_is_judged_by_its_points_area_whatever_it_claims():
    quiet = attrs.evolve(POINT, zone="1")  # 55 by day; area 4a allows 70
    claims = attrs.evolve(noise(1, level=60), zone="4a")
    [fact, *_] = water(make=noise_facts, noise_points=[quiet], noise=[claims])
    assert (fact.standing, fact.zone, fact.claimed) == ("failed", "1", "4a")
    [fact, *_] = water(make=noise_facts, noise_points=[quiet], noise=[noise(1, level=56)])
    assert fact.standing == "failed"
    [fact, *_] = water(make=noise_facts, noise_points=[quiet], noise=[noise(1, level=55)])
    assert fact.standing == "done"
    [fact] = water(make=noise_facts, noise=[claims])[:1]  # no point of the network
    assert (fact.standing, fact.zone, fact.claimed) == ("done", "4a", "")


def test_a_town_without_functional_areas_is_excused_where_there_is_a_plan():
    excused = [fact for fact in water(make=noise_facts, noise_points=[POINT])
               if fact.standing == "excused"]  # fmt: skip
    assert [fact.town for fact in excused] == [OTHER]
    assert water(make=noise_facts) == ()


def test_a_point_in_an_unknown_area_is_refused():
    [problem] = row_problems(attrs.evolve(POINT, zone="9"), YEAR, (SUBJECT,))
    assert problem.path == "zone"
    assert [*row_problems(POINT, YEAR, (SUBJECT,))] == []


# Silence of the monitoring station


@given(st.sets(st.integers(0, 11)), st.sets(st.integers(0, 7)))
def test_a_reading_that_is_taken_away_is_never_done(months, readings):
    kept = [one for at, one in enumerate(MONTHS) if at not in months]
    loud = [one for at, one in enumerate(QUARTERS) if at not in readings]
    rows = {"water_sources": [SOURCE], "noise_points": [POINT], "water": kept, "noise": loud}
    assert standings(water(**rows))["open"] == len(months)
    assert standings(water(make=water_monitoring_facts, **rows))["missing"] == len(months)
    assert standings(water(make=noise_facts, **rows))["open"] == len(readings)
    assert standings(water(make=noise_monitoring_facts, **rows))["missing"] == len(readings)
