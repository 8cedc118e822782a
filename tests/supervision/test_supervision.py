"""Supervision: who is visited when, draws that anyone can check, quotas, findings as records."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.enterprise import Enterprise, RegistrationStatus
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.strategies import credit_codes
from qualitygov.supervision import (
    SUBJECT,
    Conflict,
    Finding,
    Inspector,
    QuotaScope,
    Stratum,
    SupervisionQuota,
    SupervisionVisit,
    VisitKind,
    assign_inspectors,
    commitment,
    dispatch,
    draw,
    draw_strata,
    quota_states,
    strata_of,
    visits_due,
)
from small_county import records_of, view_of

pytestmark = pytest.mark.clause("3.1.4.b", "3.4.1.b", "3.4.3.b")
BOOK = load_rulebook("strong-town")
TODAY = date(2016, 12, 31)
RULES = BOOK.at(TODAY)
TOWN, OTHER = "330299101", "330299102"
NAMES = st.lists(st.text("abcdef", min_size=1, max_size=6), unique=True, max_size=30)


def at(as_of=TODAY, known_at=None):
    return Context(BOOK, as_of=as_of, known_at=known_at)


def unit(code="91110000600037341L", **more):
    return Enterprise(code=code, name="甲公司", town=TOWN, **more)


def visit(on, subject="91110000600037341L", finding=Finding.NOTHING, severity=None, **more):
    fields = {
        "id": f"V{on}",
        "town": TOWN,
        "kind": VisitKind.PATROL,
        "known_on": on,
        "document": "检〔2016〕1号",
        **more,
    }
    return SupervisionVisit(
        subject=subject, held_on=on, finding=finding, severity=severity, authority="镇所", **fields
    )


@given(NAMES, st.integers(0, 40), st.text(max_size=8), st.randoms())
def test_a_draw_depends_on_seed_and_list_alone(names, count, seed, shuffler):
    drawn = draw(names, count, seed)
    again = list(names)
    shuffler.shuffle(again)
    assert draw(again, count, seed) == drawn
    assert drawn.problems(again) == ()
    assert len(drawn.drawn) == min(count, len(names))
    assert set(drawn.drawn) <= set(names)


@given(NAMES.filter(len), st.integers(0, 10), st.text("xyz", min_size=1, max_size=4))
def test_more_candidates_only_push_others_out(names, count, newcomer):
    before, after = draw(names, count, "s").drawn, draw([*names, newcomer], count, "s").drawn
    assert [one for one in after if one != newcomer] == list(
        before[: len(after) - (newcomer in after)]
    )


@given(NAMES.filter(lambda names: len(names) > 2))
def test_whoever_changes_list_or_result_is_found_out(names):
    drawn = draw(names, 2, "seed")
    assert [one.en for one in drawn.problems(names[1:])] != []
    swapped = attrs.evolve(drawn, drawn=drawn.drawn[::-1])
    assert [one.en for one in swapped.problems(names)] == [
        "drawing again from the seed gives another result"
    ]
    assert commitment(names) != commitment(names[1:])


def test_the_ticket_is_sha_256_so_that_anyone_can_check_it():
    seed, names = "双色球 2016128", ["甲", "乙", "丙", "丁"]

    def ticket(name):
        text = "".join(f"{len(part.encode())}:{part}" for part in (seed, name))
        return hashlib.sha256(text.encode()).hexdigest()

    assert list(draw(names, 4, seed).drawn) == sorted(names, key=ticket)


def test_draws_are_fair_over_many_seeds():
    names = [f"u{n}" for n in range(10)]
    counts = Counter(name for seed in range(2000) for name in draw(names, 3, str(seed)).drawn)
    assert all(
        500 < counts[name] < 700 for name in names
    )  # 600 expected, standard deviation about 20


def test_lists_with_somebody_twice_are_refused():
    with pytest.raises(FieldError, match="twice: a"):
        draw(["a", "b", "a"], 1, "s")
    with pytest.raises(FieldError, match="cannot draw -1"):
        draw(["a"], -1, "s")


@given(st.integers(0, 60), st.integers(0, 100))
def test_a_stratum_gives_its_share_rounded_up(size, percent):
    stratum = Stratum("A", tuple(f"u{n}" for n in range(size)), Rate(percent, 100))
    drawn = draw_strata([stratum], "s")["A"].drawn
    assert (
        len(drawn) * 100 >= size * percent > (len(drawn) - 1) * 100
        or size * percent == len(drawn) == 0
    )


def test_inspectors_with_a_conflict_are_never_sent():
    people = ["p1", "p2", "p3", "p4"]
    sent = assign_inspectors(["u2", "u1"], people, 2, "s", {"u1": ["p1", "p2"]})
    assert set(sent["u1"].drawn) == {"p3", "p4"}
    assert len(set(sent["u2"].drawn)) == 2
    with pytest.raises(FieldError, match="fewer than 3 inspectors may go to u1"):
        assign_inspectors(["u1"], people, 3, "s", {"u1": ["p1", "p2"]})


def inspector(name, conflicts=(), **more):
    barred = tuple(Conflict(subject=code, reason="近亲属任职") for code in conflicts)
    return Inspector(
        id=name, town=TOWN, person="赵某某", since=date(2014, 1, 1), conflicts=barred, **more
    )


def test_inspectors_are_drawn_from_the_qualified_without_a_conflict():
    first, second = "91110000600037341L", "91330299MA2837B62L"
    people = [
        inspector("p1", [first]),
        inspector("p2"),
        inspector("p3"),
        inspector("p4", until=date(2016, 6, 30)),
    ]
    sent = dispatch({first: TOWN, second: TOWN}, at(), inspectors=people, seed="s")
    assert set(sent.draws[first].drawn) == {"p2", "p3"}
    assert len(sent.draws[second].drawn) == 2
    assert "p4" not in sent.draws[second].drawn
    again = dispatch({second: TOWN, first: TOWN}, at(), inspectors=people[::-1], seed="s")
    assert again == sent
    few = dispatch({first: TOWN, second: OTHER}, at(), inspectors=people[:2], seed="s")
    assert (few.draws, few.short) == ({}, (first, second))


def due_of(units, grades, *, high_risk=(), visits=(), context=None):
    return visits_due(units, context or at(), grades=grades, high_risk=high_risk, visits=visits)


@pytest.mark.parametrize(
    ("grade", "risk", "due"),
    [
        ("A", False, date(2018, 3, 31)),
        ("B", False, date(2017, 3, 31)),
        ("C", False, date(2016, 9, 30)),
        ("D", False, date(2016, 7, 31)),
        ("A", True, date(2017, 3, 31)),
        ("D", True, date(2016, 5, 31)),
    ],
)
def test_the_next_visit_follows_from_grade_and_risk(grade, risk, due):
    one = unit()
    (found,) = due_of(
        [one],
        {one.code: grade},
        high_risk=[one.code] if risk else [],
        visits=[visit(date(2016, 3, 31))],
    )
    assert (found.due_on, found.overdue(due), found.overdue(due + timedelta(days=1))) == (
        due,
        False,
        True,
    )
    assert ("high risk" in found.reason.en, grade in found.reason.zh) == (risk, True)


def test_units_never_visited_count_from_the_start_of_the_scheme_or_their_registration():
    grades = {"91110000600037341L": "B"}
    (old,) = due_of([unit(registered_on=date(2000, 1, 1))], grades)
    (new,) = due_of([unit(registered_on=date(2016, 2, 1))], grades)
    assert (old.due_on, new.due_on, old.last_visit) == (date(2015, 1, 1), date(2017, 2, 1), None)
    assert due_of([unit(status=RegistrationStatus.REVOKED)], grades) == ()
    assert due_of([unit()], {}) == ()
    with pytest.raises(RulebookError):
        due_of([unit()], {"91110000600037341L": "Z"})


@given(st.lists(st.dates(date(2015, 1, 1), date(2017, 6, 1)), max_size=6), st.sampled_from("ABCD"))
def test_another_visit_never_makes_the_next_one_earlier(days, grade):
    one = unit()
    grades = {one.code: grade}
    dues = [
        due_of([one], grades, visits=[visit(day) for day in days[:n]])[0].due_on
        for n in range(len(days) + 1)
    ]
    assert dues == sorted(dues)
    shuffled = [visit(day) for day in random.Random(1).sample(days, len(days))]
    assert due_of([one], grades, visits=shuffled)[0].due_on == dues[-1]


def test_a_visit_known_later_is_not_seen_and_one_after_the_day_never_is():
    one = unit()
    held = visit(date(2016, 3, 31), known_on=date(2016, 5, 1))

    def last(as_of, known_at):
        context = at(as_of, known_at)
        (due,) = due_of([one], {one.code: "B"}, visits=[held], context=context)
        return due.last_visit

    assert last(TODAY, date(2016, 4, 30)) is None
    assert last(TODAY, date(2016, 5, 1)) == last(date(2016, 3, 31), TODAY) == held.held_on
    assert last(date(2016, 3, 30), TODAY) is None


@given(st.lists(credit_codes(), min_size=1, max_size=8, unique=True))
def test_strata_hold_every_graded_unit_once(codes):
    units = [unit(code) for code in codes]
    grades = dict(zip(codes, "ABCDABCD", strict=False))
    strata = strata_of(units, at(), grades=grades, high_risk=codes[::2])
    assert sorted(code for stratum in strata for code in stratum.candidates) == sorted(codes)
    by_name = {stratum.name: stratum.share for stratum in strata}
    assert by_name["A-high-risk"] == Rate(1, 10)
    assert by_name.get("B", Rate(1, 10)) == Rate(1, 10)


def quota(scope=QuotaScope.PRODUCT, topic="肉制品", visits=2):
    return SupervisionQuota(
        id="Q1",
        town=TOWN,
        scope=scope,
        topic=topic,
        visits=visits,
        first_day=date(2016, 1, 1),
        last_day=date(2016, 6, 30),
    )


def test_quotas_count_visits_of_their_topic_town_and_period():
    held = [
        visit(date(2016, 2, 1), topic="肉制品"),
        visit(date(2016, 6, 30), topic="肉制品"),
        visit(date(2016, 7, 1), topic="肉制品"),
        visit(date(2016, 3, 1), topic="白酒"),
        visit(date(2016, 3, 2), topic="肉制品", town=OTHER),
    ]
    last_day, after = date(2016, 6, 30), date(2016, 7, 1)
    (state,) = quota_states([quota(visits=3)], at(last_day), visits=held)
    assert (state.rate, state.lacking, state.ended, state.missed) == (Rate(2, 3), 1, False, False)
    (late,) = quota_states([quota(visits=3)], at(after), visits=held)
    assert (late.missed, late.visits) == (True, ("V2016-02-01", "V2016-06-30"))
    (area,) = quota_states([quota(QuotaScope.AREA, TOWN)], at(after), visits=held)
    assert (area.lacking, len(area.visits)) == (0, 3)
    view = view_of(SUBJECT, quotas=[quota(visits=3)], visits=held)
    (fact,) = view.facts("quota", at(last_day))
    assert (fact.held, fact.asked, fact.standing, fact.on) == (2, 3, "open", last_day)
    assert (fact.by, fact.settles_on) == (last_day, last_day)
    (fact,) = view.facts("quota", at(after))
    assert (fact.standing, fact.settles_on) == ("missing", None)
    (fact,) = view_of(SUBJECT, quotas=[quota(visits=1)], visits=held).facts("quota", at(last_day))
    assert (fact.held, fact.asked, fact.standing) == (1, 1, "done")


def test_a_quota_is_not_fulfilled_by_a_visit_known_later():
    held = [visit(date(2016, 2, 1), topic="肉制品", known_on=date(2016, 8, 1))]
    view = view_of(SUBJECT, quotas=[quota(visits=1)], visits=held)
    days = [at(TODAY, known_at) for known_at in (date(2016, 7, 31), date(2016, 8, 1))]
    assert [view.facts("quota", day)[0].standing for day in days] == ["missing", "done"]
    states = [quota_states([quota(visits=1)], day, visits=held)[0] for day in days]
    assert [state.missed for state in states] == [True, False]


def test_a_quota_counts_visits_from_its_first_day_and_none_to_come():
    days = (date(2015, 12, 31), date(2016, 1, 1), date(2016, 5, 2))
    held = [visit(day, topic="肉制品") for day in days]
    (state,) = quota_states([quota()], at(date(2016, 5, 1), TODAY), visits=held)
    assert state.visits == ("V2016-01-01",)
    (state,) = quota_states([quota()], at(date(2016, 5, 2), TODAY), visits=held)
    assert state.visits == ("V2016-01-01", "V2016-05-02")


def records(*visits, as_of=TODAY, known_at=None):
    return records_of(view_of(SUBJECT, visits=visits), at(as_of, known_at))


def test_findings_become_records_of_kinds_that_the_rulebook_knows():
    known = RULES.entries(CreditRule)
    for finding in Finding:
        if finding is Finding.NOTHING:
            continue
        severity = known[finding.value].scale[-1]
        one = visit(date(2016, 5, 3), finding=finding, severity=severity, topic="肉制品")
        (record,) = records(one, as_of=date(2016, 5, 3))
        assert (record.id, record.authority) == (f"{one.id}/finding", "镇所")
        assert record.happened_on == record.decided_on == record.known_on == date(2016, 5, 3)
        assert (record.kind, record.severity, record.category) == (
            finding.value,
            severity,
            "肉制品",
        )
        assert records(one, as_of=date(2016, 5, 2), known_at=TODAY) == ()
    assert records(visit(date(2016, 5, 3))) == ()


def test_a_visit_that_found_nothing_is_an_event_and_no_record():
    view = view_of(SUBJECT, visits=[visit(date(2016, 5, 3))])
    assert [(k, e.found, e.severity) for k, e in view.events(at())] == [("visit", False, None)]
    assert records_of(view, at()) == ()


def test_a_visit_tells_whether_it_found_something():
    with pytest.raises(FieldError, match="severity"):
        visit(date(2016, 5, 3), severity="minor")
    with pytest.raises(FieldError, match="severity"):
        visit(date(2016, 5, 3), finding=Finding.NOTICE)
    late = visit(date(2016, 5, 3), known_on=date(2016, 6, 1))
    view = view_of(SUBJECT, visits=[late])
    assert view.facts("visit", at(date(2016, 5, 31))) == ()
    assert view.facts("visit", at(date(2016, 5, 31), date(2016, 6, 1)))[0].clean
    assert view.facts("visit", at(TODAY, date(2016, 5, 31))) == ()
    assert view.facts("visit", at(date(2016, 5, 2), TODAY)) == ()
    assert len(view.facts("visit", at(date(2016, 5, 3), TODAY))) == 1


def test_a_finding_known_later_gives_its_record_from_then_on():
    one = visit(
        date(2016, 5, 3), finding=Finding.NOTICE, severity="minor", known_on=date(2016, 6, 1)
    )
    assert records(one, known_at=date(2016, 5, 31)) == ()
    (record,) = records(one, known_at=date(2016, 6, 1))
    assert (record.decided_on, record.known_on) == (date(2016, 5, 3), date(2016, 6, 1))


def test_an_inspector_is_sent_from_the_first_day_of_qualification_to_the_last():
    people = [
        inspector("p1"),
        inspector("p2", until=date(2016, 6, 30)),
        attrs.evolve(inspector("p3"), since=date(2016, 3, 1)),
    ]
    code = "91110000600037341L"

    def sent(day):
        found = dispatch({code: TOWN}, at(day, TODAY), inspectors=people, seed="s")
        return set(found.draws[code].drawn) if code in found.draws else found.short

    assert sent(date(2016, 2, 29)) == {"p1", "p2"}
    assert sent(date(2016, 6, 30)) <= {"p1", "p2", "p3"}
    assert sent(date(2016, 7, 1)) == {"p1", "p3"}
    assert [people[1].qualified(date(2016, 6, 30) + n * timedelta(days=1)) for n in (0, 1)] == [
        True,
        False,
    ]
    assert [people[2].qualified(date(2016, 2, 29) + n * timedelta(days=1)) for n in (0, 1)] == [
        False,
        True,
    ]
    before = dispatch({code: TOWN}, at(TODAY, date(2016, 2, 29)), inspectors=people, seed="s")
    assert before.short == (code,)  # p3's qualification was not known yet, p2's has ended
