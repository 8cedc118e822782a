"""What governance owes besides what comes round: group, money, tasks, areas, plans, follow-up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import attrs
import pytest
from governance_world import END, START, TOWN, UNITS, of_year, task, unit, view
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.periods import Term
from qualitygov.errors import FieldError
from qualitygov.governance import (
    AssistantReport,
    AssistantTraining,
    BudgetHead,
    BudgetLine,
    DevelopmentPlan,
    FindingRecipient,
    GroupMember,
    GroupPost,
    InspectionVisit,
    PlanGoal,
    PlanStep,
    QualityAssistant,
    SharedFinding,
    Spell,
    TaskProgress,
    TaskStep,
    UnitType,
    VisitIssue,
    WarningMove,
    WarningMoveKind,
    WarningSent,
    area_facts,
    breakdown_facts,
    budget_facts,
    continuity,
    group_facts,
    issue_facts,
    lead_facts,
    letters_of_year,
    plan_facts,
    sharing_facts,
    spells,
    task_facts,
    tasks_overdue,
    warning_facts,
)
from qualitygov.text import Text

pytestmark = pytest.mark.clause(
    "3.1.1.a", "3.1.1.b", "3.1.1.c", "3.1.1.f", "3.1.1.g", "3.1.1.h", "3.1.3.d", "4.2.a", "4.3.a",
    "4.5.b",
)  # fmt: skip
DAY = timedelta(days=1)


def member(name, post=GroupPost.MEMBER, **more):
    fields = {"since": START, **more}
    return GroupMember(
        id=f"M-{name}-{post.value}-{fields['since']}",
        town=TOWN,
        unit=name,
        person="张三",
        post=post,
        **fields,
    )


REST = (member("office", GroupPost.OFFICE_HEAD), member("market"), member("works"))
CHAIR = member("office", GroupPost.CHAIR)


def group(members, context=None, units=UNITS):
    (fact,) = group_facts(view(units=units, members=members), context or of_year().settled)
    return fact.standing, fact.settles_on


@pytest.mark.parametrize(
    ("left", "came", "standing"),
    [
        ("2016-05-31", "2016-07-01", "done"),  # 30 days without a chair
        ("2016-05-31", "2016-07-02", "failed"),
        ("2016-05-31", None, "failed"),
        ("2016-12-01", None, "done"),  # 30 days by the end of the year
        ("2016-11-30", None, "failed"),
        ("2015-11-30", "2016-01-02", "failed"),  # too long, and into this year
        ("2015-11-01", "2016-01-01", "done"),  # too long, but in the year before
    ],
)
def test_a_leading_group_is_complete_every_day_or_its_vacancy_is_short(left, came, standing):
    """A chair who came on a day serves on it: 30 days after 31 May are over on 30 June."""
    chairs = [attrs.evolve(CHAIR, until=date.fromisoformat(left))]
    if came is not None:
        chairs.append(member("office", GroupPost.CHAIR, since=date.fromisoformat(came)))
    assert group((*REST, *chairs))[0] == standing


def test_each_vacancy_has_its_own_time():
    """The chair is away, then the head of the office: neither for more than 30 days."""
    members = (
        *REST[1:],
        attrs.evolve(CHAIR, until=date(2016, 5, 31)),
        member("office", GroupPost.CHAIR, since=date(2016, 6, 25)),
        attrs.evolve(REST[0], until=date(2016, 6, 20)),
        member("office", GroupPost.OFFICE_HEAD, since=date(2016, 7, 15)),
    )
    assert group(members) == ("done", None)


def test_a_vacancy_that_still_has_time_is_open_while_the_year_runs():
    members = (*REST, attrs.evolve(CHAIR, until=date(2016, 5, 31)))
    for as_of, found in (
        ("2016-05-31", ("done", None)),
        ("2016-06-01", ("open", date(2016, 6, 30))),
        ("2016-06-30", ("open", date(2016, 6, 30))),
        ("2016-07-01", ("failed", None)),
    ):
        assert group(members, of_year(as_of=as_of, known_at="2017-03-01")) == found


@pytest.mark.parametrize(("since", "standing"), [("2014-01-31", "done"), ("2014-02-01", "failed")])
def test_thirty_days_after_the_programme_began_the_group_is_there(since, standing):
    day = date.fromisoformat(since)
    members = [attrs.evolve(one, since=day) for one in (CHAIR, *REST)]
    assert group(members, of_year(2014).settled)[0] == standing
    assert group((), of_year().settled)[0] == "missing"
    assert group_facts(view(), of_year(2013).settled) == ()


def test_a_group_is_that_of_the_end_of_the_year_whenever_it_is_asked():
    members = (*REST, attrs.evolve(CHAIR, until=date(2017, 1, 15)))
    for as_of in ("2016-12-31", "2017-03-01", "2018-01-01"):
        context = of_year(as_of=as_of, known_at="2017-03-01").settled
        (fact,) = group_facts(view(units=UNITS, members=members), context)
        assert (fact.on, fact.standing, fact.members) == (END, "done", 4)


def line(year, amount, head="awards", **more):
    return BudgetLine(
        town=TOWN,
        head=BudgetHead(head),
        year=year,
        amount=Decimal(amount),
        document="预算",
        **{"approved_on": date(year, 1, 20), **more},
    )


def lines(amounts, first=2014):
    """Lines of every head, each with these amounts, from the first year on."""
    return [
        line(year, amount, head.value)
        for head in BudgetHead
        for year, amount in enumerate(amounts, start=first)
    ]


def money(rows, context=None, duty="budget-line"):
    facts = budget_facts(view(budgets=rows), context or of_year().settled)
    return {
        fact.head: fact.standing for fact in facts if fact.duty == duty and fact.on.year == 2016
    }


def test_each_head_of_the_book_and_the_total_rise():
    assert money(lines([10, 11, 12])) == dict.fromkeys(
        [*(head.value for head in BudgetHead), "total"], "done"
    )


def test_a_head_that_was_dropped_is_missing_and_its_total_too():
    rows = [one for one in lines([10, 11, 12]) if (one.head.value, one.year) != ("awards", 2016)]
    found = money(rows)
    assert (found["awards"], found["total"]) == ("missing", "missing")
    assert list(found.values()).count("done") == 5  # five of seven, never "five of five"


@pytest.mark.parametrize(
    ("amounts", "standing"),
    [
        ([10, 11, 12], "done"),
        ([10, 11, 11], "failed"),
        ([10, 8, 9], "failed"),  # above the year before, not above that before it
        ([10, 8, 11], "done"),
        ([0, 0, 1], "done"),  # a rise from nothing is a rise
    ],
)
def test_money_rises_over_three_years(amounts, standing):
    assert money(lines(amounts))["awards"] == standing


@pytest.mark.parametrize("hidden", [2014, 2015])
def test_a_year_that_is_left_out_makes_no_rise(hidden):
    rows = [one for one in lines([10, 11, 12]) if one.year != hidden]
    assert set(money(rows).values()) == {"failed"}
    some = [one for one in lines([10, 11, 12]) if (one.head.value, one.year) != ("awards", hidden)]
    assert money(some)["total"] == "failed"


def test_years_before_the_programme_are_not_asked_but_for_the_one_before():
    found = budget_facts(view(budgets=lines([10, 11], first=2013)), of_year(2014).settled)
    assert {one.standing for one in found if one.on == date(2014, 1, 1)} == {"done"}


def test_one_off_equipment_is_left_out_of_the_comparison():
    rows = [one for one in lines([10, 11, 12]) if one.head.value != "emergency"]
    spent = [line(2014, 10, "emergency"), line(2016, 12, "emergency")]
    rows += [*spent, line(2015, 31, "emergency", one_off=Decimal(20))]
    assert money(rows)["emergency"] == "done"
    with pytest.raises(FieldError, match="one-off"):
        line(2015, 1, one_off=Decimal(2))


@pytest.mark.parametrize(("approved", "standing"), [("2016-03-31", "done"), ("2016-04-01", "late")])
def test_a_budget_is_approved_by_the_end_of_march(approved, standing):
    rows = lines([10, 11]) + [
        line(2016, 12, head.value, approved_on=date.fromisoformat(approved)) for head in BudgetHead
    ]
    assert set(money(rows).values()) == {standing}
    early = money(lines([10, 11]), of_year(as_of="2016-03-31"))
    assert set(early.values()) == {"open"}


@pytest.mark.parametrize(
    ("more", "as_of", "standing"),
    [
        ({}, "2016-12-31", "open"),
        ({}, "2017-01-31", "open"),
        ({}, "2017-02-01", "missing"),
        ({"spent": Decimal(9), "spent_on": date(2016, 12, 20)}, "2016-12-30", "open"),
        ({"spent": Decimal(9), "spent_on": date(2016, 12, 20)}, "2017-03-01", "done"),
        ({"spent": Decimal("8.9"), "spent_on": END}, "2017-03-01", "failed"),
        (
            {
                "spent": Decimal("8.9"),
                "spent_on": END,
                "final": Decimal("9.5"),
                "final_on": date(2017, 2, 20),
            },
            "2017-03-01",
            "done",
        ),
    ],
)
def test_a_budget_is_spent_by_the_end_of_the_year(more, as_of, standing):
    rows = [line(2016, 10, **more)]
    context = of_year(as_of=as_of, known_at="2017-03-01")
    assert money(rows, context, "budget-spent")["awards"] == standing


AMOUNTS = st.lists(st.integers(0, 5), min_size=3, max_size=3)


@given(AMOUNTS, st.data())
def test_taking_lines_away_never_adds_a_rise(amounts, data):
    rows = lines(amounts)
    left = [one for one in rows if data.draw(st.booleans())]
    before, after = money(rows), money(left)
    assert before.keys() == after.keys()
    assert all(after[head] != "done" or before[head] == "done" for head in before)


def elements(tasks, context=None):
    return {one.id: one.standing for one in task_facts(view(tasks=tasks), context or of_year())}


@pytest.mark.parametrize(
    ("step", "in_time", "late"),
    [
        ("plan", "2016-03-31", "2016-04-01"),
        ("measure", "2016-06-30", "2016-07-01"),
        ("effect", "2016-09-30", "2016-10-01"),
        ("check", "2016-10-31", "2016-11-01"),  # 30 October is a Sunday
    ],
)
def test_plan_measures_effect_and_check_each_have_their_day(step, in_time, late):
    for day, standing in ((in_time, "done"), (late, "late"), (None, "missing")):
        filed = None if day is None else date.fromisoformat(day)
        found = elements([task(**{step: filed})], of_year().settled)
        assert found.pop(f"K1/{step}") == standing
        if step == "effect" and day is None:
            assert found.pop("K1/check") == "missing"  # there was nothing to check
        assert set(found.values()) == {"done"}


@pytest.mark.parametrize(
    ("check", "standing", "lacking"),
    [
        ("2016-05-01", "missing", True),
        ("2016-08-31", "missing", True),
        ("2016-09-01", "done", False),  # on the day of the effect
        ("2016-10-31", "done", False),
        ("2016-11-01", "late", False),
    ],
)
def test_what_is_checked_is_the_effect(check, standing, lacking):
    one = task(effect=date(2016, 9, 1), check=date.fromisoformat(check))
    assert elements([one], of_year().settled)["K1/check"] == standing
    assert (TaskStep.CHECK in one.missing_on(date(2016, 12, 31))) is lacking
    again = TaskProgress(noted_on=date(2016, 10, 31), step=TaskStep.CHECK, document="复查")
    rows = sorted([*one.progress, again], key=lambda row: row.noted_on)
    both = attrs.evolve(one, progress=tuple(rows))
    assert elements([both], of_year().settled)["K1/check"] == "done"


def test_an_element_of_a_task_is_open_until_its_day():
    bare = task(plan=None, measure=None, effect=None, check=None)
    found = elements([bare], of_year(as_of="2016-06-30"))
    assert list(found.values()) == ["missing", "open", "open", "open"]


def test_a_task_for_a_target_that_does_not_exist_counts_for_nothing():
    ghost = task(target="no-such-target")
    assert elements([ghost]) == {}
    done = [one for one in breakdown_facts(view(tasks=[ghost]), of_year()) if one.task is not None]
    assert done == []


def test_every_target_in_force_is_broken_down_by_the_end_of_march():
    tasks = [
        task(),
        task("K2", target="handover", plan=date(2016, 4, 1)),
        task("K3", target="satisfaction", owner=None),
        task("K4", target="forest-cover", plan=None),
    ]
    found = {
        one.target: (one.standing, one.task)
        for one in breakdown_facts(view(tasks=tasks), of_year())
        if one.on.year == END.year
    }
    assert found["food-production"] == ("done", "K1")
    assert found["handover"] == ("late", "K2")
    rest = {state for name, state in found.items() if name not in ("food-production", "handover")}
    assert rest == {("missing", None)}
    assert len(found) > 10
    early = breakdown_facts(view(), of_year(as_of="2016-03-31"))
    assert {one.standing for one in early if one.on.year == END.year} == {"open"}


def assistant(name="X1", hours=(), area="east", **more):
    trainings = tuple(AssistantTraining(held_on=day, hours=Decimal(n)) for day, n in hours)
    fields = {"since": START, **more}
    return QualityAssistant(
        id=name, town=TOWN, area=area, person="李四", trainings=trainings, **fields
    )


AREAS = (unit("east", UnitType.AREA), unit("west", UnitType.AREA, since=date(2016, 7, 1)))


def areas(assistants, context=None):
    rows = area_facts(view(units=AREAS, assistants=assistants), context or of_year().settled)
    return {(row.unit, row.duty): row.standing for row in rows}


def test_each_area_has_an_assistant_every_day_and_trained():
    enough = [(date(2016, 12, 31), 8)]
    found = areas([assistant(hours=enough)])
    assert found == {
        ("east", "area-assistant"): "done",
        ("east", "assistant-training"): "done",
        ("west", "area-assistant"): "missing",
        ("west", "assistant-training"): "missing",
    }


@pytest.mark.parametrize(("since", "standing"), [("2016-07-31", "done"), ("2016-08-01", "failed")])
def test_a_new_area_has_thirty_days_for_its_assistant(since, standing):
    """From 1 July, the first day without one, 30 days are over on 30 July."""
    found = areas([assistant(), assistant("X2", area="west", since=date.fromisoformat(since))])
    assert found["west", "area-assistant"] == standing


@pytest.mark.parametrize(
    ("hours", "as_of", "standing"),
    [
        ([(date(2016, 3, 1), 7)], "2016-12-31", "open"),
        ([(date(2016, 3, 1), 7)], "2017-03-01", "failed"),
        ([(date(2016, 3, 1), 7), (date(2017, 1, 2), 1)], "2017-03-01", "failed"),
        ([(date(2016, 3, 1), 8)], "2016-06-30", "done"),
        ([], "2017-03-01", "missing"),
    ],
)
def test_training_is_open_until_the_year_ends(hours, as_of, standing):
    context = of_year(as_of=as_of, known_at="2017-03-01")
    assert areas([assistant(hours=hours)], context)["east", "assistant-training"] == standing


@pytest.mark.parametrize(
    ("answered", "as_of", "standing"),
    [
        ("2016-05-17", "2016-12-31", "done"),
        ("2016-05-18", "2016-12-31", "late"),
        (None, "2016-05-17", "open"),
        (None, "2016-05-18", "missing"),
    ],
)
def test_a_lead_is_answered_in_ten_working_days(answered, as_of, standing):
    lead = AssistantReport(
        id="I1",
        town=TOWN,
        assistant="X1",
        reported_on=date(2016, 5, 3),
        matter="异味",
        followed_up_on=None if answered is None else date.fromisoformat(answered),
    )
    (row,) = lead_facts(view(leads=[lead]), of_year(as_of=as_of, known_at=END))
    assert (row.standing, row.by) == (standing, date(2016, 5, 17))


def plan(first, last, *goals, name="G1"):
    return DevelopmentPlan(
        id=name,
        town=TOWN,
        valid_from=first,
        valid_to=last,
        document="x",
        goals=tuple(
            PlanGoal(goal=goal, step=PlanStep(step), on=day, state="x") for goal, step, day in goals
        ),
    )


def planned(plans, context=None):
    rows = plan_facts(view(development_plans=plans), context or of_year().settled)
    return {row.duty: (row.standing, row.on) for row in rows}


def test_a_development_plan_is_in_force_and_reviewed_goal_by_goal():
    first, last, middle = date(2014, 1, 1), END, date(2015, 7, 2)
    goals = [("a", "set", first), ("b", "set", first), ("a", "mid-term", middle)]
    whole = planned([plan(first, last, *goals, ("b", "mid-term", middle))])
    assert whole == {
        "development-plan": ("done", END),
        "plan-mid-term": ("done", middle),
        "plan-final": ("missing", END),
    }
    part = planned([plan(first, last, *goals)])
    assert part["plan-mid-term"] == ("missing", middle)
    late = planned([plan(first, last, *goals, ("b", "mid-term", middle + DAY))])
    assert late["plan-mid-term"] == ("late", middle)
    assert planned([]) == {"development-plan": ("missing", END)}


@pytest.mark.parametrize(("begins", "standing"), [("2016-07-31", "done"), ("2016-08-01", "failed")])
def test_thirty_days_may_lie_between_two_plans(begins, standing):
    plans = [
        plan(START, date(2016, 6, 30)),
        plan(date.fromisoformat(begins), date(2020, 12, 31), name="G2"),
    ]
    assert planned(plans)["development-plan"][0] == standing


def test_a_finding_is_sent_and_received_in_five_working_days_each():
    def row(sent, received=None, found=date(2016, 5, 3), as_of="2016-12-31"):
        shared = SharedFinding(
            id="S1",
            town=TOWN,
            unit="market",
            matter="异味",
            found_on=found,
            recipients=(FindingRecipient(unit="works", sent_on=sent, received_on=received),),
        )
        rows = sharing_facts(view(shared_findings=[shared]), of_year(as_of=as_of))
        return [(one.duty, one.unit, one.standing) for one in rows]

    sent = ("finding-shared", "market", "done")
    assert row(date(2016, 5, 10), date(2016, 5, 17)) == [
        sent,
        ("finding-received", "works", "done"),
    ]
    assert row(date(2016, 5, 10), date(2016, 5, 18))[1][2] == "late"
    assert row(date(2016, 5, 10)) == [sent, ("finding-received", "works", "missing")]
    assert row(date(2016, 5, 11))[0][2] == "late"
    assert row(None) == [("finding-shared", "market", "missing")]
    assert row(None, as_of="2016-05-10") == [("finding-shared", "market", "open")]


def test_a_warning_is_acknowledged_acted_on_and_lifted():
    def rows(*moves, lift_by=date(2016, 6, 30), as_of="2016-12-31"):
        warning = WarningSent(
            id="Q1",
            town=TOWN,
            unit="market",
            indicator="noise",
            sent_on=date(2016, 5, 3),
            lift_by=lift_by,
            moves=tuple(
                WarningMove(kind=WarningMoveKind(kind), on=day, document="x") for kind, day in moves
            ),
        )
        found = warning_facts(view(warnings_sent=[warning]), of_year(as_of=as_of))
        return [(one.duty.removeprefix("warning-"), one.standing) for one in found]

    assert rows() == [("acknowledged", "missing"), ("acted", "missing"), ("lifted", "missing")]
    assert rows(as_of="2016-05-06") == [
        ("acknowledged", "open"),
        ("acted", "open"),
        ("lifted", "open"),
    ]
    assert rows(
        ("acknowledged", date(2016, 5, 6)),
        ("acted", date(2016, 5, 18)),
        ("lifted", date(2016, 6, 30)),
    ) == [("acknowledged", "done"), ("acted", "late"), ("lifted", "done")]
    assert [name for name, _ in rows(lift_by=None)] == ["acknowledged", "acted"]


def test_what_an_inspection_found_is_put_right_by_who_answers_for_it():
    visit = InspectionVisit(
        id="D1",
        town=TOWN,
        unit="east",
        held_on=date(2016, 5, 5),
        document="通报",
        issues=(
            VisitIssue(matter="台账", answers="east", closed_on=date(2016, 6, 6)),
            VisitIssue(matter="经费", answers="works", due_on=date(2016, 5, 31)),
        ),
    )
    rows = issue_facts(view(inspections=[visit]), of_year())
    assert [(one.id, one.unit, one.standing, one.by) for one in rows] == [
        ("issue-closed/D1/1", "works", "missing", date(2016, 5, 31)),
        ("issue-closed/D1/2", "east", "done", date(2016, 6, 6)),  # 4 June is a Saturday
    ]
    turned = attrs.evolve(visit, issues=visit.issues[::-1])
    assert issue_facts(view(inspections=[turned]), of_year()) == rows


WHAT = Text("缺", "lacking")
SPANS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 60)).map(
        lambda pair: (date(2016, 1, 1) + timedelta(pair[0]), pair[1])
    ),
    max_size=5,
)


@given(st.sets(st.dates(date(2016, 1, 1), END), max_size=40))
def test_spells_cover_the_days_on_which_something_was_lacking(days):
    every = [date(2016, 1, 1) + timedelta(n) for n in range(366)]
    found = spells(every, END, lambda day: (WHAT,) if day in days else ())
    covered = {
        one.first + timedelta(n) for one in found for n in range((one.last - one.first).days + 1)
    }
    assert covered == days
    assert all(a.last + DAY < b.first for a, b in pairwise(found))


@given(st.dates(date(2015, 6, 1), END), st.integers(0, 100))
def test_a_longer_vacancy_never_stands_better(first, length):
    context = of_year().settled
    last = min(first + timedelta(length), END)
    short = Spell(what=WHAT, first=first, last=max(first, last - DAY))
    whole = Spell(what=WHAT, first=first, last=last)
    worse, better = (continuity([one], Term(days=30), context) for one in (whole, short))
    if better.standing.value == "failed" and short.last >= context.period.first:
        assert worse.standing.value == "failed"


ROWS = {
    "members": (CHAIR, *REST, member("works", since=date(2015, 1, 1))),
    "assistants": (
        assistant(hours=[(date(2016, 3, 1), 5), (date(2016, 9, 1), 3)]),
        assistant("X2", area="west", since=date(2016, 7, 15)),
    ),
    "development_plans": (plan(START, END, ("a", "set", START), ("a", "final", END)),),
    "budgets": tuple(lines([10, 11, 12])),
}
DAILY = (group_facts, area_facts, budget_facts)
BETTER = ("done", "open", "late", "failed", "missing")


def told(rows, context):
    county = view(units=(*UNITS, *AREAS[1:]), **rows)
    found = {one.id: one.standing for make in DAILY for one in make(county, context)}
    in_force = {one.id: one.standing for one in plan_facts(county, context) if one.matter != "G1"}
    return {**found, **in_force, "plan": planned(rows["development_plans"], context)}


@given(st.data(), st.sampled_from(["2016-06-30", "2016-12-31", "2017-03-01"]))
def test_silence_never_helps(data, as_of):
    """Rows taken away never make a duty stand better."""
    left = {
        name: tuple(row for row in rows if data.draw(st.booleans())) for name, rows in ROWS.items()
    }
    context = of_year(as_of=as_of, known_at="2017-03-01").settled
    whole, fewer = told(ROWS, context), told(left, context)
    before, after = whole.pop("plan"), fewer.pop("plan")
    for name, standing in whole.items():
        if name in fewer:
            assert BETTER.index(fewer[name]) >= BETTER.index(standing), name
        else:
            assert name.startswith("budget-spent")  # its line is missing instead
    assert BETTER.index(after["development-plan"][0]) >= BETTER.index(before["development-plan"][0])


@given(st.dates(date(2017, 3, 1), date(2019, 12, 31)))
def test_a_year_asked_later_is_the_same(as_of):
    first, later = (of_year(as_of=day, known_at="2017-03-01") for day in ("2017-03-01", as_of))
    assert told(ROWS, first.settled) == told(ROWS, later.settled)


def test_worklists_of_a_year_are_those_of_the_year():
    rows = {"units": UNITS, "tasks": [task(effect=None), task("K2", year=2017, effect=None)]}
    context = of_year()
    assert [one.task.id for one in tasks_overdue(view(**rows), context)] == ["K1"]
    results = letters_of_year(view(**rows), context)
    assert [(one.unit, one.year) for one in results] == [
        ("east", 2016),
        ("market", 2016),
        ("works", 2016),
    ]
