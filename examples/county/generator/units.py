"""Towns and enterprises (乡镇与企业), in the columns of a government table; some rows are bad on purpose."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.common import CODES, COUNTY, NAMES, SUFFIX, TOWNS, TRADES, code_of, rng, write
from generator.enterprise import is_high_tech


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
        name = (
            f"{TOWNS[number % 12][0][:2]}{rng.choice(NAMES)}{rng.choice(NAMES)}{SUFFIX[trade[0]]}"
        )
        kind = "农民专业合作社" if head == "93" else "企业"
        registered = date(1998, 1, 1) + timedelta(days=rng.randrange(6400))
        key = "是" if rng.random() < 0.04 else "否"
        rows.append(
            [code_of(head, 10_000_001 + number * 7), name, town, trade, kind, registered, key]
        )
    for n, town in enumerate(
        CODES
    ):  # every town has its rural collective, whose code begins with a letter
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
        [
            "91330299MA28",
            "短码公司",
            CODES[0],
            "C1310",
            "企业",
            "2013-5-6",
            "否",
        ],  # refused: too short
        [
            dirty[11][0],
            "重复公司",
            CODES[0],
            "C1310",
            "企业",
            "2013-5-6",
            "否",
        ],  # refused: the code is there already
        [
            code_of("91", 50_000_001),
            "外县公司",
            "330281101",
            "C1310",
            "企业",
            "2013-5-6",
            "否",
        ],  # refused: a town of another county
        [
            code_of("91", 50_000_002),
            "错日公司",
            CODES[1],
            "C1310",
            "企业",
            "2013-13-40",
            "否",
        ],  # refused: no such day
        [
            code_of("91", 50_000_003),
            "",
            CODES[1],
            "X99",
            "企业",
            "2013-1-4",
            "也许",
        ],  # refused: three fields at once
    ]
    header = [
        "uni_social_crd_cd",
        "comp_nm",
        "town",
        "indv_code",
        "kind",
        "est_dt",
        "骨干企业",
        "高新技术企业",
    ]
    high_tech = ["是" if row[4] == "企业" and is_high_tech(row) else "否" for row in rows]
    marked = [[*row, flag] for row, flag in zip(dirty, high_tech, strict=True)]
    write("enterprises.csv", header, marked + [[*row, "否"] for row in bad])
    return rows


RECORDS = [("order-on-spot", "minor", 26), ("notice", "general", 16), ("penalty", "minor", 12), ("penalty", "general", 20), ("penalty", "serious", 4),
           ("complaint-upheld", "minor", 16), ("complaint-upheld", "general", 16), ("hazard-overdue", "general", 9), ("hazard-overdue", "serious", 0.5),
           ("pollution", "general", 6), ("unlicensed", "serious", 0.4), ("false-document", "serious", 1.5), ("abnormal-list", "general", 7),
           ("case-filed", "general", 2), ("accident", "general", 1.2), ("accident", "larger", 0.3), ("refuse", "serious", 1.5),
           ("chief-quality-officer", "in-post", 14), ("performance-excellence", "scored", 4), ("national-standard", "participant", 3),
           ("trade-standard", "lead", 2), ("traceability-complete", "complete", 9), ("research-share-up", "risen", 5)]  # fmt: skip
RECORD_HEADER = ["id", "subject", "kind", "severity", "happened_on", "decided_on", "known_on", "source_document", "authority", "measure",
                 "valid_until", "appealed_on", "stayed_on", "appeal_ended_on", "repaired_on", "revoked_on"]  # fmt: skip
