"""The procedure: legal moves only, deadlines, status day by day, and that every listing ends."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import CODES

from qualitygov.blacklist import BlacklistCase, CaseState, Move, MoveKind, listed_until
from qualitygov.blacklist.procedure import NEXT
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.periods import Term, term_end
from qualitygov.errors import FieldError, IllegalMoveError, InputError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context

pytestmark = pytest.mark.clause("3.2.2.c")

BOOK = load_rulebook(
    text="""
[rulebook]
id = "t"
version = "1"
title = { zh = "县", en = "county" }
extends = "strong-town"

[[add]]
section = "blacklist-ground"
id = "t.local"
label = { zh = "本地重点监管事由", en = "a ground of the county's own list" }
source = "县文"
list_kind = "local"
valid_from = 2011-01-01
kinds = ["recheck-fail"]
within = "36 months"
"""
)
"""The reference book, and a ground of the county's own list, which has none before 2021-09."""

CALENDAR = OfficialCalendar()
TODAY = Context(BOOK, as_of=date(2024, 1, 1), calendar=CALENDAR)
K = MoveKind
NOTICE = {"states_facts": True, "states_reasons": True, "states_basis": True, "states_rights": True}
REPAIRED = {"duties_performed": True, "harm_removed": True, "no_new_penalty": True}


def move(kind, day, **more):
    return Move(kind=kind, day=day, authority="县市场监管局", document="文号", **more)


GROUNDS = {
    "quality": "failures-3",
    "safety": "major-accident",
    "local": "t.local",
    "statutory": "order-44",
}


def case_of(*moves, list_kind="quality", **more):
    case = BlacklistCase(
        id="C1",
        subject=CODES[0],
        list_kind=list_kind,
        legal_basis="依据",
        ground=GROUNDS[list_kind],
        **more,
    )
    for one in moves:
        case = case.move(one, TODAY)
    return case


LISTED = (
    move(K.GROUND_FOUND, date(2015, 3, 2)),
    move(K.NOTICE_GIVEN, date(2015, 3, 3), **NOTICE),
    move(K.STATEMENT_MADE, date(2015, 3, 6)),
    move(K.DECIDED_TO_LIST, date(2015, 3, 20)),
    move(K.PUBLISHED, date(2015, 3, 25)),
)


def status(case, day, **more):
    return case.status(Context(BOOK, as_of=day, calendar=CALENDAR, **more))


def test_a_listing_runs_from_the_decision_to_the_last_day_of_its_term():
    case = case_of(*LISTED)
    assert not status(case, date(2015, 3, 19)).listed
    assert status(case, date(2015, 3, 20)).listed
    assert status(case, date(2018, 3, 20)).listed
    last = status(case, date(2018, 3, 21))
    assert (last.listed, last.state) == (False, CaseState.EXPIRED)
    assert last.effects == ()
    assert "2018-03-20" in status(case, date(2016, 1, 1)).say("zh")


def test_the_term_is_that_of_the_day_of_decision():
    moves = [attrs.evolve(m, day=m.day.replace(year=2017)) for m in LISTED]
    assert status(case_of(*moves), date(2018, 1, 1)).until == date(2022, 3, 20)


def test_a_second_listing_for_safety_runs_longer():
    first, second = (
        case_of(*LISTED, list_kind="safety"),
        case_of(*LISTED, list_kind="safety", earlier_listings=1),
    )
    assert status(first, date(2015, 4, 1)).until == date(2016, 3, 20)
    assert status(second, date(2015, 4, 1)).until == date(2018, 3, 20)


@pytest.mark.parametrize(
    ("moves", "wrong", "words"),
    [
        ((), move(K.DECIDED_TO_LIST, date(2015, 1, 5)), "not begun"),
        (LISTED[:1], move(K.NOTICE_GIVEN, date(2015, 3, 3)), "facts, reasons, basis and rights"),
        (LISTED[:2], move(K.DECIDED_TO_LIST, date(2015, 3, 5)), "may still ask"),
        (LISTED[:3], move(K.DECIDED_TO_LIST, date(2015, 3, 4)), "before the day of the last move"),
        (LISTED, move(K.PUBLISHED, date(2015, 4, 1)), "published already"),
        (LISTED, move(K.REPAIR_APPLIED, date(2015, 9, 1)), "from 2016-03-21"),
        (LISTED, move(K.REPAIR_APPLIED, date(2018, 9, 1)), "expired"),
    ],
)
def test_an_illegal_move_is_refused_and_the_legal_ones_named(moves, wrong, words):
    with pytest.raises(IllegalMoveError, match=words) as raised:
        case_of(*moves).move(wrong, TODAY)
    assert all(name in {kind.value for kind in K} for name in raised.value.legal)
    assert "现可" in raised.value.say("zh")


def test_silence_until_the_end_of_the_hearing_time_lets_the_authority_decide():
    case = case_of(*LISTED[:2])
    assert status(case, date(2015, 3, 4)).next_steps[0].by.day == date(2015, 3, 9)
    assert status(
        case.move(move(K.DECIDED_TO_LIST, date(2015, 3, 10)), TODAY), date(2015, 3, 10)
    ).listed


def test_without_a_calendar_plain_days_still_have_an_end():
    case = BlacklistCase(
        id="C1",
        subject=CODES[0],
        list_kind="quality",
        legal_basis="x",
        ground="failures-3",
        moves=LISTED[:2],
    )
    assert (
        case.move(move(K.DECIDED_TO_LIST, date(2015, 3, 9)), Context(BOOK, as_of="2015-03-09"))
        .status(Context(BOOK, as_of="2015-04-01"))
        .next_steps[0]
        .by.day
        is None
    )


def test_a_hearing_that_was_asked_for_is_held_before_the_decision():
    case = case_of(*LISTED[:2], move(K.HEARING_REQUESTED, date(2015, 3, 5)))
    with pytest.raises(IllegalMoveError, match="hearing-held"):
        case.move(LISTED[3], TODAY)
    case = case.move(move(K.HEARING_HELD, date(2015, 3, 18)), TODAY)
    with pytest.raises(IllegalMoveError, match="has been held"):
        case.move(move(K.HEARING_REQUESTED, date(2015, 3, 18)), TODAY)
    assert status(case.move(LISTED[3], TODAY), date(2015, 4, 1)).listed


def test_since_2021_the_next_level_consents():
    moves = [attrs.evolve(m, day=m.day.replace(year=2022)) for m in LISTED]
    case = case_of(*moves[:3], list_kind="statutory")
    with pytest.raises(IllegalMoveError, match="consent"):
        case.move(moves[3], TODAY)
    case.move(attrs.evolve(moves[3], consent_by="市局"), TODAY)


REPAIR = (
    move(K.REPAIR_APPLIED, date(2016, 3, 21)),
    move(K.REPAIR_ACCEPTED, date(2016, 3, 22)),
    move(K.REPAIR_GRANTED, date(2016, 4, 5), **REPAIRED),
)


def test_repair_removes_early_and_fraud_restores():
    case = case_of(*LISTED, *REPAIR)
    assert status(case, date(2016, 4, 4)).listed
    assert not status(case, date(2016, 4, 5)).listed
    restored = case.move(move(K.FRAUD_FOUND, date(2016, 6, 1)), TODAY)
    days = {
        day: status(restored, day, known_at=date(2017, 1, 1)).listed
        for day in (date(2016, 4, 4), date(2016, 5, 1), date(2016, 6, 1))
    }
    assert list(days.values()) == [True, False, True]
    assert status(restored, date(2016, 7, 1)).until == date(2018, 3, 20)


def test_repair_needs_its_three_conditions_and_has_its_deadlines():
    case = case_of(*LISTED, *REPAIR[:2])
    with pytest.raises(IllegalMoveError, match="duties"):
        case.move(attrs.evolve(REPAIR[2], harm_removed=False), TODAY)
    steps = status(case, date(2016, 3, 23)).next_steps
    assert [(str(s.what), s.by.day) for s in steps] == [("decide on the repair", date(2016, 4, 13))]
    assert status(case_of(*LISTED, REPAIR[0]), date(2016, 3, 21)).next_steps[0].by.day == date(
        2016, 3, 23
    )


def test_a_revoked_listing_never_was_and_is_kept_as_such():
    case = case_of(*LISTED, move(K.REVOKED, date(2016, 1, 5)))
    assert status(case, date(2015, 6, 1)).listed
    assert not status(case, date(2015, 6, 1), known_at=date(2016, 1, 5)).listed
    assert status(case, date(2016, 2, 1)).state is CaseState.REVOKED
    assert len(case.moves) == 6


def test_a_case_from_a_file_tells_all_its_illegal_moves_at_once():
    case = BlacklistCase(
        id="C9",
        subject=CODES[0],
        list_kind="quality",
        legal_basis="x",
        ground="failures-3",
        moves=(LISTED[0], LISTED[3], LISTED[4]),
    )
    assert [p.path for p in case.problems(TODAY)] == ["C9.moves[1]", "C9.moves[2]"]
    with pytest.raises(InputError):
        case.checked(TODAY)
    assert case_of(*LISTED).checked(TODAY).id == "C1"
    with pytest.raises(FieldError, match="order"):
        attrs.evolve(case, moves=(LISTED[4], LISTED[0]))


def test_listed_until_takes_either_code_and_the_listing_that_ends_last():
    cases = [case_of(*LISTED), case_of(*LISTED, list_kind="safety", earlier_listings=0)]
    in_june = Context(BOOK, as_of="2015-06-01", calendar=CALENDAR)
    assert listed_until(cases, CODES[0][8:17], in_june) == date(2018, 3, 20)
    assert listed_until(cases, CODES[1], in_june) is None


FULL = {**NOTICE, **REPAIRED, "consent_by": "上级"}


@given(
    st.lists(st.tuples(st.sampled_from(list(K)), st.integers(0, 500)), max_size=40),
    st.sampled_from(["quality", "safety", "local"]),
)
def test_every_walk_keeps_to_legal_states_and_every_listing_ends(steps, list_kind):
    case, day = case_of(list_kind=list_kind), date(2014, 1, 1)
    for kind, wait in steps:
        day += timedelta(days=wait)
        wanted = move(kind, day, **FULL)
        before = status(case, day)
        try:
            case = case.move(wanted, TODAY)
        except IllegalMoveError as error:
            assert error.legal == tuple(k.value for k in before.legal_moves)
            assert set(before.legal_moves) <= set(NEXT[before.state])
            assert kind not in before.legal_moves
        else:
            assert kind in before.legal_moves
    now = status(case, day)
    end = now.until or day
    assert end <= term_end(day, Term(months=60))
    assert not status(case, end + timedelta(days=1)).listed
    assert case.problems(TODAY) == ()
