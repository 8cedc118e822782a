"""What was known of each table on a day: rows, later events and child rows, and the facts of them.

The tables of environment, service, industry, laboratory and comparison.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov import comparison, environment, industry, laboratory, service
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.knowledge import as_known
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.strategies import entities
from qualitygov.subject import CountyData, CountyView, Suspension
from qualitygov.text import Text

pytestmark = pytest.mark.clause("2.2.4.b", "2.2.5.c", "3.1.3.c", "3.4.1.a", "3.4.1.c")

SUBJECTS = tuple(one.SUBJECT for one in (environment, service, industry, laboratory, comparison))
TABLES = {spec.name: spec for subject in SUBJECTS for spec in subject.tables}
BOOK = load_rulebook("strong-town")
TOWN, UNIT = "330299101", "91330299MA2837B62L"
DAY, LATE, END = date(2016, 3, 1), date(2017, 1, 20), date(2016, 12, 31)
BEFORE = timedelta(days=1)

AIR = environment.AirDay(town=TOWN, station="S", day=DAY, pm25=Decimal(20))
NOISE = environment.NoiseReading(
    id="N1",
    town=TOWN,
    site="1",
    zone="2",
    part=environment.DayPart.DAY,
    measured_on=DAY,
    level=Decimal(50),
)
WATER = environment.WaterReading(
    id="W1",
    town=TOWN,
    source="S",
    kind=environment.WaterKind.RIVER,
    measured_on=DAY,
    items={"ph": Decimal(7)},
)
HOUR = environment.AirHour(town=TOWN, station="S", day=DAY, hour=9, pm25=Decimal(20))
STATION = environment.AirStation(id="S", town=TOWN, in_use_from=DAY)
POINT = environment.NoisePoint(id="1", town=TOWN, zone="2", in_use_from=DAY)
OUTLET = environment.Outlet(
    id="P",
    holder="91330299MA2837B62L",
    town=TOWN,
    medium="water",
    in_use_from=date(2016, 1, 1),
    known_on=DAY,
    permit="证",
    permit_from=date(2015, 1, 1),
    readings=(environment.OutletReading(measured_on=DAY, document="报告"),),
)
SOURCE = environment.WaterSource(
    id="S", town=TOWN, level="county", kind=environment.WaterKind.RIVER, in_use_from=DAY
)
PUBLIC = service.PublicSurvey(
    id="G1", town=TOWN, subject="quality", held_on=DAY, valid=100, good=60, bad=10
)
SURVEY = service.SatisfactionSurvey(
    id="Q1",
    town=TOWN,
    trade="H62",
    held_on=DAY,
    very_satisfied=99,
    satisfied=1,
    fair=0,
    dissatisfied=0,
    very_dissatisfied=0,
)
FIGURE = industry.Figure(
    town=TOWN,
    item="output-primary",
    year=2015,
    value=Decimal(1),
    unit="万元",
    source_document="年报",
    known_on=LATE,
)
EVIDENCE = industry.Evidence(
    id="E1",
    town=TOWN,
    checklist="yearly-assessment",
    item="rules",
    document="镇发〔2016〕1号",
    valid_from=DAY,
    known_on=LATE,
)
LINE = laboratory.ScopeEntry(category="food", item="铅", method="GB", valid_from=DAY)
NEW_LINE = attrs.evolve(LINE, item="汞", valid_from=date(2016, 6, 1))
LABORATORY = laboratory.Laboratory(
    id="L1",
    town=TOWN,
    name="检测所",
    accredited_from=DAY,
    accredited_to=date(2018, 12, 31),
    turnaround=5,
    scope=(LINE,),
)
REQUEST = laboratory.TestRequest(
    id="R1",
    town=TOWN,
    category="food",
    requested_on=DAY,
    laboratory="L1",
    items=(laboratory.RequestedItem(item="铅"),),
)
INSTRUMENT = laboratory.Instrument(
    id="M1", holder=UNIT, town=TOWN, kind="electronic-scale", in_use_from=DAY
)
STANDARD = laboratory.AdoptedStandard(
    id="A1",
    enterprise=UNIT,
    town=TOWN,
    number="GB 2760-2014",
    kind=laboratory.StandardLevel.NATIONAL,
    adopted_on=DAY,
)
MEASURE = comparison.ImprovementMeasure(
    id="I1",
    town=TOWN,
    quality=Quality.PRODUCT,
    matter="灌装封口",
    taken_on=date(2016, 1, 4),
    measured_on=DAY,
    good_before=1,
    all_before=2,
    good_after=2,
    all_after=2,
    document="评价",
)
ANALYSIS = comparison.RegularAnalysis(
    id="F1",
    town=TOWN,
    quality=Quality.PRODUCT,
    covers_to=date(2015, 12, 31),
    done_on=DAY,
    document="报告",
)
ROWS = {
    "analyses": (ANALYSIS, DAY, "analysis"),
    "air_days": (AIR, DAY, "air-day"),
    "air_hours": (HOUR, DAY, "air-day"),
    "air_stations": (STATION, DAY, "air-completeness"),
    "noise": (NOISE, DAY, "noise"),
    "noise_points": (POINT, DAY, "noise-monitoring"),
    "water": (WATER, DAY, "water"),
    "water_sources": (SOURCE, DAY, "water-monitoring"),
    "outlets": (OUTLET, DAY, "discharge"),
    "surveys": (SURVEY, DAY, "survey"),
    "public_surveys": (PUBLIC, DAY, "public-survey"),
    "figures": (FIGURE, LATE, "figure"),
    "evidence": (EVIDENCE, LATE, "evidence"),
    "laboratories": (LABORATORY, DAY, "laboratory"),
    "test_requests": (REQUEST, DAY, "request"),
    "instruments": (INSTRUMENT, DAY, "instrument"),
    "adopted": (STANDARD, DAY, "standard"),
    "improvements": (MEASURE, DAY, "improvement"),
}


COUNTED = {
    "analyses": lambda fact: fact.standing in ("done", "late"),
    "figures": lambda fact: fact.value is not None,
    "outlets": lambda fact: fact.standing == "done",
    "surveys": lambda fact: fact.standing == "done",
    "public_surveys": lambda fact: fact.standing == "done",
}
"""What a row of a table makes of the rows of facts that are there in any case."""


def counts(county, table, context):
    """Whether the facts show the row of a table."""
    fits = COUNTED.get(table, lambda _: True)
    return any(fits(fact) for fact in county.facts(ROWS[table][2], context))


def view(**rows):
    name = Text("试县", "Test County")
    return CountyView(CountyData(id="330299", name=name, subjects=SUBJECTS, **rows))


def at(known_at, as_of=END):
    return Context(BOOK, as_of=as_of, known_at=known_at, calendar=WeekdayCalendar())


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_row_is_there_from_the_day_on_which_it_became_known(table):
    row, since, _ = ROWS[table]
    county = view(**{table: [row]})
    before, on_the_day = at(since - BEFORE), at(since)
    assert county.known(TABLES[table], before).rows == ()
    assert not counts(county, table, before)
    assert county.known(TABLES[table], on_the_day).rows == (row,)
    assert counts(county, table, on_the_day) or table == "figures"
    assert counts(county, table, at(since, max(since, END)))


@pytest.mark.parametrize("table", sorted(ROWS))
def test_a_row_may_say_that_it_became_known_later(table):
    row, since, _ = ROWS[table]
    if not hasattr(row, "known_on") or table in ("figures", "evidence"):
        return
    late = view(**{table: [attrs.evolve(row, known_on=LATE)]})
    assert not counts(late, table, at(LATE - BEFORE, LATE))
    assert counts(late, table, at(LATE, LATE))
    assert since < LATE


@pytest.mark.parametrize("table", sorted(TABLES))
def test_later_knowledge_does_not_bring_later_events(table):
    """Known later counts if it happened by `as_of`; what happened afterward never does."""
    row, since, _ = ROWS[table]
    own = since if table == "figures" else DAY
    county, known = view(**{table: [row]}), max(since, END)
    assert counts(county, table, at(known, own))
    assert not counts(county, table, at(known, own - BEFORE))


@pytest.mark.parametrize(
    ("row", "day"), [(attrs.evolve(FIGURE, known_on=None), None), (EVIDENCE, DAY)]
)
def test_without_a_day_of_knowledge_a_figure_is_known_and_evidence_from_its_own_day(row, day):
    table = "figures" if day is None else "evidence"
    county = view(**{table: [attrs.evolve(row, known_on=None)]})
    assert len(county.known(TABLES[table], at(DAY)).rows) == 1
    assert len(county.known(TABLES[table], at(DAY - BEFORE)).rows) == (day is None)


THEN = date(2016, 6, 1)


def stopped(suspended_on, resumed_on=None):
    return (Suspension(suspended_on=suspended_on, resumed_on=resumed_on),)


LATER = [
    ("laboratories", LABORATORY, {"suspensions": stopped(THEN)}, {"valid": (True, False)}),
    (
        "laboratories",
        attrs.evolve(LABORATORY, suspensions=stopped(DAY)),
        {"suspensions": stopped(DAY, THEN)},
        {"valid": (False, True)},
    ),
    ("laboratories", LABORATORY, {"scope": (LINE, NEW_LINE)}, {"items": (1, 2)}),
    (
        "instruments",
        INSTRUMENT,
        {"verifications": (laboratory.Verification(verified_on=THEN),)},
        {"standing": ("missing", "open")},  # nobody has verified the interval
    ),
    ("adopted", STANDARD, {"withdrawn_on": THEN}, {"in_force": (True, False)}),
]


@pytest.mark.parametrize(
    ("table", "row", "event", "column"),
    LATER,
    ids=[f"{one[0]}-{next(iter(one[2]))}" for one in LATER],
)
def test_a_later_event_is_there_from_its_own_day(table, row, event, column):
    whole = attrs.evolve(row, **event)
    county = view(**{table: [whole]})
    before, on_the_day = at(THEN - BEFORE), at(THEN)
    assert county.known(TABLES[table], before).rows == (row,)
    assert county.known(TABLES[table], on_the_day).rows == (whole,)
    [(name, values)] = column.items()
    seen = [county.facts(ROWS[table][2], when) for when in (before, on_the_day)]
    assert tuple(getattr(one, name) for [one] in seen) == values


def test_a_result_comes_with_its_verification_and_an_end_of_use_when_it_came():
    result = laboratory.Verification(verified_on=THEN, passed=False)
    failed = attrs.evolve(INSTRUMENT, verifications=(result,), in_use_to=date(2016, 9, 30))
    county = view(instruments=[failed])
    table = TABLES["instruments"]
    assert county.known(table, at(THEN - BEFORE)).rows == (INSTRUMENT,)
    [then] = county.known(table, at(THEN)).rows
    assert (then.verifications, then.in_use_to) == ((result,), None)
    assert len(county.facts("instrument", at(date(2016, 9, 29)))) == 1
    assert county.facts("instrument", at(date(2016, 9, 30))) == ()


@pytest.mark.parametrize("fact", sorted({fact for _, _, fact in ROWS.values()}))
@given(st.integers(0, 900), st.dates(date(2016, 1, 1), date(2017, 6, 30)))
def test_a_year_is_the_same_whenever_it_is_asked(fact, later, known_at):
    """With the same knowledge, nothing moves from the cut-off on."""
    county = view(**{table: [row] for table, (row, _, _) in ROWS.items()})
    work = WeekdayCalendar()
    first = Context.of_year(BOOK, 2016, known_at=known_at, calendar=work)
    day = first.cutoff + timedelta(days=later)
    asked = Context.of_year(BOOK, 2016, as_of=day, known_at=known_at, calendar=work)
    assert county.facts(fact, asked.settled) == county.facts(fact, first.settled)


def test_a_report_of_a_request_is_there_from_its_own_day():
    county = view(
        test_requests=[attrs.evolve(REQUEST, reported_on=THEN)], laboratories=[LABORATORY]
    )
    for known_at, standing in ((THEN - BEFORE, "missing"), (THEN, "late")):
        matched, reported = county.facts("request", at(known_at))
        assert (matched.standing, reported.standing) == ("done", standing)


ENTITIES = sorted(
    {spec.entity for spec in TABLES.values()}
    | {child.entity for spec in TABLES.values() for child in spec.children},
    key=lambda cls: cls.__name__,
)
DAYS = st.dates(date(2011, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_knowledge_only_grows(cls, data):
    """What was known never raises; less knowledge of more knowledge is the lesser knowledge."""
    row = data.draw(entities(cls))
    early, late = sorted(data.draw(st.tuples(DAYS, DAYS)))
    first, second = as_known(row, early), as_known(row, late)
    if first is not None:
        assert second is not None
    assert (None if second is None else as_known(second, early)) == first
    assert as_known(row, date.max) is row
