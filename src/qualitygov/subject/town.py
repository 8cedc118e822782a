"""Towns (乡镇), of which every county has some."""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.codes.region import RegionLevel, contains, region
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.subject.table import TableSpec
from qualitygov.text import Text

COUNTY_DIGITS = 6
"""So many digits of a town's code are the code of its county (GB/T 10114)."""


def _county_of(code: Any) -> Any:
    """The beginning of a town's code; of what is none, itself, which the field then refuses."""
    return code[:COUNTY_DIGITS] if isinstance(code, str) else code


@clauses("1.b 2.1.a 2.2.a 2.2.c 3.1.2.b 4.1.a 4.5.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Town:
    """A town of the county (乡镇); `former_names` are those by which older tables know it.

    The code of its county is the beginning of its own, and need not be given.
    """

    code: str = attrs.field(
        validator=region(),
        metadata=about("乡镇代码", "town code", headers=("行政区划代码", "区划代码")),
    )
    name: Text = attrs.field(
        metadata=about("名称", "name", headers=("乡镇名称", "镇街名称", "乡镇（街道）名称"))
    )
    parent: str = attrs.field(
        default=attrs.Factory(lambda town: _county_of(town.code), takes_self=True),
        validator=region(RegionLevel.COUNTY),
        metadata=about("县代码", "county code"),
    )
    former_names: tuple[str, ...] = attrs.field(
        default=(), metadata=about("曾用名", "former names")
    )

    def __attrs_post_init__(self) -> None:
        if not contains(self.parent, self.code):
            raise bilingual(
                "town.parent",
                f"{self.code} 不在 {self.parent} 之内",
                f"{self.code} does not lie in {self.parent}",
            )


TOWNS = TableSpec(
    name="towns",
    entity=Town,
    label=Text("乡镇", "towns"),
    file="towns.csv",
    owner="office",
    town="code",
)
