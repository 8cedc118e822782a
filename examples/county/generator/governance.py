"""Units, leading groups, tasks, letters, meetings, reports, inspections, budgets, campaigns, assistants (治理)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, TOWNS, YEARS, write
from qualitygov import load_rulebook
from qualitygov.rulebook.model.assessment import TargetRule

rng = random.Random("20161231-governance")
DEPARTMENTS = [
    ("市场监管所", "product"),
    ("经济发展办", "industry"),
    ("规划建设办", "engineering"),
    ("商务服务办", "service"),
    ("环境保护办", "environment"),
]
AREAS = ["东片区", "中片区", "西片区"]
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈", "伟芳娜敏静丽强磊军洋"
HEADS = {
    "brands": 20,
    "testing-platform": 35,
    "safety-supervision": 60,
    "emergency": 18,
    "awards": 10,
    "sampling": 45,
}
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
LAST = date(2016, 12, 31)


def _person() -> str:
    return rng.choice(FAMILY) + rng.choice(GIVEN)


def _unit(at: int, number: int) -> str:
    return f"U{at + 1:02d}{number}"


def units() -> None:
    """Write the units of every town and the members of its leading group; one town's group has no head of its office."""
    rows, members = [], []
    for at, town in enumerate(CODES):
        name = TOWNS[at][0]
        rows.append(
            [_unit(at, 0), town, f"{name}质量强镇办公室", "office", "leads", "2014-01-06", None]
        )
        rows += [[_unit(at, n), town, f"{name}{title}", "department", "cooperates", "2014-01-06", None]
                 for n, (title, _) in enumerate(DEPARTMENTS, start=1)]  # fmt: skip
        rows += [
            [_unit(at, n), town, f"{name}{title}", "area", "cooperates", "2014-01-06", None]
            for n, title in enumerate(AREAS, start=6)
        ]
        rows.append(
            [_unit(at, 9), town, f"{name}商会", "society", "takes-part", "2014-03-01", None]
        )
        posts = [(0, "chair"), (0, "office-head")] + [
            (n, "deputy" if n == 1 else "member") for n in range(1, 10)
        ]
        for unit, post in posts:
            if (at, post) == (8, "office-head"):
                continue  # this town lets the post stand empty
            members.append(
                [
                    f"M{len(members) + 1:04d}",
                    town,
                    _unit(at, unit),
                    _person(),
                    post,
                    "2014-01-06",
                    None,
                ]
            )
    write("governance_units.csv", ["id", "town", "name", "kind", "role", "since", "until"], rows)
    write("group_members.csv", ["id", "town", "unit", "person", "post", "since", "until"], members)


def tasks() -> None:
    """Write a task for each target of each town, year by year, and the letters that sign them."""
    rows: list[list[Any]] = []
    progress: list[list[Any]] = []
    letters: list[list[Any]] = []
    targets = load_rulebook("strong-town").at(LAST).entries(TargetRule)
    owners = {quality: n for n, (_, quality) in enumerate(DEPARTMENTS, start=1)}
    for year in YEARS[1:]:
        for at, town in enumerate(CODES):
            for number, (name, target) in enumerate(sorted(targets.items())):
                if not target.acceptance:
                    continue
                quality, key = target.quality.value, f"K{year % 100}{at + 1:02d}{number:03d}"
                unit = _unit(at, owners.get(quality, 0) or 6 + number % 3)
                if (at, number % 17) == (5, 3):
                    unit = None  # this town leaves some targets without an owner
                due = date(year, *rng.choice(QUARTERS[1:]))
                late = rng.random() < (0.16 if at in (2, 9) else 0.05)
                done = due + timedelta(days=rng.randrange(5, 120) if late else -rng.randrange(40))
                documents = [f"{name}-计划", f"{name}-措施", f"{name}-成效", f"{name}-检查"]
                if done > LAST:
                    documents[2] = documents[3] = None
                elif rng.random() < 0.04:
                    documents[rng.randrange(4)] = None
                rows.append(
                    [
                        key,
                        town,
                        unit,
                        quality,
                        name,
                        year,
                        due,
                        done if done <= LAST else None,
                        *documents,
                    ]
                )
                half = date(year, 1, 1) + (due - date(year, 1, 1)) / 2
                progress.append([key, half, rng.randrange(20, 70)])
            for unit in range(1, 9):
                signed = date(year, 2 + (unit % 2), rng.randrange(1, 28)) + timedelta(
                    days=40 if (at, unit) == (7, 3) else 0
                )
                if (at, unit, year) != (6, 4, 2016):  # one unit never signs
                    letters.append(
                        [
                            f"L{year}-{_unit(at, unit)}",
                            town,
                            _unit(at, unit),
                            year,
                            signed,
                            f"责任书〔{year}〕{unit}号",
                        ]
                    )
    header = [
        "id",
        "town",
        "unit",
        "quality",
        "target",
        "year",
        "due_on",
        "done_on",
        "plan",
        "measure",
        "effect",
        "check",
    ]
    write("tasks.csv", header, rows)
    write("task_progress.csv", ["task", "noted_on", "percent"], progress)
    write(
        "responsibility_letters.csv",
        ["id", "town", "unit", "year", "signed_on", "document"],
        letters,
    )


def duties() -> None:
    """Write meetings, reports, inspections and campaigns; some are missed, some late."""
    meetings, reports, visits, campaigns = [], [], [], []
    months = {"quality-month": 9, "consumer-day": 3, "safety-month": 6, "honest-business": 9}
    for year in YEARS:
        for at, town in enumerate(CODES):
            for n, (month, last) in enumerate(QUARTERS):
                for kind in ("joint", "quality-analysis"):
                    if rng.random() < (0.3 if at == 2 else 0.04):
                        continue
                    held = date(year, month - rng.randrange(3), rng.randrange(1, 28))
                    meetings.append(
                        [
                            f"H{len(meetings) + 1:04d}",
                            town,
                            kind,
                            held,
                            f"{TOWNS[at][0]}纪要〔{year}〕{n + 1}号",
                        ]
                    )
                for unit in range(1, 9):
                    end = date(year, month, last)
                    sent = end + timedelta(
                        days=rng.randrange(1, 25)
                        if rng.random() < (0.3 if at == 9 else 0.04)
                        else rng.randrange(1, 10)
                    )
                    if rng.random() > 0.015 and sent <= LAST:
                        reports.append(
                            [
                                f"W{len(reports) + 1:05d}",
                                town,
                                _unit(at, unit),
                                end,
                                sent,
                                f"报告〔{year}〕{n + 1}号",
                            ]
                        )
            for unit in range(1, 9):
                for _ in range(rng.choices([0, 1, 2, 3], [3, 52, 43, 0.6 if at != 10 else 8])[0]):
                    found = rng.randrange(4)
                    visits.append([f"D{len(visits) + 1:04d}", town, _unit(at, unit), date(year, rng.randrange(4, 12), rng.randrange(1, 28)), found,
                                   rng.randrange(found + 1) if rng.random() < 0.3 else 0, f"督查通报〔{year}〕{unit}号"])  # fmt: skip
            for kind, month in months.items():
                if rng.random() < 0.05:
                    continue
                reached = rng.randrange(800, 6000)
                campaigns.append([f"C{len(campaigns) + 1:04d}", town, kind, date(year, month, 15), int(reached * rng.uniform(0.05, 0.4)), reached,
                                  rng.randrange(1, 6), f"{TOWNS[at][0]}活动〔{year}〕{month}号"])  # fmt: skip
    write("meetings.csv", ["id", "town", "kind", "held_on", "minutes"], meetings)
    write(
        "unit_reports.csv", ["id", "town", "unit", "covers_to", "submitted_on", "document"], reports
    )
    write(
        "inspection_visits.csv",
        ["id", "town", "unit", "held_on", "findings", "open_findings", "document"],
        visits,
    )
    write(
        "campaigns.csv",
        ["id", "town", "kind", "held_on", "participants", "reached", "media", "document"],
        campaigns,
    )


def money_and_people() -> None:
    """Write budgets, assistants with their training, and what they reported."""
    lines, assistants, trainings, reports = [], [], [], []
    for at, town in enumerate(CODES):
        for head, base in HEADS.items():
            amount = base * rng.uniform(0.7, 1.4)
            for year in (2013, *YEARS):
                amount *= (
                    0.95
                    if (at, head, year) in ((4, "awards", 2016), (11, "testing-platform", 2016))
                    else rng.uniform(1.02, 1.12)
                )
                spent = f"{amount * rng.uniform(0.85, 1):.2f}" if year < 2016 else None
                lines.append(
                    [town, head, year, f"{amount:.2f}", spent, f"{TOWNS[at][0]}预算〔{year}〕1号"]
                )
        for n in range(6, 9):
            if (at, n) == (6, 8):
                continue  # an area without an assistant
            key = f"X{at + 1:02d}{n}"
            assistants.append([key, town, _unit(at, n), _person(), "2014-02-10", None])
            hours = [5, 4] if (at, n) != (1, 7) else [4]
            trainings += [
                [key, date(year, 4 + 5 * m, 12), h] for year in YEARS for m, h in enumerate(hours)
            ]
            for _ in range(rng.randrange(3, 7)):
                on = date(2014, 3, 1) + timedelta(days=rng.randrange(1030))
                followed = (
                    on + timedelta(days=rng.randrange(1, 40)) if rng.random() < 0.93 else None
                )
                if followed is not None and followed > LAST:
                    followed = None
                reports.append(
                    [
                        f"I{len(reports) + 1:04d}",
                        town,
                        key,
                        on,
                        rng.choice(["无证摊点", "标签不符", "污水异味", "施工无围挡"]),
                        followed,
                    ]
                )
    write("budget_lines.csv", ["town", "head", "year", "amount", "spent", "document"], lines)
    write("quality_assistants.csv", ["id", "town", "area", "person", "since", "until"], assistants)
    write("assistant_trainings.csv", ["assistant", "held_on", "hours"], trainings)
    write(
        "assistant_reports.csv",
        ["id", "town", "assistant", "reported_on", "matter", "followed_up_on"],
        reports,
    )


def governance() -> None:
    """Write all of them."""
    units()
    tasks()
    duties()
    money_and_people()
