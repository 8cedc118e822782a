"""How many facts a row of each table can change (数据行对事实的影响), where it is not there.

Whoever leaves a row away has at least so many facts less that count, or more that count as bad: the
law of silence rests on these numbers. See `qualitygov.subject.FactSpec`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from qualitygov.assessment.reported import Asked
from qualitygov.core.period import Period
from qualitygov.county.behind import Behind, words_of
from qualitygov.plan.condition import fulfills
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject import CountyView, FactSpec, TableSpec, Weight
from qualitygov.subject.rounds import rounds_within


@attrs.frozen
class Weighed:
    """What a row of a table can change of the facts asked for (数据行对事实的影响).

    One that is not there takes away so many facts as it `brings`, one that could not be read as
    many as `refused` says, and either may be against up to `spoils` facts that stand without it.
    Where it is `planned`, a missing fact may stand in its place.
    """

    brings: int = 0
    refused: int = 0
    spoils: int = 0
    planned: bool = False

    def or_(self, other: Weighed) -> Weighed:
        """The greater of both, number by number."""
        return Weighed(
            max(self.brings, other.brings),
            max(self.refused, other.refused),
            max(self.spoils, other.spoils),
            self.planned or other.planned,
        )


Tables = Iterator[tuple[TableSpec[Any], Weighed]]


def _alike(count: int) -> Weighed:
    return Weighed(count, count)


class Weighing:
    """What the rows of the tables behind some facts weigh (事实所依各表的影响)."""

    def __init__(self, view: CountyView, context: Context) -> None:
        self.view, self.context = view, context
        self.behind, self.duties = Behind(view.data.subjects), context.rules.entries(DutyRule)
        self.found: dict[tuple[Asked, Period], Mapping[TableSpec[Any], Weighed]] = {}

    def owed(self, asked: Asked) -> tuple[DutyRule, ...]:
        """Return the rules of the duties that are asked for (所问应办事项规则)."""
        return tuple(self.duties[word] for word in sorted(words_of(asked)) if word in self.duties)

    def tables(self, asked: Asked, period: Period) -> Mapping[TableSpec[Any], Weighed]:
        """Return the tables behind some facts (事实所依各表), each with what a row weighs.

        Those that a rule names, the subject's, those of duties, and the child tables of them all.
        """
        key = asked, period
        if key not in self.found:
            found: dict[TableSpec[Any], Weighed] = {}
            for spec, weighs in self._behind(asked, period):
                found[spec] = weighs.or_(found.get(spec, Weighed()))
            self.found[key] = found
        return self.found[key]

    def _behind(self, asked: Asked, period: Period) -> Tables:
        found = self.behind.of(asked, self.duties)
        shows = _alike(0 if asked.counted == "standings" else 1)
        for spec in found.named:
            yield from ((one, _alike(1)) for one in (spec, *spec.subtables))
        yield from self._owing(asked, found.owers, period)
        for spec in found.deeds:
            yield from ((one, shows) for one in (spec, *spec.subtables))
        if found.deeds:
            for rule in self.owed(asked):
                weights = self.behind.weights_of_deeds(rule)
                yield from self._weighed(weights, found.deeds, asked, shows)
        facts = self.behind.facts.get(asked.facts)
        if facts is not None and found.facts:
            yield from self._of_facts(facts, found.facts, asked, shows)

    def _owing(self, asked: Asked, specs: Iterable[TableSpec[Any]], period: Period) -> Tables:
        """Who owes duties owes each of them in every round: so many facts go with its row."""
        rules = [rule for rule in self.owed(asked) if rule.unit_kinds]
        rounds = sum(rounds_within(rule, period) if rule.every else 1 for rule in rules)
        facts = min(rounds, 1) if asked.counted == "things" else rounds
        yield from ((spec, _alike(facts)) for spec in specs)

    def _of_facts(
        self,
        facts: FactSpec,
        specs: Iterable[TableSpec[Any]],
        asked: Asked,
        shows: Weighed,
    ) -> Tables:
        words = words_of(asked)
        begun = facts.begun and (not words or words & {*facts.begun})
        shown = () if begun else facts.shown_by
        given, brought = [*specs], self._brought(facts, asked)
        for spec in given:
            if all(weight.table != spec.name for weight in facts.weights):
                own = shows if spec in shown else _alike(brought)
                yield spec, attrs.evolve(own, planned=spec in facts.planned)
            yield from ((child, shows) for child in spec.subtables)
        yield from self._weighed(facts.weights, given, asked, shows, facts=facts)

    def _weighed(
        self,
        weights: Iterable[Weight],
        specs: Iterable[TableSpec[Any]],
        asked: Asked,
        shows: Weighed,
        *,
        facts: FactSpec | None = None,
    ) -> Tables:
        """The tables of which a subject says itself what a row can change."""
        every = {one.name: one for spec in specs for one in (spec, *spec.subtables)}
        words = words_of(asked)
        for weight in weights:
            if words and weight.duties and not words & {*weight.duties}:
                continue
            most = _at_most(weight.brings, asked, duties=weight.duties)
            brings = refused = max(most, shows.brings)
            spoils = weight.spoils
            if facts is not None and spoils is None:
                spoils = self._most_per(facts, asked, every_one=True)
            elif facts is not None and (weight.brings or not spoils):
                refused = max(self._brought(facts, asked), brings)
            yield every[weight.table], Weighed(brings, refused, spoils or 0)

    def _brought(self, facts: FactSpec, asked: Asked) -> int:
        """How many facts a row brings at most, by what is asked and by what the others bring."""
        if asked.counted == "things" or facts.per is None:
            return 1
        return max(_at_most(facts.most, asked), self._most_per(facts, asked), 1)

    def _most_per(self, facts: FactSpec, asked: Asked, *, every_one: bool = False) -> int:
        """The most facts that one row brought of those that are there."""
        per = facts.per
        if per is None:
            return 1
        rows = self.view.once(facts.make, self.context)
        counts = Counter(
            getattr(row, per) for row in rows if every_one or fulfills(row, asked.where)
        )
        return max((count for key, count in counts.items() if key is not None), default=1)


def _at_most(count: int, asked: Asked, *, duties: tuple[str, ...] = ()) -> int:
    """What a row brings at most: one fact of each duty that is asked for, and of things one.

    Of `duties` for which it is said by themselves it is as it is said.
    """
    if asked.counted == "things":
        return min(count, 1)
    words = frozenset() if duties else words_of(asked)
    return min(count, len(words)) if words else count
