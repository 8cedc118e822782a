"""What a subject declares, a county's data, and what subjects see of it (业务主题声明、县域数据与视图).

`Subject` is everything the county has to know of a subject. `CountyData` holds the tables that the
subjects declare. `CountyView` gives subjects the rows that were known, and remembers what was
worked out: a state that facts, events and worklists all need is made one time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, Self, TypeVar

import attrs

from qualitygov.core.given import of_type, rows_of
from qualitygov.errors import Problem, bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.rules import Rules
from qualitygov.subject.deed import Deed, Ower
from qualitygov.subject.event import Event
from qualitygov.subject.table import Table, TableSpec, Unplaced, Unread
from qualitygov.subject.town import TOWNS, Town
from qualitygov.text import Text

T = TypeVar("T")


Cell = Any
"""What stands in a cell of a report: a `Text` in both languages, or what reads alike in both."""

RowCheck = Callable[[Any, Context], Iterable[Problem]]
"""What a row must be besides well-formed: yields problems whose path is the field."""

RuleCheck = Callable[[Rules], Iterable[Problem]]
"""What the rules that a subject reads must be: yields problems whose path is section, id, field."""


@attrs.frozen
class Weight:
    """What one row of a table can change of some facts (数据行对事实的影响).

    `table` is the table's name, or that of a child table. A row that is not there takes away as
    many facts as it `brings`, and keeps up to `spoils` others from standing better than they
    should; None: as many as the rows of one `FactSpec.per` have. All this of `duties` alone, where
    they are given.
    """

    table: str
    brings: int = 0
    spoils: int | None = 0
    duties: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class FactSpec:
    """A table of facts that a subject makes (事实表): rows to count, each with ``town`` and ``on``.

    `rests_on` names the tables from which it is made: while one of them is not reported, nothing
    can be concluded from the facts. Those in `shown_by` only show what was done: each fact is there
    without them, none stands better for a row less, and a row that is not there makes a fact
    missing and is none itself. Of those in `planned`, tables of other owners, a plan or a quota
    asks for rows: a missing fact stands in the place of one. That does not hold for the duties in
    `begun`, which their rows begin. A row brings up to `most` facts; `per` is the column with the
    row that brought a fact, where they may be more. `weights` say it of tables of which neither is
    true: rows that can speak against a fact that stands without them, and rows of child tables that
    bring facts or speak against one. A row of a child table that is not named there only shows what
    was done.
    """

    name: str
    row: type
    make: Callable[[CountyView, Context], Iterable[Any]]
    rests_on: tuple[TableSpec[Any], ...] = ()
    shown_by: tuple[TableSpec[Any], ...] = ()
    planned: tuple[TableSpec[Any], ...] = ()
    begun: tuple[str, ...] = ()
    per: str | None = None
    most: int = 1
    weights: tuple[Weight, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_weights(self)


@attrs.frozen(kw_only=True)
class DeedSpec:
    """A kind of deed that a subject makes (履职方式), which duties name in their `by`.

    `rests_on` names the tables from which the deeds are made: while one of them is not reported,
    nobody can say that a deed is missing. No row speaks against a deed of others: what can be done
    badly row by row is a table of facts. Where several rows make one deed, `weights` say of which
    tables a row can. `what` lists the kinds of such deeds, none where any word of the book will do.
    """

    name: str
    make: Callable[[CountyView, Context], Iterable[Deed]]
    rests_on: tuple[TableSpec[Any], ...] = ()
    what: tuple[str, ...] = ()
    weights: tuple[Weight, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_weights(self)


def _check_weights(spec: FactSpec | DeedSpec) -> None:
    """Refuse a weight of a table on which the facts or deeds do not rest, and one without `per`."""
    known = {name for table in spec.rests_on for name in (table.name, *_child_names(table))}
    for weight in spec.weights:
        if weight.table not in known:
            expected = ", ".join(sorted(known)) or "none"
            msg = f"{spec.name} does not rest on the table {weight.table}, only on: {expected}"
            raise TypeError(msg)
        if weight.spoils is None and getattr(spec, "per", None) is None:
            msg = f"{spec.name} does not say per what the table {weight.table} spoils facts"
            raise TypeError(msg)


def _child_names(table: TableSpec[Any]) -> tuple[str, ...]:
    return tuple(child.name for child in table.children)


@attrs.frozen(kw_only=True)
class OwerSpec:
    """A kind of those who owe duties (应办主体类别), which duties name in their `unit_kinds`."""

    name: str
    make: Callable[[CountyView, Context], Iterable[Ower]]
    rests_on: tuple[TableSpec[Any], ...] = ()


@attrs.frozen(kw_only=True)
class EventSpec:
    """A kind of event that a subject makes (事件类别), on whose columns a rule's conditions look.

    An event has the id of the row that it is of, so that rules give their records suffixes; where
    `named`, it has one of its own, which no other kind of event has.
    """

    name: str
    row: type[Event]
    make: Callable[[CountyView, Context], Iterable[Event]]
    named: bool = False


@attrs.frozen(kw_only=True)
class Worklist:
    """What is to be worked through on a day (待办清单), as data."""

    name: str
    label: Text
    make: Callable[[CountyView, Context], Any]


@attrs.frozen
class Column:
    """One column of a section of the report (报告列)."""

    label: Text
    justify: Literal["left", "right"] = "left"


@attrs.frozen(kw_only=True)
class Section:
    """A section of the report (报告分节): its title, clauses, columns, and how its rows are made.

    `order` places it among the sections of all subjects; `most` rows are shown on a terminal.
    """

    name: str
    title: Text
    clauses: str
    columns: tuple[Column, ...]
    rows: Callable[[CountyView, Context], Iterable[tuple[Cell, ...]]]
    order: int
    most: int = 6


@attrs.frozen(kw_only=True)
class Subject:
    """One subject (业务主题), as the county sees it.

    `duties` are the deeds that fulfill duties which come round, and `owers` those who owe them.
    `checks` maps a class of row to what such a row must be besides well-formed, `rules` looks at
    the rules that it alone can judge, and `unplaced` yields the rows that nobody can place.
    """

    name: str
    label: Text
    tables: tuple[TableSpec[Any], ...] = ()
    duties: tuple[DeedSpec, ...] = ()
    owers: tuple[OwerSpec, ...] = ()
    facts: tuple[FactSpec, ...] = ()
    events: tuple[EventSpec, ...] = ()
    worklists: tuple[Worklist, ...] = ()
    sections: tuple[Section, ...] = ()
    checks: tuple[tuple[type, RowCheck], ...] = ()
    rules: tuple[RuleCheck, ...] = ()
    unplaced: tuple[Callable[[CountyView, Context], Iterable[Unplaced]], ...] = ()


class CountyData:
    """Everything that is known of a county (县域数据): one `Table` for each table of its subjects.

    ``CountyData(id=…, name=…, subjects=…, enterprises=[…])`` takes rows in any order; tables that
    are not given are empty. `unread` is what could not be read. A table is an attribute of its
    name, and typed by its declaration: ``data.enterprises.rows``,
    ``data[ENTERPRISES].of_town("330299101")``. Raises `FieldError` for a town that stands twice and
    for a row of another table, and `TypeError` for a table that no subject declares.
    """

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - a county has an id, as every row has
        name: Text,
        subjects: Iterable[Subject],
        unread: Iterable[Unread] = (),
        **rows: Iterable[Any],
    ) -> None:
        self.unread = tuple(unread)
        self.id, self.name = of_type(id, str, "id"), of_type(name, Text, "name")
        self.subjects = tuple(subjects)
        specs = {spec.name: spec for subject in self.subjects for spec in subject.tables}
        _check_names(self.subjects)
        unknown = sorted(rows.keys() - specs.keys())
        if unknown:
            known = ", ".join(sorted(specs))
            msg = f"no subject declares the table {', '.join(unknown)}; there are {known}"
            raise TypeError(msg)
        self.tables: Mapping[str, Table[Any]] = {
            name: Table.of(spec, rows_of(rows.get(name, ()), spec.entity, name))
            for name, spec in specs.items()
        }
        _check_towns(self.tables)

    def __getattr__(self, name: str) -> Table[Any]:
        tables = self.__dict__.get("tables", {})
        if name in tables:
            found: Table[Any] = tables[name]
            return found
        raise AttributeError(name)

    def __getitem__(self, spec: TableSpec[T]) -> Table[T]:
        return self.tables.get(spec.name, Table(spec))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CountyData):
            return NotImplemented
        own = self.id, self.name, self.tables, self.unread
        return own == (other.id, other.name, other.tables, other.unread)

    def __hash__(self) -> int:
        return hash((self.id, self.name))

    def __repr__(self) -> str:
        filled = ", ".join(f"{name}: {len(table)}" for name, table in self.tables.items() if table)
        return f"CountyData({self.id!r}, {filled or 'no rows'})"

    def replace(self, **rows: Iterable[Any]) -> Self:
        """Return the same county with other rows in some tables (替换部分数据表)."""
        kept: dict[str, Iterable[Any]] = {name: table.rows for name, table in self.tables.items()}
        return type(self)(
            id=self.id,
            name=self.name,
            subjects=self.subjects,
            unread=self.unread,
            **{**kept, **rows},
        )


def _check_names(subjects: Iterable[Subject]) -> None:
    """Refuse two tables, deeds, facts, events, worklists or sections of one name."""
    for part in ("tables", "duties", "owers", "facts", "events", "worklists", "sections"):
        specs = [spec for subject in subjects for spec in getattr(subject, part)]
        names = [spec.name for spec in specs]
        if part == "tables":
            names += [name for spec in specs for name in _child_names(spec)]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            msg = f"two subjects declare {part} of one name: {', '.join(twice)}"
            raise TypeError(msg)


def _check_towns(tables: Mapping[str, Table[Any]]) -> None:
    codes = [town.code for town in tables["towns"]] if "towns" in tables else []
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise bilingual(
            "county.town",
            f"乡镇重复：{'、'.join(twice)}",
            f"a town stands twice: {', '.join(twice)}",
        )


class CountyView:
    """A county as its subjects see it (县域视图): rows as known, and what was worked out before.

    `seed` is the public seed of the year's random draws, None before there is one.
    """

    def __init__(self, data: CountyData, *, seed: str | None = None) -> None:
        self.data, self.seed = of_type(data, CountyData, "data"), seed
        self._names: dict[str, Text] | None = None
        self._specs: Mapping[str, TableSpec[Any]] | None = None
        self._memo: list[tuple[Context, dict[Any, Any]]] = []

    def _of(self, context: Context) -> dict[Any, Any]:
        for known, memo in self._memo:
            if known is context or known == context:
                return memo
        self._memo.append((of_type(context, Context, "context"), {}))
        return self._memo[-1][1]

    def known(self, spec: TableSpec[T], context: Context) -> Table[T]:
        """Return a table with the rows that were known, each as it was known (当时所知的数据表)."""
        memo = self._of(context)
        if spec not in memo:
            of_type(spec, TableSpec, "spec")
            memo[spec] = Table(spec, context.known(self.data[spec].rows))
        table: Table[T] = memo[spec]
        return table

    @property
    def specs(self) -> Mapping[str, TableSpec[Any]]:
        """Every table by name (数据表), child tables among them; returns are filed for each."""
        if self._specs is None:
            own = [table.spec for table in self.data.tables.values()]
            every = (spec for one in own for spec in (one, *one.subtables))
            self._specs = {spec.name: spec for spec in every}
        return self._specs

    def towns(self, context: Context) -> tuple[Town, ...]:
        """Return the county's towns in order of their codes (各乡镇)."""
        return tuple(sorted(self.known(TOWNS, context), key=lambda town: town.code))

    def once(self, make: Callable[[CountyView, Context], T], context: Context) -> T:
        """Return what a function works out, worked out one time for each context (一次计算).

        What it yields one by one is kept as a tuple.
        """
        memo = self._of(context)
        if make not in memo:
            made = make(self, context)
            memo[make] = tuple(made) if isinstance(made, Iterator) else made
        found: T = memo[make]
        return found

    def facts(self, name: str, context: Context) -> tuple[Any, ...]:
        """Return the rows of one table of facts (事实行); empty for one that no subject makes."""
        of_type(context, Context, "context")
        for subject in self.data.subjects:
            for spec in subject.facts:
                if spec.name == name:
                    return tuple(self.once(spec.make, context))
        return ()

    def worklist(self, name: str, context: Context) -> Any:
        """Return one worklist (待办清单), as its subject makes it; empty where none does."""
        of_type(context, Context, "context")
        for subject in self.data.subjects:
            for spec in subject.worklists:
                if spec.name == name:
                    return self.once(spec.make, context)
        return ()

    def unplaced(self, context: Context) -> tuple[Unplaced, ...]:
        """Return the rows that nobody can place (无法归属的数据), of every subject."""
        return tuple(
            one
            for subject in self.data.subjects
            for make in subject.unplaced
            for one in self.once(make, context)
        )

    def town_name(self, code: str | None) -> Text:
        """Return a town's name (乡镇名称), its code where it is not among the county's towns."""
        if self._names is None:
            towns = self.data.tables.get("towns", ())
            self._names = {town.code: town.name for town in towns}
        return self._names.get(code or "", Text(code or "–", code or "–"))

    def events(self, context: Context) -> tuple[tuple[str, Event], ...]:
        """Return every event of every subject, with its kind (全部事件)."""
        return tuple(
            (spec.name, event)
            for subject in self.data.subjects
            for spec in subject.events
            for event in self.once(spec.make, context)
        )
