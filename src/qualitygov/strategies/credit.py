"""What hangs together in entities of credit (信用实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.credit import CreditRecord
from qualitygov.strategies.derived import Mend, Values


def record(values: Values) -> Values:
    """Without an appeal there is no stay, and without a removal no reason of one (信用记录)."""
    if values["appealed_on"] is None:
        values = {**values, "stayed_on": None, "appeal_ended_on": None}
    return values if values["removed_on"] is not None else {**values, "removal_reason": None}


MENDS: Mapping[type, Mend] = {CreditRecord: record}
