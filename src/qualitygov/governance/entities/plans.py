"""Plans, shared findings and warnings to be answered (规划、信息共享与预警处置).

Clauses 3.1.1.g, 3.1.1.h, 3.1.3.d.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary


class PlanStep(Vocabulary):
    """What is noted of a goal of a development plan (规划目标环节). Clause 3.1.1.g."""

    SET = "set", "设定", "set"
    MID_TERM = "mid-term", "中期评估", "mid-term review"
    FINAL = "final", "终期评估", "final review"


@clauses("3.1.1.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class PlanGoal:
    """A goal of a development plan as it was set, or its state at a review (规划目标)."""

    goal: str = attrs.field(validator=check.filled(), metadata=about("目标", "goal"))
    step: PlanStep = attrs.field(default=PlanStep.SET, metadata=about("环节", "step"))
    on: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    state: str = attrs.field(validator=check.filled(), metadata=about("情况", "state"))


@clauses("3.1.1.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class DevelopmentPlan:
    """Quality development plan of a town (质量发展规划), with its goals and their reviews."""

    id: str = attrs.field(validator=check.filled(), metadata=about("规划编号", "plan id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("规划期起", "in force from", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    valid_to: date = attrs.field(validator=check.day(), metadata=about("规划期止", "in force to"))
    document: str = attrs.field(validator=check.filled(), metadata=about("规划文号", "document"))
    goals: tuple[PlanGoal, ...] = attrs.field(default=(), metadata=about("目标", "goals"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")

    def reviewed_on(self, step: PlanStep) -> date | None:
        """Return the day by which every goal had a state in a review (评估完成日期), or None."""
        wanted = {one.goal for one in self.goals if one.step is PlanStep.SET}
        days: dict[str, date] = {}
        for one in self.goals:
            if one.step is step:
                days[one.goal] = min(one.on, days.get(one.goal, one.on))
        if not days or not wanted <= days.keys():
            return None
        return max(days.values())


@clauses("3.1.1.h")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class FindingRecipient:
    """A department with which a finding is shared (共享接收部门)."""

    unit: str = attrs.field(validator=check.filled(), metadata=about("接收单位编号", "unit"))
    sent_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("推送日期", "sent on", role="later"),
    )
    received_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("签收日期", "received on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "sent_on", "received_on")


@clauses("3.1.1.h")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SharedFinding:
    """A finding that a unit shares with each department concerned (横向共享信息)."""

    id: str = attrs.field(validator=check.filled(), metadata=about("信息编号", "finding id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("发现单位编号", "unit"))
    matter: str = attrs.field(validator=check.filled(), metadata=about("事项", "matter"))
    found_on: date = attrs.field(
        validator=check.day(), metadata=about("发现日期", "found on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    recipients: tuple[FindingRecipient, ...] = attrs.field(
        default=(), metadata=about("接收部门", "recipients")
    )


class WarningMoveKind(Vocabulary):
    """What is done about a warning (预警处置环节). Clause 3.1.3.d."""

    ACKNOWLEDGED = "acknowledged", "签收", "acknowledged"
    ACTED = "acted", "处置", "acted on"
    LIFTED = "lifted", "解除", "lifted"


@clauses("3.1.3.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WarningMove:
    """One thing that was done about a warning (预警处置)."""

    kind: WarningMoveKind = attrs.field(metadata=about("环节", "kind"))
    on: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("文号", "document"))


@clauses("3.1.3.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WarningSent:
    """A warning that was sent to a unit, to be answered (预警通知): acknowledged, acted on, lifted.

    `lift_by` is the day by which it is to be lifted.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("预警编号", "warning id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("接收单位编号", "unit"))
    indicator: str = attrs.field(validator=check.filled(), metadata=about("指标", "indicator"))
    sent_on: date = attrs.field(
        validator=check.day(), metadata=about("发出日期", "sent on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    lift_by: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("要求解除日期", "to be lifted by"),
    )
    moves: tuple[WarningMove, ...] = attrs.field(default=(), metadata=about("处置", "moves"))

    def done_on(self, kind: WarningMoveKind) -> date | None:
        """Return the first day of a move of this kind (处置日期), None without one."""
        return min((move.on for move in self.moves if move.kind is kind), default=None)
