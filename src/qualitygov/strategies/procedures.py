"""State machines for procedures (程序状态机): the library walks a procedure beside a system under test.

Hypothesis draws cases and moves, legal ones and others. A system of one's own has to take what the
rulebook takes, refuse what it refuses, and say the same of where the case stands. Users derive from
a machine here and say how their system begins a case, takes a move and what it says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Generic, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import DataObject, SearchStrategy

from qualitygov.blacklist import BlacklistCase, Move, MoveKind
from qualitygov.complaint import (
    Complaint,
    ComplaintKind,
    ComplaintMove,
    ComplaintMoveKind,
    RefusalGround,
)
from qualitygov.core.form import to_plain
from qualitygov.errors import IllegalMoveError
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.strategies.by_book import (
    A_YEAR,
    ENDS,
    SAYS,
    SHOWN,
    WAITS,
    grounds_of,
    move_of,
)
from qualitygov.strategies.codes import credit_codes, town_codes

C = TypeVar("C", BlacklistCase, Complaint)
M = TypeVar("M", Move, ComplaintMove)

ROOM = 2 * A_YEAR
"""A case is opened this long before the context's day, or earlier, so that it may go far."""

AMONG = ("legal",) * 4 + ("later",) * 3 + ("any",)
"""How often a move is drawn among those that are legal, those that will be soon, or all."""

LATER = (1, 30, 400)
"""What is legal so many days later, and not yet, is where systems err."""

WHOLE = (True, True, False)
"""How often a move says all that it has to say."""

NEXT_DAYS = (0, 0, 0, *WAITS)
ONWARD = 6
"""A legal move that does not end the case is drawn so many times as often as one that does."""

EARLY = (False,) * 9 + (True,)
"""How often a move is drawn on a day before that of the last one."""

SAID_BY: Mapping[MoveKind, tuple[str, ...]] = {
    MoveKind.NOTICE_GIVEN: SAYS,
    MoveKind.DECIDED_TO_LIST: ("consent_by",),
    MoveKind.REPAIR_GRANTED: SHOWN,
}
"""What a move of a kind has to say."""


class ProcedureMachine(RuleBasedStateMachine, Generic[C, M]):
    """A procedure and a system under test, step by step (程序状态机).

    `case` is the case as the library has it, and `day` the day to which it has come. `context` says
    by which rulebook and calendar, and the last day that is reached (by default the built-in book
    and the middle of 2020). `kinds` are the procedure's
    moves; those of them that end a case at once (`ends`) are drawn less often.
    """

    context: ClassVar[Context] = Context(load_rulebook("strong-town"), as_of=date(2020, 6, 30))
    kinds: ClassVar[Collection[Any]] = ()
    ends: ClassVar[Collection[Any]] = ()
    case: C
    day: date

    # What a user's class says of its own system

    def begin(self, case: C) -> None:
        """Let the system under test open a case, which has no moves yet (立案)."""
        raise NotImplementedError

    def take(self, move: M) -> bool:
        """Let the system under test take a move; return whether it did (推进一步)."""
        raise NotImplementedError

    def says(self, day: date) -> Mapping[str, Any]:
        """Return what the system under test says of the case on a day (状态).

        By names of the library's status (`ListingStatus`, `ComplaintStatus`), as many as it has;
        values as the library's or in plain form. By default it says nothing.
        """
        return {}

    # What a procedure says

    def cases(self, day: date) -> SearchStrategy[C]:
        """Draw a case without moves that is opened on a day (案件)."""
        raise NotImplementedError

    def moves(self, kind: Any, day: date, *, whole: bool) -> SearchStrategy[M]:
        """Draw a move of a kind on a day (步骤); not `whole`, it may lack what it has to say."""
        raise NotImplementedError

    def first_day(self) -> date:
        """Return the first day on which a case may be opened (最早立案日)."""
        return self.context.rulebook.header.valid_from

    # The walk

    @initialize(data=st.data())
    def open_a_case(self, data: DataObject) -> None:
        """A case is opened."""
        last = self.context.as_of
        first = max(self.first_day(), last - 2 * ROOM)
        self.day = data.draw(st.dates(first, max(first, last - ROOM)), "day")
        self.case = data.draw(self.cases(self.day), "case")
        self.begin(self.case)

    @rule(data=st.data())
    def wait(self, data: DataObject) -> None:
        """Some days pass, and nothing is done."""
        days = timedelta(days=data.draw(st.sampled_from(WAITS), "days"))
        self.day = min(self.context.as_of, self.day + days)

    @rule(data=st.data())
    def make_a_move(self, data: DataObject) -> None:
        """A move is made, legal or not: both sides take it, or both refuse it."""
        day = self._day(data)
        kind = data.draw(st.sampled_from(self._among(data, day)), "kind")
        whole = data.draw(st.sampled_from(WHOLE), "whole")
        self._try(data.draw(self.moves(kind, day, whole=whole), "move"))

    def _among(self, data: DataObject, day: date) -> list[Any]:
        """The kinds among which one is drawn: legal on the day, legal only later, or any."""
        among = data.draw(st.sampled_from(AMONG), "among")
        legal: list[Any] = self._legal(day)
        if among == "legal":
            onward: list[Any] = [kind for kind in legal if kind not in self.ends]
            found: list[Any] = [*onward * ONWARD, *legal]
        else:
            later = (day + timedelta(days=days) for days in LATER) if among == "later" else ()
            soon = {kind for one in later for kind in self._legal(min(one, self.context.as_of))}
            found = sorted(soon - {*legal})
        return found or sorted(self.kinds)

    def _legal(self, day: date) -> list[Any]:
        return sorted(self.case.status(self.context.on(day)).legal_moves)

    def _day(self, data: DataObject) -> date:
        """The day of a move: that of the last one or later, and sometimes before it."""
        if self.case.moves and data.draw(st.sampled_from(EARLY), "too early"):
            return self.case.moves[-1].day - timedelta(days=1)
        wait = data.draw(st.sampled_from(NEXT_DAYS), "days later")
        return min(self.context.as_of, self.day + timedelta(days=wait))

    def _try(self, move: M) -> None:
        case: Any = self.case
        try:
            after = case.move(move, self.context)
        except IllegalMoveError as error:
            told, after = error.say("en"), None
        else:
            told = f"{move.kind} on {move.day} is legal"
        took = self.take(move)
        if took is not (after is not None):
            said = "took it" if took else "refused it"
            msg = f"by the rulebook: {told}; the system under test {said} (returned {took!r})"
            raise AssertionError(msg)
        if after is not None:
            self.case, self.day = after, move.day

    @invariant()
    def says_the_same(self) -> None:
        """What the system under test says is what the library says."""
        if not hasattr(self, "case"):
            return
        status = self.case.status(self.context.on(self.day))
        for name, value in self.says(self.day).items():
            expected = to_plain(getattr(status, name))
            if to_plain(value) != expected:
                msg = f"{name} on {self.day} is {expected!r}, and the system says {value!r}"
                raise AssertionError(msg)


class CaseMachine(ProcedureMachine[BlacklistCase, Move]):
    """Cases of listing beside a system under test (列入程序状态机): `begin`, `take`, `says`.

    >>> class Ours(CaseMachine):
    ...     def begin(self, case):
    ...         self.ours = case
    ...     def take(self, move):
    ...         try:
    ...             self.ours = self.ours.move(move, self.context)
    ...         except IllegalMoveError:
    ...             return False
    ...         return True
    >>> TestOurs = Ours.TestCase  # pytest and unittest find and run it
    """

    kinds: ClassVar[Collection[MoveKind]] = tuple(MoveKind)
    ends: ClassVar[Collection[MoveKind]] = ENDS

    def cases(self, day: date) -> SearchStrategy[BlacklistCase]:
        """Draw a case on a ground of the book that a notice may name (案件)."""
        grounds = grounds_of(self.context)
        there = [ground for ground, since in grounds if since <= max(day, self.first_day())]
        return st.builds(
            _case_on,
            st.sampled_from(there),
            id=st.integers(0, 10**6),
            subject=credit_codes(),
            earlier=st.sampled_from((0, 0, 1)),
        )

    def first_day(self) -> date:
        """Return the first day of a ground that a notice may name (最早立案日)."""
        return min(since for _, since in grounds_of(self.context))

    def moves(self, kind: Any, day: date, *, whole: bool) -> SearchStrategy[Move]:
        """Draw a move (程序步骤); not `whole`, it lacks one thing of those that its kind says."""
        move, says = move_of(kind, day), SAID_BY.get(kind, ())
        if whole or not says:
            return st.just(move)
        without: dict[str, Any] = {"consent_by": None}
        lacks = st.sampled_from(says)
        return lacks.map(lambda name: attrs.evolve(move, **{name: without.get(name, False)}))


def _case_on(ground: Any, *, id: int, subject: str, earlier: int) -> BlacklistCase:  # noqa: A002
    return BlacklistCase(
        id=f"C{id}",
        subject=subject,
        list_kind=ground.list_kind,
        legal_basis=ground.source.zh,
        ground=ground.id,
        earlier_listings=earlier,
    )


class ComplaintMachine(ProcedureMachine[Complaint, ComplaintMove]):
    """Complaints beside a system under test (投诉程序状态机): `begin`, `take`, `says`."""

    kinds: ClassVar[Collection[ComplaintMoveKind]] = tuple(ComplaintMoveKind)
    ends: ClassVar[Collection[ComplaintMoveKind]] = (
        ComplaintMoveKind.WITHDRAWN,
        ComplaintMoveKind.REFUSED,
    )

    def cases(self, day: date) -> SearchStrategy[Complaint]:
        """Draw a complaint that was registered on the day (投诉)."""
        return st.builds(
            Complaint,
            id=st.integers(0, 10**6).map("T{}".format),
            town=town_codes(),
            kind=st.sampled_from(ComplaintKind),
            subject=credit_codes(),
            severity=st.just("general"),
            happened_on=st.dates(day - 2 * ROOM, day),
            registered_on=st.just(day),
        )

    def moves(self, kind: Any, day: date, *, whole: bool) -> SearchStrategy[ComplaintMove]:
        """Draw a move (投诉处理步骤); a refusal names one of the grounds."""
        refused = kind is ComplaintMoveKind.REFUSED
        grounds = st.sampled_from(RefusalGround) if refused else st.none()
        return grounds.map(lambda ground: _step(kind, day, ground))


def _step(kind: ComplaintMoveKind, day: date, ground: RefusalGround | None) -> ComplaintMove:
    return ComplaintMove(
        kind=kind, day=day, authority="镇所", document=f"{kind} {day}", ground=ground
    )
