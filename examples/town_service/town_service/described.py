"""Results in the OpenAPI document (结果的 OpenAPI 描述), from the library's own JSON Schemas."""

from __future__ import annotations

from typing import Any

from flask_smorest import Api

from qualitygov import Result, json_schema
from town_service.asking import TEXT


def name_of(schema: Any) -> str:
    """Return the name of a schema in the document: of one for changes, or for a part, its own."""
    made = schema() if isinstance(schema, type) else schema
    name = type(made).__name__.removesuffix("Schema")
    if made.partial:
        return f"{name}Changes"
    return f"{name}Given" if made.only or made.exclude else name


HERE, THERE = "#/$defs/", "#/components/schemas/"


def _moved(schema: Any) -> Any:
    """The same schema, with references to where OpenAPI keeps what is within it."""
    if isinstance(schema, list):
        return [_moved(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: inner.replace(HERE, THERE) if name == "$ref" else _moved(inner)
        for name, inner in schema.items()
    }


def add_result(api: Api, cls: type[Result]) -> None:
    """Add the schema of a result, and of a result with its text, to the document."""
    schema = json_schema(cls)
    parts = schema.pop("$defs")
    schemas = api.spec.components.schemas
    for name, part in {cls.__name__: schema, **parts}.items():
        if name not in schemas:
            plain = {key: value for key, value in part.items() if not key.startswith("$")}
            api.spec.components.schema(name, _moved(plain))
    api.spec.components.schema(
        f"{cls.__name__}Told",
        {
            "type": "object",
            "properties": {"result": {"$ref": THERE + cls.__name__}, "text": TEXT},
            "required": ["result", "text"],
        },
    )


def answers(name: str, *, status: int = 200) -> dict[str, Any]:
    """Return the documentation of an answer by the name of its schema."""
    content = {"application/json": {"schema": {"$ref": THERE + name}}}
    return {"responses": {str(status): {"description": name, "content": content}}}
