"""A year is the same whenever it is asked: facts and scores are those of its last day."""

from __future__ import annotations

import pytest

from example_county import assessed
from qualitygov.assessment import Verdict
from qualitygov.core.form import to_plain


def judged(result):
    towns = [
        (town.town, str(town.score), town.grade, town.rank, town.acceptance)
        for town in result.towns
    ]
    targets = {
        (town.town, name): (one.verdict, one.measured.numerator, one.measured.denominator)
        for town in result.towns
        for name, one in town.targets.items()
    }
    scores = [(score.code, str(score.score), score.grade, score.listed) for score in result.credit]
    units = [(unit.unit.id, unit.score, unit.grade, unit.rank) for unit in result.units]
    return to_plain(towns), targets, scores, units


@pytest.mark.clause("3.1.2.b")
def test_the_year_is_the_same_on_its_cut_off_and_a_year_later():
    cut_off, later = assessed(), assessed("2018-01-01")
    assert cut_off.as_of.isoformat() == "2017-03-01"
    assert later.as_of.isoformat() == "2018-01-01"
    assert judged(cut_off) == judged(later)


@pytest.mark.clause("3.1.2.b")
@pytest.mark.parametrize("day", ["2016-12-31", "2017-02-01"])
def test_what_is_open_at_the_years_end_is_settled_within_its_bounds(day):
    december, cut_off = assessed(day), assessed()
    checked = 0
    for town in cut_off.towns:
        before = {item.item.id: item for item in december.town(town.town).items}
        for item in town.items:
            earlier, name = before[item.item.id], item.item.id
            left = item.lowest is None or earlier.lowest is None
            unheard = item.result is not None and item.result.verdict is Verdict.NOT_REPORTED
            if left or unheard:
                continue
            assert earlier.lowest <= item.lowest <= item.highest <= earlier.highest, name
            checked += earlier.lowest < earlier.highest
    assert checked > 5


def test_what_is_to_be_done_follows_the_day_that_is_asked():
    cut_off, later = assessed(), assessed("2018-01-01")
    assert len(later.worklists()["instruments"]) != len(cut_off.worklists()["instruments"])
