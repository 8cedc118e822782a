"""Registers of a county (县域台账).

What is due, overdue, decided or recommended on a day, ready to be worked through.

They come from the credit of the enterprises and from the subjects' own rules; the assessment counts
from the same facts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qualitygov.access.closure import ClosureRecommendation, closures
from qualitygov.access.decision import Access, AccessDecision, decide
from qualitygov.access.entities import Activity
from qualitygov.award.selection import AwardFiles, Entrant, Selection, entrants, selections
from qualitygov.award.status import WithdrawalProposal, withdrawals_due
from qualitygov.codes.unit import UnitKey
from qualitygov.complaint.case import Complaint, ComplaintStatus
from qualitygov.complaint.records import overdue
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.county.data import CountyData
from qualitygov.credit.entities import CreditArchive
from qualitygov.credit.result import CreditScore
from qualitygov.enterprise.entities import Certification
from qualitygov.governance.duties import DutyStatus, deeds_of, duty_calendar
from qualitygov.governance.entities import AssistantReport, UnitType
from qualitygov.governance.standing import (
    AreaState,
    BudgetTrend,
    GroupState,
    areas_of,
    budget_trend,
    group_state,
    open_leads,
    visited_too_often,
)
from qualitygov.governance.tasks import (
    Breakdown,
    LetterResult,
    TaskStatus,
    breakdown,
    letter_results,
    overdue_tasks,
)
from qualitygov.laboratory.instruments import VerificationState, overdue_instruments
from qualitygov.laboratory.requests import RequestState, requests_behind
from qualitygov.laboratory.standards import OldEdition, old_editions
from qualitygov.publication.view import Publication, PublicationState, case_view, listing_view
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.rulebook.model.blacklist import Effect
from qualitygov.rulebook.model.safety import RiskMatrix
from qualitygov.safety.accidents import AccidentClass, AccidentReport, classify, reporting
from qualitygov.safety.entities import Accident, Hazard, RiskAssessment
from qualitygov.safety.hazards import HazardState, overdue_hazards
from qualitygov.safety.preparedness import (
    AccountabilityState,
    Acknowledgement,
    PlanState,
    accountability_state,
    acknowledgements,
    plan_states,
    risk_level,
)
from qualitygov.supervision.draw import Draw, draw_strata
from qualitygov.supervision.plan import (
    Dispatch,
    QuotaState,
    VisitDue,
    dispatch,
    quota_states,
    strata_of,
    visits_due,
)

__all__ = ["Registers", "registers_of"]


@attrs.frozen(kw_only=True)
class Registers:
    """What is to be worked through on a day (台账)."""

    access: tuple[tuple[str, AccessDecision], ...] = ()
    closures: tuple[ClosureRecommendation, ...] = ()
    complaints: tuple[tuple[Complaint, ComplaintStatus], ...] = ()
    publications: tuple[Publication, ...] = ()
    visits: tuple[VisitDue, ...] = ()
    quotas: tuple[QuotaState, ...] = ()
    draw: Mapping[str, Draw] = attrs.field(factory=dict)
    dispatch: Dispatch = attrs.field(factory=lambda: Dispatch(draws={}, short=()))
    hazards: tuple[tuple[Hazard, HazardState], ...] = ()
    accidents: tuple[tuple[Accident, AccidentClass | None, AccidentReport], ...] = ()
    unprepared: tuple[tuple[str, PlanState], ...] = ()
    unacknowledged: tuple[Acknowledgement, ...] = ()
    risks: tuple[tuple[RiskAssessment, str], ...] = ()
    accountability: tuple[AccountabilityState, ...] = ()
    instruments: tuple[VerificationState, ...] = ()
    requests: tuple[RequestState, ...] = ()
    old_editions: tuple[OldEdition, ...] = ()
    entrants: tuple[Entrant, ...] = ()
    selections: tuple[Selection, ...] = ()
    withdrawals: tuple[WithdrawalProposal, ...] = ()
    groups: tuple[tuple[str, GroupState], ...] = ()
    duties: tuple[DutyStatus, ...] = ()
    letters: tuple[LetterResult, ...] = ()
    tasks: tuple[TaskStatus, ...] = ()
    breakdowns: tuple[tuple[str, Breakdown], ...] = ()
    budgets: tuple[tuple[str, BudgetTrend], ...] = ()
    areas: tuple[tuple[str, AreaState], ...] = ()
    leads: tuple[AssistantReport, ...] = ()
    too_often: tuple[tuple[str, int], ...] = ()

    @property
    def refused(self) -> tuple[tuple[str, AccessDecision], ...]:
        """The products that may not be made or sold, by the offer's id."""
        return tuple((offer, one) for offer, one in self.access if one.access is Access.REFUSED)

    @property
    def unpublished(self) -> tuple[Publication, ...]:
        """The publications that are due or late."""
        return tuple(
            one
            for one in self.publications
            if one.state in (PublicationState.DUE, PublicationState.LATE)
        )


def _effects(
    data: CountyData, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> dict[str, set[Effect]]:
    found: dict[str, set[Effect]] = {}
    for case in data.cases:
        effects = case.status(as_of, rulebook, calendar).effects
        if effects:
            found.setdefault(UnitKey.of(case.subject), set()).update(effects)
    return found


@clauses("3.2.2.d")
def _access(
    data: CountyData,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    grades: Mapping[str, str],
) -> tuple[tuple[str, AccessDecision], ...]:
    rules = rulebook.at(as_of)
    units = {UnitKey.of(unit.code): unit for unit in data.enterprises}
    effects = _effects(data, rulebook, calendar, as_of)
    held: dict[str, list[Certification]] = {}
    for one in data.certifications:
        held.setdefault(UnitKey.of(one.holder), []).append(one)
    decided = []
    for offer in sorted(data.offers, key=lambda offer: offer.id):
        key = UnitKey.of(offer.subject)
        if key in units and offer.running(as_of):
            own = [
                *held.get(key, ()),
                *(held.get(UnitKey.of(offer.maker), ()) if offer.maker is not None else ()),
            ]
            decision = decide(
                units[key],
                offer,
                rules,
                certifications=own,
                grade=grades.get(key),
                effects=effects.get(key, ()),
                as_of=as_of,
            )
            decided.append((offer.id, decision))
    return tuple(decided)


def _high_risk(data: CountyData, rulebook: Rulebook, as_of: date) -> frozenset[str]:
    """The units that make a product of a controlled class."""
    classes = rulebook.at(as_of).entries(ProductClass)
    return frozenset(
        offer.subject
        for offer in data.offers
        if offer.activity is Activity.MAKE and offer.category in classes and offer.running(as_of)
    )


def registers_of(
    data: CountyData,
    archive: CreditArchive,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    credit: Sequence[CreditScore],
    *,
    seed: str,
    targets: Collection[str] = (),
) -> Registers:
    """Return what is to be worked through on `as_of` (生成台账).

    `archive` is the county's credit archive, derived records among them; `seed` the published seed
    of the year's random draw; `targets` the ids of the targets that need an owner.
    """
    rules = rulebook.at(as_of)
    grades = {UnitKey.of(score.code): score.grade for score in credit}
    by_code = {
        unit.code: grades[UnitKey.of(unit.code)]
        for unit in data.enterprises
        if UnitKey.of(unit.code) in grades
    }
    risky = _high_risk(data, rulebook, as_of)
    begun = date(as_of.year, 1, 1)
    drawn = draw_strata(strata_of(data.enterprises, by_code, risky, rules), seed)
    towns = {unit.code: unit.town for unit in data.enterprises}
    visited = {code: towns[code] for draw in drawn.values() for code in draw.drawn}
    shown = [
        case_view(one, rulebook, calendar, as_of)
        for one in data.penalties
        if one.decided_on <= as_of
    ]
    shown += [listing_view(case, rulebook, calendar, as_of) for case in data.cases]
    return Registers(
        access=_access(data, rulebook, calendar, as_of, grades),
        closures=closures(data.orders, data.samples, rules, calendar, as_of),
        complaints=overdue(data.complaints, rulebook, calendar, as_of),
        publications=tuple(shown),
        visits=visits_due(
            data.enterprises, by_code, risky, data.visits, rules, since=begun, as_of=as_of
        ),
        quotas=quota_states(data.quotas, data.visits, as_of),
        draw=drawn,
        dispatch=dispatch(visited, data.inspectors, rules, seed, as_of),
        **_safety(data, rulebook, calendar, as_of),
        **_foundations(data, rulebook, calendar, as_of),
        **_award(data, archive, rulebook, calendar, as_of, grades),
        **_governance(data, rulebook, calendar, as_of, targets),
    )


def _safety(
    data: CountyData, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> dict[str, Any]:
    rules = rulebook.at(as_of)
    waiting = [
        one
        for notice in data.notices
        if notice.issued_on <= as_of
        for one in acknowledgements(notice, rules, calendar, as_of)
        if one.acknowledged_on is None
    ]
    known = sorted(
        (one for one in data.accidents if one.known_on <= as_of),
        key=lambda one: (one.happened_at, one.id),
    )
    dated = [(one, rulebook.at(one.happened_at.date())) for one in known]
    levels = [
        (one, risk_level(one.likelihood, one.severity, rules))
        for one in data.risks
        if one.assessed_on <= as_of
    ]
    order = rules.entry(RiskMatrix, "main").order
    states = [
        accountability_state(one, rules, calendar, as_of)
        for one in data.large_cases
        if one.opened_on <= as_of
    ]
    return {
        "hazards": overdue_hazards(data.hazards, rules, calendar, as_of),
        "accidents": tuple(
            (one, classify(one, then), reporting(one, then, calendar, as_of)) for one, then in dated
        ),
        "unprepared": tuple(
            (town.code, state)
            for town in data.towns
            for state in plan_states(town.code, data.plans, rules, as_of)
            if state.gaps
        ),
        "unacknowledged": tuple(waiting),
        "risks": tuple(sorted(levels, key=lambda pair: (-order.index(pair[1]), pair[0].id))),
        "accountability": tuple(state for state in states if state.lacks),
    }


def _foundations(
    data: CountyData, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> dict[str, Any]:
    rules = rulebook.at(as_of)
    return {
        "instruments": overdue_instruments(data.instruments, rules, as_of),
        "requests": requests_behind(data.test_requests, data.laboratories, calendar, as_of),
        "old_editions": old_editions(data.adopted, as_of),
    }


def _award(
    data: CountyData,
    archive: CreditArchive,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    grades: Mapping[str, str],
) -> dict[str, Any]:
    listed = {
        UnitKey.of(case.subject): status.until
        for case in data.cases
        if (status := case.status(as_of, rulebook, calendar)).listed and status.until is not None
    }
    files = AwardFiles(
        applications=data.applications,
        units=data.enterprises,
        records=tuple(archive),
        certifications=data.certifications,
        grades=grades,
        listed_until=listed,
    )
    found = entrants(files, rulebook, calendar, as_of)
    return {
        "entrants": found,
        "selections": selections(found, rulebook.at(as_of)),
        "withdrawals": withdrawals_due(data.applications, archive, rulebook, calendar, as_of),
    }


def _governance(
    data: CountyData,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    targets: Collection[str],
) -> dict[str, Any]:
    rules, year, towns = rulebook.at(as_of), as_of.year, [town.code for town in data.towns]
    deeds = deeds_of(
        data.meetings, data.unit_reports, data.inspections, data.campaigns, data.letters
    )
    owing = (UnitType.DEPARTMENT, UnitType.AREA)
    units = [unit.id for unit in data.units if unit.there(as_of) and unit.kind in owing]
    return {
        "groups": tuple(
            (town, group_state(town, data.units, data.members, data.tasks, rules, as_of))
            for town in towns
        ),
        "duties": tuple(
            status
            for town in towns
            for asked in (year - 1, year)
            for status in duty_calendar(
                town,
                asked,
                data.units,
                deeds,
                rulebook.at(min(as_of, date(asked, 12, 31))),
                calendar,
            )
        ),
        "letters": letter_results(data.letters, data.tasks, units, year, as_of),
        "tasks": overdue_tasks((task for task in data.tasks if task.year == year), as_of),
        "breakdowns": tuple(
            (town, breakdown(data.tasks, targets, town, year, as_of)) for town in towns
        ),
        "budgets": tuple(
            (town, trend) for town in towns for trend in budget_trend(data.budgets, town, year)
        ),
        "areas": tuple(
            (town, state)
            for town in towns
            for state in areas_of(town, data.units, data.assistants, rules, year, as_of)
        ),
        "leads": open_leads(data.leads, as_of),
        "too_often": visited_too_often(
            (one for one in data.inspections if one.held_on <= as_of), rules, year
        ),
    }
