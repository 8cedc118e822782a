"""Measuring indicators in columns (批量测量指标).

The same plan as for one town, on the engine that holds the facts.

Conditions become columns before the grouping, an empty value fulfills none, and every output is a
64-bit integer.
"""

from __future__ import annotations

from typing import Any

from qualitygov.assessment.sliced import Measured
from qualitygov.assessment.sorting import EXCUSED, OPEN
from qualitygov.core.period import Period
from qualitygov.errors import bilingual
from qualitygov.plan.columns import day_literal, holds, nw, whole
from qualitygov.plan.condition import Checks, condition_of
from qualitygov.plan.engines import as_lazy

OUTPUT = ("town", "numerator", "denominator")
IN_COLUMNS = frozenset({"rate", "count", "share", "index"})
"""The kinds of indicator that can be measured in columns."""

_UP, _DOWN, _HITS = "_up", "_down", "_hits"


def _is_there(column: str) -> nw.Expr:
    return ~nw.col(column).is_null()


def _all(checks: Checks) -> nw.Expr:
    return holds(condition_of(checks))


def _number(condition: nw.Expr, value: nw.Expr) -> nw.Expr:
    """The value where the condition holds, else 0; an empty condition is one that does not hold."""
    return nw.when(condition.fill_null(value=False)).then(value).otherwise(whole(0))


def _in_window(indicator: Measured, period: Period) -> nw.Expr:
    first, last = day_literal(period.first), day_literal(period.last)
    if indicator.at == "valid-on-end":
        begun = _is_there("on") & _is_there("valid_from") & (nw.col("valid_from") <= last)
        return begun & (nw.col("valid_to").is_null() | (nw.col("valid_to") >= last))
    inside = _is_there("on") & (nw.col("on") <= last)
    return inside if indicator.at == "until-end" else inside & (nw.col("on") >= first)


def _marked(indicator: Measured, rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add what each row adds above and under the line."""
    counts, over = _all(indicator.counts), _all(indicator.over)
    if indicator.kind == "rate":
        return rows.with_columns(
            _number(counts, whole(1)).alias(_UP), _number(over, whole(1)).alias(_DOWN)
        )
    assert indicator.sum is not None
    assert indicator.of is not None
    types = rows.collect_schema()
    for name in (indicator.sum, indicator.of):
        if not types[name].is_integer():
            raise bilingual(
                "frame.sum",
                f"列 {name} 应为整数列",
                f"the column {name} should hold whole numbers to be summed here",
            )
    rows = rows.filter(_is_there(indicator.of))
    upper = nw.col(indicator.sum).cast(nw.Int64).fill_null(0)
    lower = nw.col(indicator.of).cast(nw.Int64)
    return rows.with_columns(_number(counts, upper).alias(_UP), _number(over, lower).alias(_DOWN))


def _counted(indicator: Measured, rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Rows, or different values of a column, by town.

    A town in which nothing fulfills the condition stays, with 0.
    """
    rows = rows.with_columns(_number(_all(indicator.counts), whole(1)).alias(_HITS))
    if indicator.distinct is not None:
        there = _is_there(indicator.distinct)
        rows = rows.with_columns(
            _number(there & (nw.col(_HITS) == whole(1)), whole(1)).alias(_HITS)
        )
        rows = rows.group_by("town", indicator.distinct).agg(nw.col(_HITS).max())
    totals = rows.group_by("town").agg(nw.col(_HITS).sum().alias("numerator"))
    return totals.with_columns(whole(1).alias("denominator"))


def rate_frame(indicator: Measured, facts: Any, period: Period) -> Any:
    """Measure an indicator for every town of a fact table (批量测量).

    For rates, counts, shares and indexes.

    `facts` is a table of the indicator's facts on any engine (`plan.engines`); so is the answer,
    with the columns ``town, numerator, denominator`` (64-bit), one row for each town with a value,
    in no promised order. A rate or share with nothing under its line has no row; a count has one
    for every town of which any row was looked at. Open and excused facts are not looked at. Raises
    `FieldError` for another kind of indicator, or for sums over anything but whole numbers.
    """
    if indicator.kind not in IN_COLUMNS:
        raise bilingual(
            "frame.kind",
            f"{indicator.kind} 类指标不能按列测量",
            f"an indicator of the kind {indicator.kind} is not measured in columns",
        )
    rows, back = as_lazy(facts)
    rows = rows.filter(_is_there("town") & _in_window(indicator, period) & _all(indicator.where))
    if "standing" in rows.collect_schema().names():
        final = ~nw.col("standing").is_in([OPEN, EXCUSED])
        rows = rows.filter(final.fill_null(value=True))
    if indicator.kind == "count":
        totals = _counted(indicator, rows)
    else:
        sums = (
            _marked(indicator, rows)
            .group_by("town")
            .agg(nw.col(_UP).sum().alias("numerator"), nw.col(_DOWN).sum().alias("denominator"))
        )
        totals = sums.filter(nw.col("denominator") > whole(0))
    answer = totals.select(
        "town", nw.col("numerator").cast(nw.Int64), nw.col("denominator").cast(nw.Int64)
    )
    return back(answer)
