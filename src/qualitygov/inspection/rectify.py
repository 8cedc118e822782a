"""Rounds of rectification (整改与复查): ordered, put right, re-checked, announced, re-checked again.

By the rule of the day of the order: AQSIQ Order 133 to 2019, SAMR Order 18 from 2020. Clause
3.2.2.e.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, Protocol

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import term_end
from qualitygov.core.result import Result
from qualitygov.inspection.rechecks import Recheck
from qualitygov.inspection.words import Conclusion
from qualitygov.rulebook.context import Context
from qualitygov.subject import Standing, owed, standing_of


class Ordered(Protocol):
    """What was ordered to be put right (责令整改): a failed sample, or any other order."""

    @property
    def rectified_on(self) -> date | None: ...  # noqa: D102 - the fields of the entities

    @property
    def rechecks(self) -> tuple[Recheck, ...]: ...  # noqa: D102


@attrs.frozen(kw_only=True, repr=False)
class Rounds(Result):
    """How the rounds of an order stand (整改轮次).

    `rectify_by` ends the term of the order, `recheck_by` the time to the first re-check, and
    `second_by` that to the second one, which may begin after `second_after`. `failed` are the days
    of the failed re-checks; `closing` are those since the last that passed on which a closure
    rests, empty while it is not to be recommended.
    """

    brief: ClassVar[tuple[str, ...]] = ("failed", "announced_on", "cured", "closing")

    rectify_by: Due
    recheck_by: Due | None = None
    failed: tuple[date, ...] = ()
    announced_on: date | None = None
    second_after: date | None = None
    second_by: Due | None = None
    cured: bool = False
    closing: tuple[date, ...] = ()


@clauses("3.2.2.e")
def rectify_due(
    ordered_on: date, context: Context, *, term: date | None = None, extended_on: date | None = None
) -> Due:
    """Return the end of an order's term (整改期限), by the rule of the day of the order.

    The order's own `term` where it is shorter than the longest. An extension in time prolongs it
    where the rule knows one: 30 days more to 2019.
    """
    by = context.due(ordered_on, "inspection.rectify")
    if term is not None and (by.day is None or term < by.day):
        by = Due(term)
    extended = context.past(extended_on)
    if extended is not None and by.passed(extended) is False:
        assert by.day is not None
        longer = context.extended(by, "inspection.rectify-extension", on=ordered_on)
        by = by if longer.day is None else longer
    return by


def _recheck_due(ordered_on: date, done: date | None, by: Due, context: Context) -> Due | None:
    """The time to the first re-check runs from the order, or to 2019 from the application.

    While nobody applied, it is due at the latest when it would be after the whole term.
    """
    if context.rules_on(ordered_on).choice("inspection.recheck-from") == "order":
        return context.due(ordered_on, "inspection.recheck")
    start = done or by.day
    return None if start is None else context.due(start, "inspection.recheck", by=ordered_on)


def second_recheck(announced_on: date, context: Context) -> tuple[date, Due]:
    """Return after which day, and by when, the second re-check is to be held (再次复查期间).

    After 60 days and before 90 from the announcement: SAMR Order 18, art. 48.
    """
    rules = context.rules_on(announced_on)
    after = term_end(announced_on, rules.term("closure.second-recheck-after"))
    return after, context.due(announced_on, "closure.second-recheck")


def _since_passed(held: Iterable[Recheck]) -> tuple[Recheck, ...]:
    failed: list[Recheck] = []
    for one in held:
        failed = [*failed, one] if one.conclusion is Conclusion.FAIL else []
    return tuple(failed)


def _leads(before: Recheck, after: Recheck, context: Context) -> bool:
    """Whether a failure was announced, and the next one held in the window that this began."""
    announced = before.announced_on
    if announced is None or announced > after.held_on:
        return False
    first, by = second_recheck(announced, context)
    return after.held_on > first and by.passed(after.held_on) is False


def _chain(failed: tuple[Recheck, ...], context: Context) -> tuple[date, ...]:
    """The longest run of failures each of which was announced before the next in its window."""
    chains: list[tuple[Recheck, ...]] = []
    for one in failed:
        before = [chain for chain in chains if _leads(chain[-1], one, context)]
        chains.append((*max(before, key=len, default=()), one))
    return tuple(one.held_on for one in max(chains, key=len, default=()))


def _closing(
    one: Ordered, by: Due, failed: tuple[Recheck, ...], context: Context
) -> tuple[date, ...]:
    """The failed re-checks on which a closure rests (Product Quality Law, art. 17).

    The first was held after the unit had applied for it or its term had run.
    """
    if not by.passed(context.as_of):
        return ()
    done = context.past(one.rectified_on)
    ripe = [
        recheck
        for recheck in failed
        if by.passed(recheck.held_on) or (done is not None and done <= recheck.held_on)
    ]
    chain = _chain(tuple(ripe), context)
    return chain if len(chain) >= context.rules.whole("closure.failed-rechecks") else ()


@clauses("3.2.2.e")
def rounds_of(one: Ordered, ordered_on: date, context: Context, *, by: Due) -> Rounds:
    """Return how the rounds of an order stand on ``context.as_of`` (整改轮次).

    A closure is recommended only after the term has run, when a failed re-check was announced and
    the second one, held in its window, failed too.
    """
    held = [recheck for recheck in one.rechecks if context.happened(recheck.held_on)]
    standing = _since_passed(held)
    announced = context.past(standing[-1].announced_on) if standing else None
    second = None if announced is None else second_recheck(announced, context)
    return Rounds(
        rectify_by=by,
        recheck_by=_recheck_due(ordered_on, context.past(one.rectified_on), by, context),
        failed=tuple(each.held_on for each in held if each.conclusion is Conclusion.FAIL),
        announced_on=announced,
        second_after=None if second is None else second[0],
        second_by=None if second is None else second[1],
        cured=bool(held) and held[-1].conclusion is Conclusion.PASS,
        closing=_closing(one, by, standing, context),
    )


def round_steps(
    one: Ordered, rounds: Rounds, context: Context, *, of: str
) -> Iterator[tuple[str, Standing, Due]]:
    """Yield the duties of the rounds (整改应办事项): each with how it stands and by when it is due.

    The first round, and where it failed its announcement, and the second re-check that this began:
    the first one held in the window or after it. `of` begins the ids of the book's rules:
    ``sample`` or ``order``.
    """
    held = [recheck for recheck in one.rechecks if context.happened(recheck.held_on)]
    kept = standing_of(rounds.rectify_by, one.rectified_on, context)
    failed = bool(held) and held[0].conclusion is Conclusion.FAIL
    yield f"{of}-rectified", Standing.FAILED if failed else kept, rounds.rectify_by
    first = held[0].held_on if held else None
    if rounds.recheck_by is not None:
        by = rounds.recheck_by
        yield f"{of}-rechecked", standing_of(by, first, context), by
    if not failed:
        return
    by_announced = owed(f"{of}-announced", held[0].held_on, context)
    if by_announced is not None:
        done = held[0].announced_on
        yield f"{of}-announced", standing_of(by_announced, done, context), by_announced
    announced = context.past(held[0].announced_on)
    if announced is not None:
        after, by = second_recheck(announced, context)
        again = next((one.held_on for one in held[1:] if one.held_on > after), None)
        yield f"{of}-second-recheck", standing_of(by, again, context), by
