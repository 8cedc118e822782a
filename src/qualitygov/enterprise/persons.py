"""Persons who answer for quality (质量责任人): appointments, who answers on a day, who is missing.

Clauses 3.3.1.e, 3.3.2.b.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from qualitygov.codes.unit import UnitKey, unit_code
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.entities import Enterprise
from qualitygov.enterprise.units import by_unit, is_owed, of_unit, operating
from qualitygov.rulebook.model.enterprise import EnterpriseRole
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Language, Text

__all__ = [
    "Answerable",
    "Appointment",
    "AppointmentGap",
    "OfficerCoverage",
    "Role",
    "answerable",
    "appointment_gaps",
    "in_post",
    "missing_roles",
    "officer_coverage",
]

ONE_DAY = timedelta(days=1)


class Role(Vocabulary):
    """Role of a person in an enterprise (岗位)."""

    LEGAL_REPRESENTATIVE = (
        "legal-representative",
        "法定代表人或主要负责人",
        "legal representative or principal",
    )
    QUALITY_MANAGER = "quality-manager", "质量管理主管人员", "quality manager"
    CHIEF_QUALITY_OFFICER = "chief-quality-officer", "首席质量官", "chief quality officer"
    SAFETY_DIRECTOR = "quality-safety-director", "质量安全总监", "quality-safety director"
    SAFETY_OFFICER = "quality-safety-officer", "质量安全员", "quality-safety officer"


@clauses("3.3.1.e", "3.3.2.b")
@attrs.frozen(kw_only=True)
class Appointment:
    """Appointment of a person to a role (任职). `valid_to` is its last day, None while it lasts.

    `known_on` is the day on which the appointment was filed: one written only after an accident
    shows itself by it. Source: clauses 3.3.1.e, 3.3.2.b; SAMR Order 75 for directors and officers
    of quality safety.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("任职编号", "appointment id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    role: Role = attrs.field(metadata=about("岗位", "role"))
    person: str = attrs.field(
        validator=check.filled(), metadata=about("姓名", "person", sensitivity="personal")
    )
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("任职日期", "in post from")
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("离任日期", "in post to"),
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("备案日期", "became known on")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("任职文件", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")

    def holds(self, on: date, known_at: date | None = None) -> bool:
        """Whether the person is in post on this day (是否在任).

        By what was known on `known_at` if that is given.
        """
        if known_at is not None and self.known_on > known_at:
            return False
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def in_post(
    appointments: Iterable[Appointment],
    subject: str,
    role: Role,
    on: date,
    known_at: date | None = None,
) -> tuple[Appointment, ...]:
    """Return the appointments that fill a role on a day (在任人员), the longest in post first."""
    found = [
        one
        for one in of_unit(appointments, subject)
        if one.role is role and one.holds(on, known_at)
    ]
    return tuple(sorted(found, key=lambda one: (one.valid_from, one.id)))


@attrs.frozen
class Answerable:
    """Who answers for quality safety in an enterprise on a day (责任人认定).

    `first` and `direct`, each empty when nobody does.
    """

    subject: str
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
            duty.say(language) + mark + (comma.join(one.person for one in held) or nobody)
            for duty, held in duties
        ]
        return f"{self.subject} {self.on} " + stop.join(parts)


@clauses("3.3.2.b")
def answerable(
    appointments: Iterable[Appointment], subject: str, on: date, known_at: date | None = None
) -> Answerable:
    """Return who answers first and who directly for what happened on a day (首负责任与直接责任).

    The legal representative, or the principal in charge, answers first, and the quality manager
    directly: those in post on the day of the fact, whoever holds the post now. Source: clause
    3.3.2.b.

    >>> one = Appointment(id="P1", enterprise="91110000600037341L", role=Role.QUALITY_MANAGER, person="王五",
    ...                   valid_from=date(2015, 1, 1), valid_to=date(2015, 12, 31), known_on=date(2015, 1, 5), document="质〔2015〕1号")
    >>> found = answerable([one], "600037341", date(2015, 12, 31))
    >>> found.direct[0].id, [role.value for role in found.missing]
    ('P1', ['legal-representative'])
    >>> answerable([one], "600037341", date(2016, 1, 1)).complete
    False
    """
    own = of_unit(appointments, subject)
    first = in_post(own, subject, Role.LEGAL_REPRESENTATIVE, on, known_at)
    return Answerable(subject, on, first, in_post(own, subject, Role.QUALITY_MANAGER, on, known_at))


@attrs.frozen
class AppointmentGap:
    """Days on which nobody held a role (岗位空缺), both ends included."""

    subject: str
    role: Role
    first: date
    last: date


@clauses("3.3.2.b", "3.3.1.e")
def appointment_gaps(
    appointments: Iterable[Appointment],
    subject: str,
    role: Role,
    first: date,
    last: date,
    known_at: date | None = None,
) -> tuple[AppointmentGap, ...]:
    """Return the stretches between two days on which nobody held the role (岗位空缺), in order."""
    held = sorted(
        (one.valid_from, one.valid_to or date.max)
        for one in of_unit(appointments, subject)
        if one.role is role and (known_at is None or one.known_on <= known_at)
    )
    return tuple(AppointmentGap(subject, role, *days) for days in _uncovered(held, first, last))


def _uncovered(
    held: list[tuple[date, date]], first: date, last: date
) -> Iterator[tuple[date, date]]:
    at = first
    for begins, ends in held:
        if at > last:
            return
        if begins > at:
            yield at, min(last, begins - ONE_DAY)
        if ends >= last:
            return
        at = max(at, ends + ONE_DAY)
    if at <= last:
        yield at, last


@clauses("3.3.2.b", "3.3.1.e")
def missing_roles(
    enterprise: Enterprise,
    appointments: Iterable[Appointment],
    rules: Rules,
    on: date,
    *,
    known_at: date | None = None,
    licensed: bool = False,
) -> tuple[Role, ...]:
    """Return the roles that the rule of the day asks of the enterprise and nobody holds (应设未设岗位)."""
    asked = rules.entries(EnterpriseRole)
    held = {one.role for one in of_unit(appointments, enterprise.code) if one.holds(on, known_at)}
    owed = {
        Role(name)
        for name, rule in asked.items()
        if is_owed(rule.owed_by, enterprise, licensed=licensed)
    }
    return tuple(role for role in Role if role in owed - held)


@attrs.frozen
class OfficerCoverage:
    """How many key enterprises have a chief quality officer (首席质量官覆盖率).

    `without` are the codes of those that have none.
    """

    on: date
    rate: Rate
    without: tuple[str, ...]


@clauses("3.3.1.e")
def officer_coverage(
    enterprises: Iterable[Enterprise],
    appointments: Iterable[Appointment],
    on: date,
    known_at: date | None = None,
) -> OfficerCoverage:
    """Return the coverage of chief quality officers among the key enterprises that exist on a day (首席质量官覆盖率).

    The rate is undefined, not zero, where there is no key enterprise. Source: clause 3.3.1.e.
    """
    own = by_unit(
        one
        for one in appointments
        if one.role is Role.CHIEF_QUALITY_OFFICER and one.holds(on, known_at)
    )
    key = sorted({one.code for one in enterprises if one.key_enterprise and operating(one, on)})
    without = tuple(code for code in key if UnitKey.of(code) not in own)
    return OfficerCoverage(on, Rate(len(key) - len(without), len(key)), without)
