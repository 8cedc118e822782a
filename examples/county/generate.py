"""Write the synthetic tables of the example county.

    python examples/county/generate.py

The county, its towns and its enterprises are invented; only ``air_daily.csv`` is real (see data/AIR-SOURCE.md). One seed makes every
table, so the script always writes the same bytes. Rates are near those that counties publish; some targets are missed, some lack data,
some units are blacklisted, and some rows are bad on purpose: each kind of bad row is named where it is made.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qualitygov import load_rulebook
from qualitygov.codes import credit_code, organization_code
from qualitygov.core.periods import Term, term_end
from qualitygov.rulebook.model.industry import Checklist

OUT = Path(__file__).parent / "data"
COUNTY = "330299"
TOWNS = [
    ("清溪镇", "Qingxi"), ("平湖镇", "Pinghu"), ("石桥镇", "Shiqiao"), ("东山镇", "Dongshan"),
    ("南岭镇", "Nanling"), ("临江镇", "Linjiang"), ("梅林镇", "Meilin"), ("白沙镇", "Baisha"),
    ("云峰镇", "Yunfeng"), ("古城镇", "Gucheng"), ("新河镇", "Xinhe"), ("双塔镇", "Shuangta"),
]  # fmt: skip
CODES = [f"{COUNTY}1{n:02d}" for n in range(1, 13)]
YEARS = (2014, 2015, 2016)
TRADES = [("C1310", 9), ("C1411", 7), ("C2611", 8), ("C3011", 7), ("C3311", 6), ("A0111", 8), ("A0412", 5), ("F5211", 14), ("F5281", 9),
          ("H6110", 7), ("H6210", 12), ("O8111", 6), ("E4710", 5), ("D4411", 2), ("G5430", 5)]  # fmt: skip
NAMES = [
    "华兴",
    "永盛",
    "恒达",
    "金源",
    "瑞丰",
    "宏远",
    "东方",
    "长城",
    "天和",
    "明珠",
    "福康",
    "嘉禾",
    "万通",
    "国泰",
    "利民",
    "顺达",
    "新星",
    "和美",
    "绿源",
    "康源",
]
SUFFIX = {"A": "农业专业合作社", "C": "制造有限公司", "D": "热力有限公司", "E": "建筑工程有限公司", "F": "商贸有限公司", "G": "物流有限公司",
          "H": "餐饮有限公司", "O": "服务有限公司"}  # fmt: skip
rng = random.Random(20161231)


def code_of(head: str, number: int) -> str:
    """Return a valid credit code."""
    body = f"{number:08d}"
    inner = f"{head}{COUNTY}{body}{organization_code.calc_check_digit(body)}"
    return inner + credit_code.calc_check_digit(inner)


def day_in(year: int, first: int = 1, last: int = 12) -> date:
    """Return a day of the year, between the first and the last month."""
    start, end = date(year, first, 1), date(year, last, 28)
    return start + timedelta(days=rng.randrange((end - start).days + 1))


def write(name: str, header: list[str], rows: list[list[Any]], encoding: str = "utf-8") -> None:
    """Write a table."""
    with (OUT / name).open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])


def towns() -> None:
    """Write the towns."""
    write(
        "towns.csv",
        ["code", "name.zh", "name.en", "parent"],
        [[c, zh, en, COUNTY] for c, (zh, en) in zip(CODES, TOWNS, strict=True)],
    )


def enterprises() -> list[list[Any]]:
    """Write the enterprises, with the headers of a government table; return them."""
    rows: list[list[Any]] = []
    trades, weights = zip(*TRADES, strict=True)
    for number in range(2400):
        trade = rng.choices(trades, weights)[0]
        town = CODES[number % 12]
        head = "93" if trade[0] == "A" and rng.random() < 0.7 else "91"
        name = f"{TOWNS[number % 12][0][:2]}{rng.choice(NAMES)}{rng.choice(NAMES)}{SUFFIX[trade[0]]}"
        kind = "农民专业合作社" if head == "93" else "企业"
        registered = date(1998, 1, 1) + timedelta(days=rng.randrange(6400))
        key = "是" if rng.random() < 0.04 else "否"
        rows.append([code_of(head, 10_000_001 + number * 7), name, town, trade, kind, registered, key])
    for n, town in enumerate(CODES):  # every town has its rural collective, whose code begins with a letter
        rows.append(
            [
                code_of("N2", 30_000_001 + n),
                f"{TOWNS[n][0][:2]}村股份经济合作社",
                town,
                "A0111",
                "农村集体经济组织",
                "2012-6-1",
                "否",
            ]
        )
    dirty = [list(row) for row in rows]
    dirty[4][5] = dirty[4][5].strftime("%Y%m%d")  # read: a date as eight digits
    dirty[5][5] = (dirty[5][5] - date(1899, 12, 30)).days  # read: an Excel serial
    dirty[6][0] = dirty[6][0].lower()  # read: a code in lower case
    dirty[7][0] = " ".join((dirty[7][0][:8], dirty[7][0][8:]))  # read: a code with a space
    dirty[8][2] = "".join(chr(ord(c) + 0xFEE0) for c in dirty[8][2])  # read: full-width digits
    dirty[9][0] = dirty[9][0][8:17]  # read: an old file's organization code
    failing = dirty[10][0][:17] + ("0" if dirty[10][0][17] != "0" else "1")
    dirty[10][0] = failing  # kept with a warning: its check character fails
    rows[10][0] = failing
    rows[9][0] = dirty[9][0]
    bad = [
        ["91330299MA28", "短码公司", CODES[0], "C1310", "企业", "2013-5-6", "否"],  # refused: too short
        [dirty[11][0], "重复公司", CODES[0], "C1310", "企业", "2013-5-6", "否"],  # refused: the code is there already
        [
            code_of("91", 50_000_001),
            "外县公司",
            "330281101",
            "C1310",
            "企业",
            "2013-5-6",
            "否",
        ],  # refused: a town of another county
        [code_of("91", 50_000_002), "错日公司", CODES[1], "C1310", "企业", "2013-13-40", "否"],  # refused: no such day
        [code_of("91", 50_000_003), "", CODES[1], "X99", "企业", "2013-1-4", "也许"],  # refused: three fields at once
    ]
    header = ["uni_social_crd_cd", "comp_nm", "town", "indv_code", "kind", "est_dt", "骨干企业"]
    write("enterprises.csv", header, dirty + bad)
    return rows


RECORDS = [("order-on-spot", "minor", 26), ("notice", "general", 16), ("penalty", "minor", 12), ("penalty", "general", 20), ("penalty", "serious", 4),
           ("complaint-upheld", "minor", 16), ("complaint-upheld", "general", 16), ("hazard-overdue", "general", 9), ("hazard-overdue", "serious", 0.5),
           ("pollution", "general", 6), ("unlicensed", "serious", 0.4), ("false-document", "serious", 1.5), ("abnormal-list", "general", 7),
           ("case-filed", "general", 2), ("accident", "general", 1.2), ("accident", "larger", 0.3), ("refuse", "serious", 1.5),
           ("chief-quality-officer", "in-post", 14), ("performance-excellence", "scored", 4), ("national-standard", "participant", 3),
           ("trade-standard", "lead", 2), ("traceability-complete", "complete", 9), ("research-share-up", "risen", 5)]  # fmt: skip
RECORD_HEADER = ["id", "subject", "kind", "severity", "happened_on", "decided_on", "known_on", "source_document", "authority", "measure",
                 "valid_until", "appealed_on", "stayed_on", "appeal_ended_on", "repaired_on", "revoked_on"]  # fmt: skip


def records(units: list[list[Any]]) -> None:
    """Write the credit records: most units have none, a few have many."""
    rows: list[list[Any]] = []
    pairs = [(kind, severity) for kind, severity, _ in RECORDS]
    weights = [weight for _, _, weight in RECORDS]
    for unit in units:
        luck = rng.random()
        count = 0 if luck < 0.25 else 1 if luck < 0.4 else rng.randrange(2, 6) if luck < 0.87 else rng.randrange(5, 10)
        for _ in range(count):
            kind, severity = rng.choices(pairs, weights)[0]
            happened = day_in(rng.choice((2013, 2014, 2015, 2015, 2016, 2016)))
            decided = happened + timedelta(days=rng.randrange(5, 60))
            known = decided + timedelta(days=rng.randrange(12))
            merit = kind in ("chief-quality-officer", "performance-excellence", "traceability-complete", "research-share-up")
            ends = [decided + timedelta(days=rng.choice((365, 1095)))] if merit else [None]
            measure = rng.randrange(480, 720) if kind == "performance-excellence" else None
            later: list[Any] = [None] * 5
            if not merit and rng.random() < 0.05:
                later[0] = known + timedelta(days=rng.randrange(20))
                if rng.random() < 0.3:
                    later[1] = later[0] + timedelta(days=5)
                if rng.random() < 0.6:
                    later[2] = later[0] + timedelta(days=90)
            if not merit and rng.random() < (0.9 if kind == "abnormal-list" else 0.07):
                later[3] = known + timedelta(days=rng.randrange(200, 500))
            elif not merit and rng.random() < 0.02:
                later[4] = known + timedelta(days=rng.randrange(30, 120))
            document = f"{'县市监罚' if kind == 'penalty' else '镇质'}〔{decided.year}〕{rng.randrange(1, 900)}号"
            rows.append(
                [
                    f"R{len(rows) + 1:05d}",
                    unit[0],
                    kind,
                    severity,
                    happened,
                    decided,
                    known,
                    document,
                    "县市场监督管理局",
                    measure,
                    *ends,
                    *later,
                ]
            )
    first = rows[0]
    rows[1][4] = f"{rows[1][4].year}-{rows[1][4].month}-{rows[1][4].day}"  # read: a date without padding
    rows[2][5] = f"{rows[2][5]} 11:34:43"  # read: a date with a time
    rows += [
        [
            "R90001",
            first[1],
            "penalty",
            "general",
            "2016-05-01",
            "2016-04-01",
            "2016-05-02",
            "文号一",
            "县局",
            *[None] * 7,
        ],  # refused: runs backward
        [
            "R90002",
            first[1],
            "penalty",
            "",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号二",
            "县局",
            *[None] * 7,
        ],  # refused: no severity
        [
            "R00001",
            first[1],
            "penalty",
            "general",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号三",
            "县局",
            *[None] * 7,
        ],  # refused: id twice
        [
            "R90004",
            code_of("91", 77_000_001),
            "penalty",
            "general",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号四",
            "县局",
            *[None] * 7,
        ],  # orphan
        [
            "R90005",
            first[1],
            "scandal",
            "general",
            "2016-05-01",
            "2016-05-03",
            "2016-05-04",
            "文号五",
            "县局",
            *[None] * 7,
        ],  # left out: unknown kind
        ["R90006", first[1], "penalty", "general", "2016-05-01"],  # refused: cells are missing
    ]
    write("credit_records.csv", RECORD_HEADER, rows)


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
                number = 4 if at == 10 and domain == "aquatic" else count if year == 2016 else count // 2
                worse = 0.05 if at in (4, 7) else 0.0
                for n in range(number):
                    quarter = n % 4
                    sampled = day_in(year, 3 * quarter + 1, 3 * quarter + (2 if quarter == 3 else 3))
                    reported = sampled + timedelta(days=rng.randrange(10, 20))
                    passed = rng.random() < rate - worse
                    product = rng.choice(products)
                    name = f"S{len(rows) + 1:05d}"
                    severity = None if passed else rng.choices(("minor", "general", "serious"), (2, 6, 2))[0]
                    course: list[Any] = [None] * 6
                    if not passed:
                        course = failure(reported)
                    measured = domain == "industrial" or not passed
                    stated = None if measured else "合格"
                    if measured:
                        value = rng.randrange(40, 99) if passed else rng.randrange(101, 160)
                        items.append(
                            [name, "杂质含量", f"0.{value:03d}", "0.100", "mg/kg", "是" if severity == "serious" else "否"]
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
    rows[20][8] = None  # refused: no day of delivery
    rows += [
        [
            "S90001",
            by_town[CODES[0]][0],
            CODES[0],
            "food",
            "production",
            "大米",
            "大米",
            "2016-03-01",
            "2016-03-12",
            "2016-03-12",
            "检S1",
            "合格",
            None,
            "否",
            *[None] * 6,
        ],  # refused: the items say otherwise
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
        [
            "S90003",
            by_town[CODES[0]][2],
            CODES[0],
            "toys",
            "production",
            "玩具",
            "玩具",
            "2016-03-01",
            "2016-03-12",
            "2016-03-12",
            "检S3",
            "合格",
            None,
            "否",
            *[None] * 6,
        ],  # refused: no such domain
    ]
    items += [
        ["S90001", "铅", "0.5", "0.2", "mg/kg", "是"],
        ["S99999", "铅", "0.1", "0.2", "mg/kg", "是"],  # refused: belongs to no sample
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
    write("samples.csv", SAMPLE_HEADER, rows)
    write("sample_items.csv", ["sample", "name", "value", "limit", "unit", "mandatory"], items)


def failure(reported: date) -> list[Any]:
    """What followed a failure: sometimes an objection, mostly an order, mostly in time."""
    luck = rng.random()
    if luck < 0.08:
        return [reported + timedelta(days=3), None, reported + timedelta(days=25), rng.choice(("合格", "不合格")), None, None]
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
                name = f"P{len(rows) + 1:04d}"
                rows.append([name, f"{TOWNS[at][0]}{year}年{n + 1}号工程", town, rng.choice(builders[town]), completed, accepted, accepted + timedelta(days=10),
                             accepted, f"验〔{year}〕{name}", outcome, outcome, "是" if n == 0 else "否", "是" if affordable else "否", dwellings, done,
                             "是" if civil else "否", "是" if energy else "否", "是" if energy else "否", "是" if award else "否", *systems])  # fmt: skip
    header = ["工程编号", "工程名称", "所属乡镇代码", "施工单位代码", "竣工日期", "验收日期", "备案日期", "获知日期", "验收文书", "验收结果", "交验结果", "重点工程",
              "保障性安居工程", "户数", "分户验收户数", "新建民用建筑", "节能设计达标", "节能验收合格",
              "结构优质奖", "项目法人制", "招标投标制", "建设监理制", "合同管理制"]  # fmt: skip
    rows.append(
        [
            "P9001",
            "户数有误工程",
            CODES[0],
            rows[0][3],
            "2016-5-4",
            "2016-5-9",
            None,
            "2016-5-9",
            "验9001",
            "合格",
            "合格",
            "否",
            "是",
            10,
            12,
            *["否"] * 8,
        ]
    )  # refused: more dwellings accepted than there are
    write("projects.csv", header, rows, "gb18030")


def surveys() -> None:
    """Write the surveys: one town held none in 2016."""
    rows = []
    for year in YEARS:
        for at, town in enumerate(CODES):
            for trade in ("F52", "H62", "G54", "O81"):
                if at == 10 and year == 2016:
                    continue
                asked, good = rng.randrange(110, 180), 0.84 + 0.015 * (year - 2014) - (0.12 if at == 4 else 0)
                counts = [0] * 5
                for _ in range(asked):
                    counts[
                        rng.choices(range(5), (good * 0.4, good * 0.6, (1 - good) * 0.6, (1 - good) * 0.3, (1 - good) * 0.1))[0]
                    ] += 1
                rows.append([f"Q{len(rows) + 1:04d}", town, trade, day_in(year, 9, 11), *counts, rng.randrange(12)])
    rows[3][4] = "-5"  # refused: a negative count
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
        "remark",
    ]
    write(
        "surveys.csv", header, [[*row, ""] for row in rows]
    )  # the last column is unknown to the library, and named in a warning


def monitoring() -> None:
    """Write noise and water: one town is too loud by night, one source fails for two months."""
    noise, water = [], []
    limits = {"1": (55, 45), "2": (60, 50), "3": (65, 55), "4a": (70, 55)}
    for year, at, town in ((year, at, town) for year in YEARS[1:] for at, town in enumerate(CODES)):
        for month in (2, 5, 8, 11):
            for site, (zone, (day, night)) in enumerate(limits.items(), start=1):
                for part, limit in (("day", day), ("night", night)):
                    loud = at == 8 and zone == "4a" and part == "night" and month == 8 and year == 2016
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
    write("noise.csv", ["id", "town", "site", "zone", "part", "measured_on", "level", "valid"], noise)
    items = ["dissolved-oxygen", "permanganate", "ammonia", "phosphorus", "ph"]
    write("water.csv", ["id", "town", "source", "kind", "measured_on", "volume", *(f"items.{item}" for item in items)], water)


def figures() -> None:
    """Write the yearly figures: output, emissions, cover, checks due and held."""
    growing = {"output-primary": (30, 1.02), "output-secondary": (260, 1.07), "output-tertiary": (170, 1.10), "output-energy": (60, 1.06),
               "output-chemicals": (80, 1.08), "output-farm-products": (40, 1.05)}  # fmt: skip
    falling = {"emission-so2": 520, "emission-cod": 340, "emission-nox": 410, "emission-ammonia": 45}
    covers = {"forest-cover": 52, "land-green-cover": 58, "built-up-green-cover": 39}
    rows = []
    for at, town in enumerate(CODES):
        scale = rng.uniform(0.6, 1.6)
        for year in (2013, *YEARS):
            step = year - 2013
            for item, (base, rate) in growing.items():
                slump = 0.9 if at == 6 and item == "output-energy" and year == 2016 else 1
                rows.append([town, item, year, f"{base * scale * rate**step * slump:.2f}", "百万元"])
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


def certifications(units: list[list[Any]]) -> None:
    """Write certificates, marks and awards."""
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
                    [f"Z{len(rows) + 1:04d}", kind, rng.choice(own), town, issued, expires or "9999-9-9"]
                )  # "no end", as towns write it
    write("certifications.csv", ["cert_no", "kind", "hold_cert_cd", "town", "start_dt", "end_dt"], rows)


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
    write("evidence.csv", ["id", "town", "checklist", "item", "document", "valid_from", "valid_to"], rows)


def cases(units: list[list[Any]]) -> None:
    """Write cases of listing: in force, repaired, dropped, revoked, and one decided without notice."""
    notice = ["1"] * 4
    steps = {
        "listed": [("ground-found", 0), ("notice-given", 2), ("statement-made", 5), ("decided-to-list", 20), ("published", 26)],
        "repaired": [("ground-found", 0), ("notice-given", 2), ("decided-to-list", 20), ("published", 26), ("repair-applied", 400),
                     ("repair-accepted", 401), ("repair-granted", 412)],
        "dropped": [("ground-found", 0), ("notice-given", 2), ("hearing-requested", 4), ("hearing-held", 20), ("decided-not-to-list", 25)],
        "revoked": [("ground-found", 0), ("notice-given", 2), ("statement-made", 5), ("decided-to-list", 20), ("revoked", 90)],
        "unfair": [("ground-found", 0), ("decided-to-list", 3)],  # refused: a decision without notice
        "open": [("ground-found", 0), ("notice-given", 2)],
    }  # fmt: skip
    rows, moves = [], []
    plan = [
        ("listed", 2015),
        ("listed", 2016),
        ("listed", 2016),
        ("repaired", 2014),
        ("dropped", 2015),
        ("revoked", 2015),
        ("unfair", 2016),
        ("open", 2016),
    ]
    for number, (course, year) in enumerate(plan, start=1):
        name, begun = (
            f"B{number:03d}",
            date(year, 11, 28) if course == "open" else date(year, 3, 1) + timedelta(days=9 * number),
        )
        subject = rng.choice(units)[0]
        rows.append(
            [name, subject, "quality", "厦质监〔2013〕130号第四条", rng.choice(("failures-3", "cases-2", "unlicensed-old"))]
        )
        for kind, after in steps[course]:
            ticks = notice if kind == "notice-given" else ["0"] * 4
            mended = ["1"] * 3 if kind == "repair-granted" else ["0"] * 3
            moves.append([name, kind, begun + timedelta(days=after), "县市场监督管理局", f"{name}-{kind}", *ticks, *mended])
    write("cases.csv", ["id", "subject", "list_kind", "legal_basis", "ground"], rows)
    header = [
        "case",
        "kind",
        "day",
        "authority",
        "document",
        "states_facts",
        "states_reasons",
        "states_basis",
        "states_rights",
        "duties_performed",
        "harm_removed",
        "no_new_penalty",
    ]
    write("case_moves.csv", header, moves)


def main() -> None:
    """Write all tables."""
    towns()
    units = enterprises()
    records(units)
    samples(units)
    projects(units)
    surveys()
    monitoring()
    figures()
    certifications(units)
    evidence()
    cases(units)


if __name__ == "__main__":
    main()
