"""The plan as one statement: each database gives what `score_frame` gives."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from books import book_of
from drawn import TWO, worlds
from hypothesis import given, settings
from worlds import BOOK, record_table, unit_table

from qualitygov.credit import CreditScorer
from qualitygov.errors import FieldError

pytestmark = pytest.mark.engines
UNITS = ("code", "listed_until")


def asked(world, dialect):
    """The tables of a world, what is expected, and the statement."""
    document, found, as_of, known_at, listed = world
    scorer = CreditScorer(book_of(document), as_of=as_of, known_at=known_at)
    units, table = unit_table(TWO, listed), record_table(found)
    expected = sorted(scorer.score_frame(units, table).rows())
    statement = scorer.to_sql(dialect, enterprises=UNITS, records=table.columns)
    return {"enterprises": units, "records": table}, expected, statement


@settings(max_examples=6)
@given(worlds())
def test_duckdb_runs_the_statement(world):
    tables, expected, statement = asked(world, "duckdb")
    connection = duckdb.connect()
    for name, frame in tables.items():
        connection.register(name, frame.to_arrow())
    assert sorted(connection.sql(statement).fetchall()) == expected


def test_postgres_runs_the_statement(postgres):
    @settings(max_examples=4)
    @given(worlds())
    def held(world):
        tables, expected, statement = asked(world, "postgres")
        for name, frame in tables.items():
            postgres.create_table(name, frame.to_arrow(), overwrite=True)
        with postgres.con.cursor() as cursor:
            assert sorted(cursor.execute(statement).fetchall()) == expected

    held()


def test_spark_runs_the_statement(spark, tmp_path):
    @settings(max_examples=1)
    @given(worlds())
    def held(world):
        tables, expected, statement = asked(world, "spark")
        for name, frame in tables.items():
            frame.write_parquet(tmp_path / name)
            spark.read.parquet(str(tmp_path / name)).createOrReplaceTempView(name)
        assert sorted(tuple(row) for row in spark.sql(statement).collect()) == expected

    held()


def test_another_dialect_and_a_missing_column_are_named():
    scorer = CreditScorer(BOOK, as_of=date(2016, 12, 31))
    with pytest.raises(FieldError, match="oracle"):
        scorer.to_sql("oracle")
    with pytest.raises(FieldError, match="lacks the columns severity"):
        scorer.to_sql("duckdb", records=["id", "subject", "kind", "decided_on", "known_on"])
