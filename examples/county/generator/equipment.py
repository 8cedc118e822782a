"""Special equipment (特种设备): in use, inspected each year or two, lifts maintained every fortnight."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, TOWNS, YEARS, append, write
from qualitygov.core.periods import Term, term_before, term_end

rng = random.Random("20161231-equipment")
KINDS = (("lift", 1, "HOF"), ("boiler", 1, "CD"), ("pressure-vessel", 1, "C"), ("crane", 2, "CE"), ("site-vehicle", 1, "CFG"))  # fmt: skip
"""Each kind with the years between its inspections, and the trades that use it."""
FORTNIGHT = 14
MONTH = Term(months=1)


def _inspections(at: int, kind: str, years: int, start: date) -> list[list[Any]]:
    """From the first use on: applied for, inspected, valid to; some late, one failed, one lapsed."""
    first = start - timedelta(days=9)
    found: list[list[Any]] = [
        [first - timedelta(days=20), first, term_end(first, Term(years=years))]
    ]
    while found[-1][2] is not None and found[-1][2] <= date(2017, 3, 20):
        ends = found[-1][2]
        lapsed = (at, kind) in ((7, "pressure-vessel"), (4, "crane")) and ends.year == 2016
        if lapsed:
            break
        late = at in (4, 7) and rng.random() < 0.4
        applied = term_before(ends, MONTH) + timedelta(days=12 if late else -rng.randrange(1, 20))
        held = applied + timedelta(days=rng.randrange(5, 15))
        failed = (at, kind, ends.year) == (9, "boiler", 2016)
        if applied > LAST:
            break
        found.append([applied, held, None if failed else term_end(held, Term(years=years))])
    return found


def _maintenance(at: int, since: date) -> list[date]:
    """Every fortnight; Nanling's lift stood unmaintained in summer, Baisha's since November."""
    found, day = [], since + timedelta(days=FORTNIGHT)
    while day <= LAST:
        skipped = at == 4 and date(2016, 7, 20) <= day < date(2016, 9, 10)
        ended = at == 7 and day >= date(2016, 11, 8)
        if not (skipped or ended):
            found.append(day)
        day += timedelta(days=FORTNIGHT)
    return found


def equipment(units: list[list[Any]]) -> None:
    """Write the register of special equipment, and whom of its users each town urged."""
    rows, inspected, maintained, urged = [], [], [], []
    for at, town in enumerate(CODES):
        users: set[str] = set()
        for kind, years, trades in KINDS:
            own = [unit[0] for unit in units[20:] if unit[2] == town and unit[3][0] in trades]
            number, holder = f"TS{at + 1:02d}{kind[:2].upper()}", rng.choice(own)
            start = date(2014, rng.randrange(2, 12), rng.randrange(1, 28))
            rows.append([number, holder, town, kind, start, None])
            inspected += [[number, *row] for row in _inspections(at, kind, years, start)]
            if kind == "lift":
                maintained += [[number, day] for day in _maintenance(at, start)]
            users.add(holder)
        urged += [[f"FT{year}{at + 1:02d}{n}", town, "urging-equipment", None, user, None,
                   date(year, 5, 9) + timedelta(days=rng.randrange(90)), f"{TOWNS[at][0]}特设函〔{year}〕{n + 1}号"]
                  for year in YEARS[1:] for n, user in enumerate(sorted(users)) if (at, n) not in ((4, 1), (7, 2))]  # fmt: skip
    write("equipment.csv", ["id", "holder", "town", "kind", "in_use_from", "in_use_to"], rows)
    header = ["equipment", "applied_on", "inspected_on", "valid_to"]
    write("equipment_inspections.csv", header, inspected)
    write("equipment_maintenance.csv", ["equipment", "maintained_on"], maintained)
    append("documents.csv", urged)
