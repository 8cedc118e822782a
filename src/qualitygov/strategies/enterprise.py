"""What hangs together in entities of enterprises (企业实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.enterprise import Certification, PostAssessment
from qualitygov.strategies.derived import Mend, Values


def certification(values: Values) -> Values:
    """Nothing is suspended before it was issued (认证证书)."""
    issued = values["issued_on"]
    kept = [one for one in values["suspensions"] if one.suspended_on >= issued]
    return {**values, "suspensions": tuple(kept)}


def assessed(values: Values) -> Values:
    """An assessment belongs to the year in which it was made (岗位考核)."""
    return {**values, "year": values["assessed_on"].year}


MENDS: Mapping[type, Mend] = {Certification: certification, PostAssessment: assessed}
