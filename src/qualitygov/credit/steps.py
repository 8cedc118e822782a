"""The table of cells as columns (分段计分表): a row for each cell and stretch of days.

The boundary days of all cells part the calendar into stretches; in which one the day of a record
lies is one small number. So a record finds what it weighs by one join on kind, severity and that
number, and a record that matters nowhere finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add, and_, or_
from typing import Any

import attrs

from qualitygov.core.periods import Term
from qualitygov.credit.cells import Cell
from qualitygov.credit.keys import FOUND, UnitKeys, with_found
from qualitygov.credit.plan import ACT, CreditPlan
from qualitygov.plan.columns import day_literal, nw, whole, within_columns
from qualitygov.plan.engines import table_like
from qualitygov.plan.expr import Kind

STEP = "_step"
NO_GRADE = -1
Value = Callable[[Cell, int | None], Any]
"""What a column of the table holds, by the cell and the step on which a record is."""


def _first_weight(cell: Cell, at: int | None) -> int | None:
    return None if at is None else min(abs(path.points[at]) for path in cell.paths)


def _place(place: int | None) -> int:
    return NO_GRADE if place is None else place


def _path(cell: Cell, number: int, at: int | None) -> tuple[int, int | None, int | None]:
    """The way in which a path of a cell recognizes a repetition, and both weights."""
    path = cell.paths[min(number, len(cell.paths) - 1)]
    if at is None:
        return _place(path.repeat), None, None
    return _place(path.repeat), abs(path.points[at]), abs(path.repeated[at])


WORDS: Mapping[str, Kind] = {"kind": "word", "severity": "word"}
CLASS = "_class"
"""The number of a record's class in a prepared archive (`classes`)."""


@attrs.frozen(eq=False)
class Finding:
    """How records find their cell and their unit (归入方式).

    Records of a table find one of `cells` by kind and severity, those of a prepared archive by
    their class, whose number the cell then has.
    """

    plan: CreditPlan
    keys: UnitKeys
    cells: Sequence[Cell]
    by_class: bool = False

    def columns(self, days: Sequence[date]) -> Mapping[str, Kind]:
        """Return the columns by which records find their row (归入列); class and step are one."""
        if self.by_class:
            return {STEP if days else CLASS: "whole"}
        return {**WORDS, STEP: "whole"} if days else WORDS

    def values(self, cell: Cell, step: int, days: Sequence[date]) -> tuple[Any, ...]:
        """Return what these columns hold for a cell and a step (归入列的值)."""
        if self.by_class:
            return (cell.number * (len(days) + 1) + step,)
        words = (cell.kind.kind, cell.severity)
        return (*words, step) if days else words

    def stepped(self, records: nw.LazyFrame[Any], days: Sequence[date]) -> nw.LazyFrame[Any]:
        """Return the records that matter by their day, with these columns (加归入列)."""
        if not days:
            return records
        day = nw.col(self.plan.day_column)
        step = days_passed(day, days)
        if self.by_class:
            step = nw.col(CLASS) * whole(len(days) + 1) + step
        return records.filter(day >= day_literal(days[0])).with_columns(step.alias(STEP))


@attrs.frozen(eq=False)
class CellTable:
    """Some cells as a table to be joined (计分单元表).

    `days` are the boundary days, the earliest first; without any, a cell has one row. `paths` is
    how many paths the cells have at most. Only columns in which the cells differ are there.
    """

    cells: Sequence[Cell]
    days: tuple[date, ...]
    paths: int
    bars: tuple[tuple[Term, ...], ...]
    columns: Mapping[str, Kind]
    rows: Sequence[tuple[Any, ...]]
    on: Sequence[str]


def _columns(
    cells: Sequence[Cell], paths: int, bars: Sequence[tuple[Term, ...]], *, dated: bool
) -> Iterable[tuple[str, Kind, Value]]:
    ways = max((len(cell.kind.repeats) for cell in cells), default=0) if dated else 0
    yield "_group", "whole", lambda cell, _: cell.kind.group
    if dated:
        yield "_weight", "whole", _first_weight
    else:
        yield "_gravity", "whole", lambda cell, _: cell.gravity
    if _between(cells) is None:
        yield "_first", "day", lambda cell, _: cell.first
        yield "_last", "day", lambda cell, _: cell.last
    if any(cell.least is not None for cell in cells):
        yield "_least", "whole", lambda cell, _: cell.least
    if any(cell.forced is not None for cell in cells):
        yield "_forced", "whole", lambda cell, _: _place(cell.forced)
    if any(cell.heavy is not None for cell in cells):
        yield "_heavy", "whole", lambda cell, _: _place(cell.heavy)
    if bars:
        yield "_bar", "whole", lambda cell, _: bars.index(cell.bars) if cell.bars else None
    for way in range(ways):
        yield f"_within{way}", "flag", _within(way)
    for number in range(paths):
        yield f"_way{number}", "whole", _of_path(number, 0)
        yield f"_again{number}", "whole", _of_path(number, 2)
        if paths > 1:
            yield f"_once{number}", "whole", _of_path(number, 1)


def _within(way: int) -> Value:
    """Whether a record of a cell may repeat others, or be repeated, in one of its kind's ways."""

    def within(cell: Cell, _: int | None) -> bool:
        repeats = cell.kind.repeats
        return way < len(repeats) and cell.severity in repeats[way].severities

    return within


def _of_path(number: int, part: int) -> Value:
    return lambda cell, at: _path(cell, number, at)[part]


def _between(cells: Iterable[Cell]) -> tuple[date, date] | None:
    """The days of the act for which all cells hold, None where they differ."""
    found = {(cell.first, cell.last) for cell in cells}
    return found.pop() if len(found) == 1 else None


def cell_table(
    finding: Finding, cells: Sequence[Cell], reach: Callable[[Cell], date] | None = None
) -> CellTable:
    """Lay some cells of a finding out as a table (编制计分单元表).

    With `reach`, which says from which day on a record of a cell matters, there is a row for each
    stretch of days since; without, days are not looked at and nothing weighs.
    """
    days: list[date] = []
    if reach is not None:
        days = sorted({day for cell in cells for day in (*cell.days, reach(cell))})
    bars = tuple(dict.fromkeys(cell.bars for cell in cells if cell.bars))
    again = [cell for cell in cells if cell.kind.repeats]
    paths = max((len(cell.paths) for cell in again), default=0) if days else 0
    columns = list(_columns(cells, paths, bars, dated=bool(days)))
    rows: list[tuple[Any, ...]] = []
    for cell in cells:
        if reach is None:
            found = finding.values(cell, 0, days)
            rows.append((*found, *(value(cell, None) for _, _, value in columns)))
        for number, day in enumerate(days, 1):
            if reach is not None and day >= reach(cell):
                at, found = cell.step_of(day), finding.values(cell, number, days)
                rows.append((*found, *(value(cell, at) for _, _, value in columns)))
    on = finding.columns(days)
    return CellTable(
        cells=cells,
        days=tuple(days),
        paths=paths,
        bars=bars,
        columns={**on, **{name: kind for name, kind, _ in columns}},
        rows=rows,
        on=tuple(on),
    )


def days_passed(day: nw.Expr, days: Sequence[date]) -> nw.Expr:
    """Return how many of some days lie on or before a day (已过界日数)."""
    passed = [nw.when(day >= day_literal(one)).then(whole(1)).otherwise(whole(0)) for one in days]
    return reduce(add, passed)


def in_cells(finding: Finding, records: nw.LazyFrame[Any], table: CellTable) -> nw.LazyFrame[Any]:
    """Return the records of a table's cells, each with its row and its unit (归入计分单元).

    They are those whose act, measure and time bar the cell accepts, and that still matter.
    """
    cells = table.cells
    records = finding.stepped(records, table.days)
    act, between = nw.col(ACT), _between(cells)
    if between is not None and between[0] > date.min:
        records = records.filter(act >= day_literal(between[0]))
    if between is not None and between[1] < date.max:
        records = records.filter(act <= day_literal(between[1]))
    joined = table_like(records, table.columns, table.rows)
    found = records.join(joined, on=[*table.on], how="inner")
    if between is None:
        found = found.filter(act >= nw.col("_first"), act <= nw.col("_last"))
    if "_least" in table.columns:
        enough = ~nw.col("measure").is_null() & (nw.col("measure") >= nw.col("_least"))
        found = found.filter(nw.col("_least").is_null() | enough)
    return finding.keys.add(_in_time(found, table.bars) if table.bars else found, "subject")


def _in_time(records: nw.LazyFrame[Any], bars: Sequence[tuple[Term, ...]]) -> nw.LazyFrame[Any]:
    """The records whose act came to light before its time bar."""
    records = with_found(records)
    within = [
        reduce(
            and_,
            (within_columns(nw.col(ACT), nw.col(FOUND), bar) for bar in own),
            nw.col("_bar") == whole(number),
        )
        for number, own in enumerate(bars)
    ]
    return records.filter(nw.col("_bar").is_null() | reduce(or_, within))
