"""Why something is refused: the true reason, where it stands, and in Chinese without field names."""

from __future__ import annotations

import csv
import threading

import pytest
from nanping import begun, put_lines

from qualitygov import read_county
from qualitygov.errors import FieldError
from qualitygov.inspection import InspectionSample
from qualitygov.interchange import read_table, sheet_of, sql_sheet
from qualitygov.interchange.sheets import Failure, sheets_of

ONE, TWO, THREE = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MA783RK55W"
UNITS = "统一社会信用代码,企业名称,所属乡镇,登记状态"
PENALTIES = "行政处罚文号,统一社会信用代码,处罚原因,处罚结果,处罚时间"


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    put_lines(tmp_path, "towns.csv", "乡镇代码,名称", "330298101,青石镇")
    return tmp_path


def register(county, *rows, name="企业.csv", head=UNITS):
    put_lines(county, name, head, *rows)


def penalty(number, code, why="掺假"):
    return f"{number}号,{code},{why},罚款,2022-3-4"


# Cells of text files


@pytest.mark.parametrize("column", ["企业名称", "备用"])
def test_a_cell_of_any_length_loses_no_other_row(county, column):
    long = '"' + "长" * 131_073 + '"'
    name = long if column == "企业名称" else "甲厂"
    before = csv.field_size_limit()
    head = f"{UNITS},备用"
    register(county, f"{ONE},{name},青石镇,存续,{long}", f"{TWO},乙厂,青石镇,注销,", head=head)
    reading = read_county(county)
    found = [(one.row, one.field, one.code) for one in reading.refused]
    assert found == ([(2, "name", "cell.long")] if column == "企业名称" else [])
    assert TWO in [one.code for one in reading.data.enterprises]
    assert not reading.file_errors
    assert csv.field_size_limit() == before


def test_the_limit_of_cells_is_as_before_whoever_reads_at_once(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("甲,乙\n" + "x" * 200_000 + ",1\n", encoding="utf-8")
    before = csv.field_size_limit()
    found = []
    readers = [
        threading.Thread(target=lambda: found.append(len(sheets_of(path, "x.csv")[0].rows)))
        for _ in range(8)
    ]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert found == [2] * 8
    assert csv.field_size_limit() == before


def test_one_nul_refuses_its_cell_and_no_file(county):
    register(county, f"{ONE},甲\0厂,青石镇,存续", *[f"{TWO},乙厂,青石镇,注销"])
    reading = read_county(county)
    assert [(one.row, one.field, one.code) for one in reading.refused] == [
        (2, "name", "cell.control")
    ]
    assert [one.code for one in reading.data.enterprises] == [TWO]


# Files


@pytest.mark.parametrize(
    ("content", "code", "why"),
    [
        (b"\xef\xbb\xbf" + f"{UNITS}\n甲厂\n".encode("gbk"), "file.encoding", "标记为 UTF-8"),
        (f"{UNITS}\n{ONE},甲厂".encode()[:-1], "file.half", "（共 2 行）"),
        (("企業名稱,登記狀態\n" * 3).encode("big5"), "file.big5", "（共 3 行）"),
    ],
)
def test_a_text_file_that_is_not_read_says_why_and_how_many_lines(tmp_path, content, code, why):
    path = tmp_path / "企业.csv"
    path.write_bytes(content)
    found = sheets_of(path, "企业.csv")
    assert isinstance(found, Failure)
    assert found.code == code
    assert why in found.reason.zh


def test_an_open_quotation_mark_in_the_header_is_named(county):
    register(county, f"{ONE},甲厂,青石镇,存续")
    head = PENALTIES.replace("处罚原因", '"处罚原因')
    lines = [head, penalty(1, ONE), penalty(2, ONE, '"x"'), penalty(3, ONE)]
    put_lines(county, "行政处罚公示信息.csv", *lines)
    (error,) = read_county(county).file_errors
    assert (error.code, error.row) == ("table.quotes", 1)


def test_a_format_that_is_not_read_is_called_so(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.4")
    found = sheets_of(path, "x.pdf")
    assert isinstance(found, Failure)
    assert found.code == "file.format"
    assert "却以" not in found.reason.zh


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    path = tmp_path / "nope.db"
    with pytest.raises(FieldError) as caught:
        sql_sheet(f"sqlite:///{path}", "select 1 as id", "x")
    assert "没有此数据库文件" in caught.value.text.zh
    assert str(tmp_path) not in str(caught.value)
    assert not path.exists()


# Places, and words


def test_an_id_that_lacks_its_day_names_the_day(county):
    register(county, f"{ONE},甲厂,青石镇,存续")
    head = "企业名称,统一社会信用代码,列入日期,列入严重违法失信企业名单原因"
    rows = [f"甲厂,{ONE},,造假", f"甲厂,{ONE},昨天,造假"]
    put_lines(county, "严重违法失信企业名单信息.csv", head, *rows)
    found = [(one.row, one.column, one.field, one.code) for one in read_county(county).refused]
    assert found == [
        (2, "列入日期", "listed_on", "field.shape"),
        (3, "列入日期", "listed_on", "field.type"),
    ]


def test_what_is_wrong_with_a_sample_names_its_field():
    head = [
        "样品编号",
        "所属乡镇代码",
        "产品名称",
        "产品领域",
        "被抽样单位名称",
        "检验结论",
        "结果送达日期",
    ]
    rows = [
        ["S1", "330298101", "米", "食品", None, "合格", "2023-5-6"],
        ["S2", "330298101", "米", "食品", "甲厂", None, "2023-5-6"],
    ]
    found = read_table(sheet_of("u", head, rows), InspectionSample).refused
    assert {(one.row, one.column) for one in found} >= {(2, "被抽样单位名称"), (3, "检验结论")}


def test_a_difference_between_files_is_told_in_words(county):
    register(county, f"{ONE},甲厂,青石镇,存续")
    register(county, f"{ONE},甲厂,青石镇,注销", name="企业2.csv")
    (entry,) = read_county(county).review
    assert (entry.code, entry.found) == ("table.differs", "注销")
    assert "为 存续；" in entry.expected.zh


def test_chinese_messages_name_no_fields_and_no_tables(county):
    register(county, f"{ONE},甲厂,青石镇,存续", head="统一社会信用代码,企业名称,所属乡镇")
    put_lines(county, "行政处罚公示信息.csv", "a,b,c", "1,2,3")
    said = [one.say("zh") for one in read_county(county).file_errors]
    assert len(said) == 2
    for one in said:
        assert "status" not in one
        assert "credit_records" not in one
    assert any("信用记录" in one for one in said)


def test_a_mapping_that_names_no_header_of_the_file_is_told_which(county):
    (county / "mapping.toml").write_text(
        '[form.a]\nfiles = ["企业"]\n[[form.a.table]]\nto = "enterprises"\n'
        '[form.a.table.columns]\nname = "不在的列"\n[form.a.table.constants]\nstatus = "suspended"\n',
        encoding="utf-8",
    )
    register(county, f"{ONE},青石镇", head="统一社会信用代码,所属乡镇")
    (error,) = read_county(county).file_errors
    assert "“不在的列”" in error.expected.zh
    assert "“不在的列”" in error.expected.en


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("婺城区青石镇东街1号", False),
        ("东阳县青石镇", False),
        ("城区青石镇东街1号", True),
        ("工业园区青石镇东街1号", True),
        ("青石镇东街1号", True),
    ],
)
def test_a_town_of_a_district_elsewhere_is_not_ours(county, address, ours):
    register(county, f"{ONE},甲厂,,存续,{address}", head=f"{UNITS},住所")
    reading = read_county(county)
    assert len(reading.data.enterprises) == ours
    assert ["其他县区" in one.expected.zh for one in reading.review] == [True] * (not ours)


def test_a_blank_end_is_told_and_no_end_is_an_answer(county):
    register(county, f"{ONE},甲厂,青石镇,存续")
    head = "证书编号,证书类别,持证单位代码,所属乡镇代码,产品,发证日期,有效期至"
    rows = [f"N{at},绿色食品,{ONE},330298101,茶,2016-01-08,{end}" for at, end in enumerate(ENDS)]
    put_lines(county, "certifications.csv", head, *rows)
    reading = read_county(county)
    assert [one.expires_on is None for one in reading.data.certifications] == [False, True, True]
    (told,) = (one for one in reading.told if one.code == "table.no-end")
    assert (told.row, told.column) == (4, "有效期至")
    assert told.expected.zh.startswith("共 1 行")


def test_a_length_of_time_is_an_end(county):
    register(county, f"{ONE},甲厂,青石镇,存续")
    head = "证书编号,证书类别,持证单位代码,所属乡镇代码,产品,发证日期,有效期至,有效期限"
    row = f"N1,绿色食品,{ONE},330298101,茶,2016-01-08,,3年"
    put_lines(county, "certifications.csv", head, row)
    reading = read_county(county)
    assert [str(one.expires_on) for one in reading.data.certifications] == ["2019-01-08"]
    assert not [one for one in reading.told if one.code == "table.no-end"]


ENDS = ("2019-01-07", "长期", "")
