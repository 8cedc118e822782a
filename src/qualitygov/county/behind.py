"""Which tables of data stand behind facts (事实所依数据表), as the subjects declare it.

Known without any data; what was reported of each of them `qualitygov.county.facts` finds out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from qualitygov.assessment.reported import Asked
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject import Subject, TableSpec, Weight

Specs = tuple[TableSpec[Any], ...]


def words_of(asked: Asked) -> frozenset[str]:
    """Return the duties that a condition names (条件所指应办事项)."""
    return next((one.words for one in asked.where if one.column == "duty"), None) or frozenset()


@attrs.frozen
class Source:
    """The tables behind some facts (事实所依数据表), by what each of them brings.

    `named` are those that a rule names, and then no other; `deeds` show what was done, `owers` who
    owes it, and `facts` are those of which the facts themselves are made.
    """

    named: Specs = ()
    deeds: Specs = ()
    facts: Specs = ()
    owers: Specs = ()

    @property
    def all(self) -> Specs:
        """Each of the tables, one time."""
        found = (*self.named, *self.facts, *self.deeds, *self.owers)
        return tuple({spec.name: spec for spec in found}.values())


class Behind:
    """The tables of data behind the facts, deeds and owers of some subjects (所依数据表)."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        given = tuple(subjects)
        self.tables = {spec.name: spec for one in given for spec in one.tables}
        self.facts = {spec.name: spec for one in given for spec in one.facts}
        self.deeds = {spec.name: spec for one in given for spec in one.duties}
        self.owers = {spec.name: spec.rests_on for one in given for spec in one.owers}

    def of(self, asked: Asked, duties: Mapping[str, DutyRule]) -> Source:
        """Return the tables behind some facts (事实所依数据表).

        `duties` are those in force, which the facts may name.
        """
        if asked.tables:
            return Source(named=tuple(self.tables[n] for n in asked.tables if n in self.tables))
        owed = [duties[word] for word in sorted(words_of(asked)) if word in duties]
        facts = self.facts.get(asked.facts)
        return Source(
            deeds=tuple(spec for rule in owed for spec in self._done(rule)),
            facts=() if facts is None else facts.rests_on,
            owers=tuple(spec for rule in owed for spec in self._owing(rule)),
        )

    def of_duty(self, rule: DutyRule) -> Specs:
        """Return the tables that show who owes a duty and who did it (应办事项所依数据表)."""
        return (*self._done(rule), *self._owing(rule))

    def _done(self, rule: DutyRule) -> Specs:
        found = self.deeds.get(rule.by or "")
        return () if found is None else found.rests_on

    def weights_of_deeds(self, rule: DutyRule) -> tuple[Weight, ...]:
        """Return what rows can change of the deeds that fulfill a duty (履职数据的影响)."""
        found = self.deeds.get(rule.by or "")
        return () if found is None else found.weights

    def _owing(self, rule: DutyRule) -> Specs:
        return tuple(spec for kind in rule.unit_kinds for spec in self.owers.get(kind, ()))
