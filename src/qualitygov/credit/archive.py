"""The credit archive of a county (县域信用档案): what is on file, and what events give by rule.

Clause 3.2.2.a.
"""

from __future__ import annotations

from qualitygov.core.clauses import clauses
from qualitygov.credit.confirmation import confirmed, decisions_by, last_that_counts
from qualitygov.credit.derive import made_from
from qualitygov.credit.entities import CreditArchive, CreditRecord
from qualitygov.credit.tables import CONFIRMATIONS, RECORDS
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import CountyView


@clauses("3.2.2.a")
def archive_of(view: CountyView, context: Context) -> CreditArchive:
    """Return the county's credit archive as it was known (县域信用档案).

    A record on file under the id of a derived one takes its place. A derived record is a proposal
    until it is confirmed. Raises `FieldError` for two records with one id. Clause 3.2.2.a.
    """
    return view.once(_archive, context)


def derived_of(view: CountyView, context: Context) -> tuple[CreditRecord, ...]:
    """Return the records that events give by rule, as they were known (派生记录)."""
    return view.once(_derived, context)


def _derived(view: CountyView, context: Context) -> tuple[CreditRecord, ...]:
    return context.known(made_from(view.events(context), context))


def _archive(view: CountyView, context: Context) -> CreditArchive:
    filed = view.known(RECORDS, context).rows
    ids = {record.id for record in filed}
    derived = (record for record in derived_of(view, context) if record.id not in ids)
    made = view.known(CONFIRMATIONS, context)
    decisions = decisions_by(made, last_that_counts(context))
    return CreditArchive.of(confirmed([*filed, *derived], decisions))
