"""Rows below a table (合计、落款): totals, seals and days are told as such; data stays data."""

from __future__ import annotations

import openpyxl
import pytest
from nanping import begun

from qualitygov import read_county

CODES = "91330298MACKE5RRXX", "91330298MALXQYCP0M"
HEADERS = ["序号", "统一社会信用代码", "企业名称", "所属乡镇", "登记状态", "成立日期"]
FIRMS = [
    [at, code, f"{at}号厂", "青石镇", "存续", f"2014-03-0{at}"] for at, code in enumerate(CODES, 1)
]


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    (tmp_path / "data" / "towns.csv").write_text(
        "乡镇代码,名称\n330298101,青石镇\n", encoding="utf-8"
    )
    return tmp_path


def read(county, *rows, name="企业名录.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(county / "data" / name)
    return read_county(county)


@pytest.mark.parametrize(
    "below",
    [
        [["合计", 7]],
        [["小计", "6家"]],
        [["合计", 7, None, 3, "12.5", "100%"]],
        [["总计", "1,234"]],
        [["合计：", "", "共计", 2]],
        [["（盖章）"]],
        [[None, None, None, None, "（公章）"]],
        [["2023年12月31日"]],
        [[None, None, None, "2023-12-31"]],
        [["填报人：甲"], ["（盖章）"], ["2023年12月31日"]],
        [["合计", 2], [None, None, None, None, None, "2023年12月31日"]],
        [["（单位公章）", None, "2023年12月31日"]],
    ],
)
def test_what_closes_a_table_is_told_and_never_refused(county, below):
    reading = read(county, HEADERS, *FIRMS, *below)
    assert reading.refused == ()
    table = reading.tables["enterprises"]
    assert [one.code for one in table.rows] == list(CODES)
    assert [one.row for one in table.ignored] == [4 + at for at in range(len(below))]


@pytest.mark.parametrize(
    "row",
    [
        ["合计", "91330298MAW84R0M8L"],  # a whole code is a unit
        ["合计", "330298000012345"],  # as is a registration number
        ["合计", 321668482],  # or an organization code
        ["3", "（盖章）", "丙厂"],
        [None, None, None, None, None, "2014-03-09"],  # the day of a unit that is not named
        ["平均", 7],
    ],
)
def test_a_row_that_says_more_is_data(county, row):
    reading = read(county, HEADERS, *FIRMS, row)
    assert reading.tables["enterprises"].read == 3
    assert {one.row for one in reading.refused} == {4}


def test_a_day_alone_between_rows_is_data(county):
    reading = read(county, HEADERS, FIRMS[0], ["2023年12月31日"], FIRMS[1])
    assert {one.row for one in reading.refused} == {3}
