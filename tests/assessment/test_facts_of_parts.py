"""The facts of parts of towns (departments, areas) rest on the reports of their towns."""

from __future__ import annotations

from datetime import date

import pytest

from qualitygov.assessment import FactTables
from qualitygov.assessment.reported import Asked, Reported
from qualitygov.core.period import Period

YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
TOWN, PART = "330299101", "department-1"
ASKED = Asked("sample")


@pytest.mark.clause("3.1.2.a")
def test_a_row_that_a_plan_asks_for_is_not_lacking_of_a_part_a_second_time():
    """Two rows of a plan are not on file; one of the part's facts is missing already."""

    def reports(_asked: Asked, town: str, _period: object) -> Reported:
        return Reported(planned=2) if town == TOWN else Reported()

    own = FactTables.of({}, reports).of_parts({}, {PART: TOWN})
    told = own.reported(ASKED, PART, YEAR, missing=1)
    assert (told.unsure, told.widened) == (1, 1)
    assert own.reported(ASKED, PART, YEAR).widened == 2
