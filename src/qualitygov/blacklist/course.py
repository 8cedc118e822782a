"""How far a case has come (案件进程): its state and the days that matter, as its moves left them."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.blacklist.entities import CaseFacts, CaseState, MoveKind
from qualitygov.core.calendars import Due

LISTED_STATES = (CaseState.LISTED, CaseState.REPAIR_APPLIED, CaseState.REPAIR_ACCEPTED)


@attrs.frozen
class Course:
    """How far a case has come (案件进程).

    Its state and the days that matter, replayed from its moves. Nobody is listed by `hearing_until`
    unless a hearing was held; a unit that asks later is refused only where `hearing_ends`, that is
    where somebody has verified the term. `used` are the remedies that led to a decision: there is
    one reconsideration, after it a suit, and after a suit neither.
    """

    facts: CaseFacts
    state: CaseState = CaseState.OPEN
    found_on: date | None = None
    notice_on: date | None = None
    statement_until: Due | None = None
    hearing_until: Due | None = None
    hearing_ends: bool = True
    heard: bool = False
    hearing_held: bool = False
    listed_on: date | None = None
    until: date | None = None
    published_on: date | None = None
    applied_on: date | None = None
    accepted_on: date | None = None
    removed_on: date | None = None
    gaps: tuple[tuple[date, date], ...] = ()
    asked_on: date | None = None
    sued_on: date | None = None
    stayed_on: date | None = None
    upheld_on: date | None = None
    used: frozenset[MoveKind] = frozenset()
    last_day: date | None = None

    @property
    def told_on(self) -> date | None:
        """The day from which the terms of remedies run: the decision, or how it was upheld."""
        return self.listed_on if self.upheld_on is None else self.upheld_on

    def state_on(self, on: date) -> CaseState:
        """The state on a day: a listing whose term has run out is expired.

        A listing of a published list did not exist before its day.
        """
        listed_on = self.facts.listed_on
        if listed_on is not None and on < listed_on:
            return CaseState.OPEN
        expired = self.until is not None and on > self.until
        over = expired and self.state in (*LISTED_STATES, CaseState.REMOVED)
        return CaseState.EXPIRED if over else self.state
