"""Numbers of a senseless size (数值过大): what no rule means, and what would fail later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from qualitygov.core.exact import Points
from qualitygov.core.periods import Hours, Span, Term, WorkingDays, term_end
from qualitygov.errors import Problem
from qualitygov.text import Text

LONGEST_YEARS, MOST, WIDEST = 200, 1_000_000, 10**15
_DAYS = 365 * LONGEST_YEARS


def _too_long(span: Span) -> bool:
    if isinstance(span, Term):
        return span.total_months * 365 + span.days * 12 > 12 * _DAYS
    if isinstance(span, WorkingDays):
        return span.count > _DAYS
    return isinstance(span, Hours) and span.count > 24 * _DAYS


def is_nothing(span: Span) -> bool:
    """Whether a span has no length (期限为零)."""
    return str(span).startswith("0 ")


NOTHING = Text("期限应大于零", "a span above nothing")


def senseless_term(term: Span) -> Text | None:
    """Return what is said of a term of no length, or of senseless length; None for any other."""
    return NOTHING if is_nothing(term) else too_large(term)


def longer_than_nothing(code: str, path: str, span: Span | None) -> Iterator[Problem]:
    """Yield a span that has no length (期限为零)."""
    if span is not None and is_nothing(span):
        yield Problem(f"rulebook.{code}", path, str(span), NOTHING)


_STARTS = tuple(date(2016, 1, 1) + timedelta(days=at) for at in range(366 + 3 * 365))
"""The days of four years: a leap year, and its lead over terms of days, lie among them."""


def lead(one: Term, other: Term) -> int:
    """Compare two terms from the day on which the first is at its longest (期限比较).

    Returns 1 where it then ends later than the other, 0 where it ends on the same day, and -1 where
    it always ends before it.

    >>> lead(Term(months=1), Term(days=31)), lead(Term(months=1), Term(days=30))
    (0, 1)
    """
    if not one.days and not other.days:
        longest = one.total_months - other.total_months
    else:
        longest = max((term_end(day, one) - term_end(day, other)).days for day in _STARTS)
    return (longest > 0) - (longest < 0)


def too_large(value: object) -> Text | None:
    """Return what is said of a value of senseless size, None for any other value.

    >>> print(too_large(Points.of(2000000)))
    between -1000000 and 1000000
    """
    if isinstance(value, Span) and _too_long(value):
        return Text(f"不得长于 {LONGEST_YEARS} 年", f"no longer than {LONGEST_YEARS} years")
    if isinstance(value, Points) and not Points.of(-MOST) <= value <= Points.of(MOST):
        return Text(f"应在 -{MOST} 与 {MOST} 之间", f"between -{MOST} and {MOST}")
    if isinstance(value, int) and abs(value) > WIDEST:
        return Text(f"应在 -{WIDEST} 与 {WIDEST} 之间", f"between -{WIDEST} and {WIDEST}")
    return None
