"""Conditions on the columns of a row (条件), as rules write them."""

from __future__ import annotations

import attrs

from qualitygov.core import kinds
from qualitygov.core.fields import about
from qualitygov.errors import bilingual


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Condition:
    """A condition on one column of a fact table (条件).

    One of some words, a flag, or a range, its ends included.

    An empty value never fulfills a condition.
    """

    any_of: tuple[str, ...] | None = attrs.field(
        default=None, metadata=about("为下列之一", "one of")
    )
    flag: bool | None = attrs.field(default=None, metadata=about("是否", "true or false"))
    at_least: int | None = attrs.field(default=None, metadata=about("不小于", "at least"))
    at_most: int | None = attrs.field(default=None, metadata=about("不大于", "at most"))

    def __attrs_post_init__(self) -> None:
        ranged = self.at_least is not None or self.at_most is not None
        if (self.any_of is not None) + (self.flag is not None) + ranged != 1:
            raise bilingual(
                "condition.kind",
                "应恰有一种条件：any_of、flag 或范围",
                "exactly one condition: any_of, flag, or a range",
            )
        if self.any_of == ():
            raise bilingual("condition.empty", "any_of 至少一个词", "any_of has at least one word")
        low, high = self.at_least, self.at_most
        if low is not None and high is not None and low > high:
            raise bilingual(
                "condition.range",
                f"at_least {low} 大于 at_most {high}",
                f"at_least {low} lies above at_most {high}",
            )

    def excludes(self, other: Condition) -> bool:
        """Whether no value of a column fulfills both (互斥)."""
        if self.any_of is not None and other.any_of is not None:
            return not set(self.any_of) & set(other.any_of)
        if self.flag is not None and other.flag is not None:
            return self.flag is not other.flag
        return self._below(other) or other._below(self)

    def _below(self, other: Condition) -> bool:
        """Whether a range ends before another begins."""
        return (
            self.at_most is not None
            and other.at_least is not None
            and self.at_most < other.at_least
        )
