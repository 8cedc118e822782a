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
from qualitygov.engineering.facts import ProjectFact, credit_records, project_facts

__all__ = [
    "Acceptance",
    "Division",
    "DivisionKind",
    "EngineeringProject",
    "InspectionLot",
    "Outcome",
    "ProjectFact",
    "Remedy",
    "Shortfall",
    "SubItem",
    "accept",
    "accept_lot",
    "credit_records",
    "project_facts",
    "smallest_sample",
]
