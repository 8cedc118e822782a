"""What was due, and how it stands (应办事项、办理情形): the rows from which every rate is counted.

A rate counts what was due, not what was filed. So a deed that was never done is a row too, and each
row says how it stands: done, late, failed, open, missing or excused.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.rulebook.columns import DUTIES
from qualitygov.rulebook.context import Context


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
    """

    id: str
    town: str
    on: date
    duty: Annotated[str, DUTIES]
    standing: Annotated[str, Standing]
    unit: str | None = None
    by: date | None = None
    settles_on: date | None = None


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
