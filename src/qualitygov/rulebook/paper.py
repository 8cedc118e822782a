"""How many forms a town files in a year (表格数量), by profile, as the duties of a book ask."""

from __future__ import annotations

import attrs

from qualitygov.rulebook.model.duty import DutyRule, Profile, Responsible
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

PROFILES = tuple(Profile)
TOWNS = frozenset({Responsible.TOWN, Responsible.OFFICE})
UNITS = frozenset({Responsible.DEPARTMENT, Responsible.AREA})
SHEETS = 4
"""Sheets of returns a year: one a quarter lists all tables, nil returns included."""


@attrs.frozen(kw_only=True)
class Paper:
    """What a profile asks for in a year (年度表格数量): of the town, and of each of its units."""

    profile: Profile
    town: int
    unit: int

    @property
    def said(self) -> Text:
        """The numbers in words."""
        return Text(
            f"{self.profile.label.zh}档：每镇每年 {self.town} 份，其每个单位 {self.unit} 份",
            f"profile {self.profile.label.en}: {self.town} forms a year of a town,"
            f" {self.unit} of each of its units",
        )


def _rounds(rules: Rules, profile: Profile, who: frozenset[Responsible]) -> int:
    """How often duties that come round fall due in a year, of those whom the profile asks."""
    year = rules.day.year
    return sum(
        len(tuple(rule.periods(year)))
        for rule in rules.entries(DutyRule).values()
        if rule.responsible in who and PROFILES.index(rule.profile) <= PROFILES.index(profile)
    )


def paper_of(rules: Rules) -> tuple[Paper, ...]:
    """Return how many forms each profile asks for in a year (各档表格数量).

    >>> from datetime import date
    >>> from qualitygov import load_rulebook
    >>> brief, standard, full = paper_of(load_rulebook("strong-town").at(date(2016, 12, 31)))
    >>> brief.town <= standard.town <= full.town
    True
    """
    return tuple(
        Paper(
            profile=profile,
            town=SHEETS + _rounds(rules, profile, TOWNS),
            unit=_rounds(rules, profile, UNITS),
        )
        for profile in PROFILES
    )
