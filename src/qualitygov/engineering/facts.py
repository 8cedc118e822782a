"""Fact rows of works (工程事实行), from which indicators count. Clauses 2.2.3."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.engineering.states import ProjectState, project_state
from qualitygov.engineering.tables import PROJECTS
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class ProjectFact:
    """One completed project as indicators see it (工程事实)."""

    id: str
    town: str
    on: date
    subject: str
    kind: Annotated[str, "key", "general"]
    general_work: bool
    handover: Annotated[str, Outcome]
    acceptance: Annotated[str, Outcome]
    accepted_first_time: bool
    affordable: bool
    dwellings: int
    household_done: int
    household_carried_out: bool
    new_civil: bool
    energy_standard: bool
    structural_award: bool
    four_systems: bool


def project_states(
    view: CountyView, context: Context
) -> tuple[tuple[EngineeringProject, ProjectState], ...]:
    """Return the projects that were known, each with its state (工程状态清单)."""
    known = view.known(PROJECTS, context)
    return tuple((project, project_state(project, context)) for project in known)


def _fact(project: EngineeringProject, state: ProjectState, completed_on: date) -> ProjectFact:
    return ProjectFact(
        id=project.id,
        town=project.town,
        on=completed_on,
        subject=project.subject,
        kind="key" if project.key_project else "general",
        general_work=not project.key_project,
        handover=project.handover.value,
        acceptance=state.acceptance.value,
        accepted_first_time=state.first_time,
        affordable=project.affordable,
        dwellings=project.dwellings,
        household_done=project.dwellings_accepted,
        household_carried_out=project.dwellings > 0
        and project.dwellings_accepted == project.dwellings,
        new_civil=project.new_civil,
        energy_standard=project.energy_designed and project.energy_accepted,
        structural_award=project.structural_award,
        four_systems=all(project.systems),
    )


@clauses("2.2.3.a 2.2.3.b 2.2.3.c 2.2.3.d 2.2.3.e 2.2.3.f")
def project_facts(view: CountyView, context: Context) -> tuple[ProjectFact, ...]:
    """Return the rows of the projects completed by ``context.as_of`` (工程事实行)."""
    return tuple(
        _fact(project, state, state.completed_on)
        for project, state in view.once(project_states, context)
        if state.completed_on is not None
    )
