"""What hangs together in entities of the list (名单实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.blacklist import BlacklistCase
from qualitygov.strategies.derived import Mend, Values


def case(values: Values) -> Values:
    """Moves stand in the order of their days (列入案件)."""
    return {**values, "moves": tuple(sorted(values["moves"], key=lambda move: move.day))}


MENDS: Mapping[type, Mend] = {BlacklistCase: case}
