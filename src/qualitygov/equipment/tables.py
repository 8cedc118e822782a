"""Tables of special equipment (特种设备数据表)."""

from __future__ import annotations

from qualitygov.equipment.entities import (
    Equipment,
    EquipmentInspection,
    EquipmentMaintenance,
)
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

EQUIPMENT = TableSpec(
    name="equipment",
    entity=Equipment,
    label=Text("特种设备", "special equipment"),
    file="equipment.csv",
    owner="bureau",
    unit="holder",
    child=Child(
        file="equipment_inspections.csv",
        field="inspections",
        entity=EquipmentInspection,
        key="equipment",
    ),
    more=(
        Child(
            file="equipment_maintenance.csv",
            field="maintenance",
            entity=EquipmentMaintenance,
            key="equipment",
        ),
    ),
    stock=True,
)
