"""No header, cell, or name of a file or sheet steers the terminal or turns a line around."""

from __future__ import annotations

import json

import openpyxl
import pytest

from qualitygov.cli import main

ONE = "91330298MACKE5RRXX"
REGISTER = ["统一社会信用代码", "企业名称", "所属乡镇", "登记状态", "成立日期"]
BAD = ("\x1b", "\u202e", "\u2066", "\x9b", "\x07")


@pytest.fixture
def county(tmp_path):
    folder = tmp_path / "county"
    (folder / "data").mkdir(parents=True)
    (folder / "county.toml").write_text(
        'data = "data"\n[county]\ncode = "330298"\nname = { zh = "南屏县", en = "Nanping" }\n',
        encoding="utf-8",
    )
    text(
        folder,
        "towns.csv",
        [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]],
    )
    text(folder, "企业\x1b[31m\u202e.csv", [REGISTER, [ONE, "甲厂", "青石镇", "存续", "2014-3-5"]])
    text(
        folder,
        "企业2.csv",
        [
            [*REGISTER, "备\u202e考\x9b"],
            [ONE, "甲\x1b[2J厂", "青石镇", "存续\x07", "2014-3-5", "x"],
        ],
    )
    text(folder, "x\u202ey\x1b]0;.csv", [["a", "c"], ["1", "2"]])
    text(folder, "信用记录.csv", [["主体代码", "类别\x1b[31m"], [ONE, "行政处罚"]])
    made = openpyxl.Workbook()
    made.active.title = "企业\u202e\u2066"
    made.active.append(REGISTER)
    made.active.append([ONE, "甲厂", "青石镇", "怪\u202e", "2014-3-5"])
    made.save(folder / "data" / "又.xlsx")
    return folder


def text(county, name, rows):
    lines = "\r\n".join(",".join(row) for row in rows)
    (county / "data" / name).write_text(lines, encoding="utf-8-sig")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "command", [["check"], ["check", "--json"], ["assess", "--year", "2023"]], ids=" ".join
)
def test_no_text_of_an_office_steers_the_terminal(county, tmp_path, capsys, command, language):
    name, *options = command
    out = ["--out", str(tmp_path / "out")]
    assert main([name, str(county), *options, *out, "--language", language]) == 3
    said = "".join(capsys.readouterr())
    assert not [one for one in BAD if one in said]
    if "--json" in options:
        assert json.loads(said)["named"][0]["file"] == "x\u202ey\x1b]0;.csv"
    else:
        assert r"企业\x1b[31m\u202e.csv" in said


def test_an_error_steers_nothing(tmp_path, capsys):
    assert main(["check", str(tmp_path / "no\x1b[31m")]) == 4
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert r"\x1b[31m" in said


def test_the_places_of_rows_are_plain(county, tmp_path):
    out = tmp_path / "out"
    assert main(["check", str(county), "--out", str(out)]) == 3
    said = (out / "read" / "enterprises.csv").read_text(encoding="utf-8")
    assert not [one for one in BAD if one in said]
    assert r"企业\x1b[31m\u202e.csv" in said
