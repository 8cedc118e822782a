"""Regular analyses that were due: one for each quality and half-year, made or not."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.comparison import SUBJECT, RegularAnalysis, analysis_facts
from qualitygov.comparison.duties import QUALITIES
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town
from qualitygov.text import Text

pytestmark = pytest.mark.clause("3.1.3.c", "3.4.2.b")

BOOK = load_rulebook("strong-town")
YEAR = Context.of_year(BOOK, 2016)
TOWN, DAY = "330299101", timedelta(days=1)
HALVES = {date(2016, 6, 30): date(2016, 7, 30), date(2016, 12, 31): date(2017, 1, 30)}
"""The half-years, and the days by which they are due."""


def analysis(quality, covers_to, done_on=None, **more):
    return RegularAnalysis(
        id=f"{quality}/{covers_to}", town=TOWN, quality=quality, covers_to=covers_to,
        done_on=done_on or covers_to + DAY, document="报告", **more,
    )  # fmt: skip


def facts(analyses, context=YEAR):
    towns = Subject(name="towns", label=Text("乡镇", "towns"), tables=(TOWNS,))
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    county = CountyData(
        id="330299", name=Text("试县", "Test"), subjects=(towns, SUBJECT), towns=[town],
        analyses=analyses,
    )  # fmt: skip
    return {fact.id: fact for fact in analysis_facts(CountyView(county), context.settled)}


ALL = [analysis(quality, half) for quality in QUALITIES for half in HALVES]


def test_five_qualities_each_half_year_are_due_and_silence_is_missing():
    assert Counter(fact.standing for fact in facts(ALL).values()) == {"done": 10}
    assert Counter(fact.standing for fact in facts([]).values()) == {"missing": 10}
    assert {fact.quality for fact in facts([]).values()} == {
        "industry", "product", "engineering", "service", "environment",
    }  # fmt: skip


@pytest.mark.parametrize("half", HALVES)
def test_an_analysis_in_time_late_open_and_missing(half):
    by, name = HALVES[half], f"{TOWN}/product/2016H{1 + (half.month > 6)}"
    for done_on, standing in ((by, "done"), (by + DAY, "late")):
        assert facts([analysis("product", half, done_on)])[name].standing == standing
    for as_of, standing in ((by, "open"), (by + DAY, "missing")):
        found = facts([], Context.of_year(BOOK, 2016, as_of=as_of))[name]
        assert (found.standing, found.by, found.on) == (standing, by, half)
        assert found.settles_on == (by if standing == "open" else None)


def test_an_analysis_after_the_cut_off_does_not_count_for_the_year():
    half, name = date(2016, 12, 31), f"{TOWN}/product/2016H2"
    later = Context.of_year(BOOK, 2016, as_of=date(2018, 1, 1))
    for done_on, standing in ((YEAR.cutoff, "late"), (YEAR.cutoff + DAY, "missing")):
        assert facts([analysis("product", half, done_on)], later)[name].standing == standing
    hidden = analysis("product", half, known_on=date(2017, 3, 2))
    assert facts([hidden])[name].standing == "missing"


def test_the_period_it_covers_decides_and_no_other_day_does():
    early = analysis("product", date(2016, 6, 29))
    assert facts([early])[f"{TOWN}/product/2016H1"].standing == "missing"
    again = [analysis("product", date(2016, 6, 30)), analysis("product", date(2016, 6, 30),
             date(2016, 12, 1))]  # fmt: skip
    assert facts(again)[f"{TOWN}/product/2016H1"].standing == "done"


@given(st.sets(st.integers(0, 9)))
def test_taking_analyses_away_makes_them_missing(away):
    kept = [one for at, one in enumerate(ALL) if at not in away]
    found = Counter(fact.standing for fact in facts(kept).values())
    assert found["done"] == 10 - len(away)
    assert found["missing"] == len(away)


def test_a_town_of_another_county_is_told_by_its_rows():
    assert len(facts([attrs.evolve(ALL[0], town="330299199")])) == 20
