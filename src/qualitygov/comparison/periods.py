"""Rates over periods (各期对比): each period against the same part of the year before.

Winter is held against winter: a second quarter that differs from the first shows the season.

Clauses 3.4.2.a, 3.1.3.c.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from qualitygov.comparison.change import Change, compare, judged, level_of, p_of
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.exact_tests import holm
from qualitygov.core.period import Period, part_of_year
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.context import Context
from qualitygov.text import Language

MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


class Every(Vocabulary):
    """How long a period is (周期)."""

    YEAR = "year", "年", "year"
    HALF = "half", "半年", "half-year"
    QUARTER = "quarter", "季", "quarter"
    MONTH = "month", "月", "month"

    def of(self, day: date) -> Period:
        """Return the period that a day lies in.

        >>> Every.QUARTER.of(date(2016, 5, 4)).name, Every.QUARTER.of(date(2016, 5, 4)).last
        ('2016Q2', datetime.date(2016, 6, 30))
        """
        return part_of_year(day, MONTHS[self.value])


@attrs.frozen
class PeriodRow(Result):
    """One period (一期): its rate, and the change against the same part of the year before.

    None where there is no earlier year.
    """

    period: Period
    rate: Rate
    change: Change | None


@attrs.frozen(repr=False)
class PeriodTable(Result):
    """Rates over periods (各期对比表), in order of time.

    `overall` is the last against the first of its kind, None where there is but one.
    """

    rows: tuple[PeriodRow, ...]
    overall: Change | None

    @property
    def last(self) -> PeriodRow | None:
        """The last period."""
        return self.rows[-1] if self.rows else None

    def say(self, language: Language = "en") -> str:
        """Return the table, a line each period."""
        lines = []
        for row in self.rows:
            verdict = "–" if row.change is None else row.change.verdict.say(language)
            lines.append(f"{row.period.name}\t{row.rate}\t{row.rate.percent()}\t{verdict}")
        none = {"zh": "没有期间", "en": "no period"}[language]
        return "\n".join(lines) or none


def _alike(period: Period, earlier: Period) -> bool:
    """Whether two periods are the same part of two years (同期)."""
    return period.years_before(period.first.year - earlier.first.year) == earlier


def _before(period: Period, periods: Sequence[Period]) -> Iterator[Period]:
    """The same part of the years before, in order of time (往年同期)."""
    return (one for one in periods if one < period and _alike(period, one))


def _compared(
    pairs: Sequence[tuple[Rate, Rate]], context: Context, *, higher_is_better: bool
) -> Iterator[Change]:
    """Each pair of rates compared, the p values corrected for their number (逐期对比)."""
    level = level_of(context)
    ps = [p_of(before, after, level) for before, after in pairs]
    tested = iter(holm([p for p in ps if p is not None]))
    for (before, after), p in zip(pairs, ps, strict=True):
        corrected = None if p is None else next(tested)
        yield judged(before, after, corrected, level, higher_is_better=higher_is_better)


@clauses("3.4.2.a", "3.1.3.c")
def period_table(
    rates: Mapping[Period, Rate], context: Context, *, higher_is_better: bool = True
) -> PeriodTable:
    """Compare each period with the same part of the year before (各期对比).

    The p values are corrected for how many comparisons the table makes.

    A year that is missing is not made up: the next one is compared with the last there was. The
    last against the first of its kind is one comparison of its own.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> years = [Every.YEAR.of(date(year, 1, 1)) for year in (2013, 2014, 2015)]
    >>> rates = dict(zip(years, (Rate(45, 60), Rate(50, 60), Rate(57, 60))))
    >>> table = period_table(rates, context)
    >>> [row.change and row.change.verdict.value for row in table.rows]
    [None, 'no-proven-change', 'no-proven-change']
    >>> table.overall.verdict.value
    'improved'
    """
    periods = sorted(rates)
    if not periods:
        return PeriodTable((), None)
    earlier = {period: tuple(_before(period, periods)) for period in periods}
    pairs = [(rates[found[-1]], rates[one]) for one, found in earlier.items() if found]
    changes = _compared(pairs, context, higher_is_better=higher_is_better)
    rows = tuple(
        PeriodRow(period, rates[period], next(changes) if earlier[period] else None)
        for period in periods
    )
    last, overall = periods[-1], None
    if earlier[last]:
        overall = compare(
            rates[last],
            context,
            before=rates[earlier[last][0]],
            higher_is_better=higher_is_better,
        )
    return PeriodTable(rows, overall)
