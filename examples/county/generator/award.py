"""The towns' quality awards (镇质量奖), clause 3.1.3.a: applications of 2015 and 2016 with their reviews, what was published and granted.

Those who apply are drawn from the holders of a quality certificate in ``certifications.csv``, so that file is written before.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from typing import Any

from generator.common import CODES, OUT, TOWNS, write
from qualitygov.core.calendars import OfficialCalendar, working_days_after
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.award import ExcellenceCategory

rng = random.Random("20161231-award")
CALENDAR = OfficialCalendar()
REVIEWERS = ("评审员甲", "评审员乙", "评审员丙", "评审员丁")
HEADER = ["id", "town", "subject", "year", "applied_on", "document", "published_on", "objection_upheld_on", "granted_on", "withdrawn_on",
          "withdrawal_ground"]  # fmt: skip
HOSTS = CODES[:9]  # three towns have no award


def _holders(town: str, on: date) -> list[str]:
    """Who of a town holds a quality certificate on a day, for half a year more at least."""
    with (OUT / "certifications.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if row["kind"] == "iso9001" and row["town"] == town
        ]
    later = on + timedelta(days=200)
    return sorted(
        {
            row["hold_cert_cd"]
            for row in rows
            if row["start_dt"] <= str(on) and str(later) <= row["end_dt"]
        }
    )


def _items() -> list[str]:
    categories = load_rulebook("strong-town").at(date(2016, 12, 31)).entries(ExcellenceCategory)
    return [item.id for _, category in sorted(categories.items()) for item in category.items]


def _reviews(name: str, level: int, on: date, wide: bool, number: int = 1) -> list[list[Any]]:
    """The marks of three reviewers around a level; with `wide` one of them is far above the others."""
    rows = []
    for at, reviewer in enumerate(sorted(rng.sample(REVIEWERS, 3))):
        bias = rng.choice((-5, 0, 0, 5)) + (25 if wide and at == 0 else 0)
        day = on + timedelta(days=rng.randrange(5))
        for item in _items():
            percent = min(100, max(0, level + bias + 5 * rng.choice((-2, -1, 0, 0, 1, 2))))
            rows.append([name, reviewer, item, percent, day, number])
    return rows


def applications(units: list[list[Any]]) -> None:
    """Write applications and reviews.

    Of 2015 the best were published and granted. Of 2016 one town has published, the others still decide. One award was granted
    before the term for objections was over, so it does not count; one was withdrawn; one review was repeated, one has yet to be.
    """
    rows: list[list[Any]] = []
    marks: list[list[Any]] = []
    for year, town in ((year, town) for year in (2015, 2016) for town in HOSTS):
        firms = [
            unit[0] for unit in units if unit[2] == town and unit[6] == "是" and unit[3][0] == "C"
        ]
        holders = _holders(town, date(year, 5, 31))
        pool = rng.sample(holders, min(len(holders), 1)) + rng.sample(
            firms, min(len(firms), rng.choice((0, 1)))
        )
        for subject in dict.fromkeys(pool):
            name = f"Q{len(rows) + 1:02d}"
            level = 5 * rng.choice((10, 11, 12, 12, 13, 13, 14))
            applied = date(year, 4, 1) + timedelta(days=rng.randrange(40))
            wide = len(rows) in (3, 14)
            marks += _reviews(name, level, date(year, 6, 6), wide)
            if len(rows) == 3:
                marks += _reviews(name, level, date(year, 6, 27), wide=False, number=2)
            document = f"{TOWNS[CODES.index(town)][0]}质量奖申报书〔{year}〕{len(rows) + 1}号"
            rows.append(
                [name, town, subject, year, applied, document, None, None, None, None, None]
            )
            if year == 2015 and level >= 60:
                rows[-1][6] = date(year, 8, 3) + timedelta(days=rng.randrange(14))
                rows[-1][8] = working_days_after(rows[-1][6], 8, CALENDAR)
    granted = [row for row in rows if row[8] is not None]
    granted[0][8] = granted[0][6] + timedelta(
        days=2
    )  # kept with a warning: granted before the term for objections was over
    granted[1][9:] = [date(2016, 10, 20), "fraud"]
    if len(granted) > 2:
        granted[2][7], granted[2][8] = (
            granted[2][6] + timedelta(days=3),
            None,
        )  # an objection was upheld
    rows[-1][6] = date(2016, 12, 28)  # open to objections at the end of the year
    odd = next(mark for mark in marks if mark[0] == rows[1][0])
    odd[3] = 52  # kept with a warning: no step of five percent
    write("award_applications.csv", HEADER, rows)
    write(
        "award_reviews.csv",
        ["application", "reviewer", "item", "percent", "reviewed_on", "round"],
        marks,
    )
