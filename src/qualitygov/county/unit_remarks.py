"""What the lines of a unit rest on (单位考核扣分原因): which targets were missed, what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualitygov.assessment.measurement import Measurement
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.text import Text

NO_TASKS = Text("任务表未报或短缺", "its tasks are not reported in full")
NOT_VERIFIED = Text("所依规则尚未核实，不计分", "not scored: nobody has verified its rule")
NO_TARGETS = Text("没有分解到本单位的目标任务", "no target was given to this unit as a task")
TOLD = (
    Verdict.MISSED,
    Verdict.NOT_REPORTED,
    Verdict.NOT_ASSESSED,
    Verdict.TOO_FEW,
    Verdict.OPEN,
)
"""The verdicts whose targets are named, in this order."""


def told_of_targets(results: Iterable[TargetResult]) -> Text:
    """Return what a unit's targets came to (目标完成情况): how many were met, and which were not."""
    found = list(results)
    if not found:
        return NO_TARGETS
    met = sum(one.verdict is Verdict.MET for one in found)
    head = Text(f"目标 {len(found)} 项，达标 {met} 项", f"{met} of {len(found)} targets met")
    return Text.joined((head, *_by_verdict(found)))


def _by_verdict(found: list[TargetResult]) -> Iterator[Text]:
    for verdict in TOLD:
        own = [one.target.label for one in found if one.verdict is verdict]
        if own:
            yield Text(f"{verdict.label.zh}：", f"{verdict.label.en}: ") + Text.joined(
                own, "、", ", "
            )


def told_of_values(measured: Measurement) -> Text:
    """Return what was counted of a unit (计数情况), and what was not reported."""
    said = Text(measured.say("zh"), measured.say("en"))
    told = measured.reported
    missing = (*told.silent, *told.unheard)
    parts = [said]
    if missing:
        parts.append(Text("未报：", "not reported: ") + Text.joined(missing, "、", ", "))
    if told.unread:
        parts.append(Text("无法读取：", "not read: ") + Text.joined(told.unread, "、", ", "))
    return Text.joined(parts)
