"""Accidents: their class, and whether they were reported in time (事故分级与报告).

Clauses 3.1.3.b, 3.3.1.d.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

import attrs

from qualitygov.core import knowledge
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import Hours
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.safety import AccidentClassRule, AccidentScale
from qualitygov.rulebook.words import unknown
from qualitygov.safety.entities_accident import Accident
from qualitygov.safety.tables import ACCIDENTS
from qualitygov.subject import CountyView, Standing, standing_of
from qualitygov.text import Text


@attrs.frozen(kw_only=True, repr=False)
class AccidentClass(Result):
    """The class of an accident, and the measure that decides it (事故等级).

    By a scale that is `unsigned` it is told, and works to nobody's cost.
    """

    brief: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    label: Text
    reason: Text
    source: Text
    unsigned: bool = False


_MEASURES = (
    ("deaths", "死亡", "deaths"),
    ("injuries", "重伤", "serious injuries"),
    ("loss", "直接经济损失", "yuan of direct loss"),
    ("moved", "转移人数", "people moved"),
)


def _reached(
    rule: AccidentClassRule, accident: Accident, day: date, unsigned: tuple[str, ...]
) -> Text | None:
    """The first measure that reaches the class, None when none does.

    "以上" includes the number: Order 493, art. 3. A measure that nobody verified reaches no class.
    """
    deaths, injuries = accident.casualties(day)
    found: tuple[int | Decimal, ...] = (deaths, injuries, accident.loss, accident.moved)
    for (name, zh, en), value in zip(_MEASURES, found, strict=True):
        bound: int | None = getattr(rule, name)
        if bound is not None and value >= bound and rule.part(name) not in unsigned:
            return Text(f"{zh} {value}，达到 {bound}", f"{value} {en}, from {bound}")
    if accident.event in rule.triggers and rule.part("triggers") not in unsigned:
        return Text(f"设备情形 {accident.event}", f"event {accident.event}")
    return None


@clauses("3.1.3.b")
def classify(accident: Accident, context: Context) -> AccidentClass | None:
    """Return the class of an accident (事故分级), by the rules of the day on which it happened.

    The gravest that any of its measures reaches, None when none is reached. Casualties are those of
    ``context.as_of``. What nobody has verified of a scale counts for nothing.

    >>> from qualitygov.rulebook import load_rulebook
    >>> from qualitygov.safety import AccidentField
    >>> one = Accident(
    ...     id="A1", subject="91330299MA2837B62L", town="330299101", field=AccidentField.GENERAL,
    ...     happened_at=datetime(2016, 5, 1, 9), known_on=date(2016, 5, 1), deaths=2, injuries=10,
    ...     document="事故1号",
    ... )
    >>> classify(one, Context(load_rulebook("strong-town"), as_of="2016-12-31")).name
    'larger'
    """
    scale = _scale(accident, context)
    for rule in scale.classes:
        reason = _reached(rule, accident, context.as_of, scale.unsigned_parts)
        if reason is not None:
            return AccidentClass(
                name=rule.name,
                label=rule.label,
                reason=reason,
                source=scale.source,
                unsigned=scale.unsigned,
            )
    return None


@attrs.frozen(kw_only=True)
class ClassReached:
    """A class of an accident as it came to be known (先后认定的等级).

    `on` is the day of the casualties that reach it, `known_on` the day on which they were known,
    and `ended_on` the day of those that no longer reach it.
    """

    name: str
    on: date
    known_on: date
    ended_on: date | None = None


@clauses("3.1.3.b")
def classes_reached(accident: Accident, context: Context) -> tuple[ClassReached, ...]:
    """Return the classes that an accident reached, in the order in which they became known (等级变化).

    A class that its casualties reach later stands beside those before it; one that they no longer
    reach has ended. What nobody has verified of a scale reaches none. So what was known on a day is
    never changed by what becomes known later.
    """
    graver = [rule.name for rule in _scale(accident, context).classes]
    standing: list[ClassReached] = []
    found: list[ClassReached] = []
    for known_on in _days_known(accident, context):
        seen = knowledge.as_known(accident, known_on) or accident
        reached = classify(seen, context)
        name = None if reached is None or reached.unsigned else reached.name
        changes = (one.changed_on for one in seen.changes if context.happened(one.changed_on))
        on = max([accident.known_on, *changes])
        while standing and (name is None or graver.index(standing[-1].name) < graver.index(name)):
            gone = standing.pop()
            found[found.index(gone)] = attrs.evolve(gone, ended_on=on)
        if name is not None and (not standing or standing[-1].name != name):
            standing.append(ClassReached(name=name, on=on, known_on=known_on))
            found.append(standing[-1])
    return tuple(found)


def _days_known(accident: Accident, context: Context) -> list[date]:
    """The days on which the accident, and each change of its casualties by `as_of`, was known."""
    changes = (one for one in accident.changes if context.happened(one.changed_on))
    known = {knowledge.known_since(one.changed_on, accident, one) for one in changes}
    return sorted({accident.known_on, *known})


def _scale(accident: Accident, context: Context) -> AccidentScale:
    rules = context.rules_on(accident.happened_at.date())
    return rules.entry(AccidentScale, accident.field.value)


def accident_problems(accident: Accident, context: Context) -> Iterator[Problem]:
    """Yield what the rules say against an accident (事故核对).

    On its day the book has to have the rules, and an event of equipment is one that they name: by
    a word that no rule knows an accident would have no class.
    """
    classify(accident, context)
    if accident.event is None:
        return
    known = _events(context)
    if accident.event not in known:
        what = Text("规则手册未列的设备情形", "no event of equipment in the rulebook")
        yield unknown("accident.event", "event", accident.event, known, what)


def _events(context: Context) -> set[str]:
    """The events of equipment that any rule of any time names."""
    scales = context.rulebook.typed.get(AccidentScale.section, {}).values()
    return {
        word
        for versions in scales
        for _, _, scale in versions
        if isinstance(scale, AccidentScale)
        for rule in scale.classes
        for word in rule.triggers
    }


class Reporting(Vocabulary):
    """How an accident was reported (事故报告情况)."""

    OPEN = "open", "时限未到或不明", "the time is not up yet, or not known"
    IN_TIME = "in-time", "按时报告", "in time"
    LATE = "late", "迟报", "late"
    MISSING = "missing", "未报告", "not reported"
    CONCEALED = "concealed", "瞒报", "concealed"


@attrs.frozen(kw_only=True)
class Correction(Result):
    """Whether a change of the casualties was reported (补报判定): owed only where they changed."""

    changed_on: date
    by: Due
    standing: Standing


@attrs.frozen(kw_only=True, repr=False)
class AccidentReport(Result):
    """How an accident was reported, with the deadlines it was held to (事故报告判定).

    `corrections` are those that were owed: none where the casualties did not change in the time
    that the law names. `unit_by` is None while nobody knows when the unit's head was told.
    """

    brief: ClassVar[tuple[str, ...]] = ("unit", "upward", "in_time")

    unit: Reporting
    upward: Reporting | None
    unit_by: datetime | None
    upward_by: datetime | None
    investigate_by: Due
    investigation_late: bool | None
    corrections: tuple[Correction, ...]

    @property
    def in_time(self) -> bool:
        """Whether everything was reported in time, or can still be."""
        kept = (Reporting.IN_TIME, Reporting.OPEN)
        corrected = all(one.standing in (Standing.DONE, Standing.OPEN) for one in self.corrections)
        return self.unit in kept and self.upward in (None, *kept) and corrected


def _after(start: datetime, span: Hours) -> datetime:
    return start + timedelta(hours=span.count)


def _told(moment: datetime | None, context: Context) -> datetime | None:
    """A moment whose day lies on or before `as_of`, None for a later one."""
    return moment if moment is not None and context.happened(moment.date()) else None


def _judged(reported: datetime | None, by: datetime, context: Context) -> Reporting:
    if reported is not None:
        return Reporting.IN_TIME if reported <= by else Reporting.LATE
    return Reporting.MISSING if context.happened(by.date()) else Reporting.OPEN


def _by_unit(
    accident: Accident, told: datetime | None, scale: AccidentScale, context: Context
) -> tuple[Reporting, datetime | None]:
    """How the unit reported, and by when it had to; the head cannot be told before it happened."""
    start = accident.head_told_at
    by = None if start is None else _after(start, scale.report_within)
    if accident.concealed:
        return Reporting.CONCEALED, by
    if by is not None and scale.unsigned:
        return (Reporting.IN_TIME if told is not None and told <= by else Reporting.OPEN), by
    if by is not None:
        return _judged(told, by, context), by
    within = told is not None and told <= _after(accident.happened_at, scale.report_within)
    return (Reporting.IN_TIME if within else Reporting.OPEN), None


@clauses("3.1.3.b", "3.3.1.d")
def reporting(accident: Accident, context: Context) -> AccidentReport:
    """Return how an accident was reported (事故报告判定).

    By the unit, then upward; the hours run at night too, from when the head of the unit was told.
    A report of those on the spot, before that, is in time.
    Until its hours have run out on `as_of`, a report is open. While nobody knows when the head was
    told, a report is in time within the hour of the accident, and open otherwise. Decided by the
    rules of the day on which the accident happened.
    """
    accident = context.seen(accident)
    scale = _scale(accident, context)
    told, upward_at = _told(accident.reported_at, context), _told(accident.upward_at, context)
    unit, unit_by = _by_unit(accident, told, scale, context)
    upward_by = None if told is None else _after(told, scale.upward_within)
    investigate_by = _investigate_by(accident, scale, context)
    investigated = context.past(accident.investigated_on)
    return AccidentReport(
        unit=unit,
        upward=None if upward_by is None else _upward(upward_at, upward_by, scale, context),
        unit_by=unit_by,
        upward_by=upward_by,
        investigate_by=investigate_by,
        investigation_late=investigate_by.passed(investigated or context.as_of),
        corrections=_corrections(accident, scale, context),
    )


def _upward(
    told: datetime | None, by: datetime, scale: AccidentScale, context: Context
) -> Reporting:
    """How it was reported upward; by a time that nobody has verified nobody is late."""
    found = _judged(told, by, context)
    return Reporting.OPEN if scale.unsigned and found is not Reporting.IN_TIME else found


def _investigate_by(accident: Accident, scale: AccidentScale, context: Context) -> Due:
    """60 days, up to 60 more, without the days of testing. Order 493, arts. 27 and 29."""
    day = accident.happened_at.date() + timedelta(days=accident.testing_days)
    by = context.due_by(day, scale, "investigate_within")
    extended = context.past(accident.investigation_extended_on)
    if extended is None or by.day is None or by.passed(extended):
        return by
    return context.extended(by, scale.investigate_extension)


def _corrections(
    accident: Accident, scale: AccidentScale, context: Context
) -> tuple[Correction, ...]:
    """Changes within 30 days (traffic, fire: 7) are to be reported. Order 493, art. 13."""
    by = context.due_by(accident.happened_at.date(), scale, "correct_within")
    return tuple(
        Correction(
            changed_on=one.changed_on, by=by, standing=standing_of(by, one.corrected_on, context)
        )
        for one in accident.changes
        if context.happened(one.changed_on) and by.passed(one.changed_on) is not True
    )


@attrs.frozen(kw_only=True, repr=False)
class AccidentState(Result):
    """An accident with its class and how it was reported (事故情况).

    `found` is None below the lowest class, and `judged` where its scale is not verified, too: then
    nothing is decided by its class.
    """

    brief: ClassVar[tuple[str, ...]] = ("day", "found")

    accident: Accident
    found: AccidentClass | None
    report: AccidentReport

    @property
    def judged(self) -> AccidentClass | None:
        """The class by which anything may be decided."""
        return None if self.found is None or self.found.unsigned else self.found

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return self.accident.happened_at.date()


def accident_states(view: CountyView, context: Context) -> tuple[AccidentState, ...]:
    """Return the accidents of `as_of` and before (各事故情况)."""
    return tuple(
        AccidentState(accident=one, found=classify(one, context), report=reporting(one, context))
        for one in view.known(ACCIDENTS, context)
        if context.happened(one.happened_at.date())
    )
