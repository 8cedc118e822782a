"""Tracing discharges: each outlet in use has a permit in force and a reading each quarter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.schema import schema_for
from qualitygov.environment import (
    SUBJECT,
    Medium,
    Outlet,
    OutletReading,
    discharge_facts,
    untraced_outlets,
)
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from small_county import view_of

pytestmark = pytest.mark.clause("3.3.1.g")
BOOK, DAY = load_rulebook("strong-town"), timedelta(days=1)
TOWN, UNIT = "330299101", "91330299MA2837B62L"
FIRST, LAST = date(2016, 7, 1), date(2016, 9, 30)


def at(as_of=date(2017, 3, 1), **more):
    return Context.of_year(BOOK, 2016, as_of=as_of, **more)


def outlet(*days, **more):
    given_ = {
        "in_use_from": date(2015, 1, 1), "permit": "浙P1", "permit_from": date(2015, 1, 1), **more,
    }  # fmt: skip
    readings = tuple(OutletReading(measured_on=day, document="报告") for day in days)
    return Outlet(
        id="PW1", holder=UNIT, town=TOWN, medium=Medium.WATER, readings=readings, **given_
    )


def standings(*rows, context=None):
    found = discharge_facts(view_of(SUBJECT, outlets=rows), context or at())
    return {one.id.partition("/")[2]: one.standing for one in found}


@pytest.mark.parametrize(
    ("day", "said"),
    [(FIRST - DAY, "missing"), (FIRST, "done"), (LAST, "done"), (LAST + DAY, "missing")],
)
def test_a_reading_counts_in_its_quarter(day, said):
    assert standings(outlet(day))["2016Q3"] == said


@pytest.mark.parametrize(
    ("as_of", "said"), [(LAST - DAY, "open"), (LAST, "open"), (LAST + DAY, "missing")]
)
def test_without_a_reading_the_quarter_is_open_until_its_end(as_of, said):
    assert standings(outlet(), context=at(as_of))["2016Q3"] == said


@pytest.mark.parametrize(
    ("permit", "said"),
    [
        ({"permit_to": FIRST}, "done"), ({"permit_to": FIRST - DAY}, "failed"),
        ({"permit_from": FIRST}, "done"), ({"permit_from": FIRST + DAY}, "failed"),
        ({"permit": None, "permit_from": None}, "failed"),
    ],
)  # fmt: skip
def test_a_reading_without_a_permit_in_force_is_failed(permit, said):
    assert standings(outlet(FIRST, **permit))["2016Q3"] == said


def test_one_reading_under_the_permit_is_enough():
    one = outlet(FIRST, LAST, permit_from=LAST)
    assert standings(one)["2016Q3"] == "done"


def test_only_whole_quarters_of_use_are_asked():
    used = outlet(in_use_from=date(2016, 4, 2), in_use_to=date(2016, 12, 30))
    assert list(standings(used)) == ["2016Q3"]
    assert list(standings(outlet(in_use_from=date(2016, 4, 1), in_use_to=date(2016, 12, 31)))) == [
        "2016Q2", "2016Q3", "2016Q4",
    ]  # fmt: skip


def test_what_was_not_known_is_not_there():
    reading = OutletReading(measured_on=FIRST, document="报告", known_on=date(2017, 4, 10))
    late = Outlet(
        id="PW1", holder=UNIT, town=TOWN, medium="water", in_use_from=date(2016, 1, 1),
        permit="浙P1", permit_from=date(2015, 1, 1), readings=(reading,),
    )  # fmt: skip
    said = [
        standings(late, context=at(known_at=day))["2016Q3"] for day in ("2017-04-09", "2017-04-10")
    ]
    assert said == ["missing", "done"]


def test_the_worklist_names_the_gaps_by_day():
    view = view_of(SUBJECT, outlets=[outlet(FIRST)])
    assert [one.id for one in untraced_outlets(view, at())] == [
        "PW1/2016Q1", "PW1/2016Q2", "PW1/2016Q4",
    ]  # fmt: skip


def test_a_permit_has_a_number_and_a_first_day():
    for wrong in ({"permit": None}, {"permit_from": None}, {"permit_to": date(2014, 1, 1)}):
        with pytest.raises(FieldError):
            outlet(**wrong)


@given(st.lists(st.dates(FIRST - 99 * DAY, LAST + 99 * DAY), max_size=6), st.integers(0, 6))
def test_taking_readings_away_never_helps(days, left):
    whole, fewer = standings(outlet(*days)), standings(outlet(*days[:left]))
    assert all(whole[name] == "done" for name, said in fewer.items() if said == "done")


@given(entities(Outlet))
def test_a_row_travels(one):
    schema = schema_for(Outlet)()
    assert schema.load(schema.dump(one)) == one
