"""Random selection that anyone can check (双随机抽取): units and inspectors from a published seed.

Clause 3.4.3.b.

Each candidate has a ticket, the SHA-256 of the seed and its own id; the smallest tickets are drawn.
The order of the list plays no part, whoever has the seed and the list gets the same draw, and the
`commitment` to the list, published before the seed is known, shows that the list was not changed
afterward.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.errors import bilingual
from qualitygov.text import Text

NOBODY: Mapping[str, Collection[str]] = {}


def _ticket(*parts: str) -> bytes:
    text = "".join(f"{len(part.encode())}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).digest()


def commitment(candidates: Iterable[str]) -> str:
    """Return the digest of a list of candidates (名单摘要), the same for every order of it.

    >>> commitment(["b", "a"]) == commitment(["a", "b"])
    True
    """
    return _ticket(*sorted(candidates)).hex()


@attrs.frozen(repr=False)
class Draw(Result):
    """A draw and all that is needed to check it (抽取结果): `drawn` in the order of their tickets."""

    brief: ClassVar[tuple[str, ...]] = ("seed", "count", "drawn")

    seed: str
    commitment: str
    count: int
    drawn: tuple[str, ...]

    def problems(self, candidates: Iterable[str]) -> tuple[Text, ...]:
        """Draw again from the list and say what differs (复核抽取); empty when the draw is right."""
        listed = tuple(candidates)
        found = []
        if commitment(listed) != self.commitment:
            found.append(
                Text(
                    "名单与事先公布的摘要不符", "the list is not the one whose digest was published"
                )
            )
        again = draw(listed, self.count, self.seed)
        if again.drawn != self.drawn:
            found.append(
                Text("按种子重抽的结果不同", "drawing again from the seed gives another result")
            )
        return tuple(found)


@clauses("3.4.3.b")
def draw(candidates: Iterable[str], count: int, seed: str) -> Draw:
    """Draw `count` candidates, or all when there are fewer (随机抽取).

    Raises `FieldError` for a candidate that stands twice.

    >>> draw(["u1", "u2", "u3", "u4"], 2, "2016-11-01 lottery 05 17 23").drawn
    ('u4', 'u1')
    """
    listed = tuple(candidates)
    if len(set(listed)) != len(listed):
        twice = sorted({one for one in listed if listed.count(one) > 1})
        raise bilingual(
            "draw.twice", f"名单重复：{'、'.join(twice)}", f"on the list twice: {', '.join(twice)}"
        )
    if count < 0:
        raise bilingual("draw.count", f"抽取数不能为 {count}", f"cannot draw {count}")
    order = sorted(listed, key=lambda one: (_ticket(seed, one), one))
    return Draw(seed, commitment(listed), count, tuple(order[:count]))


@attrs.frozen
class Stratum:
    """Units that are drawn from alike (分层).

    Those of one grade and risk, and the part of them that is drawn.
    """

    name: str
    candidates: tuple[str, ...]
    share: Rate

    @property
    def count(self) -> int:
        """How many are drawn: the share of them, rounded up."""
        return -(-len(self.candidates) * self.share.numerator // self.share.denominator)


@clauses("3.4.1.b", "3.4.3.b")
def draw_strata(strata: Iterable[Stratum], seed: str) -> Mapping[str, Draw]:
    """Draw from each stratum its share (分层抽取), each by the seed and its own name."""
    return {
        one.name: draw(one.candidates, one.count, f"{seed}/{one.name}")
        for one in sorted(strata, key=lambda one: one.name)
    }


@clauses("3.4.3.b")
def assign_inspectors(
    units: Iterable[str],
    inspectors: Collection[str],
    per_unit: int,
    seed: str,
    conflicts: Mapping[str, Collection[str]] = NOBODY,
) -> Mapping[str, Draw]:
    """Draw the inspectors of each unit (随机选派检查人员).

    `conflicts` names those who may not go to a unit.

    Raises `FieldError` naming every unit for which too few are left.
    """
    units = sorted(units)
    able = {
        unit: [one for one in sorted(inspectors) if one not in conflicts.get(unit, ())]
        for unit in units
    }
    short = [unit for unit in units if len(able[unit]) < per_unit]
    if short:
        raise bilingual(
            "draw.inspectors",
            f"可派人员不足 {per_unit} 名：{'、'.join(short)}",
            f"fewer than {per_unit} inspectors may go to {', '.join(short)}",
        )
    return {unit: draw(able[unit], per_unit, f"{seed}/{unit}") for unit in units}
