"""Rows over HTTP: none is taken with which no year could be assessed, and each can be withdrawn."""

from __future__ import annotations

import pytest

from qualitygov import json_schema
from qualitygov.county import table_specs

TOWN = {"code": "330299103", "name": {"zh": "三镇", "en": "Third"}, "parent": "330299"}
OWN = ("enterprises", "records", "cases", "confirmations")
SPECS = [spec for spec in table_specs() if spec.name not in OWN]


def example_of(spec):
    """A row as the library's JSON Schema gives it."""
    schema = json_schema(spec.entity)
    return {name: schema["properties"][name]["examples"][0] for name in schema["required"]}


def assessed(ask):
    return ask["reader"]("GET", "/assessments/2016").status_code


def test_the_example_of_no_table_ends_the_assessment(ask):
    """Twice each: a second of one name is refused as a folder refuses it."""
    taken = set()
    for spec in SPECS:
        body = example_of(spec)
        first, second = (ask["officer"]("POST", f"/tables/{spec.name}", body) for _ in range(2))
        assert first.status_code in (201, 409, 422), (spec.name, first.json)
        if first.status_code == 201:
            taken.add(spec.name)
            keyed = spec.key or hasattr(spec.entity, "id") or hasattr(spec.entity, "code")
            assert second.status_code == (409 if keyed else 201), (spec.name, second.json)
    assert {"batches", "penalties", "standards", "excellence"} <= taken
    assert "hazards" not in taken
    assert assessed(ask) == 200


def test_a_town_that_is_there_is_refused_and_so_is_one_of_another_county(ask):
    officer = ask["officer"]
    twice = officer("POST", "/tables/towns", {**TOWN, "code": "330299101"}, language="zh")
    assert (twice.status_code, twice.json["message"]) == (409, "330299101 已存在")
    away = officer("POST", "/tables/towns", {**TOWN, "code": "330281103", "parent": "330281"})
    assert (away.status_code, list(away.json["errors"])) == (422, ["parent"])
    assert assessed(ask) == 200


def test_a_word_that_the_rulebook_does_not_know_is_refused_with_those_that_are_near(ask):
    (spec,) = (one for one in SPECS if one.name == "hazards")
    hazard = {**example_of(spec), "grade": "A"}
    refused = ask["officer"]("POST", "/tables/hazards", hazard)
    assert refused.status_code == 422
    assert "general" in refused.json["errors"]["grade"][0]
    good = ask["officer"]("POST", "/tables/hazards", {**hazard, "grade": "general"})
    assert good.status_code == 201, good.json
    assert assessed(ask) == 200


def test_a_decision_on_two_units_is_entered_for_each(ask, codes):
    (spec,) = (one for one in SPECS if one.name == "penalties")
    for code in codes[:2]:
        body = {**example_of(spec), "subject": code}
        assert ask["officer"]("POST", "/tables/penalties", body).status_code == 201
        assert ask["officer"]("POST", "/tables/penalties", body).status_code == 409
    assert assessed(ask) == 200


def test_a_row_is_withdrawn_by_its_version_and_the_audit_trail_keeps_it(ask):
    officer = ask["officer"]
    made = officer("POST", "/tables/towns", TOWN)
    where, tag = made.headers["Location"], made.headers["ETag"]
    assert officer("GET", where).headers["ETag"] == tag
    assert officer("GET", f"/tables/towns/{made.json['id'] + 1}").status_code == 404
    assert officer("GET", f"/tables/batches/{made.json['id']}").status_code == 404
    assert ask["reader"]("DELETE", where, match=tag).status_code == 403
    assert officer("DELETE", where).status_code == 428
    assert officer("DELETE", where, match='"rows-9"').status_code == 412
    gone = officer("DELETE", where, match=tag)
    assert (gone.status_code, gone.data) == (204, b"")
    assert officer("GET", where).status_code == 404
    line = ask["authority"]("GET", "/audit").json[0]
    assert (line["method"], line["path"], line["holder"]) == ("DELETE", where, "officer-1")
    assert line["withdrawn"]["code"] == TOWN["code"]
    assert officer("POST", "/tables/towns", TOWN).status_code == 201
    assert len(ask["reader"]("GET", "/assessments/2016").json["places"]) == 3


def test_a_reader_sees_no_person_in_a_row(ask):
    (spec,) = (one for one in SPECS if one.name == "appointments")
    made = ask["officer"]("POST", "/tables/appointments", {**example_of(spec), "person": "张三"})
    assert "张三" in made.get_data(as_text=True), made.json
    for path in ("/tables/appointments", made.headers["Location"]):
        assert "张三" in ask["officer"]("GET", path).get_data(as_text=True)
        assert "张三" not in ask["reader"]("GET", path).get_data(as_text=True)


@pytest.mark.parametrize("length", [200, 201])
def test_an_id_has_an_end(ask, length):
    (spec,) = (one for one in SPECS if one.name == "batches")
    made = ask["officer"]("POST", "/tables/batches", {**example_of(spec), "id": "批" * length})
    assert made.status_code == (201 if length == 200 else 422)
