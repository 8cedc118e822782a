"""Figures and evidence of a town (统计数字与证据材料). Clauses 2.2.1, 2.2.5.b, 2.2.5.f, 3.1."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.rulebook.columns import CHECKLISTS, EVIDENCE_ITEMS, FIGURE_ITEMS
from qualitygov.text import Text

_SLUG = check.matching(
    r"[a-z0-9]+(-[a-z0-9]+)*",
    Text("小写英文编号", "a lower-case id such as output-primary"),
    "output-primary",
)


@clauses("2.2.1.a 2.2.1.b 2.2.1.e 2.2.5.b 2.2.5.f 4.1.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Figure:
    """A yearly figure of a town (统计数字): output, emission, cover.

    `item` is the id that indicators name. A figure without `known_on` became known at
    the end of its year.
    """

    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    item: Annotated[str, FIGURE_ITEMS] = attrs.field(
        validator=_SLUG, metadata=about("指标项", "item")
    )
    year: int = attrs.field(
        validator=check.within(1949, 2100), metadata=about("年份", "year", role="own")
    )
    value: Decimal = attrs.field(metadata=about("数值", "value"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("计量单位", "unit"))
    source_document: str = attrs.field(
        validator=check.filled(), metadata=about("来源文书", "source document")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    @property
    def id(self) -> str:
        """Town, item and year."""
        return f"{self.town}/{self.item}/{self.year}"


@clauses("3.1.2.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Evidence:
    """A document that shows something was done (证据材料), filed under an item of a checklist.

    Without `known_on` it became known on the day from which it is in force.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("材料编号", "evidence id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    checklist: Annotated[str, CHECKLISTS] = attrs.field(
        validator=_SLUG, metadata=about("清单", "checklist")
    )
    item: Annotated[str, EVIDENCE_ITEMS] = attrs.field(
        validator=_SLUG, metadata=about("清单项目", "item")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("文书", "document"))
    valid_from: date = attrs.field(
        validator=check.day(),
        metadata=about("生效或举行日期", "in force or held on", role="from"),
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("失效日期", "in force to"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")
