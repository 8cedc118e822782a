"""Score a million enterprises with five million records, beside hand-written Polars.

    python benchmarks/frames.py [ENTERPRISES] [--rounds N] [--keys text|integer]

Every engine runs in a process of its own, so that its peak memory is its own; rounds are
interleaved, and the median CPU time of each is shown as a ratio to the hand-written query of the
same round. "checked" looks at every row first. All columns of the answers are compared.
"""

from __future__ import annotations

import argparse
import functools
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from qualitygov import CreditScorer, load_rulebook
from qualitygov.credit.cells import KindPlan
from qualitygov.credit.frame import OUTPUT
from qualitygov.credit.plan import CreditPlan

AS_OF = date(2016, 12, 31)
KINDS = [("order-on-spot", "minor"), ("notice", "general"), ("penalty", "minor"), ("penalty", "general"), ("penalty", "serious"),
         ("sampling-fail", "general"), ("sampling-fail", "serious"), ("complaint-upheld", "general"), ("hazard-overdue", "general"),
         ("pollution", "general"), ("unlicensed", "serious"), ("abnormal-list", "general"), ("certificate-quality", "in-force"),
         ("sample-passed", "passed"), ("chief-quality-officer", "in-post")]  # fmt: skip
ENGINES = ("hand", "polars", "duckdb", "polars-checked", "duckdb-checked")


def make(folder: Path, enterprises: int, keys: str) -> None:
    """Write the tables: five records an enterprise on average, over five years; keys as 18 characters or as integers."""

    def key(number: pl.Expr) -> pl.Expr:
        return (
            number.cast(pl.Int64)
            if keys == "integer"
            else "91330299" + number.cast(pl.String).str.zfill(9) + "A"
        )

    count = enterprises * 5
    units = pl.DataFrame({"n": pl.int_range(enterprises, eager=True)}).select(code=key(pl.col("n")))
    numbers = pl.int_range(count, eager=True).hash(7)
    kind = (numbers % len(KINDS)).cast(pl.Int64)
    words = pl.DataFrame(
        {"at": range(len(KINDS)), "kind": [k for k, _ in KINDS], "severity": [s for _, s in KINDS]},
        schema_overrides={"at": pl.Int64},
    )
    days = pl.lit(date(2012, 1, 1)) + pl.duration(days=(pl.col("h") // 1000) % 1826)
    h = pl.col("h")
    late = pl.when(h % 128 == 0).then(700 + h // 128 % 120).otherwise(h % 40)
    records = (
        pl.DataFrame({"id": pl.int_range(count, eager=True), "h": numbers, "at": kind})
        .join(words, on="at", how="left", maintain_order="left")
        .select(
            pl.col("id"),
            subject=key((pl.col("h") // 64) % enterprises),
            kind="kind",
            severity="severity",
            happened_on=days - pl.duration(days=late),
            decided_on=days,
            known_on=days + pl.duration(days=pl.col("h") % 20),
            category=pl.when(h % 11 == 0)
            .then(None)
            .when(h % 3 == 0)
            .then(pl.lit("rice"))
            .otherwise(pl.lit("cement")),
            measure=pl.lit(None, pl.Int64),
            heavier_penalty=pl.col("h") % 97 == 0,
            revoked_on=pl.when(pl.col("h") % 50 == 0).then(days + pl.duration(days=90)),
            repaired_on=pl.when(pl.col("h") % 31 == 0).then(days + pl.duration(days=200)),
        )
    )
    units.write_parquet(folder / "units.parquet")
    records.write_parquet(folder / "records.parquet")


def rule_table(plan: CreditPlan) -> pl.LazyFrame:
    """The table one would write: for each kind and severity its two boundary days and points."""
    rows = [
        {
            "kind": cell.kind.kind,
            "severity": cell.severity,
            "full_from": cell.steps[0][0],
            "faded_from": cell.steps[-1][0],
            "full": cell.steps[0][1],
            "faded": cell.steps[-1][1],
            "full_again": cell.repeated[0][1],
            "faded_again": cell.repeated[-1][1],
        }
        for cell in plan.table
        if cell.kind.kind in {name for name, _ in KINDS}
    ]
    return pl.LazyFrame(rows)


def _own(kind: KindPlan) -> pl.Expr:
    """What one kind comes to, as one would write it by hand: a sum over the records of the kind."""
    own = pl.col("points").filter(pl.col("kind") == kind.kind)
    top = own.max() if kind.merit else own.min()
    return (top if kind.highest else own.sum()).fill_null(0).alias(kind.kind)


def _repeats() -> pl.Expr:
    """Whether a record repeats the one before it: only two kinds have that."""
    kind, day = pl.col("kind"), pl.col("decided_on")
    series = pl.when(kind == "sampling-fail").then(pl.col("category"))
    before = day.shift(1).over("subject", "kind", series, order_by=["decided_on", "id"])
    failed = (kind == "sampling-fail") & (day <= before.dt.offset_by("36mo"))
    upheld = (kind == "complaint-upheld") & (day.dt.year() == before.dt.year())
    return (failed | upheld).fill_null(value=False)


def _points() -> pl.Expr:
    day, again = pl.col("decided_on"), pl.col("again")
    full = pl.when(again).then("full_again").otherwise("full")
    faded = pl.when(again).then("faded_again").otherwise("faded")
    return (
        pl.when(day >= pl.col("full_from")).then(full).when(day >= pl.col("faded_from")).then(faded)
    )


def _pointed(plan: CreditPlan, records: pl.LazyFrame) -> pl.LazyFrame:
    """The records that count, each with its points, empty when its window has ended."""
    counted = records.filter(
        (pl.col("known_on") <= AS_OF)
        & (pl.col("decided_on") <= AS_OF)
        & ~(pl.col("revoked_on") <= AS_OF).fill_null(value=False)
        & ~(pl.col("repaired_on") <= AS_OF).fill_null(value=False)
    )
    repeating = pl.col("kind").is_in(["sampling-fail", "complaint-upheld"])
    marked = [
        counted.filter(~repeating).with_columns(again=pl.lit(value=False)),
        counted.filter(repeating).with_columns(again=_repeats()),
    ]
    ruled = pl.concat(marked).join(rule_table(plan), on=["kind", "severity"], how="inner")
    return ruled.with_columns(points=_points())


def by_hand(plan: CreditPlan, units: pl.LazyFrame, records: pl.LazyFrame) -> pl.LazyFrame:
    """The natural query: join the rules, sum a column for each kind in one group_by, cap, grade."""
    kinds = [plan.kinds[name] for name in sorted({name for name, _ in KINDS})]
    passed = plan.kinds["sample-passed"]
    weighs, kind = pl.col("points").is_not_null(), pl.col("kind")
    failed = (kind == "sampling-fail") & (pl.col("decided_on") >= passed.since)
    grouped = (
        _pointed(plan, records)
        .group_by("subject")
        .agg(
            *(_own(kind) for kind in kinds),
            counted=weighs.sum().cast(pl.Int64),
            passes=(weighs & (kind == "sample-passed")).sum(),
            failed=failed.any(),
            forced=(weighs & (kind == "penalty") & pl.col("heavier_penalty")).any(),
        )
    )
    joined = units.join(grouped, left_on="code", right_on="subject", how="left").fill_null(0)
    void = (pl.col("passes") < passed.min_count) | pl.col("failed").fill_null(value=False)
    samples = pl.when(void).then(0).otherwise(pl.col("sample-passed")).alias("sample-passed")
    capped = [pl.col(k.kind) if k.cap is None else pl.col(k.kind).clip(k.cap) for k in kinds]
    costs = [one for one, k in zip(capped, kinds, strict=True) if not k.merit]
    summed = joined.with_columns(samples).with_columns(
        deductions=pl.sum_horizontal(costs),
        merits=pl.sum_horizontal(k.kind for k in kinds if k.merit),
    )
    bonus = pl.col("merits").clip(upper_bound=plan.bonus_cap)
    score = (plan.base + pl.col("deductions") + pl.col("bonus")).clip(plan.floor, plan.ceiling)
    grade = pl.when(pl.col("forced").fill_null(value=False)).then(pl.lit("D"))
    for known in plan.grades:
        grade = grade.when(pl.col("score") >= known.low).then(pl.lit(known.id))
    scored = summed.with_columns(bonus=bonus).with_columns(score=score)
    return scored.with_columns(grade=grade.otherwise(pl.lit("D"))).select(OUTPUT)


def run(engine: str, folder: Path) -> dict[str, float]:
    """Run one engine once; return seconds, peak memory and a digest of the answer."""
    scorer = CreditScorer(load_rulebook("strong-town"), as_of=AS_OF)
    units, records = folder / "units.parquet", folder / "records.parquet"
    plan, trusted = scorer.plan, not engine.endswith("checked")
    begun = time.process_time()
    if engine.startswith("duckdb"):
        connection = duckdb.connect()
        connection.sql("SET threads = 2")
        tables = (connection.read_parquet(str(units)), connection.read_parquet(str(records)))
        answer = scorer.score_frame(*tables, trusted=trusted).pl()
    else:
        scans = (pl.scan_parquet(units), pl.scan_parquet(records))
        by_plan = functools.partial(scorer.score_frame, trusted=trusted)
        query = by_hand(plan, *scans) if engine == "hand" else by_plan(*scans)
        answer = query.collect()
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    digest = int(answer.select(pl.struct(OUTPUT).hash(1)).to_series().sum()) if answer.height else 0
    return {"seconds": seconds, "peak_mb": peak, "digest": digest, "rows": answer.height}


def main() -> int:
    """Measure the engines side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("enterprises", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=("make", *ENGINES))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keys", choices=("text", "integer"), default="text")
    options = parser.parse_args()
    if options.engine == "make":
        make(options.folder, options.enterprises, options.keys)
        return 0
    if options.engine:
        print(json.dumps(run(options.engine, options.folder)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        command = [
            sys.executable,
            __file__,
            str(options.enterprises),
            "--engine",
            "make",
            "--folder",
            name,
            "--keys",
            options.keys,
        ]
        subprocess.run(command, check=True)
        taken: dict[str, list[dict[str, float]]] = {engine: [] for engine in ENGINES}
        for _ in range(options.rounds):
            for engine in ENGINES:
                command = [sys.executable, __file__, "--engine", engine, "--folder", name]
                taken[engine].append(
                    json.loads(
                        subprocess.run(command, check=True, capture_output=True, text=True).stdout
                    )
                )
    digests = {round_["digest"] for rounds in taken.values() for round_ in rounds}
    size = f"{options.enterprises:,} enterprises, {options.enterprises * 5:,} records"
    print(f"{size}, {options.rounds} rounds; answers equal: {len(digests) == 1}")
    for engine, rounds in taken.items():
        ratios = [
            one["seconds"] / hand["seconds"]
            for one, hand in zip(rounds, taken["hand"], strict=True)
        ]
        seconds = statistics.median(one["seconds"] for one in rounds)
        peak = max(one["peak_mb"] for one in rounds)
        ratio = statistics.median(ratios)
        print(f"{engine:14} ratio {ratio:5.2f}   {seconds:6.2f} s CPU   peak {peak:6.0f} MB")
    return 0 if len(digests) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
