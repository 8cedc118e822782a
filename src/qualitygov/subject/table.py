"""Tables of a county (数据表): what a file carries, and its rows found by unit and by town."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.fields import about_field
from qualitygov.core.given import of_type
from qualitygov.core.period import Period
from qualitygov.text import Text

T = TypeVar("T")

Owner = Literal["town", "bureau", "office"]
"""Who owes the data of a table (数据责任单位)."""

Complete = Callable[[dict[str, Any], Any], None]
"""What completes the plain values of a row by the rules of a context (按规则补全)."""


@attrs.frozen(kw_only=True)
class Child:
    """The rows that belong to a row of a table (子表): their file, the field they fill, their class.

    `key` is the column of the child's file that names the row it belongs to.
    """

    file: str
    field: str
    entity: type
    key: str

    @property
    def name(self) -> str:
        """The name of its file without the ending, under which returns are filed for it."""
        return self.file.removesuffix(".csv")


@attrs.frozen(kw_only=True)
class TableSpec(Generic[T]):
    """One table that a subject declares (数据表定义).

    `name` is the table's name everywhere: the field of `CountyData`, and the file's name unless
    `file` says otherwise. `unit` and `town` name the columns that say whose row it is, None where
    there is no such column; `parties` are further columns that name units of the row. `child` and
    `more` are the tables of rows that belong to a row of this one. `owner` is who owes the data
    (数据责任单位) and files returns for the table: each town, a county bureau, or the target office,
    whose tables need no return. `day` names the column whose day assigns a row to a return, by
    default the day of its event. Of a `stock` (存量) a return states what is on record at the end of
    its period, not what came in it. Rows that still count some years after the one in which they
    came say how many it `lasts`, for what is short of their returns is short then, too. `key` are
    the fields that name a row, by default its id or its code: a second row of the same names is
    refused. `complete` gives the fields named in `derived` to the plain values of a row that has
    none of its own, by the rules of a context. `department` is the column that names a department
    or an area, where a row of any other unit makes no sense. `parent` is the table to whose rows
    those of a child table belong: `unit` and `town` are columns of the parent's rows then.
    """

    name: str
    entity: type[T]
    label: Text
    file: str
    unit: str | None = None
    parties: tuple[str, ...] = ()
    town: str | None = "town"
    child: Child | None = None
    more: tuple[Child, ...] = ()
    owner: Owner = "town"
    day: str | None = None
    stock: bool = False
    lasts: int = 0
    department: str | None = None
    key: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    complete: Complete | None = attrs.field(default=None, eq=False)
    parent: TableSpec[Any] | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The columns that name units (主体列)."""
        return self.parties if self.unit is None else (self.unit, *self.parties)

    def reach(self, period: Period) -> Period:
        """Return the period in which rows came that count in a period (所涉来数期间)."""
        return Period(period.years_before(self.lasts).first, period.last)

    @property
    def of_towns(self) -> bool:
        """Whether its rows say of which town they are: by a column, or by their unit."""
        return self.town is not None or self.unit is not None

    @property
    def children(self) -> tuple[Child, ...]:
        """The tables whose rows belong to those of this one (子表)."""
        return self.more if self.child is None else (self.child, *self.more)

    def label_of(self, child: Child) -> Text:
        """Return what one of its child tables is called (子表名称)."""
        cls: Any = self.entity
        field = attrs.fields_dict(cls)[child.field]
        return self.label + Text("：", ": ") + about_field(field).label

    @property
    def subtables(self) -> tuple[TableSpec[Any], ...]:
        """Its child tables as tables of their own (子表定义), for which the same owner files returns.

        Of a stock they are stocks, and they last as long.
        """
        return tuple(
            TableSpec(
                name=child.name,
                entity=child.entity,
                label=self.label_of(child),
                file=child.file,
                unit=self.unit,
                town=self.town,
                owner=self.owner,
                stock=self.stock,
                lasts=self.lasts,
                parent=self,
            )
            for child in self.children
        )


@attrs.frozen(kw_only=True)
class Unread:
    """Something of a table that could not be read (未能读入的数据).

    A row that was refused, or that a person must decide: `town` and `unit` say whose it is, None
    where that could not be read either, and `cells` what its cells say. `among` are further units
    that it may concern: its other parties, those among which somebody must choose, and those that
    its other cells leave possible. `file`, `sheet` and `row` are its place. Without a `row` the
    table as a whole could not be read.
    `parent` is False for a row of a child table whose own row is not there: it tells that one more
    row may have been, and is none of those that a return states. `children` says how many rows of
    each child table went with a row that was refused: they are on file.
    """

    table: str
    town: str | None = None
    unit: str | None = None
    row: int | None = None
    cells: Mapping[str, Any] = attrs.field(factory=dict)
    parent: bool = True
    among: tuple[str, ...] = ()
    file: str = ""
    sheet: str | None = None
    children: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def key(self) -> str | None:
        """The key of its unit (主体键), None where nobody knows which it is."""
        return UnitKey.find(self.unit)


@attrs.frozen(kw_only=True)
class Unplaced:
    """A row that was read and that nobody can place (无法归属的数据): it lacks what decides.

    Without a `day` it may belong to any period. `lacks` are the columns that it does not say: where
    a rule asks for one of them, the row may be one of those asked for. `units` are those that
    cannot be assessed because of it, and `cells` what it does say.
    """

    table: str
    id: str
    town: str
    units: tuple[str, ...] = ()
    day: date | None = None
    cells: Mapping[str, Any] = attrs.field(factory=dict)
    lacks: tuple[str, ...] = ()


@attrs.frozen(eq=False, slots=False)
class Table(Generic[T]):
    """The rows of one table (数据表), in the order in which they came.

    Columns may hold them as well as objects: callers use `rows`, `of_unit` and `of_town` alone.
    """

    spec: TableSpec[T]
    rows: tuple[T, ...] = ()

    @classmethod
    def of(cls, spec: TableSpec[T], rows: Iterable[T]) -> Table[T]:
        """Make the table from rows in any order."""
        return cls(of_type(spec, TableSpec, "spec"), tuple(rows))

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.spec == other.spec and self.rows == other.rows

    def __hash__(self) -> int:
        return hash((self.spec.name, len(self.rows)))

    def __repr__(self) -> str:
        return f"Table({self.spec.name!r}, {len(self.rows)} rows)"

    @cached_property
    def _by_unit(self) -> dict[str, tuple[T, ...]]:
        return self._grouped(*self.spec.units, unit=True)

    @cached_property
    def _by_town(self) -> dict[str, tuple[T, ...]]:
        return {} if self.spec.town is None else self._grouped(self.spec.town, unit=False)

    def _grouped(self, *columns: str, unit: bool) -> dict[str, tuple[T, ...]]:
        found: dict[str, list[T]] = {}
        for row in self.rows:
            values = (getattr(row, column) for column in columns)
            keys = {UnitKey.of(v) if unit else v: None for v in values if v is not None}
            for key in keys:
                found.setdefault(key, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def of_unit(self, code: str) -> tuple[T, ...]:
        """Return the rows of the unit with this credit or organization code (某单位各行)."""
        return self._by_unit.get(UnitKey.of(code), ())

    @property
    def keys(self) -> Collection[str]:
        """The keys of the units that have rows (有数据的主体)."""
        return self._by_unit.keys()

    def of_town(self, code: str) -> tuple[T, ...]:
        """Return the rows of a town (某乡镇各行)."""
        return self._by_town.get(code, ())
