"""What hangs together in samples (抽检实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from qualitygov.errors import FieldError
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.items import SampleItem
from qualitygov.inspection.product import Authenticity
from qualitygov.inspection.readings import MicrobialPlan, Results
from qualitygov.inspection.rechecks import Recheck
from qualitygov.inspection.words import Conclusion, LimitKind
from qualitygov.strategies.derived import Mend, Values

ONE_SIDED = (LimitKind.MAX, LimitKind.MIN, LimitKind.BELOW, LimitKind.ABOVE)
PLAN = MicrobialPlan.parse("n=5,c=2,m=100,M=1000")


def item(values: Values) -> Values:
    """What was measured, a limit of its kind, and a conclusion where both decide none (检验项目)."""
    kind = values["limit_kind"]
    plan = (values["plan"] or PLAN) if kind is LimitKind.PLAN else None
    several = values["results"] if values["value"] is None else None
    if several is not None and plan is not None:
        several = Results(several.readings[: plan.n])
    low, high = values["limit_least"] or Decimal(0), values["limit_most"] or Decimal(0)
    is_range = kind is LimitKind.RANGE
    fitted = {
        **values,
        "results": several,
        "sign": None if values["value"] is None else values["sign"],
        "detection": values["detection"] if values["value"] is several is None else None,
        "uncertainty": None,
        "unit": "mg/kg",
        "limit": values["limit"] if kind in ONE_SIDED else None,
        "limit_least": min(low, high) if is_range else None,
        "limit_most": max(low, high) if is_range else None,
        "plan": plan,
        "limit_unit": None,
        "limit_note": values["limit_note"] or ("应符合要求" if kind is LimitKind.WORDS else None),
        "stated": Conclusion.PASS,
    }
    try:
        decided = SampleItem(**{**fitted, "stated": None}).measured
    except FieldError:
        return fitted
    return {**fitted, "stated": None if values["stated"] is None else decided}


def sample(values: Values) -> Values:
    """A sample is refused, under test, or has a result; what follows a failure needs it (样品)."""
    items, stated = values["items"], values["stated"]
    refused = not items and stated is None
    failed = stated is Conclusion.FAIL
    if items:
        failed = any(one.conclusion is Conclusion.FAIL for one in items)
    announced = None if refused else values["announced_on"]
    reported = None if refused else values["reported_on"]
    if not refused and not announced:
        reported = reported or values["sampled_on"]
    delivered = reported or announced
    decided = values["authenticity_decided_on"] if values["authenticity_disputed"] else None
    return {
        **values,
        "sampled_name": values["sampled_name"] or "某店",
        "refused": refused,
        "stated": None if items else stated,
        "severity": values["severity"] and "general" if failed else None,
        "reported_on": reported,
        "announced_on": announced,
        "received_on": values["received_on"] if delivered else None,
        "known_on": _known(values),
        "authenticity_decided_on": decided,
        "authenticity": (values["authenticity"] or Authenticity.OWN) if decided else None,
        **_afterward(values, failed=failed),
    }


def _known(values: Values) -> date | None:
    """It became known after it was taken, where both days are there."""
    known: date | None = values["known_on"]
    taken: date | None = values["sampled_on"]
    return known if known is None or taken is None else max(known, taken)


def _afterward(values: Values, *, failed: bool) -> Values:
    """What happened to a sample that failed: objection, re-inspection, rectification."""
    objected = values["objected_on"] if failed else None
    again = values["reinspected_on"] if failed else None
    ordered = values["rectify_ordered_on"] if failed else None
    rechecks = [one for one in values["rechecks"] if ordered and one.held_on >= ordered]
    return {
        "objected_on": objected,
        "objection_rejected_on": values["objection_rejected_on"] if objected else None,
        "reinspected_on": again,
        "reinspection": (values["reinspection"] or Conclusion.PASS) if again else None,
        "reinspections": tuple(
            one for one in values["reinspections"] if again and one.reported_on >= again
        ),
        "rectify_ordered_on": ordered,
        "rectify_by": values["rectify_by"] if ordered else None,
        "extended_on": values["extended_on"] if ordered else None,
        "rectified_on": values["rectified_on"] if ordered else None,
        "rechecks": tuple(sorted(rechecks, key=lambda one: one.held_on)),
    }


def recheck(values: Values) -> Values:
    """Only a failed re-check is announced (复查)."""
    failed = values["conclusion"] is Conclusion.FAIL
    return {**values, "announced_on": values["announced_on"] if failed else None}


MENDS: Mapping[type, Mend] = {InspectionSample: sample, SampleItem: item, Recheck: recheck}
