"""Outlets of enterprises (排放口): their permit and their readings. Clause 3.3.1.g."""

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


class Medium(Vocabulary):
    """Into what an outlet discharges (排放去向)."""

    WATER = "water", "废水", "waste water"
    AIR = "air", "废气", "waste gas"


@clauses("3.3.1.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class OutletReading:
    """Reading at an outlet (排放口监测)."""

    measured_on: date = attrs.field(
        validator=check.day(), metadata=about("监测日期", "measured on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("监测报告", "document"))


@clauses("3.3.1.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Outlet:
    """Outlet by which an enterprise discharges (排放口), with the permit that allows it.

    The permit holds from its first to its last day, both included.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("排放口编号", "outlet id"))
    holder: str = attrs.field(validator=unit_code(), metadata=about("排污单位代码", "holder"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    medium: Medium = attrs.field(metadata=about("排放去向", "medium"))
    in_use_from: date = attrs.field(
        validator=check.day(), metadata=about("启用日期", "in use from", role="own")
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
    permit: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("排污许可证编号", "permit", came_with="permit_from"),
    )
    permit_from: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("许可证生效日期", "permit from", role="later"),
    )
    permit_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("许可证有效期至", "permit to", came_with="permit_from"),
    )
    readings: tuple[OutletReading, ...] = attrs.field(
        default=(), metadata=about("监测记录", "readings")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "in_use_from", "in_use_to")
        check.in_order(self, "permit_from", "permit_to")
        if (self.permit is None) != (self.permit_from is None):
            raise bilingual(
                "outlet.permit",
                "许可证编号与生效日期应同时给出",
                "a permit has both a number and a first day",
            )

    def permitted(self, day: date) -> bool:
        """Whether a permit allowed it on this day."""
        if self.permit_from is None or day < self.permit_from:
            return False
        return self.permit_to is None or day <= self.permit_to
