"""Plain forms (导出数据): what results look like in JSON, how they are read back and described.

What JSON cannot carry exactly travels as text or as its integers: points and decimals as text, a
rate as numerator and denominator, a bilingual text as both its wordings. Fields of persons are
left out. Classes that say themselves what they show are those of `qualitygov.core.result`.
"""

from __future__ import annotations

import functools
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from qualitygov.core.exact import Rate
from qualitygov.core.fields import about_field
from qualitygov.core.frozen import FrozenDict
from qualitygov.core.kinds import kind_of, kind_of_value
from qualitygov.core.scalars import Scalar
from qualitygov.errors import FieldError, QualityGovError, bilingual
from qualitygov.text import Text

_COUNTS = {
    "type": "object",
    "properties": {"numerator": {"type": "integer"}, "denominator": {"type": "integer"}},
    "required": ["numerator", "denominator"],
    "additionalProperties": False,
}


def to_plain(value: Any) -> Any:
    """Bring a value to what JSON can carry (转为可导出的值).

    Points, decimals and spans become strings; a rate its two integers; a text both its languages;
    a result its `to_dict`; another attrs object its public fields, those of persons left out.
    Raises `TypeError` for any other type, floats among them.

    >>> from datetime import date
    >>> from qualitygov.core.exact import Points
    >>> to_plain({"score": Points.of("89.5"), "rate": Rate(19, 20), "on": date(2016, 12, 31)})
    {'score': '89.5', 'rate': {'numerator': 19, 'denominator': 20}, 'on': '2016-12-31'}
    """
    if value is None or type(value) is str:
        return value
    kind = kind_of_value(value)
    if kind is not None:
        return kind.plain(value)
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(inner) for key, inner in value.items()}
    if isinstance(value, (frozenset, set)):
        return [to_plain(inner) for inner in sorted(value)]
    if isinstance(value, (tuple, list)):
        return [to_plain(inner) for inner in value]
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if attrs.has(type(value)):
        return {name: to_plain(getattr(value, name)) for name in public_fields(type(value))}
    msg = f"{type(value)} has no plain form"
    raise TypeError(msg)


def public_fields(cls: type) -> tuple[str, ...]:
    """Return the fields that may be passed on (可导出字段): not private, and of no person."""
    return _public_fields(cls)


@functools.cache
def _public_fields(cls: type) -> tuple[str, ...]:
    return tuple(
        attribute.name
        for attribute in attrs.fields(cls)
        if not attribute.name.startswith("_") and about_field(attribute).sensitivity != "personal"
    )


def from_plain(kind: Any, value: Any, path: str = "") -> Any:
    """Make a value of a declared type from its plain form (由导出数据还原).

    Raises `FieldError` that names the path of what does not fit, and `NotImplementedError` for a
    type that cannot be restored.

    >>> from_plain(tuple[Rate, ...], [{"numerator": 19, "denominator": 20}])
    (Rate(19, 20),)
    """
    inner, optional = _without_none(kind)
    if value is None and (optional or inner is Any):
        return None
    if inner is Any:
        return value
    make = _maker(inner)
    if make is None:
        msg = f"{path or 'a value'} of the type {inner} cannot be made from its plain form"
        raise NotImplementedError(msg)
    try:
        return make(value, path)
    except FieldError as error:
        raise error if error.code == "result.value" else misfit(path, error.text) from None
    except QualityGovError as error:
        raise misfit(path, error.text) from None
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError):
        form = getattr(_scalar(inner), "form", Text(str(inner), str(inner)))
        raise misfit(path, Text("应为", "expected ") + form) from None


def misfit(path: str, expected: Text) -> FieldError:
    """Return the error for a part of another form (形式不符), with its path."""
    return bilingual(
        "result.value",
        f"{path or '结果'}：{expected.zh}",
        f"{path or 'the result'}: {expected.en}",
        field=path or None,
    )


def _without_none(kind: Any) -> tuple[Any, bool]:
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return kind, False
    inner = [argument for argument in typing.get_args(kind) if argument is not type(None)]
    return (inner[0] if len(inner) == 1 else kind), len(inner) < len(typing.get_args(kind))


def _scalar(hint: Any) -> Scalar | None:
    """The kind of a type that is not made of others."""
    try:
        kind = kind_of(hint)
    except (TypeError, NameError):
        return None
    return kind if isinstance(kind, Scalar) else None


def _maker(kind: Any) -> Callable[[Any, str], Any] | None:
    """How a value of a type is made from its plain form, None where it cannot be."""
    if kind is Rate:
        return lambda value, _: Rate(value["numerator"], value["denominator"])
    scalar = _scalar(kind)
    if scalar is not None:
        return functools.partial(_parsed, scalar)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return functools.partial(_fixed, arguments)
    if origin in (tuple, frozenset):
        return lambda value, path: origin(_each(arguments[0], value, path))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return functools.partial(_named, *arguments)
    if hasattr(kind, "restore"):
        restore: Callable[[Any, str], Any] = kind.restore
        return restore
    if isinstance(kind, type) and attrs.has(kind):
        return functools.partial(_made, kind)
    return None


_CARRIED = {"string": str, "integer": int, "boolean": bool}
"""What JSON carries, by the type in a schema."""

_CARRIED_AT_ALL = ("array", "boolean", "integer", "null", "object", "string")
"""What a part of any type may be: everything but a number that is not whole."""


def _parsed(scalar: Scalar, value: Any, _: str) -> Any:
    """Read a plain value that has just the type that the schema says; ``"2016"`` is no year."""
    carried = _CARRIED.get(scalar.described.get("type", ""))
    if carried is not None and (
        not isinstance(value, carried) or (carried is int and isinstance(value, bool))
    ):
        raise TypeError
    return scalar.parse(value)


def _each(kind: Any, value: Any, path: str) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise TypeError
    return [from_plain(kind, inner, f"{path}[{at}]") for at, inner in enumerate(value)]


def _fixed(kinds: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:
    pairs = enumerate(zip(kinds, value, strict=True))
    return tuple(from_plain(kind, inner, f"{path}[{at}]") for at, (kind, inner) in pairs)


def _named(key: Any, kind: Any, value: Any, path: str) -> Mapping[Any, Any]:
    return FrozenDict(
        {
            from_plain(key, name, path): from_plain(kind, inner, f"{path}.{name}")
            for name, inner in value.items()
        }
    )


def restored(value: Any, path: str, kinds: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments for a class from its plain form; what it does not know is refused."""
    if not isinstance(value, Mapping):
        raise misfit(path, Text("应为对象", "expected an object"))
    unknown = sorted(value.keys() - kinds.keys())
    if unknown:
        names = ", ".join(unknown)
        raise misfit(path, Text(f"未定义的字段 {names}", f"unknown: {names}"))
    return {
        name: from_plain(kind, value[name], f"{path}.{name}" if path else name)
        for name, kind in kinds.items()
        if name in value
    }


def _made(cls: Any, value: Any, path: str) -> Any:
    """An attrs object that is no result, from its public fields."""
    values = restored(value, path, shown_types(cls))
    return built(cls, values, path)


def built(cls: Any, values: Mapping[str, Any], path: str) -> Any:
    """Make an attrs object from values by name (建立对象); what it does not take is left aside.

    Raises `FieldError` where a part is missing.
    """
    taken = [a for a in attrs.fields(cls) if a.init]
    needed = [a.name for a in taken if a.default is attrs.NOTHING]
    check_whole(values, path, needed=needed, known=public_fields(cls))
    return cls(**{a.alias: values[a.name] for a in taken if a.name in values})


def check_whole(
    values: Mapping[str, Any], path: str, *, needed: Iterable[str], known: Iterable[str]
) -> None:
    """Raise `FieldError` unless every needed part is there (检查是否完整).

    What is needed and not known as a part of the plain form is of a person, and never passed on.
    """
    missing = [name for name in needed if name not in values]
    names = ", ".join(missing)
    if missing and set(missing) <= {*known}:
        raise misfit(path, Text(f"缺少 {names}", f"missing: {names}"))
    if missing:
        raise misfit(
            path,
            Text(
                f"{names} 不导出（个人信息），不能还原",
                f"cannot be read back: {names} was not passed on, as nothing of a person is",
            ),
        )


def returned(cls: type, name: str) -> Any:
    """The declared type of a field or a property of a class."""
    found = getattr(cls, name, None)
    made = getattr(found, "fget", None) or getattr(found, "func", None)
    if made is not None:
        return typing.get_type_hints(made)["return"]
    owner = next(base for base in cls.__mro__ if name in inspect.get_annotations(base))
    alone = types.SimpleNamespace(__annotations__={name: inspect.get_annotations(owner)[name]})
    return typing.get_type_hints(alone, vars(sys.modules[owner.__module__]), dict(vars(owner)))[
        name
    ]


def plain_schema(kind: Any, inside: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of the plain form of a type (导出数据的 JSON 模式).

    Classes go into `inside`, by the name under which the schema refers to them.
    """
    inner, optional = _without_none(kind)
    if optional:
        return {"anyOf": [plain_schema(inner, inside), {"type": "null"}]}
    if inner is Any:
        return {"type": list(_CARRIED_AT_ALL)}
    if kind is Rate:
        return dict(_COUNTS)
    scalar = _scalar(kind)
    if scalar is not None:
        return dict(scalar.described)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is not Ellipsis:
        parts = [plain_schema(argument, inside) for argument in arguments]
        size = {"minItems": len(parts), "maxItems": len(parts)}
        return {"type": "array", "prefixItems": parts, **size}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": plain_schema(arguments[0], inside)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": plain_schema(arguments[1], inside)}
    return _referred(kind, inside)


def _referred(cls: type, inside: dict[str, Any]) -> dict[str, Any]:
    """Refer to the schema of a class, which is made when it is met first."""
    name = f"{cls.__module__.removeprefix('qualitygov.')}.{cls.__name__}"
    if name not in inside:
        inside[name] = {}
        inside[name] = object_schema(cls, inside)
    return {"$ref": f"#/$defs/{name}"}


def shown_types(cls: Any) -> Mapping[str, Any]:
    """Return the declared type of each part of the plain form of a class (导出字段类型)."""
    if cls not in _TYPES:
        shown = getattr(cls, "shown_names", None)
        names = public_fields(cls) if shown is None else shown()
        _TYPES[cls] = {name: returned(cls, name) for name in names}
    return _TYPES[cls]


_TYPES: dict[type, Mapping[str, Any]] = {}


def object_schema(cls: type, inside: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of the plain form of a class (类的 JSON 模式)."""
    kinds = shown_types(cls)
    return {
        "type": "object",
        "title": (cls.__doc__ or cls.__name__).partition("\n")[0],
        "properties": {name: plain_schema(kind, inside) for name, kind in kinds.items()},
        "required": list(kinds),
        "additionalProperties": False,
    }
