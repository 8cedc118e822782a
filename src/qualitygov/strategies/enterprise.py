"""What hangs together in entities of enterprises (企业实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.core.exact import Points
from qualitygov.enterprise import Certification, PostAssessment
from qualitygov.enterprise.people.entities import ActivityKind, QualityActivity, QualityMethod
from qualitygov.enterprise.people.excellence import SCALE, ExcellenceAssessment
from qualitygov.enterprise.tracing.entities import BatchLink
from qualitygov.strategies.derived import Mend, Values


def certification(values: Values) -> Values:
    """Nothing is suspended before it was issued (认证证书)."""
    issued = values["issued_on"]
    kept = [one for one in values["suspensions"] if one.suspended_on >= issued]
    return {**values, "suspensions": tuple(kept)}


def assessed(values: Values) -> Values:
    """An assessment belongs to the year in which it was made (岗位考核)."""
    return {**values, "year": values["assessed_on"].year}


def activity(values: Values) -> Values:
    """A method that was introduced has a name (质量活动)."""
    named = values["kind"] is ActivityKind.METHOD
    method = values["method"] or (next(iter(QualityMethod)) if named else None)
    return {**values, "method": method}


def link(values: Values) -> Values:
    """A link of a batch names a batch or a unit (追溯关系)."""
    return {**values, "batch": values["batch"] or (None if values["unit"] else "B1")}


def excellence(values: Values) -> Values:
    """The categories add up to the score, each of them once (卓越绩效评价)."""
    by_name = {one.category: one for one in values["categories"] if one.item is None}
    total = sum((one.points for one in by_name.values()), Points(0))
    if not by_name or total > SCALE:
        return {**values, "categories": ()}
    return {**values, "categories": tuple(by_name.values()), "score": total}


MENDS: Mapping[type, Mend] = {
    BatchLink: link,
    Certification: certification,
    ExcellenceAssessment: excellence,
    PostAssessment: assessed,
    QualityActivity: activity,
}
