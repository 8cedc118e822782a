"""Fact rows of works (工程事实行), from which indicators count. Clauses 2.2.3."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.engineering.duties import (
    DWELLINGS,
    WorksDuty,
    acceptance_duty,
    begun,
    dwellings_done,
    rules_from,
    works_duties,
)
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.engineering.states import ProjectState, project_state
from qualitygov.engineering.tables import PROJECTS
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, settling


@attrs.frozen(kw_only=True)
class ProjectFact(Duty):
    """One completed project and its acceptance (工程事实), placed on the day of its completion.

    One that was never accepted is missing once its time is up. `general_work` says that the works
    are neither large nor middle-sized, by the book's border.
    """

    subject: str
    general_work: bool
    acceptance: Annotated[str, Outcome, OUTCOME]
    accepted_first_time: Annotated[bool, OUTCOME]
    structural_award: Annotated[bool, OUTCOME]


@attrs.frozen(kw_only=True)
class WorksFact(Duty):
    """One other duty of a project (工程应办事实): `unit` is the party that owes it.

    `dwellings` and `household_done` count the dwellings of affordable housing, and those accepted
    by themselves before the completion acceptance; both are 0 in other rows.
    """

    project: str
    general_work: bool
    dwellings: int = 0
    household_done: int = 0


def project_states(
    view: CountyView, context: Context
) -> tuple[tuple[EngineeringProject, ProjectState], ...]:
    """Return the projects that were known, each with its state (工程状态清单)."""
    known = view.known(PROJECTS, context)
    return tuple((project, project_state(project, context)) for project in known)


def is_general(project: EngineeringProject, day: date, context: Context) -> bool:
    """Return whether works are general (一般工程): neither large nor middle-sized, by the book.

    Where the investment is not told, those that are not key works.
    """
    if project.investment is None:
        return not project.key_project
    return project.investment < rules_from(day, context).number("engineering.general-below")


@clauses("2.2.3.a", "2.2.3.b", "2.2.3.e")
def project_facts(view: CountyView, context: Context) -> tuple[ProjectFact, ...]:
    """Return the rows of the projects completed by ``context.as_of`` (工程事实行)."""
    rows = []
    for project, state in view.once(project_states, context):
        duty = acceptance_duty(project, state, context)
        if duty is not None and state.completed_on is not None:
            rows.append(_project(project, state, duty, state.completed_on, context=context))
    return tuple(rows)


def _project(
    project: EngineeringProject,
    state: ProjectState,
    duty: WorksDuty,
    completed_on: date,
    *,
    context: Context,
) -> ProjectFact:
    awarded = project.awarded_on is None or context.happened(project.awarded_on)
    return ProjectFact(
        id=project.id,
        town=project.town,
        on=completed_on,
        duty=duty.duty,
        standing=duty.standing.value,
        unit=duty.party,
        by=duty.by.day,
        settles_on=settling(duty.standing, duty.by),
        excusal=duty.excusal,
        subject=project.subject,
        general_work=is_general(project, completed_on, context),
        acceptance=state.acceptance.value,
        accepted_first_time=state.first_time,
        structural_award=project.structural_award and awarded,
    )


@clauses("2.2.3.a", "2.2.3.c", "2.2.3.d", "2.2.3.f")
def works_facts(view: CountyView, context: Context) -> tuple[WorksFact, ...]:
    """Return the other duties of projects by ``context.as_of`` (工程应办事实行).

    Those of a completed project are placed on the day of its completion, the four systems on the
    day on which work began.
    """
    return tuple(
        _works(project, state, duty, context)
        for project, state in view.once(project_states, context)
        for duty in works_duties(project, state, context)
    )


def _works(
    project: EngineeringProject, state: ProjectState, duty: WorksDuty, context: Context
) -> WorksFact:
    system = duty.duty.removeprefix("works-") in project.systems
    on = begun(state) if system else state.completed_on
    assert on is not None  # a duty arises with one of them
    counted = duty.duty == DWELLINGS
    return WorksFact(
        id=f"{project.id}/{duty.duty}",
        town=project.town,
        on=on,
        duty=duty.duty,
        standing=duty.standing.value,
        unit=duty.party,
        by=duty.by.day,
        settles_on=settling(duty.standing, duty.by),
        excusal=duty.excusal,
        project=project.id,
        general_work=is_general(project, on, context),
        dwellings=project.dwellings if counted else 0,
        household_done=dwellings_done(project, state, context) if counted else 0,
    )
