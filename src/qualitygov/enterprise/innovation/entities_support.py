"""What supports innovation (创新投入与扶持): spending by heads, incentives, key technologies.

Clauses 3.3.3.c-d, 4.3.b.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.columns import TECHNOLOGY_FIELDS


class SpendingHead(Vocabulary):
    """Head of an enterprise's own spending (企业投入类别). Clause 4.3.b."""

    INNOVATION = "innovation", "技术创新", "technical innovation"
    BRAND = "brand", "品牌建设", "building of brands"
    QUALITY = "quality", "质量改进", "improvement of quality"
    PATENTS = "patents", "专利保护", "protection of patents"


@clauses("4.3.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class HeadSpending:
    """What an enterprise spent in a year under one head (企业分类投入), in 10,000 yuan.

    Of several reports for a year and head the last known one counts: by `known_on`, then by id.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("报表编号", "report id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("年份", "year"))
    head: SpendingHead = attrs.field(metadata=about("投入类别", "head"))
    amount: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("投入金额", "amount", unit="万元")
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报表", "document"))


class IncentiveKind(Vocabulary):
    """Kind of incentive (财税激励类别)."""

    TAX = "tax", "税收优惠", "tax relief"
    SUBSIDY = "subsidy", "财政补助", "subsidy"
    REWARD = "reward", "财政奖励", "reward"
    INTEREST = "interest", "贷款贴息", "interest paid on a loan"


@clauses("3.3.3.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Incentive:
    """Incentive granted to an enterprise for its research (财税激励), in 10,000 yuan."""

    id: str = attrs.field(validator=check.filled(), metadata=about("激励编号", "incentive id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    kind: IncentiveKind = attrs.field(metadata=about("激励类别", "kind"))
    amount: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("激励金额", "amount", unit="万元")
    )
    granted_on: date = attrs.field(
        validator=check.day(), metadata=about("兑现日期", "granted on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    authority: str = attrs.field(validator=check.filled(), metadata=about("兑现部门", "authority"))
    document: str = attrs.field(validator=check.filled(), metadata=about("文号", "document"))


@clauses("3.3.3.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class KeyTechnology:
    """Key technology of an enterprise (关键核心技术), with its own patents and standards.

    `field` is a field of the rulebook. `patents` are numbers of the enterprise's patents and
    `standards` of the standards in which it took part, with a semicolon between them.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("技术编号", "technology id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    field: Annotated[str, TECHNOLOGY_FIELDS] = attrs.field(
        validator=check.filled(), metadata=about("技术领域", "field")
    )
    title: str = attrs.field(validator=check.filled(), metadata=about("技术名称", "title"))
    since: date = attrs.field(
        validator=check.day(), metadata=about("认定日期", "recognized on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("终止日期", "until", role="later"),
    )
    patents: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("专利号", "patents"),
    )
    standards: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("标准号", "standards"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "since", "until")

    def held(self, day: date) -> bool:
        """Whether it is a key technology on this day."""
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def rights(self) -> tuple[frozenset[str], frozenset[str]]:
        """The numbers of its patents, and those of its standards."""
        return _numbers(self.patents), _numbers(self.standards)


def _numbers(text: str | None) -> frozenset[str]:
    parts = (text or "").replace("；", ";").split(";")
    return frozenset(part.strip() for part in parts if part.strip())
