"""The prepared archive says on every day, with every knowledge, what the tables say."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import attrs
import duckdb
from books import book_of
from drawn import DAYS, TWO, worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import AS_OF, BOOK, CODES, UNITS, many_records, record_table, unit_table

from qualitygov.credit import CreditScorer, prepare_archive


def by_tables(scorer, units, table):
    return sorted(scorer.score_frame(units, table).rows())


def on_polars(scorer, archive, engine="in-memory"):
    return sorted(scorer.score_prepared(archive).collect(engine=engine).rows())


def on_duckdb(scorer, archive):
    return sorted(scorer.score_prepared(archive, duckdb.connect()).fetchall())


MOMENTS = st.lists(st.tuples(DAYS, st.none() | DAYS), min_size=1, max_size=3)


@st.composite
def with_twins(draw):
    """A drawn world in which records have twins that differ in one thing that rules ask."""
    document, found, *others = draw(worlds())
    twins = []
    for record in found[:6]:
        act = st.dates(date(2011, 1, 1), record.found_on or record.decided_on)
        change = draw(
            st.sampled_from(
                [
                    {"happened_on": draw(act)},
                    {"found_on": draw(st.dates(record.happened_on, record.decided_on))},
                    {"measure": draw(st.sampled_from([None, -1, 0, 4, 5]))},
                    {"heavier_penalty": not record.heavier_penalty},
                ]
            )
        )
        twins.append(attrs.evolve(record, id=f"{record.id}-twin", matter=None, **change))
    return document, [*found, *twins], *others


@settings(max_examples=60)
@given(with_twins(), MOMENTS, st.none() | DAYS, st.sampled_from(["in-memory", "streaming"]))
def test_one_archive_answers_for_all_days_as_the_tables_do(world, moments, seen_on, engine):
    document, found, as_of, known_at, listed = world
    book = book_of(document)
    seen = None if seen_on is None else {CODES[0]: seen_on}
    units, table = unit_table(TWO, listed, seen), record_table(found)
    with tempfile.TemporaryDirectory() as folder:
        archive, rejected = prepare_archive(units, table, book, Path(folder) / "a.parquet")
        assert rejected.is_empty()
        for day, known in ((as_of, known_at), (as_of, None), *moments):
            scorer = CreditScorer(book, as_of=day, known_at=known)
            expected = by_tables(scorer, units, table)
            assert on_polars(scorer, archive, engine) == expected


@settings(max_examples=6)
@given(worlds(), st.none() | DAYS)
def test_duckdb_says_the_same_of_an_archive(world, known_at):
    document, found, as_of, _, listed = world
    book = book_of(document)
    scorer = CreditScorer(book, as_of=as_of, known_at=known_at)
    units, table = unit_table(TWO, listed), record_table(found)
    with tempfile.TemporaryDirectory() as folder:
        archive, _ = prepare_archive(units, table, book, Path(folder) / "a.parquet")
        assert on_duckdb(scorer, archive) == by_tables(scorer, units, table)


@settings(max_examples=25)
@given(many_records(), st.none() | DAYS, st.data())
def test_the_built_in_book_and_records_of_many_units(found, known_at, data):
    units, table = unit_table(UNITS), record_table(found)
    with tempfile.TemporaryDirectory() as folder:
        archive, _ = prepare_archive(units, table, BOOK, Path(folder) / "a.parquet")
        for as_of in (AS_OF, date(2022, 1, 1), data.draw(DAYS)):
            scorer = CreditScorer(BOOK, as_of=as_of, known_at=known_at)
            assert on_polars(scorer, archive) == by_tables(scorer, units, table)
