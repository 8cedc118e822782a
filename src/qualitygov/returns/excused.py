"""What is excused (免予考核情况): by the target office, with a document, before the cut-off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from qualitygov.core.period import Period
from qualitygov.returns.closing import DecisionFlaw
from qualitygov.returns.entities import Excuse, ExcuseKind
from qualitygov.returns.signers import Signers
from qualitygov.returns.tables import EXCUSES
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import TargetRule
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject import CountyView
from qualitygov.text import Text

LATE = Text("批准不早于考核数据截止日", "not approved before the year's cut-off")
OWN = Text(
    "由被考核的乡镇、单位或企业批准，应由质量目标考核办公室批准",
    "approved by a town, unit or firm that is assessed itself; the target office approves",
)


def excused_of(view: CountyView, context: Context) -> Excused:
    """Return what is excused in the context's period (免予考核情况).

    Excuses are approved before the cut-off, and by nobody who is assessed: no town, no department
    or area, no office of a town, no enterprise.
    """
    towns = Signers.of(view, context)
    hold = tuple(one for one in _asked(view, context) if _unusable(one, towns, context) is None)
    return Excused(hold, context.period)


def _asked(view: CountyView, context: Context) -> Iterator[Excuse]:
    """The excuses of the context's period."""
    known = sorted(view.known(EXCUSES, context), key=lambda one: (one.beneficiary, one.ref))
    return (one for one in known if one.span.touches(context.period))


def _unusable(excuse: Excuse, towns: Signers, context: Context) -> Text | None:
    """Why an excuse excuses nothing."""
    if excuse.approved_on >= context.cutoff:
        return LATE
    if towns.assessed(excuse.approved_by):
        return OWN
    section = {ExcuseKind.TARGET: TargetRule, ExcuseKind.DUTY: DutyRule}.get(excuse.kind)
    if section is None or excuse.ref in context.judged.rules.entries(section):
        return None
    return Text(f"手册中没有 {excuse.ref}", f"the book has no {excuse.ref}")


def excuse_flaws(view: CountyView, context: Context) -> tuple[DecisionFlaw, ...]:
    """Return the excuses of the period that excuse nothing, and why (无效免予考核)."""
    towns = Signers.of(view, context)
    return tuple(
        DecisionFlaw(id=f"{one.beneficiary}/{one.ref}", town=one.beneficiary, why=why)
        for one in _asked(view, context)
        if (why := _unusable(one, towns, context)) is not None
    )


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
