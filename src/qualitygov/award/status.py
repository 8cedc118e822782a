"""Where an award stands (质量奖状态).

Published, granted, in validity, withdrawn; what it is worth as a certificate. Clause 3.1.3.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import mark_faults
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import term_end
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.entities import Certification, CertificationKind
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.model.award import AwardWithdrawal
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = [
    "AwardState",
    "AwardStatus",
    "WithdrawalProposal",
    "as_grave",
    "award_problems",
    "award_status",
    "certifications",
    "counts_on",
    "withdrawals_due",
]


class AwardState(Vocabulary):
    """Where an application stands (申报状态)."""

    APPLIED = "applied", "已申报", "applied for"
    PUBLISHED = "published", "公示中", "published for objections"
    CLEARED = "cleared", "公示期满，可授奖", "objections over, may be granted"
    OBJECTED = "objected", "异议成立", "an objection was upheld"
    IN_VALIDITY = "in-validity", "有效期内", "granted, in validity"
    EXPIRED = "expired", "已过有效期", "expired"
    WITHDRAWN = "withdrawn", "已撤销", "withdrawn"
    UNKNOWN = "unknown", "已授奖，有效期待核实", "granted, validity not known"
    INVALID = "invalid", "授奖程序不合规，不予认可", "granted against the rules, does not count"


@attrs.frozen
class AwardStatus:
    """An application as it stands on a day (申报状态).

    Until when it may be objected to, until when it is valid, what is against it.
    """

    as_of: date
    state: AwardState
    objections_until: Due | None
    valid_until: date | None
    against: tuple[Text, ...] = ()

    @property
    def won(self) -> bool:
        """Whether the award was granted by the rules, be it still valid or not."""
        return self.state in (
            AwardState.IN_VALIDITY,
            AwardState.EXPIRED,
            AwardState.WITHDRAWN,
            AwardState.UNKNOWN,
        )


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _objections(published: date, rulebook: Rulebook, calendar: WorkCalendar | None) -> Due:
    try:
        return due(published, rulebook.at(published).span("award.objections"), calendar)
    except RulebookError as error:
        return Due(None, error.problems[0].expected)


def _against(
    granted: date, published: date | None, objected: date | None, until: Due | None
) -> Iterator[Text]:
    if published is None:
        yield Text("授奖前未公示", "granted without publication")
    if objected is not None and objected <= granted:
        yield Text(f"异议已于 {objected} 成立", f"an objection was upheld on {objected}")
    if until is not None and until.day is not None and granted <= until.day:
        yield Text(f"公示期至 {until.day}", f"objections could be made until {until.day}")


@clauses("3.1.3.a")
def award_status(
    application: AwardApplication, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> AwardStatus:
    """Return where an application stands on a day (申报状态).

    By the rules of the days on which it was published and granted.

    A grant without publication, before the term for objections is over, or after one was upheld
    does not count. Where the calendar does not say when the term is over, a recorded grant counts
    and `objections_until` says why it could not be checked.
    """
    published, objected = (
        _by(application.published_on, as_of),
        _by(application.objection_upheld_on, as_of),
    )
    granted, withdrawn = _by(application.granted_on, as_of), _by(application.withdrawn_on, as_of)
    until = None if published is None else _objections(published, rulebook, calendar)
    if granted is None:
        state = AwardState.APPLIED
        if objected is not None:
            state = AwardState.OBJECTED
        elif until is not None:
            state = AwardState.CLEARED if until.passed(as_of) else AwardState.PUBLISHED
        return AwardStatus(as_of, state, until, None)
    against = tuple(_against(granted, published, objected, until))
    if against:
        return AwardStatus(as_of, AwardState.INVALID, until, None, against)
    try:
        ends = term_end(granted, rulebook.at(granted).term("award.validity"))
    except RulebookError as error:
        state = AwardState.UNKNOWN if withdrawn is None else AwardState.WITHDRAWN
        return AwardStatus(as_of, state, until, None, (error.problems[0].expected,))
    state = AwardState.IN_VALIDITY if as_of <= ends else AwardState.EXPIRED
    return AwardStatus(as_of, state if withdrawn is None else AwardState.WITHDRAWN, until, ends)


@clauses("3.1.3.a")
def award_problems(
    application: AwardApplication, rulebook: Rulebook, calendar: WorkCalendar | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong with an application as recorded (申报问题), as warnings.

    A grant against the rules, marks that cannot be used.
    """
    found = [
        Problem(
            "award.grant",
            f"{application.id}.granted_on",
            str(application.granted_on),
            text,
            "warning",
        )
        for text in award_status(application, rulebook, calendar, date.max).against
    ]
    by_review: dict[tuple[int, str], dict[str, int]] = {}
    for mark in application.reviews:
        by_review.setdefault((mark.round, mark.reviewer), {})[mark.item] = mark.percent
    try:
        rules = rulebook.at(application.applied_on)
    except RulebookError as error:
        return (*found, *error.problems)
    for (number, _), percents in sorted(by_review.items()):
        found += [
            Problem("award.marks", f"{application.id}.reviews", f"round {number}", text, "warning")
            for text in mark_faults(percents, rules)
        ]
    return tuple(found)


@clauses("3.1.3.a")
def certifications(
    applications: Iterable[AwardApplication],
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
) -> tuple[Certification, ...]:
    """Return the certificate of each award in validity on a day (有效质量奖证书).

    From which the merit of credit is made.
    """
    made = []
    for one in sorted(applications, key=lambda one: one.id):
        status = award_status(one, rulebook, calendar, as_of)
        if status.state is AwardState.IN_VALIDITY and one.granted_on is not None:
            made.append(
                Certification(
                    id=f"{one.id}/award",
                    kind=CertificationKind.AWARD_TOWN,
                    holder=one.subject,
                    town=one.town,
                    issued_on=one.granted_on,
                    expires_on=status.valid_until,
                )
            )
    return tuple(made)


def as_grave(record: CreditRecord, kind: str, severity: str, rules: Rules) -> bool:
    """Whether a record is of this kind and at least as grave (是否达到该程度).

    By the order of the kind's scale.
    """
    if record.kind != kind:
        return False
    scale = rules.entry(CreditRule, kind).scale
    return severity in scale and record.severity in scale[scale.index(severity) :]


def counts_on(record: CreditRecord, as_of: date) -> bool:
    """Whether a record counts on a day (记录是否计入).

    Known, and neither stayed, repaired nor revoked.
    """
    gone = (record.revoked_on, record.repaired_on)
    return (
        record.known_on <= as_of
        and not record.stayed(as_of)
        and not any(end is not None and end <= as_of for end in gone)
    )


@attrs.frozen
class WithdrawalProposal:
    """An award that is to be withdrawn (撤销建议), the record it rests on, and the rule.

    An authority decides.
    """

    application: str
    town: str
    subject: str
    record: str
    reason: Text
    source: str


@clauses("3.1.3.a")
def withdrawals_due(
    applications: Iterable[AwardApplication],
    records: Iterable[CreditRecord],
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
) -> tuple[WithdrawalProposal, ...]:
    """Return the awards in validity that are to be withdrawn (撤销建议).

    Their holder has a record that the rules name, decided since the grant.
    """
    rules = rulebook.at(as_of)
    known = [one for one in records if counts_on(one, as_of)]
    found = []
    for one in sorted(applications, key=lambda one: one.id):
        if (
            award_status(one, rulebook, calendar, as_of).state is not AwardState.IN_VALIDITY
            or one.granted_on is None
        ):
            continue
        own = [
            r
            for r in known
            if UnitKey.of(r.subject) == UnitKey.of(one.subject) and r.decided_on >= one.granted_on
        ]
        for rule in rules.entries(AwardWithdrawal).values():
            found += [
                WithdrawalProposal(
                    one.id, one.town, one.subject, record.id, rule.label, rule.source
                )
                for record in own
                if as_grave(record, rule.kind, rule.from_severity, rules)
            ]
    return tuple(found)
