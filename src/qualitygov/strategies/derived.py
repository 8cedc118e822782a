"""Strategies derived from the fields of an entity (由字段导出的策略).

The kind of each field draws its values, within the bounds that its validators name. Days are put in
the order of the fields; where what was drawn does not fit together, the defaults of the optional
fields are taken.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from qualitygov.codes.industry_code import industry
from qualitygov.codes.region import RegionLevel, region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.compounds import Kind
from qualitygov.core.given import entity_class
from qualitygov.core.kinds import kinds_of
from qualitygov.core.partial import Partial
from qualitygov.core.placed import months_of, terms_of
from qualitygov.errors import FieldError
from qualitygov.strategies.codes import industry_codes, town_codes, unit_codes

Values = dict[str, Any]
Mend = Callable[[Values], Values]
COUNTY = "330299"


def _of_code(parts: tuple[Any, ...]) -> SearchStrategy[Any] | None:
    """Codes have strategies of their own, since random digits are no codes."""
    for part in parts:
        if isinstance(part, unit_code):
            return unit_codes()
        if isinstance(part, industry):
            return industry_codes()
        if isinstance(part, region):
            return st.just(COUNTY) if part.level is RegionLevel.COUNTY else town_codes(COUNTY)
        if hasattr(part, "drawn"):
            own: SearchStrategy[Any] = part.drawn(st)
            return own
    return None


def _field(attribute: attrs.Attribute[Any], kind: Kind, *, optional: bool) -> SearchStrategy[Any]:
    parts = tuple(check.parts(attribute.validator))
    codes = _of_code(parts)
    values: SearchStrategy[Any] = kind.draw(st, parts, entities) if codes is None else codes
    return st.none() | values if optional else values


def values_of(cls: type) -> SearchStrategy[Values]:
    """Draw a value for each field of an entity, each for itself (各字段取值)."""
    kinds = kinds_of(cls)
    return st.fixed_dictionaries(
        {
            a.name: _field(a, kinds[a.name][0], optional=kinds[a.name][1])
            for a in attrs.fields(cls)
            if a.init
        }
    )


def in_order(cls: type, values: Values) -> Values:
    """Put an entity's days in the order of its fields, and child rows in that of their days."""
    names = [a.name for a in attrs.fields(cls) if type(values.get(a.name)) is date]
    values = {**values, **dict(zip(names, sorted(values[name] for name in names), strict=True))}
    return {name: _sorted_rows(value) for name, value in values.items()}


def _sorted_rows(value: Any) -> Any:
    if not (isinstance(value, tuple) and value and attrs.has(type(value[0]))):
        return value
    fields = attrs.fields(type(value[0]))
    days = [a.name for a in fields if isinstance(getattr(value[0], a.name), date)]
    return tuple(sorted(value, key=functools.partial(_day, days[0]))) if days else value


def _day(name: str, row: Any) -> date:
    found = getattr(row, name)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else date.min


def in_months(cls: type, values: Values) -> Values:
    """Let the day of a month that was drawn be that month's first or last; draw no term."""
    values = {**values, **{runs.name: None for runs in terms_of(cls)}}
    for month in months_of(cls):
        day = values[month.day]
        if values[month.name] is not None and day is not None:
            said = Partial.month_of(day)
            held = said.last if month.bound == "last" else said.first
            values |= {month.name: said, month.day: held}
        else:
            values[month.name] = None
    return values


def made(cls: Any, values: Values) -> Any:
    """Make the entity (构造实体); with defaults where its values do not fit; None where none do."""
    required = {
        a.name: values[a.name] for a in attrs.fields(cls) if a.init and a.default is attrs.NOTHING
    }
    for tried in (values, required):
        try:
            return cls(**tried)
        except FieldError:
            continue
    return None


def drawn(cls: type, mend: Mend | None = None) -> SearchStrategy[Any]:
    """Draw an entity (实体策略): its values in order, then mended where they hang together."""

    def finished(values: Values) -> Any:
        ordered = in_months(cls, in_order(cls, values))
        return made(cls, ordered if mend is None else mend(ordered))

    return values_of(cls).map(finished).filter(lambda entity: entity is not None)


def _mends(cls: type) -> Mapping[type, Mend]:
    """What hangs together in the entities of a subject: the module of its name beside this one."""
    subject = cls.__module__.removeprefix("qualitygov.").partition(".")[0]
    name = f"{__package__}.{subject}"
    if importlib.util.find_spec(name) is None:
        return {}
    mends: Mapping[type, Mend] = getattr(importlib.import_module(name), "MENDS", {})
    return mends


@functools.cache
def entities(cls: Any) -> SearchStrategy[Any]:
    """Valid objects of an entity class (实体策略), derived from its fields.

    An archive or a whole county, which have none, come by the built-in book.
    """
    if getattr(cls, "__name__", None) in WHOLE:
        by_book = importlib.import_module(f"{__package__}.by_book")
        home = importlib.import_module(f"{__package__}.{WHOLE[cls.__name__]}")
        whole: SearchStrategy[Any] = home.DRAWN[cls](by_book.plain_context())
        return whole
    own = entity_class(cls)
    return drawn(own, _mends(own).get(own))


WHOLE: Mapping[str, str] = {"CreditArchive": "by_book", "CountyData": "county"}
"""Classes without fields to draw, each with the module that draws it."""
