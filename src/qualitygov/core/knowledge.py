"""What was known of a row on a day (获知): rows, later events and child rows, cut in one place.

A field's role (`qualitygov.core.fields.About.role`) says what its day means. A row became known on
its ``known`` day, else on its ``own`` or ``from`` day, or on what stands in for that; a ``later``
event became known on its own day, and what ``came_with`` it too. So what came after a day of
knowledge does not exist, for every table alike, and no subject has to remember it.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from operator import attrgetter
from typing import Any, TypeVar

import attrs

from qualitygov.core.fields import Role, about_field
from qualitygov.errors import bilingual

T = TypeVar("T")


@attrs.frozen
class _Shape:
    """Which fields of a class carry time (时间字段)."""

    own: tuple[str, ...]
    known: str | None
    later: tuple[str, ...]
    came_with: tuple[tuple[str, tuple[str, ...], Any], ...]
    children: tuple[str, ...]
    more: Callable[[Any], Iterable[Any]]
    """What of a row may not have been known: its later events and child rows."""


def _names(cls: type, role: Role) -> tuple[str, ...]:
    return tuple(a.name for a in attrs.fields(cls) if about_field(a).role == role)


def _default(attribute: attrs.Attribute[Any]) -> Any:
    default: Any = attribute.default
    if default is attrs.NOTHING:
        msg = f"{attribute.name} came with a later event, so it needs a default"
        raise TypeError(msg)
    factory = getattr(default, "factory", None)
    return default if factory is None else factory()


def _holds_rows(kind: Any) -> bool:
    arguments = typing.get_args(kind)
    return (
        typing.get_origin(kind) is tuple
        and bool(arguments)
        and isinstance(arguments[0], type)
        and attrs.has(arguments[0])
    )


@functools.cache
def _shape(cls: type) -> _Shape:
    if not attrs.has(cls):
        raise bilingual(
            "knowledge.row",
            f"应为数据行，实际为 {cls.__name__}",
            f"expected a row, not {cls.__name__}",
        )
    hints = typing.get_type_hints(cls)
    own, known = (*_names(cls, "own"), *_names(cls, "from")), _names(cls, "known")
    if len(own) > 1 or len(known) > 1:
        msg = f"{cls.__name__} has more than one own day or day of knowledge"
        raise TypeError(msg)
    later = _names(cls, "later")
    children = tuple(a.name for a in attrs.fields(cls) if _holds_rows(hints[a.name]))
    return _Shape(
        own=(*own, *(a.name for a in attrs.fields(cls) if about_field(a).stands_in)),
        known=known[0] if known else None,
        later=later,
        came_with=tuple(
            (a.name, about_field(a).came_with, _default(a))
            for a in attrs.fields(cls)
            if about_field(a).came_with
        ),
        children=children,
        more=_getter((*later, *children)),
    )


def _getter(names: tuple[str, ...]) -> Callable[[Any], Iterable[Any]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: [getattr(row, name) for name in names]


def _day(value: Any) -> date | None:
    """The day of a date or a moment; of a year, its last."""
    if isinstance(value, int):
        return date(value, 12, 31)
    return value.date() if isinstance(value, datetime) else value


def own_names(cls: type) -> tuple[str, ...]:
    """Return the fields with the day of a row's own event, and what stands in (事件日期字段)."""
    return _shape(cls).own


def own_day(row: Any) -> date | None:
    """Return the day of a row's own event (事件日期), or the first that stands in for it, if any."""
    cls: type = type(row)
    for name in _shape(cls).own:
        day = getattr(row, name)
        if day is not None:
            return _day(day)
    return None


def known_day(row: Any) -> date | None:
    """Return the day on which a row became known (获知日); None for one that was always known.

    A row without such a day became known with the first of its child rows, as a case with its first
    move.
    """
    cls: type = type(row)
    shape = _shape(cls)
    if shape.known is not None and (value := getattr(row, shape.known)) is not None:
        return _day(value)
    own = own_day(row)
    if own is not None:
        return own
    rows = [child for name in shape.children for child in getattr(row, name)]
    if shape.known is None and not shape.own:
        return _first(rows)
    return _first([child for child in rows if _is_sequence(child)])


def known_since(on: date, *rows: Any) -> date:
    """Return the day on which something of a day was known (获知日): with the last of its rows."""
    return max([on, *(day for row in rows if (day := known_day(row)) is not None)])


def _first(rows: list[Any]) -> date | None:
    days = [known_day(row) for row in rows]
    return min((day for day in days if day is not None), default=None) if None not in days else None


def as_known(row: T, day: date) -> T | None:
    """Return the row as it was known at the end of a day (某日所知), None when nobody knew of it.

    Later events that were not known yet are empty again, child rows that were not known are left
    out. A row of which everything was known is returned as it is.

    >>> from qualitygov.credit import CreditRecord
    >>> record = CreditRecord(
    ...     id="R1", subject="91330299MA2837B62L", kind="penalty", severity="general",
    ...     happened_on=date(2016, 5, 3), decided_on=date(2016, 6, 1), known_on=date(2016, 6, 2),
    ...     source_document="罚〔2016〕5号", revoked_on=date(2016, 9, 1),
    ... )
    >>> as_known(record, date(2016, 6, 1)) is None, as_known(record, date(2016, 8, 31)).revoked_on
    (True, None)
    """
    since = known_day(row)
    if since is not None and since > day:
        return None
    cls: type = type(typing.cast("Any", row))
    shape = _shape(cls)
    if not any(shape.more(row)):
        return row
    changed: dict[str, Any] = {}
    for name in shape.later:
        value = getattr(row, name)
        if value is not None and typing.cast("date", _day(value)) > day:
            changed[name] = None
    for name, names, default in shape.came_with:
        there = [with_ for with_ in names if getattr(row, with_) is not None]
        if there and all(with_ in changed for with_ in there):
            changed[name] = default
    for name in shape.children:
        rows = getattr(row, name)
        if rows:
            kept = _in_sequence(rows, day) if _is_sequence(rows[0]) else known_rows(rows, day)
            if len(kept) != len(rows) or any(a is not b for a, b in zip(kept, rows, strict=True)):
                changed[name] = kept
    return attrs.evolve(typing.cast("Any", row), **changed) if changed else row


def _is_sequence(row: Any) -> bool:
    """Whether rows of this class are steps, of which each rests on those before."""
    return bool(getattr(type(row), "in_sequence", False))


def _in_sequence(rows: Iterable[T], day: date) -> tuple[T, ...]:
    """Recorded moves up to the first that was not known: nobody knew what rests on it either."""
    kept: list[T] = []
    for row in rows:
        seen = as_known(row, day)
        if seen is None:
            break
        kept.append(seen)
    return tuple(kept)


def known_rows(rows: Iterable[T], day: date) -> tuple[T, ...]:
    """Return the rows that were known on a day, each as it was known (某日所知各行)."""
    return tuple(_known(rows, day))


def _known(rows: Iterable[T], day: date) -> Iterator[T]:
    for row in rows:
        seen = as_known(row, day)
        if seen is not None:
            yield seen
