"""Filed cases (立案案件): decided within their time, and crimes handed over in time.

Clauses 3.1.4.b, 3.4.3.c. Administrative Penalty Law, art. 60; State Council Order 310.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.publication.entities_filed import FiledCase
from qualitygov.publication.tables import FILED_CASES
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    CountyView,
    Duty,
    Standing,
    owed,
    rule_of,
    standing_columns,
    unless_unsigned,
)
from qualitygov.text import Language, Text

DECIDED, TRANSFER, TRANSFERRED = "case-decided", "transfer-decided", "crime-transferred"


@attrs.frozen(kw_only=True)
class FiledCaseFact(Duty):
    """One duty of a filed case (立案案件事实), placed on the day on which it began.

    The decision from the filing, the transfer from the day of the suspicion; `unit` is the
    authority.
    """

    case: str
    subject: str


@attrs.frozen(kw_only=True)
class _Step:
    """What a case asks: from which day on, by whose rules, and when it was done."""

    duty: str
    on: date
    start: date
    done_on: date | None


def _steps(one: FiledCase, context: Context) -> Iterator[_Step]:
    stood = one.filed_on + timedelta(days=one.stood_days)
    yield _Step(duty=DECIDED, on=one.filed_on, start=stood, done_on=one.decided_on)
    suspected = context.past(one.crime_suspected_on)
    if suspected is None:
        return
    chosen = one.transfer_decided_on
    yield _Step(duty=TRANSFER, on=suspected, start=suspected, done_on=chosen)
    if context.happened(chosen) and chosen is not None:
        yield _Step(duty=TRANSFERRED, on=suspected, start=chosen, done_on=one.transferred_on)


@clauses("3.1.4.b", "3.4.3.c")
def filed_case_facts(view: CountyView, context: Context) -> tuple[FiledCaseFact, ...]:
    """Return what filed cases asked for (立案案件事实行), by the rules of the day it began."""
    rows = []
    for one in view.known(FILED_CASES, context):
        if not context.happened(one.filed_on):
            continue
        for step in _steps(one, context):
            rule = rule_of(step.duty, step.on, context)
            by = owed(step.duty, step.start, context, by=step.on)
            if rule is None or by is None:
                continue
            columns = standing_columns(by, step.done_on, context)
            rows.append(
                FiledCaseFact(
                    id=f"{one.id}/{step.duty}",
                    town=one.town,
                    on=step.on,
                    duty=step.duty,
                    unit=one.authority,
                    case=one.id,
                    subject=one.subject,
                    **unless_unsigned(columns, unsigned=rule.unsigned),
                )
            )
    return tuple(rows)


@attrs.frozen(kw_only=True, repr=False)
class CaseBehind(Result):
    """A duty of a filed case that is overdue (逾期办理案件)."""

    brief: ClassVar[tuple[str, ...]] = ("id", "duty", "by")

    id: str
    town: str
    duty: str
    label: Text
    by: date | None
    authority: str | None

    def say(self, language: Language = "en") -> str:
        """Return it as one line."""
        return f"{self.id} {self.label.say(language)} {self.by or ''}".strip()


@clauses("3.1.4.b", "3.4.3.c")
def cases_behind(view: CountyView, context: Context) -> tuple[CaseBehind, ...]:
    """Return the duties of filed cases that are overdue (逾期办理案件清单), the longest first."""
    found = []
    for one in view.once(filed_case_facts, context):
        rule = rule_of(one.duty, one.on, context)
        if one.standing == Standing.MISSING.value and rule is not None:
            found.append(
                CaseBehind(
                    id=one.case,
                    town=one.town,
                    duty=one.duty,
                    label=rule.label,
                    by=one.by,
                    authority=one.unit,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.by or date.max, one.id, one.duty)))
