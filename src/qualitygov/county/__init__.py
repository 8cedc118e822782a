"""A county (县域): the only place that knows all subjects.

Its data, archive, facts, assessment and worklists.
"""

from __future__ import annotations

from qualitygov.county.analyses import analyses_of
from qualitygov.county.annual import AnnualReport, TargetYear, annual_report
from qualitygov.county.data import CountyData, Town, entity_classes, tables
from qualitygov.county.enterprises import archive_of, credit_of
from qualitygov.county.gather import facts_of
from qualitygov.county.record import RecordFact, record_facts
from qualitygov.county.registers import Registers, registers_of
from qualitygov.county.run import CountyAssessment, assess_county, assess_facts
from qualitygov.county.units import UnitAssessment, UnitLine, assess_units
from qualitygov.county.warnings import TownWarning, county_warnings

__all__ = [
    "AnnualReport",
    "CountyAssessment",
    "CountyData",
    "RecordFact",
    "Registers",
    "TargetYear",
    "Town",
    "TownWarning",
    "UnitAssessment",
    "UnitLine",
    "analyses_of",
    "annual_report",
    "archive_of",
    "assess_county",
    "assess_facts",
    "assess_units",
    "county_warnings",
    "credit_of",
    "entity_classes",
    "facts_of",
    "record_facts",
    "registers_of",
    "tables",
]
