"""Sheets from databases and frames (数据库与数据框): the same checks as for files.

Needs the extra ``sql`` for databases and ``frames`` for frames.
"""

from __future__ import annotations

import os
from typing import Any

from qualitygov.errors import FieldError, MissingExtraError, bilingual
from qualitygov.interchange.sheets.grid import Sheet, cell_text, sheet_of
from qualitygov.text import Text

ENVIRONMENT = "env:"


def _url(url: str) -> str:
    """An address, or what a variable of the environment holds: ``env:COUNTY_DB``."""
    if not url.startswith(ENVIRONMENT):
        return url
    name = url.removeprefix(ENVIRONMENT)
    found = os.environ.get(name)
    if not found:
        raise bilingual(
            "sql.url", f"没有环境变量 {name}", f"there is no environment variable {name}"
        )
    return found


def _must_be_there(url: Any) -> None:
    """Refuse a file of SQLite that is not there: asking would make an empty one."""
    file = url.database
    if url.get_backend_name() != "sqlite" or not file or file == ":memory:" or "uri" in url.query:
        return
    if not os.path.exists(file):  # noqa: PTH110 - as SQLite names it
        raise bilingual(
            "sql.url", "没有此数据库文件，请核对地址", "there is no such database file: look at url"
        )


def sql_sheet(url: str, query: str, name: str) -> Sheet:
    """Return what a query answers as a sheet (数据库查询): its columns are the header.

    `url` is an address as SQLAlchemy knows them, or ``env:NAME``, so that no password stands in a
    file; `name` is the table's, or what messages call it. Raises `FieldError` for an address or a
    query that does not work, without the address, and `MissingExtraError` without the extra
    ``sql``.

    >>> sql_sheet("sqlite://", "select 'A1' as id, 3 as rows", "returns").rows[1].cells
    ('A1', '3')
    """
    try:
        import sqlalchemy  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("sqlalchemy", "sql") from None
    try:
        engine = sqlalchemy.create_engine(_url(url))
        _must_be_there(engine.url)
        with engine.connect() as connection:
            answer = connection.execute(sqlalchemy.text(query))
            return sheet_of(name, list(answer.keys()), answer)
    except (sqlalchemy.exc.SQLAlchemyError, ImportError) as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__)
        said = Text(f"查询 {name} 失败：{reason}", f"the query {name} failed: {reason}")
        raise FieldError("sql.query", said) from None


def frame_sheet(frame: Any, name: str) -> Sheet:
    """Return a frame as a sheet (数据框): pandas, Polars, PyArrow, whatever narwhals knows.

    Columns are read by their places, so that two may have one name. Raises `FieldError` for what
    is no frame, and `MissingExtraError` without the extra ``frames``.

    >>> import polars
    >>> frame_sheet(polars.DataFrame({"id": ["A1"], "rows": [3]}), "returns").rows[1].cells
    ('A1', '3')
    """
    try:
        import narwhals  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("narwhals", "frames") from None
    names, placed = _by_place(frame)
    try:
        given = narwhals.from_native(placed)
    except TypeError:
        kind = type(frame).__name__
        raise bilingual(
            "source.type", f"应为数据框，实际为 {kind}", f"expected a frame, not {kind}"
        ) from None
    whole = given.collect() if isinstance(given, narwhals.LazyFrame) else given
    return sheet_of(name, names or whole.columns, whole.iter_rows())


def _by_place(frame: Any) -> tuple[list[Any], Any]:
    """The names of columns that need not be texts nor differ, and the frame with places for names.

    These are those of pandas, where a name may have several levels, and of PyArrow.
    """
    if hasattr(frame, "set_axis"):
        levels = [one if isinstance(one, tuple) else (one,) for one in frame.columns]
        names = ["".join(map(cell_text, one)) for one in levels]
        return names, frame.set_axis([str(at) for at in range(len(names))], axis=1)
    if hasattr(frame, "rename_columns"):
        names = list(frame.column_names)
        return names, frame.rename_columns([str(at) for at in range(len(names))])
    return [], frame
