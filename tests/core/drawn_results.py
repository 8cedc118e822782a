"""Results of every class, drawn from the types of their parts."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import typing
from collections.abc import Mapping
from typing import Any

import attrs
from hypothesis import strategies as st

import qualitygov
from qualitygov.core.exact import Rate
from qualitygov.core.form import shown_types
from qualitygov.core.kinds import field_types, kind_of, without_none
from qualitygov.core.period import Period
from qualitygov.core.periods import Term
from qualitygov.core.result import Result, _base, _stored
from qualitygov.core.scalars import Scalar
from qualitygov.errors import QualityGovError
from qualitygov.strategies.derived import entities
from qualitygov.text import Text

RATES = st.integers(0, 99).flatmap(lambda n: st.integers(1, 99).map(lambda m: Rate(min(n, m), m)))
WORDS = st.text("abc甲乙 -", min_size=1, max_size=4)
OWN = {
    Any: st.recursive(
        st.none() | st.booleans() | st.integers() | WORDS, lambda one: st.lists(one, max_size=2)
    ),
    Rate: RATES | st.just(Rate(0, 0)),
    str: WORDS,
    Term: st.integers(1, 99).map(lambda days: Term(days=days)),
    Text: st.builds(Text, WORDS, WORDS),
    Period: st.lists(st.dates(), min_size=2, max_size=2).map(lambda days: Period(*sorted(days))),
}
ENTITY_ROOMS = (".entities", ".case.")


def result_classes():
    """Every class of result of the library, in order of names."""
    for module in pkgutil.walk_packages(qualitygov.__path__, "qualitygov."):
        if "__main__" not in module.name and ".cli" not in module.name:
            importlib.import_module(module.name)
    found, left = {}, [Result]
    while left:
        for cls in left.pop().__subclasses__():
            left.append(cls)
            if cls.__module__.startswith("qualitygov.") and attrs.has(cls) and _base(cls) is cls:
                found[cls.__module__, cls.__name__] = cls
    return [found[name] for name in sorted(found)]


def _made(cls):
    """Build an object, None where its values do not fit together."""

    def make(values):
        try:
            made = cls(**values)
            if isinstance(made, Result):
                made.to_dict()
        except QualityGovError:
            return None
        return made

    return make


@functools.cache
def of_type(hint):
    """Draw a value of a declared type."""
    inner, optional = without_none(hint)
    drawn = _of_type(inner)
    return st.none() | drawn if optional else drawn


def _of_type(hint):
    if hint in OWN:
        return OWN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and arguments[1:] != (Ellipsis,):
        return st.tuples(*map(of_type, arguments))
    if origin is tuple:
        return st.lists(of_type(arguments[0]), max_size=1).map(tuple)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(*map(of_type, arguments), max_size=1)
    if isinstance(hint, type) and attrs.has(hint) and not hasattr(hint, "parse"):
        return st.deferred(lambda: of_class(hint))
    kind = kind_of(hint)
    assert isinstance(kind, Scalar)
    return kind.draw(st, (), entities)


@functools.cache
def of_class(cls):
    """Draw an object of a class of attrs, a result as if it had been read back."""
    if issubclass(cls, Result) and cls.shown:
        parts = {name: of_type(kind) for name, kind in shown_types(cls).items()}
        return st.fixed_dictionaries(parts).map(lambda values: _stored(cls, values))
    if not issubclass(cls, Result) and any(room in cls.__module__ + "." for room in ENTITY_ROOMS):
        return entities(cls)
    types = field_types(cls)
    fields = {a.name: of_type(types[a.name]) for a in attrs.fields(cls) if a.init}
    return st.fixed_dictionaries(fields).map(_made(cls)).filter(lambda made: made is not None)
