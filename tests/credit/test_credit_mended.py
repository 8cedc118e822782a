"""What scores, outlooks and badges once got wrong."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import attrs
import pytest
from books import book_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_drawn_rulebooks import worlds
from worlds import UNITS, record_table, unit_table

from qualitygov.core.period import Period
from qualitygov.credit import Badge, CreditRecord, CreditScorer, Excluded, excluded, stands
from qualitygov.credit.cells import Stretch
from qualitygov.credit.evaluate import tally
from qualitygov.credit.frame import frame_of
from qualitygov.credit.plan import compile_credit
from qualitygov.errors import RulebookError
from qualitygov.rulebook.context import Context

AS_OF = date(2016, 12, 31)
CHOICES = ["decided", "happened", "known"]


BADGES = {
    "credit.badge-grade": {"kind": "choice", "value": "A", "choices": ["A"]},
    "credit.badge-years-aa": {"kind": "whole", "value": 2},
    "credit.badge-years-aaa": {"kind": "whole", "value": 3},
    "credit.trade-minimum": {"kind": "whole", "value": 10},
}


def document(**more):
    """A small rulebook with one kind of failing."""
    numbers = {"credit.base": 100, "credit.floor": 0, "credit.ceiling": 110, "credit.bonus-cap": 50}
    numbers |= more.pop("numbers", {})
    rule = {
        "scale": ["s0"],
        "points": {"s0": -10},
        "windows": {"s0": "w"},
        **more.pop("rule", {}),
    }
    return {
        "parameter": {
            "assessment.year": {"kind": "choice", "value": "calendar", "choices": ["calendar"]},
            "assessment.closes": {"kind": "span", "value": "2 months 1 day"},
            "credit.listed-grade": {"kind": "choice", "value": "D", "choices": ["D"]},
            "credit.counts-from": {"kind": "choice", "value": "decided", "choices": CHOICES},
            **BADGES,
            **{name: {"kind": "points", "value": value} for name, value in numbers.items()},
        },
        "credit-grade": {
            "A": {"low": 90},
            "B": {"low": 60, "below": 90},
            "D": {"low": 0, "below": 60},
        },
        "credit-window": {"w": {"length": "36 months"}},
        "credit-rule": {"k": rule},
        **more,
    }


def rec(kind="k", severity="s0", on=date(2016, 6, 1), **more):
    values = {"id": f"{kind}-{severity}-{on}", "happened_on": on, "decided_on": on, "known_on": on}
    return CreditRecord(
        subject=UNITS[0].code,
        kind=kind,
        severity=severity,
        source_document="文号",
        **{**values, **more},
    )


def both(book, found, as_of=AS_OF):
    """(score, grade) of an entity and of a table."""
    scorer = CreditScorer(book, as_of=as_of)
    one = scorer.score(UNITS[0], found)
    row = scorer.score_frame(unit_table(UNITS[:1]), record_table(found)).row(0)
    return (one.totals.score, one.grade), row[1:3]


def test_a_rule_may_have_eighteen_severities():
    scale = [f"s{n}" for n in range(18)]
    rule = {
        "scale": scale,
        "points": {s: -n for n, s in enumerate(scale)},
        "windows": dict.fromkeys(scale, "w"),
    }
    book = book_of(document(rule=rule))
    assert both(book, [rec(severity="s17")]) == ((83_000, "B"), (83_000, "B"))


@pytest.mark.parametrize(("measure", "score"), [(None, 100_000), (-1, 100_000), (0, 102_000)])
def test_a_minimum_of_nothing_asks_for_a_measure(measure, score):
    rule = {"merit": True, "points": {"s0": 2}, "min_measure": 0}
    one, row = both(book_of(document(rule=rule)), [rec(measure=measure)])
    assert one == row == (score, "A")


def test_a_term_in_days_is_answered_in_rows_and_in_columns():
    repeat = {"points": -30, "within": "60 days", "severity_from": "s0"}
    book = book_of(document(rule={"repeat": repeat}))
    for days, score in ((60, 60_000), (61, 80_000)):
        pair = [rec(on=date(2016, 3, 1)), rec(on=date(2016, 3, 1) + timedelta(days=days))]
        assert both(book, pair) == ((score, "B"),) * 2


def test_a_floor_above_the_ceiling_is_no_plan():
    def plan():
        book = book_of(document(numbers={"credit.floor": 120}))
        return CreditScorer(book, as_of=AS_OF).plan

    with pytest.raises(RulebookError, match="floor"):
        plan()


@pytest.mark.parametrize("within", ["12 months", "calendar-year"])
def test_the_end_of_a_repeats_term(within):
    """On the last day it repeats, on the next it does not."""
    repeat = {"points": -30, "within": within, "severity_from": "s0"}
    book = book_of(document(rule={"repeat": repeat}))
    first = date(2015, 6, 15) if within == "12 months" else date(2015, 1, 1)
    last = date(2016, 6, 15) if within == "12 months" else date(2015, 12, 31)
    for on, score in ((last, 60_000), (last + timedelta(days=1), 80_000)):
        assert both(book, [rec(on=first), rec(on=on)]) == ((score, "B"),) * 2


@pytest.mark.parametrize("within", ["11 months", "calendar-year"])
def test_a_repeat_reaches_back_behind_the_window(within):
    """The first record has lapsed; the second still weighs, and is a repetition of it."""
    repeat = {"points": -30, "within": within, "severity_from": "s0"}
    windows = {"w": {"length": "12 months"}}
    book = book_of(document(rule={"repeat": repeat}) | {"credit-window": windows})
    pair = [rec(on=date(2016, 1, 1)), rec(on=date(2016, 12, 1))]
    assert both(book, pair, date(2017, 11, 30)) == ((70_000, "B"),) * 2


def test_the_highest_of_failings_is_the_gravest():
    rule = {
        "scale": ["s0", "s1"],
        "points": {"s0": -10, "s1": -25},
        "windows": {"s0": "w", "s1": "w"},
        "combine": "highest",
    }
    found = [rec(), rec(severity="s1")]
    assert both(book_of(document(rule=rule)), found) == ((75_000, "B"),) * 2


def test_the_worst_of_two_forced_grades_holds():
    rules = {
        name: {
            "scale": ["s0"],
            "points": {"s0": 0},
            "windows": {"s0": "w"},
            "forces": {"grade": grade, "severity_from": "s0"},
        }
        for name, grade in (("k", "B"), ("l", "D"))
    }
    book = book_of(document() | {"credit-rule": rules})
    assert both(book, [rec("k"), rec("l")]) == ((100_000, "D"),) * 2


def test_one_record_of_a_kind_that_forces_a_grade_is_enough():
    rule = {
        "scale": ["s0", "s1"],
        "points": {"s0": 0, "s1": 0},
        "windows": {"s0": "w", "s1": "w"},
        "forces": {"grade": "D", "severity_from": "s1"},
    }
    found = [rec(), rec(severity="s1"), rec(on=date(2016, 7, 1))]
    assert both(book_of(document(rule=rule)), found) == ((100_000, "D"),) * 2


def test_what_voids_a_merit_ends_with_the_merits_own_window(book):
    passed = [rec("sample-passed", "passed", date(2016, n, 1)) for n in (1, 2, 3)]
    failed = rec("sampling-fail", "minor", date(2015, 6, 1))
    last, after = date(2017, 6, 1), date(2017, 6, 2)
    assert both(book, [*passed, failed], last) == ((100_000, "A"),) * 2
    assert both(book, [*passed, failed], after) == ((102_000, "A"),) * 2
    revoked = attrs.evolve(failed, revoked_on=date(2016, 1, 1))
    assert both(book, [*passed, revoked], last) == ((102_000, "A"),) * 2
    scorer = CreditScorer(book, as_of=last)
    assert after in {c.day for c in scorer.outlook(UNITS[0], [*passed, failed]).changes}


def test_a_badge_asks_for_every_day_of_its_years(book):
    unit = attrs.evolve(UNITS[0], registered_on=date(2010, 1, 1))
    scorer = CreditScorer(book, as_of=AS_OF)
    bad = rec("recheck-fail", "serious", date(2016, 2, 1), repaired_on=date(2016, 12, 30))
    assert scorer.score(unit, [bad]).grade == "A"
    assert scorer.badge(unit, [bad]) is None
    earlier = rec("recheck-fail", "serious", date(2014, 2, 1), repaired_on=date(2015, 1, 1))
    assert scorer.badge(unit, [earlier]) is Badge.AA
    day_later = attrs.evolve(earlier, repaired_on=date(2015, 1, 2))
    assert scorer.badge(unit, [day_later]) is None
    listed = Period(date(2016, 3, 1), date(2016, 3, 2))
    assert scorer.badge(unit, []) is Badge.AAA
    assert scorer.badge(unit, [], listings=[listed]) is None


def test_the_outlook_sees_repairs_and_stays_that_are_known_to_come(book):
    scorer = CreditScorer(book, as_of=AS_OF, known_at=date(2017, 12, 31))
    repaired = rec("penalty", "general", repaired_on=date(2017, 2, 1))
    stayed = rec(
        "penalty",
        "general",
        date(2016, 5, 1),
        appealed_on=date(2016, 6, 1),
        stayed_on=date(2016, 6, 1),
        appeal_ended_on=date(2017, 3, 1),
    )
    now = scorer.score(UNITS[0], [repaired])
    assert now.lines[1].changes_on == date(2017, 2, 1)
    changes = scorer.outlook(UNITS[0], [repaired, stayed]).changes
    assert [(c.day, str(c.score)) for c in changes[:2]] == [
        (date(2017, 2, 1), "100"),
        (date(2017, 3, 1), "90"),
    ]


def test_the_outlook_looks_as_far_as_anything_changes():
    windows = {"w": {"length": "15 years"}}
    book = book_of(document() | {"credit-window": windows})
    outlook = CreditScorer(book, as_of=AS_OF).outlook(UNITS[0], [rec()])
    assert [c.day for c in outlook.changes] == [date(2031, 6, 2)]


def test_the_outlook_ends_with_the_last_day_that_can_be_asked_of():
    """What comes after it is not told, and the outlook says so; before, nothing is left out."""
    book, late = book_of(document()), date(9899, 12, 1)
    before = date(9896, 12, 2)  # its window ends on 9899-12-02
    scorer = CreditScorer(book, as_of=late)
    outlook = scorer.outlook(UNITS[0], [rec(on=late), rec(on=before)])
    assert [change.day for change in outlook.changes] == [date(9899, 12, 3)]
    assert "9899-12-31" in outlook.note.en
    assert "9899-12-31" in outlook.note.zh
    assert scorer.outlook(UNITS[0], [rec(on=late)], listed_until=date.max).changes == ()
    assert scorer.to_reach("A", UNITS[0], [rec(on=late), rec(on=before)]).by_itself_on == date(
        9899, 12, 3
    )


@settings(max_examples=25)
@given(worlds(), st.lists(st.integers(1, 2500), min_size=3, max_size=3))
def test_between_the_days_of_an_outlook_nothing_changes(world, steps):
    drawn, found, as_of, known_at, listed = world
    scorer = CreditScorer(book_of(drawn), as_of=as_of, known_at=known_at)
    until = listed.get(UNITS[0].code)
    outlook = scorer.outlook(UNITS[0], found, listed_until=until)
    for step in steps:
        day = as_of + timedelta(days=step)
        states = [(outlook.now.score, outlook.now.grade)]
        states += [(c.score, c.grade) for c in outlook.changes if c.day <= day]
        then = scorer.score_on(day, UNITS[0], found, listed_until=until)
        assert (then.score, then.grade) == states[-1]


def test_one_answer_to_whether_a_record_counts(book):
    context = Context(book, as_of=AS_OF)
    stayed = rec("accident", "larger", appealed_on=AS_OF, stayed_on=AS_OF)
    repaired = rec("accident", "larger", repaired_on=AS_OF)
    revoked = rec("accident", "larger", revoked_on=AS_OF)
    ended = rec("accident", "larger", valid_until=date(2016, 7, 1))
    reasons = [excluded(r, context) for r in (stayed, repaired, revoked, ended, rec("accident"))]
    assert reasons == [
        Excluded.STAYED,
        Excluded.REPAIRED,
        Excluded.REVOKED,
        Excluded.ENDED,
        None,
    ]
    assert [stands(r, context) for r in (stayed, repaired, revoked, ended)] == [
        False,
        True,
        False,
        True,
    ]


def test_scorers_take_days_as_text_and_come_from_a_context(book):
    scorer = CreditScorer(book, as_of="2016-12-31", known_at="2017-01-31")
    context = Context(book, as_of=AS_OF, known_at=date(2017, 1, 31))
    assert CreditScorer.of(context) == scorer
    assert (scorer.as_of, scorer.known_at) == (AS_OF, date(2017, 1, 31))


def test_versions_of_a_rule_stand_side_by_side_by_the_day_of_the_act():
    """The table of cells can say which version decides for which act, in rows and in columns."""
    old, new = (
        Context(book_of(document(rule={"points": {"s0": points}})), as_of=AS_OF)
        for points in (-10, -20)
    )
    last = date(2016, 5, 31)
    stretches = (
        Stretch(date(2016, 1, 1), last, old.rules),
        Stretch(last + timedelta(days=1), date.max, new.rules),
    )
    plan = compile_credit(new, stretches)
    for act, score in ((date(2015, 12, 31), 100), (last, 90), (date(2016, 6, 1), 80)):
        found = [rec(on=date(2016, 7, 1), happened_on=act)]
        totals = tally(plan, UNITS[0].code[8:17], found, listed=False)
        row = frame_of(plan, unit_table(UNITS[:1]), record_table(found)).row(0)
        assert (totals.score, row[1]) == (score * 1000, score * 1000)


def test_results_pickle_copy_and_compare(book):
    scorer = CreditScorer(book, as_of=AS_OF)
    found = [rec("penalty", "general"), rec("notice", "general", revoked_on=AS_OF)]
    score, outlook = scorer.score(UNITS[0], found), scorer.outlook(UNITS[0], found)
    assert score == scorer.score(UNITS[0], found)
    assert score != scorer.score(UNITS[0], found[:1])
    assert repr(score) == f"CreditScore(code={UNITS[0].code!r}, score=Points.of('90'), grade='A')"
    for again in (copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))):
        assert again(scorer).score(UNITS[0], found).lines == score.lines
        copied = again(score)
        assert (copied.lines, copied.excluded, copied.grade) == (
            score.lines,
            score.excluded,
            score.grade,
        )
        assert (copied, again(outlook), again(scorer)) == (score, outlook, scorer)
