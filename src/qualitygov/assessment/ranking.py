"""Ranking of towns (排名).

Ties share a rank (1, 2, 2, 4), by declared rule and never by the order of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from qualitygov.assessment.plan import AssessmentPlan
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


def _between(
    town: TownAssessment, graded: Iterable[TownAssessment], may: Iterable[TownAssessment]
) -> tuple[int, int]:
    """The best and the worst rank that are still possible, whatever becomes of the others.

    Those that have no grade yet and may get one are rivals that may come before it.
    """
    best, worst = _best(town), _worst(town)
    rivals = [other for other in graded if other is not town]
    return (
        1 + sum(_worst(other) > best for other in rivals),
        1 + sum(_best(other) > worst for other in (*rivals, *may)),
    )


def front_of(
    rank: int, ranks: Sequence[int], plan: AssessmentPlan, *, vetoed: bool
) -> tuple[bool, bool]:
    """Return whether a town of this rank is in the front group, and whether it has to report.

    In the front group (前列) is who ranks within the first ceil(n / divisor) and has no veto. Who
    has fewer than `last_report` towns behind has to report (末位), unless it is in front.
    """
    front = rank <= -(-len(ranks) // plan.divisor) and not vetoed
    behind = sum(other > rank for other in ranks)
    return front, not front and behind < plan.last_report


def ranked(towns: Iterable[TownAssessment]) -> tuple[TownAssessment, ...]:
    """Rank the towns that have a grade and put them in order (乡镇排名).

    Those without one come last, unranked.

    Towns of one rank stand in order of their codes.
    """
    everyone = sorted(towns, key=lambda town: town.town)
    graded = [town for town in everyone if town.score is not None and town.band is not None]
    rest = [town for town in everyone if town.score is None or town.band is None]
    may = [town for town in rest if town.may_be_ranked]
    ranks = competition_ranks([_key(town) for town in graded])
    done = []
    for town, rank in zip(graded, ranks, strict=True):
        front, last = front_of(rank, ranks, town.plan, vetoed=bool(town.vetoes))
        between = _between(town, graded, may)
        done.append(
            attrs.evolve(
                town, rank=rank, rank_between=between, front_group=front, has_to_report=last
            )
        )
    return tuple(sorted(done, key=lambda town: (town.rank, town.town)) + rest)
