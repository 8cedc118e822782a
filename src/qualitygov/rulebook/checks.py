"""What the entries of a book ask of one another (条目之间的检查).

A book that passes can be compiled and evaluated: what one entry names exists in the section it
names, in every stretch of time in which nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from qualitygov.core.exact import Points, Rate
from qualitygov.core.periods import Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import Basis, RuleEntry
from qualitygov.rulebook.model import entry_classes
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.rulebook.model.assessment import (
    AssessmentGrade,
    AssessmentSection,
    IndicatorRule,
    ItemRule,
    TargetRule,
    UnitItemRule,
    VetoRule,
)
from qualitygov.rulebook.model.award import AwardBar, AwardWithdrawal
from qualitygov.rulebook.model.blacklist import (
    PUNITIVE_NEEDS_RANK_FROM,
    Effect,
    GroundRule,
    ListKind,
    SourceRank,
)
from qualitygov.rulebook.model.credit import CreditGrade, CreditRule, CreditWindow, TradeGrade
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.model.governance import DutyRule
from qualitygov.rulebook.model.industry import Checklist
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.model.publication import PublicationRule
from qualitygov.rulebook.model.service import SatisfactionScale
from qualitygov.rulebook.model.supervision import SupervisionFrequency
from qualitygov.rulebook.overlay import GRADE_PARAMETERS
from qualitygov.rulebook.versions import LAST_DAY, ONE_DAY
from qualitygov.rulebook.words import near, shown
from qualitygov.text import Text

__all__ = ["check_book"]

E = TypeVar("E", bound=RuleEntry)
Typed = tuple[date, date | None, RuleEntry | None]

SHARES = ("rate", "share", "checklist")
"""Indicators whose value is a share, so that no threshold lies above one."""

AS_TERMS = frozenset(
    {
        "assessment.closes", "assessment.report-within", "award.registered", "award.validity",
        "award.wait", "complaint.too-old", "instrument.notice", "merit.excellence-valid",
        "merit.research-valid", "merit.traceability-valid",
    }
)  # fmt: skip
"""Parameters that are read as years, months and days, never as working days or hours."""

AT_LEAST_ONE = frozenset(
    {"assessment.front-group-divisor", "assessment.base-year", "award.step", "award.reviewers"}
)
"""Whole numbers that something is divided by, or counted from."""

CREDIT_PARAMETERS = (
    "credit.base", "credit.floor", "credit.ceiling", "credit.bonus-cap", "credit.listed-grade",
    "credit.counts-from",
)  # fmt: skip
ASSESSMENT_PARAMETERS = (
    "assessment.year", "assessment.front-group-divisor", "assessment.marked-fall",
    "assessment.confidence", "assessment.bonus-cap", "assessment.least-assessable",
    "assessment.last-towns-report", "assessment.report-within", "assessment.minimum-sample",
)  # fmt: skip


@attrs.frozen
class InForce:
    """All entries in force on a day, by section and id (某日施行的条目)."""

    day: date
    entries: Mapping[str, Mapping[str, RuleEntry]]

    def of(self, kind: type[E]) -> Mapping[str, E]:
        """Return the entries of one class."""
        # entries of this class stand there
        return self.entries.get(kind.section, {})  # type: ignore[return-value]

    def value(self, name: str) -> Any:
        """Return a parameter's value, None where there is none."""
        found = self.of(Parameter).get(name)
        return None if found is None else found.read()


def _wrong(code: str, path: str, found: object, zh: str, en: str) -> Problem:
    return Problem(f"rulebook.{code}", path, shown(found), Text(zh, en))


def _unknown(
    code: str, path: str, word: str, known: Iterable[str], what: tuple[str, str]
) -> Problem:
    hint = near(word, list(known))
    return Problem(
        f"rulebook.{code}",
        path,
        shown(word),
        Text(f"没有此{what[0]}；{hint.zh}", f"no such {what[1]}; {hint.en}"),
    )


KIND, SEVERITY, GRADE = ("记录类别", "kind of record"), ("程度", "severity"), ("等级", "grade")


def _all_known(
    code: str, path: str, words: Iterable[str], known: Iterable[str], what: tuple[str, str]
) -> Iterator[Problem]:
    there = list(known)
    for word in words:
        if word not in there:
            yield _unknown(code, path, word, there, what)


# credit


def _scale(rules: InForce) -> Iterator[Problem]:
    """A scale names each severity once; points and windows stand for its severities."""
    for name, rule in rules.of(CreditRule).items():
        path = f"credit-rule.{name}"
        if not rule.scale or len(set(rule.scale)) != len(rule.scale):
            zh, en = "至少一个程度，且不重复", "at least one severity, each once"
            yield _wrong("credit-rule", f"{path}.scale", ", ".join(rule.scale), zh, en)
        for field, table in (("points", rule.points), ("windows", rule.windows)):
            for severity in table:
                at = f"{path}.{field}.{severity}"
                yield from _all_known("credit-rule", at, [severity], rule.scale, SEVERITY)


def _windows(rules: InForce) -> Iterator[Problem]:
    """The windows exist, and points stay whole thousandths when they fade."""
    windows = rules.of(CreditWindow)
    for name, rule in rules.of(CreditRule).items():
        repeated = () if rule.repeat is None else (("repeat", rule.repeat.points),)
        for severity, window in rule.windows.items():
            path = f"credit-rule.{name}.windows.{severity}"
            if window not in windows:
                yield _unknown("credit-rule", path, window, windows, ("期限", "window"))
                continue
            own = rule.points.get(severity)
            each = () if own is None else ((f"points.{severity}", own),)
            for field, points in (*each, *repeated):
                yield from _whole(f"credit-rule.{name}.{field}", points, windows[window])


def _whole(path: str, points: Points, window: CreditWindow) -> Iterator[Problem]:
    weight = window.faded
    if window.full is not None and points.thousandths * weight.numerator % weight.denominator:
        found = f"{points} x {weight.numerator}/{weight.denominator}"
        zh, en = "折减后应为千分之一的整数倍", "whole thousandths when faded"
        yield Problem("rulebook.faded", path, found, Text(zh, en))


def _grades(rules: InForce) -> Iterator[Problem]:
    """Forced grades exist, and so do those that parameters name."""
    grades = rules.of(CreditGrade)
    for name, rule in rules.of(CreditRule).items():
        if rule.forces is not None:
            path = f"credit-rule.{name}.forces.grade"
            yield from _all_known("credit-rule", path, [rule.forces.grade], grades, GRADE)
    if grades:
        for name in GRADE_PARAMETERS:
            value = rules.value(name)
            if value is not None:
                yield from _all_known("credit-grade", f"parameter.{name}", [value], grades, GRADE)


def _range(rules: InForce) -> Iterator[Problem]:
    """The floor lies below the base and the ceiling, and the lowest grade reaches down to it."""
    floor, base, top = (rules.value(f"credit.{name}") for name in ("floor", "base", "ceiling"))
    if None in (floor, base, top):
        return
    if floor > top:
        zh, en = f"不高于最高分 {top}", f"at most the ceiling, {top}"
        yield _wrong("credit-range", "parameter.credit.floor", floor, zh, en)
    elif not floor <= base <= top:
        zh, en = f"应在 {floor} 与 {top} 之间", f"between {floor} and {top}"
        yield _wrong("credit-range", "parameter.credit.base", base, zh, en)
    lowest = min(rules.of(CreditGrade).values(), key=lambda grade: grade.low, default=None)
    if lowest is not None and lowest.low > floor:
        zh, en = f"最低一档应自最低分 {floor} 起", f"the lowest grade begins at the floor, {floor}"
        yield _wrong("band-gap", f"credit-grade.{lowest.id}.low", lowest.low, zh, en)


def _needed_of_credit(rules: InForce) -> Iterator[Problem]:
    """With record kinds, the parameters and grades of a score are there."""
    if rules.of(CreditRule):
        yield from _needed(rules, CREDIT_PARAMETERS)
        if not rules.of(CreditGrade):
            yield _wrong("credit-grade", "credit-grade", "", "至少一个等级", "at least one grade")


def _needed(rules: InForce, names: Iterable[str]) -> Iterator[Problem]:
    known = rules.of(Parameter)
    for name in names:
        if name not in known:
            zh, en = f"{rules.day} 起缺少此参数", f"this parameter is missing on {rules.day}"
            yield _wrong("parameter", f"parameter.{name}", "", zh, en)


# records, and who names them


def _record(
    rules: InForce, code: str, path: str, field: str, kind: str, severity: str | None
) -> Iterator[Problem]:
    """A kind of record exists and has the severity."""
    known = rules.of(CreditRule)
    if kind not in known:
        yield _unknown(code, f"{path}.kind", kind, known, KIND)
    elif severity is not None:
        scale = known[kind].scale
        yield from _all_known(code, f"{path}.{field}", [severity], scale, SEVERITY)


def _grounds(rules: InForce) -> Iterator[Problem]:
    """Grounds name lists and kinds that exist, and severities of those kinds."""
    known = rules.of(CreditRule)
    for name, ground in rules.of(GroundRule).items():
        path = f"blacklist-ground.{name}"
        yield from _all_known("ground", f"{path}.kinds", ground.kinds, known, KIND)
        yield from _all_known("ground", f"{path}.sequence", ground.sequence, known, KIND)
        scales = {word for kind in ground.kinds if kind in known for word in known[kind].scale}
        yield from _all_known("ground", f"{path}.severities", ground.severities, scales, SEVERITY)
        lists = rules.of(ListKind)
        where, what = f"{path}.list_kind", ("名单类型", "kind of list")
        yield from _all_known("ground", where, [ground.list_kind], lists, what)


def _events(rules: InForce) -> Iterator[Problem]:
    """Event rules name a kind of record, and severities of its scale."""
    known = rules.of(CreditRule)
    for name, rule in rules.of(EventRule).items():
        path = f"event-rule.{name}"
        if rule.kind is not None:
            yield from _record(rules, "event-rule", path, "severity", rule.kind, rule.severity)
        kinds = list(known) if rule.kind is None else [rule.kind] if rule.kind in known else []
        scales = {word for kind in kinds for word in known[kind].scale}
        if kinds:
            for word, severity in rule.severities.items():
                at = f"{path}.severities.{word}"
                yield from _all_known("event-rule", at, [severity], scales, SEVERITY)
            if rule.kind is None and rule.severity is not None:
                at = f"{path}.severity"
                yield from _all_known("event-rule", at, [rule.severity], scales, SEVERITY)


def _award(rules: InForce) -> Iterator[Problem]:
    """Bars and withdrawals name grades, kinds and severities that exist."""
    for name, bar in rules.of(AwardBar).items():
        path = f"award-bar.{name}"
        yield from _all_known("award", f"{path}.grades", bar.grades, rules.of(CreditGrade), GRADE)
        if bar.kind is not None:
            yield from _record(rules, "award", path, "from_severity", bar.kind, bar.from_severity)
    for name, rule in rules.of(AwardWithdrawal).items():
        path = f"award-withdrawal.{name}"
        yield from _record(rules, "award", path, "from_severity", rule.kind, rule.from_severity)


def _publication(rules: InForce) -> Iterator[Problem]:
    """The severity that a published penalty gives is one of penalties."""
    penalty = rules.of(CreditRule).get("penalty")
    for name, rule in rules.of(PublicationRule).items():
        if penalty is not None and rule.severity is not None:
            path = f"publication-rule.{name}.severity"
            yield from _all_known("publication", path, [rule.severity], penalty.scale, SEVERITY)


def _products(rules: InForce) -> Iterator[Problem]:
    """Barred and conditional grades exist."""
    grades = rules.of(CreditGrade)
    for name, product in rules.of(ProductClass).items():
        for field in ("barred_grades", "conditional_grades"):
            path = f"product-class.{name}.{field}"
            yield from _all_known("access", path, getattr(product, field), grades, GRADE)


def _frequencies(rules: InForce) -> Iterator[Problem]:
    """Each grade has a frequency of supervision, and each frequency a grade."""
    frequencies, grades = rules.of(SupervisionFrequency), rules.of(CreditGrade)
    if not frequencies:
        return
    for name in grades.keys() - frequencies.keys():
        zh, en = f"等级 {name} 缺少监管频次", f"grade {name} has no frequency of supervision"
        yield _wrong("supervision", f"supervision-frequency.{name}", "", zh, en)
    for name in frequencies:
        path = f"supervision-frequency.{name}"
        yield from _all_known("supervision", path, [name], grades, GRADE)


# the law of the level


def _own_lists(rules: InForce) -> Iterator[Problem]:
    """A list of a town's or county's own brings more supervision and nothing else. 国办发〔2020〕49号.

    Neither by its effects nor through grades: from the list to the grade of a listed unit, and
    from there to the market or the award.
    """
    for name, kind in rules.of(ListKind).items():
        path = f"list-kind.{name}"
        if kind.statutory and (kind.rank is SourceRank.LOCAL or kind.basis is Basis.LOCAL):
            zh = "法定名单须依据上位规定：basis 不得为 local，rank 不得为 local"
            en = "a statutory list rests on a law above it: neither basis nor rank is local"
            yield _wrong("list-rank", f"{path}.statutory", "true", zh, en)
        if kind.statutory or rules.day < PUNITIVE_NEEDS_RANK_FROM:
            continue
        punitive = [e.value for e in kind.effects if e is not Effect.MORE_SUPERVISION]
        if punitive:
            zh = "2020-12-07 起地方名单只能加强监管"
            en = "since 2020-12-07 a local list brings more supervision and nothing else"
            yield _wrong("list-rank", f"{path}.effects", ", ".join(punitive), zh, en)
        if kind.lowers_grade:
            yield from _through_grades(rules, path)
    yield from _own_grounds(rules)


def _own_grounds(rules: InForce) -> Iterator[Problem]:
    """Nobody is put on a list made by law for a ground of a town's or county's own."""
    lists = rules.of(ListKind)
    for name, ground in rules.of(GroundRule).items():
        kind = lists.get(ground.list_kind)
        if kind is None or not kind.statutory or rules.day < PUNITIVE_NEEDS_RANK_FROM:
            continue
        if ground.basis is Basis.LOCAL:
            zh = "地方规定不得增设或修改法定名单的列入事由；如有上位依据，请写明 source 与 basis"
            en = (
                "a local rule neither adds nor changes a ground of a statutory list; "
                "where a law does, name it in source and basis"
            )
            found = f"basis local on {ground.list_kind}"
            yield Problem("rulebook.list-rank", f"blacklist-ground.{name}", found, Text(zh, en))


def _through_grades(rules: InForce, path: str) -> Iterator[Problem]:
    grade = rules.value("credit.listed-grade")
    barred = [f"product-class.{p.id}" for p in rules.of(ProductClass).values()
              if grade in p.barred_grades]  # fmt: skip
    barred += [f"award-bar.{b.id}" for b in rules.of(AwardBar).values() if grade in b.grades]
    if barred:
        chain = f"{path} → {grade} → {', '.join(barred[:3])}"
        zh = f"地方名单不得经等级禁入市场或奖项（{chain}）；应写 lowers_grade = false"
        en = (
            f"a local list may not bar from the market or the award through a grade ({chain}); "
            "say lowers_grade = false"
        )
        yield _wrong("list-rank", f"{path}.lowers_grade", "true", zh, en)


# the assessment


def _links(rules: InForce) -> Iterator[Problem]:
    """Checklists, indicators, targets and grades that are named exist and go together."""
    indicators, targets = rules.of(IndicatorRule), rules.of(TargetRule)
    lists, grades = rules.of(Checklist), rules.of(AssessmentGrade)
    for name, indicator in indicators.items():
        if indicator.checklist is not None:
            path, what = f"indicator.{name}.checklist", ("清单", "checklist")
            yield from _all_known("assessment", path, [indicator.checklist], lists, what)
    for name, target in targets.items():
        path, what = f"target.{name}.indicator", ("指标", "indicator")
        yield from _all_known("assessment", path, [target.indicator], indicators, what)
        if target.indicator in indicators:
            yield from _target(target, indicators[target.indicator])
    for name, item in rules.of(ItemRule).items():
        path, what = f"item.{name}.target", ("目标", "target")
        yield from _all_known("assessment", path, [item.target], targets, what)
        yield from _share(f"item.{name}.floor", item.floor)
    for name, veto in rules.of(VetoRule).items():
        yield from _all_known("assessment", f"veto.{name}.grade", [veto.grade], grades, GRADE)
    duties = rules.of(DutyRule)
    for name, unit_item in rules.of(UnitItemRule).items():
        path, what = f"unit-item.{name}.duties", ("职责", "duty")
        yield from _all_known("assessment", path, unit_item.duties, duties, what)


def _target(target: TargetRule, indicator: IndicatorRule) -> Iterator[Problem]:
    if indicator.quality is not target.quality:
        zh, en = f"应与指标同属 {indicator.quality}", f"that of its indicator, {indicator.quality}"
        path = f"target.{target.id}.quality"
        yield _wrong("assessment", path, target.quality.value, zh, en)
    if indicator.kind in SHARES:
        yield from _share(f"target.{target.id}.value", target.value)
        yield from _share(f"target.{target.id}.above", target.above)
    if target.kind == "checklist" and indicator.kind != "checklist":
        zh, en = "清单类目标须用清单类指标", "a checklist target needs a checklist indicator"
        yield _wrong("assessment", f"target.{target.id}.kind", target.kind, zh, en)


def _share(path: str, rate: Rate | None) -> Iterator[Problem]:
    if rate is not None and not Rate(0, 1) <= rate <= Rate(1, 1):
        zh, en = "比例应在 0% 与 100% 之间", "a share lies between 0% and 100%"
        yield Problem("rulebook.share", path, rate.percent(2), Text(zh, en))


def _sections(rules: InForce) -> Iterator[Problem]:
    """The items of each section add up to its points."""
    wanted = {name: one.points for name, one in rules.of(AssessmentSection).items()}
    found = dict.fromkeys(wanted, Points(0))
    for item in rules.of(ItemRule).values():
        if not item.bonus:
            name = item.quality.value
            found[name] = found.get(name, Points(0)) + item.points
    for name in sorted(found):
        goal = wanted.get(name, Points(0))
        if found[name] != goal:
            yield Problem(
                "rulebook.assessment",
                f"assessment-section.{name}.points",
                str(found[name]),
                Text(f"板块各项之和应为 {goal}", f"the section's items add up to {goal}"),
            )


def _needed_of_assessment(rules: InForce) -> Iterator[Problem]:
    """With items, the parameters and grades of an assessment are there."""
    if rules.of(ItemRule):
        yield from _needed(rules, ASSESSMENT_PARAMETERS)
        if not rules.of(AssessmentGrade):
            zh, en = "至少一个考核等级", "at least one grade of the assessment"
            yield _wrong("assessment", "assessment-grade", "", zh, en)


def _trades(rules: InForce) -> Iterator[Problem]:
    """The shares that a trade's grade asks for are shares."""
    for name, grade in rules.of(TradeGrade).items():
        yield from _share(f"trade-grade.{name}.good_share", grade.good_share)
        yield from _share(f"trade-grade.{name}.bad_share", grade.bad_share)


# parameters


def _parameters(rules: InForce) -> Iterator[Problem]:
    """Numbers lie where they can be used, and names name what is there."""
    for name, parameter in rules.of(Parameter).items():
        path, value = f"parameter.{name}.value", parameter.read()
        if parameter.kind == "rate":
            yield from _share(path, value)
            if name.endswith(".confidence") and value in (Rate(0, 1), Rate(1, 1)):
                zh, en = "置信度应在 0 与 1 之间", "a confidence lies inside 0 and 1"
                yield _wrong("parameter", path, parameter.value, zh, en)
        least = int(name in AT_LEAST_ONE)
        if parameter.kind == "whole" and value < least:
            zh, en = f"不小于 {least}", f"at least {least}"
            yield _wrong("parameter", path, value, zh, en)
        if name in AS_TERMS and not isinstance(value, Term):
            zh, en = "应为年月日期限", "years, months or days, not working days or hours"
            yield _wrong("parameter", path, parameter.value, zh, en)
    cap = rules.value("credit.bonus-cap")
    if cap is not None and cap < Points(0):
        yield _wrong("parameter", "parameter.credit.bonus-cap.value", cap, "不小于 0", "at least 0")
    scales, scale = rules.of(SatisfactionScale), rules.value("service.scale")
    if scales and scale is not None:
        path, what = "parameter.service.scale.value", ("量表", "scale")
        yield from _all_known("parameter", path, [scale], scales, what)


Check = Callable[[InForce], Iterator[Problem]]
CHECKS: tuple[tuple[Check, tuple[type[RuleEntry], ...]], ...] = (
    (_scale, (CreditRule,)),
    (_windows, (CreditRule, CreditWindow)),
    (_grades, (CreditRule, CreditGrade, Parameter)),
    (_range, (CreditGrade, Parameter)),
    (_needed_of_credit, (CreditRule, CreditGrade, Parameter)),
    (_grounds, (GroundRule, CreditRule, ListKind)),
    (_events, (EventRule, CreditRule)),
    (_award, (AwardBar, AwardWithdrawal, CreditGrade, CreditRule)),
    (_publication, (PublicationRule, CreditRule)),
    (_products, (ProductClass, CreditGrade)),
    (_frequencies, (SupervisionFrequency, CreditGrade)),
    (_trades, (TradeGrade,)),
    (_own_lists, (ListKind, GroundRule, ProductClass, AwardBar, Parameter)),
    (
        _links,
        (
            IndicatorRule, TargetRule, ItemRule, VetoRule, Checklist, AssessmentGrade,
            UnitItemRule, DutyRule,
        ),
    ),
    (_sections, (AssessmentSection, ItemRule)),
    (_needed_of_assessment, (ItemRule, AssessmentGrade, Parameter)),
    (_parameters, (Parameter, SatisfactionScale)),
)  # fmt: skip
"""Each check with the classes of entries that it reads."""


def _own(kind: type[RuleEntry]) -> Check | None:
    """The check that a class makes of the entries of its own section, with full paths."""
    check = getattr(kind, "check_set", None)
    if check is None:
        return None

    def run(rules: InForce) -> Iterator[Problem]:
        entries = rules.of(kind)
        if entries:
            for problem in check(entries):
                yield attrs.evolve(problem, path=f"{kind.section}.{problem.path}")

    return run


def _turns(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]], sections: Iterable[str], start: date
) -> list[date]:
    """The days from `start` on, on which something changes in some sections."""
    days = {start, max(start, PUNITIVE_NEEDS_RANK_FROM)}
    for section in sections:
        for versions in typed.get(section, {}).values():
            for first, last, _ in versions:
                days.add(first)
                if last is not None and last < LAST_DAY:
                    days.add(last + ONE_DAY)
    return sorted(day for day in days if day >= start)


def _in_force(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]], section: str, day: date
) -> dict[str, RuleEntry]:
    return {
        name: entry
        for name, versions in typed.get(section, {}).items()
        for first, last, entry in versions
        if entry is not None and first <= day and (last is None or day <= last)
    }


def check_book(
    typed: Mapping[str, Mapping[str, tuple[Typed, ...]]], start: date
) -> Iterator[tuple[date, Problem]]:
    """Yield what does not fit together in a book, with the first day on which it does not (检查手册).

    Each check runs once for every stretch of time, from `start` on, in which nothing changes.
    """
    own = [(run, (kind,)) for kind in entry_classes().values() if (run := _own(kind)) is not None]
    seen: set[tuple[str, str, str]] = set()
    cache: dict[tuple[str, date], dict[str, RuleEntry]] = {}
    for run, kinds in (*own, *CHECKS):
        sections = [kind.section for kind in kinds]
        if not any(section in typed for section in sections):
            continue
        for day in _turns(typed, sections, start):
            entries = {}
            for section in sections:
                if (section, day) not in cache:
                    cache[section, day] = _in_force(typed, section, day)
                entries[section] = cache[section, day]
            for problem in run(InForce(day, entries)):
                key = (problem.code, problem.path, problem.found)
                if key not in seen:
                    seen.add(key)
                    yield day, problem
