"""What hangs together in later findings (追加扣分的约束)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from qualitygov.core.exact import Points
from qualitygov.returns.entities import Excuse, LaterFinding
from qualitygov.strategies.derived import Mend, Values

A_YEAR = timedelta(days=366)
A_THOUSANDTH = Points(1)


def later_finding(values: Values) -> Values:
    """Found after the year of the matter, and known then at the earliest (追加扣分)."""
    points = abs(values["points"]) + A_THOUSANDTH
    return {**values, "of_year": (values["found_on"] - A_YEAR).year, "points": points}


def excuse(values: Values) -> Values:
    """Nobody excuses itself (免予考核)."""
    return {**values, "approved_by": f"质强办 {values['beneficiary']}"}


MENDS: Mapping[type, Mend] = {Excuse: excuse, LaterFinding: later_finding}
