"""Satisfaction of users (用户满意度). Clause 2.2.4.b; GB/T 19038-2009, GB/T 19039-2009.

Two numbers go by the name: the *share* of satisfied answers (满意率) and the *index* of the answers'
worth (满意度). They differ enough to change a verdict, so both are computed and neither is called by
the other's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.service import SatisfactionScale
from qualitygov.rulebook.rules import Rules

__all__ = [
    "SatisfactionSurvey",
    "SurveyFact",
    "satisfaction_index",
    "satisfied_share",
    "survey_facts",
    "weighted_index",
]

_COUNT = check.at_least(0)


@clauses("2.2.4.b")
@attrs.frozen(kw_only=True)
class SatisfactionSurvey:
    """Survey of users of one service trade (用户满意度调查): how many gave each answer.

    `trade` is a section or division of GB/T 4754; "don't know" is kept and is in no denominator.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("调查编号", "survey id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    trade: str = attrs.field(validator=check.filled(), metadata=about("服务行业", "trade"))
    held_on: date = attrs.field(validator=check.day(), metadata=about("调查日期", "held on"))
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


def _scale(rules: Rules) -> SatisfactionScale:
    return rules.entry(SatisfactionScale, rules.choice("service.scale"))


@clauses("2.2.4.b")
def satisfied_share(survey: SatisfactionSurvey, rules: Rules) -> Rate:
    """Return the share of satisfied answers among the valid ones (满意率)."""
    return Rate(sum(survey.answers[: _scale(rules).satisfied]), survey.valid)


@clauses("2.2.4.b")
def satisfaction_index(survey: SatisfactionSurvey, rules: Rules) -> Rate:
    """Return the mean worth of the valid answers (满意度指数), 0 to 100, exact.

    Undefined without answers.
    """
    worth = _scale(rules).values
    return Rate(
        sum(count * value for count, value in zip(survey.answers, worth, strict=True)), survey.valid
    )


def weighted_index(indices: Mapping[str, Rate], weights: Mapping[str, Rate]) -> Rate:
    """Return the index over trades by weights that add up to one (加权满意度).

    Raises `FieldError` otherwise.

    >>> weighted_index({"H": Rate(80, 1), "F": Rate(70, 1)}, {"H": Rate.of("0.4"), "F": Rate.of("0.6")})
    Rate(74, 1)
    """
    total = sum((weight.fraction for weight in weights.values()), Fraction(0))
    if total != 1 or indices.keys() != weights.keys():
        raise bilingual(
            "service.weights",
            "各行业权重应一一对应且合计为 1",
            "one weight for each trade, and together one",
        )
    return Rate.of(
        sum((indices[trade].fraction * weights[trade].fraction for trade in indices), Fraction(0))
    )


@attrs.frozen
class SurveyFact:
    """One survey as indicators see it (满意度事实).

    `index_sum` is the worth of all its valid answers.
    """

    id: str
    town: str
    on: date
    trade: str
    satisfied: int
    valid: int
    index_sum: int


def survey_facts(
    surveys: Iterable[SatisfactionSurvey], rules: Rules, as_of: date
) -> tuple[SurveyFact, ...]:
    """Return the rows of the surveys held up to `as_of` (满意度事实行)."""
    return tuple(
        SurveyFact(
            s.id,
            s.town,
            s.held_on,
            s.trade,
            satisfied_share(s, rules).numerator,
            s.valid,
            satisfaction_index(s, rules).numerator,
        )
        for s in surveys
        if s.held_on <= as_of
    )
