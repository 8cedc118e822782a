"""Hazards closed in a loop (隐患闭环管理). Clauses 3.1.3.g, 3.4.3.a."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.rulebook.model.safety import HazardGrade
from qualitygov.rulebook.rules import Rules
from qualitygov.safety.entities import Hazard

__all__ = [
    "HazardFact",
    "HazardStage",
    "HazardState",
    "hazard_facts",
    "hazard_records",
    "hazard_state",
    "overdue_hazards",
]

ONE_DAY = timedelta(days=1)


class HazardStage(Vocabulary):
    """Where a hazard stands in the loop (隐患进程)."""

    FOUND = "found", "已发现", "found"
    ORDERED = "ordered", "已责令整改", "ordered"
    RECTIFIED = "rectified", "已整改，待复查", "rectified, to be re-checked"
    STANDING = "standing", "复查未通过", "re-check not passed"
    PASSED = "passed", "复查通过，待销号", "re-check passed, to be closed"
    CLOSED = "closed", "已销号", "closed"


@attrs.frozen
class HazardState:
    """A hazard as it stands on a day (隐患状态).

    `overdue`: not removed in time; None while nobody can say.
    """

    stage: HazardStage
    rectify_by: Due
    recheck_by: Due | None
    removed_on: date | None
    overdue: bool | None


def _by(one: date | None, on: date) -> date | None:
    return one if one is not None and one <= on else None


def _stage(hazard: Hazard, on: date) -> HazardStage:
    if _by(hazard.closed_on, on):
        return HazardStage.CLOSED
    if _by(hazard.rechecked_on, on):
        return HazardStage.PASSED if hazard.passed else HazardStage.STANDING
    if _by(hazard.rectified_on, on):
        return HazardStage.RECTIFIED
    return HazardStage.ORDERED if _by(hazard.ordered_on, on) else HazardStage.FOUND


@clauses("3.1.3.g", "3.4.3.a")
def hazard_state(
    hazard: Hazard, rules: Rules, calendar: WorkCalendar | None, on: date
) -> HazardState:
    """Return how a hazard stands on a day (隐患状态); its time runs from the day it was found.

    It counts as removed on the day it was rectified, unless the re-check says otherwise.
    """
    grade = rules.entry(HazardGrade, hazard.grade)
    by = due(hazard.found_on, grade.rectify_within, calendar)
    stage = _stage(hazard, on)
    done = _by(hazard.rectified_on, on) if stage is not HazardStage.STANDING else None
    recheck = (
        due(done, grade.recheck_within, calendar)
        if stage is HazardStage.RECTIFIED and done is not None
        else None
    )
    return HazardState(stage, by, recheck, done, by.passed(on if done is None else done))


@clauses("3.1.3.g", "3.4.3.a")
def overdue_hazards(
    hazards: Iterable[Hazard], rules: Rules, calendar: WorkCalendar | None, on: date
) -> tuple[tuple[Hazard, HazardState], ...]:
    """Return the hazards that stand beyond their time (逾期未消除隐患), the longest overdue first."""
    found = [(one, hazard_state(one, rules, calendar, on)) for one in hazards if one.found_on <= on]
    late = [(one, state) for one, state in found if state.overdue and state.removed_on is None]
    return tuple(sorted(late, key=lambda pair: (pair[1].rectify_by.day or on, pair[0].id)))


@clauses("3.4.3.a", "3.2.2.a")
def hazard_records(
    hazards: Iterable[Hazard], rules: Rules, calendar: WorkCalendar | None, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return a record for each hazard not removed in time (隐患逾期信用记录).

    Decided the day after its time was up.
    """
    made = []
    for one in hazards:
        if one.found_on > as_of:
            continue
        state = hazard_state(one, rules, calendar, as_of)
        if state.overdue and state.rectify_by.day is not None:
            on = state.rectify_by.day + ONE_DAY
            made.append(
                CreditRecord(
                    id=f"{one.id}/overdue",
                    subject=one.subject,
                    kind="hazard-overdue",
                    severity=one.grade,
                    happened_on=one.found_on,
                    decided_on=on,
                    known_on=on,
                    source_document=one.document,
                    category=one.matter,
                )
            )
    return tuple(made)


@attrs.frozen
class HazardFact:
    """One hazard as indicators see it (隐患事实), placed on the day it was found."""

    id: str
    town: str
    on: date
    subject: str
    grade: str
    stage: str
    due: bool
    in_time: bool
    closed: bool
    standing: bool


@clauses("3.1.3.g", "3.4.3.a")
def hazard_facts(
    hazards: Iterable[Hazard], rules: Rules, calendar: WorkCalendar | None, as_of: date
) -> tuple[HazardFact, ...]:
    """Return the rows of the hazards found by `as_of` (隐患事实行); `due`.

    Removed, or its time is up.
    """
    rows = []
    for one in hazards:
        if one.found_on <= as_of:
            state = hazard_state(one, rules, calendar, as_of)
            removed = state.removed_on is not None
            rows.append(
                HazardFact(
                    one.id,
                    one.town,
                    one.found_on,
                    one.subject,
                    one.grade,
                    state.stage.value,
                    removed or state.overdue is True,
                    removed and state.overdue is False,
                    state.stage is HazardStage.CLOSED,
                    not removed,
                )
            )
    return tuple(rows)
