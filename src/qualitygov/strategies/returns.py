"""What hangs together in later findings (追加扣分的约束)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from qualitygov.returns.entities import LaterFinding
from qualitygov.strategies.derived import Mend, Values

A_YEAR = timedelta(days=366)


def later_finding(values: Values) -> Values:
    """Found after the year of the matter, and known then at the earliest (追加扣分)."""
    return {**values, "of_year": (values["found_on"] - A_YEAR).year}


MENDS: Mapping[type, Mend] = {LaterFinding: later_finding}
