"""Compiling the rules of credit for one moment (编译信用评分计划).

The only place of this subject that reads a rule.

Windows become boundary dates, fading weights are multiplied out, severities become ranks; the
evaluators for entities (`evaluate`) and for columns (`frame`) read the same plan and hold no number
of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from qualitygov.core.exact import Rate
from qualitygov.core.periods import Term, boundary
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.credit import CreditGrade, CreditRule, CreditWindow
from qualitygov.text import Text

__all__ = ["Cell", "CreditPlan", "KindPlan", "RepeatPlan", "compile_credit"]

Steps = tuple[tuple[date, int], ...]


@attrs.frozen
class Cell:
    """What a record of one kind and severity weighs (计分单元).

    `steps` are pairs (first day, thousandths), the latest first: a record that counts from this day
    or later weighs so much. `repeated` are the steps of a repetition. `terms` are the terms after
    which each step ends, for the outlook.
    """

    rank: int
    steps: Steps
    repeated: Steps
    terms: tuple[Term, ...]

    @property
    def since(self) -> date:
        """The earliest day from which a record still weighs."""
        return self.steps[-1][0]


@attrs.frozen
class RepeatPlan:
    """When a record repeats an earlier one (重复认定).

    Within `term` of it, or in the same calendar year.
    """

    from_rank: int
    term: Term | None
    same_category: bool


@attrs.frozen
class KindPlan:
    """One kind of record, compiled (记录类别计划)."""

    kind: str
    merit: bool
    highest: bool
    cap: int | None
    cells: Mapping[str, Cell]
    repeat: RepeatPlan | None
    forced_grade: str | None
    forced_rank: int | None
    forced_by_penalty: bool
    min_count: int
    unless: frozenset[str]
    min_measure: int | None
    label: Text
    source: str
    clause: str
    basis: Basis

    @property
    def since(self) -> date:
        """The earliest day from which any record of this kind still weighs."""
        return min(cell.since for cell in self.cells.values())

    def forces(self, rank: int, heavier_penalty: bool) -> bool:
        """Whether a record of this rank forces the grade (是否直接定级)."""
        return (self.forced_rank is not None and rank >= self.forced_rank) or (
            self.forced_by_penalty and heavier_penalty
        )


@attrs.frozen
class GradePlan:
    """One grade and the lowest score that earns it, in thousandths (等级)."""

    id: str
    low: int
    label: Text


@attrs.frozen(eq=False)
class CreditPlan:
    """The rules of credit at one moment, ready to evaluate (信用评分计划); grades stand best first."""

    context: Context
    counts_from: str
    base: int
    floor: int
    ceiling: int
    bonus_cap: int
    listed_grade: str
    grades: tuple[GradePlan, ...]
    kinds: Mapping[str, KindPlan]
    cells: Mapping[tuple[str, str], tuple[KindPlan, Cell]]
    ranks: Mapping[str, int]

    def grade_of(self, score: int) -> str:
        """Return the grade that a score in thousandths earns (按分定级)."""
        for grade in self.grades:
            if score >= grade.low:
                return grade.id
        return self.grades[-1].id

    def rank_of(self, grade: str) -> int:
        """Return the place of a grade, 0 the best (等级次序)."""
        if grade in self.ranks:
            return self.ranks[grade]
        expected = Text(
            "应为下列之一：" + "、".join(g.id for g in self.grades),
            "one of: " + ", ".join(g.id for g in self.grades),
        )
        raise RulebookError([Problem("credit.grade", "credit-grade", grade, expected)])


def _faded(points: int, weight: Rate, path: str) -> int:
    scaled, rest = divmod(points * weight.numerator, weight.denominator)
    if rest:
        expected = Text(
            "折减后的分值应为千分之一的整数倍", "points that stay whole thousandths when faded"
        )
        raise RulebookError([Problem("rulebook.faded", path, f"{points} x {weight}", expected)])
    return scaled


def _steps(
    points: int, window: CreditWindow, as_of: date, path: str
) -> tuple[Steps, tuple[Term, ...]]:
    last = boundary(as_of, window.length)
    if window.full is None:
        return ((last, points),), (window.length,)
    first = boundary(as_of, window.full)
    return ((first, points), (last, _faded(points, window.faded, path))), (
        window.full,
        window.length,
    )


def _kind(rule: CreditRule, windows: Mapping[str, CreditWindow], as_of: date) -> KindPlan:
    cells: dict[str, Cell] = {}
    repeat = rule.repeat
    from_rank = rule.scale.index(repeat.severity_from) if repeat else 0
    for rank, severity in enumerate(rule.scale):
        path = f"credit-rule.{rule.id}.points.{severity}"
        name = rule.windows[severity]
        if name not in windows:
            expected = Text("应为已有的期限", "a window that exists")
            raise RulebookError(
                [
                    Problem(
                        "rulebook.credit-rule",
                        f"credit-rule.{rule.id}.windows.{severity}",
                        name,
                        expected,
                    )
                ]
            )
        steps, terms = _steps(rule.points[severity].thousandths, windows[name], as_of, path)
        repeated = (
            _steps(repeat.points.thousandths, windows[name], as_of, path)[0]
            if repeat and rank >= from_rank
            else steps
        )
        cells[severity] = Cell(rank, steps, repeated, terms)
    forces = rule.forces
    return KindPlan(
        kind=rule.id,
        merit=rule.merit,
        highest=rule.combine == "highest",
        cap=None if rule.cap is None else rule.cap.thousandths,
        cells=cells,
        repeat=None if repeat is None else RepeatPlan(from_rank, repeat.term, repeat.same_category),
        forced_grade=None if forces is None else forces.grade,
        forced_rank=rule.scale.index(forces.severity_from)
        if forces and forces.severity_from
        else None,
        forced_by_penalty=forces is not None and forces.heavier_penalty,
        min_count=rule.min_count,
        unless=frozenset(rule.unless_kinds),
        min_measure=rule.min_measure,
        label=rule.label,
        source=rule.source,
        clause=rule.clause,
        basis=rule.basis,
    )


def compile_credit(context: Context) -> CreditPlan:
    """Compile the rules in force on the context's day (编译).

    Raises `RulebookError` for rules that do not fit together.
    """
    rules = context.rules
    windows = rules.entries(CreditWindow)
    kinds = {
        name: _kind(rule, windows, context.as_of)
        for name, rule in sorted(rules.entries(CreditRule).items())
    }
    grades = sorted(rules.entries(CreditGrade).values(), key=lambda grade: grade.low, reverse=True)
    return CreditPlan(
        context=context,
        counts_from=rules.choice("credit.counts-from"),
        base=rules.points("credit.base").thousandths,
        floor=rules.points("credit.floor").thousandths,
        ceiling=rules.points("credit.ceiling").thousandths,
        bonus_cap=rules.points("credit.bonus-cap").thousandths,
        listed_grade=rules.choice("credit.listed-grade"),
        grades=tuple(GradePlan(grade.id, grade.low.thousandths, grade.label) for grade in grades),
        kinds=kinds,
        cells={
            (kind.kind, severity): (kind, cell)
            for kind in kinds.values()
            for severity, cell in kind.cells.items()
        },
        ranks={grade.id: at for at, grade in enumerate(grades)},
    )
