"""Compiling the rules of credit for one context (编译信用评分计划).

The only place of this subject that reads a rule. What a record weighs is a table of cells: one row
for each kind, severity and stretch of days of the act, with boundary days, points and the group
whose cap holds. Windows become boundary days and fading weights are multiplied out, so that for one
enterprise the table is a dictionary (`evaluate`) and for whole tables a join (`frame`), and neither
holds a number of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import attrs

from qualitygov.core.exact import Rate
from qualitygov.core.periods import Term, boundary
from qualitygov.credit.cells import Cell, GradePlan, KindPlan, RepeatPlan, Steps, Stretch
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.standing import Excluded, appealed_at, reason_at
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditGrade, CreditRule, CreditWindow
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

    Two plans of one context are equal.
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
    def step_ends(self) -> dict[tuple[date, int, int], date | None]:
        """The days on which steps end that were worked out before, by day, cell and step."""
        return {}

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The kinds of record that the rules know, each with its severities."""
        return {
            kind: frozenset(cell.severity for cell in self.of_kind(kind)) for kind in self.kinds
        }

    def of_kind(self, kind: str) -> tuple[Cell, ...]:
        """Return the rows of one kind (某类计分单元)."""
        return tuple(cell for cell in self.table if cell.kind.kind == kind)

    def cell_of(self, kind: str, severity: str, act: date) -> Cell | None:
        """Return the cell of a record (记录的计分单元), None for words the rulebook lacks."""
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


def _refuse(path: str, found: object, zh: str, en: str) -> RulebookError:
    return RulebookError([Problem("rulebook.credit-rule", path, str(found), Text(zh, en))])


def _no_grade(path: str, grade: str, grades: Iterable[str]) -> RulebookError:
    names = list(grades)
    expected = Text(f"应为下列之一：{'、'.join(names)}", f"one of: {', '.join(names)}")
    return RulebookError([Problem("credit.grade", path, grade, expected)])


def _faded(points: int, weight: Rate, path: str) -> int:
    scaled, rest = divmod(points * weight.numerator, weight.denominator)
    if rest:
        expected = Text(
            "折减后的分值应为千分之一的整数倍", "points that stay whole thousandths when faded"
        )
        raise RulebookError([Problem("rulebook.faded", path, f"{points} x {weight}", expected)])
    return scaled


def _steps(points: int, window: CreditWindow, as_of: date, path: str) -> Steps:
    last = boundary(as_of, window.length)
    if window.full is None:
        return ((last, points),)
    first = boundary(as_of, window.full)
    return ((first, points), (last, _faded(points, window.faded, path)))


@attrs.frozen
class _Row:
    """A row of the table before it has its kind and its number."""

    severity: str
    rank: int
    stretch: Stretch
    steps: Steps
    repeated: Steps
    terms: tuple[Term, ...]


def _rows(rule: CreditRule, stretch: Stretch, as_of: date) -> Iterator[_Row]:
    """The rows that one version of a rule gives; a merit may not cost, a failing may not give."""
    windows = stretch.rules.entries(CreditWindow)
    repeat = rule.repeat
    if repeat is not None and repeat.severity_from not in rule.scale:
        path = f"credit-rule.{rule.id}.repeat.severity_from"
        raise _refuse(path, repeat.severity_from, "应为该类的程度", "a severity of the kind")
    from_rank = rule.scale.index(repeat.severity_from) if repeat else 0
    for rank, severity in enumerate(rule.scale):
        path = f"credit-rule.{rule.id}.points.{severity}"
        window = windows.get(rule.windows.get(severity, ""))
        if window is None:
            at, found = f"credit-rule.{rule.id}.windows.{severity}", rule.windows.get(severity, "")
            raise _refuse(at, found, "应为已有的期限", "a window that exists")
        points = rule.points[severity].thousandths
        steps = repeated = _steps(points, window, as_of, path)
        if repeat is not None and rank >= from_rank:
            repeated = _steps(repeat.points.thousandths, window, as_of, path)
        if any((value > 0) if not rule.merit else (value < 0) for _, value in (*steps, *repeated)):
            raise _refuse(path, points, "扣分应为负，加分应为正", "failings cost, merits give")
        terms = (window.length,) if window.full is None else (window.full, window.length)
        yield _Row(severity, rank, stretch, steps=steps, repeated=repeated, terms=terms)


def _kind(rule: CreditRule, group: int, rows: Sequence[_Row], known: Iterable[str]) -> KindPlan:
    repeat, forces = rule.repeat, rule.forces
    plan = None
    if repeat is not None:
        from_rank = rule.scale.index(repeat.severity_from)
        plan = RepeatPlan(from_rank, repeat.term, repeat.same_category)
    since = min(day for row in rows for day, _ in (*row.steps, *row.repeated))
    forced_from = forces.severity_from if forces else None
    return KindPlan(
        kind=rule.id,
        group=group,
        merit=rule.merit,
        highest=rule.combine == "highest",
        cap=None if rule.cap is None else rule.cap.thousandths,
        repeat=plan,
        forced_grade=None if forces is None else forces.grade,
        forced_rank=None if forced_from is None else rule.scale.index(forced_from),
        forced_by_penalty=forces is not None and forces.heavier_penalty,
        min_count=rule.min_count,
        unless=frozenset(rule.unless_kinds) & frozenset(known),
        min_measure=rule.min_measure,
        conditional=rule.min_count > 1 or bool(rule.unless_kinds),
        since=since,
        reach=since if plan is None else plan.reach(since),
        label=rule.label,
        source=rule.source,
        clause=rule.clause,
        basis=rule.basis,
    )


def _chained(kind: KindPlan, rows: Sequence[_Row], number: int) -> Cell:
    """The cells of one severity, the earliest first, each leading to the next."""
    cell: Cell | None = None
    for at, row in reversed(list(enumerate(rows))):
        cell = Cell(
            number=number + at,
            kind=kind,
            severity=row.severity,
            rank=row.rank,
            first=row.stretch.first,
            last=row.stretch.last,
            steps=row.steps,
            repeated=row.repeated,
            reach=kind.reach if kind.repeat is not None else _reach(row, cell),
            terms=row.terms,
            later=cell,
        )
    assert cell is not None
    return cell


def _reach(row: _Row, later: Cell | None) -> date:
    since = row.steps[-1][0]
    return since if later is None else min(since, later.reach)


def compile_credit(context: Context, stretches: Sequence[Stretch] = ()) -> CreditPlan:
    """Compile the rules in force on the context's day (编译).

    `stretches` are versions of the rules side by side, in order of the days of the act on which
    each decides; without them the rules in force on `as_of` decide for every act. Caps, grades and
    bounds are always those in force on `as_of`. Raises `RulebookError` for rules that do not fit
    together.
    """
    rules = context.rules
    versions = tuple(stretches) or (Stretch(date.min, date.max, rules),)
    entries = rules.entries(CreditRule)
    kinds: dict[str, KindPlan] = {}
    cells: dict[tuple[str, str], Cell] = {}
    number = 0
    for group, (name, rule) in enumerate(sorted(entries.items())):
        found = [
            row
            for version in versions
            if (own := version.rules.entries(CreditRule).get(name)) is not None
            for row in _rows(own, version, context.as_of)
        ]
        if not found:
            raise _refuse(
                f"credit-rule.{name}.scale", "", "至少应有一种程度", "one severity at least"
            )
        kinds[name] = kind = _kind(rule, group, found, entries)
        for severity in dict.fromkeys(row.severity for row in found):
            rows = [row for row in found if row.severity == severity]
            cells[name, severity] = _chained(kind, rows, number)
            number += len(rows)
    return _with_bounds(context, kinds, cells)


def _with_bounds(
    context: Context, kinds: Mapping[str, KindPlan], cells: Mapping[tuple[str, str], Cell]
) -> CreditPlan:
    rules = context.rules
    grades = sorted(rules.entries(CreditGrade).values(), key=lambda grade: grade.low, reverse=True)
    ranks = {grade.id: at for at, grade in enumerate(grades)}
    floor, ceiling = rules.points("credit.floor"), rules.points("credit.ceiling")
    if floor > ceiling:
        raise _refuse(
            "parameter.credit.floor",
            floor,
            f"最低分不得高于最高分 {ceiling}",
            f"the floor may not lie above the ceiling, {ceiling}",
        )
    listed = rules.choice("credit.listed-grade")
    named = {"parameter.credit.listed-grade": listed} | {
        f"credit-rule.{kind.kind}.forces.grade": kind.forced_grade
        for kind in kinds.values()
        if kind.forced_grade is not None
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
        grades=tuple(GradePlan(grade.id, grade.low.thousandths, grade.label) for grade in grades),
        kinds=kinds,
        cells=cells,
        ranks=ranks,
    )
