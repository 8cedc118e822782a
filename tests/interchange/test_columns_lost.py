"""A column that could not be read in any row of a sheet: the table is not read, not its rows short."""

from __future__ import annotations

import pytest
from nanping import begun, put_lines, put_rows

from qualitygov import read_county

FIRM = "91330298MACKE5RRXX"
HEAD = "记录编号,主体代码,记录类别,程度,发生日期,认定日期,获知日期,来源文书"


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    towns = [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]]
    put_rows(tmp_path, "towns.csv", towns)
    firms = [
        ["统一社会信用代码", "企业名称", "所属乡镇", "登记状态"],
        [FIRM, "甲厂", "330298101", "存续"],
    ]
    put_rows(tmp_path, "企业名录.csv", firms)
    return tmp_path


def record(at, kind="行政处罚", happened="2023-05-01"):
    return f"甲{at},{FIRM},{kind},一般,{happened},2023-05-02,2023-05-03,文{at}"


def whole_tables_lost(county, *rows):
    put_lines(county, "信用记录.csv", HEAD, *rows)
    reading = read_county(county)
    return [one.table for one in reading.data.unread if one.row is None]


def test_a_column_that_is_wrong_in_every_row_stops_the_table(county):
    assert whole_tables_lost(county, *(record(at, happened="昨日") for at in range(3))) == [
        "records"
    ]
    assert whole_tables_lost(county, *(record(at, kind="处法") for at in range(3))) == ["records"]


@pytest.mark.parametrize(
    "rows",
    [
        [record(1, happened="昨日"), record(2, happened="昨日")],  # two may be two mistakes
        [*(record(at, happened="昨日") for at in range(3)), record(9)],
        [record(1, happened="昨日"), record(2, happened="昨日"), record(3, kind="处法")],
    ],
)
def test_cells_that_are_wrong_cost_their_rows_alone(county, rows):
    assert whole_tables_lost(county, *rows) == []


def test_a_word_of_a_header_that_nobody_knows_stops_the_table(county):
    put_lines(
        county, "water.csv", "id,town,source,kind,measured_on,volume,items.amonia,items.ph",
        *(f"W{at},330298101,水库,lake,2023-0{at}-08,10,0.5,7" for at in range(1, 4)),
    )  # fmt: skip
    reading = read_county(county)
    assert [one.table for one in reading.data.unread if one.row is None] == ["water"]
    assert not reading.whole
