"""What a third audit found: matters that ended, time bars in days and months, versions, badges."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from books import book_of
from test_credit_mended import document
from worlds import record_table, unit_table

from qualitygov import BlacklistScreener, CreditRecord, CreditScorer, Enterprise, load_rulebook
from qualitygov.core.exact import Points
from qualitygov.core.period import Period
from qualitygov.credit.standing import Excluded
from qualitygov.errors import RulebookError

CODE = "91330299MA2837B62L"
UNIT = Enterprise(code=CODE, name="某厂", town="330299101", registered_on=date(2010, 1, 4))
BOOK = load_rulebook("strong-town")
HEAD = """
[rulebook]
id = "my"
version = "1"
title = { zh = "某", en = "my" }
extends = "strong-town"
"""


def record(kind, severity, day, **more):
    on = date.fromisoformat(day)
    fields = {"id": f"{kind}-{day}", "happened_on": on, "decided_on": on, "known_on": on, **more}
    return CreditRecord(subject=CODE, kind=kind, severity=severity, source_document="文", **fields)


def scored(records, day, book=BOOK, known_at=None):
    """The score of one unit, after columns have said the same."""
    scorer = CreditScorer(book, as_of=day, known_at=known_at)
    score = scorer.score(UNIT, records)
    (row,) = scorer.score_frame(unit_table([UNIT]), record_table(records)).to_dicts()
    assert (row["score"], row["grade"]) == (score.totals.score, score.grade)
    return score


GRAVE = record("penalty", "serious", "2016-03-01", matter="M", valid_until=date(2016, 6, 30))
LIGHT = record("complaint-upheld", "general", "2016-03-02", matter="M")


@pytest.mark.parametrize("day", ["2016-06-30", "2016-07-01"])
def test_a_graver_record_that_ended_by_time_brings_no_other_back(day):
    score = scored([GRAVE, LIGHT], day)
    assert score.totals.under == {LIGHT.id: GRAVE.id}
    counts = day <= "2016-06-30"
    assert score.score == (Points.of(80) if counts else Points.of(100))
    reasons = {one.record_id: (one.reason, one.under) for one in score.excluded}
    assert reasons[LIGHT.id] == (Excluded.SAME_MATTER, GRAVE.id)
    assert reasons.get(GRAVE.id) == (None if counts else (Excluded.ENDED, None))


@pytest.mark.parametrize("name", ["repaired_on", "revoked_on"])
def test_a_graver_record_that_was_repaired_or_revoked_brings_the_next_one_back(name):
    for last in (None, date(2016, 6, 30)):
        gone = attrs.evolve(GRAVE, valid_until=last, **{name: date(2016, 6, 15)})
        assert scored([gone, LIGHT], "2016-06-14").score == Points.of(80)
        for day in ("2016-06-15", "2016-07-01"):
            assert scored([gone, LIGHT], day).score == Points.of(95)


def test_a_lighter_record_that_ended_is_covered_by_nothing_and_forces_nothing():
    ended = attrs.evolve(LIGHT, valid_until=date(2016, 6, 30))
    grave = attrs.evolve(GRAVE, valid_until=None)
    score = scored([grave, ended], "2016-07-01")
    assert (score.score, score.totals.under) == (Points.of(80), {})
    forcing = record("crime", "serious", "2016-03-01", matter="M", valid_until=date(2016, 6, 30))
    assert scored([forcing, LIGHT], "2016-06-30").grade == "D"
    assert scored([forcing, LIGHT], "2016-07-01").grade == "A"


def test_the_outlook_and_repairs_know_that_nothing_comes_back():
    scorer = CreditScorer(BOOK, as_of="2016-06-15")
    changes = scorer.outlook(UNIT, [GRAVE, LIGHT]).changes
    assert [(one.day, one.score) for one in changes] == [(date(2016, 7, 1), Points.of(100))]


BAR = (
    HEAD
    + """
[[change]]
section = "parameter"
id = "credit.time-bar"
valid_from = 2016-01-01
source = "a law to come"
basis = "published"
set = { value = "740 days" }
"""
)


@pytest.mark.parametrize(
    ("act", "decided", "points"),
    [
        ("2015-06-01", "2017-06-01", 90),  # two years end first
        ("2015-06-01", "2017-06-02", 100),
        ("2015-06-01", "2017-06-05", 100),  # two years are over, 740 days are not
        ("2016-06-01", "2018-06-05", 90),  # by the rule of its own day alone
        ("2016-06-01", "2018-06-11", 90),
        ("2016-06-01", "2018-06-12", 100),
    ],
)
def test_of_two_time_bars_the_one_that_ends_first_holds(act, decided, points):
    book = load_rulebook(text=BAR)
    late = record("penalty", "general", decided, happened_on=date.fromisoformat(act))
    score = scored([late], "2018-12-31" if decided > "2018" else "2017-12-31", book)
    assert score.score == Points.of(points)
    if points == 100:
        assert [one.reason for one in score.excluded] == [Excluded.TIME_BARRED]


def test_a_time_bar_that_ends_first_holds_for_grounds_too():
    """In days, or in months, as the day of the act has it."""
    shorter = load_rulebook(text=BAR.replace("740 days", "731 days"))
    for act, decided, grounds in (
        ("2015-06-01", "2017-06-01", 1),  # 731 days, of which one is 29 February 2016
        ("2015-06-01", "2017-06-02", 0),
        ("2014-06-01", "2016-06-01", 1),  # 731 days, too: none of them is longer than two years
        ("2014-03-01", "2016-03-01", 1),
        ("2014-03-01", "2016-03-02", 0),
    ):
        found = record("crime", "serious", decided, happened_on=date.fromisoformat(act))
        for book in (shorter, load_rulebook(text=BAR)):
            screener = BlacklistScreener(book, as_of="2017-12-31")
            assert len(screener.screen(UNIT, [found]).grounds) == grounds
            table = screener.screen_frame(unit_table([UNIT]), record_table([found]))
            assert len(table) == grounds


LATER = (
    HEAD
    + """
[[change]]
section = "credit-rule"
id = "notice"
valid_from = 2016-06-01
source = "a county's own decision"
basis = "unverified"
set = { points = { general = %s }, cap = %s }
"""
)


@pytest.mark.parametrize("points", [-8, -5, -1])
@pytest.mark.parametrize("day", ["2016-05-31", "2016-06-01", "2016-12-31"])
def test_a_later_version_that_nobody_verified_costs_nothing_and_gives_nothing(points, day):
    book = load_rulebook(text=LATER % (points, min(points, -8)))
    old = record("notice", "general", "2016-03-01")
    assert scored([old], day, book).score == Points.of(95)
    signed = LATER.replace('basis = "unverified"', 'basis = "unverified"\nverified_by = "法〔1〕"')
    book = load_rulebook(text=signed % (points, min(points, -8)))
    milder = Points.of(100 + max(points, -5) if day >= "2016-06-01" else 95)
    assert scored([old], day, book).score == milder


def test_an_act_under_a_version_that_nobody_verified_is_left_out():
    book = load_rulebook(text=LATER % (-8, -8))
    last, first = (
        record("notice", "general", "2016-05-31"),
        record("notice", "general", "2016-06-01"),
    )
    score = scored([last, first], "2016-12-31", book)
    assert score.score == Points.of(95)
    assert [(one.record_id, one.reason) for one in score.excluded] == [
        (first.id, Excluded.UNSIGNED)
    ]
    assert CreditScorer(book, as_of="2016-12-31").left_out == ("credit-rule.notice.general",)
    assert CreditScorer(book, as_of="2016-05-31").left_out == ()


def test_a_cap_that_nobody_verified_gives_nothing():
    book = load_rulebook(text=LATER % (-5, -5))
    many = [record("notice", "general", f"2016-03-0{n}") for n in (1, 2, 3)]
    before = scored(many, "2016-05-31", book).score
    assert before == scored(many, "2016-05-31").score == Points.of(85)
    assert scored(many, "2016-06-01", book).score == before


GROUND = (
    HEAD
    + """
[[change]]
section = "blacklist-ground"
id = "cases-3"
valid_from = 2016-06-01
source = "a county's own decision"
basis = "unverified"
set = { at_least = %s }
"""
)


@pytest.mark.parametrize("at_least", [2, 3, 4])
def test_a_ground_stands_by_the_rule_of_the_act_while_a_later_one_is_unverified(at_least):
    book = load_rulebook(text=GROUND % at_least)
    old = [record("case-filed", "general", f"2016-03-0{n}") for n in (1, 2, 3)]
    young = [record("case-filed", "general", f"2016-06-0{n}") for n in (1, 2, 3, 4)]
    mixed = [*old[:2], *young]
    for found, day, there in (
        (old, "2016-05-31", True),
        (old, "2016-06-01", True),
        (old, "2016-12-31", True),
        (young, "2016-12-31", False),  # nobody verified the rule of their days
        (mixed, "2016-12-31", False),
        ([*old, *young], "2016-12-31", True),
    ):
        screener = BlacklistScreener(book, as_of=day)
        grounds = [g for g in screener.screen(UNIT, found).grounds if g.rule == "cases-3"]
        assert bool(grounds) == there
        assert all(ground.record_ids == tuple(one.id for one in old) for ground in grounds)
        table = screener.screen_frame(unit_table([UNIT]), record_table(found)).to_dicts()
        assert any(row["ground"] == "cases-3" for row in table) == there
    assert "blacklist-ground.cases-3" in BlacklistScreener(book, as_of="2016-06-01").plan.unsigned


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2017-12-30", "AA"), ("2017-12-31", "AA"), ("2018-01-01", None), ("2018-06-01", None)],
)
def test_the_day_after_a_listing_is_a_day_of_change_of_a_badge(until, expected):
    """AA by the years 2018 and 2019, however the listing before them is said."""
    scorer = CreditScorer(BOOK, as_of="2019-12-31")
    listings = [Period(date(2015, 1, 1), date.fromisoformat(until))]
    said = scorer.badge(UNIT, [], listings=listings), scorer.badge(UNIT, [], listed_until=until)
    assert [None if one is None else one.value for one in said] == [expected, expected]


MISSING = [
    "assessment.year",
    "credit.badge-grade",
    "credit.badge-years-aa",
    "credit.badge-years-aaa",
    "credit.trade-minimum",
]


@pytest.mark.parametrize("name", MISSING)
def test_a_book_of_credit_that_cannot_be_evaluated_is_refused(name):
    whole = document()
    assert CreditScorer(book_of(whole), as_of="2016-12-31").badge(UNIT, []) is not None
    parameters = {key: value for key, value in whole["parameter"].items() if key != name}
    with pytest.raises(RulebookError, match=f"the parameter {name} is missing"):
        book_of(whole | {"parameter": parameters})


def test_kinds_to_count_among_without_a_share_are_refused():
    repeat = {"points": -20, "within": "12 months", "severity_from": "s0", "among": ["k"]}
    with pytest.raises(RulebookError, match=r"credit-rule\.k\.repeat\.among: .*more_than"):
        book_of(document(rule={"repeat": repeat}))
    book_of(document(rule={"repeat": repeat | {"more_than": "50%"}}))
