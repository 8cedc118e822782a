"""Compiling the rules of credit for one context (编译信用评分计划).

What a record weighs is a table of cells: one row for each kind, severity and stretch of days of the
act, with boundary days, points and the group whose cap holds. Windows become boundary days, fading
weights are multiplied out and versions laid over one another (`versions`), so that for one
enterprise the table is a dictionary (`evaluate`) and for whole tables a join (`frame`), and neither
holds a number of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import attrs

from qualitygov.core.periods import Term
from qualitygov.credit.cells import Cell, GradePlan, KindPlan, Path, Profile, RepeatPlan, Stretch
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.laid import Row, kinds_laid, rule_in
from qualitygov.credit.standing import Excluded, appealed_at, reason_at
from qualitygov.credit.versions import (
    merged,
    refuse,
    scales_of,
    shortest,
    stretches_of,
)
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditGrade, CreditRule
from qualitygov.text import Text

DAY_COLUMNS: Mapping[str, str] = {
    "decided": "decided_on",
    "happened": "happened_on",
    "known": "known_on",
}
"""The column from which a window runs, by the parameter ``credit.counts-from``."""

ACT = "happened_on"
"""The column that says on which day the act was done, and so which version of a rule decides."""


@attrs.frozen(eq=False, slots=False)
class CreditPlan:
    """The rules of credit in one context, ready to evaluate (信用评分计划); grades best first.

    `words` are the kinds of record that the rulebook knows on any day, with their severities. Two
    plans of one
    context are equal.
    """

    context: Context
    counts_from: str
    base: int
    floor: int
    ceiling: int
    bonus_cap: int
    listed_grade: str
    grades: tuple[GradePlan, ...]
    kinds: Mapping[str, KindPlan]
    cells: Mapping[tuple[str, str], Cell]
    ranks: Mapping[str, int]
    words: Mapping[str, frozenset[str]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CreditPlan):
            return NotImplemented
        return self is other or self.context == other.context

    def __hash__(self) -> int:
        return hash(self.context)

    def __reduce__(self) -> tuple[Any, ...]:
        return compile_credit, (self.context,)

    @property
    def day_column(self) -> str:
        """The column from which a window runs."""
        return DAY_COLUMNS[self.counts_from]

    @cached_property
    def table(self) -> tuple[Cell, ...]:
        """Every row of the table of cells, by number."""
        rows = (row for cell in self.cells.values() for row in _chain(cell))
        return tuple(sorted(rows, key=lambda cell: cell.number))

    @cached_property
    def divided(self) -> bool:
        """Whether more than one version of a rule stands in the table."""
        return any(
            row.later is not None or row.first > date.min or row.last < date.max
            for row in self.cells.values()
        )

    @cached_property
    def reason_of(self) -> Callable[[CreditRecord], Excluded | None]:
        """Why a record does not count, as a function of the record."""
        return reason_at(self.context)

    @cached_property
    def day_of(self) -> Callable[[CreditRecord], date]:
        """The day from which a record's window runs, as a function of the record."""
        return attrgetter(self.day_column)

    @cached_property
    def appealed(self) -> Callable[[CreditRecord], bool]:
        """Whether a record is under appeal, as a function of the record."""
        return appealed_at(self.context)

    @cached_property
    def turns(self) -> dict[tuple[Cell | None, str], frozenset[Term]]:
        """After which terms records weigh otherwise that was worked out, by cell and kind."""
        return {}

    @cached_property
    def step_ends(self) -> dict[tuple[date, int, frozenset[int]], date | None]:
        """The days on which steps end that were worked out before, by day, cell and repetition."""
        return {}

    @cached_property
    def unsigned(self) -> tuple[str, ...]:
        """The rules that weigh nothing since nobody verified them, in order."""
        found = {(row.kind.kind, row.severity) for row in self.table if row.unsigned}
        return tuple(f"credit-rule.{kind}.{severity}" for kind, severity in sorted(found))

    def of_kind(self, kind: str) -> tuple[Cell, ...]:
        """Return the rows of one kind (某类计分单元)."""
        return tuple(cell for cell in self.table if cell.kind.kind == kind)

    def cell_of(self, kind: str, severity: str, act: date) -> Cell | None:
        """Return the cell of a record (记录的计分单元).

        None for words the rulebook lacks, and for an act that no rule covered on its day.
        """
        cell = self.cells.get((kind, severity))
        return None if cell is None else cell.on(act)

    def place_of(self, score: int) -> int:
        """Return the place of the grade that a score in thousandths earns (按分定级), 0 the best."""
        place, last = 0, len(self.lows) - 1
        while place < last and score < self.lows[place]:
            place += 1
        return place

    def grade_of(self, score: int) -> str:
        """Return the grade that a score in thousandths earns (按分定级)."""
        return self.grades[self.place_of(score)].id

    @cached_property
    def lows(self) -> tuple[int, ...]:
        """The lowest score of each grade."""
        return tuple(grade.low for grade in self.grades)

    def rank_of(self, grade: str) -> int:
        """Return the place of a grade, 0 the best (等级次序); raises `RulebookError` for another."""
        if grade in self.ranks:
            return self.ranks[grade]
        raise _no_grade("credit-grade", grade, self.ranks)


def _chain(cell: Cell) -> Iterator[Cell]:
    row: Cell | None = cell
    while row is not None:
        yield row
        row = row.later


def _no_grade(path: str, grade: str, grades: Iterable[str]) -> RulebookError:
    names = list(grades)
    expected = Text(f"应为下列之一：{'、'.join(names)}", f"one of: {', '.join(names)}")
    return RulebookError([Problem("credit.grade", path, grade, expected)])


def _verified(rule: CreditRule, stretches: Sequence[Stretch]) -> CreditRule:
    """The version that says how records of a kind are added up: the last one that is verified."""
    found = (rule_in(one, rule.id) for one in reversed(stretches))
    return next((one for one in found if one is not None and not one.unsigned), rule)


def _places(row: Row, field: str, ranks: Mapping[str, int]) -> int | None:
    """The mildest grade that all versions force; one that the grades no longer have is left out."""
    named: list[str | None] = [getattr(version, field) for version in row.versions]
    if None in named:
        return None
    return min((ranks[name] for name in named if name is not None and name in ranks), default=None)


def _heavy(row: Row, ranks: Mapping[str, int]) -> int | None:
    """The mildest grade that a heavier penalty brings by all versions."""
    named = [[version.forced, version.heavy] for version in row.versions]
    worst = [
        max((ranks[g] for g in one if g is not None and g in ranks), default=None) for one in named
    ]
    found = [place for place in worst if place is not None]
    return min(found) if found and len(found) == len(worst) else None


def _cell(
    row: Row,
    kind: KindPlan,
    laid: tuple[tuple[Profile, ...], _Merged],
    ranks: Mapping[str, int],
    *,
    number: int,
    later: Cell | None,
) -> Cell:
    profiles, (days, paths) = laid
    matters = kind.matters(days)
    bars = shortest(version.bar for version in row.versions if version.bar is not None)
    leasts = [version.least for version in row.versions if version.least is not None]
    return Cell(
        number=number,
        kind=kind,
        severity=row.severity,
        first=row.spell.first,
        last=row.spell.last,
        days=days,
        paths=paths,
        reach=matters if later is None else min(matters, later.reach),
        profiles=profiles,
        gravity=abs(row.own.points),
        least=max(leasts, default=None),
        forced=_places(row, "forced", ranks),
        heavy=_heavy(row, ranks),
        bars=bars,
        unsigned=row.unsigned,
        later=later,
    )


_Merged = tuple[tuple[date, ...], tuple[Path, ...]]


class _Compiler:
    """Makes the cells of all kinds, numbered in order."""

    def __init__(self, context: Context, stretches: tuple[Stretch, ...]) -> None:
        self.context, self.stretches = context, stretches
        self.laid = kinds_laid(stretches)
        self.entries = context.rules.entries(CreditRule)
        self.grades = grades_of(context)
        self.ranks = {grade.id: at for at, grade in enumerate(self.grades)}
        self.kinds: dict[str, KindPlan] = {}
        self.cells: dict[tuple[str, str], Cell] = {}
        self.count = itertools.count()

    def add(self, group: int, rule: CreditRule) -> None:
        """Add the cells of a kind."""
        laid = self.laid(rule)
        days = [self._merged(profiles) for _, profiles in laid.rows]
        self.kinds[rule.id] = kind = _kind(rule, group, laid.repeats, days, self.entries)
        for (row, profiles), one in reversed(list(zip(laid.rows, days, strict=True))):
            at = rule.id, row.severity
            number, later = next(self.count), self.cells.get(at)
            self.cells[at] = _cell(
                row, kind, (profiles, one), self.ranks, number=number, later=later
            )

    def _merged(self, profiles: tuple[Profile, ...]) -> _Merged:
        return merged(profiles, self.context.as_of) if profiles else ((), ())


def _kind(
    rule: CreditRule,
    group: int,
    repeats: tuple[RepeatPlan, ...],
    merged_rows: Sequence[_Merged],
    known: Iterable[str],
) -> KindPlan:
    since = min((days[-1] for days, _ in merged_rows if days), default=date.max)
    return KindPlan(
        kind=rule.id,
        group=group,
        merit=rule.merit,
        highest=rule.combine == "highest",
        cap=None if rule.cap is None else rule.cap.thousandths,
        repeats=repeats,
        min_count=rule.min_count,
        unless=frozenset(rule.unless_kinds) & frozenset(known),
        conditional=rule.min_count > 1 or bool(rule.unless_kinds),
        since=since,
        reach=min((one.reach(since) for one in repeats), default=since),
        label=rule.label,
        source=rule.source,
        clause=rule.clause,
        basis=rule.basis,
    )


def grades_of(context: Context) -> list[CreditGrade]:
    """Return the grades in force, the best first (等级)."""
    grades = context.rules.entries(CreditGrade).values()
    return sorted(grades, key=lambda grade: grade.low, reverse=True)


def compile_credit(context: Context, stretches: Sequence[Stretch] = ()) -> CreditPlan:
    """Compile the rules of credit for a context (编译).

    `stretches` are the versions of the rules in order of the days of the act on which each decides;
    by default those of the rulebook up to `as_of`. Caps, grades and bounds are those in force on
    `as_of`. Raises `RulebookError` for rules that do not fit together.
    """
    compiler = _Compiler(context, tuple(stretches) or stretches_of(context))
    for group, (_, rule) in enumerate(sorted(compiler.entries.items())):
        compiler.add(group, _verified(rule, compiler.stretches))
    return _with_bounds(context, compiler)


def _with_bounds(context: Context, compiler: _Compiler) -> CreditPlan:
    rules, ranks = context.rules, compiler.ranks
    floor, ceiling = rules.points("credit.floor"), rules.points("credit.ceiling")
    if floor > ceiling:
        raise refuse(
            "parameter.credit.floor",
            floor,
            f"最低分不得高于最高分 {ceiling}",
            f"the floor may not lie above the ceiling, {ceiling}",
        )
    listed = rules.choice("credit.listed-grade")
    named = {"parameter.credit.listed-grade": listed} | {
        f"credit-rule.{name}.forces.grade": rule.forces.grade
        for name, rule in compiler.entries.items()
        if rule.forces is not None
    }
    for path, grade in named.items():
        if grade not in ranks:
            raise _no_grade(path, grade, ranks)
    return CreditPlan(
        context=context,
        counts_from=rules.choice("credit.counts-from"),
        base=rules.points("credit.base").thousandths,
        floor=floor.thousandths,
        ceiling=ceiling.thousandths,
        bonus_cap=rules.points("credit.bonus-cap").thousandths,
        listed_grade=listed,
        grades=tuple(
            GradePlan(grade.id, grade.low.thousandths, grade.label) for grade in compiler.grades
        ),
        kinds=compiler.kinds,
        cells=compiler.cells,
        ranks=ranks,
        words={name: frozenset(scale) for name, scale in scales_of(context.rulebook).items()},
    )
