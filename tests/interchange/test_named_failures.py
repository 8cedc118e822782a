"""A column that names what failed: a sample that is not stated to have failed is refused beside it."""

from __future__ import annotations

import pytest

from qualitygov.inspection import InspectionSample
from qualitygov.interchange import read_table, sheet_of

OWN = ["样品编号", "被抽样单位代码", "所属乡镇代码", "产品领域", "产品名称", "检验结论"]
ROW = ["S1", "91330298MA783RK55W", "330298101", "industrial", "电线"]


def read(header, conclusion, cell):
    return read_table(
        sheet_of("samples", [*OWN, header], [[*ROW, conclusion, cell]]), InspectionSample
    )


HEADERS = (
    "不合格项目",
    "主要不合格项目",
    "不合格检验项目",
    "不合格项目名称",
    "不合格项目数",
    "问题项目",
)


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("conclusion", ["合格", "", "/", "符合", "未见异常"])
def test_a_named_failure_beside_no_failure_is_refused(header, conclusion):
    found = read(header, conclusion, "2" if header.endswith("数") else "导体电阻")
    assert not found.rows
    assert [(e.code, e.row, e.column) for e in found.refused] == [
        ("sample.conclusion", 2, "检验结论")
    ]


@pytest.mark.parametrize("cell", ["导体电阻", "无机砷", "未标注生产日期", "导体电阻、绝缘厚度"])
def test_a_stated_failure_may_name_it(cell):
    (row,) = read("不合格项目", "不合格", cell).rows
    assert row.stated == "fail"


@pytest.mark.parametrize(
    "cell", ["", "/", "无", "—", "0", "无不合格项目", "未发现不合格", "所检项目均合格"]
)
def test_a_cell_that_names_nothing_contradicts_nothing(cell):
    (row,) = read("不合格项目", "合格", cell).rows
    assert row.stated == "pass"


@pytest.mark.parametrize(("cell", "conclusion"), [("无机砷", "合格"), ("未标注生产日期", "")])
def test_an_item_that_begins_like_nothing_is_one(cell, conclusion):
    assert read("不合格项目", conclusion, cell).refused


def test_a_conclusion_that_nobody_knows_is_refused_once():
    found = read("不合格项目", "待复核", "导体电阻")
    assert [(e.code, e.column) for e in found.refused] == [("field.word", "检验结论")]
