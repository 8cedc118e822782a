"""Fact rows of governance (治理事实行), from which indicators count. Clauses 3.1.1, 3.1.2, 4."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.governance.entities import (
    AssistantReport,
    BudgetLine,
    Campaign,
    GovernanceUnit,
    QualityAssistant,
)
from qualitygov.governance.standing import GroupState, areas_of, budget_trend
from qualitygov.governance.tasks import Task, TaskState, task_status
from qualitygov.rulebook.rules import Rules

__all__ = [
    "AreaFact",
    "BudgetFact",
    "CampaignFact",
    "GroupFact",
    "LeadFact",
    "TaskFact",
    "area_facts",
    "budget_facts",
    "campaign_facts",
    "group_facts",
    "lead_facts",
    "task_facts",
]


@attrs.frozen
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


@attrs.frozen
class AreaFact:
    """One area as indicators see it (片区事实), on the day of evaluation."""

    id: str
    town: str
    on: date
    covered: bool
    trained: bool


@attrs.frozen
class LeadFact:
    """One report of an assistant as indicators see it (线索事实)."""

    id: str
    town: str
    on: date
    subject: str | None
    followed_up: bool


@attrs.frozen
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


@attrs.frozen
class CampaignFact:
    """One campaign as indicators see it (宣传事实)."""

    id: str
    town: str
    on: date
    kind: str
    participants: int
    reached: int
    media: int


@attrs.frozen
class GroupFact:
    """A town's leading group on the day of evaluation (领导小组事实)."""

    id: str
    town: str
    on: date
    members: int
    complete: bool


@clauses("3.1.1.c", "3.1.1.e", "4.2.a")
def task_facts(tasks: Iterable[Task], as_of: date) -> tuple[TaskFact, ...]:
    """Return the rows of the tasks of the years that have begun (任务事实行)."""
    rows = []
    for task in tasks:
        if date(task.year, 1, 1) <= as_of:
            state = task_status(task, as_of).state
            rows.append(
                TaskFact(
                    id=task.id,
                    town=task.town,
                    on=task.due_on,
                    quality=task.quality.value,
                    target=task.target,
                    unit=task.unit,
                    owned=task.unit is not None,
                    complete=not task.missing_on(as_of),
                    done=state in (TaskState.DONE, TaskState.LATE),
                    in_time=state is TaskState.DONE,
                    overdue=state is TaskState.OVERDUE,
                )
            )
    return tuple(rows)


@clauses("3.1.1.f")
def area_facts(
    units: Iterable[GovernanceUnit],
    assistants: Iterable[QualityAssistant],
    rules: Rules,
    as_of: date,
) -> tuple[AreaFact, ...]:
    """Return the rows of the areas there are on `as_of` (片区事实行)."""
    known, serving = [*units], [*assistants]
    return tuple(
        AreaFact(state.area, town, as_of, state.covered, state.trained)
        for town in sorted({unit.town for unit in known})
        for state in areas_of(town, known, serving, rules, as_of.year, as_of)
    )


@clauses("3.1.1.f")
def lead_facts(reports: Iterable[AssistantReport], as_of: date) -> tuple[LeadFact, ...]:
    """Return the rows of what assistants reported by `as_of` (线索事实行)."""
    return tuple(
        LeadFact(
            r.id,
            r.town,
            r.reported_on,
            r.subject,
            r.followed_up_on is not None and r.followed_up_on <= as_of,
        )
        for r in reports
        if r.reported_on <= as_of
    )


@clauses("3.1.1.b", "4.3.a")
def budget_facts(lines: Iterable[BudgetLine], as_of: date) -> tuple[BudgetFact, ...]:
    """Return the rows of the budgets of the years that have begun (经费事实行)."""
    known = [line for line in lines if date(line.year, 1, 1) <= as_of]
    rising = {
        (town, year, trend.head): bool(trend.rising)
        for town, year in {(line.town, line.year) for line in known}
        for trend in budget_trend(known, town, year)
    }
    return tuple(
        BudgetFact(
            x.id, x.town, date(x.year, 1, 1), x.head.value, x.amount, rising[x.town, x.year, x.head]
        )
        for x in known
    )


@clauses("3.2.1.a", "4.4.a")
def campaign_facts(campaigns: Iterable[Campaign], as_of: date) -> tuple[CampaignFact, ...]:
    """Return the rows of the campaigns held by `as_of` (宣传事实行)."""
    return tuple(
        CampaignFact(c.id, c.town, c.held_on, c.kind.value, c.participants, c.reached, c.media)
        for c in campaigns
        if c.held_on <= as_of
    )


@clauses("3.1.1.a")
def group_facts(states: Iterable[tuple[str, GroupState]], as_of: date) -> tuple[GroupFact, ...]:
    """Return the rows of the towns' leading groups (领导小组事实行)."""
    return tuple(
        GroupFact(f"group/{town}", town, as_of, state.members, state.complete)
        for town, state in states
    )
