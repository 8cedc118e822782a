"""Other names of units (主体别名): the county's own table by which a name is found. Clause 3.2.2.a."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.subject import TableSpec
from qualitygov.text import Text


@clauses("3.2.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class UnitAlias:
    """Name under which offices also write a unit (主体别名).

    The target office keeps the table: a name stands in it once somebody has confirmed which unit is
    meant. `source` says by what. An alias of two units finds neither.
    """

    alias: str = attrs.field(
        validator=check.filled(), metadata=about("别名", "alias", headers=("简称", "曾用写法"))
    )
    unit: str = attrs.field(
        validator=unit_code(),
        metadata=about("主体代码", "unit code", headers=("code", "统一社会信用代码")),
    )
    source: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("依据", "source"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )


UNIT_ALIASES = TableSpec(
    name="unit_aliases",
    entity=UnitAlias,
    label=Text("主体别名", "other names of units"),
    file="unit_aliases.csv",
    owner="office",
    unit="unit",
    town=None,
)
