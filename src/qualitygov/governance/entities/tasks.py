"""Tasks broken down from targets (任务分解). Clauses 3.1.1.c, 3.1.1.e, 4.2.a."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.assessment import Quality


class TaskStep(Vocabulary):
    """What is noted of a task (任务环节). Clause 4.2.a."""

    PROGRESS = "progress", "进展", "progress"
    PLAN = "plan", "计划", "plan"
    MEASURE = "measure", "措施", "measure"
    EFFECT = "effect", "成效", "effect"
    CHECK = "check", "检查", "check"


ELEMENTS = (TaskStep.PLAN, TaskStep.MEASURE, TaskStep.EFFECT, TaskStep.CHECK)
"""The four things each task has: 有计划、有措施、有成效、有检查 (4.2.a)."""

BEFORE = (TaskStep.PLAN, TaskStep.MEASURE)
"""Those that it has from the start."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TaskProgress:
    """What was noted or filed of a task on a day (任务进展与材料).

    Its progress in percent, or the document of one of the four steps.
    """

    noted_on: date = attrs.field(
        validator=check.day(), metadata=about("登记日期", "noted on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    step: TaskStep = attrs.field(default=TaskStep.PROGRESS, metadata=about("环节", "step"))
    percent: int | None = attrs.field(
        default=None,
        validator=check.optional(check.within(0, 100)),
        metadata=about("进度", "progress", unit="%"),
    )
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("材料", "document"),
    )

    def __attrs_post_init__(self) -> None:
        noted = self.percent if self.step is TaskStep.PROGRESS else self.document
        if noted is None:
            raise bilingual(
                "task.step",
                "进展应有进度，计划、措施、成效、检查应有材料",
                "progress needs percent; plan, measure, effect and check need a document",
            )


@clauses("3.1.1.c", "3.1.1.e", "4.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Task:
    """Task of a unit for a target and year (分解任务).

    `target` is a target of the rulebook. `progress` holds what was noted and filed of the task, in
    order of days: how far it has come, and the documents of its plan, measures, effect and check
    (4.2.a). A task without `unit` has no owner, and one without documents lacks what the clause
    asks for: both are reported, not refused. `known_on` is the day on which the task became known;
    without it, it was always known.
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
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    progress: tuple[TaskProgress, ...] = attrs.field(default=(), metadata=about("进展", "progress"))

    def __attrs_post_init__(self) -> None:
        days = [one.noted_on for one in self.progress]
        if days != sorted(days):
            raise bilingual(
                "task.progress", "进展应按日期先后", "progress stands in order of its days"
            )

    def dated(self, step: TaskStep) -> date | None:
        """Return the day of the first document of a step (首份材料日期), None without one.

        What is checked is the effect: a check that lies before it checks nothing.
        """
        days = [one.noted_on for one in self.progress if one.step is step]
        if step is TaskStep.CHECK:
            effect = self.done_on
            days = [day for day in days if effect is not None and day >= effect]
        return min(days, default=None)

    @property
    def done_on(self) -> date | None:
        """The day on which it was done: that of the first document of its effect."""
        return self.dated(TaskStep.EFFECT)

    def missing_on(self, day: date) -> tuple[TaskStep, ...]:
        """Which of plan, measure, effect and check are not there, though they should be.

        Effect and check are asked for once the task is done, or should be.
        """
        dated = {step: self.dated(step) for step in ELEMENTS}
        there = {step for step, on in dated.items() if on is not None and on <= day}
        over = day > self.due_on or TaskStep.EFFECT in there
        return tuple(step for step in (ELEMENTS if over else BEFORE) if step not in there)
