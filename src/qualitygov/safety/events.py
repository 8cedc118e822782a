"""Events of quality safety (质量安全事件). Clauses 3.1.3.b, 3.1.3.g, 3.4.3.a."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core import kinds, knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.periods import ONE_DAY
from qualitygov.rulebook.columns import ACCIDENT_CLASSES, HAZARD_GRADES
from qualitygov.rulebook.context import Context
from qualitygov.safety.accidents import (
    AccidentState,
    ClassReached,
    accident_states,
    classes_reached,
)
from qualitygov.safety.entities_accident import Liability
from qualitygov.safety.entities_hazard import Hazard, HazardRound
from qualitygov.safety.hazards import hazard_states, rectify_due, rounds_by
from qualitygov.subject import CountyView, Event, named_by_day


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
        _hazard(one, name, held, context)
        for one, _ in view.once(hazard_states, context)
        for name, held in _rounds(one, context)
    )
    return tuple(
        event for event in found if event is not None and event.known_on <= context.known_at
    )


def _rounds(one: Hazard, context: Context) -> Iterator[tuple[str, HazardRound]]:
    """The first round under the id of the hazard, each further one by the re-check before it."""
    rounds = rounds_by(one, context)
    checked = [held.rechecked_on for held in rounds[:-1]]
    names = named_by_day(day for day in checked if day is not None)
    yield from zip((one.id, *(f"{one.id}/recheck-{name}" for name in names)), rounds, strict=False)


def _hazard(one: Hazard, name: str, held: HazardRound, context: Context) -> HazardEvent | None:
    due, done = rectify_due(one, held, context), context.past(held.rectified_on)
    by, overdue = due.day, due.passed(context.as_of if done is None else done)
    if by is None or (done is None and not overdue):
        return None
    ended = context.as_of if done is None else done
    on: date = by + ONE_DAY if overdue else ended
    failed = context.happened(held.rechecked_on) and not held.passed
    return HazardEvent(
        id=name,
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
    """An accident became known, or that its class is another (事故): class, and how it was reported.

    `grade` is None and `classed` False below the lowest class, and by a scale that nobody has
    verified. `report` says how the unit reported, `upward` how the authority did, None while there
    was nothing to report upward; both are None where only the class became known. `void_on` is
    the day on which the class is void: the report was approved (批复) that finds nobody liable
    (非责任事故), or the casualties no longer reach it.
    """

    field: str = attrs.field(metadata=about("事故类别", "field"))
    classed: bool = attrs.field(metadata=about("达到等级", "of some class"))
    grade: Annotated[str | None, ACCIDENT_CLASSES] = attrs.field(
        default=None, metadata=about("事故等级", "class")
    )
    report: str | None = attrs.field(
        default=None, metadata=about("单位报告情况", "report of the unit")
    )
    upward: str | None = attrs.field(default=None, metadata=about("上报情况", "report upward"))
    void_on: date | None = attrs.field(
        default=None,
        metadata=about("等级失效日期", "nobody is liable, or the class is not reached, since"),
    )


@clauses("3.1.3.b", "3.2.2.a")
def accident_events(view: CountyView, context: Context) -> tuple[AccidentEvent, ...]:
    """Return an event for each accident of `as_of` and before (事故事件), on the day it was known.

    And one for each class that became known later, named by that day: what was confirmed of the
    class before stays confirmed, and the other class is to be confirmed anew.
    """
    return tuple(
        event
        for state in view.once(accident_states, context)
        for event in _accident(state, context)
    )


def _accident(state: AccidentState, context: Context) -> Iterator[AccidentEvent]:
    one, report = state.accident, state.report
    reached = list(classes_reached(one, context))
    first = reached.pop(0) if reached and reached[0].known_on == one.known_on else None
    yield AccidentEvent(
        **_of_class(state, first),
        id=one.id,
        on=one.known_on,
        known_on=one.known_on,
        report=report.unit.value,
        upward=None if report.upward is None else report.upward.value,
    )
    for later in reached:
        yield AccidentEvent(
            **_of_class(state, later),
            id=f"{one.id}/{later.known_on}",
            on=later.on,
            known_on=later.known_on,
        )


def _of_class(state: AccidentState, reached: ClassReached | None) -> dict[str, Any]:
    one = state.accident
    cleared = one.approved_on if one.finding is Liability.NOT_LIABLE else None
    ended = None if reached is None else reached.ended_on
    return {
        "unit": one.subject,
        "happened_on": state.day,
        "document": one.document,
        "matter": one.id,
        "field": one.field.value,
        "classed": reached is not None,
        "grade": None if reached is None else reached.name,
        "void_on": min((day for day in (cleared, ended) if day is not None), default=None),
    }
