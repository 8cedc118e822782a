"""Facts of screening for hazards (风险隐患排查信息): by the enterprise itself, and by areas.

Clauses 3.1.3.g-h.
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


class ScreeningKind(Vocabulary):
    """Who screened, and for which report (排查类别)."""

    QUARTER = "self-quarter", "企业自查（季报）", "by the enterprise, statistics of a quarter"
    YEAR = "self-year", "企业自查（年报）", "by the enterprise, statistics of a year"
    AREA = "area", "片区排查", "round of an area"


@clauses("3.1.3.g", "3.1.3.h")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ScreenedUnit:
    """A unit that was visited in a round (受排查单位), with the number of hazards found there."""

    unit: str = attrs.field(validator=unit_code(), metadata=about("单位代码", "unit code"))
    found: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("发现隐患数", "hazards found")
    )
    visited_on: date = attrs.field(
        validator=check.day(), metadata=about("排查日期", "visited on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )


@clauses("3.1.3.g", "3.1.3.h")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class HazardScreening:
    """Round of screening for hazards, with its report (风险隐患排查).

    `unit` is the code of the enterprise that screened itself, or the id of the area. `covers_to` is
    the last day of the quarter or year, and `found` counts the hazards that the report states; each
    of them is a row of hazards that names this round. Clauses 3.1.3.g-h.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("排查编号", "screening id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: ScreeningKind = attrs.field(metadata=about("排查类别", "kind"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("排查单位", "who screened"))
    covers_to: date = attrs.field(validator=check.day(), metadata=about("所属期末", "covers to"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("排查日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    reported_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("报告日期", "reported on", role="later"),
    )
    found: int = attrs.field(
        default=0,
        validator=check.at_least(0),
        metadata=about("发现隐患数", "hazards found", came_with="reported_on"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报告文号", "document"))
    visited: tuple[ScreenedUnit, ...] = attrs.field(
        default=(), metadata=about("受排查单位", "units visited")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "held_on", "reported_on")
        if self.reported_on is None and self.found:
            raise bilingual(
                "screening.report", "未报告，不得有发现数", "a number found, but no report"
            )
