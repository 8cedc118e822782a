"""Decision records: kept as JSON, read back, replayed by the same book, and refused by another."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from qualitygov import (
    Context,
    CountyData,
    CreditRecord,
    Enterprise,
    OfficialCalendar,
    Period,
    Text,
    Town,
    WeekdayCalendar,
    load_rulebook,
    read_county,
)
from qualitygov.access import Activity, ProductOffer
from qualitygov.blacklist import BlacklistCase, Move, MoveKind
from qualitygov.complaint import Complaint, ComplaintKind
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.core.result import Result
from qualitygov.decisions import (
    QUESTIONS,
    AccessQuestion,
    ComplaintQuestion,
    CountyQuestion,
    DecisionRecord,
    ListingQuestion,
    OutlookQuestion,
    Question,
    ScoreQuestion,
    ScreeningQuestion,
    replay,
)
from qualitygov.decisions.question import digest_of
from qualitygov.errors import FieldError, InputError
from qualitygov.rulebook.model.blacklist import GroundRule
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.schemas import ENTITIES
from qualitygov.strategies import archives

ROOT = Path(__file__).parents[2]
CODE, TOWN = "91330299MA2837B62L", "330299101"
BOOK = load_rulebook("strong-town")
CALENDAR = OfficialCalendar()
CONTEXT = Context(BOOK, as_of="2016-12-31", known_at="2017-01-31", calendar=CALENDAR)
UNIT = Enterprise(code=CODE, name="某厂", town=TOWN, legal_representative="王小明")
FINES = tuple(
    CreditRecord(
        id=f"R{month}",
        subject=CODE,
        kind="penalty",
        severity="general",
        happened_on=date(2016, month, 1),
        decided_on=date(2016, month, 8),
        known_on=date(2016, month, 9),
        source_document=f"罚〔2016〕{month}号",
        judged_grave_by="李大力" if month == 3 else None,
    )
    for month in (3, 6)
)
CASE = BlacklistCase(
    id="C1", subject=CODE, list_kind="quality", legal_basis="依据", ground="failures-3",
    moves=(Move(kind=MoveKind.GROUND_FOUND, day=date(2016, 3, 1), authority="所", document="1号"),),
)  # fmt: skip
COMPLAINT = Complaint(
    id="T1", town=TOWN, kind=ComplaintKind.FOOD, happened_on=date(2016, 9, 27),
    registered_on=date(2016, 12, 28),
)  # fmt: skip
OFFER = ProductOffer(
    id="P1", subject=CODE, town=TOWN, activity=Activity.MAKE, product="酱油", category="food",
    since=date(2015, 1, 1),
)  # fmt: skip
COUNTY = CountyData(
    id="330299",
    name=Text("示范县", "Example County"),
    towns=[Town(code=TOWN, name=Text("清溪镇", "Qingxi"), parent="330299")],
    enterprises=[UNIT],
    records=FINES,
)
ASKED = {
    one.asks: one
    for one in (
        ScoreQuestion(unit=UNIT, records=FINES, listed_until=date(2017, 5, 1), never_seen=True),
        OutlookQuestion(unit=UNIT, records=FINES),
        ScreeningQuestion(unit=UNIT, records=FINES),
        ListingQuestion(case=CASE),
        ComplaintQuestion(complaint=COMPLAINT),
        AccessQuestion(offer=OFFER, unit=UNIT, grade="D", effects=["more-supervision"]),
        CountyQuestion(COUNTY),
    )
}
OVERLAY = """
[rulebook]
id = "strong-town"
version = "2016.9"
title = { zh = "县", en = "county" }
extends = "strong-town"
"""


def recorded(question, context=CONTEXT, **changes):
    told = {"id": "D-1", "by": "县质强办", "at": "2017-01-03T09:00:00+08:00", **changes}
    return DecisionRecord.of(question, context, **told)


def stored(record):
    """The record as a database keeps it."""
    return DecisionRecord.from_dict(json.loads(json.dumps(record.to_dict(), ensure_ascii=False)))


def context_of(record):
    return record.context(BOOK, calendar=CALENDAR)


def refused(code):
    return pytest.raises(FieldError, check=lambda error: error.code == f"decision.{code}")


def test_there_is_an_example_of_each_question():
    assert list(ASKED) == [one.asks for one in QUESTIONS]


@pytest.mark.parametrize("asks", ASKED)
def test_a_record_is_kept_as_json_and_replayed_the_same(asks):
    question = ASKED[asks]
    record = stored(recorded(question))
    assert record == recorded(question)
    answer = question.answer(CONTEXT)
    assert record.result() == answer
    assert record.text == Text(answer.say("zh"), answer.say("en"))
    assert (record.as_of, record.known_at) == (date(2016, 12, 31), date(2017, 1, 31))
    again = replay(record, context_of(record), question=None if question.by_value else question)
    assert (again.same, again.differences) == (True, ())
    assert again.answer == record.answer
    assert "一致" in again.say("zh")
    assert "the same answer" in again.say("en")
    assert "王小明" not in json.dumps(record.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("asks", ASKED)
def test_the_schema_says_what_each_question_asks_and_answers(asks):
    schema = DecisionRecord.json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    plain = recorded(ASKED[asks]).to_dict()
    validator.validate(plain)
    assert not validator.is_valid({**plain, "answer": {"grade": "A"}})
    assert not validator.is_valid({**plain, "asked": {"unheard": 1}})


@pytest.mark.parametrize("asks", [asks for asks, one in ASKED.items() if one.by_value])
def test_a_record_by_digest_is_replayed_with_what_was_asked_and_nothing_else(asks):
    record = stored(recorded(ASKED[asks]).by_digest())
    assert record.asked is None
    assert replay(record, context_of(record), question=ASKED[asks]).same
    with refused("asked"):
        replay(record, context_of(record))


def test_other_data_are_refused_by_name():
    record = recorded(ASKED["credit-score"]).by_digest()
    other = attrs.evolve(ASKED["credit-score"], records=FINES[:1])
    with refused("data") as raised:
        replay(record, context_of(record), question=other)
    assert raised.value.say("en").endswith("records")
    with refused("question"):
        replay(record, context_of(record), question=ASKED["screening"])
    unit = attrs.evolve(UNIT, town="330299102")
    county = CountyQuestion(COUNTY.replace(enterprises=[unit]))
    record = recorded(ASKED["county-year"])
    with refused("data") as raised:
        replay(record, context_of(record), question=county)
    assert raised.value.say("zh").endswith("：tables.enterprises")
    with refused("asked"):
        replay(record, context_of(record))


def test_the_order_of_rows_changes_no_digest():
    turned = attrs.evolve(ASKED["screening"], records=FINES[::-1])
    assert turned.digests() == ASKED["screening"].digests()
    assert CountyQuestion(COUNTY.replace(records=FINES[::-1])).digests() == (
        ASKED["county-year"].digests()
    )


def test_another_book_is_refused_though_it_has_the_same_name():
    other = load_rulebook(text=OVERLAY.replace('"strong-town"', '"county"', 1))
    record = recorded(ASKED["credit-score"])
    for attempt in (
        lambda: record.context(other, calendar=CALENDAR),
        lambda: replay(record, Context(other, as_of="2016-12-31")),
    ):
        with refused("rulebook") as raised:
            attempt()
        for language in ("zh", "en"):
            said = raised.value.say(language)
            assert f"{BOOK.version} sha256:{BOOK.digest[:12]}" in said
            assert f"county 2016.9 sha256:{other.digest[:12]}" in said


@pytest.mark.parametrize(
    ("code", "context"),
    [
        ("context", Context(BOOK, as_of="2016-12-30", known_at="2017-01-31", calendar=CALENDAR)),
        ("context", Context(BOOK, as_of="2016-12-31", calendar=CALENDAR)),
        (
            "context",
            Context(
                BOOK, as_of="2016-12-31", known_at="2017-01-31", calendar=CALENDAR,
                period=Period("2016-01-01", "2016-06-30"),
            ),
        ),
        ("calendar", Context(BOOK, as_of="2016-12-31", known_at="2017-01-31")),
        (
            "calendar",
            Context(
                BOOK, as_of="2016-12-31", known_at="2017-01-31", calendar=WeekdayCalendar()
            ),
        ),
    ],
)  # fmt: skip
def test_another_day_period_or_calendar_is_refused(code, context):
    with refused(code) as raised:
        replay(recorded(ASKED["credit-score"]), context)
    assert "D-1" in raised.value.say("zh")


def test_a_decision_before_its_period_has_its_context_again():
    context = CONTEXT.on(date(2015, 3, 1))
    record = stored(recorded(ASKED["listing-status"], context))
    assert context_of(record) == context


def test_each_difference_is_named_by_its_place():
    plain = recorded(ASKED["credit-score"]).to_dict()
    answer = copy.deepcopy(plain["answer"])
    answer["lines"][1]["points"] = "-9"
    answer["lines"].append(answer["lines"][0])
    del answer["note"]
    found = replay(DecisionRecord.from_dict({**plain, "answer": answer}), CONTEXT)
    told = {(one.path, one.what) for one in found.differences}
    at = len(plain["answer"]["lines"])
    assert told == {("lines[1].points", "changed"), (f"lines[{at}]", "gone"), ("note", "added")}
    assert not found.same
    assert 'lines[1].points: "-9" → "-20"' in found.say("en")
    assert "3 处不一致" in found.say("zh")
    assert type(found).from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_a_value_of_another_type_is_a_difference():
    plain = recorded(ASKED["credit-score"]).to_dict()
    answer = {**plain["answer"], "listed": 1}
    (found,) = replay(DecisionRecord.from_dict({**plain, "answer": answer}), CONTEXT).differences
    assert (found.path, found.then, found.now) == ("listed", 1, True)


def test_what_was_asked_may_not_be_changed_afterward():
    plain = recorded(ASKED["credit-score"]).to_dict()
    plain["asked"]["records"][0]["kind"] = "notice"
    with refused("data") as raised:
        replay(DecisionRecord.from_dict(plain), CONTEXT)
    assert raised.value.say("en").endswith("records")


def test_what_was_asked_is_read_as_its_entities_or_refused():
    record = recorded(ASKED["credit-score"])
    asked = {"unit": {"code": "x"}}
    digests = {"unit": digest_of(asked["unit"])}
    with pytest.raises(InputError) as raised:
        replay(attrs.evolve(record, asked=asked, digests=digests), CONTEXT)
    assert {one.path for one in raised.value.problems} == {
        f"credit-score.unit.{name}" for name in ("code", "name", "town")
    }


def test_of_a_person_only_that_a_field_is_filled_is_kept_and_it_decides_as_before():
    """A ground may ask whether somebody judged an act grave; by whom decides nothing."""
    rules = BOOK.at(date(2023, 1, 1))
    rule = next(one for one in rules.entries(GroundRule).values() if one.judged_grave)
    scale = rule.severities or rules.entries(CreditRule)[rule.kinds[0]].scale
    day = date(2022, 6, 1)
    record = CreditRecord(
        id="R1", subject=CODE, kind=rule.kinds[0], severity=scale[-1], happened_on=day,
        decided_on=day, known_on=day, source_document="罚", heavier_penalty=True,
        judged_grave_by="李大力",
    )  # fmt: skip
    context = Context(BOOK, as_of="2023-01-01")
    with_judge = ScreeningQuestion(unit=UNIT, records=[record])
    without = ScreeningQuestion(unit=UNIT, records=[attrs.evolve(record, judged_grave_by=None)])
    assert with_judge.answer(context) != without.answer(context)
    kept = stored(recorded(with_judge, context))
    assert "李大力" not in json.dumps(kept.to_dict(), ensure_ascii=False)
    assert kept.asked["records"][0]["judged_grave_by"]
    assert replay(kept, kept.context(BOOK)).same
    named = attrs.evolve(record, judged_grave_by="他人")
    assert ScreeningQuestion(unit=UNIT, records=[named]).digests() == with_judge.digests()


def test_fields_of_persons_are_texts_so_that_their_mark_can_be_read():
    found = [
        (name, a.name)
        for name, cls in ENTITIES.items()
        for a in attrs.fields(cls)
        if about_field(a).sensitivity == "personal" and kinds_of(cls)[a.name][0].type is not str
    ]
    assert found == []


def test_a_field_that_holds_its_default_is_not_kept():
    asked = recorded(ScoreQuestion(unit=attrs.evolve(UNIT, legal_representative=None))).asked
    assert asked == {"unit": {"code": CODE, "name": "某厂", "town": TOWN}}


@attrs.frozen
class Tally(Result):
    """How many records there are (记录数)."""

    count: int


@attrs.frozen(kw_only=True)
class TallyQuestion(Question):
    """How many records (记录数)?"""

    asks = "tally"
    answers = Tally

    records: tuple[CreditRecord, ...]

    def answer(self, context):
        return Tally(sum(map(context.knows, self.records)))


def test_a_question_of_ones_own_is_recorded_and_replayed():
    record = stored(recorded(TallyQuestion(records=FINES)))
    assert record.answer == {"count": 2}
    questions = (*QUESTIONS, TallyQuestion)
    assert replay(record, CONTEXT, questions=questions).same
    assert record.result(questions) == Tally(2)
    for attempt in (lambda: replay(record, CONTEXT), record.result):
        with refused("question") as raised:
            attempt()
        assert "credit-score" in raised.value.say("en")


def test_a_moment_is_one_of_china_and_has_its_zone():
    made = recorded(ASKED["screening"], at=datetime(2017, 1, 2, 17, 0, tzinfo=UTC))
    assert made.at == datetime(2017, 1, 3, 1, 0)  # noqa: DTZ001 - as results carry it
    for wrong in ("2017-01-03T09:00:00", datetime(2017, 1, 3), "2017-01-03", 5, None):  # noqa: DTZ001
        with refused("at"):
            recorded(ASKED["screening"], at=wrong)
    for name in ("id", "by"):
        with pytest.raises(FieldError):
            recorded(ASKED["screening"], **{name: ""})


def test_arguments_of_another_type_say_what_to_pass():
    record = recorded(ASKED["screening"])
    for attempt in (
        lambda: recorded(UNIT),
        lambda: recorded(ASKED["screening"], BOOK),
        lambda: record.context("strong-town"),
        lambda: replay(record, BOOK),
        lambda: replay(record.to_dict(), CONTEXT),
        lambda: replay(record, CONTEXT, question=UNIT),
        lambda: CountyQuestion("330299"),
    ):
        with pytest.raises(FieldError, check=lambda error: error.code == "argument.type"):
            attempt()
    with pytest.raises(FieldError, match="say one of them"):
        ScoreQuestion(unit=UNIT, seen_on=date(2016, 1, 1), never_seen=True)


def test_a_record_cannot_be_changed_and_travels():
    record = recorded(ASKED["credit-score"])
    with pytest.raises(TypeError):
        record.answer["lines"][0]["points"] = "0"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.by = "某"
    for same in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record)):
        assert (same, hash(same)) == (record, hash(record))
    assert "县质强办 于 2017-01-03 09:00 作出" in record.say("zh")
    assert record.text.en in record.say("en")


@settings(max_examples=40)
@given(archives(CONTEXT, CODE))
def test_whatever_the_archive_a_stored_record_replays_the_same(archive):
    for kind in (ScoreQuestion, ScreeningQuestion):
        record = stored(recorded(kind(unit=UNIT, records=tuple(archive))))
        assert replay(record, context_of(record)).same


def test_the_example_county_replays_the_same():
    reading = read_county(ROOT / "examples" / "county-with-errors", calendar=CALENDAR)
    context = Context.of_year(reading.rulebook, 2016, calendar=CALENDAR)
    question = CountyQuestion(reading.data)
    record = stored(recorded(question, context))
    again = record.context(reading.rulebook, calendar=CALENDAR)
    assert replay(record, again, question=question).same
    assert "tables.enterprises" in record.digests
    whole = CountyQuestion(CountyData(
        id=reading.data.id, name=reading.data.name,
        **{name: table.rows for name, table in reading.data.tables.items()},
    ))  # fmt: skip
    with refused("data") as raised:
        replay(record, again, question=whole)
    assert raised.value.say("en").endswith(": unread")
