"""Rule entries of the assessment: what they refuse, and how a county's overlay changes them."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from assessment_worlds import AS_OF, BOOK, A, assess, context_of, good_world, judge

from qualitygov.assessment import Verdict, compile_assessment
from qualitygov.core.exact import Points, Rate
from qualitygov.county import check_columns, fact_classes
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.rulebook.checks_assessment import ASSESSMENT_CHECKS
from qualitygov.rulebook.inforce import InForce
from qualitygov.rulebook.model.assessment import (
    AssessmentGrade,
    AssessmentSection,
    Condition,
    IndicatorRule,
    ItemRule,
    TargetRule,
    VetoRule,
)
from qualitygov.rulebook.rules import Rules

RULES = BOOK.at(AS_OF)
KINDS = (IndicatorRule, TargetRule, ItemRule, VetoRule, AssessmentGrade, AssessmentSection)


def overlay(tmp_path, *changes):
    text = '[rulebook]\nid = "county"\nversion = "1"\nextends = "strong-town"\ntitle = { zh = "县", en = "county" }\n'
    text += "".join(
        f'\n[[change]]\nsource = "县政府办〔2016〕1号"\n{change}\n' for change in changes
    )
    path = tmp_path / "county.toml"
    path.write_text(text, encoding="utf-8")
    return load_rulebook(path)


def test_a_county_may_raise_a_threshold(tmp_path):
    book = overlay(tmp_path, 'section = "target"\nid = "food-production"\nset = { value = "100%" }')
    plan = compile_assessment(context_of(book))
    world = good_world()
    assert judge(world, "food-production", plan=plan).verdict is Verdict.MET
    world["sample"][0] = attrs.evolve(world["sample"][0], standing="failed")
    assert judge(world, "food-production").verdict is Verdict.MET
    assert judge(world, "food-production", plan=plan).verdict is Verdict.MISSED


def test_a_county_may_move_weights_that_still_add_up(tmp_path):
    more = 'section = "item"\nid = "food-production"\nset = { points = 6 }'
    less = 'section = "item"\nid = "food-circulation"\nset = { points = 3 }'
    book = overlay(tmp_path, more, less)
    assert assess(good_world(), compile_assessment(context_of(book)))[A].score == Points(105_000)
    with pytest.raises(RulebookError, match="section's items add up to 25"):
        overlay(tmp_path, more)
    section = 'section = "assessment-section"\nid = "product"\nset = { points = 26 }'
    with pytest.raises(RulebookError, match="the items add up to 100 points"):
        overlay(tmp_path, more, section)
    with pytest.raises(RulebookError, match="section's items add up"):
        overlay(
            tmp_path,
            more,
            'section = "item"\nid = "funds"\nset = { points = 0.5 }',
            'section = "item"\nid = "task-progress"\nset = { points = 0.5 }',
        )


def test_a_county_may_choose_the_year_and_the_front_group(tmp_path):
    book = overlay(
        tmp_path,
        'section = "parameter"\nid = "assessment.year"\nset = { value = "july-june" }',
        'section = "parameter"\nid = "assessment.front-group-divisor"\nset = { value = 1 }',
        'section = "parameter"\nid = "assessment.marked-fall"\nset = { value = "7%" }',
    )
    plan = compile_assessment(context_of(book, date(2016, 8, 1)))
    assert (plan.year, plan.period.first) == (2017, date(2016, 7, 1))
    whole = compile_assessment(context_of(book, date(2017, 6, 30)))
    assert whole.period.last == date(2017, 6, 30)
    assert plan.targets["forest-cover"].divisor == 1
    assert plan.targets["emission-so2"].by == Rate(7, 100)


def test_a_year_that_has_not_begun_is_refused():
    with pytest.raises(FieldError, match="before"):
        compile_assessment(Context.of_year(BOOK, 2017, as_of=date(2016, 5, 1)))


@pytest.mark.parametrize(
    "values", [{}, {"flag": True, "at_least": 1}, {"any_of": ("a",), "flag": False}]
)
def test_a_condition_is_exactly_one_thing(values):
    with pytest.raises(FieldError):
        Condition(**values)


def broken(kind, name, **values):
    """The rules with one entry changed."""
    entries = {other.section: dict(RULES.entries(other)) for other in KINDS}
    every = {**RULES._entries, **entries}
    every[kind.section] = {
        **every[kind.section],
        name: attrs.evolve(every[kind.section][name], **values),
    }
    return Rules(RULES.book, RULES.version, RULES.digest, RULES.day, every, {})


NOT_THERE = [
    (IndicatorRule, "food-production", {"facts": "nothing"}),
    (IndicatorRule, "food-production", {"where": {"color": Condition(flag=True)}}),
    (IndicatorRule, "satisfaction", {"sum": "smiles"}),
    (IndicatorRule, "food-production", {"at": "valid-on-end"}),
    (VetoRule, "concealed-accident", {"facts": "sample"}),
]


@pytest.mark.parametrize(("kind", "name", "values"), NOT_THERE)
def test_a_rule_counts_what_some_subject_has(kind, name, values):
    assert not list(check_columns(RULES, fact_classes()))
    problem, *_ = check_columns(broken(kind, name, **values), fact_classes())
    assert problem.path.startswith(f"{kind.section}.{name}")


FOOD = "food-production"
UNFIT = [
    (IndicatorRule, "funds", {"checklist": "nothing"}, "indicator.funds.checklist"),
    (TargetRule, FOOD, {"indicator": "nothing"}, f"target.{FOOD}.indicator"),
    (TargetRule, FOOD, {"indicator": "handover"}, f"target.{FOOD}.quality"),
    (ItemRule, FOOD, {"target": "nothing"}, f"item.{FOOD}.target"),
    (ItemRule, FOOD, {"points": Points.of(4)}, "assessment-section.product.points"),
    (VetoRule, "concealed-accident", {"grade": "E"}, "veto.concealed-accident.grade"),
    (AssessmentSection, "product", {"points": Points.of(24)}, "assessment-section.product.points"),
]


def found_by(checks, rules):
    """What checks across entries say of rules."""
    in_force = InForce(rules.day, rules._entries)
    return [problem for check, _ in checks for problem in check(in_force)]


@pytest.mark.parametrize(("kind", "name", "values", "place"), UNFIT)
def test_what_does_not_fit_together_is_refused(kind, name, values, place):
    assert found_by(ASSESSMENT_CHECKS, RULES) == []
    (problem,) = found_by(ASSESSMENT_CHECKS, broken(kind, name, **values))
    assert problem.path == place


BAD_SETS = [
    (IndicatorRule, "food-production", {"counts": {}}),
    (IndicatorRule, "satisfaction", {"of": None}),
    (IndicatorRule, "environment-score", {"parts": {"nothing": 1}}),
    (IndicatorRule, "environment-score", {"parts": {"air-good-days": 0}}),
    (TargetRule, "food-production", {"value": None}),
    (TargetRule, "farm-products", {"every": None}),
    (TargetRule, "emission-so2", {"direction": None}),
    (ItemRule, "food-production", {"floor": None}),
    (ItemRule, "industrial-products", {"deduct": None}),
    (ItemRule, "bonus-first-time", {"partial": "proportional", "floor": Rate(1, 2)}),
    (VetoRule, "concealed-accident", {"where": {}}),
    (AssessmentGrade, "B", {"low": Points.of(79)}),
]


@pytest.mark.parametrize(("kind", "name", "values"), BAD_SETS)
def test_a_set_of_entries_is_checked(kind, name, values):
    assert not list(kind.check_set(RULES.entries(kind)))
    assert list(kind.check_set(broken(kind, name, **values).entries(kind)))


def test_each_indicator_has_one_quality():
    for rule in RULES.entries(IndicatorRule).values():
        assert rule.quality.label.zh


def test_ids_of_the_thresholds_are_those_of_the_opinion():
    wanted = {
        "food-production": "95%",
        "food-circulation": "95%",
        "industrial-products": "94%",
        "farm-products": "96%",
        "aquatic-products": "99%",
        "handover": "100%",
        "acceptance-general": "100%",
        "household-acceptance": "100%",
        "energy-saving": "100%",
        "satisfaction": "80%",
        "air-good-days": "90%",
        "noise-compliance": "100%",
        "water-source-compliance": "100%",
    }
    targets = RULES.entries(TargetRule)
    assert {name: targets[name].value.percent(0) for name in wanted} == wanted
    assert {targets[name].basis.value for name in wanted} == {"opinion"}
