"""Whatever a document holds, only an error that names its problems comes out."""

from __future__ import annotations

import copy
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.blacklist.screen import BlacklistScreener
from qualitygov.county.case_file import read_cases
from qualitygov.county.cases import UNIT, run_cases
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.scorer import CreditScorer
from qualitygov.errors import InputError, RulebookError
from qualitygov.rulebook import Rulebook, load_rulebook
from qualitygov.rulebook.model.assessment import IndicatorRule, TargetRule

BOOK = load_rulebook("strong-town")
TITLE = {"zh": "县", "en": "County"}


def first_versions():
    """The first entry of each section as it is written, without its id."""
    found = {}
    for entry in BOOK.source.values():
        values = {k: v for k, v in entry.versions[-1].values.items() if k not in ("id", "unknown")}
        found.setdefault(entry.section, (entry.id, values))
    return found


FIRST = first_versions()
BESIDE = ("source", "basis", "valid_from", "valid_to")
HEAD = {"id": "own", "version": "1", "title": TITLE, "extends": "strong-town"}
STEPS = [
    step
    for section, (name, values) in FIRST.items()
    for step in (
        {
            "change": [
                {
                    "section": section,
                    "id": name,
                    "source": "县",
                    "basis": "published",
                    "set": {key: value for key, value in values.items() if key not in BESIDE},
                    "valid_from": values["valid_from"],
                    "lock": ["label"],
                    "verified_by": "县",
                }
            ]
        },
        {"add": [{"section": section, "id": f"own.{name}", **values, "in_force": [{}]}]},
        {"retire": [{"section": section, "id": name, "from": date(2030, 1, 1), "source": "县"}]},
    )
]
OVERLAYS = [{"rulebook": HEAD, **step} for step in STEPS]
ROOTS = [
    {
        "rulebook": {
            "id": "own",
            "version": "1",
            "title": TITLE,
            "valid_from": date(2014, 1, 1),
            "reviewed_to": date(2016, 12, 31),
            "past_end": "warn",
        },
        section: {name: {**values, "locked": True, "in_force": [{}]}},
    }
    for section, (name, values) in FIRST.items()
]
CASES = [
    {"id": "a", "day": date(2016, 12, 31), "expect": {"score": 90}, "credit": {
        "records": [{"kind": "penalty", "severity": "general", "decided_on": date(2016, 3, 1)}],
        "listed_until": date(2017, 1, 1)}},
    {"id": "b", "day": date(2016, 12, 31), "expect": {"grounds": [], "arose_on": []}, "grounds": {
        "records": [{"kind": "penalty", "severity": "general", "decided_on": date(2016, 3, 1)}]}},
    {"id": "c", "day": date(2016, 12, 31), "expect": {"aqi": 94}, "air": {"pm25": 70, "o3": 1}},
    {"id": "d", "day": date(2016, 12, 31), "expect": {"value": "80%"}, "target": "satisfaction"},
    {"id": "e", "day": date(2016, 12, 31), "expect": {"value": "1"}, "parameter": "credit.base"},
    {"id": "f", "day": date(2016, 12, 31), "expect": {"records": [{}]}, "events": [
        {"event": "sample", "on": date(2016, 12, 1)}]},
]  # fmt: skip

ODD = st.one_of(
    st.integers(),
    st.integers(-3, 120),
    st.booleans(),
    st.sampled_from(
        ["", " ", "A", "D", "serious", "penalty", "820%", "0/0", "1/0", "2016-01-01", "nan",
         "3 days", "10 working days", "penalti", "calendar-year", "\n", "local", "own", "own.",
         "satisfaction"]
    ),
    st.text(max_size=4),
    st.sampled_from([Decimal("1e999999"), Decimal("nan"), Decimal("-0.0005"), Decimal("1.5")]),
    st.sampled_from([date(1, 1, 1), date(9999, 12, 31), date(2016, 2, 29)]),
    st.sampled_from([time(3), datetime(2016, 1, 1)]),  # noqa: DTZ001 - TOML has them
    st.just({}),
    st.just([]),
    st.just([[]]),
    st.just({"a": {"b": 1}}),
    st.just([{"a": 1}]),
    st.sampled_from([{"general": -3}, {"any_of": ["x"]}, {"flag": True}, ["penalty"], [True, 1]]),
)  # fmt: skip


def places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places(inner, (*path, at))


def at(value, path):
    for key in path:
        value = value[key]
    return value


@st.composite
def mutated(draw, documents):
    made = copy.deepcopy(draw(st.sampled_from(documents)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([p for p in places(made) if p] or [()]))
        if not path:
            break
        above, key = at(made, path[:-1]), path[-1]
        how = draw(st.sampled_from(["replace", "replace", "delete", "rename", "add"]))
        if how == "replace":
            above[key] = copy.deepcopy(draw(ODD))
        elif how == "delete":
            del above[key]
        elif isinstance(above, dict):
            name = draw(st.text(max_size=5) | st.just(key[:-1] if isinstance(key, str) else "x"))
            above[name] = above.pop(key) if how == "rename" else copy.deepcopy(draw(ODD))
    return made


def loads(mapping):
    try:
        return load_rulebook(mapping=mapping)
    except RulebookError as error:
        assert error.problems
        for problem in error.problems:
            for language in ("zh", "en"):
                said = problem.say(language)
                assert "\n" not in said
                assert "\r" not in said
            assert problem.path
        return None


DAYS = (date(2011, 1, 1), date(2014, 6, 1), date(2016, 12, 31), date(2022, 6, 1), date(2026, 6, 1))


def used(book):
    """A book that was accepted is compiled and evaluated, in each of its times."""
    records = [
        CreditRecord(
            id=f"R{at}",
            subject=UNIT.code,
            kind=kind.id,
            severity=kind.severities[-1],
            happened_on=date(2016, 1, 1),
            decided_on=date(2016, 1, 1),
            known_on=date(2016, 1, 1),
            source_document="x",
        )
        for at, kind in enumerate(book.words("credit-rule", on=date(2016, 1, 1)))
    ]
    for day in DAYS:
        assert book.at(day).digest == book.digest
        assert CreditScorer(book, as_of=day).score(UNIT, records).grade
        assert BlacklistScreener(book, as_of=day).screen(UNIT, records) is not None
        rules = book.at(day)
        for target in rules.entries(TargetRule).values():
            assert target.indicator in rules.entries(IndicatorRule)
    assert isinstance(book.uncertain(), tuple)
    assert all(difference.say("zh") for difference in BOOK.diff(book))


@settings(max_examples=150)
@given(mutated(OVERLAYS))
def test_an_overlay_of_any_form_loads_or_says_what_is_wrong(mapping):
    book = loads(mapping)
    if book is not None:
        used(book)


@settings(max_examples=150)
@given(mutated(ROOTS))
def test_a_book_of_any_form_loads_or_says_what_is_wrong(mapping):
    book = loads(mapping)
    if book is not None:
        assert isinstance(book, Rulebook)


def toml(value):
    """A value as TOML writes it, tables inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        escaped = "".join(
            f"\\U{ord(c):08x}" if c in '"\\' or ord(c) < 32 or ord(c) == 127 else c for c in value
        )
        return f'"{escaped}"'
    return value.isoformat() if isinstance(value, (date, time)) else str(value).replace("E", "e")


def document(mapping):
    return "".join(f"{toml(key)} = {toml(value)}\n" for key, value in mapping.items())


@settings(max_examples=150)
@given(mutated([{"case": CASES}]))
def test_cases_of_any_form_run_or_say_what_is_wrong(mapping):
    try:
        cases = read_cases(document(mapping))
    except InputError as error:
        assert error.problems
        assert all("\n" not in p.say("en") for p in error.problems)
        return
    for result in run_cases(BOOK, cases):
        assert all("\n" not in p.say("zh") for p in result.differences)


@settings(max_examples=150)
@given(st.data())
def test_a_text_of_any_form_loads_or_says_what_is_wrong(data):
    text = document(data.draw(st.sampled_from(OVERLAYS)))
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    text = text[:first] + data.draw(st.text(max_size=6)) + text[min(last, first + 20) :]
    try:
        load_rulebook(text=text)
    except RulebookError as error:
        assert error.problems
        assert all("\n" not in p.say("en") for p in error.problems)


DEEP, LONG = "x = " + "[" * 5000, "x = " + "9" * 5000


@pytest.mark.parametrize(
    "content", [DEEP, LONG, "x = 1e9999999999", "\x00", "x = 2016-13-01", ""], ids=range(6)
)
def test_texts_that_a_parser_stumbles_over(content):
    with pytest.raises(RulebookError):
        load_rulebook(text=content)
    if content:
        with pytest.raises(InputError):
            read_cases(content)
