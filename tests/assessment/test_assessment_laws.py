"""Laws of the assessment: order never matters, worse facts never help, lines add up, ties share ranks."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

import attrs
import pytest
from assessment_worlds import (
    AS_OF,
    BOOK,
    PLAN,
    TOWNS,
    A,
    B,
    C,
    assess,
    good_world,
    judge,
    plain_row,
    record,
    sample,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.assessment import (
    FactTables,
    Period,
    Readiness,
    Verdict,
    competition_ranks,
    compile_assessment,
    ranked,
)
from qualitygov.assessment.items import item_result
from qualitygov.core.exact import Points, Rate
from qualitygov.county.run import assess_facts
from qualitygov.rulebook import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.safety.facts import AccidentDutyFact

ITEMS = {item.id: item for item in PLAN.items}
LIGHT = settings(max_examples=60, deadline=None)


def rates(passes, fails, pending=0):
    rows = [sample(n) for n in range(passes)]
    rows += [sample(f"f{n}", standing="failed") for n in range(fails)]
    return {"sample": rows + [sample(f"p{n}", standing="open") for n in range(pending)]}


def in_item(world, item="food-production"):
    return item_result(ITEMS[item], judge(world, ITEMS[item].target.id))


def earned(world, item="food-production"):
    """What an item earns as things stand, in thousandths; None where nothing can be said."""
    points = in_item(world, item).points
    return None if points is None else points.thousandths


def test_the_good_town_is_first_ready_and_full():
    towns = assess(good_world())
    best = towns[A]
    assert (best.score, best.bonus, best.grade, best.rank) == (
        Points(105_000),
        Points(5_000),
        "A",
        1,
    )
    assert best.acceptance.readiness is Readiness.READY
    assert not best.acceptance.missed
    assert not best.acceptance.lacking
    assert best.front_group
    assert not best.has_to_report
    assert towns[B].acceptance.readiness is Readiness.NOT_READY
    assert "marks-number" in towns[B].acceptance.missed
    assert "green-number" not in towns[B].acceptance.missed


def test_an_empty_county_cannot_be_graded():
    towns = assess({})
    assert {town.grade for town in towns.values()} == {None}
    assert {town.rank for town in towns.values()} == {None}
    assert all(town.not_assessable for town in towns.values())


@LIGHT
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_facts_never_matters(seed):
    world = {name: rows[:] for name, rows in MIXED.items()}
    for rows in world.values():
        random.Random(seed).shuffle(rows)
    shuffled = assess(world)
    assert shuffled == MIXED_RESULT
    assert [town.lines for town in shuffled.values()] == [
        town.lines for town in MIXED_RESULT.values()
    ]


def _mixed():
    """Failures in A, no aquatic samples in B, missing evidence and an accident in C."""
    world = good_world()
    world["sample"] += [sample(f"x{n}", A, standing="failed") for n in range(8)]
    world["sample"] = [row for row in world["sample"] if row.town != B or row.domain != "aquatic"]
    world["evidence"] = [row for row in world["evidence"] if row.town != C or row.item != "rules"]
    world["record"] = [record("accident", "extra-major", C)]
    return world


MIXED = _mixed()
MIXED_RESULT = assess(MIXED)


def test_lines_add_up():
    for town in [*MIXED_RESULT.values(), *assess(good_world()).values()]:
        assert sum((line.points for line in town.lines), Points(0)) == town.score
    assert any(line.id == "scale" for line in MIXED_RESULT[B].lines)
    assert any(line.id == "bonus-cap" for line in assess(good_world())[A].lines)


def test_not_assessable_is_apart_and_weighs_neither_way():
    town = MIXED_RESULT[B]
    assert [one.item.id for one in town.not_assessable] == [
        "aquatic-products",
        "environment-monitoring",
    ]
    assert town.assessable == Points(96_000)
    assert town.score == Points(100_000 * town.earned.thousandths // 96_000) + town.bonus


def test_grade_needs_half_of_the_points():
    world = {"evidence": [row for row in good_world()["evidence"] if row.town == A]}
    town = assess(world)[A]
    assert town.assessable < Points(50_000)
    assert town.score is not None
    assert town.band is None
    assert town.grade is None
    assert town.rank is None


@LIGHT
@given(st.integers(0, 60), st.integers(0, 60))
def test_a_failure_more_never_helps(passes, fails):
    before, after = earned(rates(passes, fails)), earned(rates(passes, fails + 1))
    if before is not None:
        assert after is not None
        assert after <= before
    swapped = earned(rates(max(passes - 1, 0), fails + min(passes, 1)))
    assert swapped is None or before is None or swapped <= before


@LIGHT
@given(st.integers(0, 60), st.integers(0, 60))
def test_a_pass_more_never_hurts(passes, fails):
    before, after = earned(rates(passes, fails)), earned(rates(passes + 1, fails))
    assert before is None or after >= before


@LIGHT
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 30))
def test_open_samples_count_nowhere_and_bound_the_points(passes, fails, pending):
    """Law: as things stand open samples count nowhere; however they end, within the bounds."""
    with_open = in_item(rates(passes, fails, pending))
    if with_open.points is not None:
        assert earned(rates(passes, fails, pending)) == earned(rates(passes, fails))
    for well in (0, pending // 2, pending):
        then = in_item(rates(passes + well, fails + pending - well))
        if then.points is not None:
            assert with_open.lowest <= then.points <= with_open.highest


@LIGHT
@given(st.integers(10, 300), st.data())
def test_proportional_points_are_exact(n, data):
    passes = data.draw(st.integers(0, n))
    share = Fraction(passes, n)
    expected = (
        5000
        if share >= Fraction(95, 100)
        else int(5000 * max(Fraction(0), (share - Fraction(9, 10)) / Fraction(5, 100)))
    )
    assert earned(rates(passes, n - passes)) == expected
    assert (earned(rates(passes, n - passes)) == 5000) == (share >= Fraction(95, 100))


@pytest.mark.parametrize(
    ("passes", "points"), [(940, 4000), (939, 3500), (930, 3500), (929, 3000), (800, 0)]
)
def test_each_started_percentage_point_costs(passes, points):
    rows = [
        sample(n, domain="industrial", standing="done" if n < passes else "failed")
        for n in range(1000)
    ]
    assert earned({"sample": rows}, "industrial-products") == points


def test_a_missed_quarter_never_earns_the_whole():
    world = good_world()
    world["sample"] += [
        sample(f"q{n}", A, date(2016, 8, 9), "farm", "production", "failed") for n in range(2)
    ]
    expected = int(
        3000 * (Fraction(25, 27) - Fraction(9, 10)) / (Fraction(96, 100) - Fraction(9, 10))
    )
    assert earned(world, "farm-products") == expected < 3000


@given(st.lists(st.integers(0, 5), max_size=12))
def test_ranks_share_ties(values):
    ranks = competition_ranks(values)
    assert ranks == [1 + len([other for other in values if other > value]) for value in values]


def test_ranks_one_two_two_four():
    assert competition_ranks([9, 8, 8, 7]) == [1, 2, 2, 4]
    assert competition_ranks([3, 1, 1]) == [1, 2, 2]


def _town(code, food, plan=PLAN):
    world = {name: [row for row in rows if row.town == A] for name, rows in good_world().items()}
    moved = {name: [attrs.evolve(row, town=code) for row in rows] for name, rows in world.items()}
    moved["sample"] += [sample(f"w{n}", code, standing="failed") for n in range(food)]
    return next(iter(assess_facts(plan, FactTables.of(moved), [code])))


def test_front_group_and_last_towns():
    codes = [f"33029910{n}" for n in range(1, 8)]
    towns = ranked(
        [_town(code, fails) for code, fails in zip(codes, (0, 6, 7, 7, 8, 9, 10), strict=True)]
    )
    assert [town.rank for town in towns] == [1, 2, 3, 3, 5, 6, 7]
    assert [town.front_group for town in towns] == [True, True, True, True, False, False, False]
    assert [town.has_to_report for town in towns] == [False, False, False, False, True, True, True]


def test_who_has_three_towns_behind_does_not_report():
    codes = [f"33029910{n}" for n in range(1, 9)]
    towns = ranked(
        [_town(code, fails) for code, fails in zip(codes, (0, 6, 7, 8, 9, 10, 11, 12), strict=True)]
    )
    assert [town.rank for town in towns] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [town.has_to_report for town in towns] == [False] * 5 + [True] * 3


def test_a_tie_at_the_end_reports_together():
    codes = [f"33029910{n}" for n in range(1, 7)]
    towns = ranked(
        [_town(code, fails) for code, fails in zip(codes, (0, 6, 7, 7, 7, 7), strict=True)]
    )
    assert [town.rank for town in towns] == [1, 2, 3, 3, 3, 3]
    assert [town.has_to_report for town in towns] == [False, False, True, True, True, True]


def liability(**more):
    """An accident for which the town answers by the approved report."""
    values = {
        "id": "R/accident",
        "duty": "accident-liability",
        "standing": "failed",
        "grade": "minor",
        "concealed": False,
        **more,
    }
    return attrs.evolve(plain_row(AccidentDutyFact, 1, A), **values)


VETOES = [
    ("accident-duty", liability(grade="extra-major"), liability(grade="major")),
    ("accident-duty", liability(concealed=True), liability(concealed=False)),
    ("record", record("falsified-data", "serious"), record("false-record", "serious")),
    ("record", record("quality-event", "systemic"), record("quality-event", "minor-thing")),
]


@pytest.mark.parametrize(("table", "grave", "slight"), VETOES)
def test_vetoes_force_the_grade_and_keep_the_score(table, grave, slight):
    world = good_world()
    others = world[table]
    world[table] = [*others, grave]
    town = assess(world)[A]
    assert (town.grade, town.score, town.rank, town.front_group) == ("D", Points(105_000), 3, False)
    assert town.grade_between == ("D", "D")
    assert town.acceptance.readiness is Readiness.NOT_READY
    assert town.vetoes[0].facts == (grave.id,)
    for harmless in (
        slight,
        attrs.evolve(grave, on=date(2015, 12, 31)),
        attrs.evolve(grave, standing="excused"),
    ):
        world[table] = [*others, harmless]
        assert assess(world)[A].grade == "A"


@pytest.mark.parametrize(("table", "grave"), [found[:2] for found in VETOES])
def test_what_may_still_veto_bounds_the_grade(table, grave):
    world = good_world()
    world[table] = [*world[table], attrs.evolve(grave, standing="open")]
    town = assess(world)[A]
    assert (town.grade, town.grade_between) == ("A", ("A", "D"))
    assert town.rank_between[0] == 1
    assert town.rank_between[1] > 1
    assert [found.facts for found in town.possible] == [(grave.id,)]


def test_every_verdict_has_numbers_and_two_wordings():
    for town in MIXED_RESULT.values():
        for result in town.targets.values():
            assert result.measured.numerator >= 0 or result.target.indicator.kind in (
                "growth",
                "increase",
            )
            assert result.reason.zh
            assert result.reason.en
            if result.verdict in (Verdict.MET, Verdict.MISSED):
                assert result.measured.defined
                assert result.distance is not None
        assert town.say("zh") != town.say("en")
        assert set(town.by_quality) == set(Quality)


def test_sections_have_their_points():
    found = {
        quality: sum(
            item.points for item in PLAN.items if item.quality is quality and not item.bonus
        )
        for quality in Quality
    }
    assert found == PLAN.sections
    assert {quality.value: points // 1000 for quality, points in found.items()} == {
        "mechanism": 20, "industry": 10, "product": 25, "engineering": 15, "service": 10, "environment": 20,
    }  # fmt: skip


EDGES = [
    (90_000, "A"),
    (89_999, "B"),
    (80_000, "B"),
    (79_999, "C"),
    (60_000, "C"),
    (59_999, "D"),
    (0, "D"),
]


@pytest.mark.parametrize(("score", "grade"), EDGES)
def test_bands_are_half_open(score, grade):
    assert next(band.id for band in PLAN.grades if score >= band.low) == grade


def test_windows():
    assert Period(date(2016, 1, 1), date(2016, 2, 29)).years_before(1).last == date(2015, 2, 28)
    assert Period(date(2015, 1, 1), date(2015, 2, 28)).years_before(3).last == date(2012, 2, 29)
    half = compile_assessment(Context(BOOK, as_of=date(2016, 5, 15))).period
    assert [part.last for part in half.split("quarter")] == [date(2016, 3, 31)]
    assert len(list(PLAN.period.split("month"))) == 12
    assert half.years_before(1) == Period(date(2015, 1, 1), date(2015, 5, 15))


def test_the_past_year_can_be_assessed_later():
    late = compile_assessment(Context.of_year(BOOK, 2016, as_of=date(2017, 2, 1)))
    assert late.period == PLAN.period
    assert {
        town.town: town.score for town in assess_facts(late, FactTables.of(good_world()), TOWNS)
    }[A] == Points(105_000)
    assert late.period.last == AS_OF


def test_facts_after_the_day_do_not_count():
    world = rates(20, 0)
    world["sample"] += [
        sample(f"later{n}", on=date(2017, 1, 1), standing="failed") for n in range(20)
    ]
    assert judge(world, "food-production").measured.value == Rate(20, 20)
