"""Duties that come round (例行职责).

One mechanism for meetings, reports, visits, campaigns and letters.

Clauses 3.1.1.d, 3.1.2.a, 3.2.1.a, 4.5.a-b. The rulebook says what is due in which periods; what was
done is matched to it.
"""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.governance.entities import (
    Campaign,
    GovernanceUnit,
    InspectionVisit,
    Meeting,
    UnitReport,
)
from qualitygov.governance.tasks import ResponsibilityLetter
from qualitygov.rulebook.model.governance import MONTHS, DutyRule
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = ["Deed", "DutyFact", "DutyState", "DutyStatus", "deeds_of", "duty_calendar", "duty_facts"]


class DutyState(Vocabulary):
    """How a duty stands (履职状态)."""

    OPEN = "open", "未到期", "not due yet"
    DONE = "done", "按期完成", "done in time"
    LATE = "late", "逾期完成", "done late"
    MISSED = "missed", "未完成", "missed"
    UNKNOWN = "unknown", "期限未明", "deadline unknown"


@attrs.frozen
class Deed:
    """Something that was done (履职事实): of the town, or of one of its units.

    `for_period` is the last day of the period it was done for, where it says so; otherwise its own
    day places it.
    """

    id: str
    town: str
    unit: str | None
    by: str
    what: str
    on: date
    for_period: date | None = None


@attrs.frozen
class DutyStatus:
    """One duty in one period (履职情况): when it is due, and by what it was done."""

    duty: str
    label: Text
    town: str
    unit: str | None
    first: date
    last: date
    by: Due
    deed: Deed | None

    def state(self, on: date) -> DutyState:
        """How it stands on a day.

        After the end of its period it is unknown where its deadline is, for the reason in `by`.

        What was done within the period is in time whatever the grace.
        """
        done = self.deed.on if self.deed is not None and self.deed.on <= on else None
        judged = on if done is None else done
        passed = False if judged <= self.last else self.by.passed(judged)
        if passed is None:
            return DutyState.UNKNOWN
        if done is None:
            return DutyState.MISSED if passed else DutyState.OPEN
        return DutyState.LATE if passed else DutyState.DONE

    @property
    def id(self) -> str:
        """Duty, whose, and period."""
        return f"{self.duty}/{self.unit or self.town}/{self.last}"


def deeds_of(
    meetings: Iterable[Meeting],
    reports: Iterable[UnitReport],
    visits: Iterable[InspectionVisit],
    campaigns: Iterable[Campaign],
    letters: Iterable[ResponsibilityLetter],
) -> tuple[Deed, ...]:
    """Bring everything that fulfills a duty into one shape (汇集履职事实)."""
    return (
        *(Deed(m.id, m.town, None, "meeting", m.kind.value, m.held_on) for m in meetings),
        *(
            Deed(r.id, r.town, r.unit, "report", "written", r.submitted_on, r.covers_to)
            for r in reports
        ),
        *(Deed(v.id, v.town, v.unit, "visit", "inspection", v.held_on) for v in visits),
        *(Deed(c.id, c.town, None, "campaign", c.kind.value, c.held_on) for c in campaigns),
        *(
            Deed(
                x.id, x.town, x.unit, "letter", "responsibility", x.signed_on, date(x.year, 12, 31)
            )
            for x in letters
        ),
    )


def _periods(rule: DutyRule, year: int) -> Iterator[tuple[date, date]]:
    """The periods of a year; a yearly duty has one, which ends with its last month."""
    step = rule.last_month - rule.first_month + 1 if rule.every == "year" else MONTHS[rule.every]
    for month in range(rule.first_month, rule.last_month + 1, step):
        end = month + step - 1
        yield date(year, month, 1), date(year, end, months_of.monthrange(year, end)[1])


def _owers(
    rule: DutyRule, town: str, units: Iterable[GovernanceUnit], last: date
) -> list[str | None]:
    if not rule.unit_kinds:
        return [None]
    own = [
        unit
        for unit in units
        if unit.town == town and unit.kind.value in rule.unit_kinds and unit.there(last)
    ]
    return [unit.id for unit in sorted(own, key=lambda unit: unit.id)]


def _matches(rule: DutyRule, deed: Deed, unit: str | None, first: date, last: date) -> bool:
    if deed.by != rule.by or deed.what != rule.what or deed.unit != unit:
        return False
    if deed.for_period is None:
        return first <= deed.on <= last
    return (
        first <= deed.for_period <= date(last.year, 12, 31)
        if rule.every == "year"
        else deed.for_period == last
    )


@clauses("3.1.1.d", "3.1.2.a", "3.2.1.a", "4.5.a", "4.5.b")
def duty_calendar(
    town: str,
    year: int,
    units: Iterable[GovernanceUnit],
    deeds: Iterable[Deed],
    rules: Rules,
    calendar: WorkCalendar | None = None,
) -> tuple[DutyStatus, ...]:
    """Return what a town and its units owe in a year, with what was done of it (履职日历).

    In order of deadlines.

    Of several deeds for one period the first counts. A deed is never counted for two periods of one
    duty.
    """
    known = [*units]
    own = sorted((deed for deed in deeds if deed.town == town), key=lambda deed: (deed.on, deed.id))
    found = []
    for name, rule in rules.entries(DutyRule).items():
        for first, last in _periods(rule, year):
            by = Due(last) if rule.grace is None else due(last, rule.grace, calendar)
            for unit in _owers(rule, town, known, last):
                deed = next((one for one in own if _matches(rule, one, unit, first, last)), None)
                found.append(DutyStatus(name, rule.label, town, unit, first, last, by, deed))
    return tuple(sorted(found, key=lambda status: (status.last, status.id)))


@attrs.frozen
class DutyFact:
    """One duty that has fallen due.

    As indicators see it (履职事实行), placed on the last day of its period.

    `in_time` is None where it is done after its period and the deadline is unknown.
    """

    id: str
    town: str
    on: date
    duty: str
    unit: str | None
    done: bool
    in_time: bool | None


@clauses("3.1.1.d", "3.1.2.a", "3.2.1.a", "4.5.a", "4.5.b")
def duty_facts(statuses: Iterable[DutyStatus], as_of: date) -> tuple[DutyFact, ...]:
    """Return the rows of the duties whose period has ended and that are done or missed (履职事实行).

    What is not done while its deadline is unknown is neither, and has no row.
    """
    rows = []
    for status in statuses:
        state, done = status.state(as_of), status.deed is not None and status.deed.on <= as_of
        if status.last <= as_of and (done or state is DutyState.MISSED):
            in_time = None if state is DutyState.UNKNOWN else state is DutyState.DONE
            rows.append(
                DutyFact(
                    status.id, status.town, status.last, status.duty, status.unit, done, in_time
                )
            )
    return tuple(rows)
