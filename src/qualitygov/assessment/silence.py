"""Targets of which nothing can be judged (无从判定): why, and whom it costs.

An owner's silence costs the owner. What the town itself did not report earns nothing; what another
owner did not report is open for all whom it concerns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.result import Ends, TargetResult, Verdict
from qualitygov.assessment.sorting import EXCUSED
from qualitygov.assessment.target import Target
from qualitygov.core.due import Excusal
from qualitygov.text import Text

FIGURES = frozenset({"share", "index", "total", "mean", "growth", "increase"})
"""Kinds of indicators that need figures: without any, nothing was reported."""


NOT_JUDGED: Mapping[Excusal, Verdict] = {
    Excusal.TOO_FEW: Verdict.TOO_FEW,
    Excusal.UNSIGNED: Verdict.NOT_IN_FORCE,
}
"""The verdict where all facts are excused for one reason."""


def result_of(
    target: Target, verdict: Verdict, measured: Measurement, reason: Text, **more: Any
) -> TargetResult:
    """Return the result of a target (判定结果)."""
    return TargetResult(
        target=target,
        town=measured.town,
        period=measured.period,
        verdict=verdict,
        measured=measured,
        reason=reason,
        **more,
    )


def _listed(tables: tuple[Text, ...]) -> Text:
    return Text("、".join(one.zh for one in tables), ", ".join(one.en for one in tables))


def nothing_to_judge(
    target: Target, measured: Measurement, *, running: bool
) -> TargetResult | None:
    """Return why a target cannot be judged (无从判定的原因), None where it can.

    `running` says that the year is not over: a figure that is not there yet is open then.
    """
    told = measured.reported
    if told.unread:
        reason = Text("无法读取：", "could not be read: ") + _listed(told.unread)
        return result_of(target, Verdict.NOT_ASSESSED, measured, reason)
    if told.silent or told.unheard:
        reason = Text("未报：", "not reported: ") + _listed((*told.silent, *told.unheard))
        return result_of(target, Verdict.NOT_REPORTED, measured, reason, costs=bool(told.silent))
    if told.awaited is not None and measured.defined:
        return None
    if measured.bounded:
        return _too_few(target, measured)
    if running or told.pending:
        reason = Text("尚未到报送期限", "not due to be reported yet")
        if measured.why is not None:
            reason = measured.why.text
        return result_of(target, Verdict.OPEN, measured, reason)
    return _empty(target, measured)


def awaiting(result: TargetResult) -> TargetResult:
    """Return a result whose return may still come (报表未到期): whatever it is now, it is open.

    It keeps what it comes to as things stand, and may come to anything.
    """
    told = result.measured.reported
    if told.awaited is None or result.verdict in (Verdict.NOT_REPORTED, Verdict.NOT_ASSESSED):
        return result
    reason = Text(
        f"；报表 {told.awaited} 前到期，此前待定",
        f"; open until its return is due on {told.awaited}",
    )
    return attrs.evolve(
        result,
        verdict=Verdict.OPEN,
        reason=result.reason + reason,
        ends=Ends(result.ends.now, None, None),
        costs=False,
    )


def _too_few(target: Target, measured: Measurement) -> TargetResult | None:
    """Too few under the line: no points if duties were missed, else the item leaves the scale."""
    if measured.due >= target.indicator.minimum:
        return None
    missed = bool(measured.ids.missing or measured.reported.lacking)
    least = target.indicator.minimum
    reason = Text(
        f"{measured.say('zh')}，样本不足 {least} 个",
        f"{measured.say()}, fewer than the {least} needed",
    )
    if missed:
        reason += Text("，且有应办未办", ", and some that were due are missing")
    return result_of(target, Verdict.TOO_FEW, measured, reason, costs=missed)


def _nothing_due(target: Target, measured: Measurement) -> bool:
    """Whether no figure was due: each was excused, or a share has nothing under its line."""
    standings = {standing for found in measured.by_duty.values() for standing in found}
    return standings == {EXCUSED} or (target.indicator.kind == "share" and not standings)


def _empty(target: Target, measured: Measurement) -> TargetResult:
    """No value, though everything was reported."""
    if measured.why is not None:
        return result_of(target, NOT_JUDGED[measured.why.excusal], measured, measured.why.text)
    if target.indicator.kind in FIGURES and not _nothing_due(target, measured):
        reason = Text("无数据", "no data")
        return result_of(target, Verdict.NOT_REPORTED, measured, reason)
    if target.indicator.sampled:
        reason = Text("无样本", "no samples")
        return result_of(target, Verdict.TOO_FEW, measured, reason)
    reason = Text("无应办事项", "nothing was due")
    return result_of(target, Verdict.NOT_APPLICABLE, measured, reason)
