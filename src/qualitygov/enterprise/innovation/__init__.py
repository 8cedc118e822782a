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
from qualitygov.enterprise.innovation.entities_support import (
    HeadSpending,
    Incentive,
    IncentiveKind,
    KeyTechnology,
    SpendingHead,
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
from qualitygov.enterprise.innovation.support import (
    HeadSpendingFact,
    IncentiveFact,
    TechnologyFact,
    head_spending_deeds,
    head_spending_facts,
    incentive_facts,
    incentives_without_effect,
    last_reports,
    technology_facts,
    technology_problems,
)
from qualitygov.enterprise.innovation.tables import (
    HEAD_SPENDINGS,
    INCENTIVES,
    PATENTS,
    SPENDINGS,
    STANDARDS,
    TECHNOLOGIES,
)

__all__ = [
    "HEAD_SPENDINGS",
    "INCENTIVES",
    "PATENTS",
    "SPENDINGS",
    "STANDARDS",
    "TECHNOLOGIES",
    "HeadSpending",
    "HeadSpendingFact",
    "Incentive",
    "IncentiveFact",
    "IncentiveKind",
    "KeyTechnology",
    "Patent",
    "PatentKind",
    "PatentYear",
    "ResearchGrowth",
    "ResearchSpending",
    "ResearchYear",
    "ResearchYearEvent",
    "SpendingHead",
    "StandardLevel",
    "StandardPart",
    "StandardPartEvent",
    "StandardRole",
    "StandardYear",
    "TechnologyFact",
    "head_spending_deeds",
    "head_spending_facts",
    "incentive_facts",
    "incentives_without_effect",
    "last_reports",
    "level_of",
    "patents_by_year",
    "patents_in_force",
    "research_growth",
    "research_year",
    "research_year_events",
    "standard_part_events",
    "standards_by_year",
    "technology_facts",
    "technology_problems",
]
