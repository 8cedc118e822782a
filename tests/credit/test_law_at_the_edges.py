"""Law at the edges (facts.md, section 6): the day of the act, milder rules, time bars, matters."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import attrs
import pytest
from books import LOCAL_LIST, book_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_credit_mended import AS_OF, both, document, rec
from worlds import BOOK, UNITS, record_table, unit_table

from qualitygov.blacklist import BlacklistScreener
from qualitygov.credit import CreditScorer, trade_credit
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context

TURN = date(2016, 7, 1)
BEFORE = TURN - timedelta(days=1)
UNVERIFIED = {"basis": "unverified"}
SIGNED = UNVERIFIED | {"verified_by": "法制审核〔2016〕1号"}
LISTS = {"list-kind": {"local": LOCAL_LIST}}
PENALTY = {"scale": ["s0"], "points": {"s0": -10}, "windows": {"s0": "w"}}


def versions(first, then):
    """A rule that is one thing up to the day before the turn, and another from the turn on."""
    return {
        "in_force": [
            PENALTY | first | {"valid_to": BEFORE},
            PENALTY | then | {"valid_from": TURN},
        ]
    }


def ruled(entry, **more):
    return book_of(document(**more) | {"credit-rule": {"k": entry}})


def points_of(book, found, as_of=AS_OF):
    """What the records come to, the same in rows and in columns."""
    one, row = both(book, found, as_of)
    assert one == row
    return one[0] // 1000


@pytest.mark.parametrize(
    ("first", "then", "act", "points"),
    [
        (-10, -20, BEFORE, 90),
        (-10, -20, TURN, 80),
        (-20, -10, BEFORE, 90),
        (-20, -10, TURN, 90),
    ],
)
def test_the_rule_of_the_day_of_the_act_decides_and_a_milder_later_one(first, then, act, points):
    book = ruled(versions({"points": {"s0": first}}, {"points": {"s0": then}}))
    assert points_of(book, [rec(on=date(2016, 8, 1), happened_on=act)]) == points


def test_a_milder_rule_applies_from_its_first_day_on():
    book = ruled(versions({"points": {"s0": -20}}, {"points": {"s0": -10}}))
    found = [rec(on=date(2016, 5, 1))]
    assert points_of(book, found, BEFORE) == 80
    assert points_of(book, found, TURN) == 90


def test_the_least_is_taken_of_points_and_windows_together():
    """Full for longer by the one, gone earlier by the other: each day has its own least."""
    windows = {"w": {"length": "24 months"}, "v": {"length": "12 months"}}
    entry = versions({"points": {"s0": -6}}, {"windows": {"s0": "v"}})
    book = book_of(document() | {"credit-rule": {"k": entry}, "credit-window": windows})
    found = [rec(on=date(2016, 5, 1))]
    assert points_of(book, found, date(2017, 5, 1)) == 94
    assert points_of(book, found, date(2017, 5, 2)) == 100
    outlook = CreditScorer(book, as_of=BEFORE).outlook(UNITS[0], found)
    assert [(c.day, str(c.score)) for c in outlook.changes] == [(date(2017, 5, 2), "100")]
    (line,) = CreditScorer(book, as_of=date(2017, 4, 1)).score(UNITS[0], found).lines[1:]
    assert line.changes_on == date(2017, 5, 2)


def overlay(rule, start, **more):
    """The drawn book of one rule, and a county's over it that begins on a day and changes it."""
    base = ruled(rule)
    head = {"id": "own", "version": "1", "title": {"zh": "县", "en": "own"}, "valid_from": start}
    step = {"section": "credit-rule", "id": "k", "source": "县〔2016〕1号", **more}
    return load_rulebook(mapping={"rulebook": head, "change": [step]}, base=base)


@pytest.mark.parametrize("days", [-1, 0])
def test_no_rule_covers_an_act_that_is_older_than_the_book(days):
    """It is left out and named, in rows and in columns; the book's first day is covered."""
    book = ruled(PENALTY)
    act = book.header.valid_from + timedelta(days=days)
    found = [rec(on=date(2013, 6, 1), happened_on=act)]
    day = date(2013, 12, 31)
    assert points_of(book, found, day) == (100 if days else 90)
    excluded = CreditScorer(book, as_of=day).score(UNITS[0], found).excluded
    assert [one.reason.value for one in excluded] == ["no-rule"][: -days or 0]


@pytest.mark.parametrize("days", [-1, 0])
def test_no_ground_cites_a_document_that_is_younger_than_the_act(days):
    ground = {"list_kind": "local", "kinds": ["k"], "within": "12 months"}
    book = ruled(PENALTY, **LISTS, **{"blacklist-ground": {"g": ground}})
    act = book.header.valid_from + timedelta(days=days)
    found = [rec(on=date(2013, 6, 1), happened_on=act)]
    screener = BlacklistScreener(book, as_of="2013-12-31")
    rows = screener.screen(UNITS[0], found).grounds
    frame = screener.screen_frame(unit_table(UNITS), record_table(found), trusted=True)
    assert (len(rows), frame.height) == ((0, 0) if days else (1, 1))


@pytest.mark.parametrize(("act", "points"), [(BEFORE, 90), (TURN, 80)])
def test_an_overlay_that_begins_later_judges_older_acts_by_what_it_was_laid_over(act, points):
    """A county's book that is harsher from its first day on is not harsher for what was before."""
    book = overlay(PENALTY, TURN, set={"points": {"s0": -20}})
    assert points_of(book, [rec(on=date(2016, 8, 1), happened_on=act)]) == points


def test_an_act_before_its_rule_costs_nothing():
    book = ruled(PENALTY | {"valid_from": TURN})
    old = rec(on=date(2016, 8, 1), happened_on=BEFORE)
    assert points_of(book, [old]) == 100
    (left,) = CreditScorer(book, as_of=AS_OF).score(UNITS[0], [old]).excluded
    assert left.reason.value == "no-rule"
    assert points_of(book, [attrs.evolve(old, happened_on=TURN)]) == 90


def test_a_grade_is_forced_only_by_a_rule_of_the_day_of_the_act():
    forces = {"forces": {"grade": "D", "severity_from": "s0"}}
    book = ruled(versions({}, forces))
    for act, grade in ((BEFORE, "A"), (TURN, "D")):
        assert both(book, [rec(on=date(2016, 8, 1), happened_on=act)])[0][1] == grade
    milder = ruled(versions(forces, {}))
    assert both(milder, [rec(on=date(2016, 5, 1))])[0][1] == "A"


def test_caps_are_those_of_the_day_of_evaluation():
    book = ruled(versions({"cap": -20}, {"cap": -15}))
    found = [rec(on=date(2016, 5, n)) for n in (1, 2, 3)]
    assert (points_of(book, found, BEFORE), points_of(book, found)) == (80, 85)


@given(st.dates(date(2016, 1, 1), AS_OF), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=25)
def test_no_later_rule_ever_costs_an_earlier_act_more(act, first, then):
    """Law: a record costs no more than by the rule of the day of its act alone."""
    book = ruled(versions({"points": {"s0": -first}}, {"points": {"s0": -then}}))
    alone = ruled(PENALTY | {"points": {"s0": -(first if act < TURN else then)}})
    found = [rec(on=AS_OF, happened_on=act)]
    assert points_of(book, found) >= points_of(alone, found)


@pytest.mark.parametrize(
    ("entry", "points"), [(UNVERIFIED, 100), (SIGNED, 90), ({"basis": "default"}, 90)]
)
def test_an_unverified_rule_costs_nothing_until_it_is_signed(entry, points):
    book, found = ruled(PENALTY | entry), [rec()]
    assert points_of(book, found) == points
    scorer = CreditScorer(book, as_of=AS_OF)
    assert scorer.left_out == (("credit-rule.k.s0",) if points == 100 else ())
    reasons = [one.reason.value for one in scorer.score(UNITS[0], found).excluded]
    assert reasons == (["unsigned"] if points == 100 else [])
    assert ("not verified" in scorer.score(UNITS[0], found).say("en")) == (points == 100)


def test_an_overlay_signs_what_was_unverified():
    text = """
[rulebook]
id = "county"
extends = "strong-town"
version = "1"
title = { zh = "县", en = "county" }

[[change]]
section = "credit-rule"
id = "penalty"
source = "x"
basis = "unverified"
set = { cap = -60 }
"""
    found = [rec("penalty", "general")]
    unsigned = load_rulebook(text=text)
    assert points_of(unsigned, found) == 100
    signed = load_rulebook(text=text + 'verified_by = "法制审核〔2016〕1号"\n')
    assert points_of(signed, found) == 90


@pytest.mark.parametrize(
    ("found_on", "points"),
    [(date(2016, 5, 31), 90), (date(2016, 6, 1), 90), (date(2016, 6, 2), 100), (None, 100)],
)
def test_nothing_is_held_against_anybody_after_two_years(found_on, points):
    """The act was on 2014-06-01; it came to light with the decision unless the record says so."""
    old = rec(
        "penalty", "general", date(2016, 6, 2), happened_on=date(2014, 6, 1), found_on=found_on
    )
    assert points_of(BOOK, [old]) == points


@pytest.mark.parametrize(
    ("act", "decided", "grade"),
    [
        (date(2021, 7, 14), date(2023, 7, 15), "A"),
        (date(2021, 7, 15), date(2023, 7, 16), "D"),
        (date(2021, 7, 15), date(2026, 7, 15), "D"),
        (date(2021, 7, 15), date(2026, 7, 16), "A"),
    ],
)
def test_against_life_and_health_it_is_five_years_since_the_law_says_so(act, decided, grade):
    accident = rec("accident", "larger", decided, happened_on=act)
    assert both(BOOK, [accident], date(2026, 8, 1))[0][1] == grade


def test_what_came_to_light_too_late_is_in_no_ground():
    screener = BlacklistScreener(BOOK, as_of=AS_OF)
    for act, found in ((date(2014, 6, 1), ["unlicensed-old"]), (date(2014, 5, 31), [])):
        record = rec("unlicensed", "serious", date(2016, 6, 1), happened_on=act)
        assert [g.rule for g in screener.screen(UNITS[0], [record]).grounds] == found
        rows = screener.screen_frame(unit_table(UNITS[:1]), record_table([record])).rows()
        assert [row[1] for row in rows] == found


MATTER = "2016-03-01 某批次"


def of_matter():
    """A penalty of ten, a complaint of five and a notice of five, all of one fact."""
    return [
        rec("penalty", "general", date(2016, 4, 1), id="P", matter=MATTER),
        rec("complaint-upheld", "general", date(2016, 5, 1), id="C", matter=MATTER),
        rec("notice", "general", date(2016, 5, 1), id="N", matter=MATTER),
    ]


def test_one_fact_counts_once_and_the_gravest_counts():
    found = of_matter()
    assert points_of(BOOK, found) == 90
    score = CreditScorer(BOOK, as_of=AS_OF).score(UNITS[0], found)
    (part,) = score.lines[1].parts
    assert (part.record_id, part.covers) == ("P", ("C", "N"))
    assert {(e.record_id, e.reason.value, e.under) for e in score.excluded} == {
        ("C", "same-matter", "P"),
        ("N", "same-matter", "P"),
    }
    assert "covers C, N" in score.say("en")
    apart = [attrs.evolve(r, matter=None) for r in found]
    assert points_of(BOOK, apart) == 80


@pytest.mark.parametrize("field", ["repaired_on", "revoked_on"])
def test_when_the_gravest_is_repaired_or_revoked_the_next_one_counts(field):
    penalty, *others = of_matter()
    found = [attrs.evolve(penalty, **{field: date(2016, 9, 1)}), *others]
    assert points_of(BOOK, found, date(2016, 8, 31)) == 90
    assert points_of(BOOK, found, date(2016, 9, 1)) == 95
    score = CreditScorer(BOOK, as_of=date(2016, 9, 1)).score(UNITS[0], found)
    assert score.lines[1].parts[0].record_id == "C"  # of equals the smaller id


def test_of_equals_the_earlier_act_counts():
    found = of_matter()[1:]
    found[0] = attrs.evolve(found[0], happened_on=date(2016, 3, 2))
    found[1] = attrs.evolve(found[1], happened_on=date(2016, 3, 1))
    score = CreditScorer(BOOK, as_of=AS_OF).score(UNITS[0], found)
    assert [line.record_ids for line in score.lines[1:]] == [("N",)]


def test_the_gravest_is_told_by_points_undiminished():
    """After a year the penalty weighs half, five, as the complaint would; it still counts."""
    found = of_matter()[:2]
    assert points_of(BOOK, found, date(2017, 4, 30)) == 95


@settings(max_examples=20)
@given(st.permutations(of_matter()), st.sets(st.sampled_from("PCN")))
def test_of_a_matter_exactly_one_counts_as_long_as_one_is_left(found, revoked):
    kept = [attrs.evolve(r, revoked_on=AS_OF) if r.id in revoked else r for r in found]
    lines = CreditScorer(BOOK, as_of=AS_OF).score(UNITS[0], kept).lines[1:]
    assert len(lines) == (len(revoked) < 3)


def exposed(share):
    repeat = {
        "points": -30,
        "within": "12 months",
        "severity_from": "s0",
        "more_than": share,
        "among": ["p"],
    }
    passed = PENALTY | {"points": {"s0": 0}}
    return book_of(document() | {"credit-rule": {"k": PENALTY | {"repeat": repeat}, "p": passed}})


@pytest.mark.parametrize(("share", "points"), [("24%", 60), ("25%", 80), ("26%", 80)])
def test_a_repetition_may_ask_for_more_than_a_share_of_the_units_samples(share, points):
    """Two failed among eight: a quarter is not more than a quarter."""
    passed = [rec("p", on=date(2016, 2, n)) for n in range(1, 7)]
    late = [rec("p", on=date(2016, 9, 1)), rec("p", on=date(2014, 9, 1))]
    failed = [rec(on=date(2016, 1, 15)), rec(on=date(2016, 8, 1))]
    assert points_of(exposed(share), [*failed, *passed, *late]) == points


def rated(found=(), **more):
    return CreditScorer(BOOK, as_of=AS_OF).score(UNITS[0], list(found), **more)


def test_a_unit_of_which_nobody_saw_anything_is_not_rated():
    score = rated(seen_on=None)
    assert (score.rated, score.grade, str(score.score)) == (False, None, "100")
    assert "暂不评级" in score.say("zh")
    assert type(score).from_dict(score.to_dict()).to_dict() == score.to_dict()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (None, "A")),
        ({"seen_on": AS_OF}, (True, "A")),
        ({"seen_on": AS_OF + timedelta(days=1)}, (False, None)),
        ({"seen_on": "2016-05-01"}, (True, "A")),
        ({"seen_on": None, "listed_until": AS_OF}, (True, "D")),
    ],
)
def test_who_is_rated(more, expected):
    score = rated(**more)
    assert (score.rated, score.grade) == expected


def test_a_record_is_something_seen():
    assert rated([rec("penalty", "minor")], seen_on=None).rated is True
    later = rec("penalty", "minor", date(2017, 1, 1))
    assert rated([later], seen_on=None).rated is False


def test_who_is_not_rated_is_in_no_trade():
    context = Context(BOOK, as_of=AS_OF)
    scores = [*[rated(seen_on=AS_OF)] * 10, *[rated(seen_on=None)] * 5]
    trade = trade_credit("C", scores, context)
    assert (trade.enterprises, trade.not_rated, trade.distribution["A"]) == (10, 5, 10)


def test_every_explanation_names_the_remedies():
    said = rated([rec("penalty", "general")]).say("en")
    assert "reconsideration within 60 days" in said
    assert "suit within 6 months" in said
    assert "60日内申请行政复议" in rated().say("zh")
    screening = BlacklistScreener(BOOK, as_of=AS_OF).screen(
        UNITS[0], [rec("unlicensed", "serious")]
    )
    assert "suit within 6 months" in screening.say("en")


def test_an_unverified_ground_is_left_out_and_named():
    ground = {"list_kind": "local", "kinds": ["k"], "within": "12 months"}
    for more, found in ((UNVERIFIED, 0), (SIGNED, 1)):
        book = book_of(document() | LISTS | {"blacklist-ground": {"g": ground | more}})
        screening = BlacklistScreener(book, as_of=AS_OF).screen(UNITS[0], [rec()])
        assert len(screening.grounds) == found
        assert screening.left_out == (() if found else ("blacklist-ground.g",))
        assert ("not verified" in screening.say("en")) == (not found)


def test_a_ground_needs_the_rule_of_the_day_of_the_act():
    ground = {"list_kind": "local", "kinds": ["k"], "within": "12 months", "valid_from": TURN}
    book = book_of(document() | LISTS | {"blacklist-ground": {"g": ground}})
    screener = BlacklistScreener(book, as_of=AS_OF)
    for act, found in ((BEFORE, 0), (TURN, 1)):
        one = rec(on=date(2016, 8, 1), happened_on=act)
        assert len(screener.screen(UNITS[0], [one]).grounds) == found


@pytest.mark.parametrize(("first", "then", "there"), [(2, 1, False), (1, 2, False), (1, 1, True)])
def test_a_milder_ground_applies_to_earlier_acts(first, then, there):
    ground = {"list_kind": "local", "kinds": ["k"], "within": "12 months"}
    entry = {
        "in_force": [
            ground | {"at_least": first, "valid_to": BEFORE},
            ground | {"at_least": then, "valid_from": TURN},
        ]
    }
    book = book_of(document() | LISTS | {"blacklist-ground": {"g": entry}})
    found = (
        BlacklistScreener(book, as_of=AS_OF).screen(UNITS[0], [rec(on=date(2016, 6, 1))]).grounds
    )
    assert bool(found) == there


def test_a_ground_cites_no_document_younger_than_the_act():
    screener = BlacklistScreener(BOOK, as_of=AS_OF)
    for act, source in (
        (date(2015, 7, 28), "by default"),
        (date(2015, 7, 29), "安委办〔2015〕14号"),
    ):
        accident = rec("accident", "major", act)
        (ground,) = screener.screen(UNITS[0], [accident]).grounds
        assert source in ground.source.en


OWN_FILES = ("credit.toml", "blacklist.toml", "publication.toml", "access.toml", "award.toml")


@pytest.mark.parametrize("name", OWN_FILES)
def test_no_rule_cites_a_document_younger_than_itself(name):
    text = files("qualitygov.rulebook").joinpath("books/strong-town", name).read_text("utf-8")
    start = BOOK.header.valid_from
    late = []
    for section, entries in tomllib.loads(text).items():
        for name_, entry in entries.items():
            for version in entry.get("in_force", [{}]):
                whole = {**entry, **version}
                source = whole.get("source", "")
                source = source if isinstance(source, str) else source["en"]
                years = re.findall(r"〔(\d{4})〕", source)
                first = whole.get("valid_from", start)
                if "by default" not in source and years:
                    late += [f"{section}.{name_}"] if first.year < max(map(int, years)) else []
    assert late == []
