"""A row by itself is asked what a folder asks of it: what is read passes, what fails is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import attrs
import pytest

from qualitygov import Context, CreditRecord, Town, load_rulebook, read_county
from qualitygov.interchange import check_row, read_table, row_key, sheet_of
from qualitygov.interchange.book_words import word_problems
from qualitygov.rulebook.columns import KINDS
from qualitygov.text import Text

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reading():
    return read_county(ROOT / "examples" / "county")


def test_every_row_that_a_folder_takes_passes_by_itself_and_has_a_name_of_its_own(reading):
    context = Context.of_reading(reading.rulebook)
    for name, table in reading.data.tables.items():
        keys = [row_key(table.spec, row) for row in table.rows]
        named = [key for key in keys if key is not None]
        assert len(named) == len(set(named)), name
        for row in table.rows:
            problems = check_row(row, context, county=reading.data.id)
            assert [one for one in problems if one.severity == "error"] == [], name


RECORD = {
    "id": "R1", "subject": "91330299MA2837B62L", "kind": "penalty", "severity": "general",
    "happened_on": "2016-06-01", "decided_on": "2016-06-01", "known_on": "2016-06-01",
    "source_document": "罚〔2016〕1号",
}  # fmt: skip


@pytest.mark.parametrize("wrong", [{}, {"kind": "penalti"}, {"severity": "A"}])
def test_a_word_is_refused_by_itself_as_in_a_table(wrong):
    book = load_rulebook("strong-town")
    plain = {**RECORD, **wrong}
    sheet = sheet_of("records", list(plain), [list(plain.values())])
    in_table = read_table(sheet, CreditRecord, rulebook=book)
    days = {name: date(2016, 6, 1) for name in plain if name.endswith("_on")}
    alone = check_row(CreditRecord(**{**plain, **days}), Context.of_reading(book), county="330299")
    fields = {one.path for one in alone}
    assert fields == {one.field for one in in_table.refused} == set(wrong)


def test_a_town_of_another_county_is_named():
    context = Context.of_reading(load_rulebook("strong-town"))
    town = Town(code="330281103", name=Text("三镇", "Third"))
    (problem,) = check_row(town, context, county="330299")
    assert (problem.code, problem.path, problem.found) == ("county.town", "parent", "330281")
    assert not list(check_row(town, context, county="330281"))


@attrs.frozen
class Child:
    kind: Annotated[str, KINDS]


@attrs.frozen
class Parent:
    children: tuple[Child, ...]


def test_words_of_child_rows_are_looked_at_too():
    row = Parent((Child("penalty"), Child("penalti")))
    found = word_problems(row, load_rulebook("strong-town"))
    assert [one.path for one in found] == ["children[1].kind"]
