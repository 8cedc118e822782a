"""What is excused (免予考核情况): by the target office, with a document, before the cut-off."""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.core.period import Period
from qualitygov.returns.entities import Excuse, ExcuseKind
from qualitygov.returns.signers import Signers
from qualitygov.returns.tables import EXCUSES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


def excused_of(view: CountyView, context: Context) -> Excused:
    """Return what is excused in the context's period (免予考核情况).

    Excuses are approved before the cut-off, and by nobody whom they help: an excuse of a town is
    approved by no town.
    """
    towns = Signers.of(view, context)
    hold = tuple(
        one
        for one in view.known(EXCUSES, context)
        if one.approved_on < context.cutoff
        and one.span.touches(context.period)
        and not (towns.code_of(one.beneficiary) and towns.code_of(one.approved_by))
    )
    return Excused(hold, context.period)


@attrs.frozen
class Excused:
    """Whether something that was due is excused (是否免予考核)."""

    excuses: tuple[Excuse, ...]
    period: Period

    def __call__(self, row: Any) -> bool:
        """Whether a row about something due is excused."""
        return any(self._holds(one, row) for one in self.excuses)

    def _holds(self, excuse: Excuse, row: Any) -> bool:
        if excuse.beneficiary not in (row.town, getattr(row, "unit", None)):
            return False
        if row.on not in excuse.span:
            return False
        if excuse.kind is ExcuseKind.DUTY:
            return bool(getattr(row, "duty", None) == excuse.ref)
        return excuse.kind is ExcuseKind.FACT and str(getattr(row, "id", "")) == excuse.ref

    def targets(self, town: str) -> frozenset[str]:
        """Return the targets of a town that are excused (免予考核的目标): for the whole period."""
        return frozenset(
            one.ref
            for one in self.excuses
            if one.kind is ExcuseKind.TARGET
            and one.beneficiary == town
            and one.span.first <= self.period.first
            and self.period.last <= one.span.last
        )
