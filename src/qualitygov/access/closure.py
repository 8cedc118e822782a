"""From an order to a recommended closure (整改与取缔): ordered, re-checked, failed again.

Clause 3.2.2.e.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.access.entities import RectificationOrder
from qualitygov.access.states import RectificationStage, order_state
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.inspection import InspectionSample, sample_state
from qualitygov.rulebook.context import Context
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class ClosureRecommendation(Result):
    """A unit whose closure is recommended (建议取缔), with what it rests on.

    It closes nobody: an authority decides.
    """

    subject: str
    town: str
    basis: str
    failed: tuple[date, ...]

    @property
    def reason(self) -> Text:
        """The failed re-checks, by day."""
        days = ", ".join(str(day) for day in self.failed)
        return Text(f"{self.basis}：复查不合格 {days}", f"{self.basis}: re-checks failed on {days}")


def _of_order(order: RectificationOrder, context: Context) -> ClosureRecommendation | None:
    state = order_state(order, context)
    if state.stage is not RectificationStage.CLOSURE:
        return None
    return ClosureRecommendation(
        subject=order.subject, town=order.town, basis=order.id, failed=state.failed
    )


def _of_sample(sample: InspectionSample, context: Context) -> ClosureRecommendation | None:
    state = sample_state(sample, context)
    enough = context.rules.whole("closure.failed-rechecks")
    if state.cured or len(state.failed_rechecks) < enough:
        return None
    return ClosureRecommendation(
        subject=sample.subject, town=sample.town, basis=sample.id, failed=state.failed_rechecks
    )


@clauses("3.2.2.e")
def closures(
    orders: Iterable[RectificationOrder],
    context: Context,
    *,
    samples: Iterable[InspectionSample],
) -> tuple[ClosureRecommendation, ...]:
    """Return the units whose closure is recommended on ``context.as_of`` (取缔建议).

    From orders and from failed samples, by unit.
    """
    found = [
        *(
            _of_order(order, context)
            for order in context.known(orders)
            if context.happened(order.ordered_on)
        ),
        *(
            _of_sample(sample, context)
            for sample in context.known(samples)
            if context.happened(sample.sampled_on) and sample.rechecks
        ),
    ]
    recommended = (one for one in found if one is not None)
    return tuple(sorted(recommended, key=lambda one: (UnitKey.of(one.subject), one.basis)))
