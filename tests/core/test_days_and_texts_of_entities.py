"""Entities take days as every other call does, and no text that is none elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import marshmallow as ma
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core import check, kinds
from qualitygov.errors import FieldError
from qualitygov.interchange.schemas import ENTITIES
from qualitygov.schemas import schema_for


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Dated:
    checked: date = attrs.field(default=date(2016, 1, 1), validator=check.day())
    typed: date = date(2016, 1, 1)
    optional: date | None = None
    several: tuple[date, ...] = ()
    text: str = "x"
    filled: str = attrs.field(default="x", validator=check.filled())
    maybe: str | None = None
    texts: tuple[str, ...] = ()


DAYS, TEXTS = ("checked", "typed", "optional"), ("text", "filled", "maybe")
NO_ZONE = datetime.fromisoformat("2016-12-31T08:00")


@given(day=st.dates(date(1900, 1, 2), date(2100, 1, 1)))
def test_a_day_is_the_same_day_in_each_of_its_forms(day):
    moment = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    for form in (day, day.isoformat(), pendulum.date(day.year, day.month, day.day), moment):
        for name in DAYS:
            held = getattr(Dated(**{name: form}), name)
            assert (held, type(held)) == (day, date)
        assert Dated(several=[form]).several == (day,)


def test_a_moment_is_its_day_in_china():
    assert Dated(typed=datetime(2016, 12, 31, 20, tzinfo=UTC)).typed == date(2017, 1, 1)


@pytest.mark.parametrize("name", [*DAYS, "several"])
@pytest.mark.parametrize("value", ["2016", "31.12.2016", 5, 1.5, True, NO_ZONE, b"", object()])
def test_what_is_no_day_is_refused_by_the_name_of_its_field(name, value):
    with pytest.raises(FieldError, match=r"date\(2016, 12, 31\)") as raised:
        Dated(**{name: [value] if name == "several" else value})
    assert raised.value.field == name


def test_none_is_refused_where_a_day_is_needed():
    with pytest.raises(FieldError, match="checked: expected a date such as") as raised:
        Dated(checked=None)
    assert raised.value.field == "checked"


def days():
    """Each day of each entity."""
    for name, cls in sorted(ENTITIES.items()):
        for field, (kind, _) in kinds.kinds_of(cls).items():
            if kind is kinds.SCALARS[date]:
                yield pytest.param(cls, field, id=f"{name}.{field}")


@pytest.mark.parametrize(("cls", "field"), list(days()))
def test_every_day_of_every_entity_takes_texts_and_moments(cls, field):
    convert = getattr(attrs.fields(cls), field).converter.converter
    for form in ("2016-12-31", datetime(2016, 12, 30, 20, tzinfo=UTC)):
        assert convert(form) == date(2016, 12, 31)
    with pytest.raises(FieldError) as raised:
        convert("31.12.2016")
    assert raised.value.field == field


@pytest.mark.parametrize("name", [*TEXTS, "texts"])
@pytest.mark.parametrize("value", ["\ud800", "某\x00厂", "ab\udfff"])
def test_a_text_that_is_none_elsewhere_is_refused_with_its_place(name, value):
    given = {name: [value] if name == "texts" else value}
    place = next(at for at, one in enumerate(value, 1) if not one.isprintable())
    with pytest.raises(FieldError, match=f"character {place}, U\\+") as raised:
        Dated(**given)
    assert (raised.value.code, raised.value.field) == ("field.character", name)
    with pytest.raises(ma.ValidationError) as refused:
        schema_for(Dated)().load(given)
    assert [*refused.value.messages] == [name]


@pytest.mark.parametrize("value", ["某厂", "a\u3000b", "a\nb", "😀", "a\u200bb"])
def test_any_other_text_is_one(value):
    assert Dated(text=value, filled=value, maybe=value, texts=[value]).text == value
    assert schema_for(Dated)().load({"text": value}).text == value
