"""What a second audit found: merits that a failing makes void, words that no rule knows, repairs."""

from __future__ import annotations

from datetime import date

import attrs
import polars as pl

from qualitygov import BlacklistScreener, CreditRecord, CreditScorer, Enterprise, load_rulebook

CODE = "91330299MA2837B62L"
UNIT = Enterprise(code=CODE, name="某厂", town="330299101")
BOOK = load_rulebook("strong-town")
WITHOUT_REPEAT = """
[rulebook]
id = "my"
version = "1"
title = { zh = "某", en = "my" }
extends = "strong-town"

[[change]]
section = "credit-rule"
id = "sampling-fail"
unset = ["repeat"]
source = "a county's own decision"
"""


def record(number, kind, severity, day, **more):
    on = date.fromisoformat(day)
    return CreditRecord(
        id=f"R{number}",
        subject=CODE,
        kind=kind,
        severity=severity,
        happened_on=on,
        decided_on=on,
        known_on=on,
        source_document="文",
        **more,
    )


def frame(records):
    fields = attrs.fields(CreditRecord)
    rows = [{a.name: getattr(one, a.name) for a in fields} for one in records]
    return pl.DataFrame(rows, infer_schema_length=None)


UNITS = pl.DataFrame({"code": [CODE]})


def test_a_failing_makes_a_merit_void_for_as_long_as_the_merit_weighs():
    """In columns as for one unit, also where the failing itself no longer weighs."""
    book = load_rulebook(text=WITHOUT_REPEAT)
    days = ("2025-11-01", "2026-02-01", "2026-03-01")
    records = [record(n, "sample-passed", "passed", day) for n, day in enumerate(days)]
    records.append(record(9, "sampling-fail", "minor", "2024-12-01"))
    scorer = CreditScorer(book, as_of="2026-06-01")
    (row,) = scorer.score_frame(UNITS, frame(records), trusted=True).to_dicts()
    assert row["score"] == scorer.score(UNIT, records).score.thousandths == 100_000


def test_a_word_that_no_rule_knows_makes_no_ground():
    screener = BlacklistScreener(BOOK, as_of="2016-12-31")
    unknown = record(1, "unlicensed", "seriuos", "2016-05-01")
    known = record(2, "unlicensed", "serious", "2016-05-01")
    assert screener.screen(UNIT, [unknown]).grounds == ()
    assert len(screener.screen(UNIT, [unknown, known]).grounds) == 1
    assert screener.screen_frame(UNITS, frame([unknown]), trusted=True).height == 0
    assert screener.screen_frame(UNITS, frame([unknown, known]), trusted=True).height == 1


def test_a_word_that_no_rule_knows_breaks_no_run():
    screener = BlacklistScreener(BOOK, as_of="2016-12-31")
    runs = [
        record(1, "sampling-fail", "serious", "2016-01-01"),
        record(2, "sampling-fail", "xx", "2016-02-01"),
        record(3, "sampling-fail", "serious", "2016-03-01"),
    ]
    assert [g.rule for g in screener.screen(UNIT, runs).grounds] == ["serious-2-in-a-row"]


def test_the_fewest_repairs_are_found_among_many_failings():
    failings = [record(n, "refuse", "serious", f"2016-{n:02d}-01") for n in range(1, 13)]
    heavier = record(99, "penalty", "minor", "2016-12-01", heavier_penalty=True)
    found = CreditScorer(BOOK, as_of="2016-12-31").to_reach("C", UNIT, [*failings, heavier])
    assert found.repairs == ("R99",)
