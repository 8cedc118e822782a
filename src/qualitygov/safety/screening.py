"""Screening for hazards (风险隐患排查): rounds held and reported, and what was found registered.

An enterprise screens itself and reports each quarter and year; an area makes rounds of its key
units. What a round found goes to the hazards. Clauses 3.1.3.g-h.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.safety.entities_screening import HazardScreening, ScreeningKind
from qualitygov.safety.tables import HAZARDS, SCREENINGS
from qualitygov.subject import CountyView, Deed, DeedSpec, Duty, owed, standing_columns
from qualitygov.text import Language, Text

REGISTERED, KEY_UNIT = "found-registered", "key-unit"


def _screenings(view: CountyView, context: Context) -> Iterator[Deed]:
    """What was reported, each for its quarter or year; and each unit that an area visited."""
    for one in view.known(SCREENINGS, context):
        if one.reported_on is not None:
            yield Deed(
                id=one.id,
                town=one.town,
                by="screening",
                what=one.kind.value,
                on=one.reported_on,
                unit=one.unit,
                for_period=one.covers_to,
            )
        visited = one.visited if one.kind is ScreeningKind.AREA else ()
        for seen in visited:
            yield Deed(
                id=f"{one.id}/{seen.unit}",
                town=one.town,
                by="screening",
                what=KEY_UNIT,
                on=seen.visited_on,
                ref=seen.unit,
                for_period=one.covers_to,
            )


DEEDS = (
    DeedSpec(
        name="screening", make=_screenings, rests_on=(SCREENINGS,), what=(*ScreeningKind, KEY_UNIT)
    ),
)
"""What fulfills a duty to screen."""


@attrs.frozen(kw_only=True)
class ScreeningFact(Duty):
    """What a round found is registered as hazards (排查发现登记事实), on the day of the round."""

    screening: str
    found: int
    registered: Annotated[int, OUTCOME]


@attrs.frozen(kw_only=True, repr=False)
class Unregistered(Result):
    """A round of which not all that it found is registered (未登记的排查发现)."""

    brief: ClassVar[tuple[str, ...]] = ("registered",)

    screening: HazardScreening
    registered: int

    def say(self, language: Language = "en") -> str:
        """Return it as one line."""
        found, there = self.screening.found, self.registered
        if language == "zh":
            return f"{self.screening.id}：发现 {found} 项，登记 {there} 项"
        return f"{self.screening.id}: {found} found, {there} registered"


def _registered(view: CountyView, context: Context) -> Counter[str]:
    """How many hazards name each round."""
    return Counter(
        one.screening
        for one in view.known(HAZARDS, context)
        if one.screening is not None and context.happened(one.found_on)
    )


def _reported(view: CountyView, context: Context) -> Iterator[tuple[HazardScreening, int]]:
    """The reported rounds that found something, with the hazards registered of each."""
    there = view.once(_registered, context)
    for one in view.known(SCREENINGS, context):
        if one.found and context.happened(one.reported_on):
            yield one, there[one.id]


@clauses("3.1.3.g", "3.1.3.h")
def screening_facts(view: CountyView, context: Context) -> tuple[ScreeningFact, ...]:
    """Return the rounds that found something (排查发现登记事实行): all of it is to be registered."""
    rows = []
    for one, registered in _reported(view, context):
        start = one.reported_on or one.held_on
        by = owed(REGISTERED, start, context)
        if by is None:
            continue
        done_on = start if registered >= one.found else None
        rows.append(
            ScreeningFact(
                id=f"{one.id}/registered",
                town=one.town,
                on=one.covers_to,
                duty=REGISTERED,
                unit=one.unit,
                screening=one.id,
                found=one.found,
                registered=registered,
                **standing_columns(by, done_on, context),
            )
        )
    return tuple(rows)


@clauses("3.1.3.h")
def unregistered(view: CountyView, context: Context) -> tuple[Unregistered, ...]:
    """Return the rounds of which not all that they found is registered (未登记清单), by id."""
    lacking = (
        Unregistered(screening=one, registered=registered)
        for one, registered in _reported(view, context)
        if registered < one.found
    )
    return tuple(sorted(lacking, key=lambda one: one.screening.id))


UNREGISTERED = Text("排查发现未登记", "findings of rounds not registered")
