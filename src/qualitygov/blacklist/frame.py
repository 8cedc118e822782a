"""Screening whole tables (批量筛查): the same grounds as for one enterprise, in columns.

Each ground is a filter, a series (unit, unit and category, or unit and run) and a count. For units
that have it now, the same count on every day on which something changed gives the first day of the
stretch in which it has stood without a gap.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from qualitygov.blacklist.plan import GroundPlan, ScreenPlan, Sight
from qualitygov.credit.door import answer_all, answer_good
from qualitygov.credit.keys import FOUND, KEY, UnitKeys, counting, with_found
from qualitygov.credit.standing import counts
from qualitygov.credit.taking import Tables, opened
from qualitygov.credit.versions import scales_of
from qualitygov.errors import bilingual
from qualitygov.plan.columns import (
    day_literal,
    days_later,
    first_of,
    holds,
    nw,
    together,
    whole,
    with_runs,
    within_columns,
)
from qualitygov.plan.engines import table_like, worked_out
from qualitygov.plan.expr import columns_of
from qualitygov.rulebook.context import Context

OUTPUT = ("code", "ground", "arose_on", "records")
DEEP = 20
"""So many conditions are asked in one query; of more, each ground in its own."""
_ORDER = ["decided_on", "id"]
_EVENTS = ("repaired_on", "removed_on", "stayed_on", "appeal_ended_on")


def _once(records: nw.LazyFrame[Any], keys: list[str]) -> nw.LazyFrame[Any]:
    """Records of one matter but the earliest left out (同一事项只计一次)."""
    if "matter" not in records.collect_schema().names():
        return records
    matter = nw.col("matter")
    number = nw.col("_one").cum_sum().over(*keys, "matter", order_by=_ORDER)
    numbered = records.with_columns(whole(1).alias("_one")).with_columns(number.alias("_n"))
    return numbered.filter(matter.is_null() | (nw.col("_n") == whole(1))).drop("_one", "_n")


def _in_series(plan: Sight, records: nw.LazyFrame[Any], keys: list[str]) -> nw.LazyFrame[Any]:
    """The matching records, each with its series.

    A category, a run without interruption, or all of a unit, as `keys` part the records.
    """
    matches = holds(plan.matches)
    if plan.in_sequence is not None:
        breaks = nw.when(matches).then(whole(0)).otherwise(whole(1)).alias("_break")
        marked = records.filter(holds(plan.in_sequence)).with_columns(breaks)
        marked = with_runs(marked, "_break", "_series", series=keys, order=_ORDER)
        return _once(marked.filter(nw.col("_break") == whole(0)), keys)
    matching = records.filter(matches)
    if plan.same_category:
        named = _once(matching.filter(~nw.col("category").is_null()), keys)
        return named.with_columns(nw.col("category").alias("_series"))
    return _once(matching, keys).with_columns(nw.lit("").alias("_series"))


def _seen(
    plan: Sight, records: nw.LazyFrame[Any], keys: list[str], near: nw.Expr
) -> nw.LazyFrame[Any]:
    """One row for each of `keys` with the ground by one version, and the records it rests on.

    `records` are those that count, and `near` says whose term runs.
    """
    if plan.standing_for is not None:
        ripe = _once(records.filter(holds(plan.matches)), keys).filter(~near)
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


def _resting(
    plan: GroundPlan,
    records: nw.LazyFrame[Any],
    keys: list[str],
    near: Callable[[Sight], nw.Expr],
) -> nw.LazyFrame[Any]:
    """One row for each of `keys` with the ground, and the number of records it rests on.

    A tier has it where every sight has it; the first tier that has it says the number.
    """
    parts = []
    for number, tier in enumerate(plan.tiers):
        seen = [_seen(sight, records, keys, near(sight)) for sight in tier.sights]
        own = seen[-1]
        for other in seen[:-1]:
            own = own.join(other.select(*keys), on=keys, how="semi")
        parts.append(
            own.with_columns(whole(number).alias("_tier")).select(*keys, "_tier", "records")
        )
    if len(parts) == 1:
        return parts[0].select(*keys, "records")
    first = nw.col("_tier").min().over(*keys).alias("_first")
    every = together(parts).with_columns(first)
    return every.filter(nw.col("_tier") == nw.col("_first")).select(*keys, "records")


def _days(plan: GroundPlan, records: nw.LazyFrame[Any], as_of: date) -> nw.LazyFrame[Any]:
    """The days up to `as_of` on which the ground of a unit may begin or end.

    A term of months ends with the month's last day where it has no such day, so the day is worked
    out month by month, and only for terms that have ended.
    """
    present = records.collect_schema().names()
    decided, until = nw.col("decided_on"), day_literal(as_of)
    days = [decided]
    for sight in {one.term: one for one in plan.sights}.values():
        ended = nw.when(decided < day_literal(sight.since)).then(decided)
        past = ended.otherwise(nw.lit(None, nw.Date))
        after = past.dt.offset_by(f"{sight.term.total_months}mo")
        days.append(days_later(after, sight.term.days + 1))
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
    day = nw.col("_day")
    own = records.filter(nw.col("kind").is_in(sorted(plan.looked_at)))
    days = _days(plan, own, context.as_of)
    counted = own.join(days, on=KEY, how="inner").filter(counting(own, context, "_day"))
    stood = _resting(
        plan,
        counted,
        [KEY, "_day"],
        lambda sight: within_columns(nw.col("decided_on"), day, sight.term),
    )
    told = days.join(stood, on=[KEY, "_day"], how="left")
    gap = nw.when(nw.col("records").is_null()).then(day).otherwise(nw.lit(None, nw.Date))
    last = told.with_columns(gap.alias("_gap")).with_columns(nw.col("_gap").max().over(KEY))
    since = last.filter(nw.col("_gap").is_null() | (day > nw.col("_gap")))
    return since.group_by(KEY).agg(day.min().alias("arose_on"))


def _found(plan: GroundPlan, records: nw.LazyFrame[Any], context: Context) -> nw.LazyFrame[Any]:
    """One row for each unit that has the ground."""
    counted = records.filter(counting(records, context))
    decided = nw.col("decided_on")
    now = _resting(plan, counted, [KEY], lambda sight: decided >= day_literal(sight.since))
    began = _began(plan, records.join(now.select(KEY), on=KEY, how="semi"), context)
    return now.join(began, on=KEY, how="inner").select(
        KEY,
        nw.lit(plan.id).alias("ground"),
        nw.col("arose_on").cast(nw.Date),
        nw.col("records").cast(nw.Int64),
    )


def _unbarred(plan: ScreenPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The records whose act came to light before its time bar."""
    records = with_found(records)
    act = nw.col("happened_on")
    for bar in plan.bars:
        ours = nw.col("kind").is_in(sorted(bar.kinds))
        if bar.first > date.min:
            ours = ours & (act >= day_literal(bar.first))
        if bar.last < date.max:
            ours = ours & (act <= day_literal(bar.last))
        for term in bar.terms:
            records = records.filter(~ours | within_columns(act, nw.col(FOUND), term))
    return records


def columns_read(plan: ScreenPlan) -> tuple[str, ...]:
    """Return the columns of records that the grounds read, later events aside (所用列)."""
    sights = [sight for ground in plan.grounds for sight in ground.sights]
    named = {name for sight in sights for name in columns_of(sight.matches)}
    if any(sight.same_category for sight in sights):
        named.add("category")
    if plan.bars:
        named.add("happened_on")
    return ("id", "kind", "severity", "decided_on", *sorted(named - {"kind", "severity"}))


def screen_frame(plan: ScreenPlan, enterprises: Any, records: Any, *, trusted: bool) -> Any:
    """Screen every enterprise of a table (批量筛查); see `BlacklistScreener.screen_frame`."""
    tables = opened(enterprises, records, columns_read(plan))
    return answer_all(tables, plan.words, partial(_answer, plan), trusted=trusted)


def checked_frame(plan: ScreenPlan, enterprises: Any, records: Any) -> tuple[Any, Any]:
    """Screen the good rows and return the others beside them (批量筛查与退回)."""
    tables = opened(enterprises, records, columns_read(plan))
    return answer_good(tables, plan.words, partial(_answer, plan))


def _of_known_words(plan: ScreenPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The records whose kind and severity some rule knows; any other never counts."""
    scales = scales_of(plan.context.rulebook)
    words = [(kind, word) for kind in sorted(plan.kinds) for word in scales.get(kind, ())]
    if not words:
        return records
    table = table_like(records, {"kind": "word", "severity": "word"}, words)
    return records.join(table, on=["kind", "severity"], how="semi")


def _answer(plan: ScreenPlan, tables: Tables) -> nw.LazyFrame[Any]:
    facts = _of_known_words(plan, tables.records)
    keys = UnitKeys.of(tables.units)
    units = keys.add(tables.units, "code").select("code", KEY)
    kinds = sorted(plan.kinds)
    present = set(facts.collect_schema().names())
    more = columns_of(counts(plan.context)) | {"matter"}
    read = dict.fromkeys((*columns_read(plan), *sorted(more & present)))
    own = _unbarred(plan, facts.filter(nw.col("kind").is_in(kinds)))
    own = keys.add(own, "subject").select(KEY, *read)
    parts = [_found(ground, own, plan.context) for ground in plan.grounds if ground.tiers]
    if sum(len(ground.sights) for ground in plan.grounds) > DEEP:
        parts = [worked_out(part) for part in parts]
    if not parts and not plan.unsigned and not plan.grounds:
        raise bilingual(
            "screen.none", "该日没有施行的列入事由", "no ground is in force on this day"
        )
    if not parts:  # every ground waits for somebody to verify it
        none = own.filter(nw.col("id").is_null()).group_by(KEY).agg(nw.len().alias("records"))
        day = nw.lit(None, nw.Date).alias("arose_on")
        parts = [none.with_columns(nw.lit("").alias("ground"), day)]
    return units.join(together(parts), on=KEY, how="inner").select(*OUTPUT)
