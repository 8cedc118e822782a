"""The sections of the report that follow the ranking (报告分节).

Each says what is to be worked through, clause by clause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from qualitygov.comparison.change import Verdict
from qualitygov.core.exact import Rate, round_gbt8170
from qualitygov.county.run import CountyAssessment
from qualitygov.governance.duties import DutyState
from qualitygov.text import Language, Text

__all__ = ["SECTIONS", "Section", "sections_of"]

MOST = 6


@attrs.frozen
class Section:
    """One section (报告分节).

    A title with its clauses, columns with their alignment, and rows of text.
    """

    title: Text
    clauses: str
    columns: tuple[tuple[Text, str], ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 0


def _section(
    title: tuple[str, str],
    clauses: str,
    columns: Sequence[tuple[str, str, str]],
    rows: Iterable[Sequence[Any]],
    most: int = MOST,
) -> Section:
    found = [tuple("–" if cell is None else str(cell) for cell in row) for row in rows]
    named = tuple((Text(zh, en), justify) for zh, en, justify in columns)
    return Section(Text(*title), clauses, named, tuple(found[:most]), max(len(found) - most, 0))


def _name(assessment: CountyAssessment, town: str, language: Language) -> str:
    return assessment.names[town].say(language) if town in assessment.names else town


TOWN = ("乡镇", "town", "left")
WHY = ("情况", "what is lacking", "left")
NUMBER = ("数量", "number", "right")


def warnings(a: CountyAssessment, lang: Language) -> Section:
    """Early warnings, the gravest first."""
    rows = [
        (
            _name(a, one.town, lang),
            one.target.label.say(lang),
            one.warning.level.say(lang),
            "; ".join(r[1].say(lang) for r in one.warning.reasons),
        )
        for one in a.warnings
    ]
    columns = (TOWN, ("目标", "target", "left"), ("等级", "level", "left"), ("理由", "why", "left"))
    return _section(("质量安全预警", "Early warnings"), "3.1.3.d", columns, rows)


def units(a: CountyAssessment, lang: Language) -> Section:
    """Units and areas, the lowest first."""
    worst = sorted(
        a.units, key=lambda unit: (unit.score is not None, unit.score or 0, unit.unit.id)
    )
    rows = [
        (_name(a, u.unit.town, lang), u.unit.name, u.unit.kind.say(lang), u.score, u.grade)
        for u in worst
    ]
    columns = (
        TOWN,
        ("单位", "unit", "left"),
        ("类别", "kind", "left"),
        ("得分", "score", "right"),
        ("等级", "grade", "left"),
    )
    return _section(
        ("单位与片区考核（由低到高）", "Units and areas, the lowest first"),
        "3.1.2, 4.5.b",
        columns,
        rows,
    )


def governance(a: CountyAssessment, lang: Language) -> Section:
    """What leading groups, tasks, areas and budgets lack."""
    registers = a.registers
    rows: list[tuple[Any, ...]] = [
        (_name(a, town, lang), text.say(lang))
        for town, state in registers.groups
        for text in state.lacks
    ]
    for town, found in registers.breakdowns:
        if found.without_owner:
            said = Text(
                f"{len(found.without_owner)} 个目标无责任单位",
                f"{len(found.without_owner)} targets without an owner",
            )
            rows.append((_name(a, town, lang), said.say(lang)))
    for town, trend in registers.budgets:
        if trend.rising is False:
            said = trend.head.label + Text(
                f"未增长，少 {trend.shortfall} 万元",
                f" not rising, {trend.shortfall} (10,000 yuan) short",
            )
            rows.append((_name(a, town, lang), said.say(lang)))
    for town, area in registers.areas:
        if not area.trained:
            said = (
                Text("无协管员", "no assistant")
                if not area.covered
                else Text("协管员培训不足", "assistants not trained enough")
            )
            rows.append((_name(a, town, lang), f"{area.area}: {said.say(lang)}"))
    return _section(
        ("机制短板", "Gaps in the mechanisms"), "1.a, 3.1.1, 4.2-4.4", (TOWN, WHY), rows, most=10
    )


def duties(a: CountyAssessment, lang: Language) -> Section:
    """Duties of the year: done, late, missed."""
    counts: dict[str, Counter[DutyState]] = {}
    labels: dict[str, Text] = {}
    for status in a.registers.duties:
        if status.first >= a.plan.window.first:
            labels[status.duty] = status.label
            counts.setdefault(status.duty, Counter())[status.state(a.as_of)] += 1
    states = (DutyState.DONE, DutyState.LATE, DutyState.MISSED, DutyState.OPEN)
    rows = [
        (labels[duty].say(lang), *(found[state] for state in states))
        for duty, found in counts.items()
    ]
    columns = (
        ("职责", "duty", "left"),
        *((state.label.zh, state.label.en, "right") for state in states),
    )
    return _section(
        ("例行职责", "Duties of the year"), "3.1.1.d, 3.1.2.a, 3.2.1.a, 4.5", columns, rows, most=12
    )


def letters(a: CountyAssessment, lang: Language) -> Section:
    """Letters with overdue tasks, and assistants' reports nobody followed up."""
    late = [
        (x.unit, x.reason.say(lang))
        for x in a.registers.letters
        if x.letter is None or x.done != Rate(1, 1)
    ]
    rows = [*late, *((r.assistant, f"{r.matter} {r.reported_on}") for r in a.registers.leads)]
    return _section(
        ("责任书未完成与未处置线索", "Letters not fulfilled, reports not followed up"),
        "3.1.1.e-f, 3.1.2.a",
        (("单位", "unit", "left"), WHY),
        rows,
    )


def complaints(a: CountyAssessment, lang: Language) -> Section:
    """Complaints whose stage is overdue."""
    rows = [
        (one.id, _name(a, one.town, lang), one.kind.say(lang), status.say(lang))
        for one, status in a.registers.complaints
    ]
    columns = (
        ("投诉", "complaint", "left"),
        TOWN,
        ("类别", "kind", "left"),
        ("状态", "status", "left"),
    )
    return _section(("逾期投诉", "Complaints overdue"), "3.1.4.a", columns, rows)


def supervision(a: CountyAssessment, lang: Language) -> Section:
    """Who is due for a visit, what the draw takes, what quotas lack."""
    registers = a.registers
    late = Counter(
        f"{v.grade}{'+' if v.high_risk else ''}" for v in registers.visits if v.overdue(a.as_of)
    )
    rows: list[tuple[Any, ...]] = []
    for name, drawn in registers.draw.items():
        said = Text(
            f"抽取 {len(drawn.drawn)} 家，名单摘要 {drawn.commitment[:12]}",
            f"{len(drawn.drawn)} drawn, list {drawn.commitment[:12]}",
        )
        rows.append((name, late[name.replace("-high-risk", "+")], said.say(lang)))
    sent = registers.dispatch
    said = Text("已选派检查人员的单位", "units with inspectors drawn")
    rows.append(
        (
            said.say(lang),
            len(sent.draws),
            Text(f"人员不足 {len(sent.short)} 家", f"{len(sent.short)} with too few").say(lang),
        )
    )
    missed = [
        state
        for state in registers.quotas
        if state.missed and state.quota.last_day >= a.plan.window.first
    ]
    if missed:
        said = Text("未完成的监管任务", "quotas missed")
        rows.append((said.say(lang), len(missed), ", ".join(state.quota.topic for state in missed)))
    columns = (
        ("等级（+ 高风险）", "grade (+ high risk)", "left"),
        ("逾期未查", "visits overdue", "right"),
        ("随机抽取", "random draw", "left"),
    )
    return _section(
        ("差异化监管", "Supervision by grade and risk"),
        "3.1.4.b, 3.4.1.b, 3.4.3.b",
        columns,
        rows,
        most=12,
    )


def access(a: CountyAssessment, lang: Language) -> Section:
    """Products refused, and closures recommended."""
    rows = [(one.subject, one.category, one.say(lang)) for _, one in a.registers.refused]
    rows += [
        (one.subject, Text("建议取缔", "closure recommended").say(lang), one.reason.say(lang))
        for one in a.registers.closures
    ]
    columns = (
        ("单位", "unit", "left"),
        ("产品类别", "product class", "left"),
        ("结论与理由", "answer and why", "left"),
    )
    return _section(
        ("市场准入与取缔", "Market access and closure"), "3.2.2.d-e", columns, rows[::-1]
    )


def publication(a: CountyAssessment, lang: Language) -> Section:
    """Where publications stand, by state."""
    counts = Counter(one.state for one in a.registers.publications)
    rows: list[tuple[Any, ...]] = [
        (state.say(lang), count) for state, count in sorted(counts.items())
    ]
    rows += [(one.id, one.state.say(lang)) for one in a.registers.unpublished]
    return _section(
        ("依法公示", "Publication"), "3.2.2.f", (("状态", "state", "left"), NUMBER), rows, most=10
    )


def safety(a: CountyAssessment, lang: Language) -> Section:
    """Hazards overdue, accidents of the year, gaps in plans, notices, risks and accountability."""
    r = a.registers
    rows: list[tuple[Any, ...]] = [
        (
            Text("逾期隐患", "hazards overdue").say(lang),
            len(r.hazards),
            ", ".join(one.id for one, _ in r.hazards[:MOST]),
        )
    ]
    for one, found, told in r.accidents:
        if one.happened_at.date() in a.plan.window:
            label = (
                found.label.say(lang)
                if found is not None
                else Text("等级以下", "below the classes").say(lang)
            )
            rows.append((one.id, 1, f"{label}; {told.unit.say(lang)}"))
    for town, state in r.unprepared:
        rows.append(
            (_name(a, town, lang), 1, f"{state.label.say(lang)}: {state.gaps[0].say(lang)}")
        )
    rows.append(
        (
            Text("风险通报未签收", "notices not acknowledged").say(lang),
            len(r.unacknowledged),
            ", ".join(one.notice for one in r.unacknowledged[:3]),
        )
    )
    high = [
        one.id for one, level in r.risks if level in ("high", "very-high") and one.measures is None
    ]
    rows.append(
        (
            Text("较高风险无管控措施", "high risks without measures").say(lang),
            len(high),
            ", ".join(high[:MOST]),
        )
    )
    rows += [
        (state.case, 1, "; ".join(text.say(lang) for text in state.lacks))
        for state in r.accountability
    ]
    columns = (("事项", "matter", "left"), NUMBER, WHY)
    return _section(
        ("质量安全", "Quality safety"), "3.1.3.b, e-g, 3.3.1.d, 3.4.3", columns, rows, most=14
    )


def enterprises(a: CountyAssessment, lang: Language) -> Section:
    """What key enterprises do of their own duties, county-wide."""
    names = ("quality-officers", "answerable-persons", "enterprise-training", "key-posts", "enterprise-emergency", "traceability",
             "quality-activities", "excellence", "research-share")  # fmt: skip
    rows = []
    for name in names:
        results = a.target(name)
        if results:
            target = next(iter(results.values())).target
            above = sum(result.measured.numerator for result in results.values())
            under = sum(result.measured.denominator for result in results.values())
            met = sum(result.met for result in results.values())
            rows.append(
                (
                    target.label.say(lang),
                    target.clause,
                    Rate(above, under).percent(1) if under else "–",
                    f"{above}/{under}",
                    met,
                )
            )
    columns = (
        ("事项", "matter", "left"),
        ("条款", "clause", "left"),
        ("全县", "county", "right"),
        ("数", "of", "right"),
        ("达标乡镇", "towns met", "right"),
    )
    return _section(("企业主体责任", "Enterprises' own duties"), "3.3", columns, rows, most=12)


def foundations(a: CountyAssessment, lang: Language) -> Section:
    """Instruments overdue, requests behind, old editions.

    And what the analysis of the year shows.
    """
    r = a.registers
    rows: list[tuple[Any, ...]] = [
        (
            Text("超期未检器具", "instruments overdue").say(lang),
            len(r.instruments),
            ", ".join(x.instrument.id for x in r.instruments[:MOST]),
        ),
        (
            Text("逾期检测委托", "test requests behind").say(lang),
            len(r.requests),
            ", ".join(x.request.id for x in r.requests[:MOST]),
        ),
        (
            Text("执行旧版标准", "old editions of standards").say(lang),
            len(r.old_editions),
            ", ".join(x.standard.id for x in r.old_editions[:MOST]),
        ),
    ]
    for analysis in a.analyses:
        told = [change.verdict for change in analysis.changes.values()]
        label = Text("同比有所改善、变差的乡镇", "towns improved, and worse, on the year before")
        counts = (
            f"{sum(v is Verdict.IMPROVED for v in told)}, {sum(v is Verdict.WORSE for v in told)}"
        )
        rows.append((f"{analysis.quality}: {label.say(lang)}", len(told), counts))
    return _section(
        ("质量基础与对比分析", "Foundations and comparison"),
        "3.1.3.c, 3.4.1, 3.4.2.a",
        (("事项", "matter", "left"), NUMBER, WHY),
        rows,
        most=10,
    )


def award(a: CountyAssessment, lang: Language) -> Section:
    """The award of the year: places, winners, ties, refusals."""
    rows: list[tuple[Any, ...]] = []
    for one in a.registers.selections:
        winners = ", ".join(f"{x.id} {round_gbt8170(x.total, 2)}" for x in one.winners)
        rows.append(
            (
                _name(a, one.town, lang),
                one.year,
                one.places,
                winners or None,
                len(one.tied),
                len(one.pending),
                len(one.refused),
            )
        )
    rows += [
        (
            _name(a, x.town, lang),
            x.subject,
            Text("建议撤销", "withdrawal").say(lang),
            x.reason.say(lang),
            "",
            "",
            "",
        )
        for x in a.registers.withdrawals
    ]
    columns = (TOWN, ("年份", "year", "right"), ("名额", "places", "right"), ("获奖", "winners and scores", "left"), ("并列", "tied", "right"),
               ("待定", "pending", "right"), ("不符条件", "refused", "right"))  # fmt: skip
    return _section(("镇质量奖", "Town quality award"), "3.1.3.a", columns, rows, most=12)


SECTIONS: tuple[Callable[[CountyAssessment, Language], Section], ...] = (
    warnings,
    units,
    governance,
    duties,
    letters,
    complaints,
    supervision,
    access,
    publication,
    safety,
    enterprises,
    foundations,
    award,
)
"""The sections in order."""


def sections_of(assessment: CountyAssessment, language: Language) -> tuple[Section, ...]:
    """Return all sections of the report (报告各节)."""
    return tuple(make(assessment, language) for make in SECTIONS)
