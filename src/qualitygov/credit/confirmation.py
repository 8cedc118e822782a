"""Confirming the records that the program proposed (拟入档记录的确认), by an authority.

A record that a rule derived is a proposal: it never weighs until an authority has confirmed it. The
authority has some working days for that; what it drops, it drops with a reason. Clauses 3.2.2.a-b.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.credit.entities import CreditRecord
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.parameter import Parameter

CLOSES = "assessment.closes"


class Decision(Vocabulary):
    """What an authority says of a proposed record (确认结论)."""

    CONFIRMED = "confirmed", "确认入档", "confirmed"
    DROPPED = "dropped", "不予确认", "dropped"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Confirmation:
    """That an authority confirmed or dropped a proposed record (拟入档记录确认).

    `record` is the id of the record. Raises `FieldError` for one that is dropped without a reason.
    """

    record: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    decision: Decision = attrs.field(metadata=about("结论", "decision"))
    decided_on: date = attrs.field(
        validator=check.day(), metadata=about("决定日期", "decided on", role="own")
    )
    authority: str = attrs.field(
        validator=check.filled(), metadata=about("决定机关", "deciding authority")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("文书", "document"))
    reason: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("理由", "reason"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        if self.decision is Decision.DROPPED and self.reason is None:
            raise bilingual(
                "confirmation.reason",
                "不予确认须写明理由",
                "a record is dropped with a reason",
            )


def decisions_by(confirmations: Iterable[Confirmation], last: date) -> Mapping[str, Confirmation]:
    """Return the last decision on each record, up to a day (最后决定), by the record's id."""
    ordered = sorted(confirmations, key=lambda one: (one.decided_on, one.document))
    return {one.record: one for one in ordered if one.decided_on <= last}


def last_that_counts(context: Context) -> date:
    """Return the last day whose confirmations count (确认截止日).

    For an assessed period that is its cut-off; what is confirmed later counts later. A book without
    a cut-off has none.
    """
    if CLOSES not in context.rules_on(context.period.last).entries(Parameter):
        return context.known_at
    if context.as_of <= context.cutoff:
        return min(context.known_at, context.cutoff)
    return context.known_at


def decides(confirmation: Confirmation, record: CreditRecord) -> bool:
    """Whether a decision can decide on a record (确认是否有效): one before it decides nothing."""
    return confirmation.decided_on >= record.decided_on


@clauses("3.2.2.a")
def confirmed(
    records: Iterable[CreditRecord], decisions: Mapping[str, Confirmation]
) -> Iterator[CreditRecord]:
    """Yield the records with what was decided on those that are proposals (确认结果).

    A decision that lies before the record itself decides nothing.
    """
    for record in records:
        decision = decisions.get(record.id) if record.proposed_by is not None else None
        if decision is None or not decides(decision, record):
            yield record
        elif decision.decision is Decision.CONFIRMED:
            yield attrs.evolve(record, confirmed_on=decision.decided_on, dropped_on=None)
        else:
            yield attrs.evolve(record, dropped_on=decision.decided_on, confirmed_on=None)
