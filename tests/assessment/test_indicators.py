"""How each kind of indicator is counted: ends of periods, empty values, sums, weights."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from assessment_worlds import (
    PLAN,
    A,
    B,
    air,
    certificate,
    figure,
    good_world,
    judge,
    mandatory,
    plain_row,
    sample,
    structure,
    survey,
)

from qualitygov.assessment import FactTables, Indicator, Period, Verdict
from qualitygov.core.exact import Rate
from qualitygov.engineering.facts import WorksFact
from qualitygov.plan.condition import Check

YEAR = PLAN.period


def measure(name, world, period=YEAR, town=A) -> Rate:
    return PLAN.indicators[name].measure(FactTables.of(world), town, period).value


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [
        ("2016-12-31", None, 1),
        ("2017-01-01", None, 0),
        ("2015-01-01", "2016-12-31", 1),
        ("2015-01-01", "2016-12-30", 0),
    ],
)
def test_a_certificate_counts_on_its_first_and_last_day(first, last, counted):
    one = attrs.evolve(
        certificate(1, "green", A, 2015),
        valid_from=date.fromisoformat(first),
        valid_to=None if last is None else date.fromisoformat(last),
    )
    assert measure("green-number", {"certificate": [one]}) == Rate(counted, 1)


def test_holders_are_counted_once():
    rows = [certificate(n, "famous-brand", A, 2015) for n in (1, 1, 2)]
    assert measure("famous-brand-enterprises", {"certificate": rows}) == Rate(2, 1)
    assert measure(
        "green-number", {"certificate": [attrs.evolve(row, kind="green") for row in rows]}
    ) == Rate(3, 1)


def test_what_is_outstanding_stays_outstanding_after_its_year():
    old, now = mandatory("old", on=date(2014, 2, 1), standing="failed"), mandatory(1)
    assert measure("mandatory-violations", {"mandatory": [old, now]}) == Rate(1, 2)
    assert PLAN.indicators["mandatory-violations"].measure(
        FactTables.of({"mandatory": [old, now]}), A, YEAR
    ).ids.against == (old.id,)
    failed = sample("old", on=date(2014, 2, 1), standing="failed")
    assert measure("food-production", {"sample": [failed, sample(1)]}) == Rate(1, 1)


def dwellings(number, done, of, **more):
    values = {"duty": "dwellings-accepted", "dwellings": of, "household_done": done, **more}
    return attrs.evolve(plain_row(WorksFact, number, A), **values)


def test_what_was_not_done_stays_under_the_line_of_a_share():
    rows = [
        dwellings(1, 9, 10),
        dwellings(2, 5, None),
        dwellings(3, None, 90),
        dwellings(4, 0, 50, standing="excused"),
        dwellings(5, 0, 50, duty="energy-standard"),
    ]
    assert measure("household-acceptance", {"works": rows}) == Rate(9, 100)


def test_what_is_open_bounds_a_share():
    rows = [dwellings(1, 9, 10), dwellings(2, 3, 30, standing="open")]
    found = PLAN.indicators["household-acceptance"].measure(FactTables.of({"works": rows}), A, YEAR)
    assert (found.value, found.lowest, found.highest) == (Rate(9, 10), Rate(9, 40), Rate(39, 40))


def test_of_a_sampled_share_those_who_were_asked_are_the_sample():
    for valid, enough in ((9, False), (10, True)):
        one = attrs.evolve(survey(A), satisfied=9, valid=valid)
        result = judge({"survey": [one]}, "satisfaction")
        assert (result.verdict is not Verdict.TOO_FEW) is enough
        assert result.measured.due == valid


def test_shares_of_decimals_are_exact():
    rows = [structure("sector-structure", A, 2016, "0.55", "0.65")]
    measured = PLAN.indicators["sector-structure"].measure(FactTables.of({"figure": rows}), A, YEAR)
    assert measured.value == Rate(55, 65)
    assert measured.show() == "84.62%"


def test_totals_growth_and_increase():
    rows = [figure("output-energy", "12.5"), figure("output-energy", 10, 2015)]
    assert measure("industry-energy", {"figure": rows}) == Rate(25, 2)
    assert measure("industry-growth-energy", {"figure": rows}) == Rate(1, 4)
    certificates = [
        certificate(n, "green", A, since) for n, since in enumerate((2014, 2015, 2016, 2016))
    ]
    increase = PLAN.indicators["green-increase"].measure(
        FactTables.of({"certificate": certificates}), A, YEAR
    )
    assert (increase.value, increase.before.value) == (Rate(2, 1), Rate(2, 1))
    assert increase.say("zh") == "2"


def test_a_composite_is_the_weighted_mean_of_its_parts():
    score = PLAN.indicators["environment-score"]
    weights = {"air-good-days": 3, "noise-compliance": 1, "water-source-compliance": 1}
    heavier = attrs.evolve(score, parts=tuple((part, weights[part.id]) for part, _ in score.parts))
    world = good_world()
    facts = FactTables.of(world)
    assert score.measure(facts, A, YEAR).value.fraction == Fraction(95 + 100 + 100, 300)
    assert heavier.measure(facts, A, YEAR).value.fraction == Fraction(3 * 95 + 100 + 100, 500)
    world["noise"] = []
    assert not score.measure(FactTables.of(world), A, YEAR).defined


def test_index_and_mean():
    mean = attrs.evolve(
        PLAN.indicators["satisfaction-index"],
        kind="mean",
        sum="aqi",
        facts="air-day",
        of=None,
        where=(),
    )
    days = [
        attrs.evolve(day, aqi=aqi) for day, aqi in zip(air(A)[-3:], (50, 101, None), strict=True)
    ]
    assert mean.measure(FactTables.of({"air-day": days}), A, YEAR).value == Rate(151, 2)
    assert measure("satisfaction-index", good_world()) == Rate(85, 1)


def test_ranges_of_a_condition_include_their_ends():
    rule = attrs.evolve(PLAN.indicators["air-good-days"], kind="count", where=(), counts=())
    ranged = attrs.evolve(rule, where=(Check(column="aqi", low=51, high=100),))
    days = [
        attrs.evolve(day, aqi=aqi)
        for day, aqi in zip(air(A)[-5:], (50, 51, 100, 101, None), strict=True)
    ]
    assert ranged.measure(FactTables.of({"air-day": days}), A, YEAR).value == Rate(2, 1)


def test_only_the_town_and_the_period_count():
    rows = [
        sample(1),
        sample(2, town=B),
        sample(3, on=date(2015, 12, 31)),
        sample(4, on=date(2016, 1, 1)),
    ]
    assert measure("food-production", {"sample": rows}) == Rate(2, 2)
    january = Period(date(2016, 1, 1), date(2016, 1, 31))
    assert (
        PLAN.indicators["food-production"]
        .measure(FactTables.of({"sample": rows}), A, january)
        .denominator
        == 1
    )


def test_rows_without_town_or_day_belong_nowhere():
    rows = [attrs.evolve(sample(1), town=None), attrs.evolve(sample(2), on=None), sample(3)]
    facts = FactTables.of({"sample": rows})
    assert facts.towns == (A,)
    assert len(facts.rows("sample", A)) == 1


def test_an_indicator_says_what_it_is():
    indicator = PLAN.indicators["food-production"]
    assert isinstance(indicator, Indicator)
    assert indicator.label.zh == "生产环节食品监督抽查合格率"
    assert (
        indicator.measure(FactTables.of({"sample": [sample(1)]}), A, YEAR).say() == "100.00% (1/1)"
    )
