"""Monitoring, yearly figures, certificates and evidence (监测、统计、证书、材料)."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

from generator.common import CODES, DATA, TOWNS, YEARS, day_in, rng, write
from qualitygov import load_rulebook
from qualitygov.core.periods import Term, term_end
from qualitygov.rulebook.model.industry import Checklist

NOISE_LIMITS = {"1": (55, 45), "2": (60, 50), "3": (65, 55), "4a": (70, 55)}
INDUSTRY = ("output-energy", "output-chemicals", "output-farm-products")
SHARES = {"output-industry": 1, "output-high-tech": 0.22, "output-largest-five": 0.41, "output-branded": 0.17}  # fmt: skip
"""The parts of the output of industry above scale, in the first year."""
BASIC = ("dissolved-oxygen", "permanganate", "ammonia", "phosphorus", "ph")


def noise() -> None:
    """Write the network of noise with its readings.

    Yunfeng is too loud by night once, Linjiang's weather spoiled a reading, Shuangta has no zones.
    """
    rows, points = [], []
    for at, town in enumerate(CODES[:-1]):
        points += [[f"{TOWNS[at][0]}{site}号点", town, zone, date(2015, 1, 1)]
                   for site, zone in enumerate(NOISE_LIMITS, start=1)]  # fmt: skip
    for year, at, month in (
        (year, at, month) for year in YEARS[1:] for at in range(11) for month in (2, 5, 8, 11)
    ):
        for site, (zone, limits) in enumerate(NOISE_LIMITS.items(), start=1):
            for part, limit in zip(("day", "night"), limits, strict=True):
                here = at, zone, part, month, year
                level = (
                    limit + 3
                    if here == (8, "4a", "night", 8, 2016)
                    else limit - rng.randrange(1, 9)
                )
                spoiled = here == (5, "2", "day", 11, 2016)
                rows.append([f"N{len(rows) + 1:04d}", CODES[at], f"{TOWNS[at][0]}{site}号点", zone, part,
                             date(year, month, 10 + site), f"{level}.{rng.randrange(10)}",
                             "否" if spoiled else "是"])  # fmt: skip
    header = ["id", "town", "site", "zone", "part", "measured_on", "level", "valid"]
    write("noise.csv", header, rows)
    write("noise_points.csv", ["id", "town", "zone", "in_use_from"], points)


def water() -> None:
    """Write the sources of drinking water with their samples, each month.

    Pinghu's ammonia is too high for two months, Gucheng's sample of May lacks phosphorus, and
    Qingxi has a second source too small to be asked.
    """
    rows, sources = [], []
    for at, town in enumerate(CODES):
        name = f"{TOWNS[at][0]}水库"
        sources.append(
            [name, town, "county", "lake", None, None, ";".join(BASIC), date(2015, 1, 1)]
        )
        for year, month in ((year, month) for year in YEARS[1:] for month in range(1, 13)):
            bad = at == 1 and month in (7, 8) and year == 2016
            values = [
                f"{rng.randrange(60, 90) / 10}",
                f"{rng.randrange(15, 38) / 10}",
                "1.32" if bad else f"0.{rng.randrange(10, 60)}",
                f"0.0{rng.randrange(2, 5)}",
                f"7.{rng.randrange(1, 9)}",
            ]
            if (at, month, year) == (9, 5, 2016):
                values[3] = ""
            volume = f"{rng.randrange(8, 30)}万"
            rows.append([f"W{len(rows) + 1:04d}", town, name, "lake", date(year, month, 8), volume, *values])  # fmt: skip
    sources.append(
        ["清溪镇山泉", CODES[0], "rural", "river", 800, 60, ";".join(BASIC), date(2015, 1, 1)]
    )
    header = ["id", "town", "source", "kind", "measured_on", "volume"]
    write("water.csv", [*header, *(f"items.{item}" for item in BASIC)], rows)
    header = ["id", "town", "level", "kind", "population", "tons", "items", "in_use_from"]
    write("water_sources.csv", header, sources)


def air_stations() -> None:
    """Write the air stations of the plan: those of the data, and one of Baisha that sends nothing."""
    with (DATA / "air_daily.csv").open(encoding="utf-8", newline="") as file:
        named = {row["town"]: row["station"] for row in csv.DictReader(file)}
    rows = [[named[town], town, "县环境监测站", date(2014, 1, 1), None] for town in CODES]
    silent = ["白沙镇二站", CODES[7], "乡镇环保所", date(2016, 1, 1), date(2017, 4, 10)]
    header = ["id", "town", "operator", "in_use_from", "known_on"]
    write("air_stations.csv", header, [*rows, silent])


def monitoring() -> None:
    """Write air stations, noise and water."""
    air_stations()
    noise()
    water()


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
            industry = sum(growing[item][0] * growing[item][1] ** step for item in INDUSTRY)
            for item, part in SHARES.items():
                pace = (
                    1
                    if item == "output-industry"
                    else 0.96
                    if (at, item) == (8, "output-largest-five")
                    else 1.02
                )
                risen = part * pace**step
                rows.append([town, item, year, f"{industry * scale * risen:.2f}", "百万元"])
            rows += [
                [town, "visitors", year, f"{(6 + at) * 1.08**step:.2f}", "万人"],
                [town, "income-per-head", year, f"{(16800 + 310 * at) * 1.085**step:.0f}", "元"],
                [town, "honours", year, (at + year) % 4, "项"],
                [town, "media-reports", year, 9 + at + 3 * step, "项"],
            ]
            worth = 14.2 * scale**0.3 * (0.98 if (at, year) == (4, 2016) else 1.05) ** step
            rows.append([town, "value-added-per-head", year, f"{worth:.2f}", "万元"])
            for item, base in falling.items():
                rate = 0.99 if at == 2 and item == "emission-nox" else 0.965
                rows.append([town, item, year, f"{base * scale * rate**step:.1f}", "吨"])
            for item, base in covers.items():
                if (at, item, year) == (9, "forest-cover", 2016):
                    continue  # the inventory is not there yet: the year before's stands in
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
