"""Conditions that hold from one day until another (条件成立期间), laid down as two days of a row.

Most conditions on a day of the context begin or end to hold with some day of the row: known, then
revoked. Where all days of the context are one day, such a condition is true from the latest of its
beginnings until the first of its ends; both can be written down before anybody asks. What is no
beginning and no end is left over, and asked each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import attrs

from qualitygov.plan.columns import day_literal, days_later, holds, nw
from qualitygov.plan.expr import TRUE, AllOf, Compare, Expr, Given, Not, all_of, without


@attrs.frozen
class Edge:
    """A day of the row at which a condition begins or ends to hold (起讫日), where `when` holds.

    `later` is 1 for an end that is the day after.
    """

    column: str
    when: Expr
    later: int = 0


@attrs.frozen
class Spans:
    """A condition as beginnings, ends and what is left over (条件的起讫)."""

    starts: tuple[Edge, ...]
    ends: tuple[Edge, ...]
    rest: Expr


def spans_of(condition: Expr, missing: Iterable[str] = ()) -> Spans:
    """Take a condition apart (拆分条件); columns that are `missing` from the table are empty.

    >>> from qualitygov.plan.expr import day
    >>> AS_OF = Given("as_of")
    >>> found = spans_of(day("known_on").until(AS_OF) & ~day("revoked_on").until(AS_OF))
    >>> [edge.column for edge in (*found.starts, *found.ends)], found.rest == TRUE
    (['known_on', 'revoked_on'], True)
    """
    plain = without(condition, frozenset(missing))
    starts, ends, rest = list[Edge](), list[Edge](), list[Expr]()
    for part in plain.parts if isinstance(plain, AllOf) else (plain,):
        begins, edge = _edge(part)
        if edge is None:
            rest.append(part)
        else:
            (starts if begins else ends).append(edge)
    return Spans(tuple(starts), tuple(ends), all_of(rest))


def _edge(part: Expr) -> tuple[bool, Edge | None]:
    """Whether a condition begins to hold with a day, and with which; None for neither."""
    if not isinstance(part, Not):
        compared = _asked(part)
        begins = compared is not None and compared.sign == "<="
        return True, Edge(compared.column.name, TRUE) if compared and begins else None
    inside = part.part.parts if isinstance(part.part, AllOf) else (part.part,)
    asked = [one for one in inside if _asks(one)]
    if len(asked) != 1:
        return True, None
    when = all_of(one for one in inside if one is not asked[0])
    compared = _asked(asked[0])
    if compared is not None and compared.sign in ("<", "<="):
        return False, Edge(compared.column.name, when, int(compared.sign == "<"))
    compared = _asked(asked[0].part) if isinstance(asked[0], Not) else None
    if compared is not None and compared.sign == "<=":
        return True, Edge(compared.column.name, when)
    return True, None


def _asked(part: Expr) -> Compare | None:
    """A comparison with a day of the context, None for anything else."""
    return part if isinstance(part, Compare) and isinstance(part.value, Given) else None


def _asks(part: Expr) -> bool:
    """Whether a day of the context stands anywhere in a condition."""
    return part != TRUE and any(isinstance(one.value, Given) for one in _compared(part))


def _compared(part: Expr) -> Iterator[Compare]:
    if isinstance(part, Compare):
        yield part
    elif isinstance(part, Not):
        yield from _compared(part.part)
    else:
        for one in getattr(part, "parts", ()):
            yield from _compared(one)


def first_day(spans: Spans) -> nw.Expr:
    """Return the day from which the beginnings hold (起始日), empty where they never do."""
    values, never = [], [nw.lit(value=False)]
    for edge in spans.starts:
        when = holds(edge.when)
        values.append(nw.when(when).then(nw.col(edge.column)))
        never.append(when & nw.col(edge.column).is_null())
    latest = nw.max_horizontal(day_literal(date.min), *values)
    return nw.when(~reduce(or_, never)).then(latest)


def first_day_after(spans: Spans) -> nw.Expr:
    """Return the first day on which an end has come (终止日), empty where none ever does."""
    empty = nw.lit(None, nw.Date)
    return nw.min_horizontal(empty, *(_end(edge) for edge in spans.ends))


def _end(edge: Edge) -> nw.Expr:
    day: Any = nw.col(edge.column)
    when = holds(edge.when)
    if edge.later:  # after the last day of the calendar nobody asks
        when, day = when & (day < day_literal(date.max)), days_later(day, edge.later)
    return nw.when(when).then(day)


def within(first: str, after: str, on: date) -> nw.Expr:
    """Return whether a day lies in a span that two columns hold (是否在期间内)."""
    begun = nw.col(first) <= day_literal(on)
    return begun & (nw.col(after).is_null() | (nw.col(after) > day_literal(on)))
