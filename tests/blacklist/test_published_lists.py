"""Listings known from a published list: their course begins there, a removal ends them."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from worlds import BOOK, CODES

from qualitygov.blacklist import BlacklistCase, CaseState, Move, MoveKind, listed_until
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.knowledge import as_known, known_day
from qualitygov.errors import FieldError
from qualitygov.rulebook.context import Context

pytestmark = pytest.mark.clause("3.2.2.c")
LISTED, REMOVED, ONE = date(2020, 2, 21), date(2023, 2, 21), timedelta(days=1)
S = CaseState


def case(**more):
    fields = {"listed_on": LISTED, "authority": "县局", "reason": "提交虚假材料", **more}
    return BlacklistCase(id="C1", subject=CODES[0], list_kind="statutory", **fields)


def at(day, known_at=None):
    return Context(BOOK, as_of=day, known_at=known_at, calendar=WeekdayCalendar())


def test_a_published_listing_is_in_force_from_its_day_to_the_end_of_its_term():
    one = case()
    assert one.problems(at(REMOVED)) == ()
    states = [
        (status.state, status.listed, status.since, status.until)
        for status in (
            one.status(at(day)) for day in (LISTED - ONE, LISTED, REMOVED, REMOVED + ONE)
        )
    ]
    assert states == [
        (S.OPEN, False, None, None),
        (S.LISTED, True, LISTED, date(2025, 2, 21)),
        (S.LISTED, True, LISTED, REMOVED),  # three years since 2021-09-01, five before
        (S.EXPIRED, False, LISTED, None),
    ]
    assert listed_until([one], CODES[0], at(REMOVED)) == REMOVED
    assert listed_until([one], CODES[0], at(date(2021, 8, 31))) == date(2025, 2, 21)


def test_the_term_is_that_of_the_list_on_its_day():
    assert case(listed_on=date(2022, 7, 18)).status(at(date(2023, 1, 1))).until == date(2025, 7, 18)
    (problem,) = case(listed_on=date(2014, 9, 30)).problems(at(REMOVED))
    assert problem.code == "case.list-kind"


def test_a_removal_ends_it_on_its_own_day_and_only_once_known():
    one = case(removed_on=REMOVED, removal_reason="列入满三年")
    assert one.problems(at(REMOVED)) == ()
    assert one.status(at(REMOVED - ONE)).listed
    gone = one.status(at(REMOVED))
    assert (gone.state, gone.listed, gone.effects) == (S.REMOVED, False, ())
    assert gone.state.label.zh == "已移出"
    assert one.status(at(REMOVED, known_at=REMOVED - ONE)).listed
    assert listed_until([one], CODES[0], at(REMOVED)) is None
    seen = as_known(one, REMOVED - ONE)
    assert (seen.removed_on, seen.removal_reason) == (None, None)
    assert known_day(one) == LISTED


def test_moves_may_follow_a_published_listing():
    asked = Move(
        kind=MoveKind.RECONSIDERATION_ASKED, day=date(2020, 3, 2), authority="市局", document="复"
    )
    one = case().move(asked, at(asked.day))
    assert one.problems(at(REMOVED)) == ()
    early = attrs.evolve(one, moves=(attrs.evolve(asked, day=LISTED - ONE),))
    assert [p.code for p in early.problems(at(REMOVED))] == ["case.illegal"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"removed_on": LISTED - ONE}, "removed_on"),
        ({"removal_reason": "满"}, "removed_on"),
        ({"listed_on": None}, "legal_basis"),
        ({"listed_on": None, "legal_basis": "x"}, "ground"),
    ],
)
def test_what_does_not_hold_together_names_its_field(changed, field):
    with pytest.raises(FieldError) as raised:
        case(**changed)
    assert raised.value.field == field


def test_nobody_is_removed_who_was_never_listed():
    one = case(listed_on=None, legal_basis="x", ground="failures-3", removed_on=REMOVED)
    codes = [problem.code for problem in one.problems(at(REMOVED))]
    assert "case.removal" in codes
