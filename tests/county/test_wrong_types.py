"""What is of the wrong type is refused in plain words: days, units, codes, rules, contexts.

A caller's slip is named by the library, in both languages, and not by a traceback of Python's.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qualitygov import (
    BlacklistScreener,
    Context,
    CountyData,
    CreditArchive,
    CreditScorer,
    Enterprise,
    Event,
    Period,
    Rate,
    Term,
    Text,
    Town,
    assess_county,
    check_record,
    load_rulebook,
    records_from,
    trade_credit,
    trade_credits,
)
from qualitygov.codes import UnitKey, check_unit, credit_code, organization_code, region
from qualitygov.core.calendars import TableCalendar
from qualitygov.core.exact import Points
from qualitygov.core.knowledge import as_known, known_day
from qualitygov.core.periods import Hours, Span, WorkingDays, as_day
from qualitygov.environment.averaging import HourlyReading
from qualitygov.errors import InputError, QualityGovError

BOOK = load_rulebook("strong-town")
CONTEXT = Context(BOOK, as_of="2016-12-31")
UNIT = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
TOWN = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
DATA = CountyData(id="330299", name=Text("某县", "A county"), towns=[TOWN], enterprises=[UNIT])
PERIOD = Period("2016-01-01", "2016-12-31")
DAY = {name: date(2016, 5, 4) for name in ("on", "happened_on", "known_on")}
EVENT = Event(id="E1", unit=UNIT.code, document="文", **DAY)
SCORER, SCREENER = (cls(BOOK, as_of="2016-12-31") for cls in (CreditScorer, BlacklistScreener))


class _Thing:
    def __repr__(self):
        return "a thing"


THING = _Thing()
NO_ZONE = datetime.fromisoformat("2016-12-31T08:00")
NO_DAYS = (
    "31.12.2016",
    "2016-13-45",
    "",
    1.5,
    20161231,
    True,
    NO_ZONE,
    b"2016-12-31",
    [],
    THING,
)
NO_OBJECTS = ("x", 1.5, 5, NO_ZONE, [], THING)
NO_CODES = (1.5, 5, b"91330299MA2837B62L", [], THING, date(2016, 1, 1))

DAYS = {
    "as_day": as_day,
    "as_of": lambda day: Context(BOOK, as_of=day),
    "known_at": lambda day: Context(BOOK, as_of="2016-12-31", known_at=day),
    "of_year": lambda day: Context.of_year(BOOK, 2016, as_of=day),
    "rules_on": CONTEXT.rules_on,
    "on": CONTEXT.on,
    "happened": CONTEXT.happened,
    "past": CONTEXT.past,
    "due": lambda day: CONTEXT.due(day, Term(days=3)),
    "due, by name": lambda day: CONTEXT.due(day, "complaint.accept"),
    "at": BOOK.at,
    "score": lambda day: CreditScorer(BOOK, as_of=day),
    "score, known_at": lambda day: CreditScorer(BOOK, as_of="2016-12-31", known_at=day),
    "screen": lambda day: BlacklistScreener(BOOK, as_of=day),
    "listed_until": lambda day: SCORER.score(UNIT, [], listed_until=day),
    "seen_on": lambda day: SCORER.score(UNIT, [], seen_on=day),
    "Period, first": lambda day: Period(day, "2016-12-31"),
    "Period, last": lambda day: Period("2016-01-01", day),
    "Period, until": PERIOD.until,
}
OPTIONAL = {"known_at", "of_year", "happened", "past", "score, known_at", "listed_until", "seen_on"}
"""Where None is an answer: no such day."""


@pytest.mark.parametrize("face", DAYS)
@pytest.mark.parametrize("value", [None, *NO_DAYS], ids=repr)
def test_what_is_no_day_is_refused(face, value):
    if value is None and face in OPTIONAL:
        DAYS[face](value)
        return
    with pytest.raises(QualityGovError) as raised:
        DAYS[face](value)
    assert "日期" in raised.value.text.zh


@pytest.mark.parametrize("face", sorted(DAYS.keys() - {"as_day"}))
def test_a_day_may_be_given_as_text_or_as_a_moment_with_a_zone(face):
    moment = datetime(2016, 12, 30, 20, 0, tzinfo=UTC)  # the 31st in China
    for value in (date(2016, 12, 31), "2016-12-31", moment):
        DAYS[face](value)
    assert as_day(moment) == date(2016, 12, 31)


CODES = {
    "UnitKey.of": UnitKey.of,
    "check_unit": check_unit,
    "archive": CreditArchive.of([]).of_unit,
    "table": DATA.enterprises.of_unit,
    "enterprise": lambda code: Enterprise(code=code, name="某厂", town="330299101"),
    "town": lambda code: Town(code=code, name=TOWN.name, parent="330299"),
    **{
        f"{module.__name__.rpartition('.')[2]}.{verb}": getattr(module, verb)
        for module in (credit_code, organization_code, region)
        for verb in ("compact", "validate", "format")
    },
}


@pytest.mark.parametrize("face", CODES)
@pytest.mark.parametrize("value", [None, *NO_CODES], ids=repr)
def test_what_is_no_code_is_refused(face, value):
    with pytest.raises(QualityGovError):
        CODES[face](value)


@pytest.mark.parametrize("module", [credit_code, organization_code, region])
@pytest.mark.parametrize("value", [None, "", *NO_CODES], ids=repr)
def test_what_is_no_code_is_not_valid_either(module, value):
    assert module.is_valid(value) is False


OBJECTS = {
    "Context, rulebook": lambda one: Context(one, as_of="2016-12-31"),
    "Context, period": lambda one: Context(BOOK, as_of="2016-12-31", period=one or 0),
    "Context, calendar": lambda one: Context(BOOK, as_of="2016-12-31", calendar=one or 0),
    "of_year, rulebook": lambda one: Context.of_year(one, 2016),
    "of_year, year": lambda one: Context.of_year(BOOK, one or 0),
    "seen": CONTEXT.seen,
    "knows": CONTEXT.knows,
    "known": lambda one: CONTEXT.known([one]),
    "as_known": lambda one: as_known(one, date(2016, 12, 31)),
    "known_day": known_day,
    "due": lambda one: CONTEXT.due(date(2016, 1, 4), one if one != "x" else 0),
    "CreditScorer": lambda one: CreditScorer(one, as_of="2016-12-31"),
    "score": lambda one: SCORER.score(one, []),
    "score, records": lambda one: SCORER.score(UNIT, [one]),
    "score, no rows": lambda one: SCORER.score(UNIT, one or 5),
    "score_on": lambda one: SCORER.score_on(date(2016, 6, 1), one, []),
    "outlook": lambda one: SCORER.outlook(one, []),
    "badge": lambda one: SCORER.badge(one, []),
    "to_reach": lambda one: SCORER.to_reach("A", one, []),
    "BlacklistScreener": lambda one: BlacklistScreener(one, as_of="2016-12-31"),
    "screen": lambda one: SCREENER.screen(one, []),
    "screen, records": lambda one: SCREENER.screen(UNIT, [one]),
    "archive": lambda one: CreditArchive.of([one]),
    "badge, listings": lambda one: SCORER.badge(UNIT, [], listings=one or 5),
    "badge, a listing": lambda one: SCORER.badge(UNIT, [], listings=[one]),
    "to_reach, grade": lambda one: SCORER.to_reach(one, UNIT, []),
    "when": lambda one: SCORER.outlook(UNIT, []).when(one),
    "CreditScorer.of": CreditScorer.of,
    "BlacklistScreener.of": BlacklistScreener.of,
    "records_from, events": lambda one: records_from(one or 5, CONTEXT),
    "records_from, an event": lambda one: records_from([one], CONTEXT),
    "records_from, its kind": lambda one: records_from([(one, EVENT)], CONTEXT),
    "records_from, what happened": lambda one: records_from([("hazard", one)], CONTEXT),
    "records_from, context": lambda one: records_from([], one),
    "check_record": lambda one: list(check_record(one, CONTEXT)),
    "trade_credit, trade": lambda one: trade_credit(one if one != "x" else 5, [], CONTEXT),
    "trade_credit, scores": lambda one: trade_credit("C", one or 5, CONTEXT),
    "trade_credit, a score": lambda one: trade_credit("C", [one], CONTEXT),
    "trade_credit, context": lambda one: trade_credit("C", [], one),
    "trade_credits, a unit": lambda one: trade_credits([one], {}, CONTEXT),
    "trade_credits, scores": lambda one: trade_credits([], one, CONTEXT),
    "trade_credits, a score": lambda one: trade_credits([UNIT], {UNIT.code: one}, CONTEXT),
    "trade_credits, by": lambda one: trade_credits([], {}, CONTEXT, by=one),
    "calendar, years": lambda one: TableCalendar(years=one or 5, exceptions={}),
    "calendar, a day": lambda one: TableCalendar(years=[2016], exceptions={str(one): False}),
    "reading, values": lambda one: HourlyReading(date(2016, 1, 1), 1, one),
    "assess_county, data": lambda one: assess_county(one, CONTEXT),
    "assess_county, context": lambda one: assess_county(DATA, one),
    "CountyData, rows": lambda one: CountyData(id="330299", name=DATA.name, enterprises=[one]),
    "CountyData, table": lambda one: CountyData(id="330299", name=DATA.name, towns=one or 5),
    "CountyData, name": lambda one: CountyData(id="330299", name=one),
}


@pytest.mark.parametrize("face", OBJECTS)
@pytest.mark.parametrize("value", [None, *NO_OBJECTS], ids=repr)
def test_what_is_no_such_object_is_refused(face, value):
    with pytest.raises(QualityGovError) as raised:
        OBJECTS[face](value)
    assert raised.value.text.zh
    assert raised.value.text.en


OTHER_SPELLINGS = (
    "１",
    "٣",
    "1_000",
    "1e3",
    " 5",
    "5 ",
    "+5",
    ".5",
    "5.",
    "1,000",
    "0x1",
    "NaN",
    "",
)
NUMBERS = {
    **{
        name: (make, (None, 1.5, "x", True, THING, *OTHER_SPELLINGS))
        for name, make in (
            ("Points.of", Points.of),
            ("Rate.of", Rate.of),
            ("Rate.percent_of", Rate.percent_of),
        )
    },
    **{
        f"{kind.__name__}.parse": (kind.parse, (None, 1.5, 3, "x", b"3 days", THING))
        for kind in (Span, Term, WorkingDays, Hours)
    },
}


@pytest.mark.parametrize(
    ("face", "value"), [(face, value) for face, (_, values) in NUMBERS.items() for value in values]
)
def test_what_is_no_number_or_length_of_time_is_refused(face, value):
    with pytest.raises(QualityGovError):
        NUMBERS[face][0](value)


def test_a_period_holds_days_however_they_were_given():
    moment = datetime(2016, 12, 30, 20, 0, tzinfo=UTC)  # the 31st in China
    period = Period("2016-01-01", moment)
    assert period == Period(date(2016, 1, 1), date(2016, 12, 31))
    assert {type(day) for day in (period.first, period.last)} == {date}
    assert moment in period
    assert datetime(2016, 12, 31, 20, 0, tzinfo=UTC) not in period
    with pytest.raises(QualityGovError):
        _ = NO_ZONE in period


def test_a_period_that_has_not_begun_has_no_part_that_has_passed():
    with pytest.raises(QualityGovError):
        _ = Context(BOOK, as_of="2016-06-30", period=Period("2017-01-01", "2017-12-31")).elapsed


def test_a_context_with_a_calendar_of_ones_own_is_a_value():
    days = {date(2016, 10, 3): False}
    one, same = (
        Context(BOOK, as_of="2016-12-31", calendar=TableCalendar(years=[2016], exceptions=days))
        for _ in range(2)
    )
    assert one == same
    assert hash(one) == hash(same)


def test_an_event_without_a_column_that_a_rule_reads_is_named_with_the_rule():
    with pytest.raises(InputError) as raised:
        records_from([("hazard", EVENT), ("penalty", EVENT)], CONTEXT)
    assert [problem.path for problem in raised.value.problems] == [
        "E1:event-rule.hazard-overdue.where.overdue",
        "E1:event-rule.hazard-overdue.severity_from",
        "E1:event-rule.penalty.severity_from",
    ]
    assert [problem.found for problem in raised.value.problems][-1] == "'penalty_class'"
