"""Remarks that say that a unit is gone, or a record over: no row counts as if they did not."""

from __future__ import annotations

import pytest
from nanping import begun, put_lines

from qualitygov import read_county

ONE, TWO, THREE = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MA783RK55W"
UNITS = "统一社会信用代码,企业名称,所属乡镇"
PENALTIES = (
    "行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,违法事实,处罚依据,处罚类别,"
    "罚款金额（万元）,处罚决定日期,处罚机关,备注"
)


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    put_lines(tmp_path, "towns.csv", "乡镇代码,名称", "330298101,青石镇")
    return tmp_path


def refused(reading):
    return [(one.row, one.field, one.code) for one in reading.refused]


def register(county, *remarks, state=True):
    head = f"{UNITS},登记状态,备注" if state else f"{UNITS},备注"
    own = ["存续,"] if state else [""]
    rows = [
        f"{code},甲厂{code[-1]},青石镇,{own[0]}{remark}"
        for code, remark in zip((ONE, TWO, THREE), remarks, strict=False)
    ]
    put_lines(county, "企业.csv", head, *rows)
    return read_county(county)


@pytest.mark.parametrize(
    "remark", ["已注销", "2020年吊销", "2015年吊销执照", "迁出本县", "该厂倒闭"]
)
@pytest.mark.parametrize("state", [True, False])
def test_a_unit_that_a_remark_says_is_gone_is_not_in_operation(county, remark, state):
    reading = register(county, "", remark, "网格二组", state=state)
    assert refused(reading) == [(3, "status", "cell.rival")]
    (entry,) = reading.refused
    assert f"“备注”为“{remark}”" in entry.expected.zh
    assert [one.code for one in reading.data.enterprises] == [ONE, THREE]


@pytest.mark.parametrize(
    "remark",
    [
        "未注销",
        "卫生许可证注销后重新办理",
        "分公司已注销",
        "停业后恢复经营",
        "申请注销",
        "生意好",
        "/",
    ],
)
def test_a_remark_that_says_no_end_changes_nothing(county, remark):
    assert refused(register(county, remark)) == []


def test_a_unit_that_its_state_says_is_gone_may_say_so_again(county):
    put_lines(county, "企业.csv", f"{UNITS},登记状态,备注", f"{ONE},甲厂,青石镇,注销,已注销")
    reading = read_county(county)
    assert refused(reading) == []
    assert [one.status.value for one in reading.data.enterprises] == ["deregistered"]


def test_a_mapping_may_ignore_the_remarks(county):
    (county / "mapping.toml").write_text(
        '[form.a]\nfiles = ["企业"]\nignore = ["备注"]\n[[form.a.table]]\nto = "enterprises"\n',
        encoding="utf-8",
    )
    assert refused(register(county, "已注销")) == []


def penalties(county, *rows):
    put_lines(county, "企业.csv", f"{UNITS},登记状态", f"{ONE},甲厂,青石镇,存续")
    lines = [f"甲厂,{ONE},{n}号,x,x,{row}" for n, row in enumerate(rows, 1)]
    put_lines(county, "双公示行政处罚.csv", PENALTIES, *lines)
    return read_county(county)


@pytest.mark.parametrize(
    ("remark", "over"),
    [
        ("已撤销", True),
        ("经复议撤销", True),
        ("信用已修复", True),
        ("未撤销", False),
        ("可以申请信用修复", False),
        ("已超过修复期限", False),
        ("撤销卫生许可证", False),
        ("当场处罚", False),
    ],
)
def test_a_penalty_that_a_remark_says_is_over_does_not_count(county, remark, over):
    reading = penalties(county, f"罚款,0.5,2023-3-5,局,{remark}", "警告,,2023-3-5,局,")
    assert [(row, code) for row, _, code in refused(reading)] == [(2, "cell.ended")] * over
    assert len(reading.data.penalties) == 2 - over


def test_a_fine_of_nothing_is_no_fine(county):
    assert refused(penalties(county, "罚款,0,2023-3-5,局,")) == [(2, "fine", "case.fine")]
    assert refused(penalties(county, "警告,0,2023-3-5,局,")) == []


@pytest.mark.parametrize("word", ["不予处罚", "不予行政处罚", "免予处罚", "首违不罚"])
def test_no_penalty_in_the_double_publicity_is_told(county, word):
    reading = penalties(county, f"{word},,2023-3-5,局,", "警告,,2023-3-5,局,")
    assert [(one.row, one.code) for one in reading.told if one.code.startswith("row")] == [
        (2, "row.none")
    ]
    assert [one.id for one in reading.data.penalties] == ["2号"]


def test_a_word_of_another_column_is_near_one_of_its_form(county):
    put_lines(county, "企业.csv", f"{UNITS},登记状态", f"{ONE},甲厂,青石镇,存续")
    head = "行政处罚文号,统一社会信用代码,处罚结果,处罚时间"
    put_lines(county, "行政处罚公示信息.csv", head, f"1号,{ONE},停产整顿,2022-3-4")
    (entry,) = read_county(county).refused
    assert entry.expected.zh == "没有此词；是否为 停产停业"
