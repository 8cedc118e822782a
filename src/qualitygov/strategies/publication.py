"""What hangs together in cases of enforcement (处罚实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from qualitygov.publication import EnforcementCase, Penalty
from qualitygov.strategies.derived import Mend, Values


def case(values: Values) -> Values:
    """A fine has its amount, the penalty is one of all, and only what is performed is repaired."""
    penalties = tuple(dict.fromkeys((*values["penalties"], values["penalty"])))
    fined = Penalty.FINE in penalties
    performed = values["performed_on"] is not None
    return {
        **values,
        "penalties": penalties,
        "fine": values["fine"] or (Decimal(100) if fined else None),
        "repaired_on": values["repaired_on"] if performed else None,
    }


MENDS: Mapping[type, Mend] = {EnforcementCase: case}
