"""From an attrs class to its marshmallow schema (由实体定义导出校验模式).

`schema_for(cls)` reads the class's fields once: each type becomes the marshmallow field of its kind
(`qualitygov.core.kinds`), each attrs validator is run as the field's own check, and checks across
fields (``__attrs_post_init__``) run when the object is made. So a document's errors all come at
once, each with its path, in Chinese or English, from the one definition.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, overload

import attrs
import marshmallow as ma

from qualitygov.core.described import described
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.core.ma_fields import Message, checks_of, complaint
from qualitygov.core.typed_schema import Many, One, S, TypedSchema
from qualitygov.errors import Problem, QualityGovError
from qualitygov.text import Language, Text, known_language

if TYPE_CHECKING:
    from qualitygov.core.typed_schema import (
        Listed,
        MadeAnyhow,
        MadeOfSome,
        MadePartly,
        MadeWhole,
        Plain,
        Single,
    )


def _shown(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, str) else str(value)


T = TypeVar("T")


class EntitySchema(TypedSchema[S, One, Many]):
    """Base of all derived schemas (实体校验模式): unknown columns are refused, errors come in `language`.

    It loads an object of its `entity`. Where the data are not those of a whole entity (``partial``,
    ``only`` or ``exclude`` that leave out what the entity needs, fields that a subclass adds,
    ``unknown=INCLUDE``) it loads the dict that marshmallow loads. It dumps objects of the entity,
    other objects with the same attributes (rows of a database), and mappings. Pass
    ``language="zh"`` for Chinese messages.
    """

    entity: type[S]

    class Meta:
        """Unknown fields are errors: nothing is dropped silently."""

        unknown = ma.RAISE

    @overload
    def __init__(
        self: EntitySchema[S, S, Single], *, many: Single | None = None, **made: Unpack[MadeWhole]
    ) -> None: ...
    @overload
    def __init__(
        self: EntitySchema[S, S, Listed], *, many: Listed, **made: Unpack[MadeWhole]
    ) -> None: ...
    @overload
    def __init__(
        self: EntitySchema[S, Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadePartly],
    ) -> None: ...
    @overload
    def __init__(
        self: EntitySchema[S, Plain, Listed], *, many: Listed, **made: Unpack[MadePartly]
    ) -> None: ...
    @overload
    def __init__(
        self: EntitySchema[S, S | Plain, Single],
        *,
        many: Single | None = None,
        **made: Unpack[MadeOfSome],
    ) -> None: ...
    @overload
    def __init__(
        self: EntitySchema[S, S | Plain, Listed], *, many: Listed, **made: Unpack[MadeOfSome]
    ) -> None: ...
    @overload
    def __init__(
        self: EntitySchema[S, Any, Any], *, many: bool | None = None, **made: Unpack[MadeAnyhow]
    ) -> None: ...
    def __init__(self, *, language: Language = "en", **made: Any) -> None:
        known_language(language)
        super().__init__(**made)
        self.language: Language = language
        self._made_with = {"language": language, **made}

    def __reduce__(self) -> tuple[Any, tuple[type, bool, dict[str, Any]]]:
        derived = type(self) is _SCHEMAS.get(self.entity)
        return _opened, (self.entity if derived else type(self), derived, self._made_with)

    @functools.cached_property
    def whole(self) -> bool:
        """Whether what is loaded is a whole entity (是否完整实体)."""
        entity: Any = self.entity
        needed = {
            a.name
            for a in attrs.fields(entity)
            if a.init and a.default is attrs.NOTHING and a.name not in self.load_fields
        }
        return not needed and all(map(_loads_whole, self.load_fields.values()))

    @ma.post_load
    def _make(self, data: dict[str, Any], *, partial: Any = None, **_: Any) -> Any:
        entity: type = self.entity
        if partial or not self.whole or not data.keys() <= kinds_of(entity).keys():
            return data
        try:
            return self.entity(**data)
        except QualityGovError as error:
            found = complaint(error.code, error.text)
            field = getattr(error, "field", None)
            raise found if field is None else ma.ValidationError({field: found.messages}) from None

    def handle_error(self, error: ma.ValidationError, data: Any, *, many: bool, **_: Any) -> None:
        """Say every message in this schema's language (错误信息语言).

        Marshmallow's own, and those of nested schemas too.
        """
        error.messages = _said(error.messages, self.language)
        error.args = (error.messages,)  # what str() shows

    def problems(self, error: ma.ValidationError, where: str = "") -> tuple[Problem, ...]:
        """Turn a marshmallow error into `Problem` values with full paths (问题清单)."""
        return problems_of(error.messages, where)


def _loads_whole(field: Any) -> bool:
    """Whether the entities in a field are whole: one may be asked for only some of its fields."""
    if isinstance(field, ma.fields.Nested):
        return not isinstance(field.schema, EntitySchema) or field.schema.whole
    inner = getattr(field, "inner", None) or getattr(field, "value_field", None)
    return inner is None or _loads_whole(inner)


def _opened(cls: type, derived: bool, made_with: dict[str, Any]) -> EntitySchema[Any]:
    """Make a schema again as it was made (还原模式)."""
    schema: EntitySchema[Any] = (schema_for(cls) if derived else cls)(**made_with)
    return schema


_MESSAGES_ZH = {
    "Missing data for required field.": Text("缺少必填项", "required, and missing"),
    "Unknown field.": Text("未定义的字段", "an unknown field"),
    "Field may not be null.": Text("不能为空", "may not be empty"),
    "Not a valid list.": Text("应为列表", "expected a list"),
    "Not a valid mapping type.": Text("应为映射", "expected a table of names to values"),
    "Invalid input type.": Text("应为对象", "expected an object"),
}


def _said(messages: Any, language: Language) -> Any:
    """The same messages, each in one language."""
    if isinstance(messages, Mapping):
        return {key: _said(inner, language) for key, inner in messages.items()}
    if isinstance(messages, (list, tuple)):
        return [_said(inner, language) for inner in messages]
    if isinstance(messages, Message):
        return Message.of(messages.code, messages.text, language, messages.value)
    known = _MESSAGES_ZH.get(str(messages))
    return messages if known is None else Message.of("field.shape", known, language)


Place = tuple[str | int, ...]
"""Where something stands in a document (位置): the names and numbers of the way to it."""


def _walk(messages: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _walk(inner, place if key == "_schema" else (*place, key))
    elif isinstance(messages, (list, tuple)):
        for inner in messages:
            yield from _walk(inner, place)
    else:
        yield place, messages


def _path(place: Place, where: str) -> str:
    for step in place:
        where += f"[{step}]" if isinstance(step, int) else f".{step}" if where else str(step)
    return where


def _problem(message: Any, path: str) -> Problem:
    if isinstance(message, Message):
        return Problem(message.code, path, _shown(message.value), message.text)
    text = _MESSAGES_ZH.get(str(message), Text(str(message), str(message)))
    return Problem("field.shape", path, "", text)


def problems_at(messages: Any, where: str = "") -> Iterator[tuple[Place, Problem]]:
    """Yield marshmallow's nested messages as problems, each with its place (问题及位置)."""
    for place, message in _walk(messages, ()):
        yield place, _problem(message, _path(place, where))


def problems_of(messages: Any, where: str = "") -> tuple[Problem, ...]:
    """Flatten marshmallow's nested messages to problems with paths under `where` (问题清单)."""
    return tuple(problem for _, problem in problems_at(messages, where))


def schema_for(cls: type[T]) -> type[EntitySchema[T]]:
    """Return the marshmallow schema class of an attrs class, derived from its fields (校验模式).

    The schema loads plain data to an object of `cls` and dumps it back; dumping and loading give an
    equal object. Raises `TypeError` for a field whose type has no form, and for what is no class of
    entities.
    """
    if not isinstance(cls, type) or not attrs.has(cls):
        found = cls.__name__ if isinstance(cls, type) else repr(cls)
        msg = f"schema_for takes a class made by attrs, such as Enterprise, not {found}"
        raise TypeError(msg)
    if cls not in _SCHEMAS:
        _SCHEMAS[cls] = _derived(cls)
    return _SCHEMAS[cls]


_SCHEMAS: dict[type, type[EntitySchema[Any]]] = {}


@functools.cache
def _made(cls: Any) -> EntitySchema[Any]:
    made: EntitySchema[Any] = schema_for(cls)()
    return made


def schema_of(cls: type[T]) -> EntitySchema[T]:
    """Return a schema of an attrs class, made once (校验模式实例): making costs more than using it.

    Its messages are in English; `problems_of` returns both languages.
    """
    key: Any = cls
    return _made(key)


_OWN = ("enum", "items", "additionalProperties", "examples")
"""What the field itself tells tools, or is told under another name."""


def _metadata(attribute: attrs.Attribute[Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What a tool that describes schemas may show of a field, and its label and unit."""
    about = about_field(attribute)
    shown = {name: value for name, value in told.items() if name not in _OWN}
    example = {"example": told["examples"][0]} if "examples" in told else {}
    return {**shown, **example, "label": about.label, "unit": about.unit}


def _field(attribute: attrs.Attribute[Any], kinds: Mapping[str, Any]) -> ma.fields.Field[Any]:
    kind, optional = kinds[attribute.name]
    told = described(attribute, kind, _elsewhere)
    made: ma.fields.Field[Any] = kind.field(
        schema_for,
        required=attribute.default is attrs.NOTHING,
        allow_none=optional,
        validate=list(checks_of(attribute, told)),
        metadata=_metadata(attribute, told),
    )
    return made


def _elsewhere(_: type) -> dict[str, Any]:
    """An entity within another has a schema of its own."""
    return {}


def _derived(cls: type) -> type[EntitySchema[Any]]:
    kinds = kinds_of(cls)
    fields = {a.name: _field(a, kinds) for a in attrs.fields(cls) if a.init}
    name, text = f"{cls.__name__}Schema", f"Derived from {cls.__name__}."
    return type(name, (EntitySchema,), {**fields, "entity": cls, "__doc__": text})
