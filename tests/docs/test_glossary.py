"""The glossary says the words that code and reports use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualitygov.assessment import Verdict
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.duty import Profile
from qualitygov.subject.duty import Standing

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| term")
]


@pytest.mark.parametrize("word", [*Verdict, *Standing], ids=lambda word: f"{word!r}")
def test_a_standing_and_a_verdict_have_the_words_of_the_code(word):
    labels = {row[0]: row[1] for row in ROWS}
    assert labels[word.value.replace("-", " ")] == word.label.zh


@pytest.mark.parametrize(("term", "words"), [("basis", Basis), ("profile", Profile)])
def test_the_words_of_a_list_are_all_named(term, words):
    (row,) = [row for row in ROWS if row[0] == term]
    assert [one.value for one in words if one.value not in row[2]] == []
    assert [one.label.zh for one in words if one.label.zh not in row[3]] == []


def test_each_term_stands_once_with_both_meanings():
    terms = [row[0] for row in ROWS]
    assert len(terms) > 60
    assert len(terms) == len(set(terms))
    for row in ROWS:
        assert len(row) == 4
        assert all(row), row
        assert re.search("[\u4e00-\u9fff]", row[1])
        assert re.search("[\u4e00-\u9fff]", row[3])
        assert not re.search("[\u4e00-\u9fff]", row[2])
