"""The year is the same whenever it is asked: laws over the facts of five subjects."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualitygov import complaint, engineering, equipment, inspection, safety, supervision
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.knowledge import as_known
from qualitygov.errors import QualityGovError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.strategies import entities
from qualitygov.subject import Duty, Standing
from small_county import view_of

SUBJECTS = [
    one.SUBJECT for one in (complaint, engineering, equipment, inspection, safety, supervision)
]
SPECS = {spec.name: spec for subject in SUBJECTS for spec in subject.facts}
BOOK, WEEK = load_rulebook("strong-town"), WeekdayCalendar()
CUTOFF = date(2017, 3, 1)
BY_STANDING = {standing.value for standing in Standing}

every_fact = pytest.mark.parametrize(
    "name", sorted(name for name in SPECS if name != "visit-due")
)  # visits due need standings, and have a test of their own


def year(as_of=CUTOFF, known_at=CUTOFF):
    return Context.of_year(BOOK, 2016, as_of=as_of, known_at=known_at, calendar=WEEK)


@st.composite
def rows(draw, spec):
    """One row for each table that the facts rest on, as the book knows it."""
    found = {}
    for table in spec.rests_on:
        row = draw(entities(table.entity))
        if isinstance(row, safety.Hazard):
            row = attrs.evolve(row, grade="general")
        if isinstance(row, complaint.Complaint):
            assume(not row.problems(year()))
        found[table.name] = [row]
    return found


def facts(name, given_rows, context):
    view = view_of(*SUBJECTS, **given_rows)
    try:
        made = view.facts(name, context.settled)
    except QualityGovError:  # a row that the checks refuse at reading
        assume(condition=False)
    return [row for row in made if row.on in context.period]


@every_fact
@settings(max_examples=60, deadline=None)
@given(data=st.data(), later=st.integers(1, 900))
def test_a_year_asked_later_with_the_same_knowledge_is_the_same(name, data, later):
    given_rows = data.draw(rows(SPECS[name]))
    first = facts(name, given_rows, year())
    assert facts(name, given_rows, year(CUTOFF + timedelta(days=later))) == first


@every_fact
@settings(max_examples=60, deadline=None)
@given(data=st.data(), known_at=st.dates(date(2015, 1, 1), date(2018, 1, 1)))
def test_only_what_was_known_counts(name, data, known_at):
    given_rows = data.draw(rows(SPECS[name]))
    cut = {
        table: [seen for row in found if (seen := as_known(row, known_at)) is not None]
        for table, found in given_rows.items()
    }
    assert facts(name, given_rows, year(known_at=known_at)) == facts(
        name, cut, year(known_at=known_at)
    )


@every_fact
@settings(max_examples=60, deadline=None)
@given(data=st.data(), as_of=st.dates(date(2016, 1, 1), date(2017, 3, 1)))
def test_a_row_about_a_duty_says_which_how_and_until_when(name, data, as_of):
    context = year(as_of, as_of)
    rules = BOOK.at(date(2016, 12, 31)).entries(DutyRule)
    for row in facts(name, data.draw(rows(SPECS[name])), context):
        if not isinstance(row, Duty):
            assert name in ("accident", "visit")  # what was counted, not what was due
            continue
        assert row.duty in rules
        assert row.standing in BY_STANDING
        assert row.settles_on is None or row.standing == "open"
        assert row.settles_on is None or row.settles_on >= min(as_of, context.judged.as_of)


@every_fact
def test_facts_say_on_which_tables_they_rest(name):
    tables = {table.name for subject in SUBJECTS for table in subject.tables}
    assert SPECS[name].rests_on
    assert {table.name for table in SPECS[name].rests_on} <= tables
