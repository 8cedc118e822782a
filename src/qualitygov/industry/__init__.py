"""Industry quality and evidence of mechanisms (产业质量与机制证据). Clauses 2.2.1, 3.1."""

from __future__ import annotations

from qualitygov.industry.entities import Evidence, Figure
from qualitygov.industry.facts import EvidenceFact, FigureFact, evidence_facts, figure_facts
from qualitygov.industry.sectors import sector_of
from qualitygov.industry.states import ChecklistState, checklist_state
from qualitygov.industry.tables import EVIDENCE, FIGURES
from qualitygov.subject import FactSpec, Subject
from qualitygov.text import Text

__all__ = [
    "EVIDENCE",
    "FIGURES",
    "SUBJECT",
    "ChecklistState",
    "Evidence",
    "EvidenceFact",
    "Figure",
    "FigureFact",
    "checklist_state",
    "evidence_facts",
    "figure_facts",
    "sector_of",
]

SUBJECT = Subject(
    name="industry",
    label=Text("产业质量与机制证据", "industry and evidence of mechanisms"),
    tables=(FIGURES, EVIDENCE),
    facts=(
        FactSpec(name="figure", row=FigureFact, make=figure_facts),
        FactSpec(name="evidence", row=EvidenceFact, make=evidence_facts),
    ),
)
