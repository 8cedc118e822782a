"""Screening for hazards: statistics of enterprises, rounds of areas, what they found registered."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.schema import schema_for
from qualitygov.enterprise import SUBJECT as ENTERPRISE
from qualitygov.enterprise import Enterprise
from qualitygov.errors import FieldError
from qualitygov.governance import SUBJECT as GOVERNANCE
from qualitygov.governance import GovernanceUnit, UnitType
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.safety import (
    SUBJECT,
    Hazard,
    HazardScreening,
    ScreenedUnit,
    screening_facts,
    unregistered,
)
from qualitygov.strategies import entities
from qualitygov.subject import duty_facts
from signed_book import signed_book
from small_county import view_of

pytestmark = pytest.mark.clause("3.1.3.g", "3.1.3.h")
BOOK, SIGNED = load_rulebook("strong-town"), signed_book()
END, CUT_OFF, DAY = date(2016, 12, 31), date(2017, 3, 1), timedelta(days=1)
Q3 = date(2016, 9, 30)
TOWN, UNIT, AREA = "330299101", "91330299MA2837B62L", "U016"


def at(as_of=CUT_OFF, book=SIGNED, **more):
    return Context.of_year(book, 2016, as_of=as_of, calendar=WeekdayCalendar(), **more)


def screening(kind="area", end=Q3, reported=Q3, **more):
    given_ = {"unit": AREA if kind == "area" else UNIT, "held_on": end - 20 * DAY, **more}
    return HazardScreening(
        id=f"{kind}-{end}",
        town=TOWN,
        kind=kind,
        covers_to=end,
        reported_on=reported,
        document="排查1号",
        **given_,
    )


def hazard(name, of="area-2016-09-30", **more):
    return Hazard(
        id=name,
        subject=UNIT,
        town=TOWN,
        matter="消防通道堵塞",
        grade="general",
        found_on=Q3 - 20 * DAY,
        document="隐患1号",
        screening=of,
        **more,
    )


def view(*rows, key=True, hazards=()):
    firm = Enterprise(code=UNIT, name="某厂", town=TOWN, key_enterprise=key)
    area = GovernanceUnit(
        id=AREA,
        town=TOWN,
        name="东片",
        kind=UnitType.AREA,
        since=date(2014, 1, 6),
        role="cooperates",
    )
    return view_of(
        SUBJECT,
        ENTERPRISE,
        GOVERNANCE,
        screenings=rows,
        hazards=hazards,
        enterprises=[firm],
        units=[area],
    )


def standing(duty, end, *rows, context=None, **more):
    found = {(row.duty, row.on): row for row in duty_facts(view(*rows, **more), context or at())}
    return found[duty, end].standing


@pytest.mark.parametrize(
    ("duty", "kind", "end", "by"),
    [
        ("self-screening", "self-quarter", Q3, date(2016, 10, 17)),  # the 15th is a Saturday
        ("self-screening", "self-quarter", END, date(2017, 1, 16)),
        ("self-screening-year", "self-year", END, date(2017, 1, 31)),
        ("area-round", "area", Q3, date(2016, 10, 10)),
    ],
)
def test_a_report_a_day_before_on_and_after_its_day(duty, kind, end, by):
    for day, said in ((by - DAY, "done"), (by, "done"), (by + DAY, "late")):
        assert standing(duty, end, screening(kind, end, day)) == said
    for day, said in ((by - DAY, "open"), (by, "open"), (by + DAY, "missing")):
        assert standing(duty, end, context=at(day)) == said


def test_a_round_that_was_never_reported_was_not_done():
    assert standing("area-round", Q3, screening(reported=None)) == "missing"


def test_one_round_stands_for_one_quarter():
    rows = [screening(end=date(2016, 6, 30), reported=date(2016, 9, 30))]
    assert standing("area-round", date(2016, 6, 30), *rows) == "late"
    assert standing("area-round", Q3, *rows) == "missing"


@pytest.mark.parametrize(
    ("visited", "said"),
    [(Q3 - DAY, "done"), (Q3, "done"), (Q3 + DAY, "late"), (None, "missing")],
)
def test_each_key_unit_is_visited_in_each_quarter(visited, said):
    seen = () if visited is None else (ScreenedUnit(unit=UNIT, visited_on=visited),)
    assert standing("key-unit-round", Q3, screening(visited=seen)) == said


def test_only_a_round_of_an_area_visits_and_only_key_units_are_asked():
    seen = (ScreenedUnit(unit=UNIT, visited_on=Q3),)
    own = screening("self-quarter", visited=seen)
    assert standing("key-unit-round", Q3, own) == "missing"
    asked = {row.duty for row in duty_facts(view(key=False), at())}
    assert not asked & {"key-unit-round", "self-screening", "self-screening-year"}


def test_what_nobody_verified_costs_nothing():
    assert standing("self-screening", Q3, context=at(book=BOOK)) == "excused"
    assert standing("self-screening-year", END, context=at(book=BOOK)) == "excused"
    assert standing("area-round", Q3, context=at(book=BOOK)) == "missing"


BY = date(2016, 10, 5)
"""Three working days after the report."""


@pytest.mark.parametrize(
    ("as_of", "said"),
    [(BY - DAY, "open"), (BY, "open"), (BY + DAY, "missing"), (CUT_OFF, "missing")],
)
def test_what_a_round_found_is_registered(as_of, said):
    rows = view(screening(found=2), hazards=[hazard("Y1"), hazard("Y2", of="other")])
    (fact,) = screening_facts(rows, at(as_of))
    assert (fact.standing, fact.found, fact.registered, fact.by) == (said, 2, 1, BY)
    (lacking,) = unregistered(rows, at(as_of))
    assert lacking.say("zh") == "area-2016-09-30：发现 2 项，登记 1 项"
    whole = view(screening(found=2), hazards=[hazard("Y1"), hazard("Y2")])
    (fact,) = screening_facts(whole, at(as_of))
    assert fact.standing == "done"
    assert unregistered(whole, at(as_of)) == ()


def test_a_round_that_found_nothing_owes_nothing():
    assert screening_facts(view(screening()), at()) == ()


def test_what_became_known_later_is_not_there():
    late = screening(found=1, known_on=date(2017, 4, 10))
    assert standing("area-round", Q3, late) == "missing"
    assert screening_facts(view(late), at()) == ()
    hidden = hazard("Y1", known_on=date(2017, 4, 10))
    (fact,) = screening_facts(view(screening(found=1), hazards=[hidden]), at())
    assert fact.standing == "missing"


@given(st.lists(st.integers(0, 3), max_size=6), st.integers(0, 12), st.integers(0, 6))
def test_taking_hazards_away_never_helps(counts, filed, gone):
    rounds = [attrs.evolve(screening(found=n), id=f"P{at}")
              for at, n in enumerate(counts)]  # fmt: skip
    hazards = [hazard(f"Y{n}", of=f"P{n % 6}") for n in range(filed)]

    def done(rows):
        return {
            f.id for f in screening_facts(view(*rounds, hazards=rows), at()) if f.standing == "done"
        }

    assert done(hazards[gone:]) <= done(hazards)


def test_a_number_without_a_report_is_refused():
    with pytest.raises(FieldError):
        screening(reported=None, found=1)
    with pytest.raises(FieldError):
        screening(reported=Q3 - 21 * DAY)


@given(entities(HazardScreening))
def test_a_row_travels(one):
    schema = schema_for(HazardScreening)()
    assert schema.load(schema.dump(one)) == one
