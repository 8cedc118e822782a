"""The tables of the database (数据表): made from the entities, so that no field is written twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

import attrs
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from qualitygov import BlacklistCase, CreditRecord, Enterprise
from qualitygov.codes.unit import UnitKey
from qualitygov.core.kinds import kinds_of
from qualitygov.decisions import DecisionRecord


class Base(DeclarativeBase):
    """Base of all tables (数据表)."""


class Held(sa.TypeDecorator[Any]):
    """A value of the library that travels as plain data: exact numbers, lists, rows within rows."""

    impl = sa.JSON
    cache_ok = True

    def __init__(self, kind: Any, name: str) -> None:
        super().__init__()
        self.kind, self.name = kind, name  # `name` tells columns apart in SQLAlchemy's cache

    def __repr__(self) -> str:
        return f"Held({self.name})"

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """Write plain data."""
        return None if value is None else self.kind.write(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """Read plain data."""
        return None if value is None else self.kind.parse(value)


NATIVE = {
    "text": sa.String,
    "word": sa.String,
    "flag": sa.Boolean,
    "whole": sa.BigInteger,
    "day": sa.Date,
}
"""Types of columns for those of fields; any other is `Held`."""


class Row:
    """A row that holds an entity (实体行), with a version for optimistic locking."""

    entity: ClassVar[type]
    version: int
    unit_key: str

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields of the entity."""
        return tuple(a.name for a in attrs.fields(cls.entity) if a.init)

    @classmethod
    def of(cls, entity: Any, unit: str) -> Any:
        """Make the row of an entity that belongs to a unit (新建行)."""
        return cls(unit_key=UnitKey.of(unit)).put(entity)

    def put(self, entity: Any) -> Any:
        """Take over what an entity holds (更新行)."""
        for name in self.names():
            held = getattr(entity, name)
            setattr(self, name, str(held) if isinstance(held, str) else held)
        return self

    def get(self) -> Any:
        """Return the entity (还原实体)."""
        return self.entity(**{name: getattr(self, name) for name in self.names()})


def _column(name: str, kind: Any, *, optional: bool, key: str) -> Any:
    native = NATIVE.get(kind.column)
    kept = Held(kind, name) if native is None else native()
    return mapped_column(kept, primary_key=name == key, nullable=optional)


def row_class(entity: type, *, table: str, key: str, one_of_unit: bool = False) -> Any:
    """Return the class of the rows of an entity (实体的数据表), by its own fields."""
    kinds = kinds_of(entity)
    columns = {
        a.name: _column(a.name, kinds[a.name][0], optional=kinds[a.name][1], key=key)
        for a in attrs.fields(entity)
        if a.init
    }
    version = mapped_column(sa.Integer, nullable=False)
    body = {
        "__tablename__": table,
        "__mapper_args__": {"version_id_col": version},
        "entity": entity,
        "version": version,
        "unit_key": mapped_column(sa.String, index=True, unique=one_of_unit, nullable=False),
        **columns,
    }
    return type(f"{entity.__name__}Row", (Row, Base), body)


Unit = row_class(Enterprise, table="enterprises", key="code", one_of_unit=True)
Record = row_class(CreditRecord, table="records", key="id")
Case = row_class(BlacklistCase, table="cases", key="id")


class Kept(Base):
    """A row of any other table of the library (其他数据表的行), as plain data."""

    __tablename__ = "rows"
    id: Mapped[int] = mapped_column(primary_key=True)
    table: Mapped[str] = mapped_column(index=True)
    body: Mapped[Any] = mapped_column(sa.JSON)


class Decided(Base):
    """A decision record (决定记录) in its JSON form, with what is looked for."""

    __tablename__ = "decisions"
    id: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(index=True)
    body: Mapped[Any] = mapped_column(sa.JSON)

    def get(self) -> DecisionRecord:
        """Return the record (还原决定记录)."""
        return DecisionRecord.from_dict(self.body)


class Token(Base):
    """A token of a person or program (令牌): its digest, never itself."""

    __tablename__ = "tokens"
    digest: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    role: Mapped[str]
    revoked_at: Mapped[datetime | None] = mapped_column(sa.DateTime)


class Failure(Base):
    """A wrong token from an address (令牌错误)."""

    __tablename__ = "failures"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(sa.DateTime)


class Answered(Base):
    """The answer to a request with an idempotency key (幂等应答), given again to the same request."""

    __tablename__ = "answers"
    holder: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    status: Mapped[int]
    headers: Mapped[Any] = mapped_column(sa.JSON)
    body: Mapped[str]
    on: Mapped[date]


class Entry(Base):
    """A line of the audit trail (操作日志): who changed what, and how it stands since."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(sa.DateTime)
    holder: Mapped[str]
    role: Mapped[str]
    address: Mapped[str]
    method: Mapped[str]
    path: Mapped[str]
    sent: Mapped[Any] = mapped_column(sa.JSON)
    status: Mapped[int]

    @property
    def moment(self) -> datetime:
        """When it was, with its zone."""
        return self.at.replace(tzinfo=UTC)
