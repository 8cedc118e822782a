"""Measure two states of the library side by side, and write the table of docs/measured.md.

    git worktree add /tmp/before COMMIT
    python docs/measured.py /tmp/before .          # print the table
    python docs/measured.py /tmp/before . --write  # and write it into the page

Both are run by the same Python, each number in processes of their own, in turns; the median counts.
Times are CPU time, so that other work on the machine matters little.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

PAGE = Path(__file__).parent / "measured.md"
BEGIN, END = "<!-- measured -->", "<!-- end -->"

LOAD = """
import json, time
from qualitygov import load_rulebook
begun = time.process_time()
load_rulebook("strong-town")
print(json.dumps({"load": (time.process_time() - begun) * 1000}))
"""
UNITS = """
import json, random, time
from datetime import date, timedelta
from qualitygov import CreditRecord, CreditScorer, Enterprise, load_rulebook
KINDS = [("order-on-spot", "minor"), ("notice", "general"), ("penalty", "minor"),
         ("penalty", "general"), ("penalty", "serious"), ("hazard-overdue", "general"),
         ("pollution", "general"), ("abnormal-list", "general"),
         ("certificate-quality", "in-force")]
rng, rows, units = random.Random(7), [], []
for n in range(4000):
    code, own = f"91330299{n:08d}0A", []
    for at in range(rng.randrange(11)):
        kind, severity = rng.choice(KINDS)
        on = date(2012, 1, 1) + timedelta(days=rng.randrange(1826))
        own.append(dict(id=f"R{n}-{at}", subject=code, kind=kind, severity=severity, happened_on=on,
                        decided_on=on, known_on=on, source_document="x"))
    rows += own
    units.append((Enterprise(code=code, name="x", town="330299101"), own))
def took(work, items):
    best = None
    for _ in range(5):
        begun = time.process_time()
        for item in items:
            work(item)
        spent = (time.process_time() - begun) / len(items) * 1e6
        best = spent if best is None else min(best, spent)
    return best
made = took(lambda row: CreditRecord(**row), rows)
units = [(unit, tuple(CreditRecord(**row) for row in own)) for unit, own in units]
scorer = CreditScorer(load_rulebook("strong-town"), as_of=date(2016, 12, 31))
scorer.score(*units[0]).lines
print(json.dumps({
    "record": made,
    "score": took(lambda pair: scorer.score(*pair).totals.score, units),
    "explained": took(lambda pair: scorer.score(*pair).lines, units),
}))
"""
ROWS: Mapping[str, tuple[str, int]] = {
    "lines": ("lines of source", 0),
    "characters": ("characters of source, thousands", 0),
    "width": ("line width, 95th percentile", 0),
    "wide": ("lines over 100 characters", 0),
    "longest": ("longest module, lines", 0),
    "circles": ("import cycles (groups of modules that import each other)", 0),
    "load": ("load the built-in book in a fresh process, ms", 0),
    "record": ("construct a credit record, µs", 1),
    "score": ("score an enterprise (5 records on average), µs", 1),
    "explained": ("the same with all its lines, µs", 1),
    "job": ("the main job on its example county, s", 1),
}


def modules(source: Path) -> dict[str, Path]:
    """Return the file of each module."""
    found = {}
    for path in sorted((source / "qualitygov").rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: Iterable[str]) -> set[str]:
    """Return what a module imports, wherever in it the import is."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                found.add(inner if inner in known else node.module)
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return (found & set(known)) - {name}


def reachable(start: str, arrows: Mapping[str, set[str]]) -> set[str]:
    """Return every module that a module imports, directly or through others."""
    seen: set[str] = set()
    waiting = [*arrows[start]]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += arrows[name]
    return seen


def circles(source: Path) -> int:
    """Return the number of groups of modules that import each other."""
    known = modules(source)
    arrows = {name: imports(name, path, known) for name, path in known.items()}
    arrows["qualitygov"] = set()  # the face loads names when they are asked for
    reach = {name: reachable(name, arrows) for name in arrows}
    groups = {
        frozenset({name, *(other for other in reach[name] if name in reach[other])})
        for name in arrows
        if name in reach[name]
    }
    return len(groups)


def text_measures(source: Path) -> dict[str, float]:
    """Return what can be counted in the source."""
    texts = [path.read_text(encoding="utf-8") for path in modules(source).values()]
    widths = sorted(len(line) for text in texts for line in text.splitlines())
    return {
        "lines": len(widths),
        "characters": sum(map(len, texts)) / 1000,
        "width": widths[int(len(widths) * 0.95)],
        "wide": sum(width > 100 for width in widths),  # noqa: PLR2004 - the limit of the project
        "longest": max(len(text.splitlines()) for text in texts),
        "circles": circles(source),
    }


def run(tree: Path, *arguments: str) -> tuple[str, float]:
    """Run Python on a tree; return what it printed, and the seconds of CPU time it took."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "HYPOTHESIS_NO_PLUGINS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, took


def once(tree: Path) -> dict[str, float]:
    """Return one round of all times."""
    loaded = json.loads(run(tree, "-c", LOAD)[0])
    scored = json.loads(run(tree, "-c", UNITS)[0])
    with tempfile.TemporaryDirectory() as out:
        job = ("-m", "qualitygov", "assess", "examples/county", "--as-of", "2016-12-31")
        _, seconds = run(tree, *job, "--out", out)
    return {**loaded, **scored, "job": seconds}


def table(before: Mapping[str, float], now: Mapping[str, float]) -> str:
    """Return the table of the page."""
    rows = ["| measure | before | now | ratio |", "|---|---|---|---|"]
    for name, (label, digits) in ROWS.items():
        one, two = before[name], now[name]
        ratio = f"{two / one:.2f}" if one else "–"
        rows.append(f"| {label} | {one:,.{digits}f} | {two:,.{digits}f} | {ratio} |")
    return "\n".join(rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("now", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    trees = [options.before.resolve(), options.now.resolve()]
    rounds: list[list[dict[str, float]]] = [[], []]
    for _ in range(options.rounds):
        for taken, tree in zip(rounds, trees, strict=True):
            taken.append(once(tree))
    found = []
    for taken, tree in zip(rounds, trees, strict=True):
        times = {name: statistics.median(one[name] for one in taken) for name in taken[0]}
        found.append({**text_measures(tree / "src"), **times})
    shown = table(*found)
    print(shown)
    if options.write:
        text = PAGE.read_text(encoding="utf-8")
        block = f"{BEGIN}\n{shown}\n{END}"
        PAGE.write_text(
            re.sub(f"{BEGIN}\n.*?{END}", lambda _: block, text, flags=re.DOTALL), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
