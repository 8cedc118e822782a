"""Numbers of a senseless size (数值过大): what no rule means, and what would fail later."""

from __future__ import annotations

from qualitygov.core.exact import Points
from qualitygov.core.periods import Hours, Span, Term, WorkingDays
from qualitygov.text import Text

LONGEST_YEARS, MOST = 200, 1_000_000
_DAYS = 365 * LONGEST_YEARS


def _too_long(span: Span) -> bool:
    if isinstance(span, Term):
        return span.total_months * 365 + span.days * 12 > 12 * _DAYS
    if isinstance(span, WorkingDays):
        return span.count > _DAYS
    return isinstance(span, Hours) and span.count > 24 * _DAYS


def too_large(value: object) -> Text | None:
    """Return what is said of a value of senseless size, None for any other value.

    >>> print(too_large(Points.of(2000000)))
    between -1000000 and 1000000
    """
    if isinstance(value, Span) and _too_long(value):
        return Text(f"不得长于 {LONGEST_YEARS} 年", f"no longer than {LONGEST_YEARS} years")
    if isinstance(value, Points) and not Points.of(-MOST) <= value <= Points.of(MOST):
        return Text(f"应在 -{MOST} 与 {MOST} 之间", f"between -{MOST} and {MOST}")
    return None
