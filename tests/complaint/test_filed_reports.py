"""A report was filed as a case only where it was decided on, and only if that was the decision."""

from __future__ import annotations

from datetime import date

import pytest
from complaint_world import TOWN, UNIT, at, view

from qualitygov.complaint import ViolationReport, report_facts

pytestmark = pytest.mark.clause("3.1.4.a")

DECIDED = date(2021, 3, 20)


@pytest.mark.parametrize(
    ("decided_on", "filed", "as_of", "known_at", "told"),
    [
        (DECIDED, True, "2021-06-01", "2021-06-01", ("done", True)),
        (DECIDED, False, "2021-06-01", "2021-06-01", ("done", False)),
        (None, False, "2021-06-01", "2021-06-01", ("missing", False)),
        (DECIDED, True, "2021-03-19", "2021-06-01", ("open", False)),
        (DECIDED, True, "2021-06-01", "2021-03-19", ("missing", False)),
        (DECIDED, True, "2021-03-20", "2021-03-20", ("done", True)),
    ],
)
def test_a_report_is_filed_from_the_day_of_its_decision(decided_on, filed, as_of, known_at, told):
    report = ViolationReport(
        id="J1",
        town=TOWN,
        subject=UNIT,
        received_on=date(2021, 3, 1),
        decided_on=decided_on,
        filed=filed,
    )
    (fact,) = report_facts(view(reports=[report]), at(as_of, known_at=known_at))
    assert (fact.standing, fact.filed) == told
