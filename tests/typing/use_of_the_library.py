"""A program as a user would write it, for type checkers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import cattrs
import polars as pl
import pydantic
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session

from qualitygov import (
    SUBJECTS,
    Badge,
    BlacklistScreener,
    Context,
    CountyAssessment,
    CountyData,
    CountyView,
    CreditArchive,
    CreditRecord,
    CreditScore,
    CreditScorer,
    Enterprise,
    OfficialCalendar,
    Outlook,
    Points,
    Problem,
    QualityGovError,
    Rate,
    Rulebook,
    Rules,
    Subject,
    Table,
    TargetResult,
    Text,
    Town,
    TownAssessment,
    Verdict,
    WeekdayCalendar,
    WorkCalendar,
    Worklist,
    assess_county,
    check_record,
    json_schema,
    load_rulebook,
    read_county,
    schema_for,
)
from qualitygov.enterprise import ENTERPRISES
from qualitygov.environment import AirQuality, air_quality_index
from qualitygov.inspection import InspectionSample, SinglePlan, find_plan, passes_needed
from qualitygov.interop import EntityRow, KeptRow, Plain, configure_converter, entities_by_table
from qualitygov.schemas import EnterpriseSchema, EntitySchema

CODE, TOWN = "91330299MA2837B62L", "330299101"


class SevenDays:
    """A calendar of the user's own."""

    name = Text("每日", "every day")

    def is_working_day(self, day: date) -> bool | None:
        return True


def the_rules(day: date) -> Context:
    book: Rulebook = load_rulebook("strong-town")
    calendars: list[WorkCalendar] = [OfficialCalendar(), WeekdayCalendar(), SevenDays()]
    context = Context(book, as_of=day, known_at="2017-03-01", calendar=calendars[0])
    year = Context.of_year(book, 2016)
    rules: Rules = context.rules
    base: Points = rules.points("credit.base")
    names: tuple[str, ...] = tuple(word.id for word in book.words("credit-rule"))
    assert (year.year, base.decimal) == (2016, Decimal(100))
    assert "penalty" in names
    return context


def a_firm() -> Enterprise:
    plain = {"code": CODE, "name": "某厂", "town": TOWN}
    firm = EnterpriseSchema().load(plain)
    firms: list[Enterprise] = EnterpriseSchema(many=True).load([plain])
    changes: dict[str, object] = EnterpriseSchema().load({"name": "新厂"}, partial=True)
    schema: EntitySchema[Enterprise] = schema_for(Enterprise)(language="zh")
    town: str = schema.loads(
        '{"code": "91330299MA2837B62L", "name": "某厂", "town": "330299101"}'
    ).town
    written: list[dict[str, Any]] = schema.dump(firms, many=True)
    assert (town, len(written), changes) == (TOWN, 1, {"name": "新厂"})
    described: Mapping[str, object] = json_schema(Enterprise)
    assert schema.load(schema.dump(firm)) == firm
    assert described["type"] == "object"
    return firm


class Letter(pydantic.BaseModel):
    unit: Plain[Enterprise]
    limits: list[Plain[Points]] = []


class Base(DeclarativeBase):
    pass


class Unit(EntityRow[Enterprise], Base):
    town: Mapped[str]
    note: Mapped[str | None]


class Kept(KeptRow, Base):
    __tablename__ = "kept"


def of_other_libraries(firm: Enterprise) -> Enterprise:
    letter = Letter(unit=firm)
    unit: Enterprise = letter.unit
    limits: list[Points] = letter.limits
    converter: cattrs.Converter = configure_converter(cattrs.Converter())
    again: Enterprise = converter.structure(converter.unstructure(unit), Enterprise)
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Unit.of(again), Kept.of(ENTERPRISES, again)])
        session.flush()
        row = session.scalars(sa.select(Unit).where(Unit.town == TOWN)).one()
        kept: list[Kept] = [*session.scalars(sa.select(Kept))]
        note: str | None = row.note
        status: str = row.status
        found: Enterprise = row.get()
        tables: dict[str, list[Any]] = entities_by_table([row, *kept])
    engine.dispose()
    assert (note, status, limits) == (None, "in-operation", [])
    assert tables == {"enterprises": [firm, firm]}
    return found


def the_records(context: Context) -> CreditArchive:
    day = date(2016, 6, 1)
    record = CreditRecord(
        id="R1",
        subject=CODE,
        kind="penalty",
        severity="general",
        happened_on=day,
        decided_on=day,
        known_on=day,
        source_document="罚〔2016〕1号",
    )
    problems: list[Problem] = list(check_record(record, context))
    assert not problems
    return CreditArchive.of([record])


def credit(context: Context, firm: Enterprise, archive: CreditArchive) -> str | None:
    scorer = CreditScorer(context.rulebook, as_of=context.as_of, known_at=context.known_at)
    result: CreditScore = scorer.score(firm, archive)
    score: Points = result.score
    texts: list[str] = [line.say("zh") for line in result.lines]
    outlook: Outlook = scorer.outlook(firm, archive)
    first: date | None = outlook.when("A")
    missing: Points = scorer.to_reach("A", firm, archive).missing
    badge: Badge | None = scorer.badge(firm, archive)
    assert texts
    assert (score.decimal, badge) == (Decimal(90), None)
    assert (first, missing) == (context.as_of, Points(0))
    found = BlacklistScreener(context.rulebook, as_of=context.as_of).screen(firm, archive)
    arose: list[date] = [ground.arose_on for ground in found.grounds]
    assert not arose
    return result.grade


def a_county(firm: Enterprise, archive: CreditArchive) -> CountyData:
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    data = CountyData(
        id="330299",
        name=Text("某县", "A county"),
        towns=[town],
        enterprises=[firm],
        records=archive,
    )
    firms: Table[Enterprise] = data[ENTERPRISES]
    rows: tuple[Enterprise, ...] = firms.rows
    of_town: tuple[Enterprise, ...] = firms.of_town(TOWN)
    assert rows == of_town == data.enterprises.rows
    return data


def the_assessment(data: CountyData, context: Context) -> str | None:
    result: CountyAssessment = assess_county(data, context)
    town: TownAssessment = result.town(TOWN)
    targets: Mapping[str, TargetResult] = result.target("satisfaction")
    verdict: Verdict = targets[TOWN].verdict
    grade: str | None = town.grade
    between: tuple[str, str] | None = town.grade_between
    score: Points | None = town.score
    lowest: Points | None = town.lowest
    standing: int = targets[TOWN].measured.by_duty.get("trade-survey", {}).get("missing", 0)
    said: str = result.say("zh")
    assert town.rank is None or town.rank == 1
    assert isinstance(verdict, Verdict)
    assert "某县" in said
    assert grade is None or score is not None
    assert between is None or lowest is not None
    assert standing >= 0
    return result.credit[0].grade


def firms_of_letter(view: CountyView, context: Context) -> tuple[Enterprise, ...]:
    return tuple(firm for firm in view.known(ENTERPRISES, context) if firm.name > "某")


def a_subject() -> tuple[Subject, ...]:
    label = Text("某些企业", "some firms")
    mine = Subject(
        name="mine",
        label=label,
        worklists=(Worklist(name="mine", label=label, make=firms_of_letter),),
    )
    return (*SUBJECTS, mine)


def frames(context: Context) -> pl.DataFrame:
    units = pl.DataFrame({"code": [CODE]})
    records = pl.DataFrame(schema={"id": pl.String})
    scorer = CreditScorer(context.rulebook, as_of=context.as_of)
    try:
        scored: pl.DataFrame = scorer.score_frame(units, records)
    except QualityGovError:
        return units
    lazy: pl.LazyFrame = scorer.score_frame(units.lazy(), records.lazy())
    return pl.concat([scored, lazy.collect()])


def numbers(rules: Rules) -> None:
    needed: int | None = passes_needed(100, Rate.of("0.95"))
    plan: SinglePlan = find_plan(("0.05", "0.95"), (Fraction(15, 100), "0.075"))
    air: AirQuality = air_quality_index({"pm25": "35"}, rules)
    assert (needed, plan.n, air.aqi) == (99, 80, 50)


def of_a_folder(folder: Path) -> tuple[InspectionSample, ...]:
    reading = read_county(folder, subjects=a_subject(), calendar=WeekdayCalendar())
    refused: list[str] = [entry.say("zh") for entry in reading.refused]
    samples: tuple[InspectionSample, ...] = reading.data.samples.rows
    return () if refused else samples


def main(day: date) -> str | None:
    context = the_rules(day)
    firm = of_other_libraries(a_firm())
    archive = the_records(context)
    numbers(context.rules)
    assert frames(context).height == 1
    try:
        data = a_county(firm, archive)
        assert the_assessment(data, context) == credit(context, firm, archive)
    except QualityGovError as error:
        return error.say("zh")
    return credit(context, firm, archive)
