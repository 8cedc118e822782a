"""Ranking of towns (排名).

Ties share a rank (1, 2, 2, 4), by declared rule and never by the order of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from qualitygov.assessment.town import TownAssessment


def competition_ranks(values: Sequence[Any]) -> list[int]:
    """Return the rank of each value, the greatest first.

    Equal values share it, and the next rank is skipped (并列排名).

    >>> competition_ranks([70, 90, 80, 90])
    [4, 1, 3, 1]
    """
    first: dict[Any, int] = {}
    for at, value in enumerate(sorted(values, reverse=True), start=1):
        first.setdefault(value, at)
    return [first[value] for value in values]


Key = tuple[bool, int]
"""What towns are ranked by: those without a veto first, then the score."""


def _key(town: TownAssessment) -> Key:
    assert town.score is not None
    return not town.vetoes, town.score.thousandths


def _worst(town: TownAssessment) -> Key:
    assert town.lowest is not None
    return not (town.vetoes or town.possible), town.lowest.thousandths


def _best(town: TownAssessment) -> Key:
    assert town.highest is not None
    return not town.vetoes, town.highest.thousandths


def _between(town: TownAssessment, others: Iterable[TownAssessment]) -> tuple[int, int]:
    """The best and the worst rank that are still possible, whatever becomes of the others."""
    best, worst = _best(town), _worst(town)
    rivals = [other for other in others if other is not town]
    return (
        1 + sum(_worst(other) > best for other in rivals),
        1 + sum(_best(other) > worst for other in rivals),
    )


def ranked(towns: Iterable[TownAssessment]) -> tuple[TownAssessment, ...]:
    """Rank the towns that have a grade and put them in order (乡镇排名).

    Those without one come last, unranked.

    In the front group is who ranks within the first ceil(n / divisor) and has no veto. Who has
    fewer than `last_report` towns behind has to report, unless it is in the front group. Towns of
    one rank stand in order of their codes.
    """
    everyone = sorted(towns, key=lambda town: town.town)
    graded = [town for town in everyone if town.score is not None and town.band is not None]
    rest = [town for town in everyone if town.score is None or town.band is None]
    keys = [_key(town) for town in graded]
    ranks = competition_ranks(keys)
    done = []
    for town, rank, key in zip(graded, ranks, keys, strict=True):
        front = rank <= -(-len(graded) // town.plan.divisor) and not town.vetoes
        behind = len([other for other in keys if other < key])
        done.append(
            attrs.evolve(
                town,
                rank=rank,
                rank_between=_between(town, graded),
                front_group=front,
                has_to_report=not front and behind < town.plan.last_report,
            )
        )
    return tuple(sorted(done, key=lambda town: (town.rank, town.town)) + rest)
