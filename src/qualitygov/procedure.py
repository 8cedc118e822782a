"""Procedures as legal moves only (程序): what every recorded procedure of this library has in common.

A case holds the moves that were recorded. Replayed in order, each move is legal where the course
has come, or refused with its reason and the moves that are legal instead. Each move is judged by
the rules in force on its own day (`Context.rules_on`), whatever day is asked about.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, Protocol, Self, TypeVar

import attrs

from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import IllegalMoveError, InputError, Problem
from qualitygov.rulebook.context import Context
from qualitygov.text import Text

__all__ = ["RecordedProcedure", "not_now"]


class _Move(Protocol):
    """What a recorded move has."""

    @property
    def kind(self) -> Vocabulary: ...

    @property
    def day(self) -> date: ...


C = TypeVar("C")
M = TypeVar("M", bound=_Move)


def not_now(state: Vocabulary, kind: Vocabulary) -> Text:
    """Say that a move does not belong in a state (状态不符)."""
    return Text(
        f"处于“{state.label.zh}”，不得{kind.label.zh}", f"not in a case that is '{state.label.en}'"
    )


class RecordedProcedure(ABC, Generic[C, M]):
    """A case whose moves are recorded (有记录的程序).

    It is mixed into the entity that has `id` and `moves`, as the last of the bases. A subject says
    how its course begins, what is legal, and where a legal move leads.
    """

    __slots__ = ()

    id: str
    moves: tuple[M, ...]

    @abstractmethod
    def _begin(self, context: Context) -> C:
        """Return the course before the first move."""

    @abstractmethod
    def _refusal(self, course: C, move: M, context: Context) -> Text | None:
        """Return why a move is not legal now, None when it is."""

    @abstractmethod
    def _advance(self, course: C, move: M, context: Context) -> C:
        """Take a move that was found legal."""

    @abstractmethod
    def _legal(self, course: C, on: date, context: Context) -> Iterable[Vocabulary]:
        """Return the kinds of move that are legal on a day, if they say what they must."""

    def _illegal(self, course: C, move: M, reason: Text, context: Context) -> IllegalMoveError:
        names = tuple(kind.value for kind in self._legal(course, move.day, context))
        zh, en = "、".join(names) or "无", ", ".join(names) or "none"
        kind, on = move.kind, move.day
        text = Text(
            f"{kind.label.zh}（{on}）：{reason.zh}；现可：{zh}",
            f"{kind.value} on {on}: {reason.en}; legal now: {en}",
        )
        return IllegalMoveError("case.illegal", text, names)

    def _problem(self, at: int, move: M, reason: Text) -> Problem:
        found = f"{move.kind.value} {move.day}"
        return Problem("case.illegal", f"{self.id}.moves[{at}]", found, reason)

    def _replay(
        self, context: Context, until: date = date.max, problems: list[Problem] | None = None
    ) -> C:
        """Return the course after the moves up to `until` (重演).

        An illegal move is skipped and added to `problems`; without such a list it raises
        `IllegalMoveError`.
        """
        course = self._begin(context)
        for at, move in enumerate(self.moves):
            if move.day > until:
                break
            reason = self._refusal(course, move, context)
            if reason is None:
                course = self._advance(course, move, context)
            elif problems is None:
                raise self._illegal(course, move, reason, context)
            else:
                problems.append(self._problem(at, move, reason))
        return course

    def problems(self, context: Context) -> tuple[Problem, ...]:
        """Return every illegal move of the case (程序问题); all others are taken."""
        found: list[Problem] = []
        self._replay(context, problems=found)
        return tuple(found)

    def checked(self, context: Context) -> Self:
        """Return the case when all its moves are legal (校验程序).

        Raises `InputError` with every one that is not.
        """
        found = self.problems(context)
        if found:
            raise InputError(found)
        return self

    def move(self, move: M, context: Context) -> Self:
        """Return the case with one move more (推进一步).

        Raises `IllegalMoveError`, which names the moves that are legal instead.
        """
        course = self._replay(context)
        reason = self._refusal(course, move, context)
        if reason is not None:
            raise self._illegal(course, move, reason, context)
        entity: Any = self
        changed: Self = attrs.evolve(entity, moves=(*self.moves, move))
        return changed
