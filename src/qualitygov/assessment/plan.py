"""Compiling the rules of an assessment (编译考核计划), the only place of this subject that reads them.

Years become pairs of days, thresholds exact rates, points thousandths. The rules fit together: a
book in which they do not is refused when it is loaded (`rulebook.checks_assessment`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

import attrs

from qualitygov.assessment.indicator import Indicator
from qualitygov.assessment.left import Left
from qualitygov.assessment.sliced import ChecklistItem
from qualitygov.assessment.target import Target
from qualitygov.core.exact import Points, Rate
from qualitygov.core.given import of_type
from qualitygov.core.kinds import kind_of
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.plan.condition import Checks, compile_checks
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import (
    AssessmentGrade,
    AssessmentSection,
    IndicatorRule,
    ItemRule,
    Quality,
    TargetRule,
    VetoRule,
)
from qualitygov.rulebook.model.duty import Profile
from qualitygov.rulebook.model.industry import Checklist
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Item(Result):
    """One item of the assessment, compiled (考核项目); points in thousandths."""

    shown: ClassVar[tuple[str, ...]] = ("id", "label", "quality", "source", "bonus")
    brief: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    label: Text
    quality: Quality
    source: Text
    target: Target
    points: int
    partial: Literal["nothing", "proportional", "per-point"]
    floor: Rate
    deduct: int
    bonus: bool
    unsigned: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Veto(Result):
    """One veto, compiled (一票否决)."""

    shown: ClassVar[tuple[str, ...]] = ("id", "label", "clause", "grade")
    brief: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    label: Text
    clause: str
    facts: str
    where: Checks
    grade: str
    rests_on: tuple[str, ...] = ()


@attrs.frozen
class GradeBand:
    """One grade of the assessment with its lowest score in thousandths (考核等级)."""

    id: str
    label: Text
    low: int


@attrs.frozen(kw_only=True, eq=False)
class AssessmentPlan:
    """Everything an assessment needs to know of the rules, for one year as of one day (考核计划).

    `targets` are in force on the last day that is judged, `dormant` those of the book that are not.
    `bonus_cap` is in thousandths of a point; `least_assessable` the share of the points that must
    be assessable before a grade is given; `last_report` how many towns at the end of the ranking
    have to report.
    """

    context: Context = attrs.field(repr=False)
    period: Period
    indicators: Mapping[str, Indicator] = attrs.field(repr=False)
    targets: Mapping[str, Target] = attrs.field(repr=False)
    items: tuple[Item, ...] = attrs.field(repr=False)
    sections: Mapping[Quality, int] = attrs.field(repr=False)
    vetoes: tuple[Veto, ...] = attrs.field(repr=False)
    grades: tuple[GradeBand, ...]
    divisor: int
    bonus_cap: int
    least_assessable: Rate
    most_excused: Rate
    profile: Profile
    last_report: int
    dormant: Mapping[str, Target] = attrs.field(factory=dict, repr=False)

    @property
    def rules(self) -> Rules:
        """The rules by which the year is assessed."""
        return self.context.rules

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self.context.as_of

    @property
    def year(self) -> int:
        """The assessment year."""
        return self.context.year

    def band_at(self, score: Points) -> GradeBand:
        """Return the grade band of a score (得分所在等级)."""
        points = score.thousandths
        return next((band for band in self.grades if points >= band.low), self.grades[-1])

    def grade_at(self, score: Points) -> str:
        """Return the grade of a score (得分对应等级)."""
        return self.band_at(score).id

    def too_much_excused(self, share: Rate) -> bool:
        """Whether so much of the points is excused that a town is shown and not ranked."""
        return share > self.most_excused

    def left(self, target: Target) -> Left | None:
        """Return why a target is not scored in this profile (不在本档次); None where it is."""
        return None if taken_on(target.indicator.profile, self.profile) else Left.PROFILE

    def left_of(self, item: Item) -> Left | None:
        """Return why an item is not scored (不计分原因): its profile, or a rule nobody verified."""
        return Left.NOT_IN_FORCE if item.unsigned else self.left(item.target)

    def rank_of(self, grade: str) -> int:
        """The place of a grade, 0 the best."""
        return next(at for at, band in enumerate(self.grades) if band.id == grade)


def _items_of(rule: IndicatorRule, rules: Rules) -> tuple[ChecklistItem, ...]:
    if rule.checklist is None:
        return ()
    return tuple(
        ChecklistItem(one.id, one.label, one.max_age)
        for one in rules.entry(Checklist, rule.checklist).items
    )


def _indicator(
    rule: IndicatorRule, rules: Rules, parts: tuple[tuple[Indicator, int], ...] = ()
) -> Indicator:
    minimum = rule.minimum
    if minimum is None:
        minimum = rules.whole("assessment.minimum-sample") if rule.sampled else 1
    return Indicator(
        id=rule.id,
        label=rule.label,
        quality=rule.quality,
        clause=rule.clause,
        source=rule.source,
        basis=rule.basis,
        kind=rule.kind,
        facts=rule.facts,
        where=compile_checks(rule.where),
        counts=compile_checks(rule.counts),
        over=compile_checks(rule.over),
        sum=rule.sum,
        of=rule.of,
        distinct=rule.distinct,
        items=_items_of(rule, rules),
        checklist=rule.checklist,
        parts=parts,
        at=rule.at,
        sampled=rule.sampled,
        minimum=minimum,
        higher_is_better=rule.better == "higher",
        responsible=rule.responsible,
        controllable=rule.controllable,
        profile=rule.profile,
        unsigned=rule.unsigned or any(part.unsigned for part, _ in parts),
    )


def _indicators(rules: Rules) -> dict[str, Indicator]:
    entries = rules.entries(IndicatorRule)
    made = {name: _indicator(rule, rules) for name, rule in entries.items() if not rule.parts}
    for name, rule in entries.items():
        if rule.parts:
            made[name] = _indicator(
                rule,
                rules,
                tuple((made[part], weight) for part, weight in sorted(rule.parts.items())),
            )
    return made


def _target(rule: TargetRule, rules: Rules, indicator: Indicator, year: int) -> Target:
    back = (
        1 if rule.against == "year-before" else max(1, year - rules.whole("assessment.base-year"))
    )
    return Target(
        id=rule.id,
        label=rule.label,
        quality=rule.quality,
        clause=rule.clause,
        source=rule.source,
        basis=rule.basis,
        indicator=indicator,
        kind=rule.kind,
        op=rule.op or "at-least",
        value=rule.value,
        every=rule.every,
        divisor=rule.divisor or rules.whole("assessment.front-group-divisor"),
        above=rule.above,
        steady=rule.steady,
        direction=rule.direction or "rising",
        by=rule.by or rules.rate("assessment.marked-fall"),
        years_back=back,
        confidence=rules.rate("assessment.confidence"),
        least=rules.whole("assessment.minimum-sample"),
        acceptance=rule.acceptance,
        in_force_from=rule.valid_from,
        in_force_to=rule.valid_to,
        note=rule.note,
        unsigned=rule.unsigned or indicator.unsigned,
    )


def _dormant(context: Context) -> dict[str, Target]:
    """The targets of the book that are not in force on the day judged, by their own day's rules.

    Of several versions the last one that has ended, else the first to come.
    """
    book, there = context.rulebook, context.rules.entries(TargetRule)
    found, made = {}, dict[date, dict[str, Indicator]]()
    for name, versions in book.typed.get(TargetRule.section, {}).items():
        known = [(first, rule) for first, _, rule in versions if isinstance(rule, TargetRule)]
        if name in there or not known:
            continue
        ended = [pair for pair in known if pair[0] <= context.as_of]
        first, rule = ended[-1] if ended else known[0]
        rules = book.at(first)
        if first not in made:
            made[first] = _indicators(rules)
        if rule.indicator in made[first]:
            found[name] = _target(rule, rules, made[first][rule.indicator], context.year)
    return found


def _item(rule: ItemRule, target: Target) -> Item:
    return Item(
        id=rule.id,
        label=rule.label,
        quality=rule.quality,
        source=rule.source,
        target=target,
        points=rule.points.thousandths,
        partial=rule.partial,
        floor=rule.floor or Rate(0, 1),
        deduct=rule.deduct.thousandths if rule.deduct is not None else 0,
        bonus=rule.bonus,
        unsigned=rule.unsigned,
    )


PROFILES = tuple(Profile)


def taken_on(first: Profile, profile: Profile) -> bool:
    """Whether a profile takes on what `first` is the first to take on (是否纳入档次).

    >>> taken_on(Profile.STANDARD, Profile.FULL), taken_on(Profile.FULL, Profile.BRIEF)
    (True, False)
    """
    return PROFILES.index(first) <= PROFILES.index(profile)


def compile_assessment(context: Context, profile: Profile | str = Profile.FULL) -> AssessmentPlan:
    """Compile the rules in force for the assessment year of a context (编译考核计划).

    `profile` says how much paper the towns take on. The year's period is cut at ``context.as_of``.
    Raises `FieldError` for a year that has not begun, and `RulebookError` for what the book does
    not say on that day.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of=date(2016, 9, 30))
    >>> str(compile_assessment(context).period)
    '2016-01-01–2016-09-30'
    """
    rules = of_type(context, Context, "context").rules
    period = context.elapsed
    indicators = _indicators(rules)
    targets = {
        name: _target(rule, rules, indicators[rule.indicator], context.year)
        for name, rule in rules.entries(TargetRule).items()
    }
    order = {quality: at for at, quality in enumerate(Quality)}
    items = sorted(
        rules.entries(ItemRule).values(), key=lambda rule: (order[rule.quality], rule.bonus)
    )
    bands = sorted(
        rules.entries(AssessmentGrade).values(), key=lambda grade: grade.low, reverse=True
    )
    sections = rules.entries(AssessmentSection)
    return AssessmentPlan(
        context=context,
        period=period,
        indicators=indicators,
        targets=targets,
        items=tuple(_item(rule, targets[rule.target]) for rule in items),
        sections={
            quality: sections[quality.value].points.thousandths
            for quality in Quality
            if quality.value in sections
        },
        vetoes=tuple(
            _veto(veto) for _, veto in sorted(rules.entries(VetoRule).items()) if not veto.unsigned
        ),
        grades=tuple(GradeBand(grade.id, grade.label, grade.low.thousandths) for grade in bands),
        divisor=rules.whole("assessment.front-group-divisor"),
        bonus_cap=rules.points("assessment.bonus-cap").thousandths,
        least_assessable=rules.rate("assessment.least-assessable"),
        most_excused=rules.rate("assessment.most-excused"),
        profile=kind_of(Profile).hold(profile),
        last_report=rules.whole("assessment.last-towns-report"),
        dormant=_dormant(context),
    )


def _veto(rule: VetoRule) -> Veto:
    return Veto(
        id=rule.id,
        label=rule.label,
        clause=rule.clause,
        facts=rule.facts,
        where=compile_checks(rule.where),
        grade=rule.grade,
        rests_on=rule.rests_on,
    )
