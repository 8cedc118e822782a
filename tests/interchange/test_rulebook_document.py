"""A resolved rulebook as one document: read back, it is an equal book."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.interchange.toml import rulebook_toml, toml_value
from qualitygov.rulebook import load_rulebook

COUNTY = Path(__file__).parents[2] / "examples" / "county"


@pytest.mark.parametrize(
    "where",
    ["strong-town", COUNTY / "rulebook.toml", COUNTY / "town-shiqiao.toml"],
    ids=["built-in", "county", "town"],
)
def test_the_document_read_back_has_the_same_entries(where, tmp_path):
    book, path = load_rulebook(where), tmp_path / "rulebook.toml"
    path.write_text(rulebook_toml(book), encoding="utf-8")
    again = load_rulebook(path)
    assert again.typed == book.typed
    assert (again, again.digest, again.levels) == (book, book.digest, book.levels)
    assert again.header.extends is None
    first, last = book.header.valid_from, book.header.reviewed_to
    assert again.changes_between(first, last) == book.changes_between(first, last)
    for path_of, entry in book.source.items():
        assert again.source[path_of].locked == (entry.locked or False)
    assert book.diff(again) == ()


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.booleans()
    | st.integers()
    | st.decimals(-(10**6), 10**6, places=4)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_is_read_back(value):
    text = f"value = {toml_value(value)}"
    assert tomllib.loads(text, parse_float=Decimal)["value"] == value


def test_none_is_left_out_and_floats_have_no_place():
    assert toml_value({"to": None, "on": date(2016, 1, 1)}) == "{ on = 2016-01-01 }"
    for value in (1.5, None, object()):
        with pytest.raises(TypeError):
            toml_value(value)
