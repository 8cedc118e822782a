"""The marshmallow schemas of all entities (实体校验模式), derived from their fields; see `qualitygov.core.schema`."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.assessment.data import Town
from qualitygov.blacklist.case import BlacklistCase
from qualitygov.blacklist.entities import Move
from qualitygov.core.schema import EntitySchema, schema_for
from qualitygov.credit.entities import CreditRecord
from qualitygov.engineering.entities import EngineeringProject
from qualitygov.enterprise.entities import Certification, Enterprise
from qualitygov.environment.entities import AirDay, NoiseReading, WaterReading
from qualitygov.industry.figures import Evidence, Figure
from qualitygov.inspection.entities import InspectionSample, SampleItem
from qualitygov.service.satisfaction import SatisfactionSurvey

__all__ = [
    "ENTITIES",
    "AirDaySchema",
    "BlacklistCaseSchema",
    "CertificationSchema",
    "CreditRecordSchema",
    "EngineeringProjectSchema",
    "EnterpriseSchema",
    "EvidenceSchema",
    "FigureSchema",
    "InspectionSampleSchema",
    "MoveSchema",
    "NoiseReadingSchema",
    "SampleItemSchema",
    "SatisfactionSurveySchema",
    "TownSchema",
    "WaterReadingSchema",
]

ENTITIES: Mapping[str, type] = {
    cls.__name__: cls
    for cls in (
        AirDay,
        BlacklistCase,
        Certification,
        CreditRecord,
        EngineeringProject,
        Enterprise,
        Evidence,
        Figure,
        InspectionSample,
        Move,
        NoiseReading,
        SampleItem,
        SatisfactionSurvey,
        Town,
        WaterReading,
    )
}
"""Every entity that files carry, by name; schemas, tables, JSON Schema and strategies are made for just these."""

AirDaySchema: type[EntitySchema] = schema_for(AirDay)
BlacklistCaseSchema: type[EntitySchema] = schema_for(BlacklistCase)
CertificationSchema: type[EntitySchema] = schema_for(Certification)
CreditRecordSchema: type[EntitySchema] = schema_for(CreditRecord)
EngineeringProjectSchema: type[EntitySchema] = schema_for(EngineeringProject)
EnterpriseSchema: type[EntitySchema] = schema_for(Enterprise)
EvidenceSchema: type[EntitySchema] = schema_for(Evidence)
FigureSchema: type[EntitySchema] = schema_for(Figure)
InspectionSampleSchema: type[EntitySchema] = schema_for(InspectionSample)
MoveSchema: type[EntitySchema] = schema_for(Move)
NoiseReadingSchema: type[EntitySchema] = schema_for(NoiseReading)
SampleItemSchema: type[EntitySchema] = schema_for(SampleItem)
SatisfactionSurveySchema: type[EntitySchema] = schema_for(SatisfactionSurvey)
TownSchema: type[EntitySchema] = schema_for(Town)
WaterReadingSchema: type[EntitySchema] = schema_for(WaterReading)
