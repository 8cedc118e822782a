"""A row that a plan or a quota asks for, and that is not there, is lacking one time (应测应抽数据缺行)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from qualitygov import CountyData, OfficialCalendar, Text, Town
from qualitygov.assessment import Reported, compile_assessment
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.county.facts import facts_of
from qualitygov.environment import DayPart, NoisePoint, NoiseReading
from qualitygov.inspection import Conclusion, InspectionSample, SampleDomain, Stage
from qualitygov.returns import prefilled, quarters
from qualitygov.rulebook import Context
from qualitygov.subject import CountyView
from qualitygov.supervision import QuotaScope, SupervisionQuota
from signed_book import signed_book

pytestmark = pytest.mark.clause("2.2.2.b", "2.2.5.d", "3.1.2.b")
BOOK, CALENDAR = signed_book(), OfficialCalendar()
CLOSE = Context.of_year(BOOK, 2016, calendar=CALENDAR)
PLAN = compile_assessment(CLOSE, "full")
YEAR = Period(date(2016, 1, 1), date(2016, 12, 31))
A = "330299101"


def county(**rows):
    towns = [Town(code=A, name=Text("甲镇", "Town A"), parent="330299")]
    return CountyData(id="330299", name=Text("县", "County"), towns=towns, **rows)


def measured(data, name, *, filed):
    """An indicator of a county whose bureaus filed returns of all that `filed` has."""
    returns = [one for part in quarters(YEAR) for one in prefilled(filed, CLOSE, part)]
    facts = facts_of(CountyView(data.replace(returns=returns)), CLOSE)
    return PLAN.targets[name].indicator.measure(facts, A, YEAR)


QUOTA = SupervisionQuota(
    id="Q", department="U", town=A, scope=QuotaScope.SAMPLE, topic="x", visits=15,
    first_day=YEAR.first, last_day=YEAR.last, domain=SampleDomain.INDUSTRIAL,
    stage=Stage.PRODUCTION,
)  # fmt: skip


def sample(number):
    return InspectionSample(
        id=f"S{number:02}", town=A, subject="91330299MA2837B62L", product="x", category="x",
        domain=SampleDomain.INDUSTRIAL, stage=Stage.PRODUCTION, sampled_on=date(2016, 3, 1),
        stated=Conclusion.PASS, reported_on=date(2016, 3, 20), document="检",
    )  # fmt: skip


SAMPLES = [sample(number) for number in range(15)]
POINTS = [NoisePoint(id=name, town=A, zone="2", in_use_from=YEAR.first) for name in ("1号点",)]
NOISE = [
    NoiseReading(
        id=f"N{quarter}{part.value}", town=A, site="1号点", zone="2",
        measured_on=date(2016, 3 * quarter, 10), part=part, level=Decimal(40),
    )
    for quarter in range(1, 5)
    for part in DayPart
]  # fmt: skip


@pytest.mark.parametrize("away", [1, 2, 15])
def test_a_sample_that_a_quota_orders_is_lacking_one_time(away):
    full = county(samples=SAMPLES, quotas=[QUOTA])
    found = measured(full.replace(samples=SAMPLES[away:]), "industrial-products", filed=full)
    assert found.due == 15
    assert (found.lowest, found.highest) == (Rate(15 - away, 15), Rate(15, 15))


def test_a_sample_beyond_the_quota_is_lacking_besides():
    full = county(samples=SAMPLES, quotas=[attrs.evolve(QUOTA, visits=14)])
    found = measured(full.replace(samples=SAMPLES[1:]), "industrial-products", filed=full)
    assert (found.due, found.lowest, found.highest) == (15, Rate(14, 15), Rate(15, 15))


@pytest.mark.parametrize("away", [0, 1, 8])
def test_a_reading_that_a_plan_asks_for_is_lacking_one_time(away):
    full = county(noise=NOISE, noise_points=POINTS)
    found = measured(full.replace(noise=NOISE[away:]), "noise-compliance", filed=full)
    assert found.due == 8
    assert (found.lowest, found.highest) == (Rate(8 - away, 8), Rate(8, 8))


@pytest.mark.parametrize(
    ("planned", "unread", "missing", "expected"),
    [
        (1, 0, 0, Reported(widened=1)),
        (1, 0, 1, Reported(unsure=1)),
        (3, 0, 1, Reported(unsure=1, widened=2)),
        (0, 2, 1, Reported(refused=1)),
        (1, 1, 1, Reported(widened=1)),
        (1, 1, 2, Reported(unsure=1)),
    ],
)
def test_missing_facts_stand_in_the_place_of_rows(planned, unread, missing, expected):
    told = Reported(planned=planned, planned_refused=unread)
    assert told.beside(missing) == expected
