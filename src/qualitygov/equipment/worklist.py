"""What is to be worked through of special equipment (特种设备待办清单). Clause 2.2.2.g."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.clauses import clauses
from qualitygov.equipment.states import EquipmentState, equipment_state
from qualitygov.equipment.tables import EQUIPMENT
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text


@clauses("2.2.2.g")
def equipment_behind(view: CountyView, context: Context) -> tuple[EquipmentState, ...]:
    """Return the equipment in use of which something is lacking (逾期特种设备), longest first."""
    states = (
        equipment_state(one, context)
        for one in view.known(EQUIPMENT, context)
        if one.in_use(context.as_of)
    )
    behind = (state for state in states if state.lacking)
    return tuple(sorted(behind, key=lambda state: (state.until, state.equipment.id)))


BEHIND = Worklist(
    name="equipment",
    label=Text("逾期特种设备", "special equipment behind"),
    make=equipment_behind,
)


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for state in view.once(equipment_behind, context):
        one = state.equipment
        why = Text.joined(state.lacking)
        yield view.town_name(one.town), one.kind.label, one.id, why


SECTION = Section(
    name="equipment",
    title=Text("逾期特种设备", "Special equipment behind"),
    clauses="2.2.2.g",
    columns=(
        Column(Text("乡镇", "town")),
        Column(Text("种类", "kind")),
        Column(Text("登记证", "registration")),
        Column(Text("情况", "what is lacking")),
    ),
    rows=_rows,
    order=128,
)
