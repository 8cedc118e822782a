"""Events of enforcement (行政处罚事件): penalties decided.

Which of them gives a credit record stands in the rulebook (``event-rule``). Clauses 3.1.4.b,
3.2.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.knowledge import known_day
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.states import gravest_of, penalty_class
from qualitygov.publication.tables import PENALTIES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class PenaltyEvent(Event):
    """A penalty decided (行政处罚事件).

    `penalty` is the gravest of the decision, `penalty_class` the same, or ``low-fine``.
    """

    penalty: Annotated[str, Penalty] = attrs.field(
        validator=check.filled(), metadata=about("处罚种类", "penalty")
    )
    penalty_class: Annotated[str, Penalty, "low-fine"] = attrs.field(
        validator=check.filled(), metadata=about("处罚档次", "class of the penalty")
    )
    secret: bool = attrs.field(metadata=about("涉密不公开", "secret"))


def _known(case: EnforcementCase) -> date:
    return known_day(case) or case.decided_on


def _ids(cases: Iterable[EnforcementCase]) -> Mapping[tuple[str, str], str]:
    """What names each penalty: its decision, and of a decision on several units each further unit.

    The first that was known keeps the name alone, under which it may have been confirmed.
    """
    found: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for case in sorted(cases, key=lambda case: (_known(case), case.subject)):
        name = f"{case.id}/{UnitKey.of(case.subject)}" if case.id in taken else case.id
        taken.add(case.id)
        found[case.subject, case.id] = name
    return found


def _event(name: str, case: EnforcementCase, context: Context) -> PenaltyEvent:
    known = _known(case)
    return PenaltyEvent(
        id=name,
        unit=case.subject,
        on=case.decided_on,
        happened_on=case.decided_on,
        known_on=known,
        document=case.id,
        authority=case.authority,
        heavier_penalty=case.heavier_penalty,
        repaired_on=case.repaired_on,
        revoked_on=case.revoked_on,
        penalty=gravest_of(case, context).value,
        penalty_class=penalty_class(case, context),
        secret=case.secret,
    )


@clauses("3.1.4.b", "3.2.2.a")
def penalty_events(view: CountyView, context: Context) -> tuple[PenaltyEvent, ...]:
    """Return the penalties decided by ``context.as_of`` (行政处罚事件)."""
    cases = [case for case in view.known(PENALTIES, context) if context.happened(case.decided_on)]
    ids = _ids(cases)
    return tuple(_event(ids[case.subject, case.id], case, context) for case in cases)
