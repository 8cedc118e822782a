"""Score a million enterprises with five million records, beside what one writes by hand.

    python benchmarks/frames.py [ENTERPRISES] [--rounds N] [--keys text|integer] [--write]

Every engine runs in a process of its own, so that its peak memory is its own; rounds are
interleaved, and the median CPU time counts. All columns of the answers are compared before any
number is shown. "checked" looks at every row first; "prepared" is the archive that was prepared
once, beforehand. `--write` puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

import opponents
from qualitygov import CreditScorer, load_rulebook
from qualitygov.credit import PreparedArchive, prepare_archive
from qualitygov.credit.frame import OUTPUT

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
AS_OF = date(2016, 12, 31)
KINDS = [("order-on-spot", "minor"), ("notice", "general"), ("penalty", "minor"), ("penalty", "general"), ("penalty", "serious"),
         ("sampling-fail", "general"), ("sampling-fail", "serious"), ("complaint-upheld", "general"), ("hazard-overdue", "general"),
         ("pollution", "general"), ("unlicensed", "serious"), ("abnormal-list", "general"), ("certificate-quality", "in-force"),
         ("sample-passed", "passed"), ("chief-quality-officer", "in-post")]  # fmt: skip
NAMES: Mapping[str, str] = {
    "bare-polars": "only `group_by(id).len()`, Polars",
    "bare-duckdb": "only `GROUP BY id`, DuckDB",
    "natural": "natural query by hand, Polars",
    "tuned": "tuned query by hand, Polars",
    "sql": "SQL by hand, DuckDB",
    "prepared": "`score_prepared`, Polars",
    "polars": "`score_frame`, Polars, trusted",
    "polars-checked": "`score_frame`, Polars, checked",
    "prepared-duckdb": "`score_prepared`, DuckDB",
    "duckdb": "`score_frame`, DuckDB, trusted",
    "duckdb-checked": "`score_frame`, DuckDB, checked",
}
BARE = ("bare-polars", "bare-duckdb")
AIMS = (
    ("prepared", "bare-polars", 1.5),
    ("polars", "bare-polars", 2.6),
    ("polars-checked", "bare-polars", 6.0),
    ("duckdb", "bare-duckdb", 3.0),
    ("polars", "natural", 0.8),
    ("polars", "tuned", 1.1),
    ("duckdb", "sql", 1.0),
)
"""Each engine, what it is measured against, and the highest ratio that is aimed at."""


def make(folder: Path, enterprises: int, keys: str) -> None:
    """Write the tables: five records an enterprise on average, over five years.

    Keys are 18 characters, or integers. Some acts came to light too late, some failed samples have
    no category, some records were revoked or repaired.
    """

    def key(number: pl.Expr) -> pl.Expr:
        text = "91330299" + number.cast(pl.String).str.zfill(9) + "A"
        return number.cast(pl.Int64) if keys == "integer" else text

    count, h = enterprises * 5, pl.col("h")
    units = pl.DataFrame({"n": pl.int_range(enterprises, eager=True)}).select(code=key(pl.col("n")))
    numbers = pl.int_range(count, eager=True).hash(7)
    kind = (numbers % len(KINDS)).cast(pl.Int64)
    words = pl.DataFrame(
        {"at": range(len(KINDS)), "kind": [k for k, _ in KINDS], "severity": [s for _, s in KINDS]},
        schema_overrides={"at": pl.Int64},
    )
    late = pl.when(h % 128 == 0).then(700 + h // 128 % 120).otherwise(h % 40)
    days = pl.lit(date(2012, 1, 1)) + pl.duration(days=(h // 1000) % 1826)
    named = pl.when(h % 3 == 0).then(pl.lit("rice")).otherwise(pl.lit("cement"))
    records = (
        pl.DataFrame({"id": pl.int_range(count, eager=True), "h": numbers, "at": kind})
        .join(words, on="at", how="left", maintain_order="left")
        .select(
            pl.col("id"),
            subject=key((h // 64) % enterprises),
            kind="kind",
            severity="severity",
            happened_on=days - pl.duration(days=late),
            decided_on=days,
            known_on=days + pl.duration(days=h % 20),
            category=pl.when(h % 11 != 0).then(named),
            measure=pl.lit(None, pl.Int64),
            heavier_penalty=h % 97 == 0,
            revoked_on=pl.when(h % 50 == 0).then(days + pl.duration(days=90)),
            repaired_on=pl.when(h % 31 == 0).then(days + pl.duration(days=200)),
        )
    )
    units.write_parquet(folder / "units.parquet")
    records.write_parquet(folder / "records.parquet")


def prepare(folder: Path) -> dict[str, Any]:
    """Prepare the archive of the tables; return what that took."""
    tables = (pl.scan_parquet(folder / name) for name in ("units.parquet", "records.parquet"))
    book, begun = load_rulebook("strong-town"), time.process_time()
    prepare_archive(*tables, book, folder / "prepared.parquet")
    seconds = time.process_time() - begun
    size = (folder / "prepared.parquet").stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "size_mb": size, "peak_mb": peak}


def _prepared(engine: str, scorer: CreditScorer, folder: Path) -> pl.DataFrame:
    archive = PreparedArchive.read(folder / "prepared.parquet")
    if engine == "prepared":
        return scorer.score_prepared(archive).collect()
    connection = duckdb.connect()
    connection.sql("SET threads = 2")
    return scorer.score_prepared(archive, connection).pl()


def _on_polars(engine: str, scorer: CreditScorer, units: Path, records: Path) -> pl.DataFrame:
    scans = pl.scan_parquet(units), pl.scan_parquet(records)
    if engine == "bare-polars":
        return scans[1].group_by("subject").len().collect()
    if engine in ("natural", "tuned"):
        query: Callable[..., pl.LazyFrame] = getattr(opponents, engine)
        return query(scorer.plan, *scans).collect()
    return scorer.score_frame(*scans, trusted=engine == "polars").collect()


def _on_duckdb(engine: str, scorer: CreditScorer, units: Path, records: Path) -> pl.DataFrame:
    connection = duckdb.connect()
    connection.sql("SET threads = 2")
    if engine == "bare-duckdb":
        read = connection.read_parquet(str(records))
        return read.aggregate("subject, count(*) AS n", "subject").pl()
    if engine == "sql":
        tables = f"'{units}'", f"'{records}'"
        return opponents.by_duckdb(connection, scorer.plan, *tables).pl()
    read = connection.read_parquet(str(units)), connection.read_parquet(str(records))
    return scorer.score_frame(*read, trusted=engine == "duckdb").pl()


def run(engine: str, folder: Path) -> dict[str, Any]:
    """Run one engine once; return seconds, peak memory and a digest of the answer."""
    scorer = CreditScorer(load_rulebook("strong-town"), as_of=AS_OF)
    assert scorer.plan
    on_duckdb = engine == "sql" or "duckdb" in engine
    begun = time.process_time()
    if engine.startswith("prepared"):
        answer = _prepared(engine, scorer, folder)
    else:
        way = _on_duckdb if on_duckdb else _on_polars
        answer = way(engine, scorer, folder / "units.parquet", folder / "records.parquet")
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    digest = 0
    if engine not in BARE:
        digest = int(answer.select(pl.struct(OUTPUT).hash(1)).to_series().sum())
    return {"seconds": seconds, "peak_mb": peak, "digest": digest, "rows": answer.height}


def _process(*arguments: str) -> str:
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measured(
    enterprises: int, rounds: int, keys: str
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]:
    """Run all engines in turns, each in a process of its own; and what preparing took."""
    taken: dict[str, list[dict[str, Any]]] = {engine: [] for engine in NAMES}
    with tempfile.TemporaryDirectory() as name:
        _process(str(enterprises), "--engine", "make", "--folder", name, "--keys", keys)
        preparing = json.loads(_process("--engine", "prepare", "--folder", name))
        for _ in range(rounds):
            for engine in NAMES:
                taken[engine].append(json.loads(_process("--engine", engine, "--folder", name)))
    answers = {one["digest"] for engine, own in taken.items() if engine not in BARE for one in own}
    if len(answers) != 1:
        raise SystemExit("the answers differ")
    return taken, preparing


def _ratio(taken: Mapping[str, list[dict[str, Any]]], engine: str, other: str) -> float:
    pairs = zip(taken[engine], taken[other], strict=True)
    return statistics.median(one["seconds"] / two["seconds"] for one, two in pairs)


def table(
    taken: Mapping[str, list[dict[str, Any]]], preparing: Mapping[str, Any], enterprises: int
) -> str:
    """Return what was measured as two tables."""
    size = f"{enterprises:,} enterprises, {enterprises * 5:,} records"
    prepared = (
        f"Preparing the archive took {preparing['seconds']:.1f} s CPU and"
        f" {preparing['peak_mb']:,.0f} MB, once; the file has {preparing['size_mb']:,.0f} MB."
    )
    lines = [
        f"{size}; all columns of the answers are equal.",
        prepared,
        "",
        "| | CPU s | against bare Polars | peak MB |",
        "|---|---|---|---|",
    ]
    for engine, rounds in taken.items():
        seconds = statistics.median(one["seconds"] for one in rounds)
        ratio = _ratio(taken, engine, "bare-polars")
        peak = max(one["peak_mb"] for one in rounds)
        lines.append(f"| {NAMES[engine]} | {seconds:.2f} | {ratio:.2f} | {peak:,.0f} |")
    lines += ["", "| | against | ratio | aim | |", "|---|---|---|---|---|"]
    for engine, other, aim in AIMS:
        ratio = _ratio(taken, engine, other)
        said = "met" if ratio <= aim else "**missed**"
        lines.append(f"| {NAMES[engine]} | {NAMES[other]} | {ratio:.2f} | ≤ {aim} | {said} |")
    return "\n".join(lines)


def written(text: str, name: str) -> None:
    """Put a table into the page, between its marks."""
    page = PAGE.read_text(encoding="utf-8")
    marks = f"<!-- {name} -->", "<!-- end -->"
    pattern = re.compile(f"{marks[0]}.*?{marks[1]}", re.DOTALL)
    if not pattern.search(page):
        raise SystemExit(f"{PAGE} has no place for {name}")
    PAGE.write_text(pattern.sub(f"{marks[0]}\n{text}\n{marks[1]}", page), encoding="utf-8")


def main() -> int:
    """Measure the engines side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("enterprises", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=("make", "prepare", *NAMES))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keys", choices=("text", "integer"), default="text")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.engine == "make":
        make(options.folder, options.enterprises, options.keys)
    elif options.engine == "prepare":
        print(json.dumps(prepare(options.folder)))
    elif options.engine:
        print(json.dumps(run(options.engine, options.folder)))
    else:
        taken, preparing = measured(options.enterprises, options.rounds, options.keys)
        text = table(taken, preparing, options.enterprises)
        print(text)
        if options.write:
            written(text, f"frames {options.enterprises}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
