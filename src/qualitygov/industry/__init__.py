"""Industry quality and evidence of mechanisms (产业质量与机制证据). Clauses 2.2.1, 3.1."""

from __future__ import annotations

from qualitygov.industry.entities import Evidence, Figure
from qualitygov.industry.facts import (
    EvidenceFact,
    FigureFact,
    FilingFact,
    evidence_facts,
    figure_facts,
    filing_facts,
)
from qualitygov.industry.figures import RefusedFigure, figure_problems, refused_figures
from qualitygov.industry.sectors import sector_of
from qualitygov.industry.states import ChecklistState, checklist_state
from qualitygov.industry.tables import EVIDENCE, FIGURES
from qualitygov.industry.units import converted, unit_named
from qualitygov.industry.worklist import OTHER_YEARS, WORKLISTS
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
    "FilingFact",
    "RefusedFigure",
    "checklist_state",
    "converted",
    "evidence_facts",
    "figure_facts",
    "figure_problems",
    "filing_facts",
    "refused_figures",
    "sector_of",
    "unit_named",
]

SUBJECT = Subject(
    name="industry",
    label=Text("产业质量与机制证据", "industry and evidence of mechanisms"),
    tables=(FIGURES, EVIDENCE),
    facts=(
        FactSpec(name="figure", row=FigureFact, make=figure_facts, rests_on=(FIGURES,)),
        FactSpec(name="figure-filing", row=FilingFact, make=filing_facts, rests_on=(FIGURES,)),
        FactSpec(name="evidence", row=EvidenceFact, make=evidence_facts, rests_on=(EVIDENCE,)),
    ),
    worklists=WORKLISTS,
    sections=(OTHER_YEARS,),
    checks=((Figure, figure_problems),),
)
