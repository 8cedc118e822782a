"""Entities of values that were held one by one (逐列成行): each value first, then what a row says.

A class says of each field what it holds and what it refuses. `Maker.hold` asks that of one value
alone, by the same converters and validators; so a value that stands in many rows is looked at one
time. `Maker.make` sets held values and asks what only the whole row can answer: validators that
look at other fields, and ``__attrs_post_init__``. Both together are the class called with all
values.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import attrs

T = TypeVar("T")

REQUIRED = object()
"""What stands for the default of a field that has none."""


def _split(validator: Any) -> Iterator[Any]:
    """The validators that are asked one after the other."""
    several = getattr(validator, "_validators", None)  # attrs' own and_()
    if several is not None:
        for one in several:
            yield from _split(one)
    elif validator is not None:
        yield validator


def _of_row(validator: Any) -> bool:
    """Whether a validator may look at other fields: one says so, or is no class of ours."""
    inner = getattr(validator, "validator", None)
    if inner is not None:
        return any(map(_of_row, _split(inner)))
    return bool(getattr(validator, "of_row", not attrs.has(type(validator))))


def _same(value: Any) -> Any:
    return value


def _converter(attribute: attrs.Attribute[Any]) -> Callable[[Any], Any]:
    found: Any = attribute.converter
    made: Callable[[Any], Any] = getattr(found, "converter", found) or _same
    return made


def _is_plain(attribute: attrs.Attribute[Any]) -> bool:
    """Whether a field is given, or has a default of its own."""
    found: Any = attribute.converter
    by_others = getattr(found, "takes_self", False) or getattr(found, "takes_field", False)
    return (
        bool(attribute.init) and not by_others and not getattr(attribute.default, "takes_self", 0)
    )


class Maker(Generic[T]):
    """Makes entities of one class of held values (逐列成行器); `makes` says for which it can."""

    def __init__(self, cls: type[T]) -> None:
        self.cls = cls
        self.fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)  # type: ignore[arg-type]
        self.at = {one.name: at for at, one in enumerate(self.fields)}
        self._convert = {one.name: _converter(one) for one in self.fields}
        split = {one.name: tuple(_split(one.validator)) for one in self.fields}
        self._of_value = {
            name: tuple(v for v in several if not _of_row(v)) for name, several in split.items()
        }
        self._of_row = tuple(
            (self.at[one.name], one, v)
            for one in self.fields
            for v in split[one.name]
            if _of_row(v)
        )
        self._puts = tuple(getattr(cls, one.name).__set__ for one in self.fields)
        self._after: Callable[[T], None] | None = getattr(cls, "__attrs_post_init__", None)
        self.defaults = tuple(map(self._default, self.fields))

    def _default(self, attribute: attrs.Attribute[Any]) -> Any:
        default: Any = attribute.default
        if default is attrs.NOTHING:
            return REQUIRED
        return self.hold(
            attribute.name, default.factory() if hasattr(default, "factory") else default
        )

    def hold(self, name: str, value: Any) -> Any:
        """Return what an entity holds of a value (逐值校验); raises what the class would raise."""
        held = self._convert[name](value)
        attribute = self.fields[self.at[name]]
        for validator in self._of_value[name]:
            validator(None, attribute, held)
        return held

    def make(self, values: Sequence[Any]) -> T:
        """Make an entity of held values (成行), one for each field; raises as the class does."""
        entity = object.__new__(self.cls)
        for put, value in zip(self._puts, values, strict=True):
            put(entity, value)
        for at, attribute, validator in self._of_row:
            validator(entity, attribute, values[at])
        if self._after is not None:
            self._after(entity)
        return entity


def makes(cls: type) -> bool:
    """Whether a `Maker` does for a class what its own ``__init__`` does (可否逐列成行)."""
    if not attrs.has(cls) or hasattr(cls, "__attrs_init__") or hasattr(cls, "__attrs_pre_init__"):
        return False
    fields = attrs.fields(cls)
    slots = all(hasattr(getattr(cls, one.name, None), "__set__") for one in fields)
    return slots and all(map(_is_plain, fields))


@functools.cache
def maker_of(cls: type[T]) -> Maker[T] | None:
    """Return what makes entities of a class (成行器); None for a class that only makes itself."""
    return Maker(cls) if makes(cls) else None
