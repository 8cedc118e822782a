"""Results (结果): what was decided, as plain data and back, by one mechanism for all of them.

A class that derives from `Result` has `to_dict`, `from_dict` and `json_schema`, all made from its
attrs fields; `qualitygov.core.form` says what the plain form of each type is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Self

import attrs

from qualitygov.core.form import (
    built,
    check_whole,
    object_schema,
    public_fields,
    restored,
    shown_types,
    to_plain,
)
from qualitygov.core.said import Said
from qualitygov.errors import NotStoredError

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_id(sort: str, name: str) -> str:
    """Return the id of a schema (模式标识): a name alone, under which nothing is fetched.

    >>> schema_id("entity", "Enterprise")
    'urn:qualitygov:entity:Enterprise'
    """
    return f"urn:qualitygov:{sort}:{name}"


class Result(Said):
    """Something that was decided (结果), as plain data and back, and in words.

    A class whose fields are all plain names in `derived` the properties that its plain form shows
    besides, such as ``score`` and ``grade``; they are worked out anew when it is read back. A class
    that holds rules, or works out its parts when somebody reads them, names in `shown` the fields
    and properties that make up its plain form; read back, it is an object of the same class that
    holds just these, and its methods answer from them, or raise `NotStoredError`. Declare such a
    class with ``eq=False``: it equals any other result of its class with the same plain form.

    A class that does not say itself otherwise is said by its parts; `labels` names those for which
    `qualitygov.core.part_words` has no word.

    A class with ``repr=False`` names in `brief` what its `repr` shows; of a collection it shows how
    many there are.

    >>> @attrs.frozen
    ... class Reason(Result):
    ...     count: int
    ...     why: str
    >>> reason = Reason(3, "overdue")
    >>> reason.to_dict()
    {'count': 3, 'why': 'overdue'}
    >>> Reason.from_dict(reason.to_dict()) == reason
    True
    """

    __slots__ = ()

    derived: ClassVar[tuple[str, ...]] = ()
    shown: ClassVar[tuple[str, ...]] = ()
    brief: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def told_as(cls) -> Any:
        """Return the class whose parts are told, that of a result read back as well (所述类别)."""
        return _base(cls)

    @classmethod
    def shown_names(cls) -> tuple[str, ...]:
        """Return the names of the parts of the plain form (导出字段)."""
        return cls.shown or (*public_fields(cls), *cls.derived)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data for JSON (导出数据); no field of a person is in it."""
        return {name: to_plain(getattr(self, name)) for name in self.shown_names()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make the result from what `to_dict` gave (由导出数据还原).

        Raises `FieldError` that names the path of what is missing, unknown or of another form.
        """
        return cls.restore(data, "")

    @classmethod
    def restore(cls, data: Any, path: str = "") -> Self:
        """Make the result as a part of another, at a path of its plain form (还原组成部分)."""
        values = restored(data, path, shown_types(_base(cls)))
        if not cls.shown:
            own: Self = built(cls, values, path)
            return own
        check_whole(values, path, needed=cls.shown, known=cls.shown)
        made: Self = _stored(_base(cls), values)
        return made

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of the plain form (JSON 模式), draft 2020-12.

        Classes inside it stand under ``$defs``, each once.
        """
        inside: dict[str, Any] = {}
        base = _base(cls)
        name = f"{base.__module__.removeprefix('qualitygov.')}.{base.__name__}"
        head = {"$schema": DRAFT, "$id": schema_id("result", name)}
        return {**head, **object_schema(base, inside), "$defs": inside}

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: tables, every value escaped."""
        from qualitygov.core.tabled import html_of  # noqa: PLC0415 - for a notebook alone

        return html_of(self)

    def __repr__(self) -> str:
        told = {name: getattr(self, name) for name in self.brief or self.shown_names()}
        parts = [f"{n}={_briefly(v)}" for n, v in told.items() if self.brief or not _many(v)]
        return f"{_base(type(self)).__name__}({', '.join(parts)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result) or _base(type(self)) is not _base(type(other)):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash(json.dumps(self.to_dict(), sort_keys=True))


def _briefly(value: Any) -> str:
    """A value in a few words: how many, of a collection."""
    return str(len(value)) if _many(value) else repr(value)


def _many(value: Any) -> bool:
    return isinstance(value, (tuple, Mapping))


_STORED: dict[type, type[Any]] = {}


class _Stored:
    """What a result read back has besides: its values, kept as they were written."""

    __slots__ = ()

    kept: Mapping[str, Any]
    """The values, by name."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _stored, (_base(type(self)), dict(self.kept))


def _base(cls: type) -> type:
    """The class that a result read back belongs to."""
    return cls.__mro__[2] if issubclass(cls, _Stored) else cls


def _stored_class(cls: type[Result]) -> type[Any]:
    """A class of the same result whose parts are kept, not worked out."""
    if cls in _STORED:
        return _STORED[cls]
    fields = attrs.fields(cls) if attrs.has(cls) else ()
    parts = {a.name: _left_out(cls, a.name) for a in fields if a.name not in cls.shown}
    parts |= {name: _kept(name) for name in cls.shown}
    same = {"__eq__": Result.__eq__, "__hash__": Result.__hash__, "__repr__": Result.__repr__}
    there = {"__attrs_attrs__": tuple(a for a in fields if a.name in cls.shown)}
    made = {**parts, **same, **there, "__slots__": ("kept",), "__module__": cls.__module__}
    _STORED[cls] = type(cls.__name__, (_Stored, cls), {**made, "__doc__": cls.__doc__})
    return _STORED[cls]


def _kept(name: str) -> property:
    return property(lambda self: self.kept[name], doc=f"The stored {name}.")


def _left_out(cls: type, name: str) -> property:
    """A part that was not stored, since it holds rules or data."""

    def missing(_: Any) -> Any:
        raise NotStoredError(cls.__name__, name)

    return property(missing, doc=f"Not stored: {name}.")


def _stored(cls: type[Any], values: Mapping[str, Any]) -> Any:
    made = object.__new__(_stored_class(cls))
    object.__setattr__(made, "kept", values)
    return made
