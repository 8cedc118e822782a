"""Write the tables of the second example county: five towns, a hundred and fifty enterprises, one seed.

    python examples/river-county/generate.py [FOLDER]

Everything is invented. The county has fewer tables than the first one; of the others it files nil returns, and the targets that rest on them say so.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qualitygov import Context, OfficialCalendar, read_county
from qualitygov.codes import credit_code, organization_code
from qualitygov.core.period import Period
from qualitygov.returns import prefilled

OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data"
COUNTY = "410299"
TOWNS = [
    ("河口镇", "Hekou"),
    ("柳林镇", "Liulin"),
    ("上塘镇", "Shangtang"),
    ("安平乡", "Anping"),
    ("龙泉街道", "Longquan"),
]
CODES = [f"{COUNTY}100", f"{COUNTY}101", f"{COUNTY}102", f"{COUNTY}201", f"{COUNTY}001"]
LAST = date(2017, 2, 28)
rng = random.Random("river-county 2016")


def code_of(number: int) -> str:
    """Return a valid credit code."""
    body = f"{number:08d}"
    inner = f"91{COUNTY}{body}{organization_code.calc_check_digit(body)}"
    return inner + credit_code.calc_check_digit(inner)


def write(name: str, header: list[str], rows: list[list[Any]]) -> None:
    """Write a table."""
    OUT.mkdir(exist_ok=True)
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])


def day(year: int = 2016) -> date:
    """Return some day of a year."""
    return date(year, 1, 1) + timedelta(days=rng.randrange(350))


def enterprises() -> list[list[Any]]:
    """Write towns and enterprises; return the enterprises."""
    write(
        "towns.csv",
        ["code", "name.zh", "name.en", "parent"],
        [[c, *t, COUNTY] for c, t in zip(CODES, TOWNS, strict=True)],
    )
    trades = ["C1310", "C1411", "C3311", "F5211", "H6210", "A0111"]
    rows = [
        [
            code_of(20_000_003 + 11 * n),
            f"{TOWNS[n % 5][0][:2]}第{n + 1}企业",
            CODES[n % 5],
            trades[n % 6],
            "是" if n % 20 == 3 else "否",
        ]
        for n in range(150)
    ]
    write("enterprises.csv", ["统一社会信用代码", "企业名称", "town", "行业代码", "骨干企业"], rows)
    return rows


def records(units: list[list[Any]]) -> None:
    """Write credit records, samples and complaints."""
    kinds = [
        ("penalty", "general", 4),
        ("penalty", "minor", 4),
        ("notice", "general", 4),
        ("order-on-spot", "minor", 6),
        ("hazard-overdue", "general", 2),
    ]
    filed = []
    for unit in units:
        for _ in range(rng.choices([0, 1, 2, 3], [45, 30, 17, 8])[0]):
            kind, severity, _ = rng.choices(kinds, [weight for *_, weight in kinds])[0]
            on = day(rng.choice([2014, 2015, 2016, 2016]))
            filed.append(
                [
                    f"R{len(filed) + 1:04d}",
                    unit[0],
                    kind,
                    severity,
                    on,
                    on,
                    on,
                    f"临质〔{on.year}〕{len(filed) + 1}号",
                ]
            )
    header = [
        "id",
        "subject",
        "kind",
        "severity",
        "happened_on",
        "decided_on",
        "known_on",
        "source_document",
    ]
    write("credit_records.csv", header, filed)
    samples = []
    for town in CODES:
        own = [unit[0] for unit in units if unit[2] == town]
        for domain, stage, count in (
            ("food", "production", 20),
            ("food", "circulation", 24),
            ("industrial", "production", 16),
            ("farm", "production", 40),
        ):
            for n in range(count):
                on = date(2016, 1 + (3 * n) % 12, 1 + n % 27)
                failed = rng.random() < (0.08 if town == CODES[2] else 0.015)
                reported = on + timedelta(days=9)
                samples.append([f"S{len(samples) + 1:04d}", rng.choice(own), town, domain, stage, "样品", "通用", on, reported, reported,
                                f"检〔2016〕{len(samples) + 1}号", "fail" if failed else "pass", "general" if failed else None])  # fmt: skip
    header = [
        "id",
        "subject",
        "town",
        "domain",
        "stage",
        "product",
        "category",
        "sampled_on",
        "reported_on",
        "known_on",
        "document",
        "stated",
        "severity",
    ]
    write("samples.csv", header, samples)
    complaints, moves = [], []
    for n in range(60):
        unit, on = rng.choice(units), day()
        key = f"T{n + 1:03d}"
        complaints.append(
            [
                key,
                unit[2],
                rng.choice(["food", "product", "service"]),
                on,
                on,
                unit[0],
                "通用",
                rng.choice(["minor", "general"]),
                4 + n % 2,
            ]
        )
        for kind, after in (
            ("accepted", 3),
            ("investigated", 5),
            ("upheld" if n % 3 == 0 else "mediated", 15 + n % 9),
            ("told", 20 + n % 9),
        ):
            if on + timedelta(days=after) <= LAST:
                moves.append(
                    [key, kind, on + timedelta(days=after), "县市场监管局", f"{key}-{kind}"]
                )
    header = [
        "id",
        "town",
        "kind",
        "registered_on",
        "happened_on",
        "subject",
        "category",
        "severity",
        "satisfaction",
    ]
    write("complaints.csv", header, complaints)
    write("complaint_moves.csv", ["complaint", "kind", "day", "authority", "document"], moves)


def others() -> None:
    """Write surveys and yearly figures."""
    rows = []
    for at, town in enumerate(CODES):
        for n, trade in enumerate(("H62", "F52", "G54", "O81")):
            rows.append(
                [f"Y{at}{n}", town, trade, date(2016, 10, 8), 60, 100 + 4 * at, 36 - 4 * at, 8, 2]
            )
    write(
        "surveys.csv",
        [
            "id",
            "town",
            "trade",
            "held_on",
            "very_satisfied",
            "satisfied",
            "fair",
            "dissatisfied",
            "very_dissatisfied",
        ],
        rows,
    )
    figures = []
    for at, town in enumerate(CODES):
        for item, base in (("forest-cover", 31), ("land-green-cover", 35), ("built-up-green-cover", 30), ("output-energy", 20), ("output-primary", 30),
                           ("output-secondary", 50), ("output-tertiary", 40)):  # fmt: skip
            unit = "亿元" if item.startswith("output") else "%"
            figures += [
                [town, item, year, f"{base + at + (year - 2015) * 1.5:.1f}", unit, "统计年报"]
                for year in (2015, 2016)
            ]
    write("figures.csv", ["town", "item", "year", "value", "unit", "source_document"], figures)


def returns() -> None:
    """Write the returns of all owners for both years, prefilled from what is there."""
    calendar, here = OfficialCalendar(), Path(__file__).parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in (here / "county.toml", here / "rulebook.toml"):
            shutil.copy(path, folder)
        shutil.copytree(OUT, folder / "data", ignore=shutil.ignore_patterns("returns.csv"))
        reading = read_county(folder, calendar=calendar)
    context = Context.of_year(reading.rulebook, 2016, calendar=calendar)
    header = ["owner", "table", "town", "period", "rows", "filed_on", "filed_by"]
    filed = [
        prefilled(
            reading.data,
            context,
            Period(date(year, 1, 1), date(year, 12, 31)),
            filed_on=date(year + 1, 1, 9),
        )
        for year in (2015, 2016)
    ]
    write(
        "returns.csv",
        header,
        [[getattr(one, name) for name in header] for sheet in filed for one in sheet],
    )


def main() -> None:
    """Write all tables."""
    units = enterprises()
    records(units)
    others()
    returns()


if __name__ == "__main__":
    main()
