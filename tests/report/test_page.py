"""The page and the workbook: one file that fetches nothing, every value text, the same size for many."""

from __future__ import annotations

import json
import re
import shutil

import openpyxl
import pytest
from runs_made import (
    HOSTILE,
    MANY,
    changed,
    hostile_towns,
    hostile_units,
    many_units,
    without_outlooks,
)

from qualitygov.cli import main
from qualitygov.interchange.manifest import read_manifest
from qualitygov.interchange.runs import open_run
from qualitygov.report.official import Papers
from qualitygov.report.page import page_data, page_of
from qualitygov.report.page.page import safe_json
from qualitygov.report.workbook import workbook_of

pytestmark = pytest.mark.clause("3.1.2.b", "4.1.a", "4.5.c")
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def data(out):
    return page_data(Papers(open_run(out)))


@pytest.fixture(scope="module")
def page(out):
    return page_of(Papers(open_run(out)))


def test_the_page_shows_what_the_run_found(out, data):
    found = open_run(out).document("assessment.json")
    assert [town["code"] for town in data["towns"]] == [town["code"] for town in found["towns"]]
    for town, shown in zip(found["towns"], data["towns"], strict=True):
        assert set(shown["results"]) == set(town["targets"]) <= set(data["targets"])
        for name, result in town["targets"].items():
            one = shown["results"][name]
            assert (one["v"], one["n"], one["d"]) == (
                result["verdict"],
                result["numerator"],
                result["denominator"],
            )
            assert one["t"] == [result["text"]["zh"], result["text"]["en"]]
        assert shown["before"]["rank"]
    assert sum(number for _, _, number in data["enterprises"]["grades"]) == 2411
    assert data["enterprises"]["total"] == 2411
    states = {one["id"]: one["state"] for one in data["cases"]}
    assert states["B001"] == "listed"
    assert states["B007"] == "notified"
    assert {one["name"] for one in data["sections"]} >= {"complaints", "warnings", "duties"}
    assert all(len(row) == len(one["heads"]) for one in data["sections"] for row in one["rows"])


def test_whoever_has_to_be_looked_at_is_found_on_the_page(out, data):
    shown = {unit["code"] for unit in data["enterprises"]["shown"]}
    assert len(shown) == 1000
    units = [json.loads(line) for line in open_run(out).lines("enterprises.ndjson")]
    for unit in units:
        if unit["listed"] or unit["grounds"] or unit["cases"] or unit["grade"] in ("C", "D"):
            assert unit["code"] in shown
    left = [unit for unit in units if unit["code"] not in shown]
    assert min(float(unit["score"]) for unit in left) >= max(
        float(unit["score"])
        for unit in data["enterprises"]["shown"]
        if not (unit["listed"] or unit["grounds"] or unit["cases"])
    )


def test_the_page_is_one_file_that_fetches_nothing(page):
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\';' in page
    without = DATA.sub("", page)
    assert re.findall(r"https?://[^\s\"']+", without) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(link|script|img|iframe)[^>]*(src|href)=\"(?!data:)", without)
    assert "innerHTML" not in without
    assert "eval(" not in without


def test_a_name_never_becomes_markup(out, tmp_path):
    run = changed(out, tmp_path / "run", assessment=hostile_towns, enterprises=hostile_units)
    page = page_of(Papers(run))
    (inside,) = DATA.findall(page)
    assert not set(inside) & set("<>&\u2028")
    assert json.loads(inside)["towns"][0]["name"] == [HOSTILE, HOSTILE]
    assert "<img" not in page
    assert page.count("</script>") == 2


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "&lt;", '"\\', "\ud800"])
def test_json_in_the_page_holds_no_mark_of_html(text):
    found = safe_json([text])
    assert not set(found) & set("<>&\u2028\u2029")
    if text != "\ud800":
        assert json.loads(found) == [text]


def test_a_hundred_thousand_enterprises_give_a_page_of_the_same_size(out, tmp_path, page):
    run = changed(out, tmp_path / "run", enterprises=many_units)
    large = page_of(Papers(run))
    (inside,) = DATA.findall(large)
    found = json.loads(inside)["enterprises"]
    assert (found["total"], len(found["shown"])) == (MANY, 1000)
    assert sum(number for _, _, number in found["grades"]) == MANY
    assert len(large) < 1.3 * len(page)


def test_outlooks_that_nobody_worked_out_are_told_on_the_page(out, tmp_path, data):
    found = page_data(Papers(changed(out, tmp_path / "run", enterprises=without_outlooks)))
    told = ["今后自然变动未推算", "what changes by itself was not worked out"]
    shown = found["enterprises"]["shown"]
    assert {tuple(map(tuple, unit["outlook"])) for unit in shown} == {(tuple(told),)}
    known = data["enterprises"]["shown"]
    assert all(told not in unit["outlook"] for unit in known)
    assert [{**unit, "outlook": []} for unit in known] == [
        {**unit, "outlook": []} for unit in shown
    ]


def test_assess_writes_the_page_alone_or_with_its_results(tmp_path, capsys):
    town = [
        *["assess", "examples/town-alone", "--as-of", "2016-12-31", "--language", "zh"],
        "--report",
    ]
    alone = tmp_path / "folder" / "page.html"
    assert main([*town, str(alone)]) == 0
    # The path may stand on a line of its own: the text is folded at 80 columns.
    assert f"网页已写入 {alone}" in " ".join(capsys.readouterr().out.split())
    assert [path.name for path in alone.parent.iterdir()] == ["page.html"]
    assert main([*town, str(alone), "--out", str(tmp_path / "out")]) == 0
    assert page_of(Papers(open_run(tmp_path / "out"))) == alone.read_text(encoding="utf-8")
    (tmp_path / "folder.html").mkdir()
    assert main([*town, str(tmp_path / "folder.html")]) == 5
    assert main([*town, str(tmp_path / "page.txt")]) == 2
    inside = tmp_path / "county"
    shutil.copytree("examples/town-alone", inside)
    among = inside / read_manifest(inside).data.name / "page.html"
    assert main(["assess", str(inside), *town[2:], str(among)]) == 5
    assert not among.exists()
    mine = tmp_path / "mine.html"
    mine.write_text("mine")
    assert main([*town, str(mine)]) == 5
    assert mine.read_text() == "mine"
    (tmp_path / "file").write_text("")
    assert main([*town, str(tmp_path / "file" / "page.html")]) == 5
    assert "cannot" not in capsys.readouterr().out


def test_report_writes_page_and_workbook_and_nothing_over(out, tmp_path, capsys):
    asked = ["report", str(out), "--to", str(tmp_path), "--html", "--xlsx", "--json"]
    assert main(asked) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [file.rpartition(".")[2] for file in files] == ["html", "xlsx"]
    assert main(asked) == 5
    assert main(["report", str(out), "--to", str(tmp_path)]) == 2


def test_the_workbook_has_a_sheet_for_each_table(out, tmp_path, data):
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_of(Papers(open_run(out)), language="zh"))
    book = openpyxl.load_workbook(path, read_only=True)
    first = [
        "排名",
        "五大质量",
        "扣分明细",
        "目标",
        "趋势",
        "等级分布",
        "行业信用",
        "企业",
        "名单案件",
    ]
    assert book.sheetnames[: len(first)] == first
    assert len(book.sheetnames) == len(first) + len(data["sections"])
    rows = {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}
    assert len(rows["企业"]) == 2412
    assert len(rows["目标"]) == 1 + sum(len(town["results"]) for town in data["towns"])
    heads = rows["排名"][0]
    assert rows["排名"][1][heads.index("得分")] == pytest.approx(90.961)
    counts = {one["title"][0]: one["count"] for one in data["sections"]}
    for title, number in counts.items():
        assert len(rows[title]) == number + 1, title
    excused = [row for row in rows["经核准免予考核"] if row[0] == "石桥镇"]
    assert [row[2] for row in excused] == ["复垦用地尚未核定"]
    assert [row[4] for row in excused] == ["示质强办〔2016〕21号"]
    owners = {row[0]: row for row in rows["数据责任单位报送情况"]}
    assert owners["县市场监督管理局"][-1] == "抽查样品"


def test_the_run_publishes_the_excuses_and_the_owners_of_the_data(out, data):
    found = open_run(out).document("assessment.json")
    told = {(one["for"], one["document"]): one for one in found["excuses"]}
    one = told["330299103", "示质强办〔2016〕21号"]
    assert (one["reason"], one["used"], one["why"]) == ("复垦用地尚未核定", True, None)
    assert one["text"]["zh"].startswith("石桥镇：国土绿化覆盖率居全县前列（2016）免予考核")
    bureau = next(one for one in found["data_owners"] if one["owner"] == "县市场监督管理局")
    assert (bureau["kind"], bureau["missing"]) == ("bureau", 1)
    assert bureau["due"] == sum(table["due"] for table in bureau["tables"])
    titles = [section["title"][0] for section in data["sections"]]
    assert {"经核准免予考核", "数据责任单位报送情况"} <= set(titles)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_cell_is_ever_a_formula_or_a_link(out, tmp_path, language):
    def formulas(text):
        lines = [json.loads(line) for line in text.splitlines()]
        starts = (
            "=1+1",
            "+1",
            "-1",
            "@SUM(1)",
            "\t=1",
            "http://example.org",
            "=HYPERLINK(1)",
            "{=1}",
        )
        for at, unit in enumerate(lines):
            unit["name"] = starts[at % len(starts)] + unit["name"]
        return "".join(json.dumps(unit) + "\n" for unit in lines)

    run = changed(out, tmp_path / "run", enterprises=formulas, assessment=hostile_towns)
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_of(Papers(run), language=language))
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert sum(str(cell.value).startswith("=1+1") for cell in cells) > 100


def test_many_rows_go_to_further_sheets(out, tmp_path, monkeypatch):
    monkeypatch.setattr("qualitygov.report.workbook.MOST_ROWS", 1000)
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_of(Papers(open_run(out)), language="zh"))
    book = openpyxl.load_workbook(path, read_only=True)
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert [len(rows[name]) for name in ("企业", "企业-2", "企业-3")] == [1001, 1001, 412]
    assert rows["企业"][0] == rows["企业-3"][0]
