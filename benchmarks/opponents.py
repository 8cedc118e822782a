"""What a good engineer writes by hand for the same scores: Polars in two ways, and SQL.

Each takes the rules as two small tables, as an office has them: what a record of a kind and
severity weighs in which window, and what a kind comes to at most. None is held back: few columns
are read, rows that cannot weigh are dropped early, only the two kinds that repeat are put in order,
and the engine's own optimizer is on. They know what this rulebook lacks (records of one matter,
rules that changed since the act, repetitions by share); the library has to find that out.
"""

from __future__ import annotations

from collections.abc import Callable
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


def _near(before: pl.Expr) -> pl.Expr:
    """Whether a record lies near enough to the one before it in its series to repeat it."""
    failed, day = pl.col("kind") == "sampling-fail", pl.col("decided_on")
    same_year = day.dt.year() == before.dt.year()
    return pl.when(failed).then(day <= before.dt.offset_by("36mo")).otherwise(same_year)


SERIES = pl.when(pl.col("kind") == "sampling-fail").then("category").otherwise(pl.lit(""))


def _by_window(own: pl.LazyFrame, unit: str) -> pl.LazyFrame:
    """Mark repetitions by a window over each series."""
    before = pl.col("decided_on").shift(1).over(unit, "kind", SERIES, order_by=["decided_on", "id"])
    again = (_near(before) & SERIES.is_not_null()).fill_null(value=False)
    return own.with_columns(again=again)


def _by_sort(own: pl.LazyFrame, unit: str) -> pl.LazyFrame:
    """Mark repetitions after one sort, by the row before."""
    series = [unit, "kind", "series"]
    ordered = own.with_columns(series=SERIES).sort(*series, "decided_on", "id")
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in series)
    again = (same & _near(pl.col("decided_on").shift(1))).fill_null(value=False)
    return ordered.with_columns(again=again).drop("series")


Marking = Callable[[pl.LazyFrame, str], pl.LazyFrame]


def _weighed(
    plan: CreditPlan, records: pl.LazyFrame, unit: str, repetitions: Marking
) -> pl.LazyFrame:
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
            repetitions(ruled.filter(repeating), unit),
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
    weighed = _weighed(plan, counted, "subject", _by_window)
    by_kind = weighed.group_by("subject", "kind").agg(**_sums()).join(_kinds(plan), on="kind")
    return _graded(plan, units, _by_unit(plan, by_kind, "subject", "kind"), "code", "subject")


def tuned(plan: CreditPlan, units: pl.LazyFrame, records: pl.LazyFrame) -> pl.LazyFrame:
    """The same with what profiling suggests.

    Old records are dropped kind by kind before the join, repetitions are found by one sort, the
    organization code, short enough to be compared in place, stands for the unit, kinds are small
    integers, and only columns without a filter in them are added up by unit and kind.
    """
    kind, day = pl.col("kind"), pl.col("decided_on")
    by_day: dict[date, list[str]] = {}
    for known in plan.kinds.values():
        by_day.setdefault(known.reach, []).append(known.kind)
    near = pl.any_horizontal(kind.is_in(names) & (day >= since) for since, names in by_day.items())
    counted = records.filter(*_counting(plan.context.as_of), near)
    counted = counted.with_columns(unit=pl.col("subject").str.slice(8, 9))
    numbers = pl.Enum(sorted(plan.kinds))
    weighed = _weighed(plan, counted, "unit", _by_sort).with_columns(
        pl.col("kind").cast(numbers), forced=pl.col("forced") & pl.col("points").is_not_null()
    )
    sums = _sums() | {"forced": pl.col("forced").max()}
    caps = _kinds(plan).with_columns(pl.col("kind").cast(numbers))
    by_kind = weighed.group_by("unit", "kind").agg(**sums).join(caps, on="kind")
    own = units.with_columns(unit=pl.col("code").str.slice(8, 9))
    return _graded(plan, own, _by_unit(plan, by_kind, "unit", "kind"), "unit", "unit")


BY_SQL = """
WITH counted AS (
    SELECT r.id, r.subject, r.kind, r.severity, r.category, r.decided_on, r.heavier_penalty,
           w.full_from, w.faded_from, w."full", w.faded, w.full_again, w.faded_again,
           w.forces OR (w.forces_heavy AND r.heavier_penalty) AS forces
    FROM {records} r JOIN rules w ON r.kind = w.kind AND r.severity = w.severity
    WHERE r.known_on <= {day} AND r.decided_on <= {day}
      AND (r.revoked_on IS NULL OR r.revoked_on > {day})
      AND (r.repaired_on IS NULL OR r.repaired_on > {day})
      AND (r.decided_on >= w.faded_from OR r.kind IN ('sampling-fail', 'complaint-upheld'))
      AND r.happened_on >= w.acts_from
      AND (w.least IS NULL OR r.measure >= w.least)
      AND (w.merit OR r.decided_on <= r.happened_on + INTERVAL 2 YEAR)
), ordered AS (
    SELECT subject, kind, decided_on, full_from, faded_from, "full", faded, full_again,
           faded_again, forces, category,
           lag(decided_on) OVER (
               PARTITION BY subject, kind, CASE WHEN kind = 'sampling-fail' THEN category ELSE '' END
               ORDER BY decided_on, id) AS before
    FROM counted
    WHERE kind = 'sampling-fail' OR (kind = 'complaint-upheld' AND severity = 'general')
), marked AS (
    SELECT subject, kind, decided_on, full_from, faded_from, full_again AS "full",
           faded_again AS faded, forces, "full" AS once, faded AS once_faded,
           coalesce(CASE WHEN kind = 'sampling-fail'
                    THEN decided_on <= before + INTERVAL 36 MONTH AND category IS NOT NULL
                    ELSE year(decided_on) = year(before) END, FALSE) AS again
    FROM ordered
), weighed AS (
    SELECT subject, kind, decided_on, forces, CASE
        WHEN decided_on >= full_from THEN CASE WHEN again THEN "full" ELSE once END
        WHEN decided_on >= faded_from THEN CASE WHEN again THEN faded ELSE once_faded END
        END AS points FROM marked
    UNION ALL
    SELECT subject, kind, decided_on, forces,
        CASE WHEN decided_on >= full_from THEN "full"
             WHEN decided_on >= faded_from THEN faded END AS points
    FROM counted
    WHERE NOT (kind = 'sampling-fail' OR (kind = 'complaint-upheld' AND severity = 'general'))
), by_kind AS (
    SELECT subject, kind, sum(points) AS total, max(points) AS top, count(points) AS n,
           max(CASE WHEN forces AND points IS NOT NULL THEN 1 ELSE 0 END) AS forced,
           max(decided_on) AS last
    FROM weighed GROUP BY subject, kind
), capped AS (
    SELECT b.subject, b.kind, b.n, b.forced, b.last, k.merit,
           CASE WHEN b.kind = 'sample-passed' AND b.n < 3 THEN 0
                WHEN k.highest THEN coalesce(b.top, 0)
                WHEN k.cap IS NOT NULL THEN greatest(coalesce(b.total, 0), k.cap)
                ELSE coalesce(b.total, 0) END AS own
    FROM by_kind b JOIN kinds k ON b.kind = k.kind
), by_unit AS (
    SELECT subject, sum(n) AS counted, max(forced) AS forced,
           sum(CASE WHEN merit THEN 0 ELSE own END) AS deductions,
           sum(CASE WHEN merit AND kind <> 'sample-passed' THEN own ELSE 0 END)
           + CASE WHEN max(CASE WHEN kind = 'sampling-fail' AND last >= {voids} THEN 1 ELSE 0 END) = 1
                  THEN 0 ELSE sum(CASE WHEN kind = 'sample-passed' THEN own ELSE 0 END) END AS merits
    FROM capped GROUP BY subject
), scored AS (
    SELECT u.code, coalesce(t.deductions, 0) AS deductions, coalesce(t.merits, 0) AS merits,
           least(coalesce(t.merits, 0), {bonus}) AS bonus, coalesce(t.counted, 0) AS counted,
           coalesce(t.forced, 0) AS forced
    FROM {units} u LEFT JOIN by_unit t ON u.code = t.subject
), bounded AS (
    SELECT *, least(greatest({base} + deductions + bonus, {floor}), {ceiling}) AS score FROM scored
)
SELECT code, CAST(score AS BIGINT) AS score,
       CASE WHEN forced = 1 THEN 'D' {grades} ELSE 'D' END AS grade,
       CAST(deductions AS BIGINT) AS deductions, CAST(merits AS BIGINT) AS merits,
       CAST(bonus AS BIGINT) AS bonus, CAST(counted AS BIGINT) AS counted
FROM bounded
"""


def sql(plan: CreditPlan, units: str, records: str) -> str:
    """Return the query by hand for DuckDB; `rules` and `kinds` are tables of the connection."""
    return BY_SQL.format(
        units=units,
        records=records,
        day=f"DATE '{plan.context.as_of}'",
        voids=f"DATE '{plan.kinds['sample-passed'].since}'",
        bonus=plan.bonus_cap,
        base=plan.base,
        floor=plan.floor,
        ceiling=plan.ceiling,
        grades=" ".join(f"WHEN score >= {g.low} THEN '{g.id}'" for g in plan.grades),
    )


def by_duckdb(
    connection: duckdb.DuckDBPyConnection, plan: CreditPlan, units: str, records: str
) -> duckdb.DuckDBPyRelation:
    """Run the query by hand on DuckDB."""
    connection.register("rules_", _rules(plan).collect().to_arrow())
    connection.register("kinds_", _kinds(plan).collect().to_arrow())
    connection.execute("CREATE OR REPLACE TEMP TABLE rules AS FROM rules_")
    connection.execute("CREATE OR REPLACE TEMP TABLE kinds AS FROM kinds_")
    return connection.sql(sql(plan, units, records))
