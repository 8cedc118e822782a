"""From a county's entities to its result: tables of facts, towns, credit, grounds."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.exact import Rate
from qualitygov.core.period import whole_year
from qualitygov.county import CountyAssessment, CountyData, Town, assess_county, facts_of
from qualitygov.credit import Confirmation
from qualitygov.credit.archive import archive_of
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.facts import record_facts
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.enterprise import Certification, CertificationKind, Enterprise
from qualitygov.environment.entities import AirDay, DayPart, NoiseReading, WaterKind, WaterReading
from qualitygov.errors import FieldError
from qualitygov.industry import Evidence, Figure
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.words import Conclusion, SampleDomain, Stage
from qualitygov.returns import prefilled, quarters
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.service import SatisfactionSurvey
from qualitygov.subject import CountyView
from qualitygov.text import Text

pytestmark = pytest.mark.clause("1.b", "2.1.a", "2.2.a", "3.1.2.b", "4.5.c")

BOOK = load_rulebook("strong-town")
AS_OF = date(2016, 12, 31)
UNIT, SHOP = "91330299MA2837B62L", "913302990000000019"
TOWN = "330299101"
CALENDAR = WeekdayCalendar()
CONTEXT = Context(BOOK, as_of=AS_OF, calendar=CALENDAR)
LATER = Context(BOOK, as_of=AS_OF, known_at=date(2017, 3, 1), calendar=CALENDAR)


def _sample(number, conclusion=Conclusion.PASS, **more):
    on = date(2016, 3, 1) + timedelta(days=number)
    return InspectionSample(
        id=f"S{number}",
        subject=UNIT,
        town=TOWN,
        domain=SampleDomain.FOOD,
        stage=Stage.PRODUCTION,
        product="rice",
        category="rice",
        sampled_on=on,
        reported_on=on,
        known_on=on,
        document="报告",
        stated=conclusion,
        severity="general" if conclusion is Conclusion.FAIL else None,
        **more,
    )


def _record(number, **more):
    values = {"kind": "complaint-upheld", "severity": "minor", **more}
    on = values.pop("on", date(2016, 5, 1))
    return CreditRecord(
        id=f"R{number}",
        subject=UNIT,
        happened_on=on,
        decided_on=on,
        known_on=on,
        source_document="文",
        **values,
    )


def county(**more):
    towns = tuple(
        Town(code=f"33029910{n}", name=Text(f"{name}镇", f"Town {name}"), parent="330299")
        for n, name in ((1, "A"), (2, "B"))
    )
    values = {
        "enterprises": (Enterprise(code=UNIT, name="某厂", town=TOWN, industry="C1310"),),
        "samples": (*(_sample(n) for n in range(11)), _sample(11, Conclusion.FAIL)),
        "records": (_record(1),),
        "projects": (
            EngineeringProject(
                id="P1",
                name="路",
                town=TOWN,
                subject=UNIT,
                completed_on=date(2016, 4, 1),
                accepted_on=date(2016, 5, 1),
                known_on=date(2016, 5, 1),
                document="验收",
                stated=Outcome.PASS,
                handover=Outcome.PASS,
            ),
        ),
        "surveys": (
            SatisfactionSurvey(
                id="V1",
                town=TOWN,
                trade="H62",
                held_on=date(2016, 9, 1),
                very_satisfied=40,
                satisfied=45,
                fair=10,
                dissatisfied=5,
                very_dissatisfied=0,
            ),
        ),
        "air_days": tuple(
            AirDay(
                town=TOWN,
                station="站",
                day=date(2016, 6, n),
                pm25=Decimal(30),
                pm10=Decimal(40),
                so2=Decimal(10),
                no2=Decimal(20),
                co=Decimal("0.8"),
                o3_8h=Decimal(90),
            )
            for n in (1, 2)
        ),
        "noise": (
            NoiseReading(
                id="N1",
                town=TOWN,
                site="点",
                zone="2",
                part=DayPart.DAY,
                measured_on=date(2016, 6, 1),
                level=Decimal(55),
            ),
        ),
        "water": (
            WaterReading(
                id="W1",
                town=TOWN,
                source="水库",
                kind=WaterKind.LAKE,
                measured_on=date(2016, 6, 1),
                volume=100,
                items={"permanganate": Decimal(2)},
            ),
        ),
        "figures": (
            Figure(
                town=TOWN,
                item="forest-cover",
                year=2016,
                value=Decimal("61.5"),
                unit="%",
                source_document="统计",
            ),
        ),
        "certifications": (
            Certification(
                id="Z1",
                kind=CertificationKind.GREEN,
                holder=UNIT,
                town=TOWN,
                issued_on=date(2015, 1, 1),
                product="米",
            ),
        ),
        "evidence": (
            *(
                Evidence(
                    id=f"E-{item}",
                    town=TOWN,
                    checklist="yearly-assessment",
                    item=item,
                    document="办法",
                    valid_from=date(2016, 2, 1),
                )
                for item in ("rules", "result")
            ),
        ),
        **more,
    }
    return CountyData(id="330299", name=Text("某县", "A county"), towns=towns, **values)


def reported(data):
    """The county with a return of everything, for this year and the one before."""
    periods = [part for year in (2015, 2016) for part in quarters(whole_year(year, "calendar"))]
    return data.replace(returns=[r for part in periods for r in prefilled(data, CONTEXT, part)])


def test_county_from_data_to_result():
    steps = []
    result = assess_county(
        reported(county()),
        CONTEXT,
        profile="full",
        progress=lambda what, done, of: steps.append((what.en, done, of)),
    )
    assert isinstance(result, CountyAssessment)
    food = result.town(TOWN).targets["food-production"]
    assert (food.measured.numerator, food.measured.denominator, food.verdict.value) == (
        11,
        12,
        "missed",
    )
    assert food.lacking == ("S11",)
    asked = {row.trade: row for row in result.facts.rows("survey", TOWN)}
    assert any((row.satisfied, row.valid) == (85, 100) for row in asked.values())
    assert result.target("satisfaction")[TOWN].measured.value == Rate(0, 30)  # a trade not asked
    assert result.target("yearly-assessment")[TOWN].met
    assert steps
    assert all(done < of for _, done, of in steps)
    assert "sha256" in result.rulebook
    assert result.note is None
    assert "Town A" in result.say()
    assert "A镇" in result.say("zh")
    with pytest.raises(FieldError):
        result.town("330299109")


def test_order_of_the_data_never_matters():
    data = county()
    turned = data.replace(
        **{name: tuple(reversed(table.rows)) for name, table in data.tables.items()}
    )
    one, two = (assess_county(world, CONTEXT) for world in (data, turned))
    assert one.towns == two.towns
    assert [score.score for score in one.credit] == [score.score for score in two.credit]


def test_credit_and_grounds_are_attached():
    failures = tuple(_sample(n, Conclusion.FAIL) for n in range(20, 23))
    confirmed = [
        Confirmation(
            record=f"S{n}/fail",
            decision="confirmed",
            decided_on=date(2016, 6, 1),
            authority="市场监管局",
            document="文",
        )
        for n in range(20, 23)
    ]
    result = assess_county(county(samples=failures, confirmations=confirmed), CONTEXT)
    assert [score.code for score in result.credit] == [UNIT]
    assert result.credit[0].score.thousandths < 100_000
    assert {"S20/fail", "S21/fail", "S22/fail"} <= {
        i for g in result.grounds[0].grounds for i in g.record_ids
    }
    assert assess_county(county(), CONTEXT).grounds == ()


def test_a_record_on_file_takes_the_place_of_a_derived_one():
    filed = attrs.evolve(_record(9, kind="sampling-fail"), id="S11/fail")
    archive = archive_of(CountyView(county(records=(filed,))), CONTEXT)
    assert [record for record in archive.of_unit(UNIT) if record.id == "S11/fail"] == [filed]


def test_known_at_reproduces_what_was_known():
    late = attrs.evolve(_sample(30), known_on=date(2017, 2, 1))
    data = county(samples=(*county().samples, late))
    as_then = assess_county(data, CONTEXT)
    later = assess_county(data, LATER)
    assert as_then.town(TOWN).targets["food-production"].measured.denominator == 12
    assert later.town(TOWN).targets["food-production"].measured.denominator == 13


def _rows(*records, context=None):
    view = CountyView(county(records=records, samples=(), projects=(), certifications=()))
    return record_facts(view, context or CONTEXT)


def test_records_become_rows():
    repaired = attrs.evolve(_record(2), repaired_on=date(2016, 8, 1))
    revoked = attrs.evolve(_record(3), revoked_on=date(2016, 8, 1))
    future = _record(4, on=date(2017, 1, 1))
    stranger = attrs.evolve(_record(5), subject=SHOP)
    rows = _rows(_record(1), repaired, revoked, future, stranger)
    standings = [("R1", "done"), ("R2", "done"), ("R3", "excused")]
    assert [(row.id, row.standing) for row in rows] == standings
    assert {row.town for row in rows} == {TOWN}
    july = Context(BOOK, as_of=AS_OF, known_at=date(2016, 7, 1))
    assert [row.standing for row in _rows(revoked, context=july)] == ["done"]
    assert _rows(_record(6), context=Context(BOOK, as_of=AS_OF, known_at=date(2016, 4, 30))) == ()
    stayed = attrs.evolve(_record(7), appealed_on=date(2016, 6, 1), stayed_on=date(2016, 6, 2))
    assert [row.standing for row in _rows(stayed)] == ["excused"]
    ended = attrs.evolve(stayed, appeal_ended_on=date(2016, 9, 1))
    assert [row.standing for row in _rows(ended)] == ["done"]


def test_towns_and_counties_are_checked():
    with pytest.raises(FieldError, match="lie in"):
        Town(code="330288101", name=Text("甲", "A"), parent="330299")
    data = county()
    with pytest.raises(FieldError, match="twice"):
        data.replace(towns=[*data.towns, data.towns.rows[0]])


def test_county_data_names_a_table_that_nobody_declares():
    with pytest.raises(TypeError, match="no subject declares the table enterprizes"):
        county(enterprizes=())
    with pytest.raises(AttributeError):
        _ = county().enterprizes


def test_tables_are_found_by_unit_and_town():
    data = county()
    assert [row.id for row in data.samples.of_unit(UNIT[8:17])] == [f"S{n}" for n in range(12)]
    assert data.samples.of_unit(SHOP) == ()
    assert len(data.samples.of_town(TOWN)) == len(data.samples) == 12
    assert data.samples.of_town("330299102") == ()


def test_service_holders_are_those_of_the_tertiary_sector():
    hotel = Enterprise(code=UNIT, name="某店", town=TOWN, industry="H61")
    one = Certification(
        id="Z2",
        kind=CertificationKind.QUALITY,
        holder=UNIT[8:17],
        town=TOWN,
        issued_on=date(2015, 1, 1),
    )
    certificates = (one, attrs.evolve(one, id="Z3", holder=UNIT))
    for unit, service in ((hotel, True), (attrs.evolve(hotel, industry="C13"), False)):
        data = county(enterprises=(unit,), certifications=certificates)
        facts = facts_of(CountyView(data), CONTEXT)
        assert [row.service for row in facts.rows("certificate", TOWN)] == [service, service]
