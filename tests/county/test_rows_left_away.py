"""The law of silence, row by row: rows that speak against others, child rows, rows that owe much.

Each case is a county with returns of everything, from which a few rows are left away.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import attrs
import pytest
import silence_rows as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from silence_rows import A, without

from example_county import reading as example
from qualitygov import CountyData, OfficialCalendar, Text, Town, assess_county
from qualitygov.assessment import Verdict, compile_assessment
from qualitygov.core.exact import Points
from qualitygov.core.period import Period
from qualitygov.county.facts import facts_of
from qualitygov.county.subjects import SUBJECTS, table_specs
from qualitygov.governance import BUDGETS, BudgetHead, PlanStep
from qualitygov.returns import prefilled, quarters
from qualitygov.returns.counts import own_day_of
from qualitygov.rulebook import Context
from qualitygov.safety import PLANS
from qualitygov.subject import CountyView, FactSpec, Weight
from signed_book import signed_book

pytestmark = pytest.mark.clause("3.1.2.b", "4.5.a", "4.5.c")
BOOK, CALENDAR = signed_book(), OfficialCalendar()
CLOSE = Context.of_year(BOOK, 2016, calendar=CALENDAR)
PLAN = compile_assessment(CLOSE, "full")
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
SINCE = range(2013, 2017)


def county(**rows):
    towns = [Town(code=A, name=Text("甲镇", "Town A"), parent="330299")]
    return CountyData(id="330299", name=Text("县", "County"), towns=towns, **rows)


def full(data):
    """The county with returns of everything there is, of four years."""
    years = (Period(date(year, 1, 1), date(year, 12, 31)) for year in SINCE)
    parts = [part for year in years for part in quarters(year)]
    return data.replace(returns=[one for part in parts for one in prefilled(data, CLOSE, part)])


def measured(data, name):
    facts = facts_of(CountyView(data), CLOSE)
    return PLAN.targets[name].indicator.measure(facts, A, YEAR)


ORDER = {Verdict.MISSED: 0, Verdict.NOT_REPORTED: 0, Verdict.OPEN: 1, Verdict.MET: 2}


def nothing_is_better(data, less, names):
    """No value, verdict or score is better with rows left away."""
    was, now = (assess_county(each, CLOSE, profile="full") for each in (data, less))
    before, after = was.town(A), now.town(A)
    for name in names:
        then, found = (each.targets[name] for each in (before, after))
        for end in ("value", "lowest", "highest"):
            one, other = (getattr(each.measured, end) for each in (then, found))
            if not one.defined:
                continue
            assert other.defined or found.costs, (name, end, found.say())
            assert not other.defined or other.fraction <= one.fraction, (
                name, end, then.say(), found.say(),
            )  # fmt: skip
    for name, result in after.targets.items():
        then = before.targets[name]
        if result.verdict in ORDER and then.verdict in ORDER:
            assert ORDER[result.verdict] <= ORDER[then.verdict], (name, then.say(), result.say())
    units = {one.id: one for one in now.units}
    pairs = [(before, after), *((one, units[one.id]) for one in was.units if one.id in units)]
    for one, other in pairs:
        for end in ("lowest", "score", "highest"):
            then, found = getattr(one, end), getattr(other, end)
            assert (found or Points(0)) <= (then or Points(0)), (end, then, found)


V = made.visit("V", made.issue("1"), made.issue("2", date(2016, 5, 20)))
P = made.plan(
    "P", date(2014, 1, 1), date(2018, 12, 31), made.goal("a"), made.goal("b"),
    made.goal("a", PlanStep.MID_TERM, date(2016, 6, 1)),
)  # fmt: skip
YEARLONG = made.plan("Y", date(2016, 1, 1), date(2016, 12, 31), made.goal("a"))
REVIEWED = without(P, "goals", P.goals[1])
F = made.finding("F", made.recipient("D2", good=True), made.recipient("D3", good=False))
GOOD_FINDINGS = [made.finding(f"G{at}", made.recipient("D2", good=True)) for at in range(9)]
UNSENT = made.finding("B", *(made.recipient(f"D{at}", good=False) for at in range(6)))
REOPENED = made.complaint(
    "C1", date(2015, 11, 2), *made.handled(date(2015, 11, 2)), made.move("reopened", date(2016, 3, 1))
)  # fmt: skip
SLOW = made.complaint(
    "C1", date(2016, 1, 2),
    *(made.move(name, date(2016, *day)) for name, day in (
        ("accepted", (3, 3)), ("investigated", (3, 4)), ("not-upheld", (8, 20)),
        ("told", (9, 23)), ("reopened", (10, 1)),
    )),
)  # fmt: skip
HANDLED = [made.complaint(f"H{at}", date(2016, 5, 2)) for at in range(20)]
SUPPLEMENT = made.line(BudgetHead.SAMPLING, 2015, 50, "b")
GROWING = made.lines({2013: 5, 2014: 10, 2015: 50, 2016: 90})
OLD = made.line(BudgetHead.SAMPLING, 2014, 500, "b")
UNSPENT = attrs.evolve(made.line(BudgetHead.SAMPLING, 2016, 500), document="b")
TRAINED, UNTRAINED = made.assistant("a", 8), made.assistant("b", 0)
SEATED, UNSEATED = made.task("K1", "D1"), made.task("K9", "D9")
ASSESSED = made.post("a", made.PASSED)
LAST_FAILED = made.post("b", made.PASSED, made.FAILED)
TRACED, UNTRACED = made.batch("a"), made.batch("b", good=False)
LINKED = made.batch("c", made.link("nowhere"), made.link("a"))
SHORT_VISITS = [made.visit(f"V{at}", made.issue("1", date(2016, 5, 20))) for at in range(4)]
MANY = made.visit("M", *(made.issue(str(at)) for at in range(5)))
SECOND = made.hazard("H", made.LATE_ROUND, good=False)

CASES = {
    "issue": ({"units": made.UNITS, "inspections": [V]},
        {"inspections": [without(V, "issues", V.issues[0])]}, ("inspection-issues",)),
    "visit with five issues": ({"units": made.UNITS, "inspections": [*SHORT_VISITS, MANY]},
        {"inspections": SHORT_VISITS}, ("inspection-issues", "inspections")),
    "goal of a plan": ({"development_plans": [P]}, {"development_plans": [REVIEWED]},
        ("development-plan",)),
    "plan of one year": ({"development_plans": [REVIEWED, YEARLONG]},
        {"development_plans": [REVIEWED]}, ("development-plan",)),
    "recipient": ({"shared_findings": [F]},
        {"shared_findings": [without(F, "recipients", F.recipients[1])]}, ("sharing",)),
    "finding never sent": ({"shared_findings": [*GOOD_FINDINGS, UNSENT]},
        {"shared_findings": GOOD_FINDINGS}, ("sharing",)),
    "reopening": ({"complaints": [REOPENED, *HANDLED[:1]]},
        {"complaints": [without(REOPENED, "moves", REOPENED.moves[-1]), *HANDLED[:1]]},
        ("complaint-handling",)),
    "complaint of the year before": ({"complaints": [REOPENED, *HANDLED[:1]]},
        {"complaints": HANDLED[:1]}, ("complaint-handling",)),
    "complaint with five bad stages": ({"complaints": [SLOW, *HANDLED]},
        {"complaints": HANDLED}, ("complaint-handling",)),
    "line of the year before": ({"budgets": [*GROWING, SUPPLEMENT]}, {"budgets": GROWING},
        ("funds",)),
    "line of two years before": ({"budgets": [*GROWING, OLD]}, {"budgets": GROWING},
        ("funds",)),
    "line that nobody spent": ({"budgets": [*GROWING, UNSPENT]}, {"budgets": GROWING},
        ("funds", "funds-spent")),
    "untrained assistant": ({"units": made.UNITS, "assistants": [TRAINED, UNTRAINED]},
        {"assistants": [TRAINED]}, ("quality-assistants",)),
    "task of a unit without a seat": (
        {"units": [*made.UNITS, made.unit("D9")], "members": made.MEMBERS, "tasks": [SEATED, UNSEATED]},
        {"tasks": [SEATED]}, ("leading-group", "task-progress", "task-documents")),
    "post that nobody assessed": ({"enterprises": made.FIRMS, "key_posts": [ASSESSED, made.post("b")]},
        {"key_posts": [ASSESSED]}, ("key-posts",)),
    "failed assessment": ({"enterprises": made.FIRMS, "key_posts": [ASSESSED, LAST_FAILED]},
        {"key_posts": [ASSESSED, without(LAST_FAILED, "assessments", made.FAILED)]},
        ("key-posts",)),
    "untraced batch": ({"enterprises": made.FIRMS, "batches": [TRACED, UNTRACED]},
        {"batches": [TRACED]}, ("traceability",)),
    "only batch": ({"enterprises": made.FIRMS, "batches": [UNTRACED]}, {"batches": []},
        ("traceability",)),
    "link to no batch": ({"enterprises": made.FIRMS, "batches": [TRACED, LINKED]},
        {"batches": [TRACED, without(LINKED, "links", LINKED.links[0])]}, ("traceability",)),
    "unit that owes four reports": ({"units": [*made.UNITS, made.unit("D3")],
        "unit_reports": made.REPORTS}, {"units": made.UNITS}, ("unit-reports",)),
    "area": ({"units": made.UNITS, "assistants": []}, {"units": made.UNITS[:3]},
        ("quality-assistants",)),
    "late round of a hazard": ({"hazards": [made.hazard("G"), SECOND]},
        {"hazards": [made.hazard("G"), without(SECOND, "further", made.LATE_ROUND)]},
        ("hazard-inspection",)),
    "plan of a unit that never drilled": (
        {"plans": [made.emergency("N", "natural", date(2014, 1, 1), made.FIRM)]},
        {"plans": []}, ("emergency-plans",)),
    "late mark of a review": (
        {"applications": [made.application("W", made.mark("r", date(2016, 6, 1)),
            made.mark("s", date(2017, 2, 1)))]},
        {"applications": [made.application("W", made.mark("r", date(2016, 6, 1)))]},
        ("award-reviewed",)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_row_left_away_makes_nothing_better(name):
    rows, less, targets = CASES[name]
    data = full(county(**rows))
    nothing_is_better(data, data.replace(**less), targets)


@pytest.mark.parametrize(
    ("name", "honest", "silent"),
    [("issue", (1, 2), (1, 2)), ("visit with five issues", (4, 9), (4, 9)),
     ("recipient", (2, 3), (2, 4)), ("line of the year before", (6, 7), (5, 7)),
     ("untrained assistant", (1, 2), (1, 2)), ("unit that owes four reports", (8, 16), (8, 16)),
     ("failed assessment", (0, 1), (0, 1)), ("untraced batch", (0, 1), (0, 1)),
     ("only batch", (0, 1), (0, 1)), ("task of a unit without a seat", (0, 1), (0, 1))],
)  # fmt: skip
def test_it_costs_no_more_than_it_may_hide(name, honest, silent):
    rows, less, (target, *_) = CASES[name]
    data = full(county(**rows))
    for each, value in ((data, honest), (data.replace(**less), silent)):
        found = measured(each, target)
        assert (found.numerator, found.denominator) == value


def test_what_is_not_counted_as_good_is_said():
    rows, less, _ = CASES["untrained assistant"]
    data = full(county(**rows)).replace(**less)
    found = measured(data, "quality-assistants")
    assert "1 not counted as good" in found.say()
    assert "不计为合格 1 项" in found.say("zh")
    assert measured(full(county(**rows)), "quality-assistants").reported.spoiled == 0


# Returns of child tables


def test_child_tables_have_returns_by_the_names_of_their_files():
    data = county(units=made.UNITS, inspections=[V, *SHORT_VISITS])
    rows = {
        one.table: one.rows
        for part in quarters(YEAR)
        for one in prefilled(data, CLOSE, part)
        if part.last == date(2016, 6, 30)
    }
    assert (rows["inspections"], rows["inspection_issues"], rows["plan_goals"]) == (5, 6, 0)


def test_a_child_row_lies_on_its_own_day_and_else_on_that_of_its_row():
    data = county(complaints=[REOPENED], inspections=[V])
    rows = Counter()
    for year in (2015, 2016):
        for part in quarters(Period(date(year, 1, 1), date(year, 12, 31))):
            for one in prefilled(data, CLOSE, part):
                rows[one.table, one.period] += one.rows
    assert rows["complaint_moves", "2015-Q4"] == 4
    assert rows["complaint_moves", "2016-Q1"] == 1
    assert rows["inspection_issues", "2016-Q2"] == 2


def test_a_child_table_without_a_return_is_not_reported():
    data = full(county(units=made.UNITS, inspections=[V]))
    kept = [one for one in data.returns if one.table != "inspection_issues"]
    found = assess_county(data.replace(returns=kept), CLOSE, profile="full").town(A)
    result = found.targets["inspection-issues"]
    assert (result.verdict, result.costs) == (Verdict.NOT_REPORTED, True)
    assert "inspections of units: what was found" in result.reason.en
    assert "督查：发现问题" in result.reason.zh


def test_a_weight_names_a_table_on_which_the_facts_rest():
    with pytest.raises(TypeError, match="does not rest on the table drills"):
        FactSpec(name="x", row=object, make=list, rests_on=(BUDGETS,), weights=(Weight("drills"),))
    with pytest.raises(TypeError, match="does not say per what"):
        FactSpec(
            name="x", row=object, make=list, rests_on=(PLANS,), weights=(Weight("drills", 0, None),)
        )


def test_the_years_of_the_budget_are_all_looked_at():
    """A line is approved in its year or before it."""
    assert BUDGETS.lasts >= CLOSE.rules.whole("budget.years")


FACTS = {
    spec.name: [fact for subject in SUBJECTS for fact in subject.facts if spec in fact.rests_on]
    for spec in table_specs()
}
FLOWS = [
    spec for spec in table_specs() if FACTS[spec.name] and spec.owner == "town" and not spec.stock
]
GOOD = frozenset({"done", "open", "excused"})


def _better(before, after):
    """The facts that are better with some rows left away, or were bad and are not there."""
    was, now = ({row.id: getattr(row, "standing", "") for row in rows} for rows in (before, after))
    bad = {name for name, standing in was.items() if standing not in GOOD}
    better = {name for name in bad if now.get(name, "done") in GOOD}
    return better | {name for name in now.keys() - was.keys() if now[name] == "done"}


@pytest.mark.parametrize("spec", FLOWS, ids=lambda spec: spec.name)
def test_rows_that_count_in_a_later_year_say_how_many_years_they_last(spec):
    """Rows of a year are left away: no fact of a year beyond what they last is better for it."""
    reading = example()
    context = Context.of_year(reading.rulebook, 2016, calendar=CALENDAR).settled
    day_of, table = own_day_of(spec), reading.data.tables[spec.name]
    whole = CountyView(reading.data)
    for year in sorted({day.year for day in map(day_of, table.rows) if day is not None}):
        kept = [row for row in table if (day := day_of(row)) is None or day.year != year]
        view = CountyView(reading.data.replace(**{spec.name: kept}))
        for fact in FACTS[spec.name]:
            before, after = (
                [row for row in each.facts(fact.name, context) if row.on.year > year + spec.lasts]
                for each in (whole, view)
            )
            assert not _better(before, after), (fact.name, year)


# Drawn counties


def drawn(make, *kinds):
    """Some rows of a table, each drawn from a few."""
    return st.lists(st.sampled_from(kinds), max_size=4).map(
        lambda chosen: [make(at, kind) for at, kind in enumerate(chosen)]
    )


def _visit(at, issues):
    days = (date(2016, 5, 20), None)
    return made.visit(f"V{at}", *(made.issue(f"{n}", days[n % 2]) for n in range(issues)))


def _complaint(at, kind):
    day = date(2016, 2, 1) if "now" in kind else date(2015, 10, 8)
    moves = made.handled(day)
    moves = moves[:1] if "stuck" in kind else moves
    again = (made.move("reopened", date(2016, 3, 1)),) if "again" in kind else ()
    return made.complaint(f"C{at}", day, *moves, *again)


def _post(at, kind):
    given = {"none": (), "passed": (made.PASSED,), "failed": (made.PASSED, made.FAILED)}
    return made.post(f"P{at}", *given[kind])


def _batch(at, kind):
    links = (made.link("nowhere"),) if kind == "broken" else ()
    return made.batch(f"B{at}", *links, good=kind != "bad")


def _plan(at, kind):
    goals = [made.goal("a"), made.goal("b")]
    if kind != "never":
        goals.append(made.goal("a", PlanStep.MID_TERM, date(2016, 6, 1)))
    if kind == "reviewed":
        goals.append(made.goal("b", PlanStep.MID_TERM, date(2016, 6, 1)))
    last = date(2016, 12, 31) if kind == "never" else date(2018, 12, 31)
    return made.plan(f"P{at}", date(2014 if kind != "never" else 2016, 1, 1), last, *goals)


def _finding(at, count):
    return made.finding(f"F{at}", *(made.recipient(f"D{n}", good=n % 2 == 0) for n in range(count)))


def _line(at, key):
    head, year, amount = key
    return made.line(head, year, amount, str(at))


HEADS = [*BudgetHead][:2]
TABLES = {
    "inspections": (drawn(_visit, 0, 1, 2, 3), "issues", ("inspection-issues",)),
    "complaints": (drawn(_complaint, "now", "now again", "then", "then again", "now stuck"),
        "moves", ("complaint-handling", "complaint-satisfaction")),
    "key_posts": (drawn(_post, "none", "passed", "failed"), "assessments", ("key-posts",)),
    "batches": (drawn(_batch, "good", "bad", "broken"), "links", ("traceability",)),
    "development_plans": (drawn(_plan, "never", "half", "reviewed"), "goals",
        ("development-plan",)),
    "shared_findings": (drawn(_finding, 0, 1, 2), "recipients", ("sharing",)),
    "assistants": (drawn(lambda at, hours: made.assistant(f"a{at}", hours), 0, 4, 8), "trainings",
        ("quality-assistants",)),
    "tasks": (drawn(lambda at, of: made.task(f"K{at}", of, at % 2 == 0), "D1", "D2", "D9"),
        "progress", ("leading-group", "task-progress", "task-documents", "task-breakdown")),
    "units": (drawn(lambda at, kind: made.unit(f"U{at}", kind), *made.UnitType), None,
        ("unit-reports", "quality-assistants", "leading-group", "unit-leadership")),
    "budgets": (drawn(_line, *((head, year, amount) for head in HEADS for year in (2014, 2015, 2016)
        for amount in (10, 50))), None, ("funds", "funds-spent")),
}  # fmt: skip
CHILDREN = {  # that may be left away one by one; of moves the last ones alone
    name: field for name, (_, field, _) in TABLES.items() if field
}
BESIDE = {"enterprises": made.FIRMS, "members": made.MEMBERS, "unit_reports": made.REPORTS}


def _rows(name, rows):
    """The rows of a table with what belongs to every town of these tests."""
    own = {
        "units": [*made.UNITS, *rows],
        "budgets": [*made.lines({2014: 20, 2015: 30, 2016: 40}), *rows],
    }
    return own.get(name, rows)


def _less(draw, name, rows):
    """Some rows left away, and child rows of others."""
    kept = [row for row in rows if draw(st.integers(0, 3)) != 0]
    field = CHILDREN.get(name)
    if field is None:
        return kept
    found = []
    for row in kept:
        children = getattr(row, field)
        if name == "complaints":
            left = children[: draw(st.integers(0, len(children)))]
        else:
            left = tuple(one for one in children if draw(st.booleans()))
        found.append(attrs.evolve(row, **{field: left}))
    return found


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_rows_are_worth_leaving_away(name, data):
    """Law: of drawn rows, any rows and child rows may be left away, and no value is better."""
    rows, _, targets = TABLES[name]
    beside = {"units": made.UNITS, **BESIDE}
    whole = full(county(**{**beside, name: _rows(name, data.draw(rows))}))
    own = whole.tables[name].rows
    less = whole.replace(**{name: _less(data.draw, name, own)})
    then, now = (facts_of(CountyView(each), CLOSE) for each in (whole, less))
    for target in targets:
        indicator = PLAN.targets[target].indicator
        before, after = (indicator.measure(facts, A, YEAR) for facts in (then, now))
        for end in ("value", "lowest", "highest"):
            was, found = getattr(before, end), getattr(after, end)
            if was.defined and not after.reported.silent:
                assert found.defined, (target, end, before.say(), after.say())
                assert found.fraction <= was.fraction, (target, end, before.say(), after.say())
