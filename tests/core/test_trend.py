"""Trends: counts by an exact test, figures as they are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.core.exact_tests import fisher_exact
from qualitygov.core.trend import Trend, figure_trend, trend_verdict
from qualitygov.errors import FieldError

pytestmark = pytest.mark.clause("2.2.1.a", "2.2.5.g", "3.1.4.c")

LEVEL = {"minimum": 10, "confidence": "0.95"}
COUNTS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TURNED = {Trend.RISING: Trend.FALLING, Trend.FALLING: Trend.RISING}


@pytest.mark.parametrize(
    ("before", "now", "up", "expected"),
    [
        ((45, 60), (57, 60), True, "rising"),
        ((45, 60), (57, 60), False, "falling"),
        ((57, 60), (45, 60), True, "falling"),
        ((9, 10), (10, 10), True, "level"),  # within chance
        ((30, 60), (30, 60), True, "level"),
        ((60, 60), (60, 60), True, "rising"),  # 100 % cannot rise
        ((60, 60), (200, 200), True, "rising"),
        ((0, 60), (0, 60), False, "rising"),  # nothing bad, and nothing bad again
        ((0, 60), (0, 60), True, "level"),
        ((60, 60), (60, 60), False, "level"),
        ((60, 60), (59, 60), True, "level"),
        ((0, 1), (1, 1), True, "undecided"),  # one work
        ((0, 3), (3, 3), True, "undecided"),  # three samples
        ((1, 1), (1, 1), True, "undecided"),
        ((0, 9), (10, 10), True, "undecided"),  # one below the minimum
        ((0, 10), (10, 10), True, "rising"),  # just the minimum; a rise from nothing
        ((0, 0), (60, 60), True, "undecided"),
    ],
)
def test_counts(before, now, up, expected):
    assert trend_verdict(before, now, higher_is_better=up, **LEVEL).value == expected


@given(COUNTS, COUNTS, st.booleans())
def test_a_trend_of_counts_is_proven_and_turns_with_time_and_with_what_is_better(before, now, up):
    found = trend_verdict(before, now, higher_is_better=up, **LEVEL)
    assert (found is Trend.UNDECIDED) == (min(before[1], now[1]) < 10)
    best = found is Trend.RISING and Fraction(*before) == Fraction(*now)
    if found in TURNED and not best:
        assert fisher_exact(Rate(*before), Rate(*now)) <= Fraction(1, 20)
        back = trend_verdict(now, before, higher_is_better=up, **LEVEL)
        other = trend_verdict(before, now, higher_is_better=not up, **LEVEL)
        assert back is other is TURNED[found]


@given(COUNTS, COUNTS)
def test_more_confidence_never_proves_more(before, now):
    surer = trend_verdict(before, now, minimum=10, confidence="0.99")
    found = trend_verdict(before, now, **LEVEL)
    assert surer in (found, Trend.LEVEL)


@pytest.mark.parametrize("wrong", [(5, 4), (-1, 4)])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(FieldError, match="expected counts"):
        trend_verdict(wrong, (1, 20), **LEVEL)


@pytest.mark.parametrize(
    ("before", "now", "up", "best", "expected"),
    [
        ((0, 1), (1, 1), True, None, "rising"),  # a rise from nothing is a rise
        ((1, 1), (1, 1), True, None, "level"),  # one certificate that stays is no 100 %
        ((1, 1), (1, 1), True, Rate(1, 1), "rising"),
        ((120000, 1), (90000, 1), True, None, "falling"),
        ((1250, 1), (1125, 1), False, None, "rising"),
        ((90, 100), (900, 1000), True, None, "level"),
        ((0, 0), (5, 1), True, None, "undecided"),
        ((-5, 1), (0, 1), True, None, "rising"),
    ],
)
def test_figures(before, now, up, best, expected):
    assert figure_trend(before, now, higher_is_better=up, best=best).value == expected


@given(
    st.tuples(st.integers(), st.integers(1, 99)), st.tuples(st.integers(), st.integers(1, 99)),
    st.integers(1, 9),
)  # fmt: skip
def test_a_trend_of_figures_is_their_order_in_any_unit(before, now, times):
    found = figure_trend(before, now)
    change = Fraction(*now) - Fraction(*before)
    assert found is (Trend.RISING if change > 0 else Trend.FALLING if change else Trend.LEVEL)
    assert figure_trend((before[0] * times, before[1]), (now[0] * times, now[1])) is found
    assert figure_trend(now, before) is TURNED.get(found, found)


def test_a_line_with_less_than_nothing_under_it_is_refused():
    with pytest.raises(FieldError, match="nothing negative"):
        figure_trend((1, -1), (1, 1))
