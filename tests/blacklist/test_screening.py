"""Grounds for listing: each with a hit and a near miss, the laws, and the same answer in columns."""

from __future__ import annotations

from datetime import date

import attrs
import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import AS_OF, BOOK, CODES, UNITS, many_records, record_table, records, unit_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.credit import CreditArchive, CreditRecord

pytestmark = pytest.mark.clause("3.2.2.c")

EXTRA = [
    ("case-filed", "general"),
    ("crime", "serious"),
    ("sampling-fail", "serious"),
    ("sample-passed", "passed"),
    ("recheck-fail", "serious"),
    ("abnormal-list", "general"),
    ("accident", "major"),
    ("penalty", "serious"),
]


def rec(kind, severity, on, name=None, **more):
    return CreditRecord(
        id=name or f"{kind}-{on}",
        subject=CODES[0],
        kind=kind,
        severity=severity,
        happened_on=on,
        decided_on=on,
        known_on=on,
        source_document="文号",
        **more,
    )


def screen(found, as_of=AS_OF):
    return {g.rule: g for g in BlacklistScreener(BOOK, as_of=as_of).screen(UNITS[0], found).grounds}


D = date
HITS = [
    (
        "failures-3",
        [rec("sampling-fail", "minor", D(2016, n, 1), category="rice") for n in (1, 2, 3)],
        D(2016, 3, 1),
    ),
    (
        "serious-2-in-a-row",
        [rec("sampling-fail", "serious", D(2016, n, 1)) for n in (1, 2)],
        D(2016, 2, 1),
    ),
    (
        "cases-3",
        [rec("case-filed", "general", D(n, 6, 1)) for n in (2014, 2015, 2016)],
        D(2016, 6, 1),
    ),
    ("cases-2", [rec("case-filed", "general", D(2016, n, 1)) for n in (1, 2)], D(2016, 2, 1)),
    ("revoked-or-crime", [rec("crime", "serious", D(2014, 6, 1))], D(2014, 6, 1)),
    ("unlicensed-old", [rec("unlicensed", "serious", D(2016, 6, 1))], D(2016, 6, 1)),
    ("recheck-2", [rec("recheck-fail", "serious", D(2016, n, 1)) for n in (1, 2)], D(2016, 2, 1)),
    ("major-accident", [rec("accident", "major", D(2016, 6, 1))], D(2016, 6, 1)),
    ("concealment", [rec("accident-report", "concealed", D(2016, 6, 1))], D(2016, 6, 1)),
    ("hazard-serious", [rec("hazard-overdue", "serious", D(2016, 6, 1))], D(2016, 6, 1)),
    ("abnormal-3-years", [rec("abnormal-list", "general", D(2013, 6, 1))], D(2016, 6, 2)),
]
MISSES = [
    (
        "failures-3",
        [
            rec("sampling-fail", "minor", D(2016, n, 1), category=c)
            for n, c in ((1, "rice"), (2, "rice"), (3, "oil"))
        ],
    ),
    ("failures-3", [rec("sampling-fail", "minor", D(2016, n, 1)) for n in (1, 2, 3)]),
    (
        "failures-3",
        [
            rec("sampling-fail", "minor", day, category="rice")
            for day in (D(2013, 12, 30), D(2016, 1, 1), D(2016, 2, 1))
        ],
    ),
    (
        "serious-2-in-a-row",
        [
            rec("sampling-fail", "serious", D(2016, 1, 1)),
            rec("sample-passed", "passed", D(2016, 2, 1)),
            rec("sampling-fail", "serious", D(2016, 3, 1)),
        ],
    ),
    (
        "serious-2-in-a-row",
        [
            rec("sampling-fail", "serious", D(2016, 1, 1)),
            rec("sampling-fail", "general", D(2016, 2, 1)),
        ],
    ),
    (
        "cases-2",
        [
            rec("case-filed", "general", D(2015, 12, 30)),
            rec("case-filed", "general", D(2016, 6, 1)),
        ],
    ),
    ("recheck-2", [rec("recheck-fail", "serious", D(2016, 1, 1))]),
    ("major-accident", [rec("accident", "larger", D(2016, 6, 1))]),
    ("concealment", [rec("accident-report", "late", D(2016, 6, 1))]),
    ("abnormal-3-years", [rec("abnormal-list", "general", D(2013, 12, 31))]),
    (
        "abnormal-3-years",
        [rec("abnormal-list", "general", D(2013, 6, 1), repaired_on=D(2016, 5, 1))],
    ),
    ("unlicensed-old", [rec("unlicensed", "serious", D(2016, 6, 1), revoked_on=D(2016, 7, 1))]),
]


@pytest.mark.parametrize(("rule", "found", "day"), HITS)
def test_each_ground_arises_on_its_day(rule, found, day):
    ground = screen(found)[rule]
    assert ground.arose_on == day
    assert ground.record_ids == tuple(sorted(r.id for r in found))
    assert str(day) in ground.say("zh")
    assert str(day) in ground.say("en")


@pytest.mark.parametrize(("rule", "found"), MISSES)
def test_a_near_miss_is_no_ground(rule, found):
    assert rule not in screen(found)


def test_since_september_2021_three_things_are_asked_for():
    full = {"heavier_penalty": True, "judged_grave_by": "某局案审会"}
    day = D(2022, 3, 1)
    assert "order-44" in screen([rec("penalty", "serious", day, **full)], D(2022, 6, 1))
    assert not screen([rec("penalty", "serious", day, heavier_penalty=True)], D(2022, 6, 1))
    assert not screen([rec("penalty", "serious", day, judged_grave_by="某局")], D(2022, 6, 1))
    assert "unlicensed-old" not in screen([rec("unlicensed", "serious", day)], D(2022, 6, 1))


def test_a_record_under_appeal_is_marked():
    found = [rec("unlicensed", "serious", D(2016, 6, 1), appealed_on=D(2016, 7, 1))]
    ground = screen(found)["unlicensed-old"]
    assert ground.under_appeal == ("unlicensed-2016-06-01",)
    assert "申诉中" in ground.say("zh")


PAIRS = st.sampled_from([None, EXTRA])


@given(many_records(), records(number=999), st.dates(D(2014, 1, 1), D(2024, 1, 1)))
def test_a_record_that_breaks_no_run_never_removes_a_ground(found, extra, as_of):
    screener = BlacklistScreener(BOOK, as_of=as_of)
    for unit in UNITS:
        before = {g.rule for g in screener.screen(unit, found).grounds}
        after = {g.rule for g in screener.screen(unit, [*found, extra]).grounds}
        if extra.kind in ("sampling-fail", "sample-passed"):
            before.discard("serious-2-in-a-row")
        assert before <= after


@given(many_records(), st.randoms(use_true_random=False))
def test_the_order_of_records_never_matters(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    screener = BlacklistScreener(BOOK, as_of=AS_OF)
    for unit in UNITS:
        assert screener.screen(unit, found).grounds == screener.screen(unit, shuffled).grounds


@st.composite
def dense_worlds(draw):
    one = draw(many_records(most=10))
    more = draw(st.lists(records(number=0, pairs=EXTRA, codes=CODES[:2]), max_size=14))
    return [attrs.evolve(r, id=f"R{n}") for n, r in enumerate([*one, *more])]


def by_entities(screener, found, units=UNITS):
    archive = CreditArchive.of(found)
    return sorted(
        (unit.code, g.rule, g.arose_on, len(g.record_ids))
        for unit in units
        for g in screener.screen(unit, archive).grounds
    )


def on_duckdb(screener, found, *, optimized):
    """The answer of DuckDB; its optimizer takes ten times as long as all the rest of it."""
    connection = duckdb.connect()
    if not optimized:
        connection.execute("PRAGMA disable_optimizer")
    connection.register("u", unit_table(UNITS).to_arrow())
    connection.register("r", record_table(found).to_arrow())
    return sorted(screener.screen_frame(connection.table("u"), connection.table("r")).fetchall())


DAYS_ASKED = st.sampled_from([AS_OF, D(2016, 3, 31), D(2017, 2, 28), D(2022, 6, 1)])
KNOWN = st.none() | st.just(D(2016, 6, 30))


@settings(max_examples=30)
@given(dense_worlds(), DAYS_ASKED, KNOWN)
def test_entities_and_tables_agree(found, as_of, known_at):
    screener = BlacklistScreener(BOOK, as_of=as_of, known_at=known_at)
    units, table = unit_table(UNITS), record_table(found)
    expected = by_entities(screener, found)
    assert sorted(screener.screen_frame(units, table).rows()) == expected
    assert sorted(screener.screen_frame(units.lazy(), table.lazy()).collect().rows()) == expected


@settings(max_examples=6)
@given(dense_worlds(), DAYS_ASKED, KNOWN)
def test_duckdb_agrees(found, as_of, known_at):
    screener = BlacklistScreener(BOOK, as_of=as_of, known_at=known_at)
    assert on_duckdb(screener, found, optimized=False) == by_entities(screener, found)


def of_units(worlds):
    """All these worlds in one: each is of a unit of its own, as far as there are units."""
    return [
        attrs.evolve(one, id=f"{at}/{one.id}", subject=CODES[at])
        for at, world in enumerate(worlds)
        for one in world
    ]


@pytest.mark.parametrize("few", [slice(0, 4), slice(4, 8), slice(8, None)])
def test_duckdb_tells_every_hit_and_every_near_miss(few):
    screener = BlacklistScreener(BOOK, as_of=AS_OF)
    hits, misses = HITS[few], MISSES[few]
    for optimized, cases in ((few.start == 0, hits), (False, misses)):
        found = of_units([case[1] for case in cases])
        told = on_duckdb(screener, found, optimized=optimized)
        assert told == by_entities(screener, found)
        grounds = {(code, rule) for code, rule, *_ in told}
        named = {(CODES[at], case[0]) for at, case in enumerate(cases)}
        assert named <= grounds if cases is hits else not named & grounds


def test_empty_tables_give_no_grounds():
    answer = BlacklistScreener(BOOK, as_of=AS_OF).screen_frame(unit_table([]), record_table([]))
    assert answer.schema == {
        "code": pl.String,
        "ground": pl.String,
        "arose_on": pl.Date,
        "records": pl.Int64,
    }
    assert answer.height == 0
