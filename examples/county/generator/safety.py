"""Hazards, accidents, plans with drills, risk notices, risks and large cases (质量安全)."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from generator.common import CODES, LAST, TOWNS, YEARS, write

rng = random.Random("20161231-safety")
MATTERS = [
    "消防通道堵塞",
    "压力容器超期未检",
    "临边防护缺失",
    "原料混放",
    "污水直排口",
    "起重机限位失效",
]
RISKS = ["food", "special-equipment", "works", "environment"]


def _day(year: int, last: int = 360) -> date:
    return date(year, 1, 1) + timedelta(days=rng.randrange(last))


def _until(day: date | None) -> date | None:
    return day if day is None or day <= LAST else None


def hazards(units: list[list[Any]]) -> None:
    """Write hazards; most are put right in time, one town is slow; some need a second round."""
    rows: list[list[Any]] = []
    rounds: list[list[Any]] = []
    for year in YEARS:
        for at, town in enumerate(CODES):
            own = [u for u in units if u[2] == town]
            for n in range(11):
                key = f"Y{len(rows) + 1:04d}"
                serious, found = rng.random() < 0.12, _day(year)
                limit = 60 if serious else 15
                slow = rng.random() < (0.25 if at == 8 else 0.01)
                ordered = found + timedelta(days=rng.randrange(3))
                if (at, n, year) == (7, 2, 2016):
                    ordered = None  # found, and nobody ordered anything
                wait = limit + rng.randrange(3, 40) if slow else rng.randrange(2, limit)
                rectified = None if ordered is None else ordered + timedelta(days=wait)
                rechecked = (
                    None if rectified is None else rectified + timedelta(days=rng.randrange(1, 9))
                )
                passed = n != 5 or at % 3 > 0
                closed = rechecked if passed else None
                again = None if rechecked is None or passed else rechecked + timedelta(days=1)
                ordered, rectified, rechecked, closed = (
                    _until(day) for day in (ordered, rectified, rechecked, closed)
                )
                rows.append([key, rng.choice(own)[0], town, rng.choice(MATTERS), "serious" if serious else "general", found,
                             ordered, rectified, rechecked, "是" if rechecked and passed else "否", closed,
                             f"隐患〔{year}〕{len(rows) + 1}号"])  # fmt: skip
                if rechecked is not None and again is not None and again <= LAST:
                    mended = _until(again + timedelta(days=9))
                    seen = _until(again + timedelta(days=13))
                    rounds.append([key, again, mended, seen, "是" if seen else "否"])
                    rows[-1][10] = seen
    header = ["id", "subject", "town", "matter", "grade", "found_on", "ordered_on", "rectified_on",
              "rechecked_on", "passed", "closed_on", "document"]  # fmt: skip
    write("hazards.csv", header, rows)
    header = ["hazard", "ordered_on", "rectified_on", "rechecked_on", "passed"]
    write("hazard_rounds.csv", header, rounds)


def accidents(units: list[list[Any]]) -> None:
    """Write a few accidents: most general and reported in time, one larger, one reported late, one concealed."""
    rows = []
    plan = [("general", 0, 1, 80000), ("special-equipment", 0, 0, 15000), ("general", 1, 0, 600000), ("works", 0, 2, 1200000),
            ("general", 3, 4, 5200000), ("special-equipment", 0, 0, 0), ("general", 0, 2, 90000), ("general", 1, 1, 700000)]  # fmt: skip
    for number, (field, deaths, injuries, loss) in enumerate(plan):
        unit = units[40 + 37 * number]
        happened = datetime(  # noqa: DTZ001 - local time of China
            2016 if number == 6 else YEARS[number % 3], 2 + number, 3 + number, 8 + number, 20
        )
        late = 95 if number == 2 else 40
        concealed = number == 6
        told = None if concealed else happened + timedelta(minutes=12)
        reported = None if told is None else told + timedelta(minutes=late)
        upward = None if reported is None else reported + timedelta(minutes=70)
        known = happened.date() + timedelta(days=45 if concealed else 0)
        event = "lift-trapped-2h" if number == 5 else None
        investigated = happened.date() + timedelta(days=50 + number)
        approved = None if number == 5 else investigated + timedelta(days=20)
        finding = (
            None
            if approved is None
            else "town"
            if number == 6
            else "unit"
            if number % 2
            else "not-liable"
        )
        rows.append([f"SG{number + 1:02d}", unit[0], unit[2], field, happened, deaths, injuries, loss, 0, event, told, reported, upward,
                     "是" if concealed else "否", known, investigated, approved, finding, f"事故〔{happened.year}〕{number + 1}号"])  # fmt: skip
    rows[7][5] -= 1  # one of the injured died a week later: corrected in time
    rows[7][6] += 1
    changes = [
        [
            "SG08",
            rows[7][4].date() + timedelta(days=7),
            rows[7][5] + 1,
            rows[7][6] - 1,
            rows[7][4].date() + timedelta(days=8),
        ]
    ]
    header = ["id", "subject", "town", "field", "happened_at", "deaths", "injuries", "loss", "moved", "event", "head_told_at", "reported_at",
              "upward_at", "concealed", "known_on", "investigated_on", "approved_on", "finding", "document"]  # fmt: skip
    write("accidents.csv", header, rows)
    header = ["accident", "changed_on", "deaths", "injuries", "corrected_on"]
    write("accident_changes.csv", header, changes)


def preparedness() -> None:
    """Write plans with their drills, notices with who acknowledged them, and assessed risks; some towns have gaps."""
    plans, drills, notices, recipients, risks = [], [], [], [], []
    for at, town in enumerate(CODES):
        name = TOWNS[at][0]
        for risk in RISKS:
            if (at, risk) == (4, "environment"):
                continue  # no plan at all
            key = f"YA{at + 1:02d}-{risk}"
            plans.append(
                [
                    key,
                    town,
                    risk,
                    "2014-03-01",
                    None,
                    f"{name}应急预案〔2014〕{RISKS.index(risk) + 1}号",
                ]
            )
            for year in YEARS:
                if (at, risk, year) in ((1, "works", 2016), (9, "food", 2016)):
                    continue  # no drill in the year
                held = date(year, rng.randrange(3, 12), 11)
                gap = "疏散通道不畅" if (at % 4, risk, year) == (1, "food", 2016) else None
                closed = None if gap is None else held + timedelta(days=45 if at == 9 else 20)
                drills.append([key, held, rng.randrange(20, 120), gap, closed])
        for year in YEARS:
            for number in range(2):
                key, issued = f"TB{year}-{at + 1:02d}-{number}", _day(year, 340)
                notices.append(
                    [
                        key,
                        town,
                        issued,
                        rng.choice(["儿童玩具召回", "暴雨期工地", "液化气瓶", "散装白酒"]),
                        f"风险通报〔{year}〕{number + 1}号",
                    ]
                )
                for unit in range(1, 9):
                    wait = (
                        rng.randrange(6, 12)
                        if rng.random() < (0.2 if at == 5 else 0.01)
                        else rng.randrange(3)
                    )
                    recipients.append(
                        [
                            key,
                            f"U{at + 1:02d}{unit}",
                            _until(issued + timedelta(days=wait)) if rng.random() < 0.997 else None,
                        ]
                    )
            for number in range(3):
                likelihood, severity = (
                    rng.choices([1, 2, 3, 4, 5], [20, 35, 28, 13, 4])[0],
                    rng.choices([1, 2, 3, 4, 5], [15, 35, 30, 15, 5])[0],
                )
                assessed, matter = _day(year), rng.choice(MATTERS)
                taken = rng.random() < (0.7 if at == 7 else 0.98)
                controlled = assessed + timedelta(days=6 + 7 * number)
                risks.append([f"FX{year}-{at + 1:02d}-{number}", town, assessed, matter, likelihood, severity,
                              "专项整治" if taken else None, controlled if taken else None])  # fmt: skip
    write(
        "emergency_plans.csv", ["id", "town", "risk", "valid_from", "valid_to", "document"], plans
    )
    header = ["plan", "held_on", "participants", "gaps", "gaps_closed_on"]
    write("drills.csv", header, drills)
    write("risk_notices.csv", ["id", "town", "issued_on", "matter", "document"], notices)
    write("notice_recipients.csv", ["notice", "unit", "acknowledged_on"], recipients)
    write(
        "risk_assessments.csv",
        [
            "id",
            "town",
            "assessed_on",
            "matter",
            "likelihood",
            "severity",
            "measures",
            "controlled_on",
        ],
        risks,
    )


def large_cases(units: list[list[Any]]) -> None:
    """Write large cases and who answered for them; one is left without anybody from supervision."""
    cases, persons = [], []
    for number in range(5):
        unit, opened = (
            units[100 + 211 * number],
            date(2015, 2 + number, 10) if number < 4 else date(2016, 4, 6),
        )
        key = f"DA{number + 1:02d}"
        cases.append(
            [
                key,
                unit[2],
                unit[0],
                opened,
                rng.choice(["制售假冒伪劣案", "非法添加案", "重大工程质量案"]),
            ]
        )
        for role in ("first", "direct", "supervision"):
            if (number, role) != (3, "supervision"):
                decided = opened + timedelta(days=rng.randrange(40, 150))
                persons.append(
                    [
                        key,
                        role,
                        rng.choice("赵钱孙李") + "某",
                        rng.choice(["警告", "记过", "罚款", "撤职"]),
                        decided,
                    ]
                )
    write("accountable_cases.csv", ["id", "town", "subject", "opened_on", "matter"], cases)
    write("accountabilities.csv", ["case", "role", "person", "measure", "decided_on"], persons)


def safety(units: list[list[Any]]) -> None:
    """Write all of them."""
    hazards(units)
    accidents(units)
    preparedness()
    large_cases(units)
