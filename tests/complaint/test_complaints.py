"""Complaints and reports: legal moves only, deadlines by the rule of the day, credit records."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import attrs
import pytest
from complaint_world import (
    BOOK,
    OFFICIAL,
    START,
    TOWN,
    UNIT,
    WEEK,
    at,
    complaint,
    move,
    report,
    view,
)
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.complaint import (
    NEXT,
    SUBJECT,
    ComplaintMoveKind,
    ComplaintState,
    PublicRequest,
    RefusalGround,
    complaint_facts,
    complaints_overdue,
    report_facts,
    report_stages,
    request_facts,
    satisfaction_facts,
)
from qualitygov.credit.derive import records_from
from qualitygov.errors import FieldError, IllegalMoveError, InputError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import Column
from qualitygov.text import Text

pytestmark = pytest.mark.clause("3.1.4.a", "3.1.4.b")
M, S = ComplaintMoveKind, ComplaintState
HEADER = (
    '[rulebook]\nid = "c"\nversion = "1"\ntitle = { zh = "县", en = "County" }\n'
    'extends = "strong-town"\n'
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
    status = one.status(at(date(2016, 4, 1)))
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
        date(2016, 3, 10),
        date(2016, 5, 2),
        date(2016, 3, 16),
    ]
    assert status.legal_moves == (M.REOPENED,)


def test_deadlines_are_those_of_the_rule_in_force_when_the_stage_begins():
    for registered, expected in (
        (date(2013, 6, 3), 7),
        (date(2019, 12, 31), 7),
        (date(2020, 1, 2), 7),
        (date(2026, 4, 14), 7),
    ):
        stage = complaint(registered=registered).status(at(registered)).stages[0]
        weekdays = [
            registered + timedelta(days=n)
            for n in range(1, 30)
            if (registered + timedelta(days=n)).weekday() < 5
        ]
        assert stage.by.day == weekdays[expected - 1]


def test_past_the_known_rule_a_deadline_is_unknown_and_nobody_is_late():
    one = complaint(registered=date(2026, 4, 15))
    status = one.status(at(date(2026, 11, 1)))
    assert status.stages[0].by.day is None
    assert "county" in status.stages[0].by.reason.en
    assert status.stages[0].late(date(2026, 11, 1)) is None
    assert (status.overdue, status.in_time) == (False, None)
    assert "county" in status.say("en")
    assert "县" in status.say("zh")


def test_holidays_move_deadlines():
    one = complaint(registered=date(2016, 9, 28))
    official, week = at("2016-09-28", calendar=OFFICIAL), at("2016-09-28")
    assert one.status(official).stages[0].by.day == date(2016, 10, 12)
    assert one.status(week).stages[0].by.day == date(2016, 10, 7)
    unknown = complaint().status(at(START, calendar=None)).stages[0]
    assert unknown.by.reason.en == "no working-day calendar was given"


def test_overdue_begins_the_day_after_the_deadline():
    one = complaint()
    assert not one.status(at("2016-03-10")).overdue
    late = one.status(at("2016-03-11"))
    assert late.overdue
    assert late.say("zh") == "2016-03-11 已登记；受理或不予受理：2016-03-10（已逾期）"
    county = view(complaints=[one, complaint(*course(M.REFUSED), name="T2")])
    assert [c.id for c, _ in complaints_overdue(county, at("2016-03-11"))] == ["T1"]
    assert complaints_overdue(county, at("2016-03-10")) == ()


@pytest.mark.parametrize("begun", [M.TEST_BEGUN, M.MEDIATION_BEGUN])
def test_a_test_or_a_mediation_stops_the_clock(begun):
    # from 2020 the stage counts in working days, before in days
    for start, expected in ((date(2021, 3, 1), 15), (date(2016, 3, 1), 20)):
        begins = (
            move(M.ACCEPTED, start + timedelta(days=2)),
            move(M.INVESTIGATED, start + timedelta(days=4)),
        )
        stopped, ended = start + timedelta(days=6), start + timedelta(days=26)
        end = M.TEST_ENDED if begun is M.TEST_BEGUN else M.MEDIATED
        plain = complaint(*begins, registered=start)
        moved = complaint(*begins, move(begun, stopped), move(end, ended), registered=start)
        by = [one.status(at(ended)).stages[1].by.day for one in (plain, moved)]
        between = [by[0] + timedelta(days=n) for n in range(1, (by[1] - by[0]).days + 1)]
        if start.year == 2016:  # 2 May is a Monday
            assert by == [date(2016, 5, 2), date(2016, 5, 23)]  # the 22nd is a Sunday
        else:
            assert sum(day.weekday() < 5 for day in between) == expected


@pytest.mark.parametrize(
    ("begun", "end"),
    [(M.TEST_BEGUN, M.TEST_ENDED), (M.MEDIATION_BEGUN, M.MEDIATION_ENDED)],
)
def test_what_nobody_ends_stops_the_clock_for_sixty_days(begun, end):
    start, stopped = date(2016, 3, 1), date(2016, 3, 7)
    one = complaint(*course(M.ACCEPTED, M.INVESTIGATED), move(begun, stopped), registered=start)
    by = complaint(*course(M.ACCEPTED, M.INVESTIGATED), registered=start)
    plain = by.status(at("2016-03-07")).stages[1].by.day
    standing = one.status(at("2016-05-06")).stages[1]  # the sixtieth day
    assert (standing.stands_since, standing.by.day) == (stopped, plain)
    again = one.status(at("2016-05-07")).stages[1]
    assert again.stands_since is None
    last = again.by.day
    assert plain + timedelta(days=58) <= last <= plain + timedelta(days=63)  # no holiday is last
    assert not one.status(at(last)).overdue
    assert one.status(at(last + timedelta(days=1))).overdue
    ended = one.move(move(end, date(2016, 12, 1)), at("2017-01-01"))
    assert ended.status(at("2017-01-01")).stages[1].by.day == last


def test_nobody_is_late_while_a_laboratory_tests():
    one = complaint(*course(M.ACCEPTED, M.INVESTIGATED), move(M.TEST_BEGUN, date(2016, 3, 7)))
    last = "2016-05-06"  # the sixtieth day of the test, and beyond the last of the stage
    status = one.status(at(last))
    assert (status.state, status.overdue, status.in_time) == (S.TESTING, False, True)
    (row,) = [
        fact
        for fact in complaint_facts(view(complaints=[one]), at(last))
        if fact.duty == "complaint-handle"
    ]
    assert (row.standing, row.by, row.settles_on) == ("open", None, None)


@pytest.mark.parametrize(
    ("stopped", "overdue"), [(date(2016, 5, 2), False), (date(2016, 5, 3), True)]
)
def test_a_test_after_the_last_day_mends_nothing(stopped, overdue):
    moves = course(M.ACCEPTED, M.INVESTIGATED)
    running = complaint(*moves, move(M.TEST_BEGUN, stopped))
    assert running.status(at(stopped + timedelta(days=60))).overdue is overdue
    assert running.status(at("2017-12-31")).overdue
    ended = complaint(*moves, move(M.TEST_BEGUN, stopped), move(M.TEST_ENDED, date(2016, 6, 30)))
    assert ended.status(at("2016-06-30")).overdue is overdue


@given(st.integers(0, 90), st.integers(0, 90))
def test_a_test_never_moves_a_deadline_back(stopped, lasted):
    begun = START + timedelta(days=4 + stopped)
    ended = begun + timedelta(days=lasted)
    plain = complaint(*course(M.ACCEPTED, M.INVESTIGATED))
    tested = complaint(*plain.moves, move(M.TEST_BEGUN, begun), move(M.TEST_ENDED, ended))
    before, after = (one.status(at(ended)).stages[1].by for one in (plain, tested))
    assert before.day <= after.day
    least = before.term_end + timedelta(days=min(lasted, 60))
    assert after.day >= least or begun > before.day


@pytest.mark.parametrize("handled", [30, 31])
def test_only_the_last_day_moves_off_a_holiday(handled):
    # 60 days end on Saturday 2016-04-30 before the holiday; 30 days of the clock later is a Monday
    moves = (
        move(M.ACCEPTED, date(2016, 3, 1)), move(M.INVESTIGATED, date(2016, 3, 9)),
        move(M.TEST_BEGUN, date(2016, 3, 10)), move(M.TEST_ENDED, date(2016, 4, 9)),
        move(M.NOT_UPHELD, date(2016, 5, handled)),
    )  # fmt: skip
    one = complaint(*moves, registered=date(2016, 2, 29))
    official = at("2016-12-31", calendar=OFFICIAL)
    stage = one.status(official).stages[1]
    assert stage.by.day == date(2016, 5, 30)
    assert stage.late(date(2016, 12, 31)) is (handled > 30)


@pytest.mark.parametrize(
    ("begun", "last"),
    [
        (date(2016, 4, 29), date(2016, 5, 26)),  # one day of the sixty was left
        (date(2016, 5, 3), date(2016, 5, 25)),  # none was: a holiday had moved the last day
    ],
)
def test_no_deadline_ends_while_a_laboratory_tests(begun, last):
    moves = (
        move(M.ACCEPTED, date(2016, 3, 1)), move(M.INVESTIGATED, date(2016, 3, 2)),
        move(M.TEST_BEGUN, begun), move(M.TEST_ENDED, date(2016, 5, 25)),
    )  # fmt: skip
    one = complaint(*moves, registered=date(2016, 2, 29))
    official = at("2016-05-25", calendar=OFFICIAL)
    assert one.status(official).stages[1].by.day == last
    assert not one.status(official).overdue


def test_too_old_is_a_ground_only_after_three_years():
    refused = move(M.REFUSED, date(2016, 3, 2), RefusalGround.TOO_OLD)
    with pytest.raises(IllegalMoveError, match="3 years"):
        complaint().move(refused, at("2016-03-02"))
    old = attrs.evolve(complaint(), happened_on=date(2013, 2, 28))
    context = at("2016-03-02")
    assert old.move(refused, context).status(context).state is S.REFUSED


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
    context = at("2016-12-31")
    problems = one.problems(context)
    assert len(problems) == illegal
    if illegal:
        with pytest.raises(InputError):
            one.checked(context)
        with pytest.raises(IllegalMoveError):
            one.status(context)
    else:
        status = one.checked(context).status(context)
        assert status.state is state
        assert set(status.legal_moves) == set(NEXT[state])
        for kind in M:
            extra = move(
                kind, date(2016, 12, 31), RefusalGround.HANDLED if kind is M.REFUSED else None
            )
            if kind in NEXT[state]:
                assert one.move(extra, context).moves[-1] is extra
            else:
                with pytest.raises(IllegalMoveError, match="legal now"):
                    one.move(extra, context)


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
    if one.status(at(early)).in_time is False:
        assert one.status(at(late)).in_time is False


def test_upheld_complaints_become_credit_records_and_unproven_ones_do_not():
    upheld = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD))
    unproven = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.NOT_UPHELD, M.TOLD), name="T2")
    reopened = complaint(
        *course(
            M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD, M.REOPENED, M.INVESTIGATED, M.NOT_UPHELD
        ),
        name="T3",
    )
    county = view(complaints=[upheld, unproven, reopened])
    (record,) = records(county, at("2016-12-31"))
    assert attrs.asdict(record) == {
        **dict.fromkeys(attrs.fields_dict(type(record))),
        "id": "T1/upheld",
        "proposed_by": "complaint-upheld",
        "subject": UNIT,
        "kind": "complaint-upheld",
        "severity": "general",
        "happened_on": START,
        "decided_on": date(2016, 3, 7),
        "known_on": date(2016, 3, 7),
        "source_document": "投〔2016〕upheld",
        "category": "食品",
        "heavier_penalty": False,
    }
    # Before it was reopened, the third was upheld as well.
    assert len(records(view(complaints=[reopened]), at("2016-03-08"))) == 1
    assert records(view(complaints=[upheld]), at("2016-03-06")) == ()


def records(county, context):
    return records_from(county.events(context), context)


def test_an_event_says_how_a_complaint_ended_and_the_book_which_of_them_weigh():
    ended = (M.UPHELD, M.NOT_UPHELD, M.MEDIATED, M.MEDIATION_ENDED)
    complaints = [
        complaint(*course(M.ACCEPTED, M.INVESTIGATED, kind), name=kind.value) for kind in ended
    ]
    county = view(
        complaints=[*complaints, complaint(name="open"), complaint(name="no", subject=None)]
    )
    found = {event.id: event.result for _, event in county.events(at("2016-12-31"))}
    assert found == {kind.value: kind.value for kind in ended}
    assert [r.id for r in records(county, at("2016-12-31"))] == ["upheld/upheld"]


def test_the_document_is_that_of_the_last_decision():
    again = complaint(
        *course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD, M.REOPENED, M.INVESTIGATED),
        attrs.evolve(move(M.UPHELD, date(2016, 4, 1)), document="投〔2016〕99"),
    )
    (record,) = records(view(complaints=[again]), at("2016-12-31"))
    assert (record.decided_on, record.source_document) == (date(2016, 4, 1), "投〔2016〕99")


def rows(complaints, as_of, **more):
    facts = complaint_facts(view(complaints=complaints), at(as_of, **more))
    return [(f.id, f.standing, f.by) for f in facts]


def test_each_stage_is_a_duty_of_its_own():
    closed = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD))
    assert rows([closed], "2016-06-01") == [
        ("T1/1-accept", "done", date(2016, 3, 10)),
        ("T1/2-handle", "done", date(2016, 5, 2)),
        ("T1/3-tell", "done", date(2016, 3, 16)),
    ]
    facts = complaint_facts(view(complaints=[closed]), at("2016-06-01"))
    assert {(f.on, f.upheld, f.town, f.complaint) for f in facts} == {(START, True, TOWN, "T1")}
    assert rows([closed], "2016-02-01") == []


def test_an_untouched_complaint_is_missing_and_never_in_time():
    days = [date(2016, 3, 10), date(2016, 5, 9), date(2016, 5, 18)]
    stages = ["T1/1-accept", "T1/2-handle", "T1/3-tell"]

    def stands(day):
        found = rows([complaint()], day)
        assert [(name, by) for name, _, by in found] == list(zip(stages, days, strict=True))
        return [standing for _, standing, _ in found]

    assert stands("2016-03-10") == ["open", "open", "open"]
    assert stands("2016-03-11") == ["missing", "open", "open"]
    # Who accepts it now is late, and may still handle it in time; after the cut-off nobody may.
    assert stands("2017-02-28") == ["missing", "open", "open"]
    assert stands("2017-03-01") == ["missing"] * 3
    hundred = [complaint(name=f"T{n}") for n in range(100)]
    assert {standing for _, standing, _ in rows(hundred, "2017-03-01")} == {"missing"}


def test_an_open_stage_is_settled_by_its_day_or_by_the_cut_off():
    def settles(day, *moves):
        facts = complaint_facts(view(complaints=[complaint(*moves)]), at(day))
        return [fact.settles_on for fact in facts]

    assert settles("2016-03-10") == [date(2016, 3, 10), date(2016, 5, 9), date(2016, 5, 18)]
    assert settles("2016-03-11") == [None, date(2016, 5, 9), date(2016, 5, 18)]
    assert settles("2016-05-10") == [None, date(2017, 3, 1), date(2017, 3, 1)]
    testing = course(M.ACCEPTED, M.INVESTIGATED, M.TEST_BEGUN)
    assert settles("2016-03-20", *testing) == [None, None, None]  # while the clock stands


def test_what_follows_a_reopening_counts_on_its_day():
    closed = course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD)
    again = complaint(*closed, move(M.REOPENED, date(2017, 2, 1)))
    facts = complaint_facts(view(complaints=[again]), at("2017-02-28"))
    assert [(fact.on, fact.duty, fact.standing) for fact in facts] == [
        (START, "complaint-accept", "done"),
        (START, "complaint-handle", "done"),
        (START, "complaint-tell", "done"),
        (date(2017, 2, 1), "complaint-handle", "open"),
        (date(2017, 2, 1), "complaint-tell", "open"),
    ]
    refused = complaint(*course(M.REFUSED), move(M.REOPENED, date(2016, 4, 1)))
    facts = complaint_facts(view(complaints=[refused]), at("2016-04-01"))
    assert [fact.on for fact in facts] == [START, date(2016, 4, 1), date(2016, 4, 1)]


def test_a_refused_or_withdrawn_complaint_ends_there():
    assert [row[1] for row in rows([complaint(*course(M.REFUSED))], "2016-12-31")] == ["done"]
    withdrawn = complaint(*course(M.ACCEPTED, M.WITHDRAWN))
    assert [row[1] for row in rows([withdrawn], "2016-12-31")] == ["done", "done"]


def test_a_complaint_of_december_counts_with_what_was_done_by_the_cut_off():
    start = date(2016, 12, 20)
    one = complaint(move(M.ACCEPTED, date(2016, 12, 28)), registered=start)
    done = attrs.evolve(
        one,
        moves=(
            *one.moves,
            move(M.INVESTIGATED, date(2017, 1, 4)),
            move(M.NOT_UPHELD, date(2017, 2, 1)),
            move(M.TOLD, date(2017, 2, 6)),
        ),
    )
    asked = {
        rows_of_year(done, as_of, known_at="2017-03-01")
        for as_of in ("2017-03-01", "2018-01-01", "2020-06-30")
    }
    assert asked == {
        (("complaint-accept", "done"), ("complaint-handle", "done"), ("complaint-tell", "done"))
    }
    assert rows_of_year(done, "2016-12-31", known_at="2016-12-31") == (
        ("complaint-accept", "done"),
        ("complaint-handle", "open"),
        ("complaint-tell", "open"),
    )


def rows_of_year(one, as_of, *, known_at):
    context = Context.of_year(BOOK, 2016, as_of=as_of, known_at=known_at, calendar=WEEK)
    facts = complaint_facts(view(complaints=[one]), context.settled)
    return tuple((fact.duty, fact.standing) for fact in facts if fact.on in context.period)


def test_a_complaint_known_later_does_not_exist_yet():
    late = complaint(known_on=date(2017, 1, 5))
    assert rows([late], "2016-12-31") == []
    assert rows([late], "2016-12-31", known_at="2017-01-05") != []
    move_known = attrs.evolve(move(M.ACCEPTED, date(2016, 3, 3)), known_on=date(2017, 1, 5))
    assert rows([complaint(move_known)], "2016-12-31")[0][1] == "missing"


def test_taking_a_move_away_never_helps():
    whole = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD))
    for count, done in enumerate((0, 1, 1, 2, 3)):
        cut = attrs.evolve(whole, moves=whole.moves[:count])
        found = [standing for _, standing, _ in rows([cut], "2017-12-31")]
        assert sorted(found) == sorted(["done"] * done + ["missing"] * (3 - done))


def test_satisfaction_has_a_day_of_its_own():
    moves = course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD)
    asked = complaint(*moves, satisfaction=4, asked_on=date(2016, 4, 1))
    cross = complaint(*moves, satisfaction=3, name="T2")
    silent = complaint(*moves, name="T3")
    county = view(complaints=[asked, cross, silent, complaint(name="T4", satisfaction=5)])

    def told(day):
        facts = satisfaction_facts(county, at(day))
        assert {f.settles_on for f in facts if f.answer is None} <= {date(2017, 3, 1)}
        return [(f.id, f.standing, f.answer) for f in facts]

    silence = [("T3", "open", None), ("T4", "open", None)]
    assert told("2016-04-01") == [("T1", "done", 4), ("T2", "failed", 3), *silence]
    before = [("T1", "open", None), ("T2", "failed", 3), *silence]
    assert told("2016-03-31") == before  # the second was closed on 9 March, when it was asked
    assert told("2016-03-08") == [(f"T{n}", "open", None) for n in (1, 2, 3, 4)]
    assert told("2017-02-28") == [("T1", "done", 4), ("T2", "failed", 3), *silence]
    assert told("2017-03-01") == [("T1", "done", 4), ("T2", "failed", 3)]  # nobody asked the rest


def test_requests_of_the_public_are_answered_in_five_working_days():
    def request(name, answered=None):
        return PublicRequest(
            id=name,
            town=TOWN,
            channel="12345",
            department="D1",
            received_on=date(2016, 3, 1),
            answered_on=answered,
        )

    requests = [
        request("in", date(2016, 3, 8)),
        request("late", date(2016, 3, 9)),
        request("none"),
    ]
    county = view(public_requests=requests)

    def told(day):
        return {f.id: (f.standing, f.unit, f.by) for f in request_facts(county, at(day))}

    by = date(2016, 3, 8)
    assert told("2016-12-31") == {
        "in": ("done", "D1", by),
        "late": ("late", "D1", by),
        "none": ("missing", "D1", by),
    }
    assert {standing for standing, _, _ in told("2016-03-07").values()} == {"open"}
    assert told("2016-02-29") == {}


JUNE = at("2021-06-01")


def test_a_report_is_checked_in_time_and_its_named_author_told():
    one = report(named=True, decided_on=date(2021, 3, 20), filed=True, told_on=date(2021, 3, 30))
    check, tell = report_stages(one, JUNE)
    assert (check.by.day, check.late(date(2021, 6, 1))) == (date(2021, 3, 22), False)
    assert (tell.by.day, tell.late(date(2021, 6, 1))) == (date(2021, 3, 26), True)
    assert len(report_stages(attrs.evolve(one, named=False), JUNE)) == 1
    facts = report_facts(view(reports=[one, attrs.evolve(one, id="J2", named=False)]), JUNE)
    assert [(f.id, f.duty, f.filed, f.standing) for f in facts] == [
        ("J1/check", "report-check", True, "done"),
        ("J1/tell", "report-tell", True, "late"),
        ("J2/check", "report-check", True, "done"),
    ]


def test_a_report_that_nobody_checked_is_missing_and_so_is_the_answer_to_its_author():
    named, nameless = report(named=True), attrs.evolve(report(), id="J2")

    def told(day):
        facts = report_facts(view(reports=[named, nameless]), at(day))
        return [(f.id, f.standing, f.settles_on) for f in facts]

    check, tell, closes = date(2021, 3, 22), date(2021, 3, 29), date(2022, 3, 1)
    assert told(check) == [
        ("J1/check", "open", check),
        ("J1/tell", "open", tell),
        ("J2/check", "open", check),
    ]
    missing = [("J1/check", "missing", None), ("J2/check", "missing", None)]
    assert told("2021-03-23") == [missing[0], ("J1/tell", "open", tell), missing[1]]
    assert told("2021-03-30") == [missing[0], ("J1/tell", "open", closes), missing[1]]
    assert told(closes) == [missing[0], ("J1/tell", "missing", None), missing[1]]


def test_an_extension_counts_from_the_first_term_and_only_when_granted_in_time():
    in_time = report(extended_on=date(2021, 3, 22), decided_on=date(2021, 4, 12))
    too_late = attrs.evolve(in_time, extended_on=date(2021, 3, 23))
    assert report_stages(in_time, JUNE)[0].by.day == date(2021, 4, 12)
    assert report_stages(too_late, JUNE)[0].by.day == date(2021, 3, 22)


def test_reports_that_do_not_hold_together():
    with pytest.raises(FieldError, match="not decided"):
        report(filed=True)
    with pytest.raises(FieldError):
        report(decided_on=date(2021, 2, 1))


def test_a_county_supplies_what_the_book_does_not_know(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text(
        HEADER
        + '[[change]]\nsection = "parameter"\nid = "complaint.accept"\nvalid_from = 2026-04-15\n'
        'set = { value = "6 working days" }\nsource = "县办〔2026〕1号"\n',
        encoding="utf-8",
    )
    local = at("2026-11-01", book=load_rulebook(path))
    status = complaint(registered=date(2026, 4, 15)).status(local)
    assert (status.stages[0].by.day, status.overdue) == (date(2026, 4, 23), True)


DEADLINES = [
    # the moves so far, the move that ends the stage that runs, and that stage's last day
    ((), M.ACCEPTED, date(2016, 3, 10)),
    ((M.ACCEPTED, M.INVESTIGATED), M.NOT_UPHELD, date(2016, 5, 2)),
    ((M.ACCEPTED, M.INVESTIGATED, M.NOT_UPHELD), M.TOLD, date(2016, 3, 16)),
]


@pytest.mark.parametrize(("before", "kind", "last"), DEADLINES)
def test_the_last_day_of_a_stage_is_in_time_and_the_next_is_late(before, kind, last):
    moves = course(*before)
    for day, in_time in ((last, True), (last + timedelta(days=1), False)):
        done = complaint(*moves, move(kind, day)).status(at(day))
        ended = [stage for stage in done.stages if stage.done_on == day]
        assert [(stage.by.day, stage.late(day)) for stage in ended] == [(last, not in_time)]
        assert done.in_time is in_time
        standing = complaint(*moves).status(at(day))
        assert (standing.overdue, standing.in_time) == (not in_time, in_time)


def test_the_last_day_to_check_a_report_and_to_tell_its_author():
    for day, late in ((date(2021, 3, 22), False), (date(2021, 3, 23), True)):
        (stage,) = report_stages(report(decided_on=day), JUNE)
        assert stage.late(JUNE.as_of) is late
        (open_stage,) = report_stages(report(), at(day))
        assert open_stage.late(day) is late
    told = [
        report_stages(report(named=True, decided_on=date(2021, 3, 19), told_on=day), JUNE)[1]
        for day in (date(2021, 3, 26), date(2021, 3, 27))
    ]
    assert [stage.late(JUNE.as_of) for stage in told] == [False, True]


def test_each_move_is_judged_by_the_rules_of_its_own_day(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text(
        HEADER
        + '[[change]]\nsection = "parameter"\nid = "complaint.too-old"\nvalid_from = 2016-03-10\n'
        'set = { value = "1 year" }\nsource = "县办〔2016〕1号"\n',
        encoding="utf-8",
    )
    book = load_rulebook(path)
    old = complaint(happened_on=date(2014, 6, 1))
    early, late = (
        move(M.REFUSED, day, RefusalGround.TOO_OLD) for day in (date(2016, 3, 9), date(2016, 3, 10))
    )
    for as_of in ("2016-03-09", "2016-12-31"):  # whatever day is asked about
        assert [
            p.path for p in attrs.evolve(old, moves=(early,)).problems(at(as_of, book=book))
        ] == ["T1.moves[0]"]
        assert attrs.evolve(old, moves=(late,)).problems(at(as_of, book=book)) == ()


def test_what_happened_after_the_day_of_knowledge_does_not_exist():
    whole = complaint(*course(M.ACCEPTED, M.INVESTIGATED, M.UPHELD, M.TOLD))
    states = [
        whole.status(at("2016-12-31", known_at=known)).state
        for known in ("2016-03-01", "2016-03-03", "2016-03-06", "2016-03-07", "2016-03-09")
    ]
    assert states == [S.REGISTERED, S.ACCEPTED, S.INVESTIGATING, S.HANDLED, S.CLOSED]
    # A later day of knowledge adds no deed after as_of.
    assert whole.status(at("2016-03-03", known_at="2016-12-31")).state is S.ACCEPTED
    with pytest.raises(FieldError, match="nobody knew"):
        whole.status(at("2016-12-31", known_at="2016-02-29"))


def test_complaints_are_replayed_once_for_each_context(monkeypatch):
    replayed = []
    original = type(complaint())._replay

    def counted(self, *arguments, **more):
        replayed.append(self.id)
        return original(self, *arguments, **more)

    monkeypatch.setattr(type(complaint()), "_replay", counted)
    county, context = view(complaints=[complaint(), complaint(name="T2")]), at("2016-06-01")
    for spec in SUBJECT.facts:
        county.facts(spec.name, context)
    county.events(context)
    for worklist in SUBJECT.worklists:
        county.once(worklist.make, context)
    for section in SUBJECT.sections:
        list(section.rows(county, context))
    assert sorted(replayed) == ["T1", "T2"]


def test_the_section_lists_overdue_complaints_in_both_languages():
    (section,) = SUBJECT.sections
    assert section.columns[1] == Column(Text("乡镇", "town"))
    ((name, town, kind, status),) = section.rows(view(complaints=[complaint()]), at("2016-03-11"))
    assert (name, town, kind) == ("T1", Text("甲镇", "Town A"), Text("食品安全", "food"))
    assert status.zh == "2016-03-11 已登记；受理或不予受理：2016-03-10（已逾期）"
    assert status.en == "2016-03-11 registered; accept or refuse by 2016-03-10 (overdue)"
