"""What hangs together in entities of the list (名单实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.blacklist import BlacklistCase
from qualitygov.strategies.derived import Mend, Values


def case(values: Values) -> Values:
    """Moves stand in the order of their days; a listing has a ground, or its day (列入案件)."""
    moves = tuple(sorted(values["moves"], key=lambda move: move.day))
    values = {**values, "moves": moves}
    if values["listed_on"] is None:
        texts = {name: values[name] or "依据" for name in ("legal_basis", "ground")}
        values = {**values, **texts}
    return values if values["removed_on"] is not None else {**values, "removal_reason": None}


MENDS: Mapping[type, Mend] = {BlacklistCase: case}
