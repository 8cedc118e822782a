"""A column without any value is one of missing values, whatever its engine calls its type."""

from __future__ import annotations

import itertools

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from worlds import AS_OF, BOOK, CODES, UNITS, record_table, unit_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.credit import CreditScorer, prepare_archive
from qualitygov.credit.fields import demanded

SCORER = CreditScorer(BOOK, as_of=AS_OF)
SCREENER = BlacklistScreener(BOOK, as_of=AS_OF)
NAMES = record_table([]).columns
NOTHING = {"none": None, "nan": float("nan"), "nat": pd.NaT, "na": pd.NA}


def in_polars(frame):
    return frame


def in_lazy(frame):
    return frame.lazy()


def in_arrow(frame):
    return frame.to_arrow()


DUCK = duckdb.connect()


def in_duckdb(frame):
    table = f"kept_{'_'.join(frame.columns[:1])}"
    DUCK.register(table, frame.to_arrow())
    names = (f"NULL AS {n}" if kind == pl.Null else n for n, kind in frame.schema.items())
    return DUCK.query(f"SELECT {', '.join(names)} FROM {table}")


def in_pandas(value, dtype=object):
    def made(frame):
        table = frame.to_pandas()
        for name, kind in frame.schema.items():
            if kind == pl.Null:
                table[name] = pd.Series([value] * frame.height, dtype=dtype)
        return table

    return made


ENGINES = {
    "polars": in_polars,
    "lazy": in_lazy,
    "arrow": in_arrow,
    "duckdb": in_duckdb,
    **{f"pandas-{name}": in_pandas(value) for name, value in NOTHING.items()},
    "pandas-float": in_pandas(np.nan, float),
    "pandas-days": in_pandas(pd.NaT, "datetime64[ns]"),
    "pandas-text": in_pandas(pd.NA, "string"),
}


def in_rows(answer):
    if isinstance(answer, pl.LazyFrame):
        answer = answer.collect()
    if isinstance(answer, duckdb.DuckDBPyRelation):
        return answer.fetchall()
    if isinstance(answer, pd.DataFrame):
        return pl.from_pandas(answer).rows()
    return answer.rows() if isinstance(answer, pl.DataFrame) else pl.from_arrow(answer).rows()


def asked(engine, units, records, face=SCORER.checked_frame):
    held = ENGINES[engine]
    answer, rejected = face(held(units), held(records))
    return sorted(in_rows(answer)), sorted(in_rows(rejected), key=str)


@pytest.mark.parametrize(
    ("engine", "name"),
    [
        *(("polars", name) for name in NAMES),
        *itertools.product(ENGINES, ["subject", "decided_on", "measure", "category"]),
    ],
)
def test_a_column_of_nothing_is_one_of_missing_values(record, engine, name):
    table = record_table([record(subject=CODES[0], id="R1"), record(subject=CODES[1], id="R2")])
    given = table.with_columns(pl.lit(None).alias(name))
    typed = table.with_columns(pl.lit(None, table.schema[name]).alias(name))
    expected = asked("polars", unit_table(UNITS[:2]), typed)
    assert asked(engine, unit_table(UNITS[:2]), given) == expected
    assert [row[2:4] for row in expected[1]] == [(name, "null")] * 2 * (name in demanded())


def test_a_screening_takes_it_so(record):
    table = record_table([record(subject=CODES[0], id="R1")]).with_columns(subject=pl.lit(None))
    rejected = asked("polars", unit_table(UNITS[:1]), table, SCREENER.checked_frame)[1]
    assert [row[2:4] for row in rejected] == [("subject", "null")]


@pytest.mark.parametrize("engine", ["polars", "pandas-none", "duckdb", "arrow"])
@pytest.mark.parametrize("name", ["code", "listed_until", "seen_on"])
def test_so_is_one_of_enterprises(record, engine, name):
    table = record_table([record(subject=CODES[0], id="R1")])
    units = unit_table(UNITS[:1]).with_columns(pl.lit(None).alias(name))
    kind = pl.String if name == "code" else pl.Date
    typed = units.with_columns(pl.lit(None, kind).alias(name))
    found = asked(engine, units, table)
    assert found == asked("polars", typed, table)
    assert [row[0] for row in found[1]] == ["enterprises"] * (name == "code")


@pytest.mark.parametrize("engine", ["polars", "pandas-none"])
def test_a_code_of_nothing_is_numbered_where_the_other_table_is(record, engine):
    table = record_table([record(subject=CODES[0], id="R1")]).with_columns(subject=pl.lit(None))
    units = pl.DataFrame({"code": [1, 2]})
    assert [row[2:4] for row in asked(engine, units, table)[1]] == [("subject", "null")]


def test_an_archive_is_prepared_of_them(tmp_path, record):
    table = record_table([record(subject=CODES[0], id="R1")])
    free = [name for name in NAMES if name not in demanded() and name != "id"]
    given = table.with_columns(pl.lit(None).alias(name) for name in free)
    archive, rejected = prepare_archive(unit_table(UNITS), given, BOOK, tmp_path / "a.parquet")
    assert rejected.is_empty()
    found = SCORER.score_prepared(archive).collect()
    assert sorted(found.rows()) == sorted(SCORER.score_frame(unit_table(UNITS), table).rows())
