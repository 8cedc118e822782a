"""From an order to a recommended closure (整改与取缔): ordered, re-checked, failed again.

Clause 3.2.2.e.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from qualitygov.access.entities import RectificationOrder
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.inspection.entities import Conclusion, InspectionSample
from qualitygov.inspection.process import state_of
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = [
    "ClosureRecommendation",
    "OrderState",
    "RectificationStage",
    "closures",
    "credit_records",
    "order_state",
]

ONE_DAY = timedelta(days=1)


class RectificationStage(Vocabulary):
    """Where an order stands (整改进程)."""

    ORDERED = "ordered", "责令整改", "ordered"
    OVERDUE = "overdue", "逾期未整改", "not put right in time"
    RECHECK_DUE = "recheck-due", "待复查", "to be re-checked"
    PASSED = "passed", "复查合格", "re-check passed"
    FAILED = "failed", "复查不合格", "re-check failed"
    CLOSURE = "closure", "建议取缔", "closure recommended"


@attrs.frozen
class OrderState:
    """An order as it stands on a day (整改状态).

    What is due by when, and the days of failed re-checks.
    """

    stage: RectificationStage
    rectify_by: Due
    recheck_by: Due | None
    failed: tuple[date, ...]


@clauses("3.2.2.e", "3.4.3.b")
def order_state(
    order: RectificationOrder, rules: Rules, calendar: WorkCalendar | None, on: date
) -> OrderState:
    """Return how an order stands on a day (整改状态).

    A re-check that passes ends it; the failed re-checks after the last pass are counted, and as
    many as ``closure.failed-rechecks`` says recommend closure.
    """
    held = [check for check in order.rechecks if check.held_on <= on]
    by = due(order.ordered_on, rules.span("inspection.rectify"), calendar)
    if held and held[-1].conclusion is Conclusion.PASS:
        return OrderState(RectificationStage.PASSED, by, None, ())
    failed = tuple(check.held_on for check in held if check.conclusion is Conclusion.FAIL)
    if len(failed) >= rules.whole("closure.failed-rechecks"):
        return OrderState(RectificationStage.CLOSURE, by, None, failed)
    done = order.rectified_on is not None and order.rectified_on <= on
    if failed:
        return OrderState(
            RectificationStage.FAILED,
            by,
            due(failed[-1], rules.span("closure.second-recheck"), calendar),
            failed,
        )
    if done:
        recheck_by = due(order.ordered_on, rules.span("inspection.recheck"), calendar)
        return OrderState(RectificationStage.RECHECK_DUE, by, recheck_by, failed)
    stage = RectificationStage.OVERDUE if by.passed(on) else RectificationStage.ORDERED
    return OrderState(stage, by, None, failed)


@clauses("3.2.2.e")
def credit_records(
    orders: Iterable[RectificationOrder], rules: Rules, calendar: WorkCalendar | None, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return a record for each order not put right in time.

    And for each failed re-check (整改信用记录).
    """
    made = []
    for order in orders:
        if order.ordered_on > as_of:
            continue
        by = due(order.ordered_on, rules.span("inspection.rectify"), calendar).day
        done = (
            order.rectified_on
            if order.rectified_on is not None and order.rectified_on <= as_of
            else as_of
        )
        if by is not None and done > by:
            made.append(_record(order, "late", "not-rectified", "general", by + ONE_DAY))
        failed = [
            c.held_on
            for c in order.rechecks
            if c.held_on <= as_of and c.conclusion is Conclusion.FAIL
        ]
        made += [
            _record(order, f"recheck-{at}", "recheck-fail", "serious", on)
            for at, on in enumerate(failed, start=1)
        ]
    return tuple(made)


def _record(
    order: RectificationOrder, suffix: str, kind: str, severity: str, on: date
) -> CreditRecord:
    return CreditRecord(
        id=f"{order.id}/{suffix}",
        subject=order.subject,
        kind=kind,
        severity=severity,
        happened_on=order.ordered_on,
        decided_on=on,
        known_on=on,
        source_document=order.document,
        authority=order.authority,
        category=order.matter,
    )


@attrs.frozen
class ClosureRecommendation:
    """A unit whose closure is recommended (建议取缔), with what it rests on.

    It closes nobody: an authority decides.
    """

    subject: str
    town: str
    basis: str
    failed: tuple[date, ...]

    @property
    def reason(self) -> Text:
        """The failed re-checks, by day."""
        days = ", ".join(str(day) for day in self.failed)
        return Text(f"{self.basis}：复查不合格 {days}", f"{self.basis}: re-checks failed on {days}")


@clauses("3.2.2.e")
def closures(
    orders: Iterable[RectificationOrder],
    samples: Iterable[InspectionSample],
    rules: Rules,
    calendar: WorkCalendar | None,
    as_of: date,
) -> tuple[ClosureRecommendation, ...]:
    """Return the units whose closure is recommended on `as_of` (取缔建议).

    From orders and from failed samples, by unit.
    """
    found = []
    for order in orders:
        if order.ordered_on <= as_of:
            state = order_state(order, rules, calendar, as_of)
            if state.stage is RectificationStage.CLOSURE:
                found.append(
                    ClosureRecommendation(order.subject, order.town, order.id, state.failed)
                )
    for sample in samples:
        if sample.sampled_on <= as_of and sample.rechecks:
            sampled = state_of(sample, rules, calendar, as_of)
            if not sampled.cured and len(sampled.failed_rechecks) >= rules.whole(
                "closure.failed-rechecks"
            ):
                found.append(
                    ClosureRecommendation(
                        sample.subject, sample.town, sample.id, sampled.failed_rechecks
                    )
                )
    return tuple(sorted(found, key=lambda one: (UnitKey.of(one.subject), one.basis)))
