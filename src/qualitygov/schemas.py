"""The schemas of all entities (实体校验模式), as other programs import them.

Each entity's name with ``Schema`` after it; the classes are seen by type checkers and editors.
`json_schema` describes entities, results, rulebooks and the files of a run for other languages.

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

import contextlib
from typing import Any

import attrs

from qualitygov.core.result import Result
from qualitygov.core.schema import EntitySchema, problems_of, schema_for
from qualitygov.errors import bilingual
from qualitygov.interchange.jsonschema import entity_schema
from qualitygov.interchange.schemas import ENTITIES, SCHEMAS
from qualitygov.report.schemas import document_names, document_schema
from qualitygov.rulebook import schema as rulebook

__all__ = ["ENTITIES", "SCHEMAS", "EntitySchema", "json_schema", "problems_of", "schema_for"]

RULEBOOK = "rulebook"


def json_schema(what: type | str) -> dict[str, Any]:
    """Return the JSON Schema of an entity, a result, a rulebook or a file of a run (JSON 模式).

    `what` is a class of entities or results, ``"rulebook"``, or the name of a file such as
    ``"assessment.json"``. Draft 2020-12, with ``$id``, and ``$defs`` for what is within it; raises
    `FieldError` for anything else.

    >>> from qualitygov import Enterprise
    >>> json_schema(Enterprise)["$id"], json_schema("reading.json")["$id"]
    ('urn:qualitygov:entity:Enterprise', 'urn:qualitygov:document:reading.json')
    """
    if what == RULEBOOK:
        return rulebook.document_schema()
    if isinstance(what, type) and issubclass(what, Result):
        return what.json_schema()
    if isinstance(what, type) and attrs.has(what):
        with contextlib.suppress(TypeError):  # a class with a field that has no plain form
            return entity_schema(what)
    if what in document_names():
        return document_schema(str(what))
    names = (RULEBOOK, *document_names())
    raise bilingual(
        "schema.what",
        f"没有 {what!r} 的模式；应为实体类、结果类，或以下之一：{'、'.join(names)}",
        f"no schema of {what!r}; pass a class of entities or results, or one of: "
        + ", ".join(names),
    )


def __getattr__(name: str) -> type[EntitySchema[Any]]:
    """Return the schema of that name (按名取模式)."""
    if name in SCHEMAS:
        return SCHEMAS[name]
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted({*__all__, *SCHEMAS})
