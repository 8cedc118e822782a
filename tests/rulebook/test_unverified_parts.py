"""A part of a rule that nobody has verified: said in the rule, listed by check, signed by overlays."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.cli._rulebook import check
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.errors import RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.blacklist import ListKind
from qualitygov.rulebook.model.safety import AccidentScale
from signed_book import signed_book

BOOK = load_rulebook("strong-town")
DAY = date(2015, 3, 2)
HEAD = """[rulebook]
id = "t"
version = "1"
title = { zh = "县", en = "county" }
extends = "strong-town"
"""
MEMORY = ("memory", "unverified", "not verified", "verify", "尚未核实", "待核实", "未核对")


def entries(book=BOOK):
    return [one for *_, one in book.versions() if one is not None]


def quality(text):
    return load_rulebook(text=HEAD + text).at(DAY).entry(ListKind, "quality")


def test_a_rule_whose_source_says_memory_says_what_is_not_verified():
    """No number from memory hides in a rule that is called published or default."""
    hidden = [
        (one.section, one.id, one.source)
        for one in entries()
        if any(word in one.source.en + one.source.zh for word in MEMORY)
        and not (one.unsigned or one.unsigned_parts)
    ]
    assert hidden == []


def test_only_the_part_may_not_cost_anybody():
    rule = BOOK.at(DAY).entry(ListKind, "quality")
    assert (rule.unsigned, rule.uncertain) == (False, True)
    assert (rule.vouched("hearing_within"), rule.vouched("term")) == (False, True)
    weak = attrs.evolve(rule, basis=Basis.UNVERIFIED)
    assert not weak.vouched("term")
    assert attrs.evolve(weak, verified_by="法规科").vouched("hearing_within")


def test_a_deadline_from_such_a_part_is_unknown_and_says_why():
    context = Context(BOOK, as_of="2016-12-31", calendar=WeekdayCalendar())
    rule = BOOK.at(DAY).entry(ListKind, "quality")
    due = context.due_by(DAY, rule, "hearing_within")
    assert (due.day, due.reason.en) == (
        None,
        "its rule is not verified yet: list-kind.quality.hearing_within",
    )
    assert context.due_by(DAY, rule, "statement_within").day == date(2015, 3, 9)


def test_an_overlay_signs_it_or_sets_a_number_of_its_own():
    step = '\n[[change]]\nsection = "list-kind"\nid = "quality"\nsource = "县"\n'
    signed = quality(step + 'verified_by = "法规科"\n')
    assert (signed.unsigned_parts, signed.basis) == ((), Basis.DEFAULT)
    own = quality(step + 'set = { hearing_within = "5 days" }\n')
    assert (own.unsigned_parts, own.vouched("hearing_within")) == ((), True)
    other = quality(step + 'set = { term = "24 months" }\n')
    assert other.unsigned_parts == ("hearing_within",)


@pytest.mark.parametrize(
    ("section", "name", "part", "code"),
    [
        ("list-kind", "quality", "hearing", "rulebook.unverified"),
        ("accident-scale", "special-equipment", "classes.small.loss", "rulebook.accident"),
    ],
)
def test_a_part_that_is_not_there_is_refused(section, name, part, code):
    step = f'\n[[change]]\nsection = "{section}"\nid = "{name}"\nsource = "县"\n'
    with pytest.raises(RulebookError) as raised:
        load_rulebook(text=HEAD + step + f'set = {{ unverified = ["{part}"] }}\n')
    assert code in {problem.code for problem in raised.value.problems}


def test_check_lists_what_is_not_verified_first_with_its_parts():
    lines, _ = check("strong-town", uncertain=True)
    listed = [line for line in lines if line.startswith("  ") and ": " in line and "[" in line]
    first = [line.startswith("  not verified yet: ") for line in listed]
    assert first == sorted(first, reverse=True)
    assert any(
        "(list-kind.quality): " in line and "(hearing_within) 2011-01-01" in line for line in listed
    )
    assert any(
        "(accident-scale.special-equipment): " in line and "(classes.larger.moved)," in line
        for line in listed
    )
    short, _ = check("strong-town")
    assert f"  {sum(first)} not verified yet" in short[2]


@given(st.sampled_from(entries(signed_book())), st.data())
def test_who_signs_a_rule_vouches_for_all_of_it(rule, data):
    """Law: after the signature no part of a rule is in doubt."""
    if rule.basis is Basis.UNVERIFIED or rule.unverified:
        parts = [one.name for one in attrs.fields(type(rule))] + list(rule.unverified)
        assert rule.vouched(data.draw(st.sampled_from(parts)))
    assert not rule.unsigned_parts


def test_the_parts_of_a_scale_are_measures_of_its_classes():
    scale = BOOK.at(DAY).entry(AccidentScale, "special-equipment")
    parts = {one.part(name) for one in scale.classes for name in ("loss", "moved", "triggers")}
    assert set(scale.unverified) < parts
