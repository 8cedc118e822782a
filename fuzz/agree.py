"""Ask every engine the same of random data, and compare (一致性检验): seeded, resumable, with a log.

    python fuzz/agree.py [archives|counties ...] [--seed 1] [--stretches 40] [--log agree.log.ndjson]

Stretch N of a kind and seed depends on these three alone: ``--stretch N`` repeats it. The log has a
line for each stretch; a run that finds its log goes on after the last one. A stretch ends with its
first difference. What is drawn and compared stands in `one_answer`.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from log import begun, write
from one_answer import Differs, archives, counties

KINDS: dict[str, Callable[[int, int], int]] = {"archives": archives, "counties": counties}


def _compare(kind: str, seed: int, stretches: int, log: Path) -> int:
    first, count, differences = begun(log, kind, seed), 0, 0
    start = time.process_time()
    for number in range(first, first + stretches):
        line = {"target": kind, "seed": seed, "first": number, "last": number + 1}
        try:
            line["compared"] = KINDS[kind](seed, number)
            count += line["compared"]
        except Differs as told:
            differences += 1
            line["differs"] = str(told)
            print(f"  {kind} {seed} {number}: {told}", flush=True)
        write(log, line)
    took = time.process_time() - start
    print(f"{kind}: {count} compared in {took:.0f} s CPU, {differences} differences", flush=True)
    return differences


def main() -> int:
    """Compare, and say how many stretches differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", default=[], metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stretches", type=int, default=40)
    parser.add_argument("--stretch", type=int)
    parser.add_argument("--log", type=Path, default=Path("agree.log.ndjson"))
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    kinds = given.kinds or list(KINDS)
    if given.stretch is not None:
        return 0 if KINDS[kinds[0]](given.seed, given.stretch) else 1
    return min(1, sum(_compare(one, given.seed, given.stretches, given.log) for one in kinds))


if __name__ == "__main__":
    sys.exit(main())
