"""What hangs together in surveys (调查实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.service.entities import PublicSurvey
from qualitygov.strategies.derived import Mend, Values


def survey(values: Values) -> Values:
    """Good and bad answers are among the valid ones (群众质量调查)."""
    first, second, valid = sorted(values[name] for name in ("good", "bad", "valid"))
    return {**values, "good": first, "bad": second, "valid": first + second + valid}


MENDS: Mapping[type, Mend] = {PublicSurvey: survey}
