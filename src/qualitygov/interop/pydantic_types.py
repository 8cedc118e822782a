"""Types for pydantic and FastAPI (pydantic 类型): our entities, results and values as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import attrs

from qualitygov.core.kinds import kind_of
from qualitygov.core.result import schema_id
from qualitygov.core.schema import Place
from qualitygov.errors import Problem
from qualitygov.interop.carried import read, sort_of, write
from qualitygov.schemas import json_schema
from qualitygov.text import Language, known_language

T = TypeVar("T")
HERE = "#/$defs/"


@attrs.frozen
class AsPlain:
    """What marks a type that travels as plain data (按基本数据交换), with messages in a `language`.

    For ``Annotated``: ``Annotated[Enterprise, AsPlain("zh")]``. Errors are pydantic's own, one for
    each thing wrong, with its place, our code as ``type`` and both wordings in ``ctx``. Raises
    `TypeError` for a type that is no entity, result or value of ours.
    """

    language: Language = attrs.field(default="en")

    @language.validator
    def _known(self, _: attrs.Attribute[Any], language: Language) -> None:
        known_language(language)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        if sort_of(source) is None:
            msg = (
                "Plain takes one entity, result or value of this library, such as "
                f"Plain[Enterprise] or list[Plain[Enterprise]], not {source!r}"
            )
            raise TypeError(msg)
        return handler.generate_schema(Annotated[Any, _Bound(source, self.language)])


Plain = Annotated[T, AsPlain()]
"""A type that travels as plain data (按基本数据交换): ``Plain[Enterprise]``, ``list[Plain[Points]]``."""


@attrs.frozen
class _Bound:
    """The mark, and the class that it stands at."""

    cls: type
    language: Language

    def __get_pydantic_core_schema__(self, _: Any, handler: Any) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415 - who asks for it has it

        return core_schema.no_info_plain_validator_function(
            self._load,
            serialization=core_schema.plain_serializer_function_ser_schema(self._dump),
        )

    def __get_pydantic_json_schema__(self, _: Any, handler: Any) -> Any:
        if sort_of(self.cls) == "value":
            return kind_of(self.cls).json(json_schema)
        return _defined(json_schema(self.cls), handler)

    def _dump(self, value: Any) -> Any:
        return write(self.cls, value)

    def _load(self, value: Any) -> Any:
        from pydantic_core import ValidationError  # noqa: PLC0415 - as above

        made, misfits = read(self.cls, value)
        if misfits:
            lines = [self._line(place, problem, value) for place, problem in misfits]
            raise ValidationError.from_exception_data(self.cls.__name__, lines)
        return made

    def _line(self, place: Place, problem: Problem, value: Any) -> Any:
        from pydantic_core import PydanticCustomError  # noqa: PLC0415 - as above

        words = {"zh": problem.expected.zh, "en": problem.expected.en}
        code: Any = problem.code
        told: Any = "{zh}" if self.language == "zh" else "{en}"
        error = PydanticCustomError(code, told, words)
        return {"type": error, "loc": place, "input": _at(value, place)}


def _at(value: Any, place: Place) -> Any:
    """What stands at a place, or what lacks it."""
    for step in place:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return value
    return value


def _defined(schema: Mapping[str, Any], handler: Any) -> Any:
    """Hand a schema and those within it to pydantic, each as a definition of its own."""
    from pydantic_core import core_schema  # noqa: PLC0415 - as above

    own = schema["$id"].rpartition(":")[2]
    sort = "entity." if schema["$id"] == schema_id("entity", own) else ""
    parts = {**schema["$defs"], own: {k: v for k, v in schema.items() if not k.startswith("$")}}
    named = {name: f"qualitygov.{sort}{name}:0" for name in parts}
    anything: list[Any] = [core_schema.any_schema(ref=ref) for ref in named.values()]
    top = core_schema.definition_reference_schema(named[own])
    found = handler(core_schema.definitions_schema(top, anything))
    refs = {
        name: handler(core_schema.definition_reference_schema(ref)) for name, ref in named.items()
    }
    for name, part in parts.items():
        handler.resolve_ref_schema(refs[name]).update(_moved(part, refs))
    return found


def _moved(schema: Any, refs: Mapping[str, Any]) -> Any:
    """The same schema, with references to where pydantic keeps what is within it."""
    if isinstance(schema, list):
        return [_moved(inner, refs) for inner in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        name: refs[inner.removeprefix(HERE)]["$ref"] if name == "$ref" else _moved(inner, refs)
        for name, inner in schema.items()
    }
