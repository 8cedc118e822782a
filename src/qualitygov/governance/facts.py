"""Fact rows of governance (治理事实行), from which indicators count. Clauses 3.1.1, 3.1.2, 4."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.governance.entities import BudgetHead, Task
from qualitygov.governance.states import budget_trend, town_areas, town_groups
from qualitygov.governance.tables import BUDGETS, CAMPAIGNS, LEADS, TASKS
from qualitygov.governance.tasks import TaskState, task_status
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class TaskFact:
    """One task as indicators see it (任务事实), placed on its due day."""

    id: str
    town: str
    on: date
    quality: str
    target: str
    unit: str | None
    owned: bool
    complete: bool
    done: bool
    in_time: bool
    overdue: bool


@attrs.frozen(kw_only=True)
class AreaFact:
    """One area as indicators see it (片区事实), on the day of evaluation."""

    id: str
    town: str
    on: date
    covered: bool
    trained: bool


@attrs.frozen(kw_only=True)
class LeadFact:
    """One report of an assistant as indicators see it (线索事实)."""

    id: str
    town: str
    on: date
    subject: str | None
    followed_up: bool


@attrs.frozen(kw_only=True)
class BudgetFact:
    """One head of the budget in one year (经费事实), placed on the first day of its year.

    `rising` is False without a year before.
    """

    id: str
    town: str
    on: date
    head: str
    amount: Decimal
    rising: bool


@attrs.frozen(kw_only=True)
class CampaignFact:
    """One campaign as indicators see it (宣传事实)."""

    id: str
    town: str
    on: date
    kind: str
    participants: int
    reached: int
    media: int


@attrs.frozen(kw_only=True)
class GroupFact:
    """A town's leading group on the day of evaluation (领导小组事实)."""

    id: str
    town: str
    on: date
    members: int
    complete: bool


@clauses("3.1.1.c", "3.1.1.e", "4.2.a")
def task_facts(view: CountyView, context: Context) -> tuple[TaskFact, ...]:
    """Return the rows of the tasks of the years that have begun (任务事实行)."""
    return tuple(
        _task_fact(task, context)
        for task in view.known(TASKS, context)
        if context.happened(date(task.year, 1, 1))
    )


def _task_fact(task: Task, context: Context) -> TaskFact:
    status = task_status(task, context)
    return TaskFact(
        id=task.id,
        town=task.town,
        on=task.due_on,
        quality=task.quality.value,
        target=task.target,
        unit=task.unit,
        owned=task.unit is not None,
        complete=not status.missing,
        done=status.state in (TaskState.DONE, TaskState.LATE),
        in_time=status.state is TaskState.DONE,
        overdue=status.state is TaskState.OVERDUE,
    )


@clauses("3.1.1.f")
def area_facts(view: CountyView, context: Context) -> tuple[AreaFact, ...]:
    """Return the rows of the areas there are on `as_of` (片区事实行)."""
    return tuple(
        AreaFact(
            id=state.area,
            town=town,
            on=context.as_of,
            covered=state.covered,
            trained=state.trained,
        )
        for town, state in view.once(town_areas, context)
    )


@clauses("3.1.1.f")
def lead_facts(view: CountyView, context: Context) -> tuple[LeadFact, ...]:
    """Return the rows of what assistants reported by `as_of` (线索事实行)."""
    return tuple(
        LeadFact(
            id=report.id,
            town=report.town,
            on=report.reported_on,
            subject=report.subject,
            followed_up=context.happened(report.followed_up_on),
        )
        for report in view.known(LEADS, context)
        if context.happened(report.reported_on)
    )


@clauses("3.1.1.b", "4.3.a")
def budget_facts(view: CountyView, context: Context) -> tuple[BudgetFact, ...]:
    """Return the rows of the budgets of the years that have begun (经费事实行)."""
    begun = [x for x in view.known(BUDGETS, context) if context.happened(date(x.year, 1, 1))]
    rising: dict[tuple[str, int, BudgetHead], bool] = {
        (town, year, trend.head): bool(trend.rising)
        for town, year in {(line.town, line.year) for line in begun}
        for trend in budget_trend(begun, town=town, year=year)
    }
    return tuple(
        BudgetFact(
            id=line.id,
            town=line.town,
            on=date(line.year, 1, 1),
            head=line.head.value,
            amount=line.amount,
            rising=rising[line.town, line.year, line.head],
        )
        for line in begun
    )


@clauses("3.2.1.a", "4.4.a")
def campaign_facts(view: CountyView, context: Context) -> tuple[CampaignFact, ...]:
    """Return the rows of the campaigns held by `as_of` (宣传事实行)."""
    return tuple(
        CampaignFact(
            id=one.id,
            town=one.town,
            on=one.held_on,
            kind=one.kind.value,
            participants=one.participants,
            reached=one.reached,
            media=one.media,
        )
        for one in view.known(CAMPAIGNS, context)
        if context.happened(one.held_on)
    )


@clauses("3.1.1.a")
def group_facts(view: CountyView, context: Context) -> tuple[GroupFact, ...]:
    """Return the rows of the towns' leading groups (领导小组事实行)."""
    return tuple(
        GroupFact(
            id=f"group/{town}",
            town=town,
            on=context.as_of,
            members=state.members,
            complete=state.complete,
        )
        for town, state in view.once(town_groups, context)
    )
