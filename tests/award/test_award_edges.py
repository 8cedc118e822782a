"""Edges of the award: nobody reviewed, nothing on file."""

from __future__ import annotations

from datetime import date

import pytest

from qualitygov.award import AwardApplication, Candidate, ScoreState, combined_score, eligibility
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.enterprise import Enterprise
from qualitygov.rulebook import Context, load_rulebook

pytestmark = pytest.mark.clause("3.1.3.a")

TOWN, UNIT = "330299101", "91330299MA2837B62L"
APPLICATION = AwardApplication(
    id="S1", subject=UNIT, town=TOWN, year=2016, applied_on=date(2016, 4, 1), document="x"
)


def at(book):
    return Context(book, as_of="2016-06-30", calendar=WeekdayCalendar())


def test_without_a_review_there_is_no_score():
    found = combined_score(APPLICATION, at(load_rulebook("strong-town")))
    assert (found.state, found.total) == (ScoreState.TOO_FEW, None)


def test_a_bar_that_finds_nothing_says_so_in_both_languages():
    context = at(load_rulebook("strong-town"))
    unit = Enterprise(code=UNIT, name="某厂", town=TOWN, registered_on=date(2000, 1, 4))
    candidate = Candidate(code=UNIT, unit=unit, grade="A")
    score = combined_score(APPLICATION, context)
    found = eligibility(APPLICATION, context, candidate=candidate, score=score)
    accident = next(one for one in found.requirements if one.name == "accident")
    assert accident.text.zh.endswith("无")
    assert accident.text.en.endswith("none")
