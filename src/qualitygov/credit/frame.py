"""Scoring whole tables (批量信用评分): the plan's table of cells, joined with the records.

Records that cannot weigh are dropped first. The others get boundary days and points from their cell
by one join on kind and severity (`weighing`). Points are summed by unit and group, capped, and
summed by unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from qualitygov.credit.cells import KindPlan
from qualitygov.credit.door import answer_all, answer_good
from qualitygov.credit.doubt import SURE, graded_where, with_sure
from qualitygov.credit.keys import KEY, UnitKeys, counting
from qualitygov.credit.plan import ACT, CreditPlan
from qualitygov.credit.standing import counts_or_ended
from qualitygov.credit.steps import CLASS, NO_GRADE, Finding
from qualitygov.credit.taking import Tables, opened
from qualitygov.credit.weighing import voiding, weighing
from qualitygov.plan.columns import day_literal, first_of, nw, whole
from qualitygov.plan.engines import table_like
from qualitygov.plan.expr import Kind

SEEN = "seen_on"
OUTPUT = ("code", "score", "grade", "deductions", "merits", "bonus", "counted")

GROUPS: dict[str, Kind] = {
    "_group": "whole",
    "_merit": "flag",
    "_highest": "flag",
    "_cap": "whole",
    "_fewest": "whole",
}


def _group_row(kind: KindPlan) -> tuple[Any, ...]:
    cap = None if kind.cap is None else abs(kind.cap)
    return (kind.group, kind.merit, kind.highest, cap, kind.min_count)


def _grouped(
    weighing: nw.LazyFrame[Any], sums: Sequence[nw.Expr], groups: int, keys: UnitKeys
) -> nw.LazyFrame[Any]:
    """One row for each unit and group; a numbered unit and its group are one number."""
    if not keys.numbered:
        return weighing.group_by(KEY, "_group").agg(*sums)
    both = nw.col(KEY) * whole(groups) + nw.col("_group")
    found = weighing.with_columns(both.alias(KEY)).group_by(KEY).agg(*sums)
    return found.with_columns(
        (nw.col(KEY) // whole(groups)).alias(KEY), (nw.col(KEY) % whole(groups)).alias("_group")
    )


def _by_group(plan: CreditPlan, weighing: nw.LazyFrame[Any], keys: UnitKeys) -> nw.LazyFrame[Any]:
    """One row for each unit and group: what its records come to, before and after the cap."""
    weight, there = nw.col("_weight"), weighing.collect_schema().names()
    sums = {"_count": weight.count(), "_sum": weight.sum(), "_top": weight.max()}
    if "_forced" in there:
        sums["_forced"] = nw.col("_forced").max()
    if voiding(plan):
        sums["_latest"] = nw.col("_day").max()
    named = [one.alias(name) for name, one in sums.items()]
    grouped = _grouped(weighing, named, len(plan.kinds), keys)
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
    voidable = voiding(plan)
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
    if "_forced" in groups.collect_schema().names():
        sums.append(nw.col("_forced").max())
    units = (
        groups.with_columns(*(value.alias(name) for name, value in columns.items()))
        .group_by(KEY)
        .agg(nw.col("_count").sum().alias("counted"), *sums)
    )
    for kind in voidable:
        lost = _only(nw.col(f"_void{kind.group}") > whole(0), nw.col(f"_own{kind.group}"))
        side = "_merits" if kind.merit else "_deductions"
        units = units.with_columns((nw.col(side) - lost).alias(side))
    forced = ["_forced"] if "_forced" in units.collect_schema().names() else []
    return units.select(KEY, "counted", "_deductions", "_merits", *forced)


def _graded(plan: CreditPlan, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    last = len(plan.grades) - 1
    by_score = first_of(
        ((nw.col("score") >= whole(grade.low), whole(at)) for at, grade in enumerate(plan.grades)),
        whole(last),
    )
    listed = _only(nw.col("_listed"), whole(plan.rank_of(plan.listed_grade)))
    found = [by_score, listed]
    if "_forced" in frame.collect_schema().names():
        found.append(nw.col("_forced").cast(nw.Int64).fill_null(NO_GRADE))
    worst = nw.max_horizontal(*found)
    frame = frame.with_columns(worst.alias("_rank"))
    names = (
        (nw.col("_rank") == whole(at), nw.lit(grade.id)) for at, grade in enumerate(plan.grades)
    )
    return frame.with_columns(first_of(names, nw.lit(plan.grades[last].id)).alias("grade"))


def _units(plan: CreditPlan, units: nw.LazyFrame[Any], keys: UnitKeys) -> nw.LazyFrame[Any]:
    if "listed_until" in units.collect_schema().names():
        until = nw.col("listed_until")
        listed = ~until.is_null() & (until >= day_literal(plan.context.as_of))
    else:
        listed = nw.lit(value=False)
    more = [SEEN] if SEEN in units.collect_schema().names() else []
    marked = units.with_columns(listed.alias("_listed"))
    return keys.add(marked, "code").select("code", KEY, "_listed", *more)


def columns_read(plan: CreditPlan) -> tuple[str, ...]:
    """Return the columns of records that the plan reads, later events aside (所用列)."""
    barred = any(cell.bars for cell in plan.table)
    repeats = [repeat for kind in plan.kinds.values() for repeat in kind.repeats]
    more = {
        ACT: plan.divided or barred,
        "decided_on": barred,
        "category": any(repeat.same_category for repeat in repeats),
        "measure": any(cell.least is not None for cell in plan.table),
        "heavier_penalty": any(cell.heavy is not None for cell in plan.table),
    }
    wanted = ("id", "kind", "severity", plan.day_column, *(n for n, read in more.items() if read))
    return tuple(dict.fromkeys(wanted))


def frame_of(plan: CreditPlan, enterprises: Any, records: Any, *, trusted: bool = False) -> Any:
    """Score every enterprise of a table by a plan (批量评分); see `CreditScorer.score_frame`."""
    tables = opened(enterprises, records, columns_read(plan))
    return answer_all(tables, plan.words, partial(_answer, plan), trusted=trusted)


def checked_frame(plan: CreditPlan, enterprises: Any, records: Any) -> tuple[Any, Any]:
    """Score the good rows and return the others beside them (批量评分与退回).

    A unit of which a record was rejected has no grade, and where nobody can say of which unit it
    is, no unit has one: what was not read is no innocence.
    """
    tables = opened(enterprises, records, columns_read(plan))
    return answer_good(tables, plan.words, partial(_answer, plan), _ungraded)


def _ungraded(answer: nw.LazyFrame[Any], records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The answer without the grades of the units of some records."""
    names = answer.collect_schema().names()
    marked = with_sure(answer, records)
    return marked.with_columns(graded_where(nw.col(SURE))).select(*names)


def _answer(plan: CreditPlan, tables: Tables) -> nw.LazyFrame[Any]:
    finding = Finding(plan, UnitKeys.of(tables.units), plan.table)
    return answer_of(finding, tables, counting(tables.records, plan.context))


def answer_of(finding: Finding, tables: Tables, counts: nw.Expr) -> nw.LazyFrame[Any]:
    """Return the scores of the units of two tables (评分结果表).

    `counts` says which of the records count.
    """
    plan, keys, facts = finding.plan, finding.keys, tables.records
    present = set(facts.collect_schema().names())
    wanted = ("subject", *columns_read(plan), CLASS, KEY, "matter", "found_on", ACT)
    read = [name for name in dict.fromkeys(wanted) if name in present]
    counted = facts.filter(counts).select(*read)
    covering = counted
    if {"matter", "valid_until"} <= present:
        ended = counts_or_ended(plan.context)
        covering = facts.filter(counting(facts, plan.context, condition=ended)).select(*read)
    weighed = weighing(finding, counted, covering)
    totals = _by_unit(plan, _by_group(plan, weighed, keys))
    frame = _units(plan, tables.units, keys).join(totals, on=KEY, how="left")
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
    graded = _graded(plan, frame)
    if SEEN in tables.units.collect_schema().names():
        return _rated(plan, graded, facts, keys).select(*OUTPUT, "rated")
    return graded.select(*OUTPUT)


def _rated(
    plan: CreditPlan, graded: nw.LazyFrame[Any], records: nw.LazyFrame[Any], keys: UnitKeys
) -> nw.LazyFrame[Any]:
    """Say whether each unit is rated, and leave the grade empty where it is not (是否评级)."""
    context = plan.context
    known = nw.col("known_on") <= day_literal(context.known_at)
    there = records.filter(known, nw.col("decided_on") <= day_literal(context.as_of))
    recorded = keys.add(there, "subject").group_by(KEY).agg(nw.len().alias("_recorded"))
    seen = ~nw.col(SEEN).is_null() & (nw.col(SEEN) <= day_literal(context.horizon))
    rated = seen | nw.col("_listed") | ~nw.col("_recorded").is_null()
    frame = graded.join(recorded, on=KEY, how="left").with_columns(rated.alias("rated"))
    grade = nw.when(nw.col("rated")).then(nw.col("grade")).otherwise(nw.lit(None, nw.String))
    return frame.with_columns(grade.alias("grade"))
