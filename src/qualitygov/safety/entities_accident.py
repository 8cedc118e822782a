"""Facts of accidents (事故信息): when, how grave, reported by whom, and what was found.

Clause 3.1.3.b.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual

_COUNT = check.at_least(0)


class AccidentField(Vocabulary):
    """Which scale an accident is classed by (事故类别)."""

    GENERAL = "general", "生产安全事故", "production accident"
    TRAFFIC = "traffic", "道路交通事故", "traffic accident"
    FIRE = "fire", "火灾事故", "fire"
    EQUIPMENT = "special-equipment", "特种设备事故", "special-equipment accident"
    WORKS = "works", "工程质量事故", "works quality accident"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CasualtyChange:
    """Change of the casualties of an accident (伤亡人数变化), and when it was reported.

    `deaths` and `injuries` are the numbers after the change. Order 493, art. 13.
    """

    changed_on: date = attrs.field(
        validator=check.day(), metadata=about("变化日期", "changed on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    deaths: int = attrs.field(validator=_COUNT, metadata=about("死亡人数", "deaths"))
    injuries: int = attrs.field(validator=_COUNT, metadata=about("重伤人数", "serious injuries"))
    corrected_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("补报日期", "corrected on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "changed_on", "corrected_on")


class Liability(Vocabulary):
    """What the approved report of an accident finds (批复认定)."""

    NOT_LIABLE = "not-liable", "非责任事故", "nobody is liable"
    UNIT = "unit", "责任事故，属地已履职", "a liable accident, the town did its duty"
    TOWN = "town", "责任事故，属地未履职", "a liable accident, the town failed its duty"


@clauses("3.1.3.b", "3.3.1.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Accident:
    """Accident (质量安全事故).

    Times are of China; `loss` is direct loss in yuan, `moved` the people who had to leave.
    `head_told_at` is when the unit's head was told, None where nobody knows; those on the spot may
    report before (Order 493, art. 9). `changes` are later changes of the casualties; `finding` is
    what the approved report (批复) finds.

    `event` is an event of special equipment by which its scale classes it. `concealed` is a finding
    of an authority, on `known_on` at the earliest. Clause 3.1.3.b; State Council Orders 493 and
    549.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("事故编号", "accident id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("事故单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    field: AccidentField = attrs.field(metadata=about("事故类别", "field"))
    happened_at: datetime = attrs.field(
        validator=check.moment(), metadata=about("发生时间", "happened at", role="own")
    )
    deaths: int = attrs.field(default=0, validator=_COUNT, metadata=about("死亡人数", "deaths"))
    injuries: int = attrs.field(
        default=0, validator=_COUNT, metadata=about("重伤人数", "serious injuries")
    )
    loss: Decimal = attrs.field(
        default=Decimal(0),
        validator=_COUNT,
        metadata=about("直接经济损失", "direct loss", unit="yuan"),
    )
    moved: int = attrs.field(
        default=0, validator=_COUNT, metadata=about("转移人数", "people moved")
    )
    event: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("设备情形", "event of equipment"),
    )
    head_told_at: datetime | None = attrs.field(
        default=None,
        validator=check.optional(check.moment()),
        metadata=about("单位负责人接报时间", "head of the unit told at"),
    )
    reported_at: datetime | None = attrs.field(
        default=None,
        validator=check.optional(check.moment()),
        metadata=about("单位报告时间", "reported by the unit at", role="later"),
    )
    upward_at: datetime | None = attrs.field(
        default=None,
        validator=check.optional(check.moment()),
        metadata=about("上报时间", "reported upward at", role="later"),
    )
    concealed: bool = attrs.field(default=False, metadata=about("瞒报", "concealed"))
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    investigation_extended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("调查延期日期", "investigation extended on", role="later"),
    )
    testing_days: int = attrs.field(
        default=0,
        validator=_COUNT,
        metadata=about("技术鉴定天数", "days of technical testing"),
    )
    investigated_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("调查报告日期", "investigation report on", role="later"),
    )
    approved_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("批复日期", "report approved on", role="later"),
    )
    finding: Liability | None = attrs.field(
        default=None, metadata=about("批复认定", "finding", came_with="approved_on")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("事故文书", "document"))
    changes: tuple[CasualtyChange, ...] = attrs.field(
        default=(), metadata=about("伤亡人数变化", "changes of the casualties")
    )

    def casualties(self, day: date) -> tuple[int, int]:
        """Return deaths and serious injuries as they were on a day (某日伤亡人数)."""
        changed = [one for one in self.changes if one.changed_on <= day]
        if not changed:
            return self.deaths, self.injuries
        return changed[-1].deaths, changed[-1].injuries

    def __attrs_post_init__(self) -> None:
        self._check_times()
        self._check_after()

    def _check_after(self) -> None:
        check.in_order(self, "investigated_on", "approved_on")
        if (self.approved_on is None) != (self.finding is None):
            raise bilingual(
                "accident.finding",
                "批复日期与认定应同时给出",
                "an approved report has both a day and a finding",
            )
        days = [self.happened_at.date(), *(one.changed_on for one in self.changes)]
        if days != sorted(days):
            raise bilingual(
                "accident.order", "伤亡变化应按日期先后", "changes stand in order of their days"
            )

    def _check_times(self) -> None:
        reports = [self.happened_at, self.reported_at, self.upward_at]
        times = [moment for moment in reports if moment is not None]
        told = self.head_told_at
        if times != sorted(times) or (told is not None and told < self.happened_at):
            raise bilingual(
                "accident.order",
                "报告早于发生或上级报告",
                "told or reported before the accident, or upward before it came in",
            )
        if self.upward_at is not None and self.reported_at is None:
            raise bilingual(
                "accident.order",
                "单位未报告而已上报",
                "reported upward without a report of the unit",
            )
