"""Performance excellence and social responsibility of enterprises (卓越绩效与社会责任).

Clause 3.3.1.f.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual

SCALE = Points.of(1000)
"""The whole scale of GB/T 19580, as 100 is of a percentage.

A bound of the field, not a number that decides.
"""


@attrs.frozen
class _in_scale:  # noqa: N801 - used like a function, as attrs' own validators are
    """Points between nothing and the whole scale (分值范围)."""

    example: ClassVar[str] = "650"

    @staticmethod
    def drawn(st: Any) -> Any:
        """Return a Hypothesis strategy (测试数据策略)."""
        return st.integers(0, 1000).map(Points.of)

    def __call__(self, _: object, attribute: attrs.Attribute[Points], value: object) -> None:
        if not isinstance(value, Points) or not Points(0) <= value <= SCALE:
            raise bilingual(
                "excellence.range", f"应在 0 与 {SCALE} 之间", f"expected between 0 and {SCALE}"
            )


class Assessor(Vocabulary):
    """Who assessed (评价方)."""

    SELF = "self", "自我评价", "the enterprise itself"
    EXTERNAL = "external", "外部评价", "an outside assessor"


@clauses("3.3.1.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CategoryScore:
    """Points of one category (类目得分), such as 4.1 leadership, or of one item of it, such as 4.1.2.

    `category` is an id of the rulebook's section ``excellence-category``, `item` one of its items;
    without it the points are the category's.
    """

    category: str = attrs.field(validator=check.filled(), metadata=about("类目", "category"))
    item: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("评分项", "item")
    )
    points: Points = attrs.field(validator=_in_scale(), metadata=about("得分", "points"))


@clauses("3.3.1.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ExcellenceAssessment:
    """Performance-excellence assessment of a year (卓越绩效评价).

    `score` of 1000, and the categories it is the sum of, where they are given.

    A category stands whole, by its items, or both ways, which then agree.

    Source: clause 3.3.1.f; GB/T 19580.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("评价编号", "assessment id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("评价年度", "year"))
    assessor: Assessor = attrs.field(default=Assessor.SELF, metadata=about("评价方", "assessor"))
    assessed_on: date = attrs.field(
        validator=check.day(), metadata=about("评价日期", "assessed on", role="own")
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    score: Points = attrs.field(validator=_in_scale(), metadata=about("总分", "score"))
    document: str = attrs.field(validator=check.filled(), metadata=about("评价报告", "document"))
    categories: tuple[CategoryScore, ...] = attrs.field(
        default=(), metadata=about("类目得分", "scores by category")
    )

    def __attrs_post_init__(self) -> None:
        names = [
            one.category if one.item is None else f"{one.category} {one.item}"
            for one in self.categories
        ]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise bilingual(
                "excellence.category",
                f"类目重复：{'、'.join(twice)}",
                f"a category stands twice: {', '.join(twice)}",
            )
        by_category = self.by_category
        for category, items in self.by_items.items():
            whole = by_category[category]
            if whole != items:
                raise bilingual(
                    "excellence.items",
                    f"类目 {category} 各评分项合计 {items}，类目得分却为 {whole}",
                    f"the items of {category} add up to {items}, the category has {whole}",
                )
        total = sum(by_category.values(), Points(0))
        if self.categories and total != self.score:
            raise bilingual(
                "excellence.sum",
                f"类目得分合计 {total}，总分却为 {self.score}",
                f"the categories add up to {total}, the score is {self.score}",
            )

    @property
    def by_items(self) -> dict[str, Points]:
        """The sum of the items of each category that is given by items."""
        sums: dict[str, Points] = {}
        for one in self.categories:
            if one.item is not None:
                sums[one.category] = sums.get(one.category, Points(0)) + one.points
        return sums

    @property
    def by_category(self) -> dict[str, Points]:
        """The points of each category, given whole or by its items."""
        return {
            **self.by_items,
            **{one.category: one.points for one in self.categories if one.item is None},
        }


class ResponsibilityStandard(Vocabulary):
    """Guide that a responsibility report follows (社会责任标准)."""

    GB36000 = "gbt-36000", "GB/T 36000 社会责任指南", "GB/T 36000"
    ISO26000 = "iso-26000", "ISO 26000 社会责任指南", "ISO 26000"
    OTHER = "other", "其他", "another guide"


@clauses("3.3.1.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ResponsibilityReport:
    """Published report on social responsibility (社会责任报告) for a year."""

    id: str = attrs.field(validator=check.filled(), metadata=about("报告编号", "report id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("报告年度", "year"))
    standard: ResponsibilityStandard = attrs.field(metadata=about("依据标准", "guide"))
    published_on: date = attrs.field(
        validator=check.day(), metadata=about("发布日期", "published on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报告文件", "document"))
