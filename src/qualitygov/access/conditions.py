"""Conditions of safety (质量安全条件): checked, to be met by a term, checked again, else to be closed.

Clause 3.2.2.g.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.access.entities_limits import ConditionCheck
from qualitygov.access.tables import CONDITION_CHECKS
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.errors import Problem
from qualitygov.rulebook.columns import SAFETY_CONDITIONS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.access import SafetyCondition
from qualitygov.subject import CountyView, Duty, not_in_book, owed, rule_of, standing_columns
from qualitygov.text import Text

REMEDIED, RECHECKED = "condition-remedied", "condition-rechecked"


@attrs.frozen(kw_only=True)
class Lacking(Result):
    """A condition that a unit lacks since a check (缺少的条件).

    `by` ends the term of the first check of the run that found it lacking; `failed` are the checks
    of the run, and `again` those of them that were held after the term.
    """

    subject: str
    town: str
    condition: str
    by: Due
    failed: tuple[ConditionCheck, ...]
    again: tuple[date, ...]


def term_of(check: ConditionCheck, context: Context) -> Due:
    """Return the day by which a condition has to be met (整改期限): the check's own, or the rule's."""
    if check.remedy_by is not None:
        return Due(check.remedy_by)
    return owed(REMEDIED, check.checked_on, context) or Due(None)


def _runs(
    checks: Iterable[ConditionCheck], context: Context
) -> dict[tuple[str, str], list[ConditionCheck]]:
    """The checks of each unit and condition by ``context.as_of``, in order of their days."""
    found: dict[tuple[str, str], list[ConditionCheck]] = {}
    for one in sorted(context.known(checks), key=lambda one: (one.checked_on, one.id)):
        if context.happened(one.checked_on):
            found.setdefault((UnitKey.of(one.subject), one.condition), []).append(one)
    return found


@clauses("3.2.2.g")
def lacking_conditions(checks: Iterable[ConditionCheck], context: Context) -> tuple[Lacking, ...]:
    """Return the conditions that units lack on ``context.as_of`` (缺少的条件), by unit."""
    found = []
    for _, own in sorted(_runs(checks, context).items()):
        run: list[ConditionCheck] = []
        for one in own:
            run = [] if one.met else [*run, one]
        if run:
            by = term_of(run[0], context)
            again = tuple(one.checked_on for one in run[1:] if by.passed(one.checked_on))
            found.append(
                Lacking(
                    subject=run[0].subject,
                    town=run[0].town,
                    condition=run[0].condition,
                    by=by,
                    failed=tuple(run),
                    again=again,
                )
            )
    return tuple(found)


@clauses("3.2.2.g")
def to_close(checks: Iterable[ConditionCheck], context: Context) -> tuple[Lacking, ...]:
    """Return the lacks for which a closure is recommended (不具备条件、建议取缔).

    An essential condition was not met, its term ran out, and a re-check after it found it lacking
    still. A condition that nobody has verified closes nobody.
    """
    rules = context.rules.entries(SafetyCondition)
    return tuple(
        one
        for one in lacking_conditions(checks, context)
        if one.again
        and one.condition in rules
        and rules[one.condition].essential
        and not rules[one.condition].unsigned
    )


@attrs.frozen(kw_only=True)
class ConditionFact(Duty):
    """What a condition that was not met asked for (安全条件事实), on the day of the check.

    The unit meets it by the term, and the department checks again. `unit` is who owes it.
    """

    check: str
    subject: str
    condition: Annotated[str, SAFETY_CONDITIONS]


def _rows(
    one: ConditionCheck, after: ConditionCheck | None, context: Context
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The duties of one check that failed: each with who owes it and how it stands."""
    by, held = term_of(one, context), None if after is None else after.checked_on
    if rule_of(REMEDIED, one.checked_on, context) is not None:
        good = after is None or after.met
        yield REMEDIED, one.subject, standing_columns(by, held, context, good=good)
    recheck = None if by.day is None else owed(RECHECKED, by.day, context, by=one.checked_on)
    if recheck is not None:
        yield RECHECKED, one.authority, standing_columns(recheck, held, context)


@clauses("3.2.2.g")
def condition_facts(view: CountyView, context: Context) -> tuple[ConditionFact, ...]:
    """Return what conditions that were not met asked for (安全条件事实行)."""
    rows = []
    for _, own in sorted(_runs(view.known(CONDITION_CHECKS, context), context).items()):
        for at, one in enumerate(own):
            if one.met:
                continue
            after = own[at + 1] if at + 1 < len(own) else None
            for duty, unit, columns in _rows(one, after, context):
                rows.append(
                    ConditionFact(
                        id=f"{one.id}/{duty.removeprefix('condition-')}",
                        town=one.town,
                        on=one.checked_on,
                        duty=duty,
                        unit=unit,
                        check=one.id,
                        subject=one.subject,
                        condition=one.condition,
                        **columns,
                    )
                )
    return tuple(rows)


def condition_problems(check: ConditionCheck, context: Context) -> Iterator[Problem]:
    """Yield a condition that no rule of the book has (安全条件核对)."""
    what = Text("没有此条件", "no such condition")
    yield from not_in_book(
        check.condition,
        SafetyCondition,
        context,
        code="condition.name",
        path="condition",
        what=what,
    )
