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
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.knowledge import known_day
from qualitygov.core.result import Result
from qualitygov.credit.archive import archive_of
from qualitygov.credit.result import CreditScore
from qualitygov.credit.scorer import CreditScorer
from qualitygov.enterprise import ENTERPRISES
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
    only listings that lower the grade. A ground in `screening` lists nobody.
    """

    brief: ClassVar[tuple[str, ...]] = ("code", "grade", "listed_until")

    code: str
    score: CreditScore
    listed_until: date | None
    effects: tuple[Effect, ...]
    screening: Screening
    supervised_until: date | None = None

    @property
    def grade(self) -> str | None:
        """The grade, None for a unit that is not rated."""
        return self.score.grade

    @property
    def treated_as(self) -> str:
        """The grade by which the award judges it: one not rated, as a unit without bad records."""
        return self.score.totals.grade


@clauses("3.2.2.b", "3.2.2.c")
def standings_of(view: CountyView, context: Context) -> Mapping[str, UnitStanding]:
    """Return where every enterprise stands, by the unit's key, in order of codes (各企业状况).

    Clauses 3.2.2.b-c.
    """
    return view.once(_standings, context)


def _standings(view: CountyView, context: Context) -> Mapping[str, UnitStanding]:
    archive, cases = archive_of(view, context), view.known(CASES, context)
    scorer, screener = CreditScorer.of(context), BlacklistScreener.of(context)
    seen = view.once(seen_days, context)
    standings: dict[str, UnitStanding] = {}
    for unit in sorted(view.known(ENTERPRISES, context), key=lambda unit: unit.code):
        if unit.registered_on is not None and not context.happened(unit.registered_on):
            continue  # it came to be after the day that is asked about
        key = UnitKey.of(unit.code)
        if key in standings:
            raise bilingual(
                "county.unit", f"单位重复：{unit.code}", f"a unit stands twice: {unit.code}"
            )
        statuses = [case.status(context) for case in cases.of_unit(unit.code)]
        lowering = last_day(status for status in statuses if status.lowers_grade)
        listings = [status for status in statuses if not status.supervision_only]
        standings[key] = UnitStanding(
            code=unit.code,
            score=scorer.score(unit, archive, listed_until=lowering, seen_on=seen.get(key)),
            listed_until=last_day(listings),
            supervised_until=last_day(statuses),
            effects=_effects(listings),
            screening=screener.screen(unit, archive),
        )
    return standings


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
        for row in view.known(spec, context):
            day = known_day(row)
            named = [getattr(row, column) for column in spec.units]
            for unit in named:
                if unit is not None and day is not None:
                    key = UnitKey.of(unit)
                    found[key] = min(day, found.get(key, day))
    return found


def _effects(statuses: Iterable[ListingStatus]) -> tuple[Effect, ...]:
    brought = {effect for status in statuses for effect in status.effects}
    return tuple(effect for effect in Effect if effect in brought)
