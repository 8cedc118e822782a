"""Internal systems and the emergency file of an enterprise (内部制度与应急档案).

Clauses 3.3.1.d, 3.3.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.periods import within_term
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.entities import Enterprise
from qualitygov.enterprise.units import is_owed, of_unit
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.enterprise import EnterpriseSystem
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = [
    "SystemChecklist",
    "SystemLine",
    "SystemRecord",
    "SystemRecordKind",
    "emergency_file",
    "system_checklist",
]


class SystemRecordKind(Vocabulary):
    """What a document of a system shows (制度材料类别)."""

    ADOPTED = "adopted", "制度文件", "the system adopted"
    CARRIED_OUT = "carried-out", "执行记录", "the system carried out"


@clauses("3.3.2.a", "3.3.1.d")
@attrs.frozen(kw_only=True)
class SystemRecord:
    """Document of an internal system (制度材料).

    The system adopted from `on` to `valid_to`, or carried out on the day `on`.

    `system` is an id of the rulebook's section ``enterprise-system``; the emergency file's parts
    are among them.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("材料编号", "record id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    system: str = attrs.field(validator=check.filled(), metadata=about("制度", "system"))
    kind: SystemRecordKind = attrs.field(metadata=about("材料类别", "kind"))
    on: date = attrs.field(
        validator=check.day(), metadata=about("施行或执行日期", "in force from, or carried out on")
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("失效日期", "in force to"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("文件", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "on", "valid_to")
        if self.kind is SystemRecordKind.CARRIED_OUT and self.valid_to is not None:
            raise bilingual(
                "system.record", "执行记录没有失效日期", "a record of carrying out has no last day"
            )


@attrs.frozen
class SystemLine:
    """One system of the checklist (制度核对结果).

    The documents in force, its last record, and what is wanting.
    """

    system: str
    label: Text
    source: str
    adopted: tuple[str, ...]
    carried_out_on: date | None
    missing: tuple[Text, ...]


@attrs.frozen
class SystemChecklist:
    """The systems that an enterprise owes on a day (企业制度核对清单).

    `foreign` are records of systems the rule does not ask for.
    """

    subject: str
    on: date
    lines: tuple[SystemLine, ...]
    foreign: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is wanting."""
        return not any(line.missing for line in self.lines)

    @property
    def rate(self) -> Rate:
        """The share of systems in order; undefined where none is owed."""
        return Rate(sum(not line.missing for line in self.lines), len(self.lines))


def _line(name: str, rule: EnterpriseSystem, records: list[SystemRecord], on: date) -> SystemLine:
    adopted = sorted(
        one.document
        for one in records
        if one.kind is SystemRecordKind.ADOPTED and (one.valid_to is None or on <= one.valid_to)
    )
    last = max(
        (one.on for one in records if one.kind is SystemRecordKind.CARRIED_OUT), default=None
    )
    missing = []
    if rule.document and not adopted:
        missing.append(Text("无有效制度文件", "no document in force"))
    if rule.max_age is not None and (last is None or not within_term(last, on, rule.max_age)):
        missing.append(
            Text(f"{rule.max_age} 内无执行记录", f"not carried out within {rule.max_age}")
        )
    return SystemLine(name, rule.label, rule.source, tuple(adopted), last, tuple(missing))


@clauses("3.3.2.a", "3.3.1.d")
def system_checklist(
    enterprise: Enterprise,
    records: Iterable[SystemRecord],
    rules: Rules,
    on: date,
    *,
    group: Literal["internal", "emergency"] = "internal",
    licensed: bool = False,
) -> SystemChecklist:
    """Return which systems of a group the enterprise has adopted and carries out (制度建立与执行情况).

    By the rule of the day.
    """
    by_system: dict[str, list[SystemRecord]] = {}
    for one in of_unit(records, enterprise.code):
        if one.on <= on:
            by_system.setdefault(one.system, []).append(one)
    asked = rules.entries(EnterpriseSystem)
    owed = {
        name: rule
        for name, rule in asked.items()
        if rule.group == group and is_owed(rule.owed_by, enterprise, licensed=licensed)
    }
    lines = tuple(
        _line(name, rule, by_system.get(name, []), on) for name, rule in sorted(owed.items())
    )
    return SystemChecklist(
        enterprise.code, on, lines, tuple(sorted(by_system.keys() - asked.keys()))
    )


@clauses("3.3.1.d", "3.1.3.b")
def emergency_file(
    enterprise: Enterprise,
    records: Iterable[SystemRecord],
    rules: Rules,
    on: date,
    *,
    licensed: bool = False,
) -> SystemChecklist:
    """Return the enterprise's file for accidents (企业事故报告与应急档案): reporting, plan, contacts, drill.

    When and to whom an accident is reported is the affair of the accident itself, clause 3.1.3.b.
    """
    return system_checklist(enterprise, records, rules, on, group="emergency", licensed=licensed)
