"""Records, archives and cases by the words of a rulebook (按规则手册取数), and nothing thrown away.

Each is built so that it is right: a kind of the book with one of its own severities, days that run
forward, moves that are legal where the case has come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from qualitygov.blacklist import BlacklistCase, Move, MoveKind
from qualitygov.core.given import of_type
from qualitygov.credit import CreditArchive, CreditRecord
from qualitygov.rulebook import Context, Rulebook, load_rulebook
from qualitygov.rulebook.model.blacklist import GroundRule, ListKind
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.strategies.codes import credit_codes

A_YEAR, LONGEST_WAIT = timedelta(days=365), timedelta(days=60)
LENGTHS = (0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 6)
"""How many records archives have: mostly few, as real ones."""

MOVES = tuple(range(10))
CATEGORIES = (None, None, "酱油", "水泥")
NOTHING, APPEALED, REPAIRED, REVOKED = "nothing", "appealed_on", "repaired_on", "revoked_on"
AFTERWARD = (NOTHING,) * 13 + (APPEALED, REPAIRED, REVOKED)
ENDS = (MoveKind.DECIDED_NOT_TO_LIST, MoveKind.REVOKED)
WAITS = (1, 3, 8, 20, 40, 90, 200)
SAYS = ("states_facts", "states_reasons", "states_basis", "states_rights")
SHOWN = ("duties_performed", "harm_removed", "no_new_penalty")


def plain_context() -> Context:
    """The context where a type alone is asked for (缺省依据): the built-in book, end of 2016."""
    return Context(load_rulebook("strong-town"), as_of=date(2016, 12, 31))


def context_of(given: Context | Rulebook) -> Context:
    """Return a context (依据), or that of the last day to which a rulebook was reviewed.

    Raises `FieldError` for anything else.
    """
    if isinstance(given, Rulebook):
        return Context(given, as_of=given.header.reviewed_to)
    return of_type(given, Context, "context")


def _rules(context: Context) -> list[tuple[CreditRule, str]]:
    """The kinds that weigh on the day, each with its severities, the light ones oftener."""
    return [
        (rule, severity)
        for _, rule in sorted(context.rules.entries(CreditRule).items())
        if not rule.unsigned
        for at, severity in enumerate(rule.scale)
        for _ in range((len(rule.scale) - at) ** 2)
    ]


@st.composite
def _records(draw: DrawFn, context: Context, unit: str | None) -> CreditRecord:
    rule, severity = draw(st.sampled_from(_rules(context)))
    last = context.as_of
    first = min(last, max(rule.valid_from, last - A_YEAR))
    decided = draw(st.dates(first, last))
    happened = draw(st.dates(max(rule.valid_from, min(decided, decided - LONGEST_WAIT)), decided))
    what = draw(st.sampled_from(AFTERWARD))
    after: dict[str, Any] = {} if what == NOTHING else {what: draw(st.dates(decided, last))}
    least = rule.min_measure
    return CreditRecord(
        id=f"R{draw(st.integers(0, 10**6))}",
        subject=draw(credit_codes()) if unit is None else unit,
        kind=rule.id,
        severity=severity,
        happened_on=happened,
        decided_on=decided,
        known_on=draw(st.dates(decided, last)),
        source_document=f"文〔{decided.year}〕1号",
        category=draw(st.sampled_from(CATEGORIES)),
        measure=None if least is None else draw(st.integers(least, least + 100)),
        heavier_penalty=draw(st.booleans()),
        valid_until=last + A_YEAR if rule.merit else None,
        **after,
    )


def records(context: Context, unit: str | None = None) -> SearchStrategy[CreditRecord]:
    """Records of the last year by the book's own kinds (信用记录); nearly all of them weigh."""
    return _records(context, unit)


@st.composite
def _archives(draw: DrawFn, context: Context, unit: str | None) -> CreditArchive:
    code = draw(credit_codes()) if unit is None else unit
    count = draw(st.sampled_from(LENGTHS))
    found = draw(st.lists(records(context, code), min_size=count, max_size=count))
    return CreditArchive.of(attrs.evolve(one, id=f"R{at}") for at, one in enumerate(found))


def archives(context: Context, unit: str | None = None) -> SearchStrategy[CreditArchive]:
    """Archives of one unit (信用档案), of up to six records, so that every grade comes."""
    return _archives(context, unit)


DRAWN: Mapping[type, Callable[[Context], SearchStrategy[Any]]] = {CreditArchive: archives}
"""What is drawn by the book for a type that has no fields to draw."""


def grounds_of(context: Context) -> list[tuple[GroundRule, date]]:
    """Return the grounds that a notice may name (可告知的事由), each with its first day."""
    lists: Mapping[str, ListKind] = context.rules.entries(ListKind)
    return [
        (ground, max(ground.valid_from, lists[ground.list_kind].valid_from))
        for _, ground in sorted(context.rules.entries(GroundRule).items())
        if not ground.unsigned and not lists[ground.list_kind].unsigned
    ]


def move_of(kind: MoveKind, day: date) -> Move:
    """Return a move that says all it has to say (程序步骤)."""
    said: dict[str, Any] = dict.fromkeys((*SAYS, *SHOWN), True)
    return Move(
        kind=kind, day=day, authority="县局", document=f"{kind} {day}", consent_by="市局", **said
    )


@st.composite
def _cases(draw: DrawFn, context: Context, unit: str | None) -> BlacklistCase:
    ground, first = draw(st.sampled_from(grounds_of(context)))
    case = BlacklistCase(
        id=f"C{draw(st.integers(0, 10**6))}",
        subject=draw(credit_codes()) if unit is None else unit,
        list_kind=ground.list_kind,
        legal_basis=ground.source.zh,
        ground=ground.id,
    )
    last = context.as_of
    day = draw(st.dates(max(first, last - 3 * A_YEAR), last))
    for _ in range(draw(st.sampled_from(MOVES))):
        legal = sorted(case.status(context.on(day)).legal_moves)
        onward = [kind for kind in legal if kind not in ENDS]
        if legal:
            kind = draw(st.sampled_from([*onward * 4, *legal]))
            case = case.move(move_of(kind, day), context)
        day = min(last, day + timedelta(days=draw(st.sampled_from(WAITS))))
    return case


def cases(context: Context, unit: str | None = None) -> SearchStrategy[BlacklistCase]:
    """Cases of listing whose moves are all legal (合法案件), up to the context's day."""
    return _cases(context, unit)
