"""The law of silence for moves: who leaves the end of a test or the result away gains nothing."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from complaint_world import TOWN, UNIT, at, complaint, move, view
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import Context, CountyData, Enterprise, Text, Town, assess_county, load_rulebook
from qualitygov.complaint import ComplaintMoveKind, complaint_facts
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.period import Period
from qualitygov.returns import prefilled

pytestmark = pytest.mark.clause("3.1.4.a")
M = ComplaintMoveKind
CUT_OFF = date(2017, 3, 1)
REGISTERED = date(2016, 9, 1)
BEGUN = (
    move(M.ACCEPTED, date(2016, 9, 5)),
    move(M.INVESTIGATED, date(2016, 9, 6)),
    move(M.TEST_BEGUN, date(2016, 10, 1)),
)
LATE = (
    *BEGUN,
    move(M.TEST_ENDED, date(2016, 10, 31)),
    move(M.UPHELD, date(2016, 12, 7)),
    move(M.TOLD, date(2016, 12, 8)),
)
GOOD = (
    *BEGUN[:2],
    move(M.NOT_UPHELD, date(2016, 9, 12)),
    move(M.TOLD, date(2016, 9, 13)),
)


def standings(*moves, as_of=CUT_OFF):
    one = complaint(*moves, registered=REGISTERED)
    facts = complaint_facts(view(complaints=[one]), at(as_of))
    return {fact.duty.removeprefix("complaint-"): fact.standing for fact in facts}


def test_a_test_whose_end_is_left_away_is_missing_by_the_cut_off():
    """Due on 2016-11-04 without the test; sixty days more are over on 2017-01-03."""
    assert standings(*LATE) == {"accept": "done", "handle": "late", "tell": "done"}
    assert standings(*BEGUN) == {"accept": "done", "handle": "missing", "tell": "missing"}
    assert standings(*BEGUN, as_of=date(2016, 11, 30))["handle"] == "open"  # the sixtieth day
    assert standings(*BEGUN, as_of=date(2017, 1, 3))["handle"] == "open"
    assert standings(*BEGUN, as_of=date(2017, 1, 4))["handle"] == "missing"


GAPS = st.integers(0, 50)


@st.composite
def courses(draw):
    """A complaint with tests and mediations, all begun sixty days before the cut-off or earlier."""
    day, moves = REGISTERED, []

    def step(kind):
        nonlocal day
        day += timedelta(days=draw(GAPS))
        moves.append(move(kind, day))

    step(M.ACCEPTED)
    step(M.INVESTIGATED)
    for _ in range(draw(st.integers(0, 2))):
        step(M.TEST_BEGUN)
        step(M.TEST_ENDED)
    if draw(st.booleans()):
        step(M.MEDIATION_BEGUN)
        step(draw(st.sampled_from([M.MEDIATED, M.MEDIATION_ENDED])))
    else:
        step(draw(st.sampled_from([M.UPHELD, M.NOT_UPHELD])))
    step(M.TOLD)
    return tuple(moves)


STOPS = (M.TEST_BEGUN, M.MEDIATION_BEGUN)


@given(courses(), st.data())
def test_who_leaves_the_last_moves_away_gains_nothing(moves, data):
    """Law: neither what is done, nor what may still be, grows by silence."""
    as_of = max(CUT_OFF, moves[-1].day)
    kept = moves[: data.draw(st.integers(0, len(moves)))]
    stopped = [one.day for one in moves if one.kind in STOPS]
    as_of = max([as_of, *(day + timedelta(days=61) for day in stopped)])
    whole, less = (list(standings(*some, as_of=as_of).values()) for some in (moves, kept))
    for counted in (("done",), ("done", "open")):
        assert sum(one in counted for one in less) <= sum(one in counted for one in whole)
    assert len(less) == len(whole) == 3


# the county


def county(*complaints, returns=()):
    towns = [Town(code=TOWN, name=Text("甲", "A"), parent="330299")]
    firm = Enterprise(code=UNIT, name="某厂", town=TOWN)
    return CountyData(
        id="330299", name=Text("县", "county"), towns=towns, enterprises=[firm],
        complaints=complaints, returns=returns,
    )  # fmt: skip


def quarters():
    for month in (1, 4, 7, 10):
        after = date(2016, month + 3, 1) if month < 10 else date(2017, 1, 1)
        yield Period(date(2016, month, 1), after - timedelta(days=1))


def test_a_town_that_hides_the_end_of_ten_tests_gains_nothing():
    book, calendar = load_rulebook("strong-town"), OfficialCalendar()
    context = Context.of_year(book, 2016, calendar=calendar)

    def complaints(late):
        return [
            attrs.evolve(complaint(*moves, registered=REGISTERED), id=f"{name}{at}")
            for name, moves in (("T", late), ("G", GOOD))
            for at in range(10)
        ]

    whole = county(*complaints(LATE))
    returns = [
        one
        for part in quarters()
        for one in prefilled(whole, context, part, filed_on=part.last + timedelta(days=5))
    ]

    def told(late):
        data = county(*complaints(late), returns=returns)
        town = assess_county(data, context, profile="full").town(TOWN)
        return town, town.targets["complaint-handling"]

    (full, honest), (less, silent) = told(LATE), told(BEGUN)
    assert (honest.measured.numerator, honest.measured.denominator) == (50, 60)
    assert silent.measured.reported.gone == 60  # each of 30 moves may have begun two stages
    assert (silent.measured.numerator, silent.measured.denominator) == (40 - 30, 60 + 60)
    assert silent.verdict is honest.verdict
    for part in ("lowest", "score", "highest"):
        assert getattr(less, part) <= getattr(full, part)
