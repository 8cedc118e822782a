"""Results as plain data and back (结果与可导出数据): one mechanism for every result of the library.

A class that derives from `Result` has `to_dict`, `from_dict` and `json_schema`, all made from its
attrs fields. What JSON cannot carry exactly travels as text or as its integers: points and decimals
as text, a rate as numerator and denominator, a bilingual text as both its wordings. Fields of
persons are left out.
"""

from __future__ import annotations

import functools
import inspect
import json
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Self

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
    a result its `to_dict`; another attrs object its public fields, those of persons left out. Raises
    `TypeError` for any other type, floats among them.

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
    if isinstance(value, Result):
        return value.to_dict()
    if attrs.has(type(value)):
        return {name: to_plain(getattr(value, name)) for name in _public(type(value))}
    msg = f"{type(value)} has no plain form"
    raise TypeError(msg)


def _public(cls: type) -> Iterator[str]:
    """The fields that may be passed on: not private, and of no person."""
    for attribute in attrs.fields(cls):
        personal = about_field(attribute).sensitivity == "personal"
        if not attribute.name.startswith("_") and not personal:
            yield attribute.name


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
        raise error if error.code == "result.value" else _misfit(path, error.text) from None
    except QualityGovError as error:
        raise _misfit(path, error.text) from None
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError):
        form = getattr(_scalar(inner), "form", Text(str(inner), str(inner)))
        raise _misfit(path, Text("应为", "expected ") + form) from None


def _misfit(path: str, expected: Text) -> FieldError:
    return bilingual(
        "result.value", f"{path or '结果'}：{expected.zh}", f"{path or 'the result'}: {expected.en}"
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
        return lambda value, _: scalar.parse(value)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return functools.partial(_fixed, arguments)
    if origin in (tuple, frozenset):
        return lambda value, path: origin(_each(arguments[0], value, path))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return functools.partial(_named, *arguments)
    if isinstance(kind, type) and issubclass(kind, Result):
        return kind._made  # noqa: SLF001 - of this module
    if isinstance(kind, type) and attrs.has(kind):
        return lambda value, path: kind(**_restored(value, path, _init_types(kind)))
    return None


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


def _restored(value: Any, path: str, kinds: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments for a class from its plain form; what it does not know is refused."""
    if not isinstance(value, Mapping):
        raise _misfit(path, Text("应为对象", "expected an object"))
    unknown = sorted(value.keys() - kinds.keys())
    if unknown:
        names = ", ".join(unknown)
        raise _misfit(path, Text(f"未定义的字段 {names}", f"unknown: {names}"))
    return {
        name: from_plain(kind, value[name], f"{path}.{name}" if path else name)
        for name, kind in kinds.items()
        if name in value
    }


@functools.cache
def _init_types(cls: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(cls)
    return {a.name: hints[a.name] for a in attrs.fields(cls) if a.init}


def _returned(cls: type, name: str) -> Any:
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


class Result:
    """Something that was decided (结果), as plain data and back.

    A class whose fields are all plain names in `derived` the properties that its plain form shows
    besides, such as ``score`` and ``grade``; they are worked out anew when it is read back. A class
    that holds rules, or works out its parts when somebody reads them, names in `shown` the fields
    and properties that make up its plain form; read back, it is an object of the same class that
    holds just these, and its methods answer from them. Declare such a class with ``eq=False``: it
    equals any other result of its class with the same plain form.

    >>> @attrs.frozen
    ... class Share(Result):
    ...     town: str
    ...     rate: Rate
    >>> share = Share("330299101", Rate(19, 20))
    >>> share.to_dict()
    {'town': '330299101', 'rate': {'numerator': 19, 'denominator': 20}}
    >>> Share.from_dict(share.to_dict()) == share
    True
    """

    __slots__ = ()

    derived: ClassVar[tuple[str, ...]] = ()
    shown: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def _names(cls) -> tuple[str, ...]:
        return cls.shown or (*_public(cls), *cls.derived)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data for JSON (导出数据); no field of a person is in it."""
        return {name: to_plain(getattr(self, name)) for name in self._names()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make the result from what `to_dict` gave (由导出数据还原).

        Raises `FieldError` that names the path of what is missing, unknown or of another form.
        """
        return cls._made(data, "")

    @classmethod
    def _made(cls, data: Any, path: str) -> Self:
        kinds = _kinds_of(cls)
        values = _restored(data, path, kinds)
        fields = {a.name: a for a in attrs.fields(cls)} if attrs.has(cls) else {}
        needed = cls.shown or [n for n, a in fields.items() if a.default is attrs.NOTHING]
        missing = [name for name in needed if name in kinds and name not in values]
        if missing:
            names = ", ".join(missing)
            raise _misfit(path, Text(f"缺少 {names}", f"missing: {names}"))
        if cls.shown:
            made: Self = _stored(cls, values)
            return made
        return cls(**{name: value for name, value in values.items() if name not in cls.derived})

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of the plain form (JSON 模式), draft 2020-12."""
        kinds = _kinds_of(cls)
        return {
            "type": "object",
            "title": (cls.__doc__ or cls.__name__).partition("\n")[0],
            "properties": {name: plain_schema(kind) for name, kind in kinds.items()},
            "required": list(kinds),
            "additionalProperties": False,
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result) or _base(type(self)) is not _base(type(other)):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash(json.dumps(self.to_dict(), sort_keys=True))


_KINDS: dict[type, Mapping[str, Any]] = {}
_STORED: dict[type, type[Any]] = {}


def _kinds_of(cls: type[Result]) -> Mapping[str, Any]:
    """The declared type of each part of a result's plain form."""
    if cls not in _KINDS:
        names = cls._names()
        _KINDS[cls] = {name: _returned(cls, name) for name in names}
    return _KINDS[cls]


class _Stored:
    """What a result read back has besides: its values, kept as they were written."""

    __slots__ = ()

    kept: Mapping[str, Any]
    """The values, by name."""

    def __repr__(self) -> str:
        shown = ", ".join(f"{n}={v!r}" for n, v in self.kept.items() if not isinstance(v, tuple))
        return f"{_base(type(self)).__name__}({shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _stored, (_base(type(self)), dict(self.kept))


def _base(cls: type) -> type:
    """The class that a result read back belongs to."""
    return cls.__mro__[2] if issubclass(cls, _Stored) else cls


def _stored_class(cls: type[Result]) -> type[Any]:
    """A class of the same result whose parts are kept, not worked out."""
    if cls in _STORED:
        return _STORED[cls]

    def kept(name: str) -> property:
        return property(lambda self: self.kept[name], doc=f"The stored {name}.")

    parts = {name: kept(name) for name in cls.shown}
    same = {"__eq__": Result.__eq__, "__hash__": Result.__hash__}
    made = {**parts, **same, "__slots__": ("kept",), "__module__": cls.__module__}
    _STORED[cls] = type(cls.__name__, (_Stored, cls), {**made, "__doc__": cls.__doc__})
    return _STORED[cls]


def _stored(cls: type[Any], values: Mapping[str, Any]) -> Any:
    made = object.__new__(_stored_class(cls))
    object.__setattr__(made, "kept", values)
    return made


def plain_schema(kind: Any) -> dict[str, Any]:
    """Return the JSON Schema of the plain form of a type (导出数据的 JSON 模式)."""
    inner, optional = _without_none(kind)
    if optional:
        return {"anyOf": [plain_schema(inner), {"type": "null"}]}
    if inner is Any:
        return {}
    if kind is Rate:
        return dict(_COUNTS)
    scalar = _scalar(kind)
    if scalar is not None:
        return dict(scalar.described)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is not Ellipsis:
        parts = [plain_schema(argument) for argument in arguments]
        return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": plain_schema(arguments[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": plain_schema(arguments[1])}
    if issubclass(kind, Result):
        return dict(kind.json_schema())
    names = tuple(_public(kind))
    hints = typing.get_type_hints(kind)
    return {
        "type": "object",
        "properties": {name: plain_schema(hints[name]) for name in names},
        "required": list(names),
        "additionalProperties": False,
    }
