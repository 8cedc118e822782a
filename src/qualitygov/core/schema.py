"""From an attrs class to its marshmallow schema (由实体定义导出校验模式).

`schema_for(cls)` reads the class's fields once: each type becomes a marshmallow field, each attrs
validator is run as the field's own check, and checks across fields (``__attrs_post_init__``) run
when the object is made. So a document's errors all come at once, each with its path, in Chinese or
English, from the one definition.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import marshmallow as ma

from qualitygov.core.exact import Points, Rate, as_decimal
from qualitygov.core.fields import about_field
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem, QualityGovError
from qualitygov.text import Language, Text

__all__ = [
    "EntitySchema",
    "Message",
    "Scalar",
    "field_types",
    "problems_of",
    "scalar_of",
    "schema_for",
    "without_none",
]


class Message(str):
    """An error message that knows both its wordings (双语错误信息)."""

    __slots__ = ("code", "text", "value")

    text: Text
    code: str
    value: object

    @classmethod
    def of(cls, code: str, text: Text, language: Language, value: object = None) -> Message:
        """Make the message as shown in `language`."""
        message = cls(text.say(language))
        message.text, message.code, message.value = text, code, value
        return message


def _shown(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, str) else str(value)


@attrs.frozen
class Scalar:
    """How a plain type is written, read and printed (标量读写方式)."""

    form: Text
    parse: Callable[[Any], Any]
    show: Callable[[Any], Any]


class _Exact(ma.fields.Field[Any]):
    """A field whose value is parsed and printed by two functions (按解析函数读写的字段)."""

    def __init__(self, scalar: Scalar, checks: tuple[Any, ...] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scalar, self.checks = scalar, checks

    @property
    def language(self) -> Language:
        schema = self.root
        return schema.language if isinstance(schema, EntitySchema) else "en"

    def complain(self, code: str, text: Text, value: object) -> ma.ValidationError:
        return ma.ValidationError([Message.of(code, text, self.language, value)])

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        try:
            made = self.scalar.parse(value)
        except QualityGovError as error:
            raise self.complain(error.code, error.text, value) from None
        except (ValueError, TypeError, ArithmeticError, KeyError):
            raise self.complain(
                "field.type", Text("应为", "expected ") + self.scalar.form, value
            ) from None
        for check in self.checks:
            try:
                check(made)
            except QualityGovError as error:
                raise self.complain(error.code, error.text, value) from None
            except (ValueError, TypeError) as error:
                raise self.complain("field.value", Text(str(error), str(error)), value) from None
        return made

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else self.scalar.show(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False, "1": True, "0": False, "是": True, "否": False}[
        str(value).strip().lower()
    ]


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise TypeError
    return int(value)


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        raise TypeError
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        raise TypeError
    return date.fromisoformat(value)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(_text(value))


def _rate(value: Any) -> Rate:
    if isinstance(value, Rate):
        return value
    if isinstance(value, str) and "/" in value:
        top, bottom = value.split("/")
        return Rate(int(top), int(bottom))
    if isinstance(value, str) and value.endswith("%"):
        return Rate.percent_of(value[:-1].strip())
    return Rate.of(as_decimal(value))


def _points(value: Any) -> Points:
    return value if isinstance(value, Points) else Points.of(value)


_SCALARS: dict[Any, tuple[Text, Any, Any]] = {
    str: (Text("文本", "a text"), _text, str),
    bool: (Text("是否（true/false）", "true or false"), _flag, bool),
    int: (Text("整数", "a whole number"), _whole, int),
    Decimal: (Text("数", "a number"), as_decimal, str),
    date: (Text("日期 YYYY-MM-DD", "a date YYYY-MM-DD"), _date, date.isoformat),
    datetime: (
        Text("时间 YYYY-MM-DDTHH:MM", "a moment YYYY-MM-DDTHH:MM"),
        _moment,
        datetime.isoformat,
    ),
    Points: (Text("分值", "points"), _points, str),
    Rate: (Text('率，如 "95%" 或 "19/20"', 'a rate such as "95%" or "19/20"'), _rate, str),
}


def _made_by_parse(kind: Any) -> tuple[Text, Any, Any] | None:
    """Types of ours that read themselves.

    A classmethod `parse`, a class attribute `form`, and ``str()`` to print.
    """
    parse, form = getattr(kind, "parse", None), getattr(kind, "form", None)
    if parse is None or not isinstance(form, Text):
        return None
    return form, lambda value: value if isinstance(value, kind) else parse(_text(value)), str


def _vocabulary(kind: type[Vocabulary]) -> tuple[Text, Any, Any]:
    choices = "、".join(m.value for m in kind)
    return (
        Text(f"下列之一：{choices}", f"one of: {', '.join(m.value for m in kind)}"),
        kind,
        lambda m: m.value,
    )


def _frozen_map(value: dict[str, Any]) -> Mapping[str, Any]:
    return types.MappingProxyType(value)


class _Sequence(ma.fields.List[Any]):
    """A list that becomes a tuple or a frozenset (序列)."""

    def __init__(self, inner: ma.fields.Field[Any], make: Any, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.make = make

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        return self.make(
            super()._deserialize(
                list(value) if isinstance(value, (tuple, frozenset)) else value,
                attr,
                data,
                **kwargs,
            )
        )

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        ordered = sorted(value) if isinstance(value, frozenset) else value
        return super()._serialize(ordered, attr, obj, **kwargs)


def _of_entry(found: Mapping[str, Any]) -> Any:
    """What is wrong with a name and with its value, under the name itself.

    Both have the one path.
    """
    wrong = [found[part] for part in ("key", "value") if part in found]
    return wrong[0] if len(wrong) == 1 else wrong


class _Mapping(ma.fields.Dict):
    """A table of names to values (映射)."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        try:
            return _frozen_map(super()._deserialize(value, attr, data, **kwargs))  # type: ignore[no-untyped-call]  # marshmallow leaves it open
        except ma.ValidationError as error:
            if isinstance(error.messages, Mapping):
                raise ma.ValidationError(
                    {name: _of_entry(found) for name, found in error.messages.items()}
                ) from None
            raise


def _one_of(values: tuple[Any, ...]) -> Scalar:
    form = Text(
        "下列之一：" + "、".join(map(str, values)), "one of: " + ", ".join(map(str, values))
    )
    return Scalar(form, {value: value for value in values}.__getitem__, lambda value: value)


def scalar_of(kind: Any) -> Scalar | None:
    """Return how values of a type are read and printed (标量类型), None for a type made of others."""
    if kind in _SCALARS:
        return Scalar(*_SCALARS[kind])
    if typing.get_origin(kind) is typing.Literal:
        return _one_of(typing.get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Vocabulary):
        return Scalar(*_vocabulary(kind))
    own = _made_by_parse(kind)
    return None if own is None else Scalar(*own)


def without_none(kind: Any) -> tuple[Any, bool]:
    """Split ``X | None`` into X and whether None is allowed (可空类型)."""
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return kind, False
    inner = [argument for argument in typing.get_args(kind) if argument is not type(None)]
    if len(inner) != 1:
        msg = f"a field of type {kind} has no single form"
        raise TypeError(msg)
    return inner[0], True


def _field(kind: Any, checks: tuple[Any, ...], **kwargs: Any) -> ma.fields.Field[Any]:
    inner, allow_none = without_none(kind)
    if allow_none:
        return _field(inner, checks, **{**kwargs, "allow_none": True})
    scalar = scalar_of(kind)
    if scalar is not None:
        return _Exact(scalar, checks, **kwargs)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    validate = list(checks) or None
    if origin in (tuple, frozenset):
        return _Sequence(_field(arguments[0], ()), origin, validate=validate, **kwargs)
    if origin is not None and issubclass(origin, Mapping):
        return _Mapping(
            keys=_field(arguments[0], ()),
            values=_field(arguments[1], ()),
            validate=validate,
            **kwargs,
        )
    if isinstance(kind, type) and attrs.has(kind):
        return ma.fields.Nested(schema_for(kind), **kwargs)
    msg = f"no schema field for the type {kind!r}"
    raise TypeError(msg)


def field_types(cls: type) -> dict[str, Any]:
    """Return the resolved type of each attrs field of `cls` (字段类型)."""
    hints = typing.get_type_hints(cls)
    return {a.name: hints[a.name] for a in attrs.fields(cls)}


class EntitySchema(ma.Schema):
    """Base of all derived schemas (实体校验模式): unknown columns are refused, errors come in `language`.

    Pass ``language="zh"`` for Chinese messages.
    """

    entity: type[Any]

    class Meta:
        """Unknown fields are errors: nothing is dropped silently."""

        unknown = ma.RAISE

    def __init__(self, *, language: Language = "en", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.language: Language = language

    @ma.post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Any:
        try:
            return self.entity(**data)
        except QualityGovError as error:
            raise ma.ValidationError(
                [Message.of(error.code, error.text, self.language, None)]
            ) from None

    def handle_error(self, error: ma.ValidationError, data: Any, *, many: bool, **_: Any) -> None:
        """Say every message in this schema's language.

        Marshmallow's own and those of nested schemas too (错误信息语言).
        """
        error.messages = _said(error.messages, self.language)

    def problems(self, error: ma.ValidationError, where: str = "") -> tuple[Problem, ...]:
        """Turn a marshmallow error into `Problem` values with full paths (问题清单)."""
        return problems_of(error.messages, where)


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


def _walk(messages: Any, path: str) -> Iterator[Problem]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            if key == "_schema":
                yield from _walk(inner, path)
            else:
                step = f"[{key}]" if isinstance(key, int) else f".{key}" if path else str(key)
                yield from _walk(inner, path + step)
    elif isinstance(messages, (list, tuple)):
        for inner in messages:
            yield from _walk(inner, path)
    elif isinstance(messages, Message):
        yield Problem(messages.code, path, _shown(messages.value), messages.text)
    else:
        text = _MESSAGES_ZH.get(str(messages), Text(str(messages), str(messages)))
        yield Problem("field.shape", path, "", text)


def problems_of(messages: Any, where: str = "") -> tuple[Problem, ...]:
    """Flatten marshmallow's nested messages to problems with paths under `where` (问题清单)."""
    return tuple(_walk(messages, where))


def _check(attribute: attrs.Attribute[Any]) -> Any:
    validator = attribute.validator
    return lambda value: (
        validator(None, attribute, value) if validator is not None and value is not None else None
    )


def schema_for(cls: type) -> type[EntitySchema]:
    """Return the marshmallow schema class of an attrs class, derived from its fields (校验模式).

    The schema loads plain data to an object of `cls` and dumps it back; dumping and loading give an
    equal object.
    """
    if cls not in _SCHEMAS:
        _SCHEMAS[cls] = _derived(cls)
    return _SCHEMAS[cls]


_SCHEMAS: dict[type, type[EntitySchema]] = {}


def _derived(cls: type) -> type[EntitySchema]:
    fields: dict[str, Any] = {}
    hints = field_types(cls)
    for attribute in attrs.fields(cls):
        if not attribute.init:
            continue
        described = about_field(attribute)
        required = attribute.default is attrs.NOTHING
        kwargs: dict[str, Any] = {
            "required": required,
            "metadata": {"label": described.label, "unit": described.unit},
        }
        checks = () if attribute.validator is None else (_check(attribute),)
        fields[attribute.name] = _field(hints[attribute.name], checks, **kwargs)
    return type(
        f"{cls.__name__}Schema",
        (EntitySchema,),
        {**fields, "entity": cls, "__doc__": f"Derived from {cls.__name__}."},
    )
