"""How wide a text is, and where its lines break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.width import columns_of, padded, width_of, wrapped

TEXTS = st.text(alphabet="合格率，。（）“” abc-1.", max_size=80)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("ab", 2), ("合格", 4), ("（合格）", 8), ("e\u0301", 1), ("ｱ", 1), ("Ａ", 2)],
)
def test_a_chinese_character_takes_two_columns(text, width):
    assert width_of(text) == width


@given(TEXTS, st.integers(12, 60))
def test_a_wrapped_line_fits_and_keeps_every_word(text, width):
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width_of(line) <= width or _is_one_word(line)


def _is_one_word(line):
    """A word that is too long stays whole, with the marks that close or open it."""
    return " " not in line.strip()


@given(TEXTS)
def test_no_line_begins_with_a_mark_that_closes(text):
    _, *further = wrapped(text.strip(" ，。）”.-"), 14)
    assert not any(line.strip()[:1] in set("，。）”") for line in further)


def test_further_lines_are_set_in():
    assert wrapped("  甲乙丙丁戊己", 10) == ["  甲乙丙丁", "    戊己"]
    assert wrapped("甲乙丙丁", 4, further=0) == ["甲乙", "丙丁"]


def test_a_digest_stays_whole():
    digest = "sha256:" + "0" * 64
    assert wrapped(f"摘要 {digest}", 20) == ["摘要", f"  {digest}"]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
def test_columns_fit_where_the_words_allow_it(rows):
    widths = columns_of(rows, 70)
    assert sum(widths) + 2 * 2 <= 70
    assert all(
        width_of(padded(line, width)) == width
        for row in rows
        for cell, width in zip(row, widths, strict=True)
        for line in wrapped(cell, width, further=0)
        if width_of(line) <= width
    )
