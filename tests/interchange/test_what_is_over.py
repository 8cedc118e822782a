"""Columns that say that a record is over: a day is read, a word alone is refused."""

from __future__ import annotations

import csv

import pytest
from nanping import begun

from qualitygov import OfficialCalendar, read_county

CODE = "91330298MA783RK55W"
RECORD = [
    "记录编号",
    "主体代码",
    "记录类别",
    "程度",
    "发生日期",
    "认定日期",
    "获知日期",
    "来源文书",
]
CASE = [
    "行政相对人名称", "行政相对人代码_1(统一社会信用代码)", "行政处罚决定书文号", "违法事实", "处罚依据", "处罚类别",
    "罚款金额（万元）", "处罚决定日期", "处罚机关",
]  # fmt: skip


@pytest.fixture
def read(tmp_path):
    begun(tmp_path)
    towns = [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]]
    put(tmp_path, "towns.csv", towns)
    put(
        tmp_path,
        "enterprises.csv",
        [
            ["code", "name", "town", "status", "registered_on"],
            [CODE, "甲厂", "青石镇", "存续", "2014-3-5"],
        ],
    )

    def reading(name, rows, mapping=None):
        put(tmp_path, name, rows)
        if mapping is not None:
            (tmp_path / "mapping.toml").write_text(mapping, encoding="utf-8")
        return read_county(tmp_path, calendar=OfficialCalendar())

    return reading


def put(folder, name, rows):
    with (folder / "data" / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def record(number="R1"):
    return [number, CODE, "行政处罚", "一般", *["2023-03-01"] * 3, f"南市监〔2023〕{number}号"]


def case():
    return ["甲厂", CODE, "南1号", "无照", "法", "警告", "", "2023-4-1", "局"]


DAYS = {
    "撤销日期": "revoked_on", "撤消日期": "revoked_on", "撤销时间": "revoked_on", "撤消时间": "revoked_on",
    "处罚撤销日期": "revoked_on", "修复日": "repaired_on", "修复时间": "repaired_on",
    "信用修复日期": "repaired_on", "信用修复完成日": "repaired_on", "移出时间": "removed_on",
}  # fmt: skip


@pytest.mark.parametrize("header", DAYS)
def test_a_day_under_another_name_is_read(read, header):
    rows = [[*RECORD, header], [*record(), "2023-05-01"]]
    reading = read("credit_records.csv", rows)
    assert not reading.refused
    (row,) = reading.data.records.rows
    assert str(getattr(row, DAYS[header])) == "2023-05-01"


@pytest.mark.parametrize("header", ["repaird_on", "revoked_onn"])
def test_a_slip_in_the_name_of_a_field_stops_the_sheet(read, header):
    reading = read("credit_records.csv", [[*RECORD, header], [*record(), "2023-05-01"]])
    assert not reading.data.records.rows
    assert [(e.code, e.column) for e in reading.file_errors] == [("table.deciding", header)]


OVER = {
    "撤销原因": "认定事实有误", "撤销处罚的原因说明": "认定事实有误", "cutreason": "有误", "修复情况": "已修复",
    "信用修复结果": "准予", "是否撤销": "是", "移出说明": "已补报", "记录状态": "已撤销", "处罚状态": "已撤消",
    "status": "撤销",
}  # fmt: skip


@pytest.mark.parametrize("header", OVER)
def test_a_word_that_says_that_it_is_over_refuses_the_row_without_a_day(read, header):
    rows = [[*RECORD, header], [*record(), OVER[header]], [*record("R2"), ""]]
    reading = read("credit_records.csv", rows)
    assert [row.id for row in reading.data.records.rows] == ["R2"]
    assert [(e.code, e.row, e.column, e.found) for e in reading.refused] == [
        ("cell.ended", 2, header, OVER[header])
    ]


def test_a_word_with_its_day_is_no_riddle(read):
    rows = [[*RECORD, "撤销原因", "撤销日期"], [*record(), "认定事实有误", "2023-5-1"]]
    reading = read("credit_records.csv", rows)
    assert not reading.refused
    assert str(reading.data.records.rows[0].revoked_on) == "2023-05-01"


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("是否撤销", "否"), ("撤销原因", "无"), ("修复情况", "未修复"), ("是否可修复", "是"), ("修复条件", "满三个月"),
        ("记录状态", "正常"), ("处罚状态", "已履行"), ("公示状态", "公示中"),
    ],
)  # fmt: skip
def test_what_says_no_end_keeps_the_row(read, header, cell):
    reading = read("credit_records.csv", [[*RECORD, header], [*record(), cell]])
    assert [row.id for row in reading.data.records.rows] == ["R1"]


@pytest.mark.parametrize("state", ["已撤销", "撤消公示", "屏蔽", "2", "已修复"])
def test_a_state_of_publication_that_is_no_publication_refuses_the_case(read, state):
    reading = read("双公示行政处罚.csv", [[*CASE, "公示状态"], [*case(), state]])
    assert not reading.tables["enforcement_cases"].rows
    assert [(e.code, e.column) for e in reading.refused] == [("cell.ended", "公示状态")]


@pytest.mark.parametrize("state", ["公示中", "已公示", "", "公示期满", "正常", "正在公示"])
def test_a_published_case_is_read(read, state):
    reading = read("双公示行政处罚.csv", [[*CASE, "公示状态"], [*case(), state]])
    assert not reading.refused
    assert not reading.unknown_columns


def test_a_county_may_say_that_a_column_decides_nothing(read):
    mapping = (
        '[form.own]\nfiles = ["credit_records"]\nignore = ["撤销原因"]\n'
        '[[form.own.table]]\nto = "credit_records"\n'
    )
    rows = [[*RECORD, "撤销原因"], [*record(), "认定事实有误"]]
    reading = read("credit_records.csv", rows, mapping)
    assert [row.id for row in reading.data.records.rows] == ["R1"]
    assert not reading.refused
