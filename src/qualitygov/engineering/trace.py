"""Tracing works (工程质量追溯): each part of a finished project names who answers for it.

Clause 3.3.1.g.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.engineering.entities import EngineeringProject
from qualitygov.engineering.entities_trace import WorksPart
from qualitygov.engineering.states import project_state
from qualitygov.engineering.tables import PROJECTS, WORKS_PARTS
from qualitygov.errors import Problem
from qualitygov.rulebook.columns import WORKS_PARTS as PART_WORDS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.engineering import WorksPartRule
from qualitygov.subject import CountyView, Duty, Standing, not_in_book, owed, standing_columns
from qualitygov.text import Language, Text

TRACED = "works-traced"


@attrs.frozen(kw_only=True, repr=False)
class PartTrace(Result):
    """One part that a project has to name (部位追溯情况): recorded when, and who is not named."""

    project: str
    part: str
    label: Text
    recorded_on: date | None
    lacking: tuple[Text, ...]

    @property
    def complete(self) -> bool:
        """Whether the part is on record and everybody is named."""
        return self.recorded_on is not None and not self.lacking

    def say(self, language: Language = "en") -> str:
        """Return it as one line."""
        none = Text("未登记", "not recorded")
        said = (none,) if self.recorded_on is None else self.lacking
        return f"{self.project} {self.label.say(language)}: {Text.joined(said).say(language)}"


def _not_named(project: EngineeringProject, part: WorksPart) -> Iterator[Text]:
    """Whom a part does not name; a supervisor only where the project has one."""
    if part.builder is None:
        yield Text("未写明施工单位", "no builder named")
    if part.supervisor is None and project.supervisor is not None:
        yield Text("未写明监理单位", "no supervisor named")
    if part.supplier is None:
        yield Text("未写明供应单位", "no supplier named")


@clauses("3.3.1.g")
def works_trace(
    project: EngineeringProject, context: Context, *, parts: Iterable[WorksPart]
) -> tuple[PartTrace, ...]:
    """Return the parts that a project has to name (工程追溯情况), by the rules of ``context.as_of``.

    Of several records of a part the most complete counts, of those the first.
    """
    own = [
        one
        for one in context.known(parts)
        if one.project == project.id and context.happened(one.recorded_on)
    ]
    found = []
    for name, rule in sorted(context.rules.entries(WorksPartRule).items()):
        told = [(tuple(_not_named(project, one)), one) for one in own if one.part == name]
        best = min(told, key=lambda pair: (len(pair[0]), pair[1].recorded_on), default=None)
        found.append(
            PartTrace(
                project=project.id,
                part=name,
                label=rule.label,
                recorded_on=None if best is None else best[1].recorded_on,
                lacking=() if best is None else best[0],
            )
        )
    return tuple(found)


@attrs.frozen(kw_only=True)
class WorksTraceFact(Duty):
    """One part of a finished project (工程追溯事实), placed on the day of completion.

    Done when it names who built, supervised and supplied it; failed when somebody is not named.
    """

    project: str
    part: Annotated[str, PART_WORDS]


def _parts_by_project(view: CountyView, context: Context) -> dict[str, list[WorksPart]]:
    found: dict[str, list[WorksPart]] = {}
    for one in view.known(WORKS_PARTS, context):
        found.setdefault(one.project, []).append(one)
    return found


def _facts(
    project: EngineeringProject, parts: Iterable[WorksPart], context: Context
) -> Iterator[WorksTraceFact]:
    completed = project_state(project, context).completed_on
    by = None if completed is None else owed(TRACED, completed, context)
    if completed is None or by is None:
        return
    for trace in works_trace(project, context, parts=parts):
        columns = standing_columns(by, trace.recorded_on, context, good=not trace.lacking)
        if project.outside is not None:
            columns = {"standing": Standing.EXCUSED.value}
        yield WorksTraceFact(
            id=f"{project.id}/{trace.part}",
            town=project.town,
            on=completed,
            duty=TRACED,
            unit=project.owner,
            project=project.id,
            part=trace.part,
            **columns,
        )


@clauses("3.3.1.g")
def works_trace_facts(view: CountyView, context: Context) -> tuple[WorksTraceFact, ...]:
    """Return each part of each finished project (工程追溯事实行)."""
    parts = view.once(_parts_by_project, context)
    return tuple(
        fact
        for project in view.known(PROJECTS, context)
        for fact in _facts(project, parts.get(project.id, ()), context)
    )


@clauses("3.3.1.g")
def untraced(view: CountyView, context: Context) -> tuple[WorksTraceFact, ...]:
    """Return the parts of which it cannot be told who answers for them (工程追溯缺口), by id."""
    wrong = (Standing.MISSING.value, Standing.FAILED.value)
    rows = (one for one in view.once(works_trace_facts, context) if one.standing in wrong)
    return tuple(sorted(rows, key=lambda one: one.id))


def part_problems(part: WorksPart, context: Context) -> Iterator[Problem]:
    """Yield a part that no rule of the book has (工程部位核对)."""
    what = Text("没有此部位", "no such part of works")
    yield from not_in_book(
        part.part, WorksPartRule, context, code="works.part", path="part", what=what
    )
