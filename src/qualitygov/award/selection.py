"""Who wins (评选): the best of those who may, within the places there are.

Ties are declared, places may stay empty. Clause 3.1.3.a.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.award.eligibility import Candidate, Eligibility, eligibility
from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import CombinedScore, combined_score
from qualitygov.award.states import award_status
from qualitygov.award.tables import APPLICATIONS
from qualitygov.blacklist import CASES, listed_until
from qualitygov.blacklist.standing import standings_of
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.credit.archive import archive_of
from qualitygov.enterprise import CERTIFICATIONS, ENTERPRISES, CertificationKind
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.text import Language


@attrs.frozen(repr=False)
class Entrant(Result):
    """An application with its score and its eligibility (参评单位)."""

    brief: ClassVar[tuple[str, ...]] = ("id", "total", "eligibility")

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


@attrs.frozen(repr=False)
class Selection(Result):
    """Who is proposed for the award of a town and year (评选结果).

    `tied` share a score and do not all fit into the places left: the authority decides among them.
    `pending` could still win once what is missing is known; the selection is final without them.
    `repeated` are further applications of one unit.
    """

    brief: ClassVar[tuple[str, ...]] = ("town", "year", "winners", "final")

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
        """The places that are not taken: they stay empty, or several are tied for them."""
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
def select(found: Iterable[Entrant], context: Context) -> Selection:
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
    places = context.rules.whole("award.quota")
    winners, tied, others = _places(able, places)
    return Selection(
        town=town,
        year=year,
        places=places,
        winners=winners,
        tied=tied,
        others=others,
        pending=tuple(one for one in kept if one.eligibility.eligible is None),
        refused=tuple(one for one in kept if one.eligibility.eligible is False),
        repeated=tuple(one for one in ordered if one not in kept),
    )


@clauses("3.1.3.a")
def selections(found: Iterable[Entrant], context: Context) -> tuple[Selection, ...]:
    """Return the selection of each town and year (各镇评选结果), in order."""
    groups: dict[tuple[str, int], list[Entrant]] = {}
    for entrant in found:
        application = entrant.application
        groups.setdefault((application.town, application.year), []).append(entrant)
    return tuple(select(group, context) for _, group in sorted(groups.items()))


@clauses("3.1.3.a")
def candidate_of(
    view: CountyView, context: Context, *, unit: str, application: str | None = None
) -> Candidate:
    """Return what is known of a unit on a day (申报单位情况), from the tables of a county.

    Each table and the credit archive is asked for this unit alone. A unit that is not among the
    enterprises has no grade, but may be listed. What was granted on `application`, the id of the
    one that is judged, is no other award.
    """
    held = view.known(CERTIFICATIONS, context).of_unit(unit)
    standing = standings_of(view, context).get(UnitKey.of(unit))
    enterprises = view.known(ENTERPRISES, context).of_unit(unit)
    grants = {
        one.id: one.granted_on
        for one in view.known(APPLICATIONS, context).of_unit(unit)
        if one.granted_on is not None and award_status(one, context).won
    }
    own = grants.pop(application or "", None)
    won = {*grants.values()}
    won |= {
        certificate.issued_on
        for certificate in held
        if certificate.kind is CertificationKind.AWARD_TOWN
        and context.happened(certificate.issued_on)
        and certificate.issued_on != own
    }
    return Candidate(
        code=unit,
        unit=next(iter(enterprises), None),
        grade=None if standing is None else standing.treated_as,
        assessed=standing is None or standing.assessed,
        listed_until=_listed_until(view, context, unit),
        records=archive_of(view, context).of_unit(unit),
        certifications=held,
        won_on=tuple(sorted(won)),
    )


def _listed_until(view: CountyView, context: Context, unit: str) -> date | None:
    standing = standings_of(view, context).get(UnitKey.of(unit))
    if standing is not None:
        return standing.listed_until
    return listed_until(view.known(CASES, context).of_unit(unit), unit, context)


@clauses("3.1.3.a")
def entrants(view: CountyView, context: Context) -> tuple[Entrant, ...]:
    """Return the applications of the year that were made by `as_of` (参评单位), by id.

    Each with its score and eligibility on that day. The year is that in which the period ends, or
    that of `as_of` while the period runs.
    """
    year = min(context.period.last, context.as_of).year
    made = [
        application
        for application in view.known(APPLICATIONS, context)
        if application.year == year and context.happened(application.applied_on)
    ]
    return tuple(
        _entrant(view, context, application)
        for application in sorted(made, key=lambda application: application.id)
    )


def _entrant(view: CountyView, context: Context, application: AwardApplication) -> Entrant:
    score = combined_score(application, context)
    candidate = candidate_of(view, context, unit=application.subject, application=application.id)
    judged = eligibility(application, context, candidate=candidate, score=score)
    return Entrant(application, score, judged)
