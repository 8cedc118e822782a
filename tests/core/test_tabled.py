"""Results as tables of a page: what a notebook shows, with every value escaped."""

from __future__ import annotations

import html.parser
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import CreditScorer, load_rulebook
from qualitygov.core.result import Result
from qualitygov.core.tabled import cell, table
from qualitygov.county.cases import UNIT
from qualitygov.credit.entities import CreditRecord
from qualitygov.text import Text

DAY = date(2016, 6, 1)


class Balanced(html.parser.HTMLParser):
    """Follows the tags of a page; each that is opened is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], set(), []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def followed(page):
    parser = Balanced()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


@given(st.text(max_size=40))
def test_every_value_is_escaped(text):
    found = followed(table(Text(text, text), [text], [[text], [Text(text, "x")]]))
    assert found.seen == {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_a_text_is_in_both_languages_where_they_differ():
    assert cell(Text("镇", "town")) == "镇 / town"
    assert cell(Text("A", "A")) == "A"
    assert cell(None) == cell("") == "–"
    assert cell("<script>") == "&lt;script&gt;"


@pytest.mark.parametrize(("count", "left"), [(20, False), (21, True)])
def test_of_many_rows_it_says_how_many_more(count, left):
    page = table(Text("a", "a"), ["a"], [[at] for at in range(count)])
    assert page.count("<tr><td>") == 20
    assert ("另有 1 项 / and 1 more" in page) is left


def test_a_result_shows_its_parts_and_its_rows():
    record = CreditRecord(
        id="R<1>",
        subject=UNIT.code,
        kind="product-failure",
        severity="general",
        happened_on=DAY,
        decided_on=DAY,
        known_on=DAY,
        source_document="<b>1号</b>",
    )
    score = CreditScorer(load_rulebook("strong-town"), as_of=date(2016, 12, 31)).score(
        UNIT, [record]
    )
    page = score._repr_html_()
    text = followed(page).text
    assert "信用评分结果 / credit score" in text
    assert "明细 / lines" in text
    assert "起始分 / starting score" in text
    assert "R<1>" in text
    assert "R<1>" not in page


def test_a_result_read_back_shows_the_same():
    @attrs.frozen
    class Reason(Result):
        """A reason (理由)."""

        count: int
        why: str

    one = Reason(3, "<i>")
    assert Reason.from_dict(one.to_dict())._repr_html_() == one._repr_html_()
    assert "&lt;i&gt;" in one._repr_html_()


def test_a_rulebook_shows_its_sections_and_on_what_they_rest():
    book = load_rulebook("strong-town")
    page = book._repr_html_()
    followed(page)
    assert "质量强镇参考规则手册（strong-town 2026.11）" in page
    assert page.count("<tr><td>") == len(book.typed)
    row = next(part for part in page.split("<tr>") if part.startswith("<td>credit-rule</td>"))
    assert f"<td>{len(book.typed['credit-rule'])}</td>" in row
