"""A law: whatever becomes of complaints and reports lies within the bounds told before."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from complaint_world import TOWN, at, complaint, move, report, view
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.assessment import FactTables, compile_assessment
from qualitygov.complaint import (
    NEXT,
    ComplaintMoveKind,
    ComplaintState,
    RefusalGround,
    complaint_facts,
    report_facts,
    satisfaction_facts,
)
from qualitygov.core.period import Period

M, S = ComplaintMoveKind, ComplaintState
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
CUT_OFF = date(2017, 3, 1)
PLAN = compile_assessment(at("2016-12-31"))
HANDLING, SATISFACTION = (
    PLAN.indicators[name] for name in ("complaint-handling", "complaint-satisfaction")
)


@st.composite
def complaints(draw):
    """A complaint of the year with any legal moves up to some days after the cut-off."""
    registered = date(2016, 1, 4) + timedelta(days=draw(st.integers(0, 360)))
    state, day, moves = S.REGISTERED, registered, []
    for _ in range(draw(st.integers(0, 9))):
        legal = sorted(NEXT[state], key=lambda kind: kind.value)
        if not legal:
            break
        kind = draw(st.sampled_from(legal))
        day += timedelta(days=draw(st.integers(0, 80)))
        moves.append(move(kind, day, RefusalGround.HANDLED if kind is M.REFUSED else None))
        state = NEXT[state][kind]
    answer = draw(st.none() | st.integers(1, 5))
    asked = draw(st.none() | st.dates(registered, date(2017, 3, 20)))
    return complaint(
        *moves,
        registered=registered,
        name=f"T{draw(st.integers(0, 10**9))}",
        satisfaction=answer,
        asked_on=asked if answer is not None else None,
    )


@st.composite
def reports(draw):
    """A report of the year, checked and answered on any days."""
    received = date(2016, 1, 4) + timedelta(days=draw(st.integers(0, 360)))
    decided = draw(st.none() | st.dates(received, date(2017, 4, 1)))
    told = None if decided is None else draw(st.none() | st.dates(decided, date(2017, 4, 1)))
    extended = draw(st.none() | st.dates(received, decided or date(2017, 4, 1)))
    named = draw(st.booleans())
    return report(
        id=f"J{draw(st.integers(0, 10**9))}",
        received_on=received,
        named=named,
        decided_on=decided,
        told_on=told if named else None,
        extended_on=extended,
    )


DAYS = st.lists(st.dates(date(2016, 12, 31), CUT_OFF), min_size=1, max_size=4).map(
    lambda days: [*sorted(days), CUT_OFF]
)


def nested(indicator, name, make, county, days):
    measured = []
    for day in days:
        context = at(day, known_at=CUT_OFF)
        facts = FactTables.of({name: make(county, context)})
        measured.append(indicator.measure(facts, TOWN, YEAR))
    for earlier, later in itertools.pairwise(measured):
        if earlier.due == 0:
            assert later.due == 0
        elif later.due:
            assert earlier.lowest <= later.lowest <= later.highest <= earlier.highest
    return measured


@pytest.mark.clause("3.1.4.a")
@settings(max_examples=300, deadline=None)
@given(st.lists(complaints(), min_size=1, max_size=4, unique_by=lambda one: one.id), DAYS)
def test_whatever_becomes_of_complaints_lies_within_their_bounds(drawn, days):
    county = view(complaints=drawn)
    nested(HANDLING, "complaint", complaint_facts, county, days)
    nested(SATISFACTION, "complainant", satisfaction_facts, county, days)


@settings(max_examples=200, deadline=None)
@given(st.lists(reports(), min_size=1, max_size=4, unique_by=lambda one: one.id), DAYS)
def test_whatever_becomes_of_reports_lies_within_their_bounds(drawn, days):
    nested(HANDLING, "complaint", report_facts, view(reports=drawn), days)


def test_the_bounds_of_one_that_still_runs():
    """Accepted in December; handled and told in time, or not at all."""
    one = complaint(move(M.ACCEPTED, date(2016, 12, 22)), registered=date(2016, 12, 20))
    (found,) = nested(HANDLING, "complaint", complaint_facts, view(complaints=[one]), [YEAR.last])
    assert (found.numerator, found.denominator, found.due) == (1, 1, 3)
    assert (str(found.lowest), str(found.highest)) == ("1/3", "3/3")
