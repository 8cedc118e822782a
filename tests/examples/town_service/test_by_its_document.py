"""Requests drawn from the service's own OpenAPI document: every answer is as the document says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

pytestmark = pytest.mark.engines
DRAWN = 12


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path}/town.db"


def test_every_answer_is_as_the_document_says(app, tokens):
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis import checks

    every = (
        checks.not_a_server_error,
        checks.load_all_checks() or checks.CHECKS.get_one("status_code_conformance"),
        *(
            checks.CHECKS.get_one(name)
            for name in (
                "content_type_conformance",
                "response_schema_conformance",
                "negative_data_rejection",
                "unsupported_method",
                "ignored_auth",
            )
        ),
    )
    document = schemathesis.openapi.from_wsgi("/openapi.json", app)
    seen = {}
    for found in document.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=DRAWN,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(case=operation.as_strategy())
        def answered(case, name=operation.label):
            headers = {"Authorization": f"Bearer {tokens['authority']}"}
            response = case.call(headers=headers)
            seen.setdefault(name, set()).add(response.status_code)
            case.validate_response(response, checks=every, headers=headers)

        answered()
    assert len(seen) == sum(
        len(methods.keys() - {"parameters"})
        for methods in app.test_client().get("/openapi.json").json["paths"].values()
    )
    assert all(status < 500 for found in seen.values() for status in found)
