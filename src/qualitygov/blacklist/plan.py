"""Compiling the grounds for one moment (编译列入事由).

The only place of this subject's screening that reads a rule.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.periods import Term, boundary
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import GroundRule

__all__ = ["GroundPlan", "ScreenPlan", "compile_screen"]


@attrs.frozen
class GroundPlan:
    """One ground, compiled (事由计划).

    Records decided from `since` on count; `stood` is the last day of decision that has stood long
    enough.
    """

    rule: GroundRule
    kinds: frozenset[str]
    severities: frozenset[str]
    at_least: int
    since: date
    sequence: frozenset[str]
    same_category: bool
    standing_for: Term | None
    heavier_penalty: bool
    judged_grave: bool

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id


@attrs.frozen(eq=False)
class ScreenPlan:
    """All grounds in force at one moment (筛查计划)."""

    context: Context
    grounds: tuple[GroundPlan, ...]


def compile_screen(context: Context) -> ScreenPlan:
    """Compile the grounds in force on the context's day (编译)."""
    grounds = tuple(
        GroundPlan(
            rule=rule,
            kinds=frozenset(rule.kinds),
            severities=frozenset(rule.severities),
            at_least=rule.at_least,
            since=boundary(context.as_of, rule.within),
            sequence=frozenset(rule.sequence),
            same_category=rule.same_category,
            standing_for=rule.standing_for,
            heavier_penalty=rule.heavier_penalty,
            judged_grave=rule.judged_grave,
        )
        for _, rule in sorted(context.rules.entries(GroundRule).items())
    )
    return ScreenPlan(context, grounds)
