"""``init`` and ``template``: a new county's folder, and workbooks to fill."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import openpyxl
import pytest

from qualitygov import cli, load_rulebook, read_county
from qualitygov.interchange.manifest import read_manifest

INIT = ["--code", "330299", "--name", "示范县"]


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "示范县"
    assert cli.main(["init", str(folder), *INIT, "--en", "Example County"]) == 0
    return folder


def paths_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_new_county_has_everything_that_it_needs(begun):
    assert paths_in(begun) == sorted(
        [
            "county.toml",
            "data",
            "rulebook.toml",
            "templates",
            "templates/企业.xlsx",
            "templates/乡镇.xlsx",
            "templates/信用记录.xlsx",
            "开始.txt",
            "数据字典.html",
            "数据字典.xlsx",
        ]
    )
    manifest = read_manifest(begun)
    assert (manifest.code, manifest.name.zh, manifest.name.en) == (
        "330299",
        "示范县",
        "Example County",
    )
    book = load_rulebook(begun / "rulebook.toml")
    assert book.levels[-1].startswith("county-330299") or "county-330299" in book.levels[0]


def test_a_new_county_can_be_assessed_at_once(begun, capsys):
    assert cli.main(["assess", str(begun), "--year", "2016", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["towns"] == []
    assert cli.main(["check", str(begun)]) == 0
    reading = read_county(begun)
    assert reading.whole
    assert not reading.named  # templates are not read


def test_with_towns_alone_every_verdict_is_not_reported(tmp_path, capsys):
    folder = tmp_path / "county"
    assert cli.main(["init", str(folder), *INIT]) == 0
    book = openpyxl.load_workbook(folder / "templates" / "乡镇.xlsx")
    book["乡镇"].append(["330299101", "清溪镇"])
    book.save(folder / "data" / "乡镇.xlsx")
    capsys.readouterr()
    assert cli.main(["assess", str(folder), "--year", "2016", "--json"]) == 0
    (town,) = json.loads(capsys.readouterr().out)["towns"]
    verdicts = {one["verdict"] for one in town["targets"].values()}
    assert verdicts == {"not-reported"}
    assert town["acceptance"]["readiness"] == "cannot-say"


def test_the_first_steps_are_chinese_and_open_in_any_editor(begun):
    raw = (begun / "开始.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    text = raw.decode("utf-8-sig")
    assert "示范县质量强镇考核：开始" in text
    assert "乡镇、企业、信用记录" in text
    assert f'qualitygov check "{begun}"' in text


def test_examples_have_the_countys_own_code(tmp_path):
    folder = tmp_path / "county"
    assert cli.main(["init", str(folder), "--code", "445281", "--name", "甲市"]) == 0
    notes = openpyxl.load_workbook(folder / "templates" / "乡镇.xlsx")["填表说明"]
    cells = [cell for row in notes.iter_rows(values_only=True) for cell in row]
    assert "445281101" in cells


@pytest.mark.parametrize("code", ["330299101", "33029", "abcdef", "", "３３０２９", "330 2"])
def test_a_code_that_is_no_countys_is_refused(code, tmp_path, capsys):
    folder = tmp_path / "county"
    assert cli.main(["init", str(folder), "--code", code, "--name", "示范县"]) == 2
    assert "six digits" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize("name", ["", "  ", "甲\n乙", "甲\x1b[31m", "甲\u202e乙"])
def test_a_name_that_is_none_is_refused(name, tmp_path, capsys):
    folder = tmp_path / "county"
    assert cli.main(["init", str(folder), "--code", "330299", "--name", name]) == 2
    assert "\x1b" not in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize("name", ['示范"县', "示范\\县", "甲'县", "{甲}县", "<b>县"])
def test_any_other_name_is_kept_as_it_is(name, tmp_path):
    folder = tmp_path / "county"
    assert cli.main(["init", str(folder), "--code", "330299", "--name", name]) == 0
    assert read_manifest(folder).name.zh == name
    assert load_rulebook(folder / "rulebook.toml").header.title.zh.startswith(name)
    assert "<b>县" not in (folder / "数据字典.html").read_text(encoding="utf-8")


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path, capsys):
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "企业.xlsx").write_bytes(b"x")
    assert cli.main(["init", str(folder), *INIT]) == 2
    assert "not empty" in capsys.readouterr().err
    assert paths_in(folder) == ["企业.xlsx"]
    assert cli.main(["init", str(folder / "企业.xlsx"), *INIT, "--language", "zh"]) == 2
    assert "应为文件夹" in capsys.readouterr().err


def test_a_countys_folder_says_that_it_is_one_already(begun, capsys):
    before = (begun / "county.toml").read_bytes()
    assert cli.main(["init", str(begun), *INIT, "--language", "zh"]) == 2
    assert "已是县域文件夹" in capsys.readouterr().err
    assert (begun / "county.toml").read_bytes() == before


def test_an_empty_folder_and_one_deep_down_will_do(tmp_path):
    (tmp_path / "empty").mkdir()
    assert cli.main(["init", str(tmp_path / "empty"), *INIT]) == 0
    assert cli.main(["init", str(tmp_path / "a" / "b"), *INIT]) == 0


def test_where_nothing_can_be_written_it_says_so(tmp_path, capsys):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert cli.main(["init", str(tmp_path / "file" / "county"), *INIT]) == 5
    assert "cannot write" in capsys.readouterr().err


def test_a_folder_without_a_manifest_says_how_to_begin(tmp_path, capsys):
    assert cli.main(["assess", str(tmp_path), "--year", "2016"]) != 0
    assert "qualitygov init" in capsys.readouterr().err


def test_the_answer_as_json_names_the_files(tmp_path, capsys):
    folder = tmp_path / "county"
    assert cli.main(["init", str(folder), *INIT, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert all(Path(file).is_file() for file in told["files"])
    assert tomllib.loads((folder / "county.toml").read_text("utf-8"))["profile"] == "brief"


# template


def template(folder, *words):
    return cli.main(["template", *words, "--to", str(folder)])


def test_tables_go_by_their_names_in_either_language(tmp_path):
    assert template(tmp_path, "samples", "企业", "air_daily.csv", "towns") == 0
    assert paths_in(tmp_path) == sorted(
        ["抽查样品.xlsx", "企业.xlsx", "空气质量日数据.xlsx", "乡镇.xlsx"]
    )


def test_a_child_table_stands_in_its_parents_workbook_and_none_is_written_twice(tmp_path):
    assert template(tmp_path, "sample_items", "samples", "抽查样品") == 0
    assert paths_in(tmp_path) == ["抽查样品.xlsx"]
    names = openpyxl.load_workbook(tmp_path / "抽查样品.xlsx").sheetnames
    assert names[:2] == ["抽查样品", "抽查样品-检验项目"]


def test_a_subject_has_all_its_tables(tmp_path):
    assert template(tmp_path / "a", "--subject", "safety") == 0
    assert template(tmp_path / "b", "--subject", "质量安全") == 0
    assert paths_in(tmp_path / "a") == paths_in(tmp_path / "b")
    assert "隐患.xlsx" in paths_in(tmp_path / "a")


def test_the_dictionary_is_a_workbook_and_a_page(tmp_path, capsys):
    assert template(tmp_path, "--dictionary", "--json") == 0
    assert paths_in(tmp_path) == ["数据字典.html", "数据字典.xlsx"]
    assert len(json.loads(capsys.readouterr().out)["files"]) == 2


def test_what_was_filled_is_never_written_over(tmp_path, capsys):
    (tmp_path / "企业.xlsx").write_bytes(b"filled")
    assert template(tmp_path, "enterprises") == 5
    assert "stays" in capsys.readouterr().err
    assert (tmp_path / "企业.xlsx").read_bytes() == b"filled"


def test_wrong_usage_and_unknown_names(tmp_path, capsys):
    assert template(tmp_path) == 2
    assert template(tmp_path, "sampels") == 4
    assert "samples" in capsys.readouterr().err
    assert template(tmp_path, "qqqqqqqq", "--language", "zh") == 4
    assert "数据字典" in capsys.readouterr().err
    assert template(tmp_path, "--subject", "safty") == 4
    assert "safety" in capsys.readouterr().err
    assert cli.main(["template", "samples"]) == 2
    assert cli.main(["template", "samples", "--to", ""]) == 2
    assert template(tmp_path, "samples", "--rulebook", "nowhere.toml") == 1
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert template(tmp_path / "file" / "in", "samples") == 5
    assert paths_in(tmp_path) == ["file"]


@pytest.mark.parametrize("name", ["init", "template"])
def test_help_is_bilingual(name, capsys):
    assert cli.main([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert "语言" in out


# A folder of tables alone


@pytest.fixture
def bare(tmp_path):
    """Tables without a manifest."""
    folder = tmp_path / "tables"
    shutil.copytree(Path(__file__).parents[2] / "examples" / "town-alone" / "data", folder)
    return folder


NAMED = ["--code", "520299", "--name", "云溪镇所在县"]


def test_a_folder_of_tables_alone_is_read_when_its_county_is_named(bare, tmp_path, capsys):
    (bare / "mapping.toml").write_text("", encoding="utf-8")
    assert cli.main(["check", str(bare), *NAMED]) == 0
    assert "mapping.toml" not in capsys.readouterr().out
    out = tmp_path / "out"
    assert cli.main(["assess", str(bare), *NAMED, "--year", "2016", "--out", str(out)]) == 0
    run = out / "runs" / (out / "latest").read_text("utf-8").strip()
    found = json.loads((run / "assessment.json").read_text("utf-8"))
    assert found["county"] == {"code": "520299", "name": {"zh": NAMED[3], "en": NAMED[3]}}
    inputs = json.loads((run / "manifest.json").read_text("utf-8"))["inputs"]
    assert {"mapping.toml", "towns.csv", "credit_records.csv"} <= set(inputs)
    whole = tmp_path / "whole"
    alone = Path(__file__).parents[2] / "examples" / "town-alone"
    assert cli.main(["assess", str(alone), "--year", "2016", "--out", str(whole)]) == 0
    other = whole / "runs" / (whole / "latest").read_text("utf-8").strip()
    same = json.loads((other / "assessment.json").read_text("utf-8"))
    assert found["towns"] == same["towns"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "read with --code and --name"),
        (["--code", "5202", *NAMED[2:]], "six digits (found '5202')"),
        ([*NAMED[:2], "--name", " "], "name: expected a text that is not empty"),
    ],
)
def test_a_folder_of_tables_alone_says_how_to_begin(bare, capsys, options, said):
    assert cli.main(["check", str(bare), *options]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("half", [NAMED[:2], NAMED[2:]])
def test_a_county_is_named_by_both_or_not_at_all(bare, capsys, half):
    assert cli.main(["check", str(bare), *half]) == 2
    assert "--code and --name go together" in capsys.readouterr().err


def test_a_county_is_not_named_a_second_time(begun, capsys):
    assert cli.main(["check", str(begun), *NAMED]) == 1
    told = capsys.readouterr().err
    assert "county.toml:county.code" in told
    assert "county.toml:county.name" in told
