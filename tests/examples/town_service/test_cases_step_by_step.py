"""Cases over HTTP beside the library's own, step by step: the service takes and says the same."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from qualitygov import Context
from qualitygov.schemas import BlacklistCaseSchema, MoveSchema
from qualitygov.strategies import CaseMachine

LAST = date(2020, 6, 30)
SAID = ("state", "listed", "since", "until", "legal_moves", "next_steps")
OPENED = ("subject", "list_kind", "legal_basis", "ground", "earlier_listings")


class Served(CaseMachine):
    """The service as the system under test; `ask` and `numbers` come with the test."""

    def begin(self, case):
        unit = {"code": case.subject, "name": "某厂", "town": "330299101"}
        assert self.ask["officer"]("POST", "/enterprises", unit).status_code in (201, 409)
        plain = BlacklistCaseSchema().dump(case)
        self.path = f"/cases/{case.id}-{next(self.numbers)}"
        body = {"id": self.path.removeprefix("/cases/"), **{name: plain[name] for name in OPENED}}
        made = self.ask["officer"]("POST", f"/cases?as_of={self.day}", body)
        assert made.status_code == 201, made.json
        self.tag = made.headers["ETag"]

    def take(self, move):
        body = MoveSchema().dump(move)
        answer = self.ask["authority"]("POST", f"{self.path}/moves", body, match=self.tag)
        assert answer.status_code in (200, 409), answer.json
        if answer.status_code == 200:
            self.tag = answer.headers["ETag"]
        return answer.status_code == 200

    def says(self, day):
        told = self.ask["reader"]("GET", f"{self.path}/status?as_of={day}").json["result"]
        return {name: told[name] for name in SAID}


@pytest.fixture
def app(database):
    from town_service import Settings, create_app

    app = create_app(Settings(database=database, today=LAST))
    yield app
    app.extensions["engine"].dispose()


def test_the_service_walks_cases_as_the_library_does(app, ask):
    context = Context(app.config["SETTINGS"].rulebook, as_of=LAST)
    own = {"ask": ask, "numbers": itertools.count(), "context": context}
    machine = type("Served", (Served,), own)
    run_state_machine_as_test(
        machine, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )
    cases = ask["reader"]("GET", "/cases?page_size=100").json
    kinds = {move["kind"] for case in cases for move in case["moves"]}
    assert {"notice-given", "decided-to-list"} <= kinds
