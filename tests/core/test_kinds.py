"""The registry of value types, and entities that hold what their fields say."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from qualitygov.core import check, kinds, plain
from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about
from qualitygov.core.frozen import FrozenDict
from qualitygov.core.periods import Span, Term, WorkingDays
from qualitygov.core.schema import schema_for
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit import CreditRecord
from qualitygov.errors import FieldError
from qualitygov.text import Text


class Color(Vocabulary):
    RED = "red", "红", "red"
    BLUE = "blue", "蓝", "blue"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Row:
    on: date


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Held:
    name: str = attrs.field(default="甲", validator=check.filled())
    note: str = ""
    color: Color = Color.RED
    other: Color | None = None
    yes: bool = False
    count: int = attrs.field(default=1, validator=check.at_least(0))
    plain: int | None = None
    amount: Decimal = attrs.field(default=Decimal(1), validator=check.at_least(0))
    first: date | None = None
    last: date | None = attrs.field(default=None, validator=check.optional(check.day()))
    points: Points = Points(0)
    rate: Rate | None = None
    length: Span = Term(months=3)
    word: Literal["a", "b"] = "a"
    label: Text | None = None
    rows: tuple[Row, ...] = ()
    colors: frozenset[Color] = frozenset()
    table: Mapping[Color, Decimal] = attrs.field(factory=dict)


DAY = date(2016, 5, 4)
PENDULUM = pendulum.date(2016, 5, 4)
MOMENT = datetime.fromisoformat("2016-05-04")
FULL = {
    "color": "blue",
    "other": "red",
    "yes": True,
    "count": 3,
    "amount": 2,
    "first": DAY,
    "points": Points.of("1.5"),
    "rate": Rate(1, 2),
    "length": WorkingDays(3),
    "word": "b",
    "label": Text("甲", "A"),
    "rows": [Row(on=DAY)],
    "colors": ["red"],
    "table": {"red": 3},
}


def test_words_become_members_and_two_equal_entities_answer_alike():
    made = Held(**FULL)
    same = attrs.evolve(
        made, color=Color.BLUE, other=Color.RED, colors={Color.RED}, table={Color.RED: Decimal(3)}
    )
    assert made == same
    assert made.color is Color.BLUE is same.color
    assert made.other is Color.RED
    assert {type(color) for color in (*made.colors, *made.table)} == {Color}


def test_texts_and_days_are_plain():
    made = Held(name=Color.RED, note=Color.RED, first=PENDULUM, last=PENDULUM)
    assert [type(value) for value in (made.name, made.note, made.first, made.last)] == [
        str,
        str,
        date,
        date,
    ]
    assert made == Held(name="red", note="red", first=DAY, last=DAY)


def test_lists_tables_and_numbers_are_held_in_one_form():
    made = Held(**FULL)
    assert (made.rows, made.colors, type(made.table)) == ((Row(on=DAY),), {Color.RED}, FrozenDict)
    assert [type(value) for value in (made.rows, made.amount, made.table["red"])] == [
        tuple,
        Decimal,
        Decimal,
    ]
    assert hash(made) == hash(Held(**FULL))
    for again in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
        assert again == made
        assert again.color is Color.BLUE


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("color", "green"),
        ("color", None),
        ("other", "green"),
        ("yes", 1),
        ("yes", "true"),
        ("count", True),
        ("count", "3"),
        ("count", 3.0),
        ("count", Decimal(3)),
        ("plain", "3"),
        ("plain", False),
        ("amount", 0.5),
        ("amount", "0.5"),
        ("amount", True),
        ("amount", Fraction(1, 2)),
        ("amount", Decimal("NaN")),
        ("amount", Decimal(-1)),
        ("first", MOMENT),
        ("first", "4.5.2016"),
        ("last", MOMENT),
        ("points", 3),
        ("points", 1.5),
        ("rate", "1/2"),
        ("rate", 0.5),
        ("length", "3 months"),
        ("word", "c"),
        ("word", []),
        ("label", "甲"),
        ("note", 3),
        ("note", None),
        ("rows", [{"on": DAY}]),
        ("rows", Row(on=DAY)),
        ("rows", "ab"),
        ("rows", None),
        ("colors", ["green"]),
        ("colors", "red"),
        ("table", {"green": 1}),
        ("table", {"red": 0.5}),
        ("table", [("red", 1)]),
    ],
)
def test_another_type_is_refused(field, wrong):
    with pytest.raises(FieldError) as raised:
        Held(**{field: wrong})
    assert raised.value.text.zh != raised.value.text.en


@pytest.mark.parametrize("field", ["amount", "points", "rate"])
def test_a_float_is_refused_with_the_text_that_would_be_right(field):
    with pytest.raises(FieldError, match=r'write "0\.1"'):
        Held(**{field: 0.1})


def test_a_float_for_a_whole_number_is_refused_with_what_is_taken():
    with pytest.raises(FieldError, match=r"write 5$"):
        Held(count=5.0)
    assert Held(count=5).count == 5
    with pytest.raises(FieldError, match="expected a whole number, not float"):
        Held(count=0.1)
    with pytest.raises(FieldError, match="expected a whole number, not float"):
        Held(count=float("inf"))


@pytest.mark.parametrize("number", [0, 1, 1.0, 2, None])
def test_a_number_is_no_truth_value(number):
    with pytest.raises((TypeError, KeyError)):
        plain.flag(number)
    assert [plain.flag(one) for one in (True, "1", "是", "false")] == [True, True, True, False]


def test_a_schema_takes_no_number_for_a_truth_value():
    values = {
        "id": "R1", "subject": "91330299MA2837B62L", "kind": "penalty", "severity": "general",
        "happened_on": "2016-01-01", "decided_on": "2016-01-01", "known_on": "2016-01-01",
        "source_document": "文",
    }  # fmt: skip
    assert schema_for(CreditRecord)().load(values | {"heavier_penalty": True}).heavier_penalty
    with pytest.raises(ValidationError, match="heavier_penalty"):
        schema_for(CreditRecord)().load(values | {"heavier_penalty": 1})


@attrs.frozen(field_transformer=kinds.typed)
class Early:
    color: Later
    later: tuple[Later, ...] = ()


class Later(Vocabulary):
    NOW = "now", "今", "now"


def test_a_type_below_its_class_is_found_when_it_is_needed():
    made = Early("now", ["now"])
    assert (made.color, made.later[0]) == (Later.NOW, Later.NOW)
    assert made.color is made.later[0] is Later.NOW
    with pytest.raises(FieldError, match="one of: now"):
        Early("then")


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Child(Early):
    color: str = "now"
    size: int = 1


def test_a_subclass_holds_what_its_own_fields_say():
    made = Child(later=["now"])
    assert (type(made.color), made.later) == (str, (Later.NOW,))
    with pytest.raises(FieldError):
        Child(size="1")


def test_a_converter_of_its_own_and_a_type_without_a_form_stay():
    @attrs.frozen(field_transformer=kinds.typed)
    class Own:
        number: int = attrs.field(converter=int)
        odd: complex = 0j

    assert Own("3", "x") == Own(3, "x")


def test_validators_keep_their_own_words_and_codes():
    with pytest.raises(FieldError, match="at least 0"):
        Held(count=-1)
    with pytest.raises(FieldError, match="not empty"):
        Held(name="")
    assert repr(attrs.fields(Held).last.validator) == "optional(validator=day())"


def test_every_scalar_answers_every_question():
    for kind in kinds.SCALARS.values():
        assert kind.form.zh != kind.form.en
        assert kind.column
        assert kind.json(None)["type"]
        assert kind.field(schema_for).kind is kind


@given(st.data())
def test_what_is_drawn_is_held_written_and_read_back(data):
    for kind in (*kinds.SCALARS.values(), *map(kinds.kind_of, (Color, Literal["a", "b"]))):
        value = data.draw(kind.draw(st, (), None))
        assert kind.hold(value) == value
        assert kind.parse(kind.write(value)) == value
        assert type(kind.write(value)) in (str, int, bool)
        assert kind.parse(value) == value


def test_the_kind_of_a_value():
    assert kinds.kind_of_value(True) is kinds.SCALARS[bool]
    assert kinds.kind_of_value(MOMENT) is kinds.SCALARS[datetime]
    assert kinds.kind_of_value(Color.RED).plain(Color.RED) == "red"
    assert kinds.kind_of_value(Term(months=3)).plain(Term(months=3)) == "3 months"
    assert kinds.kind_of_value(object()) is None


def test_types_that_have_no_form_are_named():
    for hint in (complex, tuple[int, int], dict[str, complex], int | str):
        with pytest.raises(TypeError, match="no s"):
            kinds.kind_of(kinds.without_none(hint)[0])


def test_in_order_builds_no_labels_for_days_that_are_in_order(monkeypatch):
    @attrs.frozen
    class Days:
        first: date | None = attrs.field(metadata=about("始", "first"))
        second: date | None = attrs.field(metadata=about("中", "second"))
        third: date | None = attrs.field(metadata=about("终", "third"))

    with pytest.raises(FieldError) as raised:
        check.in_order(Days(DAY, None, date(2016, 5, 3)), "first", "second", "third")
    assert raised.value.say("zh") == "终 2016-05-03 早于始 2016-05-04"
    monkeypatch.setattr(check, "about_field", None)
    check.in_order(Days(DAY, None, DAY), "first", "second", "third")
    check.in_order(Days(None, None, None), "first", "second", "third")
