"""Where each unit stands (企业信用与名单状况): its score, its listing, grounds against it.

Clauses 3.2.2.b-c.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.blacklist.case import ListingStatus, last_day
from qualitygov.blacklist.screen import BlacklistScreener, Screening
from qualitygov.blacklist.tables import CASES
from qualitygov.blacklist.unread import unread_units
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.knowledge import known_day
from qualitygov.core.result import Result
from qualitygov.credit.archive import archive_of
from qualitygov.credit.result import CreditScore
from qualitygov.credit.scorer import CreditScorer
from qualitygov.enterprise import ENTERPRISES, Enterprise
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import Effect
from qualitygov.subject.county import CountyView


@attrs.frozen(kw_only=True, repr=False)
class UnitStanding(Result):
    """Where a unit stands on a day (企业信用与名单状况).

    `listed_until` is the last day of the listing in force, None when it is not listed; `effects`
    are those of all listings in force. A local list is none of them, since it brings nothing but
    more supervision: `supervised_until` is the last day of it, or of another list. The score takes
    only listings that lower the grade. A ground in `screening` lists nobody. `assessed` is False
    where something on file of the unit cannot be read: no verdict then rests on its grade.
    """

    brief: ClassVar[tuple[str, ...]] = ("code", "grade", "listed_until")

    code: str
    score: CreditScore
    listed_until: date | None
    effects: tuple[Effect, ...]
    screening: Screening
    supervised_until: date | None = None
    assessed: bool = True

    @property
    def grade(self) -> str | None:
        """The grade, None for a unit that is not rated or not assessed."""
        return self.score.grade if self.assessed else None

    @property
    def treated_as(self) -> str | None:
        """The grade by which the award judges it, None for a unit that is not assessed.

        One that is not rated is judged as a unit without bad records.
        """
        return self.score.totals.grade if self.assessed else None


@clauses("3.2.2.b", "3.2.2.c")
def standings_of(view: CountyView, context: Context) -> Mapping[str, UnitStanding]:
    """Return where every enterprise stands, by the unit's key, in order of codes (各企业状况).

    Clauses 3.2.2.b-c.
    """
    return view.once(_standings, context)


def scores_of(view: CountyView, context: Context) -> Mapping[str, CreditScore]:
    """Return the credit score of every enterprise, by the unit's key, in order of codes (各企业信用分).

    What asks for no listing and no ground asks here: nobody is screened for it. Clause 3.2.2.b.
    """
    return {key: one.score for key, one in view.once(_scored, context).items()}


@attrs.frozen
class _Scored:
    """A unit with its score and its listings."""

    unit: Enterprise
    statuses: tuple[ListingStatus, ...]
    score: CreditScore


def _scored(view: CountyView, context: Context) -> Mapping[str, _Scored]:
    archive, cases = archive_of(view, context), view.known(CASES, context)
    scorer = CreditScorer.of(context)
    seen = view.once(seen_days, context)
    found: dict[str, _Scored] = {}
    for unit in sorted(view.known(ENTERPRISES, context), key=lambda unit: unit.code):
        if unit.registered_on is not None and not context.happened(unit.registered_on):
            continue  # it came to be after the day that is asked about
        key = UnitKey.of(unit.code)
        if key in found:
            raise bilingual(
                "county.unit", f"单位重复：{unit.code}", f"a unit stands twice: {unit.code}"
            )
        statuses = tuple(case.status(context) for case in cases.of_unit(unit.code))
        lowering = last_day(status for status in statuses if status.lowers_grade)
        score = scorer.score(unit, archive, listed_until=lowering, seen_on=seen.get(key))
        found[key] = _Scored(unit, statuses, score)
    return found


def _standings(view: CountyView, context: Context) -> Mapping[str, UnitStanding]:
    archive, screener = archive_of(view, context), BlacklistScreener.of(context)
    unread = view.once(unread_units, context)
    return {
        key: _standing(
            one,
            screener.screen(one.unit, archive),
            read=unread is not None and key not in unread,
        )
        for key, one in view.once(_scored, context).items()
    }


def _standing(one: _Scored, screening: Screening, *, read: bool) -> UnitStanding:
    listings = [status for status in one.statuses if not status.supervision_only]
    return UnitStanding(
        code=one.unit.code,
        score=one.score,
        listed_until=last_day(listings),
        supervised_until=last_day(one.statuses),
        effects=_effects(listings),
        screening=screening,
        assessed=read and one.score.assessed,
    )


SEEN_IN = (
    "samples", "visits", "complaints", "reports", "records", "orders", "penalties", "cases",
    "hazards", "accidents", "large_cases",
)  # fmt: skip
"""The tables whose rows say that an authority saw something of a unit."""


def seen_days(view: CountyView, context: Context) -> Mapping[str, date]:
    """Return the first day on which an authority saw anything of each unit (首次监管记录日), by key.

    A visit, a sample, a complaint or report, a record, a case, a hazard or an accident.
    """
    found: dict[str, date] = {}
    tables = (view.data.tables[name].spec for name in SEEN_IN if name in view.data.tables)
    for spec in tables:
        units = spec.units
        for row in view.known(spec, context):
            named = [unit for column in units if (unit := getattr(row, column)) is not None]
            day = known_day(row) if named else None
            if day is None:
                continue
            for unit in named:
                key = UnitKey.of(unit)
                before = found.get(key)
                if before is None or day < before:
                    found[key] = day
    return found


def _effects(statuses: Iterable[ListingStatus]) -> tuple[Effect, ...]:
    brought = {effect for status in statuses for effect in status.effects}
    return tuple(effect for effect in Effect if effect in brought)
