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
from qualitygov.engineering.entities import (
    Division,
    DivisionKind,
    EngineeringProject,
    InspectionLot,
    Outcome,
    Remedy,
    SubItem,
)
from qualitygov.engineering.events import (
    AcceptanceEvent,
    CompletionEvent,
    acceptance_events,
    completion_events,
)
from qualitygov.engineering.facts import ProjectFact, project_facts
from qualitygov.engineering.states import ProjectState, project_state
from qualitygov.engineering.tables import PROJECTS
from qualitygov.subject import EventSpec, FactSpec, Subject
from qualitygov.text import Text

SUBJECT = Subject(
    name="engineering",
    label=Text("工程质量", "engineering quality"),
    tables=(PROJECTS,),
    facts=(FactSpec(name="project", row=ProjectFact, make=project_facts),),
    events=(
        EventSpec(name="completion", row=CompletionEvent, make=completion_events),
        EventSpec(name="acceptance", row=AcceptanceEvent, make=acceptance_events),
    ),
)
"""What the county has to know of engineering quality (工程质量)."""

__all__ = [
    "PROJECTS",
    "SUBJECT",
    "Acceptance",
    "AcceptanceEvent",
    "CompletionEvent",
    "Division",
    "DivisionKind",
    "EngineeringProject",
    "InspectionLot",
    "Outcome",
    "ProjectFact",
    "ProjectState",
    "Remedy",
    "Shortfall",
    "SubItem",
    "accept",
    "accept_lot",
    "acceptance_events",
    "completion_events",
    "project_facts",
    "project_state",
    "smallest_sample",
]
