"""Units, records and rulebooks for the tests of credit."""

from __future__ import annotations

from datetime import date

import pytest

from qualitygov.credit import CreditRecord
from qualitygov.enterprise import Enterprise
from qualitygov.rulebook import Rulebook, load_rulebook

UNIT = "91330299MA2837B62L"


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load_rulebook("strong-town")


@pytest.fixture
def unit() -> Enterprise:
    return Enterprise(
        code=UNIT, name="某厂", town="330299101", industry="C1310", registered_on=date(2010, 1, 4)
    )


@pytest.fixture
def record():
    def make(kind="penalty", severity="general", on=date(2016, 6, 1), **more):
        values = {
            "id": f"{kind}-{on}",
            "subject": UNIT,
            "happened_on": on,
            "decided_on": on,
            "known_on": on,
            "source_document": "文号1",
        }
        return CreditRecord(kind=kind, severity=severity, **{**values, **more})

    return make
