"""Quality assistants (质量协管员): who they are, their training, and what they report.

Clause 3.1.1.f.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AssistantTraining:
    """Training an assistant took (协管员培训)."""

    held_on: date = attrs.field(
        validator=check.day(), metadata=about("培训日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    hours: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("学时", "hours", unit="h")
    )


@clauses("3.1.1.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class QualityAssistant:
    """Quality assistant of an area (质量协管员)."""

    id: str = attrs.field(validator=check.filled(), metadata=about("协管员编号", "assistant id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    area: str = attrs.field(validator=check.filled(), metadata=about("片区编号", "area"))
    person: str = attrs.field(
        validator=check.filled(), metadata=about("姓名", "person", sensitivity="personal")
    )
    since: date = attrs.field(
        validator=check.day(), metadata=about("聘任日期", "since", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("解聘日期", "until", role="later"),
    )
    trainings: tuple[AssistantTraining, ...] = attrs.field(
        default=(), metadata=about("培训", "trainings")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "since", "until")

    def serves(self, day: date) -> bool:
        """Whether the assistant serves on this day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def hours_in(self, year: int, until: date) -> Decimal:
        """Hours of training in a year, up to a day."""
        return sum(
            (t.hours for t in self.trainings if t.held_on.year == year and t.held_on <= until),
            Decimal(0),
        )


@clauses("3.1.1.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AssistantReport:
    """What an assistant reported (协管员信息): a lead for supervision until it is followed up."""

    id: str = attrs.field(validator=check.filled(), metadata=about("信息编号", "report id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    assistant: str = attrs.field(
        validator=check.filled(), metadata=about("协管员编号", "assistant")
    )
    reported_on: date = attrs.field(
        validator=check.day(), metadata=about("报告日期", "reported on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    matter: str = attrs.field(validator=check.filled(), metadata=about("事项", "matter"))
    subject: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("涉及单位代码", "unit code"),
    )
    followed_up_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("处置日期", "followed up on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "reported_on", "followed_up_on")
