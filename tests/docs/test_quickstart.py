"""The quick start: from an empty folder and three Excel files to a first assessment, as it says."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from three_files import FILES, three_files

from qualitygov import cli, read_county
from qualitygov.interchange.forms.read import mapping_from
from qualitygov.interchange.missing import missing_tables

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("quickstart.zh-CN.md", "quickstart.md")


def commands(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    found = [
        line
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    return [shlex.split(line) for line in found]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_runs_and_ends_well(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    asked = commands(page)
    assert [words[1] for words in asked][:4] == ["init", "check", "assess", "explain"]
    for name, *words in asked:
        assert name == "qualitygov"
        assert cli.main([*words, "--language", "zh"]) == 0, (words, capsys.readouterr().err)
        if words[0] == "init":
            three_files(Path(words[1]) / "data")
        out = capsys.readouterr().out
        if words[0] == "check":
            assert "读入 3 个文件、6 行：拒收 0 行" in out
        if words[0] == "explain":
            assert "信用分 90，等级 A" in out


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_the_files_and_columns_that_are_read(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    for name in FILES:
        assert name in text
    for column in ("行政区划代码", "所属乡镇", "登记状态", "处罚结果", "处罚时间"):
        assert column in text


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quick") / "county"
    assert cli.main(["init", str(folder), "--code", "330299", "--name", "示范县"]) == 0
    three_files(folder / "data")
    return folder


def test_three_files_as_offices_have_them_are_read_whole(county):
    reading = read_county(county)
    assert reading.whole
    assert [town.name.zh for town in reading.data.towns.rows] == ["清溪镇", "石桥镇"]
    firms = {firm.name: firm for firm in reading.data.enterprises.rows}
    assert firms["石桥阀门有限公司"].town == "330299102"
    assert str(firms["清溪家具厂"].registered_on) == "2016-01-04"
    assert {firm.status.value for firm in firms.values()} == {"in-operation"}
    assert [one.kind for one in reading.data.records.rows] == ["penalty"]


def test_what_is_missing_is_named_in_order_of_what_it_would_change(county):
    missing = missing_tables(read_county(county))
    assert [one.table for one in missing[:3]] == ["returns", "samples", "projects"]
    points = [one.points for one in missing]
    assert points == sorted(points, reverse=True)
    assert not {"towns", "enterprises", "credit_records"} & {one.table for one in missing}


def test_the_first_assessment_says_not_reported_and_never_nothing_wrong(county, capsys):
    capsys.readouterr()
    assert cli.main(["assess", str(county), "--year", "2023", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [town["name"]["zh"] for town in told["towns"]] == ["清溪镇", "石桥镇"]
    for town in told["towns"]:
        verdicts = {one["verdict"] for one in town["targets"].values()}
        assert "met" not in verdicts
        assert town["score"] in ("0", None)


@pytest.mark.parametrize("page", ["howto.zh-CN.md"])
def test_the_commands_of_a_page_of_how_tos_run(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    asked = commands(page)
    assert len(asked) == 3
    for name, *words in asked:
        assert name == "qualitygov"
        assert cli.main([*words, "--language", "zh"]) == 0, (words, capsys.readouterr().err)
    assert (tmp_path / "模板" / "抽查样品.xlsx").exists()


@pytest.mark.parametrize("page", ["office.md", "office.zh-CN.md"])
def test_the_mapping_of_the_office_page_is_one(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    mapped = mapping_from("\n".join(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)))
    assert [form.main.to for form in mapped.forms] == ["enterprises"]
    assert len(mapped.queries) == 1
