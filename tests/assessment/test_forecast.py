"""Targets that are due by a last day: how far they are, and whether the trend so far reaches them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from assessment_worlds import PLAN, A, good_world
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.assessment import FactTables
from qualitygov.assessment import judge as judge_target
from qualitygov.assessment.forecast import Forecast, Prospect, forecast, slope
from qualitygov.core.exact import Rate

pytestmark = pytest.mark.clause("2.2.c")
FRACTIONS = st.fractions(min_value=0, max_value=1, max_denominator=50)


def result(name="food-production", *, fails=0):
    """A result of town A with so many failed samples of twenty more good ones."""
    world = good_world()
    rows = [r for r in world["sample"] if (r.town, r.domain, r.stage) == (A, "food", "production")]
    bad = {row.id for row in rows[:fails]}
    world["sample"] = [
        attrs.evolve(row, standing="failed") if row.id in bad else row for row in world["sample"]
    ]
    return judge_target(PLAN.targets[name], FactTables.of(world), A, PLAN.period)


def told(now, earlier=None, *, year=2016, last_year=2017):
    return forecast(now, earlier or {}, year=year, last_year=last_year)


def test_what_is_met_is_reached():
    found = told(result())
    assert found.prospect is Prospect.REACHED
    assert found.distance.fraction >= 0


def test_the_straight_line_goes_on():
    """Ten failures of many; the rate rose by two hundredths a year."""
    now = result(fails=10)
    value = now.measured.value.fraction
    step = Fraction(2, 100)
    earlier = {2015: Rate.of(value - step), 2014: Rate.of(value - 2 * step)}
    found = told(now, earlier, last_year=2018)
    assert (found.a_year, found.expected) == (step, value + 2 * step)
    line = now.target.line.fraction
    needed = -(-(line - value) // step)
    for ahead in (needed - 1, needed, needed + 1):
        prospect = told(now, earlier, last_year=2016 + int(ahead)).prospect
        assert prospect is (Prospect.ON_TRACK if ahead >= needed else Prospect.AT_RISK)


def test_in_the_last_year_and_after_it_the_value_that_there_is_counts():
    now = result(fails=10)
    rising = {2015: Rate(1, 100), 2014: Rate(0, 1)}
    for last_year in (2016, 2015):
        found = told(now, rising, last_year=last_year)
        assert (found.expected, found.a_year) == (now.measured.value.fraction, None)
        assert found.prospect is Prospect.AT_RISK


def test_one_year_makes_no_line():
    found = told(result(fails=10))
    assert (found.a_year, found.expected, found.prospect) == (None, None, Prospect.AT_RISK)
    undefined = told(result(fails=10), {2015: Rate(0, 0)})
    assert undefined.a_year is None
    assert undefined.years.keys() == {"2016"}


def test_a_share_is_never_expected_above_the_whole():
    now = result(fails=6)
    found = told(now, {2015: Rate(1, 10), 2014: Rate(0, 1)}, last_year=2030)
    assert found.expected == 1
    falling = told(now, {2015: Rate(1, 1), 2014: Rate(1, 1)}, last_year=2099)
    assert falling.expected == 0


def test_where_the_line_moves_nothing_is_extended():
    world = good_world()
    now = judge_target(PLAN.targets["forest-cover"], FactTables.of(world), A, PLAN.period)
    assert told(now, {2015: Rate(60, 1)}).expected is None
    empty = judge_target(PLAN.targets["forest-cover"], FactTables.of({}), A, PLAN.period)
    assert told(empty).prospect is Prospect.UNKNOWN


@given(st.integers(2000, 2020), FRACTIONS, FRACTIONS)
def test_two_years_make_the_line_through_both(year, before, now):
    assert slope({year: before, year + 1: now}) == now - before
    assert slope({year: before, year + 3: now}) == (now - before) / 3


@given(st.dictionaries(st.integers(2000, 2020), FRACTIONS, min_size=2, max_size=6), FRACTIONS)
def test_a_line_moved_as_a_whole_has_the_same_slope(years, more):
    moved = {year + 7: value + more for year, value in years.items()}
    assert slope(moved) == slope(years)


def test_it_says_so_and_travels():
    found = told(result(fails=10), {2015: Rate(1, 2)})
    assert found.say("zh").startswith("food-production 2017: ")
    assert Forecast.from_dict(found.to_dict()) == found
    assert found.last_year == date(2017, 1, 1).year
