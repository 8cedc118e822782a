"""What every table of the example county is made with (公共部分): its towns, its codes, one seed for each subject."""

from __future__ import annotations

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qualitygov.codes import credit_code, organization_code

OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data"
DATA = Path(__file__).parents[1] / "data"
"""Where the real tables of the air stand."""
COUNTY = "330299"
TOWNS = [
    ("清溪镇", "Qingxi"), ("平湖镇", "Pinghu"), ("石桥镇", "Shiqiao"), ("东山镇", "Dongshan"),
    ("南岭镇", "Nanling"), ("临江镇", "Linjiang"), ("梅林镇", "Meilin"), ("白沙镇", "Baisha"),
    ("云峰镇", "Yunfeng"), ("古城镇", "Gucheng"), ("新河镇", "Xinhe"), ("双塔镇", "Shuangta"),
]  # fmt: skip
CODES = [f"{COUNTY}1{n:02d}" for n in range(1, 13)]
YEARS = (2014, 2015, 2016)
YEAR_END = date(2016, 12, 31)
LAST = date(2017, 2, 28)
"""The last day of which the files tell: the day before the data of 2016 are cut off."""
TRADES = [("C1310", 9), ("C1411", 7), ("C2611", 8), ("C3011", 7), ("C3311", 6), ("A0111", 8), ("A0412", 5), ("F5211", 14), ("F5281", 9),
          ("H6110", 7), ("H6210", 12), ("O8111", 6), ("E4710", 5), ("D4411", 2), ("G5430", 5)]  # fmt: skip
NAMES = [
    "华兴",
    "永盛",
    "恒达",
    "金源",
    "瑞丰",
    "宏远",
    "东方",
    "长城",
    "天和",
    "明珠",
    "福康",
    "嘉禾",
    "万通",
    "国泰",
    "利民",
    "顺达",
    "新星",
    "和美",
    "绿源",
    "康源",
]
SUFFIX = {"A": "农业专业合作社", "C": "制造有限公司", "D": "热力有限公司", "E": "建筑工程有限公司", "F": "商贸有限公司", "G": "物流有限公司",
          "H": "餐饮有限公司", "O": "服务有限公司"}  # fmt: skip
rng = random.Random(20161231)


def code_of(head: str, number: int) -> str:
    """Return a valid credit code."""
    body = f"{number:08d}"
    inner = f"{head}{COUNTY}{body}{organization_code.calc_check_digit(body)}"
    return inner + credit_code.calc_check_digit(inner)


def day_in(year: int, first: int = 1, last: int = 12) -> date:
    """Return a day of the year, between the first and the last month."""
    start, end = date(year, first, 1), date(year, last, 28)
    return start + timedelta(days=rng.randrange((end - start).days + 1))


def write(name: str, header: list[str], rows: list[list[Any]], encoding: str = "utf-8") -> None:
    """Write a table."""
    with (OUT / name).open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])


def append(name: str, rows: list[list[Any]]) -> None:
    """Add rows to a table that is written already."""
    with (OUT / name).open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
