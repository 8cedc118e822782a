"""Which tables of data stand behind facts (事实所依数据表), as the subjects declare it.

Known without any data; what was reported of each of them `qualitygov.county.facts` finds out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qualitygov.assessment.reported import Asked
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject import Subject, TableSpec

Specs = tuple[TableSpec[Any], ...]


class Behind:
    """The tables of data behind the facts, deeds and owers of some subjects (所依数据表)."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        given = tuple(subjects)
        self.tables = {spec.name: spec for one in given for spec in one.tables}
        self.facts = {spec.name: spec.rests_on for one in given for spec in one.facts}
        self.deeds = {spec.name: spec.rests_on for one in given for spec in one.duties}
        self.owers = {spec.name: spec.rests_on for one in given for spec in one.owers}

    def of(self, asked: Asked, duties: Mapping[str, DutyRule]) -> Specs:
        """Return the tables behind some facts (事实所依数据表).

        Those a rule names, else the subject's and those of duties. `duties` are those in force,
        which the facts may name.
        """
        if asked.tables:
            return tuple(self.tables[name] for name in asked.tables if name in self.tables)
        found = {spec.name: spec for spec in self.facts.get(asked.facts, ())}
        words = next((one.words for one in asked.where if one.column == "duty"), None) or ()
        for rule in (duties[word] for word in sorted(words) if word in duties):
            found |= {spec.name: spec for spec in self.of_duty(rule)}
        return tuple(found.values())

    def of_duty(self, rule: DutyRule) -> Specs:
        """Return the tables that show who owes a duty and who did it (应办事项所依数据表)."""
        return (*self.deeds.get(rule.by or "", ()), *self._owing(rule.unit_kinds))

    def _owing(self, kinds: Iterable[str]) -> Iterator[TableSpec[Any]]:
        for kind in kinds:
            yield from self.owers.get(kind, ())
