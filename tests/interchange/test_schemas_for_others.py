"""What other programs are told of entities, results, rulebooks and files of a run."""

from __future__ import annotations

import importlib.util
import json
import pickle
from collections import UserDict
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import attrs
import marshmallow
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from openapi_lines import SNAPSHOT, openapi, text
from openapi_spec_validator import OpenAPIV31SpecValidator
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

import qualitygov.schemas
from qualitygov import CreditRecord, CreditScore, Enterprise, FieldError, json_schema
from qualitygov.core.kinds import kinds_of
from qualitygov.core.partial import Partial
from qualitygov.report.schemas import document_names
from qualitygov.schemas import ENTITIES, SCHEMAS, schema_for

ROOT = Path(__file__).parents[2]
CODE, TOWN = "91330299MA2837B62L", "330299101"


@pytest.fixture(scope="module")
def document():
    return openapi()


def test_the_openapi_document_of_all_entities_is_valid(document):
    OpenAPIV31SpecValidator(document).validate()
    assert set(document["components"]["schemas"]) >= set(ENTITIES)


def test_and_says_of_each_property_its_type_title_and_meaning(document):
    bare = []
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        for field, told in schema["properties"].items():
            typed = told.keys() & {"type", "$ref", "allOf", "anyOf"}
            if not (typed and told.get("title") and told.get("description")):
                bare.append(f"{name}.{field}")
    assert bare == []


def test_and_is_as_it_was():
    """After a change that is meant: python tests/interchange/openapi_lines.py."""
    assert text().splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines()


def test_what_is_said_of_fields():
    fields = SCHEMAS["EnterpriseSchema"]().fields
    code, status = fields["code"].metadata, fields["status"].metadata
    assert (code["title"], code["example"]) == (
        "统一社会信用代码 / unified social credit code",
        CODE,
    )
    assert "9 characters" in code["description"]
    assert code["pattern"].startswith("^")
    assert code["label"].zh == "统一社会信用代码"
    assert status["default"] == "in-operation"
    assert status["x-enum-labels"]["revoked"] == {"zh": "吊销", "en": "licence revoked"}
    capital = fields["registered_capital"].metadata
    assert (capital["unit"], capital["x-minimum"]) == ("yuan", "0")
    assert capital["pattern"] == r"^[0-9]+(\.[0-9]+)?$"
    assert fields["legal_representative"].metadata["x-sensitivity"] == "personal"


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_the_examples_of_an_entity_make_an_entity(name):
    cls = ENTITIES[name]
    schema = schema_for(cls)()
    examples = {
        field: made.metadata["example"]
        for field, made in schema.fields.items()
        if "example" in made.metadata
    }
    for field, example in examples.items():
        schema.fields[field].deserialize(example)
    needed = {field for field, made in schema.fields.items() if made.required}
    data = {field: examples[field] for field in needed & examples.keys()}
    if name in TOGETHER:
        with pytest.raises(marshmallow.ValidationError):
            schema.load(data)
    else:
        assert isinstance(schema.load(data), cls)


TOGETHER = {
    "BatchLink",
    "BlacklistCase",
    "DrawList",
    "InspectionSample",
    "SampleItem",
    "TaskProgress",
    "TestRequest",
}
"""Entities that need more than their required fields, or some of them to differ."""


def validator(what):
    schema = json_schema(what)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_the_json_schema_takes_what_the_schema_writes_and_its_own_examples(name):
    cls, schema = ENTITIES[name], json_schema(ENTITIES[name])
    checked = validator(cls)
    assert schema["$id"] == f"urn:qualitygov:entity:{name}"
    for field, told in schema["properties"].items():
        inner = Draft202012Validator(
            {**told, "$defs": schema["$defs"]}, format_checker=FormatChecker()
        )
        for example in [
            *told.get("examples", []),
            *([told["default"]] if "default" in told else []),
        ]:
            assert list(inner.iter_errors(example)) == [], field
        optional = kinds_of(cls)[field][1]
        assert inner.is_valid(None) == optional, field

    @settings(max_examples=10, deadline=None)
    @given(st.from_type(cls))
    def written(one):
        plain = json.loads(json.dumps(schema_for(cls)().dump(one)))
        assert [error.message for error in checked.iter_errors(plain)] == []

    written()


WRONG = ["", " ", " 甲", "甲 ", "330299", "x", "9133", -1, 0.5, True, None, [], {}, "2016-02-30"]


@pytest.mark.parametrize("cls", [Enterprise, CreditRecord])
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_the_json_schema_takes_no_more_than_the_schema(cls, wrong):
    """Spellings besides, such as "true" for true, are the schema's own; the rest agrees.

    Whether a day that may be a month exists, no pattern says.
    """
    made, told = schema_for(cls)(), json_schema(cls)
    for field, kind in made.fields.items():
        checked = Draft202012Validator(
            {**told["properties"][field], "$defs": told["$defs"]}, format_checker=FormatChecker()
        )
        partial = getattr(getattr(kind, "kind", None), "type", None) is Partial
        if checked.is_valid(wrong) and not (partial and wrong == "2016-02-30"):
            kind.deserialize(wrong)


def test_each_thing_that_travels_has_a_schema():
    ids = [
        json_schema(what)["$id"]
        for what in (Enterprise, CreditScore, "rulebook", *document_names())
    ]
    assert ids[:3] == [
        "urn:qualitygov:entity:Enterprise",
        "urn:qualitygov:result:credit.result.CreditScore",
        "urn:qualitygov:document:rulebook",
    ]
    assert len(set(ids)) == len(ids) == 10
    for what in ("rulebook", *document_names()):
        Draft202012Validator.check_schema(json_schema(what))
    for wrong in ("nothing", int, 3, Enterprise(code=CODE, name="甲", town=TOWN)):
        with pytest.raises(FieldError, match="pass a class of entities"):
            json_schema(wrong)


def test_the_stub_names_each_schema_as_it_is():
    spec = importlib.util.spec_from_file_location("schema_stub", ROOT / "tools/schema_stub.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.STUB.read_text(encoding="utf-8") == module.text(ENTITIES)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schema_classes_and_schemas_pickle(name):
    schema = getattr(qualitygov.schemas, name)
    assert pickle.loads(pickle.dumps(schema)) is schema
    again = pickle.loads(pickle.dumps(schema(language="zh", partial=True)))
    assert (type(again), again.language, again.partial) == (schema, "zh", True)


class Base(DeclarativeBase):
    pass


class FirmRow(Base):
    __tablename__ = "firms"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    town: Mapped[str]
    status: Mapped[str] = mapped_column(default="in-operation")
    registered_on: Mapped[date | None]
    key_enterprise: Mapped[bool] = mapped_column(default=False)


class CaseRow(Base):
    __tablename__ = "cases"
    id: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    authority: Mapped[str]
    moves: Mapped[list[MoveRow]] = relationship(order_by="MoveRow.day")


class MoveRow(Base):
    __tablename__ = "moves"
    number: Mapped[int] = mapped_column(primary_key=True)
    case: Mapped[str] = mapped_column(sa.ForeignKey("cases.id"))
    kind: Mapped[str]
    day: Mapped[date]
    document: Mapped[str]


@pytest.fixture
def session():
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_rows_of_a_database_and_mappings_are_answers(session):
    schema = SCHEMAS["EnterpriseSchema"](only=("code", "name", "town", "status", "registered_on"))
    firm = Enterprise(code=CODE, name="甲厂", town=TOWN, registered_on=date(2010, 1, 1))
    expected = {
        "code": CODE,
        "name": "甲厂",
        "town": TOWN,
        "status": "in-operation",
        "registered_on": "2010-01-01",
    }
    session.add(FirmRow(code=CODE, name="甲厂", town=TOWN, registered_on=date(2010, 1, 1)))
    session.commit()
    row = session.scalars(sa.select(FirmRow)).one()
    mapping = session.execute(sa.select(FirmRow.__table__)).mappings().one()
    for one in (firm, row, mapping, dict(mapping), UserDict(mapping), SimpleNamespace(**expected)):
        assert schema.dump(one) == expected
    assert schema.dump([row, firm], many=True) == [expected] * 2


def test_rows_within_a_row_are_dumped_too(session):
    move = {"kind": "notice-given", "day": date(2016, 3, 1), "document": "立〔2016〕1号"}
    session.add(CaseRow(id="C1", subject=CODE, authority="县局", moves=[MoveRow(**move)]))
    session.commit()
    row = session.scalars(sa.select(CaseRow)).one()
    moves = SCHEMAS["BlacklistCaseSchema"]().dump(row)["moves"]
    assert [(one["kind"], one["day"]) for one in moves] == [("notice-given", "2016-03-01")]


class WithNote(qualitygov.schemas.EnterpriseSchema):
    note = marshmallow.fields.String(required=True, metadata={"title": "备注"})


def test_a_subclass_with_more_fields_is_described_and_used(document):
    from apispec import APISpec
    from apispec.ext.marshmallow import MarshmallowPlugin

    spec = APISpec("x", "1", "3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema("Noted", schema=WithNote)
    spec.components.schema("Part", schema=WithNote(partial=True, only=("name", "note")))
    found = spec.to_dict()["components"]["schemas"]
    assert set(found["Noted"]["properties"]) == {
        "note",
        *document["components"]["schemas"]["Enterprise"]["properties"],
    }
    assert set(found["Part"]["properties"]) == {"name", "note"}
    assert "required" not in found["Part"]
    data = {"code": CODE, "name": "甲", "town": TOWN, "note": "新"}
    assert WithNote().load(data)["note"] == "新"
    assert WithNote().load({"note": "新"}, partial=True) == {"note": "新"}


def test_metadata_is_plain_but_for_the_label():
    for schema in SCHEMAS.values():
        for field in schema().fields.values():
            json.dumps({k: v for k, v in field.metadata.items() if k != "label"})
            assert attrs.asdict(field.metadata["label"]).keys() == {"zh", "en"}
