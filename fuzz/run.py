"""Attack the library with damaged inputs (模糊测试): seeded, resumable, with a log of what was tried.

    python fuzz/run.py [TARGET ...] [--seed 1] [--count 1000] [--log fuzz.log.ndjson]

Case N of a target depends on target, seed and N alone: ``--case N`` repeats it, with its traceback.
The log has a line for each stretch of cases tried and one for each fault; a run that finds its log
goes on after the last stretch of its target and seed. A fault is an exception that is not ours, a
case that takes more than five seconds of CPU time, or one that needs more than a gigabyte of data.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path
from random import Random

import attrs

from log import begun, write
from targets import ALLOWED, TARGETS

SECONDS, STRETCH = 5, 100
DATA = 1_500_000_000


class TooLong(Exception):  # noqa: N818 - a fault of what is attacked
    """A case that takes too long (超时)."""


@attrs.frozen
class Fault:
    """A case that ended as none may (缺陷)."""

    target: str
    seed: int
    case: int
    what: str
    where: str


def _stop(*_: object) -> None:
    raise TooLong


def tried(target: str, seed: int, case: int, folder: Path) -> Fault | None:
    """Try one case; returns what was wrong, None where nothing was (单例)."""
    own = folder / "case"
    own.mkdir()
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        TARGETS[target](Random(f"{target}/{seed}/{case}"), own)
    except ALLOWED:
        return None
    except Exception as error:  # noqa: BLE001 - what is looked for
        frames = traceback.extract_tb(error.__traceback__)
        ours = [one for one in frames if "qualitygov" in one.filename]
        where = f"{Path((ours or frames)[-1].filename).name}:{(ours or frames)[-1].lineno}"
        what = f"{type(error).__name__}: {error}".replace(str(folder), "…")
        return Fault(target, seed, case, what[:300], where)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        shutil.rmtree(own)
    return None


def stretch(target: str, seed: int, first: int, last: int) -> tuple[list[Fault], float]:
    """Try cases `first` up to `last`; returns the faults and the CPU seconds of the slowest (一段)."""
    found, slowest = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for case in range(first, last):
            begun = time.process_time()
            fault = tried(target, seed, case, Path(folder))
            slowest = max(slowest, time.process_time() - begun)
            if fault is not None:
                found.append(fault)
    return found, slowest


def _attack(target: str, seed: int, count: int, log: Path) -> int:
    first, faults = begun(log, target, seed), 0
    for begin in range(first, first + count, STRETCH):
        end = min(begin + STRETCH, first + count)
        found, slowest = stretch(target, seed, begin, end)
        for fault in found:
            print(f"  {target} {seed} {fault.case}: {fault.what} ({fault.where})", flush=True)
            write(log, {"fault": attrs.asdict(fault)})
        write(
            log,
            {
                "target": target,
                "seed": seed,
                "first": begin,
                "last": end,
                "faults": len(found),
                "slowest": round(slowest, 2),
            },
        )
        faults += len(found)
    print(f"{target}: cases {first} to {first + count - 1}, {faults} faults", flush=True)
    return faults


def _one(target: str, seed: int, case: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "case"
        own.mkdir()
        TARGETS[target](Random(f"{target}/{seed}/{case}"), own)
    return 0


def _bounded() -> None:
    """Let no case take all the memory of the machine."""
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (DATA, hard))


def main() -> int:
    """Attack, and say how many faults there were."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", default=[], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--case", type=int)
    parser.add_argument("--log", type=Path, default=Path("fuzz.log.ndjson"))
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    _bounded()
    if given.case is not None:
        return _one(given.targets[0], given.seed, given.case)
    names = given.targets or list(TARGETS)
    return min(1, sum(_attack(name, given.seed, given.count, given.log) for name in names))


if __name__ == "__main__":
    sys.exit(main())
