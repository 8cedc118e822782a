"""What goes back to the office, and back again: nobody's work is lost, nothing comes in unmended."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from qualitygov import read_county
from qualitygov.cli import main
from qualitygov.errors import OutputError
from qualitygov.interchange.checked import write_check

HEAD = ["统一社会信用代码", "企业名称", "所属乡镇代码", "登记状态"]
CODES = ("91330299100000016T", "91330299100000024N", "91330299100000032H")
NUMBER = "330299198501011230"
GOOD = [[code, f"厂{at}", "330299101", "存续"] for at, code in enumerate(CODES)]
BAD = [CODES[2], "丙厂", "330299101", "存继"]


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def county(tmp_path):
    folder = tmp_path / "县"
    (folder / "data").mkdir(parents=True)
    (folder / "county.toml").write_text(
        '[county]\ncode = "330299"\nname = { zh = "县", en = "C" }\n', encoding="utf-8"
    )
    (folder / "data" / "towns.csv").write_text(
        "code,name.zh,name.en,parent\n330299101,甲镇,A,330299\n", encoding="utf-8"
    )
    return folder


def book(path, rows):
    made = openpyxl.Workbook()
    for row in (HEAD, *rows):
        made.active.append(row)
    made.save(path)


def text(path, rows):
    path.write_text("\n".join(",".join(row) for row in (HEAD, *rows)) + "\n", encoding="utf-8")


def checked(county, out):
    return write_check(read_county(county), county / "data", out)


def test_a_number_that_was_left_out_is_a_persons_still_when_the_copy_is_read(county, tmp_path):
    path = county / "data" / "企业.xlsx"
    book(path, [*GOOD[:2], [NUMBER, "示范第3店", "330299101", "存续"]])
    before = read_county(county)
    assert [entry.code for entry in before.refused] == ["code.person"]
    (back,) = checked(county, tmp_path / "out").returned
    cell = openpyxl.load_workbook(back.path).active.cell(4, 1).value
    assert NUMBER not in cell
    assert cell.startswith("330299")
    shutil.copy(back.path, path)
    again = read_county(county)
    assert [entry.code for entry in again.refused] == ["code.person"]
    assert [unit.code for unit in again.data.enterprises.rows] == list(CODES[:2])


def test_copies_of_files_with_one_name_keep_apart(county, tmp_path):
    book(county / "data" / "企业.xlsx", [GOOD[0], [CODES[1], "乙厂", "330299101", "存继"]])
    text(county / "data" / "企业.csv", [BAD])
    written = checked(county, tmp_path / "out").returned
    assert len({one.path for one in written}) == 2
    marked = {
        one.file: [row[0].value for row in openpyxl.load_workbook(one.path).active.iter_rows()]
        for one in written
    }
    assert CODES[1] in marked["企业.xlsx"]
    assert CODES[2] in marked["企业.csv"]


def test_another_check_takes_away_what_the_one_before_wrote_and_nothing_else(county, tmp_path):
    out = tmp_path / "核对"
    text(county / "data" / "企业.csv", [*GOOD[:2], BAD])
    (back,) = checked(county, out).returned
    (out / "returned" / "我的笔记.txt").write_text("笔记", encoding="utf-8")
    (out / "read" / "我的.csv").write_text("我的", encoding="utf-8")
    text(county / "data" / "企业.csv", GOOD)
    assert checked(county, out).returned == ()
    assert not back.path.exists()
    assert (out / "returned" / "我的笔记.txt").read_text("utf-8") == "笔记"
    assert (out / "read" / "我的.csv").read_text("utf-8") == "我的"
    assert (out / "read" / "enterprises.csv").exists()


def test_a_copy_that_somebody_mended_stays_as_he_left_it(county, tmp_path):
    out = tmp_path / "核对"
    text(county / "data" / "企业.csv", [*GOOD[:2], BAD])
    (back,) = checked(county, out).returned
    made = openpyxl.load_workbook(back.path)
    made.active.cell(4, 4).value = "存续"
    made.save(back.path)
    mended = back.path.read_bytes()
    with pytest.raises(OutputError, match="changed since"):
        checked(county, out)
    assert back.path.read_bytes() == mended
    assert (out / "read" / "enterprises.csv").exists()
    shutil.copy(back.path, county / "data" / "企业.xlsx")
    (county / "data" / "企业.csv").unlink()
    assert checked(county, out).returned == ()
    assert back.path.read_bytes() == mended
    assert read_county(county).whole


def test_what_was_checked_is_never_a_link_to_elsewhere(county, tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "read").symlink_to(elsewhere)
    text(county / "data" / "企业.csv", GOOD)
    with pytest.raises(OutputError, match="a link"):
        checked(county, out)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("where", ["data/核对", "data", "data/../data/x"])
@pytest.mark.parametrize("command", [["check"], ["assess", "--year", "2016"]])
def test_results_are_not_written_among_the_data(county, capsys, where, command):
    text(county / "data" / "企业.csv", GOOD)
    before = sorted(county.rglob("*"))
    code = main([command[0], str(county), *command[1:], "--out", str(county / where)])
    assert code == 5
    assert "within the data" in capsys.readouterr().err
    assert sorted(county.rglob("*")) == before


def test_results_beside_the_data_are_not_read_as_data(county):
    text(county / "data" / "企业.csv", GOOD)
    assert main(["check", str(county), "--out", str(county / "核对")]) == 0
    assert main(["check", str(county), "--out", str(county / "核对")]) == 0
    assert len(read_county(county).data.enterprises.rows) == 3


@pytest.mark.parametrize("name", ["企业.xlsx", "企业.xls"])
def test_a_workbook_with_a_password_is_told_as_such(county, name):
    # what Excel writes for it: an old container with the name of its package in UTF-16
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024)
    content = head + "EncryptedPackage".encode("utf-16-le") + bytes(1024)
    Path(county / "data" / name).write_bytes(content)
    (error,) = read_county(county).file_errors
    assert error.code == "file.password"
    assert "密码" in error.expected.zh
