"""Procedures as legal moves only (程序): what every recorded procedure of this library has in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import IllegalMoveError
from qualitygov.text import Text

__all__ = ["illegal_move", "not_now"]


def not_now(state: Vocabulary, kind: Vocabulary) -> Text:
    """Say that a move does not belong in a state (状态不符)."""
    return Text(f"处于“{state.label.zh}”，不得{kind.label.zh}", f"not in a case that is '{state.label.en}'")


def illegal_move(kind: Vocabulary, on: date, reason: Text, legal: Iterable[Vocabulary]) -> IllegalMoveError:
    """Return the error for an illegal move (非法步骤), which names the reason and the moves that are legal instead."""
    names = tuple(one.value for one in legal)
    zh, en = "、".join(names) or "无", ", ".join(names) or "none"
    return IllegalMoveError(
        "case.illegal",
        Text(f"{kind.label.zh}（{on}）：{reason.zh}；现可：{zh}", f"{kind.value} on {on}: {reason.en}; legal now: {en}"),
        names,
    )
