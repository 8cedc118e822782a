"""From a county's data to tables of facts (汇集事实).

Each subject's rows, as they were on a day and known on another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qualitygov.access.decision import access_facts
from qualitygov.assessment.facts import FactTables
from qualitygov.award.facts import award_facts
from qualitygov.codes.unit import UnitKey
from qualitygov.comparison.analysis import comparison_facts, measure_facts
from qualitygov.complaint.records import complaint_facts
from qualitygov.complaint.report import report_facts
from qualitygov.core.calendars import WorkCalendar
from qualitygov.county.analyses import analyses_of
from qualitygov.county.data import CountyData
from qualitygov.county.enterprises import archive_of
from qualitygov.county.record import record_facts
from qualitygov.county.registers import Registers
from qualitygov.credit.entities import CreditArchive
from qualitygov.engineering.facts import project_facts
from qualitygov.enterprise.entities import Certification, Enterprise
from qualitygov.enterprise.facts import certificate_facts
from qualitygov.enterprise.yearfacts import enterprise_year_facts
from qualitygov.environment.facts import air_facts, noise_facts, water_facts
from qualitygov.governance.duties import duty_facts
from qualitygov.governance.facts import (
    area_facts,
    budget_facts,
    campaign_facts,
    group_facts,
    lead_facts,
    task_facts,
)
from qualitygov.industry.figures import evidence_facts, figure_facts, sector_of
from qualitygov.inspection.facts import sample_facts
from qualitygov.laboratory.facts import (
    instrument_facts,
    laboratory_facts,
    request_facts,
    standard_facts,
)
from qualitygov.publication.view import publication_facts
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.rules import Rules
from qualitygov.safety.accidents import accident_facts
from qualitygov.safety.hazards import hazard_facts
from qualitygov.safety.preparedness import (
    accountability_facts,
    notice_facts,
    plan_facts,
    risk_facts,
)
from qualitygov.service.satisfaction import survey_facts
from qualitygov.supervision.records import quota_facts, visit_facts

__all__ = ["facts_of", "service_holders"]

SERVICES = "tertiary"


def service_holders(
    enterprises: Iterable[Enterprise], certifications: Iterable[Certification], rules: Rules
) -> frozenset[str]:
    """Return the codes of the certificate holders that are service enterprises (服务业持证单位).

    The tertiary sector.

    Holder and enterprise are matched by their organization code, under whichever code each is
    filed.
    """
    serving = {
        UnitKey.of(e.code)
        for e in enterprises
        if e.industry is not None and sector_of(e.industry, rules) == SERVICES
    }
    return frozenset(one.holder for one in certifications if UnitKey.of(one.holder) in serving)


def _qualities(
    data: CountyData,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    known: date | None,
) -> Mapping[str, Iterable[Any]]:
    """The facts of the five qualities."""
    rules = rulebook.at(as_of)
    holders = service_holders(data.enterprises, data.certifications, rules)
    return {
        "sample": sample_facts(data.samples, rules, calendar, as_of, known),
        "project": project_facts(data.projects, rules, as_of, known),
        "survey": survey_facts(data.surveys, rules, as_of),
        "air-day": air_facts(data.air_days, rulebook.at, as_of),
        "noise": noise_facts(data.noise, rulebook.at, as_of),
        "water": water_facts(data.water, rulebook.at, as_of),
        "figure": figure_facts(data.figures, as_of),
        "certificate": certificate_facts(data.certifications, holders),
    }


def _mechanisms(
    data: CountyData,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    known: date | None,
    registers: Registers,
    archive: CreditArchive,
) -> Mapping[str, Iterable[Any]]:
    """The facts of the mechanisms."""
    rules = rulebook.at(as_of)
    decisions = dict(registers.access)
    return {
        "evidence": evidence_facts(data.evidence, as_of),
        "record": record_facts(archive, data.enterprises, as_of, known),
        "complaint": complaint_facts(data.complaints, rulebook, calendar, as_of),
        "report": report_facts(data.reports, rulebook, calendar, as_of),
        "visit": visit_facts(data.visits, as_of, known),
        "quota": quota_facts(data.quotas, data.visits, as_of),
        "access": access_facts(data.offers, decisions, rules, as_of),
        "enterprise": enterprise_year_facts(
            data.enterprises, data.files, rulebook, (as_of.year - 1, as_of.year), as_of
        ),
        "publication": publication_facts(data.penalties, rulebook, calendar, as_of, known),
    }


def _safety(
    data: CountyData,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    known: date | None,
) -> Mapping[str, Iterable[Any]]:
    """The facts of quality safety."""
    rules, towns = rulebook.at(as_of), [town.code for town in data.towns]
    return {
        "hazard": hazard_facts(data.hazards, rules, calendar, as_of),
        "accident": accident_facts(data.accidents, rulebook, calendar, as_of, known),
        "plan": plan_facts(towns, data.plans, rules, as_of),
        "notice": notice_facts(data.notices, rules, calendar, as_of),
        "risk": risk_facts(data.risks, rules, as_of),
        "accountability": accountability_facts(data.large_cases, rules, calendar, as_of),
    }


def _foundations(
    data: CountyData,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    registers: Registers,
) -> Mapping[str, Iterable[Any]]:
    """The facts of the foundations and the award."""
    rules = rulebook.at(as_of)
    return {
        "laboratory": laboratory_facts(data.laboratories, as_of),
        "request": request_facts(data.test_requests, data.laboratories, calendar, as_of),
        "instrument": instrument_facts(data.instruments, rules, as_of),
        "standard": standard_facts(data.adopted, as_of),
        "improvement": measure_facts(data.improvements, rules, as_of),
        "award": award_facts(data.applications, rulebook, calendar, as_of, registers.entrants),
    }


def _governance(
    data: CountyData, rulebook: Rulebook, as_of: date, registers: Registers
) -> Mapping[str, Iterable[Any]]:
    """The facts of governance."""
    rules = rulebook.at(as_of)
    return {
        "group": group_facts(registers.groups, as_of),
        "task": task_facts(data.tasks, as_of),
        "duty": duty_facts(registers.duties, as_of),
        "area": area_facts(data.units, data.assistants, rules, as_of),
        "lead": lead_facts(data.leads, as_of),
        "budget": budget_facts(data.budgets, as_of),
        "campaign": campaign_facts(data.campaigns, as_of),
    }


def facts_of(
    data: CountyData,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    known_at: date | None = None,
    *,
    registers: Registers | None = None,
    archive: CreditArchive | None = None,
) -> FactTables:
    """Turn a county's data into tables of facts (生成事实表).

    As they were on `as_of`, known on `known_at`.

    `registers` hold what was decided for units before, such as market access; without them those
    tables are empty. `archive` is the county's credit archive where it was made already.
    """
    found = Registers() if registers is None else registers
    records = archive_of(data, rulebook, calendar, as_of) if archive is None else archive
    qualities = _qualities(data, rulebook, calendar, as_of, known_at)
    analyses = analyses_of(FactTables.of(qualities), rulebook.at(as_of), as_of)
    return FactTables.of(
        {
            **qualities,
            "comparison": comparison_facts(analyses, as_of),
            **_mechanisms(data, rulebook, calendar, as_of, known_at, found, records),
            **_safety(data, rulebook, calendar, as_of, known_at),
            **_foundations(data, rulebook, calendar, as_of, found),
            **_governance(data, rulebook, as_of, found),
        }
    )
