"""Facts of service quality (服务质量信息): surveys of users and of the public.

Clauses 2.2.4, 2.2.b, 3.1.4.c.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual

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
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
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


class SurveySubject(Vocabulary):
    """What the public was asked about (群众调查内容)."""

    AWARENESS = "awareness", "质量意识", "awareness of quality"
    QUALITY = "quality", "质量环境", "quality around them"
    REPUTE = "repute", "乡镇知名度", "how well the town is known"
    WELL_BEING = "well-being", "生活幸福感", "well-being"


@clauses("2.2.b", "3.1.4.c", "4.1.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class PublicSurvey:
    """Survey of the public (群众质量调查): how many answers were good, and how many bad.

    Of awareness, `good` counts those who are aware of quality; of the quality around them, those
    who praise it, and `bad` those who are dissatisfied; of repute and well-being, those who know
    the town and those who are content. The rest of the `valid` answers is neither.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("调查编号", "survey id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    subject: SurveySubject = attrs.field(metadata=about("调查内容", "subject"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("调查日期", "held on", role="own")
    )
    valid: int = attrs.field(validator=_COUNT, metadata=about("有效答卷", "valid answers"))
    good: int = attrs.field(validator=_COUNT, metadata=about("知晓或赞誉", "aware or praising"))
    bad: int = attrs.field(default=0, validator=_COUNT, metadata=about("不满意", "dissatisfied"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        if self.good + self.bad > self.valid:
            raise bilingual("survey.counts", "答卷数多于有效答卷", "more answers than valid ones")
