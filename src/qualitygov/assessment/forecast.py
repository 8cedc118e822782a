"""Targets that are due by a last day (到期目标): how far they are, and whether they will be reached.

Clause 2.2.c. The forecast continues the straight line through the years so far, exactly. It says
what is likely if nothing changes, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.text import Language

FEWEST = 2
"""Years that a straight line needs."""
SHARES = ("rate", "share", "checklist")
EXTENDED = ("threshold", "every-period")
"""Kinds of target whose line does not move."""


class Prospect(Vocabulary):
    """Whether a target will be reached by its last day (到期预判)."""

    REACHED = "reached", "已达到", "reached"
    ON_TRACK = "on-track", "按趋势可达到", "reached by the trend so far"
    AT_RISK = "at-risk", "有未达到风险", "at risk"
    UNKNOWN = "cannot-say", "数据不足，无法预判", "cannot say"


@attrs.frozen(kw_only=True, repr=False)
class Forecast(Result):
    """One target of a town and its last year (到期目标预判).

    `years` are the values so far, `a_year` the change of one year on the straight line through
    them, `expected` the value in the last year; None where there are too few values or the line is
    not fixed. `distance` is how far the value lies from the line now, positive or zero on the good
    side.
    """

    brief: ClassVar[tuple[str, ...]] = ("target", "prospect", "distance")

    target: str
    last_year: int
    years: Mapping[str, Rate]
    distance: Rate | None
    a_year: Fraction | None
    expected: Fraction | None
    prospect: Prospect

    def say(self, language: Language = "en") -> str:
        """Return it as one line."""
        return f"{self.target} {self.last_year}: {self.prospect.say(language)}"


def slope(years: Mapping[int, Fraction]) -> Fraction | None:
    """Return the change of a year on the straight line through some years (年均变化), least squares.

    None with fewer than two years.

    >>> slope({2014: Fraction(1), 2015: Fraction(2), 2016: Fraction(3)})
    Fraction(1, 1)
    """
    if len(years) < FEWEST:
        return None
    mean_year = Fraction(sum(years), len(years))
    mean = sum(years.values(), Fraction(0)) / len(years)
    spread = sum(((year - mean_year) ** 2 for year in years), Fraction(0))
    together = sum(
        ((year - mean_year) * (value - mean) for year, value in years.items()), Fraction(0)
    )
    return together / spread


def _bounded(result: TargetResult, expected: Fraction) -> Fraction:
    """A share of something can be neither above the whole nor below nothing."""
    if result.target.indicator.kind not in SHARES:
        return expected
    return min(max(expected, Fraction(0)), Fraction(1))


def _reaches(result: TargetResult, expected: Fraction) -> bool:
    target = result.target
    return target.distance(Rate.of(expected), target.line).fraction >= 0


def _prospect(result: TargetResult, expected: Fraction | None) -> Prospect:
    if result.verdict is Verdict.MET:
        return Prospect.REACHED
    if expected is not None:
        return Prospect.ON_TRACK if _reaches(result, expected) else Prospect.AT_RISK
    return Prospect.AT_RISK if result.verdict is Verdict.MISSED else Prospect.UNKNOWN


@clauses("2.2.c")
def forecast(
    result: TargetResult, earlier: Mapping[int, Rate], *, year: int, last_year: int
) -> Forecast:
    """Return whether a target will be reached by its last year (到期预判).

    `earlier` are the values of the years before `year`, which is the year of the result. In the
    last year, and after it, what counts is the value that there is.
    """
    values = {**earlier, year: result.measured.value}
    known = {at: value.fraction for at, value in sorted(values.items()) if value.defined}
    extended = result.target.kind in EXTENDED and year in known
    a_year = slope(known) if extended and year < last_year else None
    expected = None
    if extended:
        ahead = max(last_year - year, 0)
        expected = known[year] if not ahead else None
        if a_year is not None:
            expected = _bounded(result, known[year] + a_year * ahead)
    return Forecast(
        target=result.target.id,
        last_year=last_year,
        years={str(at): value for at, value in sorted(values.items()) if value.defined},
        distance=result.distance,
        a_year=a_year,
        expected=expected,
        prospect=_prospect(result, expected),
    )
