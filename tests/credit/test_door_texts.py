"""Texts and empty values that a record refuses, its table refuses on either engine."""

from __future__ import annotations

import attrs
import duckdb
import polars as pl
import pytest
from test_door import GOOD, SCORER, SCREENER, UNITS, table

from qualitygov.core import check
from qualitygov.credit import CreditRecord
from qualitygov.errors import FieldError, InputError

TEXTS = [
    field.name
    for field in attrs.fields(CreditRecord)
    if any(isinstance(part, check.filled) for part in check.parts(field.validator))
]
SPACES = [chr(n) for n in range(0x110000) if chr(n).isspace()]


def full(**changed):
    """The table of `test_door`, with every column that holds a text."""
    more = {name: pl.lit("某局") for name in TEXTS if name not in table().columns}
    values = {name: changed.pop(name) for name in list(changed) if name in more}
    second = pl.int_range(pl.len()) == 1
    removed = pl.lit(GOOD.decided_on).alias("removed_on")  # for there is a reason of a removal
    return table(**changed).with_columns(
        removed,
        *(
            pl.when(second).then(pl.lit(values.get(name, "某局"))).otherwise(value).alias(name)
            for name, value in more.items()
        ),
    )


def each(name, texts):
    """A table with a row for each text in one column; all the rest is good."""
    rows = pl.concat([full(**{name: text}).tail(1) for text in texts])
    return rows if name == "id" else rows.with_columns(id=pl.format("R{}", pl.int_range(pl.len())))


def flaws(way, records):
    """The rows, columns and reasons, alike on both engines, which refuse the whole as well."""
    found = way.checked_frame(UNITS, records)[1].select("row", "column", "reason").rows()
    units, facts = (duckdb.from_arrow(frame.to_arrow()) for frame in (UNITS, records))
    other = way.checked_frame(units, facts)[1].pl().select("row", "column", "reason").rows()
    assert sorted(found) == sorted(other)
    frame = way.score_frame if way is SCORER else way.screen_frame
    if found:
        with pytest.raises(InputError):
            frame(UNITS, records)
    return found


def rejected(way, records):
    """The rejected columns and reasons."""
    return {(column, reason) for _, column, reason in flaws(way, records)}


def refused(way, name, texts):
    """How many of the texts are refused in a column."""
    found = flaws(way, each(name, texts))
    return len({row for row, column, reason in found if (column, reason) == (name, "text")})


WAYS = pytest.mark.parametrize("way", [SCORER, SCREENER], ids=["score", "screen"])


@WAYS
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_the_record_refuses(way, name):
    every = ("", " ", " R2", "R2 ", "R2\n")
    for text in every:
        with pytest.raises(FieldError):
            attrs.evolve(GOOD, **{name: text})
    assert refused(way, name, every) == len(every)


@WAYS
def test_a_table_of_good_texts_is_taken(way):
    assert rejected(way, full()) == set()


def test_every_space_of_python_is_a_space_in_columns():
    assert set(check.SPACE) == set(SPACES)
    assert refused(SCORER, "id", [f"R2{space}" for space in SPACES]) == len(SPACES)
    assert rejected(SCORER, full(id="R 2", category="a\nb")) == set()


@pytest.mark.parametrize("name", ["heavier_penalty", "source_document", "severity"])
def test_a_value_that_the_record_demands(name):
    assert (name, "null") in rejected(SCORER, full(**{name: None}))
    assert (name, "null") in rejected(SCREENER, full(**{name: None}))
    assert rejected(SCORER, full(category=None, judged_grave_by=None, authority=None)) == set()
