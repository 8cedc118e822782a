"""Money and publicity (经费与宣传). Clauses 3.1.1.b, 3.2.1.a, 4.3.a, 4.4."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class BudgetHead(Vocabulary):
    """Head of the budget (经费科目). Clause 4.3.a."""

    BRANDS = "brands", "名牌建设", "brands"
    TESTING = "testing-platform", "公共检测服务平台", "public testing platform"
    SUPERVISION = "safety-supervision", "质量安全监管", "safety supervision"
    EMERGENCY = "emergency", "应急体系建设", "emergency"
    AWARDS = "awards", "质量奖励", "awards"
    SAMPLING = "sampling", "质量监督抽查", "sampling"


@clauses("3.1.1.b", "4.3.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class BudgetLine:
    """Budget of one head and year (经费预算), in 10,000 yuan.

    `one_off` is what of it buys equipment that is not bought every year. `spent` is provisional
    (执行数) until the final accounts (决算).
    """

    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    head: BudgetHead = attrs.field(metadata=about("经费科目", "head"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("年份", "year"))
    amount: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("预算", "amount", unit="10,000 yuan")
    )
    one_off: Decimal = attrs.field(
        default=Decimal(0),
        validator=check.at_least(0),
        metadata=about("其中一次性购置", "one-off equipment in it", unit="10,000 yuan"),
    )
    approved_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("批复日期", "approved on", role="own"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    spent: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("执行数", "spent", unit="10,000 yuan", came_with="spent_on"),
    )
    spent_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("执行数日期", "spent by", role="later"),
    )
    final: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("决算数", "final accounts", unit="10,000 yuan", came_with="final_on"),
    )
    final_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("决算日期", "final accounts of", role="later"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("预算文号", "document"))

    def __attrs_post_init__(self) -> None:
        if self.one_off > self.amount:
            raise bilingual(
                "budget.one-off", "一次性购置多于预算", "more one-off equipment than budget"
            )

    @property
    def id(self) -> str:
        """Town, head and year."""
        return f"{self.town}/{self.head.value}/{self.year}"


class CampaignKind(Vocabulary):
    """Kind of campaign (主题活动). Clause 3.2.1.a."""

    QUALITY_MONTH = "quality-month", "质量月", "Quality Month"
    CONSUMER_DAY = "consumer-day", "3·15", "15 March"
    SAFETY_MONTH = "safety-month", "全国安全生产月", "Safety Production Month"
    HONEST_BUSINESS = "honest-business", "诚信兴商宣传月", "honest-business month"
    OTHER = "other", "其他宣传", "other publicity"


@clauses("3.2.1.a", "4.4.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Campaign:
    """Campaign or other publicity that was held (宣传活动).

    How many took part, were reached, and through how many media.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("活动编号", "campaign id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: CampaignKind = attrs.field(metadata=about("活动类别", "kind"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("举办日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    participants: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("参与人数", "participants")
    )
    reached: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("覆盖人数", "people reached")
    )
    media: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("媒体数", "media")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("活动材料", "document"))
