"""The state of an award (质量奖状态): published, granted, in validity, withdrawn. Clause 3.1.3.a."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import mark_faults
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import term_end
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.standing import holds_against
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.award import AwardWithdrawal
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.remedies import remedies_of
from qualitygov.text import Language, Text


class AwardState(Vocabulary):
    """The state of an application (申报状态)."""

    APPLIED = "applied", "已申报", "applied for"
    PUBLISHED = "published", "公示中", "published for objections"
    CLEARED = "cleared", "公示期满，可授奖", "objections over, may be granted"
    OBJECTED = "objected", "异议成立", "an objection was upheld"
    IN_VALIDITY = "in-validity", "有效期内", "granted, in validity"
    EXPIRED = "expired", "已过有效期", "expired"
    WITHDRAWN = "withdrawn", "已撤销", "withdrawn"
    UNKNOWN = "unknown", "已授奖，有效期待核实", "granted, validity not known"
    INVALID = "invalid", "授奖程序不合规，不予认可", "granted against the rules, does not count"


@attrs.frozen(repr=False)
class AwardStatus(Result):
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
        """Whether the award was granted by the rules, still valid or not."""
        return self.state in (
            AwardState.IN_VALIDITY,
            AwardState.EXPIRED,
            AwardState.WITHDRAWN,
            AwardState.UNKNOWN,
        )


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
def award_status(application: AwardApplication, context: Context) -> AwardStatus:
    """Return the state of an application on a day (申报状态).

    By the rules of the days on which it was published and granted.

    A grant without publication, before the term for objections is over, or after one was upheld
    does not count. Where the calendar does not say when the term is over, a recorded grant counts
    and `objections_until` says why it could not be checked.
    """
    application = context.seen(application)
    published = context.past(application.published_on)
    objected = context.past(application.objection_upheld_on)
    granted = context.past(application.granted_on)
    until = None if published is None else context.due(published, "award.objections")
    if granted is None:
        return AwardStatus(context.as_of, _before_grant(objected, until, context), until, None)
    against = tuple(_against(granted, published, objected, until))
    if against:
        return AwardStatus(context.as_of, AwardState.INVALID, until, None, against)
    withdrawn = context.happened(application.withdrawn_on)
    try:
        ends = term_end(granted, context.rules_on(granted).term("award.validity"))
    except RulebookError as error:
        state = AwardState.WITHDRAWN if withdrawn else AwardState.UNKNOWN
        return AwardStatus(context.as_of, state, until, None, (error.problems[0].expected,))
    state = AwardState.EXPIRED if ends < context.as_of else AwardState.IN_VALIDITY
    return AwardStatus(context.as_of, AwardState.WITHDRAWN if withdrawn else state, until, ends)


def _before_grant(objected: date | None, until: Due | None, context: Context) -> AwardState:
    if objected is not None:
        return AwardState.OBJECTED
    if until is None:
        return AwardState.APPLIED
    return AwardState.CLEARED if until.passed(context.as_of) else AwardState.PUBLISHED


@clauses("3.1.3.a")
def award_problems(application: AwardApplication, context: Context) -> tuple[Problem, ...]:
    """Return what is wrong with an application as recorded (申报问题), as warnings.

    A grant against the rules, marks that cannot be used. The context's day is the last one of which
    anything is recorded.
    """
    if not context.knows(application):
        return ()
    application = context.seen(application)
    found = [
        Problem(
            "award.grant",
            f"{application.id}.granted_on",
            str(application.granted_on),
            text,
            "warning",
        )
        for text in award_status(application, context).against
    ]
    try:
        context.rules_on(application.applied_on)
    except RulebookError as error:
        return (*found, *error.problems)
    return (*found, *_mark_problems(application, context.on(application.applied_on)))


def _mark_problems(application: AwardApplication, then: Context) -> Iterator[Problem]:
    by_review: dict[tuple[int, str], dict[str, int]] = {}
    for mark in application.reviews:
        by_review.setdefault((mark.round, mark.reviewer), {})[mark.item] = mark.percent
    for (number, _), percents in sorted(by_review.items()):
        for text in mark_faults(percents, then):
            path = f"{application.id}.reviews"
            yield Problem("award.marks", path, f"round {number}", text, "warning")


def as_grave(record: CreditRecord, context: Context, *, kind: str, severity: str) -> bool:
    """Whether a record is of this kind and at least as grave (是否达到该程度).

    By the order of the kind's scale.
    """
    if record.kind != kind:
        return False
    scale = context.rules.entry(CreditRule, kind).scale
    return severity in scale and record.severity in scale[scale.index(severity) :]


@attrs.frozen(kw_only=True, repr=False)
class WithdrawalProposal(Result):
    """An award that is to be withdrawn (撤销建议), the record it rests on, and the rule.

    An authority decides; `remedies` says how the unit may object.
    """

    application: str
    town: str
    unit: str
    record: str
    reason: Text
    source: Text
    remedies: Text

    def say(self, language: Language = "en") -> str:
        """Return the award, why it is to be withdrawn, and how the unit may object."""
        what = Text(
            f"{self.application}：{self.reason.zh}，依据 {self.record}",
            f"{self.application}: {self.reason.en}, from {self.record}",
        )
        source = Text(f"  [{self.source.zh}]；", f"  [{self.source.en}]; ")
        return (what + source + self.remedies).say(language)


@clauses("3.1.3.a")
def withdrawal_grounds(
    application: AwardApplication, context: Context, *, records: Iterable[CreditRecord]
) -> tuple[WithdrawalProposal, ...]:
    """Return why an award in validity is to be withdrawn (撤销建议).

    Its holder has a record that the rules name, decided since the grant, whose act came to light
    before its time bar. A rule that nobody has verified withdraws nothing.
    """
    application = context.seen(application)
    granted = context.past(application.granted_on)
    if granted is None or award_status(application, context).state is not AwardState.IN_VALIDITY:
        return ()
    since = [
        record
        for record in records
        if record.decided_on >= granted and holds_against(record, context, unit=application.subject)
    ]
    return tuple(
        WithdrawalProposal(
            application=application.id,
            town=application.town,
            unit=application.subject,
            record=record.id,
            reason=rule.label,
            source=rule.source,
            remedies=remedies_of(context),
        )
        for rule in context.rules.entries(AwardWithdrawal).values()
        for record in since
        if not rule.unsigned
        and as_grave(record, context, kind=rule.kind, severity=rule.from_severity)
    )
