from __future__ import annotations

import copy
import operator
import pickle
import re
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core import cells, plain
from qualitygov.core.exact import (
    Points,
    Rate,
    as_decimal,
    exceeds_full,
    exceeds_rounded,
    relative_change,
    round_gbt8170,
)
from qualitygov.errors import FieldError

WHOLE = st.integers(-(10**9), 10**9)
RATES = st.tuples(WHOLE, st.integers(1, 10**6)).map(lambda pair: Rate(*pair))


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        ("0.5", 0, "0"),
        ("1.5", 0, "2"),
        ("2.5", 0, "2"),
        ("60.5", 0, "60"),
        ("12.1498", 1, "12.1"),
        ("-0.25", 1, "-0.2"),
        ("1250", -2, "1.2E+3"),
    ],
)
def test_rounding_is_half_to_even(value, digits, shown):
    assert round_gbt8170(Decimal(value), digits) == Decimal(shown)
    assert round_gbt8170(Fraction(value), digits) == Decimal(shown)


@given(st.decimals(-(10**6), 10**6, places=6), st.integers(0, 5))
def test_decimals_and_fractions_round_alike(value, digits):
    wanted = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    assert round_gbt8170(value, digits) == round_gbt8170(Fraction(value), digits) == wanted


def test_numbers_longer_than_the_decimal_context_round_exactly():
    value = Decimal("123456789012345678901234567890.25")
    assert (
        round_gbt8170(Fraction(value), 1)
        == round_gbt8170(value, 1)
        == Decimal("123456789012345678901234567890.2")
    )


def test_both_comparisons_of_a_limit():
    assert exceeds_full(Decimal("0.1004"), Decimal("0.10"))
    assert not exceeds_rounded(Decimal("0.1004"), Decimal("0.10"))
    assert exceeds_rounded(Decimal("0.106"), Decimal("0.10"))
    with pytest.raises(FieldError):
        exceeds_rounded(Decimal(1), Decimal("NaN"))


@pytest.mark.parametrize("wrong", [0.5, True, "x", "NaN", Decimal("Infinity"), None])
def test_no_float_and_nothing_infinite_becomes_a_number(wrong):
    with pytest.raises(FieldError):
        as_decimal(wrong)


@given(WHOLE, WHOLE)
def test_points_add_and_order_as_their_thousandths(one, two):
    a, b = Points(one), Points(two)
    assert (a + b).thousandths == one + two
    assert (a - b).thousandths == one - two
    assert (a < b) == (one < two)
    assert Points.of(str(a)) == a
    assert a.decimal == Decimal(one) / 1000
    assert (-a).thousandths == -one


@pytest.mark.parametrize("wrong", ["0.0001", 1.5, "NaN"])
def test_points_take_three_decimals_and_no_float(wrong):
    with pytest.raises(FieldError):
        Points.of(wrong)
    assert repr(Points.of("-0.5")) == "Points.of('-0.5')"


@given(RATES, RATES)
def test_rates_compare_by_cross_multiplication(one, two):
    assert (one < two) == (one.fraction < two.fraction)
    assert (one == two) == (one.fraction == two.fraction)
    assert (one >= two) == (one.fraction >= two.fraction)
    if one == two:
        assert hash(one) == hash(two)


def test_an_undefined_rate_has_no_value_and_no_order():
    nothing = Rate(0, 0)
    assert nothing == Rate(0, 0) != Rate(0, 1)
    assert hash(nothing) == hash(Rate(0, 0))
    assert (nothing.percent(), nothing.defined) == ("–", False)
    with pytest.raises(FieldError):
        _ = nothing < Rate(1, 2)
    with pytest.raises(FieldError):
        _ = nothing.fraction
    with pytest.raises(TypeError, match="never a float"):
        float(Rate(1, 2))


@pytest.mark.parametrize("pair", [(1, 0), (1, -2), (0.5, 1), (1, 2.0), (True, 2)])
def test_a_rate_is_two_whole_numbers(pair):
    with pytest.raises(FieldError):
        Rate(*pair)


def test_a_rate_shows_itself():
    assert (str(Rate(19, 20)), repr(Rate(19, 20)), Rate(1, 3).percent(1)) == (
        "19/20",
        "Rate(19, 20)",
        "33.3%",
    )
    assert Rate(1, 2).__eq__("x") is NotImplemented


@given(st.decimals("0.01", 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_a_change_brings_what_was_before_to_what_is_now(before, now):
    assert Fraction(before) * (1 + relative_change(before, now).fraction) == Fraction(now)


def test_points_do_not_round_what_is_finer_than_the_decimal_context():
    with pytest.raises(FieldError):
        Points.of("1." + "0" * 40 + "1")
    assert Points.of("1." + "0" * 60) == Points(1000)
    assert (
        Points.of("12345678901234567890123456789012.345").thousandths
        == 12345678901234567890123456789012345
    )


@pytest.mark.parametrize("wrong", ["1e9999999", "-1e9999999", "1e-9999999", "0e9999999"])
def test_a_few_characters_cannot_fill_the_memory(wrong):
    for make in (as_decimal, Points.of, Rate.of, Rate.percent_of):
        with pytest.raises(FieldError):
            make(wrong)


@given(WHOLE, WHOLE, st.integers(-1000, 1000))
def test_points_are_numbers_where_that_is_exact(one, two, times):
    a, b, whole = Points(one), Points(two), one // 1000
    assert times * a == a * times == Points(times * one)
    assert sum([a, b]) == a + b
    assert a + whole == whole + a == Points(one + 1000 * whole)
    assert whole - a == -(a - whole)
    assert (a == whole, a < whole, a >= whole) == (
        one == 1000 * whole,
        one < 1000 * whole,
        one >= 1000 * whole,
    )
    assert hash(Points(1000 * whole)) == hash(whole)
    assert (hash(a) == hash(b)) or a != b
    assert abs(a).thousandths == abs(one)


@given(RATES, RATES, st.integers(-1000, 1000))
def test_rates_are_numbers_where_that_is_exact(one, two, times):
    for other in (two, two.fraction, times):
        exact = other.fraction if isinstance(other, Rate) else Fraction(other)
        assert (one + other).fraction == (other + one).fraction == one.fraction + exact
        assert (one - other).fraction == one.fraction - exact
        assert (other - one).fraction == exact - one.fraction
        assert (one * other).fraction == (other * one).fraction == one.fraction * exact
        assert (one == other) == (one.fraction == exact)
        assert (one < other, one >= other) == (one.fraction < exact, one.fraction >= exact)
    assert sum([one, two]) == one.fraction + two.fraction
    assert hash(one) == hash(one.fraction)
    assert (-one).fraction == -one.fraction


@pytest.mark.parametrize("number", [Points.of(60), Rate(60, 1)])
def test_no_number_of_ours_meets_a_float(number):
    assert number == 60
    assert number != 60.0
    assert operator.ne(60.0, number)
    assert number != True  # noqa: E712 - a flag is no number
    for act in (
        lambda: number < 60.0,
        lambda: number <= 60.0,
        lambda: number + 1.0,
        lambda: 1.0 + number,
        lambda: 1.0 - number,
        lambda: number - 1.0,
        lambda: number * 2.0,
        lambda: 2.0 * number,
        lambda: number < "60",
        lambda: number * True,
        lambda: float(number),
    ):
        with pytest.raises(TypeError):
            act()
    for same in (pickle.loads(pickle.dumps(number)), copy.deepcopy(number), copy.copy(number)):
        assert same == number
        assert type(same) is type(number)


def test_points_are_a_whole_number_of_thousandths():
    for wrong in (1.5, True, "1", None):
        with pytest.raises(FieldError, match="must be an int"):
            Points(wrong)


def test_an_undefined_rate_cannot_be_reckoned_with():
    for act in (lambda: Rate(0, 0) + 1, lambda: Rate(1, 2) * Rate(0, 0), lambda: Rate(0, 0) < 1):
        with pytest.raises(FieldError, match="undefined"):
            act()
    assert Rate(0, 0) != 0


@pytest.mark.parametrize("wrong", ["0.1004", 0.1004, None, True, "12"])
def test_nothing_compares_text_as_numbers(wrong):
    for compare in (exceeds_full, exceeds_rounded):
        with pytest.raises(FieldError):
            compare(wrong, Decimal("0.10"))
        with pytest.raises(FieldError):
            compare(Decimal("0.10"), wrong)


@given(
    st.integers(-99999, 99999), st.fractions(max_denominator=2000) | st.decimals(-99, 99, places=4)
)
def test_points_compare_with_every_exact_number_as_fractions_do(thousandths, other):
    points, exact = Points(thousandths), Fraction(thousandths, 1000)
    assert (points == other) == (other == points) == (exact == Fraction(other))
    assert (points < other) == (other > points) == (exact < Fraction(other))
    assert (points >= other) == (other <= points) == (exact >= Fraction(other))
    if points == other:
        assert hash(points) == hash(other)


def test_points_equal_the_decimal_that_they_are_and_no_number_that_is_none():
    points = Points.of("89.5")
    assert points == points.decimal == points
    assert points != Decimal("NaN")
    assert points != Decimal("Infinity")
    for wrong in (89.5, Decimal("NaN"), Rate(179, 2), "89.5"):
        assert points != wrong
        with pytest.raises(TypeError):
            assert points < wrong
    with pytest.raises(TypeError):
        points + Decimal(1)


def test_a_float_is_refused_with_the_text_that_would_be_right():
    with pytest.raises(FieldError, match=r'write "0\.1"'):
        as_decimal(0.1)


@given(st.text("0123456789-+._eE １٣%/", max_size=6))
def test_a_number_as_text_has_one_form(text):
    """What is read is written in plain digits; every other spelling is refused, never guessed."""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        assert as_decimal(text) == Decimal(text)
    else:
        with pytest.raises(FieldError):
            as_decimal(text)


@pytest.mark.parametrize(
    ("read", "good", "bad"),
    [
        (plain.whole, "-12", ("１2", "1_2", " 12", "+12", "12.0", "1e1")),
        (plain.rate, "19/20", ("１9/20", "19 / 20", "+19/20", "1_9/20", "19/20/1", "95 %", " 95%")),
        (plain.fraction, "-2/3", ("２/3", "2 /3", "2/+3", "1e1")),
        (plain.moment, "2016-05-04T09:30", ("2016-05-04", "20160504T0930", "2016-05-04 09:30")),
        (plain.day, "2016-05-04", ("２016-05-04", "20160504", "2016-5-4")),
    ],
)
def test_each_plain_form_is_one(read, good, bad):
    assert read(good) == read(read(good))
    for text in bad:
        with pytest.raises((FieldError, ValueError, TypeError)):
            read(text)


def test_a_cell_of_a_workbook_may_have_an_exponent_where_a_decimal_is_asked_for():
    assert [cells.number(text) for text in ("1E-05", "1.5e3", "+5", "1e999", "x")] == [
        "0.00001", "1500", "5", "1e999", "x",
    ]  # fmt: skip
    assert cells.number("1.23E+11") == "1.23E+11"
