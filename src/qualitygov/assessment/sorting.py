"""Sorting facts by how they stand (按办理情形归类): final, open, missing, excused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from qualitygov.assessment.measurement import Ids, StandIn, Why
from qualitygov.core.due import Excusal
from qualitygov.text import Text

OPEN, MISSING, EXCUSED, LATE = "open", "missing", "excused", "late"


def named(rows: Iterable[Any]) -> tuple[str, ...]:
    """Return the ids of some facts, in order (事实编号)."""
    return tuple(sorted(str(row.id) for row in rows if getattr(row, "id", None) is not None))


@attrs.frozen(slots=False)
class Sorted:
    """Facts by how they stand (办理情形归类): what is final counts, what is open may count.

    Of those excused, `relieved` is how many the target office excused; the others no rule asks for.
    """

    final: tuple[Any, ...]
    open: tuple[Any, ...]
    excused: tuple[Any, ...]
    relieved: int = 0

    def ids(self, against: Iterable[Any], belated: Iterable[Any] = ()) -> Ids:
        """Return the ids of the facts, with those that speak against the town (事实编号).

        `belated` are missing ones that would count if they were done late.
        """
        return Ids(
            open=named((*self.open, *belated)),
            missing=named(row for row in self.final if standing_of_row(row) == MISSING),
            excused=named(self.excused),
            against=named(against),
        )

    @property
    def all_relieved(self) -> bool:
        """Whether the target office excused all there was (全部免予考核): that is not "none"."""
        return bool(self.relieved) and not (self.final or self.open)

    def unsure(self, count: int) -> Sorted:
        """Return the same with so many of the missing open (待查): nobody can say which they are."""
        if not count:
            return self
        missing = [row for row in self.final if standing_of_row(row) == MISSING]
        open_again = {id(row) for row in sorted(missing, key=_name)[:count]}
        return attrs.evolve(
            self,
            final=tuple(row for row in self.final if id(row) not in open_again),
            open=(*self.open, *(row for row in missing if id(row) in open_again)),
        )

    @cached_property
    def by_duty(self) -> Mapping[str, Mapping[str, int]]:
        """How many facts of each duty stand how."""
        counts: dict[str, Counter[str]] = {}
        told = [(row, standing_of_row(row)) for row in self.final]
        told += [(row, OPEN) for row in self.open]
        told += [(row, EXCUSED) for row in self.excused]
        for row, standing in told:
            duty = getattr(row, "duty", None)
            if duty and standing:
                counts.setdefault(duty, Counter())[standing] += 1
        return {duty: dict(sorted(found.items())) for duty, found in sorted(counts.items())}

    @property
    def stand_ins(self) -> tuple[StandIn, ...]:
        """The facts that are those of an earlier year (替代数), in order."""
        found = (
            StandIn(str(row.id), row.figure_year, row.instead)
            for row in (*self.final, *self.open)
            if getattr(row, "instead", "")
        )
        return tuple(sorted(found, key=lambda one: one.id))

    @property
    def why(self) -> Why | None:
        """Why there is nothing to judge (无从判定的原因), where all are excused and say so."""
        if self.final or self.open:
            return None
        for excusal in (Excusal.TOO_FEW, Excusal.UNSIGNED):
            rows = [row for row in self.excused if getattr(row, "excusal", "") == excusal.value]
            if rows:
                said = {text: None for row in rows if (text := row.because) is not None}
                return Why(excusal, Text.joined(said) if said else excusal.label)
        return None

    @property
    def settles_on(self) -> date | None:
        """The day by which the last open fact is settled; None where one has no such day."""
        days = [getattr(row, "settles_on", None) for row in self.open]
        known = [day for day in days if day is not None]
        return max(known, default=None) if len(known) == len(days) else None


def _name(row: Any) -> str:
    return str(getattr(row, "id", ""))


def standing_of_row(row: Any) -> str | None:
    """How a fact stands; None for one that is not about something due."""
    found = getattr(row, "standing", None)
    return found if isinstance(found, str) else None


def sort_rows(rows: Iterable[Any], excused: Callable[[Any], bool]) -> Sorted:
    """Sort facts by how they stand (归类)."""
    final, opened, left_out, relieved = [], [], [], 0
    for row in rows:
        standing = standing_of_row(row)
        if standing == EXCUSED:
            left_out.append(row)
        elif standing is not None and excused(row):
            left_out.append(row)
            relieved += 1
        elif standing == OPEN:
            opened.append(row)
        else:
            final.append(row)
    return Sorted(tuple(final), tuple(opened), tuple(left_out), relieved)
