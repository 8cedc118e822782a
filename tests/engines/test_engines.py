"""Every engine gives the answers of Polars: scores, grounds, rates, and what is refused."""

from __future__ import annotations

import warnings
from datetime import date
from importlib.util import find_spec

import duckdb
import polars as pl
import pytest
from assessment_worlds import PLAN
from books import book_of
from drawn import TWO, worlds
from hypothesis import given, settings
from servers import missing
from test_assessment_frame import schema, tables
from worlds import AS_OF, BOOK, CODES, SCHEMA, record_table, unit_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.credit import CreditScorer

pytestmark = pytest.mark.engines

FEW = {"spark": 1, "postgres": 3}
"""How many worlds are drawn for the engines that need long to begin."""


class Lazy:
    """Polars, lazy, collected by one of its engines."""

    def __init__(self, engine):
        self.engine = engine

    def hold(self, name, frame):
        return frame.lazy()

    def rows(self, answer):
        return answer.collect(engine=self.engine).rows()


class OfDuckdb:
    def __init__(self):
        self.connection = duckdb.connect()

    def hold(self, name, frame):
        self.connection.register(name, frame.to_arrow())
        return self.connection.table(name)

    def rows(self, answer):
        return answer.fetchall()


class OfArrow:
    """PyArrow in one of its forms; the answer has to be of the same."""

    def __init__(self, form):
        self.form = form

    def hold(self, name, frame):
        table = frame.to_arrow()
        return self.form(table)

    def rows(self, answer):
        import pyarrow as pa

        kind = type(self.form(pa.table({"a": [1]})))
        assert type(answer) is kind
        whole = answer.read_all() if isinstance(answer, pa.RecordBatchReader) else answer
        return pl.from_arrow(whole).rows()


class OfPandas:
    def hold(self, name, frame):
        return frame.to_pandas()

    def rows(self, answer):
        import pandas as pd

        assert isinstance(answer, pd.DataFrame)
        frame = pl.from_pandas(answer)
        days = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Datetime)]
        return frame.with_columns(pl.col(days).cast(pl.Date)).rows()


class OfIbis:
    def __init__(self, connection):
        self.connection = connection

    def hold(self, name, frame):
        return self.connection.create_table(name, frame.to_arrow(), overwrite=True)

    def rows(self, answer):
        return [tuple(row.values()) for row in answer.to_pyarrow().to_pylist()]


class OfSpark:
    def __init__(self, session, folder):
        self.session, self.folder = session, folder

    def hold(self, name, frame):
        path = self.folder / f"{name}-{id(frame)}.parquet"
        frame.write_parquet(path)
        return self.session.read.parquet(str(path))

    def rows(self, answer):
        return [tuple(row) for row in answer.collect()]


def _batch(table):
    import pyarrow as pa

    whole = table.combine_chunks().to_batches()
    return whole[0] if whole else pa.RecordBatch.from_pylist([], schema=table.schema)


NAMES = [
    "lazy",
    "streaming",
    "duckdb",
    "arrow",
    "batch",
    "reader",
    "pandas",
    "ibis",
    "postgres",
    "spark",
]


@pytest.fixture(scope="session", params=NAMES)
def engine(request, tmp_path_factory):
    name = request.param
    if name in ("lazy", "streaming"):
        return name, Lazy("streaming" if name == "streaming" else "auto")
    if name in ("arrow", "batch", "reader"):
        forms = {"arrow": lambda table: table, "batch": _batch, "reader": lambda t: t.to_reader()}
        return name, OfArrow(forms[name])
    if name == "duckdb":
        return name, OfDuckdb()
    if name == "pandas":
        if find_spec("pandas") is None:
            missing("pandas")
        return name, OfPandas()
    if name == "ibis":
        try:
            import ibis
        except ImportError:
            missing("ibis")
        return name, OfIbis(ibis.duckdb.connect())
    if name == "postgres":
        return name, OfIbis(request.getfixturevalue("postgres"))
    return name, OfSpark(request.getfixturevalue("spark"), tmp_path_factory.mktemp("spark"))


def drawn(engine, strategy, law, most=8):
    """Hold the law against worlds drawn for an engine."""

    @settings(max_examples=FEW.get(engine[0], most))
    @given(strategy)
    def held(world):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what engines say of their own versions
            law(engine[1], world)

    held()


def of_scores(engine, world):
    document, found, as_of, known_at, listed = world
    book = book_of(document)
    units, table = unit_table(TWO, listed), record_table(found)
    hold = lambda: (engine.hold("u", units), engine.hold("r", table))  # noqa: E731
    scorer = CreditScorer(book, as_of=as_of, known_at=known_at)
    expected = sorted(scorer.score_frame(units, table).rows())
    assert sorted(engine.rows(scorer.score_frame(*hold(), trusted=True))) == expected
    screener = BlacklistScreener(book, as_of=as_of, known_at=known_at)
    grounds = sorted(screener.screen_frame(units, table).rows())
    assert sorted(engine.rows(screener.screen_frame(*hold(), trusted=True))) == grounds


def of_rates(engine, world):
    indicator, rows = world
    values = [{name: getattr(row, name) for name in schema(indicator.facts)} for row in rows]
    frame = pl.DataFrame(values, schema=schema(indicator.facts))
    expected = sorted(indicator.measure_frame(frame, PLAN.period).rows())
    answer = indicator.measure_frame(engine.hold("f", frame), PLAN.period)
    assert sorted(engine.rows(answer)) == expected


def test_scores_and_grounds_are_the_same_on_every_engine(engine):
    drawn(engine, worlds(), of_scores)


def test_rates_are_the_same_on_every_engine(engine):
    drawn(engine, tables(), of_rates, most=25)


def _record(**changed):
    values = {
        "id": "R1",
        "subject": CODES[0],
        "kind": "penalty",
        "severity": "general",
        "happened_on": date(2016, 6, 1),
        "decided_on": date(2016, 6, 1),
        "known_on": date(2016, 6, 1),
        "heavier_penalty": False,
    }
    return pl.DataFrame([values | changed], schema=SCHEMA)


BAD = pl.concat(
    [
        _record(),
        _record(id="R2", subject="MA2837B6-2"),
        _record(id="R3", kind="penalties"),
        _record(id="R4", known_on=date(2016, 5, 1)),
        _record(id="R5", subject=None),
        _record(id="R6"),
        _record(id="R6", severity="serious"),
        _record(id="R7", subject="99" + CODES[0][2:]),
    ]
)


def test_what_is_refused_is_the_same_on_every_engine(engine):
    _, held = engine
    scorer = CreditScorer(BOOK, as_of=AS_OF)
    units = pl.DataFrame({"code": [*CODES[:2], "name:豆腐摊@农贸市场12号"]})
    expected = [sorted(part.rows(), key=str) for part in scorer.checked_frame(units, BAD)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answer = scorer.checked_frame(held.hold("u", units), held.hold("r", BAD))
        found = [sorted(held.rows(part), key=str) for part in answer]
    assert found == expected
    assert len(expected[1]) == 6
