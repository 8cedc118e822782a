"""What cannot be read still says whose it is, as far as somebody can read it."""

from __future__ import annotations

import pytest
from nanping import begun, put_rows

from qualitygov import Context, assess_county, read_county
from qualitygov.cli import main

ONE, TWO, THREE = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MAW84R0M8L"
REGISTER = ["统一社会信用代码", "企业名称", "所属乡镇", "登记状态", "成立日期"]
PENALTIES = ["行政处罚文号", "统一社会信用代码", "企业名称", "处罚结果", "处罚时间"]
RECORDS = [
    "记录编号", "主体代码", "记录类别", "程度", "发生日期", "认定日期", "获知日期", "来源文书",
]  # fmt: skip


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    towns = [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]]
    put_rows(tmp_path, "towns.csv", towns)
    units = [
        [code, f"南屏{name}厂", "青石镇", "存续", "2014-3-5"]
        for code, name in zip((ONE, TWO, THREE), "甲乙丙", strict=True)
    ]
    put_rows(tmp_path, "企业.csv", [REGISTER, *units])
    return tmp_path


def assessed(reading, year=2023):
    assessment = assess_county(reading.data, Context.of_year(reading.rulebook, year))
    return {one.code for one in assessment.credit if assessment.assessed(one.code)}


def record(number, unit=THREE):
    days = ["2023-3-1"] * 3
    return [f"J{number}", unit, "行政处罚", "严重", *days, f"南市监〔2023〕{number}号"]


# A character in a code or a name

SIGNS = ["\u202c", "\u200e", "\x07", "\x1b", "\ufffd", "\ue5e4"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(("code", "name"), [(ONE, ""), ("", "南屏甲厂")])
@pytest.mark.parametrize("before", [True, False])
def test_a_character_beside_what_names_a_unit_frees_it_not(county, sign, code, name, before):
    def marked(cell):
        return (sign + cell if before else cell + sign) if cell else ""

    row = ["1号", marked(code), marked(name), "罚款", "2023-3-4"]
    put_rows(county, "行政处罚公示信息.csv", [PENALTIES, row])
    reading = read_county(county)
    assert {one.row for one in reading.refused + reading.review} == {2}
    assert assessed(reading) == {TWO, THREE}
    assert {unit for one in reading.data.unread for unit in (one.unit, *one.among)} >= {ONE}


def test_a_party_with_such_a_character_is_not_assessed(county):
    headers = ["抽样编号", "产品名称", "被抽样单位", "标称生产单位", "检验结论", "抽样日期"]
    rows = [["Y1", "电线", "南屏甲厂", "南屏乙厂\u202c", "不合格", "2023-3-4"]]
    put_rows(county, "产品质量监督抽查结果.csv", [headers, *rows])
    reading = read_county(county)
    assert {one.row for one in reading.refused} == {2}
    assert assessed(reading) == {THREE}


# A file in the folder of a table


@pytest.mark.parametrize("folder", ["credit_records", "信用记录"])
@pytest.mark.parametrize("name", ["二季度.pdf", "二季度", "二季度.docx", "x.jpg"])
def test_a_file_in_the_folder_of_a_table_that_is_none_is_an_error(county, capsys, folder, name):
    (county / "data" / folder).mkdir()
    put_rows(county, f"{folder}/一季度.csv", [RECORDS, record(1)])
    (county / "data" / folder / name).write_bytes(b"%PDF-1.4")
    reading = read_county(county)
    assert [(one.file, one.code) for one in reading.file_errors] == [
        (f"{folder}/{name}", "file.format")
    ]
    assert not reading.tables["credit_records"].usable
    assert assessed(reading) == set()
    assert main(["assess", str(county), "--year", "2023"]) == 3
    assert name in capsys.readouterr().out


@pytest.mark.parametrize(
    "file",
    ["credit_records/填表说明.docx", "credit_records/Thumbs.db", "credit_records/.x", "a/x.pdf"],
)
def test_notes_and_files_of_the_system_are_told(county, file):
    path = county / "data" / file
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.4")
    reading = read_county(county)
    assert (reading.file_errors, [one.file for one in reading.named]) == ((), [file])
