"""Checks across the entries of credit (信用规则检查): windows, grades, and who names a record."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.exact import Points
from qualitygov.errors import Problem
from qualitygov.rulebook.inforce import (
    GRADE,
    KIND,
    SEVERITY,
    Checks,
    InForce,
    all_known,
    needed,
    share,
    unknown_word,
    wrong,
)
from qualitygov.rulebook.model.access import ProductClass, ProductLimit, SafetyCondition
from qualitygov.rulebook.model.award import AwardBar, AwardWithdrawal
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind
from qualitygov.rulebook.model.credit import (
    CreditGrade,
    CreditRule,
    CreditWindow,
    SeverityWord,
    TradeGrade,
)
from qualitygov.rulebook.model.event import EventRule
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.model.supervision import SupervisionFrequency
from qualitygov.rulebook.overlay import GRADE_PARAMETERS
from qualitygov.rulebook.sizes import lead
from qualitygov.text import Text

CREDIT_PARAMETERS = (
    "credit.base", "credit.floor", "credit.ceiling", "credit.bonus-cap", "credit.listed-grade",
    "credit.counts-from", "credit.badge-grade", "credit.badge-years-aa", "credit.badge-years-aaa",
    "credit.trade-minimum", "assessment.year",
)  # fmt: skip


def _scale(rules: InForce) -> Iterator[Problem]:
    """A scale names each severity once; points and windows stand for its severities."""
    for name, rule in rules.of(CreditRule).items():
        path = f"credit-rule.{name}"
        if not rule.scale or len(set(rule.scale)) != len(rule.scale):
            zh, en = "至少一个程度，且不重复", "at least one severity, each once"
            yield wrong("credit-rule", f"{path}.scale", ", ".join(rule.scale), zh, en)
        for field, table in (("points", rule.points), ("windows", rule.windows)):
            for severity in table:
                at = f"{path}.{field}.{severity}"
                yield from all_known("credit-rule", at, [severity], rule.scale, SEVERITY)


def _severities(rules: InForce) -> Iterator[Problem]:
    """No two severities of one scale are written alike."""
    words = rules.of(SeverityWord)
    for name, rule in rules.of(CreditRule).items():
        seen: dict[str, str] = {}
        for severity in rule.scale:
            entry = words.get(severity)
            for one in () if entry is None else (entry.label.zh, *entry.words):
                if seen.setdefault(one, severity) != severity:
                    zh, en = f"与 {seen[one]} 写法相同", f"{seen[one]} is written like this, too"
                    yield wrong("credit-rule", f"credit-rule.{name}.scale", one, zh, en)


def _windows(rules: InForce) -> Iterator[Problem]:
    """The windows exist, and points stay whole thousandths when they fade."""
    windows = rules.of(CreditWindow)
    for name, rule in rules.of(CreditRule).items():
        repeated = () if rule.repeat is None else (("repeat", rule.repeat.points),)
        for severity, window in rule.windows.items():
            path = f"credit-rule.{name}.windows.{severity}"
            if window not in windows:
                yield unknown_word("credit-rule", path, window, windows, ("期限", "window"))
                continue
            own = rule.points.get(severity)
            each = () if own is None else ((f"points.{severity}", own),)
            for field, points in (*each, *repeated):
                yield from _whole(f"credit-rule.{name}.{field}", points, windows[window])


def _repeats(rules: InForce) -> Iterator[Problem]:
    """A repetition is counted among kinds that exist, above a share of them that is a share.

    Kinds without a share would do nothing.
    """
    known = rules.of(CreditRule)
    for name, rule in known.items():
        if rule.repeat is not None:
            path = f"credit-rule.{name}.repeat"
            among = rule.repeat.among
            yield from all_known("credit-rule", f"{path}.among", among, known, KIND)
            yield from share(f"{path}.more_than", rule.repeat.more_than)
            if among and rule.repeat.more_than is None:
                zh, en = "应与 more_than 一并给出", "more_than as well: alone it says nothing"
                yield wrong("credit-rule", f"{path}.among", ", ".join(among), zh, en)


LONGEST = "longest"  # the window that no other may exceed: five years


def _lengths(rules: InForce) -> Iterator[Problem]:
    """No window is longer than the longest."""
    windows = rules.of(CreditWindow)
    longest = windows.get(LONGEST)
    for name, window in windows.items():
        if longest is not None and lead(window.length, longest.length) > 0:
            zh, en = f"不得长于 {longest.length}", f"no longer than {longest.length}"
            yield wrong("window", f"credit-window.{name}.length", str(window.length), zh, en)


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
            yield from all_known("credit-rule", path, [rule.forces.grade], grades, GRADE)
    if grades:
        for name in GRADE_PARAMETERS:
            value = rules.value(name)
            if value is not None:
                yield from all_known("credit-grade", f"parameter.{name}", [value], grades, GRADE)


def _range(rules: InForce) -> Iterator[Problem]:
    """The floor lies below the base and the ceiling."""
    floor, base, top = (rules.value(f"credit.{name}") for name in ("floor", "base", "ceiling"))
    if None in (floor, base, top):
        return
    if floor > top:
        zh, en = f"不高于最高分 {top}", f"at most the ceiling, {top}"
        yield wrong("credit-range", "parameter.credit.floor", floor, zh, en)
    elif not floor <= base <= top:
        zh, en = f"应在 {floor} 与 {top} 之间", f"between {floor} and {top}"
        yield wrong("credit-range", "parameter.credit.base", base, zh, en)


def _lowest(rules: InForce) -> Iterator[Problem]:
    """The lowest grade reaches down to the floor."""
    floor = rules.value("credit.floor")
    lowest = min(rules.of(CreditGrade).values(), key=lambda grade: grade.low, default=None)
    if floor is not None and lowest is not None and lowest.low > floor:
        zh, en = f"最低一档应自最低分 {floor} 起", f"the lowest grade begins at the floor, {floor}"
        yield wrong("band-gap", f"credit-grade.{lowest.id}.low", lowest.low, zh, en)


def _needed_of_credit(rules: InForce) -> Iterator[Problem]:
    """With record kinds, the parameters and grades of a score are there."""
    if rules.of(CreditRule):
        yield from needed(rules, CREDIT_PARAMETERS)
        if not rules.of(CreditGrade):
            yield wrong("credit-grade", "credit-grade", "", "至少一个等级", "at least one grade")


def _record(
    rules: InForce, code: str, rule: EventRule | AwardBar | AwardWithdrawal, field: str
) -> Iterator[Problem]:
    """The kind of record that an entry names exists, and has the severity in one of its fields."""
    known, path = rules.of(CreditRule), f"{rule.section}.{rule.id}"
    severity = getattr(rule, field)
    if rule.kind is None:
        return
    if rule.kind not in known:
        yield unknown_word(code, f"{path}.kind", rule.kind, known, KIND)
    elif severity is not None:
        scale = known[rule.kind].scale
        yield from all_known(code, f"{path}.{field}", [severity], scale, SEVERITY)


def _grounds(rules: InForce) -> Iterator[Problem]:
    """Grounds name lists and kinds that exist, and severities of those kinds."""
    known = rules.of(CreditRule)
    for name, ground in rules.of(GroundRule).items():
        path = f"blacklist-ground.{name}"
        yield from all_known("ground", f"{path}.kinds", ground.kinds, known, KIND)
        yield from all_known("ground", f"{path}.sequence", ground.sequence, known, KIND)
        scales = {word for kind in ground.kinds if kind in known for word in known[kind].scale}
        yield from all_known("ground", f"{path}.severities", ground.severities, scales, SEVERITY)
        lists = rules.of(ListKind)
        where, what = f"{path}.list_kind", ("名单类型", "kind of list")
        yield from all_known("ground", where, [ground.list_kind], lists, what)


def _events(rules: InForce) -> Iterator[Problem]:
    """Event rules name a kind of record, and severities of its scale."""
    known = rules.of(CreditRule)
    for name, rule in rules.of(EventRule).items():
        path = f"event-rule.{name}"
        yield from _record(rules, "event-rule", rule, "severity")
        kinds = list(known) if rule.kind is None else [rule.kind] if rule.kind in known else []
        scales = {word for kind in kinds for word in known[kind].scale}
        if kinds:
            for word, severity in rule.severities.items():
                at = f"{path}.severities.{word}"
                yield from all_known("event-rule", at, [severity], scales, SEVERITY)
            if rule.kind is None and rule.severity is not None:
                at = f"{path}.severity"
                yield from all_known("event-rule", at, [rule.severity], scales, SEVERITY)


def _award(rules: InForce) -> Iterator[Problem]:
    """Bars and withdrawals name grades, kinds and severities that exist."""
    for name, bar in rules.of(AwardBar).items():
        path = f"award-bar.{name}"
        yield from all_known("award", f"{path}.grades", bar.grades, rules.of(CreditGrade), GRADE)
        yield from _record(rules, "award", bar, "from_severity")
    for rule in rules.of(AwardWithdrawal).values():
        yield from _record(rules, "award", rule, "from_severity")


def _products(rules: InForce) -> Iterator[Problem]:
    """Barred and conditional grades exist, and so do the classes that are limited."""
    grades, classes = rules.of(CreditGrade), rules.of(ProductClass)
    for name, product in classes.items():
        for field in ("barred_grades", "conditional_grades"):
            path = f"product-class.{name}.{field}"
            yield from all_known("access", path, getattr(product, field), grades, GRADE)
    asked: tuple[ProductLimit | SafetyCondition, ...] = (
        *rules.of(ProductLimit).values(),
        *rules.of(SafetyCondition).values(),
    )
    for rule in asked:
        path = f"{rule.section}.{rule.id}.product_class"
        named = () if rule.product_class is None else (rule.product_class,)
        yield from all_known("access", path, named, classes, ("产品类别", "class of products"))


def _frequencies(rules: InForce) -> Iterator[Problem]:
    """Each grade has a frequency of supervision, and each frequency a grade."""
    frequencies, grades = rules.of(SupervisionFrequency), rules.of(CreditGrade)
    if not frequencies:
        return
    for name in grades.keys() - frequencies.keys():
        zh, en = f"等级 {name} 缺少监管频次", f"grade {name} has no frequency of supervision"
        yield wrong("supervision", f"supervision-frequency.{name}", "", zh, en)
    for name in frequencies:
        path = f"supervision-frequency.{name}"
        yield from all_known("supervision", path, [name], grades, GRADE)


def _trades(rules: InForce) -> Iterator[Problem]:
    """The shares that a trade's grade asks for are shares."""
    for name, grade in rules.of(TradeGrade).items():
        yield from share(f"trade-grade.{name}.good_share", grade.good_share)
        yield from share(f"trade-grade.{name}.bad_share", grade.bad_share)


CREDIT_CHECKS: Checks = (
    (_scale, (CreditRule,)),
    (_severities, (CreditRule, SeverityWord)),
    (_repeats, (CreditRule,)),
    (_lengths, (CreditWindow,)),
    (_windows, (CreditRule, CreditWindow)),
    (_grades, (CreditRule, CreditGrade, Parameter)),
    (_range, (Parameter,)),
    (_lowest, (CreditGrade, Parameter)),
    (_needed_of_credit, (CreditRule, CreditGrade, Parameter)),
    (_grounds, (GroundRule, CreditRule, ListKind)),
    (_events, (EventRule, CreditRule)),
    (_award, (AwardBar, AwardWithdrawal, CreditGrade, CreditRule)),
    (_products, (ProductClass, ProductLimit, SafetyCondition, CreditGrade)),
    (_frequencies, (SupervisionFrequency, CreditGrade)),
    (_trades, (TradeGrade,)),
)
