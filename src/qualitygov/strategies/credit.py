"""What hangs together in entities of credit (信用实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.credit import CreditRecord
from qualitygov.strategies.derived import Mend, Values


def record(values: Values) -> Values:
    """Without an appeal there is no stay, and no end of an appeal (信用记录)."""
    appealed = values["appealed_on"] is not None
    return values if appealed else {**values, "stayed_on": None, "appeal_ended_on": None}


MENDS: Mapping[type, Mend] = {CreditRecord: record}
