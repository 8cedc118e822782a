"""Taking tables (取表): the two tables of a question with the columns it needs, in their types.

A table that lacks a column, holds another kind of value in one, or has one whose name is a slip of
one that decides, is refused whole with one sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import attrs

from qualitygov.credit.fields import BY_THE_TABLE, columns
from qualitygov.credit.slips import Table, lacks, misspelt, strange_columns
from qualitygov.credit.standing import DECIDING
from qualitygov.errors import FieldError, bilingual
from qualitygov.plan.columns import nw
from qualitygov.plan.engines import Back, as_lazy, of_nothing
from qualitygov.plan.expr import Kind

NEEDED = ("id", "subject", "kind", "severity", "decided_on", "known_on")

DECIDE: Mapping[Table, Collection[str]] = {
    "enterprises": ("listed_until", "seen_on"),
    "records": ("found_on", "matter", *sorted(DECIDING - {*NEEDED})),
}
"""The columns that decide, and that a table may lack."""


@attrs.frozen(eq=False)
class Tables:
    """Enterprises and records with the columns they need (待检查的表); `back` as `as_lazy`."""

    units: nw.LazyFrame[Any]
    records: nw.LazyFrame[Any]
    back: Back

    def of(self, table: Table) -> nw.LazyFrame[Any]:
        """Return one of the two."""
        return self.units if table == "enterprises" else self.records


def _wrong_type(table: Table, column: str, found: Any, zh: str, en: str) -> FieldError:
    return bilingual(
        "frame.column-type",
        f"{table} 表的列 {column} 应为{zh}，实际为 {found}",
        f"the column {column} of the table of {table} should hold {en}, not {found}",
    )


_TYPES: Mapping[Kind, tuple[Any, str, str]] = {
    "day": (nw.Date, "日期", "days"),
    "whole": (nw.Int64, "整数", "whole numbers"),
    "word": (nw.String, "文本", "text"),
    "flag": (nw.Boolean, "是否值", "true or false"),
}


def _typed(table: Table, column: str, found: Any, kind: Kind) -> nw.Expr | None:
    """How to read a column, None where it may be read as it is."""
    wanted, zh, en = _TYPES[kind]
    if found == wanted:
        return None
    textual = kind == "word" and found in (nw.Categorical, nw.Enum)
    if textual or (kind == "whole" and found.is_integer()):
        return nw.col(column).cast(wanted)
    raise _wrong_type(table, column, found, zh, en)


def _read(
    table: Table, frame: nw.LazyFrame[Any], needed: Iterable[str], kinds: Mapping[str, Kind]
) -> nw.LazyFrame[Any]:
    """The table with its columns in their types; raises where it cannot be read at all."""
    there = frame.collect_schema().names()
    strange = [name for name in there if name not in (*BY_THE_TABLE, "code", *kinds)]
    missing = [name for name in dict.fromkeys(needed) if name not in there]
    if missing:
        raise lacks(table, missing, strange)
    meant = misspelt(strange, [name for name in DECIDE[table] if name not in there])
    if meant:
        raise strange_columns(table, meant)
    frame = _of_any(frame, kinds)
    schema = frame.collect_schema()
    casts = [
        cast
        for name, kind in kinds.items()
        if name in there and (cast := _typed(table, name, schema[name], kind)) is not None
    ]
    return frame.with_columns(*casts) if casts else frame


def _of_any(frame: nw.LazyFrame[Any], kinds: Mapping[str, Kind]) -> nw.LazyFrame[Any]:
    """The table with columns of no type as columns without values of the type that is wanted."""
    nothing = of_nothing(frame) & {*kinds}
    if not nothing:
        return frame
    return frame.with_columns(*(nw.col(name).cast(_TYPES[kinds[name]][0]) for name in nothing))


def opened(enterprises: Any, records: Any, read: Iterable[str]) -> Tables:
    """Take both tables as lazy ones and look at their columns (表结构检查).

    `read` are those that a plan reads. Raises `FieldError` for another engine, a column that is
    not there, one that is not known and looks like one that decides, or one that holds another kind
    of value. A column without any value may be of no type. Other columns are let be.
    """
    (units, back), (facts, _) = as_lazy(enterprises), as_lazy(records)
    units = _read("enterprises", units, ["code"], dict.fromkeys(DECIDE["enterprises"], "day"))
    facts = _read("records", facts, [*NEEDED, *read], columns())
    kind: Kind = "whole" if _numbered(units, "code") or _numbered(facts, "subject") else "word"
    units = _of_any(units, {"code": kind})
    facts = _of_any(facts, {"subject": kind, "id": "word"})
    codes: tuple[tuple[Table, str, Any], ...] = (
        ("enterprises", "code", units.collect_schema()["code"]),
        ("records", "subject", facts.collect_schema()["subject"]),
    )
    surrogate = codes[0][2].is_integer()
    for table, column, found in codes:
        if found.is_integer() != surrogate or not (surrogate or found == nw.String):
            wanted = ("整数", "whole numbers") if surrogate else ("文本", "text")
            raise _wrong_type(table, column, found, *wanted)
    return Tables(units, facts, back)


def _numbered(frame: nw.LazyFrame[Any], column: str) -> bool:
    return frame.collect_schema()[column].is_integer()
