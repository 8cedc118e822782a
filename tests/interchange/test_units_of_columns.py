"""Units that headers and title rows say: every number is brought to its field's unit, or refused."""

from __future__ import annotations

import openpyxl
import pytest

from qualitygov.environment import AirDay
from qualitygov.inspection import InspectionSample, SampleItem
from qualitygov.interchange import Children, read_table, sheet_of

HEAD = ["日期", "监测点", "所属乡镇代码", "PM2.5", "CO"]


def day(pm="0.15", co="0.8"):
    return ["2018-02-01", "县站", "330298101", pm, co]


def read(rows, *, tmp_path):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "空气质量日报.xlsx"
    book.save(path)
    return read_table(path, AirDay)


@pytest.mark.parametrize(
    "unit",
    [
        "mg/m3", "mg/m³", "mg／m³", "㎎/㎥", "毫克/立方米", "毫克每立方米", "mg·m⁻³", "mg·m-3", "mg/m^3",
        "单位：mg/m³", "mg/m³，标态", "毫克/立方米、日均", "mg/立方米",
    ],
)  # fmt: skip
def test_the_unit_of_a_header_in_every_usual_spelling(unit):
    for brackets in ("（{}）", "({})", "[{}]", "【{}】"):
        head = [*HEAD[:3], "PM2.5" + brackets.format(unit)]
        read = read_table(sheet_of("air", head, [day()[:4]]), AirDay)
        assert [str(row.pm25) for row in read.rows] == ["150"], (unit, brackets)


@pytest.mark.parametrize(
    "unit", ["μg/m³", "µg/m3", "㎍/㎥", "微克/立方米", "ug/m3", "微克每立方米"]
)
def test_the_fields_own_unit_changes_nothing_and_another_one_is_converted(unit):
    head = [*HEAD[:3], f"PM2.5（{unit}）", f"CO（{unit}）"]
    row = read_table(sheet_of("air", head, [day("35", "800")]), AirDay).rows[0]
    assert (str(row.pm25), str(row.co)) == ("35", "0.8")


@pytest.mark.parametrize("unit", ["mg/标方", "毫克/桶", "mg/kg", "mg/Nm3"])
def test_a_unit_that_cannot_be_brought_to_the_fields_refuses_the_number(unit):
    read = read_table(sheet_of("air", [*HEAD[:3], f"PM2.5（{unit}）"], [day()[:4]]), AirDay)
    assert not read.rows
    assert [(e.field, e.found) for e in read.refused] == [("pm25", "0.15")]


@pytest.mark.parametrize("note", ["日均", "24小时平均", "手工", "家", "个"])
def test_a_remark_in_brackets_is_no_unit(note):
    read = read_table(sheet_of("air", [*HEAD[:3], f"PM2.5（{note}）"], [day("35")[:4]]), AirDay)
    assert [str(row.pm25) for row in read.rows] == ["35"]


@pytest.mark.parametrize(
    "title",
    [
        ["空气日报  单位：mg/m3"], ["单位：毫克/立方米"], ["空气日报", "单位：", "mg/m³"], ["（单位：mg / m³）"],
        ["浓度单位：mg/m³ 填报日期：2024-1-1"], ["空气日报（mg/m³）"], ["单位：mg/m³（标准状态）"],
    ],
)  # fmt: skip
def test_the_unit_of_a_title_row(title, tmp_path):
    row = read([title, HEAD, day()], tmp_path=tmp_path).rows[0]
    assert (str(row.pm25), str(row.co)) == ("150", "0.8")


@pytest.mark.parametrize(
    "title",
    [
        "单位：μg/m³（CO为mg/m³）",
        "单位：微克/立方米，CO：毫克/立方米",
        "单位：μg/m³；一氧化碳为mg/m³",
    ],
)
def test_a_title_may_name_a_column_with_a_unit_of_its_own(title, tmp_path):
    row = read([[title], HEAD, day("35", "0.8")], tmp_path=tmp_path).rows[0]
    assert (str(row.pm25), str(row.co)) == ("35", "0.8")


@pytest.mark.parametrize(
    "title", ["单位：μg/m³、mg/m³", "单位：μg/m³（CO除外）", "单位：μg/m³（甲烷为mg/m³）"]
)
def test_a_title_that_nobody_can_read_brings_no_number(title, tmp_path):
    found = read([[title], HEAD, day("35", "0.8")], tmp_path=tmp_path)
    assert not found.rows
    assert {e.field for e in found.refused} == {"pm25", "co"}


def test_a_header_goes_before_the_title_and_an_office_is_no_unit(tmp_path):
    head = [*HEAD[:3], "PM2.5（μg/m³）", "CO"]
    row = read([["单位：mg/m³"], head, day("35", "0.8")], tmp_path=tmp_path).rows[0]
    assert (str(row.pm25), str(row.co)) == ("35", "0.8")
    row = read([["填报单位：县环保局"], HEAD, day("35", "0.8")], tmp_path=tmp_path).rows[0]
    assert (str(row.pm25), str(row.co)) == ("35", "0.8")


# Items of laboratories: the units of their headers


ITEM = ["样品编号", "检验项目"]


def items_of(headers, cells, *, title=None, tmp_path):
    book = openpyxl.Workbook()
    for row in title or [], [*ITEM, *headers], ["S1", "黄曲霉毒素", *cells]:
        if row:
            book.active.append(row)
    path = tmp_path / "sample_items.xlsx"
    book.save(path)
    samples = sheet_of(
        "samples",
        ["id", "subject", "town", "product", "domain"],
        [["S1", "91330298MA783RK55W", "330298101", "大米", "food"]],
    )
    child = Children("items", path, SampleItem, "sample")
    return read_table(samples, InspectionSample, children=(child,))


def units_of(found):
    assert not found.refused
    item = found.rows[0].items[0]
    limit = None if item.limit is None else str(item.limit)
    return str(item.value), item.unit, limit, item.limit_unit, item.conclusion.value


FORMS = (("检验结果{}", "标准要求{}", "≤"), ("实测值{}", "限值{}", ""))
"""Headers of a laboratory's list, and those of the table's own columns."""


@pytest.mark.parametrize(("value", "limit", "sign"), FORMS)
def test_result_and_limit_in_the_units_of_their_headers(value, limit, sign, tmp_path):
    heads = [value.format("（mg/kg）"), limit.format("（μg/kg）"), "单项结论"]
    found = items_of(heads, ["0.05", f"{sign}20", "不合格"], tmp_path=tmp_path)
    assert units_of(found) == ("0.05", "mg/kg", "20", "μg/kg", "fail")
    heads = [value.format("（μg/kg）"), limit.format("（毫克/千克）"), "单项结论"]
    found = items_of(heads, ["400", f"{sign}0.5", "合格"], tmp_path=tmp_path)
    assert units_of(found) == ("400", "μg/kg", "0.5", "毫克/千克", "pass")


@pytest.mark.parametrize(("value", "limit", "sign"), FORMS)
def test_a_stated_pass_that_the_units_contradict_is_refused(value, limit, sign, tmp_path):
    heads = [value.format("（mg/kg）"), limit.format("（μg/kg）"), "单项结论"]
    found = items_of(heads, ["0.05", f"{sign}20", "合格"], tmp_path=tmp_path)
    assert not found.rows
    assert "sample.item" in {one.code for one in found.refused}


@pytest.mark.parametrize(("value", "limit", "sign"), FORMS)
def test_a_unit_in_a_cell_goes_before_that_of_its_header(value, limit, sign, tmp_path):
    heads = [value.format("（mg/kg）"), limit.format("（mg/kg）")]
    found = items_of(heads, ["50μg/kg", f"{sign}20μg/kg"], tmp_path=tmp_path)
    assert units_of(found) == ("50", "μg/kg", "20", "μg/kg", "fail")


@pytest.mark.parametrize(("value", "limit", "sign"), FORMS)
def test_a_column_of_units_that_says_otherwise_is_refused(value, limit, sign, tmp_path):
    heads = [value.format("（mg/kg）"), limit.format("（mg/kg）"), "计量单位"]
    found = items_of(heads, ["0.05", f"{sign}0.1", "μg/kg"], tmp_path=tmp_path)
    assert [one.code for one in found.refused if one.field == "unit"] == ["unit.two"]
    found = items_of(heads, ["0.05", f"{sign}0.1", "毫克/千克"], tmp_path=tmp_path)
    assert found.rows[0].items[0].conclusion.value == "pass"


def test_the_unit_of_a_title_row_is_that_of_items_without_another(tmp_path):
    heads = ["检验结果", "标准要求（μg/kg）"]
    found = items_of(heads, ["0.05", "≤20"], title=["检验单（单位：mg/kg）"], tmp_path=tmp_path)
    assert units_of(found) == ("0.05", "mg/kg", "20", "μg/kg", "fail")
