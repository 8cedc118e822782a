"""The one registry of value types (值类型登记): what a type is, said once.

For each type: its form in words, how it is read and written, what an entity holds of it, its
marshmallow field, its JSON Schema, how cells of tables are brought to plain data, its column type,
and the strategy that draws it. `kind_of` finds the kind of a type, also of one that is made of
others; `typed` makes entities hold what their fields say.
"""

from __future__ import annotations

import functools
import inspect
import sys
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import attrs

from qualitygov.core import cells, check, declared, draws, ma_fields, plain
from qualitygov.core.compounds import EntityKind, Kind, ListKind, TableKind
from qualitygov.core.exact import Points, Rate, as_decimal
from qualitygov.core.fields import about_field
from qualitygov.core.scalars import (
    DAY,
    DECIMAL,
    TEXT,
    WHOLE,
    Scalar,
    choice,
    held_day,
    held_text,
    hold_day,
    hold_decimal,
    hold_text,
    hold_whole,
    named,
    one_of,
    own,
    vocabulary,
)
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Text

NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
RATE = r"^(-?[0-9]+/[0-9]+|-?[0-9]+(\.[0-9]+)?%?)$"
MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?$"
)
FRACTION = r"^-?[0-9]+(/[0-9]+|\.[0-9]+)?$"
_FLAG = Text("是否（true/false）", "true or false")
_POINTS = Text("分值", "points")
_RATE = Text('率，如 "95%" 或 "19/20"', 'a rate such as "95%" or "19/20"')
_MOMENT = Text("时间 YYYY-MM-DDTHH:MM", "a moment YYYY-MM-DDTHH:MM")
_FRACTION = Text('分数，如 "2/3"', 'a fraction such as "2/3"')

SCALARS: Mapping[Any, Scalar] = {
    kind.type: kind
    for kind in (
        Scalar(
            type=str,
            form=TEXT,
            parse=plain.text,
            write=str,
            hold=hold_text,
            described={"type": "string"},
            column="text",
            example="文本",
        ),
        Scalar(
            type=bool,
            form=_FLAG,
            parse=plain.flag,
            write=bool,
            hold=one_of(bool, _FLAG),
            described={"type": "boolean"},
            column="flag",
            example=True,
            loaded_by=ma_fields.FlagField,
            clean=cells.flag,
            drawn=draws.flags,
        ),
        Scalar(
            type=int,
            form=WHOLE,
            parse=plain.whole,
            write=int,
            hold=hold_whole,
            described={"type": "integer"},
            column="whole",
            example=12,
            loaded_by=ma_fields.WholeField,
            clean=cells.whole,
            drawn=draws.wholes,
        ),
        Scalar(
            type=Decimal,
            form=DECIMAL,
            parse=as_decimal,
            write=plain.show_decimal,
            hold=hold_decimal,
            described={"type": "string", "pattern": NUMBER},
            column="decimal",
            example="12.5",
            loaded_by=ma_fields.DecimalField,
            clean=cells.number,
            drawn=draws.decimals,
        ),
        Scalar(
            type=date,
            form=DAY,
            parse=plain.day,
            write=date.isoformat,
            hold=hold_day,
            described={"type": "string", "format": "date"},
            column="day",
            example="2016-06-01",
            loaded_by=ma_fields.DayField,
            clean=cells.day,
            drawn=draws.days,
        ),
        Scalar(
            type=datetime,
            form=_MOMENT,
            parse=plain.moment,
            write=datetime.isoformat,
            hold=one_of(datetime, _MOMENT),
            described={"type": "string", "format": "date-time-local", "pattern": MOMENT},
            column="moment",
            example="2016-06-01T09:30:00",
            loaded_by=ma_fields.MomentField,
            clean=cells.moment,
            drawn=draws.moments,
        ),
        Scalar(
            type=Points,
            form=_POINTS,
            parse=plain.points,
            write=str,
            hold=one_of(Points, _POINTS),
            described={"type": "string", "pattern": NUMBER},
            column="points",
            example="8.5",
            clean=cells.number,
            drawn=draws.points,
        ),
        Scalar(
            type=Rate,
            form=_RATE,
            parse=plain.rate,
            write=str,
            plain=lambda rate: {"numerator": rate.numerator, "denominator": rate.denominator},
            hold=one_of(Rate, _RATE),
            described={"type": "string", "pattern": RATE},
            column="rate",
            example="95%",
            clean=cells.plain,
            drawn=draws.rates,
        ),
        Scalar(
            type=Fraction,
            form=_FRACTION,
            parse=plain.fraction,
            write=str,
            hold=one_of(Fraction, _FRACTION),
            described={"type": "string", "pattern": FRACTION},
            column="fraction",
            example="2/3",
            clean=cells.plain,
            drawn=draws.fractions,
        ),
    )
}
"""Every plain type, by itself. Vocabularies, choices and spans are made by `kind_of`."""


def _scalar(hint: Any) -> Scalar | None:
    if hint in SCALARS:
        return SCALARS[hint]
    if typing.get_origin(hint) is Literal:
        return choice(hint)
    if isinstance(hint, type) and issubclass(hint, Vocabulary):
        return vocabulary(hint)
    return own(hint)


def _compound(hint: Any) -> Kind | None:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and arguments[1:] != (Ellipsis,):
        return None
    if origin in (tuple, frozenset):
        return ListKind(kind_of(arguments[0]), origin)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return TableKind(kind_of(arguments[0]), kind_of(arguments[1]))
    if isinstance(hint, type) and attrs.has(hint):
        return EntityKind(hint, kinds_of)
    return None


@functools.cache
def kind_of(hint: Any) -> Kind:
    """Return the kind of a type (值类型); raises `TypeError` for one that has no form.

    >>> kind_of(date).form.en, kind_of(tuple[int, ...]).parse(["3", 4])
    ('a date YYYY-MM-DD', (3, 4))
    """
    found = _scalar(hint) or _compound(hint)
    if found is None:
        msg = f"no schema field for the type {hint!r}"
        raise TypeError(msg)
    return found


def kind_of_value(value: Any) -> Scalar | None:
    """Return the kind of a plain value (值的类型); None for what is none, or made of others.

    >>> kind_of_value(Points.of(3)).column
    'points'
    """
    cls: type = type(value)
    return _of_class(cls)


@functools.cache
def _of_class(cls: type) -> Scalar | None:
    for base in cls.__mro__:
        if base in SCALARS:
            return SCALARS[base] if not issubclass(cls, Vocabulary) else _scalar(cls)
    return own(cls)


def without_none(hint: Any) -> tuple[Any, bool]:
    """Split ``X | None`` into X and whether None is allowed (可空类型)."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint, False
    inner = [argument for argument in typing.get_args(hint) if argument is not type(None)]
    if len(inner) != 1:
        msg = f"a field of type {hint} has no single form"
        raise TypeError(msg)
    return inner[0], True


@functools.cache
def field_types(cls: type) -> Mapping[str, Any]:
    """Return the resolved type of each attrs field of `cls` (字段类型)."""
    hints = typing.get_type_hints(cls)
    return {a.name: hints[a.name] for a in attrs.fields(cls)}


@functools.cache
def kinds_of(cls: type) -> Mapping[str, tuple[Kind, bool]]:
    """Return the kind of each field, and whether it may be None (各字段类型)."""
    split = {name: without_none(hint) for name, hint in field_types(cls).items()}
    return {name: (kind_of(inner), optional) for name, (inner, optional) in split.items()}


def typed(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Make an entity hold what its fields say (字段类型检查); a ``field_transformer`` of attrs.

    A word of a vocabulary becomes its member, a list a tuple, a table a mapping that cannot be
    changed; anything of another type raises `FieldError`, a float with the text that would be
    right. So two equal entities answer alike, whatever they were made from. Fields that a
    validator checks for their type already, or that have a converter, stay as they are. A row is
    not known before the day of its own event.

    >>> @attrs.frozen(kw_only=True, field_transformer=typed)
    ... class Sample:
    ...     passed: bool
    >>> Sample(passed="no")
    Traceback (most recent call last):
    qualitygov.errors.FieldError: expected true or false, not str
    """
    declared.declare(cls)
    own = next((a.name for a in fields if about_field(a).role == "own"), None)
    held = (_held(cls, attribute) for attribute in fields)
    return [one if own is None else _known_since(one, own) for one in held]


def _known_since(attribute: attrs.Attribute[Any], own: str) -> attrs.Attribute[Any]:
    """A day of knowledge lies not before the day of the event; any other field stays as it is."""
    if about_field(attribute).role != "known":
        return attribute
    checks = [one for one in (attribute.validator, check.not_before(own)) if one is not None]
    return attribute.evolve(validator=attrs.validators.and_(*checks))


def _held(cls: type, attribute: attrs.Attribute[Any]) -> attrs.Attribute[Any]:
    if attribute.converter is not None or not attribute.init:
        return attribute
    owner = next(base for base in cls.__mro__ if attribute.name in inspect.get_annotations(base))
    try:
        hint = _resolved(owner, attribute.type)
    except NameError:
        return attribute.evolve(converter=_late(owner, attribute))
    converter = _converter(hint, _demanded(attribute), attribute.name)
    return attribute if converter is None else attribute.evolve(converter=converter)


def _resolved(owner: type, annotation: Any) -> Any:
    """The type that an annotation names in the module of its class."""
    holder = types.SimpleNamespace(__annotations__={"it": annotation})
    return typing.get_type_hints(holder, vars(sys.modules[owner.__module__]), dict(vars(owner)))[
        "it"
    ]


def _demanded(attribute: attrs.Attribute[Any]) -> frozenset[type]:
    """The types that the validators of a field let pass alone."""
    parts = check.parts(attribute.validator)
    return frozenset(part.demands for part in parts if hasattr(part, "demands"))


@functools.cache
def _holder(hint: Any, demanded: frozenset[type], name: str) -> Callable[[Any], Any] | None:
    """What holds a value of a type in the field of a name; None where nothing is left to do.

    Where a validator checks the type, only equal values are given one form: None is left to it.
    """
    try:
        inner, optional = without_none(hint)
        if inner is date:
            return held_day(name) if optional or date in demanded else named(hold_day, name)
        if inner in demanded:
            return held_text(name) if inner is str else None
        hold = kind_of(inner).hold
    except TypeError:  # a type without a form is left to its own validators
        return None
    return named(hold, name, optional=optional)


@functools.cache
def _converter(hint: Any, demanded: frozenset[type], name: str) -> attrs.Converter[Any, Any] | None:
    """The holder as attrs wants it, made once for all fields of a type and a name."""
    hold = _holder(hint, demanded, name)
    return None if hold is None else attrs.Converter(hold)


def _late(owner: type, attribute: attrs.Attribute[Any]) -> Callable[[Any], Any]:
    """Hold a value of a type that is defined after its class, or below it."""

    @functools.cache
    def holder() -> Callable[[Any], Any] | None:
        return _holder(_resolved(owner, attribute.type), _demanded(attribute), attribute.name)

    def hold(value: Any) -> Any:
        found = holder()
        return value if found is None else found(value)

    return hold
