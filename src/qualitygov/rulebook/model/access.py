"""Rule entries of market access (市场准入规则).

Classes of products, what they need, and who may not deal in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text

CERTIFICATES = (
    "gi-national", "gi-farm", "green", "organic", "pollution-free", "famous-brand",
    "quality-award-town", "quality-award-county", "quality-award-municipal",
    "quality-award-provincial", "iso9001", "iso14001", "iso45001", "ccc", "licence",
)  # fmt: skip
"""The kinds of certificate that a class of products may ask for."""


class ProductRisk(Vocabulary):
    """Why a product is strictly controlled (产品风险类别). Clause 3.2.2.d."""

    POLLUTING = "polluting", "高污染", "polluting"
    ENERGY_HUNGRY = "energy-hungry", "高耗能", "energy-hungry"
    EMITTING = "emitting", "高排放", "emitting"
    WASTEFUL = "wasteful", "资源浪费", "wasteful"
    DANGEROUS = "dangerous", "危及安全", "dangerous"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ProductClass(RuleEntry):
    """A class of products with a market threshold (准入产品类别); the entry's id is the product category.

    `to_make` and `to_sell` are kinds of certificate, each of them needed, valid for this product
    and held by the maker; a seller shows the maker's. `barred_grades` are credit grades whose units
    may not make it; `conditional_grades` may, under more supervision.
    """

    section: ClassVar[str] = "product-class"

    risks: tuple[ProductRisk, ...] = attrs.field(metadata=about("风险类别", "risks"))
    to_make: tuple[str, ...] = attrs.field(
        default=(), metadata=about("生产所需证书", "certificates to make")
    )
    to_sell: tuple[str, ...] = attrs.field(
        default=(), metadata=about("销售所需证书", "certificates to sell")
    )
    barred_grades: tuple[str, ...] = attrs.field(
        default=(), metadata=about("不予准入等级", "grades barred")
    )
    conditional_grades: tuple[str, ...] = attrs.field(
        default=(), metadata=about("附条件等级", "grades under condition")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A class has a risk; a grade is barred or conditional, not both."""
        for name, rule in entries.items():
            if not rule.risks:
                yield Problem(
                    "rulebook.access",
                    f"{name}.risks",
                    "",
                    Text("须至少一类风险", "at least one risk"),
                )
            for field in ("to_make", "to_sell"):
                for word in getattr(rule, field):
                    if word not in CERTIFICATES:
                        what = Text("没有此类证书", "no such kind of certificate")
                        path = f"{name}.{field}"
                        yield unknown("rulebook.access", path, word, CERTIFICATES, what)
            both = sorted(set(rule.barred_grades) & set(rule.conditional_grades))
            if both:
                expected = Text("不得既禁止又附条件", "not both barred and conditional")
                yield Problem("rulebook.access", f"{name}.barred_grades", ", ".join(both), expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ProductLimit(RuleEntry):
    """A limit of energy, emission or waste for a class of products (产品限额). Clause 3.2.2.h.

    `most` is the greatest amount for each unit of output, in `measured_in`. Who makes a product of
    the class above it, or without figures, may not, or only under more supervision.
    """

    section: ClassVar[str] = "product-limit"

    product_class: str = attrs.field(
        validator=check.filled(), metadata=about("产品类别", "product class")
    )
    of: Literal["energy", "emission", "waste"] = attrs.field(metadata=about("类别", "of what"))
    most: Decimal = attrs.field(metadata=about("限额", "at most"))
    measured_in: str = attrs.field(
        validator=check.filled(), metadata=about("计量单位", "measured in")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A limit is above nothing."""
        for name, rule in entries.items():
            if rule.most <= 0:
                expected = Text("限额应大于 0", "a limit above 0")
                yield Problem("rulebook.access", f"{name}.most", str(rule.most), expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SafetyCondition(RuleEntry):
    """A condition of safety that a unit has to meet (质量安全条件). Clause 3.2.2.g.

    An `essential` one that is still lacking at a re-check after the term is a ground to recommend a
    closure.
    """

    section: ClassVar[str] = "safety-condition"

    product_class: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("产品类别", "product class"),
    )
    essential: bool = attrs.field(default=True, metadata=about("必备", "essential"))
