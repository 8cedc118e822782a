"""The assessment (考核): indicators, targets, items, the results of towns and their ranking.

Clauses 2.2, 3.1.2.b.
"""

from __future__ import annotations

from qualitygov.assessment.analyses import analyses_of
from qualitygov.assessment.annual import AnnualReport, TargetYear, annual_report
from qualitygov.assessment.county import CountyAssessment, assess_county, assess_facts
from qualitygov.assessment.data import CountyData, Town, entity_classes, tables
from qualitygov.assessment.enterprises import archive_of, credit_of
from qualitygov.assessment.facts import TABLES, FactTables
from qualitygov.assessment.gather import facts_of
from qualitygov.assessment.indicator import Indicator, Measurement
from qualitygov.assessment.plan import AssessmentPlan, Item, compile_assessment
from qualitygov.assessment.ranking import competition_ranks, ranked
from qualitygov.assessment.record import RecordFact, record_facts
from qualitygov.assessment.registers import Registers, registers_of
from qualitygov.assessment.result import PeriodResult, TargetResult, Verdict
from qualitygov.assessment.target import Target
from qualitygov.assessment.town import (
    Acceptance,
    ItemResult,
    Readiness,
    TownAssessment,
    assess_town,
)
from qualitygov.assessment.units import UnitAssessment, UnitLine, assess_units
from qualitygov.assessment.warnings import TownWarning, county_warnings
from qualitygov.assessment.window import Window
from qualitygov.rulebook.model.assessment import Quality

__all__ = [
    "TABLES",
    "Acceptance",
    "AnnualReport",
    "AssessmentPlan",
    "CountyAssessment",
    "CountyData",
    "FactTables",
    "Indicator",
    "Item",
    "ItemResult",
    "Measurement",
    "PeriodResult",
    "Quality",
    "Readiness",
    "RecordFact",
    "Registers",
    "Target",
    "TargetResult",
    "TargetYear",
    "Town",
    "TownAssessment",
    "TownWarning",
    "UnitAssessment",
    "UnitLine",
    "Verdict",
    "Window",
    "analyses_of",
    "annual_report",
    "archive_of",
    "assess_county",
    "assess_facts",
    "assess_town",
    "assess_units",
    "competition_ranks",
    "compile_assessment",
    "county_warnings",
    "credit_of",
    "entity_classes",
    "facts_of",
    "ranked",
    "record_facts",
    "registers_of",
    "tables",
]
