"""Licences (行政许可) that units hold, and which certificate of a product each shows.

Clause 3.2.2.d.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import UnitKey, unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.names import plain_name
from qualitygov.core.partial import Partial
from qualitygov.core.placed import check_placed
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import LicenceKind
from qualitygov.subject import TableSpec
from qualitygov.text import Text

_PARTS = re.compile(r"[;；、,，\s]+")


class LicenceStatus(Vocabulary):
    """Status of a licence (许可状态)."""

    VALID = "valid", "有效", "valid", "正常", "在用", "有效期内"
    SUSPENDED = "suspended", "中止", "suspended", "暂停", "暂扣"
    EXPIRED = "expired", "过期", "expired", "失效", "已过期", "已失效"
    CANCELLED = "cancelled", "注销", "cancelled", "已注销"
    WITHDRAWN = "withdrawn", "撤销", "withdrawn", "撤回", "吊销", "已撤销", "已吊销"


@clauses("3.2.2.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Licence:
    """Licence that an authority gave to a unit (行政许可).

    `name` is that of the document (许可文件名称), `scope` what it allows (许可内容). `valid_until` is its
    last day, None where there is no end; where only the month of a day was said, that is kept
    beside it, and it runs from the first day of such a month to the last of the other. One that is
    not valid and has no `ended_on` counts as ended, since nobody knows since when.
    Source: the exchange table 行政许可公示信息.
    """

    id: str = attrs.field(
        validator=check.filled(),
        metadata=about("许可文件编号", "licence number", headers=("lic_no", "许可证编号")),
    )
    holder: str = attrs.field(
        validator=unit_code(),
        metadata=about("持证单位代码", "holder", headers=("uni_social_crd_cd", "统一社会信用代码")),
    )
    name: str = attrs.field(
        validator=check.filled(),
        metadata=about("许可文件名称", "name", headers=("lic_nm", "许可证名称")),
    )
    authority: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("许可机关", "authority", headers=("lic_anth",)),
    )
    scope: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("许可内容", "scope", headers=("lic_item", "许可范围")),
    )
    status: LicenceStatus = attrs.field(
        default=LicenceStatus.VALID,
        metadata=about("状态", "status", headers=("type", "许可状态"), came_with="ended_on"),
    )
    valid_from: date = attrs.field(
        validator=check.day(),
        metadata=about("有效期自", "valid from", headers=("val_from", "发证日期"), role="own"),
    )
    valid_from_month: Partial | None = attrs.field(
        default=None,
        metadata=about(
            "有效期起始月份", "valid from the month", month_of="valid_from", bound="first"
        ),
    )
    valid_until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("有效期至", "valid until", headers=("val_to",)),
    )
    valid_until_month: Partial | None = attrs.field(
        default=None,
        metadata=about(
            "有效期至月份", "valid until the end of", month_of="valid_until", bound="last"
        ),
    )
    ended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("注销日期", "ended on", role="later"),
    )
    town: str | None = attrs.field(
        default=None,
        validator=check.optional(region()),
        metadata=about("所属乡镇代码", "town code"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_until")
        check_placed(self)
        check.in_order(self, "valid_from", "ended_on")

    def valid_on(self, day: date) -> bool:
        """Whether the licence is valid on this day (是否有效)."""
        if day < self.valid_from or (self.valid_until is not None and day > self.valid_until):
            return False
        if self.ended_on is not None:
            return day < self.ended_on
        return self.status is LicenceStatus.VALID

    def allows(self, *names: str) -> bool:
        """Whether its scope names one of these products or classes (许可内容是否包含)."""
        parts = {plain_name(part) for part in _PARTS.split(self.scope or "")}
        return not parts.isdisjoint(map(plain_name, names))


LICENCES = TableSpec(
    name="licences",
    entity=Licence,
    label=Text("行政许可", "licences"),
    file="licences.csv",
    owner="bureau",
    unit="holder",
    stock=True,
)


def shows(licence: Licence, certificate: str, context: Context) -> bool:
    """Whether a licence shows a kind of certificate (许可对应证书), as the book says by its name."""
    wanted = plain_name(licence.name)
    return any(
        rule.shows == certificate and wanted in map(plain_name, rule.names)
        for rule in context.rules.entries(LicenceKind).values()
    )


def holding(licences: Iterable[Licence], certificate: str, context: Context) -> frozenset[str]:
    """Return the keys of the units whose licence shows a certificate on ``as_of`` (持证单位)."""
    return frozenset(
        UnitKey.of(one.holder)
        for one in licences
        if one.valid_on(context.as_of) and shows(one, certificate, context)
    )
