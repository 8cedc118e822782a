"""Words in conditions, event rules and cases: what no row can hold is an error with near words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import attrs
import pytest

from qualitygov import Context, load_rulebook
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.county import SUBJECTS, check_rules
from qualitygov.county.case_file import read_cases
from qualitygov.county.cases import run_cases
from qualitygov.county.subjects import event_classes, fact_classes
from qualitygov.credit import records_from
from qualitygov.errors import InputError
from qualitygov.rulebook.columns import (
    CHECKLISTS,
    EVIDENCE_ITEMS,
    KINDS,
    SEVERITIES_OF_KIND,
    WordsOf,
    held_by,
    lists_of,
    words_of,
)
from qualitygov.rulebook.model import entry_classes
from qualitygov.subject import Event, EventSpec, FactSpec, Subject
from qualitygov.text import Text

BOOK = load_rulebook("strong-town")
HEAD = '[rulebook]\nid = "own"\nversion = "1"\ntitle = { zh = "县", en = "County" }\n'


class Result(Vocabulary):
    """How it ended."""

    UPHELD = "upheld", "成立", "upheld"
    DROPPED = "dropped", "不成立", "dropped"


@attrs.frozen(kw_only=True)
class Row:
    """A row of facts, made up for the test."""

    id: str
    town: str
    on: date
    result: Result
    stage: Literal["new", "old"] | None
    kind: Annotated[str, KINDS]
    severity: Annotated[str, SEVERITIES_OF_KIND]
    checklist: Annotated[str, CHECKLISTS]
    item: Annotated[str, EVIDENCE_ITEMS]
    state: Annotated[str, Result, "pending"]
    remark: str


@attrs.frozen(kw_only=True)
class Found(Event):
    """An event, made up for the test."""

    result: Annotated[str, Result] = attrs.field(metadata=about("结果", "result"))
    grade: Annotated[str | None, "general", "odd"] = attrs.field(
        default=None, metadata=about("程度", "grade")
    )
    what: Annotated[str | None, "penalty", "nothing"] = attrs.field(
        default=None, metadata=about("类别", "what")
    )
    remark: str | None = attrs.field(default=None, metadata=about("备注", "remark"))
    closed_on: date | None = attrs.field(default=None, metadata=about("结案", "closed on"))
    seen_on: date = attrs.field(default=date(2016, 1, 1), metadata=about("发现", "seen on"))


OWN = Subject(
    name="own",
    label=Text("自有", "own"),
    facts=(FactSpec(name="own", row=Row, make=lambda _view, _context: ()),),
    events=(EventSpec(name="own", row=Found, make=lambda _view, _context: ()),),
)
ALL = (*SUBJECTS, OWN)


def said(text):
    book = load_rulebook(text=HEAD + text, base=BOOK)
    return [(p.path.rpartition(":")[2], p.expected.en) for p in check_rules(book, ALL)]


def add(section, more):
    step = f'[[add]]\nsection = "{section}"\nid = "own.x"\nsource = "县"\n'
    return f'{step}label = {{ zh = "新", en = "new" }}\n{more}\n'


def veto(where):
    return add("veto", f'facts = "own"\ngrade = "D"\nwhere = {{ {where} }}')


def rate(counts, more=""):
    fixed = 'quality = "product"\nfacts = "own"\nkind = "rate"\n'
    return add("indicator", f"{fixed}counts = {{ {counts} }}\n{more}")


def rule(more, kind='kind = "penalty"', severity='severity = "general"'):
    return add("event-rule", f'event = "own"\nsuffix = "own"\n{kind}\n{severity}\n{more}')


def one_of(column, *words):
    listed = ", ".join(f'"{word}"' for word in words)
    return f"{column} = {{ any_of = [{listed}] }}"


def test_a_column_says_what_it_may_hold_and_every_other_text_is_free():
    lists = lists_of(Row)
    assert lists["result"] == ("upheld", "dropped")
    assert lists["stage"] == ("new", "old")
    assert lists["kind"] == (KINDS,)
    assert lists["state"] == ("upheld", "dropped", "pending")
    assert lists.keys().isdisjoint({"id", "town", "on", "remark"})
    assert lists_of(Found)["result"] == ("upheld", "dropped")


def test_the_lists_of_the_book():
    assert "penalty" in words_of(KINDS, BOOK)
    assert words_of(SEVERITIES_OF_KIND, BOOK, ["penalty"]) == {"minor", "general", "serious"}
    assert words_of(SEVERITIES_OF_KIND, BOOK, ["penalti"]) == words_of(SEVERITIES_OF_KIND, BOOK)
    assert held_by((WordsOf("nothing-of-the-kind"), "a"), BOOK, {}) is None


def test_every_list_of_a_row_class_is_a_section_of_the_book_and_a_field_of_it():
    for cls in (*fact_classes(SUBJECTS).values(), *event_classes(SUBJECTS).values()):
        for column, listed in lists_of(cls).items():
            for one in listed:
                if isinstance(one, WordsOf):
                    kind = entry_classes()[one.section]
                    names = {a.name for a in attrs.fields(kind)}
                    assert one.part is None or one.part in names, (cls, column)
                    assert one.by is None or one.by in {a.name for a in attrs.fields(cls)}
                assert not isinstance(one, StrEnum)


@pytest.mark.parametrize(
    ("column", "good", "bad", "words"),
    [
        ("result", "upheld", "upheldd", "did you mean upheld?"),
        ("stage", "new", "neww", "did you mean new?"),
        ("state", "pending", "pendin", "did you mean pending?"),
        ("kind", "penalty", "penalti", "did you mean penalty?"),
        ("checklist", "three-selections", "three-selection", "did you mean"),
    ],
)
def test_a_word_that_no_row_can_hold_is_an_error(column, good, bad, words):
    known = words_of(CHECKLISTS, BOOK)
    if column == "checklist":
        good = min(known)
        bad = f"{good}x"
    assert said(veto(one_of(column, good))) == []
    ((path, expected),) = said(veto(one_of(column, good, bad)))
    assert path == f"veto.own.x.where.{column}.any_of"
    assert words in expected
    for field, text in (
        ("counts", rate(one_of(column, bad))),
        ("over", rate(one_of("remark", "a"), f"over = {{ {one_of(column, bad)} }}")),
        ("where", rate(one_of("remark", "a"), f"where = {{ {one_of(column, bad)} }}")),
    ):
        ((path, expected),) = said(text)
        assert path == f"indicator.own.x.{field}.{column}.any_of"


def test_free_words_stay_free():
    assert said(veto(one_of("remark", "whatever"))) == []
    assert said(rule(f"where = {{ {one_of('remark', 'whatever')} }}")) == []


def test_a_severity_is_one_of_the_kinds_that_the_condition_names():
    limited = one_of("kind", "penalty")
    assert said(veto(f"{limited}, {one_of('severity', 'serious')}")) == []
    assert said(veto(one_of("severity", "extra-major"))) == []
    ((path, _),) = said(veto(f"{limited}, {one_of('severity', 'extra-major')}"))
    assert path == "veto.own.x.where.severity.any_of"
    ((path, _),) = said(rate(one_of("severity", "extra-major"), f"where = {{ {limited} }}"))
    assert path == "indicator.own.x.counts.severity.any_of"


def test_an_item_of_evidence_is_one_of_its_checklist():
    (first, *_) = sorted(words_of(CHECKLISTS, BOOK))
    (item, *_) = sorted(words_of(EVIDENCE_ITEMS, BOOK, [first]))
    assert said(veto(f"{one_of('checklist', first)}, {one_of('item', item)}")) == []
    assert len(said(veto(f"{one_of('checklist', first)}, {one_of('item', 'nothing')}"))) == 1


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        (rule(f"where = {{ {one_of('result', 'upheldd')} }}"), "where.result.any_of", "upheld?"),
        (rule('severities = { genral = "minor" }', severity='severity_from = "grade"'),
         "severities.genral", "did you mean general?"),
        (rule("", severity='severity_from = "grade"'), "severity_from", "translate it"),
        (rule("", severity='severity_from = "result"'), "severity_from", "translate it"),
        (rule("", severity='severity_from = "document"'), "severity_from", "of severities"),
        (rule("", kind='kind_from = "result"'), "kind_from", "it holds none"),
        (rule("", kind='kind_from = "unit"'), "kind_from", "a column of kinds"),
        (rule('decided = "closed_on"'), "decided", "a day that no event lacks"),
        (rule('decided = "valid_until"'), "decided", "a day that no event lacks"),
    ],
)  # fmt: skip
def test_an_event_rule_that_gives_no_record_is_refused(text, path, words):
    problems = said(text)
    assert {one for one, _ in problems} == {f"event-rule.own.x.{path}"}
    assert all(words in expected for _, expected in problems)


@pytest.mark.parametrize(
    "text",
    [
        rule('severities = { general = "minor" }', severity='severity_from = "grade"'),
        rule(f"where = {{ {one_of('grade', 'general')} }}", severity='severity_from = "grade"'),
        rule(
            f'where = {{ {one_of("grade", "general")} }}\nseverities = {{ odd = "minor" }}',
            severity='severity_from = "grade"',
        ),
        rule("", kind='kind_from = "what"'),
        rule("", kind='kind_from = "remark"'),
        rule("", severity='severity_from = "remark"'),
        rule('decided = "seen_on"'),
    ],
)
def test_an_event_rule_whose_words_fit_passes(text):
    assert said(text) == []


def test_a_wrong_event_names_the_near_one_first():
    text = add("event-rule", 'event = "hazzard"\nkind = "penalty"\nseverity = "general"')
    ((path, expected),) = said(text)
    assert path == "event-rule.own.x.event"
    assert expected.startswith("no such kind of event; did you mean hazard")


# rule cases


def case(event, expect="expect = { records = [] }", day="2016-12-31"):
    text = f'[[case]]\nid = "a"\nday = {day}\nevents = [{{ {event} }}]\n{expect}\n'
    (result,) = run_cases(BOOK, read_cases(text))
    return [problem.say("en") for problem in result.differences]


@pytest.mark.parametrize(
    ("event", "place", "word"),
    [
        ('event = "complaint", on = 2016-06-01, kind = "goods", result = "upheldd"', "result",
         "upheld"),
        (('event = "hazard", on = 2016-06-01, grade = "generl", overdue = true, removed = false, '
         "days_late = 1"), "grade", "general"),
        (('event = "visit", on = 2016-06-01, kind = "patrol", found = true, drawn = false, '
         'finding = "notise"'), "finding", "notice"),
    ],
)  # fmt: skip
def test_a_misspelt_word_of_a_cases_event_is_an_error_with_its_place(event, place, word):
    lines = [line for line in case(event) if f".events[0].{place}:" in line]
    assert len(lines) == 1, case(event)
    assert lines[0].startswith("cases:case[0]:a.")
    assert f"did you mean {word}" in lines[0]


HAZARD = 'event = "hazard", grade = "general", overdue = true, removed = true, days_late = 1'


@pytest.mark.parametrize(
    ("day", "count"), [("2016-05-31", 0), ("2016-06-01", 1), ("2016-06-02", 1)]
)
def test_an_event_after_the_cases_day_gives_no_record_yet(day, count):
    event = f"{HAZARD}, on = 2016-06-01"
    kinds = ", ".join(['{ kind = "hazard-overdue" }'] * count)
    assert case(event, f"expect = {{ records = [{kinds}] }}", day) == []


def test_records_from_names_a_kind_of_event_of_which_no_rule_says_anything():
    event = Event(
        id="E1",
        unit="91330299MA2837B62L",
        on=date(2016, 6, 1),
        happened_on=date(2016, 6, 1),
        known_on=date(2016, 6, 1),
        document="x",
    )
    with pytest.raises(InputError, match="did you mean hazard") as raised:
        records_from([("hazzard", event)], Context(BOOK, as_of="2016-12-31"))
    assert len(raised.value.problems) == 1
