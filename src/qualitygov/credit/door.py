"""Tables at the door (入表检查): what is not plainly good is named, and never scored as if absent.

Entities refuse another spelling of a code, a moment instead of a day, an empty name; so do tables.
A row that is not plainly good is rejected by its id, column and reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any

import attrs

from qualitygov.codes.unit import NO_CODE
from qualitygov.codes.unit import PATTERN as SHAPES
from qualitygov.credit.entities import AFTER_DECISION
from qualitygov.credit.fields import demanded, refused_texts
from qualitygov.credit.keys import KEY, with_key
from qualitygov.credit.slips import Table
from qualitygov.credit.taking import Tables
from qualitygov.errors import InputError, Problem
from qualitygov.plan.columns import nw, together, whole
from qualitygov.plan.engines import distinct, fetched, table_like
from qualitygov.text import Text

Words = Mapping[str, Collection[str] | None]
"""Kinds of record that are known, each with its severities, None where any will do."""

REJECTED = ("table", "row", "column", "reason", "value")
"""The columns of the table of rejected rows, all text; `row` is a record's id or a unit's code."""

FIRST = 10
ORDERS = (
    ("happened_on", "found_on", "decided_on", "known_on"),
    ("decided_on", "valid_until"),
    ("appealed_on", "stayed_on", "appeal_ended_on"),
    *(("decided_on", name) for name in AFTER_DECISION),
)
RESTS_ON = (
    ("stayed_on", "appealed_on", "appeal"),
    ("appeal_ended_on", "appealed_on", "appeal"),
    ("removal_reason", "removed_on", "removal"),
)
"""Columns that say nothing without another one, and the reason for which they are rejected."""
REASONS: Mapping[str, Text] = {
    "null": Text("不得为空", "may not be empty"),
    "text": Text("应为非空文本，首尾无空格", "expected a text, not empty, without space around it"),
    "code": NO_CODE,
    "word": Text("应为规则手册中的类别及程度", "expected a kind and severity of the rulebook"),
    "order": Text("早于应在其前的日期", "lies before a day that comes earlier"),
    "appeal": Text("没有申诉日期", "a stay or an end of appeal without an appeal"),
    "removal": Text("没有移出日期", "a reason of a removal without its day"),
    "duplicate": Text("重复", "is there more than once"),
}


@attrs.frozen(eq=False)
class Flaw:
    """One thing that may be wrong with a row (问题类型), and the condition that says so."""

    table: Table
    column: str
    reason: str
    bad: nw.Expr


Answer = Callable[[Tables], nw.LazyFrame[Any]]
"""How a plan answers for two tables of good rows."""

Doubt = Callable[[nw.LazyFrame[Any], nw.LazyFrame[Any]], nw.LazyFrame[Any]]
"""How an answer changes by the records that are not plainly good."""


def _code_flaws(table: Table, column: str, frame: nw.LazyFrame[Any]) -> Iterator[Flaw]:
    value = nw.col(column)
    yield Flaw(table, column, "null", value.is_null())
    if not frame.collect_schema()[column].is_integer():
        shaped = value.str.contains(SHAPES)
        yield Flaw(table, column, "code", ~value.is_null() & ~shaped)


def _day_flaws(present: Collection[str]) -> Iterator[Flaw]:
    for order in ORDERS:
        names = [name for name in order if name in present]
        for at, (_, later) in enumerate(pairwise(names), 1):
            earlier = [nw.col(name) for name in names[:at]]
            before = (~one.is_null() & (nw.col(later) < one) for one in earlier)
            yield Flaw(
                "records", later, "order", ~nw.col(later).is_null() & reduce(or_, list(before))
            )
    for name, needed, reason in RESTS_ON:
        if name in present:  # a column that is not there is one of empty cells
            without = ~nw.col(name).is_null()
            if needed in present:
                without = nw.col(needed).is_null() & without
            yield Flaw("records", name, reason, without)


def _word_flaws(words: Words) -> Iterator[Flaw]:
    """Words that are not known: of the kind, or of its severity alone; blank ones are no words."""
    kind, severity = nw.col("kind"), nw.col("severity")
    patterns = dict(refused_texts())
    unknown = _unknown_words(words)
    for name in ("kind", "severity"):
        if name in patterns:
            unknown = unknown & ~nw.col(name).str.contains(patterns[name])
    strange = ~kind.is_in(sorted(words))
    yield Flaw("records", "kind", "word", unknown & strange & ~severity.is_null())
    yield Flaw("records", "severity", "word", unknown & ~strange)


def _unknown_words(words: Words) -> nw.Expr:
    kind, severity = nw.col("kind"), nw.col("severity")
    some = [
        (kind == nw.lit(name)) & severity.is_in(sorted(scale))
        for name, scale in words.items()
        if scale is not None
    ]
    open_kinds = sorted(name for name, scale in words.items() if scale is None)
    if open_kinds:
        some.append(kind.is_in(open_kinds))
    known = reduce(or_, some) if some else nw.lit(value=False)
    return ~kind.is_null() & ~severity.is_null() & ~known


def _words_unknown(records: nw.LazyFrame[Any], words: Words) -> bool:
    """Whether any row has words that are not known: few pairs, so they are looked at one by one."""
    pairs = fetched(records.select("kind", "severity").unique())
    return any(
        kind is not None
        and severity is not None
        and (kind not in words or ((scale := words[kind]) is not None and severity not in scale))
        for kind, severity in pairs
    )


def _field_flaws(records: nw.LazyFrame[Any]) -> Iterator[Flaw]:
    """What a record refuses in single fields; its subject is looked at as a code."""
    schema = records.collect_schema()
    for name in schema.names():
        if name in demanded() and name != "subject":
            yield Flaw("records", name, "null", nw.col(name).is_null())
    for name, pattern in refused_texts():
        if name in schema.names() and schema[name] == nw.String:
            value = nw.col(name)
            yield Flaw("records", name, "text", ~value.is_null() & value.str.contains(pattern))


def _flaws(tables: Tables) -> list[Flaw]:
    found = list(_code_flaws("enterprises", "code", tables.units))
    found += _code_flaws("records", "subject", tables.records)
    found += _field_flaws(tables.records)
    return [*found, *_day_flaws(set(tables.records.collect_schema().names()))]


def _present(table: Table, frame: nw.LazyFrame[Any], flaws: list[Flaw], key: str) -> list[Flaw]:
    """The flaws that some row of a table has, found in one pass over it."""
    own = [flaw for flaw in flaws if flaw.table == table]
    marks = [
        nw.when(flaw.bad).then(whole(1)).otherwise(whole(0)).alias(f"_bad{at}")
        for at, flaw in enumerate(own)
    ]
    marked = frame.with_columns(*marks)
    sums = [nw.col(f"_bad{at}").sum() for at in range(len(own))]
    ((*bad, rows),) = fetched(marked.select(*sums, nw.col(key).count().alias("_rows")))
    keys = distinct(frame, key)
    found = [flaw for count, flaw in zip(bad, own, strict=True) if count]
    empty = any(flaw.reason == "null" and flaw.column in (key, "code") for flaw in found)
    if (rows or 0) > keys - empty:
        column = "id" if table == "records" else "code"
        again = nw.len().over(key) > whole(1)
        found.append(Flaw(table, column, "duplicate", ~nw.col(key).is_null() & again))
    return found


def flaws_of(tables: Tables, words: Words) -> list[Flaw]:
    """Return the flaws that some row has (存在的问题); empty when every row is plainly good."""
    flaws = _flaws(tables)
    units = with_key(tables.units, "code")
    found = _present("enterprises", units, flaws, KEY)
    found += _present("records", tables.records, flaws, "id")
    if _words_unknown(tables.records, words):
        found += _word_flaws(words)
    return found


def _keyed(tables: Tables, table: Table) -> nw.LazyFrame[Any]:
    frame = tables.of(table)
    return with_key(frame, "code") if table == "enterprises" else frame


def rejected_rows(tables: Tables, flaws: Iterable[Flaw]) -> nw.LazyFrame[Any]:
    """Return the rows that are not plainly good, one for each flaw of each (被退回的行)."""
    parts = []
    for flaw in flaws:
        row = "id" if flaw.table == "records" else "code"
        value = nw.col(flaw.column).cast(nw.String)
        if flaw.reason == "word":
            value = nw.concat_str([nw.col("kind"), nw.col("severity")], separator="/")
        marked = _keyed(tables, flaw.table).with_columns(flaw.bad.alias("_bad"))
        parts.append(
            marked.filter(nw.col("_bad")).select(
                nw.lit(flaw.table).alias("table"),
                nw.col(row).cast(nw.String).alias("row"),
                nw.lit(flaw.column).alias("column"),
                nw.lit(flaw.reason).alias("reason"),
                value.alias("value"),
            )
        )
    if not parts:
        return table_like(tables.records, dict.fromkeys(REJECTED, "word"), [])
    return together(parts)


def _marked(tables: Tables, table: Table, flaws: Iterable[Flaw]) -> nw.LazyFrame[Any] | None:
    """A table with a column that says which rows are not plainly good; None where all are."""
    own = [flaw for flaw in flaws if flaw.table == table]
    if not own:
        return None
    marks = [flaw.bad.alias(f"_bad{at}") for at, flaw in enumerate(own)]
    bad = reduce(or_, [nw.col(f"_bad{at}") for at in range(len(own))])
    return _keyed(tables, table).with_columns(*marks).with_columns(bad.alias("_bad"))


def good_rows(tables: Tables, flaws: Iterable[Flaw]) -> Tables:
    """Return both tables without the rows that are not plainly good (合格的行)."""

    def good(table: Table) -> nw.LazyFrame[Any]:
        frame, marked = tables.of(table), _marked(tables, table, listed)
        if marked is None:
            return frame
        return marked.filter(~nw.col("_bad")).select(*frame.collect_schema().names())

    listed = list(flaws)
    return Tables(good("enterprises"), good("records"), tables.back)


def answer_all(tables: Tables, words: Words, answer: Answer, *, trusted: bool) -> Any:
    """Return the answer for both tables in the kind in which they came (全表作答).

    Raises `InputError` for rows that are not plainly good, unless the tables are `trusted`.
    """
    if not trusted:
        refuse(tables, flaws_of(tables, words))
    return tables.back(answer(tables))


@attrs.frozen(eq=False)
class Judged:
    """Both tables after the look at their rows (检查结果): the good rows, and the others.

    `bad_records` are the records that are not plainly good, None where all are; `rejected` names
    each flaw of each row.
    """

    good: Tables
    bad_records: nw.LazyFrame[Any] | None
    rejected: nw.LazyFrame[Any]


def judged(tables: Tables, words: Words) -> Judged:
    """Part the good rows of both tables from the others (分出合格行)."""
    flaws = flaws_of(tables, words)
    marked = _marked(tables, "records", flaws)
    bad = None if marked is None else marked.filter(nw.col("_bad"))
    return Judged(good_rows(tables, flaws), bad, rejected_rows(tables, flaws))


def answer_good(
    tables: Tables, words: Words, answer: Answer, doubt: Doubt | None = None
) -> tuple[Any, Any]:
    """Return the answer for the good rows, and the others beside it (合格行作答与退回).

    `doubt` changes the answer by the records that are not plainly good.
    """
    found = judged(tables, words)
    answered = answer(found.good)
    if doubt is not None and found.bad_records is not None:
        answered = doubt(answered, found.bad_records)
    return tables.back(answered), tables.back(found.rejected)


def refuse(tables: Tables, flaws: Iterable[Flaw]) -> None:
    """Raise one `InputError` that names the first ten flaws and counts the others (退回)."""
    listed = list(flaws)
    if not listed:
        return
    rejected = rejected_rows(tables, listed)
    first = fetched(rejected.sort(*REJECTED).head(FIRST))
    ((count,),) = fetched(rejected.select(nw.len()))
    problems = [
        Problem(f"frame.{reason}", f"{table}[{row}].{column}", value or "", REASONS[reason])
        for table, row, column, reason, value in first
    ]
    raise InputError(problems, more=count - len(problems))
