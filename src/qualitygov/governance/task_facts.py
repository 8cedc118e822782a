"""Fact rows of tasks (任务事实行): targets broken down, and what each task has to show.

Clauses 3.1.1.c, 3.1.1.e, 4.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import whole_year
from qualitygov.governance.entities import Task, TaskStep
from qualitygov.governance.tables import TASKS
from qualitygov.rulebook.columns import OUTCOME, TARGETS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality, TargetRule
from qualitygov.subject import CountyView, Duty, owed, standing_columns

FROM_THE_YEAR = {TaskStep.PLAN: "task-plan", TaskStep.MEASURE: "task-measures"}
"""The duties whose time runs from the end of the year before."""

FROM_THE_TASK = {TaskStep.EFFECT: "task-effect", TaskStep.CHECK: "task-check"}
"""The duties whose time runs from the task's own day."""

BREAKDOWN = "task-breakdown"


@attrs.frozen(kw_only=True)
class TaskFact(Duty):
    """One of the four things that a task has to show (任务环节事实): plan, measure, effect or check.

    `unit` is the unit of the task; None where nobody has it.
    """

    task: str
    quality: Annotated[str, Quality]
    target: Annotated[str, TARGETS]
    step: str
    owned: bool


@attrs.frozen(kw_only=True)
class BreakdownFact(Duty):
    """One target that a town has to break down (目标分解事实), with the task that does."""

    target: str
    task: Annotated[str | None, OUTCOME]


def targets_on(day: date, context: Context) -> frozenset[str]:
    """Return the targets on which the acceptance rests by the rules of a day (当日目标)."""
    rules = context.rules_on(day).entries(TargetRule).values()
    return frozenset(rule.id for rule in rules if rule.acceptance)


def _target_is_there(task: Task, context: Context) -> bool:
    """Whether its target is in force when the year begins or the task is due."""
    first = context.rulebook.header.valid_from
    days = (day for day in (date(task.year, 3, 31), task.due_on) if day >= first)
    return any(task.target in context.rules_on(day).entries(TargetRule) for day in days)


def _steps(task: Task, context: Context) -> Iterator[tuple[str, TaskStep, Due]]:
    first = date(task.year, 1, 1)
    for step, duty in FROM_THE_YEAR.items():
        by = owed(duty, whole_year(task.year, "calendar"), context, by=first)
        if by is not None:
            yield duty, step, by
    for step, duty in FROM_THE_TASK.items():
        by = owed(duty, task.due_on, context)
        if by is not None:
            yield duty, step, by


def _rows(task: Task, context: Context) -> Iterator[TaskFact]:
    on = task.due_on if task.due_on.year == task.year else date(task.year, 12, 31)
    for duty, step, by in _steps(task, context):
        yield TaskFact(
            id=f"{task.id}/{step.value}",
            town=task.town,
            on=on,
            duty=duty,
            unit=task.unit,
            task=task.id,
            quality=task.quality.value,
            target=task.target,
            step=step.value,
            owned=task.unit is not None,
            **standing_columns(by, task.dated(step), context),
        )


@clauses("3.1.1.c", "3.1.1.e", "4.2.a")
def task_facts(view: CountyView, context: Context) -> tuple[TaskFact, ...]:
    """Return what each task of the years that have begun has to show (任务环节事实行).

    Plan, measures, effect and check each have their own day. A task for a target that does not
    exist is no task of the programme, and has no row.
    """
    return tuple(
        row
        for task in view.known(TASKS, context)
        if context.happened(date(task.year, 1, 1)) and _target_is_there(task, context)
        for row in _rows(task, context)
    )


def _broken_down_on(task: Task) -> date | None:
    """The day on which a task has a unit and a plan, None before."""
    return None if task.unit is None else task.dated(TaskStep.PLAN)


def _first(tasks: Iterable[Task]) -> tuple[date, str] | None:
    days = ((day, task.id) for task in tasks if (day := _broken_down_on(task)) is not None)
    return min(days, default=None)


@clauses("3.1.1.c")
def breakdown_facts(view: CountyView, context: Context) -> tuple[BreakdownFact, ...]:
    """Return each target that each town has to break down (目标分解事实行), with the first task.

    It is broken down when a task of the year has a unit that answers for it and a dated plan.
    """
    tasks, found = view.known(TASKS, context), []
    for year in context.period.years_and_before():
        first = date(year, 1, 1)
        by = owed(BREAKDOWN, whole_year(year, "calendar"), context, by=first)
        if by is None or not context.happened(first):
            continue
        for town in view.towns(context):
            own = [task for task in tasks.of_town(town.code) if task.year == year]
            for target in sorted(targets_on(first if by.day is None else by.day, context)):
                done = _first(task for task in own if task.target == target)
                found.append(
                    BreakdownFact(
                        id=f"{BREAKDOWN}/{town.code}/{target}/{year}",
                        town=town.code,
                        on=date(year, 3, 31),
                        duty=BREAKDOWN,
                        target=target,
                        task=None if done is None else done[1],
                        **standing_columns(by, None if done is None else done[0], context),
                    )
                )
    return tuple(found)
