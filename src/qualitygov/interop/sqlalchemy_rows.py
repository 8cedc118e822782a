"""Rows of SQLAlchemy (数据库行): tables and mapped classes made of the entities' own fields.

`EntityRow` has a column for each field, for what is searched by its fields. `KeptRow` is one table
for the rows of all others, as plain data: a field that a later version of the library adds asks for
no change of the database.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from qualitygov.codes.unit import UnitKey
from qualitygov.core.given import of_type
from qualitygov.core.kinds import kinds_of
from qualitygov.core.schema import schema_of
from qualitygov.county.subjects import SUBJECTS, table_specs
from qualitygov.errors import MissingExtraError, bilingual
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.subject import Subject, TableSpec

try:
    import sqlalchemy as sa
    from sqlalchemy.orm import Mapped, mapped_column
except ImportError:
    raise MissingExtraError("sqlalchemy", "sql") from None

T = TypeVar("T")

ROW, UNIT = "row_number", "unit_key"
"""Columns besides the fields: a number where no field names a row, and the key of its unit."""

_NATIVE: Mapping[Any, Any] = {
    str: sa.String,
    bool: sa.Boolean,
    int: sa.BigInteger,
    date: sa.Date,
}
"""Types of columns for types of fields; any other is `Held`."""

_AS_JSON = (None, "list")
"""Kinds of fields that a column holds as JSON; the others are text."""


class Held(sa.TypeDecorator[Any]):
    """What a field holds (字段值), written as plain data: exact numbers and words as text."""

    impl = sa.String
    cache_ok = True

    def __init__(self, entity: type, field: str) -> None:
        super().__init__()
        self.entity, self.field = entity, field  # which tell types apart in SQLAlchemy's cache

    def __repr__(self) -> str:
        return f"Held({self.entity.__name__}, {self.field!r})"

    @property
    def _kind(self) -> Any:
        return kinds_of(self.entity)[self.field][0]

    def load_dialect_impl(self, dialect: Any) -> Any:
        """Return the type of the column."""
        as_json = self._kind.column in _AS_JSON
        return dialect.type_descriptor(sa.JSON(none_as_null=True) if as_json else sa.String())

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """Write plain data."""
        return None if value is None else self._kind.write(self._kind.parse(value))

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """Read plain data."""
        return None if value is None else self._kind.parse(value)


def _column_type(entity: type, field: str, kind: Any) -> Any:
    native = _NATIVE.get(getattr(kind, "type", None))
    return Held(entity, field) if native is None else native()


def columns_of(spec: TableSpec[Any]) -> tuple[sa.Column[Any], ...]:
    """Return the columns of a table of entities (数据表的列): one for each field.

    Its primary key is what names a row in files; where nothing does, a number ``row_number``. A
    table whose rows belong to units has an indexed column ``unit_key`` besides: the same for both
    codes of a unit. Where a code names the row, there is one row of a unit alone.

    >>> from qualitygov.enterprise import ENTERPRISES
    >>> [column.name for column in columns_of(ENTERPRISES)][:4]
    ['code', 'name', 'town', 'industry']
    """
    about, entity = TableAbout(spec), typing.cast("Any", spec.entity)
    kinds = kinds_of(entity)
    columns = [
        sa.Column(
            name,
            _column_type(entity, name, kind),
            primary_key=name in about.key,
            nullable=optional,
            autoincrement=False,
        )
        for name, (kind, optional) in kinds.items()
        if name in about.fields
    ]
    if not about.key:
        columns.append(sa.Column(ROW, sa.Integer, primary_key=True))
    if spec.unit is not None:
        optional = kinds[spec.unit][1]
        columns.append(
            sa.Column(UNIT, sa.String, index=True, unique=about.by_unit, nullable=optional)
        )
    return tuple(columns)


def _entity_of(cls: type) -> type | None:
    """The entity in ``EntityRow[Enterprise]`` among the bases of a class."""
    bases = vars(cls).get("__orig_bases__", ())
    found = [typing.get_args(base)[0] for base in bases if typing.get_origin(base) is EntityRow]
    return found[0] if found and isinstance(found[0], type) else None


def _spec_of(entity: type) -> TableSpec[Any]:
    found = [spec for spec in table_specs() if spec.entity is entity]
    if len(found) == 1:
        return found[0]
    names = ", ".join(spec.name for spec in found) or "-"
    raise bilingual(
        "table.which",
        f"{entity.__name__} 对应的数据表：{names}；请用 spec = … 指明",
        f"tables that hold a {entity.__name__}: {names}; say which with spec = …",
    )


class EntityRow(Generic[T]):
    """A mapped row with a column for each field of an entity (实体行).

    For a declarative class: ``class Unit(EntityRow[Enterprise], Base)``. It may have more columns
    and relationships, as any mapped class, and declare a field's column itself. An entity of a
    subject of your own, or one that several tables hold, needs the table: ``spec = …``.

    >>> from sqlalchemy.orm import DeclarativeBase
    >>> from qualitygov import Enterprise
    >>> class Base(DeclarativeBase): ...
    >>> class Unit(EntityRow[Enterprise], Base): ...
    >>> row = Unit.of(Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101"))
    >>> row.unit_key, row.get().name
    ('MA2837B62', '某厂')
    """

    spec: ClassVar[TableSpec[Any]]
    _fields: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        entity = _entity_of(cls)
        if entity is not None and "spec" not in vars(cls):
            cls.spec = _spec_of(entity)
        if "spec" in vars(cls):
            cls._fields = tuple(TableAbout(cls.spec).fields)
            if not {"__tablename__", "__table__"} & vars(cls).keys():
                cls.__tablename__ = cls.spec.name  # type: ignore[attr-defined]  # SQLAlchemy's own
            for column in columns_of(cls.spec):
                if column.name not in vars(cls):
                    setattr(cls, column.name, column)
        super().__init_subclass__(**kwargs)

    @classmethod
    def of(cls, entity: T) -> Self:
        """Make the row of an entity (新建行)."""
        return cls().put(entity)

    def put(self, entity: T) -> Self:
        """Take over what an entity holds (更新行); raises `FieldError` for another entity."""
        of_type(entity, self.spec.entity, "entity")
        for name in self._fields:
            setattr(self, name, getattr(entity, name))
        if self.spec.unit is not None:
            setattr(self, UNIT, UnitKey.find(getattr(entity, self.spec.unit)))
        return self

    def get(self) -> T:
        """Return the entity, checked again (还原实体)."""
        made: T = self.spec.entity(**{name: getattr(self, name) for name in self._fields})
        return made

    if TYPE_CHECKING:  # columns of fields, which only SQLAlchemy sees

        def __getattr__(self, name: str) -> Any: ...


@functools.cache
def _specs(subjects: tuple[Subject, ...]) -> Mapping[str, TableSpec[Any]]:
    return {spec.name: spec for spec in table_specs(subjects)}


class KeptRow:
    """A mapped row of any table of a county, as plain data (通用行); a mixin for a declarative class.

    `subjects` are those whose tables it holds: by default all of this library.
    """

    subjects: ClassVar[tuple[Subject, ...]] = SUBJECTS

    id: Mapped[int] = mapped_column(primary_key=True)
    table: Mapped[str] = mapped_column(index=True)
    unit_key: Mapped[str | None] = mapped_column(index=True)
    body: Mapped[Any] = mapped_column(sa.JSON)

    @classmethod
    def of(cls, spec: TableSpec[T], entity: T) -> Self:
        """Make the row of an entity of a table (新建行); raises `FieldError` for another entity."""
        of_type(entity, of_type(spec, TableSpec, "spec").entity, "entity")
        row = cls()
        row.table = spec.name
        row.unit_key = None if spec.unit is None else UnitKey.find(getattr(entity, spec.unit))
        row.body = schema_of(spec.entity).dump(entity)
        return row

    @classmethod
    def spec_of(cls, table: str) -> TableSpec[Any]:
        """Return a table by its name (数据表定义); raises `FieldError` where there is none."""
        specs = _specs(cls.subjects)
        if table not in specs:
            raise bilingual("table.unknown", f"没有数据表 {table}", f"there is no table {table}")
        return specs[table]

    def get(self) -> Any:
        """Return the entity, checked again (还原实体)."""
        return schema_of(self.spec_of(self.table).entity).load(self.body)


def entities_by_table(rows: Iterable[EntityRow[Any] | KeptRow]) -> dict[str, list[Any]]:
    """Return the entities of rows by the names of their tables (按表还原实体), for `CountyData`.

    ``CountyData(id=…, name=…, **entities_by_table(rows))``
    """
    found: dict[str, list[Any]] = {}
    for row in rows:
        name = row.table if isinstance(row, KeptRow) else row.spec.name
        found.setdefault(name, []).append(row.get())
    return found
