"""Events of supervision (监管事件): visits with what they found.

Which of them gives a credit record stands in the rulebook (``event-rule``). Clauses 3.1.4.b,
3.2.2.a.
"""

from __future__ import annotations

from typing import Annotated

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.rulebook.columns import SEVERITIES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event
from qualitygov.supervision.entities import Finding, SupervisionVisit, VisitKind
from qualitygov.supervision.tables import VISITS


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class VisitEvent(Event):
    """A visit (监督检查事件); `found` says whether it found anything, and `finding` what."""

    kind: Annotated[str, VisitKind] = attrs.field(
        validator=check.filled(), metadata=about("检查方式", "kind of visit")
    )
    finding: Annotated[str, Finding] = attrs.field(
        validator=check.filled(), metadata=about("检查结论", "finding")
    )
    found: bool = attrs.field(metadata=about("发现问题", "something found"))
    severity: Annotated[str | None, SEVERITIES] = attrs.field(
        default=None, metadata=about("程度", "severity")
    )
    drawn: bool = attrs.field(default=False, metadata=about("随机抽取", "drawn at random"))


def _event(visit: SupervisionVisit) -> VisitEvent:
    return VisitEvent(
        id=visit.id,
        unit=visit.subject,
        on=visit.held_on,
        happened_on=visit.held_on,
        known_on=visit.known_on,
        document=visit.document,
        authority=visit.authority,
        category=visit.topic,
        kind=visit.kind.value,
        finding=visit.finding.value,
        found=visit.finding is not Finding.NOTHING,
        severity=visit.severity,
        drawn=visit.drawn,
    )


@clauses("3.1.4.b", "3.2.2.a")
def visit_events(view: CountyView, context: Context) -> tuple[VisitEvent, ...]:
    """Return every visit held by ``context.as_of`` (监督检查事件), those that found nothing too."""
    return tuple(
        _event(visit) for visit in view.known(VISITS, context) if context.happened(visit.held_on)
    )
