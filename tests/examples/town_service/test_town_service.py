"""The example of a service over HTTP: what it answers, what it refuses, and what it keeps."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import attrs
import pytest
import sqlalchemy as sa
from openapi_spec_validator import OpenAPIV31SpecValidator

from qualitygov import CreditScore, Outlook, Screening, load_rulebook
from qualitygov.decisions import DecisionRecord
from qualitygov.schemas import EnterpriseSchema

ROOT = Path(__file__).parents[3]
NEW = {"code": "91330299MA2837B62L", "name": "新厂", "town": "330299101"}
RECORD = {
    "id": "R-9",
    "kind": "penalty",
    "severity": "general",
    "happened_on": "2016-10-01",
    "decided_on": "2016-10-08",
    "known_on": "2016-10-09",
    "source_document": "罚〔2016〕9号",
}
CONFIRM = {
    "decision": "confirmed",
    "decided_on": "2016-10-20",
    "authority": "县市场监督管理局",
    "document": "确认〔2016〕1号",
}
OTHER = """
[rulebook]
id = "other"
version = "1"
title = { zh = "另一手册", en = "another book" }
extends = "strong-town"
"""


def step(kind, day, **more):
    return {"kind": kind, "day": day, "authority": "县局", "document": f"{kind} {day}", **more}


def test_an_enterprise_is_added_found_changed_and_answered_as_the_schema_says(ask):
    officer, reader = ask["officer"], ask["reader"]
    made = officer("POST", "/enterprises", NEW)
    assert (made.status_code, made.headers["Location"]) == (201, f"/enterprises/{NEW['code']}")
    assert EnterpriseSchema().load(made.json).name == "新厂"
    by_organization = reader("GET", f"/enterprises/{NEW['code'][8:17]}")
    assert by_organization.json["code"] == NEW["code"]
    assert [one["name"] for one in reader("GET", "/enterprises?name=新").json] == ["新厂"]
    assert reader("GET", "/enterprises?name=%25").json == []
    tag = by_organization.headers["ETag"]
    patched = officer("PATCH", f"/enterprises/{NEW['code']}", {"name": "新新厂"}, match=tag)
    assert (patched.json["name"], patched.json["town"]) == ("新新厂", NEW["town"])
    again = officer("POST", "/enterprises", NEW)
    assert again.status_code == 409
    other = officer("PUT", f"/enterprises/{NEW['code']}", {**NEW, "code": "91330299MA28A0010E"},
                    match=patched.headers["ETag"])  # fmt: skip
    assert other.status_code == 422


def test_a_change_needs_the_version_that_it_changes(ask, codes):
    path, officer = f"/enterprises/{codes[0]}", ask["officer"]
    tag = officer("GET", path).headers["ETag"]
    assert officer("PATCH", path, {"name": "甲"}).status_code == 428
    first = officer("PATCH", path, {"name": "甲"}, match=tag)
    assert first.status_code == 200
    assert first.headers["ETag"] != tag
    late = officer("PATCH", path, {"name": "乙"}, match=tag)
    assert (late.status_code, officer("GET", path).json["name"]) == (412, "甲")
    assert officer("PATCH", path, {"name": "乙"}, match=first.headers["ETag"]).status_code == 200


def test_of_two_who_change_at_once_one_wins(app, ask, codes):
    """Both read before either writes: the database itself tells the second."""
    from sqlalchemy.orm import Session
    from sqlalchemy.orm.exc import StaleDataError
    from town_service.tables import Unit

    engine = app.extensions["engine"]
    with Session(engine) as one, Session(engine) as two:
        rows = [session.get(Unit, codes[0]) for session in (one, two)]
        for row, name in zip(rows, ("甲", "乙"), strict=True):
            row.name = name
        one.commit()
        with pytest.raises(StaleDataError):
            two.commit()
        two.rollback()
    assert ask["reader"]("GET", f"/enterprises/{codes[0]}").json["name"] == "甲"


def test_a_record_weighs_after_an_authority_has_confirmed_it(ask, codes):
    unit = f"/enterprises/{codes[3]}"

    def score():
        answer = ask["reader"]("GET", f"{unit}/score").json
        return CreditScore.from_dict(answer["result"]), answer["text"]

    made = ask["officer"]("POST", f"{unit}/records", RECORD)
    assert (made.status_code, made.json["proposed_by"]) == (201, "officer-1")
    before, _ = score()
    assert (str(before.score), [one.record_id for one in before.proposals]) == ("100", ["R-9"])
    tag = made.headers["ETag"]
    refused = ask["officer"]("POST", "/records/R-9/confirmation", CONFIRM, match=tag)
    assert refused.status_code == 403
    confirmed = ask["authority"]("POST", "/records/R-9/confirmation", CONFIRM, match=tag)
    assert (confirmed.status_code, confirmed.json["confirmed_on"]) == (200, "2016-10-20")
    after, text = score()
    assert str(after.score) == "90"
    assert "行政处罚" in text["zh"]
    twice = ask["authority"]("POST", "/records/R-9/confirmation", CONFIRM,
                             match=confirmed.headers["ETag"])  # fmt: skip
    assert twice.status_code == 409


def test_an_objection_marks_and_a_decision_revokes(ask, codes):
    unit, record = f"/enterprises/{codes[2]}", "/records/R-2016-004"
    objection = {"day": "2016-09-01", "document": "异议1号", "stayed": True}
    tag = ask["reader"]("GET", record).headers["ETag"]
    marked = ask["officer"]("POST", f"{record}/objection", objection, match=tag)
    assert (marked.json["appealed_on"], marked.json["stayed_on"]) == ("2016-09-01", "2016-09-01")
    tag = marked.headers["ETag"]
    decision = {"day": "2016-09-20", "revoked": True, "document": "决1号", "reason": "证据不足"}
    assert (
        ask["officer"]("POST", f"{record}/objection/decision", decision, match=tag).status_code
        == 403
    )
    decided = ask["authority"]("POST", f"{record}/objection/decision", decision, match=tag)
    assert decided.json["revoked_on"] == "2016-09-20"
    score = ask["reader"]("GET", f"{unit}/score").json["result"]
    assert (score["score"], score["excluded"][0]["reason"]) == ("100", "revoked")
    again = ask["authority"]("POST", f"{record}/objection/decision", decision,
                             match=decided.headers["ETag"])  # fmt: skip
    assert again.status_code == 409


def test_outlook_and_screening_are_results_of_the_library(ask, codes):
    told = ask["reader"]("GET", f"/enterprises/{codes[0]}/outlook").json
    assert Outlook.from_dict(told["result"]).say("zh") == told["text"]["zh"]
    assert told["result"]["changes"]
    told = ask["reader"]("GET", f"/enterprises/{codes[0]}/screening").json
    assert Screening.from_dict(told["result"]).grounds == ()


def test_a_case_goes_through_its_procedure_and_only_an_authority_lists(ask, codes):
    path, officer, authority = "/cases/C-2016-001", ask["officer"], ask["authority"]
    tag = officer("GET", path).headers["ETag"]
    early = officer("POST", f"{path}/moves", step("published", "2016-03-01"), match=tag)
    assert (early.status_code, early.json["legal"]) == (409, ["ground-found"])
    assert early.json["reason"] == "case.illegal"
    says = {f"states_{what}": True for what in ("facts", "reasons", "basis", "rights")}
    for kind, day, more in (
        ("ground-found", "2016-03-01", {}),
        ("notice-given", "2016-03-02", says),
        ("statement-made", "2016-03-04", {}),
    ):
        moved = officer("POST", f"{path}/moves", step(kind, day, **more), match=tag)
        assert moved.status_code == 200, moved.json
        tag = moved.headers["ETag"]
    listing = step("decided-to-list", "2016-04-20", consent_by="市局")
    assert officer("POST", f"{path}/moves", listing, match=tag).status_code == 403
    listed = authority("POST", f"{path}/moves", listing, match=tag)
    assert listed.status_code == 200, listed.json
    status = ask["reader"]("GET", f"{path}/status").json
    assert (status["result"]["listed"], status["result"]["since"]) == (True, "2016-04-20")
    before = ask["reader"]("GET", f"{path}/status?as_of=2016-04-19").json
    assert not before["result"]["listed"]
    score = ask["reader"]("GET", f"/enterprises/{codes[1]}/score").json["result"]
    assert (score["listed"], score["grade"]) == (True, "D")


def test_a_case_is_opened_with_a_ground_of_the_rulebook(ask, codes):
    case = {
        "id": "C-2",
        "subject": codes[0],
        "list_kind": "quality",
        "legal_basis": "依据",
        "ground": "failures-3",
    }
    assert ask["officer"]("POST", "/cases", {**case, "ground": "no-such"}).status_code == 422
    assert ask["officer"]("POST", "/cases", {**case, "ground": None}).status_code == 422
    assert ask["officer"]("POST", "/cases", case).status_code == 201
    assert [one["id"] for one in ask["reader"]("GET", "/cases").json] == ["C-2", "C-2016-001"]


def test_a_year_is_assessed_by_what_was_reported(ask):
    answer = ask["reader"]("GET", "/assessments/2016").json
    assert (answer["year"], answer["as_of"], len(answer["places"])) == (2016, "2017-03-01", 2)
    one = ask["reader"]("GET", "/assessments/2016/towns/330299101").json
    assert one["result"]["targets"]["satisfaction"]["verdict"] == "not-reported"
    survey = {
        "town": "330299101", "year": 2016, "kind": "product", "respondents": 1000,
        "satisfied": 900,
    }  # fmt: skip
    bad = ask["officer"]("POST", "/tables/surveys", survey)
    assert bad.status_code == 422
    assert "an unknown field" in json.dumps(bad.json)
    assert ask["reader"]("GET", "/assessments/1800").status_code == 422
    assert ask["reader"]("GET", "/assessments/2016/towns/330299999").status_code == 404
    towns = ask["reader"]("GET", "/tables/towns").json
    assert [one["row"]["code"] for one in towns] == ["330299101", "330299102"]
    third = {"code": "330299103", "name": {"zh": "三镇", "en": "Third"}, "parent": "330299"}
    assert ask["officer"]("POST", "/tables/towns", third).status_code == 201
    assert len(ask["reader"]("GET", "/assessments/2016").json["places"]) == 3
    assert ask["officer"]("POST", "/tables/enterprises", NEW).status_code == 404


def decide(ask, asks, about, **more):
    body = {"id": f"D-{asks}", "asks": asks, "about": about, **more}
    return ask["authority"]("POST", "/decisions", body, once=f"once-{asks}")


def test_a_decision_is_recorded_and_replayed_the_same_though_the_data_change(ask, codes):
    """Its data are kept by value: what comes to the archive later changes nothing."""
    made = decide(ask, "credit-score", codes[0], as_of="2016-11-30")
    assert (made.status_code, made.headers["Location"]) == (201, "/decisions/D-credit-score")
    record = DecisionRecord.from_dict(made.json["result"])
    assert (record.by, record.as_of.isoformat()) == ("authority-1", "2016-11-30")
    scored = ask["reader"]("GET", f"/enterprises/{codes[0]}/score?as_of=2016-11-30").json
    assert record.to_dict()["answer"] == scored["result"]
    assert scored["text"]["zh"] in made.json["text"]["zh"]
    for name, kind in (("R-9", "penalty"), ("R-10", "notice")):
        fine = {**RECORD, "id": name, "kind": kind}
        row = ask["officer"]("POST", f"/enterprises/{codes[0]}/records", fine)
        tag = row.headers["ETag"]
        ask["authority"]("POST", f"/records/{name}/confirmation", CONFIRM, match=tag)
    path = "/decisions/D-credit-score"
    again = ask["reader"]("GET", f"{path}/replay").json
    assert (again["result"]["same"], again["result"]["differences"]) == (True, [])
    assert "与原决定一致" in again["text"]["zh"]
    assert ask["reader"]("GET", path).json == made.json
    now = ask["reader"]("GET", f"/enterprises/{codes[0]}/score?as_of=2016-11-30").json
    assert now["result"] != scored["result"]


def test_every_question_of_the_service_is_decided_and_listed(ask, codes):
    about = {
        "credit-score": codes[1],
        "credit-outlook": codes[1],
        "screening": codes[1],
        "listing-status": "C-2016-001",
        "county-year": "2016",
    }
    for asks, what in about.items():
        made = decide(ask, asks, what)
        assert made.status_code == 201, made.json
        again = ask["reader"]("GET", f"/decisions/D-{asks}/replay")
        assert again.json["result"]["same"], again.json
    lines = ask["reader"]("GET", "/decisions").json
    assert {one["asks"]: one["about"] for one in lines} == about
    assert [one["by"] for one in lines] == ["authority-1"] * len(about)
    own = ask["reader"]("GET", f"/decisions?about={codes[1]}").json
    assert [one["asks"] for one in own] == ["credit-outlook", "credit-score", "screening"]


def test_only_an_authority_decides_and_each_decision_is_in_the_audit_trail(ask, codes):
    body = {"id": "D-1", "asks": "screening", "about": codes[0]}
    assert ask["officer"]("POST", "/decisions", body).status_code == 403
    assert ask["authority"]("POST", "/decisions", body).status_code == 201
    assert ask["authority"]("POST", "/decisions", body).status_code == 409
    ask["reader"]("GET", "/decisions/D-1/replay")
    (line,) = ask["authority"]("GET", "/audit").json
    assert (line["path"], line["sent"]["asks"]) == ("/decisions", "screening")
    first, second = (decide(ask, "screening", codes[1]) for _ in range(2))
    assert (first.data, second.headers["Idempotent-Replayed"]) == (second.data, "true")


def test_what_cannot_be_decided_is_refused(ask, codes):
    for asks, about, status in (
        ("credit-score", "91330299MA2837B62L", 404),
        ("listing-status", "C-9", 404),
        ("county-year", "soon", 404),
        ("county-year", "1800", 422),
        ("weather", codes[0], 422),
    ):
        assert decide(ask, asks, about).status_code == status, asks
    assert ask["reader"]("GET", "/decisions/D-1").status_code == 404
    assert ask["reader"]("GET", "/decisions/D-1/replay").status_code == 404


def test_a_decision_of_another_book_or_of_data_that_changed_is_not_replayed(app, ask, codes):
    decide(ask, "screening", codes[0])
    decide(ask, "county-year", "2016")
    town = {"code": "330299103", "name": {"zh": "三镇", "en": "Third"}, "parent": "330299"}
    ask["officer"]("POST", "/tables/towns", town)
    changed = ask["reader"]("GET", "/decisions/D-county-year/replay")
    assert (changed.status_code, changed.json["reason"]) == (409, "decision.data")
    assert changed.json["message"].endswith(": tables.towns")
    other = load_rulebook(text=OTHER)
    app.config["SETTINGS"] = attrs.evolve(app.config["SETTINGS"], rulebook=other)
    refused = ask["reader"]("GET", "/decisions/D-screening/replay")
    assert (refused.status_code, refused.json["reason"]) == (409, "decision.rulebook")
    assert "cannot be replayed with other 1" in refused.json["message"]
    assert ask["reader"]("GET", "/decisions/D-screening").status_code == 200


def test_a_decision_shows_nobody_a_field_of_a_person(ask):
    ask["officer"]("POST", "/enterprises", {**NEW, "legal_representative": "张三"})
    made = decide(ask, "credit-score", NEW["code"])
    assert made.json["result"]["asked"]["unit"]["name"] == "新厂"
    assert "张三" not in made.get_data(as_text=True)


def test_the_same_post_twice_is_done_once(ask):
    officer, reader = ask["officer"], ask["reader"]
    first = officer("POST", "/enterprises", NEW, once="k1")
    second = officer("POST", "/enterprises", NEW, once="k1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert (second.data, second.headers["ETag"]) == (first.data, first.headers["ETag"])
    assert second.headers["Idempotent-Replayed"] == "true"
    other = officer("POST", "/enterprises", {**NEW, "name": "别厂"}, once="k1")
    assert other.status_code == 422
    third = {"code": "330299103", "name": {"zh": "三镇", "en": "Third"}, "parent": "330299"}
    for _ in range(3):
        assert officer("POST", "/tables/towns", third, once="k2").status_code == 201
    assert len(reader("GET", "/tables/towns").json) == 3
    failed = officer("POST", "/enterprises", {"code": "x"}, once="k3")
    assert failed.status_code == 422
    assert officer("POST", "/enterprises", NEW, once="k3").status_code == 409
    by_another = ask["authority"]("POST", "/enterprises", NEW, once="k1")
    assert by_another.status_code == 409


def test_every_change_has_a_line_in_the_audit_trail_and_nothing_else_has(ask, codes):
    ask["officer"]("POST", "/enterprises", NEW, once="k1")
    ask["officer"]("POST", "/enterprises", NEW, once="k1")  # given again, not done again
    ask["officer"]("POST", "/enterprises", NEW)  # refused
    ask["reader"]("GET", f"/enterprises/{codes[0]}")
    assert ask["officer"]("GET", "/audit").status_code == 403
    (line,) = ask["authority"]("GET", "/audit").json
    assert (line["holder"], line["role"], line["method"]) == ("officer-1", "officer", "POST")
    assert (line["path"], line["sent"]["name"], line["status"]) == ("/enterprises", "新厂", 201)


def test_who_may_do_what(ask, app):
    client = app.test_client()
    assert client.get("/enterprises").status_code == 401
    assert ask["reader"]("POST", "/enterprises", NEW).status_code == 403
    officer = ask["officer"]
    officer("POST", "/enterprises", {**NEW, "legal_representative": "张三"})
    path = f"/enterprises/{NEW['code']}"
    assert officer("GET", path).json["legal_representative"] == "张三"
    assert "legal_representative" not in ask["reader"]("GET", path).json
    assert all(
        "legal_representative" not in one for one in ask["reader"]("GET", "/enterprises").json
    )


def test_tokens_are_kept_as_digests_and_can_be_revoked(app, ask, tokens):
    from datetime import datetime

    from town_service.tables import Token

    with app.extensions["engine"].begin() as connection:
        rows = connection.execute(sa.select(Token.__table__)).all()
        assert not {value for row in rows for value in row} & set(tokens.values())
        gone = sa.update(Token).where(Token.holder == "reader-1")
        connection.execute(gone.values(revoked_at=datetime.fromisoformat("2016-01-01")))
    assert ask["reader"]("GET", "/cases").status_code == 401
    assert ask["officer"]("GET", "/cases").status_code == 200


def test_an_address_with_many_wrong_tokens_waits_and_others_do_not(app, tokens):
    client = app.test_client()

    def get(token, address):
        return client.get(
            "/cases",
            headers={"Authorization": f"Bearer {token}"},
            environ_base={"REMOTE_ADDR": address},
        )

    assert [get("wrong", "10.0.0.1").status_code for _ in range(11)] == [401] * 10 + [429]
    held = get(tokens["reader"], "10.0.0.1")
    assert held.status_code == 429
    assert 0 < int(held.headers["Retry-After"]) <= 601
    assert get(tokens["reader"], "10.0.0.2").status_code == 200


def test_pages_of_a_list(ask):
    answer = ask["reader"]("GET", "/enterprises?page=2&page_size=3")
    told = json.loads(answer.headers["X-Pagination"])
    assert (len(answer.json), told["total"], told["last_page"]) == (1, 4, 2)
    assert ask["reader"]("GET", "/enterprises?page_size=1000").status_code == 422


def test_errors_are_said_in_the_language_that_was_asked_for(ask):
    for language, words in (("zh", "缺少必填项"), ("en", "required, and missing"), ("fr", "缺少")):
        answer = ask["officer"]("POST", "/enterprises", {"code": "x"}, language=language)
        assert answer.status_code == 422
        assert words in answer.json["errors"]["json"]["name"][0]


def test_the_openapi_document_is_valid_and_leaves_nothing_open(app):
    document = app.test_client().get("/openapi.json").json
    OpenAPIV31SpecValidator(document).validate()
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            if method == "parameters":
                continue
            assert told["security"] == [{"token": []}], path
            assert {"401", "403", "429"} <= told["responses"].keys()
            assert method in {"get", "delete"} or "422" in told["responses"]
    for name, schema in document["components"]["schemas"].items():
        for field, told in schema.get("properties", {}).items():
            assert told.keys() & {"type", "$ref", "anyOf", "allOf"}, f"{name}.{field}"


def test_no_warning_of_two_schemas_under_one_name(app):
    """The settings of pytest make an error of each warning, when the app is made."""
    names = app.test_client().get("/openapi.json").json["components"]["schemas"]
    assert not [name for name in names if re.search(r"\d$", name)]


def test_many_at_once_are_all_served(served, tokens):
    """Twelve posts from four threads: each unit is there once, and every change has its line."""
    from town_service.sample import code_of

    statuses = []

    def post(at):
        body = {"code": code_of("91", f"MB00A{at:03d}"), "name": f"厂{at}", "town": "330299101"}
        request = urllib.request.Request(
            f"{served}/enterprises",
            json.dumps(body).encode(),
            {"Authorization": f"Bearer {tokens['officer']}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            statuses.append(answer.status)

    threads = [
        threading.Thread(target=lambda part=part: [post(at) for at in range(part, 12, 4)])
        for part in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [201] * 12
    request = urllib.request.Request(
        f"{served}/audit?page_size=100", headers={"Authorization": f"Bearer {tokens['authority']}"}
    )
    with urllib.request.urlopen(request) as answer:
        assert len(json.loads(answer.read())) == 12


def test_it_starts_by_one_command(tmp_path):
    """On an empty folder: tokens are printed once, the example is there, and it answers."""
    command = [sys.executable, "-u", str(ROOT / "examples" / "town_service")]
    database = {"TOWN_SERVICE_DATABASE": f"sqlite:///{tmp_path}/town.db"}
    import os

    process = subprocess.Popen(
        [*command, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **database},
        cwd=tmp_path,
    )
    try:
        printed = [process.stdout.readline().split(": ") for _ in range(3)]
        assert [role for role, _ in printed] == ["reader", "officer", "authority"]
        line = next(line for line in process.stderr if "Running on" in line)
        address = re.search(r"http://\S+", line)[0]
        token = printed[0][1].strip()
        request = urllib.request.Request(
            f"{address}/enterprises", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request) as answer:
            assert len(json.loads(answer.read())) == 4
    finally:
        process.terminate()
        process.communicate()
    done = subprocess.run(
        [*command, "--token", "reader", "somebody"],
        capture_output=True,
        text=True,
        env={**os.environ, **database},
        cwd=tmp_path,
        check=True,
    )
    assert len(done.stdout.strip()) == 43


def test_it_reads_nothing_but_itself_and_the_package():
    """No path leads out of its folder, and no address out of the machine."""
    for path in (ROOT / "examples" / "town_service").rglob("*.*"):
        if path.suffix in {".py", ".js", ".html", ".css"}:
            text = path.read_text(encoding="utf-8")
            assert "https://" not in text, path
            assert ".parents[" not in text, path
