"""The mechanism for the safety of products and special equipment (产品和特种设备安全长效机制).

Clause 2.2.2.g. What decides is whether the duties of the mechanism were kept: equipment inspected
and maintained, failed batches put right and recalled.
"""

from __future__ import annotations

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.equipment import equipment_facts
from qualitygov.inspection import recall_facts, rectification_facts
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty


@attrs.frozen(kw_only=True)
class SafetyDutyFact(Duty):
    """One duty of the mechanism (安全长效机制事实), as it stands in the table it comes from."""


def _row(fact: Duty) -> SafetyDutyFact:
    return SafetyDutyFact(
        id=fact.id,
        town=fact.town,
        on=fact.on,
        duty=fact.duty,
        standing=fact.standing,
        unit=fact.unit,
        by=fact.by,
        settles_on=fact.settles_on,
    )


@clauses("2.2.2.g")
def safety_duty_facts(view: CountyView, context: Context) -> tuple[SafetyDutyFact, ...]:
    """Return the duties of the mechanism (安全长效机制事实行): equipment, rectification, recall."""
    makers = (equipment_facts, rectification_facts, recall_facts)
    return tuple(_row(fact) for make in makers for fact in view.once(make, context))
