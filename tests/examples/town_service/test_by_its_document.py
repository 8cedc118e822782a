"""Requests drawn from the service's own OpenAPI document: every answer is as the document says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

pytestmark = pytest.mark.engines
DRAWN = 12
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "ignored_auth",
)


@pytest.fixture
def app(tmp_path):
    """The service, patient with wrong tokens, which one of the checks sends."""
    from town_service import Settings, create_app

    database = f"sqlite:///{tmp_path}/town.db"
    app = create_app(Settings(database=database, today=date(2016, 12, 31), failures=10**6))
    yield app
    app.extensions["engine"].dispose()


def answered(operation, headers, seen, every):
    """Ask as the document says one may, and check what comes."""

    @settings(
        max_examples=DRAWN, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(case=operation.as_strategy())
    def asked(case):
        response = case.call(headers=headers)
        seen.add(response.status_code)
        case.validate_response(response, checks=every, headers=headers)

    asked()


def test_every_answer_is_as_the_document_says(app, tokens):
    import schemathesis
    from schemathesis import checks

    checks.load_all_checks()
    every = [checks.CHECKS.get_one(name) for name in CHECKS]
    document = schemathesis.openapi.from_wsgi("/openapi.json", app)
    headers, seen = {"Authorization": f"Bearer {tokens['authority']}"}, {}
    for found in document.get_all_operations():
        operation = found.ok()
        answered(operation, headers, seen.setdefault(operation.label, set()), every)
    paths = app.test_client().get("/openapi.json").json["paths"].values()
    assert len(seen) == sum(len(methods.keys() - {"parameters"}) for methods in paths)
    assert all(status < 500 for statuses in seen.values() for status in statuses)
    assert {200, 201, 422} <= set().union(*seen.values())
