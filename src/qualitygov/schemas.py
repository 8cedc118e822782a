"""The schemas of all entities (实体校验模式), as other programs import them.

Each entity's name with ``Schema`` after it.

>>> from qualitygov.schemas import EnterpriseSchema
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
from qualitygov.interchange.schemas import ENTITIES, SCHEMAS

__all__ = ["ENTITIES", "SCHEMAS", "EntitySchema", "json_schema", "problems_of", "schema_for"]


def __getattr__(name: str) -> type[EntitySchema]:
    """Return the schema of that name (按名取模式)."""
    if name in SCHEMAS:
        return SCHEMAS[name]
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted({*__all__, *SCHEMAS})
