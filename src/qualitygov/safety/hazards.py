"""How hazards stand on a day (隐患状态): found, ordered, put right, re-checked, closed, round by round.

Time runs from the order (整改期限自责令之日起算). Clauses 3.1.3.g, 3.4.3.a.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.safety import HazardGrade
from qualitygov.safety.entities_hazard import Hazard, HazardRound
from qualitygov.safety.tables import HAZARDS
from qualitygov.subject import CountyView, Standing, not_in_book, owed, standing_of
from qualitygov.text import Text

FOUND, REMOVED = "hazard-ordered", "hazard-removed"
RECHECKED, CLOSED = "hazard-rechecked", "hazard-closed"
NOT_ORDERED = Text("尚未责令整改", "not ordered yet")
GRAVER = (Standing.DONE, Standing.OPEN, Standing.LATE, Standing.FAILED, Standing.MISSING)
"""How steps stand, the gravest last: what is late cannot become good any more."""


class HazardStage(Vocabulary):
    """Where a hazard stands in the loop (隐患进程)."""

    FOUND = "found", "已发现", "found"
    ORDERED = "ordered", "已责令整改", "ordered"
    RECTIFIED = "rectified", "已整改，待复查", "rectified, to be re-checked"
    STANDING = "standing", "复查未通过", "re-check not passed"
    PASSED = "passed", "复查通过，待销号", "re-check passed, to be closed"
    CLOSED = "closed", "已销号", "closed"


@attrs.frozen(kw_only=True, repr=False)
class HazardState(Result):
    """A hazard as it stands on a day (隐患状态), in the last of its rounds.

    `order_by` is the day by which the finder has to order, `rectify_by` that of the order that
    stands. `overdue`: not put right in time; False while nobody ordered it, None while nobody can
    say.
    """

    brief: ClassVar[tuple[str, ...]] = ("stage", "round", "overdue")

    stage: HazardStage
    round: int
    order_by: Due | None
    rectify_by: Due
    recheck_by: Due | None
    removed_on: date | None
    overdue: bool | None


@attrs.frozen(kw_only=True)
class HazardStep(Result):
    """One duty of a hazard (隐患应办事项): who owes it stands in the book's rule `duty`."""

    duty: str
    round: int
    standing: Standing
    by: Due


def rounds_by(hazard: Hazard, context: Context) -> tuple[HazardRound, ...]:
    """Return the rounds ordered by ``context.as_of`` (已责令的轮次)."""
    return tuple(one for one in hazard.rounds if context.happened(one.ordered_on))


def _grade(hazard: Hazard, day: date, context: Context) -> HazardGrade:
    return context.rules_on(day).entry(HazardGrade, hazard.grade)


def rectify_due(hazard: Hazard, one: HazardRound, context: Context) -> Due:
    """Return the end of a round's term (整改期限): as ordered, else by grade from the order."""
    if one.rectify_by is not None:
        return Due(one.rectify_by)
    grade = _grade(hazard, one.ordered_on, context)
    return context.due(one.ordered_on, grade.rectify_within)


def recheck_due(hazard: Hazard, done_on: date, context: Context) -> Due:
    """Return the day by which what was put right is to be re-checked (复查期限)."""
    return context.due(done_on, _grade(hazard, done_on, context).recheck_within)


def _stage(hazard: Hazard, rounds: tuple[HazardRound, ...], context: Context) -> HazardStage:
    if not rounds:
        return HazardStage.FOUND
    if context.happened(hazard.closed_on):
        return HazardStage.CLOSED
    last = rounds[-1]
    if context.happened(last.rechecked_on):
        return HazardStage.PASSED if last.passed else HazardStage.STANDING
    return HazardStage.RECTIFIED if context.happened(last.rectified_on) else HazardStage.ORDERED


@clauses("3.1.3.g", "3.4.3.a")
def hazard_state(hazard: Hazard, context: Context) -> HazardState:
    """Return how a hazard stands on a day (隐患状态); its time runs from the order.

    It counts as removed on the day it was rectified, unless the re-check says otherwise. Removed on
    the last day is in time. Raises `RulebookError` for a grade that the book does not know.
    """
    hazard = context.seen(hazard)
    rounds = rounds_by(hazard, context)
    stage = _stage(hazard, rounds, context)
    if not rounds:
        _grade(hazard, hazard.found_on, context)
        return HazardState(
            stage=stage,
            round=0,
            order_by=owed(FOUND, hazard.found_on, context),
            rectify_by=Due(None, NOT_ORDERED),
            recheck_by=None,
            removed_on=None,
            overdue=False,
        )
    last = rounds[-1]
    by = rectify_due(hazard, last, context)
    failed = stage is HazardStage.STANDING
    done = None if failed else context.past(last.rectified_on)
    again = last.rechecked_on if failed else None
    waiting = stage is HazardStage.RECTIFIED and done is not None
    return HazardState(
        stage=stage,
        round=len(rounds),
        order_by=None if again is None else owed(FOUND, again, context),
        rectify_by=by,
        recheck_by=recheck_due(hazard, done, context) if waiting and done is not None else None,
        removed_on=done,
        overdue=by.passed(context.as_of if done is None else done),
    )


def _removed(
    hazard: Hazard, rounds: tuple[HazardRound, ...], state: HazardState, context: Context
) -> tuple[Standing, Due]:
    """Whether the unit put it right, and by when: the gravest of the rounds.

    A term that ran out in an earlier round stays so, whatever the next round brings.
    """
    before = (_ran_out(hazard, one, context) for one in rounds[:-1])
    late = ((Standing.LATE, by) for by in before if by is not None)
    found = [*late, _removed_last(state, context)]
    return max(found, key=lambda pair: GRAVER.index(pair[0]))


def _ran_out(hazard: Hazard, one: HazardRound, context: Context) -> Due | None:
    """The term of a round whose re-check failed, if it ran out before the unit put it right."""
    by, ended = rectify_due(hazard, one, context), one.rectified_on or one.rechecked_on
    return by if ended is not None and by.passed(ended) else None


def _removed_last(state: HazardState, context: Context) -> tuple[Standing, Due]:
    """How the last round stands; failed where its re-check failed.

    What was put right in time is open until its re-check is due. A re-check that nobody held is
    owed by the finder and not by the unit.
    """
    by, recheck_by = state.rectify_by, state.recheck_by
    if state.stage is HazardStage.STANDING:
        return Standing.FAILED, by
    found = standing_of(by, state.removed_on, context)
    waiting = recheck_by is not None and recheck_by.passed(context.as_of) is not True
    if found is Standing.DONE and recheck_by is not None and waiting:
        return Standing.OPEN, recheck_by
    return found, by


def hazard_steps(hazard: Hazard, context: Context) -> tuple[HazardStep, ...]:
    """Return the duties of a hazard on a day (隐患应办事项).

    Its orders are one duty, and its removal is another, however many rounds it took, and the
    gravest round decides: a round that is late or left out never makes either better. The unit owes
    the removal from the first order on. Each re-check is a duty of its own; so is the closing.
    """
    hazard = context.seen(hazard)
    state = hazard_state(hazard, context)
    return tuple(_steps(hazard, state, context))


def hazard_removal(hazard: Hazard, context: Context) -> HazardStep | None:
    """Return whether a hazard is known to be gone in time (隐患按期消除): its gravest step.

    Of the order, of the removal, and of a re-check that nobody held, without which nobody knows. So
    a hazard counts one time, and what was left undone is never better than what was done badly.
    None where no rule asks for an order.
    """
    deciding = [
        step
        for step in hazard_steps(hazard, context)
        if step.duty in (FOUND, REMOVED)
        or (step.duty == RECHECKED and step.standing is Standing.MISSING)
    ]
    return max(deciding, key=lambda step: GRAVER.index(step.standing), default=None)


def _steps(hazard: Hazard, state: HazardState, context: Context) -> Iterator[HazardStep]:
    rounds = rounds_by(hazard, context)
    ordered = [*_orders(hazard, rounds, context)]
    if ordered:
        yield max(ordered, key=lambda step: GRAVER.index(step.standing))
    for at, one in enumerate(rounds, 1):
        done = context.past(one.rectified_on)
        if done is not None:
            by = recheck_due(hazard, done, context)
            standing = standing_of(by, one.rechecked_on, context)
            yield HazardStep(duty=RECHECKED, round=at, standing=standing, by=by)
    if rounds:
        standing, by = _removed(hazard, rounds, state, context)
        yield HazardStep(duty=REMOVED, round=len(rounds), standing=standing, by=by)
    if state.stage in (HazardStage.PASSED, HazardStage.CLOSED):
        checked = rounds[-1].rechecked_on
        if checked is not None:
            yield from _step(CLOSED, len(rounds), checked, hazard.closed_on, context)


def _orders(
    hazard: Hazard, rounds: tuple[HazardRound, ...], context: Context
) -> Iterator[HazardStep]:
    """An order after the finding, and another one after each failed re-check."""
    begun: date | None = hazard.found_on
    for at, one in enumerate(rounds, 1):
        if begun is not None:
            yield from _step(FOUND, at, begun, one.ordered_on, context)
        begun = None if one.passed else context.past(one.rechecked_on)
    if begun is not None:
        yield from _step(FOUND, len(rounds) + 1, begun, None, context)


def _step(
    duty: str, at: int, begun: date, done: date | None, context: Context
) -> Iterator[HazardStep]:
    by = owed(duty, begun, context)
    if by is not None:
        standing = standing_of(by, done, context)
        yield HazardStep(duty=duty, round=at, standing=standing, by=by)


def hazard_problems(hazard: Hazard, context: Context) -> Iterator[Problem]:
    """Yield a grade that no rule of the book has (隐患等级核对)."""
    what = Text("没有此隐患等级", "no such grade of hazard")
    yield from not_in_book(
        hazard.grade, HazardGrade, context, code="hazard.grade", path="grade", what=what
    )


def hazard_states(view: CountyView, context: Context) -> tuple[tuple[Hazard, HazardState], ...]:
    """Return the hazards found by `as_of`, each with its state (各隐患状态)."""
    return tuple(
        (one, hazard_state(one, context))
        for one in view.known(HAZARDS, context)
        if context.happened(one.found_on)
    )
