"""Duties that come round (例行职责).

One mechanism for meetings, reports, visits, campaigns and letters.

Clauses 3.1.1.d, 3.1.2.a, 3.2.1.a, 4.5.a-b. The rulebook says what is due in which periods; what was
done is matched to it.
"""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.governance.entities import (
    Campaign,
    GovernanceUnit,
    InspectionVisit,
    Meeting,
    ResponsibilityLetter,
    UnitReport,
)
from qualitygov.governance.tables import (
    CAMPAIGNS,
    INSPECTIONS,
    LETTERS,
    MEETINGS,
    UNIT_REPORTS,
    UNITS,
)
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import MONTHS, DutyRule
from qualitygov.subject import CountyView
from qualitygov.text import Text


class DutyState(Vocabulary):
    """How a duty stands (履职状态)."""

    OPEN = "open", "未到期", "not due yet"
    DONE = "done", "按期完成", "done in time"
    LATE = "late", "逾期完成", "done late"
    MISSED = "missed", "未完成", "missed"
    UNKNOWN = "unknown", "期限未明", "deadline unknown"


@attrs.frozen(kw_only=True)
class Deed(Result):
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


@attrs.frozen(kw_only=True, repr=False)
class DutyStatus(Result):
    """One duty in one period (履职情况): when it is due, and by what it was done."""

    brief: ClassVar[tuple[str, ...]] = ("id", "by")

    duty: str
    label: Text
    town: str
    unit: str | None
    first: date
    last: date
    by: Due
    deed: Deed | None

    def state(self, day: date) -> DutyState:
        """How it stands on a day.

        After the end of its period it is unknown where its deadline is, for the reason in `by`.

        What was done within the period is in time whatever the grace.
        """
        done = self.deed.on if self.deed is not None and self.deed.on <= day else None
        judged = day if done is None else done
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


Done = Meeting | UnitReport | InspectionVisit | Campaign | ResponsibilityLetter


def _deed(
    done: Done,
    by: str,
    what: str,
    day: date,
    *,
    unit: str | None = None,
    for_period: date | None = None,
) -> Deed:
    return Deed(
        id=done.id, town=done.town, unit=unit, by=by, what=what, on=day, for_period=for_period
    )


def deeds_of(
    *,
    meetings: Iterable[Meeting] = (),
    reports: Iterable[UnitReport] = (),
    visits: Iterable[InspectionVisit] = (),
    campaigns: Iterable[Campaign] = (),
    letters: Iterable[ResponsibilityLetter] = (),
) -> tuple[Deed, ...]:
    """Bring everything that fulfills a duty into one shape (汇集履职事实)."""
    return (
        *(_deed(x, "meeting", x.kind.value, x.held_on) for x in meetings),
        *(
            _deed(x, "report", "written", x.submitted_on, unit=x.unit, for_period=x.covers_to)
            for x in reports
        ),
        *(_deed(x, "visit", "inspection", x.held_on, unit=x.unit) for x in visits),
        *(_deed(x, "campaign", x.kind.value, x.held_on) for x in campaigns),
        *(_letter(x) for x in letters),
    )


def _letter(letter: ResponsibilityLetter) -> Deed:
    end = date(letter.year, 12, 31)
    return _deed(
        letter, "letter", "responsibility", letter.signed_on, unit=letter.unit, for_period=end
    )


def _periods(rule: DutyRule, year: int) -> Iterator[tuple[date, date]]:
    """The periods of a year; a yearly duty has one, which ends with its last month."""
    if rule.every is None:
        return
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
    context: Context,
    *,
    year: int,
    units: Iterable[GovernanceUnit],
    deeds: Iterable[Deed],
) -> tuple[DutyStatus, ...]:
    """Return what a town and its units owe in a year, with what was done of it (履职日历).

    In order of deadlines, by the rules in force at the end of the year, or on `as_of` where that is
    earlier. `units` and `deeds` are taken as they are given, as `deeds_of` brings them together.

    Of several deeds for one period the first counts. A deed is never counted for two periods of one
    duty.
    """
    known = [*units]
    own = sorted((deed for deed in deeds if deed.town == town), key=lambda deed: (deed.on, deed.id))
    rules = context.rules_on(min(context.as_of, date(year, 12, 31)))
    found = []
    for rule in rules.entries(DutyRule).values():
        for first, last in _periods(rule, year):
            by = Due(last) if rule.grace is None else context.due(last, rule.grace)
            for unit in _owers(rule, town, known, last):
                deed = next((one for one in own if _matches(rule, one, unit, first, last)), None)
                found.append(
                    DutyStatus(
                        duty=rule.id,
                        label=rule.label,
                        town=town,
                        unit=unit,
                        first=first,
                        last=last,
                        by=by,
                        deed=deed,
                    )
                )
    return tuple(sorted(found, key=lambda status: (status.last, status.id)))


def deeds_by_town(view: CountyView, context: Context) -> Mapping[str, tuple[Deed, ...]]:
    """Return everything that fulfills a duty, by town (各镇履职事实)."""
    found: dict[str, list[Deed]] = {}
    for deed in deeds_of(
        meetings=view.known(MEETINGS, context),
        reports=view.known(UNIT_REPORTS, context),
        visits=view.known(INSPECTIONS, context),
        campaigns=view.known(CAMPAIGNS, context),
        letters=view.known(LETTERS, context),
    ):
        if context.happened(deed.on):
            found.setdefault(deed.town, []).append(deed)
    return {town: tuple(deeds) for town, deeds in found.items()}


def town_duties(view: CountyView, context: Context) -> tuple[DutyStatus, ...]:
    """Return what every town and its units owe (各镇履职情况).

    In the year of `as_of` and in the one before.
    """
    deeds, units = view.once(deeds_by_town, context), view.known(UNITS, context)
    return tuple(
        status
        for town in view.towns(context)
        for year in (context.as_of.year - 1, context.as_of.year)
        for status in duty_calendar(
            town.code,
            context,
            year=year,
            units=units.of_town(town.code),
            deeds=deeds.get(town.code, ()),
        )
    )


@attrs.frozen(kw_only=True)
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
def duty_facts(view: CountyView, context: Context) -> tuple[DutyFact, ...]:
    """Return the rows of the duties whose period has ended and that are done or missed (履职事实行).

    What is not done while its deadline is unknown is neither, and has no row.
    """
    found = (duty_fact(status, context) for status in view.once(town_duties, context))
    return tuple(fact for fact in found if fact is not None)


def duty_fact(status: DutyStatus, context: Context) -> DutyFact | None:
    """Return the row of one duty (履职事实), None while it is neither done nor missed."""
    state = status.state(context.as_of)
    done = status.deed is not None and context.happened(status.deed.on)
    if not context.happened(status.last) or not (done or state is DutyState.MISSED):
        return None
    return DutyFact(
        id=status.id,
        town=status.town,
        on=status.last,
        duty=status.duty,
        unit=status.unit,
        done=done,
        in_time=None if state is DutyState.UNKNOWN else state is DutyState.DONE,
    )
