"""Types of pydantic, and routes of FastAPI that take and return entities and results."""

from __future__ import annotations

import json
from typing import Annotated

import pydantic
import pytest
from drawn_results import of_class, result_classes
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from qualitygov import (
    BlacklistCase,
    CountyAssessment,
    CreditRecord,
    CreditScore,
    CreditScorer,
    Enterprise,
    Outlook,
    Points,
    Rate,
    json_schema,
    load_rulebook,
)
from qualitygov.interop import AsPlain, Plain
from qualitygov.schemas import ENTITIES, schema_for

CODE, TOWN = "91330299MA2837B62L", "330299101"
PLAIN = {"code": CODE, "name": "某厂", "town": TOWN}
SCORER = CreditScorer(load_rulebook("strong-town"), as_of="2016-12-31")


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_an_entity_travels_as_by_its_schema(name):
    cls = ENTITIES[name]
    adapter = pydantic.TypeAdapter(Plain[cls])
    told = adapter.json_schema()
    Draft202012Validator.check_schema(told)
    own = json_schema(cls)
    assert set(told["properties"]) == set(own["properties"])
    assert told["required"] == own["required"]
    assert set(told.get("$defs", ())) == set(own["$defs"])

    @settings(max_examples=3)
    @given(st.from_type(cls))
    def travels(entity):
        text = adapter.dump_json(entity)
        assert json.loads(text) == schema_for(cls)().dump(entity)
        Draft202012Validator(told).validate(json.loads(text))
        assert adapter.validate_json(text) == adapter.validate_python(entity) == entity

    travels()


@pytest.mark.parametrize("cls", result_classes(), ids=lambda cls: cls.__name__)
@settings(max_examples=2)
@given(data=st.data())
def test_a_result_is_written_as_its_schema_says(cls, data):
    result = data.draw(of_class(cls))
    adapter = pydantic.TypeAdapter(Plain[cls])
    plain = json.loads(adapter.dump_json(result))
    assert plain == result.to_dict()
    Draft202012Validator(adapter.json_schema(mode="serialization")).validate(plain)


class Letter(pydantic.BaseModel):
    """A model of the user's own, that holds ours."""

    units: list[Plain[Enterprise]]
    score: Plain[CreditScore] | None = None
    limit: Plain[Points] = pydantic.Field("0", validate_default=True)
    share: Annotated[Rate, AsPlain("zh")] | None = None


def test_models_of_ones_own_hold_ours():
    letter = Letter(units=[PLAIN], score=SCORER.score(Enterprise(**PLAIN), []), limit="3.5")
    assert (letter.units[0], letter.limit) == (Enterprise(**PLAIN), Points.of("3.5"))
    assert Letter.model_validate_json(letter.model_dump_json()) == letter
    told = Letter.model_json_schema()
    assert told["properties"]["units"]["items"] == {"$ref": "#/$defs/Enterprise"}
    assert told["properties"]["limit"]["pattern"].startswith("^-?[0-9]")
    assert {"Enterprise", "CreditScore", "Line"} <= told["$defs"].keys()
    assert Letter(units=[]).limit == Points(0)
    assert told["properties"]["limit"]["default"] == "0"


def test_every_error_has_its_place_its_code_and_both_wordings():
    score = SCORER.score(Enterprise(**PLAIN), []).to_dict()
    score["lines"][0]["points"] = 1.5
    with pytest.raises(pydantic.ValidationError) as raised:
        Letter(units=[PLAIN, {"code": CODE, "name": 3, "size": 1}], score=score, share="x")
    found = {error["loc"]: error for error in raised.value.errors()}
    assert set(found) == {
        ("units", 1, "name"),
        ("units", 1, "town"),
        ("units", 1, "size"),
        ("score", "lines", 0, "points"),
        ("share",),
    }
    name = found["units", 1, "name"]
    assert (name["type"], name["input"], name["msg"]) == ("field.type", 3, "expected a text")
    assert name["ctx"] == {"zh": "应为文本", "en": "expected a text"}
    assert found["score", "lines", 0, "points"]["input"] == 1.5
    assert found["units", 1, "town"]["input"] == {"code": CODE, "name": 3, "size": 1}
    assert "不是有限的数" in found["share",]["msg"]


def test_what_is_no_class_of_ours_is_refused():
    for wrong in (int, list[Enterprise], Enterprise | None):
        with pytest.raises(TypeError, match="Plain takes one entity, result or value"):
            pydantic.TypeAdapter(Plain[wrong])
    with pytest.raises(ValueError, match="fr"):
        AsPlain("fr")


app = FastAPI()


@app.post("/enterprises", status_code=201)
def add(unit: Annotated[Plain[Enterprise], Body()]) -> Plain[Enterprise]:
    return unit


@app.post("/scores")
def score(
    unit: Annotated[Plain[Enterprise], Body()],
    records: list[Annotated[CreditRecord, AsPlain("zh")]],
) -> Plain[CreditScore]:
    return SCORER.score(unit, records)


@app.get("/rows")
def rows() -> list[Plain[Enterprise]]:
    return [PLAIN, {**PLAIN, "registered_on": "2010-01-01"}]


@app.get("/share/{share}")
def percent(share: Plain[Rate]) -> Plain[Rate]:
    return share


@app.get("/others")
def others() -> tuple[Plain[Outlook], Plain[CountyAssessment], Plain[BlacklistCase]]: ...


@pytest.fixture(scope="module")
def client():
    return TestClient(app)


def test_a_route_takes_and_returns_entities_and_results(client):
    made = client.post("/enterprises", json={**PLAIN, "industry": "C1310"})
    assert (made.status_code, made.json()["industry"]) == (201, "C1310")
    answer = client.post("/scores", json={"unit": PLAIN, "records": []}).json()
    assert CreditScore.from_dict(answer) == SCORER.score(Enterprise(**PLAIN), [])
    assert client.get("/rows").json()[1]["registered_on"] == "2010-01-01"
    assert client.get("/share/95%25").json() == "19/20"


def test_errors_reach_the_answer_with_their_places(client):
    sent = {"unit": {**PLAIN, "status": "closed"}, "records": [{"id": "R1"}]}
    answer = client.post("/scores", json=sent)
    assert answer.status_code == 422
    found = {tuple(error["loc"]): error["msg"] for error in answer.json()["detail"]}
    assert "one of:" in found["body", "unit", "status"]
    assert found["body", "records", 0, "subject"] == "缺少必填项"
    assert client.get("/share/x").json()["detail"][0]["loc"] == ["path", "share"]


def test_openapi_has_the_properties_of_our_schemas(client):
    document = client.get("/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    schemas = document["components"]["schemas"]
    own = json_schema(Enterprise)
    assert set(schemas["Enterprise"]["properties"]) == set(own["properties"])
    assert schemas["Enterprise"]["properties"]["code"] == own["properties"]["code"]
    posted = document["paths"]["/enterprises"]["post"]
    there = {"$ref": "#/components/schemas/Enterprise"}
    assert posted["requestBody"]["content"]["application/json"]["schema"] == there
    assert posted["responses"]["201"]["content"]["application/json"]["schema"] == there
    assert schemas["CreditScore"]["properties"]["lines"]["items"] == {
        "$ref": "#/components/schemas/Line"
    }
    bare = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, told in schema["properties"].items()
        if not told.keys() & {"type", "$ref", "anyOf"} and name != "ValidationError"
    ]
    assert bare == []
