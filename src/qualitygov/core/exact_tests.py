"""Exact tests in whole numbers (精确检验).

Fisher's for two rates, Holm's correction for many comparisons.

Nothing here is a float: a p value is a fraction of two whole numbers, and two tables are equally
likely or they are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import comb

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.errors import bilingual


def _counts(rate: Rate) -> tuple[int, int]:
    """How many are good, and how many there are; raises `FieldError` for what counts nothing."""
    if not 0 <= rate.numerator <= rate.denominator:
        raise bilingual(
            "comparison.counts",
            f"应为计数：{rate.numerator} 应在 0 与 {rate.denominator} 之间",
            f"expected counts: {rate.numerator} out of {rate.denominator}",
        )
    return rate.numerator, rate.denominator


def _ways(first: int, second: int, good: int) -> Iterator[tuple[int, int]]:
    """Yield (x, ways) for each table with these margins: x good ones fall to the first group."""
    low, high = max(0, good - second), min(first, good)
    ways = comb(first, low) * comb(second, good - low)
    for x in range(low, high + 1):
        yield x, ways
        ways = ways * (first - x) * (good - x) // ((x + 1) * (second - good + x + 1))


@clauses("3.4.2.a", "3.1.3.c")
def fisher_exact(first: Rate, second: Rate) -> Fraction:
    """Return the two-sided p value of Fisher's exact test for two rates (费希尔精确检验), exact.

    Each rate is taken as its two counts, good ones over all: ``Rate(3, 4)`` is three of four, which
    is less than ``Rate(30, 40)``. The p value is the chance, with both totals and the sum of good
    ones fixed, of a table that is not more likely than this one. It is 1 where nothing can differ.
    Raises `FieldError` for what is no count.

    >>> fisher_exact(Rate(3, 4), Rate(1, 4))
    Fraction(17, 35)
    """
    (good, size), (other, rest) = _counts(first), _counts(second)
    tables = dict(_ways(size, rest, good + other))
    observed = tables[good]
    return Fraction(sum(ways for ways in tables.values() if ways <= observed), sum(tables.values()))


@clauses("3.4.2.a")
def holm(ps: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return the p values corrected for their number (霍尔姆校正), in the order given, exact.

    The smallest is multiplied by their number, the next by one less, and so on; none falls below
    one before it, none exceeds 1. So the chance of even one false alarm among all stays below the
    level each corrected value is held against.

    >>> holm([Fraction(1, 100), Fraction(1, 2), Fraction(1, 50)])
    (Fraction(3, 100), Fraction(1, 2), Fraction(1, 25))
    """
    corrected = [Fraction(1)] * len(ps)
    highest = Fraction(0)
    for done, at in enumerate(sorted(range(len(ps)), key=lambda at: ps[at])):
        highest = max(highest, min(Fraction(1), (len(ps) - done) * ps[at]))
        corrected[at] = highest
    return tuple(corrected)
