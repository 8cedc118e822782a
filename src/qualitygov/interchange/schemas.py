"""The marshmallow schemas of all entities (实体校验模式), derived from their fields.

See `qualitygov.core.schema`.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.core.schema import EntitySchema, schema_for
from qualitygov.county.subjects import entity_classes

ENTITIES: Mapping[str, type] = {cls.__name__: cls for cls in entity_classes()}
"""Every entity that files carry, by name.

Schemas, tables, JSON Schema and strategies are made for just these.
"""

SCHEMAS: Mapping[str, type[EntitySchema]] = {
    f"{name}Schema": schema_for(cls) for name, cls in ENTITIES.items()
}
"""The schema of each entity, by its own name, such as ``EnterpriseSchema``."""
