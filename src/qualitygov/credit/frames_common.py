"""Records in columns (记录的列式处理), shared by credit and blacklist: which count, under which key.

Written in Narwhals, so that one text serves Polars (eager and lazy) and DuckDB. Conditions become
columns before any grouping, and literals carry their types, since engines differ in what they would
infer.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from qualitygov.errors import MissingExtraError, bilingual
from qualitygov.rulebook.context import Context

try:
    import narwhals as nw
except ImportError:
    raise MissingExtraError("narwhals", "frames") from None

__all__ = ["KEY", "as_lazy", "counted_records", "day_literal", "nw", "whole", "with_key"]

KEY = "_key"
CREDIT_CODE_LENGTH = 18
_EVENTS = ("revoked_on", "repaired_on", "stayed_on", "appeal_ended_on", "valid_until")


def as_lazy(frame: Any) -> tuple[nw.LazyFrame[Any], bool]:
    """Take a native frame as a lazy one (转为惰性表).

    The flag says whether the answer is to be collected.

    Raises `FieldError` for anything but a Polars frame or a DuckDB relation.
    """
    try:
        made = nw.from_native(frame)
    except TypeError:
        raise bilingual(
            "frame.type",
            f"不支持的表类型 {type(frame)}",
            f"no frame this library knows: {type(frame)}",
        ) from None
    if made.implementation not in (nw.Implementation.POLARS, nw.Implementation.DUCKDB):
        name = made.implementation.value
        raise bilingual(
            "frame.engine",
            f"尚不支持 {name}",
            f"{name} is not supported yet; pass Polars or DuckDB",
        )
    return (made.lazy(), True) if isinstance(made, nw.DataFrame) else (made, False)


def whole(value: int) -> nw.Expr:
    """A whole number as a 64-bit literal (整数常量)."""
    return nw.lit(value, nw.Int64)


def day_literal(value: date) -> nw.Expr:
    """A day as a date literal (日期常量)."""
    return nw.lit(value, nw.Date)


def with_key(frame: nw.LazyFrame[Any], column: str) -> nw.LazyFrame[Any]:
    """Add the unit's key (主体键).

    The organization code inside a credit code, or a surrogate integer as it is.
    """
    if frame.collect_schema()[column].is_integer():
        return frame.with_columns(nw.col(column).alias(KEY))
    code = nw.col(column)
    inner = (
        nw.when(code.str.len_chars() == CREDIT_CODE_LENGTH)
        .then(code.str.slice(8, 9))
        .otherwise(code)
    )
    return frame.with_columns(inner.alias(KEY))


def _on_or_before(column: str, day: date) -> nw.Expr:
    return ~nw.col(column).is_null() & (nw.col(column) <= day_literal(day))


def counted_records(records: nw.LazyFrame[Any], context: Context) -> nw.LazyFrame[Any]:
    """Keep the records that count in this context, as `standing.excluded` does for one (计入的记录).

    Columns of later events may be missing; a missing column means that no such event is known.
    """
    present = set(records.collect_schema().names())
    absent = [nw.lit(None, nw.Date).alias(name) for name in _EVENTS if name not in present]
    if absent:
        records = records.with_columns(*absent)
    ended = _on_or_before("appeal_ended_on", context.horizon)
    keep = (
        _on_or_before("known_on", context.known_at)
        & _on_or_before("decided_on", context.as_of)
        & ~_on_or_before("revoked_on", context.known_at)
        & ~_on_or_before("repaired_on", context.horizon)
        & ~(_on_or_before("stayed_on", context.horizon) & ~ended)
        & (nw.col("valid_until").is_null() | (nw.col("valid_until") >= day_literal(context.as_of)))
    )
    return records.filter(keep)
