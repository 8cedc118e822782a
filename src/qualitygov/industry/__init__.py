"""Industry quality and evidence of mechanisms (产业质量与机制证据). Clauses 2.2.1, 3.1."""

from __future__ import annotations

from qualitygov.industry.figures import (
    ChecklistState,
    Evidence,
    EvidenceFact,
    Figure,
    FigureFact,
    checklist_state,
    evidence_facts,
    figure_facts,
    sector_of,
)

__all__ = [
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
