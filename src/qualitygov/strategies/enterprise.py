"""What hangs together in entities of enterprises (企业实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.enterprise import Certification, PostAssessment
from qualitygov.strategies.derived import Mend, Values


def certification(values: Values) -> Values:
    """Only what was suspended can be resumed (认证证书)."""
    return values if values["suspended_on"] else {**values, "resumed_on": None}


def assessed(values: Values) -> Values:
    """An assessment belongs to the year in which it was made (岗位考核)."""
    return {**values, "year": values["assessed_on"].year}


MENDS: Mapping[type, Mend] = {Certification: certification, PostAssessment: assessed}
