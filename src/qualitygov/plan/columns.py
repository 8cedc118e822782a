"""Conditions for columns (按列条件), in Narwhals: one text for every engine (`engines`).

Conditions become columns before any grouping, and literals carry their types, since engines differ
in what they would infer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from qualitygov.core.periods import Term
from qualitygov.errors import MissingExtraError
from qualitygov.plan.expr import (
    Absent,
    AllOf,
    AnyOf,
    Compare,
    Expr,
    Given,
    Not,
    OneOf,
    without,
)
from qualitygov.plan.rows import NOTHING_GIVEN

try:
    import narwhals
except ImportError:
    raise MissingExtraError("narwhals", "frames") from None
nw = narwhals  # for all who work in columns: behind this door the extra is there

SIGNS: Mapping[str, str] = {
    "<": "__lt__",
    "<=": "__le__",
    "==": "__eq__",
    ">=": "__ge__",
    ">": "__gt__",
}


def whole(value: int) -> nw.Expr:
    """Return a whole number as a 64-bit literal (整数常量)."""
    return nw.lit(value, nw.Int64)


def day_literal(value: date) -> nw.Expr:
    """Return a day as a date literal (日期常量)."""
    return nw.lit(value, nw.Date)


def literal(value: Any) -> nw.Expr:
    """Return a value as a literal of its type (常量); a column stays as it is."""
    if isinstance(value, nw.Expr):
        return value
    if isinstance(value, date):
        return day_literal(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return whole(value)
    return nw.lit(value)


def first_of(pairs: Iterable[tuple[nw.Expr, nw.Expr]], otherwise: nw.Expr) -> nw.Expr:
    """Return the value of the first condition that holds (首个成立者的值).

    Nested from the end, as SQL's CASE and Polars both like.
    """
    result = otherwise
    for condition, value in reversed(list(pairs)):
        result = nw.when(condition).then(value).otherwise(result)
    return result


def together(parts: Sequence[nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
    """Return the rows of all parts (合并各表): halves of halves, as engines bind no deep tree."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return nw.concat([together(parts[:half]), together(parts[half:])])


def holds(
    condition: Expr,
    given: Mapping[str, date | nw.Expr] = NOTHING_GIVEN,
    missing: Iterable[str] = (),
) -> nw.Expr:
    """Return the condition as a column that is true or false and never empty (按列判断).

    Days that are given may be columns. Columns that are `missing` from the table are taken as
    empty.
    """
    return _holds(without(condition, frozenset(missing)), given)


def _holds(condition: Expr, given: Mapping[str, date | nw.Expr]) -> nw.Expr:
    if isinstance(condition, Absent):
        return nw.col(condition.column.name).is_null()
    if isinstance(condition, Not):
        return ~_holds(condition.part, given)
    if isinstance(condition, (AllOf, AnyOf)):
        is_all = isinstance(condition, AllOf)
        parts = [_holds(part, given) for part in condition.parts]
        return reduce(and_ if is_all else or_, parts) if parts else nw.lit(value=is_all)
    assert isinstance(condition, (Compare, OneOf))
    column = nw.col(condition.column.name)
    if isinstance(condition, OneOf):
        return ~column.is_null() & column.is_in(sorted(condition.words))
    value: Any = condition.value
    if isinstance(value, Given):
        value = given[value.name]
    if isinstance(value, bool):
        return ~column.is_null() & (column if value else ~column)
    compared: nw.Expr = getattr(column, SIGNS[condition.sign])(literal(value))
    return ~column.is_null() & compared


def days_later(day: nw.Expr, days: int) -> nw.Expr:
    """Return the day some days later, or earlier (若干日后)."""
    return day.dt.offset_by(f"{days}d").cast(nw.Date)


def within_columns(start: nw.Expr, later: nw.Expr, term: Term) -> nw.Expr:
    """Return whether `later` lies within the term that begins with `start` (是否在期限内).

    As `periods.within_term` has it: months are added to the start, where they end with the month's
    last day if it has no such day, and never subtracted from the later day.
    """
    if term.days:
        later = days_later(later, -term.days)
    if term.total_months:
        start = start.dt.offset_by(f"{term.total_months}mo").cast(nw.Date)
    return later <= start


def with_previous(
    frame: nw.LazyFrame[Any], value: str, name: str, *, series: list[str], order: list[str]
) -> nw.LazyFrame[Any]:
    """Add the value of the row before within a series (同序列前一行的值), empty for the first.

    A row without a series has none before it. Polars sorts once, where a window would sort each
    series by itself.
    """
    if frame.implementation is not nw.Implementation.POLARS:
        before = nw.col(value).shift(1).over(*series, order_by=order)
        whole_series = [~nw.col(part).is_null() for part in series]
        empty = nw.lit(None, frame.collect_schema()[value])
        return frame.with_columns(nw.when(*whole_series).then(before).otherwise(empty).alias(name))
    import polars as pl  # noqa: PLC0415 - the frame is one of Polars, so it is there

    same = pl.all_horizontal(pl.col(part) == pl.col(part).shift(1) for part in series)
    lazy: pl.LazyFrame = nw.to_native(frame)
    ordered = lazy.sort(*series, *order)
    return nw.from_native(
        ordered.with_columns(pl.when(same).then(pl.col(value).shift(1)).alias(name))
    )


def with_runs(
    frame: nw.LazyFrame[Any], breaks: str, name: str, *, series: list[str], order: list[str]
) -> nw.LazyFrame[Any]:
    """Number the runs of rows of a series between its breaks (同序列连续段编号).

    `breaks` is 1 for a row that breaks and 0 for any other. Two rows of one series are of one run
    if they have the same number; what the number is depends on the engine. Polars sorts once.
    """
    if frame.implementation is not nw.Implementation.POLARS:
        number = nw.col(breaks).cum_sum().over(*series, order_by=order)
        return frame.with_columns(number.alias(name))
    import polars as pl  # noqa: PLC0415 - the frame is one of Polars, so it is there

    lazy: pl.LazyFrame = nw.to_native(frame)
    ordered = lazy.sort(*series, *order)
    return nw.from_native(ordered.with_columns(pl.col(breaks).cum_sum().alias(name)))
