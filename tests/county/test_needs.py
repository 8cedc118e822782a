"""What rests on each table: worked out from the rules, and as an assessment without data says it."""

from __future__ import annotations

import pytest

from qualitygov import Context, CountyData, Text, Town, assess_county, load_rulebook
from qualitygov.assessment.plan import compile_assessment
from qualitygov.core.exact import Points
from qualitygov.county.needs import FIRST, first_profile, needs_of
from qualitygov.county.subjects import SUBJECTS, table_specs
from qualitygov.rulebook.model.duty import Profile

BOOK = load_rulebook("strong-town")
CONTEXT = Context.of_year(BOOK, 2016)


def by_name(**options):
    return {need.spec.name: need for need in needs_of(CONTEXT, **options)}


def test_every_table_is_there_once_and_the_first_three_come_first():
    names = [need.spec.name for need in needs_of(CONTEXT)]
    assert sorted(names) == sorted(spec.name for spec in table_specs())
    assert names[:3] == list(FIRST) == ["towns", "enterprises", "records"]
    assert all(need.without is not None for need in needs_of(CONTEXT)[:3])


@pytest.mark.parametrize("profile", list(Profile))
def test_the_rest_follow_from_most_points_to_fewest(profile):
    rest = needs_of(CONTEXT, profile=profile)[3:]
    points = [need.points for need in rest]
    assert points == sorted(points, reverse=True)
    assert rest[0].spec.name == "returns"  # nothing counts of which nobody files a return


def test_points_are_those_of_the_items_of_the_profile():
    for need in needs_of(CONTEXT, profile="brief"):
        plain = [item for item in need.taken if not item.bonus]
        assert need.points == Points(sum(item.points for item in plain))
        assert need.bonus == Points(sum(i.points for i in need.taken if i.bonus))
        assert {i.target.indicator.profile for i in need.taken} <= {Profile.BRIEF}
        assert need.all_points >= need.points
    assert by_name(profile="full")["returns"].points == Points.of(100)


def test_a_target_rests_on_what_an_assessment_without_data_misses():
    """An assessment of a town that reported nothing names just the tables of each target."""
    town = Town(code="330299101", name=Text("甲镇", "A"), parent="330299")
    county = CountyData(id="330299", name=Text("某县", "C"), subjects=SUBJECTS, towns=[town])
    assessed = assess_county(county, CONTEXT, profile="full").town(town.code)
    needs = needs_of(CONTEXT, profile="full")
    for result in assessed.targets.values():
        told = result.measured.reported
        missed = {label.zh.partition("（")[0] for label in (*told.silent, *told.unheard)}
        resting = {
            need.spec.label.zh
            for need in needs
            if result.target.id in {target.id for target in need.targets}
            and need.spec.owner != "office"
        }
        whole = {label for label in missed if "：" not in label}
        assert whole == resting, result.target.id
        assert {label.partition("：")[0] for label in missed} == whole  # child tables beside theirs


def test_duties_that_come_round_rest_on_the_table_that_shows_them():
    needs = by_name()
    assert {"quality-analysis", "joint-meeting"} <= {one.id for one in needs["meetings"].duties}
    assert needs["documents"].duties
    assert needs["air_days"].duties == ()


def test_vetoes_clauses_and_profiles():
    needs = by_name()
    assert {"extra-major-accident", "concealed-accident"} <= {
        veto.id for veto in needs["accidents"].vetoes
    }
    assert "2.2.2.b" in needs["samples"].clauses
    assert first_profile(needs["samples"]) is Profile.BRIEF
    assert first_profile(needs["budgets"]) is Profile.STANDARD
    assert first_profile(needs["excuses"]) is None
    assert needs["samples"].decides
    assert needs["towns"].decides
    assert not needs["excuses"].decides


def test_a_county_that_changes_its_items_changes_the_order():
    text = """
[rulebook]
id = "county"
version = "1"
title = { zh = "甲", en = "A" }
extends = "strong-town"
[[change]]
section = "item"
id = "satisfaction"
set = { points = 9.5 }
source = "甲"
[[change]]
section = "assessment-section"
id = "service"
set = { points = 13.5 }
source = "甲"
[[change]]
section = "item"
id = "air-good-days"
set = { points = 0.5 }
source = "甲"
[[change]]
section = "assessment-section"
id = "environment"
set = { points = 16.5 }
source = "甲"
"""
    own = Context.of_year(load_rulebook(text=text), 2016)
    before = {need.spec.name: at for at, need in enumerate(needs_of(CONTEXT))}
    after = {need.spec.name: at for at, need in enumerate(needs_of(own))}
    assert before["air_days"] < before["surveys"]
    assert after["surveys"] < after["air_days"]


def test_every_item_of_the_plan_rests_on_some_table():
    plan = compile_assessment(CONTEXT, "full")
    rested = {item.id for need in needs_of(CONTEXT, profile="full") for item in need.items}
    assert rested >= {item.id for item in plan.items if item.target.indicator.facts != "return"}
