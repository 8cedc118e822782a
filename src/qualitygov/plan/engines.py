"""The engines that hold tables (数据引擎): how a table is taken, how it is given back, small tables.

Polars, DuckDB, PySpark and databases through Ibis work on a table where it is. Tables of pandas and
PyArrow go to Polars, and the answer goes back in their kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from qualitygov.errors import FieldError, MissingExtraError, bilingual
from qualitygov.plan.columns import nw
from qualitygov.plan.expr import Kind

Back = Callable[[nw.LazyFrame[Any]], Any]
"""How an answer is given in the kind in which the table came."""

HERE = (
    nw.Implementation.POLARS,
    nw.Implementation.DUCKDB,
    nw.Implementation.PYSPARK,
    nw.Implementation.PYSPARK_CONNECT,
    nw.Implementation.IBIS,
)
"""The engines that work on a table where it is."""

NOTHING = ("Null", '"NULL"', "null", "void")
"""How Polars, DuckDB, Ibis and PySpark name the type of a column without values."""


def _lazily(answer: nw.LazyFrame[Any]) -> Any:
    return answer.to_native()


def _eagerly(answer: nw.LazyFrame[Any]) -> Any:
    return answer.collect().to_native()


def _no_frame(frame: Any) -> FieldError:
    found = type(frame).__name__
    return bilingual(
        "frame.type",
        f"不支持的表类型 {found}；请传入 Polars、DuckDB、PySpark、Ibis、pandas 或 PyArrow 的表",
        f"a {found} is no table; pass one of Polars, DuckDB, PySpark, Ibis, pandas or PyArrow",
    )


def as_lazy(frame: Any) -> tuple[nw.LazyFrame[Any], Back]:
    """Take a native frame as a lazy one, and say how an answer is given back (转为惰性表).

    Raises `FieldError` for anything but a frame of a known engine, and `MissingExtraError` where
    Polars, which works for pandas and PyArrow, is missing.
    """
    batches = _of_batches(frame)
    if batches is not None:
        return batches
    try:
        made = nw.from_native(frame)
    except TypeError:
        raise _no_frame(frame) from None
    if made.implementation in HERE:
        return (made.lazy(), _eagerly) if isinstance(made, nw.DataFrame) else (made, _lazily)
    if made.implementation is nw.Implementation.PYARROW:
        return _through_polars(frame), lambda answer: answer.collect().to_native().to_arrow()
    if made.implementation is nw.Implementation.PANDAS:
        return _of_pandas(frame), lambda answer: answer.collect().to_native().to_pandas()
    name = made.implementation.value
    raise bilingual(
        "frame.engine",
        f"尚不支持 {name}",
        f"{name} is not supported yet; pass Polars, DuckDB, PySpark, Ibis, pandas or PyArrow",
    )


def polars() -> Any:
    """Return Polars (取 Polars), where it works for tables of others or of files.

    Raises `MissingExtraError` where it is missing.
    """
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("polars", "frames") from None
    return pl


def _through_polars(table: Any) -> nw.LazyFrame[Any]:
    made: nw.LazyFrame[Any] = nw.from_native(polars().from_arrow(table).lazy())
    return made


def _of_batches(frame: Any) -> tuple[nw.LazyFrame[Any], Back] | None:
    """A record batch, or a reader of several, with the way back; None for anything else."""
    if not type(frame).__module__.startswith("pyarrow"):
        return None
    import pyarrow as pa  # noqa: PLC0415 - the batch is one of PyArrow, so it is there

    def one(answer: nw.LazyFrame[Any]) -> Any:
        table = answer.collect().to_native().to_arrow().combine_chunks()
        empty = [pa.array([], kind) for kind in table.schema.types]
        found = table.to_batches()
        return found[0] if found else pa.RecordBatch.from_arrays(empty, schema=table.schema)

    def several(answer: nw.LazyFrame[Any]) -> Any:
        return answer.collect().to_native().to_arrow().to_reader()

    if isinstance(frame, pa.RecordBatch):
        return _through_polars(pa.Table.from_batches([frame])), one
    if isinstance(frame, pa.RecordBatchReader):
        return _through_polars(frame.read_all()), several
    return None


def _of_pandas(frame: Any) -> nw.LazyFrame[Any]:
    """A table of pandas, whose days are moments at midnight and whose numbers with gaps are floats.

    Only where every value is one: a moment at noon stays what it is, and is refused at the door. A
    column without any value has the type of nothing, for pandas keeps none for it.
    """
    pl = polars()
    table = pl.from_pandas(frame)
    casts = []
    for name, kind in table.schema.items():
        column = table[name]
        if column.null_count() == table.height:
            casts.append(pl.lit(None).alias(name))
        elif isinstance(kind, pl.Datetime) and (column == column.dt.truncate("1d")).all():
            casts.append(pl.col(name).cast(pl.Date))
        elif kind.is_float() and (column.is_finite() & (column == column.floor())).all():
            casts.append(pl.col(name).cast(pl.Int64))
    made: nw.LazyFrame[Any] = nw.from_native(table.lazy().with_columns(*casts))
    return made


def of_nothing(frame: nw.LazyFrame[Any]) -> frozenset[str]:
    """Return the columns whose type says that they hold no value (无值的列): they may be of any."""
    native: Any = frame.to_native()
    if frame.implementation is nw.Implementation.POLARS:
        types = {name: str(kind) for name, kind in native.collect_schema().items()}
    elif frame.implementation is nw.Implementation.DUCKDB:
        types = dict(zip(native.columns, map(str, native.types), strict=True))
    elif frame.implementation is nw.Implementation.IBIS:
        types = {name: str(kind) for name, kind in native.schema().items()}
    else:
        types = dict(native.dtypes)
    return frozenset(name for name, kind in types.items() if kind in NOTHING)


def worked_out(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return a part of a large answer, worked out by itself where the engine asks for it (分步计算).

    DuckDB binds a query up to a depth, and counts all that stands in it.
    """
    if frame.implementation is not nw.Implementation.DUCKDB:
        return frame
    native = frame.to_native()
    part = native.to_arrow_table()  # noqa: F841 - named in the query
    made: nw.LazyFrame[Any] = nw.from_native(native.query("_all", "SELECT * FROM part"))
    return made


Rows = Sequence[tuple[Any, ...]]
_SQL: Mapping[Kind, str] = {
    "day": "DATE",
    "whole": "BIGINT",
    "word": "VARCHAR",
    "flag": "BOOLEAN",
}
MARKS = tuple(",;~#") + tuple(map(chr, range(0x2460, 0x24FF)))
"""What may part the values of a column in one text: the first that none of them holds."""

IBIS_TYPES: Mapping[Kind, str] = {
    "day": "date",
    "whole": "int64",
    "word": "string",
    "flag": "boolean",
}
"""How ibis names the type of a column of each kind."""


def table_like(
    frame: nw.LazyFrame[Any], columns: Mapping[str, Kind], rows: Rows
) -> nw.LazyFrame[Any]:
    """Return a small table on the engine of a frame (同引擎小表), to be joined with it."""
    if frame.implementation is nw.Implementation.POLARS:
        return _polars_table(columns, rows)
    if frame.implementation is nw.Implementation.IBIS:
        return _ibis_table(columns, rows)
    native = nw.to_native(frame)
    if frame.implementation is nw.Implementation.DUCKDB:
        query = _values(columns, rows, _SQL)
        made: nw.LazyFrame[Any] = nw.from_native(native.query("_qualitygov_frame", query))
    else:
        query = _values(columns, rows, {**_SQL, "word": "STRING"})
        made = nw.from_native(native.sparkSession.sql(query))
    return made


def _polars_table(columns: Mapping[str, Kind], rows: Rows) -> nw.LazyFrame[Any]:
    import polars as pl  # noqa: PLC0415 - the frame is one of Polars, so it is there

    types = {"day": pl.Date, "whole": pl.Int64, "word": pl.String, "flag": pl.Boolean}
    schema = {name: types[kind] for name, kind in columns.items()}
    return nw.from_native(pl.LazyFrame(list(rows), schema=schema, orient="row"))


def _ibis_table(columns: Mapping[str, Kind], rows: Rows) -> nw.LazyFrame[Any]:
    """Rows as one text for each column, split where they are read.

    So they are part of the statement, where a table of Ibis would be written to the database.
    """
    import ibis  # noqa: PLC0415 - the frame is one of Ibis, so it is there

    at = ibis.range(0, len(rows)).unnest().name("at").as_table()
    made = {}
    for number, (name, kind) in enumerate(columns.items()):
        values = ["" if row[number] is None else str(row[number]) for row in rows]
        mark = next(one for one in MARKS if not any(one in value for value in values))
        value = ibis.literal(mark.join(values)).split(mark)[at["at"]]
        made[name] = value.nullif("").cast(IBIS_TYPES[kind])
    table: nw.LazyFrame[Any] = nw.from_native(at.select(**made))
    return table


def _values(columns: Mapping[str, Kind], rows: Rows, types: Mapping[Kind, str]) -> str:
    """A table of values as SQL; numbers, days and words of the rulebook, quoted."""
    names = [f"c{at}" for at in range(len(columns))]
    typed = ", ".join(
        f"CAST({source} AS {types[kind]}) AS {name}"
        for source, (name, kind) in zip(names, columns.items(), strict=True)
    )
    values = ", ".join(f"({', '.join(map(_sql, row))})" for row in rows)
    source = f"(VALUES {values}) AS t({', '.join(names)})"
    if not rows:
        source = f"(SELECT {', '.join(f'NULL AS {name}' for name in names)} WHERE FALSE) AS t"
    return f"SELECT {typed} FROM {source}"  # noqa: S608 - values of the rulebook, quoted


def _sql(value: date | int | str | bool | None) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("'", "''")
    return f"'{text}'"


def in_polars(frame: nw.LazyFrame[Any]) -> Any:
    """Return the rows of a table as a data frame of Polars (取为 Polars 表)."""
    polars()
    return frame.collect("polars").to_native()


def fetched(frame: nw.LazyFrame[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a small table (取数)."""
    native = nw.to_native(frame)
    if frame.implementation is nw.Implementation.POLARS:
        return [*native.collect().rows()]
    if frame.implementation is nw.Implementation.DUCKDB:
        return [*native.fetchall()]
    if frame.implementation is nw.Implementation.IBIS:
        columns = native.to_pyarrow().to_pydict().values()
        return list(zip(*columns, strict=True))
    return [tuple(row) for row in native.collect()]


def distinct(frame: nw.LazyFrame[Any], column: str) -> int:
    """Return how many different values a column holds, of which empty is one (不同值个数)."""
    if frame.implementation is nw.Implementation.IBIS:  # PostgreSQL has no sum of flags
        ((count,),) = fetched(frame.select(column).unique().select(nw.len()))
    else:
        ((count,),) = fetched(frame.select(nw.col(column).n_unique()))
    return count or 0
