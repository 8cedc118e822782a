"""What enterprises owe in a year (企业年度事项), and what was done of it (履职事实). Clause 3.3.

The opinion asks the town to urge most of it (推动、督促), so that these rows are coverage rates of
the town. Who owes it comes from the list of enterprises: a firm without any row on file owes it,
too, and an absent row is an absent deed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.due import Instead
from qualitygov.core.period import Period, whole_year
from qualitygov.enterprise.files import Files, files_of
from qualitygov.enterprise.innovation import SPENDINGS, research_year
from qualitygov.enterprise.people import (
    ACTIVITIES,
    APPOINTMENTS,
    EXCELLENCE,
    KEY_POSTS,
    RESPONSIBILITY_REPORTS,
    SYSTEMS,
    TRAININGS,
    Role,
    activities_of_year,
    answerable,
    emergency_file,
    in_post,
    post_year,
    reports_of_year,
    system_checklist,
    training_year,
)
from qualitygov.enterprise.tracing import BATCHES, traceable
from qualitygov.enterprise.unit import CERTIFICATIONS, ENTERPRISES, LICENCES, Enterprise
from qualitygov.enterprise.unit.rows import closing, license_holders, years_begun
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import TracedTrade
from qualitygov.subject import (
    CountyView,
    Duty,
    FactSpec,
    Standing,
    TableSpec,
    Weight,
    owed,
    standing_columns,
)


@attrs.frozen(kw_only=True)
class EnterpriseDutyFact(Duty):
    """One thing that an enterprise owes in a year (企业年度事项事实), of a key or high-tech one.

    Placed on the year's last day, or on `as_of` while the year runs; `unit` is its code.
    """

    year: int
    key: bool
    high_tech: bool


@attrs.frozen(kw_only=True, eq=False)
class _Case:
    """One enterprise in one year: `now` is the day of evaluation, `then` the last day judged."""

    files: Files
    enterprise: Enterprise
    year: int
    now: Context
    then: Context
    licensed: bool

    @property
    def code(self) -> str:
        return self.enterprise.code


@attrs.frozen
class _Found:
    """What was found: when it was done, None if never; whether well; whether it is asked at all.

    `of` is the year of which it is, where that is another.
    """

    on: date | None
    good: bool = True
    asked: bool = True
    of: int | None = None


def _held(case: _Case, *, there: bool, good: bool = True) -> _Found:
    """What is judged on the last day: it is there, or it is not."""
    return _Found(case.then.as_of if there else None, good)


def _officer(case: _Case) -> _Found:
    own = case.files.appointments.of_unit(case.code)
    role = Role.CHIEF_QUALITY_OFFICER
    return _held(case, there=bool(in_post(own, case.then, unit=case.code, role=role)))


def _answerable(case: _Case) -> _Found:
    own = case.files.appointments.of_unit(case.code)
    return _held(case, there=answerable(own, case.then, unit=case.code).complete)


def _trained(case: _Case) -> _Found:
    own = case.files.trainings.of_unit(case.code)
    found = training_year(own, case.now, unit=case.code, year=case.year)
    return _held(case, there=bool(found.sessions), good=bool(found.met))


def _posts(case: _Case) -> _Found:
    """The key posts; without any on file, none was named and none was assessed."""
    posts = case.files.key_posts.of_unit(case.code)
    states = [post_year(post, case.now, year=case.year) for post in posts]
    due = [state for state in states if state.due or state.gap is not None]
    if states and not due:
        return _Found(None, asked=False)
    held = [state for state in due if state.held]
    good = all(state.gap is None and state.held for state in due)
    return _held(case, there=bool(held), good=good)


def _systems(case: _Case) -> _Found:
    own = case.files.systems.of_unit(case.code)
    found = system_checklist(case.enterprise, case.then, records=own, licensed=case.licensed)
    return _held(case, there=bool(own), good=found.complete)


def _emergency(case: _Case) -> _Found:
    own = case.files.systems.of_unit(case.code)
    found = emergency_file(case.enterprise, case.then, records=own, licensed=case.licensed)
    filed = any(line.adopted or line.carried_out_on is not None for line in found.lines)
    return _held(case, there=filed or found.complete, good=found.complete)


def _activity(case: _Case) -> _Found:
    own = case.files.activities.of_unit(case.code)
    found = activities_of_year(own, case.now, unit=case.code, year=case.year)
    return _Found(found[0].ended_on if found else None)


def _report(case: _Case) -> _Found:
    own = case.files.reports.of_unit(case.code)
    found = reports_of_year(own, case.now, unit=case.code, year=case.year)
    return _Found(found[0].published_on if found else None)


def _excellence(case: _Case) -> _Found:
    """Performance excellence or a guide on responsibility, applied in the year."""
    own = case.now.known(case.files.excellence.of_unit(case.code))
    days = [
        one.assessed_on
        for one in own
        if one.assessed_on.year == case.year and case.now.happened(one.assessed_on)
    ]
    reported = _report(case).on
    return _Found(min([*days, *([] if reported is None else [reported])], default=None))


def _traced(case: _Case) -> _Found:
    """Its batches, where the law or the book wants its trade to be traced."""
    code, industry = case.code, case.enterprise.industry or ""
    trades = case.then.rules.entries(TracedTrade).values()
    asked = any(industry.startswith(one) for trade in trades for one in trade.industries)
    period = Period(date(case.year, 1, 1), date(case.year, 12, 31))
    found = case.files.graph.completeness(code, case.then, period=period)
    if not asked and not found.batches:
        return _Found(None, asked=False)
    enough = traceable(found, case.then)
    good = not found.gaps if enough is None else enough
    return _held(case, there=bool(found.batches), good=good)


def _research(case: _Case) -> _Found:
    """The research share of the last year whose figures were due, above the year before.

    They come in May of the next year, so that those of the year before stand in for the year.
    """
    own = case.files.spendings.of_unit(case.code)
    found = research_year(own, case.now, unit=case.code, year=case.year - 1)
    held = _held(case, there=found.spending is not None, good=bool(found.up))
    return attrs.evolve(held, of=case.year - 1)


Measure = Callable[[_Case], _Found]

OF_KEY: Mapping[str, Measure] = {
    "chief-quality-officer": _officer,
    "answerable-persons": _answerable,
    "enterprise-training": _trained,
    "key-posts": _posts,
    "internal-systems": _systems,
    "emergency-file": _emergency,
    "quality-activity": _activity,
    "responsibility-report": _report,
    "excellence": _excellence,
    "traceability": _traced,
}
"""What key enterprises owe in a year, by the id of the duty."""

OF_HIGH_TECH: Mapping[str, Measure] = {"research-share": _research}
"""What high-tech enterprises owe in a year."""


def _row(duty: str, measure: Measure, case: _Case) -> Iterator[EnterpriseDutyFact]:
    """The row of one duty; none where the book of the day does not ask it."""
    by = owed(duty, whole_year(case.year, "calendar"), case.now, by=case.then.as_of)
    if by is None:
        return
    found = measure(case)
    columns = standing_columns(by, found.on, case.now, good=found.good)
    if not found.asked:
        columns = {"standing": Standing.EXCUSED.value}
    yield EnterpriseDutyFact(
        id=f"{duty}/{case.code}/{case.year}",
        town=case.enterprise.town,
        on=case.then.as_of,
        duty=duty,
        unit=case.code,
        year=case.year,
        key=case.enterprise.key_on(case.then.as_of),
        high_tech=case.enterprise.high_tech_on(case.then.as_of),
        figure_year=found.of,
        instead="" if found.of is None else Instead.DUE_LATER.value,
        **columns,
    )


def _rows(case: _Case) -> Iterator[EnterpriseDutyFact]:
    day = case.then.as_of
    key, tech = case.enterprise.key_on(day), case.enterprise.high_tech_on(day)
    owing = {**(OF_KEY if key else {}), **(OF_HIGH_TECH if tech else {})}
    for duty, measure in owing.items():
        yield from _row(duty, measure, case)


@clauses("3.3.1.a 3.3.1.b 3.3.1.c 3.3.1.d 3.3.1.e 3.3.1.f 3.3.2.a 3.3.2.b 3.3.3.a")
def enterprise_duty_facts(view: CountyView, context: Context) -> tuple[EnterpriseDutyFact, ...]:
    """Return what each key and each high-tech enterprise owes (企业年度事项事实行).

    Of the context's year and the one before, as far as they have begun. What is in force is judged
    on the year's last day, or on `as_of` before it; until its day a duty is open.
    """
    files = view.once(files_of, context)
    found: list[EnterpriseDutyFact] = []
    for year in years_begun(context):
        day = closing(year, context.as_of)
        holders = license_holders(view, context, day)
        for one in view.known(ENTERPRISES, context):
            if one.operating(day) and (one.key_on(day) or one.high_tech_on(day)):
                case = _Case(
                    files=files,
                    enterprise=one,
                    year=year,
                    now=context,
                    then=context.on(day),
                    licensed=UnitKey.of(one.code) in holders,
                )
                found += _rows(case)
    return tuple(found)


@attrs.frozen
class _Only:
    """The rows of some duties, which are made of the same tables (部分企业应办事项)."""

    duties: tuple[str, ...]

    def __call__(self, view: CountyView, context: Context) -> tuple[EnterpriseDutyFact, ...]:
        rows = view.once(enterprise_duty_facts, context)
        return tuple(row for row in rows if row.duty in self.duties)


SHOWN = (APPOINTMENTS, TRAININGS, SYSTEMS, ACTIVITIES, EXCELLENCE, RESPONSIBILITY_REPORTS)
"""Tables that only show what an enterprise did: none stands better for a row less."""

_WEIGHTS: Mapping[str, tuple[Weight, ...]] = {
    "firm-posts": (Weight("key_posts", spoils=1), Weight("post_assessments", spoils=1)),
    "firm-tracing": (Weight("batches", spoils=1), Weight("batch_links", spoils=1)),
    "firm-research": (Weight("spendings", spoils=1),),
}
"""A post, a batch or a report can speak against its firm, which stands without it."""

_SOURCES: Mapping[str, tuple[tuple[str, ...], tuple[TableSpec[Any], ...]]] = {
    "firm-persons": (("chief-quality-officer", "answerable-persons"), (APPOINTMENTS,)),
    "firm-training": (("enterprise-training",), (TRAININGS,)),
    "firm-posts": (("key-posts",), (KEY_POSTS,)),
    "firm-systems": (
        ("internal-systems", "emergency-file"),
        (SYSTEMS, CERTIFICATIONS, LICENCES),
    ),
    "firm-activities": (("quality-activity",), (ACTIVITIES,)),
    "firm-excellence": (
        ("excellence", "responsibility-report"),
        (EXCELLENCE, RESPONSIBILITY_REPORTS),
    ),
    "firm-tracing": (("traceability",), (BATCHES,)),
    "firm-research": (("research-share",), (SPENDINGS,)),
}
FACTS = tuple(
    FactSpec(
        name=name,
        row=EnterpriseDutyFact,
        make=_Only(duties),
        rests_on=(ENTERPRISES, *tables),
        shown_by=tuple(table for table in tables if table in SHOWN),
        weights=_WEIGHTS.get(name, ()),
    )
    for name, (duties, tables) in _SOURCES.items()
)
"""The tables of facts of what enterprises owe, by the tables of which they are made."""
