"""Preparing an archive (预制信用档案): doing once what does not depend on the day of asking.

The records are looked at as at the door of `score_frame`. What is not plainly good comes back, and
the units whose records came back have no grade.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from qualitygov.core.given import of_type, path_of
from qualitygov.credit.cells import RecordClass
from qualitygov.credit.classes import TOLD_BY, class_columns
from qualitygov.credit.door import Judged, judged
from qualitygov.credit.doubt import SURE, with_sure
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.fields import demanded
from qualitygov.credit.keys import FOUND, KEY, with_found, with_key
from qualitygov.credit.plan import ACT
from qualitygov.credit.prepared import (
    MARK,
    REGISTERED,
    UNIT,
    UNIT_KEY,
    PreparedArchive,
)
from qualitygov.credit.seal import seal
from qualitygov.credit.standing import counts_by
from qualitygov.credit.steps import CLASS
from qualitygov.credit.taking import opened
from qualitygov.credit.versions import fields_asked, scales_of
from qualitygov.errors import MissingExtraError, OutputError, reason_of
from qualitygov.plan.columns import nw
from qualitygov.plan.engines import in_polars, polars
from qualitygov.plan.spans import first_day, first_day_after, spans_of
from qualitygov.rulebook.book import Rulebook

if TYPE_CHECKING:
    import polars as pl

ROWS = 131_072
"""About so many rows make a group of the file; a unit is never parted."""

OF_UNITS = ("code", "listed_until", "seen_on")
FIELDS = tuple(field.name for field in attrs.fields(CreditRecord))


def prepare(
    enterprises: Any, records: Any, book: Rulebook, path: Path | str
) -> tuple[PreparedArchive, Any]:
    """Prepare tables for scoring by a book (预制); see `prepare_archive`."""
    own, place = of_type(book, Rulebook, "book"), path_of(path, "path")
    tables = opened(enterprises, records, (ACT, *fields_asked(own)))
    found = judged(tables, scales_of(own))
    units, rows = _units(found), _records(found, own)
    units, rows = _numbered(units, rows)
    rows, classes = _classed(rows)
    kept = tuple(name for name in FIELDS if name in rows.columns)
    archive = PreparedArchive(
        path=place,
        rulebook=f"{own.id} {own.version} sha256:{own.digest}",
        digest=own.digest,
        units=units.height,
        records=rows.height,
        doubted=units.height - int(units[SURE].sum()),
        unregistered=units.height - int(units[REGISTERED].sum()),
        fields=kept,
        classes=classes,
    )
    sealed = _write(archive, units, rows)
    return attrs.evolve(archive, seal=sealed), tables.back(found.rejected)


def _units(found: Judged) -> pl.DataFrame:
    """The units of the table of enterprises, each with its key and whether it is sure."""
    units = found.good.units
    there = [name for name in OF_UNITS if name in units.collect_schema().names()]
    marked = with_key(units, "code").with_columns(nw.lit(value=True).alias(SURE))
    if found.bad_records is not None:
        marked = with_sure(units, found.bad_records)
    frame: pl.DataFrame = in_polars(marked.select(KEY, SURE, *there))
    return frame


def _records(found: Judged, book: Rulebook) -> pl.DataFrame:
    """The records with key, class columns and the days from and until which they count."""
    schema = found.good.records.collect_schema()
    names = [name for name in FIELDS if name in schema.names()]
    here: pl.DataFrame = in_polars(with_key(found.good.records, "subject").select(KEY, *names))
    empty = {n for n in names if n not in demanded() and here[n].null_count() == here.height}
    facts = nw.from_native(here.drop(empty).lazy())
    lacking = {"measure": nw.lit(None, nw.Int64), "heavier_penalty": nw.lit(value=False)}
    given = {n: value for n, value in lacking.items() if n in empty or n not in names}
    if given:
        facts = facts.with_columns(*(value.alias(name) for name, value in given.items()))
    told = with_found(facts).with_columns(*class_columns(book))
    spans = spans_of(counts_by(book), set(FIELDS) - set(facts.collect_schema().names()))
    told = told.with_columns(first_day(spans).alias("_seen"), first_day_after(spans).alias("_gone"))
    frame: pl.DataFrame = in_polars(told)
    return frame.drop(*given)


def _numbered(units: pl.DataFrame, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both tables by number of the unit: the place of its key among all keys, in order.

    Ids and categories become numbers in the same order. A unit of which only records are known is
    one, too.
    """
    pl = polars()
    every = pl.concat([units.select(KEY), rows.select(KEY)]).unique().sort(KEY)
    every = every.with_row_index(UNIT).with_columns(pl.col(UNIT).cast(pl.UInt32))
    registered = units.with_columns(pl.lit(value=True).alias(REGISTERED))
    units = every.join(registered, on=KEY, how="left").sort(UNIT)
    units = units.with_columns(
        pl.col(REGISTERED).fill_null(value=False), pl.col(SURE).fill_null(value=True)
    ).rename({KEY: UNIT_KEY})
    places = [pl.col("id").rank("ordinal").cast(pl.UInt32).alias("_id")]
    if "category" in rows.columns:
        places.append(pl.col("category").rank("dense").cast(pl.UInt32).alias("_category"))
    rows = rows.with_columns(places).join(every, on=KEY).drop(KEY)
    return units, rows.sort(UNIT, "decided_on", "_id")


def _classed(rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[RecordClass, ...]]:
    """The records with the number of their class, and the classes."""
    pl = polars()
    told = list(TOLD_BY)
    first = rows.unique(told, keep="first", maintain_order=True).sort(told)
    classes = tuple(_class(row) for row in first.iter_rows(named=True))
    numbers = first.select(told).with_row_index(CLASS)
    numbers = numbers.with_columns(pl.col(CLASS).cast(pl.UInt32))
    joined = rows.join(numbers, on=told, how="left", maintain_order="left")
    return joined.drop(FOUND, *(name for name in told if name.startswith("_"))), classes


def _class(row: dict[str, Any]) -> RecordClass:
    return RecordClass(
        kind=row["kind"],
        severity=row["severity"],
        happened_on=row[ACT],
        found_on=row[FOUND],
        measure=row.get("measure"),
        heavier_penalty=row["_heavier"],
    )


def _write(archive: PreparedArchive, units: pl.DataFrame, rows: pl.DataFrame) -> str:
    """Write the file, whole or not at all, and return its seal."""
    try:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "frames") from None
    pl, path = polars(), archive.path
    schema = pl.concat([units.head(0), rows.head(0)], how="diagonal").to_arrow().schema
    told = schema.with_metadata({MARK: archive.about()})
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with pq.ParquetWriter(part, told, compression="zstd") as writer:
                for group in (*_groups(units), *_groups(rows)):
                    whole = pl.concat([pl.from_arrow(schema.empty_table()), group], how="diagonal")
                    writer.write_table(whole.to_arrow().cast(told), row_group_size=whole.height)
            sealed = seal(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(str(path), reason_of(error)) from None
    return sealed


def _groups(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Parts of a sorted table of about `ROWS` rows, none of which ends within a unit."""
    first = 0
    while first < rows.height:
        last = rows[UNIT][min(first + ROWS, rows.height) - 1]
        after = int(rows[UNIT].search_sorted(last, side="right"))
        yield rows[first:after]
        first = after
