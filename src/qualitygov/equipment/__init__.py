"""Special equipment (特种设备): what is in use, inspected in time and maintained. Clause 2.2.2.g."""

from __future__ import annotations

from qualitygov.equipment.entities import (
    Equipment,
    EquipmentInspection,
    EquipmentKind,
    EquipmentMaintenance,
)
from qualitygov.equipment.facts import EquipmentFact, equipment_facts, equipment_users
from qualitygov.equipment.states import (
    EquipmentState,
    Renewal,
    Upkeep,
    equipment_state,
    lapsed,
    renewals,
    upkeep,
    usable_until,
)
from qualitygov.equipment.tables import EQUIPMENT
from qualitygov.equipment.worklist import BEHIND, SECTION, equipment_behind
from qualitygov.subject import (
    FactSpec,
    OwerSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

__all__ = [
    "EQUIPMENT",
    "SUBJECT",
    "Equipment",
    "EquipmentFact",
    "EquipmentInspection",
    "EquipmentKind",
    "EquipmentMaintenance",
    "EquipmentState",
    "Renewal",
    "Upkeep",
    "equipment_behind",
    "equipment_facts",
    "equipment_state",
    "equipment_users",
    "lapsed",
    "renewals",
    "upkeep",
    "usable_until",
]

SUBJECT = Subject(
    name="equipment",
    label=Text("特种设备", "special equipment"),
    tables=(EQUIPMENT,),
    owers=(OwerSpec(name="equipment-user", make=equipment_users, rests_on=(EQUIPMENT,)),),
    facts=(
        FactSpec(
            name="equipment",
            row=EquipmentFact,
            make=equipment_facts,
            rests_on=(EQUIPMENT,),
            per="equipment",
            most=14,
            weights=(Weight("equipment_inspections", brings=1, spoils=1),),
        ),
    ),
    worklists=(BEHIND,),
    sections=(SECTION,),
)
"""What the county has to know of special equipment (特种设备)."""
