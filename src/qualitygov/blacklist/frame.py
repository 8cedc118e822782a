"""Screening whole tables (批量筛查): the same grounds as for one enterprise, in columns.

Each ground is a filter, a series (unit, unit and category, or unit and run) and a count. For units
that have it now, the same count on every day on which something changed gives the first day of the
stretch in which it has stood without a gap.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from qualitygov.blacklist.plan import GroundPlan, ScreenPlan
from qualitygov.credit.door import Tables, answer_all, answer_good, opened
from qualitygov.credit.keys import KEY, counting, with_key
from qualitygov.credit.standing import COUNTS
from qualitygov.errors import bilingual
from qualitygov.plan.columns import (
    day_literal,
    days_later,
    first_of,
    holds,
    nw,
    table_like,
    whole,
    within_columns,
)
from qualitygov.plan.expr import columns_of
from qualitygov.rulebook.context import Context

OUTPUT = ("code", "ground", "arose_on", "records")
_ORDER = ["decided_on", "id"]
_EVENTS = ("repaired_on", "stayed_on", "appeal_ended_on")


def _in_series(plan: GroundPlan, records: nw.LazyFrame[Any], keys: list[str]) -> nw.LazyFrame[Any]:
    """The matching records, each with its series.

    A category, a run without interruption, or all of a unit, as `keys` part the records.
    """
    matches = holds(plan.matches)
    if plan.in_sequence is not None:
        breaks = nw.when(matches).then(whole(0)).otherwise(whole(1)).alias("_break")
        marked = records.filter(holds(plan.in_sequence)).with_columns(breaks)
        runs = nw.col("_break").cum_sum().over(*keys, order_by=_ORDER).cast(nw.String)
        return marked.with_columns(runs.alias("_series")).filter(nw.col("_break") == whole(0))
    matching = records.filter(matches)
    if plan.same_category:
        return matching.filter(~nw.col("category").is_null()).with_columns(
            nw.col("category").alias("_series")
        )
    return matching.with_columns(nw.lit("").alias("_series"))


def _resting(
    plan: GroundPlan, records: nw.LazyFrame[Any], keys: list[str], near: nw.Expr
) -> nw.LazyFrame[Any]:
    """One row for each of `keys` with the ground, and the number of records it rests on.

    `records` are those that count, and `near` says whose term runs.
    """
    if plan.standing_for is not None:
        ripe = records.filter(holds(plan.matches), ~near)
        return ripe.group_by(*keys).agg(nw.col("id").count().alias("records"))
    recent = nw.when(near).then(whole(1)).otherwise(whole(0)).alias("_recent")
    return (
        _in_series(plan, records, keys)
        .with_columns(recent)
        .group_by(*keys, "_series")
        .agg(nw.col("_recent").sum().alias("records"))
        .filter(nw.col("records") >= whole(plan.at_least))
        .group_by(*keys)
        .agg(nw.col("records").sum())
    )


def _days(plan: GroundPlan, records: nw.LazyFrame[Any], as_of: date) -> nw.LazyFrame[Any]:
    """The days up to `as_of` on which the ground of a unit may begin or end.

    A term of months ends with the month's last day where it has no such day, so the day is worked
    out month by month, and only for terms that have ended.
    """
    present = records.collect_schema().names()
    decided, until = nw.col("decided_on"), day_literal(as_of)
    ended = nw.when(decided < day_literal(plan.since)).then(decided)
    after = ended.otherwise(nw.lit(None, nw.Date)).dt.offset_by(f"{plan.term.total_months}mo")
    days = [decided, days_later(after, plan.term.days + 1)]
    days += [nw.col(name) for name in _EVENTS if name in present]
    if "valid_until" in present:
        valid = nw.when(nw.col("valid_until") < until).then(nw.col("valid_until"))
        days.append(days_later(valid.otherwise(nw.lit(None, nw.Date)), 1))
    numbers = table_like(records, {"_at": "whole"}, [(at,) for at in range(len(days))])
    at = nw.col("_at")
    chosen = first_of(((at == whole(n), day) for n, day in enumerate(days[1:], 1)), days[0])
    listed = records.join(numbers, how="cross").with_columns(chosen.cast(nw.Date).alias("_day"))
    known = listed.filter(nw.col("_day") <= until).group_by(KEY, "_day")
    return known.agg(nw.len().alias("_times")).select(KEY, "_day")


def _began(plan: GroundPlan, records: nw.LazyFrame[Any], context: Context) -> nw.LazyFrame[Any]:
    """One row for each unit: the first day of the stretch, up to now, in which the ground stood.

    Every day on which it may begin or end is judged by the records that counted on it. `records`
    are those of units that have the ground now.
    """
    day, looked_at = nw.col("_day"), plan.rule.sequence or plan.rule.kinds
    own = records.filter(nw.col("kind").is_in(sorted(looked_at)))
    days = _days(plan, own, context.as_of)
    counted = own.join(days, on=KEY, how="inner").filter(counting(own, context, "_day"))
    near = within_columns(nw.col("decided_on"), day, plan.term)
    stood = _resting(plan, counted, [KEY, "_day"], near)
    told = days.join(stood, on=[KEY, "_day"], how="left")
    gap = nw.when(nw.col("records").is_null()).then(day).otherwise(nw.lit(None, nw.Date))
    last = told.with_columns(gap.alias("_gap")).with_columns(nw.col("_gap").max().over(KEY))
    since = last.filter(nw.col("_gap").is_null() | (day > nw.col("_gap")))
    return since.group_by(KEY).agg(day.min().alias("arose_on"))


def _found(plan: GroundPlan, records: nw.LazyFrame[Any], context: Context) -> nw.LazyFrame[Any]:
    """One row for each unit that has the ground."""
    counted = records.filter(counting(records, context))
    near = nw.col("decided_on") >= day_literal(plan.since)
    now = _resting(plan, counted, [KEY], near)
    began = _began(plan, records.join(now.select(KEY), on=KEY, how="semi"), context)
    return now.join(began, on=KEY, how="inner").select(
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
    present = set(facts.collect_schema().names())
    read = dict.fromkeys((*columns_read(plan), *sorted(columns_of(COUNTS) & present)))
    own = with_key(facts.filter(nw.col("kind").is_in(kinds)), "subject").select(KEY, *read)
    parts = [_found(ground, own, plan.context) for ground in plan.grounds]
    if not parts:
        raise bilingual(
            "screen.none", "该日没有施行的列入事由", "no ground is in force on this day"
        )
    grounds = nw.concat(parts) if len(parts) > 1 else parts[0]
    return units.join(grounds, on=KEY, how="inner").select(*OUTPUT)
