"""Standards that enterprises work by (采用标准).

In force on a day, how many enterprises have any, old editions. Clause 3.4.1.c.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.standard import StandardLevel, level_of
from qualitygov.codes.unit import UnitKey, unit_code
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.errors import bilingual

__all__ = ["AdoptedStandard", "OldEdition", "old_editions", "standard_coverage", "standards_on"]


_EDITION = re.compile(r"(?P<stem>.+?)\s?[-—](?P<year>(19|20)\d{2})")


@clauses("3.4.1.c")
@attrs.frozen(kw_only=True)
class AdoptedStandard:
    """Standard that an enterprise works by (采用标准), until `withdrawn_on`.

    The first day on which it does not.

    A number that shows another kind is refused. Clause 3.4.1.c.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    number: str = attrs.field(validator=check.filled(), metadata=about("标准号", "standard number"))
    kind: StandardLevel = attrs.field(metadata=about("标准类别", "kind"))
    adopted_on: date = attrs.field(validator=check.day(), metadata=about("采用日期", "adopted on"))
    withdrawn_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停用日期", "withdrawn on"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "adopted_on", "withdrawn_on")
        shown = level_of(self.number)
        if shown is not None and shown is not self.kind:
            raise bilingual(
                "standard.kind",
                f"{self.number} 是{shown.label.zh}，却写为{self.kind.label.zh}",
                f"{self.number} shows: {shown.label.en}, but is stated as: {self.kind.label.en}",
            )

    def in_force(self, on: date) -> bool:
        """Whether the enterprise works by it on this day (是否采用)."""
        return self.adopted_on <= on and (self.withdrawn_on is None or on < self.withdrawn_on)

    @property
    def edition(self) -> tuple[str, int] | None:
        """The number without its year, and the year; None for a number that shows none.

        >>> from qualitygov.laboratory import AdoptedStandard, StandardLevel
        >>> at = {"id": "1", "enterprise": "91110000600037341L", "town": "330299101", "adopted_on": date(2016, 1, 1)}
        >>> AdoptedStandard(number="GB 2760-2014", kind=StandardLevel.NATIONAL, **at).edition
        ('GB 2760', 2014)
        """
        found = _EDITION.fullmatch(self.number)
        return None if found is None else (found["stem"], int(found["year"]))


@clauses("3.4.1.c")
def standards_on(
    adopted: Iterable[AdoptedStandard], subject: str, on: date
) -> tuple[AdoptedStandard, ...]:
    """Return the standards that an enterprise works by on a day (现行采用标准).

    In order of their numbers.
    """
    key = UnitKey.of(subject)
    found = [one for one in adopted if UnitKey.of(one.enterprise) == key and one.in_force(on)]
    return tuple(sorted(found, key=lambda one: (one.number, one.id)))


@clauses("3.4.1.c")
def standard_coverage(
    adopted: Iterable[AdoptedStandard], enterprises: Iterable[str], on: date
) -> Rate:
    """Return how many of these enterprises work by a standard on a day (采标覆盖率)."""
    having = {UnitKey.of(one.enterprise) for one in adopted if one.in_force(on)}
    asked = {UnitKey.of(code) for code in enterprises}
    return Rate(len(asked & having), len(asked))


@attrs.frozen
class OldEdition:
    """An enterprise that works by an edition of which a newer one is already in use (旧版标准).

    A hint to be looked into.
    """

    standard: AdoptedStandard
    newer: str


@clauses("3.4.1.c")
def old_editions(adopted: Iterable[AdoptedStandard], on: date) -> tuple[OldEdition, ...]:
    """Return the standards in use on a day of which any enterprise uses a newer edition (旧版标准清单)."""
    used = [one for one in adopted if one.in_force(on)]
    newest: dict[str, AdoptedStandard] = {}
    for one in sorted(used, key=lambda one: one.id):
        if one.edition is not None:
            stem, year = one.edition
            best = newest.setdefault(stem, one).edition
            if best is not None and year > best[1]:
                newest[stem] = one
    found = []
    for one in sorted(used, key=lambda one: (one.enterprise, one.number, one.id)):
        if one.edition is not None:
            newer = newest[one.edition[0]]
            if newer.edition is not None and newer.edition[1] > one.edition[1]:
                found.append(OldEdition(one, newer.number))
    return tuple(found)
