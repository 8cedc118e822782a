"""Ranks of units and areas (单位、片区排名): within the town and the kind, ties sharing a rank.

A unit whose row is not there still counts as a rival, so that nobody's rank rises by its absence.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from qualitygov.core.exact import Points, Rate
from qualitygov.county.unit_result import UnitAssessment, enough
from qualitygov.governance import UnitRow, UnitType

HUNDRED = Points.of(100)


def ranked_units(results: Iterable[UnitAssessment], least: Rate) -> tuple[UnitAssessment, ...]:
    """Rank the units of each town and kind (单位排名), in order of their ids.

    Those that are not listed come last. Where the kind of one is not known it is a
    rival of the departments and of the areas. Of those without a score yet, one of whose points
    `least` can be assessed in the end may come before others.
    """
    everyone = tuple(results)
    ranked = [_ranked(one, _rivals(one, everyone), least) for one in everyone]
    return tuple(sorted(ranked, key=lambda unit: unit.unit.id))


def _rivals(one: UnitAssessment, everyone: Iterable[UnitAssessment]) -> list[UnitAssessment]:
    return [
        other
        for other in everyone
        if other is not one and other.unit.town == one.unit.town and _kinds(other) & _kinds(one)
    ]


def _may_have_score(other: UnitAssessment, least: Rate) -> bool:
    """Whether a unit without a score may get one when what is open is settled."""
    return enough(other.lines, least, lambda line: line.lowest)


def _kinds(one: UnitAssessment) -> frozenset[UnitType]:
    """The kinds of which a unit may be."""
    return frozenset({one.unit.kind} if one.sure else {UnitType.DEPARTMENT, UnitType.AREA})


def _ranked(one: UnitAssessment, rivals: list[UnitAssessment], least: Rate) -> UnitAssessment:
    if one.score is None or one.lowest is None or one.highest is None:
        return one
    scored = [other for other in rivals if other.score is not None]
    may = [other for other in rivals if other.score is None and _may_have_score(other, least)]
    if one.row is not UnitRow.LISTED:
        last = 1 + len(scored)
        return attrs.evolve(one, rank=last, rank_between=(last, last + len(may)))
    best = 1 + sum(_lowest(other) > one.highest for other in scored)
    worst = 1 + sum(_highest(other) > one.lowest for other in (*scored, *may))
    rank = 1 + sum(_now(other) > one.score for other in scored)
    return attrs.evolve(one, rank=rank, rank_between=(best, worst))


def _now(other: UnitAssessment) -> Points:
    """What a rival has; of one that is absent nobody knows, so that it is not behind."""
    return HUNDRED if other.row is UnitRow.ABSENT else other.score or Points(0)


def _highest(other: UnitAssessment) -> Points:
    return HUNDRED if other.row is UnitRow.ABSENT else other.highest or Points(0)


def _lowest(other: UnitAssessment) -> Points:
    return Points(0) if other.row is UnitRow.ABSENT else other.lowest or Points(0)
