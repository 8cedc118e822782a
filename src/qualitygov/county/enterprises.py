"""The enterprises of a county (县域企业信用).

Everything on file about each, its credit score, and grounds for listing it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qualitygov.access.closure import credit_records as records_of_orders
from qualitygov.award.status import certifications
from qualitygov.blacklist.case import BlacklistCase, listed_until
from qualitygov.blacklist.screen import BlacklistScreener, Screening
from qualitygov.codes.unit import UnitKey
from qualitygov.complaint.records import credit_records as records_of_complaints
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.county.data import CountyData
from qualitygov.credit.entities import CreditArchive
from qualitygov.credit.merits import merit_records
from qualitygov.credit.merits_enterprise import enterprise_merits
from qualitygov.credit.result import CreditScore
from qualitygov.credit.scorer import CreditScorer
from qualitygov.engineering.facts import credit_records as records_of_works
from qualitygov.inspection.records import credit_records as records_of_samples
from qualitygov.publication.view import credit_records as records_of_penalties
from qualitygov.rulebook.book import Rulebook
from qualitygov.safety.accidents import accident_records
from qualitygov.safety.hazards import hazard_records
from qualitygov.supervision.records import credit_records as records_of_visits

__all__ = ["archive_of", "credit_of"]


@clauses("3.2.2.a")
def archive_of(
    data: CountyData, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> CreditArchive:
    """Return the county's credit archive (县域信用档案).

    What is on file, and what every other subject gives.

    A record on file under the id of a derived one takes its place. Clause 3.2.2.a.
    """
    rules = rulebook.at(as_of)
    filed = {record.id for record in data.records}
    awarded = certifications(data.applications, rulebook, calendar, as_of)
    derived = (
        *records_of_samples(data.samples, rules, calendar, as_of),
        *records_of_works(data.projects, rules, as_of),
        *merit_records((*data.certifications, *awarded), as_of),
        *enterprise_merits(data.files, rules, as_of),
        *records_of_complaints(data.complaints, rulebook, calendar, as_of),
        *hazard_records(data.hazards, rules, calendar, as_of),
        *accident_records(data.accidents, rulebook, calendar, as_of),
        *records_of_visits(data.visits, as_of),
        *records_of_orders(data.orders, rules, calendar, as_of),
        *records_of_penalties(data.penalties, rulebook, as_of),
    )
    return CreditArchive.of(
        [*data.records, *(record for record in derived if record.id not in filed)]
    )


def _cases_by_unit(cases: Iterable[BlacklistCase]) -> dict[str, list[BlacklistCase]]:
    found: dict[str, list[BlacklistCase]] = {}
    for case in cases:
        found.setdefault(UnitKey.of(case.subject), []).append(case)
    return found


@clauses("3.2.2.b", "3.2.2.c")
def credit_of(
    data: CountyData,
    archive: CreditArchive,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    known_at: date | None = None,
) -> tuple[tuple[CreditScore, ...], tuple[Screening, ...]]:
    """Score every enterprise and screen it for grounds (企业评分与筛查).

    In order of their codes, from the county's archive.

    Of the screenings only those are returned that found a ground; a ground lists nobody. Clauses
    3.2.2.b-c.
    """
    cases = _cases_by_unit(data.cases)
    scorer = CreditScorer(rulebook, as_of=as_of, known_at=known_at)
    screener = BlacklistScreener(rulebook, as_of=as_of, known_at=known_at)
    scores, screenings = [], []
    for unit in sorted(data.enterprises, key=lambda unit: unit.code):
        own = cases.get(UnitKey.of(unit.code), ())
        listed = (
            listed_until(own, unit.code, as_of, rulebook, calendar, known_at=known_at)
            if own
            else None
        )
        scores.append(scorer.score(unit, archive, listed_until=listed))
        screening = screener.screen(unit, archive)
        if screening.grounds:
            screenings.append(screening)
    return tuple(scores), tuple(screenings)
