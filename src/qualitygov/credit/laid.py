"""Kinds of record before a day is asked (各类记录的计分行): what their versions say, over which acts.

None of it depends on the day, so days with the same versions of the rules share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

import attrs

from qualitygov.credit.cells import Profile, RepeatPlan, Stretch
from qualitygov.credit.versions import Spell, Version, refuse, spells_of
from qualitygov.rulebook.model.credit import CreditRule


@attrs.frozen
class Row:
    """A row of the table before it has its kind, its days and its number (计分行)."""

    severity: str
    spell: Spell
    versions: tuple[Version, ...]

    @property
    def own(self) -> Version:
        """The version in force on the day of the act."""
        return self.versions[0]

    @property
    def unsigned(self) -> bool:
        """Whether the version of the day of the act was not verified."""
        return self.own.unsigned


@attrs.frozen
class LaidKind:
    """The rows of a kind (某类计分行), each with what its versions weigh over time.

    `repeats` are the ways in which its versions recognize a repetition. An unsigned row has no
    profiles.
    """

    rows: tuple[tuple[Row, tuple[Profile, ...]], ...]
    repeats: tuple[RepeatPlan, ...]


def _rows(name: str, stretches: Sequence[Stretch], *, merit: bool) -> Iterator[Row]:
    """The rows of a kind; a failing that a later rule no longer knows weighs nothing.

    A later version that nobody verified costs nobody anything and gives nobody anything.
    """
    scales = [found.scale for one in stretches if (found := rule_in(one, name)) is not None]
    if not any(scales):
        raise refuse(f"credit-rule.{name}.scale", "", "至少应有一种程度", "one severity at least")
    for severity in dict.fromkeys(word for scale in scales for word in scale):
        for spell in spells_of(name, severity, stretches):
            wanted = spell.versions[:1] if merit else spell.versions
            own, *later = (one for one in wanted if one is not None)
            if len(later) + 1 == len(wanted):
                milder = (one for one in later if not one.unsigned)
                yield Row(severity, spell, (own, *milder))


def rule_in(stretch: Stretch, name: str) -> CreditRule | None:
    """Return the rule of a kind in a stretch (某区间的规则), None where it has none."""
    return stretch.rules.entries(CreditRule).get(name)


def _laid(name: str, stretches: Sequence[Stretch], *, merit: bool) -> LaidKind:
    rows = list(_rows(name, stretches, merit=merit))
    found = (version.repeat for row in rows for version in row.versions)
    repeats = tuple(dict.fromkeys(one for one in found if one is not None))
    numbers = {repeat: number for number, repeat in enumerate(repeats)}
    return LaidKind(
        tuple((row, () if row.unsigned else tuple(_profiles(name, row, numbers))) for row in rows),
        repeats,
    )


def _profiles(name: str, row: Row, numbers: dict[RepeatPlan, int]) -> Iterator[Profile]:
    for version in row.versions:
        yield version.profile(numbers, f"credit-rule.{name}.points.{row.severity}")


@lru_cache(maxsize=256)
def kinds_laid(stretches: tuple[Stretch, ...]) -> Callable[[CreditRule], LaidKind]:
    """Return what lays out the rows of a rule's kind over the stretches (铺设计分行), each once.

    It raises `RulebookError` for rules that do not fit together.
    """

    @cache
    def laid(name: str, *, merit: bool) -> LaidKind:
        return _laid(name, stretches, merit=merit)

    return lambda rule: laid(rule.id, merit=rule.merit)
