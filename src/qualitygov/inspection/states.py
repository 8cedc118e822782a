"""What became of a sample by a day (样品处理进程): objection, re-inspection, rectification, re-check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import ONE_DAY
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem, RulebookError
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.rectify import Rounds, rectify_due, rounds_of
from qualitygov.inspection.words import Conclusion
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.inspection import ObjectionWindow
from qualitygov.text import Text

TESTED, REINSPECTED = "inspection.tested-within", "inspection.reinspected-within"
"""Parameters: the time to the report of a sample, and to that of a re-inspection."""


class Finality(Vocabulary):
    """How far the conclusion of a sample has come (结论状态)."""

    NOT_REPORTED = "not-reported", "结果未送达", "result not delivered"
    UNDATED = "undated", "日期不明", "of no known day"
    REFUSED = "refused", "拒绝抽查", "refused"
    PENDING = "pending", "异议期内或复检中", "open to objection or under re-inspection"
    FINAL = "final", "结论确定", "final"


@attrs.frozen(kw_only=True)
class SampleState(Result):
    """A sample as it stands on a day (样品状态).

    `conclusion` is the final one, with the day it became final; None while it is pending.
    `objection_until` is the last day on which it may be objected to, and `disputed` says that this
    was done, so that a decision or a re-inspection ends it. `settles_by` is the day by which an
    open one ends: the report, the window, or the re-inspection is due by then. `rounds` are those
    of a final failure under an order, with the days by which each is due.
    """

    brief: ClassVar[tuple[str, ...]] = ("finality", "conclusion", "final_on", "disputed")

    finality: Finality
    conclusion: Conclusion | None = None
    final_on: date | None = None
    objection_until: Due | None = None
    disputed: bool = False
    settles_by: Due | None = None
    rounds: Rounds | None = None
    rectification_overdue: bool | None = None

    @property
    def rectify_by(self) -> Due | None:
        """The end of the order's term, None without an order."""
        return None if self.rounds is None else self.rounds.rectify_by

    @property
    def recheck_by(self) -> Due | None:
        """The day by which the first re-check is due."""
        return None if self.rounds is None else self.rounds.recheck_by

    @property
    def failed_rechecks(self) -> tuple[date, ...]:
        """The days of the failed re-checks held by the day."""
        return () if self.rounds is None else self.rounds.failed

    @property
    def cured(self) -> bool:
        """Whether the last re-check passed."""
        return self.rounds is not None and self.rounds.cured

    @property
    def outstanding(self) -> bool:
        """Whether a final failure is not yet put right."""
        return self.conclusion is Conclusion.FAIL and not self.cured


def _window(sample: InspectionSample, received_on: date, context: Context) -> ObjectionWindow:
    """The window of its domain, by the rules of the day on which the unit had the result."""
    name = "quick-test" if sample.quick_test else sample.domain.value
    return context.rules_on(received_on).entry(ObjectionWindow, name)


def _objection_until(sample: InspectionSample, received_on: date, context: Context) -> Due:
    """The last day for an objection; a window that nobody verified ends for nobody."""
    try:
        window = _window(sample, received_on, context)
    except RulebookError as error:
        return Due(None, error.problems[0].expected)
    return context.due_by(received_on, window, "length")


def _reinspected_by(sample: InspectionSample, received_on: date, context: Context) -> Due:
    """The day by which the re-inspection, or the decision on the objection, is due."""
    assert sample.objected_on is not None
    try:
        term = _window(sample, received_on, context).reinspected_within
    except RulebookError as error:
        return Due(None, error.problems[0].expected)
    return context.due(sample.objected_on, term or REINSPECTED)


def _disputed(sample: InspectionSample, until: Due, context: Context) -> bool:
    """Whether the result was objected to in time, by ``context.as_of``."""
    objected = context.past(sample.objected_on)
    return objected is not None and not until.passed(objected)


def _reinspected(sample: InspectionSample, context: Context) -> tuple[Conclusion, date] | None:
    """The conclusion of the last re-inspection that was reported by ``context.as_of``."""
    first = context.past(sample.reinspected_on)
    if first is None or sample.reinspection is None:
        return None
    rounds = [one for one in sample.reinspections if context.happened(one.reported_on)]
    if rounds:
        return rounds[-1].conclusion, rounds[-1].reported_on
    return sample.reinspection, first


def _final(
    sample: InspectionSample, reported_on: date, until: Due, context: Context
) -> tuple[Conclusion, date] | None:
    """The final conclusion of a reported sample with the day it became final.

    None while it is open.
    """
    if sample.conclusion is Conclusion.PASS:
        return Conclusion.PASS, reported_on
    again = _reinspected(sample, context)
    if again is not None:
        return again
    if _disputed(sample, until, context):
        rejected = context.past(sample.objection_rejected_on)
        return None if rejected is None else (Conclusion.FAIL, rejected)
    if until.passed(context.as_of):
        assert until.day is not None
        return Conclusion.FAIL, until.day + ONE_DAY
    return None


def _follow_up(sample: InspectionSample, state: SampleState, context: Context) -> SampleState:
    """The state of a final failure under an order: what is due, and how the re-checks ended."""
    ordered = context.past(sample.rectify_ordered_on)
    if ordered is None:
        return state
    by = rectify_due(ordered, context, term=sample.rectify_by, extended_on=sample.extended_on)
    done = context.past(sample.rectified_on) or context.as_of
    return attrs.evolve(
        state,
        rounds=rounds_of(sample, ordered, context, by=by),
        rectification_overdue=by.passed(done),
    )


@clauses("3.1.4.b", "3.2.2.e", "3.4.3.b")
def sample_state(sample: InspectionSample, context: Context) -> SampleState:
    """Return how the sample stands on ``context.as_of``, as it was known (样品状态).

    A pass is final on its report, or on its announcement where the report's day is not published. A
    result of no day is open. A failure is open from the day on which the unit received it; it
    is final the day after its objection window has passed without an objection, or on the day on
    which the objection is rejected or the re-inspection reported; an objection after the window
    opens nothing again. Where nobody knows the window's end, or nobody verified its length, it
    stays pending and `objection_until` says why. Raises `FieldError` for a sample that was not
    known yet.
    """
    sample = context.seen(sample)
    if sample.refused:
        return SampleState(finality=Finality.REFUSED)
    reported = context.past(sample.delivered_on)
    if reported is None:
        undated = sample.delivered_on is None and sample.conclusion is not None
        if undated or sample.sampled_on is None:
            return SampleState(finality=Finality.UNDATED if undated else Finality.NOT_REPORTED)
        by = context.due(sample.sampled_on, TESTED)
        return SampleState(finality=Finality.NOT_REPORTED, settles_by=by)
    received = sample.received_on or reported
    until = _objection_until(sample, received, context)
    final = _final(sample, reported, until, context)
    if final is None:
        disputed = _disputed(sample, until, context)
        return SampleState(
            finality=Finality.PENDING,
            objection_until=until,
            disputed=disputed,
            settles_by=_reinspected_by(sample, received, context) if disputed else until,
        )
    conclusion, final_on = final
    state = SampleState(
        finality=Finality.FINAL,
        conclusion=conclusion,
        final_on=final_on,
        objection_until=until,
    )
    return state if conclusion is Conclusion.PASS else _follow_up(sample, state, context)


def double_sampled(samples: Iterable[InspectionSample], within: int) -> tuple[Problem, ...]:
    """Name samples of one unit and product taken again within `within` days (重复抽查).

    A re-check after a failure is not counted, as it belongs to its sample, nor is a sample of which
    nobody knows when or where it was taken. Product Quality Law, art. 15.
    """
    last: dict[tuple[str, str], tuple[date, str]] = {}
    problems = []
    taken = (
        (one.sampled_on, one.id, (UnitKey.of(one.subject), one.product))
        for one in samples
        if one.sampled_on is not None and one.subject is not None
    )
    for day, name, key in sorted(taken):
        before = last.get(key)
        if before is not None and (day - before[0]).days <= within:
            expected = Text(
                f"{within} 日内不重复抽查（前次 {before[1]}）",
                f"not sampled again within {within} days (before: {before[1]})",
            )
            problems.append(Problem("sample.double", name, str(day), expected, "warning"))
        last[key] = (day, name)
    return tuple(problems)
