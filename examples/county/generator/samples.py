"""Samples, their items, projects and surveys (抽查、工程、满意度)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.common import CODES, TOWNS, YEARS, day_in, rng, write

SAMPLES = [("food", "production", 12, 0.972, ["大米", "食用油", "糕点"]), ("food", "circulation", 12, 0.965, ["乳制品", "肉制品", "饮料"]),
           ("industrial", "production", 14, 0.955, ["水泥", "电线电缆", "钢筋"]), ("farm", "production", 44, 0.982, ["蔬菜", "水果", "茶叶"]),
           ("aquatic", "production", 12, 0.992, ["鲫鱼", "对虾"])]  # fmt: skip
SAMPLE_HEADER = ["id", "subject", "town", "domain", "stage", "product", "category", "sampled_on", "reported_on", "known_on", "document",
                 "stated", "severity", "refused", "objected_on", "objection_rejected_on", "reinspected_on", "reinspection",
                 "rectify_ordered_on", "rectified_on"]  # fmt: skip


def samples(units: list[list[Any]]) -> None:
    """Write the samples: two towns do worse, one takes too few samples."""
    rows: list[list[Any]] = []
    items: list[list[Any]] = []
    by_town = {town: [u[0] for u in units if u[2] == town and u[3][0] in "ACF"] for town in CODES}
    for year in YEARS:
        for at, town in enumerate(CODES):
            for domain, stage, count, rate, products in SAMPLES:
                number = (
                    4 if at == 10 and domain == "aquatic" else count if year == 2016 else count // 2
                )
                worse = 0.05 if at in (4, 7) else -0.04 if at in (3, 5) else 0.0
                for n in range(number):
                    quarter = n % 4
                    sampled = day_in(
                        year, 3 * quarter + 1, 3 * quarter + (2 if quarter == 3 else 3)
                    )
                    reported = sampled + timedelta(days=rng.randrange(10, 20))
                    passed = rng.random() < rate - worse
                    product = rng.choice(products)
                    name = f"S{len(rows) + 1:05d}"
                    severity = (
                        None
                        if passed
                        else rng.choices(("minor", "general", "serious"), (2, 6, 2))[0]
                    )
                    course: list[Any] = [None] * 6
                    if not passed:
                        course = failure(reported)
                    measured = domain == "industrial" or not passed
                    stated = None if measured else "合格"
                    if measured:
                        value = rng.randrange(40, 99) if passed else rng.randrange(101, 160)
                        items.append(
                            [
                                name,
                                "杂质含量",
                                f"0.{value:03d}",
                                "0.100",
                                "mg/kg",
                                "是" if severity == "serious" else "否",
                            ]
                        )
                    subject = rng.choice(by_town[town])
                    rows.append(
                        [
                            name,
                            subject,
                            town,
                            domain,
                            stage,
                            product,
                            product,
                            sampled,
                            reported,
                            reported,
                            f"检〔{year}〕{name}",
                            stated,
                            severity,
                            "否",
                            *course,
                        ]
                    )
    rows += [
        [
            "S90002",
            by_town[CODES[0]][1],
            CODES[0],
            "food",
            "production",
            "大米",
            "大米",
            "2016-03-01",
            None,
            "2016-03-01",
            "检S2",
            None,
            None,
            "是",
            *[None] * 6,
        ],  # a refusal
    ]
    for repeat in (0, 1, 2):  # three failures of the same kind in one firm: a ground for listing
        name, on = f"S8000{repeat}", date(2016, 2 + 3 * repeat, 10)
        rows.append(
            [
                name,
                by_town[CODES[2]][0],
                CODES[2],
                "industrial",
                "production",
                "电线电缆",
                "电线电缆",
                on,
                on + timedelta(14),
                on + timedelta(14),
                f"检{name}",
                None,
                "general",
                "否",
                *[None] * 6,
            ]
        )
        items.append([name, "导体电阻", "19.8", "18.1", "Ω/km", "是"])
    for n, at in enumerate((2, 5, 6)):  # failures of December whose re-inspection still runs
        name = f"S7000{n}"
        rows.append([name, by_town[CODES[at]][7], CODES[at], "aquatic", "production", "鲫鱼", "鲫鱼", date(2016, 12, 20), date(2017, 1, 10),
                     date(2017, 1, 10), f"检{name}", "不合格", "general", "否", date(2017, 1, 16), *[None] * 5])  # fmt: skip
    write("samples.csv", SAMPLE_HEADER, rows)
    write("sample_items.csv", ["sample", "name", "value", "limit", "unit", "mandatory"], items)


def failure(reported: date) -> list[Any]:
    """What followed a failure: sometimes an objection, mostly an order, mostly in time."""
    luck = rng.random()
    if luck < 0.08:
        return [
            reported + timedelta(days=3),
            None,
            reported + timedelta(days=25),
            rng.choice(("合格", "不合格")),
            None,
            None,
        ]
    if luck < 0.14:
        return [reported + timedelta(days=4), reported + timedelta(days=20), None, None, None, None]
    ordered = reported + timedelta(days=20)
    rectified = ordered + timedelta(days=rng.randrange(10, 55)) if rng.random() < 0.8 else None
    return [None, None, None, None, ordered, rectified]


def projects(units: list[list[Any]]) -> None:
    """Write the projects, in GB18030 and with Chinese headers as towns export them."""
    builders = {town: [u[0] for u in units if u[2] == town and u[3][0] == "E"] for town in CODES}
    rows: list[list[Any]] = []
    for year in YEARS:
        for at, town in enumerate(CODES):
            for n in range(rng.randrange(6, 10)):
                completed = day_in(year, 1, 10)
                accepted = completed + timedelta(days=rng.randrange(5, 30))
                failed = at == 7 and n == 0 and year == 2016
                affordable, civil = n == 1, n % 2 == 0
                dwellings = rng.randrange(60, 240) if affordable else 0
                done = dwellings - (2 if affordable and at == 3 and year == 2016 else 0)
                energy = civil and not (at == 9 and year == 2016 and n == 2)
                award = rng.random() < 0.1 + 0.06 * (year - 2014)
                systems = ["是"] * 4
                if at == 5 and n == 3 and year == 2016:
                    systems[2] = "否"
                outcome = "不合格" if failed else "合格"
                handed = accepted + timedelta(days=7 + 2 * n)
                name = f"P{len(rows) + 1:04d}"
                rows.append([name, f"{TOWNS[at][0]}{year}年{n + 1}号工程", town, rng.choice(builders[town]), completed, accepted, accepted + timedelta(days=10),
                             accepted, f"验〔{year}〕{name}", outcome, outcome, handed, "是" if n == 0 else "否", "是" if affordable else "否", dwellings, done,
                             accepted if affordable else "", "是" if civil else "否", "是" if energy else "否", "是" if energy else "否",
                             "是" if award else "否", *systems])  # fmt: skip
    header = ["工程编号", "工程名称", "所属乡镇代码", "施工单位代码", "竣工日期", "验收日期", "备案日期", "获知日期", "验收文书", "验收结果", "交验结果", "交验日期",
              "重点工程", "保障性安居工程", "户数", "分户验收户数", "分户验收完成日期", "新建民用建筑", "节能设计达标", "节能验收合格",
              "结构优质奖", "项目法人制", "招标投标制", "建设监理制", "合同管理制"]  # fmt: skip
    write("projects.csv", header, rows, "gb18030")


def surveys() -> None:
    """Write the surveys: one town held none in 2016."""
    rows = []
    for year in YEARS:
        for at, town in enumerate(CODES):
            for trade in ("F52", "H62", "G54", "O81"):
                if at == 10 and year == 2016:
                    continue
                asked, good = (
                    rng.randrange(110, 180),
                    0.84 + 0.015 * (year - 2014) - (0.12 if at == 4 else 0),
                )
                counts = [0] * 5
                for _ in range(asked):
                    counts[
                        rng.choices(
                            range(5),
                            (
                                good * 0.4,
                                good * 0.6,
                                (1 - good) * 0.6,
                                (1 - good) * 0.3,
                                (1 - good) * 0.1,
                            ),
                        )[0]
                    ] += 1
                rows.append(
                    [
                        f"Q{len(rows) + 1:04d}",
                        town,
                        trade,
                        day_in(year, 9, 11),
                        *counts,
                        rng.randrange(12),
                    ]
                )
    header = [
        "id",
        "town",
        "trade",
        "held_on",
        "very_satisfied",
        "satisfied",
        "fair",
        "dissatisfied",
        "very_dissatisfied",
        "no_answer",
    ]
    write("surveys.csv", header, rows)
