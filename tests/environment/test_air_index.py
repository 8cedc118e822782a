"""The air quality index: known values, the change of 2026, and laws."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.environment import air_quality_index
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.environment import AirIndex

pytestmark = pytest.mark.clause("2.2.5.c")

BOOK = load_rulebook("strong-town")
OLD, NEW = date(2016, 12, 31), date(2026, 3, 1)
RULES = {OLD: BOOK.at(OLD), NEW: BOOK.at(NEW)}
DAYS = st.sampled_from([OLD, NEW])
CLEAN = {"so2": 5, "no2": 10, "pm10": 10, "pm25": 5, "co": "0.3", "o3_8h": 20}
TOPS = {"so2": 2620, "no2": 940, "pm10": 600, "co": 60, "o3_8h": 800, "pm25": 500}


def index(pollutant, value, on=OLD, averaging="daily"):
    others = {} if averaging == "hourly" else dict.fromkeys(TOPS, 0)
    result = air_quality_index({**others, pollutant: value}, RULES[on], averaging=averaging)
    return next(sub.value for sub in result.sub_indices if sub.pollutant == pollutant)


@pytest.mark.parametrize(
    ("pollutant", "value", "expected"),
    [
        ("pm25", 0, 0), ("pm25", 35, 50), ("pm25", 36, 52), ("pm25", 75, 100), ("pm25", 76, 102),
        ("pm25", 115, 150), ("pm25", 150, 200), ("pm25", 500, 500), ("pm25", 999, 500),
        ("pm10", 150, 100), ("pm10", 151, 101), ("so2", 150, 100), ("so2", 2620, 500),
        ("no2", 40, 50), ("no2", 41, 52), ("no2", 80, 100), ("no2", 81, 101), ("co", "4", 100),
        ("co", "4.1", 101), ("co", "1.1", 28), ("o3_8h", 160, 100), ("o3_8h", 161, 101),
        ("o3_8h", 800, 300),
    ],
)  # fmt: skip
def test_daily_values_of_2012(pollutant, value, expected):
    assert index(pollutant, value) == expected


@pytest.mark.parametrize(
    ("pollutant", "value", "expected"),
    [
        ("pm25", "60.5", 100),  # half to even: 60
        ("pm25", "60.6", 101),  # 61: 100 + 50 / 55
        ("pm25", "61.5", 102),  # half to even: 62, 100 + 100 / 55
        ("pm25", 75, 114),
        ("pm10", 120, 100),
        ("pm10", 121, 101),
        ("co", "4.05", 100),  # half to even: 4.0
        ("co", "4.15", 101),  # half to even: 4.2
        ("o3_8h", 801, 300),
        ("so2", 150, 100),
    ],
)
def test_daily_values_of_2026(pollutant, value, expected):
    assert index(pollutant, value, on=NEW) == expected


@pytest.mark.parametrize(("value", "expected"), [(500, 100), (501, 101), (650, 150), (800, 200)])
def test_hourly_sulfur_dioxide(value, expected):
    assert index("so2", value, averaging="hourly") == expected


def test_beyond_a_short_scale_2012_gives_no_index_and_2026_the_last():
    old = air_quality_index({"so2": 801, "pm25": 10}, RULES[OLD], averaging="hourly")
    assert [sub.pollutant for sub in old.sub_indices] == ["pm25"]
    assert "above 800" in old.say("en")
    assert index("so2", 801, on=NEW, averaging="hourly") == 200


def test_a_day_off_the_scale_is_never_good():
    off = air_quality_index({**CLEAN, "o3_8h": 801}, RULES[OLD])
    assert off.aqi is not None
    assert off.aqi <= 50
    assert off.good is False
    assert air_quality_index(CLEAN, RULES[OLD]).good is True


def test_the_index_is_exact_and_rounded_up_once():
    [sub] = air_quality_index({"pm25": 36}, RULES[OLD]).sub_indices
    assert sub.exact == 50 + Fraction(50, 40)
    assert sub.value == 52
    # a hair above a whole number rounds up, a whole number stays
    assert index("pm25", "75.000000000000000000000000000001") == 101
    assert index("pm25", "75") == 100


def test_the_standard_changes_with_the_first_of_march_2026():
    for on, standard, good in [
        (date(2026, 2, 28), "HJ 633-2012", True),
        (NEW, "HJ 633-2026", False),
    ]:
        result = air_quality_index({**CLEAN, "pm25": 70}, BOOK.at(on))
        assert (result.standard, result.good) == (standard, good)


def test_all_primary_pollutants_are_named_and_exceeding_ones_in_2012_only():
    values = {**CLEAN, "pm25": 115, "pm10": 250, "no2": 90}
    old, new = (air_quality_index(values, RULES[on]) for on in (OLD, NEW))
    assert set(old.primary) == set(new.primary) == {"pm25", "pm10"}
    assert set(old.exceeding) == {"pm25", "pm10", "no2"}
    assert new.exceeding == ()
    assert air_quality_index({**CLEAN, "pm25": 35}, RULES[OLD]).primary == ()


def test_incomplete_days_of_2026_are_published_only_above_100():
    low, high = (air_quality_index({"pm25": value}, RULES[NEW]) for value in (60, 61))
    assert (low.aqi, low.good, low.level) == (None, None, None)
    assert "published only above 100" in low.say("en")
    assert "不公布" in low.say("zh")
    assert (high.aqi, high.good) == (101, False)
    assert air_quality_index({"pm25": 60}, RULES[OLD]).aqi == 82


def test_nothing_measured_is_not_a_good_day():
    result = air_quality_index(dict.fromkeys(TOPS), RULES[OLD])
    assert (result.aqi, result.good, result.primary) == (None, None, ())


@pytest.mark.parametrize(
    ("aqi", "level"),
    [
        (0, 1),
        (50, 1),
        (51, 2),
        (100, 2),
        (101, 3),
        (150, 3),
        (151, 4),
        (200, 4),
        (201, 5),
        (300, 5),
        (301, 6),
    ],
)
def test_levels(aqi, level):
    table = RULES[OLD].entry(AirIndex, "daily")
    nodes, at = table.nodes["no2"], table.index
    step = next(n for n in range(1, len(at)) if aqi <= at[n])
    slope = (nodes[step] - nodes[step - 1]) / (at[step] - at[step - 1])
    result = air_quality_index({"no2": nodes[step - 1] + (aqi - at[step - 1]) * slope}, RULES[OLD])
    assert (result.aqi, result.level, result.good) == (aqi, level, aqi <= 100)


def test_lines_show_the_exact_index_in_both_languages():
    lines = air_quality_index({"pm25": 36, "no2": 40}, RULES[OLD]).lines
    assert [line.en for line in lines][:2] == ["NO2 40 → IAQI 50", "PM2.5 36 → IAQI 52 ↑ 205/4"]
    assert lines[-1].zh.startswith("缺少")


@pytest.mark.parametrize(
    "values",
    [{"pm2.5": 1}, {"o3": 1}, {"pm25": -1}, {"pm25": 1.5}, {"pm25": "NaN"}, {"pm25": True}],
)
def test_what_is_no_concentration_is_refused(values):
    with pytest.raises(FieldError):
        air_quality_index(values, RULES[OLD])


amounts = st.decimals(0, 3000, places=2)
concentrations = st.dictionaries(st.sampled_from(sorted(TOPS)), amounts, min_size=1)
within_scales = st.fixed_dictionaries({p: st.decimals(0, top, places=2) for p, top in TOPS.items()})


@given(DAYS, st.sampled_from(sorted(TOPS)), st.data())
def test_an_index_never_falls_when_the_concentration_rises(on, pollutant, data):
    low, high = sorted(data.draw(st.tuples(*[st.decimals(0, TOPS[pollutant], places=2)] * 2)))
    assert index(pollutant, low, on) <= index(pollutant, high, on)


@given(DAYS, within_scales)
def test_the_aqi_is_the_largest_index_and_the_primary_ones_have_it(on, values):
    result = air_quality_index(values, RULES[on])
    by_name = {sub.pollutant: sub.value for sub in result.sub_indices}
    assert by_name.keys() == TOPS.keys()
    assert result.aqi == max(by_name.values())
    assert result.good == (result.aqi <= 100)
    expected = (
        {p for p, value in by_name.items() if value == result.aqi} if result.aqi > 50 else set()
    )
    assert set(result.primary) == expected


@given(concentrations, st.sampled_from(sorted(TOPS)), amounts)
def test_one_pollutant_more_never_lowers_the_aqi_or_makes_a_day_good(values, pollutant, amount):
    rest = {p: value for p, value in values.items() if p != pollutant}
    before = air_quality_index(rest, RULES[OLD])
    after = air_quality_index({**rest, pollutant: amount}, RULES[OLD])
    assert (after.aqi or 0) >= (before.aqi or 0)
    if before.good is False:
        assert after.good is False


@given(within_scales)
def test_the_new_standard_is_never_milder_on_whole_numbers(values):
    whole = {p: Decimal(int(value)) for p, value in values.items()}
    old, new = (air_quality_index(whole, RULES[on]) for on in (OLD, NEW))
    assert new.aqi >= old.aqi
