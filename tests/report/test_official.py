"""Official documents: each from a case of the example; what is missing is blank and named."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import attrs
import openpyxl
import pytest
from docx import Document
from official_cases import CASES
from runs_made import changed, without_outlooks

from qualitygov.cli import main
from qualitygov.interchange.runs import open_run
from qualitygov.report.official import KINDS, Papers, RefusedDocumentError, Request, listing
from qualitygov.report.official.filling import TEMPLATES, filled
from qualitygov.report.official.kinds import kind_named, make_document
from qualitygov.report.official.listing import BEFORE_DECIDING, _within
from qualitygov.report.official.request import need_signed
from qualitygov.report.official.sheet import Sheet, blank
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.text import Text

pytestmark = pytest.mark.clause("3.1.2.b", "3.2.2.c", "3.2.2.e", "3.2.2.f", "4.5.c")
TOOLS = Path(__file__).parents[2] / "tools"
HOSTILE = "<w:p/>{{ 7*7 }}&\x07\ud800＝=cmd|' /C calc'!A0"


def text_of(path):
    """All that a document says, tables included, without spaces."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("\n".join([*(one.text for one in document.paragraphs), *cells]).split(" "))


def written(capsys):
    return json.loads(capsys.readouterr().out)


def report(out, to, *options):
    return main(["report", str(out), "--to", str(to), *options])


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one.kind}-{one.unit}")
def test_each_document_says_its_facts_and_names_what_is_missing(out, tmp_path, capsys, case):
    assert report(out, tmp_path, *case.options, "--json") == 0
    answer = written(capsys)
    (file,) = answer["files"]
    text = text_of(file)
    for part in (*case.says, case.number):
        assert part in text, part
    assert set(case.blank) <= set(answer["missing"])
    assert len(answer["missing"]) == len(set(answer["missing"]))
    *_, listed = text.partition("【待填事项，填妥后删去本段】")
    assert set(re.findall("待填：([^）]*)）", text)) == set(answer["missing"])
    for name in answer["missing"]:
        assert blank(name) in text
        assert name in listed
    assert text.count("待填：") >= len(answer["missing"])
    assert "{{" not in text
    assert "{%" not in text
    assert "None" not in text


def test_every_word_kind_has_a_case_here():
    words = {name for name, kind in KINDS.items() if kind.workbook is None}
    assert words == {case.kind for case in CASES}
    assert {path.name for path in TEMPLATES.iterdir()} == {KINDS[name].template for name in words}


def test_the_templates_are_what_the_script_makes():
    spec = importlib.util.spec_from_file_location("make_templates", TOOLS / "templates.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    for name, make in made.MAKERS.items():
        assert (TEMPLATES / KINDS[name].template).read_bytes() == make(), name


def test_a_notice_says_that_nobody_worked_out_what_changes(out, tmp_path, capsys):
    run = changed(out, tmp_path / "run", enterprises=without_outlooks)
    assert report(run.folder, tmp_path / "to", *CASES[1].options, "--json") == 0
    (file,) = written(capsys)["files"]
    text = text_of(file)
    assert "今后自然变动未推算。" in text
    assert "83分" not in text
    assert "近期无自然变动" not in text


def test_what_the_caller_fills_in_is_not_blank_and_nothing_else_changes(out, tmp_path, capsys):
    case = CASES[1]
    given = ["--fill", "机关名称=示范县市场监督管理局", "--fill", "联系人=质量科"]
    assert report(out, tmp_path, *case.options, *given, "--json") == 0
    answer = written(capsys)
    assert not {"机关名称", "联系人"} & set(answer["missing"])
    text = text_of(answer["files"][0])
    assert "示范县市场监督管理局（盖章）" in text
    assert "联系人：质量科" in text


@pytest.mark.parametrize(
    ("fill", "code", "said"),
    [
        ("得分=100", 1, "filled from the data"),
        ("机关=某局", 1, "to be filled: 机关名称"),
        ("机关名称", 2, "NAME=TEXT"),
    ],
)
def test_a_fact_cannot_be_written_over(out, tmp_path, capsys, fill, code, said):
    assert report(out, tmp_path, *CASES[1].options, "--fill", fill) == code
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def with_option(case, **changes):
    return attrs.evolve(case, **changes).options


def case_of(kind):
    return next(case for case in CASES if case.kind == kind)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (with_option(case_of("circular"), kind="circullar"), 4, "circular"),
        (with_option(case_of("credit-notice"), unit="913302991000"), 4, "no unit of the results"),
        (with_option(case_of("credit-notice"), unit=None), 2, "--unit"),
        (with_option(case_of("talk-notice"), unit="无名镇"), 4, "no unit of the results"),
        ([*with_option(case_of("listing-decision")), "--case", "B001"], 4, "has no case B001"),
        (with_option(case_of("listing-decision"), unit="91330299100001836H"), 4, "has no case"),
        # decided already, not heard yet, not to be repaired yet
        (with_option(case_of("listing-decision"), unit="91330299100052166T"), 1, "2015-03-30"),
        (with_option(case_of("listing-decision"), day="2016-12-02"), 1, "may still ask"),
        (with_option(case_of("repair-decision"), unit="91330299100052166T"), 1, "legal now"),
        (with_option(case_of("correction-notice"), day="2017-03-06"), 1, "2016-11-22"),
        (with_option(case_of("penalty-notice"), day="2016-11-11"), 4, "not decided"),
        (with_option(case_of("circular"), day="6 March"), 2, "--date"),
        (["--document", "circular", "--date", "2017-03-06"], 2, "--number"),
        (["--document", "circular", "--number", "1"], 2, "--date"),
    ],
)
def test_what_cannot_be_made_is_refused_with_its_reason(out, tmp_path, capsys, options, code, said):
    assert report(out, tmp_path, *options) == code
    found = capsys.readouterr()
    assert said in found.err
    assert not found.out
    assert not list(tmp_path.iterdir())


def twice(text):
    """The facts of a run in which the order of a unit is there two times."""
    found = json.loads(text)
    unit = case_of("correction-notice").unit
    own = next(one for one in found["orders"] if one["subject"] == unit)
    found["orders"].append({**own, "id": "SECOND"})
    return json.dumps(found)


def test_of_several_cases_the_caller_has_to_choose(out, tmp_path, capsys):
    run = changed(out, tmp_path / "run", cases=twice)
    options = case_of("correction-notice").options
    assert report(run.folder, tmp_path / "to", *options) == 2
    said = capsys.readouterr().err
    assert "several cases fit; choose one with --case: " in said
    assert "SECOND" in said
    assert not (tmp_path / "to").exists()
    assert report(run.folder, tmp_path / "to", *options, "--case", "SECOND") == 0


def test_without_a_run_or_a_place_to_write(out, tmp_path, capsys):
    options = CASES[0].options
    assert report(tmp_path / "none", tmp_path, *options) == 4
    assert report(tmp_path, tmp_path / "x", *options) == 4
    (tmp_path / "file").write_text("")
    assert report(out, tmp_path / "file", *options) == 5
    assert report(out, tmp_path, *options) == 0
    capsys.readouterr()
    assert report(out, tmp_path, *options) == 5
    assert "stays" in capsys.readouterr().err


def test_nothing_rests_on_a_rule_that_nobody_verified():
    rule = load_rulebook("strong-town").at(date(2016, 5, 1)).entries(Parameter)["penalty.hearing"]
    with pytest.raises(RefusedDocumentError, match="nobody has verified"):
        need_signed(rule, named="parameter.penalty.hearing")
    need_signed(attrs.evolve(rule, verified_by="示范县司法局"), named="parameter.penalty.hearing")
    with pytest.raises(RefusedDocumentError, match="in force"):
        need_signed(None, named="parameter.penalty.hearing")


def papers_by(*versions):
    """Papers with one ground that was screened, by versions of its rule: first day, basis, source."""
    first = load_rulebook("strong-town").at(date(2016, 5, 1)).entries(GroundRule)
    rule = next(one for one in first.values() if one.standing_for is None)

    def entry(_, name, day):
        *_, (_, basis, source) = [one for one in versions if one[0] <= day]
        return attrs.evolve(rule, id=name, basis=Basis(basis), source=Text(source, source))

    ground = {"rule": "g", "list_kind": "quality", "arose_on": "2016-07-10", "record_ids": ["R1"]}
    assessment = {"as_of": "2016-12-31", "grounds": {UNIT_X["code"]: [ground]}}
    return SimpleNamespace(assessment=assessment, entry=entry, run=SimpleNamespace(id="run"))


UNIT_X = {"code": "91330299MA2837B62L"}
OLD, NEW = date(2014, 1, 1), date(2016, 6, 1)
STANDING = SimpleNamespace(list_kind="quality", arose_on=date(2016, 7, 10), record_ids=("R1",))


@pytest.fixture
def screened(monkeypatch):
    """A unit of which one ground stands, for an act of May."""
    act = SimpleNamespace(id="R1", happened_on=date(2016, 5, 3))
    monkeypatch.setattr(listing, "_standing", lambda *_: {"g": STANDING})
    monkeypatch.setattr(listing, "_own_records", lambda *_: [act])


def proposed(papers):
    return listing._of_ground(papers, UNIT_X, "g", date(2017, 3, 6))


@pytest.mark.usefixtures("screened")
def test_a_notice_rests_on_the_ground_by_the_law_of_its_act():
    """Not by the version of the day of the document, nor is it refused for that one."""
    case = proposed(
        papers_by((OLD, "published", "《甲法》第一条"), (NEW, "unverified", "《乙法》第二条"))
    )
    assert case.legal_basis == "《甲法》第一条"
    papers = papers_by((OLD, "published", "《甲法》第一条"), (NEW, "published", "《乙法》第二条"))
    case = proposed(papers)
    assert case.legal_basis == listing._rule(papers, UNIT_X, case).source.zh == "《甲法》第一条"
    with pytest.raises(RefusedDocumentError, match="nobody has verified"):
        proposed(
            papers_by((OLD, "unverified", "《甲法》第一条"), (NEW, "published", "《乙法》第二条"))
        )


def test_a_term_that_nobody_verified_ends_no_right():
    """Where nobody verified the days to ask for a hearing, it may be asked for until the decision."""
    kind = load_rulebook("strong-town").at(date(2016, 5, 1)).entries(ListKind)["quality"]
    assert _within(kind, "hearing_within") == BEFORE_DECIDING
    assert _within(kind, "statement_within") == "自收到本告知书之日起5日内"


def test_values_are_text_whatever_they_hold():
    sheet = Sheet(given={})
    for name in ("机关名称", "文号", "日期", "当事人", "当事人代码", "依据"):
        sheet.put(name, HOSTILE)
    sheet.put_lines("事由", [HOSTILE])
    sheet.ask("约谈时间", "约谈地点", "约谈人", "应携带的材料", "联系人", "联系电话", "联系地址")
    sheet.fields["考核对象"] = True
    content = filled(TEMPLATES / "talk-notice.docx", sheet)
    assert filled(TEMPLATES / "talk-notice.docx", sheet) == content
    found = Document(io.BytesIO(content))
    shown = HOSTILE.replace("\x07", "�").replace("\ud800", "�")
    assert f"1. {shown}" in [one.text for one in found.paragraphs]


def test_a_county_replaces_a_template_and_a_wrong_one_is_named(out, tmp_path, capsys):
    own = tmp_path / "own"
    own.mkdir()
    document = Document()
    document.add_paragraph("本县样式 {{ 文号 }} {{ 县名 }}")
    document.save(str(own / "circular.docx"))
    to = tmp_path / "to"
    assert report(out, to, *CASES[0].options, "--templates", str(own), "--json") == 0
    assert "本县样式示质强办〔2017〕12号示范县" in text_of(written(capsys)["files"][0])
    document.add_paragraph("{{ 乡镇长 }}")
    document.save(str(own / "circular.docx"))
    assert report(out, tmp_path / "2", *CASES[0].options, "--templates", str(own)) == 1
    assert "乡镇长" in capsys.readouterr().err
    (own / "circular.docx").write_bytes(b"no document")
    assert report(out, tmp_path / "3", *CASES[0].options, "--templates", str(own)) == 1
    assert "no Word document" in capsys.readouterr().err
    document = Document()
    document.add_paragraph("{{ ''.__class__.__mro__ }}")
    document.save(str(own / "circular.docx"))
    assert report(out, tmp_path / "4", *CASES[0].options, "--templates", str(own)) == 1


def rows_of(path, sheet=0):
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()], book


def test_the_deduction_sheet_adds_up(out, tmp_path, capsys):
    options = with_option(case_of("circular"), kind="扣分明细表")
    assert report(out, tmp_path, *options, "--json") == 0
    rows, book = rows_of(written(capsys)["files"][0])
    assert len(book.sheetnames) == 12
    heads = [
        "序号",
        "考核指标",
        "分值",
        "得分",
        "上下限",
        "扣分",
        "扣分原因",
        "责任单位",
        "整改期限",
    ]
    assert rows[4] == heads
    body = [row for row in rows[5:] if (row[0] or "").isdecimal()]
    scored = [row for row in body if isinstance(row[5], (int, float))]
    assert scored
    for row in scored:
        assert row[2] - row[3] == pytest.approx(row[5])
        assert bool(row[6]) == bool(row[8]) == (row[5] > 0 or bool(row[4]))
    assert all(row[3] in ("待定", "不计分") for row in body if row not in scored)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_the_deduction_sheet_of_one_town_and_the_ranking(out, tmp_path, capsys):
    options = with_option(case_of("circular"), kind="deduction-sheet", unit="Qingxi")
    assert report(out, tmp_path, *options, "--json") == 0
    _, book = rows_of(written(capsys)["files"][0])
    assert book.sheetnames == ["清溪镇330299101"]
    assert report(out, tmp_path, *with_option(case_of("circular"), kind="排名"), "--json") == 0
    rows, _ = rows_of(written(capsys)["files"][0])
    heads, towns = rows[3], rows[4:]
    assert [row[heads.index("乡镇")] for row in towns][:2] == ["东山镇", "临江镇"]
    assert towns[0][heads.index("得分")] == pytest.approx(90.961)
    assert [row[heads.index("上年名次")] for row in towns][:3] == ["6", "3", "2"]


def test_a_run_that_was_changed_is_refused(out, tmp_path, capsys):
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    (run,) = (copy / "runs").iterdir()
    (run / "cases.json").write_text("{}")
    assert report(copy, tmp_path / "to", *case_of("listing-decision").options) == 1
    assert "digest" in capsys.readouterr().err


def test_no_word_of_english_in_what_officials_read(out, tmp_path, capsys):
    """Codes, numbers of documents and the ids of the data are all the Latin letters there are."""
    allowed = re.compile(r"[A-Z]+|mg/kg")
    for case in CASES:
        assert report(out, tmp_path, *case.options, "--json") == 0
        for word in re.findall(r"[A-Za-z][A-Za-z/-]+", text_of(written(capsys)["files"][0])):
            assert allowed.fullmatch(word), (case.kind, word)


def test_names_of_files_are_names_on_every_system(out):
    request = Request(number='../a\\b:c*?"<>|', day=date(2017, 3, 6))
    made = make_document(kind_named("ranking"), Papers(open_run(out)), request)
    assert made.file == "排名-a_b_c.xlsx"
    assert zipfile.is_zipfile(io.BytesIO(made.content))
