"""The data dictionary: everything there is stands in it, what is needed first first."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import openpyxl
import pytest
from filling import BOOK, PARENTS, TABLES, headings

from qualitygov import Context, load_rulebook
from qualitygov.county.needs import needs_of
from qualitygov.interchange.office.dictionary import dictionary_of
from qualitygov.interchange.office.dictionary_views import (
    PARTS,
    dictionary_page,
    dictionary_workbook,
)

CONTEXT = Context.of_reading(BOOK)


@pytest.fixture(scope="module")
def found():
    return dictionary_of(CONTEXT, county="示范县")


@pytest.fixture(scope="module")
def page(found):
    return dictionary_page(found)


@pytest.fixture(scope="module")
def book(found):
    return openpyxl.load_workbook(io.BytesIO(dictionary_workbook(found)))


def rows(book, sheet):
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_every_table_is_there_in_order_of_need(found, book):
    names = [table.about.spec.name for table in found.tables]
    assert names == [need.spec.name for need in needs_of(CONTEXT)]
    told = rows(book, "数据表")
    assert [row["文件名"] for row in told[:3]] == [
        "towns.csv",
        "enterprises.csv",
        "credit_records.csv",
    ]
    assert len(told) == len(PARENTS)
    assert {row["报送责任单位"] for row in told} == {"乡镇", "县级部门", "质量办"}
    samples = next(row for row in told if row["文件名"] == "samples.csv")
    assert "考核 23.75 分" in samples["为何需要"]
    assert "2.2.2.b" in samples["意见条款"]
    children = "；".join(row["子表（文件名）"] or "" for row in told)
    for name in set(TABLES) - set(PARENTS):
        assert f"{TABLES[name].label.zh}（{name}.csv）" in children


def test_every_column_of_every_table_is_there_with_its_form_and_unit(book):
    told = rows(book, "列")
    there = {(row["数据表"], row["字段名"]) for row in told}
    for name, table in TABLES.items():
        for heading in headings(name):
            assert (table.label.zh, heading.name) in there
    fine = next(r for r in told if (r["数据表"], r["字段名"]) == ("行政处罚", "fine"))
    assert fine["计量单位"] == "元"
    assert all(row["填写形式"] and row["是否必填"] in ("必填", "选填") for row in told)


def test_every_word_and_every_unit_is_there(book):
    words = {(row["词语"], row["代码"]) for row in rows(book, "词语")}
    units = {row["计量单位"] for row in rows(book, "计量单位")}
    for name in TABLES:
        for heading in headings(name):
            assert {(word.label, word.value) for word in heading.words} <= words
            assert heading.unit is None or heading.unit in units
    assert ("行政处罚", "penalty") in words
    assert {"万元", "工作日", "µg/m³"} <= units


def test_uses_add_up_to_what_is_told_of_the_table(found, book):
    uses = rows(book, "用途")
    for table in found.tables:
        own = [row for row in uses if row["数据表"] == table.about.label.zh]
        assert len(own) == len(table.need.items)
    assert all(row["意见条款"] for row in uses)


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.open = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else(page):
    read = Page()
    read.feed(page)
    assert read.open == []
    used = {tag for tag, _ in read.tags}
    assert not used & {"script", "link", "img", "iframe", "a"}
    assert not any({"src", "href", "onclick"} & attributes.keys() for _, attributes in read.tags)
    assert "http" not in page
    assert read.tags[0] == ("html", {"lang": "zh-CN"})


def test_the_page_has_what_the_workbook_has(found, page):
    for table in found.tables:
        assert f"<b>{table.order}. {table.about.label.zh}</b>" in page
        for sheet in table.sheets:
            for heading in sheet.headings:
                assert heading.title in page
    assert "示范县质量强镇考核数据字典" in page
    assert [name for name, _ in PARTS[2:]] == re.findall(r"<h2>[二三四]、(.+?)</h2>", page)


def test_mark_up_in_a_county_or_a_rulebook_is_text():
    label = "<script>alert(1)</script>"
    own = load_rulebook(
        text=f"""
[rulebook]
id = "evil"
version = "1"
title = {{ zh = "{label}", en = "A" }}
extends = "strong-town"
[[change]]
section = "list-kind"
id = "local"
set = {{ label = {{ zh = "{label}", en = "A" }} }}
source = "甲"
"""
    )
    page = dictionary_page(dictionary_of(Context.of_reading(own), county=label))
    assert label not in page
    assert "&lt;script&gt;" in page


def test_the_same_dictionary_has_the_same_bytes(found):
    again = dictionary_of(CONTEXT, county="示范县")
    assert dictionary_workbook(again) == dictionary_workbook(found)
    assert dictionary_page(again) == dictionary_page(found)


def test_what_officials_read_is_chinese(book):
    """Names of fields, files and words of files stand beside Chinese, never in its place."""
    beside = {
        "文件名",
        "字段名",
        "代码",
        "子表（文件名）",
        "其他可识别的列名",
        "可用的写法",
        "示例",
        "其他写法",
    }
    for name, _ in PARTS:
        for row in rows(book, name):
            for column, text in row.items():
                if column in beside or not isinstance(text, str):
                    continue
                plain = re.sub(r"（[a-z.\d-]+）", "", text)
                english = re.findall(r"(?<![A-Za-z.])[a-z]{4,}(?![A-Za-z])", plain)
                assert english == [], (name, column, text)
