"""An accident and what was done about it, as it was known: asked of one accident, not of a county."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from safety_world import END, TOWN, UNIT, at

from qualitygov.errors import FieldError
from qualitygov.safety import Accident, AccidentField, CasualtyChange, Reporting, reporting

pytestmark = pytest.mark.clause("3.1.3.b", "3.3.1.d")

NINE = datetime.fromisoformat("2016-05-01T09:00")
KNOWN = date(2016, 5, 4)


def accident(**more):
    return Accident(
        id="A1",
        subject=UNIT,
        town=TOWN,
        field=AccidentField.GENERAL,
        happened_at=NINE,
        head_told_at=NINE,
        deaths=1,
        document="x",
        **{"known_on": KNOWN, **more},
    )


def test_nobody_judges_the_report_of_an_accident_that_nobody_knew_of():
    with pytest.raises(FieldError, match="nobody knew of it"):
        reporting(accident(), at(END, known_at=date(2016, 5, 3)))
    assert reporting(accident(), at(END, known_at=KNOWN)).unit is Reporting.MISSING


@pytest.mark.parametrize(
    ("field", "value", "day", "before", "after"),
    [
        ("reported_at", NINE.replace(minute=30), KNOWN, "in-time", "in-time"),
        ("reported_at", NINE.replace(day=9), date(2016, 5, 9), "missing", "late"),
    ],
)
def test_a_report_counts_from_the_day_on_which_it_was_known(field, value, day, before, after):
    one = accident(**{field: value})
    seen = [reporting(one, at(END, known_at=known)).unit.value for known in (KNOWN, day)]
    assert seen == [before, after]


def test_an_investigation_and_a_correction_known_later_are_not_seen():
    late = date(2016, 11, 1)
    change = CasualtyChange(
        changed_on=date(2016, 5, 9), deaths=2, injuries=0, corrected_on=date(2016, 5, 20)
    )
    one = accident(investigated_on=late, changes=(change,))
    early, told, after = (
        reporting(one, at(END, known_at=day)) for day in (KNOWN, date(2016, 5, 9), late)
    )
    assert (early.investigation_late, after.investigation_late) == (True, True)
    assert early.corrections == ()
    assert [found.standing.value for found in told.corrections] == ["missing"]
    assert [found.standing.value for found in after.corrections] == ["done"]
