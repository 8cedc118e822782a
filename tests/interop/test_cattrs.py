"""Converters of cattrs read and write what our schemas and results do, with the same checks."""

from __future__ import annotations

import functools
import json
from datetime import date
from decimal import Decimal

import attrs
import cattrs
import pytest
from cattrs.preconf.json import make_converter
from drawn_results import of_class, result_classes
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov import (
    CreditRecord,
    CreditScore,
    CreditScorer,
    Enterprise,
    InputError,
    Period,
    Points,
    Rate,
    Term,
    Text,
    load_rulebook,
)
from qualitygov.core.partial import Partial
from qualitygov.enterprise.unit import UnitKind
from qualitygov.errors import FieldError
from qualitygov.interop import configure_converter, format_exception
from qualitygov.schemas import ENTITIES, schema_for

CODE, TOWN = "91330299MA2837B62L", "330299101"
UNIT = Enterprise(code=CODE, name="某厂", town=TOWN)
SCORE = CreditScorer(load_rulebook("strong-town"), as_of="2016-12-31").score(UNIT, [])


@pytest.fixture(scope="module")
def converter():
    return configure_converter(make_converter())


def told(error, **language):
    formatted = functools.partial(format_exception, **language)
    return cattrs.transform_error(error, format_exception=formatted)


@pytest.mark.parametrize("name", sorted(ENTITIES))
@settings(max_examples=3)
@given(data=st.data())
def test_an_entity_travels_as_by_its_schema(converter, name, data):
    cls = ENTITIES[name]
    entity = data.draw(st.from_type(cls))
    plain = converter.unstructure(entity)
    assert plain == schema_for(cls)().dump(entity)
    assert converter.structure(json.loads(json.dumps(plain)), cls) == entity


@pytest.mark.parametrize("cls", result_classes(), ids=lambda cls: cls.__name__)
@settings(max_examples=3)
@given(data=st.data())
def test_a_result_travels_as_its_plain_form(converter, cls, data):
    result = data.draw(of_class(cls))
    plain = converter.unstructure(result)
    assert plain == result.to_dict()
    try:
        expected = cls.from_dict(plain)
    except FieldError:  # nothing of a person is passed on
        with pytest.raises(cattrs.ClassValidationError, match="structuring"):
            converter.structure(plain, cls)
    else:
        assert converter.structure(plain, cls) == expected


@attrs.define
class Letter:
    """A class of the user's own, that holds ours."""

    unit: Enterprise
    records: list[CreditRecord]
    score: CreditScore | None
    by_name: dict[str, Rate]
    limit: Points
    within: Term
    made: Partial
    kind: UnitKind
    title: Text
    year: Period
    on: date
    amount: Decimal


LETTER = Letter(
    unit=UNIT,
    records=[],
    score=SCORE,
    by_name={"a": Rate(19, 20)},
    limit=Points.of("3.5"),
    within=Term(months=3),
    made=Partial.parse("2016-03"),
    kind=UnitKind.ENTERPRISE,
    title=Text("函", "letter"),
    year=Period("2016-01-01", "2016-12-31"),
    on=date(2016, 12, 31),
    amount=Decimal("1.50"),
)


def test_classes_of_ones_own_hold_ours(converter):
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook(Decimal, str)
    plain = json.loads(converter.dumps(LETTER))
    assert plain["by_name"] == {"a": "19/20"}
    assert (plain["limit"], plain["within"], plain["made"]) == ("3.5", "3 months", "2016-03")
    assert (plain["kind"], plain["title"]) == ("enterprise", {"zh": "函", "en": "letter"})
    assert plain["year"] == {"first": "2016-01-01", "last": "2016-12-31"}
    assert converter.structure(plain, Letter) == LETTER


def test_everything_wrong_comes_at_once_with_its_place(converter):
    plain = {
        **converter.unstructure(LETTER),
        "unit": {"code": CODE, "size": 3, "town": "x", "name": "甲"},
        "by_name": {"a": "x"},
        "limit": 1.5,
        "score": {**SCORE.to_dict(), "lines": [{**SCORE.to_dict()["lines"][0], "points": 2.5}]},
    }
    with pytest.raises(cattrs.ClassValidationError) as raised:
        converter.structure(plain, Letter)
    found = told(raised.value)
    assert [line.rpartition(" @ ")[2] for line in found] == [
        "$.unit.town",
        "$.unit.size",
        "$.score.lines[0].points",
        "$.by_name['a']",
        "$.limit",
    ]
    assert found[1] == "an unknown field @ $.unit.size"
    assert found[2] == "expected points @ $.score.lines[0].points"
    assert 'write "1.5"' in found[4]
    assert "未定义的字段 @ $.unit.size" in told(raised.value, language="zh")


def test_days_out_of_order_name_the_field_to_mend(converter):
    plain = {"code": CODE, "name": "甲", "town": TOWN, "key_until": "2016-01-01"}
    with pytest.raises(cattrs.ClassValidationError) as raised:
        converter.structure(
            {**plain, "key_since": "2016-02-01", "key_enterprise": True}, Enterprise
        )
    assert told(raised.value)[0].endswith(" @ $.key_until")


def test_without_detailed_validation_our_own_error_comes():
    plainly = configure_converter(cattrs.Converter(detailed_validation=False))
    with pytest.raises(InputError) as raised:
        plainly.structure({"code": "x", "town": TOWN}, Enterprise)
    assert [problem.path for problem in raised.value.problems] == ["code", "name"]


def test_errors_of_others_are_said_as_cattrs_says_them(converter):
    with pytest.raises(cattrs.ClassValidationError) as raised:
        converter.structure({}, Letter)
    assert "required field missing @ $.unit" in told(raised.value)


def test_a_hook_of_ones_own_goes_before(converter):
    own = converter.copy()
    own.register_unstructure_hook(Points, lambda points: points.thousandths)
    assert (own.unstructure(Points.of(2)), converter.unstructure(Points.of(2))) == (2000, "2")
    assert own.unstructure({"unit": 3}) == {"unit": 3}
