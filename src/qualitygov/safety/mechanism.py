"""The mechanism for the safety of products and special equipment (产品和特种设备安全长效机制).

Clause 2.2.2.g. What decides is whether the duties of the mechanism were kept: equipment inspected
and maintained, failed batches put right and recalled.
"""

from __future__ import annotations

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.equipment import EquipmentFact, equipment_facts
from qualitygov.inspection import (
    RecallFact,
    RectificationFact,
    recall_facts,
    rectification_facts,
)
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty


@attrs.frozen(kw_only=True)
class SafetyDutyFact(Duty):
    """One duty of the mechanism (安全长效机制事实), as it stands in the table it comes from.

    `of` is the piece of equipment, the sample or the recall that asks for it.
    """

    of: str


def _row(fact: EquipmentFact | RectificationFact | RecallFact) -> SafetyDutyFact:
    return SafetyDutyFact(
        id=fact.id,
        town=fact.town,
        on=fact.on,
        duty=fact.duty,
        standing=fact.standing,
        unit=fact.unit,
        by=fact.by,
        settles_on=fact.settles_on,
        excusal=fact.excusal,
        of=_of(fact),
    )


def _of(fact: EquipmentFact | RectificationFact | RecallFact) -> str:
    if isinstance(fact, EquipmentFact):
        return fact.equipment
    return fact.of if isinstance(fact, RecallFact) else fact.sample


@clauses("2.2.2.g")
def safety_duty_facts(view: CountyView, context: Context) -> tuple[SafetyDutyFact, ...]:
    """Return the duties of the mechanism (安全长效机制事实行): equipment, rectification, recall."""
    return (
        *(_row(fact) for fact in view.once(equipment_facts, context)),
        *(_row(fact) for fact in view.once(rectification_facts, context)),
        *(_row(fact) for fact in view.once(recall_facts, context)),
    )
