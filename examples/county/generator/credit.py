"""Credit records and cases of listing (信用记录与黑名单案件)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, day_in, rng, write

RECORDS = [("order-on-spot", "minor", 26), ("notice", "general", 16), ("penalty", "minor", 12), ("penalty", "general", 20), ("penalty", "serious", 4),
           ("complaint-upheld", "minor", 16), ("complaint-upheld", "general", 16), ("hazard-overdue", "general", 9), ("hazard-overdue", "serious", 0.5),
           ("pollution", "general", 6), ("unlicensed", "serious", 0.4), ("false-document", "serious", 1.5), ("abnormal-list", "general", 7),
           ("case-filed", "general", 2), ("accident", "general", 1.2), ("accident", "larger", 0.3), ("refuse", "serious", 1.5)]  # fmt: skip
LATE = {("B002", "published"): date(2017, 2, 14), ("B003", "published"): date(2017, 4, 10)}
"""Moves of listings that became known late."""
RECORD_HEADER = ["id", "subject", "kind", "severity", "happened_on", "decided_on", "known_on", "source_document", "authority", "measure",
                 "valid_until", "appealed_on", "stayed_on", "appeal_ended_on", "repaired_on", "revoked_on"]  # fmt: skip


def records(units: list[list[Any]]) -> None:
    """Write the credit records: most units have none, a few have many."""
    rows: list[list[Any]] = []
    pairs = [(kind, severity) for kind, severity, _ in RECORDS]
    weights = [weight for _, _, weight in RECORDS]
    for unit in units:
        luck = rng.random()
        count = (
            0
            if luck < 0.28
            else 1
            if luck < 0.42
            else rng.randrange(2, 5)
            if luck < 0.94
            else rng.randrange(4, 8)
        )
        for _ in range(count):
            kind, severity = rng.choices(pairs, weights)[0]
            happened = day_in(rng.choice((2014, 2015, 2015, 2016, 2016, 2016)))
            decided = happened + timedelta(days=rng.randrange(5, 60))
            known = decided + timedelta(days=rng.randrange(12))
            later: list[Any] = [None] * 5
            if rng.random() < 0.05:
                later[0] = known + timedelta(days=rng.randrange(20))
                if rng.random() < 0.3:
                    later[1] = later[0] + timedelta(days=5)
                if rng.random() < 0.6:
                    later[2] = later[0] + timedelta(days=90)
            if rng.random() < (0.9 if kind == "abnormal-list" else 0.07):
                later[3] = known + timedelta(days=rng.randrange(200, 500))
            elif rng.random() < 0.02:
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
                    None,
                    None,
                    *later,
                ]
            )
    rows[1][4] = (
        f"{rows[1][4].year}-{rows[1][4].month}-{rows[1][4].day}"  # read: a date without padding
    )
    rows[2][5] = f"{rows[2][5]} 11:34:43"  # read: a date with a time
    write("credit_records.csv", RECORD_HEADER, rows)


def archives(units: list[list[Any]]) -> None:
    """Write the archive of each unit: opened in 2011, or in weeks after its registration."""
    luck, rows = random.Random("20161231-archives"), []
    for number, unit in enumerate(units):
        town, registered = CODES.index(unit[2]), unit[5]
        first = date(2011, 1, 4)
        start = first if not isinstance(registered, date) else max(registered, first)
        if luck.random() < (0.06 if town in (4, 7) else 0.01):
            continue
        late = luck.random() < 0.03
        on = start + timedelta(days=luck.randrange(35, 90) if late else luck.randrange(5, 28))
        rows.append([f"DA{number + 1:05d}", unit[0], unit[2], on])
    write("credit_archives.csv", ["id", "subject", "town", "opened_on"], rows)


PAPERS = {
    "ground-found": "列查", "notice-given": "列告", "statement-made": "列陈", "hearing-requested": "听申", "hearing-held": "听证",
    "decided-to-list": "列决", "decided-not-to-list": "不列", "published": "列公", "revoked": "列撤",
    "repair-applied": "修申", "repair-accepted": "修受", "repair-granted": "修决",
}  # fmt: skip
"""The words by which each step's document is numbered."""


def cases(units: list[list[Any]]) -> None:
    """Write cases of listing: in force, repaired, dropped, revoked, and one that is open."""
    notice = ["1"] * 4
    steps = {
        "listed": [("ground-found", 0), ("notice-given", 2), ("statement-made", 5), ("decided-to-list", 20), ("published", 26)],
        "repaired": [("ground-found", 0), ("notice-given", 2), ("decided-to-list", 20), ("published", 26), ("repair-applied", 400),
                     ("repair-accepted", 401), ("repair-granted", 412)],
        "dropped": [("ground-found", 0), ("notice-given", 2), ("hearing-requested", 4), ("hearing-held", 20), ("decided-not-to-list", 25)],
        "revoked": [("ground-found", 0), ("notice-given", 2), ("statement-made", 5), ("decided-to-list", 20), ("revoked", 90)],
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
        ("open", 2016),
    ]
    for number, (course, year) in enumerate(plan, start=1):
        name, begun = (
            f"B{number:03d}",
            date(year, 11, 28)
            if course == "open"
            else date(year, 3, 1) + timedelta(days=9 * number),
        )
        subject = rng.choice(units)[0]
        rows.append(
            [
                name,
                subject,
                "quality",
                "厦质监〔2013〕130号第四条",
                rng.choice(("failures-3", "cases-2", "unlicensed-old")),
                begun + timedelta(days=414) if course == "repaired" else None,
            ]
        )
        for kind, after in steps[course]:
            ticks = notice if kind == "notice-given" else ["0"] * 4
            mended = ["1"] * 3 if kind == "repair-granted" else ["0"] * 3
            moves.append(
                [
                    name,
                    kind,
                    begun + timedelta(days=after),
                    "县市场监督管理局",
                    f"示市监{PAPERS[kind]}〔{begun.year}〕{int(name[1:])}号",
                    *ticks,
                    *mended,
                    LATE.get((name, kind)),
                ]
            )
    write(
        "cases.csv", ["id", "subject", "list_kind", "legal_basis", "ground", "withdrawn_on"], rows
    )
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
        "known_on",
    ]
    write("case_moves.csv", header, moves)
