"""What hangs together in cases of enforcement (处罚实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from qualitygov.publication import EnforcementCase, Penalty
from qualitygov.publication.entities_filed import FiledCase, Outcome
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


def filed(values: Values) -> Values:
    """A decision has an outcome; handed over is what was suspected and decided (立案案件).

    What is proposed was found in an investigation, and an amount is of a proposed penalty.
    """
    decided, suspected = values["decided_on"], values["crime_suspected_on"]
    found = values["investigated_on"] is not None
    proposed = values["proposed"] if found else ()
    ordered = values["transfer_decided_on"] if suspected else None
    return {
        **values,
        "outcome": (values["outcome"] or next(iter(Outcome))) if decided else None,
        "transfer_decided_on": ordered,
        "transferred_on": values["transferred_on"] if ordered else None,
        "facts": values["facts"] if found else None,
        "legal_basis": values["legal_basis"] if found else None,
        "proposed": proposed,
        "proposed_fine": values["proposed_fine"] if Penalty.FINE in proposed else None,
        "proposed_confiscation": (
            values["proposed_confiscation"] if Penalty.CONFISCATION in proposed else None
        ),
    }


MENDS: Mapping[type, Mend] = {EnforcementCase: case, FiledCase: filed}
