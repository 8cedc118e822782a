"""Complaints, reports, visits, products, orders and cases of enforcement (投诉、举报、检查、产品、整改、处罚)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, YEARS, write
from qualitygov.core.periods import Term, term_end

rng = random.Random("20161231-market")
KINDS = [
    ("food", "食品", 40),
    ("product", "日用品", 25),
    ("service", "餐饮服务", 20),
    ("engineering", "住宅工程", 8),
    ("environment", "噪声扰民", 7),
]
TOPICS = ["肉制品", "白酒", "电线电缆", "水泥", "住宅工程"]
CLASSES = {
    "C1310": "processed-food",
    "C1411": "processed-food",
    "C2611": "hazardous-chemicals",
    "C3011": "cement",
    "C3311": "wire-and-cable",
}
PRODUCTS = {
    "processed-food": "加工食品",
    "hazardous-chemicals": "涂料",
    "cement": "水泥",
    "wire-and-cable": "电线电缆",
}


def _day(year: int) -> date:
    return date(year, 1, 1) + timedelta(days=rng.randrange(360))


def _complaint(name: str, registered: date, *, slow: bool) -> list[list[Any]]:
    """The moves of one complaint; a slow town keeps people waiting."""
    steps = [("accepted", rng.randrange(1, 12 if slow else 5), "")]
    if rng.random() < 0.1:
        steps = [
            (
                "refused",
                rng.randrange(1, 6),
                rng.choice(["not-competent", "not-consumer", "material-missing"]),
            )
        ]
    else:
        steps.append(("investigated", rng.randrange(1, 8), ""))
        if rng.random() < 0.1:
            steps += [("test-begun", 3, ""), ("test-ended", rng.randrange(5, 20), "")]
        steps.append((rng.choices(["upheld", "not-upheld", "mediated", "mediation-ended"], [35, 20, 40, 5])[0],
                      rng.randrange(10, 60 if slow else 35), ""))  # fmt: skip
        if slow and rng.random() < 0.2:
            del steps[-1]  # left lying
        else:
            steps.append(("told", rng.randrange(1, 8), ""))
        if steps[-1][0] == "told" and rng.random() < 0.03:
            steps += [
                ("reopened", 20, ""),
                ("investigated", 2, ""),
                ("upheld", 10, ""),
                ("told", 2, ""),
            ]
    moves, on = [], registered
    for at, (kind, after, ground) in enumerate(steps, start=1):
        on += timedelta(days=after)
        if on <= LAST:
            moves.append([name, kind, on, "镇市场监管所", f"{name}-{at}", ground])
    return moves


def complaints(units: list[list[Any]]) -> None:
    """Write complaints with their moves, and reports of violations."""
    rows, moves = [], []
    for year in YEARS:
        for at, town in enumerate(CODES):
            own = [u for u in units if u[2] == town]
            for _ in range(14 - 2 * (year - 2014) + at % 4):
                name, registered = f"T{len(rows) + 1:04d}", _day(year)
                kind, category, _ = rng.choices(KINDS, [weight for *_, weight in KINDS])[0]
                own_moves = _complaint(name, registered, slow=at in (3, 8))
                closed = any(move[1] == "told" for move in own_moves)
                satisfied = (
                    rng.choices([5, 4, 3, 2, 1], [30, 45, 14, 7, 4])[0]
                    if closed and rng.random() < 0.8
                    else None
                )
                rows.append([name, town, kind, registered, registered - timedelta(days=rng.randrange(20)), rng.choice(own)[0], category,
                             rng.choice(["minor", "minor", "general"]), satisfied])  # fmt: skip
                moves += own_moves
    write(
        "complaints.csv",
        [
            "id",
            "town",
            "kind",
            "registered_on",
            "happened_on",
            "subject",
            "category",
            "severity",
            "satisfaction",
        ],
        rows,
    )
    write(
        "complaint_moves.csv",
        ["complaint", "kind", "day", "authority", "document", "ground"],
        moves,
    )
    reports = []
    for number in range(60):
        unit, received = rng.choice(units), _day(rng.choice(YEARS))
        decided = received + timedelta(days=rng.randrange(4, 30))
        told = decided + timedelta(days=rng.randrange(1, 9))
        extended = received + timedelta(days=14) if rng.random() < 0.2 else None
        if extended is not None and decided < extended:
            extended = None
        reports.append([f"J{number + 1:03d}", unit[2], unit[0], received, "是" if number % 3 else "否", extended, decided,
                        "是" if rng.random() < 0.4 else "否", told if number % 3 else None])  # fmt: skip
    header = [
        "id",
        "town",
        "subject",
        "received_on",
        "named",
        "extended_on",
        "decided_on",
        "filed",
        "told_on",
    ]
    write("violation_reports.csv", header, reports)


def supervision(units: list[list[Any]]) -> None:
    """Write visits with their findings, and the quotas they count for."""
    rows, quotas = [], []
    findings = [("nothing", "", 82), ("order-on-spot", "minor", 9), ("notice", "general", 6), ("refuse", "serious", 0.4),
                ("unlicensed", "serious", 0.5), ("false-document", "serious", 0.3), ("pollution", "minor", 1)]  # fmt: skip
    for year in YEARS:
        for at, town in enumerate(CODES):
            own = [u for u in units if u[2] == town]
            for number in range(30):
                on, topic = _day(year), TOPICS[number % len(TOPICS)]
                if at == 5 and topic == "白酒":
                    continue  # this town never looks at liquor, so its quota is missed
                finding, severity, _ = rng.choices(findings, [weight for *_, weight in findings])[0]
                kind = rng.choice(["patrol", "patrol", "sampling", "enforcement"])
                rows.append([f"V{len(rows) + 1:05d}", rng.choice(own)[0], town, kind, on, on + timedelta(days=rng.randrange(4)), finding,
                             f"检〔{year}〕{number + 1}号", "镇市场监管所", severity, topic, "是" if number % 2 else "否"])  # fmt: skip
            quotas += [[f"Q{year}-{at + 1:02d}-{n}", town, "work" if "工程" in topic else "product", topic, 4, date(year, 1, 1), date(year, 12, 31)]
                       for n, topic in enumerate(TOPICS, start=1)]  # fmt: skip
            quotas.append(
                [
                    f"Q{year}-{at + 1:02d}-9",
                    town,
                    "area",
                    town,
                    24,
                    date(year, 1, 1),
                    date(year, 12, 31),
                ]
            )
    header = [
        "id",
        "subject",
        "town",
        "kind",
        "held_on",
        "known_on",
        "finding",
        "document",
        "authority",
        "severity",
        "topic",
        "drawn",
    ]
    write("supervision_visits.csv", header, rows)
    people, conflicts = [], []
    for at, town in enumerate(CODES):
        own = [u for u in units if u[2] == town]
        for number in range(1 if at == 6 else 5):  # one town has a single inspector
            key = f"浙执{at + 1:02d}{number + 1:02d}"
            name = rng.choice("赵钱孙李") + rng.choice("志国建华") + "某"
            people.append([key, town, name, "2014-01-01", "2016-06-30" if number == 4 else None])
            conflicts += [[key, rng.choice(own)[0], "近亲属任职"] for _ in range(rng.randrange(3))]
    write("inspectors.csv", ["id", "town", "person", "since", "until"], people)
    write("inspector_conflicts.csv", ["inspector", "subject", "reason"], conflicts)
    write(
        "supervision_quotas.csv",
        ["id", "town", "scope", "topic", "visits", "first_day", "last_day"],
        quotas,
    )


def products(units: list[list[Any]]) -> list[list[Any]]:
    """Write who makes and sells what; return the licences and certificates that most of the makers hold."""
    rows, held = [], []
    makers = [u for u in units if u[3] in CLASSES]
    for unit in makers[::4]:
        category, since = CLASSES[unit[3]], date(2012, 1, 1) + timedelta(days=rng.randrange(700))
        rows.append(
            [
                f"P{len(rows) + 1:04d}",
                unit[0],
                unit[2],
                "make",
                PRODUCTS[category],
                category,
                since,
                None,
                None,
            ]
        )
        kinds = {"wire-and-cable": ["licence", "ccc"]}.get(category, ["licence"])
        for kind in kinds:
            luck = rng.random()
            if luck < 0.03:
                continue  # refused on the market: a certificate is missing
            expires = (
                date(2016, rng.randrange(1, 12), 28)
                if luck < 0.06
                else date(2017, 1, 1) + timedelta(days=rng.randrange(900))
            )
            held.append([f"L{len(held) + 1:04d}", kind, unit[0], unit[2], since, expires, category])
    shops = [u for u in units if u[3] in ("F5211", "F5281")]
    sellable = [row for row in rows if row[5] in ("cement", "wire-and-cable")]
    for shop in shops[::9]:
        maker = rng.choice(sellable)
        rows.append(
            [
                f"P{len(rows) + 1:04d}",
                shop[0],
                shop[2],
                "sell",
                maker[4],
                maker[5],
                date(2014, 3, 1),
                None,
                maker[1],
            ]
        )
    rows.append(
        [
            f"P{len(rows) + 1:04d}",
            shops[0][0],
            shops[0][2],
            "sell",
            "文具",
            "stationery",
            date(2015, 1, 5),
            None,
            None,
        ]
    )
    header = ["id", "subject", "town", "activity", "product", "category", "since", "until", "maker"]
    write("product_offers.csv", header, rows)
    return held


def enforcement(units: list[list[Any]]) -> None:
    """Write orders to put right with their re-checks, cases of enforcement and filed cases."""
    orders, checks = [], []
    for number in range(48):
        unit, ordered = rng.choice(units), _day(rng.choice(YEARS))
        name, late = f"G{number + 1:03d}", rng.random() < 0.15
        done = ordered + timedelta(days=rng.randrange(70, 100) if late else rng.randrange(10, 55))
        orders.append([name, unit[0], unit[2], rng.choice(["标签标识", "进货查验", "卫生条件", "计量器具"]), ordered, f"改〔{ordered.year}〕{number + 1}号",
                       "镇市场监管所", done if done <= LAST else None])  # fmt: skip
        fails = 2 if number in (11, 30) else 1 if number % 9 == 4 else 0
        on = done
        for at in range(fails + 1):
            on += timedelta(days=rng.randrange(5, 15) + 65 * bool(at))
            if on <= LAST and (number not in (11, 30) or at < fails):
                told = on + timedelta(days=3) if at < fails else None
                checks.append([name, on, "fail" if at < fails else "pass", told])
    write(
        "rectification_orders.csv",
        ["id", "subject", "town", "matter", "ordered_on", "document", "authority", "rectified_on"],
        orders,
    )
    write("rectification_checks.csv", ["order", "held_on", "conclusion", "announced_on"], checks)
    rows = []
    kinds = [
        ("warning", 25),
        ("fine", 55),
        ("confiscation", 12),
        ("stopped", 3),
        ("licence-revoked", 2),
        ("criticism", 3),
    ]
    for number in range(72):
        unit, decided = rng.choice(units), _day(rng.choice(YEARS))
        penalty = rng.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        fine = (
            rng.choice([1000, 2000, 3000, 5000, 12000, 50000])
            if penalty in ("fine", "confiscation")
            else None
        )
        published = decided + timedelta(days=rng.randrange(3, 26))
        secret, unpublished = number == 17, number % 24 == 5
        warned = penalty in ("warning", "criticism") or (penalty == "fine" and fine <= 3000)
        ended = term_end(published, Term(months=3)) if warned else None
        withdrawn = (
            None if ended is None or number % 13 == 3 else ended + timedelta(days=number % 3)
        )
        rows.append([f"县市监罚〔{decided.year}〕{number + 1}号", unit[0], unit[1], unit[2], "违反质量管理规定案", "销售不合格产品", "产品质量法第四十九条",
                     penalty, fine, decided, decided + timedelta(days=rng.randrange(5)), "县市场监督管理局", "是" if secret else "否",
                     None if secret or unpublished or published > LAST else published,
                     None if secret or unpublished or withdrawn is None or withdrawn > LAST else withdrawn, "王某某"])  # fmt: skip
    header = ["admin_punish_doc", "uni_social_crd_cd", "企业名称", "town", "案件名称", "illegal_fact", "law_basis", "punish_type", "punish_money",
              "punish_decide_tm", "known_on", "authority", "secret", "public_date", "withdrawn_on", "legal_per"]  # fmt: skip
    write("enforcement_cases.csv", header, rows)
