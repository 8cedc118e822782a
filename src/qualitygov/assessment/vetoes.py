"""Vetoes of a town (一票否决): those that apply, and those that still may."""

from __future__ import annotations

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.parts import VetoFound
from qualitygov.assessment.plan import AssessmentPlan, Veto
from qualitygov.assessment.reported import Asked
from qualitygov.assessment.sorting import named, sort_rows
from qualitygov.plan.condition import fulfills


def found_veto(
    veto: Veto, facts: FactTables, town: str, plan: AssessmentPlan
) -> tuple[VetoFound | None, VetoFound | None]:
    """Return a veto that applies, and one that may still (一票否决认定)."""
    told = facts.reported(Asked(veto.facts, veto.where, veto.rests_on), town, plan.period)
    if told.silent or told.lacking:
        return VetoFound(veto, (), told.gone + told.spoiled, silent=True), None
    rows = [
        row
        for row in facts.rows(veto.facts, town)
        if row.on in plan.period and fulfills(row, veto.where)
    ]
    found = sort_rows(rows, facts.excused)
    applies = VetoFound(veto, named(found.final), len(found.final)) if found.final else None
    may = None
    if found.open or told.widened or told.doubted or told.unsaid:
        count, day = len(found.open) + told.widened + told.doubted, found.settles_on
        may = VetoFound(veto, named(found.open), count, settles_on=day)
    return applies, may
