"""Events of quality safety (质量安全事件). Clauses 3.1.3.b, 3.1.3.g, 3.4.3.a."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core import kinds, knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.periods import ONE_DAY
from qualitygov.rulebook.columns import ACCIDENT_CLASSES, HAZARD_GRADES
from qualitygov.rulebook.context import Context
from qualitygov.safety.accidents import AccidentState, accident_states
from qualitygov.safety.entities_accident import Liability
from qualitygov.safety.entities_hazard import Hazard
from qualitygov.safety.hazards import hazard_states, rectify_due, rounds_by
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class HazardEvent(Event):
    """A round of a hazard ended in time, or its time ran out (隐患消除或逾期).

    It is established on the day on which it was put right, or on the day after the last one in
    time. `days_late` counts to that day, or to `as_of` while nothing was done; it is 0 in time.
    `removed` says that the re-check did not fail.
    """

    grade: Annotated[str, HAZARD_GRADES] = attrs.field(metadata=about("隐患等级", "grade"))
    overdue: bool = attrs.field(metadata=about("逾期", "not removed in time"))
    removed: bool = attrs.field(metadata=about("已消除", "removed"))
    days_late: int = attrs.field(metadata=about("逾期天数", "days late"))


@clauses("3.4.3.a", "3.2.2.a")
def hazard_events(view: CountyView, context: Context) -> tuple[HazardEvent, ...]:
    """Return an event for each round that was put right or is overdue (隐患事件).

    Time runs from the order: a hazard that nobody ordered gives none, and neither does one whose
    deadline is unknown or that stands within its time.
    """
    found = (
        _hazard(one, at, context)
        for one, _ in view.once(hazard_states, context)
        for at in range(len(rounds_by(one, context)))
    )
    return tuple(
        event for event in found if event is not None and event.known_on <= context.known_at
    )


def _hazard(one: Hazard, at: int, context: Context) -> HazardEvent | None:
    held = one.rounds[at]
    due, done = rectify_due(one, held, context), context.past(held.rectified_on)
    by, overdue = due.day, due.passed(context.as_of if done is None else done)
    if by is None or (done is None and not overdue):
        return None
    ended = context.as_of if done is None else done
    on: date = by + ONE_DAY if overdue else ended
    failed = context.happened(held.rechecked_on) and not held.passed
    return HazardEvent(
        id=one.id if at == 0 else f"{one.id}/round-{at + 1}",
        unit=one.subject,
        on=on,
        happened_on=on,
        known_on=knowledge.known_since(on, one, held),
        document=one.document,
        category=one.matter,
        grade=one.grade,
        overdue=overdue is True,
        removed=done is not None and not failed,
        days_late=max((ended - by).days, 0),
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AccidentEvent(Event):
    """An accident became known (事故): its class, and how it was reported.

    `grade` is None and `classed` False below the lowest class, and by a scale that nobody has
    verified. `report` says how the unit reported, `upward` how the authority did, None while there
    was nothing to report upward. `cleared_on` is the day on which the report was approved (批复)
    that finds nobody liable (非责任事故).
    """

    field: str = attrs.field(metadata=about("事故类别", "field"))
    classed: bool = attrs.field(metadata=about("达到等级", "of some class"))
    grade: Annotated[str | None, ACCIDENT_CLASSES] = attrs.field(
        default=None, metadata=about("事故等级", "class")
    )
    report: str = attrs.field(metadata=about("单位报告情况", "report of the unit"))
    upward: str | None = attrs.field(default=None, metadata=about("上报情况", "report upward"))
    cleared_on: date | None = attrs.field(
        default=None, metadata=about("非责任事故批复日期", "found that nobody is liable on")
    )


@clauses("3.1.3.b", "3.2.2.a")
def accident_events(view: CountyView, context: Context) -> tuple[AccidentEvent, ...]:
    """Return an event for each accident of `as_of` and before (事故事件), on the day it was known."""
    return tuple(_accident(state) for state in view.once(accident_states, context))


def _accident(state: AccidentState) -> AccidentEvent:
    one, found, report = state.accident, state.judged, state.report
    return AccidentEvent(
        id=one.id,
        unit=one.subject,
        on=one.known_on,
        happened_on=state.day,
        known_on=one.known_on,
        document=one.document,
        field=one.field.value,
        classed=found is not None,
        grade=None if found is None else found.name,
        report=report.unit.value,
        upward=None if report.upward is None else report.upward.value,
        cleared_on=one.approved_on if one.finding is Liability.NOT_LIABLE else None,
    )
