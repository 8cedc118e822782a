"""Standards that enterprises work by, many of them (采用标准).

In force on a day, how many enterprises have any, old editions. Clause 3.4.1.c.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.laboratory.entities import AdoptedStandard
from qualitygov.rulebook.context import Context


def _in_force(adopted: Iterable[AdoptedStandard], context: Context) -> tuple[AdoptedStandard, ...]:
    return tuple(one for one in context.known(adopted) if one.in_force(context.as_of))


@clauses("3.4.1.c")
def standards_of(
    unit: str, context: Context, *, adopted: Iterable[AdoptedStandard]
) -> tuple[AdoptedStandard, ...]:
    """Return the standards that an enterprise works by (现行采用标准), in order of their numbers."""
    key = UnitKey.of(unit)
    found = [one for one in _in_force(adopted, context) if UnitKey.of(one.enterprise) == key]
    return tuple(sorted(found, key=lambda one: (one.number, one.id)))


@clauses("3.4.1.c")
def standard_coverage(
    units: Iterable[str], context: Context, *, adopted: Iterable[AdoptedStandard]
) -> Rate:
    """Return how many of these enterprises work by a standard (采标覆盖率)."""
    having = {UnitKey.of(one.enterprise) for one in _in_force(adopted, context)}
    asked = {UnitKey.of(code) for code in units}
    return Rate(len(asked & having), len(asked))


@attrs.frozen(repr=False)
class OldEdition(Result):
    """An enterprise that works by an edition of which a newer one is already in use (旧版标准).

    A hint to be looked into.
    """

    brief: ClassVar[tuple[str, ...]] = ("newer",)

    standard: AdoptedStandard
    newer: str


def _newest(used: Iterable[AdoptedStandard]) -> dict[str, tuple[int, str]]:
    """The year and number of the newest edition in use of each standard (最新版本)."""
    newest: dict[str, tuple[int, str]] = {}
    for one in sorted(used, key=lambda one: one.id):
        if one.edition is not None:
            stem, year = one.edition
            if stem not in newest or year > newest[stem][0]:
                newest[stem] = (year, one.number)
    return newest


@clauses("3.4.1.c")
def old_editions(adopted: Iterable[AdoptedStandard], context: Context) -> tuple[OldEdition, ...]:
    """Return the standards in use of which any enterprise uses a newer edition (旧版标准清单)."""
    used = _in_force(adopted, context)
    newest = _newest(used)
    found = []
    for one in sorted(used, key=lambda one: (one.enterprise, one.number, one.id)):
        if one.edition is not None:
            stem, own = one.edition
            year, number = newest[stem]
            if year > own:
                found.append(OldEdition(one, number))
    return tuple(found)
