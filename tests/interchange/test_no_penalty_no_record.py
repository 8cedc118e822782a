"""Published penalties: no record where none was imposed, and none where nobody says what it was."""

from __future__ import annotations

import csv

import pytest
from nanping import begun

from qualitygov import OfficialCalendar, read_county
from qualitygov.interchange.readers import worded

HEAD = ["uni_social_crd_cd", "admin_punish_doc", "punish_dt", "punish_result"]
CODE = "91330298MA783RK55W"


@pytest.fixture
def penalties(tmp_path):
    """Reads results of published penalties; a row each."""
    begun(tmp_path)
    put(tmp_path, "towns.csv", ["code,name.zh,name.en,parent", "330298101,青石镇,Qingshi,330298"])
    put(
        tmp_path,
        "enterprises.csv",
        ["code,name,town,status,registered_on", f"{CODE},甲厂,330298101,存续,2014-3-5"],
    )

    def read(*results):
        path = tmp_path / "data" / "行政处罚公示信息.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = [[CODE, f"罚{n}号", "2023-3-5", result] for n, result in enumerate(results)]
            csv.writer(file).writerows([HEAD, *rows])
        return read_county(tmp_path, calendar=OfficialCalendar())

    return read


def put(folder, name, lines):
    (folder / "data" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


NONE = (
    "不予行政处罚", "不予处罚", "决定不予行政处罚", "依法不予处罚（首违不罚）", "免予行政处罚", "免于处罚", "首违不罚", "免罚",
    "不予行政处罚，责令改正",
)  # fmt: skip
UNCLEAR = (
    "", "-", "/", "无", "不予罚款", "罚款？", "罚款（已撤销）", "撤销行政处罚", "不予处罚，罚款5000元", "拟不予处罚", "结案",
    "不予立案", "责令改正",
)  # fmt: skip
IMPOSED = {
    "罚款5000元": "general", "没收违法所得": "general", "没收非法财物，罚款": "general", "5000元": "general",
    "罚款人民币伍仟元整": "general", "暂扣许可证件": "general", "警告": "minor", "通报批评": "minor",
    "警告、罚款": "general", "吊销许可证": "serious", "责令停产停业": "serious", "罚款、吊销许可证件": "serious",
}  # fmt: skip


@pytest.mark.parametrize("result", NONE)
def test_no_penalty_is_told_and_makes_no_record(penalties, result):
    reading = penalties(result, "警告")
    assert [one.severity for one in reading.data.records] == ["minor"]
    told = [(e.row, e.field, e.found) for e in reading.told if e.code == "row.none"]
    assert told == [(2, "severity", result)]
    assert not reading.refused


@pytest.mark.parametrize("result", UNCLEAR)
def test_what_does_not_say_a_penalty_is_refused(penalties, result):
    reading = penalties(result, "警告")
    assert [one.severity for one in reading.data.records] == ["minor"]
    assert [(e.row, e.field) for e in reading.refused] == [(2, "severity")]


def test_what_was_imposed_says_how_grave_it_was(penalties):
    reading = penalties(*IMPOSED)
    found = {one.source_document: one.severity for one in reading.data.records}
    assert [found[f"罚{n}号"] for n in range(len(IMPOSED))] == list(IMPOSED.values())
    assert not reading.refused


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("有限公司", "enterprise"), ("非公司", None), ("不是公司", None), ("公司？", None), ("公司?", None),
        ("公司（已吊销）", None), ("没有公司", None), ("/", None), ("", None),
        ("非公司制的公司", "enterprise"),
    ],
)  # fmt: skip
def test_a_pattern_takes_no_word_that_denies_or_doubts_it(text, word):
    assert worded(text, {"*公司*": "enterprise"}) == (text if word is None else word)


def test_only_a_star_by_itself_takes_any_text_but_nothing():
    assert [worded(text, {"*": "general"}) for text in ("不详", "无", "")] == ["general", "无", ""]
