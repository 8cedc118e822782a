"""What may be published of a case or a listing (公示状态).

Which fields, by when, until when, and when it is taken back. Clause 3.2.2.f.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import attrs

from qualitygov.blacklist import BlacklistCase, MoveKind
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about_field
from qualitygov.core.near import near
from qualitygov.core.periods import term_end
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem, RulebookError
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.gravity import gravest
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.publication import PublicationRule
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text


class PublicationState(Vocabulary):
    """Where a publication stands (公示状态)."""

    WITHHELD = "withheld", "不予公示", "not published"
    DUE = "due", "待公示", "to be published"
    LATE = "late", "逾期未公示", "not published in time"
    PUBLISHED = "published", "公示中", "published"
    WITHDRAWN = "withdrawn", "已停止公示", "withdrawn"


@attrs.frozen(kw_only=True, repr=False)
class Publication(Result):
    """What the public may see of a case on a day (公示内容).

    `fields` are label and value of each field that the rule allows, empty unless it may be shown
    now. `until` is the last day of publication; `withdraw_by` the day by which a publication that
    has ended early is to be taken down.
    """

    brief: ClassVar[tuple[str, ...]] = ("id", "state", "publish_by", "published_on")

    id: str
    state: PublicationState
    reason: Text
    fields: tuple[tuple[Text, str], ...] = ()
    publish_by: Due | None = None
    published_on: date | None = None
    until: date | None = None
    withdraw_by: Due | None = None


LISTING = "listing"
"""The rule by which listings are published; every other is of a penalty."""

SECRET = Text("涉密案件", "the case is secret")
NO_RULE = Text("该类处罚不公示", "penalties of this kind are not published")
NOT_YET = Text("尚未公示", "not published yet")
ENDED = Text("公示期满", "the term has ended")
REPAIRED = Text("信用修复", "repaired")
REVOKED = Text("处罚决定已撤销", "the decision was revoked")
SHOWN = Text("公示期内", "within its term")
NOT_LISTED = Text("未列入名单", "not listed")


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(map(_shown, value))
    return str(value.label.zh) if isinstance(value, Vocabulary) else str(value)


def _unfit(entity: type, rule: PublicationRule) -> Iterator[Problem]:
    """The fields of a rule that an entity has not, or that are of a person."""
    described = {a.name: about_field(a) for a in attrs.fields(entity)}
    known = [name for name, one in described.items() if one.sensitivity != "personal"]
    path = f"{rule.section}.{rule.id}.fields"
    for name in rule.fields:
        if name not in described:
            expected = Text("没有此字段；", "no such field; ") + near(name, known)
            yield Problem("publication.field", path, name, expected)
        elif name not in known:
            expected = Text("个人信息不得公示", "a field of a person is never published")
            yield Problem("publication.personal", path, name, expected)


def fields_to_publish(rules: Rules) -> Iterator[Problem]:
    """Yield the fields of publication rules that cannot be published (公示内容检查)."""
    for name, rule in rules.entries(PublicationRule).items():
        yield from _unfit(BlacklistCase if name == LISTING else EnforcementCase, rule)


def _fields(entity: Any, rule: PublicationRule) -> tuple[tuple[Text, str], ...]:
    """The allowed fields with their labels.

    Raises `RulebookError` where the rule names one of a person, or one that is not there.
    """
    described = {a.name: about_field(a) for a in attrs.fields(type(entity))}
    problems = list(_unfit(type(entity), rule))
    if problems:
        raise RulebookError(problems)
    return tuple(
        (described[name].label, _shown(getattr(entity, name)))
        for name in rule.fields
        if getattr(entity, name) is not None
    )


def gravest_of(case: EnforcementCase, context: Context) -> Penalty:
    """Return the gravest penalty of a case (案件最重处罚种类), by the rules of its decision's day."""
    if len(case.penalties) == 1:
        return case.penalty
    return gravest(case.penalties, context.on(case.decided_on))


def penalty_class(case: EnforcementCase, context: Context) -> str:
    """Return the class of a penalty (处罚档次): ``low-fine``, or the gravest kind of penalty.

    A low fine stands alone, or beside a warning, is not a heavier penalty, and is at most
    ``publication.low-fine`` on the day of the decision.
    """
    worst = gravest_of(case, context)
    alone = worst is Penalty.FINE and not case.confiscated and not case.heavier_penalty
    if alone and case.fine is not None and Penalty.CONFISCATION not in case.penalties:
        most = context.rules_on(case.decided_on).number("publication.low-fine")
        if case.fine <= most:
            return "low-fine"
    return str(worst.value)


def publish_by(case: EnforcementCase, context: Context) -> Due:
    """Return the day by which a case is to be published (公示期限), by the rule of its decision.

    A penalty of work safety is published sooner: ``publication.safety``, where that is shorter.
    """
    by = context.due_by(case.decided_on, _rule(case, context), "within")
    if case.safety:
        sooner = context.due(case.decided_on, "publication.safety")
        if sooner.day is not None and (by.day is None or sooner.day < by.day):
            return sooner
    return by


def _rule(case: EnforcementCase, context: Context) -> PublicationRule:
    rules = context.rules_on(case.decided_on)
    return rules.entry(PublicationRule, penalty_class(case, context))


def _last_day(case: EnforcementCase, published: date, rule: PublicationRule) -> date:
    """The last day of publication: the authority's own, and never after the rule's term."""
    until = term_end(published, rule.term)
    return until if case.publication_ends_on is None else min(until, case.publication_ends_on)


def _ended(case: EnforcementCase, until: date, context: Context) -> tuple[date, Text] | None:
    """The day and reason of an early or regular end, None while it runs."""
    ends = [(context.past(case.revoked_on), REVOKED), (context.past(case.repaired_on), REPAIRED)]
    if context.as_of > until:
        ends.append((until, ENDED))
    reached = [(day, why) for day, why in ends if day is not None]
    return min(reached, key=lambda pair: pair[0], default=None)


def _unpublished(case: EnforcementCase, rule: PublicationRule, context: Context) -> Publication:
    """A case that is not published yet, or was revoked before it was."""
    by = publish_by(case, context)
    if context.happened(case.revoked_on):
        return Publication(
            id=case.id, state=PublicationState.WITHHELD, reason=REVOKED, publish_by=by
        )
    late = by.passed(context.as_of)
    return Publication(
        id=case.id,
        state=PublicationState.LATE if late else PublicationState.DUE,
        reason=NOT_YET,
        fields=_fields(case, rule),
        publish_by=by,
    )


@clauses("3.2.2.f")
def case_view(case: EnforcementCase, context: Context) -> Publication:
    """Return what may be published of a case on ``context.as_of`` (案件公示), as it was known.

    The rule in force when it was decided holds. A case that is secret, or whose penalty is not
    published, shows nothing. The term runs from the day of publication, and the authority may end
    it earlier on a day that it names. A repair or a revocation ends it, and the publication is to
    be taken down within the rule's time. Raises `FieldError` for a case that was not known yet, and
    `RulebookError` where the rule names a field that may not be shown.
    """
    case = context.seen(case)
    rule = _rule(case, context)
    if case.secret or not rule.published:
        why = SECRET if case.secret else NO_RULE
        return Publication(id=case.id, state=PublicationState.WITHHELD, reason=why)
    published = context.past(case.published_on)
    if published is None:
        return _unpublished(case, rule, context)
    by, until = publish_by(case, context), _last_day(case, published, rule)
    ended = _ended(case, until, context)
    if ended is None:
        return Publication(
            id=case.id,
            state=PublicationState.PUBLISHED,
            reason=SHOWN,
            fields=_fields(case, rule),
            publish_by=by,
            published_on=published,
            until=until,
        )
    on, why = ended
    return Publication(
        id=case.id,
        state=PublicationState.WITHDRAWN,
        reason=why,
        publish_by=by,
        published_on=published,
        until=on,
        withdraw_by=context.due_by(on, rule, "withdraw_within"),
    )


@clauses("3.2.2.f")
def publication_problems(case: EnforcementCase, context: Context) -> tuple[Problem, ...]:
    """Return what is wrong with a case's repair (修复检查).

    It came too early, or the penalty is one whose publication never ends early. A last day of
    publication after the rule's term is a warning. The rule in force when the case was decided
    holds; a shortest term that nobody verified keeps no unit waiting.
    """
    rule = _rule(case, context)
    return (*_too_long(case, rule), *_repair_problems(case, rule))


def _too_long(case: EnforcementCase, rule: PublicationRule) -> Iterator[Problem]:
    published, ends = case.published_on, case.publication_ends_on
    if published is None or ends is None or ends <= term_end(published, rule.term):
        return
    most = term_end(published, rule.term)
    expected = Text(f"公示不得晚于 {most}", f"published no longer than until {most}")
    yield Problem("publication.too-long", "publication_ends_on", str(ends), expected, "warning")


def _repair_problems(case: EnforcementCase, rule: PublicationRule) -> tuple[Problem, ...]:
    if case.repaired_on is None or case.published_on is None:
        return ()
    found = str(case.repaired_on)
    if rule.never_early and rule.vouched("never_early"):
        expected = Text(f"{rule.label.zh}不得提前停止公示", f"never ended early: {rule.label.en}")
        return (Problem("publication.never-early", "repaired_on", found, expected),)
    earliest = term_end(case.published_on, rule.shortest)
    if rule.vouched("shortest") and case.repaired_on < earliest:
        expected = Text(f"{earliest} 起方可修复", f"not before {earliest}")
        return (Problem("publication.too-early", "repaired_on", found, expected),)
    return ()


def _days(case: BlacklistCase, kind: MoveKind, context: Context) -> list[date]:
    """The days of the moves of one kind by `context.as_of`."""
    return [move.day for move in case.moves if move.kind is kind and context.happened(move.day)]


def listing_rule(since: date, context: Context) -> PublicationRule:
    """Return the rule by which a listing of a day is published (名单公示规则)."""
    return context.rules_on(since).entry(PublicationRule, LISTING)


@clauses("3.2.2.f", "3.2.2.c")
def listing_view(case: BlacklistCase, context: Context) -> Publication:
    """Return what may be published of a listing on ``context.as_of`` (名单公示), as it was known.

    It is published as long as it is in force, and no longer: one that was repaired, revoked, stayed
    or has run out is to be taken down. One that came from a published list was published with it.
    """
    case = context.seen(case)
    status = case.status(context)
    published = next(iter(_days(case, MoveKind.PUBLISHED, context)), case.listed_on)
    since = status.since or published
    if since is None:
        return Publication(id=case.id, state=PublicationState.WITHHELD, reason=NOT_LISTED)
    rule = listing_rule(since, context)
    by = context.due_by(since, rule, "within")
    if not status.listed:
        ended = status.ended_on
        return Publication(
            id=case.id,
            state=PublicationState.WITHDRAWN,
            reason=status.state.label,
            publish_by=by,
            published_on=published,
            until=ended,
            withdraw_by=None if ended is None else context.due_by(ended, rule, "withdraw_within"),
        )
    late = PublicationState.LATE if by.passed(context.as_of) else PublicationState.DUE
    return Publication(
        id=case.id,
        state=late if published is None else PublicationState.PUBLISHED,
        reason=NOT_YET if published is None else SHOWN,
        fields=_fields(case, rule),
        publish_by=by,
        published_on=published,
        until=status.until,
    )
