"""Fact rows of enterprises by year (企业年度事实行), from which indicators of clause 3.3 count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period
from qualitygov.enterprise.files import Files, files_of
from qualitygov.enterprise.innovation import (
    patents_by_year,
    patents_in_force,
    research_year,
    standards_by_year,
)
from qualitygov.enterprise.people import (
    activities_of_year,
    excellence_on,
    missing_roles,
    post_year,
    training_year,
)
from qualitygov.enterprise.unit import (
    ENTERPRISES,
    Enterprise,
)
from qualitygov.enterprise.unit.rows import closing, license_holders, years_begun
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class EnterpriseYearFact:
    """One enterprise in one year as indicators see it (企业年度事实).

    Its numbers; what it owes stands in tables of their own. Placed on the year's last
    day, or on `as_of` while the year runs. `roles_missing` counts what the rule of the day asks
    for. `research_amount` and `main_revenue` are None without a report for the year.
    """

    id: str
    town: str
    on: date
    subject: str
    year: int
    key: bool
    high_tech: bool
    licensed: bool
    roles_missing: int
    posts_due: int
    posts_wanting: int
    training_hours: Decimal
    activities: int
    excellence: Decimal | None
    standards: int
    standards_led: int
    research_amount: Decimal | None
    main_revenue: Decimal | None
    patents: int
    patents_in_force: int
    batches: int
    trace_gaps: int


@attrs.frozen(kw_only=True, eq=False)
class _Year:
    """What all rows of one year share.

    `now` is the context of the evaluation, `then` the same on the row's day; `licensed` are the
    keys of the units with a license on that day, `idle` what a row says of a unit that has nothing
    of its work on file, once it was asked.
    """

    number: int
    now: Context
    then: Context
    licensed: frozenset[str]
    idle: dict[str, Any] = attrs.field(factory=dict)


@clauses("3.3.1.a 3.3.1.b 3.3.1.c 3.3.1.d 3.3.1.e 3.3.1.f 3.3.2.a 3.3.2.b 3.3.3.a 3.3.3.b")
def enterprise_year_facts(view: CountyView, context: Context) -> tuple[EnterpriseYearFact, ...]:
    """Return one row for each enterprise and year in which it existed (企业年度事实行).

    For the years of the period and the year before it; years that begin after `as_of` have no row.
    The rules are those in force on the row's day.
    """
    files = view.once(files_of, context)
    years = [_year(view, context, number) for number in years_begun(context)]
    return tuple(
        _row(files, enterprise, year)
        for enterprise in view.known(ENTERPRISES, context)
        for year in years
        if enterprise.operating(year.then.as_of)
    )


def _year(view: CountyView, context: Context, number: int) -> _Year:
    day = closing(number, context.as_of)
    holders = license_holders(view, context, day)
    return _Year(number=number, now=context, then=context.on(day), licensed=holders)


def _row(files: Files, enterprise: Enterprise, year: _Year) -> EnterpriseYearFact:
    code = enterprise.code
    return EnterpriseYearFact(
        id=f"{code}/{year.number}",
        town=enterprise.town,
        on=year.then.as_of,
        subject=code,
        year=year.number,
        key=enterprise.key_on(year.then.as_of),
        high_tech=enterprise.high_tech_on(year.then.as_of),
        licensed=UnitKey.of(code) in year.licensed,
        **_persons(files, enterprise, year),
        **_work(files, code, year),
        **_tracing(files, code, year),
    )


def _persons(files: Files, enterprise: Enterprise, year: _Year) -> dict[str, Any]:
    code, then = enterprise.code, year.then
    own = files.appointments.of_unit(code)
    licensed = UnitKey.of(code) in year.licensed
    return {
        "roles_missing": len(missing_roles(enterprise, then, appointments=own, licensed=licensed)),
    }


def _work(files: Files, code: str, year: _Year) -> Mapping[str, Any]:
    """Posts, own work and innovation; of all units without any on file it is the same."""
    on_file = UnitKey.of(code) in files.with_work
    if not on_file and year.idle:
        return year.idle
    found = {
        **_posts(files, code, year),
        **_own_work(files, code, year),
        **_innovation(files, code, year),
    }
    if not on_file:
        year.idle.update(found)
    return found


def _posts(files: Files, code: str, year: _Year) -> dict[str, Any]:
    posts = files.key_posts.of_unit(code)
    states = [post_year(post, year.now, year=year.number) for post in posts]
    due = sum(state.due for state in states)
    wanting = sum(state.gap is not None for state in states)
    return {"posts_due": due, "posts_wanting": wanting}


def _own_work(files: Files, code: str, year: _Year) -> dict[str, Any]:
    """Training, activities and excellence."""
    number, now = year.number, year.now
    training = training_year(files.trainings.of_unit(code), now, unit=code, year=number)
    activities = activities_of_year(files.activities.of_unit(code), now, unit=code, year=number)
    excellence = excellence_on(files.excellence.of_unit(code), year.then, unit=code)
    scored = excellence is not None and excellence.assessed_on.year == number
    return {
        "training_hours": training.hours,
        "activities": len(activities),
        "excellence": excellence.score.decimal if excellence is not None and scored else None,
    }


def _innovation(files: Files, code: str, year: _Year) -> dict[str, Any]:
    """Standards, research and patents."""
    number, now = year.number, year.now
    standards = standards_by_year(files.standards.of_unit(code), now, unit=code)
    parts = [row for row in standards if row.year == number]
    research = research_year(files.spendings.of_unit(code), now, unit=code, year=number)
    patents = files.patents.of_unit(code)
    granted = patents_by_year(patents, now, unit=code)
    return {
        "standards": sum(row.led + row.took_part for row in parts),
        "standards_led": sum(row.led for row in parts),
        "research_amount": research.spending and research.spending.amount,
        "main_revenue": research.spending and research.spending.main_revenue,
        "patents": sum(row.granted for row in granted if row.year == number),
        "patents_in_force": len(patents_in_force(patents, year.then, unit=code)),
    }


def _tracing(files: Files, code: str, year: _Year) -> dict[str, Any]:
    period = Period(date(year.number, 1, 1), date(year.number, 12, 31))
    found = files.graph.completeness(code, year.then, period=period)
    return {"batches": found.batches, "trace_gaps": len(found.gaps)}
