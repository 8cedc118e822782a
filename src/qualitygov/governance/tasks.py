"""Tasks broken down from targets, and letters that sign them (任务分解与目标责任书).

Clauses 3.1.1.c, 3.1.1.e, 3.1.2.a, 4.2.a.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.governance.entities import (
    ResponsibilityLetter,
    Task,
    TaskStep,
)
from qualitygov.rulebook.context import Context
from qualitygov.text import Text


class TaskState(Vocabulary):
    """How a task stands (任务状态)."""

    RUNNING = "running", "进行中", "running"
    DONE = "done", "按期完成", "done in time"
    LATE = "late", "逾期完成", "done late"
    OVERDUE = "overdue", "逾期未完成", "overdue"


@attrs.frozen(kw_only=True, repr=False)
class TaskStatus(Result):
    """A task as it stands on a day (任务进展): its state, its last progress, what it lacks."""

    brief: ClassVar[tuple[str, ...]] = ("state", "percent", "missing")

    task: Task
    state: TaskState
    percent: int
    missing: tuple[TaskStep, ...]

    @property
    def reason(self) -> Text:
        """State, progress and what is missing, in words."""
        lacks = Text.joined((step.label for step in self.missing), "、", ", ")
        zh = f"，缺{lacks.zh}" if self.missing else ""
        en = f", without {lacks.en}" if self.missing else ""
        return Text(
            f"{self.state.label.zh}，进度 {self.percent}%{zh}",
            f"{self.state.label.en}, {self.percent} %{en}",
        )


@clauses("3.1.1.e", "4.2.a", "4.5.a")
def task_status(task: Task, context: Context) -> TaskStatus:
    """Return how a task stands on a day (任务进展跟踪); what is done on its due day is in time."""
    task = context.seen(task)
    done = context.past(task.done_on)
    if done is not None:
        state = TaskState.DONE if done <= task.due_on else TaskState.LATE
    else:
        state = TaskState.OVERDUE if context.as_of > task.due_on else TaskState.RUNNING
    noted = [
        one.percent
        for one in task.progress
        if one.percent is not None and context.happened(one.noted_on)
    ]
    percent = noted[-1] if noted else 0
    return TaskStatus(
        task=task,
        state=state,
        percent=percent if done is None else 100,
        missing=task.missing_on(context.as_of),
    )


@clauses("3.1.1.e")
def overdue_tasks(tasks: Iterable[Task], context: Context) -> tuple[TaskStatus, ...]:
    """Return the tasks that are overdue on a day (逾期任务), the longest overdue first."""
    states = (task_status(task, context) for task in context.known(tasks))
    found = [status for status in states if status.state is TaskState.OVERDUE]
    return tuple(sorted(found, key=lambda status: (status.task.due_on, status.task.id)))


@attrs.frozen(kw_only=True, repr=False)
class Breakdown(Result):
    """How far targets are broken down into tasks (任务分解情况).

    What has no owner, and what lacks one of the four.
    """

    brief: ClassVar[tuple[str, ...]] = ("targets", "without_owner", "unowned", "incomplete")

    without_owner: tuple[str, ...]
    unowned: tuple[str, ...]
    incomplete: tuple[tuple[str, tuple[TaskStep, ...]], ...]
    targets: int

    @property
    def covered(self) -> Rate:
        """Targets with an owner, of all."""
        return Rate(self.targets - len(self.without_owner), self.targets)

    @property
    def complete(self) -> bool:
        """Whether every target has an owner, and every task one and all four documents."""
        return not (self.without_owner or self.unowned or self.incomplete)


@clauses("3.1.1.c", "4.2.a")
def breakdown(
    town: str, context: Context, *, tasks: Iterable[Task], targets: Collection[str], year: int
) -> Breakdown:
    """Hold a town's tasks of a year against its targets, as they are on a day (任务分解核对).

    No target without an owner, no task without plan and measure, nor, once it is over, without
    effect and check.
    """
    own = [task for task in context.known(tasks) if task.town == town and task.year == year]
    owned = {task.target for task in own if task.unit is not None}
    lacking = ((task.id, task.missing_on(context.as_of)) for task in own)
    return Breakdown(
        without_owner=tuple(sorted(set(targets) - owned)),
        unowned=tuple(sorted(task.id for task in own if task.unit is None)),
        incomplete=tuple(sorted(pair for pair in lacking if pair[1])),
        targets=len(set(targets)),
    )


@attrs.frozen(kw_only=True, repr=False)
class LetterResult(Result):
    """What became of a unit's letter (责任书完成情况): the state of each task, none counted twice."""

    brief: ClassVar[tuple[str, ...]] = ("unit", "year", "letter", "done")

    unit: str
    year: int
    letter: str | None
    statuses: tuple[TaskStatus, ...]

    def count(self, state: TaskState) -> int:
        """How many tasks are in a state."""
        return sum(status.state is state for status in self.statuses)

    @property
    def done(self) -> Rate:
        """Tasks done, late or in time, of all."""
        return Rate(self.count(TaskState.DONE) + self.count(TaskState.LATE), len(self.statuses))

    @property
    def reason(self) -> Text:
        """The counts in words."""
        parts = [(state.label, self.count(state)) for state in TaskState if self.count(state)]
        unsigned = self.letter is None
        zh = "、".join(f"{label.zh} {count}" for label, count in parts) or "无任务"
        en = ", ".join(f"{count} {label.en}" for label, count in parts) or "no tasks"
        return Text(
            ("未签责任书；" if unsigned else "") + zh,
            ("no letter signed; " if unsigned else "") + en,
        )


def _signed(letters: Iterable[ResponsibilityLetter], year: int, context: Context) -> dict[str, str]:
    """The first letter of each unit."""
    found: dict[str, str] = {}
    for letter in sorted(context.known(letters), key=lambda one: (one.signed_on, one.id)):
        if letter.year == year and context.happened(letter.signed_on):
            found.setdefault(letter.unit, letter.id)
    return found


@clauses("3.1.2.a")
def letter_results(
    letters: Iterable[ResponsibilityLetter],
    context: Context,
    *,
    tasks: Iterable[Task],
    units: Iterable[str],
    year: int,
) -> tuple[LetterResult, ...]:
    """Return the result of each unit's letter (责任书结果), of units without a letter too.

    In order of the units.
    """
    signed = _signed(letters, year, context)
    own: dict[str, list[TaskStatus]] = {unit: [] for unit in units}
    for task in sorted(context.known(tasks), key=lambda task: task.id):
        if task.year == year and task.unit in own:
            own[task.unit].append(task_status(task, context))
    return tuple(
        LetterResult(unit=unit, year=year, letter=signed.get(unit), statuses=tuple(own[unit]))
        for unit in sorted(own)
    )
