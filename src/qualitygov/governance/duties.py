"""What units and towns did of what comes round (履职事实), and which units owe it (应办单位).

Meetings, reports, visits, campaigns, letters and other documents. The engine that matches them with
what the rulebook asks stands in `qualitygov.subject.rounds`. Clauses 3.1.1.d, 3.1.2.a, 3.2.1.a,
4.5.a-b.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from qualitygov.governance.entities import CampaignKind, MeetingKind, UnitType, VisitKind
from qualitygov.governance.known_units import known_units
from qualitygov.governance.tables import (
    CAMPAIGNS,
    INSPECTIONS,
    LETTERS,
    MEETINGS,
    UNIT_REPORTS,
    UNITS,
)
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    DOCUMENTS,
    CountyView,
    Deed,
    DeedSpec,
    Ower,
    OwerSpec,
    deeds_from,
)


def _meetings(view: CountyView, context: Context) -> Iterator[Deed]:
    for one in view.known(MEETINGS, context):
        yield Deed(id=one.id, town=one.town, by="meeting", what=one.kind.value, on=one.held_on)


def _reports(view: CountyView, context: Context) -> Iterator[Deed]:
    for one in view.known(UNIT_REPORTS, context):
        yield Deed(
            id=one.id,
            town=one.town,
            by="report",
            what="written",
            on=one.submitted_on,
            unit=one.unit,
            for_period=one.covers_to,
        )


def _visits(view: CountyView, context: Context) -> Iterator[Deed]:
    for one in view.known(INSPECTIONS, context):
        yield Deed(
            id=one.id,
            town=one.town,
            by="visit",
            what=one.kind.value,
            on=one.held_on,
            unit=one.unit,
            for_period=one.covers_to,
        )


def _campaigns(view: CountyView, context: Context) -> Iterator[Deed]:
    """A campaign has to reach somebody."""
    for one in view.known(CAMPAIGNS, context):
        yield Deed(
            id=one.id,
            town=one.town,
            by="campaign",
            what=one.kind.value,
            on=one.held_on,
            good=one.reached > 0 or one.participants > 0,
        )


def _letters(view: CountyView, context: Context) -> Iterator[Deed]:
    for one in view.known(LETTERS, context):
        yield Deed(
            id=one.id,
            town=one.town,
            by="letter",
            what="responsibility",
            on=one.signed_on,
            unit=one.unit,
            for_period=date(one.year, 12, 31),
        )


def _documents(view: CountyView, context: Context) -> Iterator[Deed]:
    yield from deeds_from(view.known(DOCUMENTS, context), "document")


def _units(view: CountyView, context: Context, kind: UnitType) -> tuple[Ower, ...]:
    """Who owes what is asked of the units of one kind; one that only others name, from ever."""
    return tuple(
        Ower(
            town=one.unit.town,
            unit=one.unit.id,
            since=one.unit.since if one.listed else None,
            until=one.unit.until,
        )
        for one in view.once(known_units, context)
        if one.unit.kind is kind
    )


DEEDS = (
    DeedSpec(name="meeting", make=_meetings, rests_on=(MEETINGS,), what=tuple(MeetingKind)),
    DeedSpec(name="report", make=_reports, rests_on=(UNIT_REPORTS,), what=("written",)),
    DeedSpec(name="visit", make=_visits, rests_on=(INSPECTIONS,), what=tuple(VisitKind)),
    DeedSpec(name="campaign", make=_campaigns, rests_on=(CAMPAIGNS,), what=tuple(CampaignKind)),
    DeedSpec(name="letter", make=_letters, rests_on=(LETTERS,), what=("responsibility",)),
    DeedSpec(name="document", make=_documents, rests_on=(DOCUMENTS,)),
)
"""What fulfills a duty of governance."""

OWERS = tuple(
    OwerSpec(name=kind.value, make=partial(_units, kind=kind), rests_on=(UNITS,))
    for kind in UnitType
)
"""Who owes one, besides the town: the units of each kind."""
