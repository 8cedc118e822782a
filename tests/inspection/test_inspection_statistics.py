"""What samples prove: every tail is held against the plain definition in fractions."""

from __future__ import annotations

import functools
from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.core.exact import Rate
from qualitygov.core.statistics import share
from qualitygov.errors import FieldError
from qualitygov.inspection import (
    Proof,
    accept_probability,
    interval,
    judge_rate,
    lower_bound,
    passes_needed,
    upper_bound,
)

pytestmark = pytest.mark.clause("2.2.2.b", "2.2.2.c", "2.2.2.d", "2.2.2.e", "2.2.2.f")

TWENTIETH = Fraction(1, 20)
SIZES = st.integers(1, 60)
RATES = st.integers(1, 99).map(lambda n: Fraction(n, 100)) | st.fractions(
    Fraction(1, 50), Fraction(49, 50), max_denominator=60
)
LEVELS = st.sampled_from(["0.8", "0.9", "0.95", "0.975", "0.99"])


@functools.lru_cache(maxsize=4096)
def chances(n, p):
    """The binomial chances of 0, 1, … n."""
    return tuple(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1))


def tail(passes, n, p):
    """P(X >= passes)."""
    return sum(chances(n, p)[passes:], Fraction(0))


def fewest(n, p, doubt):
    """The fewest passes whose tail is within the doubt; n + 1 when there is none."""
    return next((x for x in range(n + 1) if tail(x, n, p) <= doubt), n + 1)


def counts(sizes=SIZES):
    return sizes.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


# The fewest passes


def test_fifty_nine_without_a_failure_prove_95_percent_and_fifty_eight_do_not():
    assert 0.95**59 < 0.05 < 0.95**58
    assert [passes_needed(n, "0.95") for n in (0, 50, 58, 59, 60)] == [None, None, None, 59, 60]


def test_the_least_numbers_of_samples_for_one_two_and_three_failures():
    # 59, 93, 124 and 153 samples are the well-known sizes for 0, 1, 2 and 3 failures
    # where 95 % is to be shown at 95 % confidence.
    for failures, n in enumerate((59, 93, 124, 153)):
        assert passes_needed(n, "0.95") == n - failures
        before = passes_needed(n - 1, "0.95")
        assert before is None or n - 1 - before < failures


def test_more_confidence_asks_for_more_samples():
    assert passes_needed(59, "0.95", "0.99") is None
    assert [passes_needed(n, "0.95", "0.99") for n in (89, 90)] == [None, 90]
    assert [passes_needed(n, "0.9", "0.9") for n in (21, 22)] == [None, 22]


@given(SIZES, RATES, LEVELS)
def test_the_number_needed_is_exactly_the_smallest(n, p, level):
    doubt = 1 - Fraction(level)
    needed = passes_needed(n, p, level)
    assert (n + 1 if needed is None else needed) == fewest(n, p, doubt)


@given(SIZES, RATES, RATES, LEVELS)
def test_the_number_needed_never_falls_with_the_rate(n, one, other, level):
    low, high = (passes_needed(n, p, level) for p in sorted((one, other)))
    assert (n + 1 if low is None else low) <= (n + 1 if high is None else high)


@given(SIZES, RATES, LEVELS)
def test_one_more_sample_asks_for_none_or_one_more_pass(n, p, level):
    now, then = passes_needed(n, p, level), passes_needed(n + 1, p, level)
    now, then = n + 1 if now is None else now, n + 2 if then is None else then
    assert now <= then <= now + 1


@given(st.integers(0, 60))
def test_a_rate_of_nothing_needs_no_pass_and_certainty_no_number(n):
    assert passes_needed(n, 0) == 0
    assert passes_needed(n, 1) is None


@pytest.mark.parametrize("value", ["-0.01", "1.01", 2, Fraction(-1, 3), Decimal(95), Rate(3, 2)])
def test_a_share_outside_its_range_is_refused(value):
    with pytest.raises(FieldError, match="between 0 and 1"):
        passes_needed(10, value)


def test_shares_are_read_from_every_exact_kind_and_from_no_float():
    assert {
        share(v) for v in ("0.95", Decimal("0.95"), Rate(19, 20), Rate(95, 100), Fraction(19, 20))
    } == {Fraction(19, 20)}
    with pytest.raises(FieldError):
        share(0.95)


def test_impossible_counts_are_refused():
    with pytest.raises(FieldError, match="not negative"):
        passes_needed(-1, "0.95")
    for ask in (lower_bound, upper_bound, interval):
        for passes, n in ((3, 2), (-1, 5)):
            with pytest.raises(FieldError, match=f"{passes} passes out of {n}"):
                ask(passes, n)


# Bounds


def test_sixty_samples_with_three_failures():
    low, high = interval(57, 60, "0.95", 5)
    assert (round(low, 3), round(high, 3)) == (Fraction("0.861"), Fraction("0.990"))
    assert tail(57, 60, low) <= Fraction(1, 40) < tail(57, 60, low + Fraction(1, 10**5))


@pytest.mark.parametrize(
    ("passes", "n", "low"), [(95, 100, "0.8977"), (59, 59, "0.9504"), (1, 1, "0.05"), (0, 7, "0")]
)
def test_known_lower_bounds(passes, n, low):
    assert lower_bound(passes, n) == Fraction(low)


def test_the_rule_of_three():
    # Without a failure among n the 95 % bound of the failing share is close to 3/n.
    for n in (60, 100, 300):
        assert abs((1 - lower_bound(n, n, digits=6)) * n - 3) < Fraction(1, 10)


@given(counts(), LEVELS, st.integers(1, 5))
def test_the_lower_bound_is_the_last_point_of_its_grid_that_keeps_the_doubt(pair, level, digits):
    passes, n = pair
    step, doubt = Fraction(1, 10**digits), 1 - Fraction(level)
    low = lower_bound(passes, n, level, digits)
    assert low % step == 0
    assert passes == 0 or tail(passes, n, low) <= doubt
    if passes:
        assert tail(passes, n, low + step) > doubt
    else:
        assert low == 0


@given(counts(), LEVELS, st.integers(1, 5))
def test_the_upper_bound_mirrors_the_lower_bound_of_the_failures(pair, level, digits):
    passes, n = pair
    step, doubt = Fraction(1, 10**digits), 1 - Fraction(level)
    high = upper_bound(passes, n, level, digits)
    at_most = 1 - tail(passes + 1, n, high) if passes < n else Fraction(0)
    assert at_most <= doubt
    if passes == n:
        assert high == 1
    else:
        assert 1 - tail(passes + 1, n, high - step) > doubt


@given(counts(), LEVELS)
def test_the_interval_holds_the_point_estimate_and_both_one_sided_bounds(pair, level):
    passes, n = pair
    low, high = interval(passes, n, level)
    assert (
        0
        <= low
        <= lower_bound(passes, n, level)
        <= Fraction(passes, n)
        <= upper_bound(passes, n, level)
        <= high
        <= 1
    )


@given(counts(), LEVELS)
def test_the_interval_is_made_of_the_bounds_at_half_the_doubt(pair, level):
    half = 1 - (1 - Fraction(level)) / 2
    assert interval(*pair, level) == (lower_bound(*pair, half), upper_bound(*pair, half))


@given(counts(), LEVELS)
def test_bounds_rise_with_a_pass_and_fall_with_a_failure(pair, level):
    passes, n = pair
    for bound in (lower_bound, upper_bound):
        assert (
            bound(passes, n + 1, level)
            <= bound(passes, n, level)
            <= bound(passes + 1, n + 1, level)
        )


@given(counts())
def test_more_confidence_leaves_a_wider_interval(pair):
    narrow, wide = interval(*pair, "0.9"), interval(*pair, "0.99")
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


def test_without_samples_nothing_is_known():
    assert interval(0, 0) == (0, 1)


# Chances of acceptance


@given(st.integers(0, 50), st.integers(0, 60), st.fractions(0, 1, max_denominator=50))
def test_acceptance_from_a_stream_is_the_binomial_sum(n, c, p):
    assert accept_probability(n, c, p) == sum(chances(n, p)[: c + 1], Fraction(0))


def hypergeometric(n, c, bad, lot):
    """Draw one after another: the chance of at most `c` bad ones among `n`, by recursion."""

    @functools.cache
    def left(draws, allowed, bad, lot):
        if allowed < 0:
            return Fraction(0)
        if draws == 0:
            return Fraction(1)
        chance = Fraction(bad, lot)
        found = chance * left(draws - 1, allowed - 1, bad - 1, lot - 1) if bad else Fraction(0)
        return found + (1 - chance) * left(draws - 1, allowed, bad, lot - 1) if bad < lot else found

    return left(n, c, bad, lot)


@st.composite
def draws(draw):
    lot = draw(st.integers(1, 25))
    return draw(st.integers(0, lot)), draw(st.integers(0, 8)), draw(st.integers(0, lot)), lot


@given(draws())
def test_acceptance_of_a_lot_is_drawing_one_after_another(case):
    n, c, bad, lot = case
    assert accept_probability(n, c, bad, lot=lot) == hypergeometric(n, c, bad, lot)


@given(st.integers(1, 50), st.integers(0, 10), RATES, RATES)
def test_worse_goods_are_accepted_less_often(n, c, one, other):
    better, worse = sorted((one, other))
    better_chance, worse_chance = accept_probability(n, c, better), accept_probability(n, c, worse)
    assert worse_chance <= better_chance
    if c < n and better < worse:
        assert worse_chance < better_chance


@given(draws())
def test_a_lot_with_one_more_bad_item_is_accepted_no_more_often(case):
    n, c, bad, lot = case
    if bad < lot:
        assert accept_probability(n, c, bad + 1, lot=lot) <= accept_probability(n, c, bad, lot=lot)


@given(st.integers(1, 50), st.integers(0, 10), RATES)
def test_a_greater_allowance_accepts_more_and_a_greater_sample_less(n, c, p):
    assert accept_probability(n, c, p) <= accept_probability(n, c + 1, p)
    assert accept_probability(n + 1, c, p) <= accept_probability(n, c, p)


def test_the_whole_lot_tells_all_and_a_great_lot_is_like_a_stream():
    assert [accept_probability(20, 2, bad, lot=20) for bad in (2, 3)] == [1, 0]
    assert abs(
        accept_probability(13, 1, 50_000, lot=1_000_000) - accept_probability(13, 1, "0.05")
    ) < Fraction(1, 10**4)


@pytest.mark.parametrize(
    ("bad", "lot", "n"), [("0.1", 10, 2), (11, 10, 2), (-1, 10, 2), (True, 10, 2), (1, 10, 11)]
)
def test_a_lot_holds_a_whole_number_of_bad_items_and_is_no_smaller_than_its_sample(bad, lot, n):
    with pytest.raises(FieldError, match="in a lot of 10"):
        accept_probability(n, 0, bad, lot=lot)


@pytest.mark.parametrize(("n", "c"), [(-1, 0), (5, -1)])
def test_negative_plans_are_refused(n, c):
    with pytest.raises(FieldError, match="not negative"):
        accept_probability(n, c, "0.1")


# Judgements

TARGET = Rate(95, 100)


@pytest.mark.parametrize(
    ("passes", "n", "proof", "met"),
    [
        (99, 100, Proof.PROVEN, True),
        (98, 100, Proof.MET, True),
        (57, 60, Proof.MET, True),
        (19, 20, Proof.MET, True),
        (94, 100, Proof.MISSED, False),
        (91, 100, Proof.MISSED, False),
        (90, 100, Proof.CONTRADICTED, False),
        (9, 9, Proof.INSUFFICIENT, False),
        (0, 0, Proof.INSUFFICIENT, False),
    ],
)
def test_the_five_verdicts(passes, n, proof, met):
    found = judge_rate(Rate(passes, n), TARGET, minimum=10)
    assert (found.proof, found.met) == (proof, met)
    assert proof.label.zh in found.reason.zh or proof is Proof.INSUFFICIENT


def test_ten_failures_of_a_hundred_contradict_95_percent_and_nine_do_not():
    assert 1 - tail(91, 100, Fraction(19, 20)) <= TWENTIETH < 1 - tail(92, 100, Fraction(19, 20))


def test_a_single_failure_contradicts_all():
    assert judge_rate(Rate(999, 1000), Rate(1, 1)).proof is Proof.CONTRADICTED
    assert judge_rate(Rate(1000, 1000), Rate(1, 1)).proof is Proof.MET


def test_the_reason_names_rate_target_bounds_and_smallest_sample():
    met = judge_rate(Rate(57, 60), TARGET)
    assert met.needed == 60
    assert all(
        part in met.reason.en
        for part in (
            "57/60",
            "95.00%",
            f"{Rate.of(met.lower).percent(2)}-{Rate.of(met.upper).percent(2)}",
        )
    )
    few = judge_rate(Rate(3, 3), TARGET, minimum=5)
    assert (few.lower, few.upper, few.needed) == (0, 1, None)
    assert few.reason.en == "3 samples, fewer than 5"


def test_a_minimum_of_nothing_still_wants_a_sample():
    assert judge_rate(Rate(0, 0), TARGET, minimum=0).proof is Proof.INSUFFICIENT
    assert judge_rate(Rate(1, 1), TARGET, minimum=0).proof is Proof.MET


@settings(max_examples=200)
@given(counts(st.integers(1, 120)), st.integers(1, 99), LEVELS)
def test_the_verdict_says_on_which_side_of_the_target_the_bounds_lie(pair, percent, level):
    passes, n = pair
    target = Rate(percent, 100)
    found = judge_rate(Rate(passes, n), target, confidence=level)
    assert found.met == (100 * passes >= percent * n)
    assert (found.proof is Proof.PROVEN) == (found.lower >= target.fraction)
    assert (found.proof is Proof.CONTRADICTED) == (found.upper <= target.fraction and not found.met)


@given(counts(st.integers(1, 60)), st.integers(1, 5), st.integers(1, 99))
def test_a_rate_is_judged_by_its_counts_and_not_by_its_value(pair, times, percent):
    passes, n = pair
    small = judge_rate(Rate(passes, n), Rate(percent, 100))
    great = judge_rate(Rate(passes * times, n * times), Rate(percent, 100))
    assert small.met == great.met
    assert great.upper - great.lower <= small.upper - small.lower + Fraction(2, 10**4)
