"""Daily values from hourly readings: validity, exact rounding, laws, and the county's real file."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import round_gbt8170
from qualitygov.environment import HourlyReading, daily_values
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context

pytestmark = pytest.mark.clause("2.2.5.c")

ON = date(2016, 1, 4)
BOOK = load_rulebook("strong-town")
CONTEXT = Context(BOOK, as_of=ON)
HOURLY = Path(__file__).parents[3] / "shared" / "data" / "beijing_air" / "hourly.csv.gz"
DAILY = Path(__file__).parents[2] / "examples" / "county" / "data" / "air_daily.csv"


def day(pollutant, values):
    """The daily values of a day whose hours have these values, None for a missing one."""
    readings = [HourlyReading(ON, hour, {pollutant: value}) for hour, value in enumerate(values)]
    return daily_values(readings, CONTEXT)[ON]


@pytest.mark.parametrize("pollutant", ["so2", "no2", "pm10", "pm25", "co"])
def test_a_daily_mean_needs_twenty_hours(pollutant):
    assert day(pollutant, [Decimal(7)] * 20)[pollutant] == 7
    assert day(pollutant, [Decimal(7)] * 19)[pollutant] is None
    assert day(pollutant, [None] * 5 + [Decimal(7)] * 19)[pollutant] is None


def test_ozone_needs_fourteen_windows_of_six_hours():
    # hours 0 to n-1: the windows that end at hours 8 to n+2 hold six values or more
    assert day("o3", [Decimal(100)] * 19)["o3_8h"] == 100
    fewest = next(n for n in range(1, 25) if day("o3", [Decimal(100)] * n)["o3_8h"] is not None)
    assert fewest == 19  # ends 8 … 21, fourteen windows


def test_fewer_windows_count_when_they_exceed_the_limit():
    assert day("o3", [Decimal(161)] * 8)["o3_8h"] == 161
    assert day("o3", [Decimal(160)] * 8)["o3_8h"] is None
    assert day("o3", [Decimal(500)] * 5)["o3_8h"] is None  # no window has six hours


def test_ozone_is_the_greatest_window_of_the_day():
    rising = [Decimal(hour) for hour in range(24)]
    assert day("o3", rising)["o3_8h"] == 20  # mean of 16 … 23 is 19.5, half to even
    assert day("o3", rising[::-1])["o3_8h"] == 20  # the first window, ending at hour 8


def test_means_round_half_to_even():
    assert day("pm25", [Decimal(60), Decimal(61)] * 12)["pm25"] == 60
    assert day("pm25", [Decimal(61), Decimal(62)] * 12)["pm25"] == 62
    assert day("co", [Decimal("1.2"), Decimal("1.3")] * 12)["co"] == Decimal("1.2")


def test_each_day_is_averaged_by_its_own_rules(tmp_path):
    text = (
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "air-averaging"\nid = "day"\n'
        'set = { day_hours = 24 }\nvalid_from = 2016-01-05\nsource = "县文件"\n'
    )
    path = tmp_path / "county.toml"
    path.write_text(text, encoding="utf-8")
    late = date(2016, 1, 5)
    readings = [
        HourlyReading(on, hour, {"pm25": Decimal(7)}) for on in (ON, late) for hour in range(20)
    ]
    found = daily_values(readings, Context(load_rulebook(path), as_of=late))
    assert [found[on]["pm25"] for on in (ON, late)] == [7, None]
    assert daily_values(readings, Context(BOOK, as_of=late))[late]["pm25"] == 7


def test_means_do_not_depend_on_the_callers_context():
    with localcontext() as decimals:
        decimals.prec = 2
        assert day("pm25", [Decimal(101)] * 24)["pm25"] == 101


def test_an_hour_twice_or_of_no_day_is_refused():
    reading = HourlyReading(ON, 3, {"pm25": Decimal(1)})
    with pytest.raises(FieldError, match="hour 3"):
        daily_values([reading, reading], CONTEXT)
    with pytest.raises(FieldError):
        HourlyReading(ON, 24, {})


@pytest.mark.parametrize("value", [Decimal(-999), Decimal("NaN"), 1.5])
def test_what_marks_a_gap_is_no_reading(value):
    with pytest.raises(FieldError):
        HourlyReading(ON, 0, {"pm25": value})


def test_a_misspelled_pollutant_is_not_a_gap():
    with pytest.raises(FieldError, match=r"pm2\.5"):
        daily_values([HourlyReading(ON, 0, {"pm2.5": Decimal(1)})], CONTEXT)


hours = st.lists(st.none() | st.decimals(0, 1000, places=1), min_size=24, max_size=24)


@given(hours)
def test_a_mean_is_the_exact_mean_of_what_is_known_or_not_valid(values):
    known = [Fraction(value) for value in values if value is not None]
    found = day("pm25", values)["pm25"]
    if len(known) < 20:
        assert found is None
    else:
        assert found == round_gbt8170(sum(known) / len(known))
        assert round_gbt8170(min(known)) <= found <= round_gbt8170(max(known))


@given(hours)
def test_ozone_agrees_with_counting_windows_by_hand(values):
    means = []
    for start in range(17):
        window = [Fraction(v) for v in values[start : start + 8] if v is not None]
        if len(window) >= 6:
            means.append(round_gbt8170(sum(window) / len(window)))
    greatest = max(means, default=None)
    valid = greatest is not None and (len(means) >= 14 or greatest > 160)
    assert day("o3", values)["o3_8h"] == (greatest if valid else None)


@given(hours, st.randoms(use_true_random=False))
def test_the_order_of_readings_does_not_matter(values, random):
    readings = [
        HourlyReading(ON, hour, {"pm25": value, "o3": value}) for hour, value in enumerate(values)
    ]
    shuffled = list(readings)
    random.shuffle(shuffled)
    assert daily_values(shuffled, CONTEXT) == daily_values(readings, CONTEXT)


def test_the_countys_file_has_each_station_and_day_once():
    with DAILY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with DAILY.with_name("air_hourly.csv").open(encoding="utf-8", newline="") as file:
        by_hour = {(row["station"], row["day"]) for row in csv.DictReader(file)}
    by_day = {(row["station"], row["day"]) for row in rows}
    assert (len(by_hour), by_hour & by_day) == (3, set())
    assert len(by_hour | by_day) == len(rows) + 3 == 12 * 1096
    stations = sorted({row["station"] for row in rows})
    towns = {station: f"3302991{number:02d}" for number, station in enumerate(stations, start=1)}
    assert all(row["town"] == towns[row["station"]] for row in rows)


@pytest.mark.skipif(
    not HOURLY.exists(), reason="the hourly file of the twelve stations is not here"
)
def test_a_station_month_recomputed_by_hand_agrees_with_the_countys_file():
    station, month = "Dongsi", "2015-11"
    columns = defaultdict(lambda: defaultdict(dict))
    with gzip.open(HOURLY, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["station"] == station and row["time"].startswith(month):
                for pollutant in ("pm25", "pm10", "so2", "no2", "co"):
                    if row[pollutant]:
                        scale = 1000 if pollutant == "co" else 1
                        columns[row["time"][:10]][pollutant][row["time"][11:13]] = (
                            Fraction(row[pollutant]) / scale
                        )
    checked = 0
    with DAILY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["station"] == station and row["day"].startswith(month):
                for pollutant in ("pm25", "pm10", "so2", "no2", "co"):
                    values = columns[row["day"]][pollutant].values()
                    mean = sum(values) / len(values) if len(values) >= 20 else None
                    expected = (
                        ""
                        if mean is None
                        else str(round_gbt8170(mean, 1 if pollutant == "co" else 0))
                    )
                    assert row[pollutant] == expected, (row["day"], pollutant)
                    checked += bool(expected)
    assert checked > 100
