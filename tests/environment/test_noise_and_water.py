"""Noise and water: a value may equal its limit, the worst item decides; rates, emissions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.environment import (
    SUBJECT,
    DayPart,
    NoiseReading,
    WaterKind,
    WaterReading,
    emission_change,
    noise_complies,
    noise_facts,
    source_compliance,
    source_complies,
    water_class,
    water_facts,
)
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.environment import WaterLimit
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text
from signed_book import signed_book

pytestmark = pytest.mark.clause("2.2.5.d", "2.2.5.e")

ON = date(2016, 1, 4)
BOOK = load_rulebook("strong-town")
CONTEXT = Context(BOOK, as_of=ON)
TOWN = "330299101"
RIVER, LAKE = WaterKind.RIVER, WaterKind.LAKE
FIVE = {"ph": 7, "dissolved-oxygen": 8, "permanganate": 2, "ammonia": "0.1", "phosphorus": "0.01"}


def noise(zone, part, level, **more):
    values = {"id": "N1", "town": TOWN, "site": "1", "measured_on": ON, **more}
    return NoiseReading(zone=zone, part=DayPart(part), level=Decimal(level), **values)


def water(items, *, volume=None, kind=RIVER, on=ON, name="W1"):
    given_items = {item: Decimal(str(value)) for item, value in items.items()}
    return WaterReading(
        id=name, town=TOWN, source="S", kind=kind, measured_on=on, volume=volume, items=given_items
    )


@pytest.mark.parametrize(
    ("zone", "by_day", "by_night"),
    [("0", 50, 40), ("1", 55, 45), ("2", 60, 50), ("3", 65, 55), ("4a", 70, 55), ("4b", 70, 60)],
)
def test_a_level_equal_to_the_limit_complies(zone, by_day, by_night):
    for part, limit in (("day", by_day), ("night", by_night)):
        assert noise_complies(noise(zone, part, limit), CONTEXT)
        assert not noise_complies(noise(zone, part, Decimal(limit) + Decimal("0.1")), CONTEXT)


def test_a_night_burst_may_exceed_by_fifteen():
    assert noise_complies(noise("2", "night", 45, burst=Decimal(65)), CONTEXT)
    assert not noise_complies(noise("2", "night", 45, burst=Decimal("65.1")), CONTEXT)
    assert noise_complies(noise("2", "day", 45, burst=Decimal(99)), CONTEXT)


def test_a_burst_beyond_an_allowance_that_nobody_has_verified_costs_nothing():
    """The level keeps the limit, and only the unverified fifteen decibels speak against it."""

    def standing(book, level, burst):
        one = noise("2", "night", level, burst=Decimal(burst))
        county = CountyData(id="330299", name=Text("县", "C"), subjects=(SUBJECT,), noise=[one])
        (fact,) = noise_facts(CountyView(county), Context(book, as_of=ON))
        return fact.standing, fact.excusal

    assert standing(BOOK, 45, 66) == ("excused", "unsigned")
    assert standing(BOOK, 45, 65) == ("done", "")
    assert standing(BOOK, 51, 66) == ("failed", "")  # the limit itself is published
    assert standing(signed_book(), 45, 66) == ("failed", "")


def test_an_unknown_area_is_not_judged():
    with pytest.raises(RulebookError):
        noise_complies(noise("4", "night", 45), CONTEXT)


@pytest.mark.parametrize(
    ("items", "kind", "expected"),
    [
        ({"dissolved-oxygen": "7.5"}, RIVER, 1),
        ({"dissolved-oxygen": "7.4"}, RIVER, 2),
        ({"dissolved-oxygen": 5}, RIVER, 3),
        ({"dissolved-oxygen": "4.9"}, RIVER, 4),
        ({"dissolved-oxygen": "1.9"}, RIVER, 6),
        ({"ph": 6}, RIVER, 1),
        ({"ph": 9}, RIVER, 1),
        ({"ph": "9.1"}, RIVER, 6),
        ({"ph": "5.9"}, RIVER, 6),
        ({"phosphorus": "0.05"}, RIVER, 2),
        ({"phosphorus": "0.05"}, LAKE, 3),
        ({"phosphorus": "0.051"}, LAKE, 4),
        ({"phosphorus": "0.21"}, LAKE, 6),
        ({"ammonia": "0.15"}, RIVER, 1),
        ({"mercury": "0.00005"}, RIVER, 1),
        ({"mercury": "0.0001"}, RIVER, 3),
        ({"mercury": "0.00011"}, RIVER, 4),
        ({"sulfate": 250}, RIVER, 1),
        ({"sulfate": 251}, RIVER, 4),
        ({"manganese": "0.11", "ammonia": "0.1"}, RIVER, 4),
        ({"ammonia": "1.6", "cod": 10}, RIVER, 5),
    ],
)
def test_the_class_by_the_worst_item(items, kind, expected):
    assert water_class(water(items).items, CONTEXT, kind=kind).value == expected


def test_the_worst_items_are_named():
    found = water_class(water({"ammonia": "2.1", "cod": 41, "ph": 7}).items, CONTEXT, kind=RIVER)
    assert (found.label.en, found.worst) == ("worse than V", ("ammonia", "cod"))
    assert found.label.zh == "劣Ⅴ 类"


def test_an_item_that_has_no_limit_is_an_error():
    for kind in WaterKind:
        with pytest.raises(FieldError, match="did you mean ammonia"):
            source_complies(water({"amonia": 1, "ph": 7}, kind=kind), CONTEXT)
    with pytest.raises(FieldError, match="no such item of water: total-hardness"):
        water_class({"total-hardness": Decimal(1)}, CONTEXT, kind=RIVER)


def test_nitrogen_and_coliforms_are_out_of_the_class_unless_asked_for():
    items = water({"nitrogen": 9, "coliforms": 10**6, "ph": 7}).items
    assert water_class(items, CONTEXT, kind=LAKE).value == 1
    assert water_class(items, CONTEXT, kind=LAKE, every=True).worst == ("coliforms", "nitrogen")
    assert water_class(items, CONTEXT, kind=RIVER, every=True).worst == ("coliforms",)
    with pytest.raises(FieldError):
        water_class({"nitrogen": Decimal(9)}, CONTEXT, kind=LAKE)


@pytest.mark.parametrize("value", [Decimal(-1), Decimal("NaN"), 0.5])
def test_what_marks_a_gap_is_no_class_one_water(value):
    with pytest.raises(FieldError):
        water_class({"phosphorus": value}, CONTEXT, kind=RIVER)
    with pytest.raises(FieldError):
        WaterReading(
            id="W", town=TOWN, source="S", kind=RIVER, measured_on=ON, items={"phosphorus": value}
        )


def test_a_source_meets_class_three():
    assert source_complies(water({**FIVE, "dissolved-oxygen": 5, "ammonia": 1}), CONTEXT) is True
    assert source_complies(water({**FIVE, "ammonia": "1.01"}), CONTEXT) is False


@pytest.mark.parametrize("name", sorted(FIVE))
def test_a_sample_that_lacks_an_item_says_nothing_unless_it_exceeds(name):
    without = {item: value for item, value in FIVE.items() if item != name}
    assert source_complies(water(without), CONTEXT) is None
    assert source_complies(water({"ph": 7}), CONTEXT) is None  # pH alone is no clean water
    assert source_complies(water({**without, "mercury": 1}), CONTEXT) is False


def test_compliance_by_count_and_by_volume():
    good, bad = FIVE, {"ph": 5}
    assert source_compliance([water(good, volume=9), water({"ph": 7})], CONTEXT) == (
        Rate(1, 1),
        Rate(9, 9),
    )
    assert source_compliance([water(good, volume=900), water(bad, volume=100)], CONTEXT) == (
        Rate(1, 2),
        Rate(9, 10),
    )
    assert source_compliance([water(good, volume=900), water(bad)], CONTEXT) == (Rate(1, 2), None)
    nothing, _ = source_compliance([], CONTEXT)
    assert not nothing.defined


LIMITS = sorted(
    name
    for name, limit in CONTEXT.rules.entries(WaterLimit).items()
    if limit.kind in {"max", "source"} and limit.rated
)
amounts = st.decimals(0, 50, places=4)


@given(
    st.dictionaries(st.sampled_from(LIMITS), amounts, min_size=1),
    st.sampled_from(LIMITS),
    amounts,
    st.sampled_from([RIVER, LAKE]),
)
def test_a_further_or_worse_item_never_betters_the_class(items, name, amount, kind):
    before = water_class(items, CONTEXT, kind=kind).value
    worse = {**items, name: items.get(name, Decimal(0)) + amount}
    assert water_class(worse, CONTEXT, kind=kind).value >= before


@given(amounts, amounts)
def test_more_dissolved_oxygen_never_worsens_the_class(one, other):
    low, high = sorted((one, other))
    classes = [
        water_class({"dissolved-oxygen": value}, CONTEXT, kind=RIVER).value for value in (low, high)
    ]
    assert classes[0] >= classes[1]


def view(**rows):
    """A county of these rows alone."""
    name = Text("试县", "Test County")
    return CountyView(CountyData(id="330299", name=name, subjects=(SUBJECT,), **rows))


def test_noise_and_water_facts_stop_at_the_day_asked_for():
    late = date(2016, 1, 5)
    county = view(
        noise=[noise("2", "day", 61), noise("2", "day", 50, measured_on=late, valid=False)],
        water=[water({"ph": 5}, volume=7), water(FIVE, volume=5), water(FIVE, on=late)],
    )
    noises = noise_facts(county, Context(BOOK, as_of=ON, known_at=late))
    assert [(f.town, f.on, f.part, f.standing) for f in noises] == [(TOWN, ON, "day", "failed")]
    waters = water_facts(county, Context(BOOK, as_of=ON, known_at=late))
    assert [(f.standing, f.volume, f.compliant_volume) for f in waters] == [
        ("failed", 7, 0),
        ("done", 5, 5),
    ]
    assert (waters[0].exceeding, waters[0].lacking) == (
        "ph", "ammonia+dissolved-oxygen+permanganate+phosphorus",
    )  # fmt: skip


@given(st.decimals("0.01", 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_an_emission_change_gives_back_what_is_now(base, now):
    change = emission_change(base, now)
    assert (1 + change.fraction) * int(base * 100) == int(now * 100)


def test_an_emission_without_a_base_has_no_change():
    assert emission_change(200, 180) == Rate(-1, 10)
    assert not emission_change(0, 5).defined
    for pair in [(-1, 5), (5, -1), (1.5, 1)]:
        with pytest.raises(FieldError):
            emission_change(*pair)
