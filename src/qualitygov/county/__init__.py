"""A county (县域): the only place that knows all subjects.

Its data, facts, assessment, sections of the report, warnings, annual reports and rule cases.
"""

from __future__ import annotations

from qualitygov.county.annual import AnnualReport, TargetYear, annual_report
from qualitygov.county.case_file import RuleCase, read_cases
from qualitygov.county.cases import CaseResult, run_cases
from qualitygov.county.check import check_rules
from qualitygov.county.data import CountyData
from qualitygov.county.facts import check_columns, facts_of
from qualitygov.county.result import CountyAssessment
from qualitygov.county.run import assess_county, assess_facts
from qualitygov.county.subjects import (
    SUBJECTS,
    entity_classes,
    event_classes,
    fact_classes,
    table_specs,
)
from qualitygov.county.unit_result import UnitAssessment, UnitLine
from qualitygov.county.units import assess_units
from qualitygov.county.warnings import TownWarning, county_warnings
from qualitygov.subject import Town

__all__ = [
    "SUBJECTS",
    "AnnualReport",
    "CaseResult",
    "CountyAssessment",
    "CountyData",
    "RuleCase",
    "TargetYear",
    "Town",
    "TownWarning",
    "UnitAssessment",
    "UnitLine",
    "annual_report",
    "assess_county",
    "assess_facts",
    "assess_units",
    "check_columns",
    "check_rules",
    "county_warnings",
    "entity_classes",
    "event_classes",
    "fact_classes",
    "facts_of",
    "read_cases",
    "run_cases",
    "table_specs",
]
