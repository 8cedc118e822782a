"""Recalls of failed batches (召回): ordered with the rectification, some late, one not effective at first."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from typing import Any

from generator.common import LAST, OUT, write
from qualitygov.core.calendars import OfficialCalendar, working_days_after

rng = random.Random("20161231-recalls")
CALENDAR = OfficialCalendar()


def _read(name: str) -> list[dict[str, str]]:
    with (OUT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _failed() -> set[str]:
    """The samples of which an item of a mandatory standard failed."""
    return {
        one["sample"]
        for one in _read("sample_items.csv")
        if one["mandatory"] == "是" and one["value"] and float(one["value"]) > float(one["limit"])
    }


def _moves(at: int, decided: date, *, slow: bool) -> list[tuple[str, date]]:
    """Begun, carried out, reported and judged; one is judged not effective and done again."""
    begun = working_days_after(decided, 8 if slow else 1, CALENDAR)
    finished = begun + timedelta(days=rng.randrange(9, 28))
    reported = finished + timedelta(days=3)
    judged = reported + timedelta(days=6)
    found = [("begun", begun), ("finished", finished), ("reported", reported)]
    if at == 2:
        again = judged + timedelta(days=14)
        found += [
            ("ineffective", judged),
            ("finished", again),
            ("reported", again + timedelta(days=2)),
        ]
        judged = again + timedelta(days=9)
    if at == 4:
        return found[:1]  # begun, and never carried out
    return [*found, ("effective", judged)]


def recalls() -> None:
    """Write a recall for each failure of a mandatory standard that was ordered to be put right."""
    failed, rows, moves = _failed(), [], []
    ordered = [
        one for one in _read("samples.csv") if one["id"] in failed and one["rectify_ordered_on"]
    ]
    for at, sample in enumerate(ordered):
        if at == 5:
            continue  # nobody ordered this recall
        number = f"ZH{len(rows) + 1:02d}"
        decided = date.fromisoformat(sample["rectify_ordered_on"]) - timedelta(days=5)
        level = (
            "food-2" if sample["domain"] == "food" and decided >= date(2015, 9, 1) else "general"
        )
        voluntary = at == 3
        rows.append([number, sample["subject"], sample["town"], sample["product"], f"{sample['sampled_on'][:7]}批",
                     sample["id"], level, "是" if voluntary else "否", decided, "县市场监督管理局",
                     f"召回〔{decided.year}〕{len(rows) + 1}号"])  # fmt: skip
        moves += [
            [number, kind, day] for kind, day in _moves(at, decided, slow=at == 6) if day <= LAST
        ]
    header: list[Any] = ["id", "subject", "town", "product", "batch", "sample", "level", "voluntary", "decided_on", "authority", "document"]  # fmt: skip
    write("recalls.csv", header, rows)
    write("recall_moves.csv", ["recall", "kind", "on"], moves)
