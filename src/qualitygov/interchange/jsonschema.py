"""JSON Schema of entities (JSON 模式), draft 2020-12.

Derived from the same description of fields as marshmallow's metadata and the documentation.

Decimals, points and rates travel as strings, so that no reader turns them into floats, and the
schema says so.
"""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.core.described import described
from qualitygov.core.kinds import kinds_of
from qualitygov.core.result import DRAFT, schema_id


def entity_schema(cls: type) -> dict[str, Any]:
    """Return the JSON Schema of an entity (JSON 模式), with Chinese and English labels.

    Entities within it stand under ``$defs``, each once.

    >>> from qualitygov.enterprise import Enterprise
    >>> entity_schema(Enterprise)["properties"]["code"]["title"]
    '统一社会信用代码 / unified social credit code'
    """
    inside: dict[str, Any] = {}
    head = {"$schema": DRAFT, "$id": schema_id("entity", cls.__name__)}
    return {**head, **_object(cls, inside), "$defs": inside}


def _object(cls: type, inside: dict[str, Any]) -> dict[str, Any]:
    kinds = kinds_of(cls)
    fields = [attribute for attribute in attrs.fields(cls) if attribute.init]
    return {
        "type": "object",
        "title": (cls.__doc__ or cls.__name__).partition("\n")[0],
        "properties": {
            attribute.name: _property(attribute, *kinds[attribute.name], inside)
            for attribute in fields
        },
        "required": [a.name for a in fields if a.default is attrs.NOTHING],
        "additionalProperties": False,
    }


_OF_FIELD = ("title", "description", "default", "examples")
"""What is said of the field, null among its values or not."""


def _property(
    attribute: attrs.Attribute[Any], kind: Any, optional: bool, inside: dict[str, Any]
) -> dict[str, Any]:
    def referred(cls: type) -> dict[str, Any]:
        if cls.__name__ not in inside:
            inside[cls.__name__] = {}
            inside[cls.__name__] = _object(cls, inside)
        return {"$ref": f"#/$defs/{cls.__name__}"}

    told = described(attribute, kind, referred)
    if not optional:
        return told
    own = {name: told.pop(name) for name in _OF_FIELD if name in told}
    own |= {name: told.pop(name) for name in tuple(told) if name.startswith("x-")}
    return {**own, "anyOf": [told, {"type": "null"}]}
