"""The facts of cases and orders (案件与责令事实), as they were known: what documents are filled from."""

from __future__ import annotations

from qualitygov.access.tables import ORDERS
from qualitygov.blacklist import CASES
from qualitygov.core.form import to_plain
from qualitygov.inspection import SAMPLES
from qualitygov.inspection.words import Conclusion
from qualitygov.publication.tables import FILED_CASES, PENALTIES
from qualitygov.report.documents import Answer
from qualitygov.report.places import Document


def cases_document(answer: Answer) -> Document:
    """The facts of blacklist cases, orders, failed samples, penalties and filed cases (案件事实).

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
    }
