"""Facts of special equipment (特种设备信息): what is in use, inspected and maintained.

Clause 2.2.2.g.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class EquipmentKind(Vocabulary):
    """Kind of special equipment (特种设备种类). Special Equipment Safety Law, art. 2."""

    BOILER = "boiler", "锅炉", "boiler"
    VESSEL = "pressure-vessel", "压力容器", "pressure vessel"
    PIPING = "pressure-piping", "压力管道", "pressure piping"
    LIFT = "lift", "电梯", "lift"
    CRANE = "crane", "起重机械", "crane"
    ROPEWAY = "ropeway", "客运索道", "passenger ropeway"
    RIDE = "ride", "大型游乐设施", "amusement ride"
    VEHICLE = "site-vehicle", "场（厂）内专用机动车辆", "vehicle for use on site"


@clauses("2.2.2.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EquipmentInspection:
    """Periodic inspection of special equipment (定期检验): applied for, then held.

    `valid_to` is the last day on which the equipment may be used by it, as the report says; an
    inspection that failed has none. One before first use is a row, too.
    """

    applied_on: date = attrs.field(
        validator=check.day(), metadata=about("申请检验日期", "applied for on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    inspected_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("检验日期", "inspected on", role="later"),
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("检验有效期至", "valid to", came_with="inspected_on"),
    )

    @property
    def passed(self) -> bool:
        """Whether it was held and passed."""
        return self.valid_to is not None

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "applied_on", "inspected_on", "valid_to")
        if self.inspected_on is None and self.valid_to is not None:
            raise bilingual(
                "equipment.inspection",
                "未检验，不得有检验有效期",
                "valid without an inspection",
            )


@clauses("2.2.2.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EquipmentMaintenance:
    """Routine maintenance of special equipment (维护保养)."""

    maintained_on: date = attrs.field(
        validator=check.day(), metadata=about("维护保养日期", "maintained on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )


@clauses("2.2.2.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Equipment:
    """Special equipment in use (特种设备): its inspections and its maintenance, each in order.

    `id` is the number of its registration for use, `in_use_to` the day on which it was taken out of
    use. Special Equipment Safety Law, arts. 33, 39-40; clause 2.2.2.g.
    """

    id: str = attrs.field(
        validator=check.filled(), metadata=about("使用登记证编号", "registration number")
    )
    holder: str = attrs.field(validator=unit_code(), metadata=about("使用单位代码", "user"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: EquipmentKind = attrs.field(metadata=about("设备种类", "kind"))
    in_use_from: date = attrs.field(
        validator=check.day(), metadata=about("投入使用日期", "in use from", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    in_use_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停用日期", "in use to", role="later"),
    )
    inspections: tuple[EquipmentInspection, ...] = attrs.field(
        default=(), metadata=about("定期检验", "inspections")
    )
    maintenance: tuple[EquipmentMaintenance, ...] = attrs.field(
        default=(), metadata=about("维护保养", "maintenance")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "in_use_from", "in_use_to")
        _check_order([one.applied_on for one in self.inspections])
        _check_order([one.maintained_on for one in self.maintenance])

    def in_use(self, day: date) -> bool:
        """Whether it is in use on this day."""
        return self.in_use_from <= day and (self.in_use_to is None or day <= self.in_use_to)


def _check_order(days: list[date]) -> None:
    if days != sorted(days):
        raise bilingual(
            "equipment.order",
            "检验与维护保养应按日期先后",
            "inspections and maintenance stand in order of their days",
        )
