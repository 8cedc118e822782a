"""What travels as plain data (可交换类型), and how other libraries read and write it.

An entity as its schema does, a result by ``from_dict`` and ``to_dict``, a value of ours (points, a
rate, a term, a word of a vocabulary) as a field of its type does.
"""

from __future__ import annotations

import functools
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import attrs
import marshmallow as ma

from qualitygov.core.kinds import kind_of, kinds_of
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.core.scalars import Scalar
from qualitygov.core.schema import Place, problems_at, schema_for, schema_of
from qualitygov.errors import FieldError, Problem
from qualitygov.text import Text

Sort = Literal["result", "entity", "value"]
Misfits = tuple[tuple[Place, Problem], ...]
"""Everything that does not fit, each with its place."""

_PARTS = (Period, Text)
"""Classes of ours that are parts of entities and results."""

_OF_PYTHON = frozenset({str, bool, int, Decimal, date, datetime, Fraction})


@functools.cache
def _sort(cls: Any) -> Sort | None:
    if issubclass(cls, Result):
        return "result"
    try:
        if cls in _PARTS or (attrs.has(cls) and hasattr(cls, "__declared__")):
            return "entity" if kinds_of(cls) else None
        return "value" if isinstance(kind_of(cls), Scalar) and cls not in _OF_PYTHON else None
    except (TypeError, NameError):
        return None


def sort_of(cls: Any) -> Sort | None:
    """Return what a class of ours is (类型归类): an entity, a result, a value; None for any other.

    >>> from qualitygov import CreditScore, Enterprise, Points
    >>> [sort_of(cls) for cls in (Enterprise, CreditScore, Points, str)]
    ['entity', 'result', 'value', None]
    """
    return _sort(cls) if isinstance(cls, type) else None


def write(cls: Any, value: Any) -> Any:
    """Return an object of a class of ours as plain data (写出)."""
    sort = sort_of(cls)
    if sort == "result":
        return value.to_dict()
    return schema_of(cls).dump(value) if sort == "entity" else kind_of(cls).write(value)


def read(cls: Any, value: Any) -> tuple[Any, Misfits]:
    """Make an object of a class of ours of plain data (读入), or say all that does not fit.

    >>> from qualitygov import Enterprise
    >>> made, misfits = read(Enterprise, {"code": "91330299MA2837B62L", "name": "某厂"})
    >>> [(place, problem.say()) for place, problem in misfits]
    [(('town',), 'town: required, and missing')]
    """
    if isinstance(value, cls):
        return value, ()
    try:
        return _made(cls, value), ()
    except ma.ValidationError as error:
        return None, tuple(problems_at(error.messages))
    except FieldError as error:  # of a result, which says its place in the text as well
        path, told = error.field or "", error.text
        text = Text(told.zh.removeprefix(f"{path}："), told.en.removeprefix(f"{path}: "))
        return None, ((_place(path, value), Problem(error.code, path, "", text)),)


def _place(path: str, value: Any) -> Place:
    """The place that a path names in a document, whose names may have dots."""
    place: list[str | int] = []
    while path:
        number = re.match(r"\[(\d+)\]", path)
        path = path.removeprefix(".")
        names = (name for name in value if re.match(rf"{re.escape(name)}($|[.\[])", path))
        step = int(number[1]) if number else max(names, key=len, default=path)
        path = path[len(number[0] if number else str(step)) :]
        place.append(step)
        value = value[step] if path else None
    return tuple(place)


def _made(cls: Any, value: Any) -> Any:
    sort = sort_of(cls)
    if sort == "result":
        return cls.from_dict(value)
    if sort == "entity":
        return schema_of(cls).load(value)
    return kind_of(cls).field(schema_for).deserialize(value)
