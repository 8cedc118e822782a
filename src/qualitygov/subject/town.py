"""Towns (乡镇), of which every county has some."""

from __future__ import annotations

import attrs

from qualitygov.codes.region import RegionLevel, contains, region
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.subject.table import TableSpec
from qualitygov.text import Text


@clauses("1.b 2.1.a 2.2.a 3.1.2.b 4.1.a 4.5.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Town:
    """A town of the county (乡镇); `former_names` are those by which older tables know it."""

    code: str = attrs.field(validator=region(), metadata=about("乡镇代码", "town code"))
    name: Text = attrs.field(metadata=about("名称", "name"))
    parent: str = attrs.field(
        validator=region(RegionLevel.COUNTY), metadata=about("县代码", "county code")
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
