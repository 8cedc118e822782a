"""Each target of the opinion can be met and missed, and says so with its numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest
from assessment_worlds import (
    AS_OF,
    BOOK,
    FIGURES,
    HELD,
    OTHERS,
    PLAN,
    PRODUCTS,
    TOWNS,
    A,
    B,
    certificate,
    drop,
    figure,
    good_world,
    judge,
    mandatory,
    project,
    sample,
    spoil_other,
)

from qualitygov.assessment import FactTables, Verdict, compile_assessment
from qualitygov.assessment import judge as judge_target
from qualitygov.core.exact import Rate
from qualitygov.core.statistics import Proof
from qualitygov.rulebook import Context

pytestmark = pytest.mark.clause(
    "2.2.1.a",
    "2.2.1.b",
    "2.2.1.c",
    "2.2.1.d",
    "2.2.1.e",
    "2.2.2.a",
    "2.2.2.b",
    "2.2.2.c",
    "2.2.2.d",
    "2.2.2.e",
    "2.2.2.f",
    "2.2.2.g",
    "2.2.2.h",
    "2.2.3.a",
    "2.2.3.b",
    "2.2.3.c",
    "2.2.3.d",
    "2.2.3.e",
    "2.2.3.f",
    "2.2.4.a",
    "2.2.4.b",
    "2.2.5.a",
    "2.2.5.b",
    "2.2.5.c",
    "2.2.5.d",
    "2.2.5.e",
    "2.2.5.f",
    "2.2.5.g",
)

CLAUSES_22 = {
    "2.2.b",
    "2.2.1.a", "2.2.1.b", "2.2.1.c", "2.2.1.d", "2.2.1.e",
    "2.2.2.a", "2.2.2.b", "2.2.2.c", "2.2.2.d", "2.2.2.e", "2.2.2.f", "2.2.2.g", "2.2.2.h",
    "2.2.3.a", "2.2.3.b", "2.2.3.c", "2.2.3.d", "2.2.3.e", "2.2.3.f",
    "2.2.4.a", "2.2.4.b",
    "2.2.5.a", "2.2.5.b", "2.2.5.c", "2.2.5.d", "2.2.5.e", "2.2.5.f", "2.2.5.g",
}  # fmt: skip


def _figure(item, value):
    def spoil(world):
        world["figure"] = [
            attrs.evolve(row, value=Decimal(value))
            if (row.town, row.item, row.on.year) == (A, item, 2016)
            else row
            for row in world["figure"]
        ]

    return spoil


def _failing(number, domain, stage, on=date(2016, 5, 1)):
    def spoil(world):
        world["sample"] += [
            sample(f"bad-{domain}-{n}", A, on, domain, stage, "failed") for n in range(number)
        ]

    return spoil


def _add(table, *rows):
    def spoil(world):
        world[table] += rows

    return spoil


def _change(table, where, **values):
    def spoil(world):
        world[table] = [
            attrs.evolve(row, **values) if row.town == A and where(row) else row
            for row in world[table]
        ]

    return spoil


def _failed(table, on):
    return _change(table, lambda row: row.on == on, standing="failed")


def _surveyed(subject, **values):
    return _change(
        "public-survey", lambda row: (row.subject, row.on.year) == (subject, 2016), **values
    )


def _more_elsewhere(kind, since, *, service=False):
    rows = [certificate(n, kind, B, since, service) for n in range(10, 40)]
    return _add("certificate", *rows)


SPOILERS = {
    "industry-energy": _figure("output-energy", 11),
    "industry-chemicals": _figure("output-chemicals", 11),
    "industry-farm-products": _figure("output-farm-products", "10.9"),
    "sector-structure": _change(
        "figure",
        lambda row: (row.item, row.on.year) == ("sector-structure", 2016),
        above=Decimal(80),
    ),
    **{
        name: _change(
            "figure",
            lambda row, name=name: (row.item, row.on.year) == (name, 2016),
            above=Decimal(80),
        )
        for name in ("high-tech-share", "concentration", "branded-share")
    },
    "branded-output": _figure("output-branded", 11),
    "value-added-per-head": _figure("value-added-per-head", 11),
    "famous-brand-enterprises": _more_elsewhere("famous-brand", 2014),
    "award-provincial": _more_elsewhere("quality-award-provincial", 2014),
    "award-municipal": _more_elsewhere("quality-award-municipal", 2014),
    "mandatory-violations": _add("mandatory", mandatory("bad", standing="failed")),
    "food-production": _failing(6, "food", "production"),
    "food-circulation": _failing(6, "food", "circulation"),
    "industrial-products": _failing(7, "industrial", "production"),
    "farm-products": _failing(2, "farm", "production", date(2016, 8, 9)),
    "aquatic-products": _failing(2, "aquatic", "circulation"),
    "acceptance-general": _add("project", project(99, standing="failed")),
    "structural-awards": _change(
        "project", lambda row: row.on.year == 2016, structural_award=False
    ),
    "service-certificates-number": _more_elsewhere("iso9001", 2014, service=True),
    "service-certificates-growth": _more_elsewhere("iso9001", 2016, service=True),
    "satisfaction": _change("survey", lambda _: True, satisfied=159),
    "quality-awareness": _surveyed("awareness", good=100),
    "public-dissatisfaction": _surveyed("quality", bad=80),
    "public-praise": _surveyed("quality", good=100),
    "surveys-held": _surveyed("quality", standing="missing"),
    "air-good-days": _change(
        "air-day", lambda row: row.on >= date(2016, 11, 1), standing="failed", good=False
    ),
    "noise-compliance": _failed("noise", date(2016, 12, 5)),
    "water-source-compliance": _failed("water", date(2016, 12, 5)),
    "forest-cover": _figure("forest-cover", 50),
    "land-green-cover": _figure("land-green-cover", 50),
    "built-up-green-cover": _figure("built-up-green-cover", 30),
    "environment-improves": _failed("noise", date(2016, 12, 5)),
    "bonus-award-provincial": drop(
        "certificate", lambda row: row.kind == "quality-award-provincial"
    ),
    "bonus-award-municipal": drop("certificate", lambda row: row.kind == "quality-award-municipal"),
    "bonus-gi-national": drop("certificate", lambda row: row.kind == "gi-national"),
    "bonus-first-time": _add("project", project(99, accepted_first_time=False)),
}
SPOILERS |= {
    f"emission-{k}": _figure(f"emission-{k}", "95.1") for k in ("so2", "cod", "nox", "ammonia")
}
SPOILERS |= {
    "marks-number": _more_elsewhere("green", 2014),
    "marks-increase": _more_elsewhere("organic", 2016),
}
SPOILERS |= {f"{kind}-number": _more_elsewhere(kind, 2014) for kind in PRODUCTS}
SPOILERS |= {f"{kind}-increase": _more_elsewhere(kind, 2016) for kind in PRODUCTS}


def _first_item_missing(indicator):
    return drop(
        "evidence",
        lambda row: (row.checklist, row.item) == (indicator.checklist, indicator.items[0].id),
    )


SPOILERS |= {
    name: _first_item_missing(one.indicator)
    for name, one in PLAN.targets.items()
    if one.kind == "checklist"
}


SPOILERS |= {name: spoil_other(target) for name, target in OTHERS.items()}


def test_every_demand_of_the_opinion_has_a_target():
    assert {
        clause
        for target in PLAN.targets.values()
        for clause in target.clause.split(", ")
        if clause.startswith("2.2")
    } == CLAUSES_22
    assert set(SPOILERS) == set(PLAN.targets)


@pytest.mark.parametrize("name", sorted(PLAN.targets))
def test_target_is_met_and_missed(name):
    world = good_world()
    good = judge(world, name)
    assert good.verdict is Verdict.MET, good.say()
    SPOILERS[name](world)
    bad = judge(world, name)
    assert bad.verdict is Verdict.MISSED, bad.say()
    for result in (good, bad):
        assert result.measured.defined
        assert result.line is not None
        assert result.distance is not None
        assert result.say("zh") != result.say("en")
        assert result.target.clause in result.say()
    assert good.distance >= Rate(0, 1)


@pytest.mark.parametrize("name", sorted(PLAN.targets))
def test_without_facts_nothing_was_due_but_evidence_and_what_is_counted(name):
    """Everything was reported here: who owes nothing has missed nothing."""
    result = judge({}, name)
    indicator = result.target.indicator
    if name in ("accident-reporting", "key-technologies"):  # none to report, none before either
        assert result.verdict is Verdict.MET
    elif result.target.kind == "checklist" or indicator.facts == "certificate":
        assert result.verdict is Verdict.MISSED
        assert result.measured.value.fraction == 0
    elif indicator.kind == "count":
        assert result.verdict is Verdict.MISSED
    elif indicator.kind in ("total", "growth"):  # a figure that is not there is not a nought
        assert result.verdict is Verdict.NOT_REPORTED, result.say()
    elif indicator.sampled:
        assert result.verdict is Verdict.TOO_FEW, result.say()
    else:
        assert result.verdict is Verdict.NOT_APPLICABLE, result.say()
    assert not result.costs


@pytest.mark.parametrize(
    ("fails", "verdict"), [(0, Verdict.MET), (5, Verdict.MET), (6, Verdict.MISSED)]
)
def test_the_threshold_itself_is_enough(fails, verdict):
    world = {"sample": [sample(n, standing="failed" if n < fails else "done") for n in range(100)]}
    result = judge(world, "food-production")
    assert result.verdict is verdict
    assert (result.measured.numerator, result.measured.denominator) == (100 - fails, 100)
    assert result.distance == Rate(5 - fails, 100)
    assert len(result.lacking) == fails


def test_the_proof_says_what_the_samples_show():
    few = judge({"sample": [sample(n) for n in range(20)]}, "food-production")
    many = judge({"sample": [sample(n) for n in range(59)]}, "food-production")
    assert (few.verdict, few.proof.proof) == (Verdict.MET, Proof.MET)
    assert (many.verdict, many.proof.proof) == (Verdict.MET, Proof.PROVEN)
    assert judge({"sample": [sample(n) for n in range(9)]}, "food-production").proof is None
    assert judge(good_world(), "handover").proof is None


def test_the_proof_of_the_year_is_not_told_where_a_quarter_decided_against_it():
    """39 of 40 pass in the year, 9 of 10 in a quarter: missed, and never "missed; met"."""
    world = good_world()
    world["sample"] = [row for row in world["sample"] if row.domain != "farm"]
    world["sample"] += [
        sample(
            f"{month}/{n}",
            domain="farm",
            on=date(2016, month, 5),
            standing="failed" if (month, n) == (8, 0) else "done",
        )
        for month in (2, 5, 8, 11)
        for n in range(10)
    ]
    result = judge(world, "farm-products")
    assert (result.measured.numerator, result.measured.denominator) == (39, 40)
    assert (result.verdict, result.proof) == (Verdict.MISSED, None)


def test_under_ten_samples_nothing_is_said():
    result = judge({"sample": [sample(n, standing="failed") for n in range(9)]}, "food-production")
    assert result.verdict is Verdict.TOO_FEW
    assert (result.measured.numerator, result.measured.denominator) == (0, 9)
    assert "9" in result.say("zh")


def test_farm_products_hold_in_every_quarter():
    world = good_world()
    result = judge(world, "farm-products")
    assert [p.verdict for p in result.periods] == [Verdict.MET] * 4
    _failing(2, "farm", "production", date(2016, 8, 9))(world)
    result = judge(world, "farm-products")
    assert [p.verdict for p in result.periods] == [
        Verdict.MET,
        Verdict.MET,
        Verdict.MISSED,
        Verdict.MET,
    ]
    assert (
        result.measured.value >= PLAN.targets["farm-products"].value
    )  # the year as a whole would pass
    assert result.ends.worst.value == Rate(25, 27)
    world["sample"] = [
        row for row in good_world()["sample"] if row.domain != "farm" or row.on.month < 9
    ]
    assert judge(world, "farm-products").verdict is Verdict.TOO_FEW


def test_nothing_to_show_is_not_the_front_group():
    world = good_world()
    world["certificate"] = []
    result = judge(world, "green-number")
    assert (result.rank, result.peers, result.verdict) == (1, 3, Verdict.MISSED)


def test_a_town_alone_has_no_rank():
    plan = PLAN
    result = judge_target(plan.targets["forest-cover"], FactTables.of(good_world()), A, plan.period)
    assert result.verdict is Verdict.TOO_FEW
    assert result.peers == 1


def test_ties_share_a_rank():
    world = good_world()
    world["figure"] = [
        attrs.evolve(row, value=Decimal(60)) if row.item == "forest-cover" else row
        for row in world["figure"]
    ]
    assert [judge(world, "forest-cover", town).rank for town in TOWNS] == [1, 1, 1]


def test_a_rise_from_nothing_is_a_rise():
    world = good_world()
    world["certificate"] = [row for row in world["certificate"] if row.valid_from.year == 2016]
    result = judge(world, "service-certificates-growth")
    assert result.measured.value == Rate(1, 1)
    assert result.rank == 1


def test_old_evidence_no_longer_counts():
    world = good_world()

    def dated(day):
        _change(
            "evidence", lambda row: row.checklist == "yearly-assessment", on=day, valid_from=day
        )(world)

    dated(date(2015, 12, 31))
    assert judge(world, "yearly-assessment").verdict is Verdict.MET
    dated(date(2015, 12, 30))
    result = judge(world, "yearly-assessment")
    assert result.lacking == ("result",)
    assert "年度考核结果" in result.say("zh")


def test_both_readings_of_the_circulation_clause_are_indicators():
    sides = {"above": Decimal(190), "under": Decimal(200)}
    facts = FactTables.of({"figure": [figure("food-circulation-sampling", None, **sides)]})
    measured = PLAN.indicators["food-circulation-sampling"].measure(facts, A, PLAN.period)
    assert (measured.numerator, measured.denominator) == (190, 200)
    assert PLAN.targets["food-circulation"].indicator.id == "food-circulation"
    assert "抽查率" in PLAN.targets["food-circulation"].note.zh


def test_targets_are_in_force_from_2014():
    assert not compile_assessment(Context(BOOK, as_of=date(2013, 12, 31))).targets
    plan = compile_assessment(Context.of_year(BOOK, 2013, as_of=date(2014, 3, 1)))
    result = judge_target(
        plan.targets["food-production"], FactTables.of(good_world()), A, plan.period
    )
    assert result.verdict is Verdict.NOT_IN_FORCE
    assert "2014-01-01" in result.say()


def test_emissions_are_held_against_the_base_year():
    result = judge(good_world(), "emission-so2")
    assert result.before.period.first.year == 2013
    assert (result.line, result.distance) == (Rate(95, 1), Rate(1, 1))
    assert FIGURES["emission-so2"][0] == 100
    assert len(HELD) == 8


@pytest.mark.parametrize(
    ("first", "last", "on", "met"),
    [
        (date(2016, 1, 1), AS_OF, date(2016, 1, 1), True),
        (date(2016, 1, 1), date(2016, 12, 30), date(2016, 1, 1), False),
        (AS_OF, None, date(2016, 1, 1), True),
        (date(2017, 1, 1), None, date(2016, 1, 1), False),
        (date(2016, 1, 1), None, date(2017, 1, 1), False),
    ],
)
def test_evidence_counts_on_its_first_and_last_day(first, last, on, met):
    world = good_world()
    _change(
        "evidence",
        lambda row: row.checklist == "yearly-assessment",
        valid_from=first,
        valid_to=last,
        on=on,
    )(world)
    assert judge(world, "yearly-assessment").met is met


def test_a_target_that_begins_within_the_period_is_judged():
    target = attrs.evolve(PLAN.targets["food-production"], in_force_from=AS_OF)
    facts = FactTables.of(good_world())
    assert judge_target(target, facts, A, PLAN.period).verdict is Verdict.MET
    ended = attrs.evolve(target, in_force_from=date(2014, 1, 1), in_force_to=date(2015, 12, 31))
    assert judge_target(ended, facts, A, PLAN.period).verdict is Verdict.NOT_IN_FORCE
