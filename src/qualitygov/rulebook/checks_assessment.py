"""Checks across the entries of the assessment (考核规则检查), and of single parameters."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.calendars import WeekdayCalendar, deadline
from qualitygov.core.exact import Points, Rate
from qualitygov.core.period import Period, whole_year, year_of
from qualitygov.core.periods import Span, Term, term_end
from qualitygov.errors import Problem
from qualitygov.rulebook.inforce import (
    GRADE,
    Checks,
    InForce,
    all_known,
    needed,
    share,
    wrong,
)
from qualitygov.rulebook.model.assessment import (
    AssessmentGrade,
    AssessmentSection,
    IndicatorRule,
    ItemRule,
    TargetRule,
    VetoRule,
)
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.rulebook.model.industry import Checklist
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.model.safety import WarningRule, watchable
from qualitygov.rulebook.model.service import SatisfactionScale
from qualitygov.rulebook.model.unit import SCALE, UnitItemRule
from qualitygov.rulebook.sizes import MOST, longer_than_nothing, too_large
from qualitygov.text import Text

SHARES = ("rate", "share", "checklist")
"""Indicators whose value is a share, so that no threshold lies above one."""


AS_TERMS = frozenset(
    {
        "assessment.closes", "assessment.report-within", "award.registered", "award.validity",
        "award.wait", "closure.second-recheck-after", "complaint.too-old", "credit.time-bar",
        "credit.time-bar-life", "equipment.apply-before", "instrument.notice",
        "merit.excellence-valid", "merit.research-valid", "merit.traceability-valid",
    }
)  # fmt: skip
"""Parameters that are read as years, months and days, never as working days or hours."""

ABOVE_NOTHING = frozenset(
    {
        "award.validity", "complaint.too-old", "credit.time-bar", "credit.time-bar-life",
        "inspection.rectify", "merit.excellence-valid", "merit.research-valid",
        "merit.traceability-valid",
    }
)  # fmt: skip
"""Times for which something holds, or in which it can be done: of no length they mean nothing."""

AT_LEAST_ONE = frozenset(
    {
        "assessment.front-group-divisor", "assessment.base-year", "award.step", "award.reviewers",
        "credit.badge-years-aa", "credit.badge-years-aaa", "credit.trade-minimum",
        "closure.failed-rechecks",
    }
)  # fmt: skip
"""Whole numbers that something is divided by, or counted from."""


ASSESSMENT_PARAMETERS = (
    "assessment.year", "assessment.front-group-divisor", "assessment.marked-fall",
    "assessment.confidence", "assessment.bonus-cap", "assessment.least-assessable",
    "assessment.last-towns-report", "assessment.report-within", "assessment.minimum-sample",
)  # fmt: skip


def _links(rules: InForce) -> Iterator[Problem]:
    """Checklists, indicators, targets and grades that are named exist and go together."""
    indicators, targets = rules.of(IndicatorRule), rules.of(TargetRule)
    lists, grades = rules.of(Checklist), rules.of(AssessmentGrade)
    for name, indicator in indicators.items():
        if indicator.checklist is not None:
            path, what = f"indicator.{name}.checklist", ("清单", "checklist")
            yield from all_known("assessment", path, [indicator.checklist], lists, what)
    for name, target in targets.items():
        path, what = f"target.{name}.indicator", ("指标", "indicator")
        yield from all_known("assessment", path, [target.indicator], indicators, what)
        if target.indicator in indicators:
            yield from _target(target, indicators[target.indicator])
    for name, item in rules.of(ItemRule).items():
        path, what = f"item.{name}.target", ("目标", "target")
        yield from all_known("assessment", path, [item.target], targets, what)
        yield from share(f"item.{name}.floor", item.floor)
        if item.target in targets:
            yield from _floor(item, targets[item.target])
    for name, veto in rules.of(VetoRule).items():
        yield from all_known("assessment", f"veto.{name}.grade", [veto.grade], grades, GRADE)
    for name, unit_item in rules.of(UnitItemRule).items():
        if unit_item.indicator is not None:
            path, what = f"unit-item.{name}.indicator", ("指标", "indicator")
            yield from all_known("assessment", path, [unit_item.indicator], indicators, what)


def _floor(item: ItemRule, target: TargetRule) -> Iterator[Problem]:
    """Points in proportion begin at a floor on the bad side of the target's line."""
    floor, line = item.floor, target.value
    if item.partial != "proportional" or floor is None or line is None or line < Rate(0, 1):
        return
    below = target.op != "at-most"
    if floor >= line if below else floor <= line:
        shown = line.percent(2)
        zh = f"起算值应{'低' if below else '高'}于目标值 {shown}（target.{target.id}）"
        en = f"a floor {'below' if below else 'above'} the target's {shown} (target.{target.id})"
        yield wrong("assessment", f"item.{item.id}.floor", floor.percent(2), zh, en)


def _warned(rules: InForce) -> Iterator[Problem]:
    """The targets that a warning rule names exist and can be watched."""
    indicators, targets = rules.of(IndicatorRule), rules.of(TargetRule)
    for name, warned in rules.of(WarningRule).items():
        path, what = f"warning-rule.{name}.targets", ("目标", "target")
        yield from all_known("assessment", path, warned.targets, targets, what)
        for one in warned.targets:
            if one in targets and targets[one].indicator in indicators:
                yield from _watched(path, targets[one], indicators[targets[one].indicator])


def _watched(path: str, target: TargetRule, indicator: IndicatorRule) -> Iterator[Problem]:
    """A warning rests on a rate of samples and on a line from below."""
    if not watchable(target, indicator):
        zh, en = "应为有下限目标值的抽样比率", "a rate known from samples with a line from below"
        yield wrong("assessment", path, target.id, zh, en)


def _target(target: TargetRule, indicator: IndicatorRule) -> Iterator[Problem]:
    if indicator.quality is not target.quality:
        zh, en = f"应与指标同属 {indicator.quality}", f"that of its indicator, {indicator.quality}"
        path = f"target.{target.id}.quality"
        yield wrong("assessment", path, target.quality.value, zh, en)
    if indicator.kind in SHARES:
        yield from share(f"target.{target.id}.value", target.value)
        yield from share(f"target.{target.id}.above", target.above)
    if indicator.counts_whole and target.value is not None and target.value.denominator != 1:
        zh, en = "计数类指标的目标值应为整数", "a whole number, since its indicator is a count"
        yield wrong("assessment", f"target.{target.id}.value", target.value.percent(2), zh, en)
    yield from share(f"target.{target.id}.by", target.by)
    if target.kind == "faster" and indicator.kind != "growth":
        zh, en = "快于全县须用增幅类指标", "faster than the county needs a growth indicator"
        yield wrong("assessment", f"target.{target.id}.kind", target.kind, zh, en)
    if target.kind == "checklist" and indicator.kind != "checklist":
        zh, en = "清单类目标须用清单类指标", "a checklist target needs a checklist indicator"
        yield wrong("assessment", f"target.{target.id}.kind", target.kind, zh, en)


def _sections(rules: InForce) -> Iterator[Problem]:
    """The items of each section add up to its points, and all of them to 100."""
    wanted = {name: one.points for name, one in rules.of(AssessmentSection).items()}
    found = dict.fromkeys(wanted, Points(0))
    for item in rules.of(ItemRule).values():
        if not item.bonus:
            name = item.quality.value
            found[name] = found.get(name, Points(0)) + item.points
    unlike = [name for name in sorted(found) if found[name] != wanted.get(name, Points(0))]
    for item in rules.of(ItemRule).values():
        if not item.bonus and item.quality.value not in wanted:
            zh = f"{rules.day} 尚无板块 {item.quality}；请以 valid_from 写明起始日"
            en = f"no section {item.quality} is in force on {rules.day}; say valid_from"
            yield wrong("assessment", f"item.{item.id}", item.quality.value, zh, en)
    for name in (name for name in unlike if name in wanted):
        path, goal = f"assessment-section.{name}.points", wanted[name]
        text = Text(
            f"{rules.day} 板块各项之和应为 {goal}",
            f"on {rules.day} the section's items add up to {goal}",
        )
        yield Problem("rulebook.assessment", path, str(found[name]), text)
    total = sum(found.values(), Points(0))
    if rules.of(ItemRule) and not unlike and total != SCALE:
        text = Text(f"各项分值之和应为 {SCALE}", f"the items add up to {SCALE} points")
        yield Problem("rulebook.assessment", "item.*.points", str(total), text)


def _needed_of_assessment(rules: InForce) -> Iterator[Problem]:
    """With items, the parameters and grades of an assessment are there."""
    if rules.of(ItemRule):
        yield from needed(rules, ASSESSMENT_PARAMETERS)
        if not rules.of(AssessmentGrade):
            zh, en = "至少一个考核等级", "at least one grade of the assessment"
            yield wrong("assessment", "assessment-grade", "", zh, en)


def _due_by_cutoff(rules: InForce) -> Iterator[Problem]:
    """No duty of a period falls due after the cut-off of its year, unless another stands in for it.

    What falls due later could not count for the year. Days off are not looked at: where one moves a
    day beyond the cut-off, the cut-off holds. What begins with an event, on whichever day, is open
    at the cut-off where its time has not passed.
    """
    style, closes = rules.value("assessment.year"), rules.value("assessment.closes")
    if style is None or not isinstance(closes, Term):
        return
    for name, rule in rules.of(DutyRule).items():
        for field, span, period in () if rule.stands_in else _spans(rule, rules.day.year, style):
            cutoff = term_end(whole_year(year_of(period.last, style), style).last, closes)
            start = cutoff if rule.counted_from == "cut-off" else rule.begins(period)
            due = deadline(start, span, WeekdayCalendar(), roll=False)
            if due > cutoff:
                zh = f"期限 {due} 晚于考核数据截止日 {cutoff}，应写明以上年度代替（stands_in）"
                en = f"due on {due}, after the cut-off {cutoff}; say that another stands in for it"
                yield wrong("duty", f"duty.{name}.{field}", span, zh, en)
                break


def _spans(rule: DutyRule, year: int, style: str) -> Iterator[tuple[str, Span, Period]]:
    """The times of a duty that run from a period, each with its field; none of an event's."""
    whole = whole_year(year, "calendar")
    parts = whole, whole_year(year, style)
    if rule.grace is not None:
        own = [Period(*days) for days in rule.periods(year)]
        yield from (("grace", rule.grace, one) for one in (parts if rule.every is None else own))
    if rule.within is not None and rule.runs_from != "event":
        own = [*parts] if rule.runs_from == "part-end" else [whole]
        yield from (("within", rule.within, one) for one in own)


def _size(name: str, path: str, value: object) -> Iterator[Problem]:
    """No number is of a senseless size, and whole ones lie between their bounds."""
    senseless = too_large(value)
    if senseless is not None:
        yield wrong("parameter", path, value, senseless.zh, senseless.en)
    if isinstance(value, int):
        least, most = int(name in AT_LEAST_ONE), MOST
        if value < least:
            yield wrong("parameter", path, value, f"不小于 {least}", f"at least {least}")
        elif value > most:
            yield wrong("parameter", path, value, f"不大于 {most}", f"at most {most}")


def _parameters(rules: InForce) -> Iterator[Problem]:
    """Numbers lie where they can be used, and names name what is there."""
    for name, parameter in rules.of(Parameter).items():
        path, value = f"parameter.{name}.value", parameter.read()
        if parameter.kind == "rate":
            yield from share(path, value)
            if name.endswith(".confidence") and value in (Rate(0, 1), Rate(1, 1)):
                zh, en = "置信度应在 0 与 1 之间", "a confidence lies inside 0 and 1"
                yield wrong("parameter", path, parameter.value, zh, en)
        yield from _size(name, path, value)
        if name in ABOVE_NOTHING:
            yield from longer_than_nothing("parameter", path, value)
        if name in AS_TERMS and not isinstance(value, Term):
            zh, en = "应为年月日期限", "years, months or days, not working days or hours"
            yield wrong("parameter", path, parameter.value, zh, en)
    cap = rules.value("credit.bonus-cap")
    if cap is not None and cap < Points(0):
        yield wrong("parameter", "parameter.credit.bonus-cap.value", cap, "不小于 0", "at least 0")
    two, three = (rules.value(f"credit.badge-years-{name}") for name in ("aa", "aaa"))
    if two is not None and three is not None and three <= two:
        path, zh, en = "parameter.credit.badge-years-aaa.value", f"多于 {two}", f"above {two}"
        yield wrong("parameter", path, three, zh, en)
    scales, scale = rules.of(SatisfactionScale), rules.value("service.scale")
    if scales and scale is not None:
        path, what = "parameter.service.scale.value", ("量表", "scale")
        yield from all_known("parameter", path, [scale], scales, what)


ASSESSMENT_CHECKS: Checks = (
    (
        _links,
        (
            IndicatorRule, TargetRule, ItemRule, VetoRule, Checklist, AssessmentGrade,
            UnitItemRule,
        ),
    ),
    (_warned, (WarningRule, TargetRule, IndicatorRule)),
    (_sections, (AssessmentSection, ItemRule)),
    (_due_by_cutoff, (DutyRule, Parameter)),
    (_needed_of_assessment, (ItemRule, AssessmentGrade, Parameter)),
    (_parameters, (Parameter, SatisfactionScale)),
)  # fmt: skip
