"""Facts of quality safety (质量安全信息).

Hazards, accidents, plans, notices, risks, accountable persons.
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
HAZARD_DAYS = ("found_on", "ordered_on", "rectified_on", "rechecked_on", "closed_on")
"""The days of a hazard, in the order in which they come."""


@clauses("3.1.3.g", "3.4.3.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Hazard:
    """Hazard found in screening (隐患): found, ordered, rectified, re-checked, closed.

    `grade` is a grade of the rulebook. A re-check that fails leaves the hazard standing. Clauses
    3.1.3.g, 3.4.3.a.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("隐患编号", "hazard id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("隐患单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    matter: str = attrs.field(validator=check.filled(), metadata=about("隐患内容", "matter"))
    grade: str = attrs.field(validator=check.filled(), metadata=about("隐患等级", "grade"))
    found_on: date = attrs.field(
        validator=check.day(), metadata=about("发现日期", "found on", role="own")
    )
    ordered_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("责令整改日期", "ordered on", role="later"),
    )
    rectified_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改完成日期", "rectified on", role="later"),
    )
    rechecked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("复查日期", "re-checked on", role="later"),
    )
    passed: bool = attrs.field(
        default=False, metadata=about("复查通过", "re-check passed", came_with="rechecked_on")
    )
    closed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("销号日期", "closed on", role="later"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("隐患文书", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, *HAZARD_DAYS)
        if self.rectified_on is not None and self.ordered_on is None:
            raise bilingual("hazard.course", "未责令整改，不得已整改", "rectified without an order")
        if self.rechecked_on is None and self.passed:
            raise bilingual(
                "hazard.course", "未复查，不得复查通过", "a re-check passed that was not held"
            )
        if self.closed_on is not None and not self.passed:
            raise bilingual(
                "hazard.course", "复查通过后方可销号", "closed only after a re-check that passed"
            )


class AccidentField(Vocabulary):
    """Which scale an accident is classed by (事故类别)."""

    GENERAL = "general", "生产安全事故", "production accident"
    EQUIPMENT = "special-equipment", "特种设备事故", "special-equipment accident"
    WORKS = "works", "工程质量事故", "works quality accident"


@clauses("3.1.3.b", "3.3.1.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Accident:
    """Accident (质量安全事故).

    Times are of China; `loss` is direct loss in yuan, `moved` the people who had to leave.

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
    corrected_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("数字补报日期", "figures corrected on", role="later"),
    )
    investigated_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("调查报告日期", "investigation report on", role="later"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("事故文书", "document"))

    def __attrs_post_init__(self) -> None:
        times = [
            moment
            for moment in (self.happened_at, self.reported_at, self.upward_at)
            if moment is not None
        ]
        if times != sorted(times):
            raise bilingual(
                "accident.order",
                "报告早于发生或上级报告",
                "a report before the accident, or upward before it came in",
            )
        if self.upward_at is not None and self.reported_at is None:
            raise bilingual(
                "accident.order",
                "单位未报告而已上报",
                "reported upward without a report of the unit",
            )
        if self.known_on < self.happened_at.date():
            raise bilingual("accident.order", "获知日期早于发生日期", "known before it happened")


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Drill:
    """Drill of a plan (应急演练)."""

    held_on: date = attrs.field(
        validator=check.day(), metadata=about("演练日期", "held on", role="own")
    )
    participants: int = attrs.field(
        default=0, validator=_COUNT, metadata=about("参演人数", "participants")
    )


@clauses("3.1.3.e", "2.2.2.h")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EmergencyPlan:
    """Emergency plan for a kind of risk (应急预案), with its drills."""

    id: str = attrs.field(validator=check.filled(), metadata=about("预案编号", "plan id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    risk: str = attrs.field(validator=check.filled(), metadata=about("风险类别", "kind of risk"))
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("施行日期", "in force from", role="own")
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("废止日期", "in force to", role="later"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("预案文号", "document"))
    drills: tuple[Drill, ...] = attrs.field(default=(), metadata=about("演练", "drills"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")

    def valid_on(self, day: date) -> bool:
        """Whether the plan is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class NoticeRecipient:
    """Who must be told of a risk (通报对象), and when it was acknowledged."""

    unit: str = attrs.field(validator=check.filled(), metadata=about("单位", "unit"))
    acknowledged_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("签收日期", "acknowledged on", role="later"),
    )


@clauses("3.1.3.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RiskNotice:
    """Notice of a quality-safety risk (质量安全风险通报), and who must acknowledge it."""

    id: str = attrs.field(validator=check.filled(), metadata=about("通报编号", "notice id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    issued_on: date = attrs.field(
        validator=check.day(), metadata=about("发布日期", "issued on", role="own")
    )
    matter: str = attrs.field(validator=check.filled(), metadata=about("风险事项", "matter"))
    document: str = attrs.field(validator=check.filled(), metadata=about("通报文号", "document"))
    recipients: tuple[NoticeRecipient, ...] = attrs.field(
        default=(), metadata=about("通报对象", "recipients")
    )

    def __attrs_post_init__(self) -> None:
        for one in self.recipients:
            if one.acknowledged_on is not None and one.acknowledged_on < self.issued_on:
                raise bilingual(
                    "notice.order",
                    f"{one.unit} 签收早于发布",
                    f"{one.unit} acknowledged before the notice was issued",
                )


@clauses("3.4.3.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RiskAssessment:
    """Assessment of a risk (质量安全风险评估): likelihood and severity from 1 to 5."""

    id: str = attrs.field(validator=check.filled(), metadata=about("评估编号", "assessment id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    assessed_on: date = attrs.field(
        validator=check.day(), metadata=about("评估日期", "assessed on", role="own")
    )
    matter: str = attrs.field(validator=check.filled(), metadata=about("风险事项", "matter"))
    likelihood: int = attrs.field(
        validator=check.within(1, 5), metadata=about("可能性", "likelihood")
    )
    severity: int = attrs.field(validator=check.within(1, 5), metadata=about("严重性", "severity"))
    measures: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("管控措施", "measures"),
    )


class AccountableRole(Vocabulary):
    """In what role a person answers (责任类型). Clauses 3.3.2.b, 3.4.3.c."""

    FIRST = "first", "首负责任", "answers first"
    DIRECT = "direct", "直接责任", "answers directly"
    SUPERVISION = "supervision", "监管责任", "answers for supervision"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Accountability:
    """How a person was held to account (责任追究)."""

    role: AccountableRole = attrs.field(metadata=about("责任类型", "role"))
    person: str = attrs.field(
        validator=check.filled(), metadata=about("责任人", "person", sensitivity="personal")
    )
    measure: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("追究措施", "measure", came_with="decided_on"),
    )
    decided_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("决定日期", "decided on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        if (self.measure is None) != (self.decided_on is None):
            raise bilingual(
                "accountability.decided",
                "措施与决定日期应同时给出",
                "a measure and its day stand together",
            )


@clauses("3.4.3.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AccountableCase:
    """Large case, and who answers for it (大案要案责任追究)."""

    id: str = attrs.field(validator=check.filled(), metadata=about("案件编号", "case id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("单位代码", "unit code"))
    opened_on: date = attrs.field(
        validator=check.day(), metadata=about("立案日期", "opened on", role="own")
    )
    matter: str = attrs.field(validator=check.filled(), metadata=about("案由", "matter"))
    persons: tuple[Accountability, ...] = attrs.field(
        default=(), metadata=about("责任人", "persons")
    )

    def __attrs_post_init__(self) -> None:
        for one in self.persons:
            if one.decided_on is not None and one.decided_on < self.opened_on:
                raise bilingual(
                    "accountability.order", "追究决定早于立案", "decided before the case was opened"
                )
