"""The schemas of all entities (实体校验模式), as other programs import them.

>>> EnterpriseSchema().load({"code": "91330299MA2837B62L", "name": "某厂", "town": "330299101"}).name
'某厂'
>>> import marshmallow
>>> try:
...     EnterpriseSchema(language="zh").load({"code": "x", "town": 3})
... except marshmallow.ValidationError as error:
...     print(sorted(error.messages))
['code', 'name', 'town']
"""

from __future__ import annotations

from qualitygov.core.schema import EntitySchema, problems_of, schema_for
from qualitygov.interchange.jsonschema import json_schema
from qualitygov.interchange.schemas import (
    ENTITIES,
    AirDaySchema,
    BlacklistCaseSchema,
    CertificationSchema,
    CreditRecordSchema,
    EngineeringProjectSchema,
    EnterpriseSchema,
    EvidenceSchema,
    FigureSchema,
    InspectionSampleSchema,
    MoveSchema,
    NoiseReadingSchema,
    SampleItemSchema,
    SatisfactionSurveySchema,
    TownSchema,
    WaterReadingSchema,
)

__all__ = [
    "ENTITIES",
    "AirDaySchema",
    "BlacklistCaseSchema",
    "CertificationSchema",
    "CreditRecordSchema",
    "EngineeringProjectSchema",
    "EnterpriseSchema",
    "EntitySchema",
    "EvidenceSchema",
    "FigureSchema",
    "InspectionSampleSchema",
    "MoveSchema",
    "NoiseReadingSchema",
    "SampleItemSchema",
    "SatisfactionSurveySchema",
    "TownSchema",
    "WaterReadingSchema",
    "json_schema",
    "problems_of",
    "schema_for",
]
