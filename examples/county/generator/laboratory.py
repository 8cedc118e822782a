"""Testing, metrology, standards and improvement (检测、计量、标准、持续改进), clauses 3.4.1 and 3.4.2.

Most promises are kept and most instruments verified; some are late, some were never verified, a few tests were done by a laboratory
that was not allowed to.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, TOWNS, YEARS, append, write
from qualitygov.core.calendars import OfficialCalendar, working_days_after
from qualitygov.laboratory import Laboratory, ScopeEntry, TestNeed, failings
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import Suspension

rng = random.Random("20161231-laboratory")
CALENDAR = OfficialCalendar()
AT_END = Context(load_rulebook("strong-town"), as_of=date(2016, 12, 31))
SCOPES = {
    "food": ("菌落总数", "铅", "苯甲酸", "黄曲霉毒素B1"),
    "farm": ("有机磷农残", "镉", "拟除虫菊酯"),
    "aquatic": ("孔雀石绿", "氯霉素"),
    "industrial": ("拉伸强度", "阻燃", "尺寸"),
    "building": ("混凝土强度", "钢筋力学"),
}
LABORATORIES = (  # town, name, promised days, shared, rapid, categories; the county's own laboratory stands in the last town
    (9, "县综合检验检测中心", 7, True, True, ("food", "farm", "aquatic", "industrial")),
    (0, "食品快检室", 1, True, True, ("food", "farm")),
    (2, "建设工程质量检测站", 5, True, False, ("building",)),
    (4, "农产品检测站", 3, True, True, ("farm",)),
    (5, "水产品检测站", 4, True, True, ("aquatic", "food")),
    (7, "企业中心试验室", 6, False, False, ("industrial",)),
    (10, "工业品检测所", 10, True, False, ("industrial", "building")),
)
INSTRUMENTS = {"F5211": ("electronic-scale",), "F5281": ("electronic-scale",), "C1310": ("electronic-scale", "pressure-gauge"),
               "C2611": ("pressure-gauge", "gas-alarm"), "C3311": ("truck-scale", "pressure-gauge"), "H6210": ("electronic-scale", "gas-alarm"),
               "G5430": ("truck-scale", "fuel-dispenser"), "D4411": ("pressure-gauge", "other")}  # fmt: skip
STANDARDS = {"C1310": ("GB 2760-2014", "GB 7718-2011"), "C1411": ("GB 2760-2014", "GB/T 20981-2007"), "C2611": ("HG/T 2091-1991",),
             "C3011": ("GB 175-2007",), "C3311": ("GB/T 700-2006", "JB/T 5000-2007")}  # fmt: skip
KINDS = (("Q/", "enterprise"), ("GB", "national"), ("DB", "local"), ("T/", "group"))
MATTERS = (("product", "灌装封口合格"), ("product", "出厂检验一次合格"), ("service", "窗口服务满意"), ("engineering", "砌体工序合格"),
           ("environment", "油烟排放达标"), ("product", "农残快检合格"))  # fmt: skip
HEADER = [
    "id",
    "town",
    "name",
    "accredited_from",
    "accredited_to",
    "turnaround",
    "shared",
    "rapid",
]
SUSPENDED = [["L5", date(2016, 6, 1), date(2016, 8, 15)]]
SCOPE = ["laboratory", "category", "item", "method", "valid_from", "valid_to", "rapid"]
DIRTY = 11  # the first enterprises of the table carry deliberate faults in their own rows


def _day(year: int, first: int = 1, last: int = 12) -> date:
    start, end = date(year, first, 1), date(year, last, 28)
    return start + timedelta(days=rng.randrange((end - start).days + 1))


def _flag(value: object) -> str:
    return "是" if value else "否"


def laboratories() -> dict[str, Laboratory]:
    """Write the laboratories with their scope, and return them: one was suspended for a summer, one let its accreditation end."""
    rows: list[list[Any]] = []
    scope: list[list[Any]] = []
    for at, (town, name, days, shared, rapid, categories) in enumerate(LABORATORIES, start=1):
        ends = date(2016, 3, 31) if at == 6 else date(2018, 6, 30)
        rows.append(
            [
                f"L{at}",
                CODES[town],
                TOWNS[town][0] + name,
                date(2013, 7, 1),
                ends,
                days,
                shared,
                rapid,
            ]
        )
        for category in categories:
            for item in SCOPES[category]:
                quick = rapid and at != 1 and item in ("有机磷农残", "孔雀石绿", "菌落总数")
                begun = date(2015, 1, 1) if item == "黄曲霉毒素B1" else date(2013, 7, 1)
                scope.append(
                    [
                        f"L{at}",
                        category,
                        item,
                        "快检法" if quick else "国家标准方法",
                        begun,
                        None,
                        quick,
                    ]
                )
    made = {}
    for row in rows:
        lines = tuple(
            ScopeEntry(**dict(zip(SCOPE[1:], line[1:], strict=True)))
            for line in scope
            if line[0] == row[0]
        )
        stopped = tuple(
            Suspension(suspended_on=first, resumed_on=last)
            for name, first, last in SUSPENDED
            if name == row[0]
        )
        made[row[0]] = Laboratory(
            **dict(zip(HEADER, row, strict=True)), scope=lines, suspensions=stopped
        )
    write("laboratories.csv", HEADER, [[*row[:6], _flag(row[6]), _flag(row[7])] for row in rows])
    write("laboratory_suspensions.csv", ["laboratory", "suspended_on", "resumed_on"], SUSPENDED)
    write("laboratory_scope.csv", SCOPE, [[*line[:6], _flag(line[6])] for line in scope])
    return made


def requests(known: dict[str, Laboratory]) -> None:
    """Write the requests for tests: about one in nine late, a few to a laboratory that may not test it, a few to none yet."""
    rows: list[list[Any]] = []
    items: list[list[Any]] = []
    for town, year in ((town, year) for year in YEARS for town in CODES):
        for _ in range(rng.randrange(4, 8)):
            category, on = rng.choice(list(SCOPES)), _day(year)
            asked = tuple(sorted(rng.sample(SCOPES[category], rng.choice((1, 1, 2)))))
            rapid = category == "farm" and rng.random() < 0.5
            need = TestNeed(town=town, category=category, items=asked, rapid=rapid)
            day = AT_END.on(on)
            able = [name for name, one in known.items() if not failings(one, day, need=need)]
            chosen = rng.choice(able) if able and rng.random() > 0.04 else rng.choice(list(known))
            promised = known[chosen].turnaround
            taken = promised + rng.choice((-1, 0, 0, 0, -1, 0, -2, 0, rng.randrange(1, 9)))
            reported = working_days_after(on, max(taken, 0), CALENDAR)
            open_yet = reported > LAST or (year == 2016 and rng.random() < 0.02)
            due = (
                working_days_after(on, promised + 3, CALENDAR)
                if rng.random() < 0.4 and on < date(2016, 12, 1)
                else None
            )
            name = f"T{len(rows) + 1:03d}"
            nobody = year == 2016 and rng.random() < 0.03
            end = [None, None] if nobody else [chosen, None if open_yet else reported]
            rows.append([name, town, category, on, None, due, _flag(rapid), *end])
            items += [[name, item] for item in asked]
    header = [
        "id",
        "town",
        "category",
        "requested_on",
        "subject",
        "due_on",
        "rapid",
        "laboratory",
        "reported_on",
    ]
    write("test_requests.csv", header, rows)
    write("test_request_items.csv", ["request", "item"], items)


def instruments(units: list[list[Any]]) -> None:
    """Write measuring instruments with their verifications: some overdue, a few never verified."""
    rows: list[list[Any]] = []
    verified: list[list[Any]] = []
    for unit in units[DIRTY::13]:
        for kind in INSTRUMENTS.get(unit[3], ()):
            key, begun = f"M{len(rows) + 1:03d}", _day(rng.choice((2012, 2013, 2014)))
            months = 6 if kind in ("pressure-gauge", "fuel-dispenser") else 12
            gone = date(2016, 9, 30) if rng.random() < 0.02 else None
            mandatory = kind != "other" and rng.random() > 0.1
            rows.append([key, unit[0], unit[2], kind, begun, gone, _flag(mandatory)])
            last = gone or LAST
            if rng.random() < 0.04:
                last = date(2016, rng.randrange(1, 9), 1)  # nobody had it verified after this day
            day = begun + timedelta(days=3)
            while day <= last and rng.random() > 0.002:
                failed = rng.random() < 0.01
                verified.append([key, day, _flag(not failed)])
                day += timedelta(days=15 if failed else 30 * months - rng.randrange(20))
    header = ["id", "holder", "town", "kind", "in_use_from", "in_use_to", "mandatory"]
    write("instruments.csv", header, rows)
    write("instrument_verifications.csv", ["instrument", "verified_on", "passed"], verified)


def standards(units: list[list[Any]]) -> None:
    """Write the standards that makers work by: some keep an edition that others have replaced, some filed their own."""
    rows: list[list[Any]] = []
    for at, unit in enumerate(unit for unit in units[DIRTY:] if unit[3] in STANDARDS):
        if at % 7:
            continue
        numbers = [*STANDARDS[unit[3]]] if rng.random() < 0.9 else []
        if numbers and rng.random() < 0.15:
            numbers[0] = "GB 2760-2011" if "2760" in numbers[0] else numbers[0]
        if rng.random() < 0.3:
            numbers.append(f"Q/{unit[0][8:12]} 001-{rng.choice((2013, 2014, 2015))}")
        for number in numbers:
            kind = next((kind for prefix, kind in KINDS if number.startswith(prefix)), "trade")
            gone = date(2016, 4, 1) if number.startswith("Q/") and rng.random() < 0.2 else None
            rows.append(
                [
                    f"A{len(rows) + 1:03d}",
                    unit[0],
                    unit[2],
                    number,
                    kind,
                    _day(rng.choice((2014, 2015))),
                    gone,
                ]
            )
    write(
        "adopted_standards.csv",
        ["id", "enterprise", "town", "number", "kind", "adopted_on", "withdrawn_on"],
        rows,
    )


def improvements() -> None:
    """Write measures for improvement with their counts: many work, some do nothing that could be told from chance, one has few counts."""
    rows: list[list[Any]] = []
    for town, year in ((town, year) for year in YEARS[1:] for town in CODES):
        for quality, matter in rng.sample(MATTERS, 2):
            taken = _day(year, 1, 6)
            before, after = rng.randrange(40, 160), rng.randrange(40, 160)
            low = rng.uniform(0.72, 0.88)
            high = low + rng.choice((0.12, 0.12, 0.08, 0.01, -0.02))
            good_before = sum(rng.random() < low for _ in range(before))
            good_after = sum(rng.random() < high for _ in range(after))
            name = f"I{len(rows) + 1:03d}"
            rows.append(
                [
                    name,
                    town,
                    quality,
                    matter,
                    taken,
                    taken + timedelta(days=150),
                    good_before,
                    before,
                    good_after,
                    after,
                    f"改进评价{name}",
                ]
            )
    rows[4][6:10] = [5, 8, 8, 8]  # too few to say anything
    header = [
        "id",
        "town",
        "quality",
        "matter",
        "taken_on",
        "measured_on",
        "good_before",
        "all_before",
        "good_after",
        "all_after",
        "document",
    ]
    write("improvement_measures.csv", header, rows)


def unheard_of() -> None:
    """Write requests for a test that no laboratory offers; nobody could take them on."""
    rows = [[f"TX{n}", CODES[at], "food", date(2016, 6 + n, 14)] for n, at in enumerate((1, 7, 7))]
    append("test_requests.csv", [[*row, None, None, "否", None, None] for row in rows])
    append("test_request_items.csv", [[row[0], "二噁英"] for row in rows])


def foundations(units: list[list[Any]]) -> None:
    """Write all tables of clauses 3.4.1.a, 3.4.1.c and 3.4.2.a."""
    requests(laboratories())
    unheard_of()
    instruments(units)
    standards(units)
    improvements()
