"""What became of a sample by a day (样品处理进程): objection, re-inspection, rectification, re-check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem
from qualitygov.inspection.entities import Conclusion, InspectionSample
from qualitygov.rulebook.model.inspection import ObjectionWindow
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = ["SampleState", "double_sampled", "state_of"]

ONE_DAY = timedelta(days=1)


class Finality(Vocabulary):
    """How far the conclusion of a sample has come (结论状态)."""

    NOT_REPORTED = "not-reported", "结果未送达", "result not delivered"
    REFUSED = "refused", "拒绝抽查", "refused"
    PENDING = "pending", "异议期内或复检中", "open to objection or under re-inspection"
    FINAL = "final", "结论确定", "final"


@attrs.frozen
class SampleState:
    """A sample as it stands on a day (样品状态).

    `conclusion` is the final one, with the day it became final; None while it is pending.
    `rectify_by` and `recheck_by` are due days of a final failure under an order. `failed_rechecks`
    counts them up to the day.
    """

    finality: Finality
    conclusion: Conclusion | None
    final_on: date | None
    objection_until: Due | None
    rectify_by: Due | None
    rectification_overdue: bool | None
    recheck_by: Due | None
    failed_rechecks: tuple[date, ...]
    cured: bool

    @property
    def outstanding(self) -> bool:
        """Whether a final failure is not yet put right."""
        return self.conclusion is Conclusion.FAIL and not self.cured


def _window(sample: InspectionSample, rules: Rules) -> ObjectionWindow:
    return rules.entry(ObjectionWindow, "quick-test" if sample.quick_test else sample.domain.value)


def _final(sample: InspectionSample, on: date, until: Due) -> tuple[Conclusion, date] | None:
    """The final conclusion of a reported sample with the day it became final.

    None while it is open.
    """
    assert sample.reported_on is not None
    if sample.conclusion is Conclusion.PASS:
        return Conclusion.PASS, sample.reported_on
    if (
        sample.reinspected_on is not None
        and sample.reinspection is not None
        and sample.reinspected_on <= on
    ):
        return sample.reinspection, sample.reinspected_on
    if (
        sample.objected_on is not None
        and sample.objected_on <= on
        and not until.passed(sample.objected_on)
    ):
        rejected = sample.objection_rejected_on
        return (Conclusion.FAIL, rejected) if rejected is not None and rejected <= on else None
    if until.day is None or until.day >= on:
        return None
    return Conclusion.FAIL, until.day + ONE_DAY


@clauses("3.1.4.b", "3.2.2.e", "3.4.3.b")
def state_of(
    sample: InspectionSample, rules: Rules, calendar: WorkCalendar | None, on: date
) -> SampleState:
    """Return how the sample stands on a day (样品状态).

    A failure is final the day after its objection window has passed without an objection, or on the
    day on which the objection is rejected or the re-inspection reported; an objection after the
    window opens nothing again. Where the calendar does not know the window's end, it stays pending
    and `objection_until` says why.
    """
    nothing: tuple[date, ...] = ()
    if sample.refused:
        return SampleState(
            Finality.REFUSED, None, None, None, None, None, None, nothing, cured=False
        )
    if sample.reported_on is None or sample.reported_on > on:
        return SampleState(
            Finality.NOT_REPORTED, None, None, None, None, None, None, nothing, cured=False
        )
    until = due(sample.reported_on, _window(sample, rules).length, calendar)
    final = _final(sample, on, until)
    if final is None:
        return SampleState(
            Finality.PENDING, None, None, until, None, None, None, nothing, cured=False
        )
    conclusion, final_on = final
    if (
        conclusion is Conclusion.PASS
        or sample.rectify_ordered_on is None
        or sample.rectify_ordered_on > on
    ):
        return SampleState(
            Finality.FINAL, conclusion, final_on, until, None, None, None, nothing, cured=False
        )
    rectify_by = due(sample.rectify_ordered_on, rules.span("inspection.rectify"), calendar)
    done = (
        sample.rectified_on if sample.rectified_on is not None and sample.rectified_on <= on else on
    )
    held = [check for check in sample.rechecks if check.held_on <= on]
    return SampleState(
        finality=Finality.FINAL,
        conclusion=conclusion,
        final_on=final_on,
        objection_until=until,
        rectify_by=rectify_by,
        rectification_overdue=rectify_by.passed(done),
        recheck_by=due(sample.rectify_ordered_on, rules.span("inspection.recheck"), calendar),
        failed_rechecks=tuple(
            check.held_on for check in held if check.conclusion is Conclusion.FAIL
        ),
        cured=bool(held) and held[-1].conclusion is Conclusion.PASS,
    )


def double_sampled(samples: Iterable[InspectionSample], within: int) -> tuple[Problem, ...]:
    """Name samples of one unit and product taken again within `within` days (重复抽查).

    Product Quality Law, art. 15.

    A re-check after a failure is not counted, as it belongs to its sample.
    """
    last: dict[tuple[str, str], InspectionSample] = {}
    problems = []
    for sample in sorted(samples, key=lambda s: (s.sampled_on, s.id)):
        key = (UnitKey.of(sample.subject), sample.product)
        before = last.get(key)
        if before is not None and (sample.sampled_on - before.sampled_on).days <= within:
            expected = Text(
                f"{within} 日内不重复抽查（前次 {before.id}）",
                f"not sampled again within {within} days (before: {before.id})",
            )
            problems.append(
                Problem("sample.double", sample.id, str(sample.sampled_on), expected, "warning")
            )
        last[key] = sample
    return tuple(problems)
