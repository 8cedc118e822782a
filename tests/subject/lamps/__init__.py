"""A subject of somebody else's: street lamps, with child rows, moves, facts, events, a worklist."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.procedure import RecordedProcedure, not_now
from qualitygov.subject import (
    Child,
    Column,
    Event,
    EventSpec,
    FactSpec,
    Section,
    Subject,
    TableSpec,
    Worklist,
)
from qualitygov.text import Text


class LampMoveKind(Vocabulary):
    """What was done to a lamp."""

    DARK = "dark", "报修", "reported dark"
    LIT = "lit", "修复", "lit again"


class LampState(Vocabulary):
    """How a lamp is."""

    BURNING = "burning", "亮", "burning"
    DARK = "dark", "暗", "dark"


NEXT = {
    LampState.BURNING: {LampMoveKind.DARK: LampState.DARK},
    LampState.DARK: {LampMoveKind.LIT: LampState.BURNING},
}


@attrs.frozen(kw_only=True)
class LampMove:
    """A recorded move of a lamp."""

    kind: LampMoveKind = attrs.field(metadata=about("步骤", "step"))
    day: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))


@attrs.frozen(kw_only=True)
class LampFacts:
    """A street lamp, kept by a unit."""

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    town: str = attrs.field(validator=region(), metadata=about("乡镇代码", "town code"))
    keeper: str = attrs.field(validator=unit_code(), metadata=about("维护单位", "keeper"))
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "known on", role="known")
    )
    moves: tuple[LampMove, ...] = attrs.field(default=(), metadata=about("步骤", "moves"))


@attrs.frozen(kw_only=True)
class Lamp(LampFacts, RecordedProcedure[LampState, LampMove]):
    """A street lamp with its moves."""

    def _begin(self, context):
        return LampState.BURNING

    def _refusal(self, course, move, context):
        return None if move.kind in NEXT[course] else not_now(course, move.kind)

    def _advance(self, course, move, context):
        return NEXT[course][move.kind]

    def _legal(self, course, on):
        return tuple(NEXT[course])

    def state(self, context):
        """Whether it burns on the day of the context."""
        return context.seen(self)._replay(context, context.as_of)


LAMPS = TableSpec(
    name="lamps",
    entity=Lamp,
    label=Text("路灯", "street lamps"),
    file="lamps.csv",
    unit="keeper",
    child=Child(file="lamp_moves.csv", field="moves", entity=LampMove, key="lamp"),
)


@attrs.frozen(kw_only=True)
class LampFact:
    """A lamp as indicators see it."""

    id: str
    town: str
    on: date
    lit: bool


@attrs.frozen(kw_only=True)
class LampDark(Event):
    """A lamp was reported dark."""

    still_dark: bool


def lamp_facts(view, context):
    """Whether each lamp burns."""
    return tuple(
        LampFact(
            id=lamp.id,
            town=lamp.town,
            on=lamp.known_on,
            lit=lamp.state(context) is LampState.BURNING,
        )
        for lamp in view.known(LAMPS, context)
    )


def lamp_events(view, context):
    """Every time a lamp went dark."""
    return tuple(
        LampDark(
            id=f"{lamp.id}/{at}",
            unit=lamp.keeper,
            on=move.day,
            happened_on=move.day,
            known_on=move.day,
            document=lamp.id,
            still_dark=lamp.state(context) is LampState.DARK,
        )
        for lamp in view.known(LAMPS, context)
        for at, move in enumerate(lamp.moves, start=1)
        if move.kind is LampMoveKind.DARK and context.happened(move.day)
    )


def lamps_dark(view, context):
    """The lamps that are dark."""
    return tuple(
        lamp for lamp in view.known(LAMPS, context) if lamp.state(context) is LampState.DARK
    )


def dark_rows(view, context):
    """The dark lamps, by town."""
    return [(view.town_name(lamp.town), lamp.id) for lamp in view.once(lamps_dark, context)]


SUBJECT = Subject(
    name="lamp",
    label=Text("路灯", "street lamps"),
    tables=(LAMPS,),
    facts=(FactSpec(name="lamp", row=LampFact, make=lamp_facts),),
    events=(EventSpec(name="lamp-dark", row=LampDark, make=lamp_events),),
    worklists=(Worklist(name="lamps", label=Text("未亮路灯", "dark lamps"), make=lamps_dark),),
    sections=(
        Section(
            name="lamps",
            title=Text("未亮路灯", "Dark lamps"),
            clauses="3.4.3.a",
            columns=(Column(Text("乡镇", "town")), Column(Text("编号", "lamp"))),
            rows=dark_rows,
            order=200,
        ),
    ),
    checks=((Lamp, lambda lamp, context: lamp.problems(context)),),
)
