"""States of units (登记状态): none is assumed in silence, and what is asked is what is read."""

from __future__ import annotations

import pytest
from filling import headings
from nanping import begun, put_lines

from qualitygov import read_county

ONE, TWO = "91330298MACKE5RRXX", "91330298MALXQYCP0M"
HEADERS = "统一社会信用代码,企业名称,所属乡镇"


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    put_lines(tmp_path, "towns.csv", "乡镇代码,名称", "330298101,青石镇")
    return tmp_path


def states(reading):
    return [(e.file, e.row, e.field) for e in reading.told if e.code == "table.state"]


def test_a_register_without_a_column_of_states_says_what_its_rows_count_as(county):
    put_lines(county, "企业名录.csv", HEADERS, f"{ONE},甲厂,青石镇", f"{TWO},乙厂,青石镇")
    reading = read_county(county)
    assert states(reading) == [("企业名录.csv", 1, "status")]
    (said,) = (e for e in reading.told if e.code == "table.state")
    assert "登记状态" in said.say("zh")
    assert "存续" in said.say("zh")
    assert [one.status.value for one in reading.data.enterprises] == ["in-operation"] * 2


def test_a_register_with_its_states_is_told_nothing(county):
    put_lines(county, "企业名录.csv", f"{HEADERS},登记状态", f"{ONE},甲厂,青石镇,注销")
    reading = read_county(county)
    assert states(reading) == []
    assert [one.status.value for one in reading.data.enterprises] == ["deregistered"]


def test_a_state_that_the_mapping_gives_is_told_nothing(county):
    (county / "mapping.toml").write_text(
        '[form.a]\nfiles = ["企业名录"]\n[[form.a.table]]\nto = "enterprises"\n'
        '[form.a.table.constants]\nstatus = "suspended"\n',
        encoding="utf-8",
    )
    put_lines(county, "企业名录.csv", HEADERS, f"{ONE},甲厂,青石镇")
    reading = read_county(county)
    assert states(reading) == []
    assert [one.status.value for one in reading.data.enterprises] == ["suspended"]


@pytest.mark.parametrize("table", ["enterprises", "licences"])
def test_a_template_asks_for_the_state_that_the_reader_requires(table):
    (state,) = (one for one in headings(table) if one.name == "status")
    assert state.required
    assert state.header.endswith("状态*")
    assert "不作推定" in state.meaning


def test_a_blank_state_is_refused_as_the_template_says(county):
    put_lines(county, "企业名录.csv", f"{HEADERS},登记状态*", f"{ONE},甲厂,青石镇,")
    reading = read_county(county)
    assert [(e.row, e.column, e.code) for e in reading.refused] == [(2, "登记状态*", "cell.state")]
    assert states(reading) == []
