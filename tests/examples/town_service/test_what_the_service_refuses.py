"""What the service refuses, and how it says so: always in words, never as an error of its own."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import attrs
import pytest

RECORD = {
    "id": "R-9", "kind": "penalty", "severity": "general", "happened_on": "2016-10-01",
    "decided_on": "2016-10-08", "known_on": "2016-10-09", "source_document": "罚〔2016〕9号",
}  # fmt: skip
CASE = {"id": "C-2", "list_kind": "quality", "legal_basis": "依据", "ground": "failures-3"}
GROUND = {"kind": "ground-found", "authority": "县局", "document": "d"}
TOMORROW = "2017-01-01"


@pytest.fixture
def sent(app, tokens):
    """Send a body as it is, as an officer."""

    def send(path, body, method="POST", **headers):
        headers = {
            "Authorization": f"Bearer {tokens['officer']}",
            "Content-Type": "application/json",
            **headers,
        }
        return app.test_client().open(path, method=method, data=body, headers=headers)

    return send


def test_a_change_of_some_fields_that_breaks_a_rule_between_fields_is_refused_as_a_whole_one(
    ask, codes
):
    path, officer = f"/enterprises/{codes[0]}", ask["officer"]
    read = officer("GET", path)
    tag, wrong = read.headers["ETag"], {"deregistered_on": "2001-01-01"}
    part = officer("PATCH", path, wrong, match=tag, language="zh")
    whole = officer("PUT", path, {**read.json, **wrong}, match=tag, language="zh")
    assert (part.status_code, part.json) == (422, whole.json)
    assert "早于成立日期" in part.json["errors"]["json"]["deregistered_on"][0]
    assert officer("GET", path).json == read.json


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("[" * 100_000, 400),
        ('{"a":' * 900 + "1" + "}" * 900, 400),
        ('{"a": ' + "9" * 5_000 + "}", 400),
        (b"\xff", 400),
        ("", 400),
        ("1", 422),
        ('{"code": "330299103", "name": {"zh": "\\ud800", "en": "x"}}', 422),
        ('{"code": "330299103", "name": {"zh": "a\\u0000", "en": "x"}}', 422),
        ('{"\\ud800": 1}', 422),
    ],
)
def test_a_hostile_body_is_refused_in_words(sent, body, status):
    for path in ("/tables/towns", "/enterprises", "/cases"):
        answer = sent(path, body)
        assert (answer.status_code, bool(answer.json["message"])) == (status, True)


def test_a_text_that_no_database_keeps_is_named_by_its_place(sent, ask):
    answer = sent("/tables/towns", '{"name": {"zh": "a\\u0000"}}')
    assert list(answer.json["errors"]["json"]) == ["name.zh"]
    assert ask["reader"]("GET", "/enterprises?name=%00").status_code == 422
    assert ask["reader"]("GET", "/records/%00").status_code in (404, 422)


def test_no_step_is_taken_on_a_day_that_has_not_come(ask):
    officer, path = ask["officer"], "/cases/C-2016-001"
    tag = officer("GET", path).headers["ETag"]
    early = officer("POST", f"{path}/moves", {**GROUND, "day": TOMORROW}, match=tag)
    assert (early.status_code, list(early.json["errors"])) == (422, ["day"])
    assert "2016-12-31" in early.json["message"]
    now = officer("POST", f"{path}/moves", {**GROUND, "day": "2016-12-31"}, match=tag)
    assert now.status_code == 200


@pytest.mark.parametrize("field", ["happened_on", "decided_on", "known_on"])
def test_no_record_is_entered_of_a_day_that_has_not_come(ask, codes, field):
    days = dict.fromkeys(("decided_on", "known_on"), TOMORROW) if field != "known_on" else {}
    body = {**RECORD, **days, field: TOMORROW, "valid_until": "2019-01-01"}
    refused = ask["officer"]("POST", f"/enterprises/{codes[0]}/records", body)
    assert refused.status_code == 422
    assert field in refused.json["errors"]


def test_nothing_is_confirmed_or_objected_to_on_a_day_that_has_not_come(ask):
    path, authority = "/records/R-2016-003", ask["authority"]
    tag = authority("GET", path).headers["ETag"]
    decision = {"decision": "confirmed", "authority": "县局", "document": "d"}
    objection = {"document": "d", "reason": "r", "revoked": True}
    for part, body, day in (
        ("confirmation", decision, "decided_on"),
        ("objection", {"document": "d"}, "day"),
        ("objection/decision", objection, "day"),
    ):
        answer = authority("POST", f"{path}/{part}", {**body, day: TOMORROW}, match=tag)
        assert (answer.status_code, list(answer.json["errors"])) == (422, [day]), part


def test_what_begins_or_ends_on_a_later_day_may_be_entered_and_is_known_by_today(ask, codes):
    term = {
        "id": "A-1", "enterprise": codes[0], "person": "张三", "role": "chief-quality-officer",
        "valid_from": "2017-02-01", "valid_to": "2020-01-31", "document": "任命1号",
    }  # fmt: skip
    made = ask["officer"]("POST", "/tables/appointments", {**term, "known_on": "2016-12-31"})
    assert made.status_code == 201, made.json
    late = {**term, "id": "A-2", "known_on": TOMORROW}
    refused = ask["officer"]("POST", "/tables/appointments", late)
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["known_on"])


def test_today_begins_at_midnight_in_china(app, ask):
    path = "/cases/C-2016-001"
    tag = ask["officer"]("GET", path).headers["ETag"]
    body = {**GROUND, "day": "2016-06-02"}
    for hour, status in ((15, 422), (16, 200)):
        moment = datetime(2016, 6, 1, hour, 30, tzinfo=UTC)
        app.config["SETTINGS"] = attrs.evolve(
            app.config["SETTINGS"], today=None, clock=lambda moment=moment: moment
        )
        assert app.config["SETTINGS"].day() == date(2016, 6, 1 if status == 422 else 2)
        assert ask["officer"]("POST", f"{path}/moves", body, match=tag).status_code == status
    assert ask["authority"]("GET", "/audit").json[0]["at"].startswith("2016-06-01T16:30")


def test_a_case_is_opened_by_the_rules_of_its_day(app, ask, codes):
    """A ground that is no more in force can have no step; a case of the past names its day."""
    app.config["SETTINGS"] = attrs.evolve(app.config["SETTINGS"], today=date(2022, 1, 1))
    case = {**CASE, "subject": codes[0]}
    refused = ask["officer"]("POST", "/cases", case)
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["ground"])
    assert "2022-01-01" in refused.json["message"]
    assert ask["officer"]("POST", "/cases?as_of=2022-01-02", case).status_code == 422
    assert ask["officer"]("POST", "/cases?as_of=2016-01-01", case).status_code == 201


@pytest.mark.parametrize("name", ["../a?b#c/replay", "D/replay", "./D", "a//b", "x" * 201])
def test_an_id_that_leads_elsewhere_is_refused(ask, codes, name):
    body = {"id": name, "asks": "screening", "about": codes[0]}
    assert ask["authority"]("POST", "/decisions", body).status_code == 422
    assert ask["reader"]("GET", "/decisions").json == []


@pytest.mark.parametrize("name", ["罚2016/9号 ä?#%", "D.1", "a b", "%2F"])
def test_every_other_id_leads_to_what_it_names(ask, codes, name):
    body = {"id": name, "asks": "screening", "about": codes[0]}
    where = ask["authority"]("POST", "/decisions", body).headers["Location"]
    assert ask["reader"]("GET", where).json["result"]["id"] == name
    record = ask["officer"]("POST", f"/enterprises/{codes[0]}/records", {**RECORD, "id": name})
    assert ask["reader"]("GET", record.headers["Location"]).json["id"] == name


@pytest.mark.parametrize(
    "code",
    ["foreign:TW/12345678", "name:甲/乙店@某路1号%3F", "masked:9233**********0L41@甲", "MA2837B62"],
)
def test_a_unit_is_read_under_whatever_names_it(ask, code):
    unit = {"code": code, "name": "某店", "town": "330299101"}
    made = ask["officer"]("POST", "/enterprises", unit)
    assert made.status_code == 201, made.json
    where, tag = made.headers["Location"], made.headers["ETag"]
    assert ask["reader"]("GET", where).json["code"] == code
    assert ask["officer"]("PATCH", where, {"name": "新店"}, match=tag).status_code == 200
    assert ask["officer"]("POST", f"{where}/records", RECORD).status_code == 201
    assert [one["id"] for one in ask["reader"]("GET", f"{where}/records").json] == ["R-9"]
    assert ask["reader"]("GET", f"{where}/score").json["result"]["proposals"]


def test_a_unit_whose_key_leads_elsewhere_is_refused(ask):
    unit = {"code": "name:甲@乙/../丙", "name": "某店", "town": "330299101"}
    assert ask["officer"]("POST", "/enterprises", unit).status_code == 422


def test_a_decision_about_a_unit_is_found_by_either_of_its_codes(ask, codes):
    other = codes[0][8:17]
    for at, about in enumerate((codes[0], other)):
        body = {"id": f"D-{at}", "asks": "screening", "about": about}
        assert ask["authority"]("POST", "/decisions", body).status_code == 201
    for about in (codes[0], other):
        lines = ask["reader"]("GET", f"/decisions?about={about}").json
        assert [line["about"] for line in lines] == [codes[0]] * 2


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/enterprises?page_size=0", 422),
        ("GET", "/enterprises?page=x", 422),
        ("GET", "/enterprises?name=", 422),
        ("GET", "/enterprises?town=1", 422),
        ("GET", "/enterprises/91330299MA28A0010E/score?as_of=x", 422),
        ("GET", "/enterprises/91330299MA28A0010E/score?as_of=20160101", 422),
        ("GET", "/enterprises/91330299MA28A0010E/score?as_of=1999-01-01", 422),
        ("GET", "/enterprises/91330299MA28A0010E/score?as_of=9999-12-31", 422),
        ("GET", "/no-such", 404),
        ("GET", "/assessments/２０１６", 404),
        ("GET", f"/assessments/{'9' * 5000}", 404),
        ("PUT", "/cases", 405),
        ("POST", "/decisions", 422),
        ("POST", "/enterprises", 413),
    ],
)
def test_every_error_is_said_in_chinese_and_in_english(ask, method, path, status):
    bodies = {413: {"name": "x" * (1 << 20)}, 422: {"id": 1, "asks": "weather", "day": None}}
    for language, wrong in (("zh", r"[a-z]{3,} [a-z]{2,} [a-z]"), ("en", "[一-鿿]")):
        body = bodies.get(status) if method == "POST" else None
        answer = ask["authority"](method, path, body, language=language)
        assert answer.status_code == status
        assert answer.json["message"]
        told = str([answer.json["message"], answer.json.get("errors")])
        assert not re.search(wrong, told), told


def test_who_comes_without_a_good_token_is_told_how_to_come(app, ask):
    client = app.test_client()
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = client.get("/cases", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer realm=")
    assert "GET" in ask["reader"]("PUT", "/cases").headers["Allow"]


def test_what_was_read_and_has_not_changed_is_not_sent_again(app, ask, tokens, codes):
    def get(path, tag):
        headers = {"Authorization": f"Bearer {tokens['reader']}", "If-None-Match": tag}
        return app.test_client().get(path, headers=headers)

    for path in (f"/enterprises/{codes[0]}", "/records/R-2016-001", "/cases/C-2016-001"):
        tag = ask["reader"]("GET", path).headers["ETag"]
        same = get(path, tag)
        assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", tag)
        assert get(path, '"other-1"').status_code == 200


def test_the_document_says_what_is_in_the_header_of_a_list(app):
    document = app.test_client().get("/openapi.json").json
    answer = document["paths"]["/cases"]["get"]["responses"]["200"]
    assert "application/json" in answer["headers"]["X-Pagination"]["content"]
    withdrawn = document["paths"]["/tables/{table}/{number}"]["delete"]
    assert {"204", "404", "412", "428"} <= withdrawn["responses"].keys()
