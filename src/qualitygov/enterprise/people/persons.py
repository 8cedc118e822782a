"""Persons who answer for quality (质量责任人): who answers on a day, who is missing, since when.

Clauses 3.3.1.e, 3.3.2.b.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.core.periods import ONE_DAY
from qualitygov.core.result import Result
from qualitygov.enterprise.people.entities import Appointment, Role
from qualitygov.enterprise.unit.entities import Enterprise
from qualitygov.enterprise.unit.rows import by_unit, is_owed, of_unit
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import EnterpriseRole
from qualitygov.text import Language, Text


def in_post(
    appointments: Iterable[Appointment], context: Context, *, unit: str, role: Role
) -> tuple[Appointment, ...]:
    """Return the appointments that fill a role on a day (在任人员), the longest in post first."""
    found = [
        appointment
        for appointment in context.known(of_unit(appointments, unit))
        if appointment.role is role and appointment.holds(context.as_of)
    ]
    return tuple(sorted(found, key=lambda appointment: (appointment.valid_from, appointment.id)))


@attrs.frozen(kw_only=True, repr=False)
class Answerable(Result):
    """Who answers for quality safety in an enterprise on a day (责任人认定).

    `first` answers first and `direct` directly; each is empty when nobody does.
    """

    unit: str
    on: date
    first: tuple[Appointment, ...]
    direct: tuple[Appointment, ...]

    @property
    def missing(self) -> tuple[Role, ...]:
        """The roles that nobody holds."""
        held = ((Role.LEGAL_REPRESENTATIVE, self.first), (Role.QUALITY_MANAGER, self.direct))
        return tuple(role for role, persons in held if not persons)

    @property
    def complete(self) -> bool:
        """Whether somebody answers first and somebody directly."""
        return not self.missing

    def say(self, language: Language = "en") -> str:
        """Return it as one sentence, with names: personal data."""
        duties = (
            (Text("首要责任", "answers first"), self.first),
            (Text("直接责任", "answers directly"), self.direct),
        )
        nobody, comma, stop = ("无人", "、", "；") if language == "zh" else ("nobody", ", ", "; ")
        mark = "：" if language == "zh" else ": "
        parts = [
            duty.say(language) + mark + (comma.join(held.person for held in persons) or nobody)
            for duty, persons in duties
        ]
        return f"{self.unit} {self.on} " + stop.join(parts)


@clauses("3.3.2.b")
def answerable(appointments: Iterable[Appointment], context: Context, *, unit: str) -> Answerable:
    """Return who answers first and who directly for what happened on a day (首负责任与直接责任).

    The legal representative, or the principal in charge, answers first, and the quality manager
    directly: those in post on the context's `as_of`, the day of the fact, whoever holds the post
    now. Source: clause 3.3.2.b.

    >>> from qualitygov.rulebook import load_rulebook
    >>> manager = Appointment(
    ...     id="P1", enterprise="91110000600037341L", role=Role.QUALITY_MANAGER, person="王五",
    ...     valid_from=date(2015, 1, 1), valid_to=date(2015, 12, 31), known_on=date(2015, 1, 5),
    ...     document="质〔2015〕1号")
    >>> context = Context(load_rulebook("strong-town"), as_of=date(2015, 12, 31))
    >>> found = answerable([manager], context, unit="600037341")
    >>> found.direct[0].id, [role.value for role in found.missing]
    ('P1', ['legal-representative'])
    >>> later = Context(context.rulebook, as_of=date(2016, 1, 1))
    >>> answerable([manager], later, unit="600037341").complete
    False
    """
    own = of_unit(appointments, unit)
    return Answerable(
        unit=unit,
        on=context.as_of,
        first=in_post(own, context, unit=unit, role=Role.LEGAL_REPRESENTATIVE),
        direct=in_post(own, context, unit=unit, role=Role.QUALITY_MANAGER),
    )


@attrs.frozen(kw_only=True)
class AppointmentGap(Result):
    """Days on which nobody held a role (岗位空缺), both ends included."""

    unit: str
    role: Role
    first: date
    last: date


@clauses("3.3.2.b", "3.3.1.e")
def appointment_gaps(
    appointments: Iterable[Appointment],
    context: Context,
    *,
    unit: str,
    role: Role,
    period: Period,
) -> tuple[AppointmentGap, ...]:
    """Return the stretches of a period on which nobody held the role (岗位空缺), in order."""
    held = sorted(
        (appointment.valid_from, appointment.valid_to or date.max)
        for appointment in context.known(of_unit(appointments, unit))
        if appointment.role is role
    )
    return tuple(
        AppointmentGap(unit=unit, role=role, first=first, last=last)
        for first, last in _uncovered(held, period)
    )


def _uncovered(held: list[tuple[date, date]], period: Period) -> Iterator[tuple[date, date]]:
    at = period.first
    for begins, ends in held:
        if at > period.last:
            return
        if begins > at:
            yield at, min(period.last, begins - ONE_DAY)
        if ends >= period.last:
            return
        at = max(at, ends + ONE_DAY)
    if at <= period.last:
        yield at, period.last


@clauses("3.3.2.b", "3.3.1.e")
def missing_roles(
    enterprise: Enterprise,
    context: Context,
    *,
    appointments: Iterable[Appointment],
    licensed: bool = False,
) -> tuple[Role, ...]:
    """Return the roles that the rule of the day asks for and nobody holds (应设未设岗位)."""
    held = {
        appointment.role
        for appointment in context.known(of_unit(appointments, enterprise.code))
        if appointment.holds(context.as_of)
    }
    owed = {
        Role(name)
        for name, rule in context.rules.entries(EnterpriseRole).items()
        if is_owed(rule.owed_by, enterprise, context.as_of, licensed=licensed)
    }
    return tuple(role for role in Role if role in owed - held)


@attrs.frozen(kw_only=True, repr=False)
class OfficerCoverage(Result):
    """How many key enterprises have a chief quality officer (首席质量官覆盖率).

    `without` are the codes of those that have none.
    """

    on: date
    rate: Rate
    without: tuple[str, ...]


@clauses("3.3.1.e")
def officer_coverage(
    enterprises: Iterable[Enterprise], context: Context, *, appointments: Iterable[Appointment]
) -> OfficerCoverage:
    """Return how many of the key enterprises have a chief quality officer (首席质量官覆盖率).

    Key enterprises that exist on the day are asked. The rate is undefined, not zero, where there is
    none. Source: clause 3.3.1.e.
    """
    officers = by_unit(
        appointment
        for appointment in context.known(appointments)
        if appointment.role is Role.CHIEF_QUALITY_OFFICER and appointment.holds(context.as_of)
    )
    key = sorted(
        {
            enterprise.code
            for enterprise in context.known(enterprises)
            if enterprise.key_on(context.as_of) and enterprise.operating(context.as_of)
        }
    )
    without = tuple(code for code in key if UnitKey.of(code) not in officers)
    rate = Rate(len(key) - len(without), len(key))
    return OfficerCoverage(on=context.as_of, rate=rate, without=without)
