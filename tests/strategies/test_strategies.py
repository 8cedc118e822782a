"""Strategies for every entity: valid, registered by entry point, and the same fields elsewhere."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import datetime
from importlib.metadata import entry_points

import attrs
import marshmallow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualitygov.codes import credit_code, organization_code, region
from qualitygov.core.fields import about_field
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError
from qualitygov.interchange.columns import columns_of
from qualitygov.schemas import ENTITIES, SCHEMAS, EntitySchema, json_schema, schema_for
from qualitygov.strategies import credit_codes, entities, organization_codes, town_codes

FEW = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)
FEWER = settings(FEW, max_examples=8)


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_every_entity_is_drawn_by_its_type(name):
    cls = ENTITIES[name]
    seen = []

    @FEW
    @given(st.from_type(cls))
    def drawn(one):
        seen.append(one)
        assert isinstance(one, cls)
        for field in attrs.fields(cls):
            if field.validator is not None:
                field.validator(one, field, getattr(one, field.name))

    drawn()
    assert len({repr(one) for one in seen}) > 5


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_what_the_schema_writes_it_reads_back(name):
    schema = schema_for(ENTITIES[name])()

    @FEW
    @given(st.from_type(ENTITIES[name]))
    def there_and_back(one):
        written = schema.dump(one)
        assert schema.load(written) == one
        assert "float" not in {type(value).__name__ for value in written.values()}

    there_and_back()


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_schema_table_and_json_schema_have_the_same_fields(name):
    cls = ENTITIES[name]
    fields = {field.name for field in attrs.fields(cls) if field.init}
    required = {
        field.name for field in attrs.fields(cls) if field.init and field.default is attrs.NOTHING
    }
    schema, described = schema_for(cls)(), json_schema(cls)
    assert set(schema.fields) == set(described["properties"]) == fields
    assert (
        {field for field, kind in schema.fields.items() if kind.required}
        == set(described["required"])
        == required
    )
    flat = {column.field for column in columns_of(cls, [])}
    nested = {
        field
        for field in fields - flat
        if described["properties"][field].get("type") in ("array", "object")
        or "$ref" in described["properties"][field]
    }
    assert flat | nested == fields
    for field in attrs.fields(cls):
        label = about_field(field).label
        assert label.zh != label.en, f"{name}.{field.name} has no labels"


def spelled(value):
    """The same value, with the text of each word instead of its member."""
    if isinstance(value, Vocabulary):
        return str(value.value)
    return value


def held(entity):
    """What an entity holds, with the type of each value."""
    return [
        (type(value), value)
        for a in attrs.fields(type(entity))
        for value in [getattr(entity, a.name)]
    ]


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_an_entity_is_the_same_from_members_and_from_their_texts(name):
    cls = ENTITIES[name]

    @FEWER
    @given(st.from_type(cls))
    def made_twice(one):
        given_ = {a.name: getattr(one, a.name) for a in attrs.fields(cls) if a.init}
        texts = cls(**{field: spelled(value) for field, value in given_.items()})
        lists = cls(
            **{
                field: list(value) if isinstance(value, tuple) else value
                for field, value in given_.items()
            }
        )
        assert texts == lists == one
        assert held(texts) == held(lists) == held(one)
        for field, value in given_.items():
            if isinstance(value, Vocabulary):
                assert getattr(texts, field) is value
        for same in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
            assert held(same) == held(one)
            assert hash(same) == hash(one)

    made_twice()


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_no_field_holds_a_float_or_another_type(name):
    cls = ENTITIES[name]

    @FEWER
    @given(st.from_type(cls), st.data())
    def refused(one, data):
        field = data.draw(st.sampled_from([a.name for a in attrs.fields(cls) if a.init]))
        for wrong in (0.5, object(), b"x"):
            with pytest.raises(FieldError):
                attrs.evolve(one, **{field: wrong})

    refused()


def test_hypothesis_brings_no_entity_and_no_heavy_package():
    code = (
        "import sys, hypothesis;"
        "print(*[m for m in sys.modules if m.startswith(('qualitygov', 'pendulum', 'marshm'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {
        "qualitygov",
        "qualitygov.core",
        "qualitygov.core.declared",
        "qualitygov.core.version",
        "qualitygov.strategies",
    }


def _types(described):
    if isinstance(described, dict):
        yield from ([described["type"]] if isinstance(described.get("type"), str) else [])
        for inner in described.values():
            yield from _types(inner)
    elif isinstance(described, list):
        for inner in described:
            yield from _types(inner)


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_no_number_travels_as_a_float(name):
    assert "number" not in set(_types(json_schema(ENTITIES[name])))


def test_schemas_are_importable_by_name():
    import qualitygov.schemas as module

    for name in SCHEMAS:
        assert issubclass(getattr(module, name), EntitySchema)
    assert set(SCHEMAS) <= set(dir(module))
    with pytest.raises(AttributeError, match="NothingSchema"):
        _ = module.NothingSchema


def test_all_errors_of_a_document_are_told_at_once_in_either_language():
    wrong = {"code": "x", "town": 3, "industry": "9", "key_enterprise": "maybe", "shoe_size": 44}
    for language, word in (("zh", "缺少"), ("en", "missing")):
        with pytest.raises(marshmallow.ValidationError) as raised:
            SCHEMAS["EnterpriseSchema"](language=language).load(wrong)
        assert set(raised.value.messages) == {
            "code",
            "town",
            "industry",
            "key_enterprise",
            "shoe_size",
            "name",
        }
        assert word in str(raised.value.messages["name"])


def test_the_entry_point_names_the_registration():
    (found,) = [point for point in entry_points(group="hypothesis") if point.name == "qualitygov"]
    assert found.value == "qualitygov.strategies:register"


@given(credit_codes(), credit_codes(failing=True), organization_codes(), town_codes())
def test_codes_are_valid_or_fail_on_purpose(good, failing, organization, town):
    assert credit_code.validate(good, strict=True) == good
    assert credit_code.has_shape(failing)
    assert not credit_code.check(failing).credit_check
    assert organization_code.is_valid(organization)
    assert region.is_valid(town)


@given(st.data())
def test_days_of_an_entity_stand_in_order(data):
    record = data.draw(entities(ENTITIES["CreditRecord"]))
    assert record.happened_on <= record.decided_on <= record.known_on
    accident = data.draw(entities(ENTITIES["Accident"]))
    assert isinstance(accident.happened_at, datetime)
    assert accident.happened_at.second == 0
