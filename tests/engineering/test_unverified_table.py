"""The table of GB 50300-2013 is from memory: until somebody signs it, it fails no works."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_works_due import BOOK, COMPLETED, END, PLAIN, WEEK, accepted

from qualitygov.engineering import (
    SUBJECT,
    AcceptanceRound,
    Division,
    DivisionKind,
    InspectionLot,
    Outcome,
    SubItem,
    accept,
    accept_lot,
)
from qualitygov.errors import FieldError
from qualitygov.rulebook.context import Context
from small_county import records_of, view_of

pytestmark = pytest.mark.clause("2.2.3.a", "2.2.3.b")
SIGNED = Context(BOOK, as_of=END, calendar=WEEK)
UNSIGNED = Context(PLAIN, as_of=END, calendar=WEEK)
GOOD = InspectionLot(id="L1", main_items_conform=True, batch=100, sampled=8)
MANY, FEW = attrs.evolve(GOOD, nonconforming=3), attrs.evolve(GOOD, sampled=7)


def works(*lots, stated=Outcome.PENDING, on=date(2016, 4, 1), **more):
    part = Division(kind=DivisionKind.STRUCTURE, sub_items=(SubItem(name="钢筋", lots=lots),))
    return accepted(on=on, stated=stated, divisions=(part,), **more)


def fact(one, context):
    (row,) = view_of(SUBJECT, projects=[one]).facts("project", context)
    assert row.excusal == ("unsigned" if row.standing == "excused" else "")
    return row.standing, row.acceptance, row.accepted_first_time


def kinds(one, context):
    return [record.kind for record in records_of(view_of(SUBJECT, projects=[one]), context)]


@pytest.mark.parametrize("lot", [MANY, FEW])
def test_the_table_fails_no_works_and_proposes_no_record_before_it_is_signed(lot):
    assert fact(works(lot), SIGNED) == ("failed", "fail", False)
    assert kinds(works(lot), SIGNED) == ["project-fail"]
    assert fact(works(lot), UNSIGNED) == ("excused", "pending", False)
    assert kinds(works(lot), UNSIGNED) == []
    assert (len(accept_lot(lot, SIGNED)), accept_lot(lot, UNSIGNED)) == (1, ())
    (short,) = accept(works(lot), UNSIGNED).shortfalls
    assert (short.unverified, short.refuses) == (True, False)


def test_a_stated_outcome_stands_where_only_the_table_speaks_against_it():
    for stated, standing in ((Outcome.PASS, "done"), (Outcome.FAIL, "failed")):
        assert fact(works(MANY, stated=stated), UNSIGNED)[0] == standing
    with pytest.raises(FieldError, match="make it a fail"):
        accept(works(MANY, stated=Outcome.PASS), SIGNED)


def test_what_falls_short_without_the_table_still_fails():
    bad = attrs.evolve(MANY, severe_defect=True)
    assert fact(works(bad), UNSIGNED) == ("failed", "fail", False)
    with pytest.raises(FieldError, match="make it a fail"):
        accept(works(bad, stated=Outcome.PASS), UNSIGNED)


def test_the_number_by_default_before_the_table_of_2013_counts():
    old = works(
        MANY, on=date(2014, 5, 31), completed_on=date(2014, 5, 1), known_on=date(2014, 5, 1)
    )
    assert accept(old, UNSIGNED).outcome is Outcome.FAIL
    assert (
        not accept(attrs.evolve(old, accepted_on=date(2014, 6, 1)), UNSIGNED).shortfalls[0].refuses
    )


@pytest.mark.parametrize(("outcome", "standing"), [("pass", "done"), ("fail", "failed")])
def test_a_further_acceptance_ends_the_doubt(outcome, standing):
    again = AcceptanceRound(held_on=date(2016, 5, 2), outcome=outcome)
    doubtful = attrs.evolve(works(MANY), again=(again,))
    assert fact(doubtful, UNSIGNED)[:2] == (standing, outcome)


def test_what_follows_the_acceptance_runs_from_its_day():
    found = view_of(SUBJECT, projects=[works(MANY)]).facts("works", UNSIGNED)
    by = {row.duty: row.by for row in found}
    assert by["works-filed"] == date(2016, 4, 18)  # fifteen days, the last on a Saturday
    assert by["works-handover"] > COMPLETED


LOTS = st.builds(
    InspectionLot,
    id=st.sampled_from(["L1", "L2"]),
    main_items_conform=st.booleans(),
    batch=st.just(100),
    sampled=st.integers(1, 20),
    nonconforming=st.integers(0, 1),
    severe_defect=st.booleans(),
)


@given(LOTS)
def test_who_signs_the_table_never_turns_a_failure_into_a_pass(lot):
    """Law: the table adds failures, and takes none away; unsigned it adds none."""
    one = works(lot)
    signed, unsigned = accept(one, SIGNED), accept(one, UNSIGNED)
    assert {short.reason for short in signed.shortfalls} == {
        short.reason for short in unsigned.shortfalls
    }
    if unsigned.outcome is Outcome.FAIL:
        assert signed.outcome is Outcome.FAIL
    by_itself = not lot.main_items_conform or lot.severe_defect
    assert (unsigned.outcome is Outcome.FAIL) is by_itself
