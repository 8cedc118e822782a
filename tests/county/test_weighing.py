"""What a row that is not there can change: of each duty no more and no less than it brings."""

from __future__ import annotations

from datetime import date

import pytest

from qualitygov.assessment.reported import Asked
from qualitygov.core.period import Period
from qualitygov.county import CountyData
from qualitygov.county.weighing import Weighing
from qualitygov.plan.condition import Check
from qualitygov.rulebook import Context
from qualitygov.subject import CountyView
from qualitygov.text import Text
from signed_book import signed_book

YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
CONTEXT = Context.of_year(signed_book(), 2016)
NOTHING = CountyView(CountyData(id="330299", name=Text("某县", "A county")))


def weighed(facts, table, *duties):
    where = (Check(column="duty", words=frozenset(duties)),) if duties else ()
    asked = Asked(facts=facts, where=where, counted="standings")
    found = Weighing(NOTHING, CONTEXT).tables(asked, YEAR)
    (spec,) = [spec for spec in found if spec.name == table]
    return found[spec]


@pytest.mark.parametrize(
    ("duties", "brings"),
    [
        (["drill-unit"], 2),  # one in each half-year
        (["drill-gaps", "drill-unit"], 2),
        (["plan-in-force"], 0),  # each town owes it without a row
        (["drill"], 0),
        ([], 2),
    ],
)
def test_a_plan_brings_two_drills_of_a_dangerous_unit_and_no_other_duty(duties, brings):
    assert weighed("plan", "plans", *duties).brings == brings
