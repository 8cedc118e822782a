"""Whether something gets better (趋势判定): counts by an exact test, figures as they are.

Clauses 2.2.1, 2.2.5.g, 2.2.b, 3.1.4.c. A rate that was counted moves by chance: one work accepted
this year and none the year before is no trend. So two counts differ only where there are enough of
them and Fisher's exact test proves it. A figure (an output, a number of certificates) is what it
is, and any difference is a difference.
"""

from __future__ import annotations

from fractions import Fraction

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.exact_tests import fisher_exact
from qualitygov.core.statistics import Share, share
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual

Counts = tuple[int, int]
"""What lies above the line, and what lies under it."""


class Trend(Vocabulary):
    """Which way something goes (趋势): rising is the good way, whichever way the numbers go."""

    RISING = "rising", "向好", "gets better"
    FALLING = "falling", "向差", "gets worse"
    LEVEL = "level", "持平或无显著变化", "no proven change"
    UNDECIDED = "undecided", "数据不足，不能判定", "too little to say"


@clauses("2.2.1.a", "2.2.5.g", "2.2.b", "3.1.4.c")
def trend_verdict(
    before: Counts,
    now: Counts,
    *,
    higher_is_better: bool = True,
    minimum: int = 1,
    confidence: Share,
) -> Trend:
    """Return which way a counted rate goes (计数比率的趋势).

    `before` and `now` are a part of a year and the same part of the year before, each as how many
    there are above the line and under it. `rising` is the good way: up, or down where
    `higher_is_better` is False. A rate that was at its best and stays there counts as rising: 100 %
    cannot rise. With fewer than `minimum` on either side nothing is decided; a difference that
    Fisher's exact test does not prove at the `confidence` is `level`. Raises `FieldError` for what
    is no count.

    >>> trend_verdict((45, 60), (57, 60), minimum=10, confidence="0.95").value
    'rising'
    >>> trend_verdict((0, 1), (1, 1), minimum=10, confidence="0.95").value
    'undecided'
    >>> trend_verdict((50, 50), (50, 50), minimum=10, confidence="0.95").value
    'rising'
    """
    first, second = Rate(*before), Rate(*now)
    p = fisher_exact(first, second)
    if min(before[1], now[1]) < max(minimum, 1):
        return Trend.UNDECIDED
    if _best(first, up=higher_is_better) and _best(second, up=higher_is_better):
        return Trend.RISING
    if p > 1 - share(confidence):
        return Trend.LEVEL
    return _way(second.fraction - first.fraction, up=higher_is_better)


@clauses("2.2.1.a", "2.2.1.c", "2.2.4.a", "2.2.5.b")
def figure_trend(
    before: Counts, now: Counts, *, higher_is_better: bool = True, best: Rate | None = None
) -> Trend:
    """Return which way a figure goes (统计数字的趋势): a total, a number, a share of two sums.

    The two are exact quotients that are held against each other as they are. A rise from nothing is
    a rise. `best` is the best value there can be, if there is one: what stays there counts as
    rising. Where one of them is undefined nothing is decided.

    >>> figure_trend((0, 1), (3, 1)).value, figure_trend((1200000, 1), (900000, 1)).value
    ('rising', 'falling')
    >>> figure_trend((5, 0), (3, 1)).value
    'undecided'
    """
    first, second = _defined(before), _defined(now)
    if first is None or second is None:
        return Trend.UNDECIDED
    if best is not None and first == second == best.fraction:
        return Trend.RISING
    return _way(second - first, up=higher_is_better)


def _best(rate: Rate, *, up: bool) -> bool:
    return rate.numerator == (rate.denominator if up else 0)


def _defined(counts: Counts) -> Fraction | None:
    above, under = counts
    if under < 0:
        raise bilingual(
            "trend.under",
            f"分母不能为负：{under}",
            f"a line has nothing negative under it: {under}",
        )
    return Fraction(above, under) if under else None


def _way(change: Fraction, *, up: bool) -> Trend:
    if change == 0:
        return Trend.LEVEL
    return Trend.RISING if (change > 0) is up else Trend.FALLING
