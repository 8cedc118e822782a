"""A modern industry: its structure, its competitiveness, the effect of its brands, year by year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.assessment import FactTables, Verdict, compile_assessment
from qualitygov.assessment import judge as judge_target
from qualitygov.industry import SUBJECT, Figure, figure_facts
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import Town
from qualitygov.text import Text
from small_county import view_of

pytestmark = pytest.mark.clause("2.2.1.e")
BOOK = load_rulebook("strong-town")
YEAR = Context.of_year(BOOK, 2016)
PLAN = compile_assessment(YEAR.judged, "full")
TOWN = "330299101"
GOOD = {
    "output-industry": (100, 110),
    "output-high-tech": (20, 24),
    "output-largest-five": (40, 44),
    "output-branded": (15, 17),
    "value-added-per-head": (14, 15),
}
SHARES = {
    "high-tech-share": "output-high-tech",
    "concentration": "output-largest-five",
    "branded-share": "output-branded",
}


def figures(changes=(), *, without=(), known_on=None):
    values = {**GOOD, **dict(changes)}
    return [
        Figure(
            town=TOWN,
            item=item,
            year=year,
            value=Decimal(str(value)),
            unit="万元" if item == "value-added-per-head" else "百万元",
            source_document="年报",
            known_on=known_on if year == 2016 else None,
        )
        for item, pair in values.items()
        for year, value in zip((2015, 2016), pair, strict=True)
        if (item, year) not in without
    ]


def judged(name, rows, context=YEAR):
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    view = view_of(SUBJECT, towns=[town], figures=rows)
    facts = FactTables.of({"figure": figure_facts(view, context.settled)})
    return judge_target(PLAN.targets[name], facts, TOWN, PLAN.period)


@pytest.mark.parametrize("name", [*SHARES, "value-added-per-head", "branded-output"])
def test_what_rises_is_met(name):
    assert judged(name, figures()).verdict is Verdict.MET


@pytest.mark.parametrize(("name", "part"), SHARES.items())
@pytest.mark.parametrize(("value", "met"), [("below", False), ("same", True), ("above", True)])
def test_a_share_does_not_fall(name, part, value, met):
    before = Decimal(GOOD[part][0]) / 100 * 110  # the same share of the greater output
    now = {"below": before - Decimal("0.01"), "same": before, "above": before + Decimal("0.01")}
    result = judged(name, figures({part: (GOOD[part][0], now[value])}))
    assert (result.verdict is Verdict.MET) == met
    assert result.measured.value.fraction == Fraction(now[value]) / 110


@pytest.mark.parametrize(
    ("name", "item"),
    [("value-added-per-head", "value-added-per-head"), ("branded-output", "output-branded")],
)
@pytest.mark.parametrize(("now", "met"), [("13.99", False), ("14", False), ("14.01", True)])
def test_what_is_to_rise_has_to_rise(name, item, now, met):
    assert (judged(name, figures({item: ("14", now)})).verdict is Verdict.MET) == met


@pytest.mark.parametrize("name", SHARES)
def test_a_share_without_one_of_its_parts_is_no_share(name):
    missing = {("output-industry", 2016), ("output-industry", 2015)}
    result = judged(name, figures(without=missing))
    assert result.verdict is Verdict.NOT_REPORTED


def test_the_growth_of_the_year_before_stands_in_for_what_came_late():
    late = figures({"output-branded": (15, 10)}, known_on=date(2017, 4, 10))
    before = [
        Figure(
            town=TOWN, item="output-branded", year=2014, value=Decimal(12), unit="百万元",
            source_document="年报",
        )
    ]  # fmt: skip
    known = Context.of_year(BOOK, 2016, known_at="2017-03-01")
    assert judged("branded-output", late + before, known).verdict is Verdict.MET
    assert judged("branded-output", figures({"output-branded": (15, 10)})).verdict is Verdict.MISSED


@given(st.integers(1, 100), st.integers(1, 100), st.integers(101, 999), st.integers(101, 999))
def test_a_share_falls_when_the_quotient_does(before, now, whole_before, whole):
    changes = {"output-high-tech": (before, now), "output-industry": (whole_before, whole)}
    met = judged("high-tech-share", figures(changes)).verdict is Verdict.MET
    assert met == (now * whole_before >= before * whole)
