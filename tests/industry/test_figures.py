"""Figures of a year, evidence of mechanisms, checklists with their ages, and the three sectors."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.core.periods import Term, boundary, term_end
from qualitygov.errors import FieldError, RulebookError
from qualitygov.industry import (
    SUBJECT,
    Evidence,
    EvidenceFact,
    Figure,
    checklist_state,
    evidence_facts,
    sector_of,
)
from qualitygov.rulebook import Basis, load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.industry import Checklist, ChecklistItem, Sector
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text

pytestmark = pytest.mark.clause(
    "2.2.1.a", "2.2.1.b", "2.2.2.g", "2.2.2.h", "2.2.5.a", "2.2.5.b", "2.2.5.f", "3.1.3.a"
)

BOOK = load_rulebook("strong-town")
CONTEXT = Context(BOOK, as_of=date(2016, 12, 31))
RULES = CONTEXT.rules
TOWN = "330299101"
DAY = timedelta(days=1)
AGE = Term(months=12)
LIST = Checklist(
    id="plan-list",
    label=Text("清单", "list"),
    source=Text("试", "trial"),
    basis=Basis.DEFAULT,
    valid_from=date(2011, 1, 1),
    items=(
        ChecklistItem(id="rules", label=Text("办法", "rules")),
        ChecklistItem(id="plan", label=Text("计划", "plan"), max_age=AGE),
    ),
)


def figure(**more):
    values = {
        "town": TOWN,
        "item": "output-primary",
        "year": 2016,
        "value": Decimal("12.5"),
        "unit": "万元",
        "source_document": "年报",
    }
    return Figure(**{**values, **more})


def evidence(name="E1", item="plan", valid_from=date(2016, 3, 1), **more):
    return Evidence(
        **{
            "id": name,
            "town": TOWN,
            "checklist": "plan-list",
            "item": item,
            "document": "镇发〔2016〕1号",
            "valid_from": valid_from,
            **more,
        }
    )


def county(**rows):
    name = Text("试县", "Test County")
    return CountyView(CountyData(id="330299", name=name, subjects=(SUBJECT,), **rows))


def evidence_rows(evidence, as_of):
    return evidence_facts(county(evidence=evidence), Context(BOOK, as_of=as_of))


def held(*many, as_of=date(2016, 12, 31)):
    context = Context(BOOK, as_of=as_of)
    return checklist_state(LIST, context, evidence=evidence_rows(many, as_of))


# Figures that cannot be


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"year": 1948}, "between 1949 and 2100"),
        ({"year": 2101}, "between 1949 and 2100"),
        ({"item": "Output"}, "a lower-case id"),
        ({"item": "output-"}, "a lower-case id"),
        ({"unit": ""}, "a text, not empty"),
        ({"source_document": ""}, "a text, not empty"),
    ],
)
def test_figures_that_cannot_be_are_refused(changes, words):
    with pytest.raises(FieldError, match=words):
        figure(**changes)


# Evidence


def test_evidence_is_seen_from_its_first_day():
    one = evidence(valid_to=date(2018, 2, 28))
    assert evidence_rows([one], date(2016, 2, 29)) == ()
    row = EvidenceFact(
        id="E1",
        town=TOWN,
        on=date(2016, 3, 1),
        checklist="plan-list",
        item="plan",
        valid_from=date(2016, 3, 1),
        valid_to=date(2018, 2, 28),
        document="镇发〔2016〕1号",
    )
    assert evidence_rows([one], date(2016, 3, 1)) == (row,)
    # Once over it is still a row; whether it is in force is the checklist's question.
    assert evidence_rows([one], date(2019, 1, 1)) == (row,)


def test_evidence_does_not_end_before_it_begins():
    with pytest.raises(FieldError, match="valid_to 2016-02-29 lies before valid_from"):
        evidence(valid_to=date(2016, 2, 29))
    for name in ("checklist", "item"):
        with pytest.raises(FieldError, match="a lower-case id"):
            evidence(**{name: "制度"})


# Checklists


def test_a_checklist_is_complete_with_each_item_fresh_and_in_force():
    found = held(evidence("E1", "rules", date(2011, 5, 1)), evidence("E2", "plan"))
    assert found.complete
    assert found.present == (("rules", "E1"), ("plan", "E2"))
    assert found.rate == Rate(2, 2)


def test_each_missing_item_says_why():
    nothing = held()
    assert not nothing.complete
    assert nothing.rate == Rate(0, 2)
    assert [(item, why.en) for item, why in nothing.missing] == [
        ("rules", "rules: no evidence"),
        ("plan", "plan: no evidence"),
    ]
    gone = held(
        evidence("E1", "rules", date(2012, 1, 1), valid_to=date(2016, 12, 30)),
        evidence("E2", "plan", date(2014, 6, 1)),
    )
    assert [why.en for _, why in gone.missing] == [
        "rules: no longer in force",
        "plan: the latest, of 2014-06-01, is too old",
    ]
    assert [why.zh for _, why in gone.missing] == [
        "办法：已失效",
        "计划：最近为 2014-06-01，已超过时效",
    ]


@pytest.mark.parametrize(
    ("filed", "as_of", "fresh"),
    [
        (date(2015, 12, 31), date(2016, 12, 31), True),
        (date(2015, 12, 30), date(2016, 12, 31), False),
        (date(2016, 2, 29), date(2017, 2, 28), True),
        (date(2016, 2, 29), date(2017, 3, 1), False),
        (date(2016, 3, 1), date(2017, 3, 1), True),
        (date(2016, 3, 1), date(2017, 3, 2), False),
    ],
)
def test_the_greatest_age_includes_its_last_day(filed, as_of, fresh):
    found = held(
        evidence("E1", "plan", filed), evidence("E2", "rules", date(2011, 1, 1)), as_of=as_of
    )
    assert found.complete == fresh


def test_the_last_day_in_force_still_counts():
    one = evidence("E1", "rules", valid_to=date(2016, 12, 31))
    assert ("rules", "E1") in held(one, as_of=date(2016, 12, 31)).present
    assert held(one, as_of=date(2017, 1, 1)).present == ()


def test_the_latest_evidence_is_named_and_other_checklists_do_not_count():
    many = [
        evidence("E1", "plan", date(2016, 2, 1)),
        evidence("E2", "plan", date(2016, 9, 1)),
        evidence("E3", "plan", date(2016, 5, 1)),
    ]
    assert held(*many).present == (("plan", "E2"),)
    assert (
        held(evidence("E9", "plan", checklist="other-list"), evidence("E8", "budget")).present == ()
    )


@st.composite
def files(draw, name):
    start = date(2014, 1, 1) + timedelta(days=draw(st.integers(0, 1200)))
    end = draw(st.none() | st.integers(0, 900).map(lambda n: start + timedelta(days=n)))
    return evidence(name, draw(st.sampled_from(["rules", "plan", "budget"])), start, valid_to=end)


MANY = st.integers(0, 6).flatmap(lambda n: st.tuples(*(files(f"E{at}") for at in range(n))))
DAYS = st.dates(date(2014, 1, 1), date(2018, 12, 31))


@settings(max_examples=200)
@given(MANY, DAYS, st.randoms())
def test_an_item_is_there_when_some_evidence_is_in_force_and_fresh(many, as_of, luck):
    found = held(*many, as_of=as_of)
    shuffled = list(many)
    luck.shuffle(shuffled)
    assert held(*shuffled, as_of=as_of) == found
    present = dict(found.present)
    assert len(found.present) + len(found.missing) == 2
    assert present.keys().isdisjoint(dict(found.missing))
    for item in LIST.items:
        fits = [
            one.id
            for one in many
            if one.item == item.id
            and one.valid_from <= as_of
            and (one.valid_to is None or as_of <= one.valid_to)
            and (item.max_age is None or one.valid_from >= boundary(as_of, AGE))
        ]
        assert (item.id in present) == bool(fits)
        assert item.id not in present or present[item.id] in fits


@given(MANY, DAYS)
def test_evidence_to_come_changes_nothing_and_more_evidence_takes_nothing_away(many, as_of):
    known = [one for one in many if one.valid_from <= as_of]
    every = evidence_rows(many, date(2020, 1, 1))
    assert checklist_state(LIST, Context(BOOK, as_of=as_of), evidence=every) == held(
        *known, as_of=as_of
    )
    fewer, more = dict(held(*many[1:], as_of=as_of).present), dict(held(*many, as_of=as_of).present)
    assert fewer.keys() <= more.keys()


def test_the_book_asks_for_a_fresh_result():
    checklists = RULES.entries(Checklist)
    safety = checklists["yearly-assessment"]
    rows = evidence_rows(
        [
            evidence(f"E{at}", i.id, date(2014, 1, 1), checklist=safety.id)
            for at, i in enumerate(safety.items)
        ],
        date(2016, 12, 31),
    )
    first = term_end(date(2014, 1, 1), AGE)
    on_the_day, after = (
        checklist_state(safety, Context(BOOK, as_of=day), evidence=rows)
        for day in (first, first + DAY)
    )
    assert on_the_day.complete
    assert [item for item, _ in after.present] == ["rules"]


# Sectors

SECTORS = {
    "primary": "A01 A0111 A04",
    "secondary": "B06 B10 B12 C13 C1310 C42 D44 D46 E47 E50",
    "tertiary": "A05 A0511 B11 C43 F51 F5211 G60 H62 J66 Q83 T97",
}


@pytest.mark.parametrize(("sector", "industries"), SECTORS.items())
def test_the_three_sectors(sector, industries):
    for industry in industries.split():
        assert sector_of(industry, CONTEXT) == sector


def test_services_within_the_first_two_sections_stand_in_the_third_sector():
    divisions = {
        "A": range(1, 6),
        "B": range(6, 13),
        "C": range(13, 44),
        "D": range(44, 47),
        "E": range(47, 51),
    }
    third = {
        f"{letter}{n:02d}"
        for letter, numbers in divisions.items()
        for n in numbers
        if sector_of(f"{letter}{n:02d}", CONTEXT) == "tertiary"
    }
    assert third == {"A05", "B11", "C43"}


def test_a_division_stands_in_one_sector_and_one_sector_takes_the_rest():
    sectors = RULES.entries(Sector)
    assert list(Sector.check_set(sectors)) == []
    twice = {**sectors, "tertiary": attrs.evolve(sectors["tertiary"], divisions=("A01",))}
    assert [(p.path, p.found) for p in Sector.check_set(twice)] == [("tertiary.divisions", "A01")]
    for rest in (True, False):
        changed = {name: attrs.evolve(one, rest=rest) for name, one in sectors.items()}
        assert [p.path for p in Sector.check_set(changed)] == ["rest"]


def test_a_checklist_has_items_each_once():
    assert list(Checklist.check_set({"own": LIST})) == []
    for items in ((), (LIST.items[0], LIST.items[0])):
        assert [p.path for p in Checklist.check_set({"own": attrs.evolve(LIST, items=items)})] == [
            "own.items"
        ]


def test_a_county_that_puts_a_division_in_two_sectors_is_told_where(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "sector"\nid = "primary"\n'
        'set = { divisions = ["A01", "B06"] }\nsource = "x"\n',
        encoding="utf-8",
    )
    with pytest.raises(RulebookError) as raised:
        load_rulebook(path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.path, problem.found) == (
        "rulebook.sector",
        "book.toml:change[0]:sector.primary",
        "B06",
    )
    assert "industry.toml:sector.secondary.divisions" in problem.expected.en
