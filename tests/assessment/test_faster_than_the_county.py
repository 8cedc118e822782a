"""Growth beyond the county's: all towns' years together, what rose from nothing included."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from test_bounds import GOOD, YEAR, A, B, C, facts, indicator, rows, target

from qualitygov.assessment import Verdict, judge_all

TOWNS = (A, B, C)
FASTER = target(indicator(kind="growth", counts=GOOD), kind="faster", value=None)
BEFORE = date(2015, 6, 1)


def years(town, before, now, **more):
    made = rows(town, BEFORE, done=before) + rows(town, done=now, **more)
    return [attrs.evolve(row, id=f"{row.id}/{row.on.year}") for row in made]


def judged(*towns):
    """What each town comes to, from what it had the year before and has now."""
    made = [row for town, had in zip(TOWNS, towns, strict=True) for row in years(town, **had)]
    return judge_all(FASTER, facts(made), TOWNS, YEAR)


def had(before, now, **more):
    return {"before": before, "now": now, **more}


def test_what_rose_from_nothing_is_part_of_the_countys_growth():
    """0 to 10, 2 to 3 and 2 to 2: the county has 4, then 15, so that half as much is slower."""
    found = judged(had(0, 10), had(2, 3), had(2, 2))
    assert found[B].line.fraction == Fraction(15 - 4, 4)
    assert [found[town].verdict.value for town in TOWNS] == ["met", "missed", "missed"]


def test_a_rise_from_nothing_is_faster_than_any_rate():
    found = judged(had(0, 1), had(1, 9), had(1, 9))[A]
    assert found.verdict is Verdict.MET
    assert found.distance is None
    assert "from nothing" in found.reason.en
    assert "自零增长" in found.reason.zh
    still = judged(had(0, 0), had(1, 9), had(1, 9))[A]
    assert still.verdict is Verdict.MISSED


def test_what_is_open_elsewhere_bounds_the_countys_growth():
    """5 open ones of another town, counted or not: far behind it, beyond it either way, between."""
    alone = judged(had(2, 9), had(2, 2, open=5), had(2, 2))
    assert alone[A].verdict is Verdict.MET
    assert judged(had(2, 1), had(2, 2, open=5), had(2, 2))[A].verdict is Verdict.MISSED
    between = judged(had(2, 4), had(2, 2, open=5), had(2, 2))[A]
    assert between.verdict is Verdict.OPEN
    assert between.ends.now.met


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3, st.booleans()), min_size=3, max_size=3))
def test_however_the_open_ones_end_the_verdict_was_possible(drawn):
    then = judged(*(had(before, now, open=open_) for before, now, open_, _ in drawn))
    after = judged(*(had(before, now + open_ * good) for before, now, open_, good in drawn))
    for town in TOWNS:
        if then[town].verdict in (Verdict.MET, Verdict.MISSED) and after[town].ends.now:
            assert after[town].verdict is then[town].verdict
