"""Months and terms said of a day (月份与期限): the day that an entity holds, and what was said.

A field with ``about(…, month_of="expires_on", bound="last")`` is the companion of a day: it
remembers the month where only the month was said, and says which day of it the entity holds. A
field with ``about(…, runs=("issued_on", "expires_on"))`` is a term from one day to the other. A day
without such a companion takes no month and no term: it is refused.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeGuard

import attrs

from qualitygov.core import cells
from qualitygov.core.fields import about_field
from qualitygov.core.periods import ONE_DAY, Term, term_end
from qualitygov.errors import FieldError, bilingual


@attrs.frozen
class Month:
    """A companion field (月份字段): its name, its day, and which day of the month that is."""

    name: str
    day: str
    bound: str


@attrs.frozen
class Runs:
    """A field with a term (期限字段): its name, and the days on which it begins and ends."""

    name: str
    first: str
    last: str


@functools.cache
def months_of(cls: type) -> tuple[Month, ...]:
    """Return the fields that remember a month (月份字段)."""
    described = ((a.name, about_field(a)) for a in attrs.fields(cls))
    return tuple(
        Month(name, about.month_of, about.bound or "first")
        for name, about in described
        if about.month_of is not None
    )


@functools.cache
def terms_of(cls: type) -> tuple[Runs, ...]:
    """Return the fields that hold a term (期限字段)."""
    described = ((a.name, about_field(a)) for a in attrs.fields(cls))
    return tuple(Runs(name, *about.runs) for name, about in described if about.runs is not None)


def _is_month(value: Any) -> TypeGuard[str]:
    return (
        isinstance(value, str) and len(value) == len("2019-02") and cells.bounds(value) is not None
    )


def placed(cls: type, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's plain values with each month and term beside its day (月份与期限归位).

    >>> from qualitygov.core.fields import about
    >>> @attrs.frozen
    ... class Paper:
    ...     issued_on: date
    ...     expires_on: date | None
    ...     until: Partial | None = attrs.field(
    ...         metadata=about("止月", "until", month_of="expires_on", bound="last"))
    ...     term: Term | None = attrs.field(
    ...         metadata=about("期限", "term", runs=("issued_on", "expires_on")))
    >>> placed(Paper, {"issued_on": "2016-01-08", "expires_on": "2019-02"})["expires_on"]
    '2019-02-28'
    >>> placed(Paper, {"issued_on": "2014-02-25", "expires_on": "5 years"})["expires_on"]
    '2019-02-25'
    """
    values = dict(plain)
    for runs in terms_of(cls):
        _run(cls, runs, values)
    for month in months_of(cls):
        said = values.get(month.day)
        if _is_month(said) and values.get(month.name) in (None, said):
            values[month.name], values[month.day] = said, _bound(said, month.bound).isoformat()
    return values


def _bound(month: str, bound: str) -> date:
    days = cells.bounds(month)
    assert days is not None  # the caller has seen that it is a month
    return days[1] if bound == "last" else days[0]


def _run(cls: type, runs: Runs, values: dict[str, Any]) -> None:
    """Set the end of a term that stands in the place of its last day, or in a field of its own."""
    said = values.get(runs.last)
    written = said if said is not None else values.get(runs.name)
    try:
        term = Term.parse(written) if isinstance(written, str) else None
    except FieldError:
        return
    end = None if term is None else _end(values.get(runs.first), term)
    if end is None or values.get(runs.name) not in (None, written):
        return
    has_month = any(month.day == runs.last for month in months_of(cls))
    if len(end) == len("2019-02") and not has_month:
        return
    values[runs.name], values[runs.last] = written, end


def _end(start: Any, term: Term) -> str | None:
    """The last day of a term, or its month where only the month of its beginning is known."""
    days = cells.bounds(start) if isinstance(start, str) else None
    if days is None:
        return None
    try:
        if days[0] == days[1]:
            return term_end(days[0], term).isoformat()
        if _is_month(start) and not term.days:
            return term_end(days[0], term).isoformat()[: len("2019-02")]
    except FieldError:
        pass
    return None


def check_placed(row: Any) -> None:
    """Check in ``__attrs_post_init__`` that months and terms agree with their days (核对月份与期限).

    Raises `FieldError` that names the field.
    """
    cls: type = type(row)
    for problem in _disagreeing(row, cls):
        raise problem


def _disagreeing(row: Any, cls: type) -> Iterator[FieldError]:
    months = {month.day: getattr(row, month.name) for month in months_of(cls)}
    for month in months_of(cls):
        said, day = getattr(row, month.name), getattr(row, month.day)
        if said is None:
            continue
        expected = said.last if month.bound == "last" else said.first
        if not said.is_month or day != expected:
            yield bilingual(
                "field.month",
                f"{month.name}（{said}）应为整月，{month.day} 应为 {expected}，实际为 {day}",
                f"{month.name} {said} should be a month and {month.day} its day {expected},"
                f" not {day}",
            )
    for runs in terms_of(cls):
        term, first, last = (getattr(row, name) for name in (runs.name, runs.first, runs.last))
        if term is None or last is None:
            continue
        end = term_end(first, term)
        said = months.get(runs.last)
        # A paper that counts its first day ends on the day before the corresponding one.
        ends = {end, end - ONE_DAY}
        if last not in ends and not (said is not None and any(day in said for day in ends)):
            yield bilingual(
                "field.term",
                f"{runs.name}（{term}）自 {first} 起至 {end} 止，{runs.last} 却为 {last}",
                f"{runs.name} {term} from {first} ends on {end}, not on {runs.last} {last}",
            )
