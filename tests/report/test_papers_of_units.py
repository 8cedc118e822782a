"""What documents about enterprises may not say: another day, another law, what nobody found."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from official_cases import Case
from runs_made import changed
from test_official import report, text_of, written

from qualitygov.errors import InputError
from qualitygov.interchange.runs import open_run
from qualitygov.report.official import (
    NotThereError,
    Papers,
    RefusedDocumentError,
    Request,
    kind_named,
    make_document,
)
from qualitygov.report.official.filling import filled
from qualitygov.report.official.sheet import Sheet, days_zh
from qualitygov.report.page.data import page_data
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.publication import HearingRight

pytestmark = pytest.mark.clause("3.2.2.c", "3.2.2.e", "3.2.2.f", "3.1.4.b")
LISTED, ACCUSED, WARNED = "91330299100006039H", "91330299100001836H", "91330299100151076H"
SAMPLED = "913302991000985783"


def ask(papers, kind, *, day="2017-03-06", **asked):
    request = Request(number="1", day=date.fromisoformat(day), **asked)
    return make_document(kind_named(kind), papers, request)


@pytest.fixture(scope="module")
def papers(out):
    return Papers(open_run(out))


@pytest.mark.parametrize(
    ("kind", "unit", "day", "first"),
    [
        ("circular", None, "2017-02-28", "2017-03-01"),
        ("ranking", None, "2017-02-28", "2017-03-01"),
        ("deduction-sheet", None, "2017-02-28", "2017-03-01"),
        ("credit-notice", LISTED, "2015-01-01", "2017-03-01"),
        ("talk-notice", ACCUSED, "2012-01-01", "2017-03-01"),
    ],
)
def test_no_document_tells_what_nobody_could_know_on_its_day(papers, kind, unit, day, first):
    with pytest.raises(RefusedDocumentError, match=first):
        ask(papers, kind, unit=unit, day=day)
    assert ask(papers, kind, unit=unit, day=first).content


def test_a_circular_waits_for_the_closing_of_its_year(out, tmp_path):
    early = changed(out, tmp_path / "run", assessment=lambda text: in_year(text, "2016-07-01"))
    with pytest.raises(RefusedDocumentError, match="2017-03-01"):
        ask(Papers(early), "circular", day="2016-08-01")


def in_year(text, day):
    return json.dumps({**json.loads(text), "as_of": day})


@pytest.mark.parametrize(
    ("unit", "day", "case", "lacking"),
    [
        ("9133029910014057X6", "2017-03-06", None, "investigation was over and the proposed"),
        ("93330299100134209Y", "2017-02-14", None, "立〔2016〕088"),
        ("913302991001386137", "2015-07-23", "立〔2015〕003", "立〔2015〕003"),
    ],
)
def test_no_notice_of_a_penalty_that_nobody_proposed(papers, unit, day, case, lacking):
    with pytest.raises(RefusedDocumentError, match=lacking):
        ask(papers, "penalty-notice", unit=unit, day=day, case=case)


def test_no_notice_of_a_penalty_before_its_case_was_filed(papers):
    for row in papers.cases["penalties"][:20]:
        with pytest.raises((NotThereError, RefusedDocumentError)):
            ask(papers, "penalty-notice", unit=row["subject"], day="2014-12-31")


def test_a_hearing_is_offered_by_the_kind_of_penalty(out, tmp_path, capsys):
    notice = Case(kind="penalty-notice", unit=WARNED, day="2016-09-10")
    assert report(out, tmp_path, *notice.options, "--json") == 0
    text = text_of(written(capsys)["files"][0])
    assert "警告。" in text
    assert "陈述、申辩" in text
    assert "听证" not in text


def test_which_penalties_have_a_hearing_is_in_the_book():
    book = load_rulebook("strong-town")
    now = book.at(date(2022, 1, 1)).entries(HearingRight)
    assert {"warning", "criticism"}.isdisjoint(now)
    assert {"fine", "confiscation", "licence-revoked", "stopped", "closed", "banned"} <= set(now)
    assert set(book.at(date(2016, 1, 1)).entries(HearingRight)) == {
        "fine",
        "licence-revoked",
        "stopped",
    }
    assert now["fine"].heard(Decimal(1))


def test_only_a_verified_amount_takes_the_right_to_a_hearing(made_right):
    large = made_right(above=Decimal(100_000))
    assert [large.heard(Decimal(n)) for n in (99_999, 100_000)] == [False, True]
    assert large.heard(None)
    doubted = made_right(above=Decimal(100_000), unverified=("above",))
    assert doubted.heard(Decimal(1))


@pytest.fixture
def made_right():
    known = load_rulebook("strong-town").at(date(2022, 1, 1)).entries(HearingRight)["fine"]
    fields = ("id", "label", "source", "basis", "valid_from")
    return lambda **more: HearingRight(**{name: getattr(known, name) for name in fields}, **more)


def test_a_listing_rests_on_its_ground_alone_and_the_ground_still_stands(papers):
    request = Request(number="1", day=date(2017, 3, 6), unit=ACCUSED)
    kind = kind_named("listing-notice")
    sheet = kind.sheet(papers, request)
    assert sheet.fields["依据"] == "厦质监〔2013〕130号第四条第（一）项"
    assert len(sheet.fields["事实"]) == 3
    for day in ("2021-07-20", "2021-08-31"):
        with pytest.raises(RefusedDocumentError, match="does not stand"):
            ask(papers, "listing-notice", unit=ACCUSED, day=day)


def test_a_document_of_a_list_has_the_name_of_its_list(papers):
    made = ask(papers, "列入质量诚信黑名单告知书", unit=ACCUSED)
    assert made.file == "列入质量诚信黑名单告知书-1-石桥东方永盛制造有限公司.docx"
    with pytest.raises(NotThereError, match="严重违法失信名单"):
        ask(papers, "列入严重违法失信名单告知书", unit=ACCUSED)


def of_local_list(text):
    found = json.loads(text)
    for case in found["listings"]:
        case.update(list_kind="local", ground=None, legal_basis=None, moves=[])
        case.update(listed_on="2016-04-17", authority="县市场监督管理局", reason="多次投诉")
    for sample in found["samples"]:
        if sample["id"] == "S01532":
            sample["received_on"] = "2016-12-05"
    return json.dumps(found)


def test_a_local_list_is_called_by_its_name_everywhere(out, tmp_path, capsys):
    run = changed(out, tmp_path / "run", cases=of_local_list)
    for kind in ("credit-notice", "talk-notice"):
        notice = Case(kind=kind, unit=LISTED)
        assert report(run.folder, tmp_path / kind, *notice.options, "--json") == 0
        text = text_of(written(capsys)["files"][0])
        assert "列入重点监管名单（案件编号：B003）" in text
        assert "失信" not in text
    shown = page_data(Papers(run))
    (unit,) = [one for one in shown["enterprises"]["shown"] if one["code"] == LISTED]
    assert unit["listed"] == ["重点监管名单", "local key-supervision list"]


def test_an_order_says_when_the_unit_received_the_result(out, tmp_path, capsys):
    run = changed(out, tmp_path / "run", cases=of_local_list)
    order = Case(kind="rectification-order", unit=SAMPLED)
    assert report(run.folder, tmp_path / "to", *order.options, "--json") == 0
    assert "于2016年12月5日送达" in text_of(written(capsys)["files"][0])


def not_assessed(text):
    lines = [{**json.loads(line), "assessed": False} for line in text.splitlines()]
    return "".join(json.dumps(unit) + "\n" for unit in lines)


def test_a_unit_that_is_not_assessed_is_not_summoned(out, tmp_path):
    run = changed(out, tmp_path / "run", enterprises=not_assessed)
    for kind in ("talk-notice", "credit-notice"):
        with pytest.raises(RefusedDocumentError, match="not assessed"):
            ask(Papers(run), kind, unit=LISTED)


def test_every_blank_of_a_circular_is_named_and_filled(papers):
    late = "2026-12-28"  # the holidays of the next year are unknown
    made = ask(papers, "circular", day=late)
    assert {"整改报告期限", "复核申请期限"} <= set(made.missing)
    given = {"整改报告期限": "2027年1月28日", "复核申请期限": "2027年1月8日"}
    assert not set(given) & set(ask(papers, "circular", day=late, given=given).missing)


@pytest.mark.parametrize(
    "wrong",
    ['{{ 1 + "a" }}', "{{ 7 / 0 }}", "{{ 县名(1) }}", '{% include "x" %}', "{{ 县名 }", "{% if %}"],
)
def test_a_wrong_template_is_one_sentence_with_its_name_and_line(tmp_path, wrong):
    document = Document()
    document.add_paragraph("{{ 县名 }}")
    document.add_paragraph("第二段")
    document.add_paragraph(wrong)
    document.save(str(tmp_path / "circular.docx"))
    sheet = Sheet(given={})
    sheet.put("县名", "示范县")
    with pytest.raises(InputError) as error:
        filled(tmp_path / "circular.docx", sheet)
    (problem,) = error.value.problems
    assert problem.path.endswith("circular.docx")
    assert problem.code == "document.template"
    assert "3" in problem.expected.zh
    assert "paragraph 3" in problem.expected.en
    assert "\n" not in problem.expected.en


def test_a_day_may_be_written_as_officials_write_it(out, tmp_path, capsys):
    notice = Case(kind="credit-notice", unit=LISTED, day="2017年3月6日")
    assert report(out, tmp_path, *notice.options) == 0
    assert report(out, tmp_path, *Case(kind="ranking", day="2017年13月6日").options) == 2
    assert "--date" in capsys.readouterr().err


def test_days_in_sentences_are_written_as_officials_write_them():
    assert (
        days_zh("证书 2016-09-30 到期，文号2016-09-300") == "证书2016年9月30日到期，文号2016-09-300"
    )
