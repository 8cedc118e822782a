"""How many rows there are (行数), by table, town and day: what returns are held against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core import knowledge
from qualitygov.core.period import Period
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, TableSpec


@attrs.frozen(slots=False)
class Counts:
    """The rows of one table (行数): how many of each town belong to a period.

    `days` are in order; `undated` rows belong to any period of a stock, and to none of a flow.
    """

    days: Mapping[str | None, tuple[date, ...]]
    undated: Mapping[str | None, int]

    @classmethod
    def of(cls, rows: Mapping[str | None, Iterable[date | None]]) -> Counts:
        """Count rows by town and day."""
        dated, undated = {}, {}
        for town, days in rows.items():
            known = [day for day in days if day is not None]
            dated[town] = tuple(sorted(known))
            undated[town] = sum(day is None for day in days)
        return cls(dated, undated)

    def within(self, town: str | None, period: Period, *, stock: bool) -> int:
        """How many rows of a town, or of all, belong to a period."""
        towns = self.days if town is None else (town,)
        return sum(self._of(one, period, stock=stock) for one in towns)

    def strays(self, period: Period, *, stock: bool) -> int:
        """How many rows of no town belong to a period (无乡镇归属的行数)."""
        return self._of(None, period, stock=stock)

    def _of(self, town: str | None, period: Period, *, stock: bool) -> int:
        days = self.days.get(town, ())
        last = bisect_right(days, period.last)
        if stock:
            return last + self.undated.get(town, 0)
        return last - bisect_left(days, period.first)


def own_day_of(spec: TableSpec[Any]) -> Callable[[Any], date | None]:
    """Return how a table's rows are assigned to a return (行的所属日): by a column, or by their event.

    A row that has no such day belongs to the day on which it became known.
    """
    column = spec.day

    def of_row(row: Any) -> date | None:
        value = knowledge.own_day(row) if column is None else getattr(row, column)
        if value is None:
            return knowledge.known_day(row)
        if isinstance(value, int):
            return date(value, 12, 31)
        return value.date() if isinstance(value, datetime) else value

    return of_row


def _homes(view: CountyView, context: Context) -> Mapping[str, str]:
    """The towns of the county's units, by key."""
    tables = view.data.tables
    if "enterprises" not in tables:
        return {}
    units = view.known(tables["enterprises"].spec, context)
    return {UnitKey.of(unit.code): unit.town for unit in units if unit.town is not None}


def counts_of(view: CountyView, context: Context) -> Mapping[str, Counts]:
    """Every table's rows by town and day; a child row is of the town of its parent's row.

    Without a day of its own it belongs to the parent's day.
    """
    homes = view.once(_homes, context)
    made: dict[str, Counts] = {}
    for table in view.data.tables.values():
        spec, day_of = table.spec, own_day_of(table.spec)
        children = [
            (c.field, own_day_of(sub)) for c, sub in zip(spec.children, spec.subtables, strict=True)
        ]
        days: list[dict[str | None, list[date | None]]] = [{} for _ in (spec, *children)]
        for row in view.known(spec, context):
            town = getattr(row, spec.town) if spec.town is not None else None
            unit = getattr(row, spec.unit) if spec.unit is not None else None
            if town is None and unit is not None:
                town = homes.get(UnitKey.of(unit))
            own = day_of(row)
            days[0].setdefault(town, []).append(own)
            for found, (field, day_of_child) in zip(days[1:], children, strict=True):
                inner = getattr(row, field)
                if inner:
                    found.setdefault(town, []).extend(day_of_child(one) or own for one in inner)
        specs = (spec, *spec.subtables)
        made |= {one.name: Counts.of(found) for one, found in zip(specs, days, strict=True)}
    return made
