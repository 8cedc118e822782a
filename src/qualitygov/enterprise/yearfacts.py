"""Fact rows of enterprises by year (企业年度事实行), from which indicators of clause 3.3 count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.enterprise.entities import Certification, CertificationKind, Enterprise
from qualitygov.enterprise.excellence import excellence_on, reports_of_year
from qualitygov.enterprise.files import EnterpriseFiles, UnitFiles
from qualitygov.enterprise.persons import Role, answerable, in_post, missing_roles
from qualitygov.enterprise.research import Patent, patents_by_year, patents_in_force, research_year
from qualitygov.enterprise.standards import StandardPart, standards_by_year
from qualitygov.enterprise.systems import emergency_file, system_checklist
from qualitygov.enterprise.traceability import BatchGraph
from qualitygov.enterprise.training import KeyPost, activities_of_year, post_year, training_year
from qualitygov.enterprise.units import closing, operating
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.rules import Rules

__all__ = ["EnterpriseYearFact", "enterprise_year_facts"]

LICENCES = (CertificationKind.LICENCE, CertificationKind.COMPULSORY)


@attrs.frozen
class EnterpriseYearFact:
    """One enterprise in one year as indicators see it (企业年度事实).

    Placed on the year's last day or on `as_of` while it runs.

    `answerable`: somebody answers first and somebody directly on that day; `roles_missing` counts
    what the rule of the day asks for. `assessed`, `trained`, `research_share_up` and `traceable`
    are None where there is nothing to judge by, or not yet. `research_amount` and `main_revenue`
    are None without a report for the year.
    """

    id: str
    town: str
    on: date
    subject: str
    year: int
    key: bool
    high_tech: bool
    licensed: bool
    officer: bool
    answerable: bool
    roles_missing: int
    posts_due: int
    posts_wanting: int
    assessed: bool | None
    training_hours: Decimal
    trained: bool | None
    activities: int
    systems_complete: bool
    emergency_complete: bool
    excellence: Decimal | None
    responsibility_report: bool
    standards: int
    standards_led: int
    research_amount: Decimal | None
    main_revenue: Decimal | None
    research_share_up: bool | None
    patents: int
    patents_in_force: int
    batches: int
    trace_gaps: int
    traceable: bool | None


@clauses(
    "3.3.1.a",
    "3.3.1.b",
    "3.3.1.c",
    "3.3.1.d",
    "3.3.1.e",
    "3.3.1.f",
    "3.3.2.a",
    "3.3.2.b",
    "3.3.3.a",
    "3.3.3.b",
)
def enterprise_year_facts(
    enterprises: Iterable[Enterprise],
    files: EnterpriseFiles,
    rulebook: Rulebook,
    years: Iterable[int],
    as_of: date,
) -> tuple[EnterpriseYearFact, ...]:
    """Return one row for each enterprise and year in which it existed on the row's day (企业年度事实行).

    By what was known on `as_of`.

    Years that begin after `as_of` have no row. The rules are those in force on the row's day.
    """
    own, graph = UnitFiles.of(files), BatchGraph.of(files.batches, as_of)
    begun = sorted({year for year in years if date(year, 1, 1) <= as_of})
    moments = [
        (year, on, rulebook.at(on), _licensed(files.certifications, on))
        for year in begun
        for on in [closing(year, as_of)]
    ]
    rows = []
    for one in enterprises:
        key = UnitKey.of(one.code)
        unit = own.of_unit(key)
        rows += [
            _row(one, unit, graph, rules, year, on, as_of, licensed=key in holders)
            for year, on, rules, holders in moments
            if operating(one, on)
        ]
    return tuple(rows)


def _licensed(certifications: Iterable[Certification], on: date) -> frozenset[str]:
    return frozenset(
        UnitKey.of(one.holder)
        for one in certifications
        if one.kind in LICENCES and one.valid_on(on)
    )


def _row(
    one: Enterprise,
    unit: EnterpriseFiles,
    graph: BatchGraph,
    rules: Rules,
    year: int,
    on: date,
    as_of: date,
    *,
    licensed: bool,
) -> EnterpriseYearFact:
    code = one.code
    training = training_year(unit.trainings, code, year, rules, on)
    excellence = excellence_on(unit.excellence, code, on, as_of)
    internal = system_checklist(one, unit.systems, rules, on, licensed=licensed)
    return EnterpriseYearFact(
        id=f"{code}/{year}",
        town=one.town,
        on=on,
        subject=code,
        year=year,
        key=one.key_enterprise,
        high_tech=one.high_tech,
        licensed=licensed,
        officer=bool(in_post(unit.appointments, code, Role.CHIEF_QUALITY_OFFICER, on, as_of)),
        answerable=answerable(unit.appointments, code, on, as_of).complete,
        roles_missing=len(
            missing_roles(one, unit.appointments, rules, on, known_at=as_of, licensed=licensed)
        ),
        **_posts(unit.key_posts, year, rules, as_of),
        training_hours=training.hours,
        trained=training.met,
        activities=len(activities_of_year(unit.activities, code, year, on)),
        systems_complete=internal.complete,
        emergency_complete=emergency_file(one, unit.systems, rules, on, licensed=licensed).complete,
        excellence=excellence.score.decimal
        if excellence is not None and excellence.assessed_on.year == year
        else None,
        responsibility_report=bool(reports_of_year(unit.reports, code, year, on)),
        **_standards(unit.standards, code, year, as_of),
        **_research(unit, code, year, as_of),
        **_patents(unit.patents, code, year, on, as_of),
        **_tracing(graph, code, rules, year),
    )


def _posts(posts: Iterable[KeyPost], year: int, rules: Rules, as_of: date) -> dict[str, Any]:
    states = [post_year(post, year, rules, as_of) for post in posts]
    due, wanting = (
        sum(state.due for state in states),
        sum(state.gap is not None for state in states),
    )
    unknown = any(state.reason is not None for state in states) or as_of < date(year, 12, 31)
    judged = None if unknown or not due else True
    return {"posts_due": due, "posts_wanting": wanting, "assessed": False if wanting else judged}


def _standards(parts: Iterable[StandardPart], code: str, year: int, as_of: date) -> dict[str, Any]:
    own = [row for row in standards_by_year(parts, code, as_of) if row.year == year]
    return {
        "standards": sum(row.led + row.took_part for row in own),
        "standards_led": sum(row.led for row in own),
    }


def _research(unit: EnterpriseFiles, code: str, year: int, as_of: date) -> dict[str, Any]:
    state = research_year(unit.spendings, code, year, as_of)
    now = state.spending
    return {
        "research_amount": None if now is None else now.amount,
        "main_revenue": None if now is None else now.main_revenue,
        "research_share_up": state.up,
    }


def _patents(
    patents: Iterable[Patent], code: str, year: int, on: date, as_of: date
) -> dict[str, Any]:
    own = tuple(patents)
    granted = sum(row.granted for row in patents_by_year(own, code, as_of) if row.year == year)
    return {"patents": granted, "patents_in_force": len(patents_in_force(own, code, on))}


def _tracing(graph: BatchGraph, code: str, rules: Rules, year: int) -> dict[str, Any]:
    found = graph.completeness(code, rules, date(year, 1, 1), date(year, 12, 31))
    enough = found.batches >= rules.whole("traceability.minimum") and found.rate.defined
    traceable = found.rate >= rules.rate("traceability.complete") if enough else None
    return {"batches": found.batches, "trace_gaps": len(found.gaps), "traceable": traceable}
