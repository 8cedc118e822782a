"""Requests of the same moment: all have read before any of them writes; one is done, and once."""

from __future__ import annotations

import contextlib
import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

AT_ONCE = 3
NEW = {"code": "91330299MA2837B62L", "name": "新厂", "town": "330299101"}
TOWN = {"code": "330299103", "name": {"zh": "三镇", "en": "Third"}, "parent": "330299"}


@contextlib.contextmanager
def all_read_first(engine):
    """Let nobody write before everybody has come so far."""
    barrier, waited = threading.Barrier(AT_ONCE), threading.local()

    def wait(session, *_):
        writes = session.new | session.dirty | session.deleted
        if session.get_bind() is engine and writes and not hasattr(waited, "done"):
            waited.done = True
            barrier.wait(timeout=60)

    sa.event.listen(Session, "before_flush", wait)
    try:
        yield
    finally:
        sa.event.remove(Session, "before_flush", wait)


@pytest.fixture
def at_once(app, tokens):
    """Send the same request as many times at the same moment, as an officer."""

    def send(method, path, bodies, **headers):
        found = []
        headers["Authorization"] = f"Bearer {tokens['officer']}"

        def one(body):
            found.append(app.test_client().open(path, method=method, json=body, headers=headers))

        threads = [threading.Thread(target=one, args=(body,)) for body in bodies]
        with all_read_first(app.extensions["engine"]):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return sorted(found, key=lambda answer: answer.status_code)

    return send


def statuses(answers):
    return [answer.status_code for answer in answers]


def test_of_several_with_one_etag_one_wins_and_the_others_are_told(at_once, ask, codes):
    path = f"/enterprises/{codes[0]}"
    tag = ask["officer"]("GET", path).headers["ETag"]
    bodies = [{"name": f"厂{at}"} for at in range(AT_ONCE)]
    answers = at_once("PATCH", path, bodies, **{"If-Match": tag})
    assert statuses(answers) == [200, 412, 412]
    assert "他人修改" in answers[-1].json["message"]
    assert ask["reader"]("GET", path).json["name"] == answers[0].json["name"]


@pytest.mark.parametrize(("path", "body"), [("/enterprises", NEW), ("/tables/towns", TOWN)])
def test_of_several_equal_posts_one_is_done(at_once, ask, path, body):
    answers = at_once("POST", path, [body] * AT_ONCE)
    assert statuses(answers) == [201, 409, 409]
    assert len(ask["authority"]("GET", "/audit").json) == 1


@pytest.mark.parametrize(("path", "body"), [("/enterprises", NEW), ("/tables/towns", TOWN)])
def test_with_one_key_all_get_the_answer_of_the_one_that_was_done(at_once, ask, path, body):
    answers = at_once("POST", path, [body] * AT_ONCE, **{"Idempotency-Key": "k1"})
    assert statuses(answers) == [201] * AT_ONCE
    assert len({answer.data for answer in answers}) == 1
    assert sum("Idempotent-Replayed" in answer.headers for answer in answers) == AT_ONCE - 1
    assert len(ask["authority"]("GET", "/audit").json) == 1


def test_another_request_with_the_same_key_is_not_given_that_answer(at_once, ask):
    bodies = [{**TOWN, "code": f"33029911{at}"} for at in range(AT_ONCE)]
    answers = at_once("POST", "/tables/towns", bodies, **{"Idempotency-Key": "k1"})
    assert statuses(answers) == [201, 409, 409]
    again = ask["officer"]("POST", "/tables/towns", {**TOWN, "code": "330299119"}, once="k1")
    assert again.status_code == 422
    assert len(ask["reader"]("GET", "/tables/towns").json) == 3


def test_what_is_found_done_by_the_same_request_is_given_too(ask, monkeypatch):
    """It comes between the look for an answer and the look for the row: no database says it."""
    from town_service import guard

    first = ask["officer"]("POST", "/enterprises", NEW, once="k1")
    monkeypatch.setattr(guard, "given_before", lambda: None)
    second = ask["officer"]("POST", "/enterprises", NEW, once="k1")
    assert (second.status_code, second.data) == (201, first.data)
    assert ask["officer"]("POST", "/enterprises", NEW, once="k2").status_code == 409


def test_of_several_who_withdraw_one_row_one_does(at_once, ask):
    made = ask["officer"]("POST", "/tables/towns", TOWN)
    tag = made.headers["ETag"]
    answers = at_once("DELETE", made.headers["Location"], [None] * AT_ONCE, **{"If-Match": tag})
    assert statuses(answers) == [204, 412, 412]
