"""A sheet that is nearly of a table on which units' credit rests stops their verdicts."""

from __future__ import annotations

import openpyxl
import pytest
import xlwt
from nanping import begun, put_rows

from qualitygov import Context, assess_county, read_county
from qualitygov.cli import main

ONE, TWO = "91330298MACKE5RRXX", "91330298MALXQYCP0M"
REGISTER = ["统一社会信用代码", "企业名称", "所属乡镇", "登记状态", "成立日期"]
UNITS = [
    [ONE, "清溪食品厂", "青石镇", "存续", "2014-3-5"],
    [TWO, "合力机械厂", "青石镇", "存续", "2014-3-5"],
]
RECORDS = [
    "记录编号", "主体代码", "记录类别", "程度", "发生日期", "认定日期", "获知日期", "来源文书",
]  # fmt: skip
LEDGER = ["序号", "当事人", "信用代码", "案由", "处罚", "时间"]


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    put_rows(
        tmp_path,
        "towns.csv",
        [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]],
    )
    put_rows(tmp_path, "企业.csv", [REGISTER, *UNITS])
    return tmp_path


def book(county, name, rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(county / "data" / name)


def old_book(path, rows):
    made = xlwt.Workbook()
    sheet = made.add_sheet("S")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    made.save(str(path))


def record(number, unit=ONE):
    days = ["2023-3-1"] * 3
    return [f"J{number}", unit, "行政处罚", "严重", *days, f"南市监〔2023〕{number}号"]


def unusable(reading):
    return {name for name, table in reading.tables.items() if not table.usable}


def nobody_is_assessed(reading):
    assessment = assess_county(reading.data, Context.of_year(reading.rulebook, 2023))
    return not any(assessment.assessed(one.code) for one in assessment.credit)


@pytest.mark.parametrize(
    "headers",
    [
        ["记录编号", "主体代码", "记录类型", "严重程度", "日期1", "日期2", "日期3", "依据"],
        ["记录编号", "主体代码", "记录类型", "严重程度", "发生日", "认定日", "获知日", "文书"],
        ["编号", "企业代码", "记录类型", "轻重程度", "发生时间", "认定时间", "知悉", "文书"],
    ],
)
def test_near_headers_of_credit_records_stop_the_verdicts(county, capsys, headers):
    put_rows(county, "some.csv", [headers, record(1)])
    reading = read_county(county)
    (error,) = reading.file_errors
    assert (error.file, error.expected.zh.partition("，")[0]) == ("some.csv", "疑为信用记录")
    assert unusable(reading) == {"credit_records"}
    assert nobody_is_assessed(reading)
    assert main(["assess", str(county), "--year", "2023"]) == 3
    assert "some.csv" in capsys.readouterr().out.split("\n\n")[1]


def test_the_columns_that_lack_are_named_where_the_others_are_there(county):
    put_rows(county, "some.csv", [[*RECORDS[:3], "轻重", *RECORDS[4:]], record(1)])
    (error,) = read_county(county).file_errors
    assert (error.code, error.field) == ("table.column", "severity")


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("2023年处罚台账.xlsx", LEDGER),
        ("台账.xlsx", LEDGER),
        ("2023年处罚台账.xlsx", ["序号", "商户", "事情", "时间"]),
        ("some.xlsx", ["编号X", "单位", "性质", "档次", "发生", "认定"]),
        ("抽检情况.xlsx", ["企业名称", "样品", "结论", "时间"]),
    ],
)
def test_a_ledger_of_units_that_no_table_fits_stops_the_verdicts(county, name, headers):
    book(county, name, [["台账"], headers, ["1", "清溪食品厂", ONE, "x", "罚款", "x"]])
    reading = read_county(county)
    assert [(e.file, e.code) for e in reading.file_errors] == [(name, "file.unassigned")]
    assert unusable(reading) & {"enforcement_cases", "samples"}
    assert nobody_is_assessed(reading)


LISTED = (
    "处罚对象", "被处罚人", "被处罚单位", "受罚单位", "被罚对象", "违法主体", "责任主体", "被查单位", "涉案单位", "市场主体",
    "商户名称", "店名", "字号", "厂名", "名称", "Firm",
)  # fmt: skip


@pytest.mark.parametrize("header", LISTED)
def test_units_are_known_by_what_stands_in_their_column(county, header):
    headers = ["序号", header, "处罚时间", "处罚事由", "罚款（元）"]
    rows = [
        [str(at), f"南屏{one}厂", "2023-3-4", "无照经营", "500"] for at, one in enumerate("甲乙")
    ]
    book(county, "查处情况.xlsx", [headers, *rows])
    reading = read_county(county)
    assert [e.code for e in reading.file_errors] == ["file.unassigned"]
    assert nobody_is_assessed(reading)


@pytest.mark.parametrize("unit", ["老王面摊", ONE])
@pytest.mark.parametrize("at", [1, 60])
def test_one_unit_of_the_register_makes_a_ledger_of_it(county, unit, at):
    put_rows(county, "企业2.csv", [REGISTER, ["91330298MAW84R0M8L", "老王面摊", *UNITS[0][2:]]])
    rows = [[str(one), "张某", "2023-3-4", "无照经营"] for one in range(80)]
    rows[at][1] = unit
    book(county, "处罚台账.xlsx", [["序号", "处罚对象", "处罚时间", "案由"], *rows])
    reading = read_county(county)
    assert [(e.file, e.code) for e in reading.file_errors] == [("处罚台账.xlsx", "file.unassigned")]
    assert not reading.named
    assert nobody_is_assessed(reading)


def test_a_ledger_of_persons_alone_is_told(county):
    rows = [["1", "张某", "2023-3-4", "无照经营"]]
    book(county, "处罚台账.xlsx", [["序号", "处罚对象", "处罚时间", "案由"], *rows])
    reading = read_county(county)
    assert (reading.whole, [one.file for one in reading.named]) == (True, ["处罚台账.xlsx"])


@pytest.mark.parametrize(
    ("name", "headers", "row"),
    [
        ("抽检", ["序号", "样品名称", "生产者", "判定"], ["1", "大米", "南屏甲厂", "不合格"]),
        ("a", ["No", "Firm", "Fine"], ["1", ONE, "500"]),
        ("2022年抽查计划完成情况", ["序号", "当事人", "时间"], ["1", "南屏甲厂", "2023-3-4"]),
        ("处罚依据及结果", ["序号", "当事人", "时间"], ["1", "南屏甲厂", "2023-3-4"]),
        ("食品抽检方案及结果", ["序号", "当事人", "时间"], ["1", "南屏甲厂", "2023-3-4"]),
        ("抽检计划", ["序号", "企业名称", "不合格项目"], ["1", "南屏甲厂", "铅"]),
    ],
)
def test_a_ledger_goes_by_what_it_lists_whatever_its_name(county, name, headers, row):
    book(county, f"{name}.xlsx", [headers, row])
    reading = read_county(county)
    assert [e.file for e in reading.file_errors] == [f"{name}.xlsx"]
    assert nobody_is_assessed(reading)


def test_a_ledger_is_never_taken_for_another_table_by_a_few_columns(county):
    headers = ["主体代码", "别名", "案由", "处罚种类", "罚款", "时间"]
    put_rows(county, "some.csv", [headers, [ONE, "清溪", "x", "罚款", "5000", "2023-4-1"]])
    reading = read_county(county)
    assert [e.code for e in reading.file_errors] == ["file.unassigned"]
    assert not reading.tables["unit_aliases"].rows
    assert nobody_is_assessed(reading)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("值班表.xlsx", [["日期", "值班人", "电话"], ["2023-1-1", "王某", "x"]]),
        ("2023年抽检计划.xlsx", [["企业名称", "类别", "批次"], ["清溪食品厂", "食品", "3"]]),
        ("通讯录.xlsx", [["科室", "姓名", "邮编"], ["办公室", "王某", "1"]]),
        ("处罚裁量.xlsx", [["违法行为", "情节", "处罚"], ["无证", "轻微", "警告"]]),
    ],
)
def test_a_workbook_of_other_matters_is_only_told(county, name, rows):
    book(county, name, rows)
    reading = read_county(county)
    assert reading.whole
    assert [one.file for one in reading.named] == [name]


def test_a_workbook_of_wps_is_read(county):
    old_book(county / "data" / "2023年处罚台账.et", [RECORDS, record(1), record(2, TWO)])
    reading = read_county(county)
    assert reading.whole
    assert [one.subject for one in reading.data.records] == [ONE, TWO]


def test_a_newer_workbook_of_wps_is_read(county):
    book(county, "a.xlsx", [RECORDS, record(1)])
    (county / "data" / "a.xlsx").rename(county / "data" / "信用记录.et")
    assert [one.subject for one in read_county(county).data.records] == [ONE]


def test_a_workbook_of_wps_that_cannot_be_read_stops_the_verdicts(county):
    (county / "data" / "2023年处罚台账.et").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0")
    reading = read_county(county)
    assert [one.code for one in reading.file_errors] == ["file.broken"]
    assert nobody_is_assessed(reading)


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        (["证书编号", "证书类别", "持证单位代码", "产品"], "certifications"),
        (["证书编号", "产品名称"], None),
    ],
)
def test_a_second_table_in_a_sheet_that_cannot_be_read_is_an_error(county, headers, table):
    (county / "data" / "企业.csv").unlink()
    rows = [REGISTER, *UNITS, [], ["二、证书"], [], headers, ["Z1", "绿色食品", ONE, "茶叶"]]
    book(county, "企业.xlsx", rows)
    reading = read_county(county)
    assert len(reading.data.enterprises) == 2
    assert {one.file for one in reading.file_errors} == {"企业.xlsx"}
    assert table is None or unusable(reading) == {table}
