"""Towns and enterprises (乡镇与企业), in the columns of a government table, some written carelessly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.common import CODES, COUNTY, NAMES, SUFFIX, TOWNS, TRADES, code_of, rng, write
from generator.enterprise import is_high_tech
from qualitygov.core.periods import Term, term_end


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
    write("enterprises.csv", header, marked)
    return rows


LICENCES = [
    ("H6210", "食品经营许可证", "JY2330299", "热食类食品制售；冷食类食品制售", 5),
    ("F5211", "食品经营许可证", "JY1330299", "预包装食品销售", 5),
    ("D4411", "取水许可证", "县审批〔2013〕", "地表水", None),
    ("C3011", "排污许可证", "县环许〔2014〕", "废气；废水", 3),
]
"""The trades that hold a licence which shows no certificate of a product: what, its number, scope and years."""


def register(firms: list[list[Any]]) -> None:
    """Write licences of the exchange table, and other names under which offices write some units."""
    rows: list[list[Any]] = []
    for trade, name, number, scope, years in LICENCES:
        for at, firm in enumerate([one for one in firms if one[3] == trade][::9]):
            since = date(2013 + at % 4, 1 + at % 12, 5)
            until = "9999-9-9" if years is None else term_end(since, Term(years=years))
            status = "注销" if at % 11 == 10 else "有效"
            rows.append(
                [
                    firm[0],
                    f"{number}{at + 1:04d}",
                    name,
                    "县行政审批局",
                    scope,
                    status,
                    since,
                    until,
                ]
            )
    header = [
        "uni_social_crd_cd",
        "lic_no",
        "lic_nm",
        "lic_anth",
        "lic_item",
        "type",
        "val_from",
        "val_to",
    ]
    write("licences.csv", header, rows)
    named = [
        [firm[1].removesuffix("有限公司") + "（老厂）", firm[0], "县局核对表"]
        for firm in firms[::37]
    ]
    write("unit_aliases.csv", ["alias", "code", "source"], named)
