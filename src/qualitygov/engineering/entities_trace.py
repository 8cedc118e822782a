"""Who built, supervised and supplied which part of a project (工程质量追溯信息). Clause 3.3.1.g."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.rulebook.columns import WORKS_PARTS


@clauses("3.3.1.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WorksPart:
    """Part of a project and who answers for it (工程部位责任): built, supervised, supplied.

    `part` is a part of the rulebook, `batch` the batch of the material that was built in.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("部位编号", "part id"))
    project: str = attrs.field(validator=check.filled(), metadata=about("工程编号", "project id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    part: Annotated[str, WORKS_PARTS] = attrs.field(
        validator=check.filled(), metadata=about("部位", "part")
    )
    builder: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("施工单位代码", "builder"),
    )
    supervisor: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("监理单位代码", "supervisor"),
    )
    supplier: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("材料供应单位代码", "supplier"),
    )
    batch: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("材料批次", "batch of the material"),
    )
    recorded_on: date = attrs.field(
        validator=check.day(), metadata=about("登记日期", "recorded on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
