"""Events by rule: what a rule can ask of an event, what the book's rules make, a county's own."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest
from county_samples import BOOK, example

from qualitygov import Context, OfficialCalendar, load_rulebook
from qualitygov.cli import main
from qualitygov.county import SUBJECTS, event_classes
from qualitygov.county.check import check_rules
from qualitygov.credit import records_from
from qualitygov.rulebook.model.event import EventRule
from qualitygov.subject import CountyView, Event

pytestmark = pytest.mark.clause("3.2.2.a", "3.2.2.b")

DOCS = Path(__file__).parents[2] / "docs"
COMMON = {attribute.name for attribute in attrs.fields(Event)}
RULES = {
    rule.id: rule
    for versions in BOOK.typed[EventRule.section].values()
    for _, _, rule in versions
    if rule is not None
}


def own_columns(cls):
    return {attribute.name for attribute in attrs.fields(cls)} - COMMON


def asked_of(event):
    """The columns of a kind of event that some rule of the book looks at."""
    rules = [rule for rule in RULES.values() if rule.event == event]
    named = {name for rule in rules for name in rule.where}
    named |= {name for rule in rules for name in (rule.kind_from, rule.severity_from, rule.decided)}
    return named - {None}


FOR_COUNTIES = {
    "certificate": {"product"},
    "excellence": {"assessor"},
    "research-year": {"year"},
    "traceability-year": {"batches", "gaps", "year"},
    "sample": {"domain", "mandatory_failed", "stage"},
    "works-system": {"key_project", "system"},
    "acceptance": {"first_time", "key_project"},
    "complaint": {"kind"},
    "visit": {"drawn", "kind"},
    "penalty": {"penalty", "secret"},
    "hazard": {"days_late", "removed"},
    "accident": {"void_on", "field", "upward"},
    "award": {"year"},
}
"""Columns that no rule of the book asks for: a county's own rule may, and the page says so."""


def test_every_kind_of_event_has_a_rule_of_its_own():
    assert {rule.event for rule in RULES.values()} == set(event_classes())


@pytest.mark.parametrize("event", sorted(event_classes()))
def test_every_column_of_an_event_is_asked_for_or_is_there_for_a_countys_rule(event):
    columns = own_columns(event_classes()[event])
    assert columns - asked_of(event) == FOR_COUNTIES.get(event, set())


def test_no_column_has_the_name_of_a_common_one_or_no_name_in_words():
    for cls in event_classes().values():
        own = [a for a in attrs.fields(cls) if a.name not in COMMON]
        assert len({a.name for a in attrs.fields(cls)}) == len(own) + len(COMMON)
        for attribute in own:
            label = attribute.metadata["qualitygov"].label
            assert (label.zh, label.en) != (attribute.name, attribute.name), attribute.name


def test_the_page_names_every_kind_of_event_with_its_columns():
    text = (DOCS / "overlay.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([a-z-]+)` \| (.*?) \|", text, re.MULTILINE)
    told = {event: set(re.findall(r"`(\w+)`", columns)) for event, columns in table}
    assert told == {event: own_columns(cls) for event, cls in event_classes().items()}


# what the book's rules make of the example


@pytest.fixture(scope="module")
def made():
    """How many records each event rule makes of the example's events."""
    reading = example()
    context = Context(reading.rulebook, as_of=date(2016, 12, 31), calendar=OfficialCalendar())
    events = CountyView(reading.data).events(context)
    counts = Counter()
    for rule in RULES.values():
        own = [(kind, event) for kind, event in events if kind == rule.event]
        wanted = {one.id: one for one in records_from(own, context)}
        suffix = f"/{rule.suffix}" if rule.suffix else ""
        counts[rule.id] = sum(f"{event.id}{suffix}" in wanted for _, event in own)
    return counts


NOT_IN_THE_EXAMPLE = {
    "sample-recheck-failed": "the example's samples have no re-check after rectification",
    "works-without-systems": "no works of the example lacks a system that a party named in it owes",
}


def test_every_event_rule_makes_a_record_of_the_example_or_says_why_not(made):
    assert {name for name, count in made.items() if not count} == set(NOT_IN_THE_EXAMPLE)


# a county's own kind of record, and the rule that makes it, without Python

COUNTY = """
[rulebook]
id = "my-county"
version = "1"
title = { zh = "某县", en = "My county" }
extends = "strong-town"

[[add]]
section = "credit-rule"
id = "my-county.late-twice"
label = { zh = "隐患久拖不改", en = "hazard left for long" }
source = "某县〔2016〕5号"
scale = ["general", "serious"]
points = { general = -3, serious = -9 }
windows = { general = "general", serious = "serious" }
cap = -12

[[add]]
section = "event-rule"
id = "my-county.late-twice"
label = { zh = "隐患久拖不改", en = "hazard left for long" }
source = "某县〔2016〕5号"
event = "hazard"
where = { days_late = { at_least = 30 } }
kind = "my-county.late-twice"
severity_from = "grade"
severities = { general = "general", serious = "serious" }
suffix = "late-twice"
"""
CASE = """
[[case]]
id = "forty-days-late"
day = 2016-12-31
events = [
  { event = "hazard", on = 2016-06-01, grade = "serious", OVERDUE, days_late = 40 },
]
[case.expect]
records = [{ kind = "hazard-overdue", severity = "serious" },
           { kind = "my-county.late-twice", severity = "serious" }]
score = SCORE

[[case]]
id = "twenty-nine-days-late"
day = 2016-12-31
events = [
  { event = "hazard", on = 2016-06-01, grade = "serious", OVERDUE, days_late = 29 },
]
expect = { records = [{ kind = "hazard-overdue" }] }
""".replace("OVERDUE", "overdue = true, removed = true")


@pytest.fixture
def book(tmp_path):
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    return tmp_path / "county.toml"


def check(book, cases, capsys):
    book.with_name("county.cases.toml").write_text(cases, encoding="utf-8")
    code = main(["rulebook", "check", str(book), "--language", "en"])
    return code, "".join(capsys.readouterr())


def test_a_county_adds_a_kind_and_its_rule_and_a_case_beside_the_book_shows_it(book, capsys):
    code, said = check(book, CASE.replace("SCORE", "71"), capsys)
    assert code == 0, said
    assert "2 cases, 0 failed" in said


def test_a_case_that_expects_something_else_fails(book, capsys):
    code, said = check(book, CASE.replace("SCORE", "90"), capsys)
    assert code == 1
    assert "forty-days-late.score: expected 90 (found 71)" in said
    thirty = CASE.replace("SCORE", "71").replace("days_late = 29", "days_late = 30")
    code, said = check(book, thirty, capsys)
    assert code == 1
    assert "twenty-nine-days-late.records" in said


@pytest.mark.parametrize(
    ("good", "wrong", "words"),
    [
        ('event = "hazard"', 'event = "hazrd"', "did you mean hazard|one of"),
        ("where = { days_late", "where = { days", "a column of the event"),
        ('kind = "my-county.late-twice"', 'kind = "my-county.late"', "no such kind of record"),
        ('serious = "serious"', 'serious = "grave"', "one of: general, serious"),
        ('severity_from = "grade"', 'severity_from = "rank"', "a column of the event"),
    ],
)
def test_a_rule_on_what_is_not_there_is_refused(book, good, wrong, words, capsys):
    text = COUNTY.partition('section = "event-rule"')
    book.write_text(text[0] + text[1] + text[2].replace(good, wrong), encoding="utf-8")
    code = main(["rulebook", "check", str(book), "--language", "en"])
    said = " ".join("".join(capsys.readouterr()).split())
    assert code == 1, said
    assert re.search(words, said), said
    assert "event-rule.my-county.late-twice" in said


def test_the_example_on_the_page_is_a_book_that_passes():
    page = (DOCS / "overlay.md").read_text(encoding="utf-8")
    added = re.search(r"## Add\n+```toml\n(.*?)```", page, re.DOTALL)[1]
    head = COUNTY.partition("[[add]]")[0]
    loaded = load_rulebook(text=head + added)
    assert check_rules(loaded, SUBJECTS) == ()


BARE = """
[[add]]
section = "event-rule"
id = "my-county.bare-{event}"
label = {{ zh = "某", en = "some" }}
source = "某县〔2016〕5号"
event = "{event}"
kind = "notice"
severity = "general"
"""


@pytest.mark.parametrize(
    ("events", "wrong"),
    [
        (("hazard",), 0),  # beside the book's own about events that have ids of their own
        (("hazard", "complaint"), 2),
    ],
)
def test_rows_of_two_tables_never_give_records_of_one_id(events, wrong):
    head = COUNTY.partition("[[add]]")[0]
    text = head + "".join(BARE.format(event=event) for event in events)
    found = [one for one in check_rules(load_rulebook(text=text)) if one.path.endswith(".suffix")]
    assert len(found) == wrong
    assert all("两表编号" in one.expected.zh for one in found)
