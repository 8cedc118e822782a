"""A program as a user would write it, for mypy."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from qualitygov import (
    BlacklistScreener,
    CreditArchive,
    CreditRecord,
    CreditScorer,
    Enterprise,
    Points,
    QualityGovError,
    Rate,
    Rulebook,
    load_rulebook,
)
from qualitygov.environment import AirQuality, air_quality_index
from qualitygov.inspection import SinglePlan, find_plan, passes_needed
from qualitygov.schemas import EnterpriseSchema


def main(day: date) -> str:
    book: Rulebook = load_rulebook("strong-town")
    firm: Enterprise = EnterpriseSchema().load(
        {"code": "91330299MA2837B62L", "name": "某厂", "town": "330299101"}
    )
    archive: CreditArchive = CreditArchive.of(list[CreditRecord]())
    try:
        result = CreditScorer(book, as_of=day).score(firm, archive)
    except QualityGovError as error:
        return error.say("zh")
    score: Points = result.score
    texts: list[str] = [line.say("zh") for line in result.lines]
    assert score.decimal == Decimal(100)
    assert texts
    found = BlacklistScreener(book, as_of=day).screen(firm, archive)
    arose: list[date] = [ground.arose_on for ground in found.grounds]
    assert not arose
    needed: int | None = passes_needed(100, Rate.of("0.95"))
    assert needed == 99
    plan: SinglePlan = find_plan(("0.05", "0.95"), (Fraction(15, 100), "0.075"))
    air: AirQuality = air_quality_index({"pm25": "35"}, book.at(day))
    assert air.aqi == 50
    assert plan.n == 80
    return result.grade
