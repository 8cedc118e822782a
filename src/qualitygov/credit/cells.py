"""The rows of the table by which records are scored (计分单元): cells, kinds, stretches and grades.

Compiled values only: windows are boundary days, points thousandths. `plan` makes them.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.periods import Term, boundary
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

Steps = tuple[tuple[date, int], ...]
"""Pairs of a day and thousandths of a point, the latest day first."""


@attrs.frozen
class Stretch:
    """Days of the act on which one version of the rules decides (规则适用区间), both included."""

    first: date
    last: date
    rules: Rules


@attrs.frozen
class RepeatPlan:
    """When a record repeats an earlier one (重复认定).

    Within `term` of it, or in the same calendar year.
    """

    from_rank: int
    term: Term | None
    same_category: bool

    def reach(self, since: date) -> date:
        """The earliest day of a record that one from `since` on may repeat."""
        return since.replace(month=1, day=1) if self.term is None else boundary(since, self.term)


@attrs.frozen(eq=False)
class KindPlan:
    """One kind of record, compiled (记录类别计划): the group whose records are capped together.

    `since` is the earliest day from which any record of the kind still weighs, `reach` that from
    which one matters, since a later one may repeat it.
    """

    kind: str
    group: int
    merit: bool
    highest: bool
    cap: int | None
    repeat: RepeatPlan | None
    forced_grade: str | None
    forced_rank: int | None
    forced_by_penalty: bool
    min_count: int
    unless: frozenset[str]
    min_measure: int | None
    conditional: bool
    since: date
    reach: date
    label: Text
    source: str
    clause: str
    basis: Basis

    def forces(self, rank: int, heavier_penalty: bool) -> bool:
        """Whether a record of this rank forces the grade (是否直接定级)."""
        return (self.forced_rank is not None and rank >= self.forced_rank) or (
            self.forced_by_penalty and heavier_penalty
        )


@attrs.frozen(eq=False)
class Cell:
    """What a record of one kind and severity weighs (计分单元): one row of the table of cells.

    It holds for acts from `first` to `last`; `later` is the cell of the next stretch of days.
    `steps` are pairs (first day, thousandths), the latest first: a record that counts from this day
    or later weighs so much. `repeated` are the steps of a repetition. A record that counts from a
    day before `reach` matters nowhere, neither in this cell nor in those of later stretches.
    `terms` are the terms after which each step ends, for the outlook.
    """

    number: int
    kind: KindPlan
    severity: str
    rank: int
    first: date
    last: date
    steps: Steps
    repeated: Steps
    reach: date
    terms: tuple[Term, ...]
    later: Cell | None

    @property
    def since(self) -> date:
        """The earliest day from which a record still weighs."""
        return self.steps[-1][0]

    @property
    def matters(self) -> date:
        """The earliest day from which a record of this very cell matters."""
        return self.since if self.kind.repeat is None else self.kind.reach

    def on(self, act: date) -> Cell | None:
        """Return the cell for an act of this day, None when no version held on it (适用单元)."""
        cell: Cell | None = self
        while cell is not None and act > cell.last:
            cell = cell.later
        return cell if cell is not None and act >= cell.first else None


@attrs.frozen
class GradePlan:
    """One grade and the lowest score that earns it, in thousandths (等级)."""

    id: str
    low: int
    label: Text
