"""The JSON Schema of a rulebook document (规则手册 JSON 模式), draft 2020-12, for editors.

Made from the classes of the entries, so that an editor knows every section, field and word. An
entry's fields may stand in its versions, so none of them is required here; loading says which is
missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.core.compounds import EntityKind, Kind, ListKind, TableKind
from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.core.result import DRAFT, schema_id
from qualitygov.core.scalars import Scalar
from qualitygov.rulebook.book import Header
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model import entry_classes

Schema = dict[str, Any]
DATE: Schema = {"type": "string", "format": "date"}
TEXT: Schema = {"type": "string", "minLength": 1}
FLAG: Schema = {"type": "boolean"}
SOURCE: Schema = {
    "anyOf": [
        TEXT,
        {
            "type": "object",
            "properties": {"zh": TEXT, "en": TEXT},
            "required": ["zh", "en"],
            "additionalProperties": False,
        },
    ]
}
"""A source as a book writes it: in both languages, or one text for both."""
LOCK: Schema = {"anyOf": [FLAG, {"type": "array", "items": TEXT}]}
NUMBER = r"^-?\d+(\.\d+)?$"
PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: FLAG,
    int: {"type": "integer"},
    Decimal: {"type": ["number", "string"], "pattern": NUMBER},
    Points: {"type": ["number", "string"], "pattern": NUMBER},
    Rate: {"type": ["number", "string"], "pattern": r"^(\d+/\d+|-?\d+(\.\d+)? ?%?)$"},
    date: DATE,
}
VALUE: Schema = {"type": ["string", "number"]}
"""A parameter's value, which may be written as a number."""


def _typed(kind: Kind, *, whole: bool) -> Schema:
    if isinstance(kind, ListKind):
        return {"type": "array", "items": _typed(kind.item, whole=True)}
    if isinstance(kind, TableKind):
        return {"type": "object", "additionalProperties": _typed(kind.item, whole=whole)}
    if isinstance(kind, EntityKind):
        return _object(kind.entity, whole=whole)
    assert isinstance(kind, Scalar)
    return dict(PLAIN.get(kind.type, kind.described))


def _object(cls: type, *, whole: bool) -> Schema:
    """The schema of a class; with `whole`, what has no default is required."""
    kinds = kinds_of(cls)
    properties: Schema = {}
    for attribute in attrs.fields(cls):
        label = about_field(attribute).label
        told = {"title": f"{label.zh} / {label.en}"}
        properties[attribute.name] = {**told, **_typed(kinds[attribute.name][0], whole=whole)}
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    needed = [a.name for a in attrs.fields(cls) if a.default is attrs.NOTHING]
    return {**made, "required": needed} if whole and needed else made


def _fields(cls: type[RuleEntry], *, whole: bool) -> Schema:
    """The properties of an entry but its id, which is the key under which it stands."""
    found: Schema = _object(cls, whole=whole)["properties"]
    del found["id"]
    found["source"] = {"title": found["source"]["title"], **SOURCE}
    if cls.section == "parameter":
        found["value"] = {**found["value"], **VALUE}
    return found


def _entry(cls: type[RuleEntry]) -> Schema:
    fields = {**_fields(cls, whole=True), "unknown": FLAG}
    version = {"type": "object", "properties": fields, "additionalProperties": False}
    versions = {"in_force": {"type": "array", "minItems": 1, "items": version}}
    properties = {**fields, **versions, "locked": LOCK, "ends": FLAG}
    title = (cls.__doc__ or cls.__name__).partition("\n")[0]
    made = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"title": title, **made}


def _set(cls: type[RuleEntry]) -> Schema:
    """What a change may set: any field, and of a nested table any part."""
    fields = _fields(cls, whole=False)
    for name in ("valid_from", "valid_to", "source", "basis"):
        del fields[name]
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _when(section: str, then: Schema) -> Schema:
    return {"if": {"properties": {"section": {"const": section}}}, "then": then}


def _change() -> Schema:
    basis = _typed(kinds_of(RuleEntry)["basis"][0], whole=True)
    properties = {
        "section": {"enum": sorted(entry_classes())},
        "id": TEXT,
        "set": {"type": "object"},
        "unset": {"type": "array", "items": TEXT},
        "source": SOURCE,
        "basis": basis,
        "valid_from": DATE,
        "valid_to": DATE,
        "lock": LOCK,
        "verified_by": TEXT,
    }
    by_section = [
        _when(name, {"properties": {"set": {"$ref": f"#/$defs/set-{name}"}}})
        for name in sorted(entry_classes())
    ]
    return {
        "type": "object",
        "properties": properties,
        "required": ["section", "id", "source"],
        "additionalProperties": False,
        "allOf": by_section,
    }


def _add() -> Schema:
    own: Schema = {"section": True, "id": True, "lock": True}
    sourced: Schema = {"in_force": {"items": {"required": ["source"]}}}
    by_section = [
        _when(
            name,
            {
                "properties": {**_entry(cls)["properties"], **own},
                "additionalProperties": False,
            },
        )
        for name, cls in sorted(entry_classes().items())
    ]
    return {
        "type": "object",
        "properties": {"section": {"enum": sorted(entry_classes())}, "id": TEXT, "lock": LOCK},
        "required": ["section", "id"],
        "anyOf": [{"required": ["source"]}, {"required": ["in_force"], "properties": sourced}],
        "allOf": by_section,
    }


def _retire() -> Schema:
    named = {"section": {"enum": sorted(entry_classes())}, "id": TEXT}
    basis = _typed(kinds_of(RuleEntry)["basis"][0], whole=True)
    return {
        "type": "object",
        "properties": {**named, "from": DATE, "source": SOURCE, "basis": basis},
        "required": ["section", "id", "from", "source"],
        "additionalProperties": False,
    }


def document_schema() -> Schema:
    """Return the JSON Schema of a rulebook document (规则手册 JSON 模式).

    >>> document_schema()["properties"]["credit-rule"]["additionalProperties"]
    {'$ref': '#/$defs/credit-rule'}
    """
    classes = sorted(entry_classes().items())
    header = {**_object(Header, whole=False), "required": ["id", "version", "title"]}
    sections = {
        name: {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{name}"}}
        for name, _ in classes
    }
    steps = {
        name: {"type": "array", "items": made}
        for name, made in (("change", _change()), ("add", _add()), ("retire", _retire()))
    }
    return {
        "$schema": DRAFT,
        "$id": schema_id("document", "rulebook"),
        "title": "规则手册 / rulebook of qualitygov",
        "type": "object",
        "properties": {"rulebook": header, **steps, **sections},
        "additionalProperties": False,
        "$defs": {
            **{name: _entry(cls) for name, cls in classes},
            **{f"set-{name}": _set(cls) for name, cls in classes},
        },
    }
