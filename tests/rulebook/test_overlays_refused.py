"""Overlays that would fail later, or break the law of the level, are refused when they load."""

from __future__ import annotations

import pytest

from qualitygov.errors import RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.law import READ_BY_NAME

BOOK = load_rulebook("strong-town")
HEAD = '[rulebook]\nid = "own"\nversion = "1"\ntitle = { zh = "县", en = "County" }\n'
PUBLISHED = 'basis = "published"'


def load(text):
    return load_rulebook(text=HEAD + text, base=BOOK)


def said(text):
    with pytest.raises(RulebookError) as raised:
        load(text)
    lines = [problem.say("en") for problem in raised.value.problems]
    assert all("\n" not in line for line in lines)
    return lines


def change(section, name, values, more=""):
    sets = f"set = {{ {values} }}\n" if values else ""
    return f'[[change]]\nsection = "{section}"\nid = "{name}"\n{sets}source = "县"\n{more}\n'


def retire(section, name, more=""):
    step = f'[[retire]]\nsection = "{section}"\nid = "{name}"\nfrom = 2016-01-01\n'
    return f'{step}source = "县"\n{more}\n'


def add(section, name, more):
    step = f'[[add]]\nsection = "{section}"\nid = "own.{name}"\nsource = "县"\n'
    return f'{step}label = {{ zh = "新", en = "new" }}\n{more}\n'


def lock(fields):
    return change("credit-rule", "penalty", "", f"lock = {fields}")


def rule(name, where, more=""):
    fixed = 'event = "noise"\nkind = "penalty"\nseverity = "general"\nsuffix = "own"\n'
    return add("event-rule", name, f"{fixed}where = {{ {where} }}\n{more}")


LISTED = """statutory = true
rank = "law"
term = "12 months"
repair_after = "6 months"
hearing_within = "5 days"
publish_within = "20 working days"
accept_within = "2 working days"
decide_within = "15 working days"
effects = ["more-supervision"]
"""
GROUND = 'list_kind = "safety"\nkinds = ["penalty"]\nwithin = "12 months"\n'
EXACT = 'any_of = ["day", "night"]'


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (lock('["cpa"]'), "change[0].lock", "did you mean cap?"),
        (lock("[]"), "change[0].lock", "at least one field"),
        (lock('["points.general"]'), "change[0].lock", "a whole field is locked; lock points"),
        (add("credit-rule", "a", 'scale = ["general"]\nlock = ["cpa"]'), ".locked", "cap?"),
        (change("blacklist-ground", "order-44", "judged_grave = false", 'basis = "opinion"'),
         "change[0]:blacklist-ground.order-44", "neither adds nor changes"),
        (change("blacklist-ground", "order-44", "", 'unset = ["judged_grave"]\nbasis = "default"'),
         "change[0]:blacklist-ground.order-44", "neither adds nor changes"),
        (retire("blacklist-ground", "order-44"), "retire[0]:blacklist-ground.order-44", "a ground"),
        (change("list-kind", "safety", 'rank = "law"'), "list-kind.safety", "rests on a law"),
        (change("list-kind", "safety", "effects = []", 'basis = "default"'), "safety", "on a law"),
        (change("list-kind", "statutory", 'term = "120 months"', 'basis = "default"'),
         "list-kind.statutory", "rests on a law"),
        (change("list-kind", "safety", 'second_term = "60 months"', 'basis = "opinion"'),
         "list-kind.safety", "rests on a law"),
        (change("list-kind", "statutory", "", 'unset = ["hearing_within"]'),
         "list-kind.statutory", "rests on a law"),
        *((change("parameter", name, f'value = "{value}"'), f"parameter.{name}", "grants a unit")
          for name, value in (("remedy.reconsideration", "1 day"), ("remedy.suit", "1 day"),
                              ("credit.time-bar", "10 years"), ("penalty.hearing", "1 day"),
                              ("credit.time-bar-life", "20 years"))),
        (change("parameter", "closure.failed-rechecks", "value = 1"), "parameter.closure",
         "grants a unit"),
        (retire("list-kind", "statutory"), "retire[0]:list-kind.statutory", "rests on a law"),
        (add("list-kind", "a", LISTED + 'basis = "opinion"'), "own.a", "rests on a law"),
        (add("blacklist-ground", "a", GROUND + 'basis = "default"'), "own.a", "neither adds"),
        (rule("a", "") + rule("b", ""), "event-rule.own.b.suffix", "the same id as own.a"),
        (rule("a", f"period = {{ {EXACT} }}") + rule("b", 'period = { any_of = ["day"] }'),
         "own.b.suffix", "the same id"),
        (rule("a", "over = { at_most = 3 }") + rule("b", "over = { at_least = 3 }"),
         "own.b.suffix", "the same id"),
        (change("list-kind", "local", 'term = "201 years"'), "local.term", "than 200 years"),
        (change("list-kind", "local", 'term = "2401 months"'), "local.term", "than 200 years"),
        (change("list-kind", "local", 'publish_within = "99999 working days"'),
         "local.publish_within", "than 200 years"),
        (change("credit-rule", "penalty", "cap = -1000001"), "penalty.cap", "between -1000000"),
        (change("parameter", "credit.ceiling", 'value = "1000001"'), "ceiling.value", "1000000"),
        (change("warning-rule", "sampled", "falls = 21"), "sampled.falls", "at most 20"),
        (change("warning-rule", "sampled", "falls = 0"), "sampled.falls", "at least 1"),
        (change("warning-rule", "sampled", 'margin = "101%"'), "sampled.margin", "100 %"),
        (change("warning-rule", "sampled", 'targets = ["satisfactoin"]'), "sampled.targets",
         "satisfaction"),
        (change("warning-rule", "sampled", 'targets = ["air-good-days"]'), "sampled.targets",
         "a line from below"),
        (change("parameter", "inspection.not-again", "value = 1000001"), ".value", "at most"),
        (add("parameter", "a", 'kind = "span"\nvalue = "300 years"'), "own.a.value", "200 years"),
        (add("parameter", "a", 'kind = "whole"\nvalue = -1000001'), "own.a.value", "at least"),
        (add("indicator", "a", 'quality = "product"\nfacts = "sample"\nkind = "count"\n'
             "sampled = true"), "own.a.sampled", "goes with a rate"),
        (add("indicator", "a", 'quality = "product"\nfacts = "sample"\nkind = "checklist"\n'
             'checklist = "x"'), "own.a.facts", 'facts = "evidence"'),
    ],
)  # fmt: skip
def test_what_would_fail_later_is_refused_with_its_place(text, place, words):
    lines = said(text)
    assert any(place in line and words in line for line in lines), lines


@pytest.mark.parametrize("section", sorted(READ_BY_NAME))
def test_entries_that_are_read_by_name_are_not_retired(section):
    name = next(one.id for one in BOOK.source.values() if one.section == section)
    assert said(retire(section, name)) == [
        f"text:retire[0]:{section}.{name}: change it instead of retiring it"
    ]


@pytest.mark.parametrize(
    "text",
    [
        lock('["cap", "points"]'),
        change("blacklist-ground", "order-44", "judged_grave = false", PUBLISHED),
        change("blacklist-ground", "order-44", "", 'verified_by = "县"'),
        retire("blacklist-ground", "order-44", PUBLISHED),
        change("list-kind", "safety", 'term = "6 months"', PUBLISHED),
        change("list-kind", "statutory", "lowers_grade = false", 'basis = "default"'),
        change("parameter", "remedy.suit", 'value = "9 months"', PUBLISHED),
        change("parameter", "remedy.suit", "", 'verified_by = "县"'),
        add("blacklist-ground", "a", GROUND + PUBLISHED),
        add("list-kind", "a", LISTED + PUBLISHED),
        rule("a", 'period = { any_of = ["day"] }') + rule("b", 'period = { any_of = ["night"] }'),
        rule("a", "exceeded = { flag = true }") + rule("b", "exceeded = { flag = false }"),
        rule("a", "over = { at_most = 3 }") + rule("b", "over = { at_least = 4 }"),
        rule("a", "", "valid_to = 2016-12-31\nends = true")
        + rule("b", "", "valid_from = 2017-01-01"),
        change("list-kind", "local", 'term = "200 years"'),
        change("credit-rule", "penalty", "cap = -1000000"),
        change("warning-rule", "sampled", "falls = 20"),
    ],
)
def test_what_holds_is_not_refused(text):
    assert load(text).id == "own"


def refused(make):
    with pytest.raises(RulebookError) as raised:
        make()
    return [problem.say("en") for problem in raised.value.problems]


def test_a_book_has_a_name():
    assert refused(lambda: load_rulebook("")) == ["rulebook: no book is named"]
    assert refused(lambda: load_rulebook(text=HEAD, base="")) == ["rulebook: no book is named"]
    (line,) = refused(lambda: load_rulebook(text=HEAD + 'extends = ""'))
    assert line.startswith("text:rulebook.extends: no book is named")


def test_a_folder_has_one_header(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(HEAD + 'extends = "strong-town"\n', encoding="utf-8")
    assert refused(lambda: load_rulebook(tmp_path)) == [
        "b.toml:rulebook: a book has one [rulebook] header"
    ]


def test_a_mistake_of_toml_is_one_problem():
    (line,) = refused(lambda: load_rulebook(text=HEAD + "[["))
    assert "expected TOML in UTF-8" in line


OWN_LIST = add("list-kind", "l", LISTED + PUBLISHED)
OWN_GROUND = add("blacklist-ground", "g", GROUND.replace("safety", "own.l") + 'basis = "default"')


@pytest.mark.parametrize("text", [OWN_LIST + OWN_GROUND, OWN_GROUND + OWN_LIST])
def test_the_order_of_added_entries_changes_no_law(text):
    assert any("neither adds" in line for line in said(text))


def test_a_lock_binds_no_later_step_of_its_own_overlay():
    first = change("credit-rule", "notice", "cap = -25", "valid_to = 2015-12-31\nlock = true")
    then = change("credit-rule", "notice", "cap = -20", "valid_from = 2016-01-01")
    assert load(first + then).digest == load(then + first).digest
    town = HEAD.replace('"own"', '"town"') + then
    with pytest.raises(RulebookError, match="locked by the level above"):
        load_rulebook(text=town, base=load(first))


def test_a_key_with_a_dot_is_taken_away_in_quotes():
    parts = 'kind = "composite"\nparts = { food-production = 1, food-circulation = 2 }\n'
    made = add("indicator", "c", f'quality = "product"\nfacts = "sample"\n{parts}')
    part = add("indicator", "p", 'quality = "product"\nfacts = "sample"\nkind = "count"')
    with_dot = made.replace("food-circulation", '"own.p"')
    town = HEAD.replace('"own"', '"town"') + change(
        "indicator", "own.c", "", """unset = ['parts."own.p"']"""
    )
    book = load_rulebook(text=town, base=load(part + with_dot))
    assert dict(book.typed["indicator"]["own.c"][0][2].parts) == {"food-production": 1}


def test_an_item_before_its_section_is_told_at_the_item():
    item = add("item", "a", 'quality = "product"\ntarget = "food-production"\npoints = 3')
    assert any(
        line.startswith(
            "text:add[0]:item.own.a: assessment-section.product is not in force on 2011"
        )
        for line in said(item)
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (change("parameter", "credit.trade-minimum", "value = 0"), "at least 1"),
        (
            change("indicator", "food-production", 'kind = "count"', 'unset = ["sampled"]'),
            "a whole number, since its indicator is a count",
        ),
    ],
)
def test_what_check_accepts_can_be_assessed(text, words):
    assert any(words in line for line in said(text)), said(text)
