"""What enterprises themselves answer for (企业主体责任): persons, posts, training, systems, standards, research, patents, batches.

Key enterprises have most of it on file and some gaps; a few other enterprises have a little.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, TOWNS, YEARS, write
from qualitygov import load_rulebook
from qualitygov.rulebook.model.award import ExcellenceCategory

rng = random.Random("20161231-enterprise")
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈褚卫", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
CATEGORIES = (
    ("4.1", 110),
    ("4.2", 90),
    ("4.3", 90),
    ("4.4", 130),
    ("4.5", 100),
    ("4.6", 80),
    ("4.7", 400),
)
SYSTEMS = ("responsibility", "training", "incoming-inspection", "process-control", "final-inspection", "nonconforming", "metrology",
           "complaint-handling", "accident-report", "emergency-plan")  # fmt: skip
CARRIED_OUT = ("training", "incoming-inspection", "process-control", "final-inspection", "nonconforming", "metrology",
               "complaint-handling", "emergency-contacts", "emergency-drill")  # fmt: skip
STANDARDS = (
    ("GB/T", "national", 3),
    ("JB/T", "trade", 4),
    ("NY/T", "trade", 3),
    ("DB33/T", "local", 3),
    ("T/ZZB", "group", 2),
)
KIND_DIGIT = {
    "invention": 1,
    "utility": 2,
    "design": 3,
}  # in a Chinese patent number, after the year of filing
DILIGENT = {CODES[3], CODES[5], CODES[9]}  # towns whose enterprises keep their duties better
DIRTY = 11  # the first enterprises of the table carry deliberate faults in their own rows


def is_high_tech(unit: list[Any]) -> bool:
    """Whether the example calls this enterprise high-tech: about one in eleven manufacturers."""
    return bool(unit[3][0] == "C" and int(unit[5].strftime("%j")) % 11 == 0)


def chosen(units: list[list[Any]]) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the key and the high-tech enterprises of the example, without those whose own row is bad on purpose."""
    firms = [unit for unit in units[DIRTY:] if unit[4] == "企业"]
    return [unit for unit in firms if unit[6] == "是"], [
        unit for unit in firms if is_high_tech(unit)
    ]


def _name() -> str:
    return rng.choice(FAMILY) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2))))


def _day(year: int, first: int = 1, last: int = 12) -> date:
    start, end = date(year, first, 1), date(year, last, 28)
    return start + timedelta(days=rng.randrange((end - start).days + 1))


def _town(unit: list[Any]) -> str:
    return TOWNS[int(unit[2][-2:]) - 1][0]


def appointments(key: list[list[Any]], others: list[list[Any]]) -> None:
    """Write who holds which role: some posts change hands, some stay empty for a while, one is filed too late."""
    rows: list[list[Any]] = []

    def add(
        unit: list[Any],
        role: str,
        since: date,
        until: date | None = None,
        filed: date | None = None,
    ) -> None:
        known = filed or since + timedelta(days=rng.randrange(3, 30))
        rows.append(
            [
                f"P{len(rows) + 1:04d}",
                unit[0],
                role,
                _name(),
                since,
                until,
                known,
                f"{_town(unit)}任〔{since.year}〕{len(rows) + 1}号",
            ]
        )

    for at, unit in enumerate([*key, *others]):
        begun = max(unit[5], date(2013, 1, 1)) + timedelta(days=rng.randrange(60))
        add(unit, "legal-representative", begun)
        diligent = unit[2] in DILIGENT
        if diligent or rng.random() < 0.85:
            leaves = _day(2015) if rng.random() < 0.3 and begun < date(2014, 6, 1) else None
            add(unit, "quality-manager", begun, leaves)
            if leaves is not None and (
                diligent or rng.random() < 0.8
            ):  # the others leave their post empty
                add(unit, "quality-manager", leaves + timedelta(days=rng.choice((1, 1, 45))))
        if at < len(key) and (diligent or rng.random() < 0.62):
            add(unit, "chief-quality-officer", _day(rng.choice(YEARS)))
    add(
        others[0], "quality-manager", date(2016, 3, 1), filed=date(2016, 12, 20)
    )  # filed long after it was to begin
    write(
        "appointments.csv",
        ["id", "enterprise", "role", "person", "valid_from", "valid_to", "known_on", "document"],
        rows,
    )


def key_posts(key: list[list[Any]]) -> None:
    """Write key posts and their assessments: some were left out in a year, a few failed, most of these passed later."""
    posts, held = [], []
    for unit in key:
        for post in rng.sample(("检验员", "关键工序操作", "计量管理", "配料"), 2):
            name = f"K{len(posts) + 1:04d}"
            posts.append([name, unit[0], post, max(unit[5], date(2013, 6, 1)), None])
            for year in YEARS:
                diligent = unit[2] in DILIGENT
                if (diligent or rng.random() < 0.9) and unit[5].year < year:
                    on, failed = _day(year, 6, 11), not diligent and rng.random() < 0.06
                    held.append(
                        [
                            name,
                            _name(),
                            year,
                            on,
                            "fail" if failed else "pass",
                            f"考核〔{year}〕{len(held) + 1}号",
                        ]
                    )
                    if failed and rng.random() < 0.7:
                        held.append(
                            [
                                name,
                                held[-1][1],
                                year,
                                on + timedelta(days=20),
                                "pass",
                                f"补考〔{year}〕{len(held) + 1}号",
                            ]
                        )
    write("key_posts.csv", ["id", "enterprise", "post", "valid_from", "valid_to"], posts)
    write(
        "post_assessments.csv",
        ["post", "person", "year", "assessed_on", "result", "document"],
        held,
    )


def trainings(key: list[list[Any]], others: list[list[Any]]) -> None:
    """Write training: most key enterprises reach eight hours a year, some do not."""
    rows: list[list[Any]] = []
    for unit in [*key, *others[:30]]:
        for year in YEARS[1:]:
            diligent = unit[2] in DILIGENT
            for _ in range(rng.choice((2, 3)) if diligent else rng.choice((0, 1, 2, 2, 3))):
                hours = rng.choice(("4", "6", "8") if diligent else ("2", "3.5", "4", "6", "8"))
                topic = rng.choice(
                    ("标准与检验", "质量责任", "食品安全", "特种设备操作", "质量工具")
                )
                rows.append(
                    [
                        f"T{len(rows) + 1:04d}",
                        unit[0],
                        _day(year),
                        topic,
                        hours,
                        rng.randrange(5, 60),
                        f"培训签到表{len(rows) + 1}",
                    ]
                )
    write(
        "trainings.csv",
        ["id", "enterprise", "held_on", "topic", "hours", "headcount", "document"],
        rows,
    )


def activities(key: list[list[Any]]) -> None:
    """Write quality activities; some of 2016 are not finished."""
    rows: list[list[Any]] = []
    for unit in key:
        for year in YEARS:
            if rng.random() < (0.8 if unit[2] in DILIGENT else 0.35):
                kind = rng.choice(("qc-circle", "qc-circle", "tackling", "method", "suggestion"))
                method = (
                    rng.choice(("lean", "5s", "spc", "six-sigma")) if kind == "method" else None
                )
                begun = _day(year, 1, 8)
                ended = (
                    None
                    if year == YEARS[-1] and rng.random() < 0.3
                    else begun + timedelta(days=rng.randrange(40, 120))
                )
                topic = rng.choice(("降低返工率", "减少包装破损", "缩短交货期", "提高一次合格率"))
                rows.append(
                    [
                        f"A{len(rows) + 1:04d}",
                        unit[0],
                        kind,
                        method,
                        topic,
                        begun,
                        ended,
                        f"成果报告{len(rows) + 1}",
                    ]
                )
    write(
        "quality_activities.csv",
        ["id", "enterprise", "kind", "method", "topic", "begun_on", "ended_on", "document"],
        rows,
    )


def systems(key: list[list[Any]]) -> None:
    """Write the internal systems and emergency files of every second key enterprise, in 2016; some papers are missing or old."""
    rows: list[list[Any]] = []

    def add(unit: list[Any], system: str, kind: str, on: date, until: date | None = None) -> None:
        rows.append(
            [
                f"I{len(rows) + 1:04d}",
                unit[0],
                system,
                kind,
                on,
                until,
                f"制度〔{on.year}〕{len(rows) + 1}号",
            ]
        )

    for at, unit in enumerate(key):
        diligent = unit[2] in DILIGENT
        if at % 2 and not diligent:
            continue
        careful = diligent or rng.random() < 0.5
        for system in SYSTEMS:
            if careful or rng.random() < 0.9:
                lapsed = not careful and rng.random() < 0.05
                add(unit, system, "adopted", _day(2014), date(2016, 6, 30) if lapsed else None)
        for system in CARRIED_OUT:
            if careful or rng.random() < 0.85:
                add(
                    unit,
                    system,
                    "carried-out",
                    _day(2016, 11, 12) if careful or rng.random() < 0.9 else _day(2015, 1, 6),
                )
    write(
        "system_records.csv",
        ["id", "enterprise", "system", "kind", "on", "valid_to", "document"],
        rows,
    )


def excellence(key: list[list[Any]]) -> None:
    """Write performance-excellence assessments, most by the enterprise itself, and responsibility reports."""
    rows, parts, reports = [], [], []
    criteria = [
        c
        for _, c in sorted(
            load_rulebook("strong-town").at(date(2016, 12, 31)).entries(ExcellenceCategory).items()
        )
    ]
    for unit in key:
        level = rng.randrange(8, 14)
        for year in YEARS:
            if rng.random() < (0.6 if unit[2] in DILIGENT else 0.25):
                name, on = f"X{len(rows) + 1:04d}", _day(year, 3, 11)
                if len(rows) % 2:  # every second one gives its items, the others their categories
                    points = [
                        (c.id, item.id, item.points * 5 * (level + rng.randrange(-2, 4)) // 100)
                        for c in criteria
                        for item in c.items
                    ]
                else:
                    points = [
                        (category, None, whole * 5 * (level + rng.randrange(-2, 4)) // 100)
                        for category, whole in CATEGORIES
                    ]
                assessor = "external" if rng.random() < 0.3 else "self"
                total = sum(value for *_, value in points)
                rows.append(
                    [
                        name,
                        unit[0],
                        year,
                        assessor,
                        on,
                        on + timedelta(days=rng.randrange(30)),
                        total,
                        f"评价报告〔{year}〕{len(rows) + 1}号",
                    ]
                )
                parts += [[name, *point] for point in points]
            if rng.random() < (0.4 if unit[2] in DILIGENT else 0.08):
                standard = (
                    rng.choice(("gbt-36000", "iso-26000", "iso-26000", "other"))
                    if year > 2015
                    else "iso-26000"
                )
                reports.append(
                    [
                        f"C{len(reports) + 1:03d}",
                        unit[0],
                        year - 1,
                        standard,
                        _day(year, 3, 6),
                        f"社会责任报告{year - 1}",
                    ]
                )
    write(
        "excellence_assessments.csv",
        ["id", "enterprise", "year", "assessor", "assessed_on", "known_on", "score", "document"],
        rows,
    )
    write("category_scores.csv", ["assessment", "category", "item", "points"], parts)
    write(
        "responsibility_reports.csv",
        ["id", "enterprise", "year", "standard", "published_on", "document"],
        reports,
    )


def innovation(key: list[list[Any]], high: list[list[Any]]) -> None:
    """Write parts in standards, research spending and patents; one high-tech enterprise reports no year before."""
    parts: list[list[Any]] = []
    spendings: list[list[Any]] = []
    patents: list[list[Any]] = []
    for unit in [*key, *high]:
        if rng.random() < 0.25:
            prefix, level, _ = rng.choices(STANDARDS, [weight for _, _, weight in STANDARDS])[0]
            issued = _day(rng.choice(YEARS))
            role = "lead" if rng.random() < 0.25 else "participant"
            known = issued + timedelta(days=rng.randrange(60))
            parts.append(
                [
                    f"S{len(parts) + 1:03d}",
                    unit[0],
                    f"{prefix} {rng.randrange(1000, 9000)}-{issued.year}",
                    level,
                    role,
                    issued,
                    known,
                ]
            )
    for at, unit in enumerate(high):
        revenue, share = rng.randrange(1500, 30000), rng.randrange(250, 600)
        for year in (2013, *YEARS):
            if year == 2015 and at == 2:
                continue  # no figures of this year, so neither it nor the next can be compared
            amount = revenue * share // 100
            known = date(year, 12, rng.randrange(18, 29))
            spendings.append(
                [
                    f"{unit[0][8:17]}-{year}",
                    unit[0],
                    year,
                    f"{amount / 100:.2f}",
                    f"{revenue}.00",
                    known,
                    f"{year}年快报",
                ]
            )
            revenue = revenue * rng.randrange(96, 115) // 100
            share += rng.randrange(-18, 40)
    for unit in [*high, *key[::2]]:
        for _ in range(rng.choice((0, 0, 1, 2, 3))):
            kind, years = rng.choice(
                (("invention", 20), ("utility", 10), ("utility", 10), ("design", 10))
            )
            granted = _day(rng.choice((2012, 2013, *YEARS)))
            filed = granted - timedelta(days=rng.randrange(200, 900))
            expires = filed.replace(year=filed.year + years, day=min(filed.day, 28))
            revoked = granted + timedelta(days=400) if rng.random() < 0.04 else None
            number = f"ZL{filed.year}{KIND_DIGIT[kind]}0{rng.randrange(100000, 999999)}.{len(patents) % 10}"
            core = "是" if kind == "invention" and rng.random() < 0.4 else "否"
            title = rng.choice(("灌装头", "分拣装置", "节能电机", "密封件"))
            patents.append([number, unit[0], kind, title, core, granted, expires, revoked])
    write(
        "standard_parts.csv",
        ["id", "enterprise", "number", "level", "role", "issued_on", "known_on"],
        parts,
    )
    write(
        "research_spendings.csv",
        ["id", "enterprise", "year", "amount", "main_revenue", "known_on", "document"],
        spendings,
    )
    write(
        "patents.csv",
        ["id", "enterprise", "kind", "title", "core", "granted_on", "expires_on", "revoked_on"],
        patents,
    )


def batches(key: list[list[Any]]) -> None:
    """Write batches of 2015 and 2016 with their links: farm to maker to shop; some trails break, and two batches lead in a circle."""
    rows: list[list[Any]] = []
    links: list[list[Any]] = []
    makers = [unit for unit in key if unit[3][0] == "C"][:24]
    shops = [unit for unit in key if unit[3][0] == "F"] or key

    def link(of: str, direction: str, batch: str | None, unit: str | None, on: date) -> None:
        links.append([of, direction, batch, unit, on + timedelta(days=rng.randrange(4))])

    for maker in makers:
        careful = rng.random() < 0.55
        for year in YEARS[1:]:
            for _ in range(rng.choice((3, 3, 4))):
                made = _day(year, 1, 11)
                raw, good = f"B{len(rows) + 1:04d}", f"B{len(rows) + 2:04d}"
                rows.append(
                    [raw, maker[0], "product", "原料", made - timedelta(days=9), None, "否", "否"]
                )
                rows.append(
                    [good, maker[0], "product", "成品", made, made + timedelta(days=6), "否", "否"]
                )
                broken = None if careful else rng.choice((None, "source", "unit", "receiver"))
                if broken != "source":
                    supplier = rng.choice(key)[0]
                    link(
                        raw,
                        "up",
                        None if broken == "unit" else f"供{rng.randrange(1000, 9999)}",
                        supplier,
                        made - timedelta(days=9),
                    )
                link(good, "up", raw, None, made)
                if broken != "receiver":
                    link(
                        good,
                        "down",
                        f"店{rng.randrange(1000, 9999)}",
                        rng.choice(shops)[0],
                        made + timedelta(days=6),
                    )
    first, second = rows[1][0], rows[3][0]
    link(
        first, "up", second, None, rows[3][4]
    )  # a circle, which no real production makes: each batch is said to hold the other
    link(second, "up", first, None, rows[3][4])
    write(
        "batches.csv",
        ["id", "enterprise", "domain", "product", "made_on", "shipped_on", "origin", "end_use"],
        rows,
    )
    write("batch_links.csv", ["of", "direction", "batch", "unit", "recorded_on"], links)


def enterprise_duties(units: list[list[Any]]) -> None:
    """Write all tables of clause 3.3."""
    key, high = chosen(units)
    others = [unit for unit in units[DIRTY:] if unit[4] == "企业" and unit[6] == "否"][::60]
    appointments(key, others)
    key_posts(key)
    trainings(key, others)
    activities(key)
    systems(key)
    excellence(key)
    innovation(key, high)
    batches(key)
