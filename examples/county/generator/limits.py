"""Energy, emission and waste of controlled products, and checks of safety conditions (限额、安全条件)."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, OUT, YEARS, write

rng = random.Random("20161231-limits")
LIMITS = {"cement": (("cement-energy", 92.0), ("cement-dust", 0.05)), "hazardous-chemicals": (("chemicals-waste", 0.04),),
          "packaging": (("packaging-waste", 0.07),)}  # fmt: skip
CONDITIONS = {"hazardous-chemicals": ("storage", "ventilation"), "processed-food": ("clean-rooms", "health-certificates"),
              "wire-and-cable": ("test-room",)}  # fmt: skip


def _makers() -> list[dict[str, str]]:
    with (OUT / "product_offers.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["activity"] == "make"]


def resource_uses(makers: list[dict[str, str]]) -> None:
    """Write the figures of each year; one maker in twelve is above a limit, some never reported."""
    rows: list[list[Any]] = []
    for at, maker in enumerate(makers):
        for year in (2013, *YEARS[:-1]):
            for limit, usual in LIMITS.get(maker["category"], ()):
                if rng.random() < 0.06:
                    continue
                above = at % 12 == 5 and year == 2015
                output = rng.randrange(800, 9000)
                amount = output * usual * (1.3 if above else rng.uniform(0.8, 1.02))
                late = rng.random() < 0.05
                known = (
                    date(year + 1, 4, 20)
                    if late
                    else date(year + 1, rng.randrange(1, 4), rng.randrange(5, 29))
                )
                rows.append([f"NH{len(rows) + 1:04d}", maker["subject"], maker["town"], limit, year, f"{amount:.2f}", output,
                             known, f"{year}年能耗排放报表"])  # fmt: skip
    header = ["id", "subject", "town", "limit", "year", "amount", "output", "known_on", "document"]
    write("resource_uses.csv", header, rows)


def condition_checks(makers: list[dict[str, str]]) -> None:
    """Write checks of conditions; most are met, some after a term, two units lack them still."""
    rows: list[list[Any]] = []

    def add(maker: dict[str, str], condition: str, on: date, by: date | None, *, met: bool) -> None:
        if on <= LAST:
            rows.append([f"TJ{len(rows) + 1:04d}", maker["subject"], maker["town"], condition, on, "是" if met else "否", by,
                         "县安全生产监督管理局", f"条件检查〔{on.year}〕{len(rows) + 1}号"])  # fmt: skip

    for at, maker in enumerate(makers):
        for condition in CONDITIONS.get(maker["category"], ()):
            for year in YEARS[1:]:
                first = date(year, rng.randrange(2, 10), rng.randrange(1, 28))
                lacking = at % 20 == 4 and year == 2016
                by = first + timedelta(days=20) if lacking and at % 2 else None
                add(maker, condition, first, by, met=not lacking)
                if lacking:
                    weak = CODES.index(maker["town"]) in (4, 7) or at % 60 == 24
                    again = first + timedelta(days=38 if weak else 27 if by is None else 19)
                    add(maker, condition, again, None, met=not weak)
    header = [
        "id",
        "subject",
        "town",
        "condition",
        "checked_on",
        "met",
        "remedy_by",
        "authority",
        "document",
    ]
    write("condition_checks.csv", header, rows)


def limits() -> None:
    """Write both."""
    makers = _makers()
    resource_uses(makers)
    condition_checks(makers)
