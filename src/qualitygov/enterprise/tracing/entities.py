"""Batches and the links between them (批次与追溯关系): where one comes from, where it went.

Clause 3.3.1.b.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class BatchDomain(Vocabulary):
    """What is traced (追溯领域)."""

    PRODUCT = "product", "产品", "product"
    WORKS = "works", "工程材料与工序", "materials and steps of works"
    ENVIRONMENT = "environment", "废弃物与排放", "waste and emissions"


class Direction(Vocabulary):
    """Direction of tracing (追溯方向)."""

    UP = "up", "上游（来源）", "upstream"
    DOWN = "down", "下游（去向）", "downstream"


@clauses("3.3.1.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class BatchLink:
    """Link of a batch to another one or to a unit (追溯关系).

    Upstream what it was made of, downstream where it went.

    `batch` is the other batch's id; `unit` the supplier or the customer. A unit outside the table
    keeps its own batches: with both named the trail goes on there.
    """

    direction: Direction = attrs.field(metadata=about("方向", "direction"))
    batch: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("关联批次", "other batch"),
    )
    unit: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("供货或收货单位代码", "supplier or customer"),
    )
    recorded_on: date = attrs.field(
        validator=check.day(), metadata=about("登记日期", "recorded on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        if self.batch is None and self.unit is None:
            raise bilingual(
                "batch.link", "追溯关系应写明批次或单位", "a link names a batch or a unit"
            )


@clauses("3.3.1.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Batch:
    """Batch of a product, of material built in, or of waste (批次), with its links.

    `origin`: nothing lies upstream of it (grown, mined, caught). `shipped_on`: the day it left,
    None while in stock. `end_use`: it went to consumers or final users, so that nobody further is
    to be named.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("批次编号", "batch id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    domain: BatchDomain = attrs.field(
        default=BatchDomain.PRODUCT, metadata=about("追溯领域", "domain")
    )
    product: str = attrs.field(
        validator=check.filled(), metadata=about("产品或材料", "product or material")
    )
    made_on: date = attrs.field(
        validator=check.day(), metadata=about("生产或进场日期", "made on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    shipped_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("出厂日期", "shipped on", role="later"),
    )
    origin: bool = attrs.field(default=False, metadata=about("源头批次", "origin"))
    end_use: bool = attrs.field(default=False, metadata=about("终端使用", "end use"))
    links: tuple[BatchLink, ...] = attrs.field(default=(), metadata=about("追溯关系", "links"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "made_on", "shipped_on")
        if any(link.batch == self.id for link in self.links):
            raise bilingual(
                "batch.link",
                f"批次 {self.id} 关联了自身",
                f"the batch {self.id} is linked to itself",
            )
        if self.origin and any(link.direction is Direction.UP for link in self.links):
            raise bilingual("batch.origin", "源头批次没有上游", "an origin has nothing upstream")
