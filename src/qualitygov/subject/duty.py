"""What was due, and how it stands (应办事项、办理情形): the rows from which every rate is counted.

A rate counts what was due, not what was filed. So a deed that was never done is a row too, and each
row says how it stands: done, late, failed, open, missing or excused.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.due import Excusal, Instead
from qualitygov.core.period import Period
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import RulebookError
from qualitygov.rulebook.columns import DUTIES, OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.text import Text


class Standing(Vocabulary):
    """How a duty stands (办理情形)."""

    DONE = "done", "按期办结", "done in time"
    LATE = "late", "逾期办结", "done late"
    FAILED = "failed", "不合格", "failed"
    OPEN = "open", "待定", "open"
    MISSING = "missing", "逾期未办", "missing"
    EXCUSED = "excused", "不适用或经核准免予考核", "not applicable or excused"


@attrs.frozen(kw_only=True)
class Duty:
    """One thing that was due (应办事项), as indicators see it.

    `duty` is the id of its rule in the book. `town` is the town for which it counts and `unit` who
    owes it: a unit of the programme or an enterprise, None where the town itself does. `on` lies in
    its reference period, `by` is the day by which it is due (None: unknown), and `settles_on` the
    day by which an open one will be settled (None: not known, or nothing is open). Tables of facts
    about duties derive their rows from this class and add columns.

    `excusal` says why an excused one is not judged, where its verdict has to say so, and `because`
    says it in words. `instead` says why one counts that is of another year, `figure_year`, than the
    one for which it counts.
    """

    id: str
    town: str
    on: date
    duty: Annotated[str, DUTIES]
    standing: Annotated[str, Standing, OUTCOME]
    unit: str | None = None
    by: date | None = None
    settles_on: date | None = None
    excusal: Annotated[str, Excusal, "", OUTCOME] = ""
    because: Text | None = None
    figure_year: Annotated[int | None, OUTCOME] = None
    instead: Annotated[str, Instead, "", OUTCOME] = ""


def standing_of(by: Due, done_on: date | None, context: Context) -> Standing:
    """Return how something stands that is due by a day and done on another (办理情形).

    What was done after ``context.as_of`` is not done yet. Where the deadline is unknown it is open,
    for nobody can say whether it is late.

    >>> from datetime import date
    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> standing_of(Due(date(2016, 6, 30)), None, context).value
    'missing'
    >>> standing_of(Due(date(2017, 6, 30)), None, context).value
    'open'
    """
    done = context.past(done_on)
    passed = by.passed(context.as_of if done is None else done)
    if passed is None:
        return Standing.OPEN
    if done is None:
        return Standing.MISSING if passed else Standing.OPEN
    return Standing.LATE if passed else Standing.DONE


NO_TERM = Text("规则未定期限", "the rule sets no term")


def rule_of(duty: str, day: date, context: Context) -> DutyRule | None:
    """Return the rule of a duty in force on a day (当日的应办事项规则), None where there is none."""
    try:
        return context.rules_on(day).entries(DutyRule).get(duty)
    except RulebookError:
        return None


def owed(
    duty: str, start: date | Period, context: Context, *, by: date | None = None
) -> Due | None:
    """Return the day by which a duty that begins on a day is due (办理期限), by that day's rules.

    None where no rule of that day asks it; unknown, with the reason, where the rule is unknown, or
    nobody has verified it yet.
    A duty of a whole period gives the period, and its rule says whether its time runs from the
    period's begin or its end. `by` names another day whose rules decide, as for a time that runs
    from the year before.
    """
    day = start.last if isinstance(start, Period) else start
    try:
        rule = context.rules_on(day if by is None else by).entry(DutyRule, duty)
    except RulebookError as error:
        found = error.problems[0]
        return Due(None, found.expected) if found.code == "rulebook.unknown" else None
    if rule.within is None:
        return Due(None, NO_TERM)
    begun = rule.begins(start) if isinstance(start, Period) else start
    return context.due_by(begun, rule, "within")


def unless_unsigned(columns: dict[str, Any], *, unsigned: bool) -> dict[str, Any]:
    """Return the columns of a duty, excused where nobody verified its rule yet (未核实的不予追究).

    What is done without any term stays done: it cost nobody anything. By a term that nobody has
    verified nobody can say whether it was done in time.
    """
    if unsigned and columns["standing"] != Standing.DONE.value:
        return {
            **columns,
            "standing": Standing.EXCUSED.value,
            "settles_on": None,
            "excusal": Excusal.UNSIGNED.value,
        }
    return columns


def settling(standing: Standing, by: Due) -> date | None:
    """Return the day by which an open duty will be settled (待定截止日), None for any other."""
    return by.day if standing is Standing.OPEN else None


def standing_columns(
    by: Due, done_on: date | None, context: Context, *, good: bool = True
) -> dict[str, Any]:
    """Return the columns that say how a duty stands (办理情形各列), for a row that is a `Duty`.

    What was done badly is failed, and open while it can still be done in time.
    """
    standing = standing_of(by, done_on, context)
    if not good and context.happened(done_on):
        standing = Standing.OPEN if by.passed(context.as_of) is False else Standing.FAILED
    columns = {"standing": standing.value, "by": by.day}
    return {**columns, "settles_on": settling(standing, by)}
