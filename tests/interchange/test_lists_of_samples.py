"""Lists of food samples: none that failed is read as passed, and none goes to another's sample."""

from __future__ import annotations

import openpyxl
import pytest
from nanping import begun, put_rows

from qualitygov import Context, assess_county, read_county
from qualitygov.cli import main

ONE, TWO, THREE = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MAW84R0M8L"
REGISTER = ["统一社会信用代码", "企业名称", "所属乡镇", "住所", "登记状态", "成立日期"]
NAMES = ("南屏县甲味有限公司", "南屏县乙味有限公司", "南屏县丙味有限公司")
ITEMS = "不合格项目║检验结果║标准值"
IN_A_CELL = [
    "序号", "标称生产企业名称", "标称生产企业地址", "被抽样单位名称", "被抽样单位所在省份", "食品名称", "规格型号",
    "商标", "生产日期/批号", ITEMS, "分类", "公告号", "公告日期", "任务来源/项目名称", "检验机构", "备注", "抽样编号",
]  # fmt: skip
PASSED = [one for one in IN_A_CELL if one != ITEMS]


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    towns = [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]]
    put_rows(tmp_path, "towns.csv", towns)
    units = [
        [code, name, "青石镇", "青石镇1号", "存续", "2014-3-5"]
        for code, name in zip((ONE, TWO, THREE), NAMES, strict=True)
    ]
    put_rows(tmp_path, "企业.csv", [REGISTER, *units])
    return tmp_path


def sample(number=1, cell="苯甲酸║0.85g/kg║≤0.5g/kg", **given):
    row = {
        "序号": str(number), "标称生产企业名称": NAMES[0], "标称生产企业地址": "青石镇", "被抽样单位名称": NAMES[1],
        "食品名称": "脆笋", "生产日期/批号": "2023-5-6", ITEMS: cell, "公告日期": "2023-8-18", "抽样编号": f"D{number}",
        **given,
    }  # fmt: skip
    return [row.get(header, "") for header in IN_A_CELL]


def passed(number=1, **given):
    return [
        cell
        for cell, header in zip(sample(number, **given), IN_A_CELL, strict=True)
        if header != ITEMS
    ]


def stated(reading):
    return [(str(one.stated), len(one.items)) for one in reading.data.samples]


def codes(reading):
    return [one.code for one in reading.file_errors]


def assessed(reading, year=2023):
    assessment = assess_county(reading.data, Context.of_year(reading.rulebook, year))
    return {one.code for one in assessment.credit if assessment.assessed(one.code)}


# Which list it is

NAMED_FAILED = (
    "不合格食品公告", "不合格食品", "不合格食品信息", "2023年第9期不合格食品", "不合格食品公示", "食品抽检不合格", "a",
)  # fmt: skip
NAMED_PASSED = ("食品抽检合格", "合格食品")


@pytest.mark.parametrize("name", NAMED_FAILED)
def test_the_published_list_of_failures_is_one_under_every_name(county, name):
    put_rows(county, f"{name}.csv", [IN_A_CELL, sample(1), sample(2)])
    reading = read_county(county)
    assert stated(reading) == [("fail", 1), ("fail", 1)]
    assert (codes(reading), reading.unknown_columns) == ([], ())


@pytest.mark.parametrize("name", NAMED_FAILED)
@pytest.mark.parametrize(
    "header",
    [
        "不合格项目|检验结果|标准值",
        "不合格项目/检验结果/标准值",
        "不合格项目、检验结果、标准值",
        "不合格项目║检测结果║标准值",
        "不合格项目║检验结果║限量值",
        "（不合格项目‖检验值‖标准要求）",
        "不合格项目（检验结果，标准值）",
    ],
)
def test_near_spellings_of_the_items_are_its_column(county, name, header):
    headers = [header if one == ITEMS else one for one in IN_A_CELL]
    put_rows(county, f"{name}.csv", [[one.replace(",", "，") for one in headers], sample()])
    reading = read_county(county)
    assert stated(reading) == [("fail", 1)]
    assert not reading.unknown_columns


@pytest.mark.parametrize("name", NAMED_PASSED)
def test_a_list_of_failures_with_a_name_of_passes_is_an_error(county, name):
    put_rows(county, f"{name}.csv", [IN_A_CELL, sample()])
    reading = read_county(county)
    assert (stated(reading), codes(reading)) == ([], ["table.deciding"])


@pytest.mark.parametrize("name", [*NAMED_PASSED, "不合格食品", "a"])
@pytest.mark.parametrize("header", ["不合格情况", "问题", "结论", "检验结果", "抽检情况", "说明"])
@pytest.mark.parametrize("cell", ["苯甲酸║0.85g/kg║≤0.5g/kg", "苯甲酸不合格"])
def test_a_column_that_may_name_failures_never_stands_in_a_list_of_passes(
    county, name, header, cell
):
    headers = [header if one == ITEMS else one for one in IN_A_CELL]
    put_rows(county, f"{name}.csv", [headers, sample(cell=cell)])
    reading = read_county(county)
    assert stated(reading) == []
    assert codes(reading) == ["table.deciding"]
    assert reading.file_errors[0].column == header
    assert assessed(reading) == set()


@pytest.mark.parametrize(
    ("name", "title", "ok"),
    [
        ("食品抽检合格", "", True),
        ("合格食品信息", "", True),
        ("2023年食品监督抽检合格产品", "", True),
        ("抽检信息", "食品抽检合格信息", True),
        ("食品抽检合格与不合格", "合格产品信息", True),
        ("抽检信息", "", False),
        ("不合格食品", "", False),
        ("食品抽检合格", "不合格产品信息", False),
        ("食品抽检合格与不合格", "", False),
        ("食品抽检合格率", "", False),
    ],
)
def test_only_what_says_so_is_a_list_of_passes(county, name, title, ok):
    titles = [[title, *[""] * 15]] if title else []
    put_rows(county, f"{name}.csv", [*titles, PASSED, passed()])
    reading = read_county(county)
    assert stated(reading) == ([("pass", 0)] if ok else [])
    assert codes(reading) == ([] if ok else ["table.column"])
    assert (ONE in assessed(reading)) == ok


def test_a_failure_told_in_its_last_row_stops_the_list(county):
    rows = [[*passed(at), ""] for at in range(600)]
    rows[-1][-1] = "苯甲酸不合格"
    put_rows(county, "食品抽检合格.csv", [[*PASSED, "附记"], *rows])
    assert codes(read_county(county)) == ["table.deciding"]


def test_cells_that_say_that_nothing_failed_are_no_failures(county):
    rows = [[*passed(1), "合格", "无"], [*passed(2), "所检项目均合格", "未发现不合格样品"]]
    put_rows(county, "食品抽检合格.csv", [[*PASSED, "检验结果", "附记"], *rows])
    reading = read_county(county)
    assert (stated(reading), codes(reading)) == ([("pass", 0)] * 2, [])


def test_a_remark_of_a_failure_refuses_its_row_alone(county):
    put_rows(county, "食品抽检合格.csv", [PASSED, passed(1), passed(2, 备注="苯甲酸不合格")])
    reading = read_county(county)
    assert stated(reading) == [("pass", 0)]
    assert [(one.row, one.code) for one in reading.refused] == [(3, "sample.conclusion")]
    assert ONE not in assessed(reading)


def test_no_conclusion_is_given_for_a_blank_one(county):
    rows = [[*passed(1), "合格"], [*passed(2), ""], [*passed(3), "不合格"]]
    put_rows(county, "食品抽检合格.csv", [[*PASSED, "检验结论"], *rows])
    reading = read_county(county)
    assert stated(reading) == [("pass", 0), ("fail", 0)]
    assert [(one.row, one.code) for one in reading.refused] == [(3, "sample.conclusion")]


def test_a_mapping_says_what_passed_and_what_decides_nothing(county):
    put_rows(county, "甲.csv", [[*PASSED, "检验项目"], [*passed(), "铅、镉"]])
    form = """
[form.own]
files = ["甲"]
ignore = ["检验项目"]
[[form.own.table]]
to = "samples"
[form.own.table.columns]
id = "抽样编号"
product = "食品名称"
[form.own.table.constants]
domain = "food"
stated = "pass"
"""
    (county / "mapping.toml").write_text(form, encoding="utf-8")
    assert stated(read_county(county)) == [("pass", 0)]
    (county / "mapping.toml").write_text(form.replace('"检验项目"', ""), encoding="utf-8")
    assert codes(read_county(county)) == ["table.deciding"]


def test_the_command_ends_with_an_error(county, capsys):
    headers = ["问题" if one == ITEMS else one for one in IN_A_CELL]
    made = openpyxl.Workbook()
    for row in (["食品抽检合格信息"], headers, sample(cell="苯甲酸超标")):
        made.active.append(row)
    made.save(county / "data" / "食品抽检合格.xlsx")
    assert main(["assess", str(county), "--year", "2023"]) == 3
    assert "食品抽检合格.xlsx" in capsys.readouterr().out


# Rows that continue others

CONTINUED = [
    "序号", "标称生产企业名称", "标称生产企业地址", "被抽样单位名称", "被抽样单位地址", "样品名称", "规格型号", "商标",
    "生产日期", "保质期", "不合格项目", "检验值", "标准值", "标签标注要求", "备注", "检验机构", "食品细类", "抽样编号",
    "备注",
]  # fmt: skip


def row19(number, maker, shop, *, item="铅", given="G"):
    found = ["9mg/kg", "≤0.5mg/kg"] if item else ["", ""]
    own = [str(number), maker, "青石镇", shop, "青石镇", "米", "/", "/", "2024-1-15", "/", item]
    return [*own, *found, "/", "/", "所", "米", f"{given}{number}" if given else "", "/"]


def alone(at, cell):
    return [cell if i == at else "" for i in range(len(CONTINUED))]


def list19(county, *rows, merged=()):
    made = openpyxl.Workbook()
    for row in (["不合格食品信息"], CONTINUED, *rows):
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    made.save(county / "data" / "不合格食品信息.xlsx")
    return read_county(county)


def items(reading):
    return {one.id: [item.name for item in one.items] for one in reading.data.samples}


def refused(reading, table):
    return [(one.row, one.code) for one in reading.tables[table].refused]


CONTINUES = [*[""] * 10, "镉", "9mg/kg", "≤0.5mg/kg", *[""] * 6]


def test_a_row_with_an_item_alone_continues_the_sample_above(county):
    reading = list19(county, row19(1, NAMES[0], NAMES[0]), CONTINUES)
    assert (items(reading), reading.refused) == ({"G1": ["铅", "镉"]}, ())


def test_what_is_merged_with_the_row_above_is_not_its_own(county):
    rows = row19(1, NAMES[0], NAMES[0]), row19(1, NAMES[0], NAMES[0], item="镉")
    columns = (*"ABCDEFGHIJ", *"NOPQRS")
    reading = list19(county, *rows, merged=[f"{one}3:{one}4" for one in columns])
    assert (items(reading), reading.refused) == ({"G1": ["铅", "镉"]}, ())


@pytest.mark.parametrize("item", ["镉", ""])
@pytest.mark.parametrize("numbered", [True, False])
def test_a_failed_sample_without_its_number_is_refused_and_charged_to_nobody(
    county, item, numbered
):
    row = row19(2, NAMES[2], NAMES[2], item=item, given="")
    row[0] = "2" if numbered else ""
    reading = list19(county, row19(1, NAMES[0], NAMES[0]), row, *([CONTINUES] if item else []))
    assert items(reading) == {"G1": ["铅"]}
    assert refused(reading, "samples") == [(4, "field.shape")]
    rows = [(4, "table.parent"), (5, "table.parent")] if item else []
    assert refused(reading, "sample_items") == rows
    assert THREE not in assessed(reading, 2024)
    (lost,) = reading.data.unread
    assert {lost.unit, *lost.among} == {THREE}
    assert lost.children == ({"sample_items": 2} if item else {})


def test_items_of_a_repeated_number_are_not_those_of_the_first(county):
    rows = row19(1, NAMES[0], NAMES[0]), row19(1, NAMES[2], NAMES[2], item="镉")
    reading = list19(county, *rows)
    assert items(reading) == {"G1": ["铅"]}
    assert refused(reading, "samples") == [(4, "table.duplicate")]
    assert refused(reading, "sample_items") == [(4, "table.parent")]
    (lost,) = reading.data.unread
    assert (lost.unit, lost.children) == (THREE, {"sample_items": 1})
    assert THREE not in assessed(reading, 2024)


@pytest.mark.parametrize(("at", "cell"), [(1, NAMES[2]), (0, "9"), (0, "第二部分"), (5, "米")])
@pytest.mark.parametrize("last", [True, False])
def test_a_row_with_a_cell_of_its_own_is_in_some_list(county, at, cell, last):
    rows = [row19(1, NAMES[0], NAMES[0]), alone(at, cell), row19(3, NAMES[0], NAMES[0])]
    reading = list19(county, *rows[: 2 if last else 3])
    assert 4 in [one.row for one in (*reading.refused, *reading.review)]


@pytest.mark.parametrize(("at", "cell"), [(6, "/"), (14, "复检"), (0, "填报：某某")])
def test_a_row_with_nothing_of_its_own_is_told_as_ignored(county, at, cell):
    reading = list19(county, row19(1, NAMES[0], NAMES[0]), alone(at, cell))
    assert [one.row for one in reading.tables["samples"].ignored] == [1, 4]
    assert (items(reading), reading.refused, reading.review) == ({"G1": ["铅"]}, (), ())


# Items of samples that are not there

LABORATORY = ["抽样编号", "检验项目", "检验值", "标准值", "被抽样单位名称"]


def test_every_item_that_belongs_to_nobody_is_counted(county, capsys):
    wrong = [("", 3), ("X9", 2), ("X8", 1)]
    rows = [[key, "铅", "9mg/kg", "≤0.5mg/kg", ""] for key, times in wrong for _ in range(times)]
    put_rows(county, "检验项目明细.csv", [LABORATORY, *rows])
    assert main(["check", str(county), "--out", str(county / "out"), "--language", "zh"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "抽查样品有 6 行不知属于哪个单位，未计入任何单位："
    assert len(lines[1:7]) == sum("检验项目明细.csv" in one for one in lines[1:7])
    unread = [one for one in read_county(county).data.unread if not one.parent]
    assert [one.row for one in unread] == [2, 3, 4, 5, 7]  # one sample for each key


def test_a_unit_that_an_item_without_a_sample_names_is_not_assessed(county):
    rows = [["X9", "铅", "9mg/kg", "≤0.5mg/kg", NAMES[1]]]
    put_rows(county, "检验项目明细.csv", [LABORATORY, *rows])
    assert assessed(read_county(county)) == {ONE, THREE}
