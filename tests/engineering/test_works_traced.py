"""Tracing works: each part of a finished project names who built, supervised and supplied it."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.schema import schema_for
from qualitygov.engineering import (
    SUBJECT,
    EngineeringProject,
    Outside,
    WorksPart,
    part_problems,
    untraced,
    works_trace,
    works_trace_facts,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from small_county import view_of

pytestmark = pytest.mark.clause("3.3.1.g")
BOOK, DAY = load_rulebook("strong-town"), timedelta(days=1)
TOWN, UNIT, OTHER = "330299101", "91330299MA2837B62L", "913302990000000019"
DONE, BY = date(2016, 6, 1), date(2016, 7, 1)
PARTS = ("foundation", "roof", "structure")


def at(as_of=date(2017, 3, 1), **more):
    return Context.of_year(BOOK, 2016, as_of=as_of, **more)


def project(**more):
    given_ = {"completed_on": DONE, **more}
    return EngineeringProject(
        id="P1", name="某工程", town=TOWN, subject=UNIT, known_on=date(2016, 1, 4), document="文",
        **given_,
    )  # fmt: skip


def part(name="roof", on=BY, **more):
    given_ = {"builder": UNIT, "supplier": OTHER, "id": f"B-{name}", **more}
    return WorksPart(project="P1", town=TOWN, part=name, recorded_on=on, **given_)


def standings(*parts, context=None, works=None):
    view = view_of(SUBJECT, projects=[works or project()], works_parts=parts)
    return {one.part: one.standing for one in works_trace_facts(view, context or at())}


@pytest.mark.parametrize(("on", "said"), [(BY - DAY, "done"), (BY, "done"), (BY + DAY, "late")])
def test_recorded_a_day_before_on_and_after_the_thirtieth(on, said):
    found = standings(*(part(name, on) for name in PARTS))
    assert found == dict.fromkeys(PARTS, said)


@pytest.mark.parametrize(
    ("as_of", "said"), [(BY - DAY, "open"), (BY, "open"), (BY + DAY, "missing")]
)
def test_not_recorded(as_of, said):
    assert standings(context=at(as_of)) == dict.fromkeys(PARTS, said)


@pytest.mark.parametrize("lacks", ["builder", "supplier"])
def test_a_part_that_does_not_name_somebody_is_failed(lacks):
    assert standings(part(**{lacks: None}))["roof"] == "failed"


def test_a_supervisor_is_asked_where_the_project_has_one():
    assert standings(part())["roof"] == "done"
    supervised = project(supervisor=OTHER)
    assert standings(part(), works=supervised)["roof"] == "failed"
    assert standings(part(supervisor=OTHER), works=supervised)["roof"] == "done"


def test_the_most_complete_record_counts_and_of_those_the_first():
    first = part(on=BY - 5 * DAY, supplier=None, id="B1")
    assert standings(first, part(on=BY, id="B2"))["roof"] == "done"
    assert standings(part(on=BY + DAY, id="B2"), part(on=BY, id="B3"))["roof"] == "done"


def test_works_that_run_and_works_outside_the_law_are_not_asked():
    assert standings(works=project(completed_on=None)) == {}
    outside = project(outside=Outside.EMERGENCY)
    assert standings(works=outside) == dict.fromkeys(PARTS, "excused")


def test_what_was_not_known_is_not_there():
    late = part(known_on=date(2017, 4, 10))
    assert standings(late, context=at(known_at="2017-03-01"))["roof"] == "missing"


def test_the_gaps_are_named():
    found = works_trace(project(), at(), parts=[part(supplier=None), part("structure")])
    assert [one.say("en") for one in found if not one.complete] == [
        "P1 foundation: not recorded",
        "P1 roof and waterproofing: no supplier named",
    ]
    view = view_of(SUBJECT, projects=[project()], works_parts=[part("structure")])
    assert [one.part for one in untraced(view, at())] == ["foundation", "roof"]
    assert [p.path for p in part_problems(part("cellar"), at())] == ["part"]
    assert not list(part_problems(part(), at()))


@given(st.lists(st.sampled_from(PARTS), max_size=5), st.integers(0, 5))
def test_taking_records_away_never_helps(names, left):
    rows = [attrs.evolve(part(name), id=f"B{n}") for n, name in enumerate(names)]
    whole, fewer = standings(*rows), standings(*rows[:left])
    assert all(whole[name] == "done" for name in PARTS if fewer[name] == "done")


@given(entities(WorksPart))
def test_a_row_travels(one):
    schema = schema_for(WorksPart)()
    assert schema.load(schema.dump(one)) == one
