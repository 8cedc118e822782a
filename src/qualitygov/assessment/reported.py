"""What the owners of the data reported (报送情况), as the assessment sees it.

A table whose owner filed no return says nothing: its facts never read as "none". Rows fewer than
the return says are missing. Who owns which table the county knows; the assessment is told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

import attrs

from qualitygov.core.period import Period
from qualitygov.plan.condition import Checks
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class Reported:
    """What was reported of the tables behind some facts, for a town and a period (报送情况).

    `silent` are tables of the town's own without a return, `unheard` those of other owners,
    `unread` those that could not be read. Of the rows of the tables of which the facts are made,
    `short` is how many facts those bring that the town's returns state and that are not there,
    `refused` those that could not be read, `widened` those that are not there of other owners, or
    could not be read and nobody knows of which town. Rows that only show that something was done
    bring no facts: what they do not show is missing already. `unsure` is how many of these are not
    there of other owners, so that what seems missing may have been done. A row can also speak
    against a fact that stands without it: `spoiled` is how many facts that seem good those rows of
    the town's own may be against that are not there or could not be read, `doubted` those of other
    owners. Where a plan asks for rows of other owners, a missing fact may stand in the place of
    one: `planned` is how many facts those bring that are not there, `planned_refused` those that
    could not be read; `beside` says what is left of them. `pending` says that a return is not due
    yet; where the year is over, `awaited` is the day until which it may come, and until then
    anything may.
    """

    silent: tuple[Text, ...] = ()
    unheard: tuple[Text, ...] = ()
    unread: tuple[Text, ...] = ()
    short: int = 0
    refused: int = 0
    widened: int = 0
    unsure: int = 0
    spoiled: int = 0
    doubted: int = 0
    planned: int = 0
    planned_refused: int = 0
    pending: bool = False
    awaited: date | None = None

    @property
    def gone(self) -> int:
        """How many facts count as missing: of rows not there, and of rows that cannot be read."""
        return self.short + self.refused

    @property
    def lacking(self) -> bool:
        """Whether rows are not there, or cannot be read, that would change a fact."""
        return bool(self.gone or self.spoiled)

    @property
    def unsaid(self) -> bool:
        """Whether anything may still come: from a return not due yet, or from another owner."""
        return bool(self.awaited or self.unheard or self.unread)

    @property
    def whole(self) -> bool:
        """Whether every table was reported and could be read."""
        return not (self.silent or self.unheard or self.unread)

    def beside(self, missing: int) -> Reported:
        """Return what is reported beside so many missing facts (与缺项并存的报送情况).

        A row of another owner that a plan asks for is not lacking a second time. What of the
        missing may have been done, and is not on file, is not sure; the rest may be more.
        """
        if not (self.planned or self.planned_refused):
            return self
        unread = min(self.planned_refused, missing)
        unsure = min(self.planned, missing - unread)
        return attrs.evolve(
            self,
            refused=self.refused + self.planned_refused - unread,
            unsure=self.unsure + unsure,
            widened=self.widened + self.planned - unsure,
            planned=0,
            planned_refused=0,
        )

    def with_(self, other: Reported) -> Reported:
        """Return both together (合并)."""
        return Reported(
            silent=_merged(self.silent, other.silent),
            unheard=_merged(self.unheard, other.unheard),
            unread=_merged(self.unread, other.unread),
            short=self.short + other.short,
            refused=self.refused + other.refused,
            widened=self.widened + other.widened,
            unsure=self.unsure + other.unsure,
            spoiled=self.spoiled + other.spoiled,
            doubted=self.doubted + other.doubted,
            planned=self.planned + other.planned,
            planned_refused=self.planned_refused + other.planned_refused,
            pending=self.pending or other.pending,
            awaited=max((d for d in (self.awaited, other.awaited) if d is not None), default=None),
        )


def _merged(one: tuple[Text, ...], other: tuple[Text, ...]) -> tuple[Text, ...]:
    return (*one, *(text for text in other if text not in one))


CountedAs = Literal["standings", "facts", "things"]
"""What is counted of some facts (计数对象)."""


@attrs.frozen
class Asked:
    """Which facts are asked for (所用事实): a table, what of its rows is looked at, and for what.

    `tables` names the tables of data on which they rest, where the rule itself says so. `counted`
    says what is counted: ``standings`` where nothing else of a fact is looked at, ``facts``, or
    ``things``, of which a row is one.
    """

    facts: str
    where: Checks = ()
    tables: tuple[str, ...] = ()
    counted: CountedAs = "things"


IN_FULL = Reported()
"""Everything was reported and read."""

Reports = Callable[["Asked", str, Period], Reported]
"""Tells what was reported behind some facts, for a town and a period."""


def in_full(_asked: Asked, _town: str, _period: Period) -> Reported:
    """Say that everything was reported (已全部报送), for facts whose maker answers for them."""
    return IN_FULL
