"""The mechanism for the safety of products and equipment: the duties of three subjects in one table."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.equipment import SUBJECT as EQUIPMENT
from qualitygov.equipment import Equipment, EquipmentKind, equipment_facts
from qualitygov.inspection import SUBJECT as INSPECTION
from qualitygov.inspection import InspectionSample, SampleItem, recall_facts, rectification_facts
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.safety import SUBJECT, safety_duty_facts
from small_county import view_of

pytestmark = pytest.mark.clause("2.2.2.g")
TOWN, UNIT = "330299101", "91330299MA2837B62L"
YEAR = Context.of_year(load_rulebook("strong-town"), 2016, calendar=WeekdayCalendar())


def view(*, mandatory=True):
    boiler = Equipment(
        id="T1", holder=UNIT, town=TOWN, kind=EquipmentKind.BOILER, in_use_from=date(2016, 1, 4)
    )
    sample = InspectionSample(
        id="S1",
        subject=UNIT,
        town=TOWN,
        domain="industrial",
        stage="production",
        product="水泥",
        sampled_on=date(2016, 2, 1),
        reported_on=date(2016, 2, 29),
        known_on=date(2016, 2, 29),
        document="检1号",
        severity="general",
        items=(SampleItem(name="铅", stated="fail", mandatory=mandatory),),
    )
    return view_of(EQUIPMENT, INSPECTION, SUBJECT, equipment=[boiler], samples=[sample])


def test_what_was_not_done_is_there_and_missing():
    found = Counter((one.duty, one.standing) for one in safety_duty_facts(view(), YEAR))
    assert found == {
        ("equipment-inspected", "missing"): 1,
        ("recall-ordered", "missing"): 1,
        ("sample-ordered", "missing"): 1,
    }
    assert len(safety_duty_facts(view(mandatory=False), YEAR)) == 2


def test_each_row_stands_as_in_its_own_table():
    rows = view()
    own = [
        *equipment_facts(rows, YEAR),
        *rectification_facts(rows, YEAR),
        *recall_facts(rows, YEAR),
    ]
    told = [(one.id, one.standing, one.by, one.on) for one in safety_duty_facts(rows, YEAR)]
    assert told == [(one.id, one.standing, one.by, one.on) for one in own]
