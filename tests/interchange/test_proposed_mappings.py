"""``qualitygov map`` proposes from names and contents (对应关系建议), and decides nothing itself."""

from __future__ import annotations

import re
import tomllib

import openpyxl
import pytest
from nanping import begun

from qualitygov import read_county
from qualitygov.cli import main
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.office.contents import Content, content_of

CODES = "91330298MACKE5RRXX", "91330298MALXQYCP0M", "91330298MAW84R0M8L", "91330298MA783RK55W"
TOWNS = "青石镇", "大河乡", "青石镇", "新桥街道"
STATES = "在业", "注销", "正常经营", "停产"
REGISTER = [
    ("企业全称", "社会信用代码", "所在镇街", "经营状况", "企业性质", "注册时间"),
    *(
        (f"示范第{at}食品有限公司", code, town, state, "有限责任公司", f"2014.3.{at}")
        for at, code, town, state in zip(range(1, 5), CODES, TOWNS, STATES, strict=True)
    ),
]
STRANGE = [
    ("青石片区经营户台账",),
    ("编号", "信用代码证号", "单位全称", "归属地", "主体现状", "门类", "开办时间", "网格员"),
    *(
        (at, code, f"示范第{at}食品有限公司", town, state, "企业", f"2014年3月{at}日", "陈某")
        for at, code, town, state in zip(
            range(1, 5), CODES, TOWNS, ("正常经营", "已关门", "停业", "正常经营"), strict=True
        )
    ),
]


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    towns = "乡镇代码,名称\n330298101,青石镇\n330298201,大河乡\n330298001,新桥街道\n"
    (tmp_path / "data" / "towns.csv").write_text(towns, encoding="utf-8")
    return tmp_path


def proposed(county, rows, name="南屏县企业情况.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(county / "data" / name)
    (county / "mapping.toml").unlink(missing_ok=True)
    args = [str(county / "data" / name), "--to", str(county / "mapping.toml")]
    assert main(["map", *args]) == 0
    return (county / "mapping.toml").read_text(encoding="utf-8")


def adopted(text):
    return re.sub(r"^# (\w[\w.]* = .*)$", r"\1", text, flags=re.MULTILINE)


def columns(text):
    (form,) = tomllib.loads(adopted(text))["form"].values()
    (table,) = form["table"]
    fed = {
        field: one["headers"][0] if isinstance(one, dict) else one
        for field, one in table["columns"].items()
    }
    return table["to"], fed, form.get("ignore", [])


def test_what_is_in_a_column_goes_before_its_name(county):
    assert columns(proposed(county, REGISTER)) == (
        "enterprises",
        {
            "code": "社会信用代码",
            "name": "企业全称",
            "town": "所在镇街",
            "status": "经营状况",
            "kind": "企业性质",
            "registered_on": "注册时间",
        },
        [],
    )


def test_an_adopted_proposal_keeps_nobody_in_operation_who_is_not(county):
    text = adopted(proposed(county, REGISTER))
    (county / "mapping.toml").write_text(text, encoding="utf-8")
    reading = read_county(county)
    assert {one.code: one.status.value for one in reading.data.enterprises} == dict(
        zip(CODES, ("in-operation", "deregistered", "in-operation", "suspended"), strict=True)
    )
    assert not any(one.address for one in reading.data.enterprises)


def test_a_register_under_names_of_its_own_is_no_list_of_complaints(county):
    table, fed, ignored = columns(proposed(county, STRANGE, "片区台账2023.xlsx"))
    assert table == "enterprises"
    assert fed == {
        "code": "信用代码证号",
        "town": "归属地",
        "status": "主体现状",
        "kind": "门类",
        "name": "单位全称",
        "registered_on": "开办时间",
    }
    assert ignored == ["编号", "网格员"]


@pytest.mark.parametrize("rows", [REGISTER, STRANGE])
def test_nothing_is_ignored_before_somebody_says_so(county, rows):
    text = proposed(county, rows)
    (form,) = tomllib.loads(text)["form"].values()
    assert "ignore" not in form
    assert "每列都须答复" in text or "ignore" not in text


def test_a_word_that_ends_something_is_never_proposed_as_in_operation(county):
    ends = ("在业", "关停", "正常停业", "在册停产")
    rows = [REGISTER[0], *((*r[:3], w, *r[4:]) for r, w in zip(REGISTER[1:], ends, strict=True))]
    (form,) = tomllib.loads(adopted(proposed(county, rows)))["form"].values()
    words = form["table"][0]["columns"]["status"]["words"]
    assert set(words) == set(ends[1:])
    assert "in-operation" not in words.values()


@pytest.mark.parametrize(
    ("header", "cells", "content"),
    [
        ("x", ["2014.3.5", "2015年1月1日"], Content.DAYS),
        ("x", ["20140305", "20150101"], Content.OTHER),  # a number may be anything
        ("x", ["青石镇", "大河乡", "新桥街道"], Content.TOWNS),
        ("x", ["青石镇东路8号", "大河乡正街2号"], Content.OTHER),
        ("x", list(CODES), Content.CODES),
        ("经营状况", ["好", "不好"], Content.STATES),
        ("备注", ["要紧"], Content.OTHER),
        ("经营状况", [], Content.OTHER),
    ],
)
def test_contents_are_known_by_most_cells(header, cells, content):
    assert content_of(Header.of(header), cells, ()) is content


OWN = [
    ("青石镇企业底册",),
    ("单位全称", "机构代码", "现状", "门类", "片区"),
    *(
        (f"示范第{at}厂", code, state, "加工", "东")
        for at, code, state in zip(
            range(1, 5), CODES, ("开着", "关了", "开着", "关了"), strict=True
        )
    ),
]


def test_a_sheet_of_which_no_name_is_known_is_proposed_by_what_is_in_it(county):
    assert columns(proposed(county, OWN, "青石镇企业.xlsx")) == (
        "enterprises",
        {"code": "机构代码", "status": "现状", "name": "单位全称"},
        ["门类", "片区"],
    )


def test_a_ledger_of_penalties_is_proposed_as_penalties(county):
    rows = [
        ("序号", "处罚对象", "处罚时间", "案由", "金额", "文号"),
        *((at, f"示范第{at}厂", f"2022-3-{at}", "无照经营", 500, f"{at}号") for at in range(1, 4)),
    ]
    table, fed, _ = columns(proposed(county, rows, "处罚台账.xlsx"))
    assert table == "enforcement_cases"
    assert fed["decided_on"] == "处罚时间"


UNKNOWN = "甲乙,丙丁,戊己\n子,丑,寅\n卯,辰,巳\n".encode()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("值班.csv", UNKNOWN, "没有建议"),
        ("空.csv", b"", "0 字节"),
        ("空行.csv", b"\n\n", "没有建议"),
        ("x.pdf", b"%PDF-1.4", "此格式不能读入"),
    ],
)
def test_where_nothing_is_known_map_says_so_and_writes_nothing(
    tmp_path, capsys, name, content, why
):
    (tmp_path / name).write_bytes(content)
    to = tmp_path / "mapping.toml"
    assert main(["map", str(tmp_path / name), "--to", str(to), "--language", "zh"]) == 4
    assert why in capsys.readouterr().err
    assert not to.exists()


def test_map_writes_what_it_found_and_names_the_rest(county, capsys):
    proposed(county, OWN, "青石镇企业.xlsx")
    (county / "mapping.toml").unlink()
    (county / "值班.csv").write_bytes(UNKNOWN)
    files = [str(county / "data" / "青石镇企业.xlsx"), str(county / "值班.csv")]
    capsys.readouterr()
    assert main(["map", *files, "--to", str(county / "mapping.toml")]) == 3
    assert "值班.csv" in capsys.readouterr().err
    assert "机构代码" in (county / "mapping.toml").read_text(encoding="utf-8")
