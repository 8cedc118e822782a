"""Facts of supervision (监管信息).

Visits with their findings, and quotas for key products, works and areas.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.inspection.words import SampleDomain, Stage
from qualitygov.rulebook.columns import SEVERITIES


class VisitKind(Vocabulary):
    """Kind of a supervision visit (检查方式)."""

    PATROL = "patrol", "日常巡查", "patrol"
    SAMPLING = "sampling", "监督抽查", "supervision sampling"
    ENFORCEMENT = "enforcement", "执法检查", "enforcement check"


class Finding(Vocabulary):
    """What a visit found (检查结论).

    The value is the kind of credit record it gives, where it gives one.
    """

    NOTHING = "nothing", "未发现问题", "nothing found"
    ORDER_ON_SPOT = "order-on-spot", "当场责令改正", "ordered to put right on the spot"
    NOTICE = "notice", "下达监督意见书", "supervision notice"
    REFUSED = "refuse", "拒绝、阻碍检查", "refused or obstructed"
    UNLICENSED = "unlicensed", "无证生产、销售", "made or sold without licence"
    FALSE_DOCUMENT = (
        "false-document",
        "证书、报告、标志或数据作假",
        "forged certificate, report, mark or data",
    )
    POLLUTION = "pollution", "环境违法", "environmental violation"


class QuotaScope(Vocabulary):
    """What a quota is for (任务对象): visits to a product, work or area, or samples."""

    PRODUCT = "product", "重点产品", "key product"
    WORK = "work", "重点工程", "key work"
    AREA = "area", "重点区域", "key area"
    SAMPLE = "sample", "抽样", "samples"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Conflict:
    """A unit to which an inspector may not be sent (回避单位), and why."""

    subject: str = attrs.field(validator=unit_code(), metadata=about("回避单位代码", "unit code"))
    reason: str = attrs.field(validator=check.filled(), metadata=about("回避事由", "reason"))


@clauses("3.4.3.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Inspector:
    """Inspector who may be drawn for a visit (检查人员), within the time of the qualification.

    Clause 3.4.3.b.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("执法证号", "inspector id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    person: str = attrs.field(
        validator=check.filled(), metadata=about("姓名", "person", sensitivity="personal")
    )
    since: date = attrs.field(
        validator=check.day(), metadata=about("资格起始日期", "qualified from", role="from")
    )
    until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("资格截止日期", "qualified to"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    conflicts: tuple[Conflict, ...] = attrs.field(default=(), metadata=about("回避", "conflicts"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "since", "until")

    def qualified(self, day: date) -> bool:
        """Whether the inspector is qualified on this day."""
        return self.since <= day and (self.until is None or day <= self.until)


@clauses("3.1.4.b", "3.4.3.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SupervisionVisit:
    """Supervision visit to a unit (监督检查), with its finding.

    `topic` is the product, work or area that the visit was for, as quotas name it. A finding that
    weighs has a `severity` of its kind's scale. Clauses 3.1.4.b, 3.4.3.b.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("检查编号", "visit id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("被检查单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: VisitKind = attrs.field(metadata=about("检查方式", "kind"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("检查日期", "held on", role="own")
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    finding: Finding = attrs.field(metadata=about("检查结论", "finding"))
    document: str = attrs.field(validator=check.filled(), metadata=about("检查文书", "document"))
    authority: str = attrs.field(validator=check.filled(), metadata=about("检查机关", "authority"))
    severity: Annotated[str | None, SEVERITIES] = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("程度", "severity")
    )
    topic: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("检查对象", "topic")
    )
    drawn: bool = attrs.field(default=False, metadata=about("随机抽取", "drawn at random"))

    def __attrs_post_init__(self) -> None:
        if (self.finding is Finding.NOTHING) != (self.severity is None):
            raise bilingual(
                "visit.severity",
                "发现问题须有程度，未发现问题不得有",
                "a finding has a severity, and a visit without has none",
            )


@clauses("3.4.1.b", "3.4.3.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SupervisionQuota:
    """Quota of visits for a key product, work or area, or of samples, over a period (监管任务).

    `visits` is the number of visits or samples. A quota of samples has a `domain` and a `stage`;
    its `topic` is a product or class of products, or the domain for all of them. `department` is
    the unit of the programme that owes it. Clauses 3.4.1.b, 3.4.3.b.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("任务编号", "quota id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    scope: QuotaScope = attrs.field(metadata=about("任务对象类别", "scope"))
    topic: str = attrs.field(validator=check.filled(), metadata=about("任务对象", "topic"))
    visits: int = attrs.field(validator=check.at_least(1), metadata=about("检查次数", "visits"))
    first_day: date = attrs.field(
        validator=check.day(), metadata=about("起始日期", "first day", role="from")
    )
    last_day: date = attrs.field(validator=check.day(), metadata=about("截止日期", "last day"))
    department: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("责任单位", "department"),
    )
    domain: SampleDomain | None = attrs.field(default=None, metadata=about("产品领域", "domain"))
    stage: Stage | None = attrs.field(default=None, metadata=about("抽样环节", "stage"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "first_day", "last_day")
        sampled = self.scope is QuotaScope.SAMPLE
        if sampled != (self.domain is not None) or sampled != (self.stage is not None):
            raise bilingual(
                "quota.sample",
                "抽样任务须有产品领域和抽样环节，其他任务不得有",
                "a quota of samples has a domain and a stage, and no other has",
            )


@clauses("3.4.3.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class DrawList:
    """List of a draw whose digest was published before the seed existed (抽取名单公布).

    `seed_event` says which public event gives the seed, `seed_on` the day of it.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("名单编号", "list id"))
    digest: str = attrs.field(validator=check.filled(), metadata=about("名单摘要", "digest"))
    published_on: date = attrs.field(
        validator=check.day(), metadata=about("公布日期", "published on", role="own")
    )
    seed_event: str = attrs.field(
        validator=check.filled(), metadata=about("种子来源事件", "event that gives the seed")
    )
    seed_on: date = attrs.field(validator=check.day(), metadata=about("种子产生日期", "seed on"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "published_on", "seed_on")
        if self.published_on == self.seed_on:
            raise bilingual(
                "draw.order",
                "种子应产生于名单公布之后的另一日",
                "the seed comes on a later day than the list",
            )
