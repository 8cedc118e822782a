"""Monitoring, yearly figures, certificates and evidence (监测、统计、证书、材料)."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.common import CODES, TOWNS, YEARS, day_in, rng, write
from qualitygov import load_rulebook
from qualitygov.core.periods import Term, term_end
from qualitygov.rulebook.model.industry import Checklist


def monitoring() -> None:
    """Write noise and water: one town is too loud by night, one source fails for two months."""
    noise, water = [], []
    limits = {"1": (55, 45), "2": (60, 50), "3": (65, 55), "4a": (70, 55)}
    for year, at, town in ((year, at, town) for year in YEARS[1:] for at, town in enumerate(CODES)):
        for month in (2, 5, 8, 11):
            for site, (zone, (day, night)) in enumerate(limits.items(), start=1):
                for part, limit in (("day", day), ("night", night)):
                    loud = (
                        at == 8 and zone == "4a" and part == "night" and month == 8 and year == 2016
                    )
                    level = limit + 3 if loud else limit - rng.randrange(1, 9)
                    noise.append(
                        [
                            f"N{len(noise) + 1:04d}",
                            town,
                            f"{TOWNS[at][0]}{site}号点",
                            zone,
                            part,
                            date(year, month, 10 + site),
                            f"{level}.{rng.randrange(10)}",
                            "是",
                        ]
                    )
        for month in range(1, 13):
            bad = at == 1 and month in (7, 8) and year == 2016
            ammonia = "1.32" if bad else f"0.{rng.randrange(10, 60)}"
            values = [
                f"{rng.randrange(60, 90) / 10}",
                f"{rng.randrange(15, 38) / 10}",
                ammonia,
                f"0.0{rng.randrange(2, 5)}",
                f"7.{rng.randrange(1, 9)}",
            ]
            water.append(
                [
                    f"W{len(water) + 1:04d}",
                    town,
                    f"{TOWNS[at][0]}水库",
                    "lake",
                    date(year, month, 8),
                    f"{rng.randrange(8, 30)}万",
                    *values,
                ]
            )
    write(
        "noise.csv", ["id", "town", "site", "zone", "part", "measured_on", "level", "valid"], noise
    )
    items = ["dissolved-oxygen", "permanganate", "ammonia", "phosphorus", "ph"]
    write(
        "water.csv",
        [
            "id",
            "town",
            "source",
            "kind",
            "measured_on",
            "volume",
            *(f"items.{item}" for item in items),
        ],
        water,
    )


def figures() -> None:
    """Write the yearly figures: output, emissions, cover, checks due and held."""
    growing = {"output-primary": (30, 1.02), "output-secondary": (260, 1.07), "output-tertiary": (170, 1.10), "output-energy": (60, 1.06),
               "output-chemicals": (80, 1.08), "output-farm-products": (40, 1.05)}  # fmt: skip
    falling = {
        "emission-so2": 520,
        "emission-cod": 340,
        "emission-nox": 410,
        "emission-ammonia": 45,
    }
    covers = {"forest-cover": 52, "land-green-cover": 58, "built-up-green-cover": 39}
    rows = []
    for at, town in enumerate(CODES):
        scale = rng.uniform(0.6, 1.6)
        for year in (2013, *YEARS):
            step = year - 2013
            for item, (base, rate) in growing.items():
                slump = 0.9 if at == 6 and item == "output-energy" and year == 2016 else 1
                rows.append(
                    [town, item, year, f"{base * scale * rate**step * slump:.2f}", "百万元"]
                )
            for item, base in falling.items():
                rate = 0.99 if at == 2 and item == "emission-nox" else 0.965
                rows.append([town, item, year, f"{base * scale * rate**step:.1f}", "吨"])
            for item, base in covers.items():
                rows.append([town, item, year, f"{base + (at * 7) % 12 - 6 + 0.3 * step:.1f}", "%"])
            due = 40 + at
            rows += [
                [town, "food-circulation-due", year, due, "批次"],
                [town, "food-circulation-sampled", year, due - (3 if at == 4 else 0), "批次"],
            ]
    write(
        "figures.csv",
        ["town", "item", "year", "value", "unit", "source_document"],
        [[*row, f"{row[2]}年统计年报"] for row in rows],
    )


def certifications(units: list[list[Any]], licences: list[list[Any]]) -> None:
    """Write certificates, marks and awards, and the licences of those who make controlled products."""
    rows: list[list[Any]] = []
    kinds = [("green", "A", 5, 3), ("organic", "A", 2, 1), ("pollution-free", "A", 8, 3), ("gi-farm", "A", 1, None), ("gi-national", "A", 0.5, None),
             ("famous-brand", "C", 3, 3), ("quality-award-provincial", "C", 0.15, 3), ("quality-award-municipal", "C", 0.7, 3),
             ("quality-award-county", "C", 2, 3), ("iso9001", "C", 14, 3), ("iso9001", "FHO", 9, 3), ("iso14001", "C", 6, 3), ("iso45001", "C", 4, 3)]  # fmt: skip
    for town in CODES:
        for kind, sections, mean, years in kinds:
            own = [u[0] for u in units if u[2] == town and u[3][0] in sections]
            count = int(mean * rng.uniform(0.5, 1.5) + rng.random())
            for _ in range(count):
                issued = day_in(rng.choice((2013, 2014, 2015, 2016)))
                expires = None if years is None else term_end(issued, Term(years=years))
                rows.append(
                    [
                        f"Z{len(rows) + 1:04d}",
                        kind,
                        rng.choice(own),
                        town,
                        issued,
                        expires or "9999-9-9",
                    ]
                )  # "no end", as towns write it
    rows = [[*row, None] for row in rows] + licences
    write(
        "certifications.csv",
        ["cert_no", "kind", "hold_cert_cd", "town", "start_dt", "end_dt", "product"],
        rows,
    )


def evidence() -> None:
    """Write the evidence of every checklist the rulebook has; some of it missing, some too old."""
    rows: list[list[Any]] = []
    lists = load_rulebook("strong-town").at(date(2016, 12, 31)).entries(Checklist)
    for at, town in enumerate(CODES):
        for name, checklist in sorted(lists.items()):
            for item in checklist.items:
                if (at, name) in (
                    (4, "emergency-plans"),
                    (7, "award-rules"),
                    (10, "early-warning"),
                ) and item is checklist.items[-1]:
                    continue
                recent = item.max_age is not None
                old = at == 2 and name == "joint-meetings"
                on = date(2016, 6, 8) if old else day_in(2016, 11, 12) if recent else day_in(2014)
                rows.append(
                    [
                        f"E{len(rows) + 1:04d}",
                        town,
                        name,
                        item.id,
                        f"{TOWNS[at][0]}〔{on.year}〕{len(rows) % 90 + 1}号",
                        on,
                        None,
                    ]
                )
    write(
        "evidence.csv",
        ["id", "town", "checklist", "item", "document", "valid_from", "valid_to"],
        rows,
    )
