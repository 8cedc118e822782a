"""From an order to a recommended closure (整改与取缔): ordered, re-checked, failed again.

Clause 3.2.2.e.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.access.conditions import Lacking, to_close
from qualitygov.access.entities import RectificationOrder
from qualitygov.access.entities_limits import ConditionCheck
from qualitygov.access.states import RectificationStage, order_state
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.enterprise import ENTERPRISES, RegistrationStatus
from qualitygov.inspection import InspectionSample, sample_state
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.inspection import ClosureRoute
from qualitygov.rulebook.remedies import remedies_of
from qualitygov.subject import CountyView
from qualitygov.text import Language, Text


@attrs.frozen(kw_only=True, repr=False)
class ClosureRecommendation(Result):
    """A unit whose closure is recommended (建议取缔、责令关闭或者吊销), with what it rests on.

    It closes nobody: the authority that the law empowers decides. `route` says what is recommended:
    the unlicensed are banned, the licensed are ordered to close, or lose their licence. `remedies`
    says how the unit may object to what is decided.
    """

    brief: ClassVar[tuple[str, ...]] = ("subject", "basis", "route")

    subject: str
    town: str
    basis: str
    failed: tuple[date, ...]
    route: str
    measure: Text
    authority: Text
    remedies: Text

    @property
    def reason(self) -> Text:
        """The failed re-checks, by day."""
        days = ", ".join(str(day) for day in self.failed)
        return Text(f"{self.basis}：复查不合格 {days}", f"{self.basis}: re-checks failed on {days}")

    def say(self, language: Language = "en") -> str:
        """Return what is recommended to whom and why, and how the unit may object."""
        what = self.measure + Text("（", " (") + self.authority + Text("）：", "): ")
        return (what + self.reason + Text("；", "; ") + self.remedies).say(language)


def _routed(
    one: RectificationOrder | InspectionSample,
    failed: tuple[date, ...],
    context: Context,
    *,
    unit: str,
    licensed: Container[str],
) -> ClosureRecommendation:
    """To whom it is addressed, by the rules of the day on which the last re-check failed."""
    product = isinstance(one, InspectionSample)
    holds = UnitKey.of(unit) in licensed
    name = ("licensed-product" if product else "licensed") if holds else "unlicensed"
    route = context.rules_on(failed[-1]).entry(ClosureRoute, name)
    return ClosureRecommendation(
        subject=unit,
        town=one.town,
        basis=one.id,
        failed=failed,
        route=name,
        measure=route.label,
        authority=route.authority,
        remedies=remedies_of(context),
    )


def _of_condition(
    one: Lacking, context: Context, licensed: Container[str]
) -> ClosureRecommendation:
    """For a condition that is lacking still, by the rules of the day of the last re-check."""
    name = "licensed" if UnitKey.of(one.subject) in licensed else "unlicensed"
    route = context.rules_on(one.again[-1]).entry(ClosureRoute, name)
    return ClosureRecommendation(
        subject=one.subject,
        town=one.town,
        basis=one.failed[0].id,
        failed=one.again,
        route=name,
        measure=route.label,
        authority=route.authority,
        remedies=remedies_of(context),
    )


def _of_order(
    order: RectificationOrder, context: Context, licensed: Container[str]
) -> ClosureRecommendation | None:
    state = order_state(order, context)
    if state.stage is not RectificationStage.CLOSURE:
        return None
    return _routed(order, state.failed, context, unit=order.subject, licensed=licensed)


def _of_sample(
    sample: InspectionSample, context: Context, licensed: Container[str]
) -> ClosureRecommendation | None:
    rounds, unit = sample_state(sample, context).rounds, sample.ordered_unit
    if rounds is None or not rounds.closing or unit is None:
        return None
    return _routed(sample, rounds.closing, context, unit=unit, licensed=licensed)


def licensed_units(view: CountyView, context: Context) -> frozenset[str]:
    """Return the keys of the units that hold a business licence (持照单位) on ``context.as_of``.

    Those that are registered and whose registration was not revoked or cancelled; one that moved
    out is licensed elsewhere.
    """
    return frozenset(
        UnitKey.of(unit.code)
        for unit in view.known(ENTERPRISES, context)
        if unit.status not in (RegistrationStatus.REVOKED, RegistrationStatus.DEREGISTERED)
    )


@clauses("3.2.2.e", "3.2.2.g")
def closures(
    orders: Iterable[RectificationOrder],
    context: Context,
    *,
    samples: Iterable[InspectionSample],
    licensed: Container[str],
    checks: Iterable[ConditionCheck] = (),
) -> tuple[ClosureRecommendation, ...]:
    """Return the units whose closure is recommended on ``context.as_of`` (取缔建议).

    From orders, failed samples and `checks` of safety conditions, by unit. `licensed` holds the
    keys of the units with a business licence.
    """
    found = [
        *(
            _of_order(order, context, licensed)
            for order in context.known(orders)
            if context.happened(order.ordered_on)
        ),
        *(
            _of_sample(sample, context, licensed)
            for sample in context.known(samples)
            if context.happened(sample.on) and sample.rechecks
        ),
        *(_of_condition(one, context, licensed) for one in to_close(checks, context)),
    ]
    recommended = (one for one in found if one is not None)
    return tuple(sorted(recommended, key=lambda one: (UnitKey.of(one.subject), one.basis)))
