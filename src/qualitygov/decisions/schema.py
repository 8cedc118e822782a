"""The JSON Schema of decision records (决定记录的 JSON 模式): by question, what was asked and answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualitygov.decisions.question import Question
from qualitygov.interchange.jsonschema import entity_schema

Schema = dict[str, Any]
ENTITIES = "entities."


def _inside(schema: Schema, name: str, inside: Schema) -> Schema:
    """Put a schema and what is within it among the others; returns how to refer to it."""
    inside.update(schema["$defs"])
    inside[name] = {key: part for key, part in schema.items() if not key.startswith("$")}
    return {"$ref": f"#/$defs/{name}"}


def _renamed(schema: Any) -> Any:
    """The schema of an entity whose ``$defs`` are named apart from those of results."""
    if isinstance(schema, list):
        return [_renamed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: inner.replace("#/$defs/", f"#/$defs/{ENTITIES}")
        if name == "$ref"
        else _renamed(inner)
        for name, inner in schema.items()
    }


def _asked(cls: type[Question], inside: Schema) -> Schema:
    """What a record keeps of a question: its parts, or nothing but digests."""
    if not cls.by_value:
        return {"type": "null"}
    whole = _renamed(entity_schema(cls))
    whole["$defs"] = {f"{ENTITIES}{name}": part for name, part in whole["$defs"].items()}
    return {"anyOf": [_inside(whole, f"decisions.{cls.__name__}", inside), {"type": "null"}]}


def record_schema(schema: Schema, questions: Iterable[type[Question]]) -> Schema:
    """Return the schema of a record, with the parts and the answer of each question (决定记录模式)."""
    inside = dict(schema["$defs"])
    cases = []
    for cls in questions:
        told = cls.answers.json_schema()
        then = {"answer": _inside(told, told["$id"].rpartition(":")[2], inside)}
        asked = _asked(cls, inside)
        cases.append(
            {
                "if": {"properties": {"asks": {"const": cls.asks}}, "required": ["asks"]},
                "then": {"properties": {"asked": asked, **then}},
            }
        )
    return {**schema, "allOf": cases, "$defs": inside}
