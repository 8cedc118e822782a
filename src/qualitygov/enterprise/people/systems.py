"""Internal systems and the emergency file of an enterprise (内部制度与应急档案).

Clauses 3.3.1.d, 3.3.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.periods import within_term
from qualitygov.core.result import Result
from qualitygov.enterprise.people.entities import SystemRecord, SystemRecordKind
from qualitygov.enterprise.unit.entities import Enterprise
from qualitygov.enterprise.unit.rows import is_owed, of_unit
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import EnterpriseSystem
from qualitygov.text import Text


@attrs.frozen(kw_only=True, repr=False)
class SystemLine(Result):
    """One system of the checklist (制度核对结果).

    The documents in force, its last record, and what is missing.
    """

    system: str
    label: Text
    source: Text
    adopted: tuple[str, ...]
    carried_out_on: date | None
    missing: tuple[Text, ...]


@attrs.frozen(kw_only=True, repr=False)
class SystemChecklist(Result):
    """The systems that an enterprise owes on a day (企业制度核对清单).

    `foreign` are records of systems the rule does not ask for.
    """

    unit: str
    on: date
    lines: tuple[SystemLine, ...]
    foreign: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not any(line.missing for line in self.lines)

    @property
    def rate(self) -> Rate:
        """The share of systems in order; undefined where none is owed."""
        return Rate(sum(not line.missing for line in self.lines), len(self.lines))


def _line(rule: EnterpriseSystem, records: list[SystemRecord], context: Context) -> SystemLine:
    day = context.as_of
    adopted = sorted(
        record.document
        for record in records
        if record.kind is SystemRecordKind.ADOPTED
        and (record.valid_to is None or day <= record.valid_to)
    )
    last = max(
        (record.on for record in records if record.kind is SystemRecordKind.CARRIED_OUT),
        default=None,
    )
    missing = []
    if rule.document and not adopted:
        missing.append(Text("无有效制度文件", "no document in force"))
    if rule.max_age is not None and (last is None or not within_term(last, day, rule.max_age)):
        missing.append(
            Text(f"{rule.max_age} 内无执行记录", f"not carried out within {rule.max_age}")
        )
    return SystemLine(
        system=rule.id,
        label=rule.label,
        source=rule.source,
        adopted=tuple(adopted),
        carried_out_on=last,
        missing=tuple(missing),
    )


@clauses("3.3.2.a", "3.3.1.d")
def system_checklist(
    enterprise: Enterprise,
    context: Context,
    *,
    records: Iterable[SystemRecord],
    group: Literal["internal", "emergency"] = "internal",
    licensed: bool = False,
) -> SystemChecklist:
    """Return which systems of a group the enterprise has adopted and carries out (制度建立与执行情况).

    By the rule of the day.
    """
    by_system: dict[str, list[SystemRecord]] = {}
    for record in context.known(of_unit(records, enterprise.code)):
        if context.happened(record.on):
            by_system.setdefault(record.system, []).append(record)
    asked = context.rules.entries(EnterpriseSystem)
    lines = tuple(
        _line(rule, by_system.get(name, []), context)
        for name, rule in sorted(asked.items())
        if rule.group == group
        and is_owed(rule.owed_by, enterprise, context.as_of, licensed=licensed)
    )
    return SystemChecklist(
        unit=enterprise.code,
        on=context.as_of,
        lines=lines,
        foreign=tuple(sorted(by_system.keys() - asked.keys())),
    )


@clauses("3.3.1.d", "3.1.3.b")
def emergency_file(
    enterprise: Enterprise,
    context: Context,
    *,
    records: Iterable[SystemRecord],
    licensed: bool = False,
) -> SystemChecklist:
    """Return the enterprise's file for accidents (企业事故报告与应急档案).

    Reporting, plan, contacts and drill. When and to whom an accident is reported belongs to the
    accident itself, clause 3.1.3.b.
    """
    return system_checklist(
        enterprise, context, records=records, group="emergency", licensed=licensed
    )
