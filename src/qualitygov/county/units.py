"""The assessment of units and areas (单位、片区考核): targets and measures, item by item.

An item is an indicator measured on the unit's own facts, with its bounds, as a town's is on the
town's. Clauses 3.1.2.a-b, 4.5.b.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.parts import OpenPart
from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.reported import Asked, Reported
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points, Rate
from qualitygov.county.unit_ranks import ranked_units
from qualitygov.county.unit_remarks import NO_TASKS, NOT_VERIFIED, told_of_targets, told_of_values
from qualitygov.county.unit_result import HUNDRED, UnitAssessment, UnitLine, enough
from qualitygov.governance import TASKS, UNITS, KnownUnit, UnitRow, known_units
from qualitygov.governance.entities import GovernanceUnit, ResponsibleRole, UnitType
from qualitygov.rulebook.model.unit import UnitItemRule
from qualitygov.rulebook.remedies import review_of
from qualitygov.subject import CountyView
from qualitygov.text import Text

NOTHING, NONE, FULL = Rate(0, 0), Rate(0, 1), Rate(1, 1)
JUDGED = frozenset({Verdict.MET, Verdict.MISSED})
MAY_BE_MET = frozenset({Verdict.OPEN, Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED})
Reached = Callable[[TargetResult], bool | None]


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
    item: UnitItemRule,
    shares: tuple[Rate, Rate, Rate],
    measured: Measurement | None = None,
    remark: Text | None = None,
) -> UnitLine:
    now, lowest, highest = shares
    if remark is None:
        remark = Text("", "") if measured is None else told_of_values(measured)
    return UnitLine(
        item=item,
        share=now,
        lowest_share=lowest,
        highest_share=highest,
        points=_earned(item, now),
        lowest=_earned(item, lowest),
        highest=_earned(item, highest),
        measured=measured,
        remark=remark,
    )


def _target_line(item: UnitItemRule, results: list[TargetResult], told: Reported) -> UnitLine:
    """The line of a unit's targets; nothing where the town's tasks are not reported in full."""
    if told.silent or told.lacking:
        return _line(item, (NONE,) * 3, remark=NO_TASKS)
    costing = [attrs.evolve(r, verdict=Verdict.MISSED) if r.costs else r for r in results]
    now, lowest, highest = (
        _of_targets(costing, reached) for reached in (_as_it_stands, _at_least, _at_most)
    )
    shares = (now, NONE, FULL) if told.unsaid else (now, lowest, highest)
    return _line(item, shares, remark=told_of_targets(results))


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
    known: KnownUnit,
    lines: tuple[UnitLine, ...],
    targets: Mapping[str, TargetResult],
) -> UnitAssessment:
    whole = enough(lines, plan.least_assessable, lambda line: line.points)
    score = _score((line, line.points) for line in lines) if whole else None
    lowest = _score((line, line.lowest) for line in lines)
    highest = _score((line, line.highest) for line in lines)
    between = None
    if score is not None and lowest is not None and highest is not None:
        between = plan.grade_at(highest), plan.grade_at(lowest)
    return UnitAssessment(
        unit=known.unit,
        row=known.row,
        sure=known.sure,
        year=plan.year,
        lines=lines,
        score=score,
        lowest=lowest,
        highest=highest,
        grade=None if score is None else plan.grade_at(score),
        grade_between=between,
        remedies=review_of(plan.context),
        targets=tuple(targets),
        unsettled=tuple(_unsettled(lines, targets.values())),
    )


def _unsettled(lines: Iterable[UnitLine], results: Iterable[TargetResult]) -> Iterator[OpenPart]:
    """What is open of a unit: its items, and the targets of its tasks."""
    given = list(results)
    for line in lines:
        if line.lowest == line.highest:
            continue
        if line.measured is not None:
            told = line.measured.reported.unheard
            yield OpenPart(line.item.id, line.item.label, line.measured.settles_on, told)
            continue
        for result in given:
            if result.verdict in MAY_BE_MET and not result.costs:
                day, told = result.measured.settles_on, result.measured.reported.unheard
                yield OpenPart(result.target.id, result.target.label, day, told)


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
    return facts.of_parts({key: tuple(rows) for key, rows in grouped.items()}, homes)


def _lines(
    plan: AssessmentPlan, own: FactTables, unit: GovernanceUnit, results: list[TargetResult]
) -> Iterator[UnitLine]:
    ends = plan.context.period.last
    for item in plan.rules.entries(UnitItemRule).values():
        if item.unsigned:
            yield _line(item, (NOTHING,) * 3, remark=NOT_VERIFIED)
        elif item.indicator is None:
            told = own.reported(Asked("task"), unit.id, plan.period)
            yield _target_line(item, results, told)
        else:
            indicator = plan.indicators[item.indicator]
            yield _measured_line(item, indicator.measure(own, unit.id, plan.period, ends))


def _absent(plan: AssessmentPlan, facts: FactTables, town: str, named: int) -> Iterator[KnownUnit]:
    """The units that the return of a town states, and of which no table says anything."""
    told = facts.reported(Asked(UNITS.name, tables=(UNITS.name,)), town, plan.period)
    for number in range(1, told.gone - named + 1):
        unit = GovernanceUnit(
            id=f"{town}/absent-{number}",
            town=town,
            name=f"（报表所列第 {number} 个缺行单位）",
            kind=UnitType.DEPARTMENT,
            role=ResponsibleRole.COOPERATES,
            since=plan.period.first,
        )
        yield KnownUnit(unit=unit, row=UnitRow.ABSENT, sure=False)


def _nothing(plan: AssessmentPlan, known: KnownUnit) -> UnitAssessment:
    """A unit of which nothing can be judged: nothing where it is absent, open where unread."""
    absent = known.row is UnitRow.ABSENT
    shares = (NONE,) * 3 if absent else (NOTHING, NONE, FULL)
    items = plan.rules.entries(UnitItemRule).values()
    lines = tuple(_line(item, shares, remark=known.row.label) for item in items)
    return _assessed(plan, known, lines, {})


def _units_of(
    plan: AssessmentPlan, view: CountyView, facts: FactTables, towns: Iterable[str]
) -> list[KnownUnit]:
    """The departments and areas of some towns, those that are absent among them."""
    context, owing = plan.context, (UnitType.DEPARTMENT, UnitType.AREA)
    everyone = view.once(known_units, context)
    found = []
    for town in towns:
        own = [one for one in everyone if one.unit.town == town]
        named = sum(not one.listed for one in own)
        found += [one for one in own if one.unit.kind in owing]
        found += _absent(plan, facts, town, named)
    return [one for one in found if one.unit.there(context.judged.as_of)]


@clauses("3.1.2.a", "3.1.2.b", "4.5.b")
def assess_units(
    plan: AssessmentPlan, view: CountyView, facts: FactTables, towns: Iterable[TownAssessment]
) -> tuple[UnitAssessment, ...]:
    """Assess every unit and area of every town (单位、片区考核), ranked within its town and kind.

    The targets part rests on the towns' own results, so that no unit is better than what its town
    reached. A unit whose row is not there is assessed by what other tables say of it, and ranked
    after those that are listed.
    """
    context = plan.context
    results = {town.town: town.targets for town in towns}
    units = _units_of(plan, view, facts, results)
    own = _own_facts(view, facts, [one.unit for one in units])
    tasks: dict[str | None, set[str]] = {}
    for task in view.known(TASKS, context):
        if task.year == plan.year:
            tasks.setdefault(task.unit, set()).add(task.target)
    assessed = []
    for one in units:
        if one.row in (UnitRow.ABSENT, UnitRow.UNREAD):
            assessed.append(_nothing(plan, one))
            continue
        reached = results[one.unit.town]
        named = sorted(tasks.get(one.unit.id, set()) & reached.keys())
        found = {name: reached[name] for name in named}
        lines = tuple(_lines(plan, own, one.unit, list(found.values())))
        assessed.append(_assessed(plan, one, lines, found))
    return ranked_units(assessed, plan.least_assessable)
