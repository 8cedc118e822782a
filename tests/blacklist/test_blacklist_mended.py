"""What grounds and the procedure once got wrong, and where every enterprise stands."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import attrs
import pytest
from test_procedure import CALENDAR, LISTED, NOTICE, REPAIR, TODAY, K, case_of, move, status
from test_screening import rec
from worlds import BOOK, CODES, UNITS, record_table, unit_table

from qualitygov.blacklist import (
    BlacklistCase,
    BlacklistScreener,
    CaseState,
    listed_until,
    scores_of,
    standings_of,
)
from qualitygov.codes import UnitKey
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import IllegalMoveError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text
from signed_book import signed_book

D = date
ONE = timedelta(days=1)


def ground(rule, found, as_of):
    """The day a ground arose and how many records it rests on, alike in rows and in columns."""
    screener = BlacklistScreener(BOOK, as_of=as_of)
    one = {g.rule: g for g in screener.screen(UNITS[0], found).grounds}.get(rule)
    rows = screener.screen_frame(unit_table(UNITS[:1]), record_table(found)).rows()
    row = {name: tuple(rest) for _, name, *rest in rows}.get(rule)
    expected = None if one is None else (one.arose_on, len(one.record_ids))
    assert row == expected
    return expected


def test_the_day_a_ground_arose_does_not_move_as_older_records_leave():
    found = [
        rec("sampling-fail", "minor", on, category="rice")
        for on in (D(2013, 1, 10), D(2013, 2, 10), D(2013, 3, 10), D(2015, 6, 1), D(2016, 1, 5))
    ]
    assert ground("failures-3", found, D(2016, 1, 10)) == (D(2013, 3, 10), 5)
    assert ground("failures-3", found, D(2016, 2, 11)) == (D(2013, 3, 10), 3)
    assert ground("failures-3", found, D(2016, 3, 11)) is None


def test_a_ground_that_ended_and_came_back_arose_the_second_time():
    found = [rec("case-filed", "general", on) for on in (D(2013, 1, 1), D(2013, 6, 1))]
    again = [rec("case-filed", "general", on) for on in (D(2015, 1, 1), D(2015, 3, 1))]
    assert ground("cases-2", found, D(2013, 12, 1)) == (D(2013, 6, 1), 2)
    assert ground("cases-2", [*found, *again], D(2015, 6, 1)) == (D(2015, 3, 1), 2)


def test_a_record_on_the_day_after_the_term_continues_the_ground():
    """It stood on the last day of the term and on the next, so it never ended."""
    first, next_day, gap = D(2013, 1, 1), D(2016, 1, 2), D(2016, 1, 3)
    for on, arose in ((next_day, first), (gap, gap)):
        found = [rec("unlicensed", "serious", first), rec("unlicensed", "serious", on)]
        assert ground("unlicensed-old", found, D(2016, 2, 1)) == (arose, 1)


def test_five_years_in_the_abnormal_list_do_not_end_the_ground_of_three():
    found = [rec("abnormal-list", "general", D(2013, 6, 1))]
    for as_of in (D(2016, 6, 2), D(2018, 6, 2), D(2021, 8, 31)):
        assert ground("abnormal-3-years", found, as_of) == (D(2016, 6, 2), 1)
    removed = [attrs.evolve(found[0], repaired_on=D(2018, 1, 1))]
    assert ground("abnormal-3-years", removed, D(2018, 6, 2)) is None


def test_repair_may_be_applied_for_when_the_term_is_over():
    moves = [attrs.evolve(m, day=m.day.replace(year=2020)) for m in LISTED[:3]]
    case = case_of(*moves, move(K.DECIDED_TO_LIST, D(2020, 3, 15)))
    with pytest.raises(IllegalMoveError, match="from 2021-03-16"):
        case.move(move(K.REPAIR_APPLIED, D(2021, 3, 15)), TODAY)
    applied = case.move(move(K.REPAIR_APPLIED, D(2021, 3, 16)), TODAY)
    assert status(applied, D(2021, 3, 16)).state is CaseState.REPAIR_APPLIED


def test_the_last_day_for_a_hearing():
    """Notice on 2015-03-03: three days for a hearing, five for a statement that end on a Sunday."""
    case = case_of(LISTED[0], move(K.NOTICE_GIVEN, D(2015, 3, 3), **NOTICE))
    asked = case.move(move(K.HEARING_REQUESTED, D(2015, 3, 6)), TODAY)
    assert status(asked, D(2015, 3, 6)).state is CaseState.HEARING_PENDING
    signed = Context(signed_book(), as_of="2024-01-01", calendar=CALENDAR)
    with pytest.raises(IllegalMoveError, match="ended on 2015-03-06"):
        case.move(move(K.HEARING_REQUESTED, D(2015, 3, 7)), signed)
    with pytest.raises(IllegalMoveError, match="until 2015-03-09"):
        case.move(move(K.DECIDED_TO_LIST, D(2015, 3, 9)), TODAY)
    assert status(case.move(move(K.DECIDED_TO_LIST, D(2015, 3, 10)), TODAY), D(2015, 3, 10)).listed


def test_a_deed_after_the_day_of_evaluation_does_not_count_however_well_known():
    case = case_of(*LISTED, *REPAIR)
    before = status(case, D(2016, 4, 4), known_at=D(2017, 1, 1))
    assert (before.state, before.listed) == (CaseState.REPAIR_ACCEPTED, True)
    assert before.next_steps[0].by.day == D(2016, 4, 13)
    early = status(case, D(2015, 3, 19), known_at=D(2017, 1, 1))
    assert (early.state, early.since) == (CaseState.HEARD, None)


def test_moves_that_were_not_known_do_not_exist():
    case = case_of(*LISTED, *REPAIR)
    known = status(case, D(2016, 5, 1), known_at=D(2016, 4, 4))
    assert (known.state, known.listed) == (CaseState.REPAIR_ACCEPTED, True)


@pytest.mark.parametrize(("known", "listed"), [(D(2016, 4, 9), True), (D(2016, 4, 10), False)])
def test_a_move_exists_from_the_day_on_which_it_became_known(known, listed):
    granted = attrs.evolve(REPAIR[2], known_on=D(2016, 4, 10))
    case = case_of(*LISTED, *REPAIR[:2], granted)
    context = Context(BOOK, as_of=D(2016, 4, 30), known_at=known, calendar=CALENDAR)
    assert case.status(context).listed is listed
    assert listed_until([case], case.subject, context) == (D(2018, 3, 20) if listed else None)


@pytest.mark.parametrize(
    ("listed_on", "last"),
    [
        (D(2017, 1, 10), D(2021, 8, 31)),  # 36 months had passed when the shorter term came
        (D(2018, 10, 1), D(2021, 10, 1)),
        (D(2021, 8, 31), D(2024, 8, 31)),
        (D(2021, 9, 1), D(2024, 9, 1)),
    ],
)
def test_a_shorter_term_that_comes_later_ends_a_listing_sooner(listed_on, last):
    case = BlacklistCase(
        id="C1", subject=CODES[0], list_kind="statutory", legal_basis="x", ground="order-44",
        listed_on=listed_on, authority="市场监管局", reason="严重违法",
    )  # fmt: skip
    on, after = status(case, last), status(case, last + ONE)
    assert (on.listed, after.listed, after.ended_on) == (True, False, last + ONE)
    assert status(case, max(D(2021, 8, 31), listed_on)).listed


def test_three_years_in_the_abnormal_list_lead_to_the_statutory_list():
    for day in (D(2017, 12, 1), D(2021, 8, 31)):
        assert BOOK.at(day).entry(GroundRule, "abnormal-3-years").list_kind == "statutory"
        assert BOOK.at(day).entry(ListKind, "statutory").brings_grade


def test_results_pickle_copy_and_compare():
    case = case_of(*LISTED)
    one = status(case, D(2016, 1, 1))
    screener = BlacklistScreener(BOOK, as_of=D(2016, 1, 1))
    screening = screener.screen(UNITS[0], [rec("unlicensed", "serious", D(2015, 6, 1))])
    assert screening.grounds
    for result in (case, one, screening):
        assert copy.deepcopy(result) == pickle.loads(pickle.dumps(result)) == result
    assert screener == BlacklistScreener.of(Context(BOOK, as_of="2016-01-01"))


def test_a_case_tells_its_illegal_moves_by_context():
    context = Context(BOOK, as_of=D(2016, 1, 1), calendar=CALENDAR)
    case = BlacklistCase(
        id="C1",
        subject=CODES[0],
        list_kind="quality",
        legal_basis="x",
        ground="failures-3",
        moves=(LISTED[1],),
    )
    assert [p.path for p in case.problems(context)] == ["C1.moves[0]"]


def test_where_every_enterprise_stands():
    fine = rec("penalty", "general", D(2015, 6, 1))
    data = CountyData(
        id="330299",
        name=Text("县", "county"),
        subjects=SUBJECTS,
        enterprises=reversed(UNITS),
        records=[fine],
        cases=[case_of(*LISTED)],
    )
    view, context = CountyView(data), Context(BOOK, as_of="2016-01-01", calendar=CALENDAR)
    standings = standings_of(view, context)
    assert list(standings) == [UnitKey.of(code) for code in sorted(unit.code for unit in UNITS)]
    assert scores_of(view, context) == {key: one.score for key, one in standings.items()}
    first, second = list(standings.values())[:2]
    assert (first.code, first.grade, first.listed_until) == (CODES[0], "D", D(2018, 3, 20))
    assert [effect.value for effect in first.effects] == [
        "more-supervision",
        "publication",
        "no-honors",
    ]
    assert (second.grade, second.score.rated) == (None, False)
    assert (second.listed_until, second.effects, second.treated_as) == (None, (), "A")
    assert view.once(standings_of, context) == standings
    assert standings_of(view, context.on(D(2019, 1, 1)))[CODES[0][8:17]].listed_until is None
