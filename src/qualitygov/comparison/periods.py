"""Rates over periods (各期对比): each period against the one before, and the last against the first.

Clauses 3.4.2.a, 3.1.3.c.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import attrs

from qualitygov.comparison.change import Change, compare, judged, level_of, p_of
from qualitygov.comparison.exact import holm
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Language

__all__ = ["Every", "Period", "PeriodRow", "PeriodTable", "period_table"]

ONE_DAY = timedelta(days=1)


@attrs.frozen(order=True)
class Period:
    """A period (期间), its first and last day included."""

    first: date
    last: date
    name: str = attrs.field(order=False)

    def __str__(self) -> str:
        return self.name


class Every(Vocabulary):
    """How long a period is (周期)."""

    YEAR = "year", "年", "year"
    HALF = "half", "半年", "half-year"
    QUARTER = "quarter", "季", "quarter"
    MONTH = "month", "月", "month"

    def of(self, day: date) -> Period:
        """Return the period that a day lies in.

        >>> str(Every.QUARTER.of(date(2016, 5, 4))), Every.QUARTER.of(date(2016, 5, 4)).last
        ('2016Q2', datetime.date(2016, 6, 30))
        """
        months, mark = {"year": (12, ""), "half": (6, "H"), "quarter": (3, "Q"), "month": (1, "-")}[
            self.value
        ]
        at = (day.month - 1) // months
        first = date(day.year, at * months + 1, 1)
        after = date(day.year + (at + 1) * months // 12, (at + 1) * months % 12 + 1, 1)
        number = f"{at + 1:02d}" if self is Every.MONTH else str(at + 1)
        return Period(
            first, after - ONE_DAY, f"{day.year}{mark}{number}" if mark else str(day.year)
        )


@attrs.frozen
class PeriodRow:
    """One period (一期): its rate, and the change against the period before; None for the first."""

    period: Period
    rate: Rate
    change: Change | None


@attrs.frozen
class PeriodTable:
    """Rates over periods (各期对比表), in order of time.

    `overall` is the last against the first, None with one period.
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
            lines.append(f"{row.period}\t{row.rate}\t{row.rate.percent()}\t{verdict}")
        return "\n".join(lines)


@clauses("3.4.2.a", "3.1.3.c")
def period_table(
    rates: Mapping[Period, Rate], rules: Rules, *, higher_is_better: bool = True
) -> PeriodTable:
    """Compare each period with the one before it (各期对比).

    The p values corrected for how many comparisons the table makes.

    A period that is missing is not made up: the next one is compared with the last there was. The
    last against the first is one comparison of its own.

    >>> from qualitygov.rulebook import load_rulebook
    >>> rules = load_rulebook("strong-town").at(date(2016, 12, 31))
    >>> years = {Every.YEAR.of(date(2013 + at, 1, 1)): Rate(good, 60) for at, good in enumerate((45, 50, 57))}
    >>> table = period_table(years, rules)
    >>> [row.change and row.change.verdict.value for row in table.rows], table.overall.verdict.value
    ([None, 'no-proven-change', 'no-proven-change'], 'improved')
    """
    level, periods = level_of(rules), sorted(rates)
    pairs = [(rates[before], rates[after]) for before, after in pairwise(periods)]
    ps = [p_of(before, after, level) for before, after in pairs]
    tested = iter(holm([p for p in ps if p is not None]))
    corrected = [None if p is None else next(tested) for p in ps]
    changes: list[Change | None] = [None] if periods else []
    changes += [
        judged(before, after, p, level, higher_is_better=higher_is_better)
        for (before, after), p in zip(pairs, corrected, strict=True)
    ]
    rows = tuple(
        PeriodRow(period, rates[period], change)
        for period, change in zip(periods, changes, strict=True)
    )
    overall = None
    if pairs:
        overall = compare(
            rates[periods[0]], rates[periods[-1]], rules, higher_is_better=higher_is_better
        )
    return PeriodTable(rows, overall)
