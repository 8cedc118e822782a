"""Events of quality safety (质量安全事件). Clauses 3.1.3.b, 3.1.3.g, 3.4.3.a."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import attrs

from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.rulebook.columns import ACCIDENT_CLASSES, HAZARD_GRADES
from qualitygov.rulebook.context import Context
from qualitygov.safety.accidents import AccidentState, Reporting, accident_states
from qualitygov.safety.entities import AccidentField, Hazard
from qualitygov.safety.states import HazardState, hazard_states
from qualitygov.subject import CountyView, Event

ONE_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class HazardEvent(Event):
    """A hazard was removed in time, or its time ran out (隐患消除或逾期).

    It is established on the day of removal, or on the day after the last one in time. `days_late`
    counts to the removal, or to `as_of` while the hazard stands; it is 0 in time.
    """

    grade: Annotated[str, HAZARD_GRADES] = attrs.field(metadata=about("隐患等级", "grade"))
    overdue: bool = attrs.field(metadata=about("逾期", "not removed in time"))
    removed: bool = attrs.field(metadata=about("已消除", "removed"))
    days_late: int = attrs.field(metadata=about("逾期天数", "days late"))


@clauses("3.4.3.a", "3.2.2.a")
def hazard_events(view: CountyView, context: Context) -> tuple[HazardEvent, ...]:
    """Return an event for each hazard that was removed or is overdue (隐患事件).

    A hazard whose deadline is unknown, or that stands within its time, gives none.
    """
    found = (_hazard(one, state, context) for one, state in view.once(hazard_states, context))
    return tuple(
        event for event in found if event is not None and event.known_on <= context.known_at
    )


def _hazard(one: Hazard, state: HazardState, context: Context) -> HazardEvent | None:
    by, removed = state.rectify_by.day, state.removed_on
    if by is None or (removed is None and not state.overdue):
        return None
    ended = context.as_of if removed is None else removed
    on: date = by + ONE_DAY if state.overdue else ended
    return HazardEvent(
        id=one.id,
        unit=one.subject,
        on=on,
        happened_on=one.found_on,
        known_on=on,
        document=one.document,
        category=one.matter,
        grade=one.grade,
        overdue=state.overdue is True,
        removed=removed is not None,
        days_late=max((ended - by).days, 0),
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AccidentEvent(Event):
    """An accident became known (事故): its class, and how it was reported.

    `grade` is None and `classed` False below the lowest class. `report` says how the unit reported,
    `upward` how the authority did, None while there was nothing to report upward.
    """

    field: Annotated[str, AccidentField] = attrs.field(metadata=about("事故类别", "field"))
    classed: bool = attrs.field(metadata=about("达到等级", "of some class"))
    grade: Annotated[str | None, ACCIDENT_CLASSES] = attrs.field(
        default=None, metadata=about("事故等级", "class")
    )
    report: Annotated[str, Reporting] = attrs.field(
        metadata=about("单位报告情况", "report of the unit")
    )
    upward: Annotated[str | None, Reporting] = attrs.field(
        default=None, metadata=about("上报情况", "report upward")
    )


@clauses("3.1.3.b", "3.2.2.a")
def accident_events(view: CountyView, context: Context) -> tuple[AccidentEvent, ...]:
    """Return an event for each accident of `as_of` and before (事故事件), on the day it was known."""
    return tuple(_accident(state) for state in view.once(accident_states, context))


def _accident(state: AccidentState) -> AccidentEvent:
    one, found, report = state.accident, state.found, state.report
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
    )
