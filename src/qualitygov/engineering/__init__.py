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
from qualitygov.engineering.entities_trace import WorksPart
from qualitygov.engineering.events import (
    AcceptanceEvent,
    WorksSystemEvent,
    acceptance_events,
    system_events,
)
from qualitygov.engineering.facts import ProjectFact, WorksFact, project_facts, works_facts
from qualitygov.engineering.states import ProjectState, project_state
from qualitygov.engineering.tables import PROJECTS, WORKS_PARTS
from qualitygov.engineering.trace import (
    PartTrace,
    WorksTraceFact,
    part_problems,
    untraced,
    works_trace,
    works_trace_facts,
)
from qualitygov.subject import (
    EventSpec,
    FactSpec,
    Subject,
    Weight,
    Worklist,
)
from qualitygov.text import Text

AGAIN = Weight("project_acceptances", spoils=1)
"""A further round of acceptance may speak against a project."""

SUBJECT = Subject(
    name="engineering",
    label=Text("工程质量", "engineering quality"),
    tables=(PROJECTS, WORKS_PARTS),
    facts=(
        FactSpec(
            name="project",
            row=ProjectFact,
            make=project_facts,
            rests_on=(PROJECTS,),
            weights=(AGAIN,),
        ),
        FactSpec(
            name="works",
            row=WorksFact,
            make=works_facts,
            rests_on=(PROJECTS,),
            per="project",
            weights=(AGAIN,),
        ),
        FactSpec(
            name="works-trace",
            row=WorksTraceFact,
            make=works_trace_facts,
            rests_on=(PROJECTS, WORKS_PARTS),
            shown_by=(WORKS_PARTS,),
            per="project",
            most=5,
        ),
    ),
    events=(
        EventSpec(name="works-system", row=WorksSystemEvent, make=system_events),
        EventSpec(name="acceptance", row=AcceptanceEvent, make=acceptance_events),
    ),
    worklists=(
        Worklist(
            name="works-untraced",
            label=Text("工程追溯缺口", "parts of works not traced"),
            make=untraced,
        ),
    ),
    checks=((WorksPart, part_problems),),
)
"""What the county has to know of engineering quality (工程质量)."""

__all__ = [
    "PROJECTS",
    "SUBJECT",
    "WORKS_PARTS",
    "Acceptance",
    "AcceptanceEvent",
    "AcceptanceRound",
    "Division",
    "DivisionKind",
    "EngineeringProject",
    "InspectionLot",
    "Outcome",
    "Outside",
    "PartTrace",
    "ProjectFact",
    "ProjectState",
    "Remedy",
    "Shortfall",
    "SubItem",
    "WorksDuty",
    "WorksFact",
    "WorksPart",
    "WorksSystemEvent",
    "WorksTraceFact",
    "accept",
    "accept_lot",
    "acceptance_duty",
    "acceptance_events",
    "part_problems",
    "project_facts",
    "project_state",
    "smallest_sample",
    "system_events",
    "untraced",
    "works_duties",
    "works_facts",
    "works_trace",
    "works_trace_facts",
]
