"""Overlays: any field, new entries, retired ones; and each mistake named with its place."""

from __future__ import annotations

import copy
import json
import pickle
import tomllib
from datetime import date
from decimal import Decimal

import attrs
import pytest
from jsonschema import Draft202012Validator

from qualitygov.cli._rulebook import check as check_book
from qualitygov.cli._rulebook import schema
from qualitygov.core.exact import Points, Rate
from qualitygov.core.periods import Term
from qualitygov.county.cases import UNIT
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.scorer import CreditScorer
from qualitygov.errors import RulebookError
from qualitygov.rulebook import Basis, load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import IndicatorRule, ItemRule, TargetRule
from qualitygov.rulebook.model.blacklist import GroundRule
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.source import source_of

BOOK = load_rulebook("strong-town")
DAY = date(2016, 12, 31)
HEAD = """
[rulebook]
id = "my-county"
version = "1"
title = { zh = "某县", en = "County" }
extends = "strong-town"
"""
NOISE = """
[[add]]
section = "credit-rule"
id = "my-county.noise-fine"
label = { zh = "噪声罚款", en = "fine for noise" }
source = "某县〔2016〕5号"
scale = ["general", "serious"]
points = { general = -3, serious = -9 }
windows = { general = "general", serious = "serious" }
cap = -12
"""


def overlay(text):
    return load_rulebook(text=HEAD + text)


def change(section, name, values, more=""):
    return (
        f'[[change]]\nsection = "{section}"\nid = "{name}"\nset = {{ {values} }}\n'
        f'source = "县"\n{more}\n'
    )


def problems(text):
    with pytest.raises(RulebookError) as raised:
        overlay(text)
    return raised.value.problems


def said(text):
    return [problem.say("en") for problem in problems(text)]


# changing


def test_a_change_sets_a_field_that_the_entry_leaves_at_its_default():
    book = overlay(
        change("indicator", "satisfaction", "minimum = 50, sampled = true")
        + change("credit-rule", "notice", 'forces = { grade = "C", severity_from = "general" }')
    )
    assert book.at(DAY).entry(IndicatorRule, "satisfaction").minimum == 50
    forced = book.at(DAY).entry(CreditRule, "notice").forces
    assert forced is not None
    assert (forced.grade, forced.severity_from) == ("C", "general")


def test_a_change_adds_and_takes_away_keys_of_an_open_mapping():
    text = change(
        "credit-rule",
        "notice",
        'scale = ["general", "serious"], points = { serious = -8 }, '
        'windows = { serious = "serious" }',
    ) + change("credit-rule", "pollution", 'scale = ["general", "serious"]').replace(
        "source", 'unset = ["points.minor", "windows.minor", "cap"]\nsource'
    )
    rules = overlay(text).at(DAY)
    assert dict(rules.entry(CreditRule, "notice").points) == {
        "general": Points.of(-5),
        "serious": Points.of(-8),
    }
    pollution = rules.entry(CreditRule, "pollution")
    assert set(pollution.points) == {"general", "serious"}
    assert pollution.cap is None


def test_what_is_not_there_cannot_be_taken_away():
    text = change("credit-rule", "penalty", "cap = -50").replace(
        "source", 'unset = ["points.no"]\nsource'
    )
    assert "no such value to take away" in said(text)[0]


def test_a_signature_leaves_source_and_basis_as_they_are():
    weak = next(e for e in BOOK.uncertain() if e.basis is Basis.UNVERIFIED)
    text = (
        f'[[change]]\nsection = "{weak.section}"\nid = "{weak.id}"\nsource = "县司法局"\n'
        'verified_by = "县司法局〔2016〕2号"\n'
    )
    book = overlay(text)
    (_, _, signed), *_ = book.typed[weak.section][weak.id]
    assert signed is not None
    assert (signed.source, signed.basis) == (weak.source, weak.basis)
    assert signed.verified_by == "县司法局〔2016〕2号"
    assert signed not in book.uncertain()
    assert len(book.uncertain()) == len(BOOK.uncertain()) - len(BOOK.typed[weak.section][weak.id])


def sign(name, dates="", section="parameter", more=""):
    return (
        f'[[change]]\nsection = "{section}"\nid = "{name}"\nsource = "县司法局"\n'
        f'verified_by = "县司法局〔2016〕2号"\n{dates}{more}'
    )


def signatures(book, name, section="parameter"):
    return [
        (first.year, None if one is None else one.verified_by is not None)
        for first, _, one in book.typed[section][name]
    ]


def test_a_signature_is_put_under_each_version_that_nobody_verified():
    """Two published versions need none, and one that is unknown has nothing to sign."""
    book = overlay(sign("complaint.accept"))
    expected = [(2011, True), (2014, False), (2020, False), (2026, None)]
    assert signatures(book, "complaint.accept") == expected
    assert signatures(overlay(sign("complaint.too-old")), "complaint.too-old") == [
        (2011, True), (2020, False), (2026, True),
    ]  # fmt: skip
    again = sign("complaint.too-old").replace("2号", "9号")
    town = load_rulebook(
        text=HEAD.replace("my-county", "town") + again, base=overlay(sign("complaint.too-old"))
    )
    assert town.typed["parameter"]["complaint.too-old"][2][2].verified_by == "县司法局〔2016〕2号"


def test_a_signature_for_some_days_signs_these():
    book = overlay(sign("complaint.too-old", "valid_from = 2030-01-01\n"))
    assert signatures(book, "complaint.too-old") == [
        (2011, False), (2020, False), (2026, False), (2030, True),
    ]  # fmt: skip


def test_what_is_unknown_is_not_signed_but_set():
    dates = "valid_from = 2026-04-15\n"
    (problem,) = said(sign("complaint.accept", dates))
    assert "complaint.accept.verified_by: a rule that is known; set its value first" in problem
    book = overlay(sign("complaint.accept", dates, more='set = { value = "7 working days" }\n'))
    (*_, last) = book.typed["parameter"]["complaint.accept"]
    assert (last[2].verified_by, last[2].basis.value) == ("县司法局〔2016〕2号", "local")


def test_a_rule_that_needs_no_signature_is_left_as_it_is():
    book = overlay(sign("industrial", section="objection-window"))
    assert signatures(book, "industrial", "objection-window") == signatures(
        BOOK, "industrial", "objection-window"
    )


def test_what_nobody_verified_comes_first_then_what_is_unknown_then_defaults(tmp_path):
    weak = BOOK.uncertain()
    unsigned = [one.unsigned for one in weak]
    assert unsigned == sorted(unsigned, reverse=True)
    assert {path for path, _ in BOOK.unknown()} >= {"parameter.complaint.accept"}
    lines, _ = check_book("strong-town", uncertain=True)
    kinds = [line.strip().partition(":")[0] for line in lines if line.startswith("  ")]
    order = [k for k in kinds if k in ("not verified yet", "unknown", "default of this library")]
    assert list(dict.fromkeys(order)) == ["not verified yet", "unknown", "default of this library"]
    assert order.count("unknown") == len(BOOK.unknown())
    assert any(f"{len(BOOK.unknown())} unknown" in line for line in lines)
    path = tmp_path / "county.toml"
    path.write_text(HEAD + sign("complaint.too-old"), encoding="utf-8")
    signed, _ = check_book(path, uncertain=True)
    assert not any("not verified yet: parameter.complaint.too-old" in line for line in signed)


def test_a_change_for_some_days_leaves_the_others():
    text = change(
        "credit-window", "general", 'length = "18 months"',
        "valid_from = 2016-02-29\nvalid_to = 2016-02-29",
    )  # fmt: skip
    versions = overlay(text).typed["credit-window"]["general"]
    assert [(str(first), str(last)) for first, last, _ in versions] == [
        ("2011-01-01", "2016-02-28"),
        ("2016-02-29", "2016-02-29"),
        ("2016-03-01", "2025-06-21"),
        ("2025-06-22", "None"),
    ]
    lengths = [entry.length for _, _, entry in versions]
    assert lengths == [Term(months=n) for n in (24, 18, 24, 12)]


# adding


def test_an_added_kind_weighs_under_its_own_id():
    book = overlay(NOISE)
    record = CreditRecord(
        id="R1",
        subject=UNIT.code,
        kind="my-county.noise-fine",
        severity="serious",
        happened_on=date(2016, 5, 1),
        decided_on=date(2016, 6, 1),
        known_on=date(2016, 6, 1),
        source_document="x",
    )
    assert CreditScorer(book, as_of=DAY).score(UNIT, [record]).score == Points.of(91)
    entry = book.at(DAY).entry(CreditRule, "my-county.noise-fine")
    assert (entry.basis, entry.source) == (Basis.LOCAL, source_of("某县〔2016〕5号"))
    words = {one.id: one for one in book.words("credit-rule")}
    assert words["my-county.noise-fine"].severities == ("general", "serious")
    assert words["my-county.noise-fine"].label.zh == "噪声罚款"


def test_an_overlay_adds_a_ground_an_event_rule_and_a_target_with_its_item():
    text = (
        NOISE
        + """
[[add]]
section = "event-rule"
id = "my-county.noise"
label = { zh = "噪声", en = "noise" }
source = "县"
event = "noise"
where = { exceeded = { flag = true } }
kind = "my-county.noise-fine"
severity_from = "level"
severities = { high = "serious", low = "general" }

[[add]]
section = "blacklist-ground"
id = "my-county.noise"
label = { zh = "噪声", en = "noise" }
source = "县"
list_kind = "local"
kinds = ["my-county.noise-fine"]
severities = ["serious"]
at_least = 2
within = "12 months"

[[add]]
section = "indicator"
id = "my-county.noise"
label = { zh = "噪声达标率", en = "noise within limits" }
source = "县"
quality = "environment"
facts = "noise"
kind = "rate"
counts = { compliant = { flag = true } }

[[add]]
section = "target"
id = "my-county.noise"
label = { zh = "噪声达标率", en = "noise within limits" }
source = "县"
quality = "environment"
indicator = "my-county.noise"
kind = "threshold"
op = "at-least"
value = "90%"
valid_from = 2014-01-01

[[add]]
section = "item"
id = "my-county.noise"
label = { zh = "噪声达标率", en = "noise within limits" }
source = "县"
quality = "environment"
target = "my-county.noise"
points = 1
valid_from = 2014-01-01
"""
    )
    wrong = said(text)
    (line,) = [line for line in wrong if "the section's items add up to 20" in line]
    assert line.startswith("text:add[5]:item.my-county.noise: ")
    assert line.endswith("(see items.toml:assessment-section.environment.points) (found 21)")
    name, item = next(
        (name, item)
        for name, item in BOOK.at(DAY).entries(ItemRule).items()
        if item.quality == "environment" and not item.bonus and item.points > Points.of(1)
    )
    left = (item.points - Points.of(1)).decimal
    rules = overlay(text + change("item", name, f"points = {left}")).at(DAY)
    assert rules.entry(TargetRule, "my-county.noise").value == Rate(9, 10)
    assert rules.entry(GroundRule, "my-county.noise").kinds == ("my-county.noise-fine",)
    assert rules.entry(EventRule, "my-county.noise").severities["high"] == "serious"


DATED = """
[[add]]
section = "parameter"
id = "my-county.days"
label = { zh = "天数", en = "days" }
source = "县"
kind = "whole"
[[add.in_force]]
valid_from = 2014-01-01
valid_to = 2015-12-31
value = 5
[[add.in_force]]
valid_from = 2016-01-01
value = 7
"""


def test_an_added_entry_may_have_versions():
    book = overlay(DATED)
    assert [book.at(date(y, 6, 1)).whole("my-county.days") for y in (2015, 2016)] == [5, 7]


def as_json(text):
    return json.loads(json.dumps(tomllib.loads(HEAD + text), default=str))


def test_each_version_of_an_added_entry_may_name_its_own_source():
    text = DATED.replace('source = "县"\n', "")
    for year in (2014, 2016):
        day = f"valid_from = {year}-01-01\n"
        text = text.replace(day, f'{day}source = "县〔{year}〕1号"\n')
    rules = overlay(text).at(date(2016, 6, 1))
    assert rules.entry(Parameter, "my-county.days").source.zh == "县〔2016〕1号"
    fits = Draft202012Validator(schema()).is_valid
    assert fits(as_json(text))
    lacking = text.replace('source = "县〔2014〕1号"\n', "")
    assert said(lacking) == ["text:add[0].source: each change needs a source"]
    assert not fits(as_json(lacking))


def test_a_town_changes_what_its_county_added_and_locks_hold(tmp_path):
    (tmp_path / "county.toml").write_text(HEAD + NOISE + "lock = ['cap']\n", encoding="utf-8")
    head = HEAD.replace("my-county", "my-town").replace("strong-town", "county.toml")
    town = tmp_path / "town.toml"
    own = change("credit-rule", "my-county.noise-fine", "points = { general = -4 }")
    town.write_text(head + own, encoding="utf-8")
    book = load_rulebook(town)
    assert book.at(DAY).entry(CreditRule, "my-county.noise-fine").points["general"] == Points.of(-4)
    assert book.levels == ("strong-town 2026.11", "my-county 1", "my-town 1")
    locked = change("credit-rule", "my-county.noise-fine", "cap = -5")
    town.write_text(head + locked, encoding="utf-8")
    with pytest.raises(RulebookError, match="locked by the level above"):
        load_rulebook(town)


# retiring


def test_a_retired_entry_ends_the_day_before():
    text = """
[[retire]]
section = "blacklist-ground"
id = "cases-2"
from = 2016-07-01
source = "某县〔2016〕6号"
"""
    book = overlay(text)
    assert "cases-2" in book.at(date(2016, 6, 30)).entries(GroundRule)
    assert "cases-2" not in book.at(date(2016, 7, 1)).entries(GroundRule)
    (gone,) = BOOK.diff(book)
    assert (gone.what, gone.path, gone.valid_from) == (
        "retired",
        "blacklist-ground.cases-2",
        date(2016, 7, 1),
    )
    assert gone.say("zh") == (
        "blacklist-ground.cases-2 自 2016-07-01 – 2021-08-31：废止（某县〔2016〕6号）"
    )
    assert date(2016, 7, 1) in book.changes_between(date(2016, 6, 1), date(2016, 8, 1))


RETIRE = '[[retire]]\nsection = "{}"\nid = "{}"\nfrom = {}\nsource = "县"\n'


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (RETIRE.format("credit-window", "longest", "2016-01-01"), "may not be retired"),
        (RETIRE.format("parameter", "credit.base", "2016-01-01"), "changed, never retired"),
        (RETIRE.format("blacklist-ground", "cases-2", "2022-01-01"), "has ended before"),
        (RETIRE.format("credit-rule", "accident", "2016-01-01"), "it may not be retired"),
        (
            RETIRE.format("credit-window", "minor", "2016-01-01"),
            "still needed by credit.toml:credit-rule.",
        ),
        (RETIRE.format("list-kind", "local", "2022-01-01"), "it may not be retired"),
        (RETIRE.format("credit-grade", "D", "2016-01-01"), "change it instead of retiring it"),
        (RETIRE.format("target", "satisfaction", "2016-01-01"), "it may not be retired"),
        (RETIRE.format("target", "satisfaction", '"2016-01-01"'), "without quotes"),
        (RETIRE.format("target", "satisfacton", "2016-01-01"), "did you mean satisfaction"),
        (RETIRE.format("target", "satisfaction", "2016-01-01\nsince = 1"), "an unknown field"),
        (RETIRE.format("supervision-frequency", "C", "2016-01-01"), "no frequency of supervision"),
    ],
)
def test_what_may_not_be_retired(step, words):
    lines = said(step)
    assert any(words in line for line in lines), lines
    assert all(line.startswith("text:retire[0]") for line in lines), lines


# mistakes


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (change("target", "satisfaction", 'value = "820%"'),
         "text:change[0]:target.satisfaction.value", "a share lies between 0% and 100%"),
        (change("target", "satisfaction", 'value = "82%"', 'valid_from = "2016-01-01"'),
         "text:change[0].valid_from", "without quotes"),
        (change("target", "satisfaction", 'value = "82%"') * 2,
         "text:change[1]:target.satisfaction.value", "text:change[0] changes it already"),
        (change("credit-rule", "penalty", "points = { minor = -1 }")
         + change("credit-rule", "penalty", "points = { minor = -2 }"),
         "text:change[1]:credit-rule.penalty.points.minor", "changed once"),
        (change("target", "satisfaction", 'value = "82%"').replace("[[change]]", "[change]"),
         "text:change", "write [[change]]"),
        (NOISE.replace("[[add]]", "[add]"), "text:add", "write [[add]]"),
        (change("credit-rule", "penalty", "points = 5"),
         "text:change[0]:credit-rule.penalty.points", "expected a table"),
        (change("credit-rule", "penalti", "cap = -5"),
         "text:change[0].id", "did you mean penalty"),
        (change("credit-rules", "penalty", "cap = -5"),
         "text:change[0].section", "did you mean credit-rule"),
        (change("credit-rule", "penalty", "caps = -5"),
         "text:change[0]:credit-rule.penalty.caps", "did you mean cap"),
        (change("credit-rule", "penalty", 'combine = "summ"'),
         "text:change[0]:credit-rule.penalty.combine", "did you mean sum"),
        (change("credit-rule", "penalty", "points = { serius = -30 }"),
         "text:change[0]:credit-rule.penalty.points.serius", "did you mean serious"),
        (change("credit-rule", "penalty", "cap = -5").replace("source", "sorce"),
         "text:change[0].sorce", "did you mean source"),
        (change("blacklist-ground", "cases-2", 'kinds = ["case-fild"]'),
         "text:change[0]:blacklist-ground.cases-2.kinds", "did you mean case-filed"),
        (change("blacklist-ground", "recheck-2", 'severities = ["seriuos"]'),
         "text:change[0]:blacklist-ground.recheck-2.severities", "did you mean serious"),
        (change("blacklist-ground", "cases-2", 'list_kind = "qualty"'),
         "text:change[0]:blacklist-ground.cases-2.list_kind", "did you mean quality"),
        (change("credit-rule", "penalty", 'forces = { grade = "E" }'),
         "text:change[0]:credit-rule.penalty.forces.grade", "no such grade"),
        (change("product-class", "cement", 'barred_grades = ["E"]'),
         "text:change[0]:product-class.cement.barred_grades", "no such grade"),
        (change("product-class", "cement", 'to_make = ["license"]'),
         "text:change[0]:product-class.cement.to_make", "did you mean licence?"),
        (change("award-bar", "accident", 'from_severity = "large"'),
         "text:change[0]:award-bar.accident.from_severity", "did you mean larger"),
        (change("veto", "extra-major-accident", 'grade = "E"'),
         "text:change[0]:veto.extra-major-accident.grade", "no such grade"),
        (change("indicator", "yearly-assessment", 'checklist = "yearly-assesment"'),
         "text:change[0]:indicator.yearly-assessment.checklist",
         "did you mean yearly-assessment"),
        (change("item", "complaint-handling", 'target = "complaint-handlin"'),
         "text:change[0]:item.complaint-handling.target", "did you mean complaint-handling"),
        (change("target", "satisfaction", 'indicator = "satisfacton"'),
         "text:change[0]:target.satisfaction.indicator", "did you mean satisfaction"),
        (change("parameter", "credit.floor", "value = 120"),
         "text:change[0]:parameter.credit.floor", "at most the ceiling"),
        (change("parameter", "credit.base", "value = 120"),
         "text:change[0]:parameter.credit.base", "between 0 and 110"),
        (change("parameter", "credit.listed-grade", 'value = "E", choices = ["D", "E"]'),
         "text:change[0]:parameter.credit.listed-grade", "no such grade"),
        (change("parameter", "credit.counts-from", 'choices = ["decided", "never"]'),
         "text:change[0]:parameter.credit.counts-from.choices", "keeps its kind"),
        (change("parameter", "assessment.front-group-divisor", "value = 0"),
         "text:change[0]:parameter.assessment.front-group-divisor.value", "at least 1"),
        (change("parameter", "award.wait", 'value = "5 working days"'),
         "text:change[0]:parameter.award.wait.value", "not working days"),
        (change("warning-rule", "sampled", "minimum = 0"),
         "text:change[0]:warning-rule.sampled.minimum", "at least 1"),
        (change("parameter", "closure.failed-rechecks", "value = 0", 'basis = "published"'),
         "text:change[0]:parameter.closure.failed-rechecks.value", "at least 1"),
        (change("target", "satisfaction", 'value = "60%"'),
         "text:change[0]:target.satisfaction", "a floor below the target's 60.00%"),
        (change("item", "satisfaction", 'floor = "80%"'),
         "text:change[0]:item.satisfaction.floor", "a floor below the target's 80.00%"),
        (change("target", "emission-so2", 'by = "300%"'),
         "text:change[0]:target.emission-so2.by", "a share lies between"),
        (change("list-kind", "local", 'term = "0 days"'),
         "text:change[0]:list-kind.local.term", "a span above nothing"),
        (change("hazard-grade", "general", 'rectify_within = "0 days"'),
         "text:change[0]:hazard-grade.general.rectify_within", "a span above nothing"),
        (change("supervision-frequency", "D", "share = -1"),
         "text:change[0]:supervision-frequency.D.high_risk_share", "within 0 and 1"),
        (change("accident-scale", "general", "classes = []"),
         "text:change[0]:accident-scale.general.classes", "at least one class"),
        (change("figure-item", "output-farm-products", "low = 10, high = 3"),
         "text:change[0]:figure-item.output-farm-products.high", "not below 10"),
        (change("parameter", "assessment.confidence", 'value = "100%"'),
         "text:change[0]:parameter.assessment.confidence.value", "inside 0 and 1"),
        (change("credit-window", "general", 'faded = "1/3"'),
         "text:change[0]:credit-window.general", "whole thousandths"),
        (change("target", "satisfaction", 'source = "x"'),
         "text:change[0]:target.satisfaction.source", "beside set"),
        (change("target", "satisfaction", 'id = "x"'),
         "text:change[0]:target.satisfaction.id", "may not be changed"),
        ('[[change]]\nsection = "target"\nid = "satisfaction"\nsource = "县"\n',
         "text:change[0]:target.satisfaction", "set, unset, verified_by or lock"),
        (NOISE.replace("my-county.noise-fine", "noise-fine"),
         "text:add[0].id", "begins with my-county."),
        (NOISE * 2, "text:add[1].id", "use [[change]]"),
        (NOISE.replace('source = "某县〔2016〕5号"\n', ""), "text:add[0].source", "needs a source"),
        (NOISE.replace("scale", "scal"),
         "text:add[0]:credit-rule.my-county.noise-fine.scal", "did you mean scale"),
        ('[target.satisfaction]\nvalue = "82%"\n', "text:target", "holds only [[change]]"),
    ],
)  # fmt: skip
def test_each_mistake_is_one_line_with_its_place(text, place, words):
    lines = said(text)
    fitting = [line for line in lines if line.startswith((f"{place}:", f"{place} "))]
    assert fitting, lines
    assert any(words in line for line in fitting), fitting
    assert not any("\n" in line for line in lines)


def test_everything_wrong_in_an_overlay_is_said_at_once():
    text = (
        change("target", "satisfacton", 'value = "82%"')
        + change("credit-rule", "penalty", 'points = { general = "x" }, cap = true')
        + NOISE.replace("my-county.noise-fine", "noise-fine")
    )
    places = {problem.path for problem in problems(text)}
    assert places == {
        "text:change[0].id",
        "text:change[1]:credit-rule.penalty.points.general",
        "text:change[1]:credit-rule.penalty.cap",
        "text:add[0].id",
    }


def test_levels_are_checked_together(tmp_path):
    county = HEAD + change("target", "satisfacton", 'value = "82%"')
    (tmp_path / "county.toml").write_text(county, encoding="utf-8")
    town = HEAD.replace("my-county", "t").replace("strong-town", "county.toml")
    (tmp_path / "town.toml").write_text(town + change("target", "x", "y = 1"), encoding="utf-8")
    with pytest.raises(RulebookError) as raised:
        load_rulebook(tmp_path / "town.toml")
    assert [problem.path for problem in raised.value.problems] == [
        "county.toml:change[0].id",
        "town.toml:change[0].id",
    ]


def test_a_book_takes_no_id_of_a_book_above(tmp_path):
    (tmp_path / "county.toml").write_text(HEAD, encoding="utf-8")
    town = HEAD.replace("strong-town", "county.toml")
    (tmp_path / "town.toml").write_text(town, encoding="utf-8")
    with pytest.raises(RulebookError, match="a book above has this one"):
        load_rulebook(tmp_path / "town.toml")


# the law of the level

OWN_LIST = """
[[add]]
section = "list-kind"
id = "my-county.watch"
label = { zh = "重点监管", en = "watched" }
source = "县"
statutory = false
rank = "local"
term = "12 months"
repair_after = "6 months"
hearing_within = "5 days"
publish_within = "20 working days"
accept_within = "2 working days"
decide_within = "15 working days"
effects = ["more-supervision"]
lowers_grade = false
"""
PUBLISHED = 'valid_from = 2022-01-01\nbasis = "published"'
UNTIL = "lowers_grade = false\nvalid_to = 2020-12-06\nends = true\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OWN_LIST.replace('["more-supervision"]', '["no-honors"]'), "more supervision and nothing"),
        (OWN_LIST.replace('["more-supervision"]', '["market-ban"]'), "a market ban needs a law"),
        (OWN_LIST.replace("lowers_grade = false", "lowers_grade = true"),
         "list-kind.my-county.watch → D → product-class.cement"),
        (OWN_LIST.replace("lowers_grade = false\n", UNTIL.replace("false", "true")),
         "a local list lowers no grade"),
        (OWN_LIST.replace("statutory = false", "statutory = true"), "rests on a law above it"),
        (change("list-kind", "local", "lowers_grade = true", "valid_from = 2021-01-01"),
         "say lowers_grade = false"),
        (change("list-kind", "local", "lowers_grade = true", "valid_to = 2016-12-31"),
         "a local list lowers no grade"),
        (change("list-kind", "local", 'effects = ["no-honors"]', "valid_to = 2016-12-31"),
         "more supervision and nothing"),
        (change("list-kind", "local", 'rank = "law", lowers_grade = true'), "of that rank"),
        (change("list-kind", "local", 'rank = "law", lowers_grade = true', PUBLISHED),
         "a local list lowers no grade"),
        (change("list-kind", "local", 'rank = "department-rule"'), "of that rank"),
        (OWN_LIST.replace('rank = "local"', 'rank = "law"'), "of that rank"),
        (change("list-kind", "quality", "lowers_grade = true", "valid_from = 2021-07-15"),
         "a local list lowers no grade"),
        (change("list-kind", "quality", "", "valid_from = 2021-07-15").replace(
            "set = {  }", 'unset = ["lowers_grade"]'), "a local list lowers no grade"),
        (change("list-kind", "quality", "lowers_grade = true",
                "valid_from = 2020-12-07\nvalid_to = 2020-12-07"), "a local list lowers no grade"),
        (change("list-kind", "local", 'statutory = true, rank = "department-rule"', PUBLISHED),
         "a law, a regulation or a central policy"),
        (change("list-kind", "local", 'statutory = true, rank = "law"'), "rests on a law above it"),
        (change("list-kind", "quality", 'effects = ["no-honors"]'), "more supervision and nothing"),
        *((change("list-kind", "quality", wider, "valid_to = 2020-12-06"), "of that rank")
          for wider in ('effects = ["more-supervision", "procurement"]', 'term = "120 months"',
                        'repair_after = "60 months"', 'second_term = "120 months"')),
        (change("blacklist-ground", "order-44", "judged_grave = false"),
         "neither adds nor changes"),
        (change("blacklist-ground", "recheck-2-local", 'list_kind = "safety"'),
         "neither adds nor changes"),
    ],
)  # fmt: skip
def test_a_list_of_ones_own_bars_nobody(text, words):
    lines = said(text)
    assert any(words in line for line in lines), lines


def test_a_list_of_ones_own_may_watch_and_one_by_a_rule_above_could_do_more_before():
    assert overlay(OWN_LIST).id == "my-county"
    assert overlay(OWN_LIST.replace("lowers_grade = false\n", "")).id == "my-county"
    before = OWN_LIST.replace('["more-supervision"]', '["no-honors"]').replace(
        'rank = "local"', 'rank = "department-rule"\nbasis = "published"'
    )
    until = before.replace("lowers_grade = false\n", UNTIL)
    assert overlay(until).id == "my-county"
    assert overlay(until.replace("lowers_grade = false", "lowers_grade = true")).id == "my-county"
    (late,) = problems(until.replace("2020-12-06", "2020-12-07"))
    assert late.path == "text:add[0]:list-kind.my-county.watch.effects"
    day_before = "valid_from = 2020-12-06\nvalid_to = 2020-12-06"
    assert overlay(change("list-kind", "quality", "lowers_grade = true", day_before)).id
    law = change("blacklist-ground", "order-44", "judged_grave = false", 'basis = "published"')
    assert overlay(law).id == "my-county"
    milder = 'term = "6 months", effects = ["more-supervision"]'
    assert overlay(change("list-kind", "quality", milder, "valid_to = 2020-12-06")).id
    statutory = change("list-kind", "local", 'statutory = true, rank = "law"', PUBLISHED)
    assert overlay(statutory).id == "my-county"


# loading


OWN = {
    "rulebook": {"id": "own", "version": "1", "title": {"zh": "镇", "en": "Town"}},
    "change": [
        {"section": "target", "id": "satisfaction", "set": {"value": "82%"}, "source": "镇"},
        {
            "section": "credit-rule",
            "id": "notice",
            "set": {"cap": Decimal("-20.5")},
            "source": "镇",
        },
    ],
}


def test_text_mapping_and_file_give_the_same_book(tmp_path):
    text = HEAD + change("target", "satisfaction", 'value = "82%"')
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    book = load_rulebook(path)
    assert load_rulebook(text=text) is book
    assert load_rulebook(text="# a remark\n" + text) is book
    assert load_rulebook(path) is book
    path.write_text(text.replace("82%", "83%"), encoding="utf-8")
    assert load_rulebook(path) != book
    assert load_rulebook(path).at(DAY).entry(TargetRule, "satisfaction").value == Rate(83, 100)


def test_a_mapping_lies_over_a_base():
    by_id, by_book = (load_rulebook(mapping=OWN, base=base) for base in ("strong-town", BOOK))
    assert by_id is by_book
    assert by_id.at(DAY).entry(CreditRule, "notice").cap == Points.of("-20.5")
    over = load_rulebook(text=HEAD, base=by_id)
    assert over.levels == ("strong-town 2026.11", "own 1", "my-county 1")
    before = copy.deepcopy(OWN)
    load_rulebook(mapping=OWN, base=BOOK)
    assert before == OWN


def test_a_float_is_refused_with_what_would_be_right():
    wrong = copy.deepcopy(OWN)
    wrong["change"][1]["set"]["cap"] = -20.5
    with pytest.raises(RulebookError, match=r"mapping:change\[1\]\.set\.cap: .*never a float"):
        load_rulebook(mapping=wrong, base=BOOK)


@pytest.mark.parametrize("path", [("change", 1, "set", "cap"), ("change", 1), ("rulebook", "id")])
def test_nothing_is_dropped_from_a_mapping_without_a_word(path):
    """A None neither takes a value away nor is left out: TOML has none, and unset says it."""
    wrong = copy.deepcopy(OWN)
    place = wrong
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = None
    with pytest.raises(RulebookError, match="takes it away with unset"):
        load_rulebook(mapping=wrong, base=BOOK)


@pytest.mark.parametrize(
    "arguments",
    [{}, {"text": HEAD, "mapping": OWN}, {"where": "strong-town", "base": "strong-town"}],
)
def test_one_document_at_a_time(arguments):
    with pytest.raises(TypeError):
        load_rulebook(**arguments)


def test_a_book_pickles_copies_and_compares():
    book = overlay(NOISE)
    assert pickle.loads(pickle.dumps(book)) is book
    assert copy.deepcopy(book) is book
    assert book == load_rulebook(text=HEAD + NOISE)
    assert book != BOOK
    assert len({book, load_rulebook(text=HEAD + NOISE), BOOK}) == 2
    assert repr(book) == f"<Rulebook my-county 1 sha256:{book.digest[:12]}>"
    context = Context(book, as_of=DAY)
    assert pickle.loads(pickle.dumps(context)) == context


def test_a_book_pickled_elsewhere_answers_alike(tmp_path):
    import subprocess
    import sys

    code = (
        "import sys, pickle; from datetime import date;"
        "b = pickle.load(open(sys.argv[1], 'rb'));"
        "from qualitygov.rulebook.model.credit import CreditRule;"
        "print(b.digest, b.at(date(2016, 12, 31)).entry(CreditRule, 'my-county.noise-fine').cap)"
    )
    book = overlay(NOISE)
    (tmp_path / "book").write_bytes(pickle.dumps(book))
    run = [sys.executable, "-c", code, str(tmp_path / "book")]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert told.split() == [book.digest, "-12"]


def test_rules_compare_by_book_day_and_entries():
    rules = BOOK.at(DAY)
    assert pickle.loads(pickle.dumps(rules)) == rules
    assert rules != BOOK.at(date(2016, 12, 30))
    assert rules != overlay(NOISE).at(DAY)
    assert rules != attrs.evolve(rules, entries={})
    assert isinstance(hash(rules), int)
    assert isinstance(rules, Rules)


def test_words_of_a_day_and_of_a_section_that_is_not_there():
    every = {one.id for one in BOOK.words("blacklist-ground")}
    now = {one.id for one in BOOK.words("blacklist-ground", on=date(2022, 1, 1))}
    assert now < every
    with pytest.raises(RulebookError, match="did you mean blacklist-ground"):
        BOOK.words("blacklist-grounds")


def test_a_name_near_to_the_wrong_one_is_told():
    with pytest.raises(RulebookError, match=r"did you mean .*credit\.base"):
        BOOK.at(DAY).points("credit.bas")


def test_the_terms_that_programs_read_are_known_to_the_check():
    import re
    from pathlib import Path

    import qualitygov
    from qualitygov.rulebook.checks_assessment import AS_TERMS

    source = Path(qualitygov.__file__).parent
    found = set()
    for path in source.rglob("*.py"):
        found |= set(re.findall(r'\.term\(\s*"([a-z.-]+)"', path.read_text(encoding="utf-8")))
    assert found <= AS_TERMS


def test_the_certificates_of_products_are_those_of_enterprises():
    from qualitygov.enterprise import CertificationKind
    from qualitygov.rulebook.model.access import CERTIFICATES

    assert set(CERTIFICATES) == {kind.value for kind in CertificationKind}


def test_the_pollutants_of_the_book_are_those_of_the_index():
    from qualitygov.environment.air import POLLUTANTS
    from qualitygov.rulebook.model.environment import AIR_POLLUTANTS

    assert set(AIR_POLLUTANTS) == set(POLLUTANTS)


def test_only_what_an_overlay_changes_is_read_again():
    book = overlay(change("target", "satisfaction", 'value = "82%"') + NOISE)
    again = {
        f"{section}.{name}"
        for section, by_id in book.typed.items()
        for name, versions in by_id.items()
        if versions is not BOOK.typed[section].get(name)
    }
    assert again == {"target.satisfaction", "credit-rule.my-county.noise-fine"}


# Several changes of one entry


def test_every_document_that_set_a_value_is_named():
    head = '[rulebook]\nid = "{}"\nversion = "1"\ntitle = {{ zh = "县", en = "C" }}\n'
    step = (
        '[[change]]\nsection = "credit-rule"\nid = "penalty"\nset = {{ {} }}\nsource = "{}"\n'
        "valid_from = {}\n"
    )
    county = head.format("c") + step.format("points = { general = -7 }", "甲号", "2016-01-01")
    county += step.format("cap = -30", "乙号", "2016-01-01")
    town = head.format("t") + step.format("cap = -35", "丙号", "2016-01-01")
    book = load_rulebook(text=county, base="strong-town")
    own = load_rulebook(text=town, base=book)
    sources = [
        one.at(date(2016, 6, 1)).entry(CreditRule, "penalty").source.zh for one in (book, own)
    ]
    assert sources == ["甲号；乙号", "甲号；乙号；丙号"]
