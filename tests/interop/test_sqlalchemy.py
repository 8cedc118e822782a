"""Tables and rows of SQLAlchemy, made of the entities' own fields."""

from __future__ import annotations

import functools
from datetime import date
from decimal import Decimal
from typing import ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from qualitygov import (
    Context,
    CountyData,
    CreditRecord,
    Enterprise,
    FieldError,
    Text,
    load_rulebook,
)
from qualitygov.county import table_specs
from qualitygov.enterprise import ENTERPRISES
from qualitygov.enterprise.unit import RegistrationStatus
from qualitygov.interop import EntityRow, KeptRow, columns_of, entities_by_table
from qualitygov.schemas import EnterpriseSchema
from qualitygov.strategies import counties
from qualitygov.subject.document import Document

CODE, TOWN = "91330299MA2837B62L", "330299101"
SPECS = {spec.name: spec for spec in table_specs()}


class Base(DeclarativeBase):
    pass


ROWS = {name: type(f"{name}Row", (EntityRow, Base), {"spec": spec}) for name, spec in SPECS.items()}


class Kept(KeptRow, Base):
    __tablename__ = "kept"


@pytest.fixture(scope="module")
def engine():
    made = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    Base.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.mark.parametrize("name", sorted(SPECS))
@settings(max_examples=2)
@given(data=st.data())
def test_an_entity_of_any_table_is_held_both_ways(engine, name, data):
    spec, cls = SPECS[name], ROWS[name]
    entity = data.draw(st.from_type(spec.entity))
    with Session(engine) as session:
        session.add_all([cls.of(entity), Kept.of(spec, entity)])
        session.flush()
        session.expunge_all()
        assert session.scalars(sa.select(cls)).one().get() == entity
        kept = session.scalars(sa.select(Kept)).one()
        assert (kept.table, kept.get()) == (name, entity)
        if spec.unit is not None:
            assert kept.unit_key == session.scalars(sa.select(cls)).one().unit_key


def test_columns_are_of_the_types_that_databases_know(engine):
    columns = sa.Table("own", sa.MetaData(), *columns_of(ENTERPRISES)).c
    kinds = {name: type(columns[name].type) for name in ("name", "branch", "registered_on")}
    assert kinds == {"name": sa.String, "branch": sa.Boolean, "registered_on": sa.Date}
    assert (columns.code.primary_key, columns.code.nullable) == (True, False)
    assert columns.registered_on.nullable
    assert columns.unit_key.unique
    assert not sa.Table("own", sa.MetaData(), *columns_of(SPECS["records"])).c.unit_key.unique
    assert "row_number" in sa.Table("own", sa.MetaData(), *columns_of(SPECS["figures"])).c
    shown = str(sa.schema.CreateTable(ROWS["enterprises"].__table__).compile(engine))
    assert "registered_capital VARCHAR" in shown
    assert "former_names JSON" in shown


def test_exact_numbers_words_and_nothing_are_as_they_are_written(engine):
    capital = Decimal("12000000.10")
    unit = Enterprise(code=CODE, name="某厂", town=TOWN, registered_capital=capital)
    with Session(engine) as session:
        session.add(ROWS["enterprises"].of(unit))
        session.flush()
        read = sa.text(
            "SELECT registered_capital, status, former_names, risk_class FROM enterprises"
        )
        assert tuple(session.execute(read).one()) == ("12000000.10", "in-operation", "[]", None)


class Own(DeclarativeBase):
    pass


class Unit(EntityRow[Enterprise], Own):
    """A row with more columns, that declares one of the library's itself."""

    __tablename__ = "firms"
    version: Mapped[int] = mapped_column()
    __mapper_args__: ClassVar = {"version_id_col": version}
    note: Mapped[str | None]
    town: Mapped[str] = mapped_column(index=True)


@pytest.fixture
def own():
    made = sa.create_engine("sqlite://")
    Own.metadata.create_all(made)
    with Session(made) as session:
        yield session
    made.dispose()


def test_a_row_class_may_have_more_and_is_searched_by_fields(own):
    unit = Enterprise(code=CODE, name="某厂", town=TOWN, registered_on=date(2010, 1, 1))
    own.add(Unit.of(unit))
    own.commit()
    found = sa.select(Unit).where(Unit.town == TOWN, Unit.status == "in-operation")
    row = own.scalars(found).one()
    assert (row.version, row.note, row.status) == (1, None, RegistrationStatus.IN_OPERATION)
    assert EnterpriseSchema().dump(row) == EnterpriseSchema().dump(unit)
    row.put(Enterprise(code=CODE, name="新厂", town=TOWN))
    row.note = "改名"
    own.commit()
    assert (row.version, row.get().name, row.get().registered_on) == (2, "新厂", None)
    by_day = sa.select(Unit).where(Unit.registered_on > date(2015, 1, 1))
    assert own.scalars(by_day).all() == []


def test_a_unit_is_there_once_by_either_of_its_codes(own):
    own.add(Unit.of(Enterprise(code=CODE, name="某厂", town=TOWN)))
    own.add(Unit.of(Enterprise(code="MA2837B62", name="某厂", town=TOWN)))
    with pytest.raises(sa.exc.IntegrityError):
        own.flush()


def test_a_word_that_the_entity_has_not_is_refused_before_it_is_written(own):
    own.add(Unit(code=CODE, unit_key="x", name="某厂", town=TOWN, status="closed"))
    with pytest.raises(sa.exc.StatementError, match="no such word"):
        own.flush()


def test_a_row_that_is_no_longer_right_is_refused_when_it_is_read(own):
    own.add(Unit.of(Enterprise(code=CODE, name="某厂", town=TOWN)))
    own.flush()
    own.execute(sa.text("UPDATE firms SET town = '镇'"))
    own.expire_all()
    with pytest.raises(FieldError):
        own.scalars(sa.select(Unit)).one().get()


def test_a_kept_row_needs_no_new_column_for_a_new_field(engine):
    with Session(engine) as session:
        body = {"code": CODE, "name": "某厂", "town": TOWN}  # as an earlier version wrote it
        session.add(Kept(table="enterprises", body=body))
        session.flush()
        session.expunge_all()
        assert session.scalars(sa.select(Kept)).one().get().status == "in-operation"
        with pytest.raises(FieldError, match="no table nothing"):
            Kept(table="nothing", body={}).get()


SEARCHED = {"enterprises", "records", "cases"}
"""The tables that have a row class of their own; the others are kept."""


@settings(max_examples=3)
@given(counties(Context(load_rulebook("strong-town"), as_of="2016-12-31")))
def test_a_county_comes_out_of_a_database_as_it_went_in(engine, data):
    with Session(engine) as session:
        for name, spec in SPECS.items():
            make = ROWS[name].of if name in SEARCHED else functools.partial(Kept.of, spec)
            session.add_all(map(make, data[spec]))
        session.flush()
        session.expunge_all()
        rows = [*session.scalars(sa.select(Kept).order_by(Kept.id))]
        for name in SEARCHED:
            rows += session.scalars(sa.select(ROWS[name]))
        again = CountyData(id=data.id, name=data.name, **entities_by_table(rows))
    for name, spec in SPECS.items():
        if name in SEARCHED:
            assert sorted(again[spec], key=repr) == sorted(data[spec], key=repr), name
        else:
            assert again[spec] == data[spec], name


def test_a_table_is_found_by_its_entity_or_must_be_said():
    class Other(DeclarativeBase):
        pass

    class Record(EntityRow[CreditRecord], Other):
        pass

    assert (Record.spec, Record.__tablename__) == (SPECS["records"], "records")
    with pytest.raises(FieldError, match="tables that hold a Document: filings, documents; say"):

        class Both(EntityRow[Document], Other):
            pass

    with pytest.raises(FieldError, match="tables that hold a Text: -"):

        class Words(EntityRow[Text], Other):
            pass

    class Paper(EntityRow[Document], Other):
        spec = SPECS["documents"]

    assert Paper.__tablename__ == "documents"
