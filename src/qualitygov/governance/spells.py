"""What has to hold on every day (逐日核对): in which spells of days it did not (缺失时段)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

import attrs

from qualitygov.core.periods import ONE_DAY, Span
from qualitygov.core.result import Result
from qualitygov.rulebook.context import Context
from qualitygov.subject import Standing
from qualitygov.text import Text


class Lasting(Protocol):
    """Whatever holds from a day to a day, or without an end."""

    @property
    def since(self) -> date:
        """Its first day."""
        ...

    @property
    def until(self) -> date | None:
        """Its last day, None without an end."""
        ...


@attrs.frozen(kw_only=True, repr=False)
class Spell(Result):
    """Days on which something was lacking (缺失时段), both ends included."""

    what: Text
    first: date
    last: date


def turns(rows: Iterable[Lasting], first: date, last: date) -> list[date]:
    """Return the first day, and each later one on which a row begins or no longer holds (变动日)."""
    found = {first}
    for row in rows:
        ends = () if row.until is None or row.until == date.max else (row.until + ONE_DAY,)
        found.update(day for day in (row.since, *ends) if first < day <= last)
    return sorted(found)


def spells(
    days: Iterable[date], last: date, lacking: Callable[[date], Iterable[Text]]
) -> tuple[Spell, ...]:
    """Return the spells in which something was lacking (缺失时段), each thing for itself.

    `days` are the days on which anything may change, in order; `last` is the last day looked at.
    """
    turning = list(days)
    ends = [*(day - ONE_DAY for day in turning[1:]), last]
    running: dict[Text, date] = {}
    found: list[Spell] = []
    for day, end in zip(turning, ends, strict=True):
        now = set(lacking(day))
        over = [what for what in running if what not in now]
        found += [Spell(what=what, first=running.pop(what), last=day - ONE_DAY) for what in over]
        running.update((what, day) for what in now if what not in running)
        if end == last:
            found += [Spell(what=what, first=begun, last=last) for what, begun in running.items()]
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.what.en)))


@attrs.frozen(kw_only=True, repr=False)
class Continuity(Result):
    """How something stands that has to hold on every day of a year (连续性核对).

    `too_long` are the spells that lasted longer than the rule allows and reach into the period.
    """

    standing: Standing
    settles_on: date | None
    too_long: tuple[Spell, ...]


def continuity(found: Iterable[Spell], allowed: Span, context: Context) -> Continuity:
    """Judge the spells in which something was lacking (缺失是否超限), by ``context.judged``.

    A spell counts from the day after the time allowed for it. One that still runs on `as_of`, and
    has time left, leaves it open while the period runs.
    """
    judged, period = context.judged.as_of, context.period
    too_long, running = [], []
    for spell in found:
        by = context.due(spell.first - ONE_DAY, allowed, roll=False).day
        if by is None or (spell.last > by and spell.last >= period.first):
            too_long.append(spell)
        elif spell.last == judged < period.last:
            running.append(by)
    if too_long:
        return Continuity(standing=Standing.FAILED, settles_on=None, too_long=tuple(too_long))
    if running:
        return Continuity(standing=Standing.OPEN, settles_on=max(running), too_long=())
    return Continuity(standing=Standing.DONE, settles_on=None, too_long=())
