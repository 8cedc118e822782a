"""The county's own sections of the report (县域报告分节): what rests on the assessment itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from qualitygov.assessment.plan import AssessmentPlan
from qualitygov.assessment.town import TownAssessment
from qualitygov.core.exact import Rate
from qualitygov.county.unit_result import UnitAssessment
from qualitygov.county.warnings import TownWarning
from qualitygov.governance import UnitRow
from qualitygov.subject import Column, CountyView, Section
from qualitygov.text import Text

TOWN = Column(Text("乡镇", "town"))

WARNINGS = Section(
    name="warnings",
    title=Text("质量安全预警", "Early warnings"),
    clauses="3.1.3.d",
    columns=(
        TOWN,
        Column(Text("目标", "target")),
        Column(Text("等级", "level")),
        Column(Text("理由", "why")),
        Column(Text("预警规则", "rule")),
    ),
    rows=lambda _view, _context: (),
    order=10,
)
UNITS = Section(
    name="units",
    title=Text("单位与片区考核（由低到高）", "Units and areas, the lowest first"),
    clauses="3.1.2, 4.5.b",
    columns=(
        TOWN,
        Column(Text("单位", "unit")),
        Column(Text("类别", "kind")),
        Column(Text("得分", "score"), "right"),
        Column(Text("等级", "grade")),
    ),
    rows=lambda _view, _context: (),
    order=20,
)
ENTERPRISES = Section(
    name="enterprises",
    title=Text("企业主体责任", "Enterprises' own duties"),
    clauses="3.3",
    columns=(
        Column(Text("事项", "matter")),
        Column(Text("条款", "clause")),
        Column(Text("全县", "county"), "right"),
        Column(Text("数", "of"), "right"),
        Column(Text("达标乡镇", "towns met"), "right"),
    ),
    rows=lambda _view, _context: (),
    order=110,
    most=12,
)


def _warnings(view: CountyView, warnings: Iterable[TownWarning]) -> Iterator[tuple[Any, ...]]:
    for one in warnings:
        why = Text.joined(reason for _, reason in one.warning.reasons)
        level, rule = one.warning.level.label, one.rule.label
        yield view.town_name(one.town), one.target.label, level, why, rule


def _units(view: CountyView, units: Iterable[UnitAssessment]) -> Iterator[tuple[Any, ...]]:
    worst = sorted(units, key=lambda unit: (unit.score is not None, unit.score or 0, unit.unit.id))
    for one in worst:
        town = view.town_name(one.unit.town)
        name = Text(one.unit.name, one.unit.name)
        if one.row is not UnitRow.LISTED:
            name += Text(f"（{one.row.label.zh}）", f" ({one.row.label.en})")
        yield town, name, one.unit.kind.label, one.said_score, one.said_grade


def _enterprises(
    plan: AssessmentPlan, towns: Iterable[TownAssessment]
) -> Iterator[tuple[Any, ...]]:
    """What key enterprises do of their own duties, county-wide: the targets of clause 3.3."""
    for name, target in plan.targets.items():
        results = [town.targets[name] for town in towns if name in town.targets]
        if not results or not (target.clause.startswith("3.3") and target.indicator.in_percent):
            continue
        above = sum(result.measured.numerator for result in results)
        under = sum(result.measured.denominator for result in results)
        met = sum(result.met for result in results)
        share = Rate(above, under).percent(1) if under else "–"
        yield target.label, target.clause, share, f"{above}/{under}", met


def own_sections(
    view: CountyView,
    plan: AssessmentPlan,
    *,
    towns: Iterable[TownAssessment],
    units: Iterable[UnitAssessment],
    warnings: Iterable[TownWarning],
) -> Iterator[tuple[Section, Iterator[tuple[Any, ...]]]]:
    """Yield the sections on warnings, units and enterprises' duties (预警、单位、企业责任)."""
    yield WARNINGS, _warnings(view, warnings)
    yield UNITS, _units(view, units)
    yield ENTERPRISES, _enterprises(plan, tuple(towns))
