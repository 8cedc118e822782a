"""What is to be worked through of governance (治理待办). Clauses 1.a, 3.1.1, 3.1.2.a, 4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.governance.assistants import AssistantReport
from qualitygov.governance.entities import UnitType
from qualitygov.governance.known_units import known_units
from qualitygov.governance.money import BudgetTrend, budget_trend
from qualitygov.governance.states import (
    AreaState,
    Reach,
    accountable,
    open_leads,
    reach_of,
    town_areas,
    town_groups,
    visited_too_often,
)
from qualitygov.governance.tables import (
    BUDGETS,
    CAMPAIGNS,
    INSPECTIONS,
    LEADS,
    LETTERS,
    MEMBERS,
    TASKS,
)
from qualitygov.governance.task_facts import targets_on
from qualitygov.governance.tasks import (
    Breakdown,
    LetterResult,
    TaskStatus,
    breakdown,
    letter_results,
    overdue_tasks,
)
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject import (
    Cell,
    Column,
    CountyView,
    Section,
    Standing,
    Worklist,
    duties_today,
    duty_facts,
)
from qualitygov.text import Text

OWING = (UnitType.DEPARTMENT, UnitType.AREA)
"""The kinds of unit that sign letters."""


@clauses("3.1.2.a")
def letters_of_year(view: CountyView, context: Context) -> tuple[LetterResult, ...]:
    """Return the result of each unit's letter of the context's year (责任书结果)."""
    units, day = [one.unit for one in view.once(known_units, context)], context.judged.as_of
    owing = [unit.id for unit in units if unit.there(day) and unit.kind in OWING]
    return letter_results(
        view.known(LETTERS, context),
        context,
        tasks=view.known(TASKS, context),
        units=owing,
        year=context.year,
    )


@clauses("3.1.1.e")
def tasks_overdue(view: CountyView, context: Context) -> tuple[TaskStatus, ...]:
    """Return the overdue tasks of the context's year (逾期任务), the longest overdue first."""
    return overdue_tasks(
        (task for task in view.known(TASKS, context) if task.year == context.year), context
    )


@clauses("1.a", "3.1.1.a")
def answering(view: CountyView, context: Context) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who answers for each overdue task (逾期任务责任人): its id, and ids of members."""
    members = view.known(MEMBERS, context)
    return tuple(
        (
            status.task.id,
            tuple(
                one.id
                for one in accountable(
                    status.task, context, members=members.of_town(status.task.town)
                )
            ),
        )
        for status in view.once(tasks_overdue, context)
    )


@clauses("3.1.1.c", "4.2.a")
def towns_broken_down(view: CountyView, context: Context) -> tuple[tuple[str, Breakdown], ...]:
    """Return how far each town broke its targets down into tasks (各镇任务分解情况)."""
    targets = targets_on(context.judged.as_of, context)
    tasks = view.known(TASKS, context)
    return tuple(
        (
            town.code,
            breakdown(
                town.code,
                context,
                tasks=tasks.of_town(town.code),
                targets=targets,
                year=context.year,
            ),
        )
        for town in view.towns(context)
    )


@clauses("3.1.1.b", "4.3.a")
def budget_trends(view: CountyView, context: Context) -> tuple[tuple[str, BudgetTrend], ...]:
    """Return each town's budget of the context's year against the year before (各镇经费增长)."""
    lines, year = view.known(BUDGETS, context), context.year
    return tuple(
        (town.code, trend)
        for town in view.towns(context)
        for trend in budget_trend(lines.of_town(town.code), town=town.code, year=year)
    )


@clauses("3.1.1.f")
def leads_open(view: CountyView, context: Context) -> tuple[AssistantReport, ...]:
    """Return what assistants reported and nobody has followed up (待处置线索)."""
    return open_leads(view.known(LEADS, context), context)


@clauses("4.5.b")
def too_often(view: CountyView, context: Context) -> tuple[tuple[str, int], ...]:
    """Return the units inspected more often than the rule allows (督查过频)."""
    return visited_too_often(view.known(INSPECTIONS, context), context)


@clauses("4.4.a", "3.2.1.a")
def publicity(view: CountyView, context: Context) -> tuple[tuple[str, Reach], ...]:
    """Return how far each town's publicity reached in the context's year (各镇宣传覆盖)."""
    campaigns = view.known(CAMPAIGNS, context)
    return tuple(
        (town.code, reach_of(town.code, context, campaigns=campaigns.of_town(town.code)))
        for town in view.towns(context)
    )


WORKLISTS = (
    Worklist(name="groups", label=Text("领导小组", "leading groups"), make=town_groups),
    Worklist(name="duties", label=Text("例行职责", "duties of the year"), make=duties_today),
    Worklist(name="letters", label=Text("目标责任书", "letters"), make=letters_of_year),
    Worklist(name="tasks", label=Text("逾期任务", "tasks overdue"), make=tasks_overdue),
    Worklist(
        name="answering",
        label=Text("逾期任务责任人", "who answers for overdue tasks"),
        make=answering,
    ),
    Worklist(
        name="breakdowns",
        label=Text("任务分解", "targets broken down into tasks"),
        make=towns_broken_down,
    ),
    Worklist(name="budgets", label=Text("经费增长", "budgets"), make=budget_trends),
    Worklist(name="areas", label=Text("片区协管", "areas"), make=town_areas),
    Worklist(name="leads", label=Text("待处置线索", "reports not followed up"), make=leads_open),
    Worklist(name="too_often", label=Text("督查过频", "inspected too often"), make=too_often),
    Worklist(name="publicity", label=Text("宣传覆盖", "reach of publicity"), make=publicity),
)


def _without_owner(found: Breakdown) -> Text:
    count = len(found.without_owner)
    return Text(f"{count} 个目标无责任单位", f"{count} targets without an owner")


def _short(trend: BudgetTrend) -> Text:
    lacking: Decimal | None = trend.shortfall
    return trend.head.label + Text(
        f"未增长，少 {lacking} 万元", f" not rising, {lacking} (10,000 yuan) short"
    )


def _untrained(area: AreaState) -> Text:
    said = (
        Text("协管员培训不足", "assistants not trained enough")
        if area.covered
        else Text("无协管员", "no assistant")
    )
    return Text(f"{area.area}：{said.zh}", f"{area.area}: {said.en}")


def _gaps(view: CountyView, context: Context) -> Iterator[tuple[str, Text]]:
    """What leading groups, tasks, budgets and areas lack, with the town's code."""
    for town, group in view.once(town_groups, context):
        yield from ((town, text) for text in group.lacks)
    for town, found in view.once(towns_broken_down, context):
        if found.without_owner:
            yield town, _without_owner(found)
    for town, trend in view.once(budget_trends, context):
        if trend.rising is False:
            yield town, _short(trend)
    for town, area in view.once(town_areas, context):
        if not area.trained:
            yield town, _untrained(area)


def _gap_rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for town, text in _gaps(view, context):
        yield view.town_name(town), text


SHOWN = (Standing.DONE, Standing.LATE, Standing.MISSING, Standing.OPEN)
"""The standings that the report counts."""


def _duty_rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    counts: dict[str, Counter[str]] = {}
    labels: dict[str, Text] = {}
    for fact in view.once(duty_facts, context):
        if fact.on in context.period:
            rule = context.rules_on(fact.on).entry(DutyRule, fact.duty)
            labels[fact.duty] = rule.label
            counts.setdefault(fact.duty, Counter())[fact.standing] += 1
    for duty, found in counts.items():
        yield labels[duty], *(found[standing.value] for standing in SHOWN)


def _letter_rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for result in view.once(letters_of_year, context):
        if result.letter is None or result.done != Rate(1, 1):
            yield result.unit, result.reason
    for report in view.once(leads_open, context):
        yield report.assistant, f"{report.matter} {report.reported_on}"


TOWN, UNIT = Column(Text("乡镇", "town")), Column(Text("单位", "unit"))
LACKING = Column(Text("情况", "what is lacking"))

SECTIONS = (
    Section(
        name="governance",
        title=Text("机制短板", "Gaps in the mechanisms"),
        clauses="1.a, 3.1.1, 4.2-4.4",
        columns=(TOWN, LACKING),
        rows=_gap_rows,
        order=30,
        most=10,
    ),
    Section(
        name="duties",
        title=Text("例行职责", "Duties of the year"),
        clauses="3.1.1.d, 3.1.2.a, 3.2.1.a, 4.5",
        columns=(
            Column(Text("职责", "duty")),
            *(Column(standing.label, "right") for standing in SHOWN),
        ),
        rows=_duty_rows,
        order=40,
        most=12,
    ),
    Section(
        name="letters",
        title=Text("责任书未完成与未处置线索", "Letters not fulfilled, reports not followed up"),
        clauses="3.1.1.e-f, 3.1.2.a",
        columns=(UNIT, LACKING),
        rows=_letter_rows,
        order=50,
    ),
)
