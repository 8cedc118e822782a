"""Rule cases: what a book must answer, and every way in which a case file can be wrong."""

from __future__ import annotations

import re
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.blacklist import BlacklistScreener
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.fields import about
from qualitygov.county import SUBJECTS, check_rules
from qualitygov.county import cases as module
from qualitygov.county.case_answers import differences
from qualitygov.county.case_file import cases_beside, read_cases
from qualitygov.county.cases import run_cases
from qualitygov.errors import InputError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.document import BOOKS
from qualitygov.subject import Event, EventSpec, Subject
from qualitygov.text import Text

BOOK = load_rulebook("strong-town")
CASE = '[[case]]\nid = "a"\nday = 2016-12-31\n'


def wrong(text):
    with pytest.raises(InputError) as raised:
        read_cases(CASE + text, "own.cases.toml")
    return [problem.say("en") for problem in raised.value.problems]


def answered(text, book=BOOK, **more):
    return [
        p.say("en") for r in run_cases(book, read_cases(CASE + text), **more) for p in r.differences
    ]


def test_the_cases_of_the_built_in_book_hold():
    cases = cases_beside(BOOKS / "strong-town")
    assert len(cases) >= 19
    assert {case.asks for case in cases} >= {"credit", "grounds", "air", "target"}
    for result in run_cases(BOOK, cases):
        assert result.passed, [problem.say("en") for problem in result.differences]


def test_a_case_that_does_not_hold_says_what_came_out():
    said = answered('credit = {}\nexpect = { score = 99, grade = "A" }\n')
    assert said == ["cases:case[0]:a.score: expected 99 (found 100)"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('parameter = "credit.base"\n', "expect", "required, and missing"),
        ('parameter = "credit.base"\nexpect = {}\n', "expect", "what is expected"),
        ('parameter = "credit.base"\nexpect = 5\n', "expect", "expected a table"),
        ("expect = { value = 5 }\n", "", "exactly one question of credit, events"),
        ('target = "x"\nparameter = "x"\nexpect = { value = 5 }\n', "", "exactly one question"),
        ("target = 5\nexpect = { value = 5 }\n", "target", "expected a text"),
        ("air = 5\nexpect = { aqi = 5 }\n", "air", "expected a table"),
        ('air = { pm25 = "5" }\nexpect = { aqi = 5 }\n', "air.pm25", "expected a number"),
        ("credit = 5\nexpect = { score = 5 }\n", "credit", "expected a table"),
        ("credit = { record = [] }\nexpect = { score = 5 }\n", "credit.record", "mean records"),
        ("credit = { records = {} }\nexpect = { score = 5 }\n", "credit.records", "list of tables"),
        ('credit = { listed_until = "2016-01-01" }\nexpect = { score = 5 }\n',
         "credit.listed_until", "without quotes"),
        ("grounds = { listed_until = 2016-01-01 }\nexpect = { grounds = [] }\n",
         "grounds.listed_until", "unknown"),
        ("events = { a = 1 }\nexpect = { records = [] }\n", "events", "list of tables"),
        ("credits = {}\nexpect = { score = 5 }\n", "credits", "did you mean credit"),
    ],
)  # fmt: skip
def test_a_malformed_case_is_named_with_its_place(text, place, words):
    lines = wrong(text)
    at = "own.cases.toml:case[0]" + (f".{place}" if place else "")
    fitting = [line for line in lines if line.startswith(f"{at}:")]
    assert fitting, lines
    assert any(words in line for line in fitting), lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[case]\nid = "a"\n', "write [[case]]"),
        ('[[cases]]\nid = "a"\n', "did you mean case"),
        ("x = [", "expected TOML"),
        ('[[case]]\nid = 5\nday = "2016-12-31"\ntarget = "x"\nexpect = { kind = 1 }\n',
         "without quotes"),
        ((CASE + 'target = "x"\nexpect = { kind = 1 }\n') * 2, "stands at cases:case[0] already"),
    ],
)  # fmt: skip
def test_a_malformed_file_of_cases(text, words):
    with pytest.raises(InputError) as raised:
        read_cases(text)
    assert any(words in problem.say("en") for problem in raised.value.problems)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (('credit = { records = [{ kind = "penalti", severity = "general", '
         "decided_on = 2016-03-01 }] }\nexpect = { score = 90 }\n"),
         "cases:case[0]:a.credit.records[0].kind: no such kind of record; did you mean penalty (行政处罚)?"),
        (('credit = { records = [{ kind = "penalty", severity = "seriuos", '
         "decided_on = 2016-03-01 }] }\nexpect = { score = 90 }\n"),
         "records[0].severity: no such severity of penalty; did you mean serious (严重)?"),
        (('grounds = { records = [{ kind = "penalty", severty = "general", '
         "decided_on = 2016-03-01 }] }\nexpect = { grounds = [] }\n"), "did you mean severity"),
        (('grounds = { records = [{ kind = "penalty", severity = "general", '
         'decided_on = "2016-03-01" }] }\nexpect = { grounds = [] }\n'), "without quotes"),
        (('credit = { records = [{ kind = "penalty", severity = "general" }] }\n'
         "expect = { score = 90 }\n"), "required, and missing"),
        ("credit = {}\nexpect = { scores = 90 }\n", "did you mean score"),
        ('target = "satisfacton"\nexpect = { value = 90 }\n', "did you mean"),
        ('parameter = "credit.bas"\nexpect = { value = 90 }\n', "did you mean credit.base"),
        ("air = { pm2 = 5 }\nexpect = { aqi = 90 }\n", "pm2"),
        ("air = { pm25 = -5 }\nexpect = { aqi = 90 }\n", "negative"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_put_is_one_line(text, words):
    lines = answered(text)
    assert any(words in line for line in lines), lines
    assert not any("\n" in line for line in lines)


def test_a_day_before_the_book_is_an_answer_of_one_line():
    lines = answered('parameter = "credit.base"\nexpect = { value = 1 }\n'.replace("a", "a"))
    assert len(lines) == 1
    early = CASE.replace("2016", "1990") + "credit = {}\nexpect = { score = 1 }\n"
    (result,) = run_cases(BOOK, read_cases(early))
    assert "the book answers from 2011-01-01" in result.differences[0].say("en")


# events: a county adds a kind, the rule that makes it, and a case that shows it


@attrs.frozen(kw_only=True)
class NoiseEvent(Event):
    exceeded: bool = attrs.field(metadata=about("超标", "exceeded"))
    level: str = attrs.field(metadata=about("程度", "level"))


OWN = """
[rulebook]
id = "own"
version = "1"
title = { zh = "某县", en = "County" }
extends = "strong-town"

[[add]]
section = "credit-rule"
id = "own.noise-fine"
label = { zh = "噪声罚款", en = "fine for noise" }
source = "县"
scale = ["general"]
points = { general = -3 }
windows = { general = "general" }

[[add]]
section = "event-rule"
id = "own.noise"
label = { zh = "噪声超标", en = "too loud" }
source = "县"
event = "noise"
where = { exceeded = { flag = true } }
kind = "own.noise-fine"
severity_from = "level"
"""


NOISE = Subject(
    name="noise",
    label=Text("噪声", "noise"),
    events=(EventSpec(name="noise", row=NoiseEvent, make=lambda *_: ()),),
)


@pytest.fixture
def county():
    return load_rulebook(text=OWN)


EVENT = 'events = [{ event = "noise", on = 2016-05-01, exceeded = true, level = "general" }]\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (EVENT + 'expect = { records = [{ kind = "own.noise-fine", severity = "general" }], '
         'score = 97, grade = "A" }\n', None),
        (EVENT.replace("true", "false") + "expect = { records = [], score = 100 }\n", None),
        (EVENT + "expect = { records = [] }\n",
         "(found [{'decided_on': '2016-05-01', 'kind': 'own.noise-fine', 'severity': 'general'}])"),
        (EVENT + 'expect = { records = [{ kind = "penalty" }, { kind = "notice" }] }\n',
         "own.noise-fine"),
        (EVENT + 'expect = { records = [{ kind = "own.noise-fin" }] }\n',
         "expect.records[0].kind: no answer has this word; did you mean own.noise-fine"),
        (EVENT + 'expect = { records = [{ kind = "own.noise-fine", severity = "grave" }] }\n',
         "expect.records[0].severity: no answer has this word; one of: general"),
        (EVENT + 'expect = { records = [{ knd = "own.noise-fine" }] }\n',
         "expect.records[0].knd: an unknown field; did you mean kind"),
        (EVENT + 'expect = { records = [{ decided_on = "2016-05-01" }] }\n', "without quotes"),
        (EVENT + "expect = { records = [5] }\n", "expect.records[0]: expected a table"),
        (EVENT + "expect = { records = 5 }\n", "expect.records: expected a list"),
        (EVENT.replace('"noise"', '"nois"') + "expect = { score = 97 }\n", "did you mean noise"),
        (EVENT.replace("level", "levle") + "expect = { score = 97 }\n", "did you mean level"),
        (EVENT.replace("2016-05-01", '"2016-05-01"') + "expect = { score = 97 }\n",
         "without quotes"),
        (EVENT.replace("exceeded = true, ", "") + "expect = { score = 97 }\n", "missing"),
    ],
)  # fmt: skip
def test_events_are_asked(county, text, words):
    lines = answered(text, county, subjects=(*SUBJECTS, NOISE))
    if words is None:
        assert lines == []
    else:
        assert any(words in line for line in lines), lines


def test_a_kind_of_event_that_no_subject_has_is_named_with_its_place(county):
    (problem,) = check_rules(county)
    assert (problem.path, problem.found) == ("text:add[1]:event-rule.own.noise.event", "'noise'")
    assert check_rules(county, (*SUBJECTS, NOISE)) == ()
    assert check_rules(BOOK) == ()


def test_the_calendar_reaches_the_context(county, monkeypatch):
    seen = []
    monkeypatch.setattr(module, "made_from", lambda _, context: seen.append(context) or ())
    calendar, cases = WeekdayCalendar(), read_cases(CASE + EVENT + "expect = { score = 100 }\n")
    run_cases(county, cases, calendar=calendar, subjects=(NOISE,))
    assert [context.calendar for context in seen] == [calendar]
    assert seen[0].as_of == date(2016, 12, 31)


# what a case expects

FAILED = '{ kind = "sampling-fail", severity = "serious", category = "rice", decided_on = '
RUN = f"grounds = {{ records = [{FAILED}2016-01-05 }}, {FAILED}2016-02-05 }}, {FAILED}2016-03-05 }}"
GROUNDS = RUN + "] }\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('credit = {}\nexpect = { grade = "E" }\n', "grade: no answer has this word; one of: A, B"),
        ('credit = {}\nexpect = { excluded = ["repaird"] }\n',
         "excluded[0]: no answer has this word; did you mean repaired"),
        ('grounds = {}\nexpect = { grounds = ["failures-2"] }\n', "did you mean"),
        ('grounds = {}\nexpect = { arose_on = ["2016-01-01"] }\n', "without quotes"),
        ('grounds = {}\nexpect = { grounds = "x" }\n', "expected a list"),
        ('air = { pm25 = 90 }\nexpect = { primary = ["pm2"] }\n', "did you mean pm25"),
        ('target = "satisfaction"\nexpect = { kind = "treshold" }\n', "did you mean threshold"),
        ('target = "satisfaction"\nexpect = { op = "at-leats" }\n', "did you mean at-least"),
        ('parameter = "credit.base"\nexpect = { basis = "defalt" }\n', "did you mean default"),
    ],
)  # fmt: skip
def test_a_word_that_no_answer_can_be_is_an_error_with_the_words_near_to_it(text, words):
    (line,) = answered(text)
    assert line.startswith("cases:case[0]:a.expect.")
    assert words in line


def test_what_is_wrong_with_a_case_is_said_at_once():
    """The question and what is expected of it."""
    lines = answered(
        'credit = { records = [{ kind = "penalti", severity = "general", '
        'decided_on = 2016-03-01 }] }\nexpect = { grade = "E", scor = 1 }\n'
    )
    assert [line.partition(": ")[0] for line in lines] == [
        "cases:case[0]:a.credit.records[0].kind",
        "cases:case[0]:a.expect.grade",
    ]


def test_a_case_does_not_depend_on_the_order_of_what_is_listed():
    """Of grounds each has its own day, in whatever order both are written."""
    (result,) = run_cases(BOOK, read_cases(CASE + GROUNDS + "expect = { grounds = [] }\n"))
    names = re.findall(r"'([^']+)'", result.differences[0].found)
    screener = BlacklistScreener(BOOK, as_of="2016-12-31")
    records = module._records(module._Question(BOOK, result.case, None, ()))
    days = {
        ground.rule: ground.arose_on for ground in screener.screen(module.UNIT, records).grounds
    }
    assert sorted(days) == sorted(names)
    assert len(set(days.values())) > 1
    for order in (names, names[::-1]):
        arose = ", ".join(str(days[name]) for name in order)
        same = f"expect = {{ grounds = {order}, arose_on = [{arose}] }}\n"
        assert answered(GROUNDS + same) == []
        swapped = ", ".join(str(days[name]) for name in order[::-1])
        (line,) = answered(GROUNDS + same.replace(arose, swapped))
        assert line.startswith("cases:case[0]:a.arose_on: expected")


@given(st.permutations(["general", "serious", "general"]), st.integers(0, 2))
def test_expected_records_are_compared_without_order(order, wrong):
    """Each of them is another record: one that is named twice is there twice."""
    answer = {
        "records": [{"severity": name, "kind": "k"} for name in ("general", "serious", "general")]
    }
    wanted = [{"severity": name} for name in order]
    assert list(differences(answer, {"records": wanted}, "x")) == []
    other = {"general": "serious", "serious": "general"}
    wanted[wrong] = {"severity": other[order[wrong]]}
    assert len(list(differences(answer, {"records": wanted}, "x"))) == 1
    assert len(list(differences(answer, {"records": wanted[:2]}, "x"))) == 1


def test_a_row_that_fits_two_leaves_the_other_to_the_one_that_fits_it_alone():
    answer = {"records": [{"kind": "k", "severity": "a"}, {"kind": "k", "severity": "b"}]}
    for wanted in ([{"kind": "k"}, {"severity": "a"}], [{"severity": "a"}, {"kind": "k"}]):
        assert list(differences(answer, {"records": wanted}, "x")) == []


def test_a_percentage_is_the_same_however_many_digits_it_has():
    for value in ("80%", "80.0%", "80.00%"):
        assert answered(f'target = "satisfaction"\nexpect = {{ value = "{value}" }}\n') == []
    assert len(answered('target = "satisfaction"\nexpect = { value = "80.01%" }\n')) == 1
