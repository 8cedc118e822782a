"""The credit archive of a county (县域信用档案): what is on file, and what events give by rule.

Clause 3.2.2.a.
"""

from __future__ import annotations

from qualitygov.core.clauses import clauses
from qualitygov.credit.derive import made_from
from qualitygov.credit.entities import CreditArchive
from qualitygov.credit.tables import RECORDS
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import CountyView


@clauses("3.2.2.a")
def archive_of(view: CountyView, context: Context) -> CreditArchive:
    """Return the county's credit archive as it was known (县域信用档案).

    A record on file under the id of a derived one takes its place. Raises `FieldError` for two
    records with one id. Clause 3.2.2.a.
    """
    return view.once(_archive, context)


def _archive(view: CountyView, context: Context) -> CreditArchive:
    filed = view.known(RECORDS, context).rows
    ids = {record.id for record in filed}
    derived = context.known(made_from(view.events(context), context))
    return CreditArchive.of([*filed, *(record for record in derived if record.id not in ids)])
