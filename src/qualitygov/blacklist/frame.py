"""Screening whole tables (批量筛查): the same grounds as for one enterprise, in columns.

Each ground is a filter, a series (unit, unit and category, or unit and run) and a count. The day on
which it arose is the first of the stretch in which it has stood without a gap.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from qualitygov.blacklist.plan import GroundPlan, ScreenPlan
from qualitygov.core.periods import Term
from qualitygov.credit.door import Tables, answer_all, answer_good, opened
from qualitygov.credit.keys import KEY, counting, with_key
from qualitygov.errors import bilingual
from qualitygov.plan.columns import (
    day_literal,
    days_later,
    holds,
    nw,
    whole,
    within_columns,
)
from qualitygov.plan.expr import columns_of

OUTPUT = ("code", "ground", "arose_on", "records")
_ORDER = ["decided_on", "id"]
_SERIES = [KEY, "_series"]


def _in_series(plan: GroundPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The matching records, each with its series.

    A category, a run without interruption, or the unit itself.
    """
    matches = holds(plan.matches)
    if plan.in_sequence is not None:
        breaks = nw.when(matches).then(whole(0)).otherwise(whole(1)).alias("_break")
        marked = records.filter(holds(plan.in_sequence)).with_columns(breaks)
        runs = nw.col("_break").cum_sum().over(KEY, order_by=_ORDER).cast(nw.String)
        return marked.with_columns(runs.alias("_series")).filter(nw.col("_break") == whole(0))
    matching = records.filter(matches)
    if plan.same_category:
        return matching.filter(~nw.col("category").is_null()).with_columns(
            nw.col("category").alias("_series")
        )
    return matching.with_columns(nw.lit("").alias("_series"))


def _stood(plan: GroundPlan, term: Term, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """One row for each unit with a record that has stood for a term.

    Those decided before the day whose term still runs now. A term of months ends with the month's
    last day where it has no such day, so the day is worked out month by month.
    """
    decided = nw.col("decided_on")
    ripe = records.filter(holds(plan.matches) & (decided < day_literal(plan.since)))
    arose = days_later(decided.dt.offset_by(f"{term.total_months}mo"), term.days + 1)
    return (
        ripe.with_columns(arose.alias("_arose"))
        .group_by(KEY)
        .agg(nw.col("_arose").min().alias("arose_on"), nw.col("id").count().alias("records"))
    )


def _reached(plan: GroundPlan, within: Term, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """One row for each unit with a series in which the ground stands now."""
    day, oldest = nw.col("decided_on"), nw.col("_oldest")
    before = oldest.shift(1).over(*_SERIES, order_by=_ORDER)
    if plan.at_least > 1:
        first = day.shift(plan.at_least - 1).over(*_SERIES, order_by=_ORDER)
    else:
        first = day
    found = _in_series(plan, records).with_columns(first.alias("_oldest"))
    recent = nw.when(day >= day_literal(plan.since)).then(whole(1)).otherwise(whole(0))
    counts = (
        found.with_columns(recent.alias("_recent"))
        .group_by(*_SERIES)
        .agg(nw.col("_recent").sum().alias("records"))
        .filter(nw.col("records") >= whole(plan.at_least))
    )
    standing = found.filter(~oldest.is_null() & within_columns(oldest, day, within))
    standing = standing.with_columns(before.alias("_before"))
    goes_on = within_columns(nw.col("_before"), days_later(day, -1), within)
    begins = standing.filter(nw.col("_before").is_null() | ~goes_on)
    began = begins.group_by(*_SERIES).agg(day.max().alias("arose_on"))
    return (
        counts.join(began, on=_SERIES, how="inner")
        .group_by(KEY)
        .agg(nw.col("arose_on").min(), nw.col("records").sum())
    )


def _counted(plan: GroundPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """One row for each unit that has the ground."""
    if plan.standing_for is not None:
        grouped = _stood(plan, plan.standing_for, records)
    else:
        assert plan.within is not None
        grouped = _reached(plan, plan.within, records)
    return grouped.select(
        KEY,
        nw.lit(plan.id).alias("ground"),
        nw.col("arose_on").cast(nw.Date),
        nw.col("records").cast(nw.Int64),
    )


def columns_read(plan: ScreenPlan) -> tuple[str, ...]:
    """Return the columns of records that the grounds read, later events aside (所用列)."""
    named = {name for ground in plan.grounds for name in columns_of(ground.matches)}
    if any(ground.same_category for ground in plan.grounds):
        named.add("category")
    return ("id", "kind", "severity", "decided_on", *sorted(named - {"kind", "severity"}))


def screen_frame(plan: ScreenPlan, enterprises: Any, records: Any, *, trusted: bool) -> Any:
    """Screen every enterprise of a table (批量筛查); see `BlacklistScreener.screen_frame`."""
    tables = opened(enterprises, records, columns_read(plan))
    return answer_all(tables, plan.words, partial(_answer, plan), trusted=trusted)


def checked_frame(plan: ScreenPlan, enterprises: Any, records: Any) -> tuple[Any, Any]:
    """Screen the good rows and return the others beside them (批量筛查与退回)."""
    tables = opened(enterprises, records, columns_read(plan))
    return answer_good(tables, plan.words, partial(_answer, plan))


def _answer(plan: ScreenPlan, tables: Tables) -> nw.LazyFrame[Any]:
    facts, units = tables.records, with_key(tables.units, "code").select("code", KEY)
    kinds = sorted(plan.kinds)
    own = facts.filter(nw.col("kind").is_in(kinds) & counting(facts, plan.context))
    counted = with_key(own, "subject").select(KEY, *columns_read(plan))
    parts = [_counted(ground, counted) for ground in plan.grounds]
    if not parts:
        raise bilingual(
            "screen.none", "该日没有施行的列入事由", "no ground is in force on this day"
        )
    grounds = nw.concat(parts) if len(parts) > 1 else parts[0]
    return units.join(grounds, on=KEY, how="inner").select(*OUTPUT)
