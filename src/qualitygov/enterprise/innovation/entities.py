"""Standards, research spending and patents of enterprises (标准制修订、研发投入与专利).

Clauses 3.3.1.f, 3.3.3.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from qualitygov.codes.standard import StandardLevel, level_of
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class StandardRole(Vocabulary):
    """Part taken in a standard (参与方式)."""

    LEAD = "lead", "主导", "lead"
    PARTICIPANT = "participant", "参与", "participant"


@clauses("3.3.1.f", "3.3.3.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class StandardPart:
    """Part of an enterprise in a standard (参与制修订标准).

    A number that shows another level is refused.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    number: str = attrs.field(validator=check.filled(), metadata=about("标准号", "standard number"))
    level: StandardLevel = attrs.field(metadata=about("标准层级", "level"))
    role: StandardRole = attrs.field(metadata=about("参与方式", "part"))
    issued_on: date = attrs.field(
        validator=check.day(), metadata=about("发布日期", "issued on", role="own")
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )

    def __attrs_post_init__(self) -> None:
        shown = level_of(self.number)
        if shown is not None and shown is not self.level:
            raise bilingual(
                "standard.level",
                f"{self.number} 是{shown.label.zh}，却写为{self.level.label.zh}",
                f"{self.number} is a {shown.label.en}, but stated as a {self.level.label.en}",
            )


@clauses("3.3.3.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ResearchSpending:
    """Research spending and main revenue of an enterprise in a year (研发投入).

    Both in one currency unit, any.

    A later report for the same year corrects an earlier one: by `known_on`, then by id.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("报表编号", "report id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("年份", "year"))
    amount: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("研发投入", "research spending", unit="万元")
    )
    main_revenue: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("主营业务收入", "main revenue", unit="万元")
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报表", "document"))

    @property
    def share(self) -> Rate:
        """Spending as a share of main revenue, exact; undefined without revenue."""
        if self.main_revenue == 0:
            return Rate(0, 0)
        return Rate.of(Fraction(self.amount) / Fraction(self.main_revenue))


class PatentKind(Vocabulary):
    """Kind of patent (专利类型)."""

    INVENTION = "invention", "发明专利", "invention"
    UTILITY = "utility", "实用新型", "utility model"
    DESIGN = "design", "外观设计", "design"


@clauses("3.3.3.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Patent:
    """Patent of an enterprise (专利).

    `expires_on` is its last day, of its term or of the last fee paid; `revoked_on` the day on which
    it was declared invalid. Source: clause 3.3.3.b.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("专利号", "patent number"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    kind: PatentKind = attrs.field(metadata=about("专利类型", "kind"))
    title: str = attrs.field(validator=check.filled(), metadata=about("名称", "title"))
    core: bool = attrs.field(default=False, metadata=about("关键核心技术", "core technology"))
    granted_on: date = attrs.field(
        validator=check.day(), metadata=about("授权公告日", "granted on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    expires_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("届满日期", "valid until"),
    )
    revoked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("宣告无效日期", "declared invalid on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "granted_on", "expires_on")
        check.in_order(self, "granted_on", "revoked_on")

    def valid_on(self, day: date) -> bool:
        """Whether the patent is in force on this day (是否有效)."""
        ended = self.expires_on is not None and day > self.expires_on
        revoked = self.revoked_on is not None and day >= self.revoked_on
        return self.granted_on <= day and not ended and not revoked
