"""What was lost is said alike by sheet, page, workbook and terminal; silence is no accusation."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from qualitygov.cli import main
from qualitygov.interchange.runs import open_run
from qualitygov.report.losses import answers, bounds, losses, lost, mend_by
from qualitygov.report.official import Papers, Request
from qualitygov.report.official.kinds import kind_named, make_document
from qualitygov.report.page.data import page_data

pytestmark = pytest.mark.clause("3.1.2.a", "3.1.2.b", "4.5.b")
COUNTY = Path(__file__).parents[2] / "examples" / "county-with-errors"
DAY = date(2017, 3, 6)


@pytest.fixture(scope="module")
def papers(out):
    return Papers(open_run(out))


def rows_of(papers, tmp_path, unit=None):
    """The rows of each sheet, as lists of texts and numbers."""
    request = Request(number="1", day=DAY, unit=unit)
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(make_document(kind_named("deduction-sheet"), papers, request).content)
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
        for sheet in book
    }


def test_the_points_of_every_sheet_add_up_to_the_score(papers, tmp_path):
    sheets = rows_of(papers, tmp_path)
    assert len(sheets) == 12
    for town, rows in zip(papers.assessment["towns"], sheets.values(), strict=True):
        assert [row[1] for row in rows if row[1] == "考核得分"]
        total = next(row[3] for row in rows if row[1] == "考核得分")
        assert total == pytest.approx(float(town["score"]))
        items = (
            row for row in rows if (row[0] or "").isdecimal() and isinstance(row[3], float | int)
        )
        subtotal = next(at for at, row in enumerate(rows) if row[1].startswith("小计"))
        steps = [row[3] for row in rows[subtotal + 1 :] if row[1] != "考核得分" and row[3]]
        assert sum(row[3] for row in items) + sum(steps) == pytest.approx(total, abs=1e-6)


def test_a_bonus_is_no_deduction_and_a_veto_stands_in_the_sheet(papers, tmp_path):
    rows = next(rows for name, rows in rows_of(papers, tmp_path).items() if "新河镇" in name)
    bonus = [row for row in rows if str(row[1]).startswith("加分项目")]
    assert [row[0] for row in bonus] == ["加1", "加2", "加3", "加4"]
    assert not any(row[5] for row in bonus)
    (veto,) = [row for row in rows if row[1] == "一票否决"]
    assert veto[6] == "瞒报质量安全事故（SG07）"
    assert rows[-1][6] == "名次：12；等级：D"
    place = papers.need_place("新河镇")
    assert all(lost(item) is None for item in place["items"] if item["bonus"])


@pytest.mark.parametrize("unit", ["U081", "u081", "白沙镇市场监管所"])
def test_a_department_is_found_by_its_code_and_told_why(papers, tmp_path, unit):
    ((_, rows),) = rows_of(papers, tmp_path, unit).items()
    dear = next(row for row in rows if row[1] == "目标完成")
    assert "未达标：流通环节重点食品抽查合格率" in dear[6]
    assert dear[7] == "白沙镇市场监管所"
    assert dear[8] == "2017年12月31日前"


def test_the_units_that_answer_are_named(papers):
    found = papers.assessment
    town = papers.need_place("新河镇")
    item = next(
        one
        for one in town["items"]
        if one["target"] == "air-quality-days" or "空气优良率" in one["label"]["zh"]
    )
    assert answers(found, town, item).zh == "新河镇环境保护办"
    everyone = {
        one["zh"]
        for kind in ("departments", "areas")
        for one in (row["name"] for row in found[kind])
    } | {town["name"]["zh"]}
    named = [answers(found, town, one).zh for one in town["items"]]
    assert sum(set(name.split("、")) <= everyone for name in named) > len(named) // 2
    assert mend_by(found) == date(2017, 12, 31)


def test_every_output_of_a_run_names_the_same_biggest_losses(papers, capsys, tmp_path):
    main(["assess", str(COUNTY.parent / "county"), "--year", "2016", "--language", "zh"])
    printed = "".join(capsys.readouterr().out.split())
    data = {town["code"]: town for town in page_data(papers)["towns"]}
    for town, rows in zip(
        papers.assessment["towns"], rows_of(papers, tmp_path).values(), strict=True
    ):
        cost, first = losses(town)[0]
        shown = data[town["code"]]
        assert shown["items"][shown["lost"][0]]["l"][0] == first["label"]["zh"]
        dear = max(row[5] for row in rows if (row[0] or "").isdecimal() and row[5])
        assert Decimal(str(dear)) == cost
        assert f"{town['name']['zh']}{first['label']['zh']}-{cost.normalize():f}" in printed


def test_open_items_have_their_bounds(papers, tmp_path):
    town = papers.need_place("东山镇")
    open_items = [one for one in town["items"] if bounds(one)]
    assert open_items
    rows = next(iter(rows_of(papers, tmp_path, "东山镇").values()))
    for one in open_items:
        row = next(row for row in rows if row[1] == one["label"]["zh"])
        assert row[4] == f"{one['lowest']}—{one['highest']}"
        assert row[8]


# Missing data


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    folder = tmp_path_factory.mktemp("silent")
    main(["assess", str(COUNTY), "--year", "2016", "--out", str(folder)])
    return folder


def text_of(content, path):
    path.write_bytes(content)
    return "\n".join(one.text for one in Document(str(path)).paragraphs)


def test_a_circular_without_data_neither_reassures_nor_accuses(silent, tmp_path):
    papers = Papers(open_run(silent))
    made = make_document(kind_named("circular"), papers, Request(number="1", day=DAY))
    text = text_of(made.content, tmp_path / "circular.docx")
    assert "未发现未达标" not in text
    assert "各项目标均未能判定，无法说明是否存在问题" in text
    assert "未报417项次" in text
    assert "一都镇应报报表216份，未报216份" in text
    assert "数据文件hazards.csv无法读取" in text
    assert "被一票否决" not in text
    assert "一都镇有关报表未报或短缺，不能排除“瞒报质量安全事故”" in text


def test_nothing_of_silence_is_called_a_veto(silent, capsys):
    run = open_run(silent)
    vetoes = [one for town in run.document("assessment.json")["towns"] for one in town["vetoes"]]
    assert vetoes
    assert all(one["silent"] and "未报或短缺" in one["zh"] for one in vetoes)
    assert main(["explain", str(silent), "一都镇", "--language", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "从严定级" in shown
    assert "一票否决：" not in shown
    main(["assess", str(COUNTY), "--year", "2016", "--language", "zh"])
    assert "一票否决：" not in capsys.readouterr().out


def test_where_some_was_judged_the_rest_is_not_said_to_be_good(out, tmp_path):
    papers = Papers(open_run(out))
    made = make_document(kind_named("circular"), papers, Request(number="1", day=DAY))
    text = text_of(made.content, tmp_path / "circular.docx")
    assert "未作判定的有未报19项次" in text
    assert "白沙镇应报报表216份，未报1份：质量活动" in text
    assert "新河镇被一票否决：瞒报质量安全事故（SG07）" in text


def test_a_document_about_the_county_takes_no_unit(out, tmp_path, capsys):
    for kind in ("ranking", "circular"):
        asked = ["--document", kind, "--number", "1", "--date", "2017-03-06", "--unit", "白沙镇"]
        assert main(["report", str(out), "--to", str(tmp_path), *asked]) == 1
        assert "leave --unit" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_is_explained_of_a_department_names_its_targets(out, capsys):
    assert main(["explain", str(out), "U081", "--language", "zh"]) == 0
    assert "未达标：流通环节重点食品抽查合格率" in "".join(capsys.readouterr().out.split())


def test_a_town_is_told_until_when_it_is_to_mend(out, capsys):
    assert main(["explain", str(out), "新河镇", "--language", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "2017-12-31" in shown
    assert "新河镇环境保护办" in "".join(shown.split())
    assert "得分合计 68.897" in shown


def test_a_clause_is_explained(out, capsys):
    assert main(["explain", str(out), "2.2.2.a"]) == 0
    shown = capsys.readouterr().out
    found = json.loads((open_run(out).folder / "assessment.json").read_text(encoding="utf-8"))
    own = {
        name
        for name, one in found["towns"][0]["targets"].items()
        if "2.2.2.a" in one["clause"].split(", ")
    }
    assert own
    assert all(f"({name})" in shown for name in own)
