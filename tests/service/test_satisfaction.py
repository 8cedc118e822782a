"""Satisfaction: the share and the index are two numbers, each by the scale in use."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.service import SatisfactionScale
from qualitygov.service import (
    SatisfactionSurvey,
    satisfaction_index,
    satisfied_share,
    weighted_index,
)

pytestmark = pytest.mark.clause("2.2.4.b")

DAY = date(2016, 6, 1)
CONTEXT = Context(load_rulebook("strong-town"), as_of=DAY)
ASKED = st.tuples(*[st.integers(0, 200)] * 5).filter(any)
HEAD = (
    '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
    'extends = "strong-town"\n'
)


def survey(*answers, **more):
    names = ("very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied")
    counts = dict(zip(names, answers or (0,) * 5, strict=True))
    return SatisfactionSurvey(
        **{"id": "M1", "town": "330299101", "trade": "H", "held_on": DAY, **counts, **more}
    )


def context_of(folder, text):
    path = folder / "county.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return Context(load_rulebook(path), as_of=DAY)


CHANGE = '[[change]]\nsection = "{0}"\nid = "{1}"\nset = {{ {2} }}\nsource = "县文件"\n'


@pytest.fixture(scope="module")
def even(tmp_path_factory):
    return context_of(
        tmp_path_factory.mktemp("even"),
        CHANGE.format("parameter", "service.scale", 'value = "even"'),
    )


@pytest.fixture(scope="module")
def unequal(tmp_path_factory):
    change = CHANGE.format(
        "satisfaction-scale", "main", "values = [100, 90, 50, 10, 0], satisfied = 1"
    )
    return context_of(tmp_path_factory.mktemp("unequal"), change)


# Known values


def test_the_same_answers_give_80_or_75_by_the_scale(even):
    everybody_satisfied = survey(0, 10, 0, 0, 0)
    assert satisfaction_index(everybody_satisfied, CONTEXT) == Rate(80, 1)
    assert satisfaction_index(everybody_satisfied, even) == Rate(75, 1)


@pytest.mark.parametrize(
    ("answers", "share", "index"),
    [
        ((1, 0, 0, 0, 0), "1", "100"),
        ((0, 0, 0, 0, 1), "0", "20"),
        ((1, 1, 1, 1, 1), "2/5", "60"),
        ((30, 50, 15, 4, 1), "4/5", "404/5"),
        ((0, 1, 1, 1, 0), "1/3", "60"),
    ],
)
def test_share_and_index_are_two_numbers(answers, share, index):
    assert satisfied_share(survey(*answers), CONTEXT).fraction == Fraction(share)
    assert satisfaction_index(survey(*answers), CONTEXT).fraction == Fraction(index)


def test_a_scale_with_unequal_steps(unequal):
    one = survey(30, 50, 15, 4, 1)
    assert satisfaction_index(one, unequal) == Rate(30 * 100 + 50 * 90 + 15 * 50 + 4 * 10, 100)
    assert satisfied_share(one, unequal) == Rate(30, 100)
    assert satisfied_share(one, CONTEXT) == Rate(80, 100)


def test_nobody_asked_has_no_opinion():
    for ask in (satisfied_share, satisfaction_index):
        assert not ask(survey(no_answer=9), CONTEXT).defined


# Laws


@given(ASKED, st.integers(0, 500))
def test_those_who_do_not_know_count_in_no_denominator(answers, unknown):
    with_them, without = survey(*answers, no_answer=unknown), survey(*answers)
    assert with_them.valid == sum(answers)
    for ask in (satisfied_share, satisfaction_index):
        assert ask(with_them, CONTEXT) == ask(without, CONTEXT)
        assert ask(with_them, CONTEXT).denominator == sum(answers)


@given(ASKED)
def test_the_index_is_the_mean_of_the_answers_worth(answers):
    each = [
        worth
        for worth, count in zip((100, 80, 60, 40, 20), answers, strict=True)
        for _ in range(count)
    ]
    assert satisfaction_index(survey(*answers), CONTEXT).fraction == Fraction(sum(each), len(each))


@given(ASKED, st.integers(0, 3))
def test_a_better_answer_never_lowers_either_number(answers, at):
    if not answers[at + 1]:
        return
    changed = list(answers)
    changed[at] += 1
    changed[at + 1] -= 1
    assert satisfied_share(survey(*changed), CONTEXT) >= satisfied_share(survey(*answers), CONTEXT)
    assert satisfaction_index(survey(*changed), CONTEXT) > satisfaction_index(
        survey(*answers), CONTEXT
    )


@given(ASKED)
def test_the_even_scale_is_the_common_one_stretched_to_a_hundred(even, answers):
    common, stretched = (
        satisfaction_index(survey(*answers), context).fraction for context in (CONTEXT, even)
    )
    assert stretched == (common - 20) * Fraction(100, 80)
    assert 0 <= stretched <= common <= 100
    assert satisfied_share(survey(*answers), CONTEXT) == satisfied_share(survey(*answers), even)


@given(ASKED, st.integers(2, 9))
def test_more_of_the_same_answers_change_nothing(answers, times):
    more = tuple(times * n for n in answers)
    assert satisfied_share(survey(*more), CONTEXT) == satisfied_share(survey(*answers), CONTEXT)
    assert satisfaction_index(survey(*more), CONTEXT) == satisfaction_index(
        survey(*answers), CONTEXT
    )


# Over trades


@given(
    st.dictionaries(
        st.sampled_from("FGHIKOR"), st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1
    )
)
def test_a_weighted_index_lies_between_its_trades_and_stays_where_they_agree(trades):
    total = sum(weight for _, weight in trades.values())
    indices = {trade: Rate(value, 1) for trade, (value, _) in trades.items()}
    weights = {trade: Rate(weight, total) for trade, (_, weight) in trades.items()}
    found = weighted_index(indices, weights)
    assert min(indices.values()) <= found <= max(indices.values())
    assert found.fraction * total == sum(value * weight for value, weight in trades.values())
    assert weighted_index(dict.fromkeys(trades, Rate(73, 1)), weights) == Rate(73, 1)


@pytest.mark.parametrize(
    "weights",
    [
        {"H": Rate(1, 2), "F": Rate(49, 100)},
        {"H": Rate(1, 2), "F": Rate(51, 100)},
        {"H": Rate(1, 1)},
        {"H": Rate(1, 2), "F": Rate(1, 4), "G": Rate(1, 4)},
        {"H": Rate(1, 2), "G": Rate(1, 2)},
        {},
    ],
)
def test_weights_that_do_not_fit_are_refused(weights):
    with pytest.raises(FieldError, match="one weight for each trade"):
        weighted_index({"H": Rate(80, 1), "F": Rate(70, 1)}, weights)


# Entities and rows


@pytest.mark.parametrize(
    "name",
    ["very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied", "no_answer"],
)
def test_counts_are_not_negative(name):
    with pytest.raises(FieldError, match="at least 0"):
        attrs.evolve(survey(), **{name: -1})


# The rule entries


def test_the_book_takes_the_common_scale_and_holds_the_even_one():
    scales = CONTEXT.rules.entries(SatisfactionScale)
    assert {name: (scale.values, scale.satisfied) for name, scale in scales.items()} == {
        "main": ((100, 80, 60, 40, 20), 2),
        "even": ((100, 75, 50, 25, 0), 2),
    }
    assert CONTEXT.rules.choice("service.scale") == "main"


@pytest.mark.parametrize(
    "values",
    ["[100, 80, 60, 40]", "[100, 80, 60, 60, 20]", "[20, 40, 60, 80, 100]", "[5, 4, 3, 2, 1, 0]"],
)
def test_a_scale_has_five_falling_values(tmp_path, values):
    with pytest.raises(RulebookError) as raised:
        context_of(tmp_path, CHANGE.format("satisfaction-scale", "main", f"values = {values}"))
    assert {p.path for p in raised.value.problems} == {
        "county.toml:change[0]:satisfaction-scale.main.values"
    }
