"""Indicators of which less is better: a trend down is a good one, and the lowest town is first."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from assessment_worlds import PLAN, A, B, C, sample

from qualitygov.assessment import FactTables, Verdict, judge, judge_all
from qualitygov.core.exact import Rate

pytestmark = pytest.mark.clause("2.2.2.b", "2.2.5.g")

FAILURES = attrs.evolve(
    PLAN.targets["food-production"].indicator,
    id="failures",
    counts=(),
    higher_is_better=False,
    kind="count",
    minimum=1,
)
BEFORE = date(2015, 5, 1)


def facts(**towns):
    """So many samples of each town, in the year before and in this."""
    return FactTables.of(
        {
            "sample": [
                sample(f"{on}-{n}", town, on)
                for town, (then, now) in towns.items()
                for on, number in ((BEFORE, then), (date(2016, 5, 1), now))
                for n in range(number)
            ]
        }
    )


def target(kind, **more):
    return attrs.evolve(
        PLAN.targets["food-production"],
        indicator=FAILURES,
        kind=kind,
        value=None,
        every=None,
        in_force_from=date(2014, 1, 1),
        **more,
    )


@pytest.mark.parametrize(
    ("direction", "then", "now", "met"),
    [
        ("rising", 5, 4, True),
        ("rising", 5, 5, False),
        ("rising", 4, 5, False),
        ("not-falling", 5, 4, True),
        ("not-falling", 5, 5, True),
        ("not-falling", 4, 5, False),
        ("falling-by", 10, 9, True),
        ("falling-by", 10, 10, False),
    ],
)
def test_fewer_than_the_year_before_is_better(direction, then, now, met):
    by = Rate(1, 10) if direction == "falling-by" else Rate(0, 1)
    one = target("trend", direction=direction, by=by)
    result = judge(one, facts(**{A: (then, now)}), A, PLAN.period)
    assert result.met is met
    # How far it lies on the good side: as many fewer as there are, beyond what was asked.
    line = then - then // 10 if direction == "falling-by" else then
    assert result.distance == Rate(line - now, 1)
    said = {"rising": "should fall", "not-falling": "should not rise", "falling-by": "by 10"}
    assert said[direction] in result.say()


@pytest.mark.parametrize(
    ("direction", "then", "now", "met"),
    [("rising", 4, 5, True), ("rising", 5, 4, False), ("not-falling", 5, 5, True)],
)
def test_more_than_the_year_before_is_better_where_more_is(direction, then, now, met):
    more = attrs.evolve(FAILURES, higher_is_better=True)
    one = attrs.evolve(target("trend", direction=direction), indicator=more)
    result = judge(one, facts(**{A: (then, now)}), A, PLAN.period)
    assert (result.met, result.distance) == (met, Rate(now - then, 1))
    assert {"rising": "should rise", "not-falling": "should not fall"}[direction] in result.say()


def test_the_town_with_the_fewest_is_first_and_ties_share_a_rank():
    one = target("rank", divisor=3, above=None)
    world = facts(**{A: (0, 2), B: (0, 7), C: (0, 2)})
    found = judge_all(one, world, (A, B, C), PLAN.period)
    assert {town: result.rank for town, result in found.items()} == {A: 1, B: 3, C: 1}
    assert [found[town].verdict for town in (A, B)] == [Verdict.MET, Verdict.MISSED]


def test_what_speaks_against_a_town_is_what_was_counted():
    counted = attrs.evolve(
        PLAN.targets["food-production"].indicator, id="share", higher_is_better=False
    )
    world = FactTables.of({"sample": [sample(1, A), sample(2, A, standing="failed")]})
    assert counted.measure(world, A, PLAN.period).ids.against == (f"{A}/1",)
