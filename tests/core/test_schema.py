from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Literal

import attrs
import marshmallow
import pytest

from qualitygov.core import check
from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import About, about, about_field
from qualitygov.core.kinds import field_types
from qualitygov.core.periods import Span, Term, WorkingDays
from qualitygov.core.schema import problems_of, schema_for
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError, bilingual
from qualitygov.text import Text


class Color(Vocabulary):
    RED = "red", "红", "red"
    BLUE = "blue", "蓝", "blue"


@attrs.frozen(kw_only=True)
class Inner:
    n: int = attrs.field(validator=check.at_least(1), metadata=about("数", "n"))


@attrs.frozen(kw_only=True)
class Thing:
    name: str = attrs.field(validator=check.filled(), metadata=about("名称", "name"))
    code: str = attrs.field(
        default="A1",
        validator=check.matching(r"[A-Z]\d", Text("一字母一数字", "a letter and a digit")),
    )
    color: Color = Color.RED
    ratio: Rate | None = None
    points: Points = Points(0)
    amount: Decimal | None = attrs.field(default=None, validator=check.optional(check.at_least(0)))
    year: int = attrs.field(default=2016, validator=check.within(1990, 2050))
    flag: bool = False
    first: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("始", "first")
    )
    last: date | None = attrs.field(
        default=None, validator=check.optional(check.day()), metadata=about("终", "last")
    )
    at: datetime | None = None
    length: Span = Term(months=3)
    word: Literal["a", "b"] = "a"
    label: Text | None = None
    inner: tuple[Inner, ...] = ()
    tags: frozenset[str] = frozenset()
    table: Mapping[str, Decimal] = attrs.field(factory=dict)

    def __attrs_post_init__(self):
        check.in_order(self, "first", "last")


FULL = {
    "name": "甲",
    "code": "B2",
    "color": "blue",
    "ratio": "19/20",
    "points": "-2.5",
    "amount": "0.050",
    "year": 2015,
    "flag": True,
    "first": "2016-01-01",
    "last": "2016-02-29",
    "at": "2016-01-01T10:30:00",
    "length": "7 working days",
    "word": "b",
    "label": {"zh": "甲", "en": "A"},
    "inner": [{"n": 2}, {"n": 3}],
    "tags": ["x", "y"],
    "table": {"iron": "0.3"},
}


def problems(data, language="en"):
    schema = schema_for(Thing)(language=language)
    with pytest.raises(marshmallow.ValidationError) as raised:
        schema.load(data)
    return {p.path: p for p in schema.problems(raised.value, "row")}


def test_everything_loads_and_dumps_back():
    schema = schema_for(Thing)()
    thing = schema.load(FULL)
    assert thing.ratio == Rate(19, 20)
    assert thing.length == WorkingDays(7)
    assert thing.amount == Decimal("0.050")
    assert thing.inner[1].n == 3
    assert thing.tags == {"x", "y"}
    assert schema.load(schema.dump(thing)) == thing
    assert schema.dump(thing) == FULL
    assert schema.load({"name": "乙"}) == Thing(name="乙")


def test_every_error_comes_at_once_with_its_path_in_both_languages():
    wrong = {
        **FULL,
        "name": " ",
        "code": "xx",
        "color": "green",
        "ratio": "x",
        "amount": "-1",
        "year": 1900,
        "first": "2016-13-01",
        "length": "soon",
        "word": "c",
        "inner": [{"n": 0}, {"m": 1}],
        "points": "0.0001",
        "flag": "maybe",
        "table": {"iron": "x"},
        "extra": 1,
        "at": "noon",
    }
    found = problems(wrong)
    for path in (
        "name",
        "code",
        "color",
        "ratio",
        "amount",
        "year",
        "first",
        "length",
        "word",
        "points",
        "flag",
        "extra",
        "at",
    ):
        assert f"row.{path}" in found, path
    assert {"row.inner[0].n", "row.inner[1].n", "row.inner[1].m"} <= found.keys()
    assert any(path.startswith("row.table.iron") for path in found)
    assert "one of: red, blue" in found["row.color"].say("en")
    assert "下列之一" in found["row.color"].say("zh")
    assert "'green'" in found["row.color"].found
    assert "未定义" in found["row.extra"].say("zh")


def test_messages_come_in_the_language_asked_for():
    with pytest.raises(marshmallow.ValidationError) as raised:
        schema_for(Thing)(language="zh").load({"name": "甲", "year": 1})
    assert "应在 1990 与 2050 之间" in str(raised.value.messages["year"])


def test_a_check_across_fields_names_the_field_to_mend():
    found = problems({"name": "甲", "first": "2016-02-01", "last": "2016-01-01"})
    assert "last 2016-01-01 lies before first 2016-02-01" in found["row.last"].say()


def test_a_null_is_refused_where_it_may_not_be():
    assert "row.name" in problems({"name": None})
    assert schema_for(Thing)().load({"name": "甲", "ratio": None}).ratio is None


@pytest.mark.parametrize("value", [1.5, True, datetime.fromisoformat("2016-01-01")])
def test_floats_flags_and_moments_are_no_days_or_numbers(value):
    assert "row.first" in problems({"name": "甲", "first": value})
    if not isinstance(value, datetime):
        assert "row.amount" in problems({"name": "甲", "amount": value})


def test_dates_are_exactly_iso():
    for wrong in ("2016-1-1", "20160101", "2016-W01-1"):
        assert "row.first" in problems({"name": "甲", "first": wrong})


def test_a_rate_may_be_percent_quotient_or_number():
    load = schema_for(Thing)().load
    assert (
        load({"name": "甲", "ratio": "95%"}).ratio
        == load({"name": "甲", "ratio": "0.95"}).ratio
        == Rate(19, 20)
    )


def test_a_field_tells_of_itself():
    fields = attrs.fields_dict(Thing)
    assert about_field(fields["name"]).label == Text("名称", "name")
    assert about_field(fields["word"]) == About(Text("word", "word"))
    assert field_types(Thing)["ratio"] == Rate | None


def test_a_type_without_a_form_is_an_error_of_ours():
    @attrs.frozen
    class Odd:
        x: complex

    @attrs.frozen
    class Union:
        x: int | str

    for cls in (Odd, Union):
        with pytest.raises(TypeError):
            schema_for(cls)


def test_validators_speak():
    assert repr(check.at_least(3)) == "at_least(bound=3)"
    with pytest.raises(FieldError, match="between 1990 and 2050"):
        Thing(name="甲", year=1989)
    with pytest.raises(FieldError, match="expected a date"):
        Thing(name="甲", first="2016-01-01")
    error = bilingual("x.y", "中", "en")
    assert (error.code, error.say("zh"), str(error)) == ("x.y", "中", "en")
    assert problems_of({}) == ()


def test_a_vocabulary_is_its_value_with_labels():
    assert Color("red") is Color.RED == "red"
    assert (Color.RED.say("zh"), str(Color.RED), f"{Color.BLUE}") == ("红", "red", "blue")
    with pytest.raises(ValueError, match="green"):
        Color("green")


@attrs.frozen
class Entry:
    value: int
    key: int = 0


@attrs.frozen
class Book:
    value: int
    entries: tuple[Entry, ...] = ()
    table: Mapping[str, Entry] = attrs.field(factory=dict)


def test_a_column_called_value_or_key_keeps_its_name_in_the_path():
    schema = schema_for(Book)()
    with pytest.raises(marshmallow.ValidationError) as raised:
        schema.load(
            {"value": "x", "entries": [{"value": "x", "key": "x"}], "table": {"a": {"value": "x"}}}
        )
    paths = [problem.path for problem in schema.problems(raised.value, "row")]
    assert sorted(paths) == [
        "row.entries[0].key",
        "row.entries[0].value",
        "row.table.a.value",
        "row.value",
    ]


def test_a_wrong_name_and_its_wrong_value_are_both_told():
    @attrs.frozen
    class Numbers:
        table: Mapping[Literal["iron"], Decimal]

    schema = schema_for(Numbers)()
    with pytest.raises(marshmallow.ValidationError) as raised:
        schema.load({"table": {"lead": "x", "zinc": "1"}})
    assert sorted(p.path for p in schema.problems(raised.value)) == [
        "table.lead",
        "table.lead",
        "table.zinc",
    ]
    with pytest.raises(marshmallow.ValidationError) as raised:
        schema.load({"table": 3})
    assert [p.path for p in schema.problems(raised.value)] == ["table"]


def test_a_field_of_working_days_takes_no_other_span():
    @attrs.frozen
    class Step:
        length: WorkingDays

    schema = schema_for(Step)()
    assert schema.load({"length": "7 working days"}) == Step(WorkingDays(7))
    with pytest.raises(marshmallow.ValidationError, match="working days such as"):
        schema.load({"length": "3 months"})


@pytest.mark.parametrize("wrong", ["3", None, 1.5, True, Points(3), Decimal("NaN"), [3]])
def test_bounds_refuse_what_is_no_number(wrong):
    attribute = attrs.fields(Inner).n
    for checked in (check.at_least(1), check.within(1, 5)):
        with pytest.raises(FieldError):
            checked(None, attribute, wrong)
        for right in (1, Decimal("1.5"), Fraction(3, 2)):
            checked(None, attribute, right)


@attrs.frozen(kw_only=True)
class Whole:
    name: str = attrs.field(validator=check.filled(), metadata=about("名称", "name"))
    count: int = attrs.field(default=1, validator=check.within(0, 9))
    size: Decimal | None = attrs.field(default=None, metadata=about("大小", "size", unit="kg"))
    color: Color = Color.RED
    inner: tuple[Inner, ...] = attrs.field(default=(), validator=check.some())


WHOLE = {"name": "甲", "inner": [{"n": 2}]}


def test_part_of_an_entity_loads_as_marshmallow_loads_it():
    schema = schema_for(Whole)
    assert schema(partial=True).load({"count": "3"}) == {"count": 3}
    assert schema().load({"count": 3}, partial=("name",)) == {"count": 3}
    assert schema(only=("count", "color")).load({"color": "blue"}) == {"color": Color.BLUE}
    assert schema(exclude=("name",)).load({"count": 4}) == {"count": 4}
    assert schema(exclude=("size",)).load(WHOLE) == schema().load(WHOLE)
    assert schema(many=True).load([WHOLE] * 2) == [schema().load(WHOLE)] * 2
    with pytest.raises(marshmallow.ValidationError, match="between 0 and 9"):
        schema(partial=True).load({"count": 10})
    assert schema_for(Nesting)(only=("whole.count",)).load({"whole": {"count": 3}}) == {
        "whole": {"count": 3}
    }


@attrs.frozen
class Nesting:
    whole: Whole


def test_unknown_fields_are_treated_as_asked():
    schema, more = schema_for(Whole), {**WHOLE, "more": 1}
    assert schema(unknown=marshmallow.EXCLUDE).load(more) == schema().load(WHOLE)
    assert schema(unknown=marshmallow.INCLUDE).load(more)["more"] == 1
    with pytest.raises(marshmallow.ValidationError, match="an unknown field"):
        schema().load(more)


class More(schema_for(Whole)):
    note = marshmallow.fields.String(required=True)


def test_a_subclass_may_have_more_fields():
    loaded = More().load({**WHOLE, "note": "x"})
    assert (loaded["note"], loaded["inner"], More(exclude=("note",)).load(WHOLE)) == (
        "x",
        (Inner(n=2),),
        schema_for(Whole)().load(WHOLE),
    )
    assert More().dump({"name": "甲", "note": "y"}) == {"name": "甲", "note": "y"}


def test_mappings_and_other_objects_are_dumped():
    schema = schema_for(Thing)()
    thing = schema.load(FULL)
    fields = {a.name: getattr(thing, a.name) for a in attrs.fields(Thing)}
    assert schema.dump(fields) == schema.dump(SimpleNamespace(**fields)) == FULL
    assert schema.dump({"color": "blue", "points": "3", "first": "2016-01-01"}) == {
        "color": "blue",
        "points": "3",
        "first": "2016-01-01",
    }


@pytest.mark.parametrize("again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_schema_can_be_copied_and_pickled(again):
    for schema in (
        schema_for(Whole)(language="zh", only=("name", "count"), many=True),
        More(language="zh", partial=True),
    ):
        same = again(schema)
        assert type(same) is type(schema)
        assert (same.language, same.many, same.partial, set(same.fields)) == (
            "zh",
            schema.many,
            schema.partial,
            set(schema.fields),
        )
    with pytest.raises(marshmallow.ValidationError) as raised:
        again(schema_for(Whole)(language="zh")).load({"count": 99})
    assert again(raised.value).messages == raised.value.messages
    assert "应在 0 与 9 之间" in str(raised.value.messages)


def test_fields_are_those_of_marshmallow():
    fields, kinds = schema_for(Thing)().fields, marshmallow.fields
    expected = {
        "name": kinds.String,
        "color": kinds.Enum,
        "points": kinds.String,
        "amount": kinds.Decimal,
        "year": kinds.Integer,
        "flag": kinds.Boolean,
        "first": kinds.Date,
        "at": kinds.DateTime,
        "length": kinds.String,
        "word": kinds.String,
        "label": kinds.Nested,
        "inner": kinds.List,
        "tags": kinds.List,
        "table": kinds.Dict,
    }
    for name, kind in expected.items():
        assert isinstance(fields[name], kind), name
    assert fields["first"].allow_none
    assert fields["name"].required
    assert fields["name"].metadata["label"] == Text("名称", "name")


def test_other_tools_understand_the_schema():
    apispec = pytest.importorskip("apispec")
    from apispec.ext.marshmallow import MarshmallowPlugin

    spec = apispec.APISpec("x", "1", "3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema("Whole", schema=schema_for(Whole))
    found = spec.to_dict()["components"]["schemas"]["Whole"]
    assert found["required"] == ["name"]
    described = found["properties"]
    assert (described["name"]["type"], described["name"]["minLength"]) == ("string", 1)
    assert described["name"]["title"] == "名称 / name"
    assert (described["count"]["type"], described["count"]["minimum"]) == ("integer", 0)
    assert described["count"]["maximum"] == 9
    assert described["color"]["enum"] == ["red", "blue"]
    assert described["size"]["type"] == ["string", "null"]
    assert described["size"]["title"] == "大小 / size [kg]"
    assert described["inner"]["minItems"] == 1


def test_a_list_that_needs_an_item_is_an_error_of_the_document():
    with pytest.raises(marshmallow.ValidationError, match="at least one"):
        schema_for(Whole)().load({"name": "甲", "inner": []})
