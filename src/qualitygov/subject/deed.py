"""Deeds and who owes them (履职事实、应办主体): what duties that come round are matched with."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.result import Result


@attrs.frozen(kw_only=True)
class Deed(Result):
    """Something that was done (履职事实): by a town, by one of its units, or for a thing.

    `by` and `what` say of which kind it is, as a rule's `by` and `what` do. `ref` names the thing
    for which it was done, such as a head of the budget or a firm. `for_period` is the last day of
    the period it was done for, where it says so; otherwise its own day places it. What was done
    badly is not `good`.
    """

    id: str
    town: str
    by: str
    what: str
    on: date
    unit: str | None = None
    ref: str | None = None
    for_period: date | None = None
    good: bool = True


@attrs.frozen(kw_only=True)
class Ower(Result):
    """Who owes a duty, or for what it is owed (应办主体).

    A town, one of its units, or a thing named by `ref` for which the town or the unit owes it.
    `since` and `until` are the first and the last day of its existence; one that is `excused` is
    not asked by the rule.
    """

    town: str
    unit: str | None = None
    ref: str | None = None
    since: date | None = None
    until: date | None = None
    excused: bool = False

    def there(self, day: date) -> bool:
        """Whether it exists on this day."""
        began = self.since is None or self.since <= day
        return began and (self.until is None or day <= self.until)
