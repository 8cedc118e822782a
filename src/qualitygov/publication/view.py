"""What may be published of a case or a listing (公示视图).

Which fields, by when, until when, and when it is taken back. Clause 3.2.2.f.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from qualitygov.blacklist.case import BlacklistCase
from qualitygov.blacklist.entities import MoveKind
from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about_field
from qualitygov.core.periods import term_end
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.errors import Problem, RulebookError
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.model.publication import PublicationRule
from qualitygov.text import Text

__all__ = [
    "Publication",
    "PublicationFact",
    "PublicationState",
    "case_view",
    "credit_records",
    "listing_view",
    "publication_facts",
    "publication_problems",
]


class PublicationState(Vocabulary):
    """Where a publication stands (公示状态)."""

    WITHHELD = "withheld", "不予公示", "not published"
    DUE = "due", "待公示", "to be published"
    LATE = "late", "逾期未公示", "not published in time"
    PUBLISHED = "published", "公示中", "published"
    WITHDRAWN = "withdrawn", "已停止公示", "withdrawn"


@attrs.frozen
class Publication:
    """What the public may see of a case on a day (公示内容).

    `fields` are label and value of each field that the rule allows, empty unless it may be shown
    now. `until` is the last day of publication; `withdraw_by` the day by which a publication that
    has ended early is to be taken down.
    """

    id: str
    state: PublicationState
    reason: Text
    fields: tuple[tuple[Text, str], ...]
    publish_by: Due | None
    published_on: date | None
    until: date | None
    withdraw_by: Due | None


def _shown(value: Any) -> str:
    return str(value.label.zh) if isinstance(value, Vocabulary) else str(value)


def _fields(entity: Any, rule: PublicationRule) -> tuple[tuple[Text, str], ...]:
    """The allowed fields with their labels.

    Raises `RulebookError` where the rule names one of a person, or one that is not there.
    """
    described = {a.name: about_field(a) for a in attrs.fields(type(entity))}
    problems = []
    for name in rule.fields:
        if name not in described:
            problems.append(
                Problem(
                    "publication.field",
                    f"{rule.section}.{rule.id}",
                    name,
                    Text("没有此字段", "no such field"),
                )
            )
        elif described[name].sensitivity == "personal":
            expected = Text("个人信息不得公示", "a field of a person is never published")
            problems.append(
                Problem("publication.personal", f"{rule.section}.{rule.id}", name, expected)
            )
    if problems:
        raise RulebookError(problems)
    return tuple(
        (described[name].label, _shown(getattr(entity, name)))
        for name in rule.fields
        if getattr(entity, name) is not None
    )


def _rule_id(case: EnforcementCase, rulebook: Rulebook) -> str:
    low = (
        case.penalty is Penalty.FINE
        and case.fine is not None
        and not case.confiscated
        and not case.heavier_penalty
    )
    if (
        low
        and case.fine is not None
        and case.fine <= rulebook.at(case.decided_on).number("publication.low-fine")
    ):
        return "low-fine"
    return case.penalty.value


def _rule(case: EnforcementCase, rulebook: Rulebook) -> PublicationRule:
    return rulebook.at(case.decided_on).entry(PublicationRule, _rule_id(case, rulebook))


SECRET = Text("涉密案件", "the case is secret")
NO_RULE = Text("该类处罚不公示", "penalties of this kind are not published")
NOT_YET = Text("尚未公示", "not published yet")
ENDED = Text("公示期满", "the term has ended")
REPAIRED = Text("信用修复", "repaired")
REVOKED = Text("处罚决定已撤销", "the decision was revoked")
SHOWN = Text("公示期内", "within its term")


def _on(one: date | None, as_of: date) -> date | None:
    return one if one is not None and one <= as_of else None


def _ended(case: EnforcementCase, until: date, as_of: date) -> tuple[date, Text] | None:
    """The day and reason of an early or regular end, None while it runs."""
    early = [
        (one, why)
        for one, why in (
            (_on(case.revoked_on, as_of), REVOKED),
            (_on(case.repaired_on, as_of), REPAIRED),
        )
        if one
    ]
    if as_of > until:
        early.append((until, ENDED))
    return min(early, key=lambda pair: pair[0], default=None)


@clauses("3.2.2.f")
def case_view(
    case: EnforcementCase, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> Publication:
    """Return what may be published of a case on a day (案件公示).

    By the rule in force when it was decided.

    A case that is secret, or whose penalty is not published, shows nothing. The term runs from the
    day of publication. A repair or a revocation ends it, and the publication is to be taken down
    within the rule's time.
    """
    rule = _rule(case, rulebook)
    if case.secret or not rule.published:
        return Publication(
            case.id,
            PublicationState.WITHHELD,
            SECRET if case.secret else NO_RULE,
            (),
            None,
            None,
            None,
            None,
        )
    by = due(case.decided_on, rule.within, calendar)
    published = _on(case.published_on, as_of)
    if published is None:
        if _on(case.revoked_on, as_of):
            return Publication(
                case.id, PublicationState.WITHHELD, REVOKED, (), by, None, None, None
            )
        state = PublicationState.LATE if by.passed(as_of) else PublicationState.DUE
        return Publication(case.id, state, NOT_YET, _fields(case, rule), by, None, None, None)
    until = term_end(published, rule.term)
    ended = _ended(case, until, as_of)
    if ended is None:
        return Publication(
            case.id,
            PublicationState.PUBLISHED,
            SHOWN,
            _fields(case, rule),
            by,
            published,
            until,
            None,
        )
    on, why = ended
    withdraw_by = due(on, rule.withdraw_within, calendar)
    return Publication(case.id, PublicationState.WITHDRAWN, why, (), by, published, on, withdraw_by)


@clauses("3.2.2.f")
def publication_problems(case: EnforcementCase, rulebook: Rulebook) -> tuple[Problem, ...]:
    """Return what is wrong with a case's repair (修复检查).

    Too early, or of a penalty that is never ended early.
    """
    rule = _rule(case, rulebook)
    if case.repaired_on is None or case.published_on is None:
        return ()
    earliest = term_end(case.published_on, rule.shortest)
    if rule.never_early:
        expected = Text(f"{rule.label.zh}不得提前停止公示", f"never ended early: {rule.label.en}")
        return (Problem("publication.never-early", "repaired_on", str(case.repaired_on), expected),)
    if case.repaired_on < earliest:
        expected = Text(f"{earliest} 起方可修复", f"not before {earliest}")
        return (Problem("publication.too-early", "repaired_on", str(case.repaired_on), expected),)
    return ()


@clauses("3.2.2.f", "3.2.2.c")
def listing_view(
    case: BlacklistCase, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> Publication:
    """Return what may be published of a listing on a day (名单公示).

    As long as it is in force, and no longer.
    """
    status = case.status(as_of, rulebook, calendar)
    if status.since is None:
        return Publication(
            case.id,
            PublicationState.WITHHELD,
            Text("未列入名单", "not listed"),
            (),
            None,
            None,
            None,
            None,
        )
    rule = rulebook.at(status.since).entry(PublicationRule, "listing")
    by = due(status.since, rule.within, calendar)
    moved = [
        move.day for move in case.moves if move.kind is MoveKind.PUBLISHED and move.day <= as_of
    ]
    published = moved[0] if moved else None
    if not status.listed:
        left = [
            move.day
            for move in case.moves
            if move.kind is MoveKind.REPAIR_GRANTED and move.day <= as_of
        ]
        withdraw_by = due(left[-1], rule.withdraw_within, calendar) if left else None
        return Publication(
            case.id,
            PublicationState.WITHDRAWN,
            status.state.label,
            (),
            by,
            published,
            None,
            withdraw_by,
        )
    if published is None:
        state = PublicationState.LATE if by.passed(as_of) else PublicationState.DUE
        return Publication(
            case.id, state, NOT_YET, _fields(case, rule), by, None, status.until, None
        )
    return Publication(
        case.id,
        PublicationState.PUBLISHED,
        SHOWN,
        _fields(case, rule),
        by,
        published,
        status.until,
        None,
    )


@attrs.frozen
class PublicationFact:
    """One case that is to be published.

    As indicators see it (公示事实), placed on the day it was decided.
    """

    id: str
    town: str
    on: date
    subject: str
    penalty: str
    state: str
    judged: bool
    in_time: bool | None


@clauses("3.2.2.f")
def publication_facts(
    cases: Iterable[EnforcementCase],
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    known_at: date | None = None,
) -> tuple[PublicationFact, ...]:
    """Return the rows of the cases decided by `as_of` that are to be published (公示事实行)."""
    known = as_of if known_at is None else known_at
    rows = []
    for case in cases:
        if case.decided_on > as_of or case.known_on > known:
            continue
        view = case_view(case, rulebook, calendar, as_of)
        if view.publish_by is not None:
            late = view.publish_by.passed(view.published_on or as_of)
            in_time = None if late is None else not late
            rows.append(
                PublicationFact(
                    case.id,
                    case.town,
                    case.decided_on,
                    case.subject,
                    case.penalty.value,
                    view.state.value,
                    in_time is not None,
                    in_time,
                )
            )
    return tuple(rows)


@clauses("3.1.4.b", "3.2.2.a")
def credit_records(
    cases: Iterable[EnforcementCase], rulebook: Rulebook, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return a record for each case decided by `as_of` (处罚信用记录).

    Of the severity that the penalty has by rule.
    """
    made = []
    for case in cases:
        if case.decided_on > as_of:
            continue
        severity = _rule(case, rulebook).severity
        if severity is not None:
            made.append(
                CreditRecord(
                    id=f"{case.id}/penalty",
                    subject=case.subject,
                    kind="penalty",
                    severity=severity,
                    happened_on=case.decided_on,
                    decided_on=case.decided_on,
                    known_on=case.known_on,
                    source_document=case.id,
                    authority=case.authority,
                    heavier_penalty=case.heavier_penalty,
                    repaired_on=case.repaired_on,
                    revoked_on=case.revoked_on,
                )
            )
    return tuple(made)
