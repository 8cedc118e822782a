"""Spending by heads, incentives and key technologies (分类投入、激励、关键技术)."""

from __future__ import annotations

import csv
import random
from datetime import date
from typing import Any

from generator.common import CODES, OUT, YEARS, write
from generator.enterprise import chosen

rng = random.Random("20161231-support")
HEADS = {"innovation": 90, "brand": 30, "quality": 40, "patents": 8}
FIELDS = ("energy-saving", "information", "biology", "equipment", "materials", "other")
KINDS = ("tax", "tax", "subsidy", "reward", "interest")
TITLES = ("高效换热", "在线检测", "低温干燥", "精密成形", "无溶剂涂覆", "生物转化")


def spendings(key: list[list[Any]]) -> None:
    """Write what key enterprises spent under each head; Nanling's cut brands, some never reported."""
    rows: list[list[Any]] = []
    for unit in key:
        scale = rng.uniform(0.3, 2.4)
        town = CODES.index(unit[2])
        for year in (2013, *YEARS[:-1]):
            if rng.random() < (0.1 if town in (4, 7) else 0.02):
                continue
            late = rng.random() < 0.04
            known = date(year + 1, 6, 17) if late else date(year + 1, 5, rng.randrange(4, 29))
            for head, base in HEADS.items():
                cut = 0.6 if (town, head, year) == (4, "brand", 2015) else 1
                if (town, head, year) == (7, "patents", 2015) and rng.random() < 0.5:
                    continue  # a report without one of the four heads
                amount = base * scale * cut * 1.07 ** (year - 2013) * rng.uniform(0.98, 1.03)
                rows.append([f"TR{len(rows) + 1:05d}", unit[0], year, head, f"{amount:.2f}", known, f"{year}年投入统计"])  # fmt: skip
    header = ["id", "enterprise", "year", "head", "amount", "known_on", "document"]
    write("head_spendings.csv", header, rows)


def incentives(high_tech: list[list[Any]]) -> None:
    """Write what was granted to high-tech enterprises."""
    rows: list[list[Any]] = []
    for year in YEARS:
        for unit in high_tech:
            if rng.random() < 0.45:
                on = date(year, rng.randrange(2, 13), rng.randrange(1, 28))
                rows.append([f"JL{len(rows) + 1:03d}", unit[0], rng.choice(KINDS), f"{rng.randrange(5, 80)}.00", on,
                             rng.choice(("县科学技术局", "县税务局", "县财政局")), f"兑现〔{year}〕{len(rows) % 60 + 1}号"])  # fmt: skip
    header = ["id", "enterprise", "kind", "amount", "granted_on", "authority", "document"]
    write("incentives.csv", header, rows)


def _rights(name: str, column: str) -> dict[str, list[str]]:
    """The patents or standards of each enterprise."""
    with (OUT / name).open(encoding="utf-8", newline="") as file:
        found: dict[str, list[str]] = {}
        for row in csv.DictReader(file):
            found.setdefault(row["enterprise"], []).append(row[column])
    return found


def technologies(high_tech: list[list[Any]]) -> None:
    """Write key technologies; some name a patent, some a standard, some nothing of their own."""
    patents, standards = _rights("patents.csv", "id"), _rights("standard_parts.csv", "number")
    rows: list[list[Any]] = []
    for unit in high_tech:
        for year in (2013, *YEARS):
            if rng.random() < 0.3:
                own = patents.get(unit[0], [])[:1] if rng.random() < 0.7 else []
                norm = standards.get(unit[0], [])[:1] if rng.random() < 0.5 else []
                since = date(year, rng.randrange(1, 12), rng.randrange(1, 28))
                gone = date(2016, 5, 31) if rng.random() < 0.06 and year < 2016 else None
                rows.append([f"JS{len(rows) + 1:03d}", unit[0], rng.choice(FIELDS), rng.choice(TITLES), since, gone,
                             ";".join(own), ";".join(norm)])  # fmt: skip
    header = ["id", "enterprise", "field", "title", "since", "until", "patents", "standards"]
    write("key_technologies.csv", header, rows)


def support(units: list[list[Any]]) -> None:
    """Write all of them."""
    _, high_tech = chosen(units)
    spendings([unit for unit in units if unit[6] == "是"])
    incentives(high_tech)
    technologies(high_tech)
