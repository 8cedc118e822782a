"""Sampling plans: the printed tables of GB/T 2828.1 and 2828.4, and plans for two points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, comb, floor

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.errors import FieldError, RulebookError
from qualitygov.inspection import (
    SinglePlan,
    accept_probability,
    check_declared,
    find_plan,
    operating_characteristic,
    single_plan,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.engineering import GeneralItemTable
from qualitygov.rulebook.model.inspection import DeclaredQuality, SamplingScheme

pytestmark = pytest.mark.clause("3.4.1.b")

CONTEXT = Context(load_rulebook("strong-town"), as_of="2016-12-31")
RULES = CONTEXT.rules
SCHEME = RULES.entry(SamplingScheme, "gbt-2828.1")
SERIES = "0.010 0.015 0.025 0.040 0.065 0.10 0.15 0.25 0.40 0.65 1.0 1.5 2.5 4.0 6.5 10"
AQLS = tuple(SERIES.split())
LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")
ORDER = "ABCDEFGHJKLMNPQR"
SIZE = dict(
    zip(ORDER, (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000), strict=True)
)
BIG = 10**9
# One lot of level II for each letter from A to Q, and one of level III for R.
LOT_OF = dict(
    zip(
        ORDER,
        (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000, 500000, BIG, BIG),
        strict=True,
    )
)


def at_letter(letter, aql, severity="normal"):
    return single_plan(
        LOT_OF[letter], CONTEXT, aql=aql, level="III" if letter == "R" else "II", severity=severity
    )


def pair(plan):
    return plan.n, plan.accept


# Code letters

LETTERS = """
2-8           A A A A A A B
9-15          A A A A A B C
16-25         A A B B B C D
26-50         A B B C C D E
51-90         B B C C C E F
91-150        B B C D D F G
151-280       B C D E E G H
281-500       B C D E F H J
501-1200      C C E F G J K
1201-3200     C D E G H K L
3201-10000    C D F G J L M
10001-35000   C D F H K M N
35001-150000  D E G J L N P
150001-500000 D E G J M P Q
500001-       D E H K N Q R
"""
ROWS = [(*line.split()[0].split("-"), line.split()[1:]) for line in LETTERS.strip().splitlines()]


def aql_on(total, letter):
    """The AQL of a letter on the diagonal with this sum, None where the table ends."""
    at = total - ORDER.index(letter) - 2
    return AQLS[at] if 0 <= at < len(AQLS) else None


@pytest.mark.parametrize(("low", "high", "letters"), ROWS)
def test_each_range_of_lots_has_its_letter_at_each_level(low, high, letters):
    ends = {int(low), int(high or 10 * int(low))}
    for level, letter in zip(LEVELS, letters, strict=True):
        own = aql_on(16, letter) or aql_on(19, letter)  # the letter is its own plan there
        assert {single_plan(lot, CONTEXT, aql=own, level=level).letter for lot in ends} == {letter}


# Acceptance numbers, normal inspection: sum of the positions of letter and AQL -> Ac

NORMAL = {16: 0, 19: 1, 20: 2, 21: 3, 22: 5, 23: 7, 24: 10, 25: 14, 26: 21}
TIGHTENED = {17: 0, 20: 1, 21: 2, 22: 3, 23: 5, 24: 8, 25: 12, 26: 18}


@pytest.mark.parametrize(("table", "severity"), [(NORMAL, "normal"), (TIGHTENED, "tightened")])
@pytest.mark.parametrize("letter", ORDER)
def test_each_printed_sum_gives_its_acceptance_number_at_its_own_letter(letter, table, severity):
    for total, accept in table.items():
        aql = aql_on(total, letter)
        if aql is None or (letter, aql, severity) == ("A", "10", "tightened"):
            continue
        plan = at_letter(letter, aql, severity)
        n = SIZE[letter]
        expected = (
            SinglePlan(LOT_OF[letter], accept, letter, full=True)
            if n >= LOT_OF[letter]
            else SinglePlan(n, accept, letter)
        )
        assert plan == expected
        assert plan.reject == accept + 1


@pytest.mark.parametrize("letter", ORDER)
def test_arrows_of_normal_inspection(letter):
    at = ORDER.index(letter)
    for total in range(2, 33):
        aql = aql_on(total, letter)
        if aql is None or total in NORMAL or (letter, aql) in {("A", "10"), ("R", "0.015")}:
            continue
        target = 26
        if total <= 18:
            target = 19 if total == 18 else 16
        found = at_letter(letter, aql)
        end = ORDER[at + target - total]
        assert (found.letter, found.accept) == (end, NORMAL[target])
        assert found.n == min(SIZE[end], LOT_OF[letter])


@pytest.mark.parametrize("letter", ORDER)
def test_arrows_of_tightened_inspection(letter):
    at = ORDER.index(letter)
    for total in range(2, 33):
        aql = aql_on(total, letter)
        special = {("A", "10"), ("R", "0.015"), ("R", "0.025"), ("Q", "0.025")}
        if aql is None or total in TIGHTENED or (letter, aql) in special:
            continue
        target = 17 if total < 17 else 20 if total < 20 else 26
        if at + target - total >= len(ORDER):  # R has no Ac 1 there: the plan of the letter S
            continue
        found = at_letter(letter, aql, "tightened")
        end = ORDER[at + target - total]
        assert (found.letter, found.accept, found.n) == (
            end,
            TIGHTENED[target],
            min(SIZE[end], LOT_OF[letter]),
        )


@pytest.mark.parametrize(
    ("lot", "level", "aql", "severity", "n", "accept"),
    [
        (100, "II", "1.0", "normal", 13, 0),
        (150, "II", "1.5", "normal", 32, 1),
        (1200, "II", "1.0", "normal", 80, 2),
        (1200, "II", "2.5", "normal", 80, 5),
        (1200, "II", "0.65", "normal", 80, 1),
        (1200, "II", "0.40", "normal", 125, 1),
        (1200, "I", "1.0", "normal", 50, 1),
        (1200, "S-4", "1.0", "normal", 13, 0),
        (3200, "II", "4.0", "normal", 125, 10),
        (10000, "II", "6.5", "normal", 200, 21),
        (10000, "II", "10", "normal", 125, 21),
        (500, "II", "1.0", "normal", 50, 1),
        (1200, "II", "1.0", "tightened", 80, 1),
        (1200, "II", "2.5", "tightened", 80, 3),
        (BIG, "III", "0.015", "normal", 800, 0),
        (BIG, "III", "0.010", "normal", 1250, 0),
        (BIG, "III", "0.015", "tightened", 1250, 0),
        (BIG, "III", "0.010", "tightened", 2000, 0),
        (BIG, "III", "0.025", "tightened", 3150, 1),
        (BIG, "II", "0.025", "tightened", 3150, 1),
        (500_001, "S-1", "10", "normal", 8, 2),
    ],
)
def test_known_cells(lot, level, aql, severity, n, accept):
    assert pair(single_plan(lot, CONTEXT, aql=aql, level=level, severity=severity)) == (n, accept)


def test_letter_a_at_aql_10_goes_down():
    # Sum 17 points up, but nothing stands above A; so down: C in normal inspection, D in tightened.
    assert single_plan(8, CONTEXT, aql="10") == SinglePlan(5, 1, "C")
    assert single_plan(8, CONTEXT, aql="10", severity="tightened") == SinglePlan(
        8, 1, "D", full=True
    )
    assert single_plan(9, CONTEXT, aql="10", level="I", severity="tightened") == SinglePlan(
        8, 1, "D"
    )


@settings(max_examples=300)
@given(
    st.integers(2, 600_000),
    st.sampled_from(AQLS),
    st.sampled_from(LEVELS),
    st.sampled_from(["normal", "tightened"]),
)
def test_every_look_up_ends_in_a_plan_that_the_lot_can_give(lot, aql, level, severity):
    plan = single_plan(lot, CONTEXT, aql=aql, level=level, severity=severity)
    assert 0 <= plan.accept < max(plan.n, 1)
    assert plan.full == (plan.n == lot)
    assert plan.n <= lot
    if not plan.full:  # goods at the AQL itself are mostly passed, as the scheme promises
        promised = Fraction(17, 20) if severity == "normal" else Fraction(3, 4)
        assert accept_probability(plan.n, plan.accept, Fraction(aql) / 100) > promised


@settings(max_examples=200)
@given(st.integers(2, 600_000), st.sampled_from(AQLS), st.sampled_from(LEVELS))
def test_tightened_inspection_is_nowhere_easier(lot, aql, level):
    easy = single_plan(lot, CONTEXT, aql=aql, level=level)
    hard = single_plan(lot, CONTEXT, aql=aql, level=level, severity="tightened")
    bad = Fraction(aql) / 100
    if not (easy.full or hard.full):
        assert accept_probability(hard.n, hard.accept, bad) <= accept_probability(
            easy.n, easy.accept, bad
        )


@given(st.integers(2, 600_000), st.sampled_from(AQLS))
def test_an_aql_is_a_number_and_not_a_spelling(lot, aql):
    assert (
        single_plan(lot, CONTEXT, aql=aql)
        == single_plan(lot, CONTEXT, aql=Decimal(aql))
        == single_plan(lot, CONTEXT, aql=aql + "0" * ("." in aql))
    )


@pytest.mark.parametrize(
    ("lot", "aql", "more", "words"),
    [
        (1, "1.0", {}, "a lot of at least 2"),
        (100, "1.2", {}, "the AQL should be one of"),
        (100, "1.0", {"level": "IV"}, "the level should be one of"),
        (100, "1.0", {"severity": "reduced"}, "normal or tightened"),
    ],
)
def test_what_the_standard_does_not_have_is_refused(lot, aql, more, words):
    with pytest.raises(FieldError, match=words):
        single_plan(lot, CONTEXT, aql=aql, **more)


# GB/T 2828.4: declared quality levels

DECLARED = """
0.10  50,0  315,1:12.3 800,2:6.64 1250,3:5.34
0.15  32,0  200,1:12.9 500,2:7.07 800,3:5.55
0.25  20,0  125,1:12.3 315,2:6.72 500,3:5.32
0.40  13,0* 80,1:11.9  200,2:6.60 315,3:5.27
0.65  8,0*  50,1:11.6  125,2:6.46 200,3:5.09
1.0   5,0*  32,1:11.6  80,2:6.52  125,3:5.27
1.5   3,0   20,1:12.1  50,2:6.86  80,3:5.44
2.5   2,0*  13,1:10.7  32,2:6.31  50,3:5.15
4.0   -     8,1:10.2   20,2:6.12  32,3:4.92
6.5   -     5,1:8.98   13,2:5.54  20,3:4.68
10    -     3,1:8.04   8,2:5.38   13,3:4.44
"""
CELLS = [
    (row.split()[0], level, cell)
    for row in DECLARED.strip().splitlines()
    for level, cell in zip(("0", "I", "II", "III"), row.split()[1:], strict=True)
]


def binomial(n, most, p):
    return sum((comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(most + 1)), Fraction(0))


@pytest.mark.parametrize(("dql", "level", "cell"), CELLS)
def test_the_table_of_declared_quality_levels(dql, level, cell):
    if cell == "-":
        with pytest.raises(FieldError, match=f"level {level} has no declared quality level {dql}"):
            check_declared(dql, CONTEXT, nonconforming=0, level=level)
        return
    numbers, _, lqr = cell.rstrip("*").partition(":")
    n, limit = map(int, numbers.split(","))
    assert check_declared(dql, CONTEXT, nonconforming=limit, level=level) == (
        SinglePlan(n, limit),
        False,
    )
    assert check_declared(dql, CONTEXT, nonconforming=limit + 1, level=level) == (
        SinglePlan(n, limit),
        True,
    )
    declared = Fraction(dql) / 100
    assert 1 - binomial(n, limit, declared) < Fraction("0.051")
    if lqr:
        assert abs(binomial(n, limit, declared * Fraction(lqr)) - Fraction(1, 10)) < Fraction(
            "0.002"
        )


def test_the_next_larger_sample_would_risk_more_than_five_percent():
    table = RULES.entry(DeclaredQuality, "gbt-2828.4")
    sizes = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000]
    for pairs in table.levels.values():
        for dql, cell in zip(table.dqls, pairs, strict=True):
            if cell:
                n, limit = cell
                larger = sizes[sizes.index(n) + 1]
                assert 1 - binomial(larger, limit, Fraction(dql) / 100) > Fraction(1, 20)


def test_an_unknown_level_or_quality_is_refused():
    for dql, level in (("0.65", "IV"), ("0.7", "I")):
        with pytest.raises(FieldError, match="no declared quality level"):
            check_declared(dql, CONTEXT, nonconforming=0, level=level)


# Operating characteristic


@given(
    st.integers(1, 40),
    st.integers(0, 5),
    st.lists(st.fractions(0, 1, max_denominator=40), max_size=6),
)
def test_the_curve_has_a_point_for_each_quality_in_the_order_given(n, c, qualities):
    curve = operating_characteristic(n, c, list(qualities))
    assert [quality for quality, _ in curve] == qualities
    assert all(chance == binomial(n, min(c, n), quality) for quality, chance in curve)


@given(st.integers(1, 40), st.integers(0, 5), st.fractions(0, 1, max_denominator=60))
def test_the_curve_of_a_lot_takes_whole_items_not_below_the_quality(n, c, quality):
    ((_, chance),) = operating_characteristic(n, c, [quality], lot=40)
    assert chance == accept_probability(n, c, ceil(quality * 40), lot=40)


# Plans for two points


@pytest.mark.parametrize(
    ("producer", "consumer", "n", "accept"),
    [
        (("0.05", "0.95"), ("0.15", "0.075"), 80, 7),
        (("0.01", "0.95"), ("0.05", "0.10"), 132, 3),
        (("0.02", "0.95"), ("0.08", "0.10"), 98, 4),
        (("0.001", "0.95"), ("0.1", "0.1"), 22, 0),
        (("0.0005", "0.9"), ("0.05", "0.05"), 59, 0),
    ],
)
def test_well_known_points(producer, consumer, n, accept):
    assert find_plan(producer, consumer) == SinglePlan(n, accept)


def serves(n, c, producer, consumer, chance):
    return chance(n, c, producer[0]) >= producer[1] and chance(n, c, consumer[0]) <= consumer[1]


def smallest(producer, consumer, largest, chance):
    """The smallest sample with any acceptance number that serves both points, by trying all."""
    return next(
        (
            (n, c)
            for n in range(1, largest + 1)
            for c in range(n)
            if serves(n, c, producer, consumer, chance)
        ),
        None,
    )


POINTS = st.tuples(
    st.integers(0, 12),
    st.integers(2, 30),
    st.sampled_from(["0.8", "0.9", "0.95"]),
    st.sampled_from(["0.05", "0.1", "0.2"]),
).map(
    lambda p: (
        (Fraction(p[0], 50), Fraction(p[2])),
        (Fraction(min(p[0] + p[1], 50), 50), Fraction(p[3])),
    )
)


@settings(max_examples=60)
@given(POINTS, st.integers(2, 40))
def test_a_plan_for_a_lot_is_the_smallest_of_all_that_serve_both_points(points, lot):
    producer, consumer = points

    def chance(n, c, quality):
        bad = floor(quality * lot) if quality == producer[0] else ceil(quality * lot)
        return Fraction(
            sum(comb(bad, k) * comb(lot - bad, n - k) for k in range(min(c, n) + 1)), comb(lot, n)
        )

    best = smallest(producer, consumer, lot, chance)
    if best is None:
        with pytest.raises(FieldError, match=f"no plan of up to {lot} items"):
            find_plan(producer, consumer, lot=lot)
    else:
        assert pair(find_plan(producer, consumer, lot=lot)) == best


@settings(max_examples=4)
@given(
    st.integers(1, 4),
    st.integers(12, 25),
    st.sampled_from(["0.9", "0.95"]),
    st.sampled_from(["0.1", "0.05"]),
)
def test_a_plan_for_a_stream_is_the_smallest_of_all_that_serve_both_points(good, bad, least, most):
    producer, consumer = (Fraction(good, 50), Fraction(least)), (Fraction(bad, 50), Fraction(most))
    found = find_plan(producer, consumer)
    assert serves(found.n, found.accept, producer, consumer, binomial)
    assert smallest(producer, consumer, found.n, binomial) == pair(found)


def test_a_plan_that_meets_both_points_exactly_serves():
    # Five of ten: one bad item is left out in half of all draws, five bad ones in one of 252.
    assert find_plan(("0.1", "0.5"), ("0.5", Fraction(1, 252)), lot=10) == SinglePlan(5, 0)


@pytest.mark.parametrize(
    ("producer", "consumer"),
    [
        (("0.15", "0.95"), ("0.05", "0.1")),
        (("0.05", "0.95"), ("0.05", "0.1")),
        (("0.05", "0.1"), ("0.15", "0.95")),
        (("0.05", "0.5"), ("0.15", "0.5")),
    ],
)
def test_points_in_the_wrong_order_are_refused(producer, consumer):
    with pytest.raises(FieldError, match="better than the consumer's"):
        find_plan(producer, consumer)


# The rule entries


def test_the_acceptance_numbers_of_works_are_the_column_of_aql_10():
    table = RULES.entry(GeneralItemTable, "gb-50300").accept
    for letter in "CDEFGHJK":
        plan = at_letter(letter, "10")
        assert table[str(SIZE[letter])] == plan.accept
        assert plan.letter == letter


def test_a_scheme_needs_a_size_for_each_letter_and_a_letter_for_each_range():
    def found(**changes):
        return [p.path for p in SamplingScheme.check_set({"own": attrs.evolve(SCHEME, **changes)})]

    assert found() == []
    assert found(sizes=SCHEME.sizes[:-1]) == ["own.sizes"]
    assert found(levels={**SCHEME.levels, "II": SCHEME.levels["II"][:-1]}) == ["own.levels.II"]
    assert found(levels={**SCHEME.levels, "I": ("Z",) * 15}) == ["own.levels.I"]


def test_a_county_that_cuts_a_scheme_short_is_told_where(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "书", en = "Book" }\n'
        'valid_from = 2014-01-01\nreviewed_to = 2016-12-31\npast_end = "refuse"\n'
        '[sampling-scheme.own]\nlabel = { zh = "表", en = "t" }\nsource = "x"\n'
        'basis = "default"\nletters = ["A", "B"]\nsizes = [2]\naqls = [1.0]\nlots = [8]\n'
        'levels = { II = ["A"] }\n'
        "normal = { accept = { 2 = 0 } }\ntightened = { accept = { 2 = 0 } }\n",
        encoding="utf-8",
    )
    with pytest.raises(RulebookError) as raised:
        load_rulebook(path)
    assert {p.path for p in raised.value.problems} >= {
        "book.toml:sampling-scheme.own.sizes",
        "book.toml:sampling-scheme.own.levels.II",
    }


@pytest.mark.parametrize("wrong", [-1, 33])
def test_a_check_cannot_find_more_than_it_takes(wrong):
    with pytest.raises(FieldError, match="between 0 and 32"):
        check_declared("1.0", CONTEXT, nonconforming=wrong)
