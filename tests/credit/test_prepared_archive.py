"""The prepared archive says on every day, with every knowledge, what the tables say."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import attrs
import duckdb
import pytest
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


@settings(max_examples=25)
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


@settings(max_examples=15)
@given(many_records(), st.none() | DAYS, st.data())
def test_the_built_in_book_and_records_of_many_units(found, known_at, data):
    units, table = unit_table(UNITS), record_table(found)
    with tempfile.TemporaryDirectory() as folder:
        archive, _ = prepare_archive(units, table, BOOK, Path(folder) / "a.parquet")
        for as_of in (AS_OF, date(2022, 1, 1), data.draw(DAYS)):
            scorer = CreditScorer(BOOK, as_of=as_of, known_at=known_at)
            assert on_polars(scorer, archive) == by_tables(scorer, units, table)


def of_two_units(record, first, second):
    """Two records alike but for what is named, each of a unit of its own."""
    return [
        record(subject=code, id=code, **{"on": date(2016, 6, 1), **more})
        for code, more in zip(CODES[:2], (first, second), strict=True)
    ]


LATE = {"happened_on": date(2014, 6, 1), "found_on": date(2016, 6, 1)}
APART = {
    "a heavier penalty": ({}, {"heavier_penalty": True}),
    "a measure below the line": (
        {"kind": "performance-excellence", "severity": "scored", "measure": 550},
        {"kind": "performance-excellence", "severity": "scored", "measure": 549},
    ),
    "a day too late": (LATE, {**LATE, "happened_on": date(2014, 5, 31)}),
    "an act before all rules": (
        {"kind": "certificate-quality", "severity": "in-force", "happened_on": date(2011, 1, 1)},
        {"kind": "certificate-quality", "severity": "in-force", "happened_on": date(2010, 12, 31)},
    ),
    "another severity": ({}, {"severity": "minor"}),
}


@pytest.mark.parametrize("name", APART)
def test_what_tells_two_records_apart_tells_their_classes_apart(tmp_path, record, name):
    units, table = unit_table(UNITS[:2]), record_table(of_two_units(record, *APART[name]))
    archive, _ = prepare_archive(units, table, BOOK, tmp_path / "a.parquet")
    scorer = CreditScorer(BOOK, as_of=AS_OF)
    found = on_polars(scorer, archive)
    assert found == by_tables(scorer, units, table)
    assert found[0][1:] != found[1][1:]


@pytest.mark.parametrize("days", [0, 1])
def test_a_record_counts_on_the_last_day_of_its_validity(tmp_path, record, days):
    last = AS_OF - timedelta(days=days)
    table = record_table([record(subject=CODES[0], valid_until=last)])
    archive, _ = prepare_archive(unit_table(UNITS[:1]), table, BOOK, tmp_path / "a.parquet")
    (found,) = on_polars(CreditScorer(BOOK, as_of=AS_OF), archive)
    assert found[-1] == 1 - days


@pytest.mark.parametrize(("ids", "points"), [(("R1", "R2"), -30_000), (("R2", "R1"), -25_000)])
def test_of_two_records_of_a_day_the_later_id_repeats_the_other(tmp_path, record, ids, points):
    of_a_day = [
        record("sampling-fail", severity, subject=CODES[0], id=name, category="rice")
        for severity, name in zip(("serious", "general"), ids, strict=True)
    ]
    table = record_table(of_a_day)
    archive, _ = prepare_archive(unit_table(UNITS[:1]), table, BOOK, tmp_path / "a.parquet")
    (found,) = on_polars(CreditScorer(BOOK, as_of=AS_OF), archive)
    assert found[3] == points


def test_an_acts_version_is_told_on_the_day_on_which_rules_turn(tmp_path, record):
    turn = date(2021, 7, 15)
    pair = of_two_units(
        record,
        {"kind": "case-filed", "happened_on": turn - timedelta(days=1), "on": date(2021, 8, 1)},
        {"kind": "case-filed", "happened_on": turn, "on": date(2021, 8, 1)},
    )
    units, table = unit_table(UNITS[:2]), record_table(pair)
    archive, _ = prepare_archive(units, table, BOOK, tmp_path / "a.parquet")
    assert len(archive.classes) == 2
    for as_of in (date(2021, 8, 1), date(2023, 12, 31), date(2026, 1, 1)):
        scorer = CreditScorer(BOOK, as_of=as_of)
        assert on_polars(scorer, archive) == by_tables(scorer, units, table)


def test_failed_samples_of_which_none_has_a_category(tmp_path, record):
    table = record_table([record("sampling-fail", subject=CODES[0])])
    archive, _ = prepare_archive(unit_table(UNITS[:1]), table, BOOK, tmp_path / "a.parquet")
    (found,) = on_polars(CreditScorer(BOOK, as_of=AS_OF), archive)
    assert found[3] == -5000
