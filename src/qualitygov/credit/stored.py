"""Scores from a prepared archive (由预制档案评分): the same pipeline as of whole tables.

Records find their cell by the number of their class, their unit is a number already, and whether
they count are two days.
"""

from __future__ import annotations

from typing import Any

from qualitygov.core.given import of_type
from qualitygov.credit.classes import settled
from qualitygov.credit.doubt import SURE, graded_where
from qualitygov.credit.frame import SEEN, answer_of
from qualitygov.credit.keys import KEY, UnitKeys, counting
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.prepared import REGISTERED, UNIT, PreparedArchive
from qualitygov.credit.standing import counts_by, days_given
from qualitygov.credit.steps import CLASS, Finding
from qualitygov.credit.taking import Tables
from qualitygov.errors import MissingExtraError
from qualitygov.plan.columns import holds, nw
from qualitygov.plan.engines import as_lazy, polars
from qualitygov.plan.expr import columns_of
from qualitygov.plan.spans import spans_of, within


def scores_of(plan: CreditPlan, archive: PreparedArchive, connection: Any = None) -> Any:
    """Score every unit of an archive by a plan (由预制档案评分); see `score_prepared`."""
    of_type(archive, PreparedArchive, "archive").check_book(plan.context.rulebook)
    frame, back = as_lazy(_rows(archive, connection))
    tables = Tables(_units(frame), _records(archive, frame), back)
    keys = UnitKeys(frame.implementation is nw.Implementation.POLARS, given=True)
    finding = Finding(plan, keys, settled(plan, archive.classes), by_class=True)
    answer = answer_of(finding, tables, _counting(plan, tables.records))
    return back(_sure(archive, answer, tables.units))


def _rows(archive: PreparedArchive, connection: Any) -> Any:
    """The rows of the file, on the engine that is to work."""
    path = str(archive.path)
    if connection is None:
        archive.check_file()
        return polars().scan_parquet(path)
    try:
        from duckdb import DuckDBPyConnection  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("duckdb", "frames") from None
    of_type(connection, DuckDBPyConnection, "connection")
    archive.check_file()
    return connection.read_parquet(path)


def _units(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The units that were in the table of enterprises."""
    names = [name for name in ("code", "listed_until", SEEN) if name in frame.columns]
    return frame.filter(nw.col(REGISTERED)).select(
        nw.col(UNIT).cast(nw.Int64).alias(KEY), SURE, *names
    )


def _records(archive: PreparedArchive, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The records, with numbers for unit, class, id and category."""
    numbers = {KEY: UNIT, CLASS: CLASS, "id": "_id"}
    category = nw.lit(None, nw.Int64)  # a column without a value is not kept
    if "category" in archive.fields:
        category = nw.col("_category").cast(nw.Int64)
    others = [name for name in archive.fields if name not in (*numbers, "category")]
    return frame.filter(~nw.col(CLASS).is_null()).select(
        *(nw.col(source).cast(nw.Int64).alias(name) for name, source in numbers.items()),
        category.alias("category"),
        *others,
        "_seen",
        "_gone",
    )


def _counting(plan: CreditPlan, records: nw.LazyFrame[Any]) -> nw.Expr:
    """Whether a record counts: by the days laid down, where the context has one day."""
    context = plan.context
    if context.as_of != context.known_at:
        return counting(records, context)
    condition = counts_by(context.rulebook)
    missing = columns_of(condition) - set(records.collect_schema().names())
    rest = holds(spans_of(condition, missing).rest, days_given(context))
    return within("_seen", "_gone", context.as_of) & rest


def _sure(
    archive: PreparedArchive, answer: nw.LazyFrame[Any], units: nw.LazyFrame[Any]
) -> nw.LazyFrame[Any]:
    """The answer without the grades of units of which some record was rejected."""
    if not archive.doubted:
        return answer
    names = answer.collect_schema().names()
    marked = answer.join(units.select("code", SURE), on="code", how="left")
    return marked.with_columns(graded_where(nw.col(SURE))).select(*names)
