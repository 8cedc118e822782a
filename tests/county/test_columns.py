"""What indicators and vetoes count is there, and holds what the rule takes it for."""

from __future__ import annotations

import attrs
import pytest

from qualitygov.county import SUBJECTS, check_columns, check_rules, fact_classes
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.assessment import IndicatorRule, VetoRule
from qualitygov.rulebook.model.condition import Condition

BOOK = load_rulebook("strong-town")
TABLES = fact_classes(SUBJECTS)
RULES = BOOK.at(BOOK.header.valid_from)
VETO = "concealed-accident"


@attrs.frozen
class Book:
    """The rules with one entry of one kind changed."""

    rule: IndicatorRule | VetoRule
    name: str

    def entries(self, kind):
        return {self.name: self.rule} if isinstance(self.rule, kind) else {}


def found(section, name, **values):
    rule = attrs.evolve(RULES.entries(section)[name], **values)
    return list(check_columns(Book(rule, name), TABLES))


def of_samples(**values):
    return found(IndicatorRule, "food-production", **{"where": {}, "counts": {}, **values})


def test_the_book_counts_what_is_there():
    assert check_rules(BOOK) == ()


@pytest.mark.parametrize(
    ("field", "column", "condition", "expected"),
    [
        ("where", "domain", {"flag": True}, "true or false"),
        ("counts", "on", {"any_of": ("yes",)}, "words"),
        ("over", "product", {"at_least": 1}, "whole numbers"),
        ("where", "stage", {"at_most": 1}, "whole numbers"),
    ],
)
def test_a_condition_on_a_column_of_another_kind(field, column, condition, expected):
    (problem,) = of_samples(**{field: {column: Condition(**condition)}})
    assert problem.path == f"indicator.food-production.{field}.{column}"
    assert problem.expected.en == f"a column of {expected}"


@pytest.mark.parametrize("column", ["good", "standard", "on"])
@pytest.mark.parametrize("field", ["sum", "of"])
def test_only_numbers_are_summed(field, column):
    columns = {"sum": "aqi", "of": "aqi", field: column}
    (problem,) = of_samples(facts="air-day", kind="share", **columns)
    assert problem.path == f"indicator.food-production.{field}"
    assert problem.expected.en == "a column of numbers"


def test_decimals_are_numbers_but_no_range_is_asked_of_them():
    assert not of_samples(facts="budget", kind="total", sum="amount")
    (problem,) = of_samples(facts="budget", where={"amount": Condition(at_least=1)})
    assert problem.expected.en == "a column of whole numbers"


def test_a_column_that_is_not_there_is_told_with_the_near_ones():
    (problem,) = of_samples(where={"domian": Condition(any_of=("food",))})
    assert problem.path == "indicator.food-production.where.domian"
    assert problem.expected.en.endswith("did you mean domain?")
    assert "是否为 domain" in problem.expected.zh
    (problem,) = of_samples(facts="samples")
    assert problem.path == "indicator.food-production.facts"
    assert "did you mean sample" in problem.expected.en


def test_a_checklist_needs_a_table_of_evidence():
    problems = of_samples(kind="checklist", checklist="some", facts="certificate")
    assert [problem.found for problem in problems] == ["'checklist'", "'item'"]
    assert {problem.path for problem in problems} == {"indicator.food-production.kind"}
    problems = of_samples(at="valid-on-end")
    assert [problem.found for problem in problems] == ["'valid_from'", "'valid_to'"]


def test_a_veto_is_held_to_the_same():
    where = {"concealed": Condition(any_of=("yes",))}
    (problem,) = found(VetoRule, VETO, facts="accident", where=where)
    assert (problem.path, problem.found) == (f"veto.{VETO}.where.concealed", "concealed")
