"""The assessment of units and areas (单位、片区考核): targets and measures, item by item.

Clauses 3.1.2.a-b, 4.5.b.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.ranking import competition_ranks
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points, Rate
from qualitygov.core.result import Result
from qualitygov.governance import INSPECTIONS, TASKS, UNITS, Task, TaskState, task_status
from qualitygov.governance.entities import GovernanceUnit, InspectionVisit, UnitType
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import UnitItemRule
from qualitygov.subject import CountyView, DutyFact, Standing, duty_facts
from qualitygov.text import Language

NOTHING = Rate(0, 0)
HUNDRED = 100_000  # points in thousandths


@attrs.frozen(repr=False)
class UnitLine(Result):
    """One item of a unit (单位考核明细).

    The share reached, exact, and the points it earns; None where there is nothing to judge.
    """

    brief: ClassVar[tuple[str, ...]] = ("share", "points")

    item: UnitItemRule
    share: Rate
    points: Points | None

    def say(self, language: Language = "en") -> str:
        """Return the line as text."""
        label = self.item.label.say(language)
        if self.points is None:
            return f"–  {label}"
        return f"{self.points}/{self.item.points}  {label} ({self.share.percent()})"


@attrs.frozen(kw_only=True, repr=False)
class UnitAssessment(Result):
    """What a unit or area earned in a year (单位考核结果).

    Items that cannot be judged are left out and the rest scaled to 100.

    `score` and `grade` are None when less than the rulebook's least part can be judged; `rank` is
    among the town's units of its kind.
    """

    derived: ClassVar[tuple[str, ...]] = ("earned", "assessable")
    brief: ClassVar[tuple[str, ...]] = ("id", "year", "score", "grade", "rank")

    unit: GovernanceUnit
    year: int
    lines: tuple[UnitLine, ...]
    score: Points | None
    grade: str | None
    rank: int | None = None

    @property
    def id(self) -> str:
        """The unit's id."""
        return self.unit.id

    @property
    def earned(self) -> Points:
        """The points of the lines."""
        return sum((line.points for line in self.lines if line.points is not None), Points(0))

    @property
    def assessable(self) -> Points:
        """The points that could be judged."""
        return sum((line.item.points for line in self.lines if line.points is not None), Points(0))

    def say(self, language: Language = "en") -> str:
        """Return the result with its lines as text."""
        head = f"{self.unit.name}  {self.score or '–'}  {self.grade or '–'}"
        return "\n".join([head, *("  " + line.say(language) for line in self.lines)])


@attrs.frozen(kw_only=True)
class _Facts:
    """What is known of one unit in a year."""

    tasks: tuple[Task, ...]
    duties: tuple[DutyFact, ...]
    visits: tuple[InspectionVisit, ...]
    targets: Mapping[str, TargetResult]
    context: Context


def _targets(facts: _Facts, _: UnitItemRule) -> Rate:
    """Each quality alike.

    The mean over qualities of the targets met, of those that could be judged.
    """
    by_quality: dict[str, dict[str, bool]] = {}
    for task in facts.tasks:
        result = facts.targets.get(task.target)
        if result is not None and result.verdict in (Verdict.MET, Verdict.MISSED):
            by_quality.setdefault(task.quality.value, {})[task.target] = result.met
    shares = [Fraction(sum(met.values()), len(met)) for met in by_quality.values()]
    return Rate.of(sum(shares, Fraction(0)) / len(shares)) if shares else NOTHING


def _tasks_done(facts: _Facts, _: UnitItemRule) -> Rate:
    states = [task_status(task, facts.context).state for task in facts.tasks]
    over = [state for state in states if state is not TaskState.RUNNING]
    return Rate(sum(state is TaskState.DONE for state in over), len(over))


def _tasks_complete(facts: _Facts, _: UnitItemRule) -> Rate:
    return Rate(
        sum(not task.missing_on(facts.context.as_of) for task in facts.tasks), len(facts.tasks)
    )


def _duty(facts: _Facts, item: UnitItemRule) -> Rate:
    judged = (Standing.DONE.value, Standing.LATE.value, Standing.MISSING.value)
    found = [
        one.standing for one in facts.duties if one.duty in item.duties and one.standing in judged
    ]
    return Rate(found.count(Standing.DONE.value), len(found))


def _findings(facts: _Facts, _: UnitItemRule) -> Rate:
    issues = [issue for visit in facts.visits for issue in visit.issues]
    closed = sum(facts.context.happened(issue.closed_on) for issue in issues)
    return Rate(closed, len(issues))


_MEASURES: Mapping[str, Callable[[_Facts, UnitItemRule], Rate]] = {
    "targets": _targets,
    "tasks-done": _tasks_done,
    "tasks-complete": _tasks_complete,
    "duty": _duty,
    "findings": _findings,
}


def _line(item: UnitItemRule, facts: _Facts) -> UnitLine:
    share = _MEASURES[item.measure](facts, item)
    if not share.defined:
        return UnitLine(item, share, None)
    return UnitLine(
        item, share, Points(item.points.thousandths * share.numerator // share.denominator)
    )


def _assessed(
    plan: AssessmentPlan, unit: GovernanceUnit, lines: tuple[UnitLine, ...]
) -> UnitAssessment:
    made = UnitAssessment(unit=unit, year=plan.year, lines=lines, score=None, grade=None)
    full = made.assessable.thousandths
    if not full or Rate(full, HUNDRED) < plan.least_assessable:
        return made
    score = made.earned.thousandths * HUNDRED // full
    grade = next((band.id for band in plan.grades if score >= band.low), plan.grades[-1].id)
    return attrs.evolve(made, score=Points(score), grade=grade)


def _ranked(results: Iterable[UnitAssessment]) -> tuple[UnitAssessment, ...]:
    """Rank the units of each town and kind, ties sharing a rank."""
    groups: dict[tuple[str, UnitType], list[UnitAssessment]] = {}
    for result in results:
        groups.setdefault((result.unit.town, result.unit.kind), []).append(result)
    ranked: list[UnitAssessment] = []
    for _, group in sorted(groups.items()):
        scored = sorted(
            (r for r in group if r.score is not None), key=lambda r: (-_thousandths(r), r.unit.id)
        )
        ranks = competition_ranks([_thousandths(result) for result in scored])
        ranked += [
            attrs.evolve(result, rank=rank) for result, rank in zip(scored, ranks, strict=True)
        ]
        ranked += sorted((r for r in group if r.score is None), key=lambda r: r.unit.id)
    return tuple(ranked)


def _thousandths(result: UnitAssessment) -> int:
    assert result.score is not None
    return result.score.thousandths


def _by(column: str, rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        name = getattr(row, column)
        if name is not None:
            found.setdefault(name, []).append(row)
    return found


@clauses("3.1.2.a", "3.1.2.b", "4.5.b")
def assess_units(
    plan: AssessmentPlan, view: CountyView, towns: Iterable[TownAssessment]
) -> tuple[UnitAssessment, ...]:
    """Assess every unit and area of every town (单位、片区考核), ranked within its town and kind.

    The targets part rests on the towns' own results, so that no unit is better than what its town
    reached.
    """
    context, period = plan.context, plan.period
    items = list(plan.rules.entries(UnitItemRule).values())
    results = {town.town: town.targets for town in towns}
    duties = _by("unit", (s for s in view.once(duty_facts, context) if s.on in period))
    tasks = _by("unit", (t for t in view.known(TASKS, context) if t.year == plan.year))
    visits = _by("unit", (v for v in view.known(INSPECTIONS, context) if v.held_on in period))
    assessed = []
    for unit in view.known(UNITS, context):
        owing = unit.kind in (UnitType.DEPARTMENT, UnitType.AREA)
        if owing and unit.there(plan.as_of) and unit.town in results:
            facts = _Facts(
                tasks=tuple(tasks.get(unit.id, ())),
                duties=tuple(duties.get(unit.id, ())),
                visits=tuple(visits.get(unit.id, ())),
                targets=results[unit.town],
                context=context,
            )
            assessed.append(_assessed(plan, unit, tuple(_line(item, facts) for item in items)))
    return _ranked(assessed)
