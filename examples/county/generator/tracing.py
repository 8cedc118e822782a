"""Who answers for parts of works, and outlets with permits and readings (工程与排放追溯)."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, OUT, YEARS, write

rng = random.Random("20161231-tracing")
PARTS = ("foundation", "structure", "roof")


def works(units: list[list[Any]]) -> None:
    """Write the parts of each project; some name no supplier, one project of Nanling none at all."""
    builders = [unit[0] for unit in units[20:] if unit[3].startswith("E")]
    suppliers = [unit[0] for unit in units[20:] if unit[3].startswith("C30")]
    with (OUT / "projects.csv").open(encoding="gb18030", newline="") as file:
        projects = list(csv.DictReader(file))
    rows: list[list[Any]] = []
    for at, one in enumerate(projects):
        town = one["所属乡镇代码"]
        weak = CODES.index(town) in (4, 7)
        if not one["竣工日期"] or (weak and at % 11 == 3):
            continue
        done = date.fromisoformat(one["竣工日期"])
        for part in PARTS:
            late = at % 23 == 7
            on = done + timedelta(days=rng.randrange(33, 60) if late else rng.randrange(-60, 25))
            supplier = None if rng.random() < (0.12 if weak else 0.01) else rng.choice(suppliers)
            if on <= LAST:
                rows.append([f"BW{len(rows) + 1:04d}", one["工程编号"], town, part, rng.choice(builders), None, supplier, None, on])  # fmt: skip
    header = [
        "id",
        "project",
        "town",
        "part",
        "builder",
        "supervisor",
        "supplier",
        "batch",
        "recorded_on",
    ]
    write("works_parts.csv", header, rows)


def outlets(units: list[list[Any]]) -> None:
    """Write three outlets of each town, measured each quarter; one has lost its permit, one lacks a reading."""
    rows: list[list[Any]] = []
    readings: list[list[Any]] = []
    for at, town in enumerate(CODES):
        own = [unit[0] for unit in units[20:] if unit[2] == town and unit[3][0] in "CD"]
        for n in range(3):
            number, holder = f"PW{at + 1:02d}{n + 1}", rng.choice(own)
            ends = date(2016, 5, 31) if (at, n) == (7, 1) else date(2018, 12, 31)
            permit = None if (at, n) == (4, 2) else f"浙P{2014}{at:02d}{n}"
            rows.append([number, holder, town, "water" if n < 2 else "air", date(2014, 12, 1), None, permit,
                         None if permit is None else date(2014, 12, 1), None if permit is None else ends])  # fmt: skip
            for year in YEARS[1:]:
                for month in (2, 5, 8, 11):
                    if (at, n, year, month) in ((9, 0, 2016, 8), (7, 2, 2016, 11)):
                        continue
                    readings.append(
                        [
                            number,
                            date(year, month, 4 + rng.randrange(20)),
                            f"监〔{year}〕{len(readings) + 1}号",
                        ]
                    )
    header = [
        "id",
        "holder",
        "town",
        "medium",
        "in_use_from",
        "in_use_to",
        "permit",
        "permit_from",
        "permit_to",
    ]
    write("outlets.csv", header, rows)
    write("outlet_readings.csv", ["outlet", "measured_on", "document"], readings)


def tracing(units: list[list[Any]]) -> None:
    """Write both."""
    works(units)
    outlets(units)
