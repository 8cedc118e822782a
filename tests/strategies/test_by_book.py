"""Strategies that take a rulebook: right by construction, nothing thrown away, every grade drawn."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from qualitygov import (
    BlacklistCase,
    Context,
    CountyData,
    CreditArchive,
    CreditRecord,
    CreditScorer,
    Enterprise,
    InspectionSample,
    assess_county,
    check_record,
    load_rulebook,
)
from qualitygov.blacklist import CaseState
from qualitygov.codes.unit import UnitKey
from qualitygov.interchange import read_table, sheet_of
from qualitygov.schemas import ENTITIES
from qualitygov.strategies import (
    archives,
    cases,
    counties,
    derived,
    entities,
    hostile_tables,
    records,
)

CODE = "91330299MA2837B62L"
UNIT = Enterprise(code=CODE, name="某厂", town="330299101")
BOOK = load_rulebook("strong-town")
LOCAL = load_rulebook("examples/county/rulebook.toml")
CONTEXTS = [
    pytest.param(Context(book, as_of=day), id=f"{book.id} {day}")
    for book, day in ((BOOK, "2016-12-31"), (BOOK, "2024-06-30"), (LOCAL, "2016-12-31"))
]
STRICT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Without any leave to throw examples away."""

ANY = settings(STRICT, phases=[Phase.generate])
"""For `find`: any example will do, not the smallest."""


@pytest.mark.parametrize("context", CONTEXTS)
def test_records_are_of_the_book_and_most_of_them_weigh(context):
    scorer, weighs = CreditScorer.of(context), Counter()

    @STRICT
    @given(records(context, CODE))
    def drawn(record):
        assert not list(check_record(record, context))
        score = scorer.score(UNIT, [record])
        weighs[bool(score.lines[1:] or score.forced_by)] += 1
        assert not {str(one.reason) for one in score.excluded} - {"revoked", "repaired"}

    drawn()
    assert weighs[True] >= 3 * weighs[False]


@pytest.mark.parametrize("context", CONTEXTS)
def test_archives_are_of_one_unit_and_bring_every_grade(context):
    scorer, grades, lengths = CreditScorer.of(context), Counter(), Counter()

    @STRICT
    @given(archives(context))
    def drawn(archive):
        keys = {UnitKey.of(record.subject) for record in archive}
        assert len(keys) <= 1
        unit = UNIT if not keys else Enterprise(code=next(iter(archive)).subject, name="某厂",
                                                town="330299101")  # fmt: skip
        grades[scorer.score(unit, archive).grade] += 1
        lengths[len(archive)] += 1

    drawn()
    total = sum(grades.values())
    assert set(grades) == {"A", "B", "C", "D"}
    assert min(grades.values()) >= total // 25
    assert len(lengths) >= 6


@pytest.mark.parametrize("context", CONTEXTS)
def test_cases_are_legal_and_come_far(context):
    states = Counter()

    @STRICT
    @given(cases(context))
    def drawn(case):
        assert case.problems(context) == ()
        assert all(move.day <= context.as_of for move in case.moves)
        states[case.status(context).state] += 1

    drawn()
    assert {CaseState.OPEN, CaseState.GROUND, CaseState.NOT_LISTED, CaseState.LISTED} <= set(states)


def test_counties_are_whole_and_can_be_assessed():
    context, tables = Context.of_year(BOOK, 2016), Counter()

    @settings(STRICT, max_examples=12)
    @given(counties(context))
    def drawn(data):
        tables.update(name for name, table in data.tables.items() if table.rows)
        towns = {town.code for town in data.towns}
        assert {unit.town for unit in data.enterprises} <= towns
        assert len(assess_county(data, context).towns) == len(towns)

    drawn()
    assert len(tables) >= 12


@pytest.mark.parametrize("cls", [Enterprise, CreditRecord, InspectionSample])
def test_hostile_tables_are_read_and_never_break_the_reader(cls):
    outcomes = Counter()

    @settings(STRICT, max_examples=25)
    @given(hostile_tables(cls))
    def drawn(rows):
        names = list(rows[0])
        cells = [[row[name] for name in names] for row in rows]
        reading = read_table(sheet_of("t", names, cells), cls)
        outcomes["read"] += len(reading.rows)
        outcomes["told"] += len(reading.refused) + len(reading.review) + len(reading.file_errors)

    drawn()
    assert min(outcomes.values()) > 0


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_no_entity_that_was_drawn_is_thrown_away(name):
    cls, kept = ENTITIES[name], Counter()
    mend = derived._mends(cls).get(cls)

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(derived.values_of(cls))
    def drawn(values):
        ordered = derived.in_months(cls, derived.in_order(cls, values))
        kept[derived.made(cls, ordered if mend is None else mend(ordered)) is not None] += 1

    drawn()
    assert kept[False] == 0


def test_archives_and_counties_come_by_their_type():
    archive = find(st.from_type(CreditArchive), lambda one: len(one) > 1, settings=ANY)
    assert len({record.subject for record in archive}) == 1
    county = find(st.from_type(CountyData), lambda one: len(one.towns.rows) > 1, settings=ANY)
    assert county.id == "330299"
    assert find(entities(BlacklistCase), lambda case: case.moves, settings=ANY)


BRIDGES = """
[rulebook]
id = "bridges"
version = "1"
title = { zh = "桥梁手册", en = "a book with bridges" }
extends = "strong-town"

[[add]]
section = "credit-rule"
id = "bridges.unsound"
label = { zh = "桥梁失养", en = "an unsound bridge" }
source = "县质强办〔2016〕9号"
scale = ["general"]
points = { general = -8 }
windows = { general = "general" }
"""


def test_a_kind_of_ones_own_book_is_drawn_by_it_and_by_no_other():
    own = Context(load_rulebook(text=BRIDGES), as_of="2016-12-31")
    many = settings(ANY, max_examples=3000)
    assert find(records(own), lambda record: record.kind == "bridges.unsound", settings=many)
    with pytest.raises(NoSuchExample):
        find(records(Context(BOOK, as_of="2016-12-31")), lambda one: "." in one.kind, settings=ANY)
