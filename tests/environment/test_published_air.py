"""Real air: the national publication row by row, and the good days of Beijing by the standard.

Nothing here is tuned: what differs is named, with the reason.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qualitygov.environment import (
    SUBJECT,
    AirHour,
    air_facts,
    air_quality_index,
    good_day_rate,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text

pytestmark = pytest.mark.clause("2.2.5.c")

DATA = Path(__file__).parents[3] / "shared" / "data"
NATIONAL, BEIJING = (DATA / name / "hourly.csv.gz" for name in ("national_air", "beijing_air"))
BOOK = load_rulebook("strong-town")
COLUMNS = {"pm25": "pm25", "pm10": "pm10", "so2": "so2", "no2": "no2", "co": "co", "o3": "o3_1h"}
WITHOUT_PM10 = {
    ("20200405", "23", "岱山公园"),
    ("20200406", "00", "岱山公园"),
    ("20200413", "08", "安居小区"),
    ("20200413", "10", "安居小区"),
    ("20200413", "11", "安居小区"),
}
"""Rows whose PM10 is missing from the collection: index 500, and both PM were published."""


def read(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.mark.skipif(not NATIONAL.exists(), reason="the national publication is not here")
def test_every_published_index_level_and_primary_pollutant_comes_out():
    rules, rows, primaries = {}, 0, set()
    for row in read(NATIONAL):
        day = row["date"]
        if day not in rules:
            rules[day] = BOOK.at(date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}"))
        values = {name: row[column] or None for name, column in COLUMNS.items()}
        found = air_quality_index(values, rules[day], averaging="hourly")
        named = (day, row["hour"].zfill(2), row["station"])
        assert (found.aqi, found.label.zh) == (int(row["aqi"]), row["level"]), named
        published = {"o3" if one.startswith("o3") else one for one in row["primary"].split()}
        if set(found.primary) != published:
            primaries.add(named)
        rows += 1
    assert rows == 45_000
    assert primaries == WITHOUT_PM10


def hours_of_beijing():
    for row in read(BEIJING):
        if "2014" <= row["time"][:4] <= "2016":
            values = {name: Decimal(row[name]) for name in ("pm25", "pm10", "so2", "no2", "o3")
                      if row[name]}  # fmt: skip
            if row["co"]:
                values["co"] = Decimal(row["co"]) / 1000
            yield AirHour(
                town="330299101",
                station=row["station"],
                day=date.fromisoformat(row["time"][:10]),
                hour=int(row["time"][11:13]),
                **values,
            )


@pytest.mark.skipif(
    not BEIJING.exists(), reason="the hourly file of the twelve stations is not here"
)
def test_the_good_days_of_beijing_by_the_standard():
    county = CountyView(
        CountyData(
            id="330299",
            name=Text("试县", "Test County"),
            subjects=(SUBJECT,),
            air_hours=hours_of_beijing(),
        )
    )
    context = Context(BOOK, as_of="2016-12-31")
    years = defaultdict(list)
    for fact in air_facts(county, context):
        years[fact.on.year].append(fact)
    rates = {year: good_day_rate(facts) for year, facts in years.items()}
    assert {year: rate.numerator for year, rate in rates.items()} == {
        2014: 169, 2015: 188, 2016: 198,
    }  # fmt: skip
    assert {year: rate.denominator for year, rate in rates.items()} == {
        2014: 360, 2015: 363, 2016: 364,
    }  # fmt: skip
