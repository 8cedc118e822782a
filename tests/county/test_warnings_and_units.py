"""Which periods a warning looks at, and what a unit earns for its tasks, worked out a second time."""

from __future__ import annotations

from datetime import date

import pytest
from county_samples import BOOK, example, part_of_example

from qualitygov import Context, OfficialCalendar, assess_county, load_rulebook
from qualitygov.assessment import FactTables, compile_assessment
from qualitygov.core.exact import Rate
from qualitygov.county.warnings import _periods, county_warnings
from qualitygov.inspection.facts import SampleFact
from qualitygov.rulebook.model.safety import WarningRule

pytestmark = pytest.mark.clause("3.1.2.a", "3.1.3.d", "4.5.b")

AS_OF = date(2016, 12, 31)
OVERLAY = """
[rulebook]
id = "my-county"
version = "1"
title = {{ zh = "某县", en = "My county" }}
extends = "strong-town"

[[change]]
section = "warning-rule"
id = "sampled"
source = "县"
set = {{ every = "{}" }}
"""


def periods(every):
    book = load_rulebook(text=OVERLAY.format(every))
    plan = compile_assessment(Context(book, as_of=AS_OF))
    return _periods(plan, plan.rules.entry(WarningRule, "sampled"))


@pytest.mark.parametrize(("every", "number", "last"), [("quarter", 4, 10), ("month", 12, 12)])
def test_a_warning_by_quarter_or_month_looks_at_those_of_the_year(every, number, last):
    found = periods(every)
    assert len(found) == number
    assert (found[0].first, found[-1].first) == (date(2016, 1, 1), date(2016, last, 1))
    assert found[-1].last == AS_OF


def test_a_warning_by_year_looks_at_as_many_years_before_as_rates_have_to_fall():
    falls = BOOK.at(AS_OF).entry(WarningRule, "sampled").falls
    first = [period.first.year for period in periods("year")]
    assert first == list(range(2016 - falls, 2017))


def test_a_unit_earns_for_its_tasks_what_was_done_in_time_of_those_that_were_due():
    """A unit's items are indicators on its own facts: tasks done in time, of those due."""
    data, calendar = part_of_example(), OfficialCalendar()
    context = Context.of_year(example().rulebook, 2016, calendar=calendar)
    result = assess_county(data, context, profile="full")
    facts = result.view.facts("task", context.settled)
    asked = result.plan.indicators["task-progress"].where
    shares = []
    for one in result.units:
        own = [row for row in facts if row.unit == one.unit.id and row.on in context.period]
        due = [r for r in own if all(c.holds(r) for c in asked) and r.standing not in NOT_DUE]
        line = next(line for line in one.lines if line.item.indicator == "task-progress")
        if line.measured.reported.whole and not line.measured.reported.gone:
            assert line.share == Rate(sum(row.standing == "done" for row in due), len(due))
            shares.append(line.share)
    assert shares


NOT_DUE = {"open", "excused"}


def test_units_and_towns_are_told_how_they_may_object():
    context = Context(example().rulebook, as_of=AS_OF, calendar=OfficialCalendar())
    result = assess_county(part_of_example(), context)
    assert result.units
    for one in (*result.units, *result.towns):  # each says how to object, and promises no suit
        assert one.remedies.zh in one.say("zh").splitlines()[-1]
        assert "5 个工作日内向考核机关申请复核" in one.remedies.zh
        assert "不适用行政复议和行政诉讼" in one.remedies.zh


ADDED = """
[rulebook]
id = "my-county"
version = "1"
title = { zh = "某县", en = "My county" }
extends = "strong-town"

[[add]]
section = "warning-rule"
id = "my-county.few"
source = "县"
basis = "default"
label = { zh = "少样本预警", en = "with few samples" }
every = "year"
minimum = 1
margin = "0%"
confidence = "99%"
falls = 1
same_kind = 1000
targets = ["industrial-products"]
valid_from = 2014-01-01
"""


def test_a_county_adds_a_warning_of_its_own():
    """Beside the built-in rule; it names its targets, and has its own numbers."""
    plan = compile_assessment(Context(load_rulebook(text=ADDED), as_of=AS_OF))
    base = compile_assessment(Context(BOOK, as_of=AS_OF))
    town = "330299101"
    failed = [
        SampleFact(
            id=f"s{count}",
            town=town,
            on=date(2016, 3, 1),
            domain="industrial",
            stage=None,
            conclusion="fail",
            subject=f"u{count}",
            standing="failed",
            duty="sample-result",
        )
        for count in range(3)
    ]
    facts = FactTables.of({"sample": failed})
    own = [one for one in county_warnings(plan, facts, [town]) if one.rule.id != "sampled"]
    assert county_warnings(base, facts, [town]) == tuple(
        one for one in county_warnings(plan, facts, [town]) if one.rule.id == "sampled"
    )
    assert [(one.target.id, one.warning.level.value) for one in own] == [
        ("industrial-products", "red")
    ]
