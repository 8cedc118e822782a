"""What hangs together in complaints (投诉实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.complaint.entities import ComplaintMove, ComplaintMoveKind, RefusalGround
from qualitygov.strategies.derived import Mend, Values


def move(values: Values) -> Values:
    """A refusal names its ground, and no other move does (投诉办理步骤)."""
    refused = values["kind"] is ComplaintMoveKind.REFUSED
    ground = (values["ground"] or RefusalGround.HANDLED) if refused else None
    return {**values, "ground": ground}


MENDS: Mapping[type, Mend] = {ComplaintMove: move}
