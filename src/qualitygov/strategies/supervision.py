"""What hangs together in visits (检查实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.core.periods import ONE_DAY
from qualitygov.inspection.words import SampleDomain, Stage
from qualitygov.strategies.derived import Mend, Values
from qualitygov.supervision.entities import (
    DrawList,
    Finding,
    QuotaScope,
    SupervisionQuota,
    SupervisionVisit,
)


def visit(values: Values) -> Values:
    """A visit that found something says how grave it is (监督检查)."""
    found = values["finding"] is not Finding.NOTHING
    return {**values, "severity": (values["severity"] or "general") if found else None}


def quota(values: Values) -> Values:
    """A quota of samples has a domain and a stage, and no other has (监管任务)."""
    if values["scope"] is not QuotaScope.SAMPLE:
        return {**values, "domain": None, "stage": None}
    domain, stage = values["domain"] or SampleDomain.FOOD, values["stage"] or Stage.PRODUCTION
    return {**values, "domain": domain, "stage": stage}


def draw_list(values: Values) -> Values:
    """The seed comes on a later day than the list (抽取名单)."""
    return {**values, "seed_on": max(values["seed_on"], values["published_on"]) + ONE_DAY}


MENDS: Mapping[type, Mend] = {
    DrawList: draw_list,
    SupervisionVisit: visit,
    SupervisionQuota: quota,
}
