"""Facts of market access (市场准入信息): who makes or sells what, and orders to put things right.

Clauses 3.2.2.d-e.
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
from qualitygov.inspection.rechecks import Recheck
from qualitygov.rulebook.columns import PRODUCT_CLASSES


class Activity(Vocabulary):
    """What a unit does with a product (经营活动)."""

    MAKE = "make", "生产", "make"
    SELL = "sell", "销售", "sell"


@clauses("3.2.2.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ProductOffer:
    """Product that a unit makes or sells (生产经营产品).

    `category` is a product class of the rulebook, or any other.

    `maker` is the unit that made what is sold; without it the seller is held to be the maker.
    Clause 3.2.2.d.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "offer id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    activity: Activity = attrs.field(metadata=about("经营活动", "activity"))
    product: str = attrs.field(validator=check.filled(), metadata=about("产品", "product"))
    category: Annotated[str, PRODUCT_CLASSES] = attrs.field(
        validator=check.filled(), metadata=about("产品类别", "product class")
    )
    since: date = attrs.field(
        validator=check.day(), metadata=about("起始日期", "since", role="from")
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
    maker: str | None = attrs.field(
        default=None, validator=check.optional(unit_code()), metadata=about("生产者代码", "maker")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "since", "until")

    def running(self, day: date) -> bool:
        """Whether it is made or sold on this day; the last day counts."""
        return self.since <= day and (self.until is None or day <= self.until)


@clauses("3.2.2.e")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RectificationOrder:
    """Order to put something right, and its re-checks (责令整改). Clause 3.2.2.e.

    Orders that follow a failed sample stand in the sample itself; these are all others. `matter`
    says what is to be put right.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("整改编号", "order id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    matter: str = attrs.field(validator=check.filled(), metadata=about("整改事项", "matter"))
    ordered_on: date = attrs.field(
        validator=check.day(), metadata=about("责令整改日期", "ordered on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("整改文书", "document"))
    authority: str = attrs.field(validator=check.filled(), metadata=about("责令机关", "authority"))
    rectified_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改完成日期", "rectified on", role="later"),
    )
    rechecks: tuple[Recheck, ...] = attrs.field(default=(), metadata=about("复查", "re-checks"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "ordered_on", "rectified_on")
        held = [self.ordered_on, *(recheck.held_on for recheck in self.rechecks)]
        if held != sorted(held):
            raise bilingual(
                "order.rechecks",
                "复查应按日期先后，且不早于责令日期",
                "re-checks stand in order, none before the order",
            )
