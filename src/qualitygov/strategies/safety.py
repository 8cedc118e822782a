"""What hangs together in hazards, accidents and drills (安全实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qualitygov.safety.entities import Accountability, Drill
from qualitygov.safety.entities_accident import Accident, Liability
from qualitygov.safety.entities_hazard import Hazard, HazardRound
from qualitygov.safety.entities_screening import HazardScreening
from qualitygov.strategies.derived import Mend, Values


def hazard_round(values: Values) -> Values:
    """A re-check that passed was held (整改轮次)."""
    return {**values, "passed": values["passed"] and values["rechecked_on"] is not None}


def hazard(values: Values) -> Values:
    """Put right after an order, closed after a re-check that passed, ordered again after another.

    隐患.
    """
    if values["ordered_on"] is None:
        after = ("rectify_by", "rectified_on", "rechecked_on", "closed_on")
        values = {**values, **dict.fromkeys(after)}
    checked = values["rechecked_on"]
    passed = values["passed"] and checked is not None
    again = () if passed or checked is None else values["further"][:1]
    return {
        **values,
        "passed": passed,
        "closed_on": values["closed_on"] if passed else None,
        "further": tuple(one for one in again if one.ordered_on >= checked),
    }


def accident(values: Values) -> Values:
    """Reported, and reported upward after that; an approved report finds something.

    The head of the unit may be told at any time after the accident, after the report as well. 事故.
    """
    names = ("happened_at", "reported_at", "upward_at")
    told: dict[str, datetime | None] = {name: values[name] for name in names}
    times = sorted(moment for moment in told.values() if moment is not None)
    placed = iter(times)
    values = {**values, **{n: None if told[n] is None else next(placed) for n in names}}
    head = values["head_told_at"]
    values["head_told_at"] = None if head is None else max(head, values["happened_at"])
    if values["reported_at"] is None:
        values["upward_at"] = None
    day = values["happened_at"].date()
    approved = values["approved_on"]
    return {
        **values,
        "known_on": max(values["known_on"], day),
        "finding": None if approved is None else values["finding"] or Liability.UNIT,
        "changes": tuple(one for one in values["changes"] if one.changed_on >= day),
    }


def drill(values: Values) -> Values:
    """Gaps are closed where some were found (演练)."""
    return {**values, "gaps_closed_on": values["gaps_closed_on"] if values["gaps"] else None}


def held(values: Values) -> Values:
    """A measure and its day stand together (责任追究)."""
    day = values["decided_on"]
    return {**values, "measure": (values["measure"] or "警告") if day else None}


def screening(values: Values) -> Values:
    """What was found was reported (隐患排查)."""
    return {**values, "found": values["found"] if values["reported_on"] else 0}


MENDS: Mapping[type, Mend] = {
    Accountability: held,
    HazardScreening: screening,
    Hazard: hazard,
    HazardRound: hazard_round,
    Accident: accident,
    Drill: drill,
}
