"""Who passes the wrong thing is told what to pass, in both languages, by one kind of error."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from qualitygov import (
    BlacklistScreener,
    Context,
    CountyData,
    CreditArchive,
    CreditRecord,
    CreditScorer,
    Enterprise,
    FieldError,
    Points,
    Problem,
    QualityGovError,
    Rate,
    Text,
    Town,
    assess_county,
    check_record,
    check_rules,
    compile_assessment,
    load_rulebook,
    read_county,
    run_cases,
    schema_for,
    trade_credits,
)
from qualitygov.core.said import Said
from qualitygov.schemas import EnterpriseSchema

BOOK = load_rulebook("strong-town")
CONTEXT = Context.of_year(BOOK, 2016)
SCORER = CreditScorer(BOOK, as_of="2016-12-31")
CODE, DAY = "91330299MA2837B62L", date(2016, 3, 1)
UNIT = Enterprise(code=CODE, name="某厂", town="330299101")
RECORD = CreditRecord(
    id="R1",
    subject=CODE,
    kind="penalty",
    severity="general",
    happened_on=DAY,
    decided_on=DAY,
    known_on=DAY,
    source_document="罚1号",
)
TOWN = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
DATA = CountyData(id="330299", name=Text("某县", "A county"), towns=[TOWN])
NAMED = {"id": "330299", "name": Text("某县", "A county")}
A_UNIT, A_BOOK, A_CONTEXT = (
    "pass Enterprise(code=",
    "pass load_rulebook(",
    "pass Context(load_rulebook(",
)
A_DAY = '"2016-12-31"'

WRONG = {
    "a code for an enterprise": (lambda: SCORER.score(CODE, []), A_UNIT),
    "a code, outlook": (lambda: SCORER.outlook(CODE, []), A_UNIT),
    "a code, to reach": (lambda: SCORER.to_reach("A", CODE, []), A_UNIT),
    "a code, badge": (lambda: SCORER.badge(CODE, []), A_UNIT),
    "a code, screening": (
        lambda: BlacklistScreener(BOOK, as_of="2016-12-31").screen(CODE, []), A_UNIT,
    ),
    "codes of a trade": (lambda: trade_credits([CODE], {}, CONTEXT, by="division"), A_UNIT),
    "a code in a table": (lambda: CountyData(**NAMED, enterprises=[CODE]), A_UNIT),
    "one record": (lambda: SCORER.score(UNIT, RECORD), "pass […]"),
    "one record, archive": (lambda: CreditArchive.of(RECORD), "pass […]"),
    "one row of a table": (lambda: CountyData(**NAMED, enterprises=UNIT), "pass […]"),
    "an id for a record": (lambda: SCORER.score(UNIT, ["R1"]), "pass CreditRecord(id="),
    "a unit for a record": (lambda: list(check_record(UNIT, CONTEXT)), "pass CreditRecord(id="),
    "a name for a book": (lambda: Context("strong-town", as_of="2016-12-31"), A_BOOK),
    "a context for a book": (lambda: CreditScorer(CONTEXT, as_of="2016-12-31"), A_BOOK),
    "a context, rules": (lambda: check_rules(CONTEXT), A_BOOK),
    "a name, cases": (lambda: run_cases("strong-town", []), A_BOOK),
    "a book for a context": (lambda: assess_county(DATA, BOOK), A_CONTEXT),
    "a book, record": (lambda: list(check_record(RECORD, BOOK)), A_CONTEXT),
    "a book, plan": (lambda: compile_assessment(BOOK), A_CONTEXT),
    "a folder for data": (lambda: assess_county("examples/county", CONTEXT), "read_county(folder)"),
    "a number for a folder": (lambda: read_county(3), "pass a path as text"),
    "text for a text": (lambda: CountyData(id="330299", name="某县"), 'pass Text("中文"'),
    "a word for a calendar": (
        lambda: Context(BOOK, as_of="2016-12-31", calendar="cn"), "OfficialCalendar()",
    ),
    "a year for a period": (
        lambda: Context(BOOK, as_of="2016-12-31", period="2016"), "Context.of_year(",
    ),
    "a number for a day": (lambda: Context(BOOK, as_of=20161231), A_DAY),
    "another form of a day": (lambda: Context(BOOK, as_of="2016/12/31"), A_DAY),
    "a naive moment": (lambda: Context(BOOK, as_of=datetime.fromisoformat("2016-12-31")), A_DAY),
    "a number, knowledge": (lambda: Context(BOOK, as_of="2016-12-31", known_at=2016), A_DAY),
    "a number, listing": (lambda: SCORER.score(UNIT, [], listed_until=2016), A_DAY),
    "an unknown profile": (lambda: assess_county(DATA, CONTEXT, profile="x"), "brief, standard"),
    "a float for points": (lambda: Points.of(0.5), 'write "0.5"'),
    "a float for a rate": (lambda: Rate.of(0.95), 'write "0.95"'),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WRONG))
def test_the_error_says_what_to_pass(name):
    call, words = WRONG[name]
    with pytest.raises(QualityGovError) as raised:
        call()
    assert isinstance(raised.value, FieldError)
    assert words in raised.value.say("en")
    told = raised.value.say("zh")
    assert "应为" in told
    if words.startswith("pass "):
        assert f"请传入 {words.removeprefix('pass ')}" in told


@pytest.mark.parametrize("language", ["fr", "ZH", "", None, 1])
def test_a_language_that_there_is_not_is_refused_by_all_that_is_said(language):
    score = SCORER.score(UNIT, [RECORD])
    said = (
        Text("甲", "A").say,
        score.say,
        score.lines[0].say,
        SCORER.outlook(UNIT, [RECORD]).say,
        BlacklistScreener(BOOK, as_of="2016-12-31").screen(UNIT, []).say,
        assess_county(DATA, CONTEXT).say,
        UNIT.kind.say,
        Problem("x.y", "p", "f", Text("甲", "A")).say,
        FieldError("x.y", Text("甲", "A")).say,
        lambda language: EnterpriseSchema(language=language),
    )
    for say in said:
        with pytest.raises(ValueError, match='"zh" 或 "en"'):
            say(language)


def test_every_way_of_saying_a_result_looks_at_the_language():
    left, seen = [Said], 0
    while left:
        for cls in left.pop().__subclasses__():
            left.append(cls)
            if "say" in vars(cls) and cls.__module__.startswith("qualitygov."):
                seen += 1
                assert hasattr(cls.say, "__wrapped__"), cls
    assert seen > 20


@pytest.mark.parametrize("wrong", ["Enterprise", int, 3])
def test_a_schema_is_of_a_class_of_entities(wrong):
    with pytest.raises(TypeError, match="a class made by attrs, such as Enterprise"):
        schema_for(wrong)
