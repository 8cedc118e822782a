"""Facts of service quality (服务质量信息): surveys of users. Clause 2.2.4."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about

_COUNT = check.at_least(0)


@clauses("2.2.4.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SatisfactionSurvey:
    """Survey of users of one service trade (用户满意度调查): how many gave each answer.

    `trade` is a section or division of GB/T 4754; "don't know" is kept and is in no denominator.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("调查编号", "survey id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    trade: str = attrs.field(validator=check.filled(), metadata=about("服务行业", "trade"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("调查日期", "held on", role="own")
    )
    very_satisfied: int = attrs.field(validator=_COUNT, metadata=about("很满意", "very satisfied"))
    satisfied: int = attrs.field(validator=_COUNT, metadata=about("满意", "satisfied"))
    fair: int = attrs.field(validator=_COUNT, metadata=about("一般", "fair"))
    dissatisfied: int = attrs.field(validator=_COUNT, metadata=about("不满意", "dissatisfied"))
    very_dissatisfied: int = attrs.field(
        validator=_COUNT, metadata=about("很不满意", "very dissatisfied")
    )
    no_answer: int = attrs.field(
        default=0, validator=_COUNT, metadata=about("不清楚", "don't know")
    )

    @property
    def answers(self) -> tuple[int, ...]:
        """The five counts, from very satisfied to very dissatisfied."""
        return (
            self.very_satisfied,
            self.satisfied,
            self.fair,
            self.dissatisfied,
            self.very_dissatisfied,
        )

    @property
    def valid(self) -> int:
        """The number of valid answers."""
        return sum(self.answers)
