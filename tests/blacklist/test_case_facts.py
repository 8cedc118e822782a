"""A case whose list or ground the book does not have is refused by name; legal moves are so now."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import attrs
import pytest
from test_procedure import LISTED, TODAY, K, case_of, move, status
from worlds import BOOK

from qualitygov import OfficialCalendar, read_county
from qualitygov.errors import IllegalMoveError, InputError
from qualitygov.rulebook.context import Context

COUNTY = Path(__file__).parents[2] / "examples" / "county"
GOOD = case_of(*LISTED)
EARLIER = tuple(attrs.evolve(one, day=one.day.replace(year=2014)) for one in LISTED)
WRONG = [
    ({"list_kind": "qualty"}, "list_kind", "qualty", "did you mean quality?"),
    ({"ground": "failures3"}, "ground", "failures3", "failures-3"),
    ({"ground": "major-accident"}, "ground", "major-accident (safety)", "of the list quality"),
    (
        {"list_kind": "statutory", "ground": "order-44", "moves": EARLIER},
        "list_kind",
        "statutory",
        "in force on 2014-03-02; one of: local, quality, safety",
    ),
]


@pytest.mark.parametrize(("changed", "field", "found", "words"), WRONG)
def test_a_list_or_ground_that_the_book_does_not_have(changed, field, found, words):
    case = attrs.evolve(GOOD, **changed)
    problem = next(p for p in case.problems(TODAY) if p.path == f"C1.{field}")
    assert problem.found == found
    assert words in problem.expected.en
    assert GOOD.problems(TODAY) == ()
    with pytest.raises(InputError, match=field):
        case.checked(TODAY)
    with pytest.raises(InputError, match=field):
        attrs.evolve(case, moves=()).move(case.moves[0], TODAY)


def test_a_day_before_the_book_is_a_problem_too():
    early = [attrs.evolve(m, day=m.day.replace(year=1990)) for m in LISTED]
    (problem,) = attrs.evolve(GOOD, moves=tuple(early)).problems(TODAY)
    assert (problem.path, problem.found) == ("C1.list_kind", "quality 1990-03-02")


def test_the_reading_of_a_county_refuses_the_row_and_goes_on(tmp_path):
    shutil.copytree(COUNTY, tmp_path / "county")
    cases = tmp_path / "county" / "data" / "cases.csv"
    rows = cases.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace(",quality,", ",qualty,")
    rows[2] = rows[2].replace("failures-3", "major-accident")
    cases.write_text("\n".join(rows) + "\n", encoding="utf-8")
    reading = read_county(tmp_path / "county", calendar=OfficialCalendar())
    table = reading.tables["cases"]
    assert {entry.field for entry in table.refused} == {"list_kind", "ground"}
    assert table.refused_rows == 2


@pytest.mark.parametrize(
    ("moves", "wrong", "legal"),
    [
        (
            LISTED[:2],
            move(K.DECIDED_TO_LIST, date(2015, 3, 5)),
            ("statement-made", "hearing-requested", "decided-not-to-list"),
        ),
        (
            LISTED[:2],
            move(K.PUBLISHED, date(2015, 3, 20)),
            ("statement-made", "hearing-requested", "decided-to-list", "decided-not-to-list"),
        ),
        (
            LISTED,
            move(K.PUBLISHED, date(2015, 4, 1)),
            ("revoked", "reconsideration-asked", "suit-filed"),
        ),
        (
            LISTED,
            move(K.PUBLISHED, date(2016, 4, 1)),
            ("repair-applied", "revoked", "suit-filed"),
        ),
        (LISTED[:3], move(K.DECIDED_TO_LIST, date(2015, 3, 4)), ()),
    ],
)
def test_only_what_is_legal_on_the_day_is_named(moves, wrong, legal):
    case = case_of(*moves)
    with pytest.raises(IllegalMoveError) as raised:
        case.move(wrong, TODAY)
    assert raised.value.legal == legal
    assert f"legal now: {', '.join(legal) or 'none'}" in str(raised.value)
    if legal:
        assert tuple(k.value for k in status(case, wrong.day).legal_moves) == legal


def test_without_a_calendar_the_unheard_may_not_be_listed_by_guess():
    bare = Context(BOOK, as_of=date(2015, 3, 20))
    assert K.STATEMENT_MADE in case_of(*LISTED[:2]).status(bare).legal_moves
