"""The marshmallow schemas of all entities (实体校验模式), derived from their fields.

See `qualitygov.core.schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitygov.core.schema import EntitySchema, schema_for
from qualitygov.county.subjects import entity_classes

ENTITIES: Mapping[str, type] = {cls.__name__: cls for cls in entity_classes()}
"""Every entity that files carry, by name.

Schemas, tables, JSON Schema and strategies are made for just these.
"""

FACE = "qualitygov.schemas"
"""Where programs import the schemas, and pickle finds their classes."""


def _of_face(cls: type) -> type[EntitySchema[Any]]:
    schema: type[EntitySchema[Any]] = schema_for(cls)
    schema.__module__ = FACE
    return schema


SCHEMAS: Mapping[str, type[EntitySchema[Any]]] = {
    f"{name}Schema": _of_face(cls) for name, cls in ENTITIES.items()
}
"""The schema of each entity, by its own name, such as ``EnterpriseSchema``."""
