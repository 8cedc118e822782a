"""What a reading told reads back from its plain form, whatever stood in the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import Text, read_county
from qualitygov.errors import FieldError
from qualitygov.interchange import Entry, ReadingTold, TableTold

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
WORDS = st.builds(Text, TEXTS, TEXTS)
ENTRIES = st.lists(
    st.builds(
        Entry,
        code=TEXTS,
        file=TEXTS,
        expected=WORDS,
        sheet=st.none() | TEXTS,
        row=st.none() | st.integers(1, 9),
        column=st.none() | TEXTS,
        field=st.none() | TEXTS,
        found=TEXTS,
        candidates=st.lists(TEXTS, max_size=2).map(tuple),
    ),
    max_size=2,
).map(tuple)
TABLES = st.builds(
    TableTold, files=st.lists(TEXTS, max_size=2).map(tuple), read=st.integers(0, 9),
    refused=ENTRIES, review=ENTRIES, ignored=ENTRIES,
)  # fmt: skip
TOLD = st.builds(
    ReadingTold, tables=st.dictionaries(TEXTS, TABLES, max_size=2), file_errors=ENTRIES,
    named=ENTRIES, unknown_columns=ENTRIES, told=ENTRIES,
)  # fmt: skip


@given(TOLD)
def test_what_was_told_reads_back(told):
    plain = json.loads(json.dumps(told.to_dict()))
    again = ReadingTold.from_dict(plain)
    assert again.to_dict() == told.to_dict()
    assert ReadingTold.from_dict(again.to_dict()) == again


def test_a_county_with_errors_reads_back():
    reading = read_county(EXAMPLES / "county-with-errors")
    again = ReadingTold.from_dict(json.loads(json.dumps(reading.to_dict())))
    assert again.to_dict() == reading.to_dict()
    assert any(table.refused for table in again.tables.values())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "missing: tables"),
        ({"tables": {}, "more": 1}, "unknown: more"),
        ({"tables": {"a": {"read": "many"}}}, "tables.a.read"),
        ({"tables": {}, "named": [{"file": "a.csv"}]}, "missing: code, expected"),
        ([], "expected an object"),
    ],
)
def test_what_is_none_is_refused_by_its_place(wrong, said):
    with pytest.raises(FieldError, match=said):
        ReadingTold.from_dict(wrong)
