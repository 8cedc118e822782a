"""What hangs together in entities of credit (信用实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.credit import Confirmation, CreditRecord, Decision
from qualitygov.strategies.derived import Mend, Values


def record(values: Values) -> Values:
    """Without an appeal there is no stay, and without a removal no reason of one (信用记录)."""
    if values["appealed_on"] is None:
        values = {**values, "stayed_on": None, "appeal_ended_on": None}
    if values["found_on"] is not None:
        values = {**values, "found_on": min(values["found_on"], values["decided_on"])}
        values["found_on"] = max(values["found_on"], values["happened_on"])
    return values if values["removed_on"] is not None else {**values, "removal_reason": None}


def confirmation(values: Values) -> Values:
    """A record is dropped with a reason (确认)."""
    dropped = values["decision"] is Decision.DROPPED
    return {**values, "reason": values["reason"] or ("证据不足" if dropped else None)}


MENDS: Mapping[type, Mend] = {Confirmation: confirmation, CreditRecord: record}
