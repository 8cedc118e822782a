"""What hangs together in complaints (投诉实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.codes.unit import unit_code
from qualitygov.complaint.case import Complaint
from qualitygov.complaint.entities import (
    ComplaintMove,
    ComplaintMoveKind,
    RefusalGround,
    ViolationReport,
)
from qualitygov.strategies.derived import Mend, Values


def move(values: Values) -> Values:
    """A refusal names its ground, and no other move does (投诉办理步骤)."""
    refused = values["kind"] is ComplaintMoveKind.REFUSED
    ground = (values["ground"] or RefusalGround.HANDLED) if refused else None
    return {**values, "ground": ground}


def complaint(values: Values) -> Values:
    """Moves come after the registration, in order; without any there may be an answer (投诉)."""
    registered = max(values["registered_on"], values["happened_on"])
    later = (one for one in values["moves"] if one.day >= registered)
    moves = tuple(sorted(later, key=lambda one: one.day))
    upheld = any(one.kind is ComplaintMoveKind.UPHELD for one in moves)
    needed = {
        "severity": values["severity"] or "general",
        "subject": values["subject"] or unit_code.example,
    }
    return {
        **values,
        **(needed if upheld else {}),
        "registered_on": registered,
        "moves": moves,
        "replied_on": None if moves else values["replied_on"],
    }


def report(values: Values) -> Values:
    """What is decided may be filed and told (举报)."""
    decided = values["decided_on"] is not None
    told = values["told_on"] if decided else None
    return {**values, "filed": decided and values["filed"], "told_on": told}


MENDS: Mapping[type, Mend] = {
    Complaint: complaint,
    ComplaintMove: move,
    ViolationReport: report,
}
