"""Cases of enforcement (行政处罚案件), as decided. Clauses 3.1.4.b, 3.2.2.f."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class Penalty(Vocabulary):
    """Kind of penalty (处罚种类). Administrative Penalty Law, art. 9."""

    WARNING = "warning", "警告", "warning"
    CRITICISM = "criticism", "通报批评", "public criticism"
    FINE = "fine", "罚款", "fine", "处罚款", "并处罚款"
    CONFISCATION = (
        "confiscation",
        "没收违法所得、非法财物",
        "confiscation",
        "没收违法所得、没收非法财物",
        "没收违法所得",
        "没收非法财物",
        "非法财物",
        "没收",
    )
    LOWERED = "qualification-lowered", "降低资质等级", "qualification lowered"
    RESTRICTED = "business-restricted", "限制开展生产经营活动", "business restricted"
    STOPPED = "stopped", "责令停产停业", "ordered to stop production", "停产停业"
    CLOSED = "closed", "责令关闭", "ordered to close"
    REVOKED = (
        "licence-revoked",
        "吊销许可证件",
        "licence revoked",
        "吊销许可证",
        "吊销营业执照",
        "吊销执照",
    )
    BANNED = "banned", "限制从业", "ban from the profession"


@clauses("3.1.4.b", "3.2.2.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EnforcementCase:
    """Case in which a penalty was decided (行政处罚案件).

    `penalties` are all the kinds that were imposed, `penalty` is the one for which the case stands;
    what decides is the gravest, which a rule of the book says (`gravest`). `fine` and `confiscated`
    are in yuan. `publication_ends_on` is the day until which the authority publishes the case.
    `secret` marks a case that may not be published at all. The town is that of the unit where none
    is on file. What follows is kept with its day: publication, performance of the duties, repair,
    and revocation of the decision. Identity numbers are never kept.
    """

    id: str = attrs.field(
        validator=check.filled(),
        metadata=about(
            "处罚决定书文号",
            "decision number",
            headers=("admin_punish_doc", "punish_document_code", "行政处罚决定书文号"),
        ),
    )
    subject: str = attrs.field(
        validator=unit_code(),
        metadata=about(
            "当事人代码", "unit code", headers=("uni_social_crd_cd", "统一社会信用代码")
        ),
    )
    name: str = attrs.field(
        validator=check.filled(),
        metadata=about(
            "当事人名称",
            "unit name",
            headers=("comp_nm", "企业名称", "行政相对人名称"),
            names="subject",
        ),
    )
    town: str | None = attrs.field(
        default=None,
        validator=check.optional(region()),
        metadata=about("所属乡镇代码", "town code"),
    )
    case_name: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("案件名称", "case name"),
    )
    facts: str = attrs.field(
        validator=check.filled(),
        metadata=about("违法事实", "facts", headers=("illegal_fact", "punish_rea", "处罚原因")),
    )
    legal_basis: str = attrs.field(
        validator=check.filled(),
        metadata=about("处罚依据", "legal basis", headers=("law_basis", "illegal_basis")),
    )
    penalty: Penalty = attrs.field(
        metadata=about("处罚种类", "penalty", headers=("punish_type", "处罚类别"))
    )
    penalties: tuple[Penalty, ...] = attrs.field(
        default=attrs.Factory(lambda self: (self.penalty,), takes_self=True),
        validator=check.some(),
        metadata=about("全部处罚种类", "all penalties"),
    )
    fine: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("罚款金额", "fine", unit="yuan", headers=("punish_money", "罚款")),
    )
    confiscated: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("没收金额", "confiscated", unit="yuan", headers=("illegality_money",)),
    )
    heavier_penalty: bool = attrs.field(
        default=False, metadata=about("较重行政处罚", "heavier penalty")
    )
    decided_on: date = attrs.field(
        validator=check.day(),
        metadata=about(
            "决定日期",
            "decided on",
            headers=("punish_decide_tm", "set_time", "处罚时间"),
            role="own",
        ),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    authority: str = attrs.field(validator=check.filled(), metadata=about("处罚机关", "authority"))
    person_in_charge: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "直接责任人", "person in charge", sensitivity="personal", headers=("legal_per",)
        ),
    )
    safety: bool = attrs.field(
        default=False, metadata=about("安全生产处罚", "penalty of work safety")
    )
    secret: bool = attrs.field(default=False, metadata=about("涉密不公开", "secret"))
    published_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("公示日期", "published on", headers=("public_date",), role="later"),
    )
    publication_ends_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about(
            "公示截止期",
            "publication ends on",
            headers=("public_deadline", "public_end_date", "公示截止日期"),
            came_with="published_on",
        ),
    )
    withdrawn_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停止公示日期", "publication withdrawn on", role="later"),
    )
    performed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("义务履行日期", "duties performed on", role="later"),
    )
    repaired_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("修复日期", "repaired on", role="later"),
    )
    revoked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("撤销日期", "revoked on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "decided_on", "published_on", "repaired_on")
        check.in_order(self, "published_on", "withdrawn_on")
        check.in_order(self, "decided_on", "performed_on", "repaired_on")
        check.in_order(self, "decided_on", "revoked_on")
        check.in_order(self, "decided_on", "publication_ends_on")
        check.in_order(self, "published_on", "publication_ends_on")
        if self.penalty not in self.penalties:
            raise bilingual(
                "case.penalty",
                f"{self.penalty.label.zh}不在全部处罚种类之中",
                f"{self.penalty.value} is not one of all its penalties",
                field="penalty",
            )
        if Penalty.FINE in self.penalties and not self.fine:
            raise bilingual(
                "case.fine",
                "罚款案件须有罚款金额，且大于 0",
                "a fine has its amount, more than 0",
                field="fine",
            )
        if self.repaired_on is not None and self.performed_on is None:
            raise bilingual(
                "case.repair",
                "义务未履行，不得修复",
                "not repaired before its duties are performed",
                field="performed_on",
            )
