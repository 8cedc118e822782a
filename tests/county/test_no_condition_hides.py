"""A rule may not look at a fact by what became of it: what is open or missing would drop out."""

from __future__ import annotations

from typing import Annotated

import attrs
import pytest

from qualitygov import Context, CountyData, Text, Town, assess_county, load_rulebook
from qualitygov.cli._rulebook import check
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.county import fact_classes
from qualitygov.county.check import check_rules
from qualitygov.errors import RulebookError
from qualitygov.plan.condition import Check, Wanted, check_wanted
from qualitygov.rulebook.columns import OUTCOME, outcomes_of
from qualitygov.subject import Duty

HEAD = """[rulebook]
id = "c"
version = "1"
title = { zh = "县", en = "County" }
extends = "strong-town"
"""


def changed(section, name, values):
    return f'{HEAD}[[change]]\nsection = "{section}"\nid = "{name}"\nset = {{ {values} }}\nsource = "县"\n'


def said(text):
    return [one.say("en") for one in check_rules(load_rulebook(text=text))]


@pytest.mark.parametrize("field", ["where", "over"])
@pytest.mark.parametrize(
    ("name", "column", "condition"),
    [
        ("food-production", "standing", 'any_of = ["done", "failed"]'),
        ("food-production", "conclusion", 'any_of = ["pass", "fail"]'),
        ("air-good-days", "valid", "flag = true"),
        ("complaint-handling", "state", 'any_of = ["closed"]'),
        ("forest-cover", "figure_year", "at_least = 2016"),
        ("annual-reports", "excusal", 'any_of = ["unsigned"]'),
    ],
)
def test_a_column_of_outcomes_stands_in_counts_alone(field, name, column, condition):
    (problem,) = said(changed("indicator", name, f"{field} = {{ {column} = {{ {condition} }} }}"))
    assert f"indicator.{name}.{field}.{column}" in problem
    assert "use counts" in problem
    assert "open or missing" in problem


def test_the_command_and_the_assessment_refuse_such_a_book(tmp_path):
    text = changed("indicator", "food-production", 'where = { standing = { any_of = ["done"] } }')
    path = tmp_path / "county.toml"
    path.write_text(text, encoding="utf-8")
    lines, code = check(path, "zh")
    assert code == 1
    assert any("应写在 counts 中" in line for line in lines)
    town = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
    county = CountyData(id="330299", name=Text("某县", "A county"), towns=[town])
    context = Context.of_year(load_rulebook(path), 2016, calendar=OfficialCalendar())
    with pytest.raises(RulebookError, match="use counts"):
        assess_county(county, context)


def test_counts_takes_them_and_where_takes_what_was_known_before():
    good = (
        'counts = { standing = { any_of = ["done", "late"] }, conclusion = { any_of = ["pass"] } }'
    )
    assert said(changed("indicator", "food-production", good)) == []
    placing = 'where = { domain = { any_of = ["food"] }, duty = { any_of = ["sample-result"] } }'
    assert said(changed("indicator", "food-production", placing)) == []


@pytest.mark.parametrize(
    ("where", "refused"),
    [
        ('standing = { any_of = ["failed", "open"] }', False),
        ('standing = { any_of = ["failed"] }', True),
        ("upheld = { flag = true }", True),
        ('kind = { any_of = ["food"] }', False),
    ],
)
def test_a_veto_takes_in_what_is_open(where, refused):
    text = f"""{HEAD}[[add]]
section = "veto"
id = "c.complaints"
label = {{ zh = "投诉", en = "complaints" }}
source = "县"
clauses = ["3.1.4.a"]
facts = "complaint"
where = {{ {where} }}
grade = "D"
"""
    problems = said(text)
    assert bool(problems) is refused
    if refused:
        assert "an open fact may still be a veto" in problems[0]


def test_every_duty_says_that_its_standing_is_an_outcome():
    for name, cls in fact_classes().items():
        columns = {field.name for field in attrs.fields(cls)}
        assert ("standing" in columns) == ("standing" in outcomes_of(cls)), name
        if issubclass(cls, Duty):
            assert {"standing", "excusal", "instead", "figure_year"} <= outcomes_of(cls)


def test_a_marked_column_is_still_read_by_its_type():
    @attrs.frozen
    class Row:
        good: Annotated[bool, OUTCOME]

    flags = frozenset({bool})
    wanted = [Wanted("counts.good", "good", flags)]
    assert list(check_wanted("x", "i", wanted, Row, Text("列", "a column"))) == []
    assert Check("good", flag=True).holds(Row(good=True))
