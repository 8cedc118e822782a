"""Entities, Polars eager, Polars lazy and DuckDB give the same score to the last digit."""

from __future__ import annotations

from datetime import date

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import AS_OF, BOOK, CODES, UNITS, many_records, record_table, unit_table

from qualitygov.credit import CreditArchive, CreditScorer
from qualitygov.credit.frame import OUTPUT
from qualitygov.errors import FieldError


def by_entity(scorer, units, records, listed):
    archive = CreditArchive.of(records)
    rows = []
    for unit in units:
        result = scorer.score(unit, archive, listed_until=listed.get(unit.code))
        totals = result.totals
        counted = sum(len(kind.weighed) for kind in totals.kinds)
        rows.append(
            (
                unit.code,
                totals.score,
                totals.grade,
                totals.deductions,
                totals.merits,
                totals.bonus,
                counted,
            )
        )
    return sorted(rows)


def by_duckdb(scorer, units, records):
    connection = duckdb.connect()
    connection.register("u", units.to_arrow())
    connection.register("r", records.to_arrow())
    return sorted(scorer.score_frame(connection.table("u"), connection.table("r")).fetchall())


WORLDS = st.tuples(
    many_records(),
    st.dates(date(2014, 1, 1), date(2026, 6, 1)) | st.just(AS_OF),
    st.none() | st.dates(date(2014, 1, 1), date(2027, 1, 1)),
)


@settings(max_examples=30, deadline=None)
@given(WORLDS, st.sampled_from([None, date(2015, 1, 1), date(2030, 1, 1)]))
def test_entities_and_every_engine_agree(world, listed_until):
    records, as_of, known_at = world
    scorer = CreditScorer(BOOK, as_of=as_of, known_at=known_at)
    listed = {CODES[0]: listed_until} if listed_until else {}
    units, table = unit_table(UNITS, listed), record_table(records)
    expected = by_entity(scorer, UNITS, records, listed)
    assert sorted(scorer.score_frame(units, table).rows()) == expected
    assert sorted(scorer.score_frame(units.lazy(), table.lazy()).collect().rows()) == expected
    assert by_duckdb(scorer, units, table) == expected


def test_empty_tables_and_orphans():
    scorer = CreditScorer(BOOK, as_of=AS_OF)
    nothing, units = record_table([]), unit_table(UNITS[:1])
    assert scorer.score_frame(units, nothing).rows() == [(CODES[0], 100000, "A", 0, 0, 0, 0)]
    assert scorer.score_frame(unit_table([]), nothing).rows() == []
    assert by_duckdb(scorer, units, nothing) == [(CODES[0], 100000, "A", 0, 0, 0, 0)]


def test_the_output_schema_is_the_same_everywhere():
    scorer = CreditScorer(BOOK, as_of=AS_OF)
    units, nothing = unit_table(UNITS), record_table([])
    polars = scorer.score_frame(units, nothing)
    assert tuple(polars.columns) == OUTPUT
    assert polars.dtypes == [pl.String, pl.Int64, pl.String, pl.Int64, pl.Int64, pl.Int64, pl.Int64]
    connection = duckdb.connect()
    connection.register("u", units.to_arrow())
    connection.register("r", nothing.to_arrow())
    relation = scorer.score_frame(connection.table("u"), connection.table("r"))
    assert relation.columns == list(OUTPUT)
    assert [str(kind) for kind in relation.types] == [
        "VARCHAR",
        "BIGINT",
        "VARCHAR",
        "BIGINT",
        "BIGINT",
        "BIGINT",
        "BIGINT",
    ]


def test_an_engine_we_do_not_serve_is_named():
    scorer = CreditScorer(BOOK, as_of=AS_OF)
    with pytest.raises(FieldError, match="a list is no table; pass one of Polars"):
        scorer.score_frame([1], [2])


def test_an_integer_surrogate_key_serves_as_well():
    scorer = CreditScorer(BOOK, as_of=AS_OF)
    units = pl.DataFrame({"code": [1, 2]})
    row = {
        "id": "R1",
        "kind": "penalty",
        "severity": "general",
        "decided_on": AS_OF,
        "known_on": AS_OF,
        "happened_on": AS_OF,
        "heavier_penalty": False,
    }
    table = pl.concat(
        [record_table([]).drop("subject"), pl.DataFrame([row])], how="diagonal_relaxed"
    ).with_columns(subject=pl.lit(2))
    assert sorted(r[:3] for r in scorer.score_frame(units, table).rows()) == [
        (1, 100000, "A"),
        (2, 90000, "A"),
    ]
