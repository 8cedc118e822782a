"""Engineering quality (工程质量).

Acceptance of works, household acceptance, energy standard, the four systems. Clauses 2.2.3.
"""

from __future__ import annotations

from qualitygov.engineering.acceptance import (
    Acceptance,
    Shortfall,
    accept,
    accept_lot,
    smallest_sample,
)
from qualitygov.engineering.duties import WorksDuty, acceptance_duty, works_duties
from qualitygov.engineering.entities import (
    AcceptanceRound,
    Division,
    DivisionKind,
    EngineeringProject,
    InspectionLot,
    Outcome,
    Outside,
    Remedy,
    SubItem,
)
from qualitygov.engineering.events import (
    AcceptanceEvent,
    WorksSystemEvent,
    acceptance_events,
    system_events,
)
from qualitygov.engineering.facts import ProjectFact, WorksFact, project_facts, works_facts
from qualitygov.engineering.states import ProjectState, project_state
from qualitygov.engineering.tables import PROJECTS
from qualitygov.subject import EventSpec, FactSpec, Subject
from qualitygov.text import Text

SUBJECT = Subject(
    name="engineering",
    label=Text("工程质量", "engineering quality"),
    tables=(PROJECTS,),
    facts=(
        FactSpec(name="project", row=ProjectFact, make=project_facts, rests_on=(PROJECTS,)),
        FactSpec(
            name="works", row=WorksFact, make=works_facts, rests_on=(PROJECTS,), per="project"
        ),
    ),
    events=(
        EventSpec(name="works-system", row=WorksSystemEvent, make=system_events),
        EventSpec(name="acceptance", row=AcceptanceEvent, make=acceptance_events),
    ),
)
"""What the county has to know of engineering quality (工程质量)."""

__all__ = [
    "PROJECTS",
    "SUBJECT",
    "Acceptance",
    "AcceptanceEvent",
    "AcceptanceRound",
    "Division",
    "DivisionKind",
    "EngineeringProject",
    "InspectionLot",
    "Outcome",
    "Outside",
    "ProjectFact",
    "ProjectState",
    "Remedy",
    "Shortfall",
    "SubItem",
    "WorksDuty",
    "WorksFact",
    "WorksSystemEvent",
    "accept",
    "accept_lot",
    "acceptance_duty",
    "acceptance_events",
    "project_facts",
    "project_state",
    "smallest_sample",
    "system_events",
    "works_duties",
    "works_facts",
]
