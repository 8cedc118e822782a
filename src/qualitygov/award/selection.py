"""Who wins (评选): the best of those who may, within the places there are.

Ties are declared, places may stay empty. Clause 3.1.3.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from qualitygov.award.eligibility import Candidate, Eligibility, eligibility
from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import CombinedScore, combined_score
from qualitygov.award.status import award_status
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.entities import Certification, CertificationKind, Enterprise
from qualitygov.errors import bilingual
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Language

__all__ = ["AwardFiles", "Entrant", "Selection", "entrants", "select", "selections"]


@attrs.frozen
class Entrant:
    """An application with its score and its eligibility (参评单位)."""

    application: AwardApplication
    score: CombinedScore
    eligibility: Eligibility

    @property
    def id(self) -> str:
        """The application's id."""
        return self.application.id

    @property
    def total(self) -> Fraction:
        """The score that ranks it; 0 without one."""
        return self.score.total or Fraction(0)


@attrs.frozen
class Selection:
    """Who is proposed for the award of a town and year (评选结果).

    `tied` share a score and do not all fit into the places left: the authority decides among them.
    `pending` could still win once what is missing is known; the selection is final without them.
    `repeated` are further applications of one unit.
    """

    town: str
    year: int
    places: int
    winners: tuple[Entrant, ...]
    tied: tuple[Entrant, ...]
    others: tuple[Entrant, ...]
    pending: tuple[Entrant, ...]
    refused: tuple[Entrant, ...]
    repeated: tuple[Entrant, ...]

    @property
    def open_places(self) -> int:
        """The places that are not taken, be it that they stay empty or are tied for."""
        return self.places - len(self.winners)

    @property
    def final(self) -> bool:
        """Whether nothing is left to be decided."""
        return not self.tied and not self.pending

    def say(self, language: Language = "en") -> str:
        """Return the selection as one line."""
        zh = language == "zh"
        named = [f"{one.id} {one.score.shown}" for one in self.winners]
        parts = [
            ("获奖建议：" if zh else "proposed: ")
            + (", ".join(named) or ("无" if zh else "nobody"))
        ]
        if self.tied:
            parts.append(("并列：" if zh else "tied: ") + ", ".join(one.id for one in self.tied))
        if self.pending:
            parts.append(
                ("待定：" if zh else "pending: ") + ", ".join(one.id for one in self.pending)
            )
        parts.append(
            f"名额 {self.places}，空余 {self.open_places}"
            if zh
            else f"{self.open_places} of {self.places} places open"
        )
        return f"{self.town} {self.year} " + ("；" if zh else "; ").join(parts)


def _places(
    able: list[Entrant], places: int
) -> tuple[tuple[Entrant, ...], tuple[Entrant, ...], tuple[Entrant, ...]]:
    """Fill the places from the best score down.

    The first group of equals that does not fit is tied, and nobody after it wins.
    """
    winners: list[Entrant] = []
    for total in sorted({one.total for one in able}, reverse=True):
        group = [one for one in able if one.total == total]
        left = places - len(winners)
        if len(group) > left:
            rest = tuple(one for one in able if one.total < total or not left)
            return (
                tuple(winners),
                tuple(group) if left else (),
                tuple(one for one in rest if one not in winners),
            )
        winners += group
    return tuple(winners), (), ()


@clauses("3.1.3.a")
def select(found: Iterable[Entrant], rules: Rules) -> Selection:
    """Return who is proposed for the award of one town and year (评选).

    Whatever the order of the applications.

    Those who may win are taken from the highest score down, as long as all of one score fit into
    the places left. A unit that applied twice is considered by its earlier application. Raises
    `FieldError` for applications of several towns or years, or none.
    """
    ordered = sorted(found, key=lambda one: (one.application.applied_on, one.id))
    of = {(one.application.town, one.application.year) for one in ordered}
    if len(of) != 1:
        raise bilingual(
            "award.selection",
            "应为同一镇同一年度的申报",
            "applications of one town and year are selected together",
        )
    ((town, year),) = of
    first: dict[str, Entrant] = {}
    for one in ordered:
        first.setdefault(UnitKey.of(one.application.subject), one)
    kept = sorted(first.values(), key=lambda one: (-one.total, one.id))
    able = [one for one in kept if one.eligibility.eligible is True]
    winners, tied, others = _places(able, rules.whole("award.quota"))
    return Selection(
        town=town,
        year=year,
        places=rules.whole("award.quota"),
        winners=winners,
        tied=tied,
        others=others,
        pending=tuple(one for one in kept if one.eligibility.eligible is None),
        refused=tuple(one for one in kept if one.eligibility.eligible is False),
        repeated=tuple(one for one in ordered if one not in kept),
    )


@clauses("3.1.3.a")
def selections(found: Iterable[Entrant], rules: Rules) -> tuple[Selection, ...]:
    """Return the selection of each town and year (各镇评选结果), in order."""
    groups: dict[tuple[str, int], list[Entrant]] = {}
    for one in found:
        groups.setdefault((one.application.town, one.application.year), []).append(one)
    return tuple(select(group, rules) for _, group in sorted(groups.items()))


@attrs.frozen(kw_only=True)
class AwardFiles:
    """What a selection reads (评选资料).

    `grades` and `listed_until` are by the key of the unit (`UnitKey.of`).
    """

    applications: tuple[AwardApplication, ...]
    units: tuple[Enterprise, ...] = ()
    records: tuple[CreditRecord, ...] = ()
    certifications: tuple[Certification, ...] = ()
    grades: Mapping[str, str] = attrs.field(factory=dict)
    listed_until: Mapping[str, date] = attrs.field(factory=dict)

    def candidate(
        self, subject: str, rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
    ) -> Candidate:
        """Return what is known of a unit on a day (申报单位情况)."""
        key = UnitKey.of(subject)
        held = tuple(one for one in self.certifications if UnitKey.of(one.holder) == key)
        own = [one for one in self.applications if UnitKey.of(one.subject) == key]
        won = {
            one.granted_on
            for one in own
            if award_status(one, rulebook, calendar, as_of).won and one.granted_on is not None
        }
        won |= {
            one.issued_on
            for one in held
            if one.kind is CertificationKind.AWARD_TOWN and one.issued_on <= as_of
        }
        return Candidate(
            subject=subject,
            unit=next((one for one in self.units if UnitKey.of(one.code) == key), None),
            grade=self.grades.get(key),
            listed_until=self.listed_until.get(key),
            records=tuple(one for one in self.records if UnitKey.of(one.subject) == key),
            certifications=held,
            won_on=tuple(sorted(won)),
        )


@clauses("3.1.3.a")
def entrants(
    files: AwardFiles,
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    *,
    year: int | None = None,
) -> tuple[Entrant, ...]:
    """Return the applications of a year.

    By default that of `as_of`, each with its score and eligibility on that day (参评单位).
    """
    rules = rulebook.at(as_of)
    found = []
    for one in sorted(files.applications, key=lambda one: one.id):
        if one.applied_on <= as_of and one.year == (as_of.year if year is None else year):
            score = combined_score(one, rules, as_of)
            candidate = files.candidate(one.subject, rulebook, calendar, as_of)
            found.append(Entrant(one, score, eligibility(one, candidate, score, rules, as_of)))
    return tuple(found)
