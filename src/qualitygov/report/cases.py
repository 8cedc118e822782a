"""The facts of cases and orders (案件与责令事实), as they were known: what documents are filled from."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qualitygov.access.tables import ORDERS
from qualitygov.blacklist import CASES
from qualitygov.codes.unit import UnitKey
from qualitygov.core.form import to_plain
from qualitygov.inspection import SAMPLES
from qualitygov.inspection.words import Conclusion
from qualitygov.publication.tables import FILED_CASES, PENALTIES
from qualitygov.report.documents import Answer
from qualitygov.report.places import Document


def cases_document(answer: Answer) -> Document:
    """The facts of blacklist cases, orders, failed samples, penalties, filed cases, records (案件事实).

    Each row as it was known at `known_at`; no field of a person is in it.
    """
    view, context = answer.assessment.view, answer.context
    failed = (one for one in view.known(SAMPLES, context) if one.conclusion is Conclusion.FAIL)
    return {
        "as_of": to_plain(context.as_of),
        "known_at": to_plain(context.known_at),
        "listings": [to_plain(one) for one in view.known(CASES, context)],
        "orders": [to_plain(one) for one in view.known(ORDERS, context)],
        "samples": [to_plain(one) for one in failed],
        "penalties": [to_plain(one) for one in view.known(PENALTIES, context)],
        "filed": [to_plain(one) for one in view.known(FILED_CASES, context)],
        "records": list(_records(answer)),
    }


JUDGED = "已认定"
"""Stands in for who judged a record grave, since no person is named."""


def _records(answer: Answer) -> Iterator[Document]:
    """The records of each unit with a ground for listing, by which it is looked at again."""
    with_ground = {UnitKey.of(one.code) for one in answer.assessment.grounds if one.grounds}
    for score in answer.assessment.credit:
        if score.key not in with_ground:
            continue
        for record in score.records:
            judged = None if record.judged_grave_by is None else JUDGED
            yield to_plain(attrs.evolve(record, judged_grave_by=judged))
