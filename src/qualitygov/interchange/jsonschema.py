"""JSON Schema of entities (JSON 模式), draft 2020-12.

Derived from the same fields as everything else.

Decimals, points and rates travel as strings, so that no reader turns them into floats, and the
schema says so.
"""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of


def json_schema(cls: type) -> dict[str, Any]:
    """Return the JSON Schema of an entity (JSON 模式), with Chinese and English labels.

    >>> from qualitygov.enterprise import Enterprise
    >>> json_schema(Enterprise)["properties"]["code"]["title"]
    '统一社会信用代码 / unified social credit code'
    """
    kinds = kinds_of(cls)
    fields = [attribute for attribute in attrs.fields(cls) if attribute.init]
    return {
        "type": "object",
        "title": (cls.__doc__ or cls.__name__).partition("\n")[0],
        "properties": {
            attribute.name: {"title": _title(attribute), **_described(*kinds[attribute.name])}
            for attribute in fields
        },
        "required": [a.name for a in fields if a.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _described(kind: Any, optional: bool) -> dict[str, Any]:
    described: dict[str, Any] = kind.json(json_schema)
    return {"anyOf": [described, {"type": "null"}]} if optional else described


def _title(attribute: attrs.Attribute[Any]) -> str:
    about = about_field(attribute)
    return f"{about.label.zh} / {about.label.en}" + (f" [{about.unit}]" if about.unit else "")
