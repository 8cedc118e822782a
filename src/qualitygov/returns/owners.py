"""Owners of the data (数据责任单位): the returns that each owed, in time, late, missing and open.

A bureau's silence costs no town: it stands here, for the bureau's own assessment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.returns.excused import excused_of
from qualitygov.returns.facts import return_facts
from qualitygov.returns.prefill import BUREAU
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Standing
from qualitygov.text import Language, Text

UNNAMED = Text("未署名的县级部门", "a county bureau that signed nothing")
MOST_TABLES = 3


@attrs.frozen(kw_only=True)
class TableReturns(Result):
    """How many returns of one table an owner owed in the period, and how they stand (单表报送汇总)."""

    derived: ClassVar[tuple[str, ...]] = ("due",)

    table: str
    label: Text
    done: int
    late: int
    missing: int
    open: int

    @property
    def due(self) -> int:
        """How many were due, or still are."""
        return self.done + self.late + self.missing + self.open


@attrs.frozen(kw_only=True, repr=False)
class OwnerReturns(Result):
    """An owner of data and its returns of the period (数据责任单位报送情况), table by table.

    `owner` is the code of a town, or the name of a bureau; None for the bureau of tables of which
    nobody has signed a return yet.
    """

    derived: ClassVar[tuple[str, ...]] = ("due", "done", "late", "missing", "open")
    brief: ClassVar[tuple[str, ...]] = ("owner", "due", "late", "missing")

    owner: str | None
    kind: Literal["town", "bureau"]
    name: Text
    tables: tuple[TableReturns, ...]

    @property
    def due(self) -> int:
        """How many returns were due, or still are."""
        return sum(one.due for one in self.tables)

    @property
    def done(self) -> int:
        """How many were filed in time."""
        return sum(one.done for one in self.tables)

    @property
    def late(self) -> int:
        """How many were filed after their day."""
        return sum(one.late for one in self.tables)

    @property
    def missing(self) -> int:
        """How many were not filed, and their day is past."""
        return sum(one.missing for one in self.tables)

    @property
    def open(self) -> int:
        """How many are not due yet."""
        return sum(one.open for one in self.tables)

    @property
    def behind(self) -> tuple[TableReturns, ...]:
        """The tables with returns that are missing or came late, the worst first."""
        found = [one for one in self.tables if one.missing or one.late]
        return tuple(sorted(found, key=lambda one: (-one.missing, -one.late, one.table)))

    def say(self, language: Language = "en") -> str:
        """Return how many returns were due, in time, late, missing and open."""
        name = self.name.say(language)
        return {
            "zh": f"{name}：应报 {self.due}，按期 {self.done}，逾期 {self.late}，"
            f"未报 {self.missing}，待定 {self.open}",
            "en": f"{name}: {self.due} returns due, {self.done} in time, {self.late} late,"
            f" {self.missing} missing, {self.open} open",
        }[language]


@clauses("4.5.a", "4.5.d")
def owners_of(view: CountyView, context: Context) -> tuple[OwnerReturns, ...]:
    """Return the owners of the data with their returns (数据责任单位报送情况), the worst first.

    What was done by the cut-off counts; what the target office excused is left out.
    """
    context = context.settled
    excused, towns = view.once(excused_of, context), {t.code for t in view.towns(context)}
    found: dict[tuple[str | None, bool], dict[str, Counter[str]]] = {}
    for row in view.once(return_facts, context):
        if not excused(row):
            own = found.setdefault((row.owner, row.town in towns), {})
            own.setdefault(row.table, Counter())[row.standing] += 1
    made = [
        OwnerReturns(
            owner=owner,
            kind="town" if of_town else "bureau",
            name=_name(view, owner, of_town=of_town),
            tables=tuple(_of_table(view, table, own) for table, own in sorted(tables.items())),
        )
        for (owner, of_town), tables in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.missing, -one.late, one.owner or "")))


def _name(view: CountyView, owner: str | None, *, of_town: bool) -> Text:
    if of_town:
        return view.town_name(owner)
    return UNNAMED if owner in (None, BUREAU) else Text(str(owner), str(owner))


def _of_table(view: CountyView, table: str, own: Counter[str]) -> TableReturns:
    return TableReturns(
        table=table,
        label=view.specs[table].label,
        done=own[Standing.DONE.value],
        late=own[Standing.LATE.value],
        missing=own[Standing.MISSING.value],
        open=own[Standing.OPEN.value],
    )


def _listed(behind: Iterable[TableReturns]) -> Text:
    """The first tables that are behind, and how many there are."""
    every = list(behind)
    first = Text.joined((one.label for one in every[:MOST_TABLES]), "、", ", ")
    if len(every) <= MOST_TABLES:
        return first
    return first + Text(f"等 {len(every)} 张", f" and {len(every) - MOST_TABLES} more")


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for one in view.once(owners_of, context):
        behind = _listed(one.behind) if one.behind else "–"
        yield one.name, one.due, one.done, one.late, one.missing, one.open, behind


OWNERS = Section(
    name="data-owners",
    title=Text("数据责任单位报送情况", "Owners of the data and their returns"),
    clauses="4.5.a",
    columns=(
        Column(Text("数据责任单位", "owner")),
        Column(Text("应报", "due"), "right"),
        Column(Text("按期", "in time"), "right"),
        Column(Text("逾期", "late"), "right"),
        Column(Text("未报", "missing"), "right"),
        Column(Text("待定", "open"), "right"),
        Column(Text("逾期、未报的数据表", "tables late or missing")),
    ),
    rows=_rows,
    order=6,
    most=30,
)
