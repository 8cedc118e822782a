"""What a case says of the rulebook (案件与规则手册): the list and the ground that it names.

Clause 3.2.2.c.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from qualitygov.blacklist.entities import CaseFacts, Move, MoveKind
from qualitygov.core.near import near
from qualitygov.errors import Problem, RulebookError
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind
from qualitygov.text import Text

RULED = (
    MoveKind.GROUND_FOUND,
    MoveKind.NOTICE_GIVEN,
    MoveKind.DECIDED_TO_LIST,
    MoveKind.REPAIR_APPLIED,
    MoveKind.REPAIR_GRANTED,
)
"""The moves on whose days the rule of the list is read."""


def fact_problems(
    facts: CaseFacts, context: Context, moves: Sequence[Move] | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong with the list and the ground of a case (名单与事由问题); never raises.

    The book has the list on each day on which its rule is read, by `moves` or those of the case,
    and the ground, of this list, on some day.
    """
    days = {move.day for move in (facts.moves if moves is None else moves) if move.kind in RULED}
    if facts.listed_on is not None:
        days.add(facts.listed_on)
    return (
        *_list_problems(facts, context, sorted(days)),
        *_ground_problems(facts, context.rulebook),
    )


def _list_problems(facts: CaseFacts, context: Context, days: Sequence[date]) -> Iterator[Problem]:
    path, name = f"{facts.id}.list_kind", facts.list_kind
    names = set(context.rulebook.typed.get(ListKind.section, {}))
    if name not in names:
        yield Problem("case.list-kind", path, name, near(name, names))
        return
    for day in days:
        try:
            rules = context.rules_on(day)
        except RulebookError as error:
            expected = error.problems[0].expected
            yield Problem("case.list-kind", path, f"{name} {day}", expected)
            return
        there = rules.entries(ListKind)
        if name not in there:
            on = Text(f"{day} 施行的名单；", f"a list in force on {day}; ")
            yield Problem("case.list-kind", path, name, on + near(name, there.keys()))
            return


def _ground_problems(facts: CaseFacts, book: Rulebook) -> Iterator[Problem]:
    path, name = f"{facts.id}.ground", facts.ground
    lists = {ground: _lists(book, ground) for ground in book.typed.get(GroundRule.section, {})}
    if name is None:
        return
    if name not in lists:
        yield Problem("case.ground", path, name, near(name, lists))
    elif facts.list_kind not in lists[name]:
        own = [ground for ground, found in lists.items() if facts.list_kind in found]
        of, at = ", ".join(sorted(lists[name])), facts.list_kind
        what = Text(f"属于名单 {at} 的事由；", f"a ground of the list {at}; ")
        yield Problem("case.ground", path, f"{name} ({of})", what + near(name, own))


def _lists(book: Rulebook, ground: str) -> set[str]:
    """The lists to which the versions of a ground lead."""
    entries = (entry for _, _, entry in book.typed[GroundRule.section][ground])
    return {entry.list_kind for entry in entries if isinstance(entry, GroundRule)}
