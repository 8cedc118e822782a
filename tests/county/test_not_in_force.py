"""Rules that are not in force in the year, or that nobody has verified: shown, and at nobody's cost."""

from __future__ import annotations

from datetime import date

import pytest

from qualitygov import CountyData, Text, Town, assess_county, load_rulebook
from qualitygov.assessment import (
    FactTables,
    Left,
    Verdict,
    assess_town,
    compile_assessment,
    judge_all,
)
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.period import Period
from qualitygov.county import annual_report, facts_of
from qualitygov.county.run import assess_facts
from qualitygov.governance import GovernanceUnit, Meeting, MeetingKind, Task, task_facts
from qualitygov.returns import prefilled, quarters
from qualitygov.rulebook import Context
from qualitygov.subject import CountyView, Duty, Standing, owed, unless_unsigned

A = "330299101"
CALENDAR = OfficialCalendar()
BOOK = load_rulebook("strong-town")
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
HEAD = """[rulebook]
id = "c"
version = "1"
title = { zh = "县", en = "County" }
extends = "strong-town"
"""


def change(section, name, values, more="", basis="unverified"):
    return (
        f'\n[[change]]\nsection = "{section}"\nid = "{name}"\nset = {{ {values} }}\n'
        f'source = "凭记忆"\nbasis = "{basis}"\n{more}'
    )


def book(*steps):
    return load_rulebook(text=HEAD + "".join(steps))


def plan(rulebook, **more):
    year = Context.of_year(rulebook, 2016, calendar=CALENDAR, **more)
    return compile_assessment(year.judged)


ROWS = [
    Duty(id=f"{n}", town=A, on=date(2016, 5, 1), duty=duty, standing="missing")
    for n, duty in enumerate(("joint-meeting", "quality-analysis"))
]


def judged(compiled, name="joint-meetings", rows=ROWS):
    target = {**compiled.targets, **compiled.dormant}[name]
    return judge_all(target, FactTables.of({"duty": rows}), (A,), compiled.period)[A]


# Not in force


BEGINS = change("target", "joint-meetings", 'value = "90%"', "valid_from = 2017-06-01\n", "local")
RETIRED = (
    '\n[[retire]]\nsection = "item"\nid = "joint-meetings"\nfrom = {0}\nsource = "县"\n'
    '\n[[retire]]\nsection = "target"\nid = "joint-meetings"\nfrom = {0}\nsource = "县"\n'
    '\n[[change]]\nsection = "item"\nid = "task-breakdown"\nset = {{ points = {1} }}\n'
    'source = "县"\nvalid_from = {0}\n'
)


def retired(day):
    items = BOOK.at(date(2016, 12, 31)).entries(type_of("item"))
    points = items["joint-meetings"].points + items["task-breakdown"].points
    return book(RETIRED.format(day, points))


def type_of(section):
    return type(next(iter(BOOK.typed[section].values()))[0][2])


@pytest.mark.clause("3.1.2.b")
def test_a_target_that_has_ended_is_shown_as_not_in_force():
    compiled = plan(retired("2016-07-01"))
    assert "joint-meetings" not in compiled.targets
    found = judged(compiled)
    assert found.verdict is Verdict.NOT_IN_FORCE
    assert "2016-06-30" in found.reason.zh
    assert "was in force to 2016-06-30" in found.reason.en
    before = plan(retired("2016-07-01"), as_of="2016-06-30")
    assert "joint-meetings" in before.targets
    assert judged(before).verdict is Verdict.MISSED


def test_the_last_day_in_force_still_counts():
    assert judged(plan(retired("2017-01-01"))).verdict is Verdict.MISSED
    assert judged(plan(retired("2016-12-31"))).verdict is Verdict.NOT_IN_FORCE


def test_a_target_to_come_is_shown_as_not_in_force():
    added = """
[[add]]
section = "target"
id = "c.later"
label = { zh = "今后目标", en = "a later target" }
source = "县"
clauses = ["3.1.1.d"]
valid_from = 2018-01-01
quality = "mechanism"
indicator = "joint-meetings"
kind = "threshold"
op = "at-least"
value = "90%"
acceptance = false
"""
    compiled = plan(book(added))
    assert set(compiled.dormant) == {"c.later"}
    found = judged(compiled, "c.later")
    assert found.verdict is Verdict.NOT_IN_FORCE
    assert "from 2018-01-01" in found.reason.en
    towns = assess_facts(compiled, FactTables.of({"duty": ROWS}), [A])
    assert towns[0].targets["c.later"].verdict is Verdict.NOT_IN_FORCE
    plain = assess_facts(plan(BOOK), FactTables.of({"duty": ROWS}), [A])
    assert (towns[0].score, towns[0].acceptance) == (plain[0].score, plain[0].acceptance)


def test_before_the_programme_each_target_is_shown_as_not_in_force():
    """The opinion's targets are in force from 2014."""
    towns = [Town(code=A, name=Text("甲镇", "Town A"), parent="330299")]
    county = CountyData(id="330299", name=Text("县", "County"), towns=towns)
    found = assess_county(county, Context.of_year(BOOK, 2013, calendar=CALENDAR), profile="full")
    (town,) = found.towns
    assert {one.verdict for one in town.targets.values()} == {Verdict.NOT_IN_FORCE}
    assert town.targets.keys() == BOOK.typed["target"].keys()
    assert (town.score, found.warnings) == (None, ())
    assert annual_report(found)[0].targets


# Not verified


@pytest.mark.parametrize("section", ["target", "indicator"])
def test_a_target_that_nobody_has_verified_costs_nothing(section):
    label = 'label = { zh = "会议", en = "meetings" }'
    unsigned = plan(book(change(section, "joint-meetings", label)))
    found = judged(unsigned)
    assert found.verdict is Verdict.NOT_IN_FORCE
    assert found.reason.zh == "所依规则尚未核实"
    signed = change(section, "joint-meetings", label, 'verified_by = "县司法局"\n')
    assert judged(plan(book(signed))).verdict is Verdict.MISSED
    town = assess_town(
        unsigned, FactTables.of({}), A, {**everything(unsigned), found.target.id: found}
    )
    item = next(one for one in town.items if one.item.target.id == "joint-meetings")
    assert (item.points, item.highest, item.why) == (None, None, Left.NOT_IN_FORCE)


def everything(compiled):
    facts = FactTables.of({"duty": ROWS})
    return {
        name: judge_all(target, facts, (A,), YEAR)[A] for name, target in compiled.targets.items()
    }


def test_a_part_that_nobody_has_verified_makes_the_whole_unverified():
    label = 'label = { zh = "空气", en = "air" }'
    compiled = plan(book(change("indicator", "air-good-days", label)))
    assert compiled.indicators["environment-score"].unsigned
    assert judged(compiled, "environment-improves").verdict is Verdict.NOT_IN_FORCE


def test_an_item_that_nobody_has_verified_leaves_the_scale():
    compiled = plan(book(change("item", "joint-meetings", "points = 1.5")))
    town = assess_town(compiled, FactTables.of({"duty": ROWS}), A, everything(compiled))
    (item,) = [one for one in town.items if one.item.id == "joint-meetings"]
    assert (item.points, item.why) == (None, Left.NOT_IN_FORCE)
    assert town.targets["joint-meetings"].verdict is Verdict.MISSED  # the target is as it was


def test_a_veto_that_nobody_has_verified_vetoes_nothing():
    names = {veto.id for veto in plan(BOOK).vetoes}
    label = 'label = { zh = "否决", en = "veto" }'
    name = min(names)
    assert {veto.id for veto in plan(book(change("veto", name, label))).vetoes} == names - {name}


# Duties that nobody has verified


def small(**rows):
    towns = [Town(code=A, name=Text("甲镇", "Town A"), parent="330299")]
    data = CountyData(id="330299", name=Text("县", "County"), towns=towns, **rows)
    context = Context.of_year(BOOK, 2016, calendar=CALENDAR)
    sheets = [one for part in quarters(YEAR) for one in prefilled(data, context, part)]
    return data.replace(returns=sheets)


def test_nobody_is_late_by_a_duty_that_nobody_has_verified():
    start = date(2016, 1, 4)
    label = 'within = "1 day"'
    unsigned = Context.of_year(book(change("duty", "lead-answer", label)), 2016, calendar=CALENDAR)
    by = owed("lead-answer", start, unsigned)
    assert by.day is None
    assert "duty.lead-answer" in by.reason.en
    local = book(change("duty", "lead-answer", label, basis="local"))
    known = owed("lead-answer", start, Context.of_year(local, 2016, calendar=CALENDAR))
    assert known.day == date(2016, 1, 5)


TASK = Task(
    id="T1", town=A, year=2016, unit="D1", quality="mechanism", target="joint-meetings",
    due_on=date(2016, 11, 30),
)  # fmt: skip


@pytest.mark.parametrize(
    ("duty", "rows"),
    [
        ("joint-meeting", {}),  # one that comes round
        ("task-plan", {"tasks": [TASK]}),  # one that arises with a row
    ],
)
def test_what_only_an_unverified_duty_asks_for_counts_neither_way(duty, rows):
    label = 'label = { zh = "事项", en = "duty" }'
    unsigned = Context.of_year(book(change("duty", duty, label)), 2016, calendar=CALENDAR)
    data = small(**rows)
    for context, standings in (
        (unsigned, {"excused"}),
        (Context.of_year(BOOK, 2016, calendar=CALENDAR), {"missing"}),
    ):
        facts = facts_of(CountyView(data), context)
        table = "duty" if not rows else "task"
        found = [row for row in facts.rows(table, A) if row.duty == duty and row.on in YEAR]
        assert {row.standing for row in found} == standings
        assert {row.excusal for row in found} == ({"unsigned"} if context is unsigned else {""})


def test_where_every_duty_of_a_target_is_unverified_it_is_not_in_force():
    label = 'label = { zh = "事项", en = "duty" }'
    names = ("joint-meeting", "quality-analysis")
    unsigned = book(*(change("duty", name, label) for name in names))
    context = Context.of_year(unsigned, 2016, calendar=CALENDAR)
    found = assess_county(small(), context, profile="full").town(A).targets["joint-meetings"]
    assert found.verdict is Verdict.NOT_IN_FORCE
    assert "所依规则尚未核实" in found.say("zh")
    held = Meeting(
        id="M1", town=A, kind=MeetingKind.JOINT, held_on=date(2016, 3, 1), minutes="纪要"
    )
    met = assess_county(small(meetings=[held]), context, profile="full").town(A)
    assert met.targets["joint-meetings"].verdict is Verdict.MET  # what was done counts


def test_a_row_is_excused_unless_it_was_done():
    for standing in Standing:
        columns = {"standing": standing.value, "by": YEAR.last, "settles_on": YEAR.last}
        changed = unless_unsigned(columns, unsigned=True)
        done = standing is Standing.DONE
        assert unless_unsigned(columns, unsigned=False) == columns
        assert changed["standing"] == ("done" if done else "excused")
        assert changed.get("excusal", "") == ("" if done else "unsigned")
        assert (changed["settles_on"] is None) is not done


def test_an_item_of_units_that_nobody_has_verified_is_not_judged():
    unit = GovernanceUnit(
        id="D1", town=A, name="甲办", kind="department", role="cooperates", since=date(2014, 1, 1)
    )
    data = small(units=[unit], tasks=[TASK])
    for basis, judged_line in (("unverified", False), ("local", True)):
        rulebook = book(change("unit-item", "tasks-done", "points = 20", basis=basis))
        found = assess_county(data, Context.of_year(rulebook, 2016, calendar=CALENDAR))
        (one,) = found.units
        (line,) = [line for line in one.lines if line.item.id == "tasks-done"]
        assert (line.points is not None) is judged_line
    assert task_facts(CountyView(data), Context.of_year(BOOK, 2016)) != ()
