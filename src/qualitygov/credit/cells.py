"""The rows of the table by which records are scored (计分单元): cells, kinds, stretches and grades.

Compiled values only: windows are boundary days, points thousandths. `plan` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

import attrs

from qualitygov.core.exact import Rate
from qualitygov.core.periods import Term, boundary, within_term
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text


@attrs.frozen
class Stretch:
    """Days of the act on which one version of the rules decides (规则适用区间), both included."""

    first: date
    last: date
    rules: Rules


@attrs.frozen
class RepeatPlan:
    """When a record repeats an earlier one (重复认定).

    Within `term` of it, or in the same calendar year; both of one of these severities. With
    `more_than` the failings of the series also have to be more than this share of what was looked
    at: of themselves and of the unit's records of the kinds in `among`.
    """

    severities: frozenset[str]
    term: Term | None
    same_category: bool
    more_than: Rate | None
    among: frozenset[str]

    def reach(self, since: date) -> date:
        """The earliest day of a record that one from `since` on may repeat."""
        return since.replace(month=1, day=1) if self.term is None else boundary(since, self.term)

    def near(self, earlier: date, later: date) -> bool:
        """Whether a later day lies near enough to an earlier one."""
        if self.term is None:
            return earlier.year == later.year
        return within_term(earlier, later, self.term)


@attrs.frozen(eq=False)
class KindPlan:
    """One kind of record, compiled (记录类别计划): the group whose records are capped together.

    What the group comes to is decided by the rule of `as_of`; what each record weighs, by its cell.
    `repeats` are the ways in which versions of the rule recognize a repetition. `since` is the
    earliest day from which any record of the kind still weighs, `reach` that from which one
    matters, since a later one may repeat it.
    """

    kind: str
    group: int
    merit: bool
    highest: bool
    cap: int | None
    repeats: tuple[RepeatPlan, ...]
    min_count: int
    unless: frozenset[str]
    conditional: bool
    since: date
    reach: date
    label: Text
    source: Text
    clause: str
    basis: Basis

    def matters(self, days: tuple[date, ...]) -> date:
        """The earliest day from which a record of a cell with these boundary days matters."""
        if not days:
            return date.max
        return self.reach if self.repeats else days[-1]


@attrs.frozen
class Path:
    """What a record weighs by the versions that recognize a repetition alike (计分路径).

    `points` stand beside the days of the cell, `repeated` are those of a repetition; `repeat` is
    the number of the way in which it is recognized, None where nothing counts as one.
    """

    repeat: int | None
    points: tuple[int, ...]
    repeated: tuple[int, ...]


@attrs.frozen
class Profile:
    """What one version weighs a record by over time (单一版本的计分过程).

    `steps` are terms, the shortest first, each with the points and those of a repetition; `repeat`
    is as in a path.
    """

    repeat: int | None
    steps: tuple[tuple[Term, int, int], ...]

    def weight(self, start: date, on: date, repeating: frozenset[int]) -> int | None:
        """Return what a record that counts from `start` weighs on a day, None once it has ended."""
        for term, once, again in self.steps:
            if within_term(start, on, term):
                return again if self.repeat in repeating else once
        return None


@attrs.frozen(eq=False)
class Cell:
    """What a record of one kind and severity weighs (计分单元): one row of the table of cells.

    It holds for acts from `first` to `last`; `later` is the cell of the next stretch of days. A
    record that counts from one of its `days` or later, the latest first, weighs what stands beside
    that day in the mildest of the `paths`: the least by any version of the rules in force since the
    act. A record that counts from a day before `reach` matters nowhere, neither in this cell nor in
    those of later stretches. `profiles` are what the versions say one by one, `gravity` is what it
    weighs undiminished by the rule of the act's day. `forced` and `heavy` are the places of the
    grades that it, or a heavier penalty, brings. `bars` are the terms after the first of which an
    act is no longer held against anybody. An `unsigned` cell rests on a rule that nobody verified,
    and weighs nothing.
    """

    number: int
    kind: KindPlan
    severity: str
    first: date
    last: date
    days: tuple[date, ...]
    paths: tuple[Path, ...]
    reach: date
    profiles: tuple[Profile, ...]
    gravity: int
    least: int | None
    forced: int | None
    heavy: int | None
    bars: tuple[Term, ...]
    unsigned: bool
    later: Cell | None

    @property
    def since(self) -> date:
        """The earliest day from which a record still weighs; none ever does without days."""
        return self.days[-1] if self.days else date.max

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term after which the weight may change."""
        return tuple(dict.fromkeys(term for one in self.profiles for term, _, _ in one.steps))

    @property
    def matters(self) -> date:
        """The earliest day from which a record of this very cell matters."""
        return self.kind.matters(self.days)

    def on(self, act: date) -> Cell | None:
        """Return the cell for an act of this day, None when no version held on it (适用单元)."""
        cell: Cell | None = self
        while cell is not None and act > cell.last:
            cell = cell.later
        return cell if cell is not None and act >= cell.first else None

    def step_of(self, day: date) -> int | None:
        """Which step a record that counts from `day` is on, None when its window has ended."""
        for at, first in enumerate(self.days):
            if day >= first:
                return at
        return None

    def weight(self, step: int, repeating: frozenset[int]) -> tuple[int, bool]:
        """Return the least points on a step, and whether they are those of a repetition (计分)."""
        found = [
            (path.repeated[step], True) if path.repeat in repeating else (path.points[step], False)
            for path in self.paths
        ]
        return min(found, key=lambda one: abs(one[0]))

    def weight_on(self, start: date, on: date, repeating: frozenset[int]) -> int | None:
        """Return what a record that counts from `start` weighs on a day by these versions ."""
        found = [one.weight(start, on, repeating) for one in self.profiles]
        known = [points for points in found if points is not None]
        return min(known, key=abs) if len(known) == len(found) else None

    def place(self, *, heavier_penalty: bool) -> int | None:
        """Return the place of the grade that a record forces (直接定级), None where it forces none."""
        return self.heavy if heavier_penalty and self.heavy is not None else self.forced


@attrs.frozen(kw_only=True)
class RecordClass:
    """Records in which every rule of a book sees the same (记录类), as any one of them says it.

    Days that the scores of all days depend on are left out.
    """

    kind: str
    severity: str
    happened_on: date
    found_on: date
    measure: int | None
    heavier_penalty: bool

    @property
    def decided_on(self) -> date:
        """The day of decision, which no rule asks where it is known when the act was found."""
        return self.found_on

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Read a class from the file's metadata (读取记录类)."""
        days = {name: date.fromisoformat(told[name]) for name in ("happened_on", "found_on")}
        return cls(**{**told, **days})


@attrs.frozen
class GradePlan:
    """One grade and the lowest score that earns it, in thousandths (等级)."""

    id: str
    low: int
    label: Text
