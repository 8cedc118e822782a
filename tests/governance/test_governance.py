"""Governance: leading group, tasks, letters, duties, assistants, money, publicity."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from governance_world import END, START, TOWN, at, view
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.errors import FieldError, RulebookError
from qualitygov.governance import (
    SUBJECT,
    AssistantReport,
    AssistantTraining,
    BudgetHead,
    BudgetLine,
    Campaign,
    CampaignKind,
    Deed,
    DutyState,
    GovernanceUnit,
    GroupMember,
    GroupPost,
    InspectionVisit,
    Meeting,
    MeetingKind,
    QualityAssistant,
    ResponsibilityLetter,
    ResponsibleRole,
    Task,
    TaskProgress,
    TaskState,
    UnitReport,
    UnitType,
    accountable,
    answering,
    area_facts,
    areas_of,
    breakdown,
    budget_facts,
    budget_trend,
    campaign_facts,
    deeds_of,
    duty_calendar,
    duty_fact,
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
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.assessment import Quality, TargetRule
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


def unit(name, kind=UnitType.DEPARTMENT, role=ResponsibleRole.COOPERATES, **more):
    return GovernanceUnit(id=name, town=TOWN, name=name, kind=kind, role=role, since=START, **more)


UNITS = (
    unit("office", UnitType.OFFICE, ResponsibleRole.LEADS),
    unit("market"),
    unit("works"),
    unit("east", UnitType.AREA),
    unit("chamber", UnitType.SOCIETY, ResponsibleRole.TAKES_PART),
)


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


def task(name="K1", owner="market", **more):
    fields = {
        "plan": "计划",
        "measure": "措施",
        "effect": "成效",
        "check": "检查",
        "due_on": date(2016, 9, 30),
        **more,
    }
    fields = {"quality": Quality.PRODUCT, "target": "food-production", "year": 2016, **fields}
    return Task(id=name, town=TOWN, unit=owner, **fields)


def group(units=UNITS, members=MEMBERS, tasks=(), on=END):
    return group_state(TOWN, at(on, known_at=END), units=units, members=members, tasks=tasks)


def test_a_complete_leading_group():
    assert group(tasks=[task()]).complete
    (fact,) = group_facts(view(units=UNITS, members=MEMBERS), CONTEXT)
    assert (fact.town, fact.members, fact.complete) == (TOWN, 4, True)


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
    county = view(members=MEMBERS, tasks=[task(), task("K2", year=2015)])
    assert answering(county, CONTEXT) == (("K1", ("M-market-member", "M-office-chair")),)


def test_the_states_of_a_task():
    assert task_status(task(), at("2016-09-30")).state is TaskState.RUNNING
    assert task_status(task(), at("2016-10-01")).state is TaskState.OVERDUE
    done, late = task(done_on=date(2016, 9, 30)), task(done_on=date(2016, 10, 1))
    assert task_status(done, CONTEXT).state is TaskState.DONE
    assert (task_status(late, at("2016-09-30")).state, task_status(late, CONTEXT).state) == (
        TaskState.RUNNING,
        TaskState.LATE,
    )
    noted = task(
        progress=(
            TaskProgress(noted_on=date(2016, 3, 1), percent=30),
            TaskProgress(noted_on=date(2016, 6, 1), percent=60),
        )
    )
    assert [
        task_status(noted, at(day)).percent for day in (date(2016, 2, 29), date(2016, 5, 31), END)
    ] == [0, 30, 60]
    bare = attrs.evolve(noted, effect=None, check=None)
    assert task_status(bare, at("2016-09-30")).missing == ()
    assert task_status(bare, CONTEXT).reason.en == "overdue, 60 %, without effect, check"
    found = overdue_tasks([task("K2"), task("K1"), done], CONTEXT)
    assert [status.task.id for status in found] == ["K1", "K2"]
    county = view(tasks=[task("K2"), task("K1"), done, task("K3", year=2015)])
    assert tasks_overdue(county, CONTEXT) == found
    with pytest.raises(FieldError, match="order"):
        task(progress=noted.progress[::-1])


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
        (("K3", ("check",)),),
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
            effect=None if bare else "成效",
            done_on=None if done is None else date(2016, 1, 1) + timedelta(days=done),
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
    for fact, one in zip(task_facts(view(tasks=tasks), CONTEXT), tasks, strict=True):
        assert fact.done + fact.overdue <= 1
        assert fact.in_time <= fact.done
        assert fact.owned is (one.unit is not None)


def calendar_of(deeds, year=2016, units=UNITS):
    return duty_calendar(TOWN, CONTEXT, year=year, units=units, deeds=deeds)


def meeting(day, kind=MeetingKind.JOINT):
    return Meeting(id=f"H-{day}-{kind.value}", town=TOWN, kind=kind, held_on=day, minutes="纪要")


def states(statuses, duty, on=END):
    return [status.state(on).value for status in statuses if status.duty == duty]


def test_meetings_are_due_every_quarter():
    held = (date(2016, 1, 5), date(2016, 6, 30), date(2016, 6, 2))
    deeds = deeds_of(meetings=[meeting(day) for day in held])
    statuses = calendar_of(deeds)
    assert states(statuses, "joint-meeting") == ["done", "done", "missed", "open"]
    assert states(statuses, "joint-meeting", date(2016, 1, 4)) == ["open"] * 4
    assert states(calendar_of(deeds, 2017), "joint-meeting", date(2017, 12, 31)) == [
        "missed"
    ] * 3 + ["open"]


def test_reports_have_ten_days_of_grace():
    def sent(day, unit="market"):
        return UnitReport(
            id=f"W-{unit}",
            town=TOWN,
            unit=unit,
            covers_to=date(2016, 3, 31),
            submitted_on=day,
            document="报告",
        )

    reports = [sent(date(2016, 4, 11)), sent(date(2016, 4, 12), "works")]
    found = {
        s.unit: s.state(END)
        for s in calendar_of(deeds_of(reports=reports))
        if s.last == date(2016, 3, 31) and s.unit
    }
    assert found == {
        "market": DutyState.DONE,
        "works": DutyState.LATE,
        "east": DutyState.MISSED,
    }  # 10 April is a Sunday


def test_letters_inspections_and_campaigns():
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
    statuses = calendar_of(
        deeds_of(
            visits=[visit],
            campaigns=[campaign],
            letters=[letter(), letter("works", date(2016, 4, 1))],
        )
    )
    new_year = date(2017, 1, 1)
    assert states(statuses, "letter", new_year) == ["missed", "done", "late"]  # east, market, works
    assert states(statuses, "inspection", new_year) == ["missed", "done", "missed"]
    assert states(statuses, "quality-month") == ["done"]
    assert states(statuses, "safety-month") == ["missed"]
    late = attrs.evolve(campaign, held_on=date(2016, 10, 1))
    assert states(calendar_of(deeds_of(campaigns=[late])), "quality-month") == ["missed"]
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


WHATS = {
    "meeting": "joint",
    "visit": "inspection",
    "report": "written",
    "campaign": "safety-month",
}


def deed(n, kind, unit, day):
    return Deed(
        id=f"{n}",
        town=TOWN,
        unit=unit if kind in ("visit", "report") else None,
        by=kind,
        what=WHATS[kind],
        on=date(2016, 1, 1) + timedelta(days=day),
    )


DEEDS = st.lists(
    st.builds(
        deed,
        st.integers(0, 999),
        st.sampled_from(sorted(WHATS)),
        st.sampled_from(["market", "works"]),
        st.integers(0, 400),
    ),
    max_size=10,
    unique_by=lambda one: one.id,
)


@given(DEEDS, st.randoms(), st.dates(date(2016, 1, 1), date(2017, 12, 31)))
def test_another_deed_never_makes_a_miss(deeds, shuffler, on):
    whole = calendar_of(deeds)
    fewer = calendar_of(deeds[:-1])
    missed = [
        {s.id for s in statuses if s.state(on) is DutyState.MISSED} for statuses in (whole, fewer)
    ]
    assert missed[0] <= missed[1]
    again = list(deeds)
    shuffler.shuffle(again)
    assert [(s.id, s.deed) for s in calendar_of(again)] == [(s.id, s.deed) for s in whole]
    assert len({s.id for s in whole}) == len(whole)
    used = [(s.duty, s.deed.id) for s in whole if s.deed is not None]
    assert len(used) == len(set(used))
    for fact in (duty_fact(status, at(on)) for status in whole):
        assert fact is None or (fact.in_time <= fact.done and fact.on <= on)


def test_a_unit_owes_nothing_before_it_exists():
    young = (
        *UNITS,
        unit("west", UnitType.AREA).__class__(
            id="west",
            town=TOWN,
            name="西",
            kind=UnitType.AREA,
            role=ResponsibleRole.COOPERATES,
            since=date(2016, 7, 1),
        ),
    )
    due = [
        s.last for s in calendar_of((), units=young) if s.unit == "west" and s.duty == "unit-report"
    ]
    assert due == [date(2016, 9, 30), date(2016, 12, 31)]


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
    assert [
        (f.id, f.covered, f.trained)
        for f in area_facts(view(units=UNITS, assistants=[assistant(hours=enough)]), CONTEXT)
    ] == [("east", True, True)]


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
    assert [f.followed_up for f in lead_facts(county, at("2016-05-08"))] == [False]
    assert [f.followed_up for f in lead_facts(county, at("2016-05-09"))] == [True]


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
    facts = {fact.id: fact.rising for fact in budget_facts(view(budgets=lines), CONTEXT)}
    assert facts[f"{TOWN}/awards/2015"] is True
    assert facts[f"{TOWN}/brands/2016"] is False
    assert budget_facts(view(budgets=lines), at("2013-12-31")) == ()


def test_periods_of_a_duty_must_be_whole(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "duty"\nid = "quality-month"\n'
        'set = { every = "quarter" }\nsource = "x"\n'
    )
    with pytest.raises(RulebookError, match="whole periods"):
        load_rulebook(path)


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        ({"every": "month", "last_month": 4}, ["01-31", "02-29", "03-31", "04-30"]),
        ({"every": "quarter", "last_month": 12}, ["03-31", "06-30", "09-30", "12-31"]),
        ({"every": "half-year", "last_month": 12}, ["06-30", "12-31"]),
        ({"every": "year", "last_month": 2}, ["02-29"]),
        ({"every": "year", "first_month": 9, "last_month": 11}, ["11-30"]),
        ({"every": "quarter", "first_month": 4, "last_month": 9}, ["06-30", "09-30"]),
    ],
)
def test_a_period_ends_with_the_last_day_of_its_month(change, ends, tmp_path):
    fields = {"first_month": 1, **change}
    given_ = ", ".join(f"{name} = {value!r}" for name, value in fields.items()).replace("'", '"')
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "duty"\nid = "quality-month"\n'
        f'set = {{ {given_} }}\nsource = "x"\n',
        encoding="utf-8",
    )
    context = at("2017-12-31", book=load_rulebook(path))
    for year, leap in ((2016, "02-29"), (2015, "02-28")):
        found = [
            status
            for status in duty_calendar(TOWN, context, year=year, units=(), deeds=())
            if status.duty == "quality-month"
        ]
        wanted = [f"{year}-{end.replace('02-29', leap)}" for end in ends]
        assert [str(status.last) for status in found] == wanted
        # Each period begins on the first day of a month, the day after the one before it ended.
        assert found[0].first == date(year, fields["first_month"], 1)
        assert [one.last + timedelta(days=1) for one in found[:-1]] == [s.first for s in found[1:]]


def test_a_meeting_on_the_last_day_of_a_month_counts_for_its_period():
    for day, state in (("2016-03-31", "done"), ("2016-04-01", "missed")):
        statuses = calendar_of(deeds_of(meetings=[meeting(date.fromisoformat(day))]))
        assert states(statuses, "joint-meeting")[0] == state


def test_an_inspection_counts_from_the_day_it_was_held_and_not_before():
    visit = InspectionVisit(
        id="D1", town=TOWN, unit="market", held_on=date(2016, 5, 5), document="通报"
    )
    county = view(units=UNITS, inspections=[visit])

    def deeds(**days):
        found = county.once(SUBJECT.worklists[1].make, at(**days))
        return [s.deed for s in found if s.duty == "inspection" and s.unit == "market"]

    assert deeds(as_of="2016-12-31", known_at="2016-05-04") == [None, None]
    assert [one and one.id for one in deeds(as_of="2016-12-31")] == [None, "D1"]
    assert [one and one.id for one in deeds(as_of="2016-12-31", known_at="2016-05-05")] == [
        None,
        "D1",
    ]


def test_the_sections_tell_of_gaps_duties_and_letters():
    gaps, duties, letters = SUBJECT.sections
    county = view(
        units=UNITS,
        members=MEMBERS,
        tasks=[task(), task("K2", "works", done_on=date(2016, 9, 1))],
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
        (town, Text("east: 无协管员", "east: no assistant")),
    ]
    counted = {row[0].en: row[1:] for row in duties.rows(county, CONTEXT)}
    assert counted["responsibility letter"] == (2, 0, 1, 0)  # of this year alone
    assert [column.label.en for column in duties.columns[1:]] == [
        state.label.en
        for state in (DutyState.DONE, DutyState.LATE, DutyState.MISSED, DutyState.OPEN)
    ]
    assert list(letters.rows(county, CONTEXT)) == [
        ("east", Text("未签责任书；无任务", "no letter signed; no tasks")),
        ("market", Text("逾期未完成 1", "1 overdue")),
        ("X1", "异味 2016-05-01"),
    ]
