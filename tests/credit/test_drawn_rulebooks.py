"""Rulebooks drawn at random: one enterprise, Polars, DuckDB and a plain second program agree."""

from __future__ import annotations

import duckdb
import third
from books import book_of
from drawn import DAYS, TWO, worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import CODES, record_table, unit_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.codes.unit import UnitKey
from qualitygov.credit import CreditArchive, CreditScorer


def own(unit, found):
    key = UnitKey.of(unit.code)
    return [r for r in found if UnitKey.of(r.subject) == key]


def scores_by_entity(scorer, found, listed):
    rows = []
    for unit in TWO:
        totals = scorer.score(
            unit, CreditArchive.of(found), listed_until=listed.get(unit.code)
        ).totals
        counted = sum(len(kind.weighed) for kind in totals.kinds)
        rows.append(
            (
                unit.code,
                totals.score,
                totals.grade,
                totals.deductions,
                totals.merits,
                totals.bonus,
                counted,
            )
        )
    return sorted(rows)


def scores_by_third(world):
    document, found, as_of, known_at, listed = world
    rows = []
    for unit in TWO:
        until = listed.get(unit.code)
        is_listed = until is not None and as_of <= until
        known = known_at or as_of
        rows.append((unit.code, *third.score(document, own(unit, found), as_of, known, is_listed)))
    return sorted(rows)


def grounds_by_entity(screener, found):
    archive = CreditArchive.of(found)
    return sorted(
        (unit.code, g.rule, g.arose_on, len(g.record_ids))
        for unit in TWO
        for g in screener.screen(unit, archive).grounds
    )


def grounds_by_third(world):
    document, found, as_of, known_at, _ = world
    rows = []
    for unit in TWO:
        for name in document["blacklist-ground"]:
            answer = third.ground_of(document, name, own(unit, found), as_of, known_at or as_of)
            if answer is not None:
                rows.append((unit.code, name, *answer))
    return sorted(rows)


@settings(max_examples=25)
@given(worlds())
def test_a_score_is_the_same_in_rows_in_columns_and_written_once_more(world):
    document, found, as_of, known_at, listed = world
    scorer = CreditScorer(book_of(document), as_of=as_of, known_at=known_at)
    expected = scores_by_third(world)
    assert scores_by_entity(scorer, found, listed) == expected
    units, table = unit_table(TWO, listed), record_table(found)
    assert sorted(scorer.score_frame(units, table).rows()) == expected


@settings(max_examples=25)
@given(worlds(), st.none() | DAYS)
def test_who_is_rated_is_the_same_in_rows_in_columns_and_written_once_more(world, seen_on):
    document, found, as_of, known_at, listed = world
    scorer = CreditScorer(book_of(document), as_of=as_of, known_at=known_at)
    rows = scorer.score_frame(
        unit_table(TWO, listed, seen={CODES[0]: seen_on}), record_table(found)
    ).to_dicts()
    for unit in TWO:
        day = seen_on if unit is TWO[0] else None
        until = listed.get(unit.code)
        mine = own(unit, found)
        one = scorer.score(unit, mine, listed_until=until, seen_on=day)
        is_listed = until is not None and as_of <= until
        expected = third.rated(mine, as_of, known_at or as_of, is_listed, day)
        (row,) = (row for row in rows if row["code"] == unit.code)
        assert one.rated == row["rated"] == expected
        assert (one.grade, one.totals.score) == (row["grade"], row["score"])


@settings(max_examples=25)
@given(worlds())
def test_grounds_are_the_same_in_rows_in_columns_and_written_once_more(world):
    document, found, as_of, known_at, _ = world
    screener = BlacklistScreener(book_of(document), as_of=as_of, known_at=known_at)
    expected = grounds_by_third(world)
    assert grounds_by_entity(screener, found) == expected
    units, table = unit_table(TWO), record_table(found)
    assert sorted(screener.screen_frame(units, table).rows()) == expected


@settings(max_examples=6)
@given(worlds())
def test_duckdb_says_the_same_of_scores_and_grounds(world):
    document, found, as_of, known_at, listed = world
    book = book_of(document)
    scorer = CreditScorer(book, as_of=as_of, known_at=known_at)
    screener = BlacklistScreener(book, as_of=as_of, known_at=known_at)
    connection = duckdb.connect()
    connection.register("u", unit_table(TWO, listed).to_arrow())
    connection.register("r", record_table(found).to_arrow())
    tables = connection.table("u"), connection.table("r")
    scored = scorer.score_frame(*tables, trusted=True).fetchall()
    assert sorted(scored) == scores_by_entity(scorer, found, listed)
    screened = screener.screen_frame(*tables, trusted=True).fetchall()
    assert sorted(screened) == grounds_by_entity(screener, found)
