"""Credit records as rows of facts (信用记录事实): what vetoes look at, and what is to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core import check, kinds
from qualitygov.core.calendars import Due
from qualitygov.core.fields import about
from qualitygov.credit.archive import archive_of, derived_of
from qualitygov.credit.confirmation import Confirmation, decides
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.standing import Excluded, excluded, stands
from qualitygov.credit.tables import CONFIRMATIONS, RECORDS
from qualitygov.enterprise import towns_by_key
from qualitygov.rulebook.columns import KINDS, OUTCOME, SEVERITIES_OF_KIND
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject.county import CountyView
from qualitygov.subject.duty import Duty, Standing, standing_of

CONFIRM = "record-confirmed"
"""The duty to confirm a proposed record, or to drop it with a reason."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RecordFact:
    """A credit record of one of the town's units, as a row (信用记录事实).

    Its `standing` is ``done`` while the record stands, ``open`` while it is proposed and nobody
    confirmed it (`settles_on` is the day by which somebody has to), and ``excused`` once it is
    revoked or dropped, and while it is stayed.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    town: str = attrs.field(validator=check.filled(), metadata=about("乡镇代码", "town code"))
    on: date = attrs.field(validator=check.day(), metadata=about("认定日期", "decided on"))
    subject: str = attrs.field(validator=check.filled(), metadata=about("主体代码", "unit code"))
    kind: Annotated[str, KINDS] = attrs.field(
        validator=check.filled(), metadata=about("记录类别", "kind")
    )
    severity: Annotated[str, SEVERITIES_OF_KIND] = attrs.field(
        validator=check.filled(), metadata=about("程度", "severity")
    )
    standing: Annotated[str, Standing, OUTCOME] = attrs.field(
        metadata=about("办理情形", "standing")
    )
    settles_on: date | None = attrs.field(default=None, metadata=about("确认期限", "settles on"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ConfirmationFact(Duty):
    """The duty to confirm or to drop a record that a rule proposed (拟入档记录确认事项).

    `unit` is the authority of the record. It is done when the record is first confirmed, dropped or
    put on file, whatever is decided later, and excused where the record was revoked before that was
    due.
    """

    subject: str = attrs.field(metadata=about("主体代码", "unit code"))
    kind: str = attrs.field(metadata=about("记录类别", "kind"))


def record_facts(view: CountyView, context: Context) -> tuple[RecordFact, ...]:
    """Return the county's credit records as rows, each in the town of its unit (信用记录事实行).

    Records decided after `as_of`, or of a unit that is not among the enterprises, are left out. A
    repaired record keeps standing: the accident happened.
    """
    return tuple(_facts(view, context))


def _facts(view: CountyView, context: Context) -> Iterator[RecordFact]:
    towns = view.once(towns_by_key, context)
    for record in archive_of(view, context):
        town = towns.get(UnitKey.of(record.subject))
        if town is None or not context.happened(record.decided_on) or not context.knows(record):
            continue
        standing = _standing(record, context)
        yield RecordFact(
            id=record.id,
            town=town,
            on=record.decided_on,
            subject=record.subject,
            kind=record.kind,
            severity=record.severity,
            standing=standing,
            settles_on=_due(record, context).day if standing is Standing.OPEN else None,
        )


def _standing(record: CreditRecord, context: Context) -> Standing:
    if stands(record, context):
        return Standing.DONE
    proposed = excluded(record, context) is Excluded.PROPOSED
    return Standing.OPEN if proposed else Standing.EXCUSED


def _due(record: CreditRecord, context: Context) -> Due:
    """The day by which a proposed record has to be confirmed or dropped, by its own day's rule."""
    start = max(record.known_on, context.rulebook.header.valid_from)
    rule = context.rules_on(start).entries(DutyRule).get(CONFIRM)
    if rule is None or rule.within is None:
        return Due(None)
    return context.due(record.known_on, rule.within)


def confirmation_facts(view: CountyView, context: Context) -> tuple[ConfirmationFact, ...]:
    """Return what had to be confirmed or dropped (拟入档记录确认事项行), by `as_of`."""
    return tuple(_confirmations(view, context))


def _confirmations(view: CountyView, context: Context) -> Iterator[ConfirmationFact]:
    towns = view.once(towns_by_key, context)
    filed = {record.id: record.known_on for record in view.known(RECORDS, context)}
    made: dict[str, list[Confirmation]] = {}
    for one in view.known(CONFIRMATIONS, context):
        if one.decided_on <= context.horizon:
            made.setdefault(one.record, []).append(one)
    for record in derived_of(view, context):
        town = towns.get(UnitKey.of(record.subject))
        if record.proposed_by is None or town is None or not context.happened(record.decided_on):
            continue
        days = [one.decided_on for one in made.get(record.id, ()) if decides(one, record)]
        done_on = min(days) if days else filed.get(record.id)
        by = _due(record, context)
        standing = standing_of(by, done_on, context)
        gone = context.past(record.revoked_on)
        if done_on is None and gone is not None and not by.passed(gone):
            standing = Standing.EXCUSED
        yield ConfirmationFact(
            id=record.id,
            town=town,
            on=record.decided_on,
            duty=CONFIRM,
            standing=standing,
            unit=record.authority,
            by=by.day,
            settles_on=by.day if standing is Standing.OPEN else None,
            subject=record.subject,
            kind=record.kind,
        )


def confirmations_of_nothing(
    view: CountyView, context: Context
) -> tuple[tuple[Confirmation, CreditRecord | None], ...]:
    """Return the decisions since the period began that decide nothing (无效的确认决定).

    Each with the record that came later, None where there is no such record.
    """
    every = (*view.known(RECORDS, context), *derived_of(view, context))
    records = {record.id: record for record in every}
    first = context.period.first
    found = (
        (one, records.get(one.record))
        for one in view.known(CONFIRMATIONS, context)
        if first <= one.decided_on and context.happened(one.decided_on)
    )
    loose = [pair for pair in found if pair[1] is None or not decides(pair[0], pair[1])]
    return tuple(sorted(loose, key=lambda pair: (pair[0].record, pair[0].decided_on)))


def unconfirmed(view: CountyView, context: Context) -> tuple[ConfirmationFact, ...]:
    """Return the proposed records that nobody confirmed or dropped yet (待确认清单), by due day."""
    waiting = (Standing.OPEN, Standing.MISSING)
    found = [one for one in confirmation_facts(view, context) if one.standing in waiting]
    return tuple(sorted(found, key=lambda one: (one.by or date.max, one.id)))
