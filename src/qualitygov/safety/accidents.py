"""Accidents: their class, and whether they were reported in time (事故分级与报告).

Clauses 3.1.3.b, 3.3.1.d.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import attrs

from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import Hours
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.model.safety import AccidentClassRule, AccidentScale
from qualitygov.rulebook.rules import Rules
from qualitygov.safety.entities import Accident
from qualitygov.text import Text

__all__ = [
    "AccidentClass",
    "AccidentFact",
    "AccidentReport",
    "Reporting",
    "accident_facts",
    "accident_records",
    "classify",
    "reporting",
]


@attrs.frozen
class AccidentClass:
    """The class of an accident, and the measure that decides it (事故等级)."""

    name: str
    label: Text
    reason: Text
    source: str


def _reached(rule: AccidentClassRule, accident: Accident) -> Text | None:
    """The first measure that reaches the class, None when none does.

    "以上" includes the number: Order 493, art. 3.
    """
    for zh, en, value, bound in (
        ("死亡", "deaths", accident.deaths, rule.deaths),
        ("重伤", "serious injuries", accident.injuries, rule.injuries),
        ("直接经济损失", "yuan of direct loss", accident.loss, rule.loss),
        ("转移人数", "people moved", accident.moved, rule.moved),
    ):
        if bound is not None and value >= bound:
            return Text(f"{zh} {value}，达到 {bound}", f"{value} {en}, from {bound}")
    if accident.event in rule.triggers:
        return Text(f"设备情形 {accident.event}", f"event {accident.event}")
    return None


@clauses("3.1.3.b")
def classify(accident: Accident, rules: Rules) -> AccidentClass | None:
    """Return the class of an accident (事故分级).

    The gravest that any of its measures reaches, None when none is reached.

    >>> from decimal import Decimal
    >>> from qualitygov.rulebook import load_rulebook
    >>> from qualitygov.safety import AccidentField
    >>> day = date(2016, 5, 1)
    >>> one = Accident(id="A1", subject="91330299MA2837B62L", town="330299101", field=AccidentField.GENERAL, document="x",
    ...     happened_at=datetime(2016, 5, 1, 9), known_on=day, deaths=2, injuries=10)
    >>> classify(one, load_rulebook("strong-town").at(day)).name
    'larger'
    """
    scale = rules.entry(AccidentScale, accident.field.value)
    for rule in scale.classes:
        reason = _reached(rule, accident)
        if reason is not None:
            return AccidentClass(rule.name, rule.label, reason, scale.source)
    return None


class Reporting(Vocabulary):
    """How an accident was reported (事故报告情况)."""

    IN_TIME = "in-time", "按时报告", "in time"
    LATE = "late", "迟报", "late"
    MISSING = "missing", "未报告", "not reported"
    CONCEALED = "concealed", "瞒报", "concealed"


@attrs.frozen
class AccidentReport:
    """How an accident was reported, with the deadlines it was held to (事故报告判定)."""

    unit: Reporting
    upward: Reporting | None
    unit_by: datetime
    upward_by: datetime | None
    investigate_by: Due
    investigation_late: bool | None
    correct_by: Due
    corrected_late: bool

    @property
    def in_time(self) -> bool:
        """Whether unit and authority both reported in time."""
        return self.unit is Reporting.IN_TIME and self.upward in (None, Reporting.IN_TIME)


def _after(start: datetime, span: Hours) -> datetime:
    return start + timedelta(hours=span.count)


def _judged(reported: datetime | None, by: datetime) -> Reporting:
    if reported is None:
        return Reporting.MISSING
    return Reporting.IN_TIME if reported <= by else Reporting.LATE


@clauses("3.1.3.b", "3.3.1.d")
def reporting(
    accident: Accident, rules: Rules, calendar: WorkCalendar | None, on: date
) -> AccidentReport:
    """Return how an accident was reported (事故报告判定).

    By the unit, then upward; the hours run at night too.
    """
    scale = rules.entry(AccidentScale, accident.field.value)
    unit_by = _after(accident.happened_at, scale.report_within)
    unit = Reporting.CONCEALED if accident.concealed else _judged(accident.reported_at, unit_by)
    upward_by = (
        None if accident.reported_at is None else _after(accident.reported_at, scale.upward_within)
    )
    upward = None if upward_by is None else _judged(accident.upward_at, upward_by)
    investigate_by = due(accident.happened_at.date(), scale.investigate_within, calendar)
    done = (
        accident.investigated_on
        if accident.investigated_on is not None and accident.investigated_on <= on
        else on
    )
    correct_by = due(accident.happened_at.date(), scale.correct_within, calendar)
    corrected = (
        accident.corrected_on
        if accident.corrected_on is not None and accident.corrected_on <= on
        else None
    )
    return AccidentReport(
        unit,
        upward,
        unit_by,
        upward_by,
        investigate_by,
        investigate_by.passed(done),
        correct_by,
        corrected is not None and correct_by.passed(corrected) is True,
    )


def _record(accident: Accident, suffix: str, kind: str, severity: str) -> CreditRecord:
    return CreditRecord(
        id=f"{accident.id}/{suffix}",
        subject=accident.subject,
        kind=kind,
        severity=severity,
        happened_on=accident.happened_at.date(),
        decided_on=accident.known_on,
        known_on=accident.known_on,
        source_document=accident.document,
    )


@clauses("3.1.3.b", "3.2.2.a")
def accident_records(
    accidents: Iterable[Accident], rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return a record for each accident that has a class.

    And for each that its unit reported late or concealed (事故信用记录).
    """
    made = []
    for one in accidents:
        if one.known_on > as_of:
            continue
        rules = rulebook.at(one.happened_at.date())
        found = classify(one, rules)
        if found is not None:
            made.append(_record(one, "accident", "accident", found.name))
        unit = reporting(one, rules, calendar, as_of).unit
        if unit is not Reporting.IN_TIME:
            made.append(
                _record(
                    one,
                    "report",
                    "accident-report",
                    "concealed" if unit is Reporting.CONCEALED else "late",
                )
            )
    return tuple(made)


@attrs.frozen
class AccidentFact:
    """One accident as indicators see it (事故事实); `grade` is None below the lowest class."""

    id: str
    town: str
    on: date
    subject: str
    field: str
    grade: str | None
    in_time: bool
    concealed: bool


@clauses("3.1.3.b")
def accident_facts(
    accidents: Iterable[Accident],
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    known_at: date | None = None,
) -> tuple[AccidentFact, ...]:
    """Return the rows of the accidents of `as_of` and before, known on `known_at` (事故事实行)."""
    known = as_of if known_at is None else known_at
    rows = []
    for one in accidents:
        if one.happened_at.date() <= as_of and one.known_on <= known:
            rules = rulebook.at(one.happened_at.date())
            found = classify(one, rules)
            told = reporting(one, rules, calendar, as_of)
            grade = None if found is None else found.name
            rows.append(
                AccidentFact(
                    one.id,
                    one.town,
                    one.happened_at.date(),
                    one.subject,
                    one.field.value,
                    grade,
                    told.in_time,
                    one.concealed,
                )
            )
    return tuple(rows)
