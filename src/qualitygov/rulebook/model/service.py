"""Rule entries of service quality (服务质量规则): scales of satisfaction, the main trades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

ANSWERS = 5


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SatisfactionScale(RuleEntry):
    """What the five answers are worth in an index (满意度量表).

    From very satisfied to very dissatisfied.
    """

    section: ClassVar[str] = "satisfaction-scale"

    values: tuple[int, ...] = attrs.field(metadata=about("分值", "values"))
    satisfied: int = attrs.field(
        metadata=about("计入满意的档数", "answers that count as satisfied")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Five falling values."""
        for name, scale in entries.items():
            if len(scale.values) != ANSWERS or list(scale.values) != sorted(
                set(scale.values), reverse=True
            ):
                yield Problem(
                    "rulebook.scale",
                    f"{name}.values",
                    str(scale.values),
                    Text("应为五个递减的值", "five falling values"),
                )
            if not 1 <= scale.satisfied < ANSWERS:
                expected = Text(f"应在 1 与 {ANSWERS - 1} 之间", f"between 1 and {ANSWERS - 1}")
                yield Problem("rulebook.scale", f"{name}.satisfied", str(scale.satisfied), expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class MainTrade(RuleEntry):
    """A main service trade (主要服务行业), whose users are asked each year.

    `code` is its section, division or class of GB/T 4754; a survey of a class within it is one of
    the trade.
    """

    section: ClassVar[str] = "main-trade"

    code: str = attrs.field(validator=check.filled(), metadata=about("行业代码", "trade code"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """No trade lies within another, so that a survey belongs to one."""
        for name, trade in entries.items():
            for other in entries.values():
                if trade is not other and other.code.startswith(trade.code):
                    expected = Text(f"与 {other.code} 重叠", f"apart from {other.code}")
                    yield Problem("rulebook.trade", f"{name}.code", trade.code, expected)
