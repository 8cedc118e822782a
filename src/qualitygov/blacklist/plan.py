"""Compiling the grounds for one context (编译列入事由).

The only place of this subject's screening that reads a rule. What a record must be to count is one
condition, for rows and for columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from qualitygov.core.periods import Term, boundary
from qualitygov.credit.versions import scales_of
from qualitygov.errors import Problem, RulebookError
from qualitygov.plan.expr import Expr, all_of, flag, word
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import GroundRule
from qualitygov.text import Text


@attrs.frozen
class GroundPlan:
    """One ground, compiled (事由计划).

    Records that fulfill `matches` count. Of a ground that looks back, those decided from `since` on
    count now, and `within` is its term; of one that asks how long a record stands, `standing_for`
    is the term and `since` the first day of decision that has not stood long enough.
    """

    rule: GroundRule
    matches: Expr
    in_sequence: Expr | None
    at_least: int
    since: date
    within: Term | None
    same_category: bool
    standing_for: Term | None

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def term(self) -> Term:
        """The one term: how far the ground looks back, or how long a record has to stand."""
        return term_of(self.rule)


@attrs.frozen(eq=False, slots=False)
class ScreenPlan:
    """All grounds in force in one context (筛查计划); two plans of one context are equal."""

    context: Context
    grounds: tuple[GroundPlan, ...]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ScreenPlan):
            return NotImplemented
        return self is other or self.context == other.context

    def __hash__(self) -> int:
        return hash(self.context)

    def __reduce__(self) -> tuple[Any, ...]:
        return compile_screen, (self.context,)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Every kind of record that some ground looks at."""
        rules = [ground.rule for ground in self.grounds]
        return frozenset(kind for rule in rules for kind in (*rule.kinds, *rule.sequence))

    @cached_property
    def words(self) -> Mapping[str, frozenset[str] | None]:
        """The kinds of record that rules know, each with its severities; None where any will do."""
        scales = scales_of(self.context.rulebook)
        known = {kind: frozenset(scale) for kind, scale in scales.items()}
        return dict.fromkeys(self.kinds) | known


def _parts(rule: GroundRule) -> Iterator[Expr]:
    yield word("kind").one_of(rule.kinds)
    if rule.severities:
        yield word("severity").one_of(rule.severities)
    if rule.heavier_penalty:
        yield flag("heavier_penalty").compared("==", True)
    if rule.judged_grave:
        yield word("judged_grave_by").there()


def term_of(rule: GroundRule) -> Term:
    """Return the one term of a ground (事由期限); raises `RulebookError` where there is none."""
    term = rule.within if rule.standing_for is None else rule.standing_for
    if term is None:
        expected = Text("within 与 standing_for 应恰有一个", "one of within and standing_for")
        path = f"blacklist-ground.{rule.id}.within"
        raise RulebookError([Problem("rulebook.ground", path, "", expected)])
    return term


def _ground(rule: GroundRule, as_of: date) -> GroundPlan:
    sequence = word("kind").one_of(rule.sequence) if rule.sequence else None
    return GroundPlan(
        rule=rule,
        matches=all_of(_parts(rule)),
        in_sequence=sequence,
        at_least=rule.at_least,
        since=boundary(as_of, term_of(rule)),
        within=None if rule.standing_for is not None else rule.within,
        same_category=rule.same_category,
        standing_for=rule.standing_for,
    )


def compile_screen(context: Context) -> ScreenPlan:
    """Compile the grounds in force on the context's day (编译).

    Raises `RulebookError` for a ground without a term.
    """
    rules = sorted(context.rules.entries(GroundRule).items())
    return ScreenPlan(context, tuple(_ground(rule, context.as_of) for _, rule in rules))
