"""What a good engineer writes by hand for the same scores: Polars in two ways, and SQL.

Each takes the rules as two small tables, as an office has them: what a record of a kind and
severity weighs in which window, and what a kind comes to at most. None is held back: few columns
are read, rows that cannot weigh are dropped early, only the two kinds that repeat are put in order,
and the engine's own optimizer is on. They know what this rulebook lacks (records of one matter,
rules that changed since the act, repetitions by share); the library has to find that out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import polars as pl

from qualitygov.credit.frame import OUTPUT
from qualitygov.credit.plan import CreditPlan

REPEATING = ("complaint-upheld", "sampling-fail")
BAR = "24mo"


def rule_rows(plan: CreditPlan) -> list[dict[str, Any]]:
    """Return what a record weighs: a row for each kind and severity, with two boundary days."""
    return [
        {
            "kind": cell.kind.kind,
            "severity": cell.severity,
            "merit": cell.kind.merit,
            "acts_from": cell.first,
            "full_from": cell.days[0],
            "faded_from": cell.days[-1],
            "full": cell.paths[0].points[0],
            "faded": cell.paths[0].points[-1],
            "full_again": cell.paths[0].repeated[0],
            "faded_again": cell.paths[0].repeated[-1],
            "least": cell.least,
            "forces": cell.forced is not None,
            "forces_heavy": cell.heavy is not None,
        }
        for cell in plan.table
    ]


def kind_rows(plan: CreditPlan) -> list[dict[str, Any]]:
    """Return what a kind comes to: a row for each, with its cap and how its records add up."""
    kinds = plan.kinds.values()
    return [{"kind": k.kind, "merit": k.merit, "highest": k.highest, "cap": k.cap} for k in kinds]


def _rules(plan: CreditPlan) -> pl.LazyFrame:
    return pl.LazyFrame(rule_rows(plan), schema_overrides={"least": pl.Int64})


def _kinds(plan: CreditPlan) -> pl.LazyFrame:
    return pl.LazyFrame(kind_rows(plan), schema_overrides={"cap": pl.Int64})


def _counting(as_of: date) -> list[pl.Expr]:
    """What a record has to be to count."""
    return [
        pl.col("known_on") <= as_of,
        pl.col("decided_on") <= as_of,
        pl.col("revoked_on").is_null() | (pl.col("revoked_on") > as_of),
        pl.col("repaired_on").is_null() | (pl.col("repaired_on") > as_of),
    ]


def _again(unit: str) -> pl.Expr:
    """Whether a record repeats the one before it in its series."""
    kind, day = pl.col("kind"), pl.col("decided_on")
    failed = kind == "sampling-fail"
    series = pl.when(failed).then(pl.col("category")).otherwise(pl.lit(""))
    before = day.shift(1).over(unit, "kind", series, order_by=["decided_on", "id"])
    same_year = day.dt.year() == before.dt.year()
    near = pl.when(failed).then(day <= before.dt.offset_by("36mo")).otherwise(same_year)
    grave = failed | (pl.col("severity") == "general")
    return (near & grave & series.is_not_null()).fill_null(value=False)


def _weighed(plan: CreditPlan, records: pl.LazyFrame, unit: str) -> pl.LazyFrame:
    """The records that count with their points; without points only failed samples are kept."""
    day, kind = pl.col("decided_on"), pl.col("kind")
    ruled = records.join(_rules(plan), on=["kind", "severity"]).filter(
        (day >= pl.col("faded_from")) | kind.is_in(REPEATING),
        pl.col("happened_on") >= pl.col("acts_from"),
        pl.col("least").is_null() | (pl.col("measure") >= pl.col("least")),
        pl.col("merit") | (day <= pl.col("happened_on").dt.offset_by(BAR)),
    )
    first = (kind == "sampling-fail") | (pl.col("severity") == "general")
    repeating = kind.is_in(REPEATING) & first
    marked = pl.concat(
        [
            ruled.filter(~repeating).with_columns(again=pl.lit(value=False)),
            ruled.filter(repeating).with_columns(again=_again(unit)),
        ]
    )
    full = pl.when("again").then("full_again").otherwise("full")
    faded = pl.when("again").then("faded_again").otherwise("faded")
    points = pl.when(day >= pl.col("full_from")).then(full)
    points = points.when(day >= pl.col("faded_from")).then(faded)
    forced = pl.col("forces") | (pl.col("forces_heavy") & pl.col("heavier_penalty"))
    return marked.select(unit, "kind", points=points, forced=forced, decided_on=day)


def _graded(
    plan: CreditPlan, units: pl.LazyFrame, totals: pl.LazyFrame, left: str, right: str
) -> pl.LazyFrame:
    """Bonus, score and grade of every unit from what its records come to."""
    joined = units.join(totals, left_on=left, right_on=right, how="left").with_columns(
        pl.col("deductions", "merits", "counted").fill_null(0),
        pl.col("forced").fill_null(value=False),
    )
    bonus = pl.col("merits").clip(upper_bound=plan.bonus_cap)
    score = (plan.base + pl.col("deductions") + bonus).clip(plan.floor, plan.ceiling)
    grade = pl.when(pl.col("forced")).then(pl.lit("D"))
    for known in plan.grades:
        grade = grade.when(score >= known.low).then(pl.lit(known.id))
    graded = joined.with_columns(bonus=bonus, score=score, grade=grade.otherwise(pl.lit("D")))
    return graded.select(OUTPUT)


def _by_unit(plan: CreditPlan, by_kind: pl.LazyFrame, unit: str, kind: str) -> pl.LazyFrame:
    """Cap what each kind comes to, and add up by unit."""
    passed, failed = pl.col(kind) == "sample-passed", pl.col(kind) == "sampling-fail"
    own = pl.when("highest").then(pl.col("top").fill_null(0)).otherwise("total")
    own = pl.when(passed & (pl.col("count") < 3)).then(0).otherwise(own)
    voids = failed & (pl.col("last") >= plan.kinds["sample-passed"].since)
    capped = pl.when(pl.col("merit")).then(own).otherwise(pl.max_horizontal(own, "cap"))
    return (
        by_kind.with_columns(own=capped, passed=passed, voids=voids)
        .group_by(unit)
        .agg(
            deductions=pl.col("own").filter(~pl.col("merit")).sum(),
            merits=pl.col("own").filter(pl.col("merit") & ~pl.col("passed")).sum(),
            samples=pl.col("own").filter(pl.col("passed")).sum(),
            voids=pl.col("voids").any(),
            counted=pl.col("count").sum().cast(pl.Int64),
            forced=pl.col("forced").any(),
        )
        .with_columns(
            merits=pl.col("merits") + pl.when("voids").then(0).otherwise(pl.col("samples"))
        )
    )


def _sums() -> dict[str, pl.Expr]:
    points = pl.col("points")
    return {
        "total": points.sum(),
        "top": points.max(),
        "count": points.count(),
        "forced": (pl.col("forced") & points.is_not_null()).any(),
        "last": pl.col("decided_on").max(),
    }


def natural(plan: CreditPlan, units: pl.LazyFrame, records: pl.LazyFrame) -> pl.LazyFrame:
    """Join the rule table, add up by unit and kind, join the caps, add up by unit, grade."""
    counted = records.filter(_counting(plan.context.as_of))
    weighed = _weighed(plan, counted, "subject")
    by_kind = weighed.group_by("subject", "kind").agg(**_sums()).join(_kinds(plan), on="kind")
    return _graded(plan, units, _by_unit(plan, by_kind, "subject", "kind"), "code", "subject")


def tuned(plan: CreditPlan, units: pl.LazyFrame, records: pl.LazyFrame) -> pl.LazyFrame:
    """The same with what profiling suggests.

    Old records are dropped kind by kind before any join, only columns without a filter in them are
    added up, and units get a number first, so that all grouping is by integers.
    """
    numbered = units.with_row_index("unit")
    kind, day = pl.col("kind"), pl.col("decided_on")
    oldest = {k.kind: k.reach for k in plan.kinds.values()}
    by_day: dict[date, list[str]] = {}
    for name, since in oldest.items():
        by_day.setdefault(since, []).append(name)
    near = pl.any_horizontal(kind.is_in(names) & (day >= since) for since, names in by_day.items())
    counted = records.filter(*_counting(plan.context.as_of), near).join(
        numbered, left_on="subject", right_on="code"
    )
    numbers = pl.Enum(sorted(plan.kinds))
    weighed = _weighed(plan, counted, "unit").with_columns(
        pl.col("kind").cast(numbers), forced=pl.col("forced") & pl.col("points").is_not_null()
    )
    sums = _sums() | {"forced": pl.col("forced").max()}
    caps = _kinds(plan).with_columns(pl.col("kind").cast(numbers))
    by_kind = weighed.group_by("unit", "kind").agg(**sums).join(caps, on="kind")
    return _graded(plan, numbered, _by_unit(plan, by_kind, "unit", "kind"), "unit", "unit")
