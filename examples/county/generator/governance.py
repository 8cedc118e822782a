"""Units, leading groups, tasks, letters, meetings, reports, inspections, budgets, campaigns (治理).

Towns do most of what is due; who is late, or does not do it, stands in the tables of exceptions.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, TOWNS, YEARS, write
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
UNITS = range(1, 9)  # five departments and three areas
VACANT = ((1, "chair"), (5, "office-head"))  # posts that stood empty for less than 30 days
SLOW = (4, 9)  # towns whose units are slow with their tasks
SILENT = 7  # a town that holds few meetings and sends reports late


def _person() -> str:
    return rng.choice(FAMILY) + rng.choice(GIVEN)


def _unit(at: int, number: int) -> str:
    return f"U{at + 1:02d}{number}"


def _day(first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def units() -> None:
    """Write the units of every town and the members of its leading group.

    Yunfeng's group has no head of its office. In Pinghu's and Linjiang's a post stood empty for three weeks, but
    who follows in Linjiang became known only after the data were cut off.
    """
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
            since, until = "2014-01-06", None
            if (at, post) in VACANT:
                until = "2016-05-31"
            key = f"M{len(members) + 1:04d}"
            members.append([key, town, _unit(at, unit), _person(), post, since, until])
            if until is not None:
                key = f"M{len(members) + 1:04d}"
                members.append([key, town, _unit(at, unit), _person(), post, "2016-06-20", None])
    write("governance_units.csv", ["id", "town", "name", "kind", "role", "since", "until"], rows)
    write("group_members.csv", ["id", "town", "unit", "person", "post", "since", "until"], members)


def _course(at: int, year: int, due: date) -> list[tuple[date, str]]:
    """The dated documents of a task: plan, measures, effect, check; a slow town files some late."""
    slow = rng.random() < (0.22 if at in SLOW else 0.03)
    lost = rng.random() < (0.03 if at in SLOW else 0.004)
    done = due + timedelta(days=rng.randrange(5, 60) if slow else -rng.randrange(20))
    found = [
        (_day(date(year, 1, 20), date(year, 3, 24)), "plan"),
        (_day(date(year, 4, 1), date(year, 5, 28)), "measure"),
        (done, "effect"),
        (done + timedelta(days=rng.randrange(3, 26)), "check"),
    ]
    if lost:
        del found[rng.randrange(1, 4)]
    return [(day, step) for day, step in found if day <= LAST]


def tasks() -> None:
    """Write a task for each target of each town, year by year, and the letters that sign them."""
    rows: list[list[Any]] = []
    progress: list[list[Any]] = []
    letters: list[list[Any]] = []
    targets = load_rulebook("strong-town").at(date(2016, 12, 31)).entries(TargetRule)
    owners = {quality: n for n, (_, quality) in enumerate(DEPARTMENTS, start=1)}
    for year in YEARS[1:]:
        for at, town in enumerate(CODES):
            for number, (name, target) in enumerate(sorted(targets.items())):
                if not target.acceptance:
                    continue
                quality, key = target.quality.value, f"K{year % 100}{at + 1:02d}{number:03d}"
                unit = _unit(at, owners.get(quality, 0) or 6 + number % 3)
                if (at, number % 9) == (7, 3):
                    unit = None  # this town leaves some targets without an owner
                due = date(year, *rng.choice(QUARTERS[1:]))
                rows.append([key, town, unit, quality, name, year, due])
                half = date(year, 1, 1) + (due - date(year, 1, 1)) / 2
                noted = [(half, "progress", rng.randrange(20, 70), None)]
                noted += [
                    (day, step, None, f"{name}-{step}") for day, step in _course(at, year, due)
                ]
                progress += [[key, *one] for one in sorted(noted, key=lambda one: one[0])]
            for unit in UNITS:
                signed = date(year, 2 + (unit % 2), rng.randrange(1, 28)) + timedelta(
                    days=40 if (at, unit) == (7, 3) else 0
                )
                if (at, unit, year) != (6, 4, 2016):  # one unit never signs
                    letters.append([f"L{year}-{_unit(at, unit)}", town, _unit(at, unit), year, signed,
                                    f"责任书〔{year}〕{unit}号"])  # fmt: skip
    rows.append(["K1601999", CODES[0], _unit(0, 1), "product", "best-town-of-all", 2016, date(2016, 9, 30)])  # fmt: skip # no such target: it breaks nothing down
    write("tasks.csv", ["id", "town", "unit", "quality", "target", "year", "due_on"], rows)
    write("task_progress.csv", ["task", "noted_on", "step", "percent", "document"], progress)
    write(
        "responsibility_letters.csv",
        ["id", "town", "unit", "year", "signed_on", "document"],
        letters,
    )


def meetings() -> None:
    """Write meetings: Baisha held no analysis in the last quarter of 2016."""
    rows = []
    for year in YEARS:
        for at, town in enumerate(CODES):
            for n, (month, _) in enumerate(QUARTERS):
                for kind in ("joint", "quality-analysis"):
                    lost = (at, n, kind) == (SILENT, 3, "quality-analysis") and year == 2016
                    if lost or (at == 11 and rng.random() < 0.2):
                        continue
                    held = date(year, month - rng.randrange(3), rng.randrange(1, 28))
                    minutes = f"{TOWNS[at][0]}纪要〔{year}〕{n + 1}号"
                    rows.append([f"H{len(rows) + 1:04d}", town, kind, held, minutes])
    write("meetings.csv", ["id", "town", "kind", "held_on", "minutes"], rows)


def reports() -> None:
    """Write the quarterly reports of the units: those of the fourth quarter come in January."""
    rows = []
    for year in YEARS:
        for at, town in enumerate(CODES):
            for n, (month, last) in enumerate(QUARTERS):
                for unit in UNITS:
                    end = date(year, month, last)
                    late = rng.random() < (0.3 if at == SILENT else 0.015)
                    wait = rng.randrange(12, 25) if late else rng.randrange(1, 10)
                    if rng.random() > 0.004:
                        rows.append([f"W{len(rows) + 1:05d}", town, _unit(at, unit), end, end + timedelta(days=wait),
                                     f"报告〔{year}〕{n + 1}号"])  # fmt: skip
    write("unit_reports.csv", ["id", "town", "unit", "covers_to", "submitted_on", "document"], rows)


def inspections() -> None:
    """Write one or two inspections of each unit a year, and the yearly check, with their findings."""
    rows: list[list[Any]] = []
    issues: list[list[Any]] = []
    matters = ("台账不全", "整改未闭环", "任务未分解到人", "信息报送迟")

    def add(at: int, unit: int, kind: str, held: date, covers: date | None, found: int) -> None:
        key = f"D{len(rows) + 1:04d}"
        document = f"{'年度检查' if kind == 'yearly-check' else '督查通报'}〔{held.year}〕{unit}号"
        rows.append([key, CODES[at], _unit(at, unit), kind, held, covers, document])
        for _ in range(found):
            due = held + timedelta(days=30)
            late = rng.random() < (0.3 if at in SLOW else 0.04)
            closed = due + timedelta(days=rng.randrange(3, 20) if late else -rng.randrange(1, 25))
            issues.append([key, rng.choice(matters), _unit(at, unit), due,
                           closed if closed <= LAST else None])  # fmt: skip

    for year in YEARS:
        for at in range(len(CODES)):
            for unit in UNITS:
                times = 3 if (at, unit, year) == (10, 2, 2016) else 1 + (rng.random() < 0.4)
                if (at, unit, year) in ((8, 6, 2016), (8, 7, 2016)):
                    times = 0  # two areas that nobody visited
                for n in range(times):
                    held = date(year, 3 + 3 * n + rng.randrange(3), rng.randrange(1, 28))
                    add(at, unit, "inspection", held, None, rng.randrange(3))
                if (at, unit, year) != (11, 5, 2016):  # one department that was not checked
                    held = date(year + 1, rng.choice((1, 2)), rng.randrange(6, 27))
                    add(at, unit, "yearly-check", held, date(year, 12, 31), rng.randrange(2))
    write(
        "inspection_visits.csv",
        ["id", "town", "unit", "kind", "held_on", "covers_to", "document"],
        rows,
    )
    write("inspection_issues.csv", ["visit", "matter", "answers", "due_on", "closed_on"], issues)


def campaigns() -> None:
    """Write campaigns; Nanling's Safety Month of 2016 reached nobody."""
    rows = []
    months = {"quality-month": 9, "consumer-day": 3, "safety-month": 6, "honest-business": 9}
    for year in YEARS:
        for at, town in enumerate(CODES):
            for kind, month in months.items():
                if at == 6 and rng.random() < 0.3:
                    continue
                reached = rng.randrange(800, 6000)
                taken_part = int(reached * rng.uniform(0.05, 0.4))
                if (at, kind, year) == (4, "safety-month", 2016):
                    reached = taken_part = 0
                rows.append([f"C{len(rows) + 1:04d}", town, kind, date(year, month, 15), taken_part, reached,
                             rng.randrange(1, 6), f"{TOWNS[at][0]}活动〔{year}〕{month}号"])  # fmt: skip
    write(
        "campaigns.csv",
        ["id", "town", "kind", "held_on", "participants", "reached", "media", "document"],
        rows,
    )


def budgets() -> None:
    """Write budgets: one town cut a head, another bought a machine once, a third spent too little."""
    lines = []
    for at, town in enumerate(CODES):
        for head, base in HEADS.items():
            amount = base * rng.uniform(0.7, 1.4)
            for year in (2013, *YEARS):
                cut = (at, head, year) in ((4, "awards", 2016), (7, "testing-platform", 2016))
                amount *= 0.95 if cut else rng.uniform(1.03, 1.12)
                once = amount * 0.2 if (at, head, year) == (5, "testing-platform", 2016) else 0
                share = 0.6 if (at, year) == (11, 2016) else rng.uniform(0.92, 1)
                final = f"{(amount + once) * share:.2f}" if year < 2016 else None
                lines.append([town, head, year, f"{amount + once:.2f}", f"{once:.2f}" if once else None,
                              date(year, 2, 20), f"{(amount + once) * share:.2f}", date(year, 12, 31), final,
                              date(year + 1, 6, 20) if final else None,
                              f"{TOWNS[at][0]}预算〔{year}〕1号"])  # fmt: skip
    header = ["town", "head", "year", "amount", "one_off", "approved_on", "spent", "spent_on",
              "final", "final_on", "document"]  # fmt: skip
    write("budget_lines.csv", header, lines)


def people() -> None:
    """Write assistants with their training, and what they reported."""
    assistants: list[list[Any]] = []
    trainings: list[list[Any]] = []
    leads: list[list[Any]] = []
    for at, town in enumerate(CODES):
        for n in range(6, 9):
            if (at, n) == (6, 8):
                continue  # an area without an assistant
            key = f"X{at + 1:02d}{n}"
            assistants.append([key, town, _unit(at, n), _person(), "2014-01-20", None])
            hours = [5, 4] if (at, n) != (1, 7) else [4]
            trainings += [
                [key, date(year, 4 + 5 * m, 12), h] for year in YEARS for m, h in enumerate(hours)
            ]
            for _ in range(rng.randrange(5, 9)):
                on = date(2014, 3, 1) + timedelta(days=rng.randrange(1030))
                late = rng.random() < (0.4 if at == SILENT else 0.05)
                followed = on + timedelta(days=rng.randrange(16, 40) if late else rng.randrange(10))
                matter = rng.choice(["无证摊点", "标签不符", "污水异味", "施工无围挡"])
                leads.append([f"I{len(leads) + 1:04d}", town, key, on, matter,
                              followed if followed <= LAST else None])  # fmt: skip
    write("quality_assistants.csv", ["id", "town", "area", "person", "since", "until"], assistants)
    write("assistant_trainings.csv", ["assistant", "held_on", "hours"], trainings)
    write(
        "assistant_reports.csv",
        ["id", "town", "assistant", "reported_on", "matter", "followed_up_on"],
        leads,
    )


def governance() -> None:
    """Write all of them."""
    units()
    tasks()
    meetings()
    reports()
    inspections()
    campaigns()
    budgets()
    people()
