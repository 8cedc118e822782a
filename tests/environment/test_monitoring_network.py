"""The network as a whole: months of stations, readings and samples, and what is lacking of them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from qualitygov.environment import (
    SUBJECT,
    AirDay,
    AirStation,
    NoisePoint,
    WaterKind,
    WaterSource,
    monitoring_lacking,
    network_facts,
    station_facts,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from signed_book import signed_book
from small_county import view_of

pytestmark = pytest.mark.clause("2.2.5.a")
PLAIN, SIGNED = load_rulebook("strong-town"), signed_book()
TOWN, DAY = "330299101", timedelta(days=1)
USED = date(2016, 1, 1)
NEEDED = 27
"""Valid days that a month needs; 25 in February."""


def at(as_of=date(2017, 3, 1), book=SIGNED):
    return Context.of_year(book, 2016, as_of=as_of)


def days(count, month=1):
    values = dict.fromkeys(("pm25", "pm10", "so2", "no2", "co", "o3_8h"), Decimal(1))
    first = date(2016, month, 1)
    return [AirDay(town=TOWN, station="S", day=first + n * DAY, **values) for n in range(count)]


STATION = AirStation(id="S", town=TOWN, in_use_from=USED)
POINT = NoisePoint(id="1号点", town=TOWN, zone="2", in_use_from=USED)
SOURCE = WaterSource(
    id="水库", town=TOWN, level="county", kind=WaterKind.RIVER, in_use_from=date(2016, 1, 1)
)


def standings(context=None, **rows):
    found = network_facts(view_of(SUBJECT, **rows), context or at())
    return Counter((fact.duty, fact.standing) for fact in found)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "missing"), (NEEDED - 1, "failed"), (NEEDED, "done"), (31, "done")]
)
def test_a_month_of_a_station_needs_its_valid_days(count, said):
    view = view_of(SUBJECT, air_stations=[STATION], air_days=days(count))
    found = {fact.id: fact.standing for fact in network_facts(view, at())}
    assert found[f"{TOWN}/S/2016-01"] == said


@pytest.mark.parametrize(
    ("as_of", "said"),
    [(date(2016, 1, 4), "open"), (date(2016, 1, 5), "missing"), (date(2016, 1, 31), "missing")],
)
def test_a_month_is_open_while_it_still_can_have_them(as_of, said):
    view = view_of(SUBJECT, air_stations=[STATION])
    found = {fact.id: fact.standing for fact in network_facts(view, at(as_of))}
    assert found[f"{TOWN}/S/2016-01"] == said


def test_what_nobody_verified_costs_nobody_anything():
    plain = standings(at(book=PLAIN), air_stations=[STATION], air_days=days(31))
    assert plain == {("air-month", "done"): 1, ("air-month", "excused"): 11}
    years = station_facts(view_of(SUBJECT, air_stations=[STATION]), at(book=PLAIN))
    assert {fact.standing for fact in years} == {"excused"}


def test_the_network_is_air_noise_and_water_together():
    found = standings(air_stations=[STATION], noise_points=[POINT], water_sources=[SOURCE])
    assert found == {
        ("air-month", "missing"): 12,
        ("noise-reading", "missing"): 8,
        ("water-sample", "missing"): 12,
    }


def test_the_worklist_names_what_is_lacking_by_day():
    view = view_of(SUBJECT, noise_points=[POINT], air_stations=[STATION])
    found = monitoring_lacking(view, at())
    assert [fact.by for fact in found] == sorted(fact.by for fact in found)
    assert Counter(fact.duty for fact in found) == {"air-month": 12, "noise-reading": 8}
    rows = list(SUBJECT.sections[0].rows(view, at()))
    assert len(rows) == 20
    assert {row[1].en for row in rows} == {
        "valid days of an air station in a month", "reading at a point of the noise network",
    }  # fmt: skip
