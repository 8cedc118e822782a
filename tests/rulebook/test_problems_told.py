"""How what is wrong with a book is told: all at once, at the user's own step, as he wrote it."""

from __future__ import annotations

from datetime import date

import pytest

from qualitygov import load_rulebook
from qualitygov.errors import InputError, RulebookError
from qualitygov.interchange.manifest import read_manifest, rulebook_of
from qualitygov.rulebook.model.credit import CreditRule

BOOK = load_rulebook("strong-town")
HEAD = """[rulebook]
id = "c"
version = "1"
title = { zh = "某", en = "C" }
extends = "strong-town"
"""


def step(kind, section, name, more):
    return f'[[{kind}]]\nsection = "{section}"\nid = "{name}"\nsource = "县"\n{more}\n'


def change(section, name, values, more=""):
    return step("change", section, name, f"set = {{ {values} }}\n{more}")


def retire(section, name):
    return step("retire", section, name, "from = 2016-07-01")


def problems(text, head=HEAD):
    with pytest.raises(RulebookError) as raised:
        load_rulebook(text=head + text)
    return raised.value.problems


def told(text, head=HEAD):
    return [problem.say() for problem in problems(text, head)]


def test_a_word_of_an_entry_that_is_not_yet_in_force_says_from_when_it_is():
    kind = step("add", "list-kind", "c.watch", LIST + "valid_from = 2018-01-01")
    ground = step("add", "blacklist-ground", "c.g", GROUND + "valid_from = {}")
    (said,) = told(kind + ground.replace("{}", "2017-12-31"))
    assert said == (
        "text:add[1]:blacklist-ground.c.g.list_kind: list-kind.c.watch is not in force on "
        "2017-12-31 (in force 2018-01-01 –) (found 'c.watch')"
    )
    assert load_rulebook(text=HEAD + kind + ground.replace("{}", "2018-01-01")).id == "c"


LIST = """label = { zh = "重点监管", en = "watch" }
rank = "local"
effects = ["more-supervision"]
statutory = false
publish_within = "20 working days"
accept_within = "2 working days"
decide_within = "15 working days"
statement_within = "5 working days"
repair_after = "12 months"
term = "12 months"
"""
GROUND = """label = { zh = "两次立案", en = "two cases" }
list_kind = "c.watch"
kinds = ["case-filed"]
at_least = 2
within = "12 months"
"""
MISSPELT = change("target", "satisfacton", 'value = "81%"')
TOO_MUCH = change("target", "satisfaction", 'value = "820%"')
SHARE = "a share lies between 0% and 100%"


@pytest.mark.parametrize(
    ("text", "head", "places"),
    [
        (MISSPELT + TOO_MUCH, HEAD,
         ["text:change[0].id", "text:change[1]:target.satisfaction.value"]),
        (change("credit-rule", "notice", "cap = true") + TOO_MUCH, HEAD,
         ["text:change[0]:credit-rule.notice.cap", "text:change[1]:target.satisfaction.value"]),
        (TOO_MUCH + retire("credit-window", "general") + MISSPELT, HEAD,
         ["text:change[0]:target.satisfaction.value", "text:change[1].id",
          "text:retire[0]:credit-window.general"]),
        (MISSPELT + TOO_MUCH, HEAD.replace('"c"', "5"),
         ["text:change[0].id", "text:change[1]:target.satisfaction.value", "text:rulebook.id"]),
        (TOO_MUCH, HEAD.replace("title", "titel"),
         ["text:change[0]:target.satisfaction.value", "text:rulebook.titel",
          "text:rulebook.title"]),
    ],
)  # fmt: skip
def test_mistakes_of_every_kind_are_said_at_once(text, head, places):
    assert sorted(problem.path for problem in problems(text, head)) == places


def test_a_book_that_extends_no_other_has_all_its_mistakes_said_at_once():
    head = HEAD.replace('extends = "strong-town"', "valid_from = 2016-01-01")
    head += 'reviewed_to = 2016-12-31\npast_end = "warn"\n'
    entry = 'label = {{ zh = "甲", en = "a" }}\nsource = "县"\nbasis = "local"\n{}\n'
    text = "[credit-window.w]\n" + entry.format('length = "12 yeers"')
    text += '[parameter."x.confidence"]\n' + entry.format('kind = "rate"\nvalue = "150%"')
    assert sorted(problem.path for problem in problems(text, head)) == [
        "text:credit-window.w.length",
        "text:parameter.x.confidence.value",
    ]


def test_what_only_follows_from_a_mistake_is_not_said_as_well():
    """An entry that cannot be read is missing to none, and a band leaves no gap to one that is."""
    bands = change("credit-grade", "B", 'low = "x"') + change("credit-grade", "C", "below = 85")
    assert [problem.path for problem in problems(bands)] == ["text:change[0]:credit-grade.B.low"]
    bands = change("credit-grade", "BB", "low = 85") + change("credit-grade", "C", "below = 85")
    assert [problem.path for problem in problems(bands)] == ["text:change[0].id"]
    label = 'label = { zh = "甲", en = "a" }\n'
    added = step("add", "indicator", "c.i", label + 'quality = "product"\nfacts = "sample"')
    target = 'quality = "product"\nindicator = "c.i"\nkind = "threshold"\nop = "at-least"\n'
    added += step("add", "target", "c.t", label + target + 'value = "90%"')
    assert [problem.path for problem in problems(added)] == ["text:add[0]:indicator.c.i.kind"]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ('value = "820%"', f"{SHARE} (found 820%)"),
        ("value = 82", f'{SHARE}; a percentage is written "82%" (found 82)'),
        ('value = "8.2"', f"{SHARE} (found 8.2)"),
        ('value = "41/5"', f"{SHARE} (found 41/5)"),
        ('value = "-5%"', f"{SHARE} (found -5%)"),
    ],
)
def test_a_share_is_shown_as_it_was_written(values, line):
    assert told(change("target", "satisfaction", values)) == [
        f"text:change[0]:target.satisfaction.value: {line}"
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (retire("credit-window", "general"), "retire[0]:credit-window.general",
         "still needed by credit.toml:credit-rule."),
        (retire("indicator", "satisfaction"), "retire[0]:indicator.satisfaction",
         "still needed by targets.toml:target.satisfaction.indicator"),
        (change("credit-grade", "B", "low = 85"), "change[0]:credit-grade.B",
         "leaves a gap to B, which begins at 85 (see credit.toml:credit-grade.C.below)"),
        (change("parameter", "credit.floor", "value = -10"), "change[0]:parameter.credit.floor",
         "the lowest"),
        (change("list-kind", "statutory", 'term = "60 months"'),
         "change[0]:list-kind.statutory", "a statutory list rests on a law above it"),
    ],
)  # fmt: skip
def test_what_a_step_breaks_is_told_at_the_step(text, place, words):
    """And not at the entry of the book above that it no longer fits."""
    lines = told(text)
    assert all(line.startswith(f"text:{place}") for line in lines), lines
    assert any(words in line for line in lines), lines
    assert len(lines) == len({line.partition(": ")[2] for line in lines}), lines


@pytest.mark.parametrize(
    ("text", "head", "words"),
    [
        ("[chnge]\na = 1\n", HEAD, "did you mean [[change]]?"),
        ("[chnge.x]\na = 1\n", HEAD, "did you mean change?"),
        (step("change", "credit-rule", "notice", 'unset = ["capp"]'), HEAD, "did you mean cap?"),
        (step("change", "credit-rule", "notice", 'unset = ["points.genral"]'), HEAD,
         "did you mean general?"),
        ("", HEAD.replace("strong-town", "strong-twon"),
         "text:rulebook.extends: no rulebook there; did you mean strong-town?"),
    ],
)  # fmt: skip
def test_a_misspelt_word_has_the_one_near_to_it(text, head, words):
    assert any(words in line for line in told(text, head)), told(text, head)


@pytest.mark.parametrize("lock", ["lock = true", 'lock = ["value"]'])
def test_a_lock_is_not_taken_off_by_a_level_below(lock):
    """It would be without effect, so it is said; what nobody locked may stay unlocked."""
    county = load_rulebook(text=HEAD + change("target", "satisfaction", 'value = "82%"', lock))
    head = HEAD.replace('extends = "strong-town"', 'extends = "c"').replace('id = "c"', 'id = "t"')
    text = step("change", "target", "satisfaction", "lock = false")
    with pytest.raises(RulebookError, match="locked by the level above, it stays so"):
        load_rulebook(text=head + text, base=county)
    assert load_rulebook(text=head + text, base=BOOK).id == "t"


def test_a_market_ban_on_a_local_list_is_said_once():
    text = change("list-kind", "local", 'effects = ["more-supervision", "market-ban"]')
    assert len(told(text)) == 1


def manifest(folder, name):
    (folder / "data").mkdir(exist_ok=True)
    text = f'rulebook = "{name}"\n[county]\ncode = "330299"\nname = {{ zh = "县", en = "C" }}\n'
    (folder / "county.toml").write_text(text, encoding="utf-8")
    return rulebook_of(folder, read_manifest(folder))


def test_the_book_of_a_county_is_named_with_its_place(tmp_path):
    assert manifest(tmp_path, "strong-town") is BOOK
    (tmp_path / "rulebook.toml").write_text(HEAD, encoding="utf-8")
    assert manifest(tmp_path, "rulebook.toml").id == "c"
    for name, near in (("strong-twon", "strong-town"), ("rulebok.toml", "rulebook.toml")):
        with pytest.raises(RulebookError) as raised:
            manifest(tmp_path, name)
        (problem,) = raised.value.problems
        assert problem.path == "county.toml:rulebook"
        assert f"did you mean {near}" in problem.expected.en
    with pytest.raises(InputError):
        manifest(tmp_path, "")


@pytest.mark.parametrize("name", ["strong-twon", "examples/county/rulebok.toml"])
def test_a_misspelt_book_has_the_one_near_to_it(name):
    with pytest.raises(RulebookError, match="did you mean"):
        load_rulebook(name)


def test_the_rules_of_an_act_reach_as_far_back_as_the_entries():
    later = load_rulebook(text=HEAD + "valid_from = 2016-01-01\n")
    with pytest.raises(RulebookError):
        later.at(date(2015, 12, 31))
    assert later.of_act(date(2015, 12, 31)).entries(CreditRule)
    assert later.of_act(date(2010, 12, 31)).entries(CreditRule) == {}
