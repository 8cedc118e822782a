"""What hangs together in projects and lots (工程实体的约束)."""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.engineering.entities import EngineeringProject, InspectionLot, Outcome
from qualitygov.strategies.derived import Mend, Values


def project(values: Values) -> Values:
    """An outcome is stated after the acceptance alone, where no division says it (工程项目)."""
    few, many = sorted((values["dwellings"], values["dwellings_accepted"]))
    values = {**values, "dwellings": many, "dwellings_accepted": few}
    if values["accepted_on"] is None:
        return {
            **values,
            "stated": Outcome.PENDING,
            "filed_on": None,
            "divisions": (),
            "again": (),
        }
    first = values["accepted_on"]
    values = {**values, "again": tuple(one for one in values["again"] if one.held_on >= first)}
    if values["divisions"]:
        return {**values, "stated": Outcome.PENDING}
    stated = Outcome.PASS if values["stated"] is Outcome.PENDING else values["stated"]
    return {**values, "stated": stated}


def lot(values: Values) -> Values:
    """A batch has at least as many as were taken, and those as many as failed (检验批)."""
    failed, taken, batch = sorted(values[name] for name in ("nonconforming", "sampled", "batch"))
    return {**values, "nonconforming": failed, "sampled": max(taken, 1), "batch": max(batch, 1)}


MENDS: Mapping[type, Mend] = {EngineeringProject: project, InspectionLot: lot}
