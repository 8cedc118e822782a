"""What each record of a table weighs (按列计分): its cell, repetitions, matters, and the weight.

The order of records within a series is worked out only for the kinds whose repetition costs more,
and that within a matter only for records that name one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from qualitygov.credit.cells import Cell, KindPlan, RepeatPlan
from qualitygov.credit.keys import KEY
from qualitygov.credit.plan import ACT, CreditPlan
from qualitygov.credit.steps import NO_GRADE, CellTable, Finding, cell_table, in_cells
from qualitygov.plan.columns import nw, together, whole, with_previous, within_columns

UNDER = "_under"
"""The column that says whether a graver record of the same matter covers a record."""


def _joined(
    finding: Finding, records: nw.LazyFrame[Any], cells: Sequence[Cell]
) -> tuple[nw.LazyFrame[Any], CellTable]:
    """The records of some cells that matter, each with its row of the table.

    A record matters for as long as it weighs or may be repeated, and for as long as it makes void a
    kind that weighs longer than itself.
    """
    voids = _voids_from(finding.plan)
    table = cell_table(
        finding, cells, lambda cell: min(cell.matters, voids.get(cell.kind.kind, cell.matters))
    )
    return in_cells(finding, records, table), table


def _voids_from(plan: CreditPlan) -> dict[str, date]:
    """From which day on a record of a kind may make others void, by kind."""
    found: dict[str, date] = {}
    for kind in voiding(plan):
        for name in sorted(kind.unless):
            found[name] = min(kind.since, found.get(name, kind.since))
    return found


def _weight(paths: int, repeats: Sequence[RepeatPlan]) -> nw.Expr:
    """The least weight by any path, empty when the window has ended."""
    found = []
    for path in range(paths):
        once = nw.col(f"_once{path}" if paths > 1 else "_weight")
        ways = [
            (nw.col(f"_way{path}") == whole(way)) & nw.col(f"_repeats{way}")
            for way in range(len(repeats))
        ]
        found.append(nw.when(reduce(or_, ways)).then(nw.col(f"_again{path}")).otherwise(once))
    return nw.min_horizontal(*found) if len(found) > 1 else found[0]


def _near(repeat: RepeatPlan, later: nw.Expr, earlier: nw.Expr) -> nw.Expr:
    """Whether the later day lies within the repetition's term of the earlier one."""
    if repeat.term is None:
        return later.dt.year() == earlier.dt.year()
    return within_columns(earlier, later, repeat.term)


def _with_repeats(
    finding: Finding,
    repeat: RepeatPlan,
    way: int,
    own: nw.LazyFrame[Any],
    records: nw.LazyFrame[Any],
) -> nw.LazyFrame[Any]:
    """Mark the records of one kind that repeat the one before them in their series, in one way."""
    day = finding.plan.day_column
    series = nw.col("category") if repeat.same_category else nw.lit("")
    within = nw.col(f"_within{way}")
    if UNDER in own.collect_schema().names():
        within = within & ~nw.col(UNDER)
    own = own.with_columns(nw.when(within).then(series).alias("_series"))
    own = with_previous(own, day, "_before", series=[KEY, "_series"], order=[day, "id"])
    near = _near(repeat, nw.col(day), nw.col("_before"))
    again = ~nw.col("_series").is_null() & ~nw.col("_before").is_null() & near
    own = own.with_columns(again.alias(f"_repeats{way}"))
    if repeat.more_than is None:
        return own
    among = [c for c in finding.cells if c.kind.kind in repeat.among and c.days]
    every = in_cells(finding, records, cell_table(finding, among))
    return _exposed(repeat, way, day, own, every)


def _exposed(
    repeat: RepeatPlan, way: int, day: str, own: nw.LazyFrame[Any], every: nw.LazyFrame[Any]
) -> nw.LazyFrame[Any]:
    """Keep the marks where the failings are more than the share of what was looked at.

    `every` are the records that count of the kinds of which the share is taken.
    """
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
    looked = every.select(KEY, nw.col(day).alias("_on"))
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


def _with_matters(
    finding: Finding, records: nw.LazyFrame[Any], covering: nw.LazyFrame[Any]
) -> nw.LazyFrame[Any]:
    """Mark the records that a graver one of the same matter covers, where any names a matter.

    `covering` are those that may cover others: what counts, or ended by time.
    """
    failing = [cell for cell in finding.cells if not cell.kind.merit and cell.days]
    if "matter" not in records.collect_schema().names() or not failing:
        return records
    named = covering.filter(~nw.col("matter").is_null())
    named = in_cells(finding, named, cell_table(finding, failing)).with_columns(
        (whole(0) - nw.col("_gravity")).alias("_lightness")
    )
    covered = named.with_columns(whole(1).alias("_one")).with_columns(
        nw.col("_one").cum_sum().over(KEY, "matter", order_by=["_lightness", ACT, "id"]).alias("_n")
    )
    covered = covered.filter(nw.col("_n") > whole(1)).select("id", "_one")
    marked = records.join(covered, on="id", how="left")
    return marked.with_columns((~nw.col("_one").is_null()).alias(UNDER)).drop("_one")


def voiding(plan: CreditPlan) -> list[KindPlan]:
    """Return the kinds that records of other kinds make void (因他项作废的类别)."""
    return [kind for kind in plan.kinds.values() if kind.unless]


def weighing(
    finding: Finding, records: nw.LazyFrame[Any], covering: nw.LazyFrame[Any]
) -> nw.LazyFrame[Any]:
    """Return what the records that count add to their groups (计分明细).

    `covering` are the records that may cover others of the same matter: these, and those that
    ended by time.
    Columns: unit, group, weight (empty when the window has ended, or a graver record of the same
    matter counts), forced grade, and the day where it may void a merit.
    """
    plan, cells = finding.plan, [cell for cell in finding.cells if cell.days]
    if not cells:
        return _nothing(plan, finding.keys.add(records, "subject"))
    records = _with_matters(finding, records, covering)
    found, table = _joined(finding, records, cells)
    repeating = [k for k in plan.kinds.values() if k.repeats and any(c.kind is k for c in cells)]
    groups = [kind.group for kind in repeating]
    parts = []
    if len(repeating) < len({cell.kind.group for cell in cells}):
        plain = found.filter(~nw.col("_group").is_in(groups)) if groups else found
        parts.append(_contribution(plan, plain, nw.col("_weight")))
    for kind in repeating:
        own = found.filter(nw.col("_group") == whole(kind.group))
        for way, repeat in enumerate(kind.repeats):
            own = _with_repeats(finding, repeat, way, own, records)
        parts.append(_contribution(plan, own, _weight(table.paths, kind.repeats)))
    return together(parts)


def _nothing(plan: CreditPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """A table of weights without a row."""
    nothing = records.filter(nw.col("id").is_null()).with_columns(
        whole(0).alias("_group"),
        whole(NO_GRADE).alias("_forced"),
        nw.col(plan.day_column).alias("_day"),
        nw.lit(None, nw.Int64).alias("_weight"),
    )
    return nothing.select(KEY, "_group", "_weight", "_forced", "_day")


def _contribution(plan: CreditPlan, part: nw.LazyFrame[Any], weight: nw.Expr) -> nw.LazyFrame[Any]:
    """What each record adds: weight, forced grade, and its day where it may void a merit."""
    part = part.with_columns(weight.alias("_weight"))
    forced, columns = _forced(part.collect_schema().names()), [KEY, "_group"]
    made = {"_weight": nw.col("_weight")}
    if UNDER in part.collect_schema().names():
        own = nw.when(~nw.col(UNDER)).then(nw.col("_weight"))
        made["_weight"] = own.otherwise(nw.lit(None, nw.Int64))
    kept = ~nw.col("_weight").is_null()
    if forced is not None:
        made["_forced"] = nw.when(kept).then(forced).otherwise(whole(NO_GRADE))
        kept = kept | (nw.col("_forced") > whole(NO_GRADE))
    groups = {plan.kinds[name].group for kind in voiding(plan) for name in kind.unless}
    if groups:
        made["_day"] = nw.col(plan.day_column)
        kept = kept | nw.col("_group").is_in(sorted(groups))
    part = part.with_columns(*(value.alias(name) for name, value in made.items()))
    return part.filter(kept).select(*columns, *made)


def _forced(columns: Collection[str]) -> nw.Expr | None:
    """The grade that a record which weighs forces, None where no cell forces any."""
    found = [nw.col("_forced")] if "_forced" in columns else []
    if "_heavy" in columns:
        heavy = nw.when(nw.col("heavier_penalty").fill_null(value=False)).then(nw.col("_heavy"))
        found.append(heavy.otherwise(whole(NO_GRADE)))
    if not found:
        return None
    return nw.max_horizontal(*found) if len(found) > 1 else found[0]
