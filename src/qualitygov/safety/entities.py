"""Facts of preparedness, risks and large cases (应急、风险与责任追究信息).

Hazards and accidents have modules of their own beside this one.
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

_COUNT = check.at_least(0)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Drill:
    """Drill of a plan (应急演练)."""

    held_on: date = attrs.field(
        validator=check.day(), metadata=about("演练日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    participants: int = attrs.field(
        default=0, validator=_COUNT, metadata=about("参演人数", "participants")
    )
    gaps: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("发现的不足", "gaps found"),
    )
    gaps_closed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("不足整改日期", "gaps closed on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "held_on", "gaps_closed_on")
        if self.gaps is None and self.gaps_closed_on is not None:
            raise bilingual("drill.gaps", "未发现不足，不得整改", "closed where no gap was found")


@clauses("3.1.3.e", "2.2.2.h")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EmergencyPlan:
    """Emergency plan for a kind of risk (应急预案), with its drills.

    `subject` is the unit whose plan it is, None for the town's own.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("预案编号", "plan id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    risk: str = attrs.field(validator=check.filled(), metadata=about("风险类别", "kind of risk"))
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("施行日期", "in force from", role="from")
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("废止日期", "in force to", role="later"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("预案文号", "document"))
    subject: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("危险单位代码", "dangerous unit"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
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
    """Notice of a quality-safety risk (质量安全风险通报), and who must acknowledge it.

    Those who are named in `recipients`, and every unit of the town that makes or sells products of
    the `category`, where there is one.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("通报编号", "notice id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    issued_on: date = attrs.field(
        validator=check.day(), metadata=about("发布日期", "issued on", role="own")
    )
    matter: str = attrs.field(validator=check.filled(), metadata=about("风险事项", "matter"))
    document: str = attrs.field(validator=check.filled(), metadata=about("通报文号", "document"))
    acknowledge_by: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("签收期限", "to be acknowledged by"),
    )
    category: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("产品类别", "product class"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
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
        metadata=about("管控措施", "measures", came_with="controlled_on"),
    )
    controlled_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("管控措施日期", "measures taken on", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "assessed_on", "controlled_on")


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
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    persons: tuple[Accountability, ...] = attrs.field(
        default=(), metadata=about("责任人", "persons")
    )

    def __attrs_post_init__(self) -> None:
        for one in self.persons:
            if one.decided_on is not None and one.decided_on < self.opened_on:
                raise bilingual(
                    "accountability.order", "追究决定早于立案", "decided before the case was opened"
                )
