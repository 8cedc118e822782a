"""The JSON Schema of decision records (决定记录的 JSON 模式): by question, what was asked and answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualitygov.decisions.question import Question
from qualitygov.interchange.jsonschema import entity_schema

Schema = dict[str, Any]


def _inside(schema: Schema, name: str, inside: Schema) -> Schema:
    """Put a schema and what is within it among the others; returns how to refer to it."""
    inside.update(schema["$defs"])
    inside[name] = {key: part for key, part in schema.items() if not key.startswith("$")}
    return {"$ref": f"#/$defs/{name}"}


def record_schema(schema: Schema, questions: Iterable[type[Question]]) -> Schema:
    """Return the schema of a record, with the parts and the answer of each question (决定记录模式)."""
    inside = dict(schema["$defs"])
    cases = []
    for cls in questions:
        told = cls.answers.json_schema()
        then = {"answer": _inside(told, told["$id"].rpartition(":")[2], inside)}
        asked: Schema = {"type": "null"}
        if cls.by_value:
            given = _inside(entity_schema(cls), f"decisions.{cls.__name__}", inside)
            asked = {"anyOf": [given, asked]}
        cases.append(
            {
                "if": {"properties": {"asks": {"const": cls.asks}}, "required": ["asks"]},
                "then": {"properties": {"asked": asked, **then}},
            }
        )
    return {**schema, "allOf": cases, "$defs": inside}
