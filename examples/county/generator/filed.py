"""Filed cases (立案案件): decided in ninety days or not, one crime handed over late."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, LAST, TOWNS, YEARS, write

rng = random.Random("20161231-filed")
MATTERS = ("销售不合格产品", "无证生产", "伪造检验报告", "标签不符", "计量作弊")
OUTCOMES = ("penalty", "penalty", "penalty", "no-penalty", "dismissed")


FOUND = {
    "销售不合格产品": ("《中华人民共和国产品质量法》第四十九条", "fine;confiscation", 50000, 8000),
    "无证生产": (
        "《中华人民共和国工业产品生产许可证管理条例》第四十五条",
        "stopped;fine",
        30000,
        None,
    ),
    "伪造检验报告": ("《中华人民共和国产品质量法》第五十七条", "fine", 50000, None),
    "标签不符": ("《中华人民共和国产品质量法》第五十四条", "warning", None, None),
    "计量作弊": ("《中华人民共和国计量法》第二十七条", "fine", 2000, None),
}
"""Of each matter the basis of the penalty that is proposed, its kinds and its amounts in yuan."""


def _proposal(matter: str, town: str, decided: date | None, outcome: str | None) -> list[Any]:
    """Write what was found and proposed, two weeks before the decision."""
    proposed = outcome == "penalty" or outcome is None
    if decided is None or not proposed:
        return [None] * 6
    on = decided - timedelta(days=14)
    if on > LAST:
        return [None] * 6
    basis, kinds, fine, taken = FOUND[matter]
    return [on, f"当事人在{TOWNS[CODES.index(town)][0]}{matter}", basis, kinds, fine, taken]


def filed(units: list[list[Any]]) -> None:
    """Write four cases of each town and year; those of December run on after the cut-off."""
    rows: list[list[Any]] = []
    for year in YEARS[1:]:
        for at, town in enumerate(CODES):
            own = [unit[0] for unit in units[20:] if unit[2] == town]
            for n in range(4):
                filed_on = date(year, 3 * n + 1 + n // 3, 1) + timedelta(days=rng.randrange(24))
                if (at, n, year) == (5, 3, 2016):
                    filed_on = date(2016, 12, 12)  # open: ninety days end on 13 March
                stood = 30 if rng.random() < 0.2 else 0
                slow = rng.random() < (0.3 if at in (4, 7) else 0.03)
                wait = stood + (rng.randrange(95, 120) if slow else rng.randrange(20, 85))
                decided: date | None = filed_on + timedelta(days=wait)
                if (at, n, year) in ((7, 1, 2016), (5, 3, 2016)):
                    decided = None
                crime = (at, n) in ((2, 1), (7, 2)) and year == 2016
                suspected = filed_on + timedelta(days=12) if crime else None
                chosen = (
                    None if suspected is None else suspected + timedelta(days=2 if at == 2 else 9)
                )
                handed = None if chosen is None else chosen + timedelta(days=1)
                planned = decided
                if decided is not None and decided > LAST:
                    decided = None
                outcome = (
                    None if decided is None else "transferred" if crime else rng.choice(OUTCOMES)
                )
                unit, matter = rng.choice(own), rng.choice(MATTERS)
                found = _proposal(matter, town, planned, outcome)
                rows.append([f"立〔{year}〕{len(rows) + 1:03d}", unit, town, matter, "县市场监督管理局",
                             filed_on, stood, *found, decided, outcome, suspected, chosen, handed])  # fmt: skip
    header = ["id", "subject", "town", "matter", "authority", "filed_on", "stood_days", "investigated_on",
              "facts", "legal_basis", "proposed", "proposed_fine", "proposed_confiscation", "decided_on", "outcome",
              "crime_suspected_on", "transfer_decided_on", "transferred_on"]  # fmt: skip
    write("filed_cases.csv", header, rows)
