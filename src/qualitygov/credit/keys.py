"""Units and records as tables (单位与记录表): the key of a unit in columns, and which records count."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Self

import attrs

from qualitygov.codes.keys import COLON
from qualitygov.credit.standing import counts, days_given
from qualitygov.plan.columns import day_literal, holds, nw
from qualitygov.plan.expr import Expr, columns_of
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


ORGANIZATION_CODE = "^[0-9A-Z]{9}$"
DIGITS = 36
"""An organization code is a number to this base, which tells units apart as well as its text."""


@attrs.frozen(slots=False)
class UnitKeys:
    """How units are told apart in columns (主体键的表示), the same in every table of one question.

    By the text of the key; in Polars by a number, which is grouped, sorted and joined in half the
    time: the organization code read as one, and for other keys the place in a dictionary, below
    zero. Units that have an integer for a key keep it. Tables of a prepared archive have it
    `given`.
    """

    numbered: bool
    given: bool = False

    @classmethod
    def of(cls, units: nw.LazyFrame[Any]) -> Self:
        """Choose by the table of units."""
        textual = not units.collect_schema()["code"].is_integer()
        return cls(textual and units.implementation is nw.Implementation.POLARS)

    @cached_property
    def _dictionary(self) -> Any:
        import polars as pl  # noqa: PLC0415 - the tables are of Polars, so it is there

        return pl.Categorical(pl.Categories.random(namespace="qualitygov"))

    def add(self, frame: nw.LazyFrame[Any], column: str) -> nw.LazyFrame[Any]:
        """Add the key of the unit that a column names (加主体键)."""
        if self.given:
            return frame
        keyed = with_key(frame, column)
        if not self.numbered:
            return keyed
        import polars as pl  # noqa: PLC0415 - the tables are of Polars, so it is there

        key = pl.col(KEY)
        code = key.str.contains(ORGANIZATION_CODE)
        number = key.str.to_integer(base=DIGITS, strict=False)
        place = pl.when(~code).then(key).cast(self._dictionary).to_physical().cast(pl.Int64)
        lazy: pl.LazyFrame = nw.to_native(keyed)
        return nw.from_native(
            lazy.with_columns(pl.when(code).then(number).otherwise(-1 - place).alias(KEY))
        )


FOUND = "_found"


def with_found(records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add the day an act came to light (发现日): with the decision, where nothing else is said."""
    found = nw.col("decided_on")
    if "found_on" in records.collect_schema().names():
        found = nw.when(nw.col("found_on").is_null()).then(found).otherwise(nw.col("found_on"))
    return records.with_columns(found.alias(FOUND))


def counting(
    records: nw.LazyFrame[Any],
    context: Context,
    day: str | None = None,
    *,
    condition: Expr | None = None,
) -> nw.Expr:
    """Return whether a record counts, as a column (是否计入), as `standing.excluded` does for one.

    `day` names a column of days, each in place of the context's own; `condition` is asked in place
    of `standing.counts`.
    """
    present = set(records.collect_schema().names())
    given: dict[str, date | nw.Expr] = {**days_given(context)}
    if day is not None:
        horizon = nw.min_horizontal(nw.col(day), day_literal(context.known_at))
        given |= {"as_of": nw.col(day), "horizon": horizon}
    asked = counts(context) if condition is None else condition
    return holds(asked, given, columns_of(asked) - present)
