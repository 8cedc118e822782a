"""Events of complaints (投诉事件): a complaint was handled, and how it ended. Clause 3.1.4.a."""

from __future__ import annotations

from typing import Annotated

import attrs

from qualitygov.complaint.case import Complaint, ComplaintStatus
from qualitygov.complaint.entities import ComplaintKind
from qualitygov.complaint.states import complaint_states
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.rulebook.columns import SEVERITIES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ComplaintEvent(Event):
    """A complaint was handled (投诉处理结果).

    `result` is the move that ended it (``upheld``, ``not-upheld``, ``mediated``,
    ``mediation-ended``), `severity` the word that the complaint gives it.
    """

    kind: Annotated[str, ComplaintKind] = attrs.field(
        metadata=about("投诉类别", "kind of complaint")
    )
    result: Annotated[str, "upheld", "not-upheld", "mediated", "mediation-ended"] = attrs.field(
        metadata=about("处理结果", "result")
    )
    severity: Annotated[str | None, SEVERITIES] = attrs.field(
        default=None, metadata=about("程度", "severity")
    )


@clauses("3.1.4.a", "3.2.2.a")
def complaint_events(view: CountyView, context: Context) -> tuple[ComplaintEvent, ...]:
    """Return an event for each complaint with a result (投诉处理事件), where its unit is known.

    A complaint that was reopened has the result that stands now, or none.
    """
    found = (_event(one, status) for one, status in view.once(complaint_states, context))
    return tuple(event for event in found if event is not None)


def _event(one: Complaint, status: ComplaintStatus) -> ComplaintEvent | None:
    if one.subject is None or status.result is None:
        return None
    own = [m for m in one.moves if m.kind is status.result and m.day <= status.as_of]
    last = max(move.day for move in own)
    return ComplaintEvent(
        id=one.id,
        unit=one.subject,
        on=last,
        happened_on=one.happened_on,
        known_on=max(last, one.known_on or last, *(move.known_on or last for move in own)),
        document=next(move.document for move in own if move.day == last),
        category=one.category,
        kind=one.kind.value,
        result=status.result.value,
        severity=one.severity,
    )
