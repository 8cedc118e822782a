"""Score a million enterprises with five million records, beside hand-written Polars for the same answer.

    python benchmarks/frames.py [ENTERPRISES] [--rounds N] [--keys text|integer]

Every engine runs in a process of its own, so that its peak memory is its own; rounds are interleaved and the median of each is shown as
a ratio to the hand-written query of the same round. The answers are compared before anything is printed.
"""

from __future__ import annotations

import argparse
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
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.cells import KindPlan

AS_OF = date(2016, 12, 31)
KINDS = [("order-on-spot", "minor"), ("notice", "general"), ("penalty", "minor"), ("penalty", "general"), ("penalty", "serious"),
         ("sampling-fail", "general"), ("sampling-fail", "serious"), ("complaint-upheld", "general"), ("hazard-overdue", "general"),
         ("pollution", "general"), ("unlicensed", "serious"), ("abnormal-list", "general"), ("certificate-quality", "in-force"),
         ("sample-passed", "passed"), ("chief-quality-officer", "in-post")]  # fmt: skip
ENGINES = ("hand", "polars", "duckdb")


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
    records = (
        pl.DataFrame({"id": pl.int_range(count, eager=True), "h": numbers, "at": kind})
        .join(words, on="at", how="left", maintain_order="left")
        .select(
            pl.col("id"),
            subject=key((pl.col("h") // 64) % enterprises),
            kind="kind",
            severity="severity",
            happened_on=days,
            decided_on=days,
            known_on=days + pl.duration(days=pl.col("h") % 20),
            category=pl.when(pl.col("h") % 3 == 0).then(pl.lit("rice")).otherwise(pl.lit("cement")),
            measure=pl.lit(None, pl.Int64),
            heavier_penalty=pl.col("h") % 97 == 0,
            revoked_on=pl.when(pl.col("h") % 50 == 0).then(days + pl.duration(days=90)),
            repaired_on=pl.when(pl.col("h") % 31 == 0).then(days + pl.duration(days=200)),
        )
    )
    units.write_parquet(folder / "units.parquet")
    records.write_parquet(folder / "records.parquet")


def _steps(kind: KindPlan, *, repeated: bool = False) -> pl.Expr:
    points = pl.lit(None, pl.Int64)
    for severity, cell in kind.cells.items():
        for since, value in reversed(cell.repeated if repeated else cell.steps):
            points = (
                pl.when((pl.col("severity") == severity) & (pl.col("decided_on") >= since))
                .then(value)
                .otherwise(points)
            )
    return points


def _own(kind: KindPlan) -> pl.Expr:
    """What one kind comes to, as one would write it by hand: a sum over the records of the kind."""
    own = pl.col("points").filter(pl.col("kind") == kind.kind)
    return (
        ((own.max() if kind.merit else own.min()) if kind.highest else own.sum())
        .fill_null(0)
        .alias(kind.kind)
    )


def by_hand(plan: CreditPlan, units: pl.LazyFrame, records: pl.LazyFrame) -> pl.LazyFrame:
    """The natural query: filter, points by kind, a column for each kind in one group_by, caps, bonus, grade."""
    kinds = [plan.kinds[name] for name in sorted({name for name, _ in KINDS})]
    day = AS_OF
    counted = records.filter(
        (pl.col("known_on") <= day)
        & (pl.col("decided_on") <= day)
        & ~(pl.col("revoked_on") <= day).fill_null(value=False)
        & ~(pl.col("repaired_on") <= day).fill_null(value=False)
    )
    series = pl.when(pl.col("kind") == "sampling-fail").then(pl.col("category"))
    before = (
        pl.col("decided_on").shift(1).over("subject", "kind", series, order_by=["decided_on", "id"])
    )
    later = [
        (pl.col("kind") == "sampling-fail") & (pl.col("decided_on") <= before.dt.offset_by("36mo")),
        (pl.col("kind") == "complaint-upheld")
        & (pl.col("decided_on").dt.year() == before.dt.year()),
    ]
    repeats = (later[0] | later[1]).fill_null(value=False)
    points = pl.lit(None, pl.Int64)
    for kind in kinds:
        value = (
            pl.when(repeats).then(_steps(kind, repeated=True)).otherwise(_steps(kind))
            if kind.repeat
            else _steps(kind)
        )
        points = pl.when(pl.col("kind") == kind.kind).then(value).otherwise(points)
    passed = plan.kinds["sample-passed"]
    failed = (pl.col("kind") == "sampling-fail") & (pl.col("decided_on") >= passed.since)
    forced = (
        pl.col("points").is_not_null() & (pl.col("kind") == "penalty") & pl.col("heavier_penalty")
    )
    grouped = (
        counted.with_columns(points=points)
        .group_by("subject")
        .agg(
            *(_own(kind) for kind in kinds),
            passes=(pl.col("points").is_not_null() & (pl.col("kind") == "sample-passed")).sum(),
            failed=failed.any(),
            forced=forced.any(),
        )
    )
    joined = units.join(grouped, left_on="code", right_on="subject", how="left").fill_null(0)
    void = (pl.col("passes") < passed.min_count) | pl.col("failed").fill_null(value=False)
    joined = joined.with_columns(
        pl.when(void).then(0).otherwise(pl.col("sample-passed")).alias("sample-passed")
    )
    failings = [
        pl.col(k.kind).clip(lower_bound=k.cap) if k.cap is not None else pl.col(k.kind)
        for k in kinds
        if not k.merit
    ]
    merits = pl.sum_horizontal(k.kind for k in kinds if k.merit).clip(upper_bound=plan.bonus_cap)
    score = (plan.base + pl.sum_horizontal(failings) + merits).clip(plan.floor, plan.ceiling)
    grade = pl.when(pl.col("forced").fill_null(value=False)).then(pl.lit("D"))
    for known in plan.grades:
        grade = grade.when(pl.col("score") >= known.low).then(pl.lit(known.id))
    return joined.with_columns(score=score).select(
        "code", "score", grade=grade.otherwise(pl.lit("D"))
    )


def run(engine: str, folder: Path) -> dict[str, float]:
    """Run one engine once; print seconds, peak memory and a digest of the answer."""
    scorer = CreditScorer(load_rulebook("strong-town"), as_of=AS_OF)
    units, records = folder / "units.parquet", folder / "records.parquet"
    plan = scorer.plan
    begun = time.perf_counter()
    if engine == "duckdb":
        connection = duckdb.connect()
        connection.sql("SET threads = 2")
        relation = scorer.score_frame(
            connection.read_parquet(str(units)), connection.read_parquet(str(records))
        )
        answer = relation.pl()
    else:
        tables = (pl.scan_parquet(units), pl.scan_parquet(records))
        query = by_hand(plan, *tables) if engine == "hand" else scorer.score_frame(*tables)
        answer = query.collect()
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    digest = (
        int(answer.select(pl.struct("code", "score", "grade").hash(1)).to_series().sum())
        if answer.height
        else 0
    )
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
    print(
        f"{options.enterprises:,} enterprises, {options.enterprises * 5:,} records, {options.rounds} rounds; answers equal: {len(digests) == 1}"
    )
    for engine, rounds in taken.items():
        ratios = [
            one["seconds"] / hand["seconds"]
            for one, hand in zip(rounds, taken["hand"], strict=True)
        ]
        seconds = statistics.median(one["seconds"] for one in rounds)
        print(
            f"{engine:8} ratio {statistics.median(ratios):5.2f}   {seconds:6.2f} s   peak {max(one['peak_mb'] for one in rounds):6.0f} MB"
        )
    return 0 if len(digests) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
