"""Figures of energy, emission and waste, and checks of safety conditions (能耗排放与安全条件).

Clauses 3.2.2.g-h.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import PRODUCT_LIMITS, SAFETY_CONDITIONS


@clauses("3.2.2.h")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ResourceUse:
    """What the making of a product used or discharged in a year (能耗、排放与浪费数据).

    `limit` names the limit of the rulebook to which it belongs. `amount` and `output` are in the
    units of that limit: their quotient is held against it, exactly. Of several reports for a year
    the last known one counts.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("报表编号", "report id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    limit: Annotated[str, PRODUCT_LIMITS] = attrs.field(
        validator=check.filled(), metadata=about("限额项目", "limit")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("年份", "year"))
    amount: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("用量或排放量", "used or discharged")
    )
    output: Decimal = attrs.field(validator=check.at_least(0), metadata=about("产量", "output"))
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报表", "document"))

    def __attrs_post_init__(self) -> None:
        if not self.output:
            raise bilingual("resource.output", "产量应大于零", "an output above 0")

    @property
    def per_output(self) -> Fraction:
        """Used or discharged for each unit of output, exact."""
        return Fraction(self.amount) / Fraction(self.output)


@clauses("3.2.2.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ConditionCheck:
    """Check of one condition of safety at a unit (质量安全条件检查).

    `condition` is a condition of the rulebook. Where it is not met the check says by when it has to
    be (`remedy_by`), and the next check of the same condition is the re-check.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("检查编号", "check id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    condition: Annotated[str, SAFETY_CONDITIONS] = attrs.field(
        validator=check.filled(), metadata=about("条件", "condition")
    )
    checked_on: date = attrs.field(
        validator=check.day(), metadata=about("检查日期", "checked on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    met: bool = attrs.field(metadata=about("是否具备", "met"))
    remedy_by: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改期限", "to be met by"),
    )
    authority: str = attrs.field(validator=check.filled(), metadata=about("检查机关", "authority"))
    document: str = attrs.field(validator=check.filled(), metadata=about("检查文书", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "checked_on", "remedy_by")
        if self.met and self.remedy_by is not None:
            raise bilingual(
                "condition.remedy", "具备条件的无整改期限", "no term where the condition is met"
            )
