"""Headers as offices print them: in two rows, merged down, again on each page, one below another."""

from __future__ import annotations

import openpyxl
import pytest
from nanping import begun

from qualitygov import OfficialCalendar, read_county
from qualitygov.interchange.checked import write_check

CODES = ("91330298MA783RK55W", "91330298MAM8LN9E3U", "91330298MADR68384F")
HEAD = ["统一社会信用代码", "企业名称", "所属乡镇", "登记状态", "成立日期"]
RECORDS = [
    "id",
    "subject",
    "kind",
    "severity",
    "happened_on",
    "decided_on",
    "known_on",
    "source_document",
]


def unit(at, status="存续"):
    return [CODES[at], "甲乙丙"[at] + "厂", "青石镇", status, "2014-03-05"]


@pytest.fixture
def county(tmp_path):
    folder = tmp_path / "county"
    begun(folder)
    towns = "code,name.zh,name.en,parent\n330298101,青石镇,Qingshi,330298\n"
    (folder / "data" / "towns.csv").write_text(towns, encoding="utf-8")
    return folder


def read(county, name, rows, *merges):
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    for cells in merges:
        sheet.merge_cells(cells)
    made.save(county / "data" / name)
    return read_county(county, calendar=OfficialCalendar())


def statuses(reading):
    return [(one.name, one.status.value) for one in reading.data.enterprises]


GROUPS = ["主体信息", None, "登记", None]
BELOW = ["统一社会信用代码", "企业名称", "所属乡镇", "成立日期", None]
GONE = [("甲厂", "deregistered"), ("乙厂", "revoked")]


def test_a_column_merged_down_beside_groups_is_read(county):
    rows = [[*unit(0)[:3], "2014-3-5", "注销"], [*unit(1)[:3], "2014-3-5", "吊销，未注销"]]
    table = [[*GROUPS, "登记状态"], BELOW, *rows]
    assert statuses(read(county, "企业名录.xlsx", table, "A1:B1", "C1:D1", "E1:E2")) == GONE
    titled = [["名录", "", "", "", "单位：户"], *table]
    assert statuses(read(county, "企业名录.xlsx", titled, "A2:B2", "C2:D2", "E2:E3")) == GONE


@pytest.mark.parametrize("merges", [("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"), ()])
def test_most_columns_merged_down_and_one_group(county, merges):
    table = [
        [*HEAD[:4], "登记信息", None],
        [None, None, None, None, "成立日期", "行业代码"],
        [*unit(0, "注销"), "1411"],
        [*unit(1), "1411"],
    ]
    reading = read(county, "企业名录.xlsx", table, *merges)
    assert statuses(reading) == [("甲厂", "deregistered"), ("乙厂", "in-operation")]
    assert all(one.registered_on and one.industry for one in reading.data.enterprises)
    assert [one.row for one in reading.tables["enterprises"].ignored] == [2]
    assert reading.whole


def test_a_text_file_of_a_header_in_two_rows(county):
    lines = [
        "主体信息,,登记,,登记状态",
        "统一社会信用代码,企业名称,所属乡镇,成立日期,",
        f"{CODES[0]},甲厂,青石镇,2014-3-5,注销",
        f"{CODES[1]},乙厂,青石镇,2014-3-5,吊销",
    ]
    (county / "data" / "企业名录.csv").write_text("\n".join(lines), encoding="utf-8")
    assert statuses(read_county(county, calendar=OfficialCalendar())) == GONE


def test_a_header_of_two_rows_is_known_again_on_the_next_page(county):
    head = [[*GROUPS, "登记状态"], BELOW]
    rows = [[*unit(0)[:3], "2014-3-5", "注销"], [*unit(1)[:3], "2014-3-5", "吊销，未注销"]]
    pages = [*head, rows[0], *head, rows[1]]
    merges = ("A1:B1", "C1:D1", "E1:E2", "A4:B4", "C4:D4", "E4:E5")
    reading = read(county, "企业名录.xlsx", pages, *merges)
    assert (statuses(reading), reading.refused) == (GONE, ())


def test_an_unknown_column_merged_down_is_named_and_one_of_a_group_with_it(county):
    table = [[*HEAD[:4], "日期", None, "附记"], [None] * 4 + ["成立", "截止", None], unit(0)]
    merges = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2")
    reading = read(county, "企业名录.xlsx", table, *merges)
    named = [one.column for one in reading.unknown_columns]
    assert (statuses(reading), named) == (
        [("甲厂", "in-operation")],
        ["日期成立", "日期截止", "附记"],
    )


def test_what_goes_back_has_its_reasons_beyond_merged_cells_and_columns_without_header(
    county, tmp_path
):
    table = [[*GROUPS, "备注"], [*BELOW[:3], "登记状态", None], [*unit(0)[:3], "存绪", "x", "要紧"]]
    reading = read(county, "企业名录.xlsx", table, "A1:B1", "C1:D1", "E1:E2")
    (back,) = write_check(reading, county / "data", tmp_path / "out").returned
    sheet = openpyxl.load_workbook(back.path).active
    assert [cell.value for cell in sheet[3]][4:7] == ["x", "要紧", "拒收"]
    assert sheet.cell(1, 7).value == "【核对】结果"
    assert sheet.cell(3, 4).fill.fgColor.rgb == "FFF4B6B6"
    sheet.cell(3, 4).value = "注销"
    sheet.parent.save(county / "data" / "企业名录.xlsx")
    again = read_county(county, calendar=OfficialCalendar())
    assert (statuses(again), again.refused) == ([("甲厂", "deregistered")], ())


def test_a_page_with_one_column_more_loses_no_page_before_it(county):
    pages = [HEAD, unit(0, "注销"), unit(1), ["合计"], [*HEAD, "行业代码"], [*unit(2), "1411"]]
    reading = read(county, "企业名录.xlsx", pages)
    assert [name for name, _ in statuses(reading)] == ["甲厂", "乙厂", "丙厂"]
    assert [one.row for one in reading.tables["enterprises"].ignored] == [4]


def test_a_page_with_its_columns_in_another_order(county):
    turned = [HEAD[::-1], unit(1)[::-1]]
    reading = read(county, "企业名录.xlsx", [HEAD, unit(0), *turned, HEAD, unit(2)])
    assert [name for name, _ in statuses(reading)] == ["甲厂", "乙厂", "丙厂"]
    assert reading.refused == ()


@pytest.mark.parametrize("name", ["台账.xlsx", "企业名录.xlsx"])
def test_two_tables_in_one_sheet(county, name):
    record = ["R1", CODES[0], "penalty", "serious", "2023-02-01", "2023-03-01", "2023-03-20", "d"]
    table = [["一、企业名录"], HEAD, unit(0), [], ["二、信用记录"], RECORDS, record]
    reading = read(county, name, table)
    assert statuses(reading) == [("甲厂", "in-operation")]
    assert [one.id for one in reading.data.records] == ["R1"]
    assert (reading.refused, reading.file_errors) == ((), ())


def test_a_second_table_that_is_none_is_told(county):
    foreign = [["二、留言"], ["企业名称", "登记状态", "成立日期", "甲"], ["x", "y", "z", "u"]]
    reading = read(county, "台账.xlsx", [HEAD, unit(0), [], *foreign])
    assert statuses(reading) == [("甲厂", "in-operation")]
    assert [one.row for one in (*reading.named, *reading.file_errors)]


def test_titles_of_pages_and_closing_notes_without_a_colon_are_no_data(county):
    pages = [["企业名录（第1页）"], HEAD, unit(0), ["企业名录（第2页）"], HEAD, unit(1)]
    reading = read(county, "企业名录.xlsx", [*pages, ["以上数据截至2024年3月31日"]])
    assert ([name for name, _ in statuses(reading)], reading.refused) == (["甲厂", "乙厂"], ())
    assert {one.row for one in reading.tables["enterprises"].ignored} == {1, 4, 5, 7}


def test_the_unit_that_a_title_names_is_that_of_the_amounts_of_all_its_pages(county):
    head = [*HEAD, "注册资本"]
    pages = [["名录", "", "", "", "", "单位：万元"], head, [*unit(0), 50], [*unit(1), "3000元"]]
    reading = read(county, "企业名录.xlsx", [*pages, [*head, "行业代码"], [*unit(2), 1.5, "1411"]])
    capital = [int(one.registered_capital) for one in reading.data.enterprises]
    assert capital == [500_000, 3000, 15_000]
