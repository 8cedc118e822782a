"""Compiling the grounds for one context (编译列入事由).

The only place of this subject's screening that reads a rule. What a record must be to count is one
condition, for rows and for columns. A ground arises by the rule in force on the day of the act, and
a milder later version applies: so a ground has to be there by every version in force since the
first act on which it rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from qualitygov.core.periods import Term, boundary
from qualitygov.credit.versions import Bar, bars_of, scales_of
from qualitygov.errors import Problem, RulebookError
from qualitygov.plan.expr import Expr, all_of, day, flag, word
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import GroundRule
from qualitygov.text import Text


@attrs.frozen
class Sight:
    """One version of a ground, for acts from a day on (事由的一个版本).

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
    def term(self) -> Term:
        """The one term: how far the ground looks back, or how long a record has to stand."""
        return term_of(self.rule)


@attrs.frozen
class Tier:
    """Acts from the first day of a version on (适用层级), seen by this version and each later one.

    The last sight is that of the version in force on `as_of`.
    """

    sights: tuple[Sight, ...]


@attrs.frozen
class GroundPlan:
    """One ground, compiled (事由计划): it is there if it is there in one of its tiers.

    `sources` are those of its versions, each with its first day.
    """

    rule: GroundRule
    tiers: tuple[Tier, ...]
    sources: tuple[tuple[date, Text], ...]

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def sights(self) -> tuple[Sight, ...]:
        """All sights of all tiers."""
        return tuple(sight for tier in self.tiers for sight in tier.sights)

    def source_on(self, day: date) -> Text:
        """Return the source of the version in force on a day (某日依据), that of the first before."""
        found = [source for first, source in self.sources if first <= day]
        return found[-1] if found else self.sources[0][1]

    @property
    def looked_at(self) -> frozenset[str]:
        """The kinds of record that some version looks at."""
        rules = [sight.rule for sight in self.sights]
        return frozenset(kind for rule in rules for kind in rule.sequence or rule.kinds)


@attrs.frozen(eq=False, slots=False)
class ScreenPlan:
    """All grounds in force in one context (筛查计划); two plans of one context are equal.

    `unsigned` names the grounds whose rule nobody verified yet: acts under it are left out.
    """

    context: Context
    grounds: tuple[GroundPlan, ...]
    unsigned: tuple[str, ...] = ()

    @cached_property
    def by_kinds(self) -> tuple[tuple[GroundPlan, frozenset[str]], ...]:
        """Each ground with the kinds of record without which it is never there."""
        return tuple(
            (ground, frozenset(kind for sight in ground.sights for kind in sight.rule.kinds))
            for ground in self.grounds
        )

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
        rules = [sight.rule for ground in self.grounds for sight in ground.sights]
        return frozenset(kind for rule in rules for kind in (*rule.kinds, *rule.sequence))

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The time bars of these kinds."""
        found = bars_of(self.context)
        own = (attrs.evolve(bar, kinds=bar.kinds & self.kinds) for bar in found)
        return tuple(bar for bar in own if bar.kinds)

    @cached_property
    def words(self) -> Mapping[str, frozenset[str] | None]:
        """The kinds of record that rules know, each with its severities; None where any will do."""
        scales = scales_of(self.context.rulebook)
        known = {kind: frozenset(scale) for kind, scale in scales.items()}
        return dict.fromkeys(self.kinds) | known


Span = tuple[date, date]


def _parts(rule: GroundRule, acts_from: date, without: Iterable[Span]) -> Iterator[Expr]:
    yield word("kind").one_of(rule.kinds)
    if rule.severities:
        yield word("severity").one_of(rule.severities)
    if rule.heavier_penalty:
        yield flag("heavier_penalty").compared("==", True)
    if rule.judged_grave:
        yield word("judged_grave_by").there()
    if rule.standing_for is None:
        yield day("happened_on").since(acts_from)
        for first, last in without:
            yield day("happened_on").before(first) | day("happened_on").after(last)


def term_of(rule: GroundRule) -> Term:
    """Return the one term of a ground (事由期限); raises `RulebookError` where there is none."""
    term = rule.within if rule.standing_for is None else rule.standing_for
    if term is None:
        expected = Text("within 与 standing_for 应恰有一个", "one of within and standing_for")
        path = f"blacklist-ground.{rule.id}.within"
        raise RulebookError([Problem("rulebook.ground", path, "", expected)])
    return term


def _sight(rule: GroundRule, acts_from: date, as_of: date, without: Sequence[Span]) -> Sight:
    sequence = word("kind").one_of(rule.sequence) if rule.sequence else None
    return Sight(
        rule=rule,
        matches=all_of(_parts(rule, acts_from, without)),
        in_sequence=sequence,
        at_least=rule.at_least,
        since=boundary(as_of, term_of(rule)),
        within=None if rule.standing_for is not None else rule.within,
        same_category=rule.same_category,
        standing_for=rule.standing_for,
    )


def _versions(name: str, context: Context) -> list[tuple[date, date, GroundRule]]:
    """The versions of a ground up to `as_of`, each with its days, since the last unknown one.

    No version sees an act that is older than itself: no ground cites a document that is younger.
    """
    found: list[tuple[date, date, GroundRule]] = []
    book, as_of = context.rulebook, context.as_of
    for first, last, entry in book.typed[GroundRule.section][name]:
        if first > as_of:
            break
        if not isinstance(entry, GroundRule):
            found = []
            continue
        found.append((first, last or date.max, entry))
    return found


def _ground(name: str, context: Context) -> GroundPlan | None:
    """The plan of a ground, None where nobody verified any version of it.

    What nobody verified neither makes a ground nor takes one away: acts of its days are no ground,
    and older ones are seen by the other versions.
    """
    versions = _versions(name, context)
    verified = [version for _, _, version in versions if not version.unsigned]
    if not verified:
        return None
    without = [(first, last) for first, last, version in versions if version.unsigned]
    tiers: list[Tier] = []
    known: list[Mapping[Any, GroundRule]] = []
    for at, (first, _, own) in enumerate(versions):
        later = [version for _, _, version in versions[at:] if not version.unsigned]
        ways = {_way(version): version for version in later}
        if own.unsigned or (known and known[-1].keys() == ways.keys()):
            continue  # what an earlier tier sees alike it sees for more acts
        if versions[-1][2].unsigned and any(one.standing_for is not None for one in later):
            continue  # it arises on a day on which nobody verified the rule
        known.append(ways)
        ordered = sorted(ways.values(), key=lambda version: version.valid_from)
        sights = (_sight(version, first, context.as_of, without) for version in ordered)
        tiers.append(Tier(tuple(sights)))
    sources = tuple((first, version.source) for first, _, version in versions)
    return GroundPlan(verified[-1], tuple(tiers), sources)


def _way(rule: GroundRule) -> tuple[Any, ...]:
    """What decides in a version of a ground, its source and its dates aside."""
    return (
        rule.kinds,
        rule.severities,
        rule.at_least,
        rule.within,
        rule.same_category,
        rule.sequence,
        rule.standing_for,
        rule.heavier_penalty,
        rule.judged_grave,
    )


def compile_screen(context: Context) -> ScreenPlan:
    """Compile the grounds in force on the context's day (编译).

    Raises `RulebookError` for a ground without a term.
    """
    rules = sorted(context.rules.entries(GroundRule).items())
    found = (_ground(name, context) for name, _ in rules)
    grounds = tuple(ground for ground in found if ground is not None)
    unsigned = tuple(f"blacklist-ground.{name}" for name, rule in rules if rule.unsigned)
    return ScreenPlan(context, grounds, unsigned)
