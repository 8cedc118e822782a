"""Facts of quality credit (质量信用事实): records and the archive that holds them.

Clauses 3.2.2.a, 3.1.4.b.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Annotated, Self

import attrs

from qualitygov.codes.unit import UnitKey, unit_code
from qualitygov.core import check, declared, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.given import rows_of
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import KINDS, SEVERITIES_OF_KIND

AFTER_DECISION = (
    "appealed_on",
    "repaired_on",
    "removed_on",
    "revoked_on",
    "confirmed_on",
    "dropped_on",
)
"""What can only happen to a record once it is decided."""


@clauses("3.2.2.a", "3.1.4.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CreditRecord:
    """Quality credit record of a unit (质量信用记录).

    Something that happened, good or bad, and what became of it.

    `kind` and `severity` are words of the rulebook (its sections ``kind`` and the kind's scale). A
    record of merit, such as a certificate or an award, counts from `decided_on` to `valid_until`.
    What happens later to a record is kept with its day: appeal, stay, repair, revocation, and for
    an entry in a list the removal (移出), which is neither: the rule of the kind says what it does.
    `reason` and `removal_reason` are those of the decision and of the removal, in words. Records of
    one fact name the same `matter`; `found_on` says when the act came to light, by default with the
    decision. A record that the program derived names in `proposed_by` the rule that did; it counts
    for nothing until an authority has confirmed it. Source: clauses 3.2.2.a-b, 3.3; archive parts
    after 辽质监办发〔2016〕295号.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("主体代码", "unit code"))
    kind: Annotated[str, KINDS] = attrs.field(
        validator=check.filled(), metadata=about("记录类别", "kind")
    )
    severity: Annotated[str, SEVERITIES_OF_KIND] = attrs.field(
        validator=check.filled(), metadata=about("程度", "severity")
    )
    happened_on: date = attrs.field(
        validator=check.day(), metadata=about("发生日期", "happened on")
    )
    decided_on: date = attrs.field(validator=check.day(), metadata=about("认定日期", "decided on"))
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    source_document: str = attrs.field(
        validator=check.filled(), metadata=about("来源文书", "source document")
    )
    authority: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("认定机关", "deciding authority"),
    )
    category: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("同类事项", "category (what 'the same kind' means)"),
    )
    measure: int | None = attrs.field(default=None, metadata=about("数值", "measure"))
    heavier_penalty: bool = attrs.field(
        default=False, metadata=about("较重行政处罚", "heavier penalty")
    )
    judged_grave_by: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("情节严重认定人", "gravity judged by", sensitivity="personal"),
    )
    valid_until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("有效期至", "valid until"),
    )
    matter: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("同一事项", "matter (one fact counts once)"),
    )
    found_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("发现日期", "act found out on"),
    )
    proposed_by: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("拟入档所依规则", "rule that proposed it"),
    )
    confirmed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("确认日期", "confirmed on", role="later"),
    )
    dropped_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("不予确认日期", "dropped on", role="later"),
    )
    appealed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("申诉日期", "appealed on", role="later"),
    )
    stayed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停止执行日期", "stayed on", role="later"),
    )
    appeal_ended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("申诉终结日期", "appeal ended on", role="later"),
    )
    repaired_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("修复日期", "repaired on", role="later"),
    )
    revoked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("撤销日期", "revoked on", role="later"),
    )
    removed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about(
            "移出日期", "removed from the list on", headers=("remove_dt",), role="later"
        ),
    )
    removal_reason: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "移出原因",
            "reason of the removal",
            headers=("remexcpres_cn", "移出经营异常名录原因"),
            came_with="removed_on",
        ),
    )
    reason: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "事由", "reason", headers=("inclu_reason", "列入经营异常名录原因", "列入原因")
        ),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "happened_on", "found_on", "decided_on", "known_on")
        check.in_order(self, "decided_on", "valid_until")
        check.in_order(self, "appealed_on", "stayed_on", "appeal_ended_on")
        for name in AFTER_DECISION:
            check.in_order(self, "decided_on", name)
        if self.removal_reason is not None and self.removed_on is None:
            raise bilingual(
                "record.removal",
                "没有移出日期，却有移出原因",
                "a reason of a removal without its day",
                field="removed_on",
            )
        if self.appealed_on is None and (self.stayed_on or self.appeal_ended_on):
            raise bilingual(
                "record.appeal",
                "没有申诉日期，却有停止执行或终结日期",
                "a stay or an end of appeal without an appeal",
                field="appealed_on",
            )

    def under_appeal(self, on: date) -> bool:
        """Whether an appeal is pending on this day (申诉中)."""
        return (
            self.appealed_on is not None
            and self.appealed_on <= on
            and (self.appeal_ended_on is None or on < self.appeal_ended_on)
        )

    def stayed(self, on: date) -> bool:
        """Whether its effect is stayed on this day (停止执行)."""
        return (
            self.stayed_on is not None
            and self.stayed_on <= on
            and (self.appeal_ended_on is None or on < self.appeal_ended_on)
        )


def unrepeated(records: Iterable[CreditRecord]) -> tuple[CreditRecord, ...]:
    """Return the records as they are (编号不重复).

    Raises `FieldError` for an id there twice, and for what is no record.
    """
    found = tuple(rows_of(records, CreditRecord, "records"))
    if len(found) > 1 and len({record.id for record in found}) < len(found):
        counts = Counter(record.id for record in found)
        name = next(name for name, count in counts.items() if count > 1)
        raise bilingual(
            "record.id", f"记录编号重复：{name}", f"the record id {name} is there twice"
        )
    return found


@clauses("3.2.2.a")
@attrs.frozen(field_transformer=declared.declaring)
class CreditArchive:
    """Quality credit archive (质量信用档案): the records of many units, found by either code of a unit.

    Clause 3.2.2.a.

    A unit is keyed by its organization code, which its unified social credit code contains; so a
    record filed under either code reaches the same unit. Record ids are unique; a second record
    with an id already there is refused. Records are kept by unit and id, in whatever order they
    came; so archives with the same records are equal, hash alike and yield them alike.
    """

    _by_unit: dict[str, tuple[CreditRecord, ...]] = attrs.field(alias="by_unit")

    @classmethod
    def of(cls, records: Iterable[CreditRecord]) -> Self:
        """Build the archive from records in any order.

        Raises `FieldError` for a repeated id, and for what is no record.
        """
        by_unit: dict[str, list[CreditRecord]] = {}
        for record in sorted(unrepeated(records), key=attrgetter("id")):
            by_unit.setdefault(UnitKey.of(record.subject), []).append(record)
        return cls({key: tuple(by_unit[key]) for key in sorted(by_unit)})

    def of_unit(self, code: str) -> tuple[CreditRecord, ...]:
        """Return the records of the unit with this credit or organization code.

        Empty when there are none.
        """
        return self._by_unit.get(UnitKey.of(code), ())

    def __hash__(self) -> int:
        return hash(frozenset(record.id for record in self))

    def __iter__(self) -> Iterator[CreditRecord]:
        return (record for records in self._by_unit.values() for record in records)

    def __len__(self) -> int:
        return sum(map(len, self._by_unit.values()))
