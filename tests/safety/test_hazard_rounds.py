"""Hazards round by round: time runs from the order, and a second round can be recorded."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safety_world import BOOK, END, TOWN, UNIT, WEEK, at, view

from qualitygov.credit.derive import records_from
from qualitygov.errors import FieldError
from qualitygov.rulebook.context import Context
from qualitygov.safety import (
    Hazard,
    HazardRound,
    HazardStage,
    hazard_events,
    hazard_facts,
    hazard_removal_facts,
    hazard_state,
)

pytestmark = pytest.mark.clause("3.1.3.g", "3.4.3.a")
FOUND, DAY = date(2016, 3, 1), timedelta(days=1)


def hazard(**more):
    values = {"id": "Y1", "grade": "general", "found_on": FOUND, **more}
    return Hazard(subject=UNIT, town=TOWN, matter="通道堵塞", document="隐患1号", **values)


FAILED = {
    "ordered_on": date(2016, 3, 2),
    "rectified_on": date(2016, 3, 10),
    "rechecked_on": date(2016, 3, 15),
}


def again(**more):
    return HazardRound(**{"ordered_on": date(2016, 3, 16), **more})


def removal(one, as_of=END):
    """Whether it was removed in time, for the town, and the duty that decides it."""
    [row] = hazard_removal_facts(view(hazards=[one]), at(as_of))
    assert (row.settles_on is None) == (row.standing != "open")
    return row.standing, row.step


def rows(one, as_of=END, **more):
    facts = hazard_facts(view(hazards=[one]), at(as_of, **more))
    return {f.id.removeprefix("Y1/"): (f.standing, f.by) for f in facts}


@pytest.mark.parametrize("as_of", [FOUND, date(2016, 3, 4), date(2016, 3, 5), END])
def test_nobody_is_overdue_before_anybody_ordered(as_of):
    one, context = hazard(), at(as_of)
    state = hazard_state(one, context)
    assert (state.stage, state.overdue, state.rectify_by.day) == (HazardStage.FOUND, False, None)
    assert state.rectify_by.reason.en == "not ordered yet"
    # the order itself is the finder's duty: three working days
    by = date(2016, 3, 4)
    ordered = ("missing" if as_of > by else "open", by)
    assert rows(one, as_of) == {"ordered-1": ordered}  # the unit owes nothing before the order
    assert removal(one, as_of) == (ordered[0], "hazard-ordered")
    assert records_from(view(hazards=[one]).events(context), context) == ()


@pytest.mark.parametrize(("day", "standing"), [(4, "done"), (7, "late")])
def test_an_order_is_due_three_working_days_after_the_finding(day, standing):
    assert rows(hazard(ordered_on=date(2016, 3, day)))["ordered-1"] == (
        standing,
        date(2016, 3, 4),
    )


@pytest.mark.parametrize(
    ("term", "last"), [(None, date(2016, 5, 16)), (date(2016, 5, 6), date(2016, 5, 6))]
)
def test_time_runs_from_the_order_as_it_was_ordered(term, last):
    ordered = date(2016, 5, 1)  # found on 1 March; the fifteenth day is a Monday
    one = hazard(ordered_on=ordered, rectify_by=term)
    assert hazard_state(one, at(last)).overdue is False
    assert hazard_state(one, at(last + DAY)).overdue is True
    assert rows(one, last)["removed-1"] == ("open", last)
    assert rows(one, last + DAY)["removed-1"] == ("missing", last)


def test_what_was_put_right_is_gone_when_it_was_rechecked():
    one = hazard(ordered_on=date(2016, 3, 2), rectified_on=date(2016, 3, 10))
    by = date(2016, 3, 24)  # ten working days
    assert rows(one, by) == {
        "ordered-1": ("done", date(2016, 3, 4)),
        "rechecked-1": ("open", by),
        "removed-1": ("open", by),
    }
    assert removal(one, by) == ("open", "hazard-removed")
    assert rows(one, by + DAY)["rechecked-1"] == ("missing", by)
    assert rows(one, by + DAY)["removed-1"] == ("done", date(2016, 3, 17))  # the unit did its part
    assert removal(one, by + DAY) == ("missing", "hazard-rechecked")  # and nobody knows
    passed = attrs.evolve(one, rechecked_on=date(2016, 3, 15), passed=True)
    assert rows(passed)["removed-1"] == ("done", date(2016, 3, 17))
    assert rows(passed)["closed-1"] == ("missing", date(2016, 3, 16))
    assert rows(attrs.evolve(passed, closed_on=date(2016, 3, 16)))["closed-1"][0] == "done"
    assert rows(attrs.evolve(passed, closed_on=date(2016, 3, 17)))["closed-1"][0] == "late"


def test_a_failed_recheck_asks_for_a_second_round():
    one = hazard(**FAILED)
    assert hazard_state(one, at()).stage is HazardStage.STANDING
    assert rows(one) == {
        "ordered-2": ("missing", date(2016, 3, 18)),
        "rechecked-1": ("done", date(2016, 3, 24)),
        "removed-1": ("failed", date(2016, 3, 17)),
    }
    second = again(rectified_on=date(2016, 3, 30), rechecked_on=date(2016, 4, 1), passed=True)
    closed = attrs.evolve(one, further=(second,), closed_on=date(2016, 4, 1))
    assert hazard_state(closed, at()).stage is HazardStage.CLOSED
    assert rows(closed) == {
        "ordered-1": ("done", date(2016, 3, 4)),
        "rechecked-1": ("done", date(2016, 3, 24)),
        "rechecked-2": ("done", date(2016, 4, 13)),
        "removed-2": ("done", date(2016, 3, 31)),
        "closed-2": ("done", date(2016, 4, 4)),
    }
    late = attrs.evolve(closed, further=(attrs.evolve(second, ordered_on=date(2016, 3, 21)),))
    assert rows(late)["ordered-2"] == ("late", date(2016, 3, 18))
    # what was known before the second round is what it was then
    assert rows(closed, date(2016, 3, 15)) == rows(one, date(2016, 3, 15))
    assert rows(closed, END, known_at=date(2016, 3, 15)) == rows(one)


@pytest.mark.parametrize(
    ("done", "checked", "expected"),
    [
        (17, 18, ("done", date(2016, 4, 7))),  # on the last day of the first term: nothing is late
        (18, 18, ("late", date(2016, 3, 17))),
        (None, 17, ("done", date(2016, 4, 7))),  # checked before the term had run
        (None, 18, ("late", date(2016, 3, 17))),
    ],
)
def test_a_term_that_ran_out_is_not_made_good_by_a_failed_recheck(done, checked, expected):
    first = {
        "ordered_on": date(2016, 3, 2),
        "rectified_on": None if done is None else date(2016, 3, done),
        "rechecked_on": date(2016, 3, checked),
    }
    second = again(
        ordered_on=date(2016, 3, 23),
        rectified_on=date(2016, 3, 30),
        rechecked_on=date(2016, 4, 1),
        passed=True,
    )
    one = hazard(**first, further=(second,))
    assert rows(one)["removed-2"] == expected
    assert rows(one, date(2016, 3, 25))["removed-2"] == (
        ("open", date(2016, 4, 7)) if expected[0] == "done" else expected
    )
    assert rows(hazard(**first))["removed-1"] == ("failed", date(2016, 3, 17))
    assert rows(attrs.evolve(one, further=(again(ordered_on=date(2016, 3, 23)),)))["removed-2"] == (
        "missing",
        date(2016, 4, 7),
    )


def test_each_round_that_runs_out_is_a_record_of_its_own():
    one = hazard(**{**FAILED, "rectified_on": date(2016, 3, 18), "rechecked_on": date(2016, 3, 20)})
    one = attrs.evolve(one, further=(again(ordered_on=date(2016, 3, 21)),))
    context = at()
    made = records_from(view(hazards=[one]).events(context), context)
    assert [(r.id, r.decided_on) for r in made] == [
        ("Y1/overdue", date(2016, 3, 18)),
        ("Y1/recheck-2016-03-20/overdue", date(2016, 4, 6)),
    ]


def test_rounds_after_rechecks_of_one_day_have_names_of_their_own():
    day = date(2016, 3, 15)
    quick = again(ordered_on=day, rectified_on=day, rechecked_on=day)
    one = hazard(**FAILED, further=(quick, again(ordered_on=day)))
    made = hazard_events(view(hazards=[one]), at())
    assert [e.id for e in made] == ["Y1", "Y1/recheck-2016-03-15", "Y1/recheck-2016-03-15-2"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"further": (again(),)},
        {"ordered_on": date(2016, 3, 2), "further": (again(),)},
        {**FAILED, "passed": True, "further": (again(),)},
        {**FAILED, "further": (again(ordered_on=date(2016, 3, 14)),)},
        {**FAILED, "further": (again(),), "closed_on": date(2016, 4, 1)},
        {"rectify_by": date(2016, 4, 1)},
    ],
)
def test_rounds_that_do_not_hold_together(wrong):
    with pytest.raises(FieldError):
        hazard(**wrong)


def test_a_round_that_does_not_hold_together():
    with pytest.raises(FieldError):
        again(passed=True)
    with pytest.raises(FieldError):
        again(rectified_on=date(2016, 3, 15))


def test_a_hazard_of_december_counts_with_what_was_done_by_the_cut_off():
    one = hazard(
        found_on=date(2016, 12, 28),
        ordered_on=date(2016, 12, 29),
        rectified_on=date(2017, 1, 10),
        rechecked_on=date(2017, 1, 16),
        passed=True,
        closed_on=date(2017, 1, 16),
    )
    for as_of in ("2017-03-01", "2018-01-01"):
        context = Context.of_year(BOOK, 2016, as_of=as_of, known_at="2017-03-01", calendar=WEEK)
        facts = hazard_facts(view(hazards=[one]), context.settled)
        assert {fact.standing for fact in facts if fact.on in context.period} == {"done"}


DAYS = st.integers(0, 40).map(lambda n: timedelta(days=n))


@st.composite
def hazards(draw):
    """A hazard that failed its re-checks some times, and perhaps passed the last."""
    day, rounds = FOUND, []
    for _ in range(draw(st.integers(1, 4))):
        ordered = day + draw(DAYS)
        done = ordered + draw(DAYS)
        day = done + draw(DAYS)
        rounds.append(
            HazardRound(ordered_on=ordered, rectified_on=done, rechecked_on=day, passed=False)
        )
    last = draw(st.booleans())
    rounds[-1] = attrs.evolve(rounds[-1], passed=last)
    first, *further = rounds
    return hazard(
        ordered_on=first.ordered_on,
        rectified_on=first.rectified_on,
        rechecked_on=first.rechecked_on,
        passed=first.passed,
        further=tuple(further),
    )


def scored(one, as_of):
    own = [f.standing for f in hazard_removal_facts(view(hazards=[one]), at(as_of))]
    return own.count("done"), len(own) - own.count("open")


BAD = ("late", "failed", "missing")


@given(hazards(), st.integers(0, 2000))
def test_what_is_left_blank_is_never_better_than_what_was_done_badly(one, later):
    """Law: a hazard is one row, and without a re-check, a removal or an order it is not removed."""
    as_of = one.rounds[-1].rechecked_on + timedelta(days=200 + later)
    blanks = [
        {"rechecked_on": None, "passed": False},
        {"rectified_on": None, "rechecked_on": None, "passed": False},
    ]
    for blank in blanks:
        last = attrs.evolve(one.rounds[-1], **blank)
        if one.further:
            left = attrs.evolve(one, further=(*one.further[:-1], last))
        else:
            left = attrs.evolve(one, **blank)
        assert removal(left, as_of)[0] in BAD
    nobody = attrs.evolve(
        one, further=(), ordered_on=None, rectified_on=None, rechecked_on=None, passed=False
    )
    assert removal(nobody, as_of) == ("missing", "hazard-ordered")
    [row] = hazard_removal_facts(view(hazards=[one]), at(as_of))
    assert (row.unit, row.hazard) == (None, "Y1")


def test_a_late_order_decides_before_the_unit_is_done():
    one = hazard(ordered_on=date(2016, 3, 7))
    assert removal(one, date(2016, 3, 8)) == ("late", "hazard-ordered")
    assert rows(one, date(2016, 3, 8))["removed-1"] == ("open", date(2016, 3, 22))


@given(hazards(), st.integers(0, 500))
def test_taking_a_round_away_never_helps(one, later):
    if one.further:
        as_of = one.further[-1].rechecked_on + timedelta(days=30 + later)
        done, due = scored(one, as_of)
        less, fewer = scored(attrs.evolve(one, further=one.further[:-1]), as_of)
        assert less * due <= done * fewer


GRAVER = ("done", "open", "late", "failed", "missing")


@given(hazards())
def test_a_failed_recheck_is_never_better_than_a_passed_one(one):
    """Law: a round that went wrong before the last one does not make the removal better."""
    if one.further:
        first = attrs.evolve(one, further=(), passed=True)
        graver, found = rows(one, date(2018, 1, 1)), rows(first, date(2018, 1, 1))
        [several] = [graver[key][0] for key in graver if key.startswith("removed")]
        assert GRAVER.index(several) >= GRAVER.index(found["removed-1"][0])
