"""What is read is checked as the schemas check it, and each fault has its place."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import marshmallow
import pytest

from qualitygov import BlacklistCase, CreditScore, Enterprise, Points, Rate, Result
from qualitygov.core.schema import problems_at
from qualitygov.inspection import InspectionSample
from qualitygov.interop.carried import read, sort_of, write
from qualitygov.schemas import schema_for

MOVE = {
    "kind": "notice-given",
    "day": "2016-03-01",
    "authority": "县局",
    "document": "立〔2016〕1号",
}
CASE = {
    "id": "C1",
    "subject": "91330299MA2837B62L",
    "list_kind": "quality",
    "legal_basis": "质量强镇参考规则手册",
    "ground": "failures-3",
    "moves": [MOVE, MOVE],
}
WRONG = [None, "", "x", 3, 0.5, [], {}, [{}], [{"day": "x"}], [3], {"a.b": 1}]


@pytest.mark.parametrize("cls", [Enterprise, BlacklistCase, InspectionSample])
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_every_fault_is_the_one_that_the_schema_finds(cls, wrong):
    schema = schema_for(cls)()
    for field in schema.fields:
        data = {field: wrong, "no.such": 1}
        with pytest.raises(marshmallow.ValidationError) as raised:
            schema.load(data)
        made, misfits = read(cls, data)
        assert made is None
        assert misfits == tuple(problems_at(raised.value.messages))
        assert (("no.such",), "field.shape") in [(place, one.code) for place, one in misfits]


def test_a_place_is_the_way_through_the_document():
    broken = {**CASE, "moves": [MOVE, {**MOVE, "day": "2016-02-30"}]}
    (place, problem), *others = read(BlacklistCase, broken)[1]
    assert (place, problem.path, others) == (("moves", 1, "day"), "moves[1].day", [])
    assert read(BlacklistCase, read(BlacklistCase, CASE)[0])[1] == ()
    assert [place for place, _ in read(Enterprise, 3)[1]] == [()]


@attrs.frozen
class Told(Result):
    """A told one (所述结果), of a test."""

    rates: Mapping[str, Rate]
    parts: tuple[tuple[Points, ...], ...] = ()


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"rates": {"a": {}, "a.b": "x"}, "parts": []}, ("rates", "a")),
        ({"rates": {"a.b": "x"}, "parts": []}, ("rates", "a.b")),
        ({"rates": {}, "parts": [["1"], ["2", 3.5]]}, ("parts", 1, 1)),
        ({"rates": {}, "parts": 3}, ("parts",)),
        ({"parts": []}, ()),
        (3, ()),
    ],
    ids=repr,
)
def test_a_fault_of_a_result_has_its_place_too(data, place):
    made, ((found, problem),) = read(Told, data)
    assert (made, found, problem.code) == (None, place, "result.value")
    if place:
        assert not problem.expected.en.startswith(problem.path)


def test_values_of_python_are_left_to_others():
    assert [
        sort_of(cls) for cls in (str, int, list[Enterprise], Enterprise | None, CreditScore)
    ] == [
        None,
        None,
        None,
        None,
        "result",
    ]
    assert write(Rate, Rate(19, 20)) == "19/20"
    assert read(Points, "3.5") == (Points.of("3.5"), ())
    assert read(Points, 3.5)[1][0][1].code == "exact.float"
