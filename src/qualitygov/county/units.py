"""The assessment of units and areas (单位、片区考核): targets and measures, item by item.

An item is an indicator measured on the unit's own facts, with its bounds, as a town's is on the
town's. Clauses 3.1.2.a-b, 4.5.b.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.parts import OpenPart
from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.ranking import competition_ranks
from qualitygov.assessment.reported import Asked, Reported
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.said import said_grade, said_score
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points, Rate
from qualitygov.core.result import Result
from qualitygov.governance import TASKS, UNITS
from qualitygov.governance.entities import GovernanceUnit, UnitType
from qualitygov.rulebook.model.unit import UnitItemRule
from qualitygov.rulebook.remedies import review_of
from qualitygov.subject import CountyView
from qualitygov.text import Language, Text

NOTHING, NONE, FULL = Rate(0, 0), Rate(0, 1), Rate(1, 1)
HUNDRED = 100_000  # points in thousandths
JUDGED = frozenset({Verdict.MET, Verdict.MISSED})
MAY_BE_MET = frozenset({Verdict.OPEN, Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED})
Reached = Callable[[TargetResult], bool | None]


@attrs.frozen(kw_only=True, repr=False)
class UnitLine(Result):
    """One item of a unit (单位考核明细).

    The share reached now, exact, with its bounds, and the points it earns; None where there is
    nothing to judge. `measured` is the indicator on the unit's facts, None for its targets.
    """

    brief: ClassVar[tuple[str, ...]] = ("share", "points")

    item: UnitItemRule
    share: Rate
    lowest_share: Rate
    highest_share: Rate
    points: Points | None
    lowest: Points | None
    highest: Points | None
    measured: Measurement | None = None

    def say(self, language: Language = "en") -> str:
        """Return the line as text."""
        label = self.item.label.say(language)
        if self.lowest is None:
            return f"–  {label}"
        points = "–" if self.points is None else self.points
        bounds = "" if self.lowest == self.highest else f" [{self.lowest}–{self.highest}]"
        share = self.share.percent() if self.share.defined else "–"
        return f"{points}/{self.item.points}{bounds}  {label} ({share})"


@attrs.frozen(kw_only=True, repr=False)
class UnitAssessment(Result):
    """What a unit or area earned in a year (单位考核结果), with its bounds.

    Items that cannot be judged are left out and the rest scaled to 100. `score` and `grade` are
    None when less than the rulebook's least part can be judged; `rank` is among the town's units of
    its kind; `rank_between` and `grade_between` are the best and the worst that is still possible.
    `targets` are those of its tasks, as the town reached them; `unsettled` is what can still change
    the score.
    """

    derived: ClassVar[tuple[str, ...]] = ("earned", "assessable")
    brief: ClassVar[tuple[str, ...]] = ("id", "year", "score", "grade", "rank")

    unit: GovernanceUnit
    year: int
    lines: tuple[UnitLine, ...]
    score: Points | None
    lowest: Points | None
    highest: Points | None
    grade: str | None
    grade_between: tuple[str, str] | None
    remedies: Text
    rank: int | None = None
    rank_between: tuple[int, int] | None = None
    targets: tuple[str, ...] = ()
    unsettled: tuple[OpenPart, ...] = ()

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
        """Return the result with its lines and the remedies as text."""
        head = f"{self.unit.name}  {self.said_score}  {self.said_grade.say(language)}"
        rows = [*(line.say(language) for line in self.lines), self.remedies.say(language)]
        return "\n".join([head, *("  " + row for row in rows)])

    @property
    def said_score(self) -> str:
        """The score as a person reads it, with its bounds while something is open."""
        return said_score(self.score, self.lowest, self.highest)

    @property
    def said_grade(self) -> Text:
        """The grade as a person reads it: alone where it is final."""
        return said_grade(self.grade, self.grade_between)


def _of_targets(results: Iterable[TargetResult], reached: Reached) -> Rate:
    """Each quality alike: the mean over qualities of the targets reached, of those that count."""
    by_quality: dict[str, list[bool]] = {}
    for result in results:
        if (met := reached(result)) is not None:
            by_quality.setdefault(result.target.quality.value, []).append(met)
    shares = [Fraction(sum(reached), len(reached)) for reached in by_quality.values()]
    return Rate.of(sum(shares, Fraction(0)) / len(shares)) if shares else NOTHING


def _as_it_stands(result: TargetResult) -> bool | None:
    """Whether a target is reached as things stand; None where nothing can be said now."""
    if result.verdict in JUDGED:
        return result.met
    now = result.ends.now if result.verdict is Verdict.OPEN else None
    return None if now is None else now.met


def _at_most(result: TargetResult) -> bool | None:
    """Whether a target can still be reached; None where nothing was to be reached."""
    if result.verdict in JUDGED:
        return result.met
    return True if result.verdict in MAY_BE_MET else None


def _at_least(result: TargetResult) -> bool | None:
    """Whether a target is reached whatever comes; None where nothing was to be reached."""
    return None if _at_most(result) is None else result.met


def _earned(item: UnitItemRule, share: Rate) -> Points | None:
    """Points in proportion to the share reached, down to the thousandth, at most all."""
    if not share.defined:
        return None
    full = item.points.thousandths
    return Points(max(0, min(full, full * share.numerator // share.denominator)))


def _line(
    item: UnitItemRule, shares: tuple[Rate, Rate, Rate], measured: Measurement | None = None
) -> UnitLine:
    now, lowest, highest = shares
    return UnitLine(
        item=item,
        share=now,
        lowest_share=lowest,
        highest_share=highest,
        points=_earned(item, now),
        lowest=_earned(item, lowest),
        highest=_earned(item, highest),
        measured=measured,
    )


def _target_line(item: UnitItemRule, results: list[TargetResult], told: Reported) -> UnitLine:
    """The line of a unit's targets; nothing where the town's tasks are not reported in full."""
    if told.silent or told.gone:
        return _line(item, (NONE,) * 3)
    costing = [attrs.evolve(r, verdict=Verdict.MISSED) if r.costs else r for r in results]
    now, lowest, highest = (
        _of_targets(costing, reached) for reached in (_as_it_stands, _at_least, _at_most)
    )
    return _line(item, (now, NONE, FULL) if told.unsaid else (now, lowest, highest))


def _measured_line(item: UnitItemRule, measured: Measurement) -> UnitLine:
    told = measured.reported
    if told.silent:
        return _line(item, (NONE,) * 3, measured)
    if told.unheard or told.unread:
        return _line(item, (NOTHING, NONE, FULL), measured)
    if told.awaited:
        return _line(item, (measured.value, NONE, FULL), measured)
    return _line(item, (measured.value, measured.lowest, measured.highest), measured)


def _score(lines: Iterable[tuple[UnitLine, Points | None]]) -> Points | None:
    there = [(line, points) for line, points in lines if points is not None]
    full = sum(line.item.points.thousandths for line, _ in there)
    if not full:
        return None
    return Points(sum(points.thousandths for _, points in there) * HUNDRED // full)


def _assessed(
    plan: AssessmentPlan,
    unit: GovernanceUnit,
    lines: tuple[UnitLine, ...],
    targets: Mapping[str, TargetResult],
) -> UnitAssessment:
    results = list(targets.values())
    full = sum(line.item.points.thousandths for line in lines if line.points is not None)
    enough = full and Rate(full, HUNDRED) >= plan.least_assessable
    score = _score((line, line.points) for line in lines) if enough else None
    lowest = _score((line, line.lowest) for line in lines)
    highest = _score((line, line.highest) for line in lines)
    between = None
    if score is not None and lowest is not None and highest is not None:
        between = plan.grade_at(highest), plan.grade_at(lowest)
    return UnitAssessment(
        unit=unit,
        year=plan.year,
        lines=lines,
        score=score,
        lowest=lowest,
        highest=highest,
        grade=None if score is None else plan.grade_at(score),
        grade_between=between,
        remedies=review_of(plan.context),
        targets=tuple(targets),
        unsettled=tuple(_unsettled(lines, results)),
    )


def _unsettled(lines: Iterable[UnitLine], results: Iterable[TargetResult]) -> Iterator[OpenPart]:
    """What is open of a unit: its items, and the targets of its tasks."""
    for line in lines:
        if line.lowest == line.highest:
            continue
        if line.measured is not None:
            told = line.measured.reported.unheard
            yield OpenPart(line.item.id, line.item.label, line.measured.settles_on, told)
            continue
        for result in results:
            if result.verdict in MAY_BE_MET and not result.costs:
                day, told = result.measured.settles_on, result.measured.reported.unheard
                yield OpenPart(result.target.id, result.target.label, day, told)


def _between(one: UnitAssessment, group: Iterable[UnitAssessment]) -> tuple[int, int] | None:
    if one.lowest is None or one.highest is None:
        return None
    others = [other for other in group if other is not one]
    lows = [other.lowest for other in others if other.lowest is not None]
    highs = [other.highest for other in others if other.highest is not None]
    return 1 + sum(low > one.highest for low in lows), 1 + sum(high > one.lowest for high in highs)


def _ranked(results: Iterable[UnitAssessment]) -> tuple[UnitAssessment, ...]:
    """Rank the units of each town and kind, ties sharing a rank."""
    groups: dict[tuple[str, UnitType], list[UnitAssessment]] = {}
    for result in results:
        groups.setdefault((result.unit.town, result.unit.kind), []).append(result)
    ranked: list[UnitAssessment] = []
    for group in groups.values():
        graded = [(one, one.score) for one in group if one.score is not None]
        ranks = competition_ranks([score for _, score in graded])
        ranked += [
            attrs.evolve(one, rank=rank, rank_between=_between(one, [other for other, _ in graded]))
            for (one, _), rank in zip(graded, ranks, strict=True)
        ]
        ranked += [one for one in group if one.score is None]
    return tuple(sorted(ranked, key=lambda one: one.unit.id))


def _own_facts(view: CountyView, facts: FactTables, units: Iterable[GovernanceUnit]) -> FactTables:
    """The facts of units, found as those of towns are: by the unit's id."""
    homes = {unit.id: unit.town for unit in units}
    grouped: dict[tuple[str, str], list[Any]] = {}
    for subject in view.data.subjects:
        for spec in subject.facts:
            for town in sorted(set(homes.values())):
                for row in facts.rows(spec.name, town):
                    unit = getattr(row, "unit", None)
                    if unit in homes:
                        grouped.setdefault((spec.name, str(unit)), []).append(row)
    return FactTables(
        rows={key: tuple(rows) for key, rows in grouped.items()},
        reports=lambda asked, unit, period: facts.reported(asked, homes[unit], period),
        excused=facts.excused,
    )


def _lines(
    plan: AssessmentPlan, own: FactTables, unit: GovernanceUnit, results: list[TargetResult]
) -> Iterator[UnitLine]:
    ends = plan.context.period.last
    for item in plan.rules.entries(UnitItemRule).values():
        if item.indicator is None:
            told = own.reported(Asked("task"), unit.id, plan.period)
            yield _target_line(item, results, told)
        else:
            indicator = plan.indicators[item.indicator]
            yield _measured_line(item, indicator.measure(own, unit.id, plan.period, ends))


@clauses("3.1.2.a", "3.1.2.b", "4.5.b")
def assess_units(
    plan: AssessmentPlan, view: CountyView, facts: FactTables, towns: Iterable[TownAssessment]
) -> tuple[UnitAssessment, ...]:
    """Assess every unit and area of every town (单位、片区考核), ranked within its town and kind.

    The targets part rests on the towns' own results, so that no unit is better than what its town
    reached.
    """
    context = plan.context
    results = {town.town: town.targets for town in towns}
    owing = (UnitType.DEPARTMENT, UnitType.AREA)
    units = [
        unit
        for unit in view.known(UNITS, context)
        if unit.kind in owing and unit.there(context.judged.as_of) and unit.town in results
    ]
    own = _own_facts(view, facts, units)
    tasks: dict[str | None, set[str]] = {}
    for task in view.known(TASKS, context):
        if task.year == plan.year:
            tasks.setdefault(task.unit, set()).add(task.target)
    assessed = []
    for unit in units:
        named = sorted(tasks.get(unit.id, set()) & results[unit.town].keys())
        found = {name: results[unit.town][name] for name in named}
        lines = tuple(_lines(plan, own, unit, list(found.values())))
        assessed.append(_assessed(plan, unit, lines, found))
    return _ranked(assessed)
