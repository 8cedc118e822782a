"""Scoring whole tables (批量信用评分): the plan's table of cells, joined with the records.

Records that cannot weigh are dropped first. The others get boundary days and points from their cell
by one join on kind and severity; the order of records within a series is worked out only for the
kinds whose repetition costs more. Points are summed by unit and group, capped, and summed by unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from qualitygov.credit.cells import Cell, KindPlan, RepeatPlan, Steps
from qualitygov.credit.door import Tables, answer_all, answer_good, opened
from qualitygov.credit.keys import KEY, counting, with_key
from qualitygov.credit.plan import ACT, CreditPlan
from qualitygov.plan.columns import (
    day_literal,
    first_of,
    nw,
    table_like,
    whole,
    within_columns,
)
from qualitygov.plan.expr import Kind

OUTPUT = ("code", "score", "grade", "deductions", "merits", "bonus", "counted")

CELLS: dict[str, Kind] = {
    "kind": "word",
    "severity": "word",
    "_group": "whole",
    "_rank": "whole",
    "_first": "day",
    "_last": "day",
    "_reach": "day",
    "_full": "day",
    "_faded": "day",
    "_full_weight": "whole",
    "_faded_weight": "whole",
    "_full_again": "whole",
    "_faded_again": "whole",
    "_least": "whole",
    "_forced": "whole",
    "_heavy": "whole",
}
"""The columns of the table of cells: weights are sizes, whether they cost or give."""

GROUPS: dict[str, Kind] = {
    "_group": "whole",
    "_merit": "flag",
    "_highest": "flag",
    "_cap": "whole",
    "_fewest": "whole",
}


def _weights(steps: Steps) -> tuple[int, int]:
    """The weights of both steps; a window that does not fade has one, twice."""
    return abs(steps[0][1]), abs(steps[-1][1])


def _cell_row(plan: CreditPlan, cell: Cell) -> tuple[Any, ...]:
    kind = cell.kind
    grade = -1 if kind.forced_grade is None else plan.rank_of(kind.forced_grade)
    return (
        kind.kind,
        cell.severity,
        kind.group,
        cell.rank,
        cell.first,
        cell.last,
        cell.reach,
        cell.steps[0][0],
        cell.since,
        *_weights(cell.steps),
        *_weights(cell.repeated),
        kind.min_measure,
        grade if kind.forces(cell.rank, heavier_penalty=False) else -1,
        grade if kind.forced_by_penalty else -1,
    )


def _group_row(kind: KindPlan) -> tuple[Any, ...]:
    cap = None if kind.cap is None else abs(kind.cap)
    return (kind.group, kind.merit, kind.highest, cap, kind.min_count)


def _joined(
    plan: CreditPlan, records: nw.LazyFrame[Any], cells: Iterable[Cell]
) -> nw.LazyFrame[Any]:
    """The records of some cells, each with its row of the table; others are dropped."""
    rows = tuple(cells)
    table = table_like(records, CELLS, [_cell_row(plan, cell) for cell in rows])
    names = {cell.kind.kind for cell in rows}
    oldest = min(cell.reach for cell in rows)
    day = nw.col(plan.day_column)
    own = records.filter(nw.col("kind").is_in(sorted(names)), day >= day_literal(oldest))
    found = own.join(table, on=["kind", "severity"], how="inner").filter(day >= nw.col("_reach"))
    if plan.divided:
        found = found.filter(nw.col(ACT) >= nw.col("_first"), nw.col(ACT) <= nw.col("_last"))
    if any(cell.kind.min_measure is not None for cell in rows):
        enough = ~nw.col("measure").is_null() & (nw.col("measure") >= nw.col("_least"))
        found = found.filter(nw.col("_least").is_null() | enough)
    return found


def _stepped(day: str, full: str, faded: str) -> nw.Expr:
    """The weight of the step on which a record stands, empty when its window has ended."""
    return (
        nw.when(nw.col(day) >= nw.col("_full"))
        .then(nw.col(full))
        .otherwise(
            nw.when(nw.col(day) >= nw.col("_faded"))
            .then(nw.col(faded))
            .otherwise(nw.lit(None, nw.Int64))
        )
    )


def _near(repeat: RepeatPlan, later: nw.Expr, earlier: nw.Expr) -> nw.Expr:
    """Whether the later day lies within the repetition's term of the earlier one."""
    if repeat.term is None:
        return later.dt.year() == earlier.dt.year()
    return within_columns(earlier, later, repeat.term)


def _with_repeats(kind: KindPlan, repeat: RepeatPlan, day: str, own: nw.LazyFrame[Any]) -> Any:
    """Mark the records of one kind that repeat the one before them in their series."""
    series = nw.col("category") if repeat.same_category else nw.lit("")
    within = nw.col("_rank") >= whole(repeat.from_rank)
    own = own.filter(nw.col("kind") == nw.lit(kind.kind)).with_columns(
        nw.when(within).then(series).otherwise(nw.lit(None, nw.String)).alias("_series")
    )
    before = nw.col(day).shift(1).over(KEY, "_series", order_by=[day, "id"])
    own = own.with_columns(before.alias("_before"))
    near = _near(repeat, nw.col(day), nw.col("_before"))
    again = ~nw.col("_series").is_null() & ~nw.col("_before").is_null() & near
    return own.with_columns(again.alias("_again"))


def _weighing(plan: CreditPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The records that matter, each with its weight, empty when its window has ended."""
    day, parts = plan.day_column, []
    once = [cell for cell in plan.table if cell.kind.repeat is None]
    if once:
        own = _joined(plan, records, once)
        weight = _stepped(day, "_full_weight", "_faded_weight")
        parts.append(own.with_columns(weight.alias("_weight")))
    for kind in plan.kinds.values():
        if kind.repeat is None:
            continue
        own = _joined(plan, records, plan.of_kind(kind.kind))
        own = _with_repeats(kind, kind.repeat, day, own)
        weight = (
            nw.when(nw.col("_again"))
            .then(_stepped(day, "_full_again", "_faded_again"))
            .otherwise(_stepped(day, "_full_weight", "_faded_weight"))
        )
        parts.append(own.with_columns(weight.alias("_weight")))
    return nw.concat([_contribution(plan, part) for part in parts])


def _voiding(plan: CreditPlan) -> list[KindPlan]:
    """The kinds that records of other kinds make void."""
    return [kind for kind in plan.kinds.values() if kind.unless]


def _contribution(plan: CreditPlan, part: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """What each record adds: weight, forced grade, and its day where it may void a merit."""
    weighs = ~nw.col("_weight").is_null()
    forced = nw.col("_forced")
    if any(kind.forced_by_penalty for kind in plan.kinds.values()):
        heavy = nw.when(nw.col("heavier_penalty").fill_null(value=False)).then(nw.col("_heavy"))
        forced = nw.max_horizontal(forced, heavy.otherwise(whole(-1)))
    forced = nw.when(weighs).then(forced).otherwise(whole(-1))
    columns = [KEY, "_group", "_weight", "_forced"]
    part = part.with_columns(forced.alias("_forced"))
    groups = {plan.kinds[name].group for kind in _voiding(plan) for name in kind.unless}
    if not groups:
        return part.filter(weighs).select(*columns)
    part = part.with_columns(nw.col(plan.day_column).alias("_day"))
    return part.filter(weighs | nw.col("_group").is_in(sorted(groups))).select(*columns, "_day")


def _by_group(plan: CreditPlan, weighing: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """One row for each unit and group: what its records come to, before and after the cap."""
    weight = nw.col("_weight")
    sums = [
        weight.count().alias("_count"),
        weight.sum().alias("_sum"),
        weight.max().alias("_top"),
        nw.col("_forced").max().alias("_forced"),
    ]
    if _voiding(plan):
        sums.append(nw.col("_day").max().alias("_latest"))
    grouped = weighing.group_by(KEY, "_group").agg(*sums)
    table = table_like(grouped, GROUPS, [_group_row(kind) for kind in plan.kinds.values()])
    joined = grouped.join(table, on="_group", how="inner")
    total = (
        nw.when(nw.col("_highest"))
        .then(nw.col("_top"))
        .otherwise(nw.col("_sum"))
        .cast(nw.Int64)
        .fill_null(0)
    )
    capped = nw.when(nw.col("_total") > nw.col("_cap")).then(nw.col("_cap"))
    enough = nw.col("_count") >= nw.col("_fewest")
    return joined.with_columns(total.alias("_total")).with_columns(
        nw.when(enough).then(capped.otherwise(nw.col("_total"))).otherwise(whole(0)).alias("_total")
    )


def _only(condition: nw.Expr, value: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(value).otherwise(whole(0))


def _by_unit(plan: CreditPlan, groups: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """One row for each unit: deductions, merits, what may be void and whether it is."""
    total, group = nw.col("_total"), nw.col("_group")
    voidable = _voiding(plan)
    columns = {
        "_deductions": _only(~nw.col("_merit"), total),
        "_merits": _only(nw.col("_merit"), total),
    }
    for kind in voidable:
        others = group.is_in(sorted(plan.kinds[name].group for name in kind.unless))
        voids = others & (nw.col("_latest") >= day_literal(kind.since))
        columns[f"_own{kind.group}"] = _only(group == whole(kind.group), total)
        columns[f"_void{kind.group}"] = _only(voids, whole(1))
    sums = [nw.col(name).sum() for name in columns if not name.startswith("_void")]
    sums += [nw.col(name).max() for name in columns if name.startswith("_void")]
    units = (
        groups.with_columns(*(value.alias(name) for name, value in columns.items()))
        .group_by(KEY)
        .agg(nw.col("_count").sum().alias("counted"), nw.col("_forced").max(), *sums)
    )
    for kind in voidable:
        lost = _only(nw.col(f"_void{kind.group}") > whole(0), nw.col(f"_own{kind.group}"))
        side = "_merits" if kind.merit else "_deductions"
        units = units.with_columns((nw.col(side) - lost).alias(side))
    return units.select(KEY, "counted", "_forced", "_deductions", "_merits")


def _graded(plan: CreditPlan, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    last = len(plan.grades) - 1
    by_score = first_of(
        ((nw.col("score") >= whole(grade.low), whole(at)) for at, grade in enumerate(plan.grades)),
        whole(last),
    )
    listed = _only(nw.col("_listed"), whole(plan.rank_of(plan.listed_grade)))
    worst = nw.max_horizontal(by_score, listed, nw.col("_forced").cast(nw.Int64).fill_null(-1))
    frame = frame.with_columns(worst.alias("_rank"))
    names = (
        (nw.col("_rank") == whole(at), nw.lit(grade.id)) for at, grade in enumerate(plan.grades)
    )
    return frame.with_columns(first_of(names, nw.lit(plan.grades[last].id)).alias("grade"))


def _units(plan: CreditPlan, units: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    if "listed_until" in units.collect_schema().names():
        until = nw.col("listed_until")
        listed = ~until.is_null() & (until >= day_literal(plan.context.as_of))
    else:
        listed = nw.lit(value=False)
    return with_key(units.with_columns(listed.alias("_listed")), "code").select(
        "code", KEY, "_listed"
    )


def columns_read(plan: CreditPlan) -> tuple[str, ...]:
    """Return the columns of records that the plan reads, later events aside (所用列)."""
    kinds = plan.kinds.values()
    more = {
        ACT: plan.divided,
        "category": any(k.repeat is not None and k.repeat.same_category for k in kinds),
        "measure": any(k.min_measure is not None for k in kinds),
        "heavier_penalty": any(k.forced_by_penalty for k in kinds),
    }
    wanted = ("id", "kind", "severity", plan.day_column, *(n for n, read in more.items() if read))
    return tuple(dict.fromkeys(wanted))


def frame_of(plan: CreditPlan, enterprises: Any, records: Any, *, trusted: bool = False) -> Any:
    """Score every enterprise of a table by a plan (批量评分); see `CreditScorer.score_frame`."""
    tables = opened(enterprises, records, columns_read(plan))
    return answer_all(tables, plan.words, partial(_answer, plan), trusted=trusted)


def checked_frame(plan: CreditPlan, enterprises: Any, records: Any) -> tuple[Any, Any]:
    """Score the good rows and return the others beside them (批量评分与退回)."""
    tables = opened(enterprises, records, columns_read(plan))
    return answer_good(tables, plan.words, partial(_answer, plan))


def _answer(plan: CreditPlan, tables: Tables) -> nw.LazyFrame[Any]:
    facts = tables.records
    counted = with_key(facts.filter(counting(facts, plan.context)), "subject")
    counted = counted.select(KEY, *columns_read(plan))
    totals = _by_unit(plan, _by_group(plan, _weighing(plan, counted)))
    frame = _units(plan, tables.units).join(totals, on=KEY, how="left")
    frame = frame.with_columns(
        (whole(0) - nw.col("_deductions").cast(nw.Int64).fill_null(0)).alias("deductions"),
        nw.col("_merits").cast(nw.Int64).fill_null(0).alias("merits"),
        nw.col("counted").cast(nw.Int64).fill_null(0),
    )
    bonus = first_of(
        [
            (nw.col("_listed"), whole(0)),
            (nw.col("merits") > whole(plan.bonus_cap), whole(plan.bonus_cap)),
        ],
        nw.col("merits"),
    )
    frame = frame.with_columns(bonus.alias("bonus"))
    raw = whole(plan.base) + nw.col("deductions") + nw.col("bonus")
    frame = frame.with_columns(raw.clip(plan.floor, plan.ceiling).cast(nw.Int64).alias("score"))
    return _graded(plan, frame).select(*OUTPUT)
