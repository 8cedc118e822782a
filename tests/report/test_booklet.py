"""The booklet: each rule a sentence in both languages, with what a lawyer asks of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from qualitygov.cli import main
from qualitygov.county.case_file import cases_beside
from qualitygov.report.booklet import booklet_of, page_pieces
from qualitygov.report.booklet.sentences import sentence
from qualitygov.report.booklet.spoken import Speaker
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.document import BOOKS

COUNTY = Path(__file__).parents[2] / "examples" / "county"
OVERLAY = """
[rulebook]
id = "some-county"
version = "1"
title = { zh = "<b>某县</b>规则", en = "<b>rules</b>" }
extends = "strong-town"

[[change]]
section = "target"
id = "satisfaction"
set = { value = "85%" }
source = "某县〔2016〕1号"
lock = ["value"]

[[retire]]
section = "product-limit"
id = "cement-energy"
from = 2017-01-01
source = "某县〔2016〕2号"

[[add]]
section = "parameter"
id = "some-county.days"
label = { zh = "办理天数", en = "days" }
kind = "span"
value = "3 working days"
source = "某县〔2016〕3号 <script>"
"""


@pytest.fixture(scope="module")
def county():
    path = COUNTY / "rulebook.toml"
    cases = (*cases_beside(path), *cases_beside(BOOKS / "strong-town"))
    return booklet_of(load_rulebook(path), cases)


def rules_of(booklet):
    return {
        rule.path: rule
        for _, sections in booklet.chapters
        for section in sections
        for rule in section.rules
    }


def test_every_rule_of_the_book_is_in_it_once_with_all_its_versions(county):
    book = load_rulebook(COUNTY / "rulebook.toml")
    rules = rules_of(county)
    assert set(rules) == set(book.source)
    for section, by_id in book.typed.items():
        for name, versions in by_id.items():
            shown = rules[f"{section}.{name}"].versions
            assert [one.first for one in shown] == [first for first, _, _ in versions]


def test_every_sentence_is_one_in_both_languages(county):
    for rule in rules_of(county).values():
        for version in rule.versions:
            assert re.search("[\u4e00-\u9fff]", version.said.zh), rule.path
            assert version.said.zh.endswith("。")
            assert version.said.en.endswith(".")
            for text in (version.said, version.source, version.basis):
                assert "None" not in text.zh + text.en
                assert "Text(" not in text.en
                assert "{" not in text.zh + text.en


UNITS = re.compile(r"kgce/t|mg/kg|https?://\S+")


def chinese_of(rule):
    for version in rule.versions:
        yield version.said.zh
        yield version.source.zh
    for text in (rule.may_change, *rule.changes, *rule.cases):
        yield text.zh


def test_no_key_and_no_word_of_english_is_left_in_chinese(county):
    """In sentences, sources, changes and cases; units are no words."""
    left = [
        text
        for rule in rules_of(county).values()
        for text in chinese_of(rule)
        if re.search("[a-z]{3,}|“[a-z][a-z0-9_ -]+”", UNITS.sub("", text))
    ]
    assert left == []


def test_a_rule_is_a_sentence_and_no_list_of_keys(county):
    """A colon stands where a clause is quoted, and nowhere between a field and its value."""
    keyed = [
        version.said.zh
        for path, rule in rules_of(county).items()
        for version in rule.versions
        if "：" in re.sub("“[^”]*”|（[^（）]*）", "", version.said.zh)
        and not path.startswith(("clause.", "parameter."))
    ]
    assert keyed == []


@pytest.mark.parametrize(
    ("section", "name", "zh", "en"),
    [
        ("target", "food-production", "应不低于95%", "at least 95%"),
        ("parameter", "remedy.reconsideration", "申请行政复议期限为60日。", "60 days."),
        ("item", "industrial-products", "计4分", "4 points"),
        (
            "blacklist-ground",
            "failures-3",
            "36个月内有“监督抽查不合格”记录3次以上",
            "within 36 months",
        ),
        ("credit-grade", "A", "得分不低于90分的", "at least 90"),
        ("duty", "sample-announced", "15 个工作日内完成", "within 15 working days"),
        ("recall-level", "food-3", "启动期限为72小时", "72 hours"),
    ],
)
def test_a_sentence_says_what_the_rule_says(section, name, zh, en):
    book = load_rulebook("strong-town")
    rule = book.typed[section][name][-1][2]
    said = sentence(Speaker(book), rule)
    assert zh in said.zh
    assert en in said.en


def test_what_a_county_changed_added_locked_and_retired_is_told():
    rules = rules_of(booklet_of(load_rulebook(text=OVERLAY)))
    changed = rules["target.satisfaction"]
    assert "由“80%”改为“85%”（依据：某县〔2016〕1号）" in changed.changes[0].zh
    assert "80% → 85%" in changed.changes[0].en
    assert changed.may_change.zh == "目标值已锁定，其余内容下级可以叠加修改"
    assert (
        "自2017-01-01起由《<b>某县</b>规则》废止"
        in rules["product-limit.cement-energy"].changes[-1].zh
    )
    assert "新增" in rules["parameter.some-county.days"].changes[0].zh
    assert rules["parameter.some-county.days"].versions[0].said.zh == "办理天数为3 个工作日。"
    assert rules["target.food-production"].changes == ()
    assert "县、镇可以" in rules["target.food-production"].may_change.zh


def test_the_cases_stand_beside_the_rules_that_they_show(county):
    rules = rules_of(county)
    assert any("取值82.00%" in case.zh for case in rules["target.satisfaction"].cases)
    shown = rules["credit-rule.complaint-upheld"].cases
    assert any("得分94" in case.zh for case in shown)
    assert any("score 95" in case.en for case in shown)
    assert rules["blacklist-ground.failures-3"].cases


def test_doubts_are_told(county):
    rules = rules_of(load_and_make())
    rectify = rules["parameter.inspection.rectify"].versions
    assert "尚未核实" in rectify[0].doubts.zh
    assert rectify[1].doubts is None
    assert rectify[1].first == date(2020, 1, 1)
    hearing = rules["list-kind.quality"].versions[0].doubts
    assert hearing.zh == "尚未核实的内容：申请听证期限"
    signed = [one.doubts for rule in rules_of(county).values() for one in rule.versions]
    assert any(one and one.zh.startswith("已核实：示范县司法局") for one in signed)


def load_and_make():
    return booklet_of(load_rulebook("strong-town"))


def test_a_page_escapes_what_a_book_says():
    page = "".join(page_pieces(booklet_of(load_rulebook(text=OVERLAY))))
    assert "<b>" not in page
    assert "&lt;b&gt;某县&lt;/b&gt;规则" in page
    assert "<script" not in page
    assert "http://" not in page
    assert page.count("<article") == page.count("</article>") > 1000


def test_the_command_writes_a_page_and_a_document(tmp_path, capsys):
    page, document = tmp_path / "book.html", tmp_path / "book.docx"
    assert main(["rulebook", "booklet", str(COUNTY), "--to", str(page)]) == 0
    assert "改为“82%”" in page.read_text(encoding="utf-8")
    assert main(["rulebook", "booklet", "strong-town", "--to", str(document)]) == 0
    text = "\n".join(one.text for one in Document(str(document)).paragraphs)
    assert "“生产环节食品监督抽查合格率”应不低于95%" in text
    assert main(["rulebook", "booklet", "strong-town", "--to", str(page)]) == 5
    assert main(["rulebook", "booklet", "strong-town", "--to", "book.pdf"]) == 2
    assert main(["rulebook", "booklet", str(tmp_path / "none"), "--to", str(page)]) == 1
    assert "written" not in capsys.readouterr().err
