"""What a sample proves about a rate (抽样推断): exact binomial tails in whole numbers.

Nothing here is a float. A one-sided Clopper-Pearson bound is given on a grid of decimal digits and
always rounded to the safe side: a lower bound is never above the true one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.text import Text

Share = Rate | Fraction | Decimal | str | int
DIGITS = 4


def share(value: Share) -> Fraction:
    """Return a share between 0 and 1 as an exact fraction (比例); raises `FieldError` outside."""
    fraction = (
        value.fraction
        if isinstance(value, Rate)
        else value
        if isinstance(value, Fraction)
        else Rate.of(value).fraction
    )
    if not 0 <= fraction <= 1:
        raise bilingual(
            "statistics.share",
            f"应在 0 与 1 之间：{value}",
            f"expected a share between 0 and 1, not {value}",
        )
    return fraction


def _counts(passes: int, n: int) -> None:
    if not 0 <= passes <= n:
        raise bilingual(
            "statistics.counts",
            f"合格数 {passes} 应在 0 与 {n} 之间",
            f"{passes} passes out of {n}",
        )


def _tails(n: int, p: Fraction) -> Iterator[tuple[int, int]]:
    """Yield (x, P(X >= x) * b**n) for x = n, n-1, … 0, with p = a/b."""
    a, rest = p.numerator, p.denominator - p.numerator
    term = a**n
    total = term
    yield n, total
    if a == 0:
        yield from ((x, rest**n if x == 0 else 0) for x in range(n - 1, -1, -1))
        return
    for x in range(n - 1, -1, -1):
        term = term * (x + 1) * rest // ((n - x) * a)
        total += term
        yield x, total


@functools.lru_cache(maxsize=65536)
def _passes_needed(n: int, p: Fraction, doubt: Fraction) -> int | None:
    if p == 0:
        return 0
    limit = doubt.numerator * p.denominator**n
    needed = None
    for x, tail in _tails(n, p):
        if tail * doubt.denominator > limit:
            break
        needed = x
    return needed


@clauses("2.2.2.b", "2.2.2.d")
def passes_needed(n: int, rate: Share, confidence: Share = "0.95") -> int | None:
    """Return the fewest passes among `n` that prove the rate (证明达标所需的最少合格数).

    With fewer passes, a true rate just below `rate` would still show as many with a chance above 1
    - `confidence`. None when even `n` passes prove nothing.

    >>> passes_needed(58, "0.95"), passes_needed(59, "0.95"), passes_needed(100, "0.95")
    (None, 59, 99)
    """
    if n < 0:
        raise bilingual(
            "statistics.counts", f"样本数不能为负：{n}", f"a number of samples is not negative: {n}"
        )
    return _passes_needed(n, share(rate), 1 - share(confidence))


def _at_least(passes: int, n: int, p: Fraction, doubt: Fraction) -> bool:
    """Whether P(X >= passes | p) <= doubt."""
    a, rest = p.numerator, p.denominator - p.numerator
    if passes <= n - passes:
        below = _cumulative(passes - 1, n, a, rest)
        tail = p.denominator**n - below
    else:
        tail = _cumulative(n - passes, n, rest, a)
    return bool(tail * doubt.denominator <= doubt.numerator * p.denominator**n)


def _cumulative(most: int, n: int, a: int, rest: int) -> int:
    """The sum over k <= most of C(n, k) a**k rest**(n-k)."""
    if most < 0:
        return 0
    if rest == 0:
        return int(a**n) if most >= n else 0
    term: int = rest**n
    total = term
    for k in range(1, most + 1):
        term = term * (n - k + 1) * a // (k * rest)
        total += term
    return total


@functools.lru_cache(maxsize=65536)
def _lower(passes: int, n: int, doubt: Fraction, digits: int) -> Fraction:
    if passes == 0:
        return Fraction(0)
    grid = 10**digits
    low, high = 0, grid  # at `low` the tail is small enough; at `high`, p = 1, it is 1
    while high - low > 1:
        middle = (low + high) // 2
        if _at_least(passes, n, Fraction(middle, grid), doubt):
            low = middle
        else:
            high = middle
    return Fraction(low, grid)


def lower_bound(passes: int, n: int, confidence: Share = "0.95", digits: int = DIGITS) -> Fraction:
    """Return the one-sided Clopper-Pearson lower bound of a rate (单侧置信下限).

    Rounded down to `digits` decimals.

    >>> lower_bound(95, 100)
    Fraction(8977, 10000)
    """
    _counts(passes, n)
    return _lower(passes, n, 1 - share(confidence), digits)


def upper_bound(passes: int, n: int, confidence: Share = "0.95", digits: int = DIGITS) -> Fraction:
    """Return the one-sided Clopper-Pearson upper bound of a rate (单侧置信上限).

    Rounded up to `digits` decimals.
    """
    _counts(passes, n)
    return 1 - _lower(n - passes, n, 1 - share(confidence), digits)


def interval(
    passes: int, n: int, confidence: Share = "0.95", digits: int = DIGITS
) -> tuple[Fraction, Fraction]:
    """Return the two-sided Clopper-Pearson interval (置信区间), never narrower than the exact one.

    >>> interval(57, 60, "0.95", 3)
    (Fraction(43, 50), Fraction(99, 100))
    """
    _counts(passes, n)
    half = (1 - share(confidence)) / 2
    return _lower(passes, n, half, digits), 1 - _lower(n - passes, n, half, digits)


def accept_probability(n: int, c: int, p: Share, lot: int | None = None) -> Fraction:
    """Return the chance that a sample of `n` holds at most `c` nonconforming items (接收概率), exact.

    `p` is the lot's share of nonconforming items: binomial without `lot`, hypergeometric with it;
    then `p` is a whole number of nonconforming items in the lot.

    >>> accept_probability(13, 0, "0.01").limit_denominator(1000)
    Fraction(609, 694)
    >>> accept_probability(5, 0, 2, lot=10)
    Fraction(2, 9)
    """
    if n < 0 or c < 0:
        raise bilingual(
            "statistics.counts",
            "样本量与接收数不能为负",
            "sample size and acceptance number are not negative",
        )
    if lot is not None:
        return _hypergeometric(n, c, p, lot)
    fraction = share(p)
    most = min(c, n)
    return Fraction(
        _cumulative(most, n, fraction.numerator, fraction.denominator - fraction.numerator),
        fraction.denominator**n,
    )


def _hypergeometric(n: int, c: int, bad: Share, lot: int) -> Fraction:
    from math import comb  # noqa: PLC0415 - only this function needs it

    if isinstance(bad, bool) or not isinstance(bad, int) or not 0 <= bad <= lot or n > lot:
        raise bilingual(
            "statistics.lot",
            f"批量 {lot} 中的不合格数应为 0 至 {lot} 的整数，样本量不超过批量",
            f"in a lot of {lot} give a whole number of nonconforming items, "
            "and a sample no larger than the lot",
        )
    good = lot - bad
    ways = sum(
        comb(bad, k) * comb(good, n - k) for k in range(max(0, n - good), min(c, n, bad) + 1)
    )
    return Fraction(ways, comb(lot, n))


class Proof(Vocabulary):
    """What samples say of a threshold (抽样结论)."""

    PROVEN = "proven", "达标，且超出误差范围", "met, beyond the margin of error"
    MET = "met", "达标，但在误差范围之内", "met, within the margin of error"
    MISSED = "missed", "未达标，但在误差范围之内", "missed, within the margin of error"
    CONTRADICTED = "contradicted", "未达标，且超出误差范围", "missed, beyond the margin of error"
    INSUFFICIENT = "insufficient", "样本不足", "insufficient data"


@attrs.frozen(repr=False)
class RateJudgement(Result):
    """A rate held against a threshold (合格率判定), with the interval that its samples leave open."""

    brief: ClassVar[tuple[str, ...]] = ("rate", "threshold", "proof")

    rate: Rate
    threshold: Rate
    proof: Proof
    lower: Fraction
    upper: Fraction
    needed: int | None
    reason: Text

    @property
    def met(self) -> bool:
        """Whether the point estimate reaches the threshold and the samples suffice."""
        return self.proof in (Proof.PROVEN, Proof.MET)


@clauses("2.2.2.b", "2.2.2.c", "2.2.2.d", "2.2.2.e", "2.2.2.f")
def judge_rate(
    rate: Rate, threshold: Rate, *, minimum: int = 1, confidence: Share = "0.95"
) -> RateJudgement:
    """Judge a pass rate against a threshold (合格率判定).

    `rate` is passes over samples. Under `minimum` samples the verdict is insufficient data. The
    interval is made of the two one-sided bounds at `confidence`.

    >>> judge_rate(Rate(57, 60), Rate.of("0.95"), minimum=10).proof.value
    'met'
    """
    n, passes = rate.denominator, rate.numerator
    _counts(passes, n)
    if n < max(minimum, 1):
        reason = Text(f"样本 {n} 个，不足 {minimum} 个", f"{n} samples, fewer than {minimum}")
        return RateJudgement(
            rate=rate,
            threshold=threshold,
            proof=Proof.INSUFFICIENT,
            lower=Fraction(0),
            upper=Fraction(1),
            needed=None,
            reason=reason,
        )
    low, high = lower_bound(passes, n, confidence), upper_bound(passes, n, confidence)
    needed = passes_needed(n, threshold, confidence)
    if rate >= threshold:
        proof = Proof.PROVEN if needed is not None and passes >= needed else Proof.MET
    else:
        fails_needed = passes_needed(n, 1 - threshold.fraction, confidence)
        proof = (
            Proof.CONTRADICTED
            if fails_needed is not None and n - passes >= fails_needed
            else Proof.MISSED
        )
    bounds = f"{Rate.of(low).percent(2)}-{Rate.of(high).percent(2)}"
    reason = Text(
        f"{rate}（{rate.percent()}），目标 {threshold.percent()}，置信界限 {bounds}：{proof.label.zh}",
        f"{rate} ({rate.percent()}) against {threshold.percent()}, "
        f"confidence bounds {bounds}: {proof.label.en}",
    )
    return RateJudgement(
        rate=rate,
        threshold=threshold,
        proof=proof,
        lower=low,
        upper=high,
        needed=needed,
        reason=reason,
    )
