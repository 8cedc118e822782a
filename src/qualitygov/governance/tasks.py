"""Tasks broken down from targets, and letters that sign them (任务分解与目标责任书).

Clauses 3.1.1.c, 3.1.1.e, 3.1.2.a, 4.2.a.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Text

__all__ = [
    "Breakdown",
    "LetterResult",
    "ResponsibilityLetter",
    "Task",
    "TaskProgress",
    "TaskState",
    "TaskStatus",
    "breakdown",
    "letter_results",
    "overdue_tasks",
    "task_status",
]

ELEMENTS = {
    "plan": Text("计划", "plan"),
    "measure": Text("措施", "measure"),
    "effect": Text("成效", "effect"),
    "check": Text("检查", "check"),
}
"""The four things each task has: 有计划、有措施、有成效、有检查 (4.2.a)."""

BEFORE = ("plan", "measure")
"""Those that it has from the start."""


class TaskState(Vocabulary):
    """How a task stands (任务状态)."""

    RUNNING = "running", "进行中", "running"
    DONE = "done", "按期完成", "done in time"
    LATE = "late", "逾期完成", "done late"
    OVERDUE = "overdue", "逾期未完成", "overdue"


@attrs.frozen(kw_only=True)
class TaskProgress:
    """Progress noted on a day, in percent (进展)."""

    noted_on: date = attrs.field(validator=check.day(), metadata=about("登记日期", "noted on"))
    percent: int = attrs.field(
        validator=check.within(0, 100), metadata=about("进度", "progress", unit="%")
    )


@clauses("3.1.1.c", "3.1.1.e", "4.2.a")
@attrs.frozen(kw_only=True)
class Task:
    """Task of a unit for a target and year (分解任务).

    `target` is a target of the rulebook. Plan, measure, effect and check are the documents that
    show them. A task without `unit` has no owner, and one without documents lacks what clause 4.2.a
    asks for: both are told, not refused.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("任务编号", "task id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("责任单位编号", "unit"),
    )
    quality: Quality = attrs.field(metadata=about("质量类别", "quality"))
    target: str = attrs.field(validator=check.filled(), metadata=about("目标", "target"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("年份", "year"))
    due_on: date = attrs.field(validator=check.day(), metadata=about("完成期限", "due on"))
    done_on: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("完成日期", "done on")
    )
    plan: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("计划文件", "plan")
    )
    measure: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("措施文件", "measure"),
    )
    effect: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("成效材料", "effect")
    )
    check: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("检查记录", "check")
    )
    progress: tuple[TaskProgress, ...] = attrs.field(default=(), metadata=about("进展", "progress"))

    def __attrs_post_init__(self) -> None:
        days = [one.noted_on for one in self.progress]
        if days != sorted(days):
            raise bilingual(
                "task.progress", "进展应按日期先后", "progress stands in order of its days"
            )

    def missing_on(self, on: date) -> tuple[str, ...]:
        """Which of plan, measure, effect and check are not there, though they should be.

        Effect and check are asked for once the task is done, or should be.
        """
        over = on > self.due_on or (self.done_on is not None and self.done_on <= on)
        return tuple(name for name in (ELEMENTS if over else BEFORE) if getattr(self, name) is None)


@attrs.frozen
class TaskStatus:
    """A task as it stands on a day (任务进展): its state, its last progress, what it lacks."""

    task: Task
    state: TaskState
    percent: int
    missing: tuple[str, ...]

    @property
    def reason(self) -> Text:
        """State, progress and what is missing, in words."""
        lacks = [ELEMENTS[name] for name in self.missing]
        zh = f"，缺{'、'.join(text.zh for text in lacks)}" if lacks else ""
        en = f", without {', '.join(text.en for text in lacks)}" if lacks else ""
        return Text(
            f"{self.state.label.zh}，进度 {self.percent}%{zh}",
            f"{self.state.label.en}, {self.percent} %{en}",
        )


@clauses("3.1.1.e", "4.2.a", "4.5.a")
def task_status(task: Task, on: date) -> TaskStatus:
    """Return how a task stands on a day (任务进展跟踪)."""
    done = task.done_on is not None and task.done_on <= on
    if done and task.done_on is not None:
        state = TaskState.DONE if task.done_on <= task.due_on else TaskState.LATE
    else:
        state = TaskState.OVERDUE if on > task.due_on else TaskState.RUNNING
    noted = [one.percent for one in task.progress if one.noted_on <= on]
    return TaskStatus(task, state, 100 if done else noted[-1] if noted else 0, task.missing_on(on))


@clauses("3.1.1.e")
def overdue_tasks(tasks: Iterable[Task], on: date) -> tuple[TaskStatus, ...]:
    """Return the tasks that are overdue on a day (逾期任务), the longest overdue first."""
    found = [
        status for task in tasks if (status := task_status(task, on)).state is TaskState.OVERDUE
    ]
    return tuple(sorted(found, key=lambda status: (status.task.due_on, status.task.id)))


@attrs.frozen
class Breakdown:
    """How far targets are broken down into tasks (任务分解情况).

    What has no owner, and what lacks one of the four.
    """

    without_owner: tuple[str, ...]
    unowned: tuple[str, ...]
    incomplete: tuple[tuple[str, tuple[str, ...]], ...]
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
    tasks: Iterable[Task], targets: Collection[str], town: str, year: int, on: date
) -> Breakdown:
    """Hold a town's tasks of a year against its targets, as they are on a day (任务分解核对).

    No target without an owner, no task without plan and measure, nor, once it is over, without
    effect and check.
    """
    own = [task for task in tasks if task.town == town and task.year == year]
    owned = {task.target for task in own if task.unit is not None}
    return Breakdown(
        tuple(sorted(set(targets) - owned)),
        tuple(sorted(task.id for task in own if task.unit is None)),
        tuple(sorted((task.id, task.missing_on(on)) for task in own if task.missing_on(on))),
        len(set(targets)),
    )


@clauses("3.1.2.a")
@attrs.frozen(kw_only=True)
class ResponsibilityLetter:
    """Responsibility letter of a unit for a year (目标责任书).

    Its tasks are the unit's tasks of that year.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("责任书编号", "letter id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("责任单位编号", "unit"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("年份", "year"))
    signed_on: date = attrs.field(validator=check.day(), metadata=about("签订日期", "signed on"))
    document: str = attrs.field(validator=check.filled(), metadata=about("责任书文号", "document"))


@attrs.frozen
class LetterResult:
    """What became of a unit's letter (责任书完成情况): the state of each task, none counted twice."""

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


@clauses("3.1.2.a")
def letter_results(
    letters: Iterable[ResponsibilityLetter],
    tasks: Iterable[Task],
    units: Iterable[str],
    year: int,
    on: date,
) -> tuple[LetterResult, ...]:
    """Return the result of each unit's letter (责任书结果), of units without a letter too.

    In order of the units.
    """
    signed = {
        letter.unit: letter.id
        for letter in sorted(
            letters, key=lambda letter: (letter.signed_on, letter.id), reverse=True
        )
        if letter.year == year and letter.signed_on <= on
    }
    own: dict[str, list[TaskStatus]] = {unit: [] for unit in units}
    for task in sorted(tasks, key=lambda task: task.id):
        if task.year == year and task.unit in own:
            own[task.unit].append(task_status(task, on))
    return tuple(
        LetterResult(unit, year, signed.get(unit), tuple(own[unit])) for unit in sorted(own)
    )
