"""The plan as one statement of SQL (评分语句): for programs that have a database and no Python.

The text holds the whole plan of its moment, numbers and days included, and reads two tables,
`enterprises` and `records`. It checks nothing: rows have to be as this library reads them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, get_args

from qualitygov.credit.fields import columns
from qualitygov.credit.frame import columns_read, frame_of
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.taking import DECIDE, NEEDED
from qualitygov.errors import MissingExtraError, bilingual
from qualitygov.plan.engines import IBIS_TYPES

Dialect = Literal["duckdb", "postgres", "spark"]
"""The databases whose SQL can be asked for."""

_NAMES: Mapping[Dialect, str] = {"duckdb": "duckdb", "postgres": "postgres", "spark": "pyspark"}


def _ibis() -> Any:
    try:
        import ibis  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("ibis-framework", "postgres") from None
    return ibis


def sql_of(
    plan: CreditPlan,
    dialect: Dialect,
    enterprises: Collection[str],
    records: Collection[str] | None,
) -> str:
    """Write a plan as one statement (评分语句); see `CreditScorer.to_sql`."""
    if dialect not in get_args(Dialect):
        known = get_args(Dialect)
        raise bilingual(
            "sql.dialect",
            f"不支持的数据库 {dialect!r}，应为：{'、'.join(known)}",
            f"no dialect this library writes: {dialect!r}; one of {', '.join(known)}",
        )
    ibis = _ibis()
    everything = (*NEEDED, *columns_read(plan), *DECIDE["records"])
    wanted = dict.fromkeys(everything if records is None else records)
    types = {name: IBIS_TYPES[kind] for name, kind in columns().items()}
    units = {name: "string" if name == "code" else "date" for name in enterprises}
    tables = (
        ibis.table(units, name="enterprises"),
        ibis.table({name: types.get(name, "string") for name in wanted}, name="records"),
    )
    query = frame_of(plan, *tables, trusted=True)
    try:
        return str(ibis.to_sql(query, dialect=_NAMES[dialect]))
    except ImportError:
        raise MissingExtraError(dialect, dialect) from None
