"""What hangs together in projects (工程实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.strategies.derived import Mend, Values


def project(values: Values) -> Values:
    """An outcome is stated after the acceptance alone, where no division says it (工程项目)."""
    few, many = sorted((values["dwellings"], values["dwellings_accepted"]))
    values = {**values, "dwellings": many, "dwellings_accepted": few}
    if values["accepted_on"] is None:
        return {**values, "stated": Outcome.PENDING, "filed_on": None, "divisions": ()}
    if values["divisions"]:
        return {**values, "stated": Outcome.PENDING}
    stated = Outcome.PASS if values["stated"] is Outcome.PENDING else values["stated"]
    return {**values, "stated": stated}


MENDS: Mapping[type, Mend] = {EngineeringProject: project}
