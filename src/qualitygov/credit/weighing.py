"""What each record of a table weighs (按列计分): its cell, repetitions, matters, and the weight.

The order of records within a series is worked out only for the kinds whose repetition costs more,
and that within a matter only for records that name one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from qualitygov.core.periods import Term
from qualitygov.credit.cells import Cell, KindPlan, Path, RepeatPlan
from qualitygov.credit.keys import KEY
from qualitygov.credit.plan import ACT, CreditPlan
from qualitygov.plan.columns import day_literal, first_of, nw, table_like, whole, within_columns
from qualitygov.plan.expr import Kind

CELLS: dict[str, Kind] = {
    "kind": "word",
    "severity": "word",
    "_group": "whole",
    "_first": "day",
    "_last": "day",
    "_reach": "day",
    "_least": "whole",
    "_forced": "whole",
    "_heavy": "whole",
    "_bar": "whole",
    "_gravity": "whole",
}
"""The columns of the table of cells that do not depend on how many steps and paths there are."""

NO_GRADE = -1


class _Layout:
    """How many steps and paths the cells of a table have: its columns of days and weights.

    Weights are sizes, whether they cost or give. A cell with fewer steps or paths has its last one
    again.
    """

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.steps = range(max(len(cell.days) for cell in cells))
        self.paths = range(max(len(cell.paths) for cell in cells))
        self.bars = tuple(dict.fromkeys(cell.bar for cell in cells if cell.bar is not None))

    def columns(self) -> dict[str, Kind]:
        """The columns with their kinds."""
        made: dict[str, Kind] = {**CELLS, **{f"_day{n}": "day" for n in self.steps}}
        for path in self.paths:
            made[f"_way{path}"] = "whole"
            made |= {f"_once{path}_{n}": "whole" for n in self.steps}
            made |= {f"_again{path}_{n}": "whole" for n in self.steps}
        return made

    def row(self, cell: Cell) -> tuple[Any, ...]:
        """The row of a cell."""
        last = len(cell.days) - 1
        at = [min(n, last) for n in self.steps]
        paths = [cell.paths[min(n, len(cell.paths) - 1)] for n in self.paths]
        return (
            cell.kind.kind,
            cell.severity,
            cell.kind.group,
            cell.first,
            cell.last,
            cell.matters,
            cell.least,
            NO_GRADE if cell.forced is None else cell.forced,
            NO_GRADE if cell.heavy is None else cell.heavy,
            None if cell.bar is None else self.bars.index(cell.bar),
            cell.gravity,
            *(cell.days[n] for n in at),
            *(value for path in paths for value in _weights(path, at)),
        )


def _weights(path: Path, at: Sequence[int]) -> tuple[int, ...]:
    way = NO_GRADE if path.repeat is None else path.repeat
    return (
        way,
        *(abs(path.points[n]) for n in at),
        *(abs(path.repeated[n]) for n in at),
    )


def _in_cells(
    plan: CreditPlan, records: nw.LazyFrame[Any], cells: Sequence[Cell], layout: _Layout
) -> nw.LazyFrame[Any]:
    """The records of some cells that count, each with its row of the table; others are dropped."""
    table = table_like(records, layout.columns(), [layout.row(cell) for cell in cells])
    names = sorted({cell.kind.kind for cell in cells})
    own = records.filter(nw.col("kind").is_in(names))
    found = own.join(table, on=["kind", "severity"], how="inner")
    if plan.divided:
        found = found.filter(nw.col(ACT) >= nw.col("_first"), nw.col(ACT) <= nw.col("_last"))
    if any(cell.least is not None for cell in cells):
        enough = ~nw.col("measure").is_null() & (nw.col("measure") >= nw.col("_least"))
        found = found.filter(nw.col("_least").is_null() | enough)
    return _in_time(found, layout.bars) if layout.bars else found


def _in_time(records: nw.LazyFrame[Any], bars: Sequence[Term]) -> nw.LazyFrame[Any]:
    """The records whose act came to light before its time bar."""
    found = nw.col("decided_on")
    if "found_on" in records.collect_schema().names():
        found = nw.when(nw.col("found_on").is_null()).then(found).otherwise(nw.col("found_on"))
    records = records.with_columns(found.alias("_found"))
    within = [
        (nw.col("_bar") == whole(number)) & within_columns(nw.col(ACT), nw.col("_found"), bar)
        for number, bar in enumerate(bars)
    ]
    return records.filter(nw.col("_bar").is_null() | reduce(or_, within))


def _joined(
    plan: CreditPlan, records: nw.LazyFrame[Any], cells: Sequence[Cell], layout: _Layout
) -> nw.LazyFrame[Any]:
    """The records of some cells that matter, each with its row of the table.

    A record matters for as long as it weighs or may be repeated, and for as long as it makes void a
    kind that weighs longer than itself.
    """
    voids = _voids_from(plan)
    oldest = min(min(one.matters, voids.get(one.kind.kind, one.matters)) for one in cells)
    day, reach = nw.col(plan.day_column), nw.col("_reach")
    for kind, since in voids.items():
        longer = nw.min_horizontal(reach, day_literal(since))
        reach = nw.when(nw.col("kind") == nw.lit(kind)).then(longer).otherwise(reach)
    own = records.filter(day >= day_literal(oldest))
    return _in_cells(plan, own, cells, layout).filter(day >= reach)


def _voids_from(plan: CreditPlan) -> dict[str, date]:
    """From which day on a record of a kind may make others void, by kind."""
    found: dict[str, date] = {}
    for kind in voiding(plan):
        for name in sorted(kind.unless):
            found[name] = min(kind.since, found.get(name, kind.since))
    return found


def _stepped(layout: _Layout, day: str, name: str) -> nw.Expr:
    """The weight of the step on which a record is, empty when its window has ended."""
    steps = ((nw.col(day) >= nw.col(f"_day{n}"), nw.col(f"{name}_{n}")) for n in layout.steps)
    return first_of(steps, nw.lit(None, nw.Int64))


def _weight(layout: _Layout, day: str, repeats: Sequence[RepeatPlan]) -> nw.Expr:
    """The least weight by any path, empty when the window has ended."""
    found = []
    for path in layout.paths:
        once = _stepped(layout, day, f"_once{path}")
        again = _stepped(layout, day, f"_again{path}")
        ways = [
            (nw.col(f"_way{path}") == whole(way)) & nw.col(f"_repeats{way}")
            for way in range(len(repeats))
        ]
        found.append(nw.when(reduce(or_, ways)).then(again).otherwise(once) if ways else once)
    return nw.min_horizontal(*found) if len(found) > 1 else found[0]


def _near(repeat: RepeatPlan, later: nw.Expr, earlier: nw.Expr) -> nw.Expr:
    """Whether the later day lies within the repetition's term of the earlier one."""
    if repeat.term is None:
        return later.dt.year() == earlier.dt.year()
    return within_columns(earlier, later, repeat.term)


def _with_repeats(
    repeat: RepeatPlan, way: int, day: str, own: nw.LazyFrame[Any], every: nw.LazyFrame[Any]
) -> nw.LazyFrame[Any]:
    """Mark the records of one kind that repeat the one before them in their series, in one way."""
    series = nw.col("category") if repeat.same_category else nw.lit("")
    within = nw.col("severity").is_in(sorted(repeat.severities)) & ~nw.col("_under")
    own = own.with_columns(
        nw.when(within).then(series).otherwise(nw.lit(None, nw.String)).alias("_series")
    )
    before = nw.col(day).shift(1).over(KEY, "_series", order_by=[day, "id"])
    own = own.with_columns(before.alias("_before"))
    near = _near(repeat, nw.col(day), nw.col("_before"))
    again = ~nw.col("_series").is_null() & ~nw.col("_before").is_null() & near
    own = own.with_columns(again.alias(f"_repeats{way}"))
    return own if repeat.more_than is None else _exposed(repeat, way, day, own, every)


def _exposed(
    repeat: RepeatPlan, way: int, day: str, own: nw.LazyFrame[Any], every: nw.LazyFrame[Any]
) -> nw.LazyFrame[Any]:
    """Keep the marks where the failings are more than the share of what was looked at."""
    assert repeat.more_than is not None
    name, share = f"_repeats{way}", repeat.more_than
    marked = own.filter(nw.col(name)).select(KEY, "_series", nw.col("id").alias("_id"), day)
    at = marked.with_columns(nw.col(day).alias("_at")).select(KEY, "_series", "_id", "_at")
    failed = own.filter(~nw.col("_series").is_null()).select(
        KEY, "_series", nw.col(day).alias("_on"), nw.col("id").alias("_other")
    )
    order = (nw.col("_on") < nw.col("_at")) | (
        (nw.col("_on") == nw.col("_at")) & (nw.col("_other") <= nw.col("_id"))
    )
    near = _near(repeat, nw.col("_at"), nw.col("_on"))
    bad = (
        at.join(failed, on=[KEY, "_series"], how="inner")
        .filter(order, near)
        .group_by("_id")
        .agg(nw.len().alias("_bad"))
    )
    looked = every.filter(nw.col("kind").is_in(sorted(repeat.among)))
    looked = looked.select(KEY, nw.col(day).alias("_on"))
    all_of_it = (
        at.join(looked, on=KEY, how="inner")
        .filter(nw.col("_on") <= nw.col("_at"), near)
        .group_by("_id")
        .agg(nw.len().alias("_every"))
    )
    left = nw.col("_bad").cast(nw.Int64) * whole(share.denominator)
    right = nw.col("_every").cast(nw.Int64) * whole(share.numerator)
    over = bad.join(all_of_it, on="_id", how="inner").filter(left > right)
    over = over.select(nw.col("_id").alias("id"), nw.lit(value=True).alias("_over"))
    joined = own.join(over, on="id", how="left")
    kept = nw.col(name) & ~nw.col("_over").is_null()
    return joined.with_columns(kept.alias(name)).drop("_over")


def _with_matters(plan: CreditPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Mark the records that a graver one of the same matter covers."""
    failing = [cell for cell in plan.table if not cell.kind.merit and cell.days]
    if "matter" not in records.collect_schema().names() or not failing:
        return records.with_columns(nw.lit(value=False).alias("_under"))
    named = _in_cells(
        plan, records.filter(~nw.col("matter").is_null()), failing, _Layout(failing)
    ).with_columns((whole(0) - nw.col("_gravity")).alias("_lightness"))
    covered = named.with_columns(whole(1).alias("_one")).with_columns(
        nw.col("_one").cum_sum().over(KEY, "matter", order_by=["_lightness", ACT, "id"]).alias("_n")
    )
    covered = covered.filter(nw.col("_n") > whole(1)).select("id", "_one")
    marked = records.join(covered, on="id", how="left")
    return marked.with_columns((~nw.col("_one").is_null()).alias("_under")).drop("_one")


def voiding(plan: CreditPlan) -> list[KindPlan]:
    """Return the kinds that records of other kinds make void (因他项作废的类别)."""
    return [kind for kind in plan.kinds.values() if kind.unless]


def weighing(plan: CreditPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return what the records that count add to their groups (计分明细).

    Columns: unit, group, weight (empty when the window has ended, or a graver record of the same
    matter counts), forced grade, and the day where it may void a merit.
    """
    records, day, parts = _with_matters(plan, records), plan.day_column, []
    once = [cell for cell in plan.table if not cell.kind.repeats and cell.days]
    if once:
        layout = _Layout(once)
        own = _joined(plan, records, once, layout)
        parts.append(own.with_columns(_weight(layout, day, ()).alias("_weight")))
    for kind in plan.kinds.values():
        cells = [cell for cell in plan.of_kind(kind.kind) if cell.days]
        if not kind.repeats or not cells:
            continue
        layout = _Layout(cells)
        own = _joined(plan, records, cells, layout)
        every = _looked_at(plan, kind, records)
        for way, repeat in enumerate(kind.repeats):
            own = _with_repeats(repeat, way, day, own, every)
        parts.append(own.with_columns(_weight(layout, day, kind.repeats).alias("_weight")))
    if not parts:
        nothing = records.filter(nw.col("id").is_null()).with_columns(
            whole(0).alias("_group"), whole(NO_GRADE).alias("_forced"), nw.col(day).alias("_day")
        )
        empty = nw.lit(None, nw.Int64).alias("_weight")
        return nothing.with_columns(empty).select(KEY, "_group", "_weight", "_forced", "_day")
    return nw.concat([_contribution(plan, part) for part in parts])


def _looked_at(plan: CreditPlan, kind: KindPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The records that count of the kinds of which some repetition takes a share."""
    among = {name for repeat in kind.repeats for name in repeat.among}
    cells = [cell for cell in plan.table if cell.kind.kind in among and cell.days]
    return _in_cells(plan, records, cells, _Layout(cells)) if cells else records


def _contribution(plan: CreditPlan, part: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """What each record adds: weight, forced grade, and its day where it may void a merit."""
    runs = ~nw.col("_weight").is_null()
    forced = nw.col("_forced")
    if any(cell.heavy is not None for cell in plan.table):
        heavy = nw.when(nw.col("heavier_penalty").fill_null(value=False)).then(nw.col("_heavy"))
        forced = nw.max_horizontal(forced, heavy.otherwise(whole(NO_GRADE)))
    forced = nw.when(runs).then(forced).otherwise(whole(NO_GRADE))
    weight = nw.when(~nw.col("_under")).then(nw.col("_weight"))
    columns = [KEY, "_group", "_weight", "_forced"]
    part = part.with_columns(
        forced.alias("_forced"), weight.otherwise(nw.lit(None, nw.Int64)).alias("_weight")
    )
    kept = ~nw.col("_weight").is_null() | (nw.col("_forced") > whole(NO_GRADE))
    groups = {plan.kinds[name].group for kind in voiding(plan) for name in kind.unless}
    if not groups:
        return part.filter(kept).select(*columns)
    part = part.with_columns(nw.col(plan.day_column).alias("_day"))
    return part.filter(kept | nw.col("_group").is_in(sorted(groups))).select(*columns, "_day")
