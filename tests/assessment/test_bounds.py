"""Verdicts with bounds: what is open counts as it stands, and bounds value, points, score and rank."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.assessment import (
    FactTables,
    Reported,
    Verdict,
    assess_town,
    compile_assessment,
    judge,
    judge_all,
)
from qualitygov.assessment.indicator import Indicator
from qualitygov.assessment.items import item_result
from qualitygov.assessment.left import Left
from qualitygov.assessment.parts import Deduction
from qualitygov.assessment.ranking import ranked
from qualitygov.core.exact import Points, Rate
from qualitygov.core.period import Period
from qualitygov.core.statistics import Proof
from qualitygov.plan.condition import Check
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.rulebook.model.duty import Control
from qualitygov.subject import Duty
from qualitygov.text import Text

BOOK = load_rulebook("strong-town")
PLAN = compile_assessment(Context.of_year(BOOK, 2016))
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
MOST = Points.of(100)
A, B, C = "330299101", "330299102", "330299103"
STANDINGS = ("done", "late", "failed", "open", "missing", "excused")
GOOD = (Check(column="standing", words=frozenset({"done"})),)


def rows(town=A, on=date(2016, 6, 1), **counts):
    return [
        Duty(
            id=f"{town}/{standing}/{n}",
            town=town,
            on=on,
            duty="d",
            standing=standing,
            settles_on=date(2017, 1, 20) if standing == "open" else None,
        )
        for standing, count in counts.items()
        for n in range(count)
    ]


def indicator(**more):
    values = {
        "id": "i",
        "label": Text("指标", "indicator"),
        "quality": Quality.PRODUCT,
        "clause": "2.2.2.b",
        "source": "s",
        "basis": PLAN.indicators["food-production"].basis,
        "kind": "rate",
        "facts": "t",
        "counts": GOOD,
        **more,
    }
    return Indicator(**values)


def target(own=None, **more):
    return attrs.evolve(
        PLAN.targets["food-production"], indicator=own or indicator(), id="t", **more
    )


def facts(made, reported=None):
    reports = (lambda *_: Reported()) if reported is None else (lambda *_: reported)
    return FactTables.of({"t": made}, reports)


def test_fifteen_passed_and_five_open_are_fifteen_to_twenty_of_twenty():
    result = judge(target(), facts(rows(done=15, open=5)), A, YEAR)
    measured = result.measured
    assert (measured.numerator, measured.denominator, measured.due) == (15, 15, 20)
    assert (measured.lowest, measured.highest) == (Rate(15, 20), Rate(20, 20))
    assert result.verdict is Verdict.OPEN
    assert len(measured.ids.open) == 5
    assert measured.settles_on == date(2017, 1, 20)
    assert measured.by_duty == {"d": {"done": 15, "open": 5}}
    assert "75.00%" in result.say()
    assert "2017-01-20" in result.say("zh")


@pytest.mark.parametrize(
    ("counts", "proof"),
    [
        ({"done": 15, "open": 5}, None),  # open: 15/15 now, 15/20 at worst
        ({"done": 18, "open": 1, "failed": 1}, None),
        ({"done": 15}, Proof.MET),
        ({"done": 19, "open": 1}, Proof.MET),  # met even at worst
        ({"done": 8, "failed": 2, "open": 3}, Proof.MISSED),  # missed even at best
    ],
)
def test_samples_prove_nothing_of_a_verdict_that_is_open(counts, proof):
    """An open target never ends with "met, but not beyond sampling error"."""
    sampled = target(indicator(sampled=True, minimum=5))
    result = judge(sampled, facts(rows(**counts)), A, YEAR)
    assert (None if result.proof is None else result.proof.proof) is proof
    for language in ("zh", "en"):
        said = any(one.say(language) in result.say(language) for one in Proof)
        assert said == (proof is not None)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ({"done": 19, "open": 1}, Verdict.MET),  # 19 of 20 at worst is the line itself
        ({"done": 18, "open": 1, "failed": 1}, Verdict.OPEN),
        ({"done": 17, "open": 1, "failed": 2}, Verdict.MISSED),  # 18 of 20 at best
        ({"done": 19, "late": 1}, Verdict.MET),
        ({"done": 19, "missing": 2}, Verdict.MISSED),
        ({"done": 1, "excused": 9}, Verdict.MET),
        ({"open": 3}, Verdict.OPEN),
        ({"excused": 3}, Verdict.NOT_APPLICABLE),
        ({}, Verdict.NOT_APPLICABLE),
    ],
)
def test_met_even_at_worst_missed_even_at_best(counts, verdict):
    assert judge(target(), facts(rows(**counts)), A, YEAR).verdict is verdict


COUNTS = st.fixed_dictionaries({name: st.integers(0, 12) for name in STANDINGS})
LINES = st.fractions(0, 1, max_denominator=20).map(Rate.of)


@settings(max_examples=200, deadline=None)
@given(COUNTS, LINES, st.booleans(), st.lists(st.booleans(), min_size=12, max_size=12))
def test_however_the_open_ones_turn_out_the_verdict_holds(counts, line, higher, well):
    """Law: a final verdict stays, and the value stays in its bounds, whatever becomes final."""
    own = indicator(higher_is_better=higher)
    goal = target(own, value=line, op="at-least" if higher else "at-most")
    before = judge(goal, facts(rows(**counts)), A, YEAR)
    settled = {**counts, "open": 0}
    for at in range(counts["open"]):
        settled["done" if well[at] else "failed"] += 1
    after = judge(goal, facts(rows(**settled)), A, YEAR)
    if before.verdict in (Verdict.MET, Verdict.MISSED, Verdict.NOT_APPLICABLE):
        assert after.verdict is before.verdict
    if after.measured.defined:
        low, high = before.measured.lowest, before.measured.highest
        assert low.fraction <= after.measured.value.fraction <= high.fraction
    item = attrs.evolve(PLAN.items[0], target=goal, partial="proportional", floor=Rate(0, 1))
    then, now = item_result(item, before), item_result(item, after)
    if now.points is not None:
        assert then.lowest <= now.points <= then.highest


@settings(max_examples=100, deadline=None)
@given(COUNTS)
def test_a_missing_one_counts_as_a_failed_one_and_an_excused_one_not_at_all(counts):
    base = judge(target(), facts(rows(**counts)), A, YEAR).measured
    failed = {**counts, "failed": counts["failed"] + counts["missing"], "missing": 0, "excused": 0}
    other = judge(target(), facts(rows(**failed)), A, YEAR).measured
    assert (base.numerator, base.denominator) == (other.numerator, other.denominator)
    assert (base.lowest, base.highest) == (other.lowest, other.highest)


def test_late_counts_where_the_clause_asks_for_done_and_not_for_in_time():
    done = indicator(counts=(Check(column="standing", words=frozenset({"done", "late"})),))
    made = facts(rows(done=1, late=1))
    assert judge(target(), made, A, YEAR).measured.value == Rate(1, 2)
    assert judge(target(done), made, A, YEAR).measured.value == Rate(2, 2)


def test_a_town_that_reported_nothing_earns_nothing():
    told = Reported(silent=(Text("样品", "samples"),))
    result = judge(target(), facts(rows(done=20), told), A, YEAR)
    item = item_result(attrs.evolve(PLAN.items[0], target=result.target), result)
    assert result.verdict is Verdict.NOT_REPORTED
    assert (item.points, item.lowest, item.highest) == (Points(0), Points(0), Points(0))
    assert "samples" in result.say()


def test_what_another_owner_did_not_report_is_open():
    told = Reported(unheard=(Text("样品", "samples"),))
    result = judge(target(), facts(rows(done=20), told), A, YEAR)
    item = item_result(attrs.evolve(PLAN.items[0], target=result.target), result)
    assert result.verdict is Verdict.NOT_REPORTED
    assert (item.points, item.lowest, item.highest) == (None, Points(0), item.full)


def test_what_could_not_be_read_is_not_assessed():
    told = Reported(unread=(Text("样品", "samples"),))
    assert judge(target(), facts(rows(done=20), told), A, YEAR).verdict is Verdict.NOT_ASSESSED


def test_rows_that_the_return_states_and_that_are_not_there_are_missing():
    measured = judge(target(), facts(rows(done=8), Reported(short=2)), A, YEAR).measured
    assert (measured.numerator, measured.denominator, measured.due) == (8, 10, 10)
    lower = indicator(higher_is_better=False)
    measured = judge(target(lower), facts(rows(done=1), Reported(short=2)), A, YEAR).measured
    assert (measured.numerator, measured.denominator) == (3, 3)


def test_rows_of_another_owner_that_are_not_there_are_open():
    measured = judge(target(), facts(rows(done=8), Reported(widened=2)), A, YEAR).measured
    assert measured.value == Rate(8, 8)
    assert (measured.lowest, measured.highest) == (Rate(8, 10), Rate(10, 10))


def test_too_few_costs_only_where_something_due_is_missing():
    few = indicator(minimum=10, sampled=True)
    plain = judge(target(few), facts(rows(done=9)), A, YEAR)
    missed = judge(target(few), facts(rows(done=8, missing=1)), A, YEAR)
    assert plain.verdict is missed.verdict is Verdict.TOO_FEW
    item = attrs.evolve(PLAN.items[0], target=plain.target)
    assert item_result(item, plain).why is Left.TOO_FEW
    assert item_result(item, missed).points == Points(0)


def test_what_the_town_does_not_control_is_shown_and_not_scored():
    own = indicator(controllable=Control.NONE)
    result = judge(target(own), facts(rows(failed=9)), A, YEAR)
    item = item_result(attrs.evolve(PLAN.items[0], target=result.target), result)
    assert result.verdict is Verdict.MISSED
    assert (item.points, item.why) == (None, Left.NOT_IN_HAND)


def test_what_is_perfect_already_holds_a_rising_target():
    rising = target(kind="trend", direction="rising")
    full = [*rows(done=5), *rows(on=date(2015, 6, 1), done=5)]
    assert judge(rising, facts(full), A, YEAR).verdict is Verdict.MET
    same = [*rows(done=4, failed=1), *rows(on=date(2015, 6, 1), done=4, failed=1)]
    assert judge(rising, facts(same), A, YEAR).verdict is Verdict.TOO_FEW


def test_a_trend_is_open_while_either_year_is():
    rising = target(kind="trend", direction="rising")
    before = rows(on=date(2015, 6, 1), done=20, failed=20)
    assert judge(rising, facts([*rows(done=5, open=15), *before]), A, YEAR).verdict is Verdict.OPEN
    sure = [*rows(done=39, open=1), *before]
    assert judge(rising, facts(sure), A, YEAR).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ({"failed": 1}, {"done": 1}, Verdict.TOO_FEW),  # one work
        ({"done": 1, "failed": 2}, {"done": 3}, Verdict.TOO_FEW),  # three samples
        ({"done": 9, "failed": 3}, {"done": 10, "failed": 2}, Verdict.TOO_FEW),  # by chance
        ({"done": 20, "failed": 20}, {"done": 40}, Verdict.MET),
        ({"done": 40}, {"done": 20, "failed": 20}, Verdict.MISSED),
        ({"done": 20, "failed": 20}, {"done": 20, "failed": 20}, Verdict.TOO_FEW),
        ({"done": 1, "failed": 2}, {"done": 1, "failed": 2}, Verdict.TOO_FEW),
        ({"done": 3}, {"done": 3}, Verdict.MET),  # 100 % that stays 100 %
    ],
)
def test_a_few_decide_no_trend(before, now, verdict):
    rising = target(kind="trend", direction="rising", confidence=Rate(95, 100), least=10)
    made = facts([*rows(**now), *rows(on=date(2015, 6, 1), **before)])
    assert judge(rising, made, A, YEAR).verdict is verdict


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 8),
    st.integers(10, 30),
    st.integers(0, 30),
    st.sampled_from(["rising", "not-falling"]),
)
def test_however_the_open_ones_turn_out_the_trend_holds(good, bad, opened, then, less, direction):
    """Law: a trend that is met or missed stays so, whatever becomes of what is open."""
    goal = target(kind="trend", direction=direction)
    passed = min(less, then)
    before = rows(on=date(2015, 6, 1), done=passed, failed=then - passed)
    made = facts([*before, *rows(done=good, failed=bad, open=opened)])
    verdict = judge(goal, made, A, YEAR).verdict
    for well in range(opened + 1):
        settled = facts([*before, *rows(done=good + well, failed=bad + opened - well)])
        after = judge(goal, settled, A, YEAR).verdict
        assert verdict is after or verdict not in (Verdict.MET, Verdict.MISSED)


@pytest.mark.parametrize("good", [0, 1, 3])
@pytest.mark.parametrize("direction", ["rising", "not-falling"])
def test_a_rate_that_stands_still_never_does_worse_than_one_that_falls(good, direction):
    goal = target(kind="trend", direction=direction, confidence=Rate(95, 100), least=10)

    def verdict(before, now):
        found = [
            *rows(on=date(2015, 6, 1), done=before, failed=12 - before),
            *rows(done=now, failed=12 - now),
        ]
        return judge(goal, FactTables.of({"t": found}), A, YEAR).verdict

    still = Verdict.MET if direction == "not-falling" else Verdict.TOO_FEW
    assert verdict(good, good) is still
    assert verdict(good + 1, good) is Verdict.TOO_FEW
    assert verdict(12, 12) is Verdict.MET


def test_one_work_or_three_samples_decide_no_trend():
    goal = target(kind="trend", direction="rising")
    for then, now, verdict in (
        ({"done": 0, "failed": 1}, {"done": 1}, Verdict.TOO_FEW),
        ({"done": 1, "failed": 2}, {"done": 3}, Verdict.TOO_FEW),
        ({"done": 10, "failed": 10}, {"done": 11, "failed": 9}, Verdict.TOO_FEW),
        ({"done": 5, "failed": 15}, {"done": 15, "failed": 5}, Verdict.MET),
        ({"done": 15, "failed": 5}, {"done": 5, "failed": 15}, Verdict.MISSED),
    ):
        made = facts([*rows(on=date(2015, 6, 1), **then), *rows(**now)])
        assert judge(goal, made, A, YEAR).verdict is verdict


def test_what_no_town_has_to_do_is_no_silence():
    share = indicator(kind="share", sum="done", of="all")
    assert judge(target(share), facts([]), A, YEAR).verdict is Verdict.NOT_APPLICABLE
    assert judge(target(share), facts(rows(excused=2)), A, YEAR).verdict is Verdict.NOT_APPLICABLE
    total = indicator(kind="total", sum="value")
    assert judge(target(total), facts([]), A, YEAR).verdict is Verdict.NOT_REPORTED
    assert judge(target(total), facts(rows(excused=1)), A, YEAR).verdict is Verdict.NOT_APPLICABLE


def test_a_composite_stands_on_the_duties_of_its_parts():
    part = indicator()
    whole = indicator(kind="composite", facts="figure", parts=((part, 1),), counts=())
    other = attrs.evolve(rows(open=1)[0], duty="other", settles_on=date(2018, 1, 1))
    made = FactTables.of({"t": rows(done=3, open=1), "figure": [other]})
    measured = whole.measure(made, A, YEAR)
    assert measured.by_duty == {"d": {"done": 3, "open": 1}}
    assert measured.settles_on == date(2017, 1, 20)


def test_a_rank_is_open_while_a_rival_may_still_pass():
    front = target(kind="rank", divisor=3)
    made = [*rows(A, done=8, failed=2), *rows(B, done=7, open=3), *rows(C, done=1, failed=9)]
    found = judge_all(front, facts(made), [A, B, C], YEAR)
    assert {town: result.verdict for town, result in found.items()} == {
        A: Verdict.OPEN,
        B: Verdict.OPEN,
        C: Verdict.MISSED,
    }
    assert found[B].rank == 1  # 7 of 7 as it stands


def test_a_silent_town_is_a_peer_and_comes_last():
    front = target(kind="rank", divisor=2)
    silent = Reported(silent=(Text("样品", "samples"),))
    made = FactTables.of(
        {"t": [*rows(A, done=5), *rows(B, done=5), *rows(C, done=9)]},
        lambda _asked, town, _period: silent if town == C else Reported(),
    )
    found = judge_all(front, made, [A, B, C], YEAR)
    assert (found[A].peers, found[A].rank, found[C].verdict) == (3, 1, Verdict.NOT_REPORTED)


def _town(code, **counts):
    goal = target(value=Rate(1, 1))
    items = tuple(
        attrs.evolve(PLAN.items[0], target=goal, partial="proportional", floor=Rate(0, 1))
        for _ in range(1)
    )
    plan = attrs.evolve(PLAN, items=items, vetoes=())
    made = facts(rows(code, **counts))
    return assess_town(plan, made, code, {goal.id: judge(goal, made, code, YEAR)})


RIVALS = st.lists(
    st.fixed_dictionaries({name: st.integers(0, 5) for name in ("done", "failed", "open")}),
    min_size=2,
    max_size=5,
)


@settings(max_examples=100, deadline=None)
@given(RIVALS, st.randoms(use_true_random=False))
def test_however_the_open_ones_turn_out_the_rank_stays_between(counts, chance):
    """Law: score, grade and rank stay in their bounds, whatever becomes of anybody's open facts."""
    codes = [f"33029910{n + 1}" for n in range(len(counts))]
    before = {
        one.town: one
        for one in ranked(_town(c, **own) for c, own in zip(codes, counts, strict=True))
    }
    settled = []
    for own in counts:
        well = chance.randint(0, own["open"])
        settled.append(
            {
                "done": own["done"] + well,
                "failed": own["failed"] + own["open"] - well,
            }
        )
    after = {
        one.town: one
        for one in ranked(_town(c, **own) for c, own in zip(codes, settled, strict=True))
    }
    for code in codes:
        then, now = before[code], after[code]
        if then.rank is None:
            continue  # nothing is final of it; it is a rival of the others all the same
        assert then.lowest <= now.score <= then.highest
        best, worst = then.rank_between
        assert best <= now.rank <= worst
        assert best <= then.rank <= worst
        order = [band.id for band in PLAN.grades]
        high, low = then.grade_between
        assert order.index(high) <= order.index(now.grade) <= order.index(low)


def test_a_town_that_may_still_be_graded_is_a_rival():
    """20 of 20 open: no grade yet, and it may end before the one with 8 of 10, or behind it."""
    sure, silent = _town(A, done=8, failed=2), _town(B, open=20)
    found = {one.town: one for one in ranked([sure, silent])}
    assert (found[A].rank, found[A].rank_between) == (1, (1, 2))
    assert (found[B].rank, found[B].may_be_ranked) == (None, True)
    low = attrs.evolve(_town(B, open=20), deductions=(Deduction("d", Text("a", "b"), MOST, 2015),))
    assert ranked([sure, low])[0].rank_between == (1, 1)  # not before it, whatever comes
    never = _town(B, excused=2)
    assert not never.may_be_ranked
    assert ranked([sure, never])[0].rank_between == (1, 1)


def test_the_middle_of_a_year_is_open_where_evidence_may_still_come():
    checklist = PLAN.targets["yearly-assessment"]
    early = Period(date(2016, 1, 1), date(2016, 3, 31))
    made = FactTables.of({"evidence": []})
    assert judge(checklist, made, A, early, ends=YEAR.last).verdict is Verdict.OPEN
    assert judge(checklist, made, A, YEAR, ends=YEAR.last).verdict is Verdict.MISSED


def test_growth_from_nothing_is_a_rise():
    own = indicator(kind="growth", counts=GOOD)
    goal = target(own, kind="threshold", value=Rate(0, 1), op="at-least")
    result = judge(goal, facts(rows(done=3)), A, YEAR)
    assert result.measured.value == Rate(1, 1)
    assert Fraction(result.distance.fraction) > 0


def test_what_is_still_to_come_in_a_running_year_is_open():
    """Two meetings held, six to come: 2 of 2 now, 2 to 8 of 8 in the end."""
    early = Period(date(2016, 1, 1), date(2016, 4, 5))
    made = [*rows(on=date(2016, 3, 31), done=2), *rows(on=date(2016, 12, 31), open=6)]
    goal = target(value=Rate(1, 1), op="equal")
    result = judge(goal, facts(made), A, early, ends=YEAR.last)
    measured = result.measured
    assert (measured.numerator, measured.denominator, measured.due) == (2, 2, 8)
    assert (measured.lowest, measured.highest) == (Rate(2, 8), Rate(8, 8))
    assert result.verdict is Verdict.OPEN
    later = [*rows(on=date(2016, 3, 31), done=2), *rows(on=date(2017, 3, 31), open=6)]
    assert judge(goal, facts(later), A, early, ends=YEAR.last).verdict is Verdict.MET


# what is missing may be done late, until the cut-off


DONE = (Check(column="standing", words=frozenset({"done", "late"})),)
NOT_DONE = (Check(column="standing", words=frozenset({"failed", "missing"})),)
CUTOFF = date(2017, 3, 1)


def before_the_cutoff(own, found, period=YEAR):
    facts = FactTables.of({"t": found}, to_come=(YEAR, CUTOFF))
    return own.measure(facts, A, period)


def test_what_may_be_done_late_bounds_a_rate_that_asks_whether_it_was_done():
    found = rows(done=1, missing=2, failed=1)
    measured = before_the_cutoff(indicator(counts=DONE), found)
    assert (measured.value, measured.lowest) == (Rate(1, 4), Rate(1, 4))
    assert measured.highest == Rate(3, 4)
    assert measured.settles_on == CUTOFF
    assert measured.ids.open == measured.ids.missing == (f"{A}/missing/0", f"{A}/missing/1")
    verdict = judge(
        target(indicator(counts=DONE), value=Rate(1, 2)),
        FactTables.of({"t": found}, to_come=(YEAR, CUTOFF)),
        A,
        YEAR,
    ).verdict
    assert verdict is Verdict.OPEN


def test_what_may_be_done_late_changes_no_rate_that_asks_whether_it_was_done_in_time():
    measured = before_the_cutoff(indicator(), rows(done=1, missing=2))
    assert measured.settled
    assert measured.ids.open == ()


def test_a_rate_of_what_was_not_done_falls_where_it_is_done_late():
    own = indicator(counts=NOT_DONE, higher_is_better=False)
    measured = before_the_cutoff(own, rows(done=1, missing=2, failed=1))
    assert (measured.lowest, measured.highest) == (Rate(1, 4), Rate(3, 4))
    count = before_the_cutoff(attrs.evolve(own, kind="count"), rows(missing=2, failed=1))
    assert (count.lowest, count.value, count.highest) == (Rate(1, 1), Rate(3, 1), Rate(3, 1))
    wanted = indicator(counts=DONE, kind="count")
    count = before_the_cutoff(wanted, rows(done=1, missing=2))
    assert (count.lowest, count.value, count.highest) == (Rate(1, 1), Rate(1, 1), Rate(3, 1))


def test_of_the_year_before_nothing_is_done_late_any_more():
    before = Period(date(2015, 1, 1), date(2015, 12, 31))
    found = rows(on=date(2015, 6, 1), done=1, missing=1)
    assert before_the_cutoff(indicator(counts=DONE), found, before).settled
    assert indicator(counts=DONE).measure(FactTables.of({"t": rows(missing=1)}), A, YEAR).settled


@given(st.fixed_dictionaries({name: st.integers(0, 3) for name in STANDINGS}), st.data())
def test_what_is_done_late_in_the_end_lies_within_the_bounds(counts, data):
    found = rows(**counts)
    early = before_the_cutoff(indicator(counts=DONE), found)
    may = [row for row in found if row.standing in ("missing", "open")]
    done = data.draw(st.sets(st.sampled_from([row.id for row in may]))) if may else set()
    settled = [
        attrs.evolve(row, standing="late")
        if row.id in done
        else attrs.evolve(row, standing="missing")
        if row.standing == "open"
        else row
        for row in found
    ]
    late = indicator(counts=DONE).measure(FactTables.of({"t": settled}), A, YEAR)
    if late.defined:
        assert early.lowest.fraction <= late.value.fraction <= early.highest.fraction
