"""What the reader says to offices (提示用语): the right place, in Chinese, and nothing said twice."""

from __future__ import annotations

import openpyxl
import pytest
from nanping import begun, put_lines

from qualitygov import InputError, OfficialCalendar, read_county
from qualitygov.cli import main
from qualitygov.report.reading import reading_lines

ONE, TWO = "91330298MACKE5RRXX", "91330298MALXQYCP0M"


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    put_lines(
        tmp_path, "towns.csv", "行政区划代码,乡镇名称", "330298101000,青石镇", "330298102,石桥镇"
    )
    firms = "统一社会信用代码,企业名称,所属乡镇,登记状态"
    put_lines(tmp_path, "企业名录.csv", firms, f"{ONE},甲厂,330298102000,存续")
    return tmp_path


def read(county):
    return read_county(county, calendar=OfficialCalendar())


def test_a_towns_code_of_statistics_is_the_towns(county):
    reading = read(county)
    assert (reading.refused, reading.review) == ((), ())
    assert [one.code for one in reading.data.towns] == ["330298101", "330298102"]
    assert [one.town for one in reading.data.enterprises] == ["330298102"]


def test_a_villages_code_is_no_towns_and_its_name_is_not_blamed(county):
    put_lines(county, "towns.csv", "行政区划代码,乡镇名称", "330298101203,青石镇")
    (entry,) = (one for one in read(county).refused if one.file == "towns.csv")
    assert (entry.column, entry.found) == ("行政区划代码", "330298101203")


def test_a_record_of_a_stranger_is_told_with_its_place(county):
    head = "行政处罚文号,统一社会信用代码,处罚结果,处罚时间"
    rows = (f"罚{at}号,{TWO},罚款5000元,2023-05-0{at}" for at in (1, 2))
    put_lines(county, "行政处罚公示信息.csv", head, *rows)
    (entry,) = (one for one in read(county).told if one.code == "county.orphan")
    assert (entry.file, entry.row) == ("行政处罚公示信息.csv", 2)
    said = entry.say("zh")
    assert "“主体代码”" in said
    assert "subject" not in said


def test_days_out_of_order_are_said_without_names_of_fields(county):
    head = "记录编号,主体代码,记录类别,程度,发生日期,认定日期,获知日期,来源文书"
    put_lines(
        county, "信用记录.csv", head, f"甲1,{ONE},行政处罚,一般,2023-05-01,2022-01-01,2023-05-02,文"
    )
    (entry,) = read(county).refused
    assert "认定日期 2022-01-01 早于发生日期 2023-05-01" in entry.expected.zh
    assert "decided_on" not in entry.say("zh")


def test_an_empty_workbook_is_told_under_any_name(county):
    openpyxl.Workbook().save(county / "data" / "认证证书.xlsx")
    reading = read(county)
    assert reading.file_errors == ()
    assert reading.whole
    assert ["空工作表" in one.expected.zh for one in reading.named] == [True]


@pytest.mark.parametrize("file", ["mapping.toml", "county.toml"])
def test_a_document_that_is_no_toml_is_said_with_its_place(county, file):
    (county / file).write_text("a = 1\n[form\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(county)
    (problem,) = caught.value.problems
    assert "第 2 行第 6 列" in problem.say("zh")
    assert "Expected" not in problem.say("zh")


def test_candidates_go_with_their_names(county):
    firms = "统一社会信用代码,企业名称,所属乡镇,登记状态"
    put_lines(county, "企业名录.csv", firms, f"{ONE},甲厂,清石镇,存续", f"{TWO},乙厂,天边,存续")
    reading = read(county)
    first, second = reading.to_dict()["tables"]["enterprises"]["review"]
    assert first["candidates"] == ["330298101", "330298102"]
    assert first["choices"] == ["青石镇（330298101）", "石桥镇（330298102）"]
    assert (second["candidates"], second["choices"]) == ([], [])
    assert main(["check", str(county), "--out", str(county / "核对"), "--language", "zh"]) == 3
    sheet = openpyxl.load_workbook(county / "核对" / "returned" / "企业名录.xlsx").active
    assert sheet["G2"].value == "青石镇（330298101）；石桥镇（330298102）"


def test_a_cell_is_quoted_once(county):
    firms = "统一社会信用代码,企业名称,所属乡镇,登记状态"
    put_lines(county, "企业名录.csv", firms, f"{ONE},甲厂,天边,存续", f"{TWO},乙厂,330298102,存绪")
    reading = read(county)
    assert reading.review[0].say("zh").count("天边") == 1
    assert reading.refused[0].say("zh").endswith("（实际为 存绪）")


def test_unseen_characters_are_counted_by_rows(county):
    firms = "统一社会信用代码,企业名称,所属乡镇,登记状态"
    put_lines(county, "企业名录.csv", firms, f"{ONE},甲\u200b厂,330298102,存续")
    (entry,) = (one for one in read(county).told if one.code == "cell.unseen")
    assert entry.say("zh").endswith("（共 1 行）")


def test_columns_that_nobody_reads_have_a_heading_of_their_own(county):
    firms = "统一社会信用代码,企业名称,所属乡镇,登记状态,网格员,"
    put_lines(county, "企业名录.csv", firms, f"{ONE},甲厂,天边,存续,王,要紧")
    lines = list(reading_lines(read(county), "zh"))
    at = lines.index("未识别的列（未读入）：")
    assert "网格员" in lines[at + 1]
    assert "第 6 列没有表头" in lines[at + 1]


@pytest.mark.parametrize("half", [["--code", "330298"], ["--name", "南屏县"]])
@pytest.mark.parametrize("command", [["check"], ["assess", "--year", "2023", "--out", "结果"]])
def test_half_of_a_county_is_wrong_usage(county, half, command, monkeypatch):
    monkeypatch.chdir(county)
    assert main([command[0], str(county / "data"), *command[1:], *half]) == 2


def test_explain_says_that_a_unit_may_be_waiting(county, capsys):
    firms = "统一社会信用代码,企业名称,所属乡镇,登记状态"
    rows = (f"{ONE},甲厂,330298102,存续", f"{TWO},乙厂,天边,存续")
    put_lines(county, "企业名录.csv", firms, *rows)
    out = str(county / "结果")
    assert main(["assess", str(county), "--year", "2023", "--out", out]) == 3
    capsys.readouterr()
    assert main(["explain", out, "乙厂", "--language", "zh"]) == 4
    assert "拒收 0 行、待核 1 行" in capsys.readouterr().err
