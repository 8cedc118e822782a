"""Inspections of units and areas, and what they found (督查). Clause 4.5.b."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary


class VisitKind(Vocabulary):
    """Kind of visit of the leading group (督查类别). Clause 4.5.b."""

    INSPECTION = "inspection", "督查", "inspection"
    YEARLY = "yearly-check", "年度检查", "yearly check"


@clauses("4.5.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class VisitIssue:
    """What an inspection found, and which unit answers for it (督查问题).

    It is to be put right by `due_on`, or where that is empty as the rule says.
    """

    matter: str = attrs.field(validator=check.filled(), metadata=about("问题", "matter"))
    answers: str = attrs.field(
        validator=check.filled(), metadata=about("责任单位编号", "unit that answers")
    )
    due_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改期限", "to be put right by"),
    )
    closed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改完成日期", "put right on", role="later"),
    )


@clauses("4.5.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class InspectionVisit:
    """Inspection of a unit or area by the leading group (督查).

    `issues` are what was found, each with who answers for it. `covers_to` is the last day of the
    period for which it was made, where it was made after its end.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("督查编号", "visit id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("单位编号", "unit"))
    kind: VisitKind = attrs.field(
        default=VisitKind.INSPECTION, metadata=about("督查类别", "kind of visit")
    )
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("督查日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    covers_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("所属期末", "covers to"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("督查通报", "document"))
    issues: tuple[VisitIssue, ...] = attrs.field(
        default=(), metadata=about("发现问题", "what was found")
    )
