"""Screening for hazards (风险排查): by key enterprises themselves, and rounds of areas."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, OUT, TOWNS, YEARS, write

rng = random.Random("20161231-screening")
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
AREAS = (6, 7, 8)
WEAK = (4, 7)
HEADER = ["id", "town", "kind", "unit", "covers_to", "held_on", "reported_on", "found", "document"]


def _of_enterprises(key: list[list[Any]]) -> list[list[Any]]:
    """The statistics of each quarter and year; weak towns' enterprises forget some."""
    rows: list[list[Any]] = []
    for year in YEARS[1:]:
        for unit in key:
            weak = CODES.index(unit[2]) in WEAK
            ends = [("self-quarter", date(year, *end)) for end in QUARTERS]
            for kind, end in (*ends, ("self-year", date(year, 12, 31))):
                luck = rng.random()
                if luck < (0.2 if weak else 0.02):
                    continue
                wait = rng.randrange(16, 28) if luck > 0.97 else rng.randrange(3, 14)
                on = end + timedelta(days=wait + (15 if kind == "self-year" else 0))
                if on <= LAST:
                    rows.append([f"ZC{len(rows) + 1:04d}", unit[2], kind, unit[0], end, end - timedelta(days=9),
                                 on, 0, f"自查〔{on.year}〕{len(rows) + 1}号"])  # fmt: skip
    return rows


def _quarter(day: str) -> tuple[int, int]:
    return int(day[:4]), (int(day[5:7]) - 1) // 3


def _hazards() -> tuple[list[str], list[dict[str, str]]]:
    with (OUT / "hazards.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [*rows[0], "screening"], rows


def _of_areas(
    key: list[list[Any]], hazards: list[dict[str, str]]
) -> tuple[list[list[Any]], list[list[Any]]]:
    """Three areas a town each quarter; what a round found is registered but for two rounds."""
    rows: list[list[Any]] = []
    visited: list[list[Any]] = []
    for year in YEARS[1:]:
        for quarter, end in enumerate(QUARTERS):
            for at, town in enumerate(CODES):
                own = [unit[0] for unit in key if unit[2] == town]
                for n, area in enumerate(AREAS):
                    last = date(year, *end)
                    if (at, area, quarter, year) in ((7, 6, 1, 2016), (4, 8, 3, 2016)):
                        continue  # rounds that were never made
                    number = f"PC{year}{at + 1:02d}{area}{quarter + 1}"
                    held = last - timedelta(days=rng.randrange(12, 60))
                    late = (at, area, quarter) == (11, 7, 1)
                    reported = last + timedelta(days=19 if late else rng.randrange(-3, 7))
                    found = [one for one in hazards if one["town"] == town and "screening" not in one
                             and _quarter(one["found_on"]) == (year, quarter)][: 2 - n % 2]  # fmt: skip
                    for one in found:
                        one["screening"] = number
                    more = (at, area, quarter, year) in ((4, 6, 1, 2016), (9, 7, 2, 2016))
                    rows.append([number, town, "area", f"U{at + 1:02d}{area}", last, held, reported,
                                 len(found) + more, f"{TOWNS[at][0]}排查〔{reported.year}〕{quarter * 3 + n + 1}号"])  # fmt: skip
                    seen = own[n :: len(AREAS)]
                    if at in WEAK:
                        seen = [unit for unit in seen if rng.random() > 0.15]
                    there = {one["subject"] for one in found}
                    visited += [[number, unit, int(unit in there), held] for unit in seen]
    return rows, visited


def screening(units: list[list[Any]]) -> None:
    """Write rounds with the units visited, and note in the hazards which round found them."""
    key = [unit for unit in units if unit[6] == "是"]
    header, hazards = _hazards()
    rounds, visited = _of_areas(key, hazards)
    write("screenings.csv", HEADER, [*rounds, *_of_enterprises(key)])
    write("screened_units.csv", ["screening", "unit", "found", "visited_on"], visited)
    write("hazards.csv", header, [[one.get(name, "") for name in header] for one in hazards])
