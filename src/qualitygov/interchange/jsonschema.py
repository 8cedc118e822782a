"""JSON Schema of entities (JSON 模式), draft 2020-12.

Derived from the same fields as everything else.

Decimals, points and rates travel as strings, so that no reader turns them into floats, and the
schema says so.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about_field
from qualitygov.core.periods import Span
from qualitygov.core.schema import field_types, without_none
from qualitygov.core.vocabulary import Vocabulary

__all__ = ["json_schema"]

_NUMBER = r"^-?\d+(\.\d+)?$"
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "string", "pattern": _NUMBER},
    Points: {"type": "string", "pattern": _NUMBER},
    Rate: {"type": "string", "pattern": r"^(\d+/\d+|-?\d+(\.\d+)?%?)$"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def _typed(kind: Any) -> dict[str, Any]:
    inner, optional = without_none(kind)
    if optional:
        return {"anyOf": [_typed(inner), {"type": "null"}]}
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": _typed(arguments[0])}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _typed(arguments[1])}
    if issubclass(kind, Vocabulary):
        return {
            "enum": [member.value for member in kind],
            "description": "; ".join(f"{m.value}: {m.label.zh}" for m in kind),
        }
    if issubclass(kind, Span):
        return {"type": "string", "description": kind.form.en}
    return json_schema(kind)


def json_schema(cls: type) -> dict[str, Any]:
    """Return the JSON Schema of an entity (JSON 模式), with Chinese and English labels.

    >>> from qualitygov.enterprise import Enterprise
    >>> json_schema(Enterprise)["properties"]["code"]["title"]
    '统一社会信用代码 / unified social credit code'
    """
    kinds = field_types(cls)
    properties: dict[str, Any] = {}
    required = []
    for attribute in attrs.fields(cls):
        described = about_field(attribute)
        title = f"{described.label.zh} / {described.label.en}" + (
            f" [{described.unit}]" if described.unit else ""
        )
        properties[attribute.name] = {"title": title, **_typed(kinds[attribute.name])}
        if attribute.default is attrs.NOTHING:
            required.append(attribute.name)
    return {
        "type": "object",
        "title": (cls.__doc__ or cls.__name__).partition("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
