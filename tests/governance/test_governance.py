"""Governance: leading group, tasks, letters, duties, assistants, money, publicity."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from governance_world import END, START, TOWN, UNITS, at, task, view
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.errors import FieldError
from qualitygov.governance import (
    SUBJECT,
    AssistantReport,
    AssistantTraining,
    BudgetHead,
    BudgetLine,
    Campaign,
    CampaignKind,
    GroupMember,
    GroupPost,
    InspectionVisit,
    QualityAssistant,
    ResponsibilityLetter,
    TaskProgress,
    TaskState,
    TaskStep,
    accountable,
    answering,
    area_facts,
    areas_of,
    breakdown,
    budget_trend,
    campaign_facts,
    group_facts,
    group_state,
    lead_facts,
    letter_results,
    open_leads,
    overdue_tasks,
    publicity,
    reach_of,
    task_facts,
    task_status,
    tasks_overdue,
    towns_broken_down,
    visited_too_often,
)
from qualitygov.rulebook.model.assessment import TargetRule
from qualitygov.subject import Standing
from qualitygov.text import Text

pytestmark = pytest.mark.clause(
    "1.a",
    "3.1.1.a",
    "3.1.1.b",
    "3.1.1.c",
    "3.1.1.d",
    "3.1.1.e",
    "3.1.1.f",
    "3.1.2.a",
    "3.2.1.a",
    "4.2.a",
    "4.3.a",
    "4.4.a",
    "4.5.a",
    "4.5.b",
)
CONTEXT = at()


def member(name, post=GroupPost.MEMBER, **more):
    return GroupMember(
        id=f"M-{name}-{post.value}",
        town=TOWN,
        unit=name,
        person="张三",
        post=post,
        since=START,
        **more,
    )


MEMBERS = (
    member("office", GroupPost.CHAIR),
    member("office", GroupPost.OFFICE_HEAD),
    member("market"),
    member("works"),
)


def group(units=UNITS, members=MEMBERS, tasks=(), on=END):
    return group_state(TOWN, at(on, known_at=END), units=units, members=members, tasks=tasks)


def test_a_complete_leading_group():
    assert group(tasks=[task()]).complete
    (fact,) = group_facts(view(units=UNITS, members=MEMBERS), CONTEXT)
    assert (fact.town, fact.on, fact.members, fact.standing, fact.lacks) == (
        TOWN,
        END,
        4,
        "done",
        None,
    )


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"members": MEMBERS[1:]}, "no chair"),
        ({"members": (MEMBERS[0], *MEMBERS[2:])}, "no head of the office"),
        ({"members": MEMBERS[:2]}, "2 members, fewer than 3"),
        ({"units": UNITS[1:]}, "no office"),
        ({"units": UNITS[:-1]}, "no unit in the role 'society takes part'"),
        ({"tasks": [task(owner="east")]}, "east has tasks and no seat"),
        ({"on": date(2013, 1, 1)}, "no chair"),
    ],
)
def test_what_a_leading_group_lacks(change, lacks):
    state = group(**change)
    assert not state.complete
    assert lacks in [text.en for text in state.lacks]


def test_members_count_while_they_serve():
    left = (attrs.evolve(MEMBERS[0], until=date(2016, 6, 30)), *MEMBERS[1:])
    assert group(members=left, on=date(2016, 6, 30)).complete
    assert not group(members=left, on=date(2016, 7, 1)).complete
    assert [m.unit for m in accountable(task(), CONTEXT, members=MEMBERS)] == ["market", "office"]
    assert accountable(task(owner=None), CONTEXT, members=MEMBERS[2:]) == ()
    county = view(members=MEMBERS, tasks=[task(effect=None), task("K2", year=2015)])
    assert answering(county, CONTEXT) == (("K1", ("M-market-member", "M-office-chair")),)


def test_the_states_of_a_task():
    bare = task(effect=None, check=None)
    assert task_status(bare, at("2016-09-30")).state is TaskState.RUNNING
    assert task_status(bare, at("2016-10-01")).state is TaskState.OVERDUE
    done, late = task(), task(effect=date(2016, 10, 1))
    assert done.done_on == date(2016, 9, 30)
    assert task_status(done, CONTEXT).state is TaskState.DONE
    assert [task_status(late, at(day, known_at=END)).state for day in ("2016-09-30", END)] == [
        TaskState.RUNNING,
        TaskState.LATE,
    ]
    percents = ((date(2016, 3, 1), 30), (date(2016, 6, 1), 60))
    noted = task(effect=None, check=None, percents=percents)
    assert [
        task_status(noted, at(day)).percent for day in (date(2016, 2, 29), date(2016, 5, 31), END)
    ] == [0, 30, 60]
    assert task_status(noted, at("2016-09-30")).missing == ()
    assert task_status(noted, CONTEXT).reason.en == "overdue, 60 %, without effect, check"
    found = overdue_tasks([task("K2", effect=None), task("K1", effect=None), done], CONTEXT)
    assert [status.task.id for status in found] == ["K1", "K2"]
    tasks = [task("K2", effect=None), task("K1", effect=None), done, task("K3", year=2015)]
    assert tasks_overdue(view(tasks=tasks), CONTEXT) == found
    with pytest.raises(FieldError, match="order"):
        attrs.evolve(noted, progress=noted.progress[::-1])


@pytest.mark.parametrize("step", ["progress", "plan"])
def test_progress_needs_percent_and_a_step_a_document(step):
    wrong = {"percent": 30} if step == "plan" else {"document": "x"}
    with pytest.raises(FieldError, match="percent"):
        TaskProgress(noted_on=END, step=TaskStep(step), **wrong)


def test_no_target_without_an_owner_and_no_task_without_all_four():
    tasks = [
        task(),
        task("K2", owner=None, target="satisfaction"),
        task("K3", target="handover", check=None),
    ]
    targets = ["food-production", "satisfaction", "handover", "noise-compliance"]
    found = broken_down(tasks, targets)
    assert found.without_owner == ("noise-compliance", "satisfaction")
    assert (found.unowned, found.incomplete, found.covered, found.complete) == (
        ("K2",),
        (("K3", (TaskStep.CHECK,)),),
        Rate(2, 4),
        False,
    )
    assert broken_down([task()], ["food-production"]).complete
    earlier = broken_down([task()], ["food-production"], 2015)
    assert earlier.without_owner == ("food-production",)


def broken_down(tasks, targets, year=2016):
    return breakdown(TOWN, CONTEXT, tasks=tasks, targets=targets, year=year)


def test_every_target_of_the_acceptance_needs_an_owner():
    ((town, found),) = towns_broken_down(view(tasks=[task()]), CONTEXT)
    rules = CONTEXT.rules.entries(TargetRule)
    wanted = {name for name, rule in rules.items() if rule.acceptance}
    assert town == TOWN
    assert set(found.without_owner) == wanted - {"food-production"}
    assert found.targets == len(wanted) < len(rules)


TASKS = st.lists(
    st.builds(
        lambda n, owner, due, done, bare: task(
            f"K{n}",
            owner,
            due_on=date(2016, 1, 1) + timedelta(days=due),
            check=None if bare else date(2016, 12, 31),
            effect=None if done is None else date(2016, 1, 1) + timedelta(days=done),
        ),
        st.integers(0, 999),
        st.sampled_from(["market", "works", None]),
        st.integers(0, 365),
        st.none() | st.integers(0, 365),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


def letter(name="market", on=date(2016, 2, 1)):
    return ResponsibilityLetter(
        id=f"L-{name}", town=TOWN, unit=name, year=2016, signed_on=on, document="责任书1号"
    )


def results_of(tasks, units):
    return letter_results([letter()], CONTEXT, tasks=tasks, units=units, year=2016)


@given(TASKS, st.randoms())
def test_a_letters_result_adds_up_to_its_tasks_in_any_order(tasks, shuffler):
    results = results_of(tasks, ["works", "market"])
    assert [result.unit for result in results] == ["market", "works"]
    assert [result.letter for result in results] == ["L-market", None]
    for result in results:
        own = [one for one in tasks if one.unit == result.unit]
        assert sum(result.count(state) for state in TaskState) == len(result.statuses) == len(own)
    again = list(tasks)
    shuffler.shuffle(again)
    assert results_of(again, ["market", "works"]) == results
    assert "no letter signed" in results[1].reason.en


@given(TASKS)
def test_more_tasks_never_uncover_a_target(tasks):
    targets = ["food-production", "handover"]
    counts = [len(broken_down(tasks[:n], targets).without_owner) for n in range(len(tasks) + 1)]
    assert counts == sorted(counts, reverse=True)
    owners = {one.id: one.unit for one in tasks}
    facts = task_facts(view(tasks=tasks), CONTEXT)
    assert len(facts) == 4 * len(tasks)
    assert all(fact.unit == owners[fact.task] for fact in facts)
    assert all(fact.owned is (fact.unit is not None) for fact in facts)


def test_reach_of_publicity_and_too_many_inspections():
    visit = InspectionVisit(
        id="D1", town=TOWN, unit="market", held_on=date(2016, 5, 5), document="通报"
    )
    campaign = Campaign(
        id="C1",
        town=TOWN,
        kind=CampaignKind.QUALITY_MONTH,
        held_on=date(2016, 9, 15),
        participants=30,
        reached=100,
        media=2,
        document="x",
    )
    late = attrs.evolve(campaign, held_on=date(2016, 10, 1))
    before = attrs.evolve(late, id="C3", held_on=date(2015, 9, 1))
    reach = reach_of(TOWN, CONTEXT, campaigns=[campaign, late, before])
    assert publicity(view(campaigns=[campaign, late, before]), CONTEXT) == ((TOWN, reach),)
    assert (reach.campaigns, reach.participants, reach.media, reach.participation) == (
        2,
        60,
        4,
        Rate(60, 200),
    )
    assert len(campaign_facts(view(campaigns=[campaign, late]), at("2016-09-30"))) == 1
    thrice = [attrs.evolve(visit, id=f"D{n}") for n in range(3)]
    assert visited_too_often(thrice, CONTEXT) == (("market", 3),)
    assert visited_too_often(thrice, at("2016-05-04", known_at=END)) == ()
    assert visited_too_often(thrice, at("2017-12-31")) == ()
    assert visited_too_often([visit, visit], CONTEXT) == ()


def assistant(name="X1", hours=(), **more):
    trainings = tuple(AssistantTraining(held_on=day, hours=Decimal(n)) for day, n in hours)
    return QualityAssistant(
        id=name, town=TOWN, area="east", person="李四", since=START, trainings=trainings, **more
    )


def test_areas_are_covered_and_their_assistants_trained():
    def east(*assistants):
        (state,) = areas_of(TOWN, CONTEXT, units=UNITS, assistants=assistants)
        return state.covered, state.trained, state.hours

    enough = [(date(2016, 3, 1), 5), (date(2016, 9, 1), 3)]
    assert east() == (False, False, 0)
    assert east(assistant()) == (True, False, 0)
    assert east(assistant(hours=enough)) == (True, True, 8)
    assert east(assistant(hours=enough), assistant("X2", hours=enough[:1])) == (True, False, 5)
    assert east(assistant(hours=[(date(2015, 3, 1), 20)])) == (True, False, 0)
    assert east(assistant(hours=enough, until=date(2016, 12, 30)))[0] is False
    rows = area_facts(view(units=UNITS, assistants=[assistant(hours=enough)]), CONTEXT)
    assert [(row.duty, row.unit, row.standing, row.hours) for row in rows] == [
        ("area-assistant", "east", "done", 0),
        ("assistant-training", "east", "done", 8),
    ]


def test_leads_are_open_until_they_are_followed_up():
    lead = AssistantReport(
        id="I1",
        town=TOWN,
        assistant="X1",
        reported_on=date(2016, 5, 1),
        matter="异味",
        followed_up_on=date(2016, 5, 9),
    )
    assert open_leads([lead], at("2016-04-30")) == ()
    waiting = attrs.evolve(lead, followed_up_on=None)
    assert open_leads([lead], at("2016-05-08")) == (waiting,)
    assert open_leads([lead], at("2016-05-08", known_at=END)) == (lead,)
    assert open_leads([lead], at("2016-05-09")) == ()
    county = view(leads=[lead])
    assert [f.standing for f in lead_facts(county, at("2016-05-08"))] == ["open"]
    assert [f.standing for f in lead_facts(county, at("2016-05-09"))] == ["done"]


def budget(year, amount, head=BudgetHead.AWARDS):
    return BudgetLine(town=TOWN, head=head, year=year, amount=Decimal(amount), document="预算")


def trends(lines, year):
    return budget_trend(lines, town=TOWN, year=year)


def test_money_rises_year_by_year_or_the_shortfall_is_told():
    lines = [
        budget(2014, 10),
        budget(2015, 12),
        budget(2016, "11.5"),
        budget(2016, 9, BudgetHead.BRANDS),
    ]
    awards = {
        year: next(t for t in trends(lines, year) if t.head is BudgetHead.AWARDS)
        for year in (2014, 2015, 2016)
    }
    assert [(t.rising, t.shortfall) for t in awards.values()] == [
        (None, None),
        (True, None),
        (False, Decimal("0.5")),
    ]
    assert len(trends((), 2016)) == len(BudgetHead)


def test_the_sections_tell_of_gaps_duties_and_letters():
    gaps, duties, letters = SUBJECT.sections
    county = view(
        units=UNITS,
        members=MEMBERS,
        tasks=[task(effect=None), task("K2", "works", effect=date(2016, 9, 1))],
        letters=[letter(), letter("works")],
        budgets=[budget(2015, 10), budget(2016, 8)],
        leads=[
            AssistantReport(
                id="I1", town=TOWN, assistant="X1", reported_on=date(2016, 5, 1), matter="异味"
            )
        ],
    )
    town = Text("甲镇", "Town A")
    rows = list(gaps.rows(county, CONTEXT))
    assert rows[0][0] == town
    assert rows[0][1].en.endswith(" targets without an owner")
    assert rows[1:] == [
        (
            town,
            BudgetHead.AWARDS.label
            + Text("未增长，少 2 万元", " not rising, 2 (10,000 yuan) short"),
        ),
        (town, Text("east：无协管员", "east: no assistant")),
    ]
    counted = {row[0].en: row[1:] for row in duties.rows(county, CONTEXT)}
    assert counted["responsibility letter"] == (2, 0, 1, 0)  # of this year alone
    assert [column.label.en for column in duties.columns[1:]] == [
        standing.label.en
        for standing in (Standing.DONE, Standing.LATE, Standing.MISSING, Standing.OPEN)
    ]
    assert list(letters.rows(county, CONTEXT)) == [
        ("east", Text("未签责任书；无任务", "no letter signed; no tasks")),
        ("market", Text("逾期未完成 1", "1 overdue")),
        ("X1", "异味 2016-05-01"),
    ]
