"""Rule entries of service quality (服务质量规则): scales of satisfaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

import attrs

from qualitygov.core import kinds
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
