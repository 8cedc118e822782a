"""The days on which a score may change (信用分变动日): what records and rules say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from qualitygov.core.periods import LATEST, ONE_DAY, Term, term_end
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.evaluate import counted_from, leave_out
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.standing import Excluded
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook.book import Rulebook

NEVER = (
    Excluded.NOT_KNOWN,
    Excluded.REVOKED,
    Excluded.OTHER_UNIT,
    Excluded.DROPPED,
    Excluded.PROPOSED,
)
"""Why a record counts on no day at all, with the same knowledge."""


class Planner(Protocol):
    """Whoever has the plan of each day (评分计划来源): a scorer."""

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook."""

    def plan_at(self, day: date) -> CreditPlan:
        """Return the plan of a day."""


def day_after(start: date, term: Term) -> date | None:
    """Return the day after the last day of a term (期满次日), None past the last possible date.

    >>> day_after(date(2016, 1, 31), Term(months=1)), day_after(date(2016, 1, 1), Term(years=9999))
    (datetime.date(2016, 3, 1), None)
    """
    try:
        return term_end(start, term) + ONE_DAY
    except (FieldError, OverflowError):
        return None


def _turns_of(plan: CreditPlan, record: CreditRecord) -> frozenset[Term]:
    """The terms after which a record weighs otherwise, or no longer makes a merit void."""
    cell = plan.cell_of(record.kind, record.severity, record.happened_on)
    found = plan.turns.get((cell, record.kind))
    if found is None:
        terms = set(() if cell is None else cell.terms)
        for kind in plan.kinds.values():
            if record.kind in kind.unless:
                terms.update(term for own in plan.of_kind(kind.kind) for term in own.terms)
        found = plan.turns[cell, record.kind] = frozenset(terms)
    return found


def _window_ends(plans: Iterable[CreditPlan], record: CreditRecord) -> Iterator[date | None]:
    """The days on which the record weighs otherwise, or no longer makes a merit void."""
    turns: dict[date, set[Term]] = {}
    for plan in plans:
        turns.setdefault(counted_from(plan, record), set()).update(_turns_of(plan, record))
    for day, terms in turns.items():
        yield from (day_after(day, term) for term in terms)


def events_of(record: CreditRecord) -> Iterator[date | None]:
    """Yield the days of what happened to the record (记录变动日)."""
    yield record.decided_on
    yield from (record.repaired_on, record.removed_on, record.stayed_on, record.appeal_ended_on)
    if record.valid_until is not None and record.valid_until < date.max:
        yield record.valid_until + ONE_DAY


def _plans(planner: Planner, days: Iterable[date]) -> Iterator[CreditPlan]:
    """The plan of each stretch of rules, as far as the rulebook answers."""
    for day in days:
        try:
            yield planner.plan_at(day)
        except RulebookError:
            return


def days_of_change(
    planner: Planner, key: str, records: Iterable[CreditRecord], after: date, until: date
) -> tuple[date, ...]:
    """Return the days in (after, until] on which the score may change (可能变动的日期), in order.

    Between two of them it does not. Records begin, fade, end, are repaired, stayed and stand again;
    rules change. What is known stays the same.
    """
    turns = planner.rulebook.changes_between(after, min(until, LATEST))
    plans = tuple(_plans(planner, (after, *turns)))
    days: set[date | None] = set(turns)
    for record in records:
        if leave_out(plans[0], key, record) in NEVER:
            continue
        days.update(events_of(record))
        days.update(_window_ends(plans, record))
    return tuple(sorted(day for day in days if day is not None and after < day <= until))
