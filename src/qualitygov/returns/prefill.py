"""Returns prefilled from what is there (预填报表): one sheet an owner and quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from qualitygov.core.period import Period, part_of_year
from qualitygov.returns.counts import counts_of
from qualitygov.returns.entities import Return
from qualitygov.returns.states import QUARTER
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyData, CountyView, TableSpec

BUREAU = "county bureau"
UNSIGNED = "待签"
"""Who filed a return that nobody has signed yet (填报人): whoever signs it puts a name here (待签)."""


def prefilled(
    data: CountyData, context: Context, period: Period, *, filed_on: date | None = None
) -> tuple[Return, ...]:
    """Return the returns of every owner for a period, prefilled from the rows there are (预填报表).

    Nil returns (零报告) are among them, and returns of child tables, each by the name of its file.
    Who signs one vouches for it: a prefilled return states what
    is on file, not what happened. Where a bureau has rows of no town, such as a record of a unit
    that nobody knows, it files one for the whole county besides those of the towns. `filed_on` is
    by default the period's last day.

    >>> from qualitygov import CountyData, Text, Town, load_rulebook
    >>> town = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
    >>> county = CountyData(id="330299", name=Text("某县", "A county"), towns=[town])
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> quarter = Period(date(2016, 10, 1), date(2016, 12, 31))
    >>> sheet = prefilled(county, context, quarter)
    >>> {one.rows for one in sheet}, next(one.period for one in sheet)
    ({0}, '2016-Q4')
    """
    view = CountyView(data)
    day = period.last if filed_on is None else filed_on
    return tuple(_sheet(view, context, period, day))


def _sheet(view: CountyView, context: Context, period: Period, day: date) -> Iterator[Return]:
    counts = view.once(counts_of, context)
    specs = [spec for spec in view.specs.values() if spec.owner != "office"]
    towns = [town.code for town in view.towns(context)]
    sheets: list[tuple[TableSpec[Any], str | None]] = [
        (spec, town) for town in towns for spec in specs if spec.of_towns
    ]
    for spec in specs:
        found = counts[spec.name]
        strays = found.strays(period, stock=spec.stock)
        if spec.owner == "bureau" and (strays or not spec.of_towns):
            sheets.append((spec, None))
    for spec, code in sheets:
        yield Return(
            owner=code if code is not None and spec.owner == "town" else BUREAU,
            table=spec.name,
            town=code,
            period=period_name(period),
            rows=counts[spec.name].within(code, period, stock=spec.stock),
            filed_on=day,
            filed_by=UNSIGNED,
        )


def period_name(period: Period) -> str:
    """Return the name of a year, quarter or month as returns write it (所属期写法)."""
    first = period.first
    for months, name in (
        (12, f"{first.year}"),
        (QUARTER, f"{first.year}-Q{(first.month - 1) // 3 + 1}"),
    ):
        if part_of_year(first, months) == period:
            return name
    return f"{first.year}-{first.month:02d}"
