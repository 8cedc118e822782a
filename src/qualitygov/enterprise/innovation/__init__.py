"""Standards, research and patents of enterprises (标准、研发与专利). Clauses 3.3.1.f, 3.3.3."""

from __future__ import annotations

from qualitygov.codes.standard import StandardLevel, level_of
from qualitygov.enterprise.innovation.entities import (
    Patent,
    PatentKind,
    ResearchSpending,
    StandardPart,
    StandardRole,
)
from qualitygov.enterprise.innovation.events import (
    ResearchYearEvent,
    StandardPartEvent,
    research_year_events,
    standard_part_events,
)
from qualitygov.enterprise.innovation.states import (
    PatentYear,
    ResearchGrowth,
    ResearchYear,
    StandardYear,
    patents_by_year,
    patents_in_force,
    research_growth,
    research_year,
    standards_by_year,
)
from qualitygov.enterprise.innovation.tables import PATENTS, SPENDINGS, STANDARDS

__all__ = [
    "PATENTS",
    "SPENDINGS",
    "STANDARDS",
    "Patent",
    "PatentKind",
    "PatentYear",
    "ResearchGrowth",
    "ResearchSpending",
    "ResearchYear",
    "ResearchYearEvent",
    "StandardLevel",
    "StandardPart",
    "StandardPartEvent",
    "StandardRole",
    "StandardYear",
    "level_of",
    "patents_by_year",
    "patents_in_force",
    "research_growth",
    "research_year",
    "research_year_events",
    "standard_part_events",
    "standards_by_year",
]
