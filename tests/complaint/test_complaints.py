"""Complaints and reports: legal moves only, deadlines by the rule of the day, what they give to credit."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.complaint import (
    NEXT,
    Complaint,
    ComplaintKind,
    ComplaintMove,
    ComplaintMoveKind,
    ComplaintState,
    RefusalGround,
    ViolationReport,
    complaint_facts,
    credit_records,
    overdue,
    report_facts,
    report_stages,
)
from qualitygov.core.calendars import OfficialCalendar, WeekdayCalendar
from qualitygov.errors import FieldError, IllegalMoveError, InputError
from qualitygov.rulebook import load_rulebook

pytestmark = pytest.mark.clause("3.1.4.a", "3.1.4.b")
BOOK, WEEK, OFFICIAL = load_rulebook("strong-town"), WeekdayCalendar(), OfficialCalendar()
M, S = ComplaintMoveKind, ComplaintState
UNIT = "91330299MA2837B62L"
START = date(2016, 3, 1)


def move(kind, day, ground=None):
    return ComplaintMove(
        kind=kind,
        day=day,
        authority="镇市场监管所",
        document=f"投〔2016〕{kind.value}",
        ground=ground,
    )


def complaint(*moves, registered=START, name="T1", **more):
    fields = {"subject": UNIT, "severity": "general", "category": "食品", **more}
    return Complaint(
        id=name,
        town="330299101",
        kind=ComplaintKind.FOOD,
        registered_on=registered,
        happened_on=registered,
        moves=moves,
        **fields,
    )


def course(*kinds, start=START, step=2):
    return tuple(
        move(
            kind,
            start + timedelta(days=step * at),
            RefusalGround.HANDLED if kind is M.REFUSED else None,
        )
        for at, kind in enumerate(kinds, start=1)
    )


def test_the_whole_way_to_a_closed_complaint():
    one = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD))
    status = one.status(date(2016, 4, 1), BOOK, WEEK)
    assert (status.state, status.result, status.open, status.overdue, status.in_time) == (
        S.CLOSED,
        M.UPHELD,
        False,
        False,
        True,
    )
    assert [stage.what.en for stage in status.stages] == [
        "accept or refuse",
        "handle",
        "tell the parties",
    ]
    assert [stage.by.day for stage in status.stages] == [
        date(2016, 3, 8),
        date(2016, 4, 14),
        date(2016, 3, 16),
    ]
    assert status.legal_moves == (M.REOPENED,)


def test_deadlines_are_those_of_the_rule_in_force_when_the_stage_begins():
    for registered, expected in (
        (date(2019, 12, 31), 5),
        (date(2020, 1, 2), 7),
        (date(2026, 4, 14), 7),
    ):
        stage = complaint(registered=registered).status(registered, BOOK, WEEK).stages[0]
        weekdays = [
            registered + timedelta(days=n)
            for n in range(1, 30)
            if (registered + timedelta(days=n)).weekday() < 5
        ]
        assert stage.by.day == weekdays[expected - 1]


def test_past_the_known_rule_a_deadline_is_unknown_and_nobody_is_late():
    one = complaint(registered=date(2026, 4, 15))
    status = one.status(date(2026, 11, 1), BOOK, WEEK)
    assert status.stages[0].by.day is None
    assert "county" in status.stages[0].by.reason.en
    assert status.stages[0].late(date(2026, 11, 1)) is None
    assert (status.overdue, status.in_time) == (False, None)
    assert "county" in status.say("en")
    assert "县" in status.say("zh")


def test_holidays_move_deadlines():
    one = complaint(registered=date(2016, 9, 28))
    assert one.status(date(2016, 9, 28), BOOK, OFFICIAL).stages[0].by.day == date(2016, 10, 10)
    assert one.status(date(2016, 9, 28), BOOK, WEEK).stages[0].by.day == date(2016, 10, 5)
    assert (
        complaint().status(START, BOOK, None).stages[0].by.reason.en
        == "no working-day calendar was given"
    )


def test_overdue_begins_the_day_after_the_deadline():
    one = complaint()
    assert not one.status(date(2016, 3, 8), BOOK, WEEK).overdue
    late = one.status(date(2016, 3, 9), BOOK, WEEK)
    assert late.overdue
    assert late.say("zh") == "2016-03-09 已登记；受理或不予受理：2016-03-08（已逾期）"
    assert [
        c.id
        for c, _ in overdue(
            [one, complaint(*course(M.REFUSED), name="T2")], BOOK, WEEK, date(2016, 3, 9)
        )
    ] == ["T1"]


def test_testing_stops_the_clock(tmp_path):
    plain = complaint(*course(M.ACCEPTED, M.INVESTIGATED))
    tested = complaint(
        *plain.moves, move(M.TEST_BEGUN, date(2016, 3, 7)), move(M.TEST_ENDED, date(2016, 3, 27))
    )
    by = [one.status(date(2016, 3, 28), BOOK, WEEK).stages[1].by.day for one in (plain, tested)]
    between = [by[0] + timedelta(days=n) for n in range(1, (by[1] - by[0]).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == 14  # working days from 8 to 25 March
    assert by[1].weekday() < 5
    path = tmp_path / "county.toml"
    path.write_text(
        '[rulebook]\nid = "c"\nversion = "1"\ntitle = { zh = "县", en = "County" }\nextends = "strong-town"\n'
        '[[change]]\nsection = "parameter"\nid = "complaint.handle"\nset = { value = "30 days" }\nsource = "县办1号"\n',
        encoding="utf-8",
    )
    book = load_rulebook(path)
    by = [one.status(date(2016, 3, 28), book, WEEK).stages[1].by.day for one in (plain, tested)]
    assert by == [
        date(2016, 4, 4),
        date(2016, 4, 25),
    ]  # 2 April is a Saturday; twenty days after 4 April is a Sunday


def test_too_old_is_a_ground_only_after_three_years():
    refused = move(M.REFUSED, date(2016, 3, 2), RefusalGround.TOO_OLD)
    with pytest.raises(IllegalMoveError, match="3 years"):
        complaint().move(refused, BOOK)
    old = attrs.evolve(complaint(), happened_on=date(2013, 2, 28))
    assert old.move(refused, BOOK).status(date(2016, 3, 2), BOOK).state is S.REFUSED


def test_a_refusal_names_its_ground_and_nothing_else_does():
    for kind, ground in ((M.REFUSED, None), (M.ACCEPTED, RefusalGround.HANDLED)):
        with pytest.raises(FieldError, match="ground"):
            move(kind, START, ground)


def test_an_upheld_complaint_needs_a_unit_and_a_severity():
    with pytest.raises(FieldError, match="severity"):
        complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD), severity=None)
    with pytest.raises(FieldError, match="order of their days"):
        complaint(move(M.ACCEPTED, date(2016, 2, 1)))
    with pytest.raises(FieldError, match="happened after"):
        attrs.evolve(complaint(), happened_on=date(2016, 3, 2))


@given(st.lists(st.sampled_from(list(M)), max_size=7))
def test_only_legal_moves_are_taken_and_every_illegal_one_is_told(kinds):
    one = complaint(*course(*kinds))
    state, illegal = S.REGISTERED, 0
    for kind in kinds:
        if kind in NEXT[state]:
            state = NEXT[state][kind]
        else:
            illegal += 1
    problems = one.problems(BOOK, WEEK)
    assert len(problems) == illegal
    if illegal:
        with pytest.raises(InputError):
            one.checked(BOOK, WEEK)
        with pytest.raises(IllegalMoveError):
            one.status(date(2016, 12, 31), BOOK, WEEK)
    else:
        status = one.checked(BOOK, WEEK).status(date(2016, 12, 31), BOOK, WEEK)
        assert status.state is state
        assert set(status.legal_moves) == set(NEXT[state])
        for kind in M:
            extra = move(
                kind, date(2016, 12, 31), RefusalGround.HANDLED if kind is M.REFUSED else None
            )
            if kind in NEXT[state]:
                assert one.move(extra, BOOK, WEEK).moves[-1] is extra
            else:
                with pytest.raises(IllegalMoveError, match="legal now"):
                    one.move(extra, BOOK, WEEK)


def test_every_state_can_be_reached_and_every_open_one_left():
    reached = {
        S.REGISTERED,
        *itertools.chain.from_iterable(moves.values() for moves in NEXT.values()),
    }
    assert reached == set(S)
    assert {state for state, moves in NEXT.items() if not moves} == {S.WITHDRAWN}


@given(st.integers(0, 60), st.integers(0, 60))
def test_what_is_late_stays_late(first, later):
    one = complaint(*course(M.ACCEPTED, M.INVESTIGATED))
    early, late = sorted((START + timedelta(days=first), START + timedelta(days=first + later)))
    if one.status(early, BOOK, WEEK).in_time is False:
        assert one.status(late, BOOK, WEEK).in_time is False


def test_upheld_complaints_become_credit_records_and_unproven_ones_do_not():
    upheld = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD))
    unproven = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.NOT_UPHELD, M.TOLD), name="T2")
    reopened = complaint(
        *course(
            M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD, M.REOPENED, M.INVESTIGATED, M.NOT_UPHELD
        ),
        name="T3",
    )
    as_of = date(2016, 12, 31)
    (record,) = credit_records([upheld, unproven, reopened], BOOK, WEEK, as_of)
    assert (record.id, record.kind, record.severity, record.decided_on) == (
        "T1/upheld",
        "complaint-upheld",
        "general",
        date(2016, 3, 7),
    )
    assert (
        len(credit_records([reopened], BOOK, WEEK, date(2016, 3, 8))) == 1
    )  # before it was reopened
    assert credit_records([upheld], BOOK, WEEK, date(2016, 3, 6)) == ()


def test_facts_of_complaints():
    closed = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD), satisfaction=4)
    cross = complaint(
        *course(M.ACCEPTED, M.INVESTIGATED, M.MEDIATED, M.TOLD), satisfaction=3, name="T2"
    )
    running = complaint(name="T3", satisfaction=5)
    facts = complaint_facts([closed, cross, running], BOOK, WEEK, date(2016, 6, 1))
    assert [(f.closed, f.in_time, f.overdue, f.upheld, f.satisfied) for f in facts] == [
        (True, True, False, True, True),
        (True, True, False, False, False),
        (False, False, True, False, None),
    ]
    assert complaint_facts([closed], BOOK, WEEK, date(2016, 2, 1)) == ()


def report(**more):
    return ViolationReport(
        id="J1", town="330299101", subject=UNIT, received_on=date(2021, 3, 1), **more
    )


def test_a_report_is_checked_in_time_and_its_named_author_told():
    one = report(named=True, decided_on=date(2021, 3, 20), filed=True, told_on=date(2021, 3, 30))
    check, tell = report_stages(one, BOOK, WEEK, date(2021, 6, 1))
    assert (check.by.day, check.late(date(2021, 6, 1))) == (date(2021, 3, 22), False)
    assert (tell.by.day, tell.late(date(2021, 6, 1))) == (date(2021, 3, 26), True)
    assert len(report_stages(attrs.evolve(one, named=False), BOOK, WEEK, date(2021, 6, 1))) == 1
    facts = report_facts(
        [one, attrs.evolve(one, id="J2", named=False)], BOOK, WEEK, date(2021, 6, 1)
    )
    assert [(f.decided, f.filed, f.in_time) for f in facts] == [
        (True, True, False),
        (True, True, True),
    ]


def test_an_extension_counts_from_the_first_term_and_only_when_granted_in_time():
    in_time = report(extended_on=date(2021, 3, 22), decided_on=date(2021, 4, 12))
    too_late = attrs.evolve(in_time, extended_on=date(2021, 3, 23))
    assert report_stages(in_time, BOOK, WEEK, date(2021, 6, 1))[0].by.day == date(2021, 4, 12)
    assert report_stages(too_late, BOOK, WEEK, date(2021, 6, 1))[0].by.day == date(2021, 3, 22)


def test_reports_that_do_not_hold_together():
    with pytest.raises(FieldError, match="not decided"):
        report(filed=True)
    with pytest.raises(FieldError):
        report(decided_on=date(2021, 2, 1))


def test_a_county_supplies_what_the_book_does_not_know(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text(
        '[rulebook]\nid = "c"\nversion = "1"\ntitle = { zh = "县", en = "County" }\nextends = "strong-town"\n'
        '[[change]]\nsection = "parameter"\nid = "complaint.accept"\nvalid_from = 2026-04-15\nset = { value = "6 working days" }\nsource = "县办〔2026〕1号"\n',
        encoding="utf-8",
    )
    status = complaint(registered=date(2026, 4, 15)).status(
        date(2026, 11, 1), load_rulebook(path), WEEK
    )
    assert (status.stages[0].by.day, status.overdue) == (date(2026, 4, 23), True)
