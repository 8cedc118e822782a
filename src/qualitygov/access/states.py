"""How an order to put something right stands on a day (整改状态). Clauses 3.2.2.e, 3.4.3.b."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.access.entities import RectificationOrder
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.inspection import Rounds, rectify_due, rounds_of
from qualitygov.rulebook.context import Context


class RectificationStage(Vocabulary):
    """Where an order stands (整改进程)."""

    ORDERED = "ordered", "责令整改", "ordered"
    OVERDUE = "overdue", "逾期未整改", "not put right in time"
    RECHECK_DUE = "recheck-due", "待复查", "to be re-checked"
    PASSED = "passed", "复查合格", "re-check passed"
    FAILED = "failed", "复查不合格", "re-check failed"
    CLOSURE = "closure", "建议取缔", "closure recommended"


@attrs.frozen(kw_only=True, repr=False)
class OrderState(Result):
    """An order as it stands on a day (整改状态).

    `rectify_by` and `recheck_by` say what is due by when, `rectified_on` when it was put right.
    `overdue` says that it was put right late, or is not yet though its time has passed; None where
    the calendar cannot say. `failed` are the days of failed re-checks, none once one has passed.
    """

    stage: RectificationStage
    rectify_by: Due
    rectified_on: date | None
    overdue: bool | None
    recheck_by: Due | None
    failed: tuple[date, ...]


def _stage(
    order: RectificationOrder, rounds: Rounds, context: Context
) -> tuple[RectificationStage, Due | None]:
    """The stage of an order that no re-check has ended, and by when the next re-check is due."""
    if rounds.closing:
        return RectificationStage.CLOSURE, None
    if rounds.failed:
        return RectificationStage.FAILED, rounds.second_by
    if context.happened(order.rectified_on):
        return RectificationStage.RECHECK_DUE, rounds.recheck_by
    late = rounds.rectify_by.passed(context.as_of)
    return (RectificationStage.OVERDUE if late else RectificationStage.ORDERED), None


@clauses("3.2.2.e", "3.4.3.b")
def order_state(order: RectificationOrder, context: Context) -> OrderState:
    """Return how an order stands on ``context.as_of``, as it was known (整改状态).

    A re-check that passes ends it. Closure is recommended only after the term has run, when the
    failure was announced and the second re-check, in its window, failed too. Raises
    `FieldError` for an order that was not known yet.
    """
    order = context.seen(order)
    rectify_by = rectify_due(order.ordered_on, context)
    rounds = rounds_of(order, order.ordered_on, context, by=rectify_by)
    rectified_on = context.past(order.rectified_on)
    if rounds.cured:
        stage, recheck_by = RectificationStage.PASSED, None
    else:
        stage, recheck_by = _stage(order, rounds, context)
    return OrderState(
        stage=stage,
        rectify_by=rectify_by,
        rectified_on=rectified_on,
        overdue=rectify_by.passed(rectified_on or context.as_of),
        recheck_by=recheck_by,
        failed=() if rounds.cured else rounds.closing or rounds.failed,
    )
