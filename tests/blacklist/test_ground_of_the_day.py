"""A listing rests on a ground that is in force, and one of its list, on the day of each step."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_procedure import BOOK, CALENDAR, LISTED, NOTICE, TODAY, K, case_of, move
from worlds import CODES

from qualitygov import OfficialCalendar, read_county
from qualitygov.blacklist import BlacklistCase
from qualitygov.errors import IllegalMoveError, InputError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import GroundRule

pytestmark = pytest.mark.clause("3.2.2.c")
COUNTY = Path(__file__).parents[2] / "examples" / "county"
D = date
YOUNG = {"list_kind": "safety", "ground": "safety-2023"}


def bare(list_kind, ground, *moves):
    """A case as a program or a file makes it, checked by nobody."""
    return BlacklistCase(
        id="C1", subject=CODES[0], list_kind=list_kind, legal_basis="依据", ground=ground,
        moves=moves,
    )  # fmt: skip


def found(day):
    return move(K.GROUND_FOUND, day)


def test_no_listing_on_a_ground_that_did_not_exist_yet():
    """MEM Order 11 is of 2023-10-01: in January 2016 nobody could be listed by it."""
    with pytest.raises(IllegalMoveError, match="no ground safety-2023 is in force on 2016-01-04"):
        bare("safety", "safety-2023").move(found(D(2016, 1, 4)), TODAY)
    moves = [attrs.evolve(m, day=m.day.replace(year=2016)) for m in LISTED]
    case = bare("safety", "safety-2023", *moves)
    with pytest.raises(IllegalMoveError, match="no ground"):
        case.status(Context(BOOK, as_of="2016-12-31", calendar=CALENDAR))
    assert {problem.path for problem in case.problems(TODAY)} == {
        f"C1.moves[{at}]" for at in range(5)
    }


@pytest.mark.parametrize(
    ("day", "legal"),
    [(D(2023, 9, 30), False), (D(2023, 10, 1), True), (D(2023, 10, 2), True)],
)
def test_a_ground_begins_with_its_first_day(day, legal):
    case = bare("safety", "safety-2023")
    assert (K.GROUND_FOUND in case.status(TODAY.on(day)).legal_moves) is legal
    if legal:
        assert case.move(found(day), TODAY).moves
    else:
        with pytest.raises(IllegalMoveError, match="2023-09-30"):
            case.move(found(day), TODAY)


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        (K.GROUND_FOUND, ()),
        (K.NOTICE_GIVEN, (found(D(2021, 8, 20)),)),
        (
            K.DECIDED_TO_LIST,
            (
                found(D(2021, 8, 20)),
                move(K.NOTICE_GIVEN, D(2021, 8, 20), **NOTICE),
                move(K.STATEMENT_MADE, D(2021, 8, 24)),
            ),
        ),
    ],
)
def test_a_ground_that_has_ended_carries_no_step_any_more(kind, before):
    """failures-3 ended on 2021-08-31; the later rule, which has no such ground, is milder."""
    case = case_of(*before)
    case.move(move(kind, D(2021, 8, 31), **NOTICE), TODAY)
    with pytest.raises(IllegalMoveError, match="no ground failures-3 is in force on 2021-09-01"):
        case.move(move(kind, D(2021, 9, 1), **NOTICE), TODAY)
    assert kind not in case.status(TODAY.on(D(2021, 9, 1))).legal_moves


def test_who_was_listed_in_its_time_stays_listed_and_may_use_remedies_after_it():
    moves = [attrs.evolve(m, day=m.day.replace(year=2021)) for m in LISTED]
    case = case_of(*moves)
    assert case.status(TODAY.on(D(2021, 9, 2))).listed
    assert case.move(move(K.SUIT_FILED, D(2021, 9, 2)), TODAY)


def test_no_listing_on_a_ground_of_another_list():
    moves = [attrs.evolve(m, day=m.day.replace(year=2016)) for m in LISTED]
    case = bare("safety", "failures-3", *moves)
    with pytest.raises(IllegalMoveError, match="of the list quality, not of safety"):
        case.status(Context(BOOK, as_of="2016-12-31", calendar=CALENDAR))
    with pytest.raises(InputError, match="ground"):
        attrs.evolve(case, moves=()).move(found(D(2016, 1, 4)), TODAY)
    assert [problem.path for problem in case.problems(TODAY)] == ["C1.ground"]


def test_before_the_book_there_is_no_ground():
    with pytest.raises(IllegalMoveError, match="no ground"):
        bare("quality", "failures-3", found(D(1990, 1, 4))).status(TODAY.on(D(2016, 1, 1)))


def test_the_reading_names_the_moves_of_such_a_case(tmp_path):
    shutil.copytree(COUNTY, tmp_path / "county")
    cases = tmp_path / "county" / "data" / "cases.csv"
    rows = cases.read_text(encoding="utf-8").splitlines()
    head = rows[0].split(",")
    first = dict(zip(head, rows[1].split(","), strict=True)) | YOUNG
    rows[1] = ",".join(first[name] for name in head)
    cases.write_text("\n".join(rows) + "\n", encoding="utf-8")
    reading = read_county(tmp_path / "county", calendar=OfficialCalendar())
    wrong = [p for p in reading.refused if "safety-2023" in p.expected.en]
    assert wrong
    assert "safety-2023" in wrong[0].expected.zh


GROUNDS = {name: versions for name, versions in BOOK.typed[GroundRule.section].items() if versions}


@given(
    st.sampled_from(sorted(GROUNDS)),
    st.dates(D(2011, 1, 1), D(2024, 12, 31)),
    st.integers(1, 30),
)
def test_no_step_rests_on_a_ground_out_of_its_time(ground, day, wait):
    """Law: whoever is listed was listed by a ground in force on the day of each step."""
    list_kind = next(rule.list_kind for *_, rule in GROUNDS[ground] if rule is not None)
    days = (day, day + timedelta(days=1), day + timedelta(days=1 + wait))
    kinds = (K.GROUND_FOUND, K.NOTICE_GIVEN, K.DECIDED_TO_LIST)
    case = bare(list_kind, ground)
    try:
        for kind, on in zip(kinds, days, strict=True):
            case = case.move(move(kind, on, consent_by="上级", **NOTICE), TODAY)
    except (IllegalMoveError, InputError):
        return
    for on in days:
        assert BOOK.at(on).entry(GroundRule, ground).list_kind == list_kind
