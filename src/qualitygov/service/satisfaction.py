"""Satisfaction of users (用户满意度). Clause 2.2.4.b; GB/T 19038-2009, GB/T 19039-2009.

Two numbers go by the name: the *share* of satisfied answers (满意率) and the *index* of the answers'
worth (满意度). They differ enough to change a verdict, so both are computed and neither is called by
the other's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.service import SatisfactionScale
from qualitygov.service.entities import SatisfactionSurvey


def _scale(context: Context) -> SatisfactionScale:
    """The scale in use on the day of evaluation, one for all surveys that are compared."""
    return context.rules.entry(SatisfactionScale, context.rules.choice("service.scale"))


@clauses("2.2.4.b")
def satisfied_share(survey: SatisfactionSurvey, context: Context) -> Rate:
    """Return the share of satisfied answers among the valid ones (满意率)."""
    return Rate(sum(survey.answers[: _scale(context).satisfied]), survey.valid)


@clauses("2.2.4.b")
def satisfaction_index(survey: SatisfactionSurvey, context: Context) -> Rate:
    """Return the mean worth of the valid answers (满意度指数), 0 to 100, exact.

    Undefined without answers.
    """
    worth = _scale(context).values
    total = sum(count * value for count, value in zip(survey.answers, worth, strict=True))
    return Rate(total, survey.valid)


def weighted_index(indices: Mapping[str, Rate], weights: Mapping[str, Rate]) -> Rate:
    """Return the index over trades by weights that add up to one (加权满意度).

    Raises `FieldError` otherwise.

    >>> indices = {"H": Rate(80, 1), "F": Rate(70, 1)}
    >>> weighted_index(indices, {"H": Rate.of("0.4"), "F": Rate.of("0.6")})
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
