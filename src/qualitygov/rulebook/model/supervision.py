"""Rule entries of supervision (监管规则): how often, and how large a part, by credit grade and risk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Self

import attrs

from qualitygov.core import kinds
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.periods import Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SupervisionFrequency(RuleEntry):
    """How often units of a grade are visited, and what part of them is sampled (监管频次与抽查比例).

    The entry's id is the credit grade; `every` is the longest time from one visit to the next,
    `high_risk_every` the same for units that make or sell high-risk products; `share` the part of
    such units that a random draw of a year takes, at least; `began` the day on which supervision of
    this kind began, from which units that were never visited fall due.
    """

    section: ClassVar[str] = "supervision-frequency"

    every: Term = attrs.field(metadata=about("检查间隔", "longest time between visits"))
    high_risk_every: Term = attrs.field(metadata=about("高风险检查间隔", "the same at high risk"))
    began: date = attrs.field(metadata=about("监管起始日期", "supervision began"))
    share: Rate = attrs.field(metadata=about("抽查比例", "part drawn a year"))
    high_risk_share: Rate = attrs.field(metadata=about("高风险抽查比例", "the same at high risk"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A visit comes round, high risk not later than low; shares lie within 0 and 1."""
        for name, rule in entries.items():
            if not 0 < rule.high_risk_every.total_months <= rule.every.total_months:
                expected = Text(
                    "间隔应为正，高风险不长于一般",
                    "above 0, and at high risk no longer than otherwise",
                )
                yield Problem(
                    "rulebook.supervision",
                    f"{name}.high_risk_every",
                    str(rule.high_risk_every),
                    expected,
                )
            if not Rate(0, 1) <= rule.share <= rule.high_risk_share <= Rate(1, 1):
                expected = Text(
                    "比例在 0 与 1 之间，高风险不低于一般",
                    "within 0 and 1, and at high risk no smaller than otherwise",
                )
                yield Problem(
                    "rulebook.supervision",
                    f"{name}.high_risk_share",
                    str(rule.high_risk_share.fraction),
                    expected,
                )
