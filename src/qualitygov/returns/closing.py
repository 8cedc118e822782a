"""Closed results (核定结果): they stand, and are corrected by a recorded decision alone."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.returns.entities import ClosedResult
from qualitygov.returns.tables import CLOSED
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.text import Language


@attrs.frozen(kw_only=True)
class Closing(Result):
    """How a town's year was closed (核定): the first result, and its corrections in order.

    `refused` are later results without the reason of a correction: they change nothing.
    """

    first: ClosedResult
    corrections: tuple[ClosedResult, ...] = ()
    refused: tuple[ClosedResult, ...] = ()

    @property
    def standing(self) -> ClosedResult:
        """The result that stands: the last correction, else the first."""
        return self.corrections[-1] if self.corrections else self.first

    def say(self, language: Language = "en") -> str:
        """Return the result that stands, with what it corrects, as one sentence."""
        now, first = self.standing, self.first
        if language == "zh":
            text = f"核定 {now.score} 分，等级 {now.grade}，第 {now.rank} 名（{now.document}）"
            if self.corrections:
                text += f"，原核定 {first.score} 分，更正理由：{now.reason}"
            return text
        text = f"closed at {now.score} points, grade {now.grade}, rank {now.rank} ({now.document})"
        if self.corrections:
            text += f", corrected from {first.score} points: {now.reason}"
        return text


@clauses("4.5.c", "4.5.e")
def closings_of(view: CountyView, context: Context) -> Mapping[str, Closing]:
    """Return how the context's year was closed, by town (各镇核定结果), as it was known.

    The first result of a town and a year stands. A later one corrects it where it gives its reason.
    """
    rows: dict[str, list[ClosedResult]] = {}
    for one in view.known(CLOSED, context):
        if one.year == context.year:
            rows.setdefault(one.town, []).append(one)
    found = {}
    for town, results in sorted(rows.items()):
        first, *later = sorted(results, key=lambda one: (one.decided_on, one.id))
        found[town] = Closing(
            first=first,
            corrections=tuple(one for one in later if one.reason is not None),
            refused=tuple(one for one in later if one.reason is None),
        )
    return found
