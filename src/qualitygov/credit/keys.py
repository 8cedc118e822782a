"""Units and records as tables (单位与记录表): the key of a unit in columns, and which records count."""

from __future__ import annotations

from datetime import date
from typing import Any

from qualitygov.codes.keys import COLON
from qualitygov.credit.standing import counts, days_given
from qualitygov.plan.columns import day_literal, holds, nw
from qualitygov.plan.expr import columns_of
from qualitygov.rulebook.context import Context

KEY = "_key"
CREDIT_CODE_LENGTH = 18


def with_key(frame: nw.LazyFrame[Any], column: str) -> nw.LazyFrame[Any]:
    """Add the unit's key (主体键).

    The organization code inside a credit code, a key of a unit without one as it is, or a surrogate
    integer as it is.
    """
    if frame.collect_schema()[column].is_integer():
        return frame.with_columns(nw.col(column).cast(nw.Int64).alias(KEY))
    code = nw.col(column)
    inner = (
        nw.when(
            (code.str.len_chars() == CREDIT_CODE_LENGTH) & ~code.str.contains(COLON, literal=True)
        )
        .then(code.str.slice(8, 9))
        .otherwise(code)
    )
    return frame.with_columns(inner.alias(KEY))


def counting(records: nw.LazyFrame[Any], context: Context, day: str | None = None) -> nw.Expr:
    """Return whether a record counts, as a column (是否计入), as `standing.excluded` does for one.

    `day` names a column of days, each in place of the context's own.
    """
    present = set(records.collect_schema().names())
    given: dict[str, date | nw.Expr] = {**days_given(context)}
    if day is not None:
        horizon = nw.min_horizontal(nw.col(day), day_literal(context.known_at))
        given |= {"as_of": nw.col(day), "horizon": horizon}
    condition = counts(context)
    return holds(condition, given, columns_of(condition) - present)
