"""The tables of the database (数据表): made from the entities, so that no field is written twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from qualitygov import BlacklistCase, CreditRecord, Enterprise
from qualitygov.decisions import DecisionRecord
from qualitygov.interchange import row_key
from qualitygov.interop import EntityRow, KeptRow


class Base(DeclarativeBase):
    """Base of all tables (数据表)."""


class Versioned(Base):
    """A row with a version for optimistic locking (版本)."""

    __abstract__ = True
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands it the class
        """Count the changes of a row, and refuse one of a version that is no more."""
        return {"version_id_col": cls.version}


class Unit(EntityRow[Enterprise], Versioned):
    """An enterprise (企业), once by either of its codes."""


class Record(EntityRow[CreditRecord], Versioned):
    """A credit record (信用记录)."""


class Case(EntityRow[BlacklistCase], Versioned):
    """A case of listing (名单案件)."""


class Kept(KeptRow, Versioned):
    """A row of any other table of the library (其他数据表的行), once by what names it."""

    __tablename__ = "rows"
    __table_args__ = (sa.UniqueConstraint("table", "row_key"),)
    row_key: Mapped[str | None]

    @classmethod
    def of(cls, spec: Any, entity: Any) -> Self:
        """Make the row of an entity of a table (新建行)."""
        row = super().of(spec, entity)
        row.row_key = row_key(spec, entity)
        return row


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
    withdrawn: Mapped[Any] = mapped_column(sa.JSON)
    status: Mapped[int]

    @property
    def moment(self) -> datetime:
        """When it was, with its zone."""
        return self.at.replace(tzinfo=UTC)
