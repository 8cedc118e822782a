"""What hangs together in visits (检查实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.strategies.derived import Mend, Values
from qualitygov.supervision.entities import Finding, SupervisionVisit


def visit(values: Values) -> Values:
    """A visit that found something says how grave it is (监督检查)."""
    found = values["finding"] is not Finding.NOTHING
    return {**values, "severity": (values["severity"] or "general") if found else None}


MENDS: Mapping[type, Mend] = {SupervisionVisit: visit}
